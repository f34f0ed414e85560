"""A small process that ends a program which does not hear SIGTERM.

Python runs a signal's handler only between two of its own instructions. A program that is stuck
in a library written in C, or whose lock another thread holds, never comes to its handler. Below
a supervisor, the supervisor kills it. A program that was started without one starts this guard,
which sees the same signal by the wakeup descriptor that the interpreter writes to in C.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from kiosk.supervisor.end_wait import end, wait_until_asked

# How long a program has to end after SIGTERM or SIGINT: whoever asks waits two seconds at most.
END_SECONDS = 1.5
_ASKED = b"."
_SIGNALS = frozenset((int(signal.SIGTERM), int(signal.SIGINT)))
# Seconds from the start, after which the guard gives back what it has of the program: 4 MB.
# To begin another Python takes 10 ms of a processor, which a start has better use for.
START_SECONDS = 4.0
_PROGRAM = """
import sys
sys.path.append(sys.argv[1])
from kiosk.supervisor.end_wait import main
main(sys.argv[2:])
"""


class EndGuard:
    """``read`` and ``write`` are the ends of the wakeup channel; the guard looks at it too."""

    def __init__(self) -> None:
        self.read, self.write = socket.socketpair()
        self.read.setblocking(False)
        self.write.setblocking(False)
        # Its other end says by its end that the program has ended.
        self._alive = -1
        self._pid = 0

    def start(self) -> None:
        """Start the process, where there is a way to. Called before the program has threads."""
        if not hasattr(os, "fork"):
            return
        alive, self._alive = os.pipe()
        program = os.getpid()
        try:
            self._pid = os.fork()
        except OSError:
            os.close(alive)
            return
        if self._pid == 0:
            _watch(program, self.read, alive)
        os.close(alive)

    def on_end_requested(self) -> None:
        """Tell the guard, which may have missed the signal, that the program is ending."""
        if self._alive >= 0:
            with suppress(OSError):
                os.write(self._alive, _ASKED)

    def close(self) -> None:
        """End the guard: the program ends by itself."""
        if self._alive >= 0:
            os.close(self._alive)
            self._alive = -1
        if self._pid:
            with suppress(OSError):
                os.waitpid(self._pid, 0)
            self._pid = 0
        self.read.close()
        self.write.close()


_guard: EndGuard | None = None


def start_end_guard() -> None:
    """Start the guard of this process, and let signals be seen by it from now on."""
    global _guard
    _guard = EndGuard()
    _guard.start()
    signal.set_wakeup_fd(_guard.write.fileno(), warn_on_full_buffer=False)


def end_guard() -> EndGuard:
    """The guard of this process; one without a process of its own where none was started."""
    global _guard
    if _guard is None:
        _guard = EndGuard()
    return _guard


def _watch(program: int, wakeup: socket.socket, alive: int) -> NoReturn:
    """The guard's whole life, in its own process."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1):
        signal.signal(number, signal.SIG_IGN)
    # Held open here, the program's other files would outlive it.
    first, second = sorted((wakeup.fileno(), alive))
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(null, standard)
    os.closerange(3, first)
    os.closerange(first + 1, second)
    os.closerange(second + 1, 4096)
    try:
        numbers = (program, wakeup.fileno(), alive)
        is_asked = wait_until_asked(*numbers[1:], _SIGNALS, START_SECONDS)
        if is_asked is None:
            _go_on_smaller(numbers)
            is_asked = wait_until_asked(*numbers[1:], _SIGNALS)
        if is_asked:
            end(program, alive, END_SECONDS)
    finally:
        os._exit(0)


def _go_on_smaller(numbers: tuple[int, int, int]) -> None:
    """Become a Python without all that the program had imported; returns where that fails."""
    for descriptor in numbers[1:]:
        os.set_inheritable(descriptor, True)
    root = Path(__file__).resolve().parents[2]
    words = (*numbers, END_SECONDS, *sorted(_SIGNALS))
    with suppress(OSError):
        os.execv(
            sys.executable,
            [sys.executable, "-I", "-S", "-c", _PROGRAM, str(root), *map(str, words)],
        )
