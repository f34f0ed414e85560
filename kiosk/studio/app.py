"""The studio's application: one window, and what it needs from the desktop."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kiosk.check.translation import language_of_environment
from kiosk.exit_codes import EXIT_OK
from kiosk.paths import studio_icon
from kiosk.qt.program_end import end_beside_threads
from kiosk.studio.ending import EndRequests
from kiosk.studio.views.main_window import MainWindow
from kiosk.studio.wording import language, use_language

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def desktop_language() -> str:
    """The language of the environment; that of the desktop where none is set there."""
    if any(os.environ.get(name) for name in _VARIABLES):
        return language_of_environment(os.environ)
    return QLocale.system().name()


def studio_state_folder() -> Path:
    """Where the studio remembers folders and edits: below the user's own state."""
    return Path(platformdirs.user_state_dir("kiosk", appauthor=False)) / "studio"


def set_up(app: QApplication, chosen_language: str = "") -> None:
    """Give an application its names, its icon and its language."""
    use_language(chosen_language or desktop_language())
    QLocale.setDefault(QLocale(language()))
    app.setApplicationName("kiosk-studio")
    app.setApplicationDisplayName("Kiosk Studio")
    app.setDesktopFileName("kiosk-studio")
    app.setWindowIcon(QIcon(str(studio_icon())))
    # The words of Qt's own dialogs. They belong to the application and end with it.
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language()}", folder):
        app.installTranslator(words)


def run(folder: Path | None, chosen_language: str | None = None) -> int:
    """Show the window until it is closed; returns the exit code."""
    app = QApplication([sys.argv[0]])
    set_up(app, chosen_language or "")
    requests = EndRequests(app)
    window = MainWindow(studio_state_folder())
    window.show()
    if folder is not None:
        window.open_folder(folder)
    app.exec()
    window.end()
    requests.close()
    end_beside_threads(EXIT_OK)
    return EXIT_OK
