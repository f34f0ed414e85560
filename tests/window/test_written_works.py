"""Written works as a visitor reads them: whole lines and stanzas, on as few pages as they need."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from kiosk.offscreen.manifest import read_window
from kiosk.text import count_words
from tests.window.conftest import ROOT, MakeVisitor, Visitor

SENTENCE = "The hook stayed on the wall through two winters and one landlord. "
LONG_SENTENCE = "and then we went on " * 50 + "home."
GHAZAL = "\n\n".join(
    f"The {number} birds went over the river before it was light\nand left us {number} names again"
    for number in range(1, 31)
)
CONCRETE = "\n".join(
    (
        "o" + " " * 88 + "o",
        " " * 44 + "oo",
        "o" * 90,
        " " * 20 + "o" * 50,
    )
)
STAIR = (ROOT / "gallery/works/19-stair.md").read_text("utf-8").split("---\n", 2)[2].strip("\n")
VERSE = {
    "haiku": "old pond\n  a frog leaps in\n    water's sound",
    "ghazal": GHAZAL,
    "concrete": CONCRETE,
    "arabic": "في الصباح نفتح الباب\nونترك الضوء يدخل\n\nوفي المساء نغلقه",
    "vietnamese": "Những buổi sáng giữ lại\n    điều người ta quên\n\nvà trả về buổi tối",
    "chinese": "床前明月光\n疑是地上霜\n\n舉頭望明月\n低頭思故鄉",
    "stair": STAIR,
    "forty": "\n".join(f"line {number} of a stanza without a pause" for number in range(40)),
}
PROSE = {
    "three": f"It was late. {LONG_SENTENCE} Nobody asked.",
    "story": "\n\n".join(SENTENCE * 6 for _ in range(12)),
    "haibun": f"{SENTENCE * 4}\n\nfirst frost\nthe gate I painted\nstill open\n\n{SENTENCE * 4}",
}
LANDSCAPE, PORTRAIT = (1600, 900), (900, 1600)


@pytest.fixture(params=[LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def reader(request: pytest.FixtureRequest, make_visitor: MakeVisitor, write_folder) -> Visitor:
    works = {
        f"works/{name}.md": f"---\ntitle: A Work\nartist: A\nform: {form}\n---\n{text}\n"
        for form, texts in (("verse", VERSE), ("prose", PROSE))
        for name, text in texts.items()
    } | {"works/empty.md": "---\ntitle: Empty\nform: verse\n---\n\n"}
    return make_visitor(folder=write_folder(works), size=request.param)


def pages(visitor: Visitor, name: str) -> Iterator[list[dict]]:
    """The lines of each page, as they stand on the screen."""
    visitor.session.openWork(f"works/{name}")
    visitor.settle()
    while True:
        texts = read_window(visitor.app_window.window)["texts"]
        yield [text for text in texts if text["line"]]
        if "Next page" not in visitor.targets():
            return
        visitor.touch("Next page")
        visitor.settle()


def typed(text: str) -> str:
    return text.strip("\u2066\u2067\u2069\u200e\u200f ")


def test_each_work_is_read_whole(reader: Visitor):
    """In one test: a window costs more than all of its pages."""
    unit = min(reader.app_window.window.width(), reader.app_window.window.height()) / 1080
    for name, text in VERSE.items():
        read = list(pages(reader, name))
        shown = [typed(line["text"]) for page in read for line in page]
        source = [line.strip() for line in text.splitlines() if line.strip()]
        if name != "concrete":
            assert shown == source, name
        assert "".join(shown).replace(" ", "") == "".join(source).replace(" ", ""), name
        assert all(34 * unit - 1 <= line["px"] <= 42 * unit + 1 for page in read for line in page)
        for stanza in text.split("\n\n"):
            lines = stanza.split("\n")
            on = sum(typed(lines[0]) in [typed(line["text"]) for line in page] for page in read)
            last = sum(typed(lines[-1]) in [typed(line["text"]) for line in page] for page in read)
            assert name == "concrete" or len(lines) > 30 or on == last == 1
        if len(source) <= 16:
            assert len(read) == 1, name
    (haiku,) = pages(reader, "haiku")
    steps = [line["box"][0] - haiku[0]["box"][0] for line in haiku]
    assert steps == pytest.approx([0, 42 * unit, 84 * unit], abs=2), "half an em for each space"
    (stair,) = pages(reader, "stair")
    steps = [line["box"][0] for line in stair[:7]]
    widths = [after - before for before, after in pairwise(steps)]
    assert max(widths) - min(widths) <= 2, "each step is as wide as the others"
    assert steps[6] - steps[0] >= 24 * 0.23 * stair[0]["px"]
    check_prose(reader)
    assert "works/empty" not in dict(reader.session.catalogue.works), "told, and not shown"


def check_prose(reader: Visitor) -> None:
    story = list(pages(reader, "story"))
    for page in story:
        assert max(len(typed(line["text"])) for line in page) <= 60
    for page in story[:-1]:
        assert count_words(" ".join(line["text"] for line in page)) >= 140
    assert len(story[-1]) >= 4
    (three,) = pages(reader, "three")
    assert " ".join(typed(line["text"]) for line in three).endswith("Nobody asked.")
    (haibun,) = pages(reader, "haibun")
    shown = [typed(line["text"]) for line in haibun]
    at = shown.index("first frost")
    assert shown[at : at + 3] == ["first frost", "the gate I painted", "still open"]
