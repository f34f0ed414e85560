"""Which lines of a poem stand in the loop."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import Room
from kiosk.text.fitting import VerseLine, VerseStanza, VerseType
from kiosk.text.poster import choose_lines

SIZES = tuple(range(96, 63, -1))
LETTERS = VerseType(space_ems=0.24, line_spacing=1.22, hanging_ems=2.0)
WIDE, TALL = Room(width=1800, height=486), Room(width=960, height=1216)


def poem(*stanzas: tuple[float, ...]) -> list[VerseStanza]:
    """A poem of lines with these widths, in ems."""
    return [VerseStanza(lines=tuple(VerseLine(ems=ems) for ems in stanza)) for stanza in stanzas]


def test_a_poem_that_fits_is_shown_whole():
    haiku = poem((8, 9, 7))
    chosen = choose_lines(haiku, [False] * 3, WIDE, SIZES, LETTERS)
    assert chosen is not None
    assert (chosen.start, chosen.end, chosen.size) == (0, 3, 96)


def test_the_stanza_of_whole_sentences_that_is_set_largest_is_chosen():
    stanzas = poem((20, 20, 20, 20), (25, 25, 25, 25), (19, 19, 19, 19), (10, 10, 10, 10))
    ends = [False] * 3 + [True] + [False] * 3 + [True] + [False] * 3 + [True] + [False] * 4
    chosen = choose_lines(stanzas, ends, WIDE, SIZES, LETTERS)
    assert chosen is not None
    assert (chosen.start, chosen.end) == (8, 12), "the last one ends in the middle of a sentence"
    assert chosen.size == 94


def test_without_whole_sentences_the_first_stanza_that_fits_is_chosen():
    stanzas = poem((30, 10), (9, 9, 9, 9), (9, 9))
    chosen = choose_lines(stanzas, [False] * 8, WIDE, SIZES, LETTERS)
    assert chosen is not None
    assert (chosen.start, chosen.end) == (2, 6)


def test_of_one_long_stanza_the_first_lines_stand_to_the_end_of_a_sentence():
    forty = poem((15,) * 40)
    ends = [at == 3 for at in range(40)]
    chosen = choose_lines(forty, ends, WIDE, SIZES, LETTERS)
    assert chosen is not None
    assert (chosen.start, chosen.end, chosen.size) == (0, 4, 96)
    chosen = choose_lines(forty, [False] * 40, WIDE, SIZES, LETTERS)
    assert chosen is not None
    assert (chosen.start, chosen.end) == (0, 6)


def test_whole_sentences_within_a_stanza_stand_before_any_line_turns_over():
    stanzas = poem((20, 18, 12, 9), (21, 22, 20))
    ends = [False, True, False, True, False, False, True]
    chosen = choose_lines(stanzas, ends, TALL, SIZES, LETTERS)
    assert chosen is not None
    assert (chosen.start, chosen.end, chosen.rows) == (2, 4, 2)
    nothing_else = choose_lines(stanzas, [False] * 7, TALL, SIZES, LETTERS)
    assert nothing_else is not None
    assert (nothing_else.start, nothing_else.end, nothing_else.rows) == (2, 4, 2), "these fit"


LESSER, LEAST = tuple(range(63, 35, -1)), tuple(range(35, 23, -1))


@pytest.mark.parametrize(
    ("stanzas", "ends", "expected"),
    [
        # Two lines of the first stanza fit at 64, the stanza at 48: the lines stand.
        (((14, 14, 20, 12, 12, 12), (20, 20)), (), (0, 2, 68)),
        # So do two of the second, where the first has none.
        (((20, 14, 20, 20), (14, 14, 20, 20)), (), (4, 6, 68)),
        # A haiku is whole, and smaller.
        (((14, 17, 13),), (), (0, 3, 56)),
        # No two lines fit at 64; both stanzas do at smaller sizes.
        (((20, 19, 24, 16), (16, 26, 16, 30)), (), (0, 4, 39)),
        # No two fit at 36, but a sentence of one line at 64.
        (((30, 14, 30, 30), (30, 31)), (0, 1), (1, 2, 68)),
        # Nor does such a sentence: then letters as small as a label's.
        (((30, 31, 32, 30), (36, 30)), (), (0, 6, 26)),
        # One line, in the middle of a sentence, fits at any size.
        (((50, 14, 50), (50, 51), (60,)), (), (1, 2, 68)),
    ],
    ids=["first two", "next stanza", "haiku", "smaller", "one sentence", "label", "one line"],
)
def test_what_fits_in_large_letters_goes_before_smaller_ones(
    stanzas: tuple[tuple[float, ...], ...], ends: tuple[int, ...], expected: tuple[int, int, int]
):
    count = sum(map(len, stanzas))
    is_end = [at in ends for at in range(count)]
    chosen = choose_lines(poem(*stanzas), is_end, TALL, SIZES, LETTERS, lesser=LESSER, least=LEAST)
    assert chosen is not None
    assert (chosen.start, chosen.end, chosen.size) == expected
    assert chosen.rows == chosen.end - chosen.start


def test_a_line_wider_than_the_screen_turns_over_whole():
    chosen = choose_lines(poem((45,) * 4), [False] * 4, WIDE, SIZES, LETTERS)
    assert chosen is not None
    assert (chosen.start, chosen.size) == (0, 64)
    assert chosen.rows == 2 * chosen.end <= 6
    assert choose_lines(poem((900,)), [True], WIDE, SIZES, LETTERS) is None
    assert choose_lines([], [], WIDE, SIZES, LETTERS) is None


@given(
    widths=st.lists(
        st.lists(st.tuples(st.floats(1, 40), st.booleans()), min_size=1, max_size=20),
        min_size=1,
        max_size=10,
    ),
    room=st.sampled_from([WIDE, TALL]),
    below=st.sampled_from([((), ()), (LESSER, ()), (LESSER, LEAST)]),
)
def test_whole_lines_of_one_stanza_or_all_and_always_in_their_room(
    widths: list[list[tuple[float, bool]]],
    room: Room,
    below: tuple[tuple[int, ...], tuple[int, ...]],
):
    stanzas = poem(*(tuple(ems for ems, _ in stanza) for stanza in widths))
    ends = [end for stanza in widths for _, end in stanza]
    lesser, least = below
    chosen = choose_lines(stanzas, ends, room, SIZES, LETTERS, lesser=lesser, least=least)
    if chosen is None:
        return
    count = len(ends)
    starts = (0, *accumulate(len(stanza) for stanza in widths))
    assert 0 <= chosen.start < chosen.end <= count
    inside = [start for start in starts if chosen.start < start < chosen.end]
    assert not inside or (chosen.start, chosen.end) == (0, count)
    assert chosen.rows * LETTERS.line_height(chosen.size) <= room.height
    lines = [ems for stanza in widths for ems, _ in stanza]
    smallest = (*SIZES, *lesser, *least)[-1]
    if chosen.rows > chosen.end - chosen.start:
        assert min(lines) * smallest * 1.002 > room.width, "a line turns over, and one would fit"
        return
    assert max(lines[chosen.start : chosen.end]) * chosen.size <= room.width + 0.1
    # Letters below the usual ones only where no two lines that begin a stanza have room, or the
    # whole of a poem of a few lines.
    if chosen.size < SIZES[-1] and not (chosen.end == count <= 5):
        begun = [max(stanza[0][0], stanza[1][0]) for stanza in widths if len(stanza) > 1]
        assert min(begun, default=99.0) * SIZES[-1] * 1.002 > room.width
