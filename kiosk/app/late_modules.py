"""Modules that the first work does not need, loaded in a thread before a touch asks for them.

A library for codes takes 35 ms to load, one for Markdown 30: too long for the GUI thread while
somebody waits for an answer, and too long for a start.
"""

import logging
import threading

from PySide6.QtCore import QObject, Slot
from PySide6.QtQuick import QQuickWindow

from kiosk.app.freed_memory import give_back_freed

log = logging.getLogger(__name__)

# By then the large screens are made as well.
SETTLED_SECONDS = 8.0
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.3


class LateModules(QObject):
    """Loads them once, when ``window`` has its first frame."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        window.frameSwapped.connect(self._on_frame)

    @Slot()
    def _on_frame(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="late-modules", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        load()
        if not self._closing.wait(SETTLED_SECONDS):
            give_back_freed()

    def close(self) -> None:
        """Wait a little for the thread, which loads no further module than the one it is at."""
        self._closing.set()
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
