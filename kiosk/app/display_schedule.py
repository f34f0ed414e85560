"""Switches the display by the opening hours, and wakes it when it is touched."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from kiosk.app.display_power import DisplayPower
from kiosk.app.staff_gesture import INPUT_EVENTS
from kiosk.domain import Exhibition
from kiosk.schedule import Clock, is_known, screen_on

log = logging.getLogger(__name__)

PERIOD_MS = 15_000
# The first touch after so long asks for the display again: the monitor's own timer may have
# switched it off. The project's own number.
WAKE_SECONDS = 300.0
# The scene moves by these offsets (x, y in pixels) against burn-in; docs/ACCESSIBILITY.md, 31.
# The project's own numbers: nothing bright stays in place for long, and the move is not seen.
SHIFT_MS = 120_000
SHIFTS = ((0, 0), (3, 0), (3, 3), (0, 3))
_PRESS_EVENTS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)


class DisplaySchedule(QObject):
    """Switches the display by the opening hours of ``exhibition``.

    While the screen is off, ``window`` gets no input. The screen is on at any hour while
    ``is_needed`` returns True, while the time is not known, and with ``ignore_hours``.
    ``changed`` is emitted before the display is switched.
    """

    changed = Signal(bool)

    def __init__(
        self,
        window: QWindow,
        clock: Clock,
        power: DisplayPower,
        exhibition: Callable[[], Exhibition],
        *,
        is_needed: Callable[[], bool] = lambda: False,
        ignore_hours: bool = False,
    ) -> None:
        super().__init__()
        self._window, self._clock, self._power = window, clock, power
        self._exhibition, self._is_needed = exhibition, is_needed
        self._ignore_hours = ignore_hours
        self.screen_on = True
        self._last_press = -WAKE_SECONDS
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.update)

    def start(self) -> None:
        """Follow the opening hours from now on."""
        self._window.installEventFilter(self)
        self._timer.start()
        self.update()
        if self.screen_on:
            # The last program, or a remote control, may have left the display off.
            self._power.switch(True)

    def update(self) -> None:
        """Switch the screen on or off by the opening hours and the present time."""
        on_by_hours = (
            self._ignore_hours
            or not is_known(self._clock)
            or screen_on(self._exhibition(), self._clock.now())
        )
        on = on_by_hours or self._is_needed()
        if on == self.screen_on:
            return
        self.screen_on = on
        cause = "for staff or an emergency" if on and not on_by_hours else "by the opening hours"
        log.info("The screen is switched %s %s", "on" if on else "off", cause)
        self.changed.emit(on)
        self._power.switch(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in INPUT_EVENTS:
            return False
        if not self.screen_on:
            # X11 switches the display on at any input; switch it off again.
            self._power.switch(False)
            return True
        if event.type() in _PRESS_EVENTS:
            last, self._last_press = self._last_press, self._clock.monotonic()
            if not self._power.succeeded or self._last_press - last >= WAKE_SECONDS:
                self._power.switch(True)
        return False

    def close(self) -> None:
        """Leave the display as it is: the next start switches it as its hour asks.

        Switching it on here would light the screen of a machine that shuts down at night.
        """
        self._timer.stop()
        self._window.removeEventFilter(self)
        self._power.close()
