"""A wall of many works: scrolling, opening a work, and coming back to the same place."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtQml import QQmlIncubationController
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.qt.item_info import Role, visible_items
from kiosk.viewmodels.gallery.gallery_model import GalleryModel
from tests.window.conftest import MakeVisitor, Visitor

WORKS = 300


@pytest.fixture
def many(write_folder):
    files = {"kiosk.yaml": "title: Many\nlanguages: [en]\n"}
    for number in range(WORKS):
        files[f"works/{number:03d}.md"] = (
            f"---\ntitle: Poem {number}\nmedium: poetry\n---\nA line.\n"
        )
    for number in range(4):
        files[f"works/9{number}.jpg"] = "picture"
    return write_folder(files)


def rows_of(visitor: Visitor) -> QQuickItem:
    found = visitor.app_window.window.findChild(QQuickItem, "wallRows")
    assert found is not None
    return found


def item_count(item) -> int:
    """How many works that are shown as words have items."""
    return sum(1 for _ in visible_items(item, Role.Sheet))


def drag(visitor: Visitor, device, start: QPoint, end: QPoint, steps: int = 12) -> None:
    window = visitor.app_window.window
    QTest.touchEvent(window, device).press(1, start, window).commit()
    for step in range(1, steps + 1):
        at = start + (end - start) * step / steps
        QTest.qWait(16)
        QTest.touchEvent(window, device).move(1, at, window).commit()
    QTest.qWait(150)  # the finger rests before it lifts: no flick
    QTest.touchEvent(window, device).release(1, end, window).commit()


def test_a_finger_scrolls_and_a_tap_opens(make_visitor: MakeVisitor, ways, many, qtbot):
    visitor = make_visitor(ways["finger"], folder=many)
    visitor.session.show("wall")
    visitor.settle()
    rows = rows_of(visitor)
    assert rows.property("count") > 20
    assert 0 < item_count(rows) < 120, "works out of sight have no items"
    device = QTest.createTouchDevice()
    drag(visitor, device, QPoint(700, 650), QPoint(700, 250))
    qtbot.waitUntil(lambda: not rows.property("moving"), timeout=3000)
    visitor.settle()
    assert visitor.session.screen == "wall", "a finger that moves opens nothing"
    assert visitor.session.page >= 1
    at = rows.property("contentY")
    assert at % visitor.app_window.controller.gallery.model.rowHeight == pytest.approx(0, abs=1), (
        "rows come to rest whole"
    )
    shown = [name for name in visitor.targets() if name.startswith("Poem")]
    first = min(shown, key=lambda name: int(name.split()[1]))
    name = next(
        name
        for name in shown
        if 0 < visitor.targets()[name].mapToScene(QPoint(0, 0)).y() - rows.y() < rows.height() - 50
    )
    visitor.touch(name)
    assert visitor.session.screen == "work"
    visitor.touch("Back")
    assert visitor.session.screen == "wall"
    assert rows_of(visitor).property("contentY") == pytest.approx(at, abs=1)
    assert first in visitor.targets()


def test_everything_can_be_reached_by_single_taps(make_visitor: MakeVisitor, many):
    visitor = make_visitor(folder=many)
    visitor.session.show("wall")
    visitor.settle()
    seen = set(visitor.texts())
    for _ in range(200):
        if "Next page" not in visitor.targets():
            break
        visitor.touch("Next page")
        seen |= set(visitor.texts())
    assert {f"Poem {number}" for number in range(WORKS)} <= seen


def test_no_row_is_awaited_that_a_shorter_wall_has_not(make_visitor: MakeVisitor, many, qtbot):
    visitor = make_visitor(folder=many)
    visitor.session.show("wall")
    visitor.settle()
    # All screens are loaded, so from here on only the wall could create items asynchronously; this
    # controller gives it no time to.
    qtbot.waitUntil(lambda: visitor.app_window.window.property("prepared") is True)
    usual = visitor.app_window.window.incubationController()
    qtbot.waitUntil(lambda: usual.incubatingObjectCount() == 0)
    visitor.settle()
    never = QQmlIncubationController()
    visitor.app_window.engine.setIncubationController(never)
    for page in (2, 9, 12, 3):
        visitor.session.turnPage(page)
        visitor.settle()
        assert never.incubatingObjectCount() == 0
        assert item_count(rows_of(visitor)) > 0
    visitor.app_window.engine.setIncubationController(usual)


def tiles(item: QQuickItem) -> list[QQuickItem]:
    """The items of all works, also of the rows that are out of sight."""
    found = [one for child in item.childItems() for one in tiles(child)]
    is_tile = item.metaObject().className().startswith("GalleryTile")
    return [item, *found] if is_tile else found


def works_in_row(wall: GalleryModel, row: int) -> list[dict[str, Any]]:
    works: Any = wall.data(wall.index(row), 256)
    return list(works)


def test_a_row_that_grows_keeps_its_items(make_visitor: MakeVisitor, many):
    """To make them again took 20 to 40 ms a row, with each change of the content."""
    visitor = make_visitor(folder=many)
    visitor.session.show("wall")
    visitor.settle()
    wall = visitor.app_window.controller.gallery.model
    before = set(tiles(rows_of(visitor)))
    usual = len(works_in_row(wall, 0))
    visitor.app_window.window.resize(1800, 900)
    visitor.settle()
    assert len(works_in_row(wall, 0)) > usual, "the wider wall has more works in a row"
    assert before <= set(tiles(rows_of(visitor)))
    shown = [tile["title"] for tile in works_in_row(wall, 0)]
    assert set(shown) <= set(visitor.texts())


def test_tiles_are_filled_in_turns_and_all_come(make_visitor: MakeVisitor, many, monkeypatch):
    """On a machine so slow that one tile is all that a turn has time for."""
    visitor = make_visitor(folder=many)
    visitor.session.show("wall")
    monkeypatch.setattr("kiosk.qt.turn.SLICES_SECONDS", 1e-9)
    visitor.settle()
    wall = visitor.app_window.controller.gallery.model
    for page in (0, 7, 3):
        visitor.session.turnWall(page)
        rows = [works_in_row(wall, page + at) for at in range(wall.bands)]
        visitor.settle()
        wanted = {tile["title"] for row in rows for tile in row}
        assert wanted <= set(visitor.texts())
        focused = [name for name in visitor.targets() if name.startswith("Poem")]
        assert wanted <= set(focused), "each of them can be touched"
