"""Switches the display on and off: by the operator's commands, else by the session's way."""

from __future__ import annotations

import logging
import shutil

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.display_ways import SWAY, WLOPM, XSET, Way
from kiosk.settings import Settings

log = logging.getLogger(__name__)

COMMAND_MS = 5_000
TRIES = 3
# A display that did not answer may do so later: a television takes its time to wake.
RETRY_MS = 300_000
KILL_MS = 500


class DisplayPower(QObject):
    """Runs the command that switches the display, with a time limit and several tries.

    ``succeeded`` is False while the last switch has not come about; it is True where there is no
    command.
    """

    def __init__(self, commands: dict[bool, str]) -> None:
        super().__init__()
        self._commands = commands
        self._tries_left = 0
        self.wanted_on = self._running_on = True
        self.succeeded = True
        self._process = QProcess(self)
        self._process.finished.connect(lambda code, _status: self._on_finished(code == 0))
        self._process.errorOccurred.connect(self._on_error)
        self._limit = QTimer(self, singleShot=True, interval=COMMAND_MS)
        self._limit.timeout.connect(self._process.kill)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(lambda: self.switch(self.wanted_on))

    def switch(self, on: bool) -> None:
        """Switch the display on or off; returns before that has been done."""
        self.wanted_on, self._tries_left = on, TRIES
        self._retry.stop()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._run_command()

    def _run_command(self) -> None:
        command = self._commands.get(self.wanted_on, "")
        self.succeeded = not command
        if command and self._tries_left > 0:
            self._tries_left -= 1
            self._running_on = self.wanted_on
            self._limit.start()
            self._process.startCommand(command)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._on_finished(False)

    def _on_finished(self, succeeded: bool) -> None:
        self._limit.stop()
        if succeeded and self._running_on == self.wanted_on:
            self.succeeded = True
        elif self._tries_left > 0:
            self._run_command()
        else:
            log.warning(
                "The display cannot be switched %s by '%s'",
                "on" if self.wanted_on else "off",
                self._commands[self.wanted_on],
            )
            self._retry.start()

    def close(self) -> None:
        """End a command that is running."""
        self._retry.stop()
        self._limit.stop()
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(KILL_MS)


def display_commands(settings: Settings) -> dict[bool, str]:
    """The commands that switch the display on (True) and off (False); empty where there are none.

    The operator's commands come first. One of them alone is not used: the display would never be
    switched on again, or never off. The others succeed only where the display's state is read
    back. wlopm needs a protocol that cage does not have; then the screen is black only. wlr-randr
    is not used: it takes the whole output away from the program, not only its power.
    """
    own = {True: settings.display_on_command, False: settings.display_off_command}
    if all(own.values()):
        return own
    if any(own.values()):
        log.error("Only one of KIOSK_SCREEN_ON and KIOSK_SCREEN_OFF is set; neither is used")
    platform = QGuiApplication.platformName()
    ways: tuple[Way, ...] = (XSET,) if platform == "xcb" else ()
    if platform.startswith("wayland"):
        ways = (SWAY, WLOPM) if settings.sway_socket else (WLOPM,)
    for way in ways:
        if shutil.which(way.name):
            return {on: way.checked(on=on) for on in (True, False)}
    return {}
