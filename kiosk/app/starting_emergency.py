"""An emergency while a start waits for a folder that does not answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.app.early_start import EarlyStart
from kiosk.app.emergency_reader import EmergencyReader, Turn
from kiosk.app.notice_painting import paint_emergency
from kiosk.settings import Settings
from kiosk.viewmodels.info.notices import NoticesViewModel

Answer = TypeVar("Answer")

# Seconds of waiting before the notices are read by themselves: most folders answer sooner.
PATIENCE_SECONDS = 1.0
# Milliseconds between two checks of the call, and from the first full screen on until the program's
# own notices are read, or there are none.
CHECK_MS, HAND_OVER_MS = 10, 4_000


class StartingEmergency(QObject):
    """Waits for the first content; an emergency of another folder is shown meanwhile.

    It stays until the program shows it by itself.
    """

    def __init__(self, start: EarlyStart, settings: Settings) -> None:
        super().__init__()
        self._start, self._settings = start, settings
        self._reader: EmergencyReader | None = None
        self._item: _EmergencyItem | None = None
        self._hand_over_timer = QTimer(self, singleShot=True)
        self._hand_over_timer.timeout.connect(self.close)

    def wait_for(self, call: Callable[[], Answer], timeout: float) -> Answer | None:
        """What ``call`` returns or raises in a thread of its own; None after ``timeout`` seconds.

        Events are processed from ``PATIENCE_SECONDS`` on, touches and keys excluded.
        """
        returned: list[Answer] = []
        raised: list[Exception] = []

        def run() -> None:
            try:
                returned.append(call())
            except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
                raised.append(error)

        thread = threading.Thread(target=run, name="first-content", daemon=True)
        until = time.monotonic() + timeout
        thread.start()
        thread.join(min(PATIENCE_SECONDS, timeout))
        if thread.is_alive():
            self._watch(thread, until)
        if raised:
            raise raised[0]
        return returned[0] if returned else None

    def _watch(self, thread: threading.Thread, until: float) -> None:
        # At a time that was set, no notice stands that stands now.
        if self._settings.start_time is None and self._reader is None:
            self._reader = EmergencyReader(self._settings, self)
            self._reader.changed.connect(self._show)
        loop = QEventLoop()

        def check() -> None:
            is_over = not thread.is_alive() or time.monotonic() >= until
            if is_over or self._start.signals.end_requested:
                loop.quit()

        timer = QTimer(interval=CHECK_MS)
        timer.timeout.connect(check)
        timer.start()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        # At once: the loop, the timer and the function hold each other.
        timer.stop()
        shiboken6.delete(timer)

    @Slot()
    def _show(self) -> None:
        turn = self._reader.turn if self._reader is not None else ()
        if turn and self._item is None:
            self._item = _EmergencyItem(
                self._start.window.window.contentItem(), self._settings.turn
            )
            self._start.place_window()
        if self._item is not None:
            self._item.set_turn(turn)

    def hand_over(self, notices: NoticesViewModel) -> None:
        """Go as soon as the program shows an emergency, or has read that there is none."""
        if self._reader is None:
            return
        notices.active_changed.connect(lambda: self.close() if notices.emergency else None)
        self._hand_over_timer.start(HAND_OVER_MS)

    @Slot()
    def close(self) -> None:
        """End the reading, and show what is below."""
        self._hand_over_timer.stop()
        if self._reader is not None:
            self._reader.close()
            self._reader.deleteLater()
            self._reader = None
        if self._item is not None:
            self._item.setVisible(False)
            self._item.deleteLater()
            self._item = None


class _EmergencyItem(QQuickPaintedItem):
    """Covers the window, as large as that."""

    def __init__(self, parent: QQuickItem, degrees: int) -> None:
        super().__init__(parent)
        self._degrees = degrees
        self._turn: Turn = ()
        self.setZ(1000)
        self.setOpaquePainting(True)
        self.setAcceptedMouseButtons(Qt.MouseButton.AllButtons)
        window = self.window()
        for signal in (window.widthChanged, window.heightChanged):
            signal.connect(self._fill)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        window = self.window()
        if window is not None:
            self.setSize(window.size().toSizeF())
            self.update()

    def set_turn(self, turn: Turn) -> None:
        self._turn = turn
        self.setVisible(bool(turn))
        self.update()

    def paint(self, painter: QPainter) -> None:
        width, height = round(self.width()), round(self.height())
        painter.translate(width / 2, height / 2)
        painter.rotate(self._degrees)
        if self._degrees % 180:
            width, height = height, width
        painter.translate(-width / 2, -height / 2)
        paint_emergency(painter, width, height, self._turn)
