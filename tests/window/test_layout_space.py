"""Texts have room on small screens of known size and at large text sizes, without overlaps."""

import shutil
from itertools import combinations, product
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.offscreen.manifest import read_window
from kiosk.qt.item_info import Role, target_info, text_info, visible_items
from kiosk.session import DisplaySettings, transitions
from kiosk.viewmodels.qml_enums import CodeKinds
from tests.window.conftest import MakeVisitor, Visitor

GALLERY = Path(__file__).resolve().parents[2] / "gallery"
LONG = (
    "Fotografías de la línea de ensamblaje, del puerto y de los huertos del Valle Central,"
    " con las voces de quienes trabajan allí. "
)


def on_a_screen(tmp_path: Path, inches: int) -> Path:
    """The sample exhibition on a screen whose size is known."""
    folder = tmp_path / "gallery"
    shutil.copytree(GALLERY, folder)
    with (folder / "kiosk.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"\nscreen:\n  diagonal_inches: {inches}\n  bottom_mm: 700\n")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The sample exhibition on a screen of 24 inches."""
    return on_a_screen(tmp_path, 24)


def overlapping(visitor: Visitor) -> list[tuple[str, str]]:
    """Words that stand on other words, and words on a control that are not its own."""
    texts = read_window(visitor.app_window.window)["texts"]
    found = []
    for one, other in combinations(texts, 2):
        (x, y, w, h), (a, b, c, d) = one["box"], other["box"]
        if min(x + w, a + c) - max(x, a) > 3 and min(y + h, b + d) - max(y, b) > 0.2 * min(h, d):
            found.append((one["text"], other["text"]))
    return found


def begin(visitor: Visitor, language: str, **display: object) -> None:
    visitor.session.apply(transitions.start_session, language, DisplaySettings(**display))


def test_on_a_small_wide_screen_large_words_have_room(make_visitor: MakeVisitor, small):
    """In one window: it costs more than all of its screens."""
    visitor = make_visitor(folder=small, size=(1920, 1080))
    screens = (
        ("help", CodeKinds.Value.Usual),
        ("help", CodeKinds.Value.Text),
        ("about", CodeKinds.Value.Usual),
    )
    for language, scale, (screen, code) in product(("en", "es"), (1.0, 1.25, 1.5), screens):
        begin(visitor, language, text_scale=scale)
        visitor.session.show(screen)
        visitor.session.chooseCode(code)
        visitor.settle()
        assert overlapping(visitor) == [], (language, scale, screen)


@pytest.mark.parametrize("inches", [24, 32, 43])
def test_in_reach_mode_nothing_stands_on_the_help_line_s_code(
    make_visitor: MakeVisitor, tmp_path, inches
):
    visitor = make_visitor(folder=on_a_screen(tmp_path, inches), size=(1080, 1920))
    for scale, page in ((1.0, 0), (1.25, 0), (1.25, 1), (1.5, 0), (1.5, 1)):
        begin(visitor, "es", text_scale=scale, reach=True)
        visitor.session.show("help")
        visitor.session.turnPage(page)
        visitor.settle()
        seen = read_window(visitor.app_window.window)
        (code,) = seen["codes"]
        assert [
            thing["box"]
            for thing in (*seen["texts"], *seen["targets"])
            if meet(thing["box"], code["box"])
        ] == [], (scale, page)


def meet(one: list[float], other: list[float]) -> bool:
    (x, y, w, h), (a, b, c, d) = one, other
    return min(x + w, a + c) > max(x, a) and min(y + h, b + d) > max(y, b)


def test_facts_without_room_beside_the_text_are_a_page_before_it(
    make_visitor: MakeVisitor, write_folder
):
    files = {
        "kiosk.yaml": f"title: Largo\npresented_by: {3 * LONG}\nplace: {LONG}\n",
        "pages/about.md": "---\ntitle: A\n---\nEl texto.\n",
    }
    visitor = make_visitor(folder=write_folder(files), size=(1600, 900))
    visitor.session.setTextScale(1.5)
    visitor.session.show("about")
    visitor.settle()
    assert overlapping(visitor) == []
    assert "El texto." not in visitor.texts()
    visitor.touch("Next page")
    assert "El texto." in visitor.texts()
    assert not any(LONG.strip() in text for text in visitor.texts())
    visitor.session.setTextScale(1)
    visitor.settle()
    assert overlapping(visitor) == []
    assert {"El texto.", "Largo"} <= set(visitor.texts()), "beside each other again"


def sheets(item: QQuickItem) -> list[QQuickItem]:
    """The works on the wall that are shown as words."""
    return list(visible_items(item, Role.Sheet))


def written_on(item: QQuickItem) -> list[str]:
    """All words seen below an item."""
    return [text for words in visible_items(item, Role.Text) if (text := text_info(words).text)]


@pytest.mark.parametrize(("size", "scale"), [((1920, 1080), 1.5), ((1600, 900), 1.25)])
def test_no_sheet_on_the_wall_is_empty(make_visitor: MakeVisitor, arabic_gallery, size, scale):
    visitor = make_visitor(folder=arabic_gallery, size=size)
    for language in ("en", "es", "ar"):
        begin(visitor, language, text_scale=scale)
        check_sheets(visitor)


def check_sheets(visitor: Visitor) -> None:
    visitor.session.show("wall")
    visitor.settle()
    seen: set[str] = set()
    for page in range(3):
        visitor.session.turnWall(page)
        visitor.settle()
        found = sheets(visitor.app_window.window.contentItem())
        seen |= {target_info(sheet).name for sheet in found}
        # Its title is one.
        assert [target_info(sheet).name for sheet in found if len(written_on(sheet)) < 2] == []
    assert len(seen) >= 3


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_media_follow_all_works_in_the_order_of_reading(make_visitor: MakeVisitor, scale):
    """Where they need two lines as well."""
    visitor = make_visitor(size=(1600, 900))
    visitor.session.setTextScale(scale)
    visitor.session.show("wall")
    visitor.settle()
    named = ("All", "Photography", "Graphic art", "Poetry", "Creative writing")
    boxes = {
        target["name"].partition(",")[0]: target["box"]
        for target in read_window(visitor.app_window.window)["targets"]
    }
    places = [(boxes[name][1], boxes[name][0]) for name in named]
    assert places == sorted(places)
    assert min(x for _, x in places) == pytest.approx(60 * 900 / 1080, abs=1), "at the margin"


NAMED = (
    "title: Reclaiming Ourselves, an Exhibition of Works by People with Lived Experience\n"
    f"presented_by: {LONG[:80]}\n"
)


@pytest.mark.parametrize("scale", [1.25, 1.5])
def test_a_long_name_leaves_room_for_what_stands_below_it(
    make_visitor: MakeVisitor, write_folder, scale
):
    """On the poster the news and what is said of it, on the wall the pictures."""
    over = make_visitor(
        folder=write_folder({"kiosk.yaml": NAMED + "open:\n  until: January 12, 2026\n"}),
        size=(1600, 900),
    )
    over.session.setTextScale(scale)
    over.settle()
    assert overlapping(over) == []

    files = {"kiosk.yaml": NAMED, "works/a.jpg": "picture", "works/a.md": "---\ntitle: A\n---\n"}
    visitor = make_visitor(folder=write_folder(files), size=(1600, 900))
    visitor.session.setTextScale(scale)
    visitor.session.show("wall")
    visitor.settle()
    (picture,) = read_window(visitor.app_window.window)["pictures"]
    assert picture["box"][3] > 900 / 10


TITLE = (
    "What the morning kept for those who were still awake beside the river,"
    " and what it let go of before anybody came to ask"
)
WORDS = "Each ridge had to be crossed to reach this view, and none of them is missing from it. " * 6


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
@pytest.mark.parametrize("scale", [1.25, 1.5])
def test_a_long_title_leaves_room_for_what_stands_below_it(
    make_visitor: MakeVisitor, write_folder, size, scale
):
    label = (
        f"---\ntitle: {TITLE}\nartist: Somebody Else\nmedium: photography\n"
        f"credit: Lent by whoever it was that had it\n---\n{WORDS}"
    )
    visitor = make_visitor(
        folder=write_folder({"kiosk.yaml": NAMED, "works/a.jpg": "picture", "works/a.md": label}),
        size=size,
    )
    visitor.session.setTextScale(scale)
    visitor.settle()
    assert TITLE in visitor.texts()
    assert overlapping(visitor) == [], "in the loop"
    visitor.session.openWork("works/a")
    visitor.settle()
    assert overlapping(visitor) == [], "on its own screen"


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_with_large_words_what_stands_above_a_text_is_on_its_first_page_only(
    make_visitor: MakeVisitor, write_folder, size
):
    event = (
        f"---\ntitle: {TITLE}\nwhen: January 20, 2026, 1-2 PM\n"
        f"register: https://example.org/come\n---\n{WORDS * 2}"
    )
    poem = f"---\ntitle: {TITLE}\nmedium: poetry\n---\n" + "\n\n".join(
        ["A line of it\nand another\nand one more"] * 20
    )
    kiosk = "title: Room\ntimezone: America/Los_Angeles\n"
    visitor = make_visitor(
        folder=write_folder({"kiosk.yaml": kiosk, "events/a.md": event, "works/a.md": poem}),
        size=size,
    )

    def pages(lead, scale) -> list[bool]:
        visitor.session.goHome()
        visitor.session.setTextScale(scale)
        lead()
        visitor.settle()
        found = [headed(visitor)]
        visitor.touch("Next page")
        return [*found, headed(visitor)]

    for lead in (
        lambda: visitor.session.openEvent("events/a"),
        lambda: visitor.session.openWork("works/a"),
    ):
        assert pages(lead, 1) == [True, True], "there is room for both at the usual size"
        assert pages(lead, 1.5) == [True, False]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_with_large_words_a_poem_begins_on_its_first_page(
    make_visitor: MakeVisitor, size, language
):
    visitor = make_visitor(size=size)
    visitor.session.setLanguage(language)
    visitor.session.setTextScale(1.5)
    guide = visitor.session.catalogue
    for work in sorted(guide.written_works):
        visitor.session.openWork(work)
        visitor.settle()
        assert any(text["line"] for text in read_window(visitor.app_window.window)["texts"]), work


def headed(visitor: Visitor) -> bool:
    """True when the title stands above the text, not only in the list of events."""
    return any(
        text["text"] == TITLE and not of_the_list(visitor, text)
        for text in read_window(visitor.app_window.window)["texts"]
    )


def of_the_list(visitor: Visitor, text) -> bool:
    x, y, wide, tall = text["box"]
    entries = [
        target["box"]
        for target in read_window(visitor.app_window.window)["targets"]
        if TITLE in target["name"]
    ]
    return any(
        a <= x + 1 and b <= y + 1 and a + c >= x + wide - 1 and b + d >= y + tall - 1
        for a, b, c, d in entries
    )


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_title_grows_smaller_before_its_longest_word_is_torn(
    make_visitor: MakeVisitor, write_folder, size, scale
):
    long = "Desinstitucionalización"
    files = {
        "kiosk.yaml": f"title: {long}\ntimezone: America/Los_Angeles\nlanguages: [es]\n",
        "works/a.jpg": "picture",
        "works/a.md": f"---\ntitle: {long} de la mañana\n---\nUna frase.\n",
        "works/b.md": f"---\ntitle: {long}\nmedium: poetry\n---\nUna línea\n",
        "events/a.md": (
            f"---\ntitle: Sobre {long}\nwhen: January 20, 2026, 1-2 PM\n"
            "register: https://example.org/a\n---\nVenga.\n"
        ),
    }
    visitor = make_visitor(folder=write_folder(files), size=size)
    session = visitor.session
    session.setTextScale(scale)
    leads = {
        "wall": lambda: session.show("wall"),
        "picture": lambda: session.openWork("works/a"),
        "poem": lambda: session.openWork("works/b"),
        "event": lambda: session.openEvent("events/a"),
        "about": lambda: session.show("about"),
    }
    for lead in leads.values():
        lead()
        visitor.settle()
        titles = [
            text for text in read_window(visitor.app_window.window)["texts"] if long in text["text"]
        ]
        assert titles
        assert [(text["text"], text["px"]) for text in titles if text["torn"]] == []
