"""Make the pictures of docs/STUDIO.md anew:  python packaging/studio_pictures.py"""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

# Before Qt is loaded: no display is needed.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.studio.app import set_up
from kiosk.studio.viewmodels.beginning import copy_sample
from kiosk.studio.views.main_window import MainWindow, Workspace
from kiosk.studio.views.problems_page import ProblemsPage
from kiosk.studio.views.publish_page import PublishPage

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "studio"
SIZE = (1366, 768)
# When the sample exhibition is open.
MOMENT = datetime(2026, 1, 13, 13, 10)  # noqa: DTZ001 - in the exhibition's own zone
# Milliseconds: until a form and a frame are there, and between two looks.
SETTLE_MS, STEP_MS = 1500, 50


def main() -> None:
    """Open a copy of the sample, and keep a picture of each section."""
    OUT.mkdir(exist_ok=True)
    app = QApplication([sys.argv[0]])
    set_up(app, "en")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "a-reclamation"
        copy_sample(folder)
        window = MainWindow(Path(place) / "state")
        window.resize(*SIZE)
        window.show()
        keep(window, "start")
        window.open_folder(folder)
        work = window.workspace
        exhibition = window.exhibition
        assert work is not None
        assert exhibition is not None
        wait(lambda: exhibition.is_read and not exhibition.is_busy)
        work.preview.show_at(MOMENT)
        wait(lambda: work.preview.view.image is not None)
        keep(window, "works")
        for name, show in PAGES.items():
            show(work)
            keep(window, name)
        window.close()
        window.end()


PAGES: dict[str, Callable[[Workspace], object]] = {
    "label": lambda work: work.show_field("works/04-the-long-shore.md", "title"),
    "poem": lambda work: work.show_field("works/03-inventory-of-what-is-mine.md", "title"),
    "event": lambda work: work.show_field("events/2026-01-13-tcvap.md", "when"),
    "translation": lambda work: work.show_field("works/04-the-long-shore.es.md", "title"),
    "month": lambda work: (work.navigation.setCurrentRow(1), work.events.show_month()),
    "problems": lambda work: work.show_section(ProblemsPage),
    "publish": lambda work: (
        work.show_section(PublishPage),
        work.publishing.destination.setText("/srv/exhibitions/a-reclamation-releases"),
    ),
}


def wait(true: Callable[[], object]) -> None:
    """Let the window work until something is true, for a minute at most."""
    for _ in range(60_000 // STEP_MS):
        if true():
            return
        QTest.qWait(STEP_MS)
    raise SystemExit("the studio did not get ready")


def keep(window: MainWindow, name: str) -> None:
    """Write a picture of the window as it is once it rests."""
    QTest.qWait(SETTLE_MS)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    picture = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
    picture.save(OUT / f"{name}.jpg", quality=82, optimize=True)


if __name__ == "__main__":
    main()
