"""Parsing of verse and prose, and word counts; no word is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import (
    BlockKind,
    count_words,
    markdown_of_lines,
    markup,
    parse_prose,
    parse_verse,
    plain_text,
)


def test_verse_keeps_lines_indents_and_blank_lines():
    blocks = parse_verse("One\n    two *three*\n\n\tfour\n")
    assert [(block.kind, block.text, block.indent) for block in blocks] == [
        (BlockKind.VERSE_LINE, "One", 0),
        (BlockKind.VERSE_LINE, "two *three*", 4),
        (BlockKind.GAP, "", 0),
        (BlockKind.VERSE_LINE, "four", 4),
    ]


def test_prose_supports_emphasis_headings_and_lists_but_no_html_or_links():
    blocks = parse_prose(
        "# Head\n\nSome *soft* and **loud** words\nhere.\n\n- item\n- other\n\n"
        "<b>x</b> ![p](https://e.org/p.png) [l](https://e.org)"
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
    ("source", "expected"),
    [
        ("1998. It was a cold year.", ["1998. It was a cold year."]),
        ("1998. Cold.\n\n1999. Warm.", ["1998.|Cold.", "1999.|Warm."]),
        ("1. one\n2) two", ["1. one", "2) two"]),
        ("1.\n2.", ["1.|", "2.|"]),
        ("- Who is there?", ["- Who is there?"]),
        ("- one\n\n  and more\n- two", ["•|one", "|and more", "•|two"]),
        ("before\n\n* * *\n\nafter", ["before", "* * *", "after"]),
        ("1998. * * *", ["1998. * * *"]),
        ("- * * *\n- two", ["•|* * *", "•|two"]),
        ("before\n---\nafter", ["before", "", "after"]),
        ("```\nwritten by machine\n```", ["written by machine"]),
        ("[note]: there is none", ["[note]: there is none"]),
        ("He said [sic](as I heard it).", ["He said [sic](as I heard it)."]),
        ("![a key](key.jpg)", ["a key"]),
    ],
)
def test_prose_keeps_words_that_markdown_would_drop_or_reinterpret(source, expected):
    blocks = parse_prose(source)
    assert [
        f"{block.marker}|{block.text}" if block.kind is BlockKind.LIST_ITEM else block.text
        for block in blocks
    ] == expected


def letters(text):
    return [character for character in text if character.isalnum()]


# Words and Markdown syntax, without entities (&amp;) and link targets, which are meant to go.
SYNTAX = st.sampled_from("*_`\\[]()<>#~|-+=.!:\n\t \"'") | st.sampled_from(
    ["\n\n", "  \n", "    ", "```", "---", "===", "* * *", "> ", "- ", "](", "![", "]: "]
)
WORDS = st.integers(0, 2030).map(str) | st.sampled_from(["word", "Año", "كلمة", "1998. ", "2) "])
TYPED = st.lists(SYNTAX | WORDS, max_size=40).map("".join)


@given(TYPED | st.text(st.characters(exclude_characters="&"), max_size=100))
def test_prose_loses_no_word(text):
    kept = "".join(block.marker + block.text for block in parse_prose(text))
    assert letters(kept) == letters(text.replace("\0", ""))
    assert letters(plain_text(text, as_verse=False)) == letters(text)


def test_plain_text_has_no_markdown_syntax():
    assert (
        plain_text("## The first month\n\nWe *had* time.\n\n- tea\n- bread\n", as_verse=False)
        == "The first month\nWe had time.\ntea\nbread"
    )
    assert plain_text("*As* typed", as_verse=True) == "*As* typed"


@given(st.text(max_size=200))
def test_verse_loses_no_word(text):
    kept = " ".join(block.text for block in parse_verse(text))
    assert kept.split() == text.split()


def test_contractions_and_hyphenated_words_count_once():
    assert count_words("It’s half-past two — no later.") == 5


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("今天天气很好我们去公园散步吧", 7, 12),
        ("ขอความช่วยเหลือได้ตลอดเวลา", 6, 12),
        ("សូមទាក់ទងមកយើងខ្ញុំ", 4, 9),
        ("Call 24/7 今天", 4, 5),
    ],
)
def test_words_are_estimated_in_scripts_without_spaces(text, minimum, maximum):
    assert minimum <= count_words(text) <= maximum


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a<b and c>d", ["a<b and c>d"]),
        ("10:00 Welcome\n10:15 Talk", ["10:00 Welcome", "10:15 Talk"]),
        ("_____\n* * *\n# Title\n---\n===", ["_____", "* * *", "# Title", "---", "==="]),
        ("1. One\n2) Two\n\n    indented", ["1. One", "2) Two", "indented"]),
        ("`x` &amp; [a](https://b.org) <b>!\\", ["`x` &amp; [a](https://b.org) <b>!\\"]),
        ("- alone\ntext", ["- alone", "text"]),
        ("Bring:\n• paper\n• pencil\nCome early", ["Bring:", "paper", "pencil", "Come early"]),
        ("https://a.org/x_(y)_z", ["https://a.org/x_(y)_z"]),
    ],
)
def test_each_line_of_plain_text_is_a_line_as_it_is_typed(text, lines):
    found = [block.text for block in parse_prose(markdown_of_lines(text))]
    assert [line for block in found for line in block.split("\u2028")] == lines


PROSE = "We walked up from the station before anybody was awake, and the fog had not yet lifted."
HAIKU = "old pond\n    a frog leaps in\nwater's sound"


@pytest.mark.parametrize("emphasis", ["", "*never*"])
def test_a_haiku_within_prose_keeps_its_lines_and_indents(emphasis: str):
    blocks = parse_prose(f"{PROSE} {emphasis}\n\n{HAIKU}\n\n{PROSE}\n")
    kept = HAIKU.replace("    ", "\u00a0" * 4).split("\n")
    assert [block.text.split("\u2028") for block in blocks][1] == kept
    assert len(blocks) == 3


VERSE = ["first frost", "the gate I painted", "still open"]


@pytest.mark.parametrize(
    "typed",
    [
        "\n\n{0}  \n{1}  \n{2}\n\n",
        "\n{0}  \n{1}  \n{2}\n",
        "  \n{0}  \n{1}  \n{2}\n\n",
        "\n\n{0}\\\n{1}\\\n{2}\n\n",
        "\n\n> {0}\n> {1}\n> {2}\n\n",
        "\n\n*{0}*\n*{1}*\n*{2}*\n\n",
    ],
    ids=["stanza", "within", "after a break", "strokes", "quotation", "emphasis"],
)
def test_verse_of_a_haibun_keeps_its_lines_however_they_are_typed(typed: str):
    blocks = parse_prose(f"{PROSE}{typed.format(*VERSE)}{PROSE}\n")
    assert [block.text.split("\u2028") for block in blocks] == [[PROSE], VERSE, [PROSE]]


def test_lines_of_a_calendar_stay_beside_a_long_paragraph():
    lines = ["Programme:", "10:00 Welcome", "C:\\art\\", "10:15 Talk"]
    blocks = parse_prose(markdown_of_lines("\n".join([PROSE, "", *lines, "", PROSE])))
    assert [block.text.split("\u2028") for block in blocks] == [[PROSE], lines, [PROSE]]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n{PROSE[:40]}\n\n{PROSE}",
        "We walked up\nbefore anybody was awake,\nand the fog had not\nyet lifted.",
        f"{PROSE}\n\n- bread\n- salt\n\n{PROSE}",
    ],
    ids=["wrapped prose", "prose in short lines only", "a list"],
)
def test_other_short_lines_in_prose_flow(text: str):
    assert all("\u2028" not in block.text for block in parse_prose(text))


@pytest.mark.parametrize(
    "typed",
    [
        "*_" * 4_000,
        "a*![_aa*" * 400 + " word" * 1_300,
        "word " * 1_300 + "`<&" * 2_000,
        "\n".join(["*a* _b_ [c] ![d"] * 900),
        "plain words without any sign, " * 1_000,
    ],
)
def test_the_parser_gets_no_piece_that_takes_long(typed):
    """A sign costs it as much as eight letters: pieces of signs alone took up to 46 ms."""
    pieces = [piece for piece, _, _ in markup._pieces(typed)]
    assert "".join(pieces).strip("\n") == typed
    most = max(map(markup._weight, pieces))
    # A line's own end may come on top.
    assert most <= markup.MAX_PIECE + 1
    assert len(pieces) <= 4 * markup._weight(typed) / markup.MAX_PIECE + 2
