"""Which lines of a poem stand in the loop."""

from itertools import accumulate

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
    assert (chosen.start, chosen.end, chosen.size) == (0, 4, 64)
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
    assert nothing_else.rows > nothing_else.end - nothing_else.start, "then lines turn"


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
    lesser=st.sampled_from([(), tuple(range(63, 35, -1))]),
)
def test_whole_lines_of_one_stanza_or_all_and_always_in_their_room(
    widths: list[list[tuple[float, bool]]], room: Room, lesser: tuple[int, ...]
):
    stanzas = poem(*(tuple(ems for ems, _ in stanza) for stanza in widths))
    ends = [end for stanza in widths for _, end in stanza]
    chosen = choose_lines(stanzas, ends, room, SIZES, LETTERS, lesser=lesser)
    if chosen is None:
        return
    count = len(ends)
    starts = (0, *accumulate(len(stanza) for stanza in widths))
    assert 0 <= chosen.start < chosen.end <= count
    # Within a stanza it begins where a sentence does, and no line turns over.
    is_sentence = ends[chosen.start - 1] and chosen.rows == chosen.end - chosen.start > 1
    assert chosen.start in starts or is_sentence
    inside = [start for start in starts if chosen.start < start < chosen.end]
    assert not inside or (chosen.start, chosen.end) == (0, count)
    assert chosen.rows * LETTERS.line_height(chosen.size) <= room.height
    lines = [ems for stanza in widths for ems, _ in stanza][chosen.start : chosen.end]
    if lesser and chosen.rows > len(lines):
        # No stanza has room in the least size.
        least = lesser[-1]
        assert all(
            max(ems for ems, _ in stanza) * least * 1.002 > room.width
            or len(stanza) * LETTERS.line_height(least) > room.height
            for stanza in widths
        )
    if chosen.rows == len(lines):
        assert max(lines) * chosen.size <= room.width + 0.1
