"""Whether the display server still answers: asked for nothing, it has to say so. What it shows freezes with it, and falls with it.

A program below a server that stands still is told nothing wrong: its window merely stops being seen. Both protocols have a first
word that every server answers: Wayland's ``wl_display.sync``, and what opens an X11 connection.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from pathlib import Path

PERIOD_SECONDS = 5.0


class DisplayProbe:
    """Asks the display server that the environment names, never waits for it, and keeps count of its silence."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._hello = _hello()
        self._socket: socket.socket | None = None
        self._asked: float | None = None
        self._next = 0.0

    def answers(self, now: float) -> bool:
        """False once it has been silent for longer than the patience; ``now`` is in seconds of any steady clock."""
        if self._hello is None:
            return True
        if self._asked is None:
            if now >= self._next:
                self._asked = now
                self._ask(*self._hello)
        elif self._socket is None:
            # So much lies unheard at its door that not even a connection could be made.
            self._ask(*self._hello)
        elif self._heard(self._socket):
            self.forget(now)
        return self._asked is None or now - self._asked <= self._patience

    def forget(self, now: float) -> None:
        """Ask anew a little later: it has answered, or the machine slept and nobody could."""
        self.close()
        self._asked, self._next = None, now + PERIOD_SECONDS

    def is_gone(self) -> bool:
        """True when nobody listens where the server was."""
        if self._hello is None:
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.setblocking(False)
            try:
                door.connect(self._hello[0])
            except (FileNotFoundError, ConnectionError):
                return True
            except OSError:
                return False
        return False

    def is_silent(self, seconds: float) -> bool:
        """True when it is there and says nothing for so long; waits for the answer, which takes milliseconds from one that is well."""
        if self._hello is None:
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC) as door:
            door.settimeout(seconds)
            try:
                door.connect(self._hello[0])
                door.sendall(self._hello[1])
                door.recv(4096)
            except (TimeoutError, BlockingIOError):
                return True
            except OSError:
                return False
        return False

    def close(self) -> None:
        """Give the connection back."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, address: str, words: bytes) -> None:
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        door.setblocking(False)
        try:
            door.connect(address)
            door.sendall(words)
        except BlockingIOError:
            door.close()
        except OSError:
            # It is not there. What it shows falls by itself, and needs no word from here.
            door.close()
            self._asked = None
        else:
            self._socket = door

    @staticmethod
    def _heard(door: socket.socket) -> bool:
        """True for any answer, a refusal and a hanging up too."""
        try:
            door.recv(4096)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


def _hello() -> tuple[str, bytes] | None:
    """The server's socket, and the first words to it; None where there is no such server."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    platform, wayland, x11 = (
        os.environ.get(name, "") for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
    )
    if wayland and (not platform or platform.startswith("wayland")):
        # The display (object 1) is asked (request 0, 12 bytes) to call back (object 2).
        return str(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / wayland), struct.pack(
            "=III", 1, 12 << 16, 2
        )
    number = x11.partition(":")[2].partition(".")[0]
    if x11.startswith(":") and number.isdigit() and platform in ("", "xcb"):
        order = b"l" if sys.byteorder == "little" else b"B"
        return f"/tmp/.X11-unix/X{number}", struct.pack("=cxHHHHxx", order, 11, 0, 0, 0)
    return None
