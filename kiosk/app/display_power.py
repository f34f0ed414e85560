"""Switches the display: by the command that the operator wrote, else by what X11 or wlopm knows."""

from __future__ import annotations

import logging
import os
import shutil

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)

COMMAND_MS = 5_000
TRIES = 3
# A display that did not answer may do so later: a television takes its time to wake.
AGAIN_MS = 300_000
# "xset dpms" returns 0 where the server knows no DPMS as well; what it then says of the monitor is the answer.
_XSET = "sh -c \"xset dpms force {0} && xset q | grep -qi 'monitor is {0}'\""


class DisplayPower(QObject):
    """Switches the display by a command with a time limit, several times if need be."""

    def __init__(self, commands: dict[bool, str]) -> None:
        super().__init__()
        self._commands = commands
        self._left = 0
        self.wanted = self._asked = True
        self.answered = True
        self._process = QProcess(self)
        self._process.finished.connect(lambda code, _status: self._done(code == 0))
        self._process.errorOccurred.connect(
            lambda error: (
                self._done(False) if error == QProcess.ProcessError.FailedToStart else None
            )
        )
        self._limit = QTimer(self, singleShot=True, interval=COMMAND_MS)
        self._limit.timeout.connect(self._process.kill)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(lambda: self.switch(self.wanted))

    def switch(self, on: bool) -> None:
        """Ask for it; whether it came about is in ``answered``, which is True as well where nothing can be asked."""
        self.wanted, self._left = on, TRIES
        self._again.stop()
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
            log.warning(
                "the display cannot be switched %s by '%s'",
                "on" if self.wanted else "off",
                self._commands[self.wanted],
            )
            self._again.start()

    def close(self) -> None:
        """Let a command that runs go."""
        self._again.stop()
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(500)


def commands() -> dict[bool, str]:
    """How this display is switched: as the operator wrote it (KIOSK_SCREEN_ON and KIOSK_SCREEN_OFF), else what X11 or wlopm knows.

    Of the operator's two one alone is not used: the display would never be lit again, or never dark. wlopm asks a Wayland
    compositor by a protocol that cage may not have yet: then black is all there is. wlr-randr is not used: it takes the
    whole output away from the program, and not only its power.
    """
    asked = {
        True: os.environ.get("KIOSK_SCREEN_ON", ""),
        False: os.environ.get("KIOSK_SCREEN_OFF", ""),
    }
    if all(asked.values()):
        return asked
    if any(asked.values()):
        log.error("of KIOSK_SCREEN_ON and KIOSK_SCREEN_OFF only one is set; neither is used")
    platform = QGuiApplication.platformName()
    if platform == "xcb" and shutil.which("xset"):
        return {True: _XSET.format("on"), False: _XSET.format("off")}
    if platform.startswith("wayland") and shutil.which("wlopm"):
        return {True: "wlopm --on *", False: "wlopm --off *"}
    return {}
