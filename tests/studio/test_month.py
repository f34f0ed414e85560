"""The month: events are dragged, or moved by keys; the answer is in words, and it is undone."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from kiosk.content.load import load
from kiosk.domain import Timed
from kiosk.studio.viewmodels.month import Month
from kiosk.studio.views.month_page import MonthPage
from tests.studio.test_viewmodels import CALENDAR

LINE = "Tuesday, January 12, 2038, 1:00 PM - 2:00 PM"
FILES = {
    "kiosk.yaml": "title: Shore\nopen:\n  from: January 7, 2038\n  until: March 31, 2038\n",
    "events/a.md": f"---\ntitle: Talk # hers\nwhen: {LINE}\nregister: https://www.cdss.ca.gov\n"
    "register_until: January 11, 2038\n---\n",
    "events/b.md": "---\ntitle: Days of Tides\nwhen: January 12-14, 2038\n---\n",
    "events/c.md": "---\ntitle: Weekly\nwhen: every Friday, 10 AM until March 26, 2038\n---\n",
    "events/county.ics": CALENDAR,
}


@pytest.fixture
def page(open_exhibition, write_folder, qtbot):
    exhibition = open_exhibition(write_folder(FILES))
    window = QWidget()
    page = MonthPage(exhibition)
    page.setParent(window)
    qtbot.addWidget(window)
    window.show()
    page.resize(900, 800)
    page.show()
    page.begin()
    yield exhibition, page
    window.close()


def when(exhibition):
    event = next(e for e in load(exhibition.folder).snapshot.events if e.file == "events/a.md")
    assert isinstance(event.when, Timed)
    return event.when.starts


def drag(page, qtbot, begin: QPoint, end: QPoint):
    view = page.grid.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    for point in (begin + QPoint(30, 5), end):
        qtbot.mouseMove(view, point)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_the_days_hold_what_the_board_would(page):
    exhibition, _ = page
    days = Month(exhibition, 6).days(date(2038, 1, 1))
    assert len(days) == 42
    assert all((later.day - one.day).days == 1 for one, later in pairwise(days))
    by_day = {one.day.day: [e.title for e in one.events] for one in days if one.is_of_month}
    assert sorted(by_day[12]) == ["Board of the library", "Days of Tides", "Talk"]
    assert by_day[14] == ["Days of Tides"]
    assert by_day[15] == by_day[29] == ["Weekly"]
    assert [one.is_open for one in days if one.is_of_month][5:7] == [False, True]
    twelfth = next(one for one in days if one.day == date(2038, 1, 12))
    assert twelfth.spoken.startswith("Tuesday, January 12, 2038, Days of Tides, 1:00")


def test_an_event_is_dragged_and_comes_back(page, qtbot):
    exhibition, shown = page
    before = {path: path.read_bytes() for path in exhibition.folder.rglob("*") if path.is_file()}
    begin = shown.grid.chip_center("events/a.md")
    cell = shown.grid.visualRect(shown.grid.indexAt(begin))
    drag(shown, qtbot, begin, begin + QPoint(2 * cell.width(), cell.height()))
    assert when(exhibition).date() == date(2038, 1, 21)
    label = (exhibition.folder / "events" / "a.md").read_text("utf-8")
    assert "title: Talk # hers" in label
    assert "when: Thursday, January 21, 2038, 1:00 PM - 2:00 PM" in label
    assert shown.answer.text().startswith("Talk is now on Thursday, January 21, 2038")
    assert "January 11, 2038" in shown.answer.text()
    exhibition.undo()
    after = {path: path.read_bytes() for path in exhibition.folder.rglob("*") if path.is_file()}
    assert after == before


def test_a_drag_that_ends_where_it_began_or_outside_changes_nothing(page, qtbot):
    exhibition, shown = page
    begin = shown.grid.chip_center("events/a.md")
    drag(shown, qtbot, begin, begin + QPoint(3, 3))
    drag(shown, qtbot, begin, QPoint(-40, -40))
    assert not exhibition.undo_words


def test_keys_move_the_chosen_event(page, qtbot):
    exhibition, shown = page
    grid = shown.grid
    # The twelfth has whole days first, then the talk.
    assert grid.current_day.day == date(2038, 1, 8)
    for _ in range(4):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    while grid.chosen.title != "Talk":
        qtbot.keyClick(grid, Qt.Key.Key_Space)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert when(exhibition).date() == date(2038, 1, 19)
    assert grid.current_day.day == date(2038, 1, 19)
    qtbot.waitUntil(lambda: grid.chosen is not None and grid.chosen.title == "Talk", timeout=20_000)
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert "February 2038" in {shown._heading.text()}


@pytest.mark.parametrize(
    ("file", "words"),
    [("events/c.md", "repeats"), ("events/county.ics", "comes from a calendar")],
)
def test_what_cannot_be_moved_says_why(page, file, words):
    exhibition, shown = page
    days = Month(exhibition, 6).days(date(2038, 1, 1))
    event = next(one for day in days for one in day.events if one.file == file)
    shown.grid.moved.emit(event, 1)
    assert words in shown.answer.text()
    assert not exhibition.undo_words


def test_days_in_a_row_move_together(page):
    exhibition, shown = page
    days = Month(exhibition, 6).days(date(2038, 1, 1))
    event = next(one for day in days for one in day.events if one.file == "events/b.md")
    shown.grid.moved.emit(event, 30)
    assert "when: February 11-13, 2038" in (exhibition.folder / event.file).read_text("utf-8")
