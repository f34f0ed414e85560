"""The studio's window, walked by mouse and keys alone, as a curator does."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.content.load import load
from kiosk.studio.viewmodels.publishing import RefusedRule
from kiosk.studio.views.main_window import MainWindow
from tests.faults.running_kiosk import long
from tests.folders import save_picture
from tests.studio.test_viewmodels import CALENDAR
from tests.window.curator import Curator

STOPPED = RefusedRule(
    rule="wrong-kind", count=2, message="A list", hint="Write words", name="events/a.md", line=2
)


def test_a_curator_makes_an_exhibition_and_sees_it(curator: Curator, tmp_path: Path):
    folder = tmp_path / "shore"
    curator.click("New exhibition…")
    curator.type("The Shore")
    curator.click("Folder")
    curator.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    curator.type(str(folder))
    curator.click("Make it")
    preview = curator.window.workspace.preview.view
    curator.wait(lambda: curator.window.exhibition.is_read and preview.image is not None)
    assert "The Shore" in curator.window.windowTitle()
    write_a_poem(curator, folder / "works" / "new-text.md")
    write_a_wrong_day_and_mend_it(curator)
    write_an_event(curator, folder / "events" / "new-event.md")
    result = load(folder)
    assert [str(work.title) for work in result.snapshot.works] == ["Low Tide"]
    assert [str(one.title) for one in result.snapshot.events] == ["Open House"]


def write_a_poem(curator: Curator, label: Path) -> None:
    """The screen follows what is typed, and the file with it; undo works within a field too."""
    curator.click("New poem or text")
    curator.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    curator.type("Low Tide")
    curator.click("Poem or story")
    poem = "The tide goes out\nand comes back.\n\nTwice a day."
    curator.type(poem)
    curator.wait(lambda: poem in label.read_text("utf-8"))
    shown: list[object] = []
    preview = curator.window.workspace.preview.view
    preview.shown.connect(lambda head: shown.append(head["item"]))
    before = preview.image
    curator.click("Title")
    curator.press(Qt.Key.Key_End)
    curator.type(" at Noon")
    curator.wait(lambda: shown and preview.image != before)
    assert "at Noon" not in label.read_text("utf-8")
    assert shown[-1] == "works/new-text"
    curator.wait(lambda: "title: Low Tide at Noon" in label.read_text("utf-8"))
    curator.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    curator.wait(lambda: "title: Low Tide\n" in label.read_text("utf-8"))
    assert curator.find("Title").text() == "Low Tide"


def write_a_wrong_day_and_mend_it(curator: Curator) -> None:
    """What is wrong stands beside its field, in words."""
    curator.click("First day")
    curator.type("Febtember 31")
    row = curator.window.workspace.works.editor.form.rows["show.from"]
    curator.wait(lambda: row.problems.isVisible())
    assert "Febtember 31" in row.problems.shown[0].message
    curator.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    curator.press(Qt.Key.Key_Delete)
    curator.wait(lambda: not row.problems.isVisible())


def write_an_event(curator: Curator, event: Path) -> None:
    """A date is written as people say it."""
    curator.click_row("Sections", 1)
    curator.click("New event")
    curator.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    curator.type("Open House")
    curator.click("When")
    curator.type("Tuesday, January 13, 2026, 1-2 pm")
    curator.wait(lambda: any("Tuesday, January 13, 2026" in text for text in curator.texts()))
    assert any(text.startswith("Read as: Tuesday") for text in curator.texts())
    curator.wait(lambda: "1-2 pm" in event.read_text("utf-8"))
    curator.wait(lambda: not curator.window.exhibition.is_busy)


def test_every_control_has_a_name_and_a_place_in_the_tab_order(curator: Curator, write_folder):
    folder = write_folder(
        {
            "kiosk.yaml": "title: A\nlanguages: [en, es]\n",
            "works/01-a.md": "---\ntitle: One\n---\n\nA line.\n",
            "works/02-b.jpg": "picture",
            "works/02-b--back.jpg": "picture",
            "events/county.ics": CALENDAR,
            "events/a.md": "---\ntitle: Two\nwhen: January 13, 2027\n---\n",
        }
    )
    window = curator.window
    check_page(window)
    curator.click("New exhibition…")
    check_page(window)
    window.open_folder(folder)
    curator.wait(lambda: window.exhibition.is_read and not window.exhibition.is_busy)
    for section in range(window.workspace.navigation.count()):
        window.workspace.navigation.setCurrentRow(section)
        check_page(window)
    window.workspace.navigation.setCurrentRow(1)
    curator.click("Paste or import…")
    check_page(window)
    window.workspace.navigation.setCurrentRow(0)
    curator.click("Alternative texts")
    check_page(window)
    window.workspace.publishing.refusal.show_rules([STOPPED])
    window.workspace.show_field("events/county.ics", "")
    check_page(window)
    curator.click("‹ All events")
    curator.click("Month")
    check_page(window)
    for page, name in (
        (window.workspace.works, "works/01-a.md"),
        (window.workspace.works, "works/02-b.md"),
        (window.workspace.works, "works/02-b.es.md"),
        (window.workspace.events, "events/a.md"),
        (window.workspace.texts, "kiosk.yaml"),
    ):
        window.workspace.show_field(name, "title")
        assert page.isVisible()
        check_page(window)
    window.workspace.navigation.setCurrentRow(5)
    assert window.workspace.publishing.refusal.isVisible()
    check_page(window)


@pytest.mark.parametrize("width", [683, 1366])
def test_a_narrow_window_shows_what_is_edited_or_the_screen(curator: Curator, width, write_folder):
    """At 200 % a display of 1366 x 768 has room for 683 x 384."""
    window = curator.window
    window.resize(width, 384)
    curator.click("New exhibition…")
    window.open_folder(write_folder({"kiosk.yaml": "title: A\n"}))
    window.screen_action.setChecked(False)
    QApplication.processEvents()
    assert window.width() == width
    assert not window.workspace.preview.isVisible()
    assert curator.find("Works in the order in which they hang").isVisible()
    curator.press(Qt.Key.Key_F9)
    curator.wait(lambda: window.workspace.preview.isVisible())
    assert window.width() == width
    assert window.workspace.works.isVisible() is (width > 1000)
    for section in range(window.workspace.navigation.count()):
        window.workspace.navigation.setCurrentRow(section)
        QApplication.processEvents()
        assert window.height() == 384
    window.screen_action.setChecked(False)
    window.workspace.navigation.setCurrentRow(1)
    curator.click("Month")
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, 384)


THREE = {
    "kiosk.yaml": "title: A\n",
    **{f"works/0{n}-w.md": f"---\ntitle: Work {n}\n---\n\nA line.\n" for n in (1, 2, 3)},
}


class Drop:
    """What the grid is told when something is dropped on it."""

    def __init__(self, point: QPointF, source: object = None, files: tuple[Path, ...] = ()):
        self.position, self.source = (lambda: point), (lambda: source)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        self.mimeData, self.setDropAction, self.accept = (lambda: data), (lambda _: None), int


def test_works_are_hung_by_keys_and_by_dropping(curator: Curator, write_folder, tmp_path: Path):
    window = curator.window
    window.open_folder(write_folder(THREE))
    curator.wait(lambda: window.exhibition.is_read and not window.exhibition.is_busy)
    grid = window.workspace.works.grid

    def titles() -> list[str]:
        return [row.title for row in grid.works.rows]

    grid.setFocus()
    curator.click_row("Works in the order in which they hang", 0)
    curator.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    curator.wait(lambda: titles() == ["Work 2", "Work 1", "Work 3"])
    assert grid.chosen.title == "Work 1"
    # The third one before the first: the left half of a tile is the place before it.
    grid.choose("works/03-w.md")
    left = grid.visualRect(grid.works.index(0)).topLeft() + QPoint(5, 5)
    grid.dropEvent(Drop(QPointF(left), source=grid))
    curator.wait(lambda: titles() == ["Work 3", "Work 2", "Work 1"])
    picture = save_picture(tmp_path / "Dropped here.jpg")
    right = grid.visualRect(grid.works.index(0)).topRight() + QPoint(-5, 5)
    grid.dropEvent(Drop(QPointF(right), files=(picture,)))
    curator.wait(lambda: len(titles()) == 4 and not window.exhibition.is_busy)
    assert titles() == ["Work 3", "Dropped here", "Work 2", "Work 1"]
    assert picture.is_file()


@long
def test_a_preview_that_ends_is_started_again(curator: Curator, write_folder):
    window = curator.window
    window.open_folder(write_folder(THREE))
    view = window.workspace.preview.view
    curator.wait(lambda: view.image is not None)
    frames = view.frames
    os.kill(window.link._process.processId(), signal.SIGKILL)
    curator.wait(lambda: view.frames > frames)
    assert window.workspace.works.isVisible()


def check_page(window: MainWindow) -> None:
    """What can be used has a name; Tab goes through all of it and comes back."""
    QApplication.processEvents()
    usable = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    assert usable
    for widget in usable:
        told = QAccessible.queryAccessibleInterface(widget)
        assert told.text(QAccessible.Text.Name), widget
        assert told.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), widget
    start = next(iter(usable))
    start.setFocus()
    reached = set()
    for _ in range(3 * len(usable) + 10):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    missing = {widget.accessibleName() for widget in usable - reached}
    assert not missing
