"""Where sentences end in a language, and how a caption is cut to whole ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import plain_text, utf16_length, utf16_slice
from kiosk.typesetting.line_breaker import HANGING_INDENT_EMS, LineBreaker
from kiosk.typesetting.sentences import (
    MAX_CAPTION,
    CaptionRuler,
    is_complete,
    sentence_ends,
    sentence_prefixes,
)


def parted(text: str, language: str) -> list[str]:
    starts = [0, *sentence_ends(text, language)]
    return [utf16_slice(text, start, end).strip() for start, end in pairwise(starts)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Dr. Amy Lee lent it.", "It hangs on St. James St. until May."]),
        ("en", ["J. R. R. Lee cut it.", "She came from the U.S. at six."]),
        ("en", ["It is No. 5 of 12, approx. Letter size.", "See p. 4, Fig. A."]),
        ("en", ["“Stop!” she said.", "“Why?”", "He ran at 3 p.m. for home."]),
        ("en", ["It was made in 1999.", "It weighs 3.5 kg… or so.", "Really?"]),
        ("en", ["1. First the wool.", "Then the dye (e.g. Indigo)."]),
        ("es", ["Vivió en EE. UU. Después volvió.", "Es de la Sra. Díaz."]),
        ("es", ["Usa tintes, p. ej. Índigo.", "¿Quién?", "¡Nadie!"]),
        ("es", ["La Dra. M. Ruiz dijo que no.", "Luego, se fue."]),
        ("ar", ["رسمها د. أحمد في بيته.", "هل تراها؟", "نعم."]),
        ("ar", ["من القرن الثاني ق.م. تقريبا.", "وهي زرقاء."]),
        ("fr", ["Mme Dupont vit av. J.-C. Elle rit.", "Voir fig. B."]),
        ("de", ["Am 3. Mai kam Dr. Vogt.", "Er blieb z. B. Montag."]),
        ("vi", ["TP. Hồ Chí Minh rất đẹp.", "Ánh sáng mờ dần."]),
        ("ru", ["Родился в 1950 г. В Москве жил.", "Он писал."]),
        ("hi", ["यह नीला है।", "वह लाल है।"]),
        ("zh-Hans", ["这是第一句。", "这是第二句！"]),
    ],
)
def test_sentences_of_a_language(language, sentences):
    gap = "" if language == "zh-Hans" else " "
    assert parted(gap.join(sentences), language) == sentences


@pytest.mark.parametrize(
    "text", ["Yes.", "Really?", "He said “yes.”", "(So it is.)", "نعم؟", "是。"]
)
def test_a_text_that_ends_as_a_sentence_does(text):
    assert is_complete(text)


@pytest.mark.parametrize("text", ["Made of", "These are:", "Wood, wool", "نعم،"])
def test_a_text_that_does_not(text):
    assert not is_complete(text)


def test_the_beginnings_of_prose_keep_its_marks():
    source = "# Wool\n\n*Red. It is **warm**. It is* old.\n\nThree of them:\n\n- one\n- two.\n\nEnd"
    found = sentence_prefixes(source, "en", verse=False)
    assert [plain_text(one, as_verse=False).split() for one in found] == [
        ["Wool", "Red."],
        ["Wool", "Red.", "It", "is", "warm."],
        ["Wool", "Red.", "It", "is", "warm.", "It", "is", "old."],
        plain_text(found[3], as_verse=False).split(),
        plain_text(source, as_verse=False).split(),
    ]
    assert found[1].count("*") == 6, "what is cut off inside of italics ends with them"
    assert found[3].endswith("two."), "after a colon or an entry without a full stop nothing ends"
    assert found[-1] == source


def test_the_beginnings_of_verse_are_whole_lines():
    verse = "A cup. A spoon\nand half a day.\n\n  Then rain\n  came. It went"
    found = sentence_prefixes(verse, "en", verse=True)
    assert found == ["A cup. A spoon\nand half a day.", verse]


@given(st.text(alphabet="ab. ?!\n*_A", max_size=200))
def test_any_text_is_cut_only_where_it_may_be(source):
    whole = plain_text(source, as_verse=False).split()
    found = sentence_prefixes(source, "en", verse=False)
    for shorter in found[:-1]:
        words = plain_text(shorter, as_verse=False).split()
        assert is_complete(" ".join(words))
    if found:
        assert found[-1] == source
    else:
        assert not whole


def test_a_long_text_gives_only_beginnings_that_are_whole():
    source = "Every thread of it was dyed by hand. " * 2_000
    found = sentence_prefixes(source, "en", verse=False)
    assert utf16_length(found[-1]) < MAX_CAPTION
    assert found[-1].endswith("hand.")


SENTENCE = "Each ridge had to be crossed to reach this view."
TWO = f"{SENTENCE} {SENTENCE}"
TYPE = ("Source Serif 4", 32, 1.5, 55)


@pytest.mark.parametrize("width", [300, 520, 698])
@pytest.mark.parametrize("room", [0, 47, 96, 144, 240, 480, 960])
def test_a_caption_takes_the_sentences_that_fit(qapp, width, room):
    source = " ".join([SENTENCE] * 7)
    found = CaptionRuler().fit(source, "en", False, *TYPE, width, room, 40)
    count = str(found["text"]).count(SENTENCE)
    assert found["text"] == " ".join([SENTENCE] * count)
    assert found["shortened"] == (count < 7)
    breaker = LineBreaker(
        family=TYPE[0], pixel_size=TYPE[1], line_spacing=TYPE[2], max_characters=TYPE[3],
        hanging_indent=HANGING_INDENT_EMS, width=width,
    )  # fmt: skip

    def height(sentences: int) -> float:
        stanzas = breaker.break_prose(" ".join([SENTENCE] * sentences))
        return sum(line.height for stanza in stanzas for line in stanza.lines)

    if count:
        assert found["height"] == height(count) <= room - (40 if found["hint"] else 0)
    if count < 7:
        assert height(count + 1) > room - (40 if count else 0)


def test_a_first_sentence_without_room_for_the_hint_stands_alone(qapp):
    height = CaptionRuler().height(TWO, "en", False, *TYPE, 520, False)
    found = CaptionRuler().fit(TWO, "en", False, *TYPE, 520, height, 40)
    assert (found["text"], found["hint"], found["shortened"]) == (SENTENCE, False, True)
    none = CaptionRuler().fit(TWO, "en", False, *TYPE, 520, height - 1, 40)
    assert (none["text"], none["hint"], none["shortened"]) == ("", False, True)


def test_a_scene_without_a_size_yet_has_no_height(qapp):
    ruler = CaptionRuler()
    for pixels, width in ((0, 400), (20, 0), (0, 0)):
        assert (
            ruler.height("One. Two.", "en", True, "Source Serif 4", pixels, 1.4, 60, width, True)
            == 0
        )
