"""A title is broken into balanced lines; numbers stay whole."""

from itertools import combinations, pairwise
from time import thread_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.domain import design
from kiosk.text import is_particle, unbreakable_spans
from kiosk.typesetting.title_lines import (
    LEAST_LAST_LINE,
    LINE_BREAK,
    MAX_PIECES,
    NO_SPACE,
    Piece,
    balanced_breaks,
    break_title,
    calm_size,
    fitting_size,
    loosened,
)

pytestmark = pytest.mark.usefixtures("qapp")


def lines_of(breaks, pieces):
    return [pieces[start:end] for start, end in pairwise((0, *breaks, len(pieces)))]


def width_of(line):
    return sum(piece.width + piece.space for piece in line) - line[-1].space


def faults(breaks, pieces):
    lines = lines_of(breaks, pieces)
    widths = [width_of(line) for line in lines]
    bad_ends = sum(line[-1].ends_badly for line in lines[:-1])
    return bad_ends + (widths[-1] < LEAST_LAST_LINE * max(widths))


def every_way(pieces, width, count):
    for breaks in combinations(range(1, len(pieces)), count - 1):
        lines = lines_of(breaks, pieces)
        if all(width_of(line) <= width or len(line) == 1 for line in lines):
            yield breaks


PIECES = st.lists(
    st.builds(
        Piece,
        width=st.integers(10, 320).map(float),
        space=st.sampled_from([0.0, 9.0]),
        ends_badly=st.booleans(),
        starts_badly=st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=120, deadline=None)
@given(pieces=PIECES, width=st.integers(60, 900).map(float))
def test_no_other_way_with_as_few_lines_keeps_the_rules_better(pieces, width):
    breaks = balanced_breaks(pieces, width)
    assert list(breaks) == sorted(set(breaks))
    assert all(0 < at < len(pieces) for at in breaks)
    assert all(width_of(line) <= width or len(line) == 1 for line in lines_of(breaks, pieces))
    least = next(
        n for n in range(1, len(pieces) + 1) if next(every_way(pieces, width, n), None) is not None
    )
    assert least <= len(breaks) + 1 <= least + 2
    best = min(faults(way, pieces) for way in every_way(pieces, width, least))
    assert faults(breaks, pieces) <= best
    if len(breaks) + 1 > least:
        assert faults(breaks, pieces) < best, "a further line must be worth it"


@settings(max_examples=30, deadline=None)
@given(
    widths=st.lists(st.integers(10, 200), min_size=25, max_size=MAX_PIECES),
    width=st.integers(200, 900).map(float),
)
def test_a_long_title_fits_and_loses_no_piece(widths, width):
    pieces = [Piece(width=float(each), space=9.0) for each in widths]
    lines = lines_of(balanced_breaks(pieces, width), pieces)
    assert [piece for line in lines for piece in line] == pieces
    assert all(width_of(line) <= width for line in lines)


def broken(text, width, size=60):
    return [
        line.strip()
        for line in break_title(text, design.SERIF, size, 400, float(width)).split(LINE_BREAK)
    ]


TITLES = [
    "Hidden in Plain Sight: Child Labor Trafficking in the United States of America",
    "What the Morning Kept for Those Who Were Awake in Time",
    "Programa de asistencia para las víctimas de la trata de personas y de otros delitos",
    "Les heures de la nuit dans la maison de mon père, près de la rivière",
    "L’ombra della luna sopra il mare di una notte d’inverno",
    "Die Stille nach dem langen Regen über den Dächern der Stadt",
    "A luz que entra pela janela da casa de minha avó",
    "Những mùa thu của Hà Nội trong ký ức của một người xa xứ",
    "ضوء الصباح على جدار البيت القديم في مدينة من مدن الشرق",
    "Stop, Observe, Ask, Respond to Human Trafficking - A Training for Health-Care Workers",
    "THE LONG ROAD HOME FROM A COUNTRY OF NO NAME",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("width", [620, 760, 900])
def test_titles_of_many_languages_keep_the_rules(title, width):
    lines = broken(title, width)
    assert len(lines) > 1
    assert " ".join(lines) == title
    for line in lines[:-1]:
        last = line.split()[-1]
        assert not is_particle(last.lower() if title.isupper() else last), lines
        assert not line.endswith("-"), lines
    # "Health-Care" needs a line of its own; how lines end goes before how long the last one is.
    assert len(lines[-1]) >= 0.28 * max(map(len, lines)), lines


def test_a_title_of_one_line_and_a_text_stay_as_they_are():
    assert broken("The Long Shore", 900) == ["The Long Shore"]
    text = "word " * 200
    assert break_title(text, design.SERIF, 60, 400, 500.0) == text
    assert break_title("two\nlines", design.SERIF, 60, 400, 500.0) == "two\nlines"
    assert break_title("", design.SERIF, 60, 400, 0.0) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Open 10:00 AM - 12:00 PM today", "10:00 AM - 12:00 PM"),
        ("Open 10:00 AM – 12:00 PM, free", "10:00 AM – 12:00 PM,"),
        ("a las 10:00 a.m. en casa", "10:00 a.m."),
        ("von 9:30 – 17 Uhr auf", "9:30 – 17 Uhr"),
        ("from 10:00–12:00 there", "10:00–12:00"),
        ("call (916) 555-0100 now", "(916) 555-0100"),
        ("call +1 916 555 0100 now", "+1 916 555 0100"),
        ("appelez 01 23 45 67 89 demain", "01 23 45 67 89"),
        ("some 10 000 people", "10 000"),
        ("١٠:٠٠ ص - ١٢:٠٠ م", "١٠:٠٠ ص - ١٢:٠٠ م"),
    ],
)
def test_a_time_and_a_telephone_number_are_one_word(text, kept):
    assert [text[start:end] for start, end in unbreakable_spans(text)] == [kept]


@pytest.mark.parametrize(
    "text",
    ["", "in 1998 I saw 2 birds", "a - b", "rooms 3, 4 and 5", "I am 10", "7 - seven", "- 5 -"],
)
def test_other_words_may_break(text):
    assert list(unbreakable_spans(text)) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="19 0:.-–+()apm,AM", max_size=60))
@example("1:00 PM -")
def test_spans_lie_in_the_text_in_order(text):
    spans = list(unbreakable_spans(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)


def test_a_range_in_a_title_stays_on_one_line():
    for width in range(560, 900, 20):
        lines = broken(
            "Open House for Neighbors, 10:00 AM - 12:00 PM, call (916) 555-0100", width, 48
        )
        joined = "|".join(lines)
        assert "10:00 AM - 12:00 PM" in joined, lines
        assert "(916) 555-0100" in joined, lines


@pytest.mark.parametrize(
    "title",
    [
        "a " * 500,
        "in the of a " * 15,
        "-" * 900,
        "wide " * 60,
        "x" * 1000,
        "1 - " * 250,
        "的" * 1000,
    ],
    ids=["letters", "particles", "hyphens", "words", "one word", "ranges", "ideographs"],
)
def test_a_hostile_title_is_set_within_a_slice(title):
    break_title.cache_clear()
    began = thread_time()
    result = break_title(title, design.SERIF, 60, 400, 700.0)
    assert thread_time() - began < 0.02
    assert result.replace(NO_SPACE + LINE_BREAK, "").replace(LINE_BREAK, " ") == title


def test_a_range_that_no_line_has_room_for_may_break_behind_its_dash():
    words = "Today \u00b7 10:00\u00a0AM\u00a0\u2013\u2060\u00a012:00\u00a0PM"
    assert loosened(words, design.SANS, 40, 600, 600.0) == words
    assert loosened(words, design.SANS, 40, 600, 300.0) == (
        "Today \u00b7 10:00\u00a0AM\u00a0\u2013 12:00\u00a0PM"
    )


def test_a_title_is_as_large_as_its_room():
    def size(room):
        return fitting_size(TITLES[0], design.SERIF, 60, 40, 400, 700.0, room)

    assert [size(600.0), size(200.0), size(10.0)] == [60, 50, 40]


def test_a_word_that_would_stand_alone_comes_back_to_the_others():
    """ "What / the Morning Kept" on one line, a little smaller; else a title keeps its size."""
    text, weight = "What the Morning Kept", 400
    assert break_title(text, design.SERIF, 60, weight, 520).count(LINE_BREAK) == 1
    size = calm_size(text, design.SERIF, 60, 42, weight, 520)
    assert 42 <= size < 60
    assert LINE_BREAK not in break_title(text, design.SERIF, size, weight, 520)
    assert calm_size(text, design.SERIF, 60, 42, weight, 300) == 60
    assert calm_size("Two Lines of Equal Length", design.SERIF, 60, 42, weight, 400) == 60
    # "What the / Morning Kept" ends a line with an article.
    assert break_title(text, design.SERIF, 75, weight, 600).count(LINE_BREAK) == 1
    assert 53 <= calm_size(text, design.SERIF, 75, 53, weight, 600) < 75
