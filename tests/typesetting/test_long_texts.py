"""A text is set in pieces; the result is the same as if it were set as a whole."""

import logging
import random
import re
from itertools import chain, pairwise
from time import thread_time

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from kiosk.text import count_words, iter_prose, markup, parse_prose, word_count
from kiosk.typesetting import line_breaker
from kiosk.typesetting.line_breaker import LineBreaker
from kiosk.typesetting.typesetter import MAX_SPOKEN, MAX_SPOKEN_SIGNS, Typesetter

LATIN = (
    "lorem",
    "ipsum",
    "sit.",
    "amet",
    "a",
    "of",
    "www.example.org/long-address_with/parts",
    "é",
)
ARABIC = ("الحياة", "المدينة", "في", "1-888-373-7888", "kim@example.org", "lorem ipsum")
CHINESE = ("漢字仮名交じり文", "😀😀", "。", "abc")


def text_of(parts: tuple[str, ...], count: int) -> str:
    choose = random.Random(count)
    return " ".join(choose.choice(parts) for _ in range(count))


@pytest.fixture
def breaker(qapp: QObject) -> LineBreaker:
    return LineBreaker(
        family="Source Serif 4",
        pixel_size=32,
        line_spacing=1.5,
        max_characters=60,
        hanging_indent=2,
        width=900,
    )


@pytest.mark.parametrize("parts", [LATIN, ARABIC, CHINESE], ids=["latin", "arabic", "chinese"])
@pytest.mark.parametrize("styled", [False, True])
def test_a_long_paragraph_has_the_lines_of_one_layout(
    breaker: LineBreaker, monkeypatch: pytest.MonkeyPatch, parts: tuple[str, ...], styled: bool
):
    text = text_of(parts, 1_200)
    if styled:
        text = re.sub("amet|lorem|abc", r"*\g<0>*", text)
    monkeypatch.setattr(markup, "MAX_PIECE", 10**9)
    in_pieces = [line for stanza in breaker.break_prose(text) for line in stanza.lines]
    monkeypatch.setattr(line_breaker, "_WINDOW", 10**9)
    as_a_whole = [line for stanza in breaker.break_prose(text) for line in stanza.lines]
    assert len(text) > 4_000
    assert in_pieces == as_a_whole


@pytest.mark.parametrize(
    "text",
    [
        *("a" + "\u0301" * 9_000, "\u200b\u200d\u2060" * 3_000, "\u2067\u2066\u202ea" * 3_000),
        *("x" * 9_000, "\u00ad" * 9_000, "\U0001f469\u200d" * 3_000, "(" * 9_000, "\u0007" * 900),
    ],
)
def test_no_character_is_lost_and_no_line_is_endless(breaker: LineBreaker, text: str):
    lines = [line for stanza in breaker.break_prose(text) for line in stanza.lines]
    assert lines[0].start == 0
    assert lines[-1].end == len(text.encode("utf-16-le")) // 2
    assert all(one.end == other.start for one, other in pairwise(lines))
    assert max(line.end - line.start for line in lines) <= line_breaker._MAX_LINE


MARKDOWN = "\n\n".join(
    (
        "# A heading",
        "Words in *italics* " * 40,
        "> quoted words\n> go on " * 20,
        "1998. It was cold.",
        *("- an entry", "- another one, which goes on\n\n  in a paragraph"),
        "12. twelve\n13. thirteen",
        "* * *",
    )
    * 8
)


def test_a_text_in_pieces_has_the_blocks_of_the_whole(monkeypatch: pytest.MonkeyPatch):
    in_pieces = parse_prose(MARKDOWN)
    assert len(list(iter_prose(MARKDOWN))) > 1
    monkeypatch.setattr(markup, "PIECE", 10**9)
    assert len(list(iter_prose(MARKDOWN))) == 1
    assert in_pieces == parse_prose(MARKDOWN)


@pytest.mark.parametrize(
    "line", ["*one* word after another ", "- entry\n", "> quoted\n", "[", "1. a\n\n", "\\"]
)
def test_a_block_without_end_is_cut_and_loses_no_word(line: str):
    source = line * (30_000 // len(line))
    groups = list(iter_prose(source))
    assert len(groups) > 1

    def letters(text: str) -> str:
        return "".join(re.findall(r"\w", text))

    seen = "".join(block.marker + block.text for block in chain.from_iterable(groups))
    assert letters(seen) == letters(source)


@pytest.mark.parametrize("parts", [LATIN, CHINESE, ("ภาษาไทย", "it’s", "half-past")])
def test_words_in_slices_are_those_of_the_whole(
    monkeypatch: pytest.MonkeyPatch, parts: tuple[str, ...]
):
    text = text_of(parts, 900)
    in_slices = count_words(text)
    monkeypatch.setattr(word_count, "SLICE", 700)
    assert count_words(text) == pytest.approx(in_slices, abs=1)


@pytest.fixture
def setter(qapp: QObject) -> Typesetter:
    made = Typesetter(qapp)
    made.family, made.width, made.height = "Source Serif 4", 600.0, 400.0
    return made


def lines_of(setter: Typesetter) -> list[str]:
    role = next(role for role, name in setter.roleNames().items() if name.data() == b"line")
    return [str(setter.data(setter.index(row), role)) for row in range(setter.rowCount())]


def test_a_long_text_shows_its_first_page_before_its_last_is_set(setter: Typesetter, qtbot):
    text = "\n\n".join(f"{number} {text_of(LATIN, 60)}" for number in range(1_500))
    with qtbot.waitSignal(setter.laidOut):
        setter.source = text
    assert lines_of(setter)[0].startswith("0 ")
    assert not setter.counted, "the other pages are set while touches are answered"
    so_far = setter.pageCount
    setter.page = 10**6
    assert lines_of(setter) == [], "a page that is not set yet is empty"
    qtbot.waitUntil(lambda: setter.counted, timeout=60_000)
    assert setter.pageCount > so_far
    assert text.endswith(lines_of(setter)[-1]), "beyond the last page the last one is shown"
    for page in (0, 1, setter.pageCount // 2, setter.pageCount - 1):
        assert setter.pageAt(*setter.firstPositionOn(page)) == page
    assert len(text) > MAX_SPOKEN
    assert len(setter.plainText) < 1_000, "a screen reader is given the page"


def test_another_size_starts_again_and_the_old_pages_are_gone(setter: Typesetter, qtbot):
    setter.source = "\n\n".join(text_of(LATIN, 60) for _ in range(200))
    qtbot.waitUntil(lambda: setter.counted and setter.pageCount > 1, timeout=60_000)
    before = setter.pageCount
    with qtbot.waitSignal(setter.laidOut):
        setter.pixelSize = 64.0
    qtbot.waitUntil(lambda: setter.counted, timeout=60_000)
    assert setter.pageCount > before


def test_a_text_on_the_wall_is_set_no_further_than_its_first_page(setter: Typesetter, qtbot):
    setter.firstPageOnly = True
    with qtbot.waitSignal(setter.laidOut):
        setter.source = text_of(LATIN, 3_000)
    assert (setter.counted, setter.pageCount) == (True, 1)
    assert lines_of(setter)


def test_a_text_that_cannot_be_set_is_logged_once_and_costs_no_other(
    setter: Typesetter, qtbot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_: object) -> None:
        raise RuntimeError("no such letters")

    with monkeypatch.context() as patch:
        patch.setattr(LineBreaker, "_break_block", fail)
        with caplog.at_level(logging.ERROR), qtbot.waitSignal(setter.laidOut):
            setter.source = "A text that breaks the breaker"
        with qtbot.waitSignal(setter.laidOut):
            setter.width = 500.0
    assert (setter.counted, setter.pageCount, lines_of(setter)) == (True, 1, [])
    assert len([record for record in caplog.records if "A text that breaks" in record.message]) == 1
    with qtbot.waitSignal(setter.laidOut):
        setter.source = "Another text"
    assert lines_of(setter) == ["Another text"]


@pytest.mark.parametrize("piece", ["**a", "*a_", "[a](", "`a", "&amp;"])
def test_a_text_of_many_signs_is_spoken_by_the_page(qapp: QCoreApplication, piece: str):
    """Parsing it as a whole would hold the screen; the words on the page are known already."""
    text = f"Begin {piece * (MAX_SPOKEN // len(piece) // 2)}"
    assert sum(map(text.count, "*_`[]<&")) > MAX_SPOKEN_SIGNS
    assert len(text) < MAX_SPOKEN
    setter = Typesetter()
    setter.family, setter.width, setter.height, setter.source = "Source Serif 4", 900, 600, text
    qapp.processEvents()
    assert setter.plainText.startswith("Begin")
    began = thread_time()
    for _ in range(10):
        assert len(setter.plainText) < len(text)
    assert thread_time() - began < 0.1
