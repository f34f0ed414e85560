"""From an empty desktop to a screen that shows the exhibition, by mouse and keys alone.

Takes a minute, so packaging/nightly.sh does it. It prints how many clicks and keys it took.
"""

import time
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kiosk.check import examine
from kiosk.content.load import load
from kiosk.domain import Severity
from tests.faults.running_kiosk import RunningKiosk, long, needs_x, wait_for
from tests.window.curator import Curator

ROOT = Path(__file__).resolve().parents[2]
POEMS = {
    "Low Tide": "The tide goes out\nand comes back.\n\nTwice a day.",
    "Inventory": "One key, cut new.\nOne kettle with a dent.\n\nA window facing east.",
}
PICTURES = ("first", "second", "third", "fourth")
PASTED = """\
Community Reading Hour
Thursday, January 14, 2027
2:00 PM - 3:00 PM
Auditorium
"""
ENTER, ALL = Qt.Key.Key_Return, (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def pictures(place: Path) -> list[Path]:
    """Three pictures, one with a place in it, and one as telephones make them."""
    place.mkdir()
    made = []
    for number, name in enumerate(PICTURES[:3]):
        path = place / f"{name}.jpg"
        exif = Image.Exif()
        if number == 0:
            exif.get_ifd(0x8825)[2] = (38.0, 34.0, 30.0)
            exif.get_ifd(0x8825)[1] = "N"
        colour = ("#4f6d8f", "#8a5b4a", "#5a7a5a")[number]
        Image.new("RGB", (2400, 1600), colour).save(path, exif=exif)
        made.append(path)
    heic = place / "fourth.heic"
    heic.write_bytes((ROOT / "tests" / "pictures" / "data" / "chart.heic").read_bytes())
    return [*made, heic]


def fill(curator: Curator, **fields: str) -> None:
    """Click each field by its name, and type over what stands there."""
    for name, text in fields.items():
        curator.click(name.replace("_", " "))
        curator.press(*ALL)
        curator.type(text)


@long
@needs_x
def test_from_an_empty_desktop_to_a_screen(curator: Curator, tmp_path: Path, qtbot):
    began = time.monotonic()
    folder, releases = tmp_path / "shore", tmp_path / "releases"
    begin(curator, folder)
    add_pictures(curator, pictures(tmp_path / "desktop"))
    for title, poem in POEMS.items():
        write_poem(curator, title, poem)
    write_labels(curator)
    translate(curator)
    write_events(curator)
    write_house(curator)
    curator.wait(lambda: not curator.window.exhibition.is_busy)
    spanish = {str(work.title.get("es")) for work in load(folder).snapshot.works}
    assert {"Marea baja", "Inventario"} <= spanish, sorted(folder.rglob("*"))
    # Spanish is written for two of them, and the telephone's picture is a small one.
    found = [
        one
        for one in examine(load(folder)).shown
        if one.severity is not Severity.INFO
        and one.rule not in ("missing-translation", "low-resolution")
    ]
    assert not found, [(one.path, one.rule, str(one.message)) for one in found]
    publish(curator, releases)
    with RunningKiosk(tmp_path / "screen", folder=releases, command="run") as kiosk:
        kiosk.until_state(lambda state: state.get("works") == 6, 60)
        wait_for(lambda: kiosk.seen() in ("content", "words"), 60)
    took = time.monotonic() - began
    print(f"{curator.clicks} clicks, {curator.keys} keys, {took:.0f} s of the machine")


def begin(curator: Curator, folder: Path) -> None:
    curator.click("New exhibition…")
    fill(curator, Title="The Shore", Place="First-floor hallway")
    curator.click_row("Languages", 0)
    curator.press(Qt.Key.Key_Down)
    curator.press(Qt.Key.Key_Down)
    curator.press(Qt.Key.Key_Space)
    fill(curator, Folder=str(folder))
    curator.click("Make it")
    curator.wait(lambda: curator.window.exhibition and curator.window.exhibition.is_read)


def add_pictures(curator: Curator, files: list[Path]) -> None:
    """The file dialog is modal: what is typed waits for it, and Enter is pressed until it goes.

    On a busy machine the dialog's own list of names opens late, and takes an Enter for itself.
    """
    typed: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        line = dialog.findChild(QLineEdit, "fileNameEdit") if dialog else None
        if line is None:
            return
        if not typed:
            typed.append(" ".join(f'"{file}"' for file in files))
            QTest.keyClicks(line, typed[0])
            return
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        line.setText(typed[0])
        QTest.keyClick(line, ENTER)

    timer = QTimer(interval=250)
    timer.timeout.connect(choose)
    timer.start()
    curator.click("Add pictures…")
    timer.stop()
    curator.window.activateWindow()
    curator.wait(lambda: len(curator.window.workspace.works.grid.works.rows) == len(files))
    copied = curator.window.exhibition.folder / "works" / "first.jpg"
    with Image.open(copied) as picture:
        assert not picture.getexif().get_ifd(0x8825), "the copy tells where it was taken"


def write_poem(curator: Curator, title: str, poem: str) -> None:
    curator.click("New poem or text")
    fill(curator, Title=title, Artist="Ana Example", Year="2026", Credit_line="Lent by the artist")
    fill(curator, Poem_or_story=poem)
    curator.click("‹ All works")


def write_labels(curator: Curator) -> None:
    works = curator.window.workspace.works
    for number, name in enumerate(PICTURES):
        curator.wait(lambda name=name: any(name in row.key for row in works.grid.works.rows))
        rows = works.grid.works.rows
        place = next(place for place, row in enumerate(rows) if name in row.key)
        curator.click_row("Works in the order in which they hang", place)
        curator.press(ENTER)
        fill(
            curator,
            Title=f"Shore number {number + 1}",
            Artist="Ben Example",
            Year="2026",
            Medium="photography",
            Dimensions="16 × 24 in",
            Credit_line="Lent by the artist",
            Alternative_text=f"A wide calm shore in evening light, seen from dune number {number}",
        )
        curator.click("‹ All works")


def translate(curator: Curator) -> None:
    works = curator.window.workspace.works
    for title, spanish in (("Low Tide", "Marea baja"), ("Inventory", "Inventario")):
        curator.wait(lambda title=title: any(r.title == title for r in works.grid.works.rows))
        rows = works.grid.works.rows
        place = next(place for place, row in enumerate(rows) if row.title == title)
        curator.click_row("Works in the order in which they hang", place)
        curator.press(ENTER)
        curator.click("Language in which this is written")
        curator.press(Qt.Key.Key_Down)
        curator.press(ENTER)
        curator.wait(lambda: works.editor.model.is_translation)
        fill(curator, Title=spanish, Poem_or_story="La marea se va\ny vuelve.")
        curator.click("‹ All works")


def write_events(curator: Curator) -> None:
    curator.click_row("Sections", 1)
    curator.click("Paste or import…")
    curator.click("Text of a page with events")
    curator.type(PASTED)
    curator.click("What would be made")
    curator.click("Make what is chosen")
    for title, when, repeats in (
        ("Open Studio", "Thursday, January 7, 2027, 4-6 pm", "every Thursday until March 25, 2027"),
        ("Day of Remembrance", "January 11, 2027", ""),
    ):
        curator.click("New event")
        fill(curator, Title=title, When=when, Place="Auditorium")
        if repeats:
            fill(curator, Repeats=repeats)
        curator.click("‹ All events")


def write_house(curator: Curator) -> None:
    curator.click_row("Sections", 2)
    curator.click("Edit")
    fill(curator, Address="744 P Street, Sacramento, CA", Summary="Works about the shore.")
    fill(curator, Time_zone="America/Los_Angeles", Name="National Hotline")
    fill(curator, Telephone="1-888-373-7888")
    curator.click("I have called it today, and it is right")


def publish(curator: Curator, releases: Path) -> None:
    curator.click_row("Sections", 5)
    fill(curator, Folder_of_releases=str(releases), Note="first")
    curator.click("Publish now")
    report = curator.window.workspace.publishing.report
    curator.wait(lambda: "published" in report.toPlainText().casefold())
    assert report.toPlainText().startswith("Published."), report.toPlainText()
