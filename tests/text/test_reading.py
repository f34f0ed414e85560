"""Poems and prose: nothing is lost, stanzas stay whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import (
    BlockKind,
    Line,
    Stanza,
    break_pages,
    count_words,
    parse_prose,
    parse_verse,
    plain_text,
)

LINES = st.lists(st.integers(min_value=5, max_value=60), min_size=1, max_size=12)


def stanza(heights, *, whole, gap=20.0):
    return Stanza(
        lines=tuple(Line(markup=str(h), x=0, height=float(h)) for h in heights),
        space_before=gap,
        keep_together=whole,
    )


def test_verse_keeps_lines_indents_and_stanzas():
    blocks = parse_verse("One\n    two *three*\n\n\tfour\n")
    assert [(block.kind, block.text, block.indent) for block in blocks] == [
        (BlockKind.VERSE_LINE, "One", 0),
        (BlockKind.VERSE_LINE, "two *three*", 4),
        (BlockKind.GAP, "", 0),
        (BlockKind.VERSE_LINE, "four", 4),
    ]


def test_prose_knows_emphasis_headings_and_lists_and_nothing_dangerous():
    blocks = parse_prose(
        "# Head\n\nSome *soft* and **loud** words\nhere.\n\n- item\n- other\n\n<b>x</b> ![p](https://e.org/p.png) [l](https://e.org)"
    )
    assert [block.kind for block in blocks][:3] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
    ]
    assert blocks[1].text == "Some soft and loud words here."
    assert [(run.text, run.italic, run.bold) for run in blocks[1].runs][1] == ("soft", True, False)
    assert blocks[-1].text == "<b>x</b> p l"
    assert all("https" not in block.text for block in blocks)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("1998. It was a cold year.", ["1998. It was a cold year."]),
        ("1998. Cold.\n\n1999. Warm.", ["1998.|Cold.", "1999.|Warm."]),
        ("1. one\n2) two", ["1. one", "2) two"]),
        ("1.\n2.", ["1.|", "2.|"]),
        ("- Who is there?", ["- Who is there?"]),
        ("- one\n\n  and more\n- two", ["•|one", "|and more", "•|two"]),
        ("before\n\n* * *\n\nafter", ["before", "* * *", "after"]),
        ("before\n---\nafter", ["before", "", "after"]),
        ("```\nwritten by machine\n```", ["written by machine"]),
        ("[note]: there is none", ["[note]: there is none"]),
        ("He said [sic](as I heard it).", ["He said [sic](as I heard it)."]),
        ("![a key](key.jpg)", ["a key"]),
    ],
)
def test_prose_keeps_what_markdown_would_swallow(source, shown):
    blocks = parse_prose(source)
    assert [
        f"{block.marker}|{block.text}" if block.kind is BlockKind.LIST_ITEM else block.text
        for block in blocks
    ] == shown


def letters(text):
    return [sign for sign in text if sign.isalnum()]


# Words, and everything that means something to Markdown; entities (&amp;) and addresses of links are meant to go.
MARKS = st.sampled_from("*_`\\[]()<>#~|-+=.!:\n\t \"'") | st.sampled_from(
    ["\n\n", "  \n", "    ", "```", "---", "===", "* * *", "> ", "- ", "](", "![", "]: "]
)
WORDS = st.integers(0, 2030).map(str) | st.sampled_from(["word", "Año", "كلمة", "1998. ", "2) "])
TYPED = st.lists(MARKS | WORDS, max_size=40).map("".join)


@given(TYPED | st.text(st.characters(exclude_characters="&"), max_size=100))
def test_prose_loses_no_word(text):
    kept = "".join(block.marker + block.text for block in parse_prose(text))
    assert letters(kept) == letters(text.replace("\0", ""))
    assert letters(plain_text(text, as_verse=False)) == letters(text)


def test_plain_words_are_without_marks():
    assert (
        plain_text("## The first month\n\nWe *had* time.\n\n- tea\n- bread\n", as_verse=False)
        == "The first month\nWe had time.\ntea\nbread"
    )
    assert plain_text("*As* typed", as_verse=True) == "*As* typed"


@given(st.text(max_size=200))
def test_verse_loses_no_word(text):
    kept = " ".join(block.text for block in parse_verse(text))
    assert kept.split() == text.split()


@given(
    stanzas=st.lists(LINES, max_size=8),
    height=st.integers(min_value=60, max_value=400),
    whole=st.booleans(),
)
def test_pages_hold_every_line_once_and_in_order(stanzas, height, whole):
    pages = break_pages([stanza(heights, whole=whole) for heights in stanzas], float(height))
    assert [placed.line.markup for page in pages for placed in page] == [
        str(h) for heights in stanzas for h in heights
    ]
    for page in pages:
        assert all(placed.y + placed.line.height <= height + 0.1 for placed in page)
        assert all(one.y + one.line.height <= other.y + 0.1 for one, other in pairwise(page))
    assert all(page for page in pages) or pages == ((),)


@given(
    stanzas=st.lists(LINES, min_size=1, max_size=8), height=st.integers(min_value=60, max_value=800)
)
def test_a_stanza_that_fits_on_a_page_is_never_split(stanzas, height):
    pages = break_pages([stanza(heights, whole=True) for heights in stanzas], float(height))
    where = [number for number, page in enumerate(pages) for _ in page]
    at = 0
    for heights in stanzas:
        on = set(where[at : at + len(heights)])
        at += len(heights)
        assert len(on) == 1 or sum(heights) > height


@given(
    stanzas=st.lists(LINES, min_size=1, max_size=8),
    height=st.integers(min_value=60, max_value=400),
    head=st.integers(min_value=1, max_value=400),
    whole=st.booleans(),
)
def test_what_stands_above_the_text_takes_its_room_on_the_first_page_only(
    stanzas, height, head, whole
):
    set_text = [stanza(heights, whole=whole) for heights in stanzas]
    first, *others = break_pages(set_text, float(height), float(head))
    assert [placed.line.markup for page in (first, *others) for placed in page] == [
        str(h) for heights in stanzas for h in heights
    ]
    assert all(
        placed.y >= head and placed.y + placed.line.height <= height + 0.1 for placed in first
    )
    assert all(page and page[0].y == 0 for page in others)
    assert len(others) <= len(break_pages(set_text, float(height))), (
        "at most a page more than without it"
    )


def test_words_as_a_reader_counts_them():
    assert count_words("It’s half-past two — no later.") == 5


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("今天天气很好我们去公园散步吧", 7, 12),
        ("ขอความช่วยเหลือได้ตลอดเวลา", 6, 12),
        ("សូមទាក់ទងមកយើងខ្ញុំ", 4, 9),
        ("Call 24/7 今天", 4, 5),
    ],
)
def test_words_are_counted_where_none_are_parted(text, least, most):
    assert least <= count_words(text) <= most
