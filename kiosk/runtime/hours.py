"""The screen's night: dark outside the opening hours, by the display's own power where a command can, by black where none can."""

from __future__ import annotations

import logging
import os
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.bridge.stage import Stage
from kiosk.runtime.door import INPUT
from kiosk.runtime.power import Power
from kiosk.schedule import Clock, is_known, lit
from kiosk.session import moves

log = logging.getLogger(__name__)

PERIOD_MS = 15_000
# A touch after so many seconds without one asks for light: a monitor's own timer may have put it to sleep (own number).
WAKE_SECONDS = 300.0
# Own number after ACCESS 31: nothing bright stands still for long, and nobody sees it move.
SHIFT_MS = 120_000
SHIFTS = ((0, 0), (3, 0), (3, 3), (0, 3))
_BEGINNINGS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)
_NIGHT = b'import QtQuick\nRectangle { color: "black"; visible: false; z: 1000; anchors.fill: parent }'


class Lit(Protocol):
    """Who has to know that no frames come from a dark screen."""

    lit: bool


class Hours(QObject):
    """Looks at the hours, darkens and lights the screen, and moves the scene a little while nobody touches."""

    def __init__(self, stage: Stage, clock: Clock, power: Power, vitals: Lit) -> None:
        super().__init__()
        self._stage, self._clock, self._power, self._vitals = stage, clock, power, vitals
        self.lit = True
        self._touched = -WAKE_SECONDS
        self._step = 0
        self._component = QQmlComponent(stage.engine, self)
        self._component.setData(_NIGHT, "")
        night = self._component.create()
        if not isinstance(night, QQuickItem):
            raise RuntimeError(self._component.errorString())
        self._night = night
        # Black covers the scene wherever that has been moved to.
        night.setParent(self)
        night.setParentItem(stage.window.contentItem())
        stage.window.installEventFilter(self)
        stage.controller.staff.changed.connect(self.look)
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._shifter = QTimer(self, interval=SHIFT_MS)
        self._shifter.timeout.connect(self.shift)
        self._shifter.start()
        self.look()
        if self.lit:
            # However the last program left the display, and whatever a remote control did to it at night.
            self._power.switch(True)

    def look(self) -> None:
        """Do what the hours say now; while staff have their panel open, or nobody knows the hour, the screen is lit."""
        opened = not is_known(self._clock) or lit(self._stage.controller.snapshot.exhibition, self._clock.now())
        staff = bool(self._stage.controller.staff.place)
        now = opened or staff
        if now != self.lit:
            self.lit = now
            log.info("the screen is %s %s", "lit" if now else "dark", "by the opening hours" if opened or not now else "for staff")
            if not now:
                self._stage.controller.visit.move(moves.go_home)
                self._place(0, 0)
                self._stage.controller.tempo.rest()
            else:
                self._stage.controller.tempo.start()
            self._night.setVisible(not now)
            self._vitals.lit = now
            self._power.switch(now)

    def shift(self) -> None:
        """Move the scene by 3 pixels, unless somebody is here."""
        visit = self._stage.controller.visit
        if self.lit and not moves.touched(visit.state, visit.guide):
            self._step = (self._step + 1) % len(SHIFTS)
            self._place(*SHIFTS[self._step])

    def _place(self, x: int, y: int) -> None:
        scene = self._stage.window.contentItem()
        scene.setX(x)
        scene.setY(y)

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
        self._shifter.stop()
        self._stage.controller.staff.changed.disconnect(self.look)
        self._stage.window.removeEventFilter(self)
        self._power.close()
        self._night.setParentItem(None)
        self._night.deleteLater()
        QGuiApplication.sendPostedEvents(self._night, QEvent.Type.DeferredDelete)


def wanted(windowed: bool) -> bool:
    """Hours are for the wall: not for a look in a window, and not where the operator has set KIOSK_HOURS=ignore."""
    return "KIOSK_MODE" in os.environ and not windowed and os.environ.get("KIOSK_HOURS") != "ignore"
