"""Keeps the window on its screen: full-screen and in front.

The window is placed again when its screen was switched off, unplugged or changed.
"""

import logging

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen, QWindow

from kiosk.settings import Settings

log = logging.getLogger(__name__)

# Screens announce themselves in several steps; only the last one counts.
SETTLE_MS = 300


def screen_description(window: QWindow) -> str:
    """The screen's name and the window's size on it; "" while there is no screen.

    Wayland's placeholder for a missing screen has no name.
    """
    screen = window.screen()
    if screen is None or not screen.name():
        return ""
    return f"{screen.name()} {window.width()}x{window.height()}"


class WindowPlacement(QObject):
    """Shows ``window`` on the screen of the settings, else on the first one.

    With a window size it is an ordinary window that can be moved and closed.
    """

    def __init__(self, app: QGuiApplication, window: QWindow, settings: Settings) -> None:
        super().__init__(window)
        self._app, self._window, self._name = app, window, settings.screen
        self._screen: QScreen | None = None
        self._last_logged = ""
        if settings.window_size is not None:
            window.resize(*settings.window_size)
            window.show()
            return
        window.setFlag(Qt.WindowType.FramelessWindowHint)
        if not settings.show_pointer:
            app.setOverrideCursor(Qt.CursorShape.BlankCursor)
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self._place)
        for signal in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
            signal.connect(self._place_later)
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

    def _place(self) -> None:
        screen = self._find_screen()
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

    def _find_screen(self) -> QScreen | None:
        screens = self._app.screens()
        for screen in screens:
            if screen.name() == self._name:
                return screen
        if self._name:
            log.warning(
                "There is no screen '%s'; there are: %s",
                self._name,
                ", ".join(screen.name() for screen in screens),
            )
        return self._app.primaryScreen()

    def _log_once(self, message: str) -> None:
        if message != self._last_logged:
            self._last_logged = message
            log.info("%s", message)
