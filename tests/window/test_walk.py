"""A visit to the whole exhibition by mouse, finger and keys, in a real window."""

import gc
import html
import time

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.content.load import load
from kiosk.session import transitions
from kiosk.typesetting.typesetter import Typesetter
from kiosk.viewmodels.gallery.picture_source import PictureSource
from kiosk.viewmodels.gallery.tile_model import TileModel
from kiosk.viewmodels.qr_code_item import QrCodeItem
from tests.window.conftest import MakeVisitor

WARNING_SECONDS = 20


@pytest.mark.parametrize("way", ["mouse", "finger"])
def test_a_visit_through_all_screens_by_touch(make_visitor: MakeVisitor, ways, way):
    visitor = make_visitor(ways[way])
    session = visitor.session
    assert session.screen == "loop"
    assert "What the Morning Kept" in visitor.texts()
    assert "Happening now, until 2:00\u00a0PM" in visitor.texts()

    visitor.touch("Open What the Morning Kept")
    assert (session.screen, session.workNumber) == ("work", 1)
    visitor.touch("Next work")
    assert "Vessel, Rejoined" in visitor.texts()

    visitor.touch("Artworks")
    assert session.screen == "wall"
    visitor.touch("Poetry")
    assert session.medium == "poetry"
    assert "What the Morning Kept" not in visitor.texts()
    visitor.touch("Small Instructions")
    assert any(text.startswith("Open the window before") for text in visitor.texts())
    assert session.workCount == 5

    visitor.touch("Events")
    assert session.screen == "board"
    visitor.touch("Intersections of Trauma")
    while not any("Maria Contreras" in text for text in visitor.texts()):
        visitor.touch("Next page")
    assert session.state.location.event == "events/2026-01-14-intersections"

    visitor.touch("Español")
    assert "Eventos" in visitor.texts()
    assert "Mañana · 12:00–\u20602:00\u00a0p.m." in visitor.texts()

    visitor.wait(89)
    assert not session.idlePrompt
    visitor.wait(2)
    assert session.idlePrompt
    assert "¿Sigue aquí?" in visitor.texts()
    visitor.touch("Sí, aquí estoy")
    assert not session.idlePrompt
    assert session.screen == "board"

    visitor.wait(91)
    assert session.idlePrompt
    visitor.wait(WARNING_SECONDS + 0.1)
    assert (session.screen, session.language, session.idlePrompt) == ("loop", "en", False)
    assert "Artworks" in visitor.texts()
    assert "Eventos" not in visitor.texts()


def test_the_loop_turns_pauses_and_shows_the_board(
    make_visitor: MakeVisitor,
):
    visitor = make_visitor()
    session = visitor.session
    visitor.wait(16)
    assert session.slide == 0
    turns = 0
    while session.slide == 0:
        visitor.wait(20)
        turns += 1
    # The first label has further pages.
    assert session.slide == 1
    assert turns < 6
    visitor.touch("Pause")
    visitor.wait(60)
    assert session.slide == 1
    visitor.touch("Go on by itself")
    kinds = []
    for _ in range(session.slideCount * 4):
        visitor.wait(120)
        kinds.append(session.current_slide_kind().value)
    assert "board" in kinds
    noted = session.catalogue.with_content_note
    assert "works/14-high-water" in noted
    assert not noted & {slide.work for slide in session.catalogue.playlist}


def test_a_content_note_hides_the_work_until_it_is_revealed(make_visitor: MakeVisitor):
    visitor = make_visitor()
    visitor.touch("Artworks")
    visitor.session.openWork("works/14-high-water")
    visitor.settle()
    view, skip = visitor.targets()["View"], visitor.targets()["Skip"]
    assert (view.width(), view.height()) == (skip.width(), skip.height())
    assert not any("Look closer" in name for name in visitor.targets())
    visitor.touch("View")
    assert any("Look closer" in name for name in visitor.targets())


def test_sliding_off_cancels_a_touch_and_a_long_touch_counts(make_visitor: MakeVisitor):
    visitor = make_visitor()
    window = visitor.app_window.window
    pill = visitor.targets()["Events"]
    at = pill.mapToScene(QPoint(20, 20)).toPoint()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(window, QPoint(400, 300))
    QTest.mouseRelease(
        window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(400, 300)
    )
    visitor.settle()
    assert visitor.session.screen == "loop"
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.qWait(1200)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    visitor.settle()
    assert visitor.session.screen == "board"


def test_a_visit_by_keys(make_visitor: MakeVisitor):
    visitor = make_visitor()
    window = visitor.app_window.window
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    seen = set()
    for _ in range(30):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = window.activeFocusItem()
        seen.add(str(focused.property("name")))
        if focused.property("name") == "Events":
            break
    assert "Events" in seen
    QTest.keyClick(window, Qt.Key.Key_Return)
    visitor.settle()
    assert visitor.session.screen == "board"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    visitor.settle()
    assert visitor.session.screen == "loop"


def test_no_frame_is_drawn_while_nothing_changes(make_visitor: MakeVisitor):
    visitor = make_visitor()
    frames = [time.monotonic()]
    visitor.app_window.window.afterAnimating.connect(lambda: frames.append(time.monotonic()))
    # The pictures of the works to come are being made ready, and each may cost a frame.
    stop = time.monotonic() + 20
    while time.monotonic() < min(stop, frames[-1] + 2):
        QTest.qWait(100)
    frames.clear()
    QTest.qWait(3000)
    assert frames == []


def test_the_board_follows_the_clock(make_visitor: MakeVisitor):
    visitor = make_visitor()
    assert visitor.app_window.controller.board.nextEvent.heading.startswith("Happening now")
    visitor.wait(51 * 60)
    assert visitor.app_window.controller.board.nextEvent.heading.startswith("Tomorrow")
    assert visitor.app_window.controller.board.nextEvent.key == "events/2026-01-14-intersections"


def test_an_open_work_stays_open_when_the_exhibition_ends(make_visitor: MakeVisitor):
    visitor = make_visitor()
    visitor.wait(60 * 60 * 24 * 30)
    if visitor.session.current_slide_kind().value != "poster":
        visitor.touch("Previous")
    assert "This exhibition has ended" in visitor.texts()
    assert visitor.app_window.controller.board.nextEvent.key == "events/soar-on-demand"
    assert "Artworks" not in visitor.targets()
    visitor.touch("Resources")
    assert "Resources" in visitor.texts()


def test_a_broken_folder_shows_a_poster_and_no_way_to_an_empty_screen(
    make_visitor: MakeVisitor, write_folder
):
    root = write_folder(
        {
            "kiosk.yaml": "title: [",
            "works/a.jpg": "no picture",
            "events/a.md": "---\nwhen: soon\n---\n",
        }
    )
    visitor = make_visitor(folder=root)
    texts = visitor.texts()
    assert "Welcome" in texts
    assert not any(
        word in " ".join(texts).casefold() for word in ("error", "yaml", "problem", "works/")
    )
    assert not {"Artworks", "Events", "Resources"} & set(visitor.targets())
    visitor.touch("About")
    assert visitor.session.screen == "about"
    hung = "The artworks are being hung. Please come by again."
    said = {html.unescape(text).replace("\u2028", " ") for text in visitor.texts()}
    assert {"Welcome", hung} <= said
    visitor.touch("Home")


@pytest.mark.parametrize(
    ("settings", "heading", "contents"),
    [
        ("title: [\n", "Welcome", "Poetry · Photography"),
        ("languages: [en, es]\n", "Le damos la bienvenida", "Poesía · Fotografía"),
    ],
)
def test_about_shows_what_it_can_without_settings(
    make_visitor: MakeVisitor, write_folder, settings, heading, contents
):
    """A kiosk.yaml that cannot be read, or has no title, leaves neither a title nor a text."""
    label = "---\ntitle: {}\nmedium: {}\n---\nA line.\n"
    files = {
        "kiosk.yaml": settings,
        "works/a.md": label.format("One", "poetry"),
        "works/b.md": label.format("Two", "photography"),
        "works/b.jpg": "picture",
    }
    visitor = make_visitor(folder=write_folder(files))
    visitor.session.setLanguage("es" if "es" in settings else "en")
    visitor.session.show("about")
    visitor.settle()
    texts = " ".join(visitor.texts())
    assert heading in texts
    assert contents in texts
    page = "---\ntitle: Us\n---\nA page of its own.\n"
    write_folder({"pages/about.md": page})
    visitor.app_window.set_content(load(visitor.app_window.controller.snapshot.root).snapshot)
    visitor.settle()
    texts = " ".join(visitor.texts())
    assert heading in texts
    assert "A page of its own." in texts
    assert contents not in texts


def test_new_content_keeps_the_open_work_until_it_is_withdrawn(
    make_visitor: MakeVisitor, write_folder
):
    label = "---\ntitle: {}\nmedium: photography\n---\nText.\n"
    files = {"kiosk.yaml": "title: T\n", **{f"works/{name}.jpg": "picture" for name in "abc"}}
    files |= {f"works/{name}.md": label.format(name.upper()) for name in "abc"}
    root = write_folder(files)
    visitor = make_visitor(folder=root)
    visitor.session.openWork("works/b")
    visitor.settle()
    (root / "works/a.jpg").unlink()
    (root / "works/a.md").unlink()
    (root / "works/b.md").write_text(label.format("B, renamed"))
    visitor.app_window.controller.set_content(load(root).snapshot)
    visitor.settle()
    assert visitor.session.screen == "work"
    assert "B, renamed" in visitor.texts()
    (root / "works/b.md").write_text(label.format("B").replace("title", "withdrawn: yes\ntitle"))
    visitor.app_window.controller.set_content(load(root).snapshot)
    visitor.settle()
    assert "B" not in visitor.texts()
    assert visitor.session.screen == "loop"
    QCoreApplication.processEvents()


def test_repeated_visits_create_no_further_qml_objects(make_visitor: MakeVisitor):
    """PySide never frees an object that QML creates, even when QML destroys it: none may be new."""

    def held() -> int:
        kinds = (PictureSource, TileModel, Typesetter, QrCodeItem)
        gc.collect()
        return sum(isinstance(thing, kinds) for thing in gc.get_objects())

    def once_round() -> None:
        for _ in range(len(visitor.session.catalogue.playlist)):
            visitor.session.apply(transitions.turn_loop, 1, 1)
            visitor.app_window.controller.loop.prepareNext()
        for key, _ in visitor.session.catalogue.works[:6]:
            visitor.session.openWork(key)
            visitor.session.reveal()
            visitor.settle()
        for screen in ("wall", "board", "resources", "help", "loop"):
            visitor.session.show(screen)
            visitor.settle()

    visitor = make_visitor()
    once_round()
    before = held()
    once_round()
    once_round()
    assert held() == before
