"""Whether the screen is lit now: by the hours, told to whoever draws, and to the display's own power."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from kiosk.app.display_power import DisplayPower
from kiosk.app.staff_gesture import INPUT
from kiosk.domain import Exhibition
from kiosk.schedule import Clock, is_known, screen_on

log = logging.getLogger(__name__)

PERIOD_MS = 15_000
# A touch after so many seconds without one asks for light: a monitor's own timer may have put it to sleep (own number).
WAKE_SECONDS = 300.0
# Own numbers after ACCESS 31: nothing bright stands still for long, and nobody sees it move.
SHIFT_MS = 120_000
SHIFTS = ((0, 0), (3, 0), (3, 3), (0, 3))
_BEGINNINGS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)


class DisplaySchedule(QObject):
    """Looks at the hours of ``exhibition`` and switches the display; in the dark ``window`` is given no touch.

    ``staff`` is True while it has to be lit at any hour. ``changed`` comes before the display is switched.
    """

    changed = Signal(bool)

    def __init__(
        self,
        window: QWindow,
        clock: Clock,
        power: DisplayPower,
        exhibition: Callable[[], Exhibition],
        staff: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._window, self._clock, self._power, self._exhibition, self._staff = (
            window,
            clock,
            power,
            exhibition,
            staff,
        )
        self.lit = True
        self._touched = -WAKE_SECONDS
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on."""
        self._window.installEventFilter(self)
        self._timer.start()
        self.look()
        if self.lit:
            # However the last program left the display, and whatever a remote control did to it at night.
            self._power.switch(True)

    def look(self) -> None:
        """Do what the hours say now, unless the operator does not want them (KIOSK_HOURS=ignore).

        While staff have their panel open, or nobody knows the hour, the screen is lit.
        """
        opened = (
            os.environ.get("KIOSK_HOURS") == "ignore"
            or not is_known(self._clock)
            or screen_on(self._exhibition(), self._clock.now())
        )
        now = opened or self._staff()
        if now != self.lit:
            self.lit = now
            log.info(
                "the screen is %s %s",
                "lit" if now else "dark",
                "by the opening hours" if opened or not now else "for staff",
            )
            self.changed.emit(now)
            self._power.switch(now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in INPUT:
            return False
        if not self.lit:
            # X11 lights the display by itself at any touch.
            self._power.switch(False)
            return True
        if event.type() in _BEGINNINGS:
            before, self._touched = self._touched, self._clock.monotonic()
            if not self._power.answered or self._touched - before >= WAKE_SECONDS:
                self._power.switch(True)
        return False

    def close(self) -> None:
        """Leave the display as it is: the next start asks for what the hour needs, and a machine that goes down lights nothing at night."""
        self._timer.stop()
        self._window.removeEventFilter(self)
        self._power.close()


def wanted(windowed: bool) -> bool:
    """Hours are for the wall, not for a look in a window."""
    return "KIOSK_MODE" in os.environ and not windowed
