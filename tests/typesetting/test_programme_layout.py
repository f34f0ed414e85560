"""The programme's pages: nothing is lost, nothing is cut, and as much is in view as can be."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.typesetting.programme_layout import (
    WIDE_ROWS,
    ProgrammeEntry,
    RowSizes,
    first_part,
    lay_out,
)

SIZES = RowSizes(
    one_line=64, further_line=40, note=34, month=60, rule=12, height=806, least=WIDE_ROWS
)


def broken(title: str) -> str:
    """As if forty letters had room on a line."""
    return "\u2028".join(title[at : at + 40] for at in range(0, len(title), 40)) or title


@st.composite
def programmes(draw: st.DrawFn) -> list[ProgrammeEntry]:
    days = sorted(draw(st.lists(st.integers(0, 60), max_size=40)))
    titles = st.integers(3, 120).map(lambda letters: "x" * letters)
    entries = []
    for day in days:
        head, tail = draw(titles), draw(st.sampled_from(["", " - yyyyyyyyyyyyyyy"]))
        title = head + tail
        entries.append(
            ProgrammeEntry(
                title=title,
                short_title=first_part(title),
                day=str(day),
                week=day // 7,
                month=day // 30,
                has_note=draw(st.booleans()),
            )
        )
    return entries


@given(programmes())
def test_every_entry_is_on_one_page_once_and_in_order(entries):
    pages = list(lay_out(entries, SIZES, broken))
    assert [one.number for page in pages for one in page] == list(range(len(entries)))


@given(programmes())
def test_rows_neither_overlap_nor_leave_the_page(entries):
    for page in lay_out(entries, SIZES, broken):
        bottom = 0.0
        for one in page:
            assert one.y >= bottom
            bottom = one.y + one.height
        assert bottom <= SIZES.height or len(page) == 1


@given(programmes())
def test_a_title_is_whole_or_its_first_part(entries):
    for page in lay_out(entries, SIZES, broken):
        for one in page:
            shown = one.title.replace("\u2028", "")
            assert shown in (entries[one.number].title, entries[one.number].short_title)
            lines = one.title.count("\u2028")
            assert one.height >= SIZES.one_line + lines * SIZES.further_line


@given(programmes())
def test_each_day_is_told_once_a_page(entries):
    for page in lay_out(entries, SIZES, broken):
        told = [entries[one.number].day for one in page if one.shows_day]
        assert told == sorted(set(told), key=int)
        assert set(told) == {entries[one.number].day for one in page}


@given(st.integers(1, 40))
def test_twelve_short_titles_are_in_view(count):
    entries = [
        ProgrammeEntry(title="A talk", short_title="A talk", day=str(n), week=0, month=0)
        for n in range(count)
    ]
    first = next(iter(lay_out(entries, SIZES, broken)))
    assert len(first) == min(count, WIDE_ROWS)


def test_the_farthest_titles_are_cut_first_and_only_as_many_as_needed():
    entries = [
        ProgrammeEntry(
            title=f"A title of some length {n} - and its second part",
            short_title=f"A title of some length {n}",
            day=str(n),
            week=0,
            month=0,
        )
        for n in range(12)
    ]
    (page,) = lay_out(entries, replace(SIZES, height=900), broken)
    cut = [" - " not in one.title.replace("\u2028", "") for one in page]
    assert len(page) == 12
    assert cut == sorted(cut)
    assert 0 < sum(cut) < 12


def test_where_cutting_brings_nothing_titles_stay_whole():
    low = replace(SIZES, height=200)
    entries = [
        ProgrammeEntry(
            title="A title of some length - and its second part",
            short_title="A title of some length",
            day="1",
            week=0,
            month=0,
            least_height=104,
        )
        for _ in range(4)
    ]
    first = next(iter(lay_out(entries, low, broken)))
    assert all(" - " in one.title for one in first[:1])


def test_a_title_is_cut_only_where_its_first_part_tells_enough():
    assert first_part("Hidden in Plain Sight: Child Labor") == "Hidden in Plain Sight"
    assert first_part("Art: a talk") == "Art: a talk"
    assert first_part("Without parts") == "Without parts"
