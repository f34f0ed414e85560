"""Keeps the window on its screen: whole, in front, and there again when the screen was off, unplugged or changed."""

import logging
import os

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen, QWindow

log = logging.getLogger(__name__)

# Screens announce themselves in several steps; what they settle on is what counts.
SETTLE_MS = 300


def described(window: QWindow) -> str:
    """The name of its screen and its size there; "" while there is no screen: Wayland's stand-in for one has no name."""
    screen = window.screen()
    return (
        f"{screen.name()} {window.width()}x{window.height()}"
        if screen is not None and screen.name()
        else ""
    )


class WindowPlacement(QObject):
    """Shows ``window`` on the screen called ``name``, else on the first one.

    With ``windowed`` it is an ordinary window that can be moved and closed.
    """

    def __init__(
        self, app: QGuiApplication, window: QWindow, name: str, windowed: tuple[int, int] | None
    ) -> None:
        super().__init__(window)
        self._app, self._window, self._name = app, window, name
        self._screen: QScreen | None = None
        self._told = ""
        if windowed is not None:
            window.resize(*windowed)
            window.show()
            return
        window.setFlag(Qt.WindowType.FramelessWindowHint)
        if "KIOSK_POINTER" not in os.environ:
            app.setOverrideCursor(Qt.CursorShape.BlankCursor)
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self._place)
        for changed in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
            changed.connect(self._later)
        if "KIOSK_MODE" in os.environ:
            window.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the wall nobody closes the window: no key of a desktop below it, and no menu of its taskbar."""
        if event.type() == QEvent.Type.Close and watched is self._window:
            event.ignore()
            return True
        return False

    def _later(self) -> None:
        self._timer.start()

    def _place(self) -> None:
        screen = self._find()
        # Under Wayland a stand-in without a name and a size takes the place of the last one; a window put there would end the program.
        if screen is None or screen.geometry().isEmpty():
            self._tell("there is no screen; waiting for one")
            return
        if screen is not self._screen:
            self._screen = screen
            screen.geometryChanged.connect(self._later)
        place = screen.geometry()
        self._tell(
            f"on the screen {screen.name() or '(without a name)'}, {place.width()}x{place.height()}"
        )
        self._window.setScreen(screen)
        self._window.setGeometry(place)
        self._window.showFullScreen()

    def _find(self) -> QScreen | None:
        screens = self._app.screens()
        for screen in screens:
            if screen.name() == self._name:
                return screen
        if self._name:
            log.warning(
                "there is no screen '%s'; there are: %s",
                self._name,
                ", ".join(screen.name() for screen in screens),
            )
        return self._app.primaryScreen()

    def _tell(self, words: str) -> None:
        if words != self._told:
            self._told = words
            log.info("%s", words)
