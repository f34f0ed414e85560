"""Start the display server with the supervisor below it, and forward sd_notify messages.

systemd accepts messages only from a service's own processes, and a login session takes all but
the first process out of its service (systemd.exec(5), PAMName=). A display server does not pass
on an exit code either, and crashes when it is ended before its clients. This process is
therefore the service's first one: it forwards messages, ends the supervisor before the display
server, returns EXIT_STOPPED when staff have ended the program, and ends a display server that the
supervisor reports as unresponsive. See docs/decisions/0008-notify-proxy.md.

It also counts the ends of the display server, by their reason. A supervisor that refuses its
options ends the service: each time after a longer pause, and in the failure state at last.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from kiosk.exit_codes import EXIT_CONFIG, EXIT_FAILED, EXIT_OK, EXIT_STOPPED, EXIT_USAGE
from kiosk.settings import Settings
from kiosk.status.folders import service_folder
from kiosk.status.restart_reasons import RestartReason
from kiosk.supervisor.notify import (
    DISPLAY_LOST,
    DISPLAY_UNRESPONSIVE,
    STOPPED_BY_STAFF,
    SUPERVISOR_PID,
    WRONG_OPTIONS,
    Listener,
    Notifier,
)
from kiosk.supervisor.processes import descendants, kill_tree
from kiosk.supervisor.restart_counts import (
    SERVICE_FILE,
    RestartCounts,
    count_wrong_options,
    forget_wrong_options,
)
from kiosk.supervisor.waiting import Waiting

# Of several screens, staff may end one while the others go on: a display server counts as ended
# by staff only when it ends within this time.
STAFF_STOP_SECONDS = 10.0
# Seconds after a request to end: a display server that has not gone with its supervisor is ended,
# and then killed with everything below it. Together with a poll they make less than two seconds.
TERMINATE_SECONDS = 1.5
KILL_SECONDS = 1.8
POLL_SECONDS = 0.1
# At other times a message, the child's end or a signal ends the wait.
IDLE_SECONDS = 60.0
# Seconds to wait after starts whose options were wrong: the service manager reads them anew before
# each start. After the last pause it gives up.
WRONG_OPTIONS_PAUSES = (1.0, 2.0, 4.0, 8.0)


class NotifyProxy:
    """Runs ``command``, a display server with the supervisor below it."""

    def __init__(self, command: Sequence[str], settings: Settings) -> None:
        self._command = command
        self._manager = Notifier(settings.notify_address)
        self._listener = Listener(settings)
        self._waiting = Waiting()
        self._end_requested = self._unresponsive = self._display_lost = False
        self._wrong_options = ""
        self._folder = service_folder(settings)
        self._supervisors: set[int] = set()
        self._stopped_at = -STAFF_STOP_SECONDS

    def run(self) -> int:
        """Run the command to its end; returns its exit code, or EXIT_STOPPED.

        Raises OSError when there is no such command.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._request_end)
        self._waiting.hear_signals()
        try:
            child = subprocess.Popen(self._command, env=self._environment())
            self._wait_for(child)
            # The last messages may still be in the socket.
            while lines := self._listener.receive(0.001):
                self._handle(lines)
            # Of several screens, another one may have had the right ones.
            if self._wrong_options and not (self._supervisors or self._end_requested):
                return self._refuse_options()
        finally:
            self._listener.close()
            self._waiting.close()
            self._manager.close()
        code = self._exit_code(child.returncode)
        if code != EXIT_STOPPED and not self._end_requested:
            RestartCounts(self._folder, SERVICE_FILE).add(self._reason_of(child.returncode))
        return code

    def _refuse_options(self) -> int:
        """Say in one line which options are wrong; the more often in a row, the later it ends."""
        number = count_wrong_options(self._folder)
        last = number > len(WRONG_OPTIONS_PAUSES)
        what_next = (
            "it is not tried again; when they are right, type: systemctl restart kiosk"
            if last
            else f"they are read again in {WRONG_OPTIONS_PAUSES[number - 1]:.0f} s"
        )
        wrong = f"the options in /etc/default/kiosk are wrong: {self._wrong_options}"
        print(f"kiosk: {wrong}; {what_next}", file=sys.stderr)
        if last:
            forget_wrong_options(self._folder)
            return EXIT_CONFIG
        until = time.monotonic() + WRONG_OPTIONS_PAUSES[number - 1]
        while time.monotonic() < until and not self._end_requested:
            time.sleep(POLL_SECONDS)
        return EXIT_OK if self._end_requested else EXIT_USAGE

    def _reason_of(self, code: int) -> RestartReason:
        """Why the display server ended, though nobody had asked for it."""
        if self._unresponsive:
            return RestartReason.DISPLAY_SERVER_FROZEN
        # A server whose only client has gone ends by itself.
        if code < 0 or self._display_lost or any(map(_is_alive, self._supervisors)):
            return RestartReason.DISPLAY_SERVER
        return RestartReason.SUPERVISOR

    def _environment(self) -> dict[str, str]:
        environment = {**os.environ}
        if self._listener.address:
            environment["NOTIFY_SOCKET"] = self._listener.address
        for name in ("WATCHDOG_USEC", "WATCHDOG_PID"):
            environment.pop(name, None)
        return environment

    def _wait_for(self, child: subprocess.Popen[bytes]) -> None:
        """Forward messages until the child ends; end it when that was requested."""
        end_began: float | None = None
        below: list[int] = []
        self._waiting.set_child(child)
        while child.poll() is None:
            is_ending = self._end_requested or self._unresponsive
            pause = POLL_SECONDS if is_ending else IDLE_SECONDS
            if self._waiting.wait(pause, self._listener.source):
                self._handle(self._listener.receive(0.01))
            if not (self._end_requested or self._unresponsive):
                continue
            now = time.monotonic()
            if end_began is None:
                end_began = now
                below = descendants(child.pid)
                self._end_supervisors()
                continue
            waited = now - end_began
            if waited > (TERMINATE_SECONDS if self._supervisors else 0):
                child.terminate()
            if waited > KILL_SECONDS:
                kill_tree(child.pid)
        # A server that ends at once may leave behind what it had started.
        for pid in below:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    def _exit_code(self, code: int) -> int:
        if time.monotonic() - self._stopped_at < STAFF_STOP_SECONDS:
            return EXIT_STOPPED
        if self._unresponsive:
            return EXIT_FAILED
        if self._end_requested:
            return EXIT_OK
        # As shells report a process that a signal ended.
        return code if code >= 0 else 128 - code

    def _handle(self, lines: list[str]) -> None:
        for line in lines:
            name, _, value = line.partition("=")
            if name == SUPERVISOR_PID and value.isdigit():
                self._supervisors.add(int(value))
                forget_wrong_options(self._folder)
            elif name == WRONG_OPTIONS:
                self._wrong_options = value
            elif line == DISPLAY_LOST:
                self._display_lost = True
            elif line == STOPPED_BY_STAFF:
                self._stopped_at = time.monotonic()
            elif line == DISPLAY_UNRESPONSIVE:
                self._unresponsive = True
        if forwarded := [line for line in lines if not line.startswith("X_")]:
            self._manager.send(*forwarded)

    def _end_supervisors(self) -> None:
        for pid in self._supervisors:
            with suppress(OSError):
                os.kill(pid, signal.SIGTERM)

    def _request_end(self, *_: object) -> None:
        self._end_requested = True
        self._waiting.end()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
