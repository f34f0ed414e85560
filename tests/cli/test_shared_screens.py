"""The small folders of offices, beside the project: what a visitor sees of them."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage

from kiosk.cli.main import main
from kiosk.content.load import load
from kiosk.offscreen.everything_visible import everything_visible
from kiosk.offscreen.layout_check import offscreen
from kiosk.offscreen.manifest import read_window
from kiosk.offscreen.screenshots import settle
from kiosk.offscreen.tour import steps
from kiosk.schedule import OffsetClock
from kiosk.session import DisplaySettings, Screen, transitions
from kiosk.window.app_window import AppWindow

CASES = Path(__file__).parents[3] / "shared" / "cases"
pytestmark = [
    pytest.mark.programs,
    pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside it"),
]

PICTURES = (
    "foreign/04-tiff-orientation",
    "foreign/01-tiff16-big-endian",
    "foreign/03-gif-ends-check",
    "foreign/05-avif-orientation-and-colour",
    "curator/heic-named-jpg",
    "curator/asked-in-vain-words",
)
WORDS = ("curator/poem-lines-lost", "curator/vietnamese-glyphs")
RED, GREEN, BLUE = (190, 40, 40), (40, 120, 60), (40, 60, 170)
P3_RED, P3_GREEN, P3_BLUE, P3_GROUND = (207, 2, 28), (0, 122, 52), (34, 61, 177), (193, 83, 51)
Colour = tuple[int, int, int]
# Steps of 255: JPEG and scaling move a colour by a few.
TOLERANCE = 9
SMALL, LANDSCAPE, PORTRAIT = (640, 400), (1920, 1080), (1080, 1920)


class Screens:
    """A window on some of the folders, and what it shows."""

    def __init__(self, folders: tuple[str, ...], cache: Path) -> None:
        roots = [CASES / folder for folder in folders]
        at = datetime(2026, 12, 5, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
        result = load(roots[0], more=roots[1:])
        snapshot = everything_visible(result.snapshot, at)
        self.window = AppWindow(offscreen(), snapshot, OffsetClock(at), cache, animated=False)
        self.window.window.show()
        # A work of a further folder goes by its whole path.
        self.works = {work.key.rpartition("/")[2]: work for work in result.snapshot.works}
        self.problems = result.problems

    def show(self, size: tuple[int, int], screen: Screen, item: str = "") -> dict[str, Any]:
        """The manifest of a screen of a size in pixels; ``item`` ends the key of its work."""
        self.window.window.resize(*size)
        language = self.window.controller.session.state.language
        self.window.controller.session.apply(transitions.start_session, language, DisplaySettings())
        for step in steps(self.window.controller):
            if step.screen is screen and step.item.endswith(item) and bool(step.item) is bool(item):
                step.go()
                break
        settle(self.window)
        return dict(read_window(self.window.window))

    def picture(self, size: tuple[int, int], work: str) -> tuple[Callable[..., Colour], float]:
        """A work's picture on its screen: the colour at a place, from 0 to 1, and its aspect."""
        shown = self.show(size, Screen.WORK, work)
        image: QImage = self.window.window.grabWindow()
        assert (image.width(), image.height()) == size
        (row,) = [one for one in shown["pictures"] if one["work"].endswith(work) and one["ready"]]
        x, y, width, height = row["box"]

        def at(across: float, down: float) -> Colour:
            colour = image.pixelColor(round(x + across * width), round(y + down * height))
            return colour.red(), colour.green(), colour.blue()

        return at, width / height


@pytest.fixture(name="pictures", scope="module")
def window_of_pictures(tmp_path_factory) -> Iterator[Screens]:
    screens = Screens(PICTURES, tmp_path_factory.mktemp("cache"))
    yield screens
    screens.window.close()


@pytest.fixture(name="words", scope="module")
def window_of_words(tmp_path_factory) -> Iterator[Screens]:
    screens = Screens(WORDS, tmp_path_factory.mktemp("cache"))
    yield screens
    screens.window.close()


def is_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= TOLERANCE


def test_every_picture_stands_upright_in_its_colours(pictures):
    upright = [f"0{number}-orientation-{number}" for number in range(1, 9)] + ["10-jpeg-6"]
    turned = ["01-upright", "02-xmp-3", "03-xmp-6", "04-irot-and-xmp", "07-xmp-3", "08-xmp-3"]
    grounds = dict.fromkeys(upright, (235, 230, 215)) | dict.fromkeys(
        [*turned, "09-xmp-3"], (180, 90, 60)
    )
    fields = {name: (RED, GREEN, BLUE, ground) for name, ground in grounds.items()}
    fields["05-display-p3"] = (P3_RED, P3_GREEN, P3_BLUE, P3_GROUND)
    for name, colours in fields.items():
        at, aspect = pictures.picture(SMALL, name)
        assert abs(aspect - 1.6) < 0.03, name
        seen = [at(*place) for place in ((0.2, 0.25), (0.8, 0.25), (0.2, 0.75), (0.9, 0.9))]
        assert all(map(is_near, seen, colours)), (name, seen)


def test_both_byte_orders_show_the_same_wedge(pictures):
    for name in ("01-intel", "02-motorola"):
        at, _ = pictures.picture(SMALL, name)
        for down, grey in ((0.1, 25), (0.5, 128), (0.9, 230)):
            assert is_near(at(0.5, down), (grey,) * 3), (name, down, at(0.5, down))


def test_gifs_heics_and_what_is_not_shown(pictures):
    for name in ("01-moving", "02-moving"):
        assert is_near(pictures.picture(SMALL, name)[0](0.5, 0.5), (200, 120, 40)), name
    at, aspect = pictures.picture(SMALL, "/d")
    assert abs(aspect - 3024 / 4032) < 0.01
    assert sum(at(0.5, 0.1)) > sum(at(0.5, 0.9))
    assert "03-good" in pictures.works
    assert not pictures.works.keys() & {"06-hdr-pq", "a", "b", "c"}


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_one_work_fills_its_screen_upright(pictures, size):
    at, aspect = pictures.picture(size, "06-orientation-6")
    assert abs(aspect - 1.6) < 0.03
    assert is_near(at(0.2, 0.25), RED)
    assert is_near(at(0.8, 0.25), GREEN)


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_every_line_of_a_poem_is_a_line_of_its_own(words, size):
    names = ("01", "02", "03", "04", "06", "07", "10")
    for name in names if size == LANDSCAPE else ("03",):
        rows = [row for row in words.show(size, Screen.WORK, f"/{name}")["texts"] if row["line"]]
        assert [row["text"] for row in rows] == ["line one", "line two", "line three"], name
        left = [row["box"][0] for row in rows]
        assert left[1] > left[0] == left[2]
    rows = [row for row in words.show(size, Screen.WORK, "22-poema")["texts"] if row["line"]]
    assert rows[0]["text"] == "El río no pregunta,"
    assert rows[1]["box"][0] > rows[0]["box"][0]


def test_a_declared_language_is_told_to_visitors(words):
    texts = [row["text"] for row in words.show(LANDSCAPE, Screen.WORK, "22-poema")["texts"]]
    assert "In Spanish" in texts


def test_the_same_vietnamese_name_looks_the_same(words):
    names = []
    for key in ("20-bánh mì", "21-viet-nfd"):
        shown = words.show(LANDSCAPE, Screen.WORK, key)
        (name,) = [row for row in shown["texts"] if row["text"] == "Nguyễn Thị Hồng Ánh"]
        assert name["boxes"] == []
        names.append(name["box"][2])
        rows = [row for row in shown["texts"] if row["line"]]
        assert rows[1]["box"][0] > rows[0]["box"][0]
    assert names[0] == names[1]


def test_no_markup_is_seen():
    (work,) = load(CASES / "curator/html-in-wall-text").snapshot.works
    assert work.picture is not None
    seen = str(work.wall_text)
    assert "HTML" in seen
    assert not any(sign in seen for sign in ("<", "&nbsp;", "|", "![", "]("))


def test_a_name_keeps_its_address_on_an_arabic_screen(tmp_path):
    screens = Screens(("curator/arabic-contact",), tmp_path)
    try:
        shown = screens.show(PORTRAIT, Screen.BOARD, "opening-reception")
    finally:
        screens.window.close()
    texts = [row["text"] for row in shown["texts"]]
    assert any("\u2066Kim (kim@example.org)\u2069" in text for text in texts), texts


def rules_of(folder: str, capsys) -> dict[str, list[tuple[str, str]]]:
    """(rule, message) by file, as the check tells them without a look at the screen."""
    main(["check", str(CASES / folder), "--no-look", "--format", "json"])
    found: dict[str, list[tuple[str, str]]] = {}
    for problem in json.loads(capsys.readouterr().out)["problems"]:
        found.setdefault(problem["path"], []).append((problem["rule"], problem["message"]))
        assert problem["hint"]
    return found


def test_what_an_office_asked_in_vain_is_told_in_its_words(capsys):
    told = rules_of("curator/asked-in-vain-words", capsys)
    assert [rule for rule, _ in told["works/a.md"]] == ["not-plain-text"]
    assert "Word document" in told["works/a.md"][0][1]
    assert any("copied only in part" in message for _, message in told["works/b.jpg"])
    assert any("empty" in message for _, message in told["works/c.jpg"])
    assert "picture-ending" in dict(rules_of("curator/heic-named-jpg", capsys)["works/d.jpg"])


def test_markup_and_a_gif_cost_their_own_problem_only(capsys):
    told = rules_of("curator/html-in-wall-text", capsys)
    assert {rule for rule, _ in told["works/10.md"]} >= {"html-in-text", "table-in-text"}
    gifs = rules_of("foreign/03-gif-ends-check", capsys)
    assert all(len(gifs.get(f"works/0{number}-moving.gif", [])) <= 1 for number in (1, 2))
