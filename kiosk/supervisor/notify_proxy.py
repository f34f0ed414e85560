"""The service's first process: the display server below it, the keeper below that, and one ear for what the keeper tells.

systemd hears only a service's own processes, and a session takes all but the first one out of their service (systemd.exec(5),
PAMName=). A display server does not pass on an exit code either, and falls when it is ended before what it shows. So this stands
before it: it passes on what is told, ends the keeper first, returns LEFT when staff have ended the program, and ends a server that
the keeper finds standing still.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress

from kiosk.supervisor.notify import Listener, Notifier
from kiosk.supervisor.supervisor import DEAF_WORD, ENDING_SECONDS, EXIT_STOPPED, KEEPER, LEFT_WORD

# Of several screens one may be ended by staff and the others go on: only what ends right after has been ended by them.
_AFTER_SECONDS = 10.0
# xinit gives its server ten seconds to end before it kills it; a server that was itself asked to end and cannot is killed then.
_LAST_SECONDS = 15.0


class NotifyProxy:
    """Runs ``call`` to its end; ``run`` returns its exit code, or LEFT."""

    def __init__(self, call: Sequence[str]) -> None:
        self._call = call
        self._manager = Notifier()
        self._listener = Listener()
        self._ended = self._deaf = False
        self._keepers: set[int] = set()
        self._left = -_AFTER_SECONDS

    def run(self) -> int:
        """Raises OSError when there is no such command."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        environment = {**os.environ}
        if self._listener.address:
            environment["NOTIFY_SOCKET"] = self._listener.address
        for name in ("WATCHDOG_USEC", "WATCHDOG_PID"):
            environment.pop(name, None)
        try:
            child = subprocess.Popen(self._call, env=environment)
            asked = None
            while child.poll() is None:
                self._hear(self._listener.hear(0.2))
                if (self._ended or self._deaf) and asked is None:
                    asked = time.monotonic()
                    self._ask()
                elif asked is not None and time.monotonic() - asked > (
                    2 * ENDING_SECONDS if self._keepers else 0
                ):
                    child.terminate()
                    if self._deaf and time.monotonic() - asked > 2 * ENDING_SECONDS + _LAST_SECONDS:
                        child.kill()
            # What was told last may still lie there.
            while lines := self._listener.hear(0.001):
                self._hear(lines)
        finally:
            self._listener.close()
            self._manager.close()
        if time.monotonic() - self._left < _AFTER_SECONDS:
            return EXIT_STOPPED
        if self._deaf:
            return 1
        return (
            0
            if self._ended
            else child.returncode
            if child.returncode >= 0
            else 128 - child.returncode
        )

    def _hear(self, lines: list[str]) -> None:
        for line in lines:
            name, _, value = line.partition("=")
            if name == KEEPER and value.isdigit():
                self._keepers.add(int(value))
            elif line == LEFT_WORD:
                self._left = time.monotonic()
            elif line == DEAF_WORD:
                self._deaf = True
        if told := [line for line in lines if not line.startswith("X_")]:
            self._manager.tell(*told)

    def _ask(self) -> None:
        for keeper in self._keepers:
            with suppress(OSError):
                os.kill(keeper, signal.SIGTERM)

    def _end(self, *_: object) -> None:
        self._ended = True
