"""The first steps of a start: the application, its window, and in it the picture of the first work.

The rest of the program is imported afterwards: that takes longer than all of this. So nothing is
imported here that the picture does not need; tests/project/test_lazy.py counts the modules.
"""

from __future__ import annotations

import json
import logging
import sys
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app.graphics import choose_renderer, prepare_environment
from kiosk.app.logs import configure_logging
from kiosk.app.machine import content_cache_folder, has_display
from kiosk.app.signal_handler import SignalHandler
from kiosk.app.timeout import call_with_timeout
from kiosk.app.window_placement import WindowPlacement, app_id, find_screen
from kiosk.content.cache.opening import Opening, opening_name, read_opening
from kiosk.exit_codes import EXIT_USAGE
from kiosk.paths import state_folder
from kiosk.publishing.store_folder import as_store, follows_store, is_store
from kiosk.settings import Settings
from kiosk.status.activity import Activity, note, start_record
from kiosk.status.folders import SET_ASIDE_FILE, status_folder
from kiosk.window.kiosk_window import KioskWindow

log = logging.getLogger("kiosk")

# Seconds. While another thread computes, each call of Python from QML waits so long for its turn;
# opening a screen makes hundreds. Python's own interval is ten times as long.
SWITCH_SECONDS = 0.0005
# A display server that has no frame for the window by then gets the opening with the next one.
FRAME_MS = 150
# Seconds for the files' dates, of which a local folder takes some thousandths.
UNCHANGED_SECONDS = 0.25


def opening_file(settings: Settings) -> Path:
    """Where the opening of these folders is saved."""
    return content_cache_folder() / opening_name(settings.folder, *settings.further_folders)


class EarlyStart:
    """The application and its empty window, which is not shown yet."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.app = QGuiApplication([sys.argv[0]])
        self.app.setApplicationName("kiosk")
        self.app.setDesktopFileName(app_id(settings.screen))
        # A screen that is switched off closes its window; the program waits for its return.
        self.app.setQuitOnLastWindowClosed(settings.windowed)
        self.signals = SignalHandler(self.app)
        self.renderer = choose_renderer()
        self.window = KioskWindow()
        self.is_placed = False

    def close(self) -> None:
        """Destroy the window, where no ``AppWindow`` has done so."""
        if shiboken6.isValid(self.window.window):
            self.window.close()

    def place_window(self) -> None:
        """Put the window on its screen, once; the placement is the window's child."""
        if not self.is_placed:
            self.is_placed = True
            WindowPlacement(self.app, self.window.window, self._settings)

    def show_opening(self) -> None:
        """Show the first work's picture, where it is known and nothing has changed since.

        Never raises: a start without it only takes longer.
        """
        try:
            opening = self._due_opening()
            if opening is None:
                return
            # Whatever falls over it is told to the supervisor, as for every other slide.
            note(Activity.SHOWN, *opening.items)
            self.window.show_opening(opening.scene, opening.window)
            self.place_window()
            self._wait_for_frame()
        except Exception:
            log.exception("The picture of the first work could not be shown early")

    def _due_opening(self) -> Opening | None:
        settings = self._settings
        # Safe mode shows what it has compared itself, and a turned scene is turned by Main.
        if settings.mode != "full" or settings.turn or _has_set_aside(settings):
            return None
        opening = read_opening(opening_file(settings))
        if (
            opening is None
            or opening.window != self._window_size()
            or opening.language != settings.language
            or not opening.is_due(
                opening.time_of(settings.start_time),
                follows_hours=settings.follows_opening_hours and not settings.ignore_opening_hours,
            )
        ):
            return None
        roots = [folder.absolute() for folder in (settings.folder, *settings.further_folders)]
        # A share that hangs would keep the start from waiting for it with its last good content.
        unchanged = call_with_timeout(partial(opening.is_unchanged, roots), UNCHANGED_SECONDS)
        return opening if unchanged else None

    def _window_size(self) -> tuple[int, int] | None:
        if self._settings.window_size is not None:
            return self._settings.window_size
        screen = find_screen(self.app, self._settings.screen)
        return None if screen is None else screen.geometry().size().toTuple()

    def _wait_for_frame(self) -> None:
        """Let the display server have the frame. What else comes meanwhile is kept for later."""
        loop = QEventLoop()
        self.window.window.frameSwapped.connect(loop.quit)
        QTimer.singleShot(FRAME_MS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self.window.window.frameSwapped.disconnect(loop.quit)


def _has_set_aside(settings: Settings) -> bool:
    """True when an item of the folder is set aside: it may be the one that would be shown."""
    try:
        items = json.loads((state_folder(settings) / SET_ASIDE_FILE).read_bytes())
        return any(item["folder"] == str(settings.folder.absolute()) for item in items)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        # As for the list itself, a damaged file counts as empty.
        return False


def prepare(settings: Settings) -> bool:
    """Set up logging and Qt's variables; False, with a message, where there is no display."""
    configure_logging(settings.screen)
    settings.log_unreadable(log)
    start_record(status_folder(settings), settings.folder.absolute())
    if not has_display(settings):
        message = "there is no display here; 'kiosk shots' makes pictures without one"
        print(f"kiosk: {message}", file=sys.stderr)
        return False
    prepare_environment(safe_mode=settings.mode == "safe")
    sys.setswitchinterval(SWITCH_SECONDS)
    return True


def with_store(settings: Settings) -> Settings:
    """The settings, with the screen's own copy in place of a folder that is a store."""
    if follows_store(settings) or call_with_timeout(
        partial(is_store, settings.folder), UNCHANGED_SECONDS
    ):
        return as_store(settings)
    return settings


def run(settings: Settings) -> int:
    """Show a folder until the program is ended; returns the exit code."""
    settings = with_store(settings)
    if not prepare(settings):
        return EXIT_USAGE
    start = EarlyStart(settings)
    start.show_opening()
    from kiosk.app.application import Application
    from kiosk.app.freed_memory import share_one_arena

    share_one_arena()
    return Application(settings, start).run()
