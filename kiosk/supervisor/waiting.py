"""Waits without polling, until something is to be done."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
from contextlib import suppress

# Where the system does not tell of a child's end, it is looked for this often.
POLL_SECONDS = 0.2


class Waiting:
    """A wait that ends early: for a signal, for a child's end, or for a message.

    Python runs a signal's handler between two of its own instructions, and none run while it waits.
    The interpreter therefore also writes the signal's number to a pair of connected sockets.
    """

    def __init__(self) -> None:
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._child = -1

    def hear_signals(self) -> None:
        """End a wait for signals too; does nothing outside of the main thread, where none come."""
        with suppress(ValueError):
            signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)

    def set_child(self, child: subprocess.Popen[bytes]) -> None:
        """Wait for the end of this child from now on."""
        self._forget_child()
        with suppress(AttributeError, OSError):
            self._child = os.pidfd_open(child.pid)

    def wait(self, seconds: float, messages: socket.socket | None) -> bool:
        """Wait at most so long; True when there is a message."""
        sources: list[socket.socket | int] = [self._read]
        if messages is not None:
            sources.append(messages)
        if self._child >= 0:
            sources.append(self._child)
        else:
            seconds = min(seconds, POLL_SECONDS)
        ready, _, _ = select.select(sources, [], [], max(0.0, seconds))
        with suppress(OSError):
            self._read.recv(64)
        return messages is not None and messages in ready

    def end(self) -> None:
        """End the present wait, or the next one."""
        with suppress(OSError):
            self._write.send(b".")

    def close(self) -> None:
        """Wait no more."""
        self._forget_child()
        with suppress(ValueError):
            signal.set_wakeup_fd(-1)
        self._read.close()
        self._write.close()

    def _forget_child(self) -> None:
        if self._child >= 0:
            os.close(self._child)
            self._child = -1
