"""The whole tour by keyboard: everything that can be touched can be reached, is seen to have the
focus, and traps nobody.
"""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from kiosk.qt.item_info import is_target
from tests.window.conftest import MakeVisitor, Visitor

ROOMS = {
    "wall": "Artworks",
    "board": "Events",
    "resources": "Resources",
    "about": "About",
    "help": "Need help? 1-888-373-7888",
}


@pytest.fixture
def visitor(make_visitor: MakeVisitor):
    made = make_visitor()
    made.app_window.window.requestActivate()
    assert QTest.qWaitForWindowActive(made.app_window.window)
    return made


def press(visitor: Visitor, key):
    QTest.keyClick(visitor.app_window.window, key)


def scene_box(item):
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def ring_of(item):
    """The rectangle of the focus frame. Raises AssertionError when it is not wholly visible."""
    ring = next(
        (child for child in item.childItems() if child.isVisible() and child.z() == 10), None
    )
    assert ring, f"nobody sees that {item.property('name')} has the focus"
    box, above = scene_box(ring), item.parentItem()
    while above:
        if above.clip() or above.parentItem() is None:
            assert scene_box(above).contains(box), (
                f"the frame of {item.property('name')} is cut: {box} in {scene_box(above)}"
            )
        above = above.parentItem()
    return box


def tab_round(visitor: Visitor, key=Qt.Key.Key_Tab):
    """The names of the controls that Tab reaches, until it returns to the first."""
    window = visitor.app_window.window
    names, places = [], []
    for _ in range(90):
        press(visitor, key)
        item = window.activeFocusItem()
        # On the wall an item that is used again holds another work.
        place = (item, item.property("name"))
        if place in places:
            return names
        assert is_target(item), f"the focus is on nothing that can be used after {names}"
        ring_of(item)
        places.append(place)
        names.append(str(item.property("name")))
    raise AssertionError(f"Tab never comes round: {names}")


def go(visitor: Visitor, name):
    """Reach a control by Tab and press Enter."""
    for _ in range(80):
        press(visitor, Qt.Key.Key_Tab)
        if visitor.app_window.window.activeFocusItem().property("name") == name:
            press(visitor, Qt.Key.Key_Return)
            visitor.settle()
            return
    raise AssertionError(f"Tab does not lead to {name}")


@pytest.mark.parametrize("room", ROOMS)
def test_tab_reaches_every_target_of_a_screen_and_escape_leaves_it(visitor: Visitor, room):
    go(visitor, ROOMS[room])
    assert visitor.session.screen == room
    reached = set(tab_round(visitor))
    works = (
        {work.title.get("en") for work in visitor.app_window.controller.snapshot.works}
        if room == "wall"
        else set()
    )
    assert reached | works == set(visitor.targets()) | works, (
        "neither a target without the focus nor the focus without a target"
    )
    assert works <= reached, "every work of the wall, however far down it hangs"
    press(visitor, Qt.Key.Key_Escape)
    visitor.settle()
    assert visitor.session.screen == "loop"


def test_tab_follows_the_order_of_the_wall_in_both_directions(visitor: Visitor):
    go(visitor, "Artworks")
    works = [work.title.get("en") for work in visitor.app_window.controller.snapshot.works]
    there = [name for name in tab_round(visitor) if name in works]
    assert there[there.index(works[0]) :] + there[: there.index(works[0])] == works
    back = [name for name in tab_round(visitor, Qt.Key.Key_Backtab) if name in works]
    first = back.index(works[-1])
    assert back[first:] + back[:first] == works[::-1]


def test_keys_turn_pages(visitor: Visitor):
    session = visitor.session
    key_hook = next(
        work.key
        for work in visitor.app_window.controller.snapshot.works
        if work.title.get("en") == "The Key Hook"
    )
    session.openWork(key_hook)
    visitor.settle()
    number = session.workNumber
    for key, page in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_PageUp, 0),
    ):
        press(visitor, key)
        visitor.settle()
        assert (session.workNumber, session.page) == (number, page)
    press(visitor, Qt.Key.Key_Left)
    visitor.settle()
    assert session.workNumber == number - 1, "before the first page the work before hangs"
    session.show("wall")
    visitor.settle()
    wall = visitor.app_window.controller.gallery.model
    assert wall.totalPages == 3
    for key, page in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_Left, 0),
    ):
        press(visitor, key)
        visitor.settle()
        assert session.page == page
    session.show("about")
    session.setTextScale(1.5)
    visitor.settle()
    press(visitor, Qt.Key.Key_PageDown)
    assert session.page == 1
    session.show("board")
    visitor.settle()
    press(visitor, Qt.Key.Key_Down)
    assert session.listPage == 1
    press(visitor, Qt.Key.Key_Up)
    assert session.listPage == 0


def test_keys_turn_the_months(make_visitor: MakeVisitor, write_folder):
    talks = {
        f"events/{month}.md": f"---\ntitle: Talk\nwhen: 2026-{month}-14 12:00\n---\nA talk.\n"
        for month in ("01", "02")
    }
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": "title: T\n", **talks}))
    visitor.app_window.window.requestActivate()
    assert QTest.qWaitForWindowActive(visitor.app_window.window)
    visitor.touch("Events")
    visitor.touch("Month")
    months = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_PageUp):
        press(visitor, key)
        visitor.settle()
        months.append(visitor.session.month)
    assert months == ["2026-02", "2026-02", "2026-01", "2026-01"]


def test_keys_pan_a_zoomed_picture(visitor: Visitor):
    visitor.touch("Open What the Morning Kept")
    press(visitor, Qt.Key.Key_Plus)
    visitor.settle()
    before = visitor.app_window.window.grabWindow()
    press(visitor, Qt.Key.Key_Right)
    visitor.settle()
    assert visitor.session.workNumber == 1
    assert visitor.app_window.window.grabWindow() != before


def test_the_focus_is_gone_for_the_next_visitor(visitor: Visitor):
    go(visitor, "Home")
    window = visitor.app_window.window
    ring_of(window.activeFocusItem())
    visitor.wait(89)
    ring_of(window.activeFocusItem())
    visitor.wait(2)
    assert not is_target(window.activeFocusItem())
    press(visitor, Qt.Key.Key_Tab)
    assert is_target(window.activeFocusItem())
    go(visitor, "About")
    visitor.wait(1000)
    assert visitor.session.idlePrompt
    visitor.wait(21)
    assert visitor.session.screen == "loop"
    assert not is_target(window.activeFocusItem())


def test_keys_reveal_a_work_open_the_panel_and_go_back(visitor: Visitor):
    go(visitor, "Artworks")
    go(visitor, "What the Morning Kept")
    assert visitor.session.screen == "work"
    press(visitor, Qt.Key.Key_Right)
    visitor.settle()
    assert visitor.app_window.controller.work.title == "Vessel, Rejoined"
    press(visitor, Qt.Key.Key_Plus)
    assert visitor.session.zoom == 1
    press(visitor, Qt.Key.Key_Escape)
    assert visitor.session.zoom == 0
    go(visitor, "Display: text size, contrast, motion")
    names = tab_round(visitor)
    assert {"Text size 150%", "High contrast", "Less motion", "Done"} <= set(names)
    assert "Look closer at Vessel, Rejoined" not in names, (
        "what lies under the panel is out of the way"
    )
    go(visitor, "High contrast")
    assert visitor.session.contrast
    press(visitor, Qt.Key.Key_Escape)
    visitor.settle()
    assert (visitor.session.displayPanelOpen, visitor.session.screen) == (False, "work")
    visitor.session.openWork("works/14-high-water")
    visitor.settle()
    go(visitor, "View")
    assert not visitor.session.behindContentNote
    go(visitor, "Home")
    assert visitor.session.screen == "loop"
