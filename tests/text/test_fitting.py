"""A poem takes the fewest pages, then the largest size, and no stanza is split that fits."""

from itertools import product
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import Line, Room, Stanza, break_pages
from kiosk.text.fitting import (
    VerseFit,
    VerseLine,
    VerseStanza,
    VerseType,
    fit_verse,
    indent_that_fits,
    largest_size,
)

SIZES = (42, 40, 38, 36, 34)
LETTERS = VerseType(space_ems=0.24, line_spacing=1.36, hanging_ems=2.0)
# Above the text, beside it, and the same in two columns, as on a screen of 1920 x 1080.
ROOMS = (
    Room(width=1800, height=660),
    Room(width=1240, height=800),
    Room(width=870, height=660, columns=2),
    Room(width=590, height=800, columns=2),
)
TALL = (Room(width=960, height=1450),)


def poem(*stanzas: int, ems: float = 15.0) -> list[VerseStanza]:
    """A poem with so many lines in each stanza, all of one width."""
    return [VerseStanza(lines=(VerseLine(ems=ems),) * lines) for lines in stanzas]


def pages_of(stanzas: list[VerseStanza], room: Room, fit: VerseFit) -> list[list[int]]:
    """The numbers of the stanzas on each page, a number for each line, as pages are made."""
    height = LETTERS.line_height(fit.size)
    set_stanzas = [
        Stanza(
            lines=tuple(Line(markup=str(number), x=0, height=height) for _ in stanza.lines),
            space_before=stanza.blank_lines * height * fit.stanza_space,
            keep_together=True,
        )
        for number, stanza in enumerate(stanzas)
    ]
    made = break_pages(
        set_stanzas,
        Room(
            width=room.width,
            height=room.height,
            first_page_offset=room.first_page_offset,
            columns=room.columns,
            most=fit.most,
        ),
    )
    return [[int(placed.line.markup) for placed in page] for page in made]


def test_up_to_sixteen_lines_stand_whole_in_whatever_stanzas():
    for stanzas in ((3,), (4, 4, 4), (14,), (2,) * 8, (5, 5, 6), (16,), (1,) * 8, (4,) * 4):
        for rooms in (ROOMS, TALL):
            fit = fit_verse(poem(*stanzas), rooms, SIZES, LETTERS)
            assert (fit.pages, fit.turned) == (1, 0), stanzas


def test_a_haiku_is_as_large_as_the_sizes_allow():
    fit = fit_verse(poem(3), ROOMS, SIZES, LETTERS)
    assert (fit.room, fit.size, fit.pages) == (0, 42, 1)


def test_the_title_moves_beside_the_text_where_that_saves_a_page():
    fit = fit_verse(poem(7, 7), ROOMS, SIZES, LETTERS)
    assert (fit.room, fit.pages) == (1, 1)


def test_columns_are_used_where_they_save_a_page_and_hold_whole_stanzas():
    stanzas = poem(*(3,) * 12, ems=18)
    fit = fit_verse(stanzas, ROOMS, SIZES, LETTERS)
    assert (fit.room, fit.pages) == (2, 2)
    pages = pages_of(stanzas, ROOMS[2], fit)
    assert [len(set(page)) for page in pages] == [6, 6], "shared out evenly"


def test_a_ghazal_of_sixty_lines_splits_no_couplet():
    stanzas = poem(*(2,) * 30, ems=24)
    for rooms in (ROOMS, TALL):
        fit = fit_verse(stanzas, rooms, SIZES, LETTERS)
        pages = pages_of(stanzas, rooms[fit.room], fit)
        assert len(pages) == fit.pages
        assert all(page.count(number) in (0, 2) for page in pages for number in range(30))
        assert min(map(len, pages)) >= 4


def test_a_line_as_wide_as_the_screen_does_not_turn_over():
    wide = poem(6, ems=42)
    fit = fit_verse(wide, ROOMS, SIZES, LETTERS)
    assert (fit.turned, fit.room, fit.size) == (0, 0, 42)
    fit = fit_verse(poem(6, ems=50), ROOMS, SIZES, LETTERS)
    assert (fit.turned, fit.room, fit.size) == (0, 0, 34)
    assert fit_verse(poem(6, ems=90), ROOMS, SIZES, LETTERS).turned == 6


def test_a_stanza_of_forty_lines_is_split_and_the_parts_are_even():
    stanzas = poem(40)
    fit = fit_verse(stanzas, ROOMS, SIZES, LETTERS)
    pages = pages_of(stanzas, ROOMS[fit.room], fit)
    assert sum(map(len, pages)) == 40
    assert max(map(len, pages)) - min(map(len, pages)) <= 4


@pytest.mark.parametrize(("spaces", "expected"), [(4, 0.5), (24, 0.5), (60, 0.24)])
def test_a_leading_space_is_half_an_em_where_the_lines_have_room(spaces: int, expected: float):
    stanzas = [VerseStanza(lines=(VerseLine(ems=10), VerseLine(indent=spaces, ems=8)))]
    indent = indent_that_fits(stanzas, 900, 40, LETTERS.space_ems)
    assert indent == pytest.approx(expected * 40, abs=0.1)


def test_the_poster_s_size_is_the_largest_at_which_no_line_turns_over():
    room = Room(width=1800, height=486)
    sizes = range(96, 63, -1)
    letters = VerseType(space_ems=0.24, line_spacing=1.22, hanging_ems=2.0)
    fit = largest_size(poem(4, ems=19.5), room, sizes, letters)
    assert fit is not None
    assert fit.size == int(1800 / (19.5 * 1.001))
    assert largest_size(poem(4, ems=30), room, sizes, LETTERS) is None
    assert largest_size(poem(9, ems=5), room, sizes, LETTERS) is None


STANZAS = st.lists(
    st.builds(
        lambda lines, blank: VerseStanza(
            lines=tuple(VerseLine(indent=indent, ems=ems) for indent, ems in lines),
            blank_lines=blank,
        ),
        st.lists(st.tuples(st.integers(0, 30), st.floats(1, 17)), min_size=1, max_size=30),
        st.integers(1, 2),
    ),
    min_size=1,
    max_size=12,
)


@given(stanzas=STANZAS, rooms=st.sampled_from([ROOMS, TALL, ROOMS[:1], ROOMS[2:3]]))
def test_the_pages_are_those_that_were_counted_and_the_fewest(
    stanzas: list[VerseStanza], rooms: tuple[Room, ...]
):
    fit = fit_verse(stanzas, rooms, SIZES, LETTERS)
    if fit.turned:
        return
    pages = pages_of(stanzas, rooms[fit.room], fit)
    assert len(pages) == fit.pages
    assert [number for page in pages for number in page] == [
        number for number, stanza in enumerate(stanzas) for _ in stanza.lines
    ]
    height = LETTERS.line_height(fit.size)
    for number, stanza in enumerate(stanzas):
        on = sum(number in page for page in pages)
        assert on == 1 or len(stanza.lines) * height > rooms[fit.room].height
    for room, size in product(rooms, SIZES):
        other = fit_verse(stanzas, (room,), (size,), LETTERS)
        least = len(pages_of(stanzas, room, other))
        splits = any(
            len(stanza.lines) * LETTERS.line_height(size) > room.height for stanza in stanzas
        )
        assert other.turned or splits or least >= fit.pages


@given(stanzas=STANZAS, offset=st.integers(0, 500))
def test_a_title_on_the_first_page_only_is_counted_too(stanzas: list[VerseStanza], offset: int):
    room = Room(width=1800, height=700, first_page_offset=offset)
    fit = fit_verse(stanzas, (room,), SIZES, LETTERS)
    assert fit.turned or len(pages_of(stanzas, room, fit)) == fit.pages


def test_lines_that_turn_over_take_the_largest_lesser_size_at_which_none_does():
    room = Room(width=960, height=1400)
    fit = fit_verse(poem(12, ems=32), (room,), SIZES, LETTERS, range(33, 23, -1))
    assert (fit.turned, fit.size) == (0, 29)
    too_wide = fit_verse(poem(12, ems=50), (room,), SIZES, LETTERS, range(33, 23, -1))
    assert (too_wide.turned, too_wide.size) == (12, 42), "no size helps, so the letters stay large"


def test_where_lines_turn_over_one_wide_column_goes_before_two():
    wide = Room(width=1800, height=500)
    halves = Room(width=870, height=500, columns=2)
    fit = fit_verse(poem(30, ems=60), (wide, halves), SIZES, LETTERS)
    assert (fit.turned, fit.room) == (30, 0)


def test_a_poem_without_lines_has_one_page():
    fit = fit_verse([], ROOMS, SIZES, LETTERS)
    assert (fit.pages, fit.size, fit.most) == (1, 42, inf)


def test_a_title_is_not_left_alone_where_it_has_room_beside_the_text():
    above = Room(width=1800, height=800, first_page_offset=300)
    beside = Room(width=1240, height=800)
    fit = fit_verse(poem(12, 2), (above, beside), SIZES, LETTERS)
    assert fit.room == 1
    assert fit_verse(poem(12, 2, ems=40), (above, beside), SIZES, LETTERS).room == 1
