"""The words on the wall's tiles: whole lines of the source, and nothing torn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.viewmodels.gallery.tile_words import (
    AMONG_PICTURES,
    AMONG_TEXTS,
    EM_SPACE,
    EN_SPACE,
    LEAST,
    PADDING,
    SetWords,
    TileWords,
    beginning_of,
)

POEM = (
    "One key, cut new. One kettle with a dent\nI put there, and a window facing east.\n"
    "A drawer that sticks. The hour before the rent\nof day comes due.\n\nAnother stanza."
)
STAIR = "The first step\n    is only wood.\n        The second one\n            remembers rain."
WIDE = "Come down the county road past the packing shed, past the second mailbox, and wait, "
PHONE = "If nobody is with you at this hour call 1 (888) 373-7888 and ask."
CONCRETE = "\n".join("rain " * 17 + "rain" for _ in range(6))
GHAZAL = "\n".join(f"يا ليل الصب متى غده {number}" for number in range(60))


@pytest.fixture
def words(qapp) -> TileWords:
    return TileWords(1.0)


def whole(found: SetWords) -> list[str]:
    """The source's lines again: what hangs belongs to the line before it."""
    lines: list[str] = []
    for line in found.text.split("\n"):
        bare = line.lstrip(EN_SPACE)
        if bare.startswith(EM_SPACE) and lines:
            lines[-1] += " " + bare.strip()
        else:
            lines.append(bare.strip())
    return lines


@pytest.mark.parametrize("text", [POEM, STAIR, WIDE, CONCRETE, GHAZAL, "Old pond"])
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("height", [240, 330])
def test_a_tile_shows_whole_lines_as_they_stand_in_the_source(words, text, alone, height):
    beginning = beginning_of(text, "en", is_verse=True)
    width = words.aspect(beginning, height, alone=alone) * height
    if alone:
        width = max(width, words.least_width(beginning, height, 1800))
    found = words.place(beginning, width, height, alone=alone)
    source = [line.strip() for line in text.splitlines()]
    shown = whole(found)
    assert shown == source[: len(shown)]
    assert found.pixels >= (AMONG_TEXTS if alone else AMONG_PICTURES)[1]


def test_lines_among_texts_end_with_a_sentence_and_none_turns_over(words):
    beginning = beginning_of(POEM, "en", is_verse=True)
    width = words.aspect(beginning, 330, alone=True) * 330
    found = words.place(beginning, width, 330, alone=True)
    assert found.text == "\n".join(POEM.splitlines()[:4])


def test_indents_are_half_an_em_for_each_space_and_told_from_the_outermost_line(words):
    indented = "\n".join("    " + line for line in STAIR.splitlines())
    for text in (STAIR, indented):
        found = words.place(beginning_of(text, "en", is_verse=True), 520, 330, alone=True)
        leads = [len(line) - len(line.lstrip(EN_SPACE)) for line in found.text.split("\n")]
        assert leads == [0, 4, 8, 12]


@settings(max_examples=30)
@given(width=st.integers(240, 900), height=st.integers(160, 700), alone=st.booleans())
def test_a_telephone_number_stands_on_one_line(qapp, width, height, alone):
    for is_verse in (True, False):
        beginning = beginning_of(PHONE, "en", is_verse=is_verse)
        found = TileWords(1.0).place(beginning, width, height, alone=alone)
        lines = found.text.split("\n")
        if any("888" in line or "373" in line or "7888" in line for line in lines):
            assert any("1 (888) 373-7888" in line for line in lines)


@settings(max_examples=25)
@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400),
    width=st.integers(60, 900),
    height=st.integers(60, 700),
    alone=st.booleans(),
    is_verse=st.booleans(),
)
def test_any_text_stands_within_its_tile(qapp, text, width, height, alone, is_verse):
    found = TileWords(1.0).place(
        beginning_of(text, "en", is_verse=is_verse), width, height, alone=alone
    )
    lines = found.text.split("\n")
    assert LEAST <= found.pixels <= max(AMONG_PICTURES[0], AMONG_TEXTS[0]) or found.text == ""
    room = max(1.3 * LEAST, height - 2 * PADDING)
    assert len(lines) * 1.3 * found.pixels <= room + 1


def test_prose_shows_whole_sentences_and_tells_where_it_ends_early(words):
    prose = "It was late. The bus had gone. " + "And then " * 200
    found = words.place(beginning_of(prose, "en", is_verse=False), 430, 330, alone=False)
    assert found.text.replace("\n", " ") == "It was late."
    found = words.place(beginning_of(prose, "en", is_verse=False), 430, 330, alone=True)
    assert found.text.replace("\n", " ") == "It was late. The bus had gone."
    endless = words.place(
        beginning_of("and then " * 200, "en", is_verse=False), 430, 330, alone=True
    )
    assert endless.text.endswith("…")


def test_a_script_without_spaces_turns_over(words):
    line = "後でも今でも、窓を開けてから手紙を読みなさい。" * 2
    found = words.place(beginning_of(line, "en", is_verse=True), 430, 330, alone=False)
    assert found.text.replace("\n", "").replace(EM_SPACE, "") == line
    assert len(found.text.split("\n")) in (2, 3)


def test_a_text_from_right_to_left_says_so(words):
    found = words.place(beginning_of(GHAZAL, "en", is_verse=True), 430, 330, alone=True)
    assert found.leftwards
    assert not words.place(beginning_of(POEM, "en", is_verse=True), 430, 330, alone=True).leftwards


def test_a_content_note_stands_whole(words):
    note = "This picture shows dark, open water at night. There are no people in it."
    beginning = beginning_of(note, "en", is_verse=False)
    width = words.note_aspect(beginning, 240) * 240
    assert words.note(beginning, width, 240).text.replace("\n", " ") == note


def test_larger_words_are_not_smaller_than_was_asked_for(qapp):
    larger = TileWords(1.0, 36)
    for text in (POEM, WIDE, STAIR):
        for alone in (False, True):
            beginning = beginning_of(text, "en", is_verse=True)
            width = larger.aspect(beginning, 330, alone=alone) * 330
            assert larger.place(beginning, width, 330, alone=alone).pixels >= 36
