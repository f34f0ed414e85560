"""One page of a list: the same pages as if every row had an item, whatever changes meanwhile."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from kiosk.qt.keyed_list_model import KeyedListModel, LazyRows, Row
from kiosk.qt.paged_list_model import PagedListModel

HEIGHT, SPACING = 110.0, 10.0


class Measured(PagedListModel):
    """A row is as high as its title says; ``asked`` names the rows whose words were set."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.measure.connect(self._answer)

    def _answer(self, heading: str, title: str, _note: str) -> None:
        self.asked.append(heading)
        self.measured = float(title) * (2 if self.style == "large" else 1)


def rows(heights: list[int], prefix: str = "") -> list[Row]:
    return [
        {"key": f"{prefix}{at}", "heading": f"{prefix}{at}", "title": str(height), "note": ""}
        for at, height in enumerate(heights)
    ]


def pages_of(found: list[Row], factor: int = 1) -> list[list[object]]:
    """Each page as long as its rows fit; one that is too high has a page of its own."""
    pages: list[list[object]] = [[]]
    used = 0.0
    for row in found:
        height = float(str(row["title"])) * factor
        if pages[-1] and used + height > HEIGHT:
            pages.append([])
            used = 0.0
        pages[-1].append(row["key"])
        used += height + SPACING
    return pages


@pytest.fixture
def source(qapp) -> KeyedListModel:
    return KeyedListModel(("heading", "title", "note"))


@pytest.fixture
def pages(source: KeyedListModel) -> Iterator[Measured]:
    made = Measured()
    made.source, made.height, made.spacing = source, HEIGHT, SPACING
    made.style, made.active = "usual", True
    yield made
    made.deleteLater()


def shown(pages: Measured) -> list[object]:
    return [row["key"] for row in pages.rows]


@pytest.mark.usefixtures("qapp")
@settings(max_examples=30)
@given(st.lists(st.integers(1, 120), max_size=40))
def test_the_pages_are_those_of_a_list_whose_rows_all_have_items(heights):
    source = KeyedListModel(("heading", "title", "note"))
    pages = Measured()
    pages.source, pages.height, pages.spacing = source, HEIGHT, SPACING
    pages.style, pages.active = "usual", True
    source.set_rows(rows(heights))
    pages.layOut()
    expected = pages_of(source.rows)
    assert (pages.pageCount, pages.counted) == (len(expected), True)
    for number, keys in enumerate(expected):
        pages.page = number
        pages.layOut()
        assert (pages.shownPage, shown(pages)) == (number, keys)
    pages.page = len(expected) + 3
    pages.layOut()
    assert (pages.shownPage, shown(pages)) == (len(expected) - 1, expected[-1])
    assert len(pages.asked) == len(heights), "no row is measured twice"


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row a slice."""
    now = [0.0]

    def passing() -> float:
        now[0] += 0.002
        return now[0]

    monkeypatch.setattr("kiosk.qt.paged_list_model.thread_time", passing)


def test_a_long_list_shows_its_first_page_before_it_is_counted(source, pages, slowly, qtbot):
    source.set_rows(rows([30] * 60))
    pages.layOut()
    assert shown(pages) == ["0", "1", "2"]
    assert not pages.counted
    assert len(pages.asked) < 10
    qtbot.waitUntil(lambda: not pages.busy)
    assert pages.pageCount == len(pages_of(source.rows))
    assert shown(pages) == ["0", "1", "2"]


def test_a_page_far_down_keeps_its_rows_until_it_is_reached(source, pages, slowly, qtbot: QtBot):
    source.set_rows(rows([30] * 60))
    pages.page = 15
    qtbot.waitUntil(lambda: not pages.busy)
    before = shown(pages)
    assert before == pages_of(source.rows)[15]
    # The same list in a larger size, without one of the rows that are shown.
    pages.style = "large"
    source.set_rows([row for row in source.rows if row["key"] != before[1]])
    pages.layOut()
    assert shown(pages) == [before[0], before[2]], "what is withdrawn goes at once"
    qtbot.waitUntil(lambda: not pages.busy)
    assert shown(pages) == pages_of(source.rows, 2)[15]


def test_the_page_of_the_selected_row(source, pages, slowly, qtbot: QtBot):
    source.set_rows(rows([30] * 60))
    pages.selected, pages.page = "44", -1
    qtbot.waitUntil(lambda: not pages.busy)
    assert "44" in shown(pages)
    assert pages.shownPage == 14
    pages.selected = "no such key"
    pages.layOut()
    assert pages.shownPage == 0


def test_rows_that_are_still_being_made_are_waited_for(source, pages, monkeypatch, qtbot: QtBot):
    monkeypatch.setattr("kiosk.qt.keyed_list_model.FIRST_SLICE_SECONDS", 0.0)
    monkeypatch.setattr("kiosk.qt.keyed_list_model.SLICE_SECONDS", 0.0)
    made = {str(row["key"]): row for row in rows([30] * 30)}
    source.set_lazily(LazyRows(keys=list(made), make=made.__getitem__))
    pages.layOut()
    assert not pages.counted
    qtbot.waitUntil(lambda: not pages.busy)
    assert pages.pageCount == len(pages_of(source.rows))


def test_nothing_is_measured_that_nobody_sees(source, pages, qtbot: QtBot):
    pages.active = False
    source.set_rows(rows([30] * 30))
    qtbot.wait(20)
    assert pages.asked == []
    pages.active = True
    qtbot.waitUntil(lambda: not pages.busy)
    assert shown(pages) == ["0", "1", "2"]
    changed = [{**row, "title": "105"} if row["key"] == "1" else row for row in source.rows]
    source.set_rows(changed)
    qtbot.waitUntil(lambda: shown(pages) == ["0"])
    assert pages.asked.count("1") == 2
    assert pages.asked.count("0") == 1
