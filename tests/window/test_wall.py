"""A wall of many works: scrolling, opening a work, and coming back to the same place."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtQml import QQmlIncubationController
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.offscreen.manifest import read_window
from kiosk.qt.item_info import Role, visible_items
from kiosk.session import DisplaySettings, Screen, transitions
from kiosk.viewmodels.gallery.gallery_model import GalleryModel
from kiosk.window import wall_images
from kiosk.window.wall_images import paint_wall
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


def pages_of(visitor: Visitor) -> QQuickItem:
    found = visitor.app_window.window.findChild(QQuickItem, "wallPages")
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


def test_a_finger_turns_pages_and_a_tap_opens(make_visitor: MakeVisitor, ways, many, qtbot):
    visitor = make_visitor(ways["finger"], folder=many)
    visitor.session.show("wall")
    visitor.settle()
    pages = pages_of(visitor)
    assert pages.property("count") > 10
    assert 0 < item_count(pages) < 120, "works out of sight have no items"
    device = QTest.createTouchDevice()
    for wanted in (1, 2):
        drag(visitor, device, QPoint(1200, 400), QPoint(300, 420))
        qtbot.waitUntil(lambda: not pages.property("moving"), timeout=3000)
        visitor.settle()
        assert visitor.session.screen == "wall", "a finger that moves opens nothing"
        assert visitor.session.page == wanted, "as many pages as the pager turns"
    at = pages.property("contentX")
    assert at == pytest.approx(2 * pages.width(), abs=1), "pages come to rest whole"
    shown = [name for name in visitor.targets() if name.startswith("Poem")]
    first = min(shown, key=lambda name: int(name.split()[1]))
    name = next(
        name
        for name in shown
        if 0 < visitor.targets()[name].mapToScene(QPoint(0, 0)).x() < pages.width() - 50
    )
    visitor.touch(name)
    assert visitor.session.screen == "work"
    visitor.touch("Back")
    assert visitor.session.screen == "wall"
    assert pages_of(visitor).property("contentX") == pytest.approx(at, abs=1)
    assert first in visitor.targets()


def seen_on(visitor: Visitor) -> set[str]:
    """The titles that stand within the window, not on a page out of sight."""
    width, height = visitor.app_window.window.width(), visitor.app_window.window.height()
    return {
        text["text"]
        for text in read_window(visitor.app_window.window)["texts"]
        if 0 <= text["box"][0] < width and 0 <= text["box"][1] < height
    }


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_next_page_leads_to_every_work_and_goes_off_at_the_end(make_visitor: MakeVisitor, size):
    visitor = make_visitor(size=size)
    for scale in (1.0, 1.5):
        visitor.session.apply(transitions.start_session, "en", DisplaySettings(text_scale=scale))
        check_pages(visitor, scale)


def check_pages(visitor: Visitor, scale: float) -> None:
    snapshot = visitor.app_window.controller.snapshot
    visitor.session.show("wall")
    visitor.settle()
    titles = {work.title.get("en") for work in snapshot.works}
    seen = seen_on(visitor)
    visited = 1
    while "Next page" in visitor.targets():
        assert not titles <= seen, "there was something left to turn to"
        visitor.touch("Next page")
        seen |= seen_on(visitor)
        visited += 1
        assert visited < 30
    assert titles <= seen
    wall = visitor.app_window.controller.gallery.model
    assert (visited, visitor.session.page) == (wall.totalPages, wall.totalPages - 1)
    assert any(f"Page {visited} of {visited}" in text for text in visitor.texts()) or scale > 1


def test_a_filter_that_leaves_nothing_to_choose_is_not_shown(
    make_visitor: MakeVisitor, write_folder
):
    poem = "---\ntitle: Poem\nmedium: poetry\n---\nA line.\n"
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": "title: T\n", "works/a.md": poem}))
    visitor.session.show("wall")
    visitor.settle()
    assert {"All", "Poetry"}.isdisjoint(visitor.targets())
    assert "Next page" not in visitor.targets()
    (sheet,) = visible_items(pages_of(visitor), Role.Sheet)
    assert sheet.width() > 0.5 * visitor.app_window.window.width(), "one work hangs large"


def test_filters_stay_where_they_are(make_visitor: MakeVisitor):
    """Whether what they show needs a pager or not."""
    visitor = make_visitor()
    visitor.session.show("wall")
    visitor.settle()
    places = []
    for name in ("Poetry", "All", "Photography"):
        visitor.touch(name)
        item = visitor.targets()[name]
        places.append(item.mapToScene(QPoint(0, 0)).y())
    assert len(set(places)) == 1


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
    qtbot.waitUntil(lambda: visitor.app_window.main.property("prepared") is True)
    usual = visitor.app_window.window.incubationController()
    qtbot.waitUntil(lambda: usual.incubatingObjectCount() == 0)
    visitor.settle()
    never = QQmlIncubationController()
    visitor.app_window.engine.setIncubationController(never)
    for page in (2, 9, 12, 3):
        visitor.session.turnWall(page)
        visitor.settle()
        assert never.incubatingObjectCount() == 0
        assert item_count(pages_of(visitor)) > 0
    visitor.app_window.engine.setIncubationController(usual)


def tiles(item: QQuickItem) -> list[QQuickItem]:
    """The items of all works, also of the rows that are out of sight."""
    found = [one for child in item.childItems() for one in tiles(child)]
    is_tile = item.metaObject().className().startswith("GalleryTile")
    return [item, *found] if is_tile else found


def works_on(wall: GalleryModel, page: int) -> list[dict[str, Any]]:
    works: Any = wall.data(wall.index(page), 256)
    return list(works)


def test_a_page_that_grows_keeps_its_items(make_visitor: MakeVisitor, many):
    """To make them again took 20 to 40 ms a row, with each change of the content."""
    visitor = make_visitor(folder=many)
    visitor.session.show("wall")
    visitor.settle()
    wall = visitor.app_window.controller.gallery.model
    before = set(tiles(pages_of(visitor)))
    usual = len(works_on(wall, 0))
    visitor.app_window.window.resize(2400, 900)
    visitor.settle()
    assert len(works_on(wall, 0)) > usual, "the wider wall has more works on a page"
    assert before <= set(tiles(pages_of(visitor)))
    shown = [tile["title"] for tile in works_on(wall, 0)]
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
        tiles_there = works_on(wall, page)
        visitor.settle()
        wanted = {tile["title"] for tile in tiles_there}
        assert wanted <= set(visitor.texts())
        focused = [name for name in visitor.targets() if name.startswith("Poem")]
        assert wanted <= set(focused), "each of them can be touched"


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_no_title_below_a_work_is_cut(make_visitor: MakeVisitor, size):
    """Where the works of a row are narrow, it takes two lines, and both are there."""
    visitor = make_visitor(size=size)
    visitor.session.setLanguage("es")
    visitor.session.setTextScale(1.5)
    visitor.session.show("wall")
    visitor.settle()
    wall = visitor.app_window.controller.gallery.model
    lines = set()
    for page in range(wall.totalPages):
        visitor.session.turnWall(page)
        visitor.settle()
        lines |= {tile["captionLines"] for tile in works_on(wall, page)}
        seen = read_window(visitor.app_window.window)["texts"]
        assert [text["text"] for text in seen if text["truncated"]] == []
    assert lines, "there are titles"


def test_a_change_of_the_text_size_paints_the_wall_once(
    make_visitor: MakeVisitor, monkeypatch: pytest.MonkeyPatch
):
    """Each painting holds the screen for a dozen milliseconds; the edges move in several steps."""
    visitor = make_visitor()
    visitor.session.show(Screen.WALL)
    visitor.rest()
    sizes: list[tuple[int, int]] = []

    def paint(colour, wide, tall, light):
        sizes.append((wide, tall))
        return paint_wall(colour, wide, tall, light)

    monkeypatch.setattr(wall_images, "paint_wall", paint)
    for scale in (1.5, 1.0):
        sizes.clear()
        visitor.session.setTextScale(scale)
        assert sizes == [], "not in the turn of the touch"
        visitor.rest()
        assert len(sizes) == 1, sizes
    assert sizes[0][0] == visitor.app_window.window.width()
    assert sizes[0][1] > visitor.app_window.window.height() * 0.8
