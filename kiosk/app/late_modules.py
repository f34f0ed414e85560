"""Modules that the first work does not need, loaded in a thread before a touch asks for them.

A library for codes takes 35 ms to load, one for Markdown 30: too long for the GUI thread while
somebody waits for an answer, and too long for a start.
"""

import logging
import threading

from PySide6.QtCore import QObject, Slot
from PySide6.QtQuick import QQuickWindow

log = logging.getLogger(__name__)

# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.3


class LateModules(QObject):
    """Loads them once, when ``window`` has its first frame."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._thread: threading.Thread | None = None
        window.frameSwapped.connect(self._on_frame)

    @Slot()
    def _on_frame(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=load, name="late-modules", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Wait a little for the thread, which loads no further module than the one it is at."""
        if self._thread is not None:
            self._thread.join(JOIN_SECONDS)


def load() -> None:
    """Load what reading a text and showing a code need, by doing both."""
    try:
        from kiosk.qr import code_target, encode
        from kiosk.text import parse_prose
        from kiosk.version import version

        version()
        parse_prose("*a*")
        encode("A")
        code_target("https://é.example.org/", ())
    except Exception:
        # The screen that needs it tells its own failure.
        log.exception("A module could not be loaded in advance")
