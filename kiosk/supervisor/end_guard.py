"""A small process that ends a program which does not hear SIGTERM.

Python runs a signal's handler only between two of its own instructions. A program that is stuck
in a library written in C, or whose lock another thread holds, never comes to its handler. Below
a supervisor, the supervisor kills it. A program that was started without one starts this guard,
which sees the same signal by the wakeup descriptor that the interpreter writes to in C.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import suppress
from typing import NoReturn

from kiosk.supervisor.processes import kill_tree

# How long a program has to end after SIGTERM or SIGINT: whoever asks waits two seconds at most.
END_SECONDS = 1.5
_ASKED = b"."
_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_LOOK_AGAIN_SECONDS = 0.1


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
        _wait_for_end(program, wakeup, alive)
    finally:
        os._exit(0)


def _wait_for_end(program: int, wakeup: socket.socket, alive: int) -> None:
    while True:
        ready, _, _ = select.select([wakeup.fileno(), alive], [], [])
        asked = False
        if alive in ready:
            if not os.read(alive, 16):
                return
            asked = True
        elif wakeup.fileno() in ready:
            # Only looked at: the program's event loop reads the same channel.
            with suppress(BlockingIOError):
                numbers = wakeup.recv(64, socket.MSG_PEEK)
                asked = any(number in numbers for number in _SIGNALS)
        if asked:
            break
        time.sleep(_LOOK_AGAIN_SECONDS)
    end = time.monotonic() + END_SECONDS
    while (left := end - time.monotonic()) > 0:
        if select.select([alive], [], [], left)[0] and not os.read(alive, 16):
            return
    if os.getppid() == program:
        kill_tree(program, spared=os.getpid())
