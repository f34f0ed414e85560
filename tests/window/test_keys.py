"""The whole tour by keyboard: everything that can be touched can be reached, is seen to have the focus, and traps nobody."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

ROOMS = {"wall": "Artworks", "board": "Events", "resources": "Resources", "about": "About", "help": "Need help? 1-888-373-7888"}


@pytest.fixture
def visitor(make_visitor):
    made = make_visitor()
    made.stage.window.requestActivate()
    assert QTest.qWaitForWindowActive(made.stage.window)
    return made


def press(visitor, key):
    QTest.keyClick(visitor.stage.window, key)


def tab_round(visitor):
    """The names that Tab leads to, until it comes round."""
    window = visitor.stage.window
    names, items = [], []
    for _ in range(80):
        press(visitor, Qt.Key.Key_Tab)
        item = window.activeFocusItem()
        if item in items:
            return names
        assert item.property("touchTarget") is True, f"the focus is on nothing that can be used after {names}"
        rings = [child for child in item.childItems() if child.isVisible() and child.z() == 10]
        assert rings, f"nobody sees that {item.property('name')} has the focus"
        items.append(item)
        names.append(str(item.property("name")))
    raise AssertionError(f"Tab never comes round: {names}")


def go(visitor, name):
    """Tab to something and press Enter."""
    for _ in range(80):
        press(visitor, Qt.Key.Key_Tab)
        if visitor.stage.window.activeFocusItem().property("name") == name:
            press(visitor, Qt.Key.Key_Return)
            visitor.settle()
            return
    raise AssertionError(f"Tab does not lead to {name}")


@pytest.mark.parametrize("room", ROOMS)
def test_every_target_of_a_room_is_reached_and_escape_leads_out(visitor, room):
    go(visitor, ROOMS[room])
    assert visitor.visit.screen == room
    reached = set(tab_round(visitor))
    assert reached == set(visitor.targets()), "neither a target without the focus nor the focus without a target"
    press(visitor, Qt.Key.Key_Escape)
    visitor.settle()
    assert visitor.visit.screen == "loop"


def test_a_work_behind_a_note_the_panel_and_back_by_keys_alone(visitor):
    go(visitor, "Artworks")
    go(visitor, "What the Morning Kept")
    assert visitor.visit.screen == "work"
    press(visitor, Qt.Key.Key_Right)
    visitor.settle()
    assert visitor.stage.controller.work.title == "Vessel, Rejoined"
    press(visitor, Qt.Key.Key_Plus)
    assert visitor.visit.zoom == 1
    press(visitor, Qt.Key.Key_Escape)
    assert visitor.visit.zoom == 0
    go(visitor, "Display: text size, contrast, motion")
    names = tab_round(visitor)
    assert {"Text size 150 %", "High contrast", "Less motion", "Done"} <= set(names)
    assert "Look closer at Vessel, Rejoined" not in names, "what lies under the panel is out of the way"
    go(visitor, "High contrast")
    assert visitor.visit.contrast
    press(visitor, Qt.Key.Key_Escape)
    visitor.settle()
    assert (visitor.visit.panel, visitor.visit.screen) == (False, "work")
    visitor.visit.openWork("works/14-high-water")
    visitor.settle()
    go(visitor, "View")
    assert not visitor.visit.covered
    go(visitor, "Home")
    assert visitor.visit.screen == "loop"
