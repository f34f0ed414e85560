"""The screen's night: dark outside the opening hours, by the display's own power where a command can, by black where none can."""

from __future__ import annotations

import logging
import os
import shutil
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.bridge.stage import Stage
from kiosk.runtime.door import INPUT
from kiosk.schedule import Clock, lit
from kiosk.session import moves

log = logging.getLogger(__name__)

PERIOD_MS = 15_000
COMMAND_MS = 5_000
TRIES = 3
# Own number after ACCESS 31: nothing bright stands still for long, and nobody sees it move.
SHIFT_MS = 120_000
SHIFTS = ((0, 0), (3, 0), (3, 3), (0, 3))
_BEGINNINGS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)
_NIGHT = b'import QtQuick\nRectangle { color: "black"; visible: false; z: 1000; anchors.fill: parent }'


class Lit(Protocol):
    """Who has to know that no frames come from a dark screen."""

    lit: bool


class Power(QObject):
    """Switches the display by a command with a time limit, several times if need be."""

    def __init__(self, commands: dict[bool, str]) -> None:
        super().__init__()
        self._commands = commands
        self._left = 0
        self.wanted = self._asked = True
        self.answered = True
        self._process = QProcess(self)
        self._process.finished.connect(lambda code, _status: self._done(code == 0))
        self._process.errorOccurred.connect(lambda error: self._done(False) if error == QProcess.ProcessError.FailedToStart else None)
        self._limit = QTimer(self, singleShot=True, interval=COMMAND_MS)
        self._limit.timeout.connect(self._process.kill)

    def switch(self, on: bool) -> None:
        """Ask for it; whether it came about is in ``answered``."""
        self.wanted, self._left = on, TRIES
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._try()

    def _try(self) -> None:
        command = self._commands.get(self.wanted, "")
        self.answered = not command
        if command and self._left > 0:
            self._left -= 1
            self._asked = self.wanted
            self._limit.start()
            self._process.startCommand(command)

    def _done(self, well: bool) -> None:
        self._limit.stop()
        if well and self._asked == self.wanted:
            self.answered = True
        elif self._left > 0:
            self._try()
        else:
            log.warning("the display cannot be switched %s by '%s'", "on" if self.wanted else "off", self._commands[self.wanted])

    def close(self) -> None:
        """Let a command that runs go."""
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(500)


class Hours(QObject):
    """Looks at the hours, darkens and lights the screen, and moves the scene a little while nobody touches."""

    def __init__(self, stage: Stage, clock: Clock, power: Power, vitals: Lit) -> None:
        super().__init__()
        self._stage, self._clock, self._power, self._vitals = stage, clock, power, vitals
        self.lit = True
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

    def look(self) -> None:
        """Do what the hours say now; while staff have their panel open, the screen is lit."""
        opened = lit(self._stage.controller.snapshot.exhibition, self._clock.now())
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
        if not self._power.answered and event.type() in _BEGINNINGS:
            self._power.switch(True)
        return False

    def close(self) -> None:
        """Leave the display lit."""
        self._timer.stop()
        self._shifter.stop()
        self._stage.controller.staff.changed.disconnect(self.look)
        self._stage.window.removeEventFilter(self)
        self._power.close()
        self._night.setParentItem(None)
        self._night.deleteLater()
        QGuiApplication.sendPostedEvents(self._night, QEvent.Type.DeferredDelete)


def commands() -> dict[bool, str]:
    """How this display is switched: as the operator wrote it (KIOSK_SCREEN_ON, KIOSK_SCREEN_OFF), else what X11 or wlopm knows.

    wlopm asks a Wayland compositor by a protocol that cage may not have yet: then black is all there is. wlr-randr is not
    used: it takes the whole output away from the program, and not only its power.
    """
    asked = {True: os.environ.get("KIOSK_SCREEN_ON", ""), False: os.environ.get("KIOSK_SCREEN_OFF", "")}
    if not any(asked.values()) and QGuiApplication.platformName() == "xcb" and shutil.which("xset"):
        return {True: "xset dpms force on", False: "xset dpms force off"}
    if not any(asked.values()) and QGuiApplication.platformName().startswith("wayland") and shutil.which("wlopm"):
        return {True: "wlopm --on *", False: "wlopm --off *"}
    return asked


def wanted(windowed: bool) -> bool:
    """Hours are for the wall: not for a look in a window, and not where the operator has set KIOSK_HOURS=ignore."""
    return "KIOSK_MODE" in os.environ and not windowed and os.environ.get("KIOSK_HOURS") != "ignore"
