"""What the loop shows of a text: whole lines or sentences, as large as they fit."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from kiosk.typesetting.poster_setter import PosterRoom, PosterSetting, set_poem, set_prose

WORKS = Path(__file__).resolve().parents[2] / "gallery" / "works"
SIZES, LESSER, LEAST = (tuple(range(*span, -1)) for span in ((96, 63), (63, 35), (35, 23)))


@pytest.fixture(params=[(1800, 486), (960, 1216)], ids=["landscape", "portrait"])
def room(request: pytest.FixtureRequest, qapp: QObject) -> PosterRoom:
    width, height = request.param
    return PosterRoom(
        family="Source Serif 4",
        width=width,
        height=height,
        sizes=SIZES,
        lesser=LESSER,
        least=LEAST,
    )


def text_of(name: str) -> str:
    return (WORKS / name).read_text("utf-8").split("---\n", 2)[2]


def shown(setting: PosterSetting) -> list[str]:
    return [line.markup for line, _ in setting.lines]


def test_the_sample_s_poems_stand_in_whole_lines(room: PosterRoom):
    for name in ("03-inventory-of-what-is-mine", "07-small-instructions", "24-the-year-of-names"):
        for ending in (".md", ".es.md"):
            source = text_of(name + ending)
            setting = set_poem(source, "", room)
            typed = [line.strip() for line in source.splitlines()]
            assert setting.size >= (64 if room.width > room.height else 40)
            assert setting.height <= room.height
            lines = [line.strip() for line in setting.words.splitlines() if line.strip()]
            assert len(lines) >= 2
            assert all(line in typed for line in lines), name
            assert shown(setting) == lines, "and none turns over"
            assert not setting.whole or lines == list(filter(None, typed))


HAIKU = "The old pond is still tonight\na frog jumps in from the reeds below\nthe sound goes on"
GHAZAL = "\n\n".join(
    "Whoever comes along the road will find a lamp tonight, and the door,\n"
    f"and if the wind should ask me for number {number}, then I keep the door."
    for number in range(30)
)
SHAPE = "\n".join(" " * step + "*".join(["xxx"] * 12) for step in range(0, 40, 4))


@pytest.mark.parametrize("poem", [HAIKU, GHAZAL, SHAPE], ids=["haiku", "ghazal", "shape"])
def test_lines_that_would_turn_over_are_set_smaller(room: PosterRoom, poem: str):
    setting = set_poem(poem, "", room)
    typed = [line.strip() for line in poem.splitlines() if line.strip()]
    assert shown(setting) == typed[: len(setting.lines)]
    is_small = poem is SHAPE or (poem is GHAZAL and room.width < room.height)
    assert (24 if is_small else 36) <= setting.size <= 96
    larger = replace(room, sizes=(setting.size + 2,), lesser=(), least=())
    assert setting.size >= 64 or shown(set_poem(poem, "", larger)) != shown(setting)


def test_lines_turn_over_where_the_poem_has_none_that_fits(room: PosterRoom):
    long = " ".join(["and I have walked the whole of the long road home again"] * 4)
    setting = set_poem(f"{long}\n{long}", "", room)
    assert setting.size == 64
    assert setting.lines[1][0].x > 0, "then they hang"
    among = set_poem(f"{long}\nand I have come home\n{long}", "", room)
    assert shown(among) == ["and I have come home"]


def test_stair_stands_whole_where_the_screen_is_tall(room: PosterRoom):
    setting = set_poem(text_of("19-stair.md"), "", room)
    assert setting.whole == (room.height > room.width)
    steps = [line.x for line, _ in setting.lines[:6]]
    assert steps[1] - steps[0] == pytest.approx(steps[5] - steps[4], abs=0.5)
    assert len(setting.lines) == 14 or shown(setting)[-1] == "and holds."


def test_the_author_s_lines_go_first(room: PosterRoom):
    source = text_of("24-the-year-of-names.md")
    lines = [line for line in source.splitlines() if line.strip()]
    excerpt = "\n".join(lines[3:5])
    setting = set_poem(source, excerpt, room)
    assert setting.words == excerpt
    assert not setting.whole


@pytest.mark.parametrize("name", ["11-what-the-dough-wants", "22-the-key-hook"])
def test_prose_shows_whole_sentences_in_four_even_lines(room: PosterRoom, name: str):
    for ending, language in ((".md", "en"), (".es.md", "es")):
        setting = set_prose(text_of(name + ending), "", language, room)
        assert 1 <= len(setting.lines) <= 4
        assert setting.words.rstrip("”»\"'")[-1] in ".?!"
        assert " ".join(" ".join(shown(setting)).split()) == " ".join(setting.words.split())
        assert not setting.whole
        widths = [len(text) for text in shown(setting)]
        assert len(widths) == 1 or min(widths) >= 0.4 * max(widths)


def test_a_sentence_of_two_hundred_words_gives_way_to_the_next(room: PosterRoom):
    long = "And then we went on, " + "and we went on, " * 60 + "home."
    setting = set_prose(f"{long} Nobody asked. {long}", "", "en", room)
    assert setting.words == "Nobody asked."
    assert set_prose(long, "", "en", room) == PosterSetting()
    assert set_prose("", "", "en", room) == PosterSetting()
    setting = set_prose("It was late.", "", "en", room)
    assert (setting.words, setting.whole, setting.size) == ("It was late.", True, 96)


def test_emphasis_is_kept_and_an_excerpt_goes_first(room: PosterRoom):
    source = "I only like to see it *come back*. She laughed."
    assert any("<i>" in line for line in shown(set_prose(source, "", "en", room)))
    setting = set_prose(source, "She laughed.", "en", room)
    assert (setting.words, setting.whole) == ("She laughed.", False)


@pytest.mark.parametrize(
    "source",
    [
        "في الصباح نفتح الباب\nونترك الضوء يدخل\n\nوفي المساء نغلقه",
        "Những buổi sáng giữ lại\n    điều người ta quên\n\nvà trả về buổi tối",
        "床前明月光\n疑是地上霜\n\n舉頭望明月\n低頭思故鄉",
        "old pond\n  a frog leaps in\n    water's sound",
        "\n".join(f"line {number} of a stanza without a pause" for number in range(40)),
        "\n".join("o" * 90 for _ in range(6)),
        "\n\n".join(
            f"The {number} birds went over\nand left us their names" for number in range(30)
        ),
    ],
    ids=["arabic", "vietnamese", "chinese", "haiku", "forty", "concrete", "ghazal"],
)
def test_poems_of_every_kind_have_lines_of_their_own(room: PosterRoom, source: str):
    setting = set_poem(source, "", room)
    typed = "".join(source.split())
    for line in setting.words.splitlines():
        assert "".join(line.split()) in typed
    assert setting.lines
    if "oooo" in source and room.width < room.height:
        assert len(setting.lines) > setting.words.count("\n") + 1, "wider than the screen at 24"
        return
    # Without a line that turns over, even where that takes small letters.
    assert setting.size >= (24 if "oooo" in source else 55 if "stanza" in source else 64)
    assert "".join("".join(shown(setting)).split()) == "".join(setting.words.split())
    assert len(setting.lines) == len(setting.words.replace("\n\n", "\n").splitlines())
    assert setting.height <= room.height


def test_a_book_costs_no_more_than_a_touch_may(room: PosterRoom):
    verse = "\n\n".join(
        f"The {number} birds went over\nand left us names" for number in range(9_999)
    )
    prose = "Each ridge had to be crossed to reach this view, and none is missing. " * 9_999
    for call in (
        lambda: set_poem(verse, "", room),
        lambda: set_prose(prose, "", "en", room),
        lambda: set_prose("word " * 99_999, "", "en", room),
    ):
        call()
        began = time.thread_time()
        call()
        assert time.thread_time() - began < 0.1
