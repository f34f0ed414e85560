"""Keeps the window on its screen: full-screen and in front.

The window is placed again when its screen was switched off, unplugged or changed.
"""

import logging
import re

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen, QWindow

from kiosk.settings import Settings

log = logging.getLogger(__name__)

# Screens announce themselves in several steps; only the last one counts.
SETTLE_MS = 300
# A compositor answers a full-screen request within a few frames.
ANSWER_MS = 700
# Qt.WindowType.Window and FramelessWindowHint. Loading Qt's names for them takes 15 ms, for which
# the first picture would wait.
_FRAMELESS_WINDOW = 0x1 | 0x800
# Such as ":0.0": Qt's name for a screen of an X server without outputs.
_DISPLAY_NAME = re.compile(r":\d+\.\d+$")


def screen_description(window: QWindow) -> str:
    """The screen's name and the window's size on it; "" while there is no screen.

    Wayland's placeholder for a missing screen has no name.
    """
    screen = window.screen()
    if screen is None or not screen.name():
        return ""
    return f"{screen.name()} {window.width()}x{window.height()}"


def app_id(screen: str) -> str:
    """Wayland's name for the program's window: a compositor puts it on its screen by that.

    "kiosk", or with the screen that was asked for "kiosk.HDMI-1". Under X11 it names nothing.
    """
    return f"kiosk.{screen}" if screen else "kiosk"


def find_screen(app: QGuiApplication, name: str) -> QScreen | None:
    """The screen of this name, without a name the first one; None while it is not there."""
    if not name:
        return app.primaryScreen()
    return next((one for one in app.screens() if one.name() == name), None)


def hide_pointer(app: QGuiApplication, settings: Settings) -> None:
    """Hide the mouse pointer on the whole screen, unless the operator wants to see it."""
    if settings.windowed or settings.show_pointer:
        return
    from PySide6.QtCore import Qt

    app.setOverrideCursor(Qt.CursorShape.BlankCursor)


class PresentScreen:
    """Which screen a window is on, for the status: ``wanted`` is the name that was asked for."""

    def __init__(self, window: QWindow, settings: Settings) -> None:
        self._window = window
        # An ordinary window may be moved to any screen.
        self.wanted = "" if settings.windowed else settings.screen
        self._seen_by_name = False

    def description(self) -> str:
        """The screen's name and the window's size on it; "" while the screen is not there."""
        screen = self._window.screen()
        if screen is None or self._is_placeholder(screen):
            return ""
        if self.wanted and screen.name() != self.wanted:
            return ""
        return screen_description(self._window)

    def others(self) -> str:
        """The names of the screens that are there."""
        screens = QGuiApplication.screens()
        return ", ".join(one.name() for one in screens if not self._is_placeholder(one))

    def _is_placeholder(self, screen: QScreen) -> bool:
        """True for what Qt has in place of a missing screen.

        Under Wayland it has no name and under X11 no size, unless there was a screen before: it
        has the display's name then. A server that tells no outputs has a screen of that name too.
        """
        if not screen.name() or screen.geometry().isEmpty():
            return True
        if _DISPLAY_NAME.search(screen.name()) is None:
            self._seen_by_name = True
            return False
        return self._seen_by_name


class WindowPlacement(QObject):
    """Shows ``window`` on the screen of the settings; without a name there, on the first one.

    While the named screen is not there, the window is hidden: another screen has its own content.
    With a window size it is an ordinary window that can be moved and closed.
    """

    def __init__(self, app: QGuiApplication, window: QWindow, settings: Settings) -> None:
        super().__init__(window)
        self._app, self._window, self._name = app, window, settings.screen
        self._screen: QScreen | None = None
        self._last_logged = ""
        # Whether a screen has gone since the window was placed.
        self._removed = False
        if settings.window_size is not None:
            window.resize(*settings.window_size)
            window.show()
            return
        window.setProperty("flags", _FRAMELESS_WINDOW)
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self._place)
        self._size_timer = QTimer(self, singleShot=True, interval=ANSWER_MS)
        self._size_timer.timeout.connect(self._map_again_if_too_large)
        for signal in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
            signal.connect(self._place_later)
        app.screenRemoved.connect(self._on_screen_removed)
        if settings.supervised:
            window.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse to close the window for a desktop's key or taskbar."""
        if event.type() == QEvent.Type.Close and watched is self._window:
            event.ignore()
            return True
        return False

    def _place_later(self) -> None:
        self._timer.start()

    def _on_screen_removed(self) -> None:
        self._removed = True

    def _place(self) -> None:
        screen = find_screen(self._app, self._name)
        if screen is None and self._name:
            names = ", ".join(one.name() for one in self._app.screens() if one.name())
            self._log_once(f"There is no screen '{self._name}'; waiting for it. There are: {names}")
            self._window.hide()
            return
        # Under Wayland a placeholder without name and size replaces the last screen; a window
        # that is put there ends the program.
        if screen is None or screen.geometry().isEmpty():
            self._log_once("There is no screen; waiting for one")
            return
        if screen is not self._screen:
            self._screen = screen
            screen.geometryChanged.connect(self._place_later)
        geometry = screen.geometry()
        name = screen.name() or "(without a name)"
        self._log_once(f"On the screen {name}, {geometry.width()}x{geometry.height()}")
        self._window.setScreen(screen)
        self._window.setGeometry(geometry)
        self._window.showFullScreen()
        if self._removed and QGuiApplication.platformName() == "wayland":
            self._size_timer.start()
        self._removed = False

    def _map_again_if_too_large(self) -> None:
        """Hide the window and show it again if it has kept the size of a screen that has gone.

        cage 0.1.4 gives its window the size of all screens together, and tells it a new size when
        it is mapped or a screen's mode changes, but not when a screen goes: asked for full screen,
        it tells the old size again.
        """
        whole = self._window.screen().virtualGeometry()
        width, height = self._window.width(), self._window.height()
        if width <= whole.width() and height <= whole.height():
            return
        log.info(
            "The window is larger than the screens (%dx%d, not %dx%d); mapped again",
            width, height, whole.width(), whole.height(),
        )  # fmt: skip
        self._window.hide()
        self._window.showFullScreen()

    def _log_once(self, message: str) -> None:
        if message != self._last_logged:
            self._last_logged = message
            log.info("%s", message)
