"""What the end guard does, with the least of Python's library: its process stays small.

``end_guard`` calls it in the process that it has forked off, and later by ``python -I -S`` in the
same process, without all that the program had imported.
"""

from __future__ import annotations

import os
import select
import time

# The library's own ``socket`` imports ten times as much.
from _socket import MSG_PEEK, socket

_LOOK_AGAIN_SECONDS = 0.1


def wait_until_asked(
    wakeup: int, alive: int, signals: frozenset[int], seconds: float | None = None
) -> bool | None:
    """Wait until the program is asked to end; False when it has ended, None when time is over.

    ``wakeup`` and ``alive`` are file descriptors: of the channel to which the interpreter writes
    each signal's number, and of a pipe whose other end the program holds open.
    """
    channel = socket(fileno=wakeup)
    try:
        while True:
            ready, _, _ = select.select([wakeup, alive], [], [], seconds)
            if not ready:
                return None
            if alive in ready:
                return bool(os.read(alive, 16))
            # Only looked at: the program's event loop reads the same channel.
            try:
                if signals.intersection(channel.recv(64, MSG_PEEK)):
                    return True
            except BlockingIOError:
                pass
            time.sleep(_LOOK_AGAIN_SECONDS)
    finally:
        channel.detach()


def wait_for_end(alive: int, seconds: float) -> bool:
    """Wait at most so long for the program to end by itself; False when it did not."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([alive], [], [], left)[0] and not os.read(alive, 16):
            return True
    return False


def end(program: int, alive: int, seconds: float) -> None:
    """End the process ``program`` after so many seconds, if it has not ended by then."""
    if not wait_for_end(alive, seconds) and os.getppid() == program:
        from kiosk.supervisor.processes import kill_tree

        kill_tree(program, spared=os.getpid())


def main(words: list[str]) -> None:
    """The guard by a command line: the numbers as they are asked for, the signals at the end."""
    program, wakeup, alive = map(int, words[:3])
    if wait_until_asked(wakeup, alive, frozenset(map(int, words[4:]))):
        end(program, alive, float(words[3]))
