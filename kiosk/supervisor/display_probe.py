"""Whether the display server still answers.

The program below a display server that is frozen gets no error: its window merely is no longer
drawn. The probe therefore opens a connection of its own and waits for an answer. Both protocols
have a first message that every server answers: Wayland's ``wl_display.sync``, and the connection
setup of X11.
"""

from __future__ import annotations

import socket
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.settings import Settings

PERIOD_SECONDS = 5.0
# While an answer is waited for, a request to end is looked for this often.
LOOK_SECONDS = 0.2


class DisplayProbe:
    """Probes the display server that the settings name, without ever waiting for it.

    An answer may take the watchdog's time (``Settings.watchdog_seconds``).
    """

    def __init__(self, settings: Settings) -> None:
        self._timeout = settings.watchdog_seconds
        self._server = _find_server(settings)
        self._socket: socket.socket | None = None
        self._asked_at: float | None = None
        self._next_at = 0.0

    def answers(self, now: float) -> bool:
        """False once an answer has taken longer than the timeout.

        ``now`` is in seconds of any monotonic clock. True where there is no server to probe.
        """
        if self._server is None:
            return True
        if self._asked_at is None:
            if now >= self._next_at:
                self._asked_at = now
                self._ask(*self._server)
        elif self._socket is None:
            # The server's queue of connections was full.
            self._ask(*self._server)
        elif _has_answered(self._socket):
            self.postpone(now)
        return self._asked_at is None or now - self._asked_at <= self._timeout

    def postpone(self, now: float) -> None:
        """Probe again a little later: the server has answered, or the machine slept."""
        self.close()
        self._asked_at, self._next_at = None, now + PERIOD_SECONDS

    def is_gone(self) -> bool:
        """True when nothing listens on the server's socket."""
        if self._server is None:
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.setblocking(False)
            try:
                connection.connect(self._server[0])
            except (FileNotFoundError, ConnectionError):
                return True
            except OSError:
                return False
        return False

    def is_silent(self, seconds: float, end_requested: Callable[[], bool] = lambda: False) -> bool:
        """True when the server is there and gives no answer within so many seconds.

        Waits for the answer, which takes milliseconds from a server that is well. False as soon
        as ``end_requested``: nobody needs the answer any more.
        """
        if self._server is None:
            return False
        until = time.monotonic() + seconds
        kind = socket.SOCK_STREAM | socket.SOCK_CLOEXEC
        with socket.socket(socket.AF_UNIX, kind) as connection:
            connection.settimeout(min(seconds, LOOK_SECONDS))
            try:
                connection.connect(self._server[0])
                connection.sendall(self._server[1])
            except (TimeoutError, BlockingIOError):
                # Its queue of connections is full.
                return not end_requested()
            except OSError:
                return False
            while time.monotonic() < until and not end_requested():
                try:
                    connection.recv(4096)
                except TimeoutError:
                    continue
                except OSError:
                    return False
                return False
        return not end_requested()

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, address: str, message: bytes) -> None:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        connection.setblocking(False)
        try:
            connection.connect(address)
            connection.sendall(message)
        except BlockingIOError:
            connection.close()
        except OSError:
            # There is no server. Its clients crash by themselves and need no report from here.
            connection.close()
            self._asked_at = None
        else:
            self._socket = connection


def _has_answered(connection: socket.socket) -> bool:
    """True for any answer, also a refusal or a closed connection."""
    try:
        connection.recv(4096)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _find_server(settings: Settings) -> tuple[str, bytes] | None:
    """The server's socket and the first message to it; None where there is none to probe."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    platform, wayland = settings.qt_platform, settings.wayland_display
    x11 = settings.x11_display
    if wayland and (not platform or platform.startswith("wayland")):
        # The display (object 1) is asked (request 0, 12 bytes) for a callback (object 2).
        address = (settings.user_runtime_directory or Path()) / wayland
        return str(address), struct.pack("=III", 1, 12 << 16, 2)
    number = x11.partition(":")[2].partition(".")[0]
    if x11.startswith(":") and number.isdigit() and platform in ("", "xcb"):
        byte_order = b"l" if sys.byteorder == "little" else b"B"
        return f"/tmp/.X11-unix/X{number}", struct.pack("=cxHHHHxx", byte_order, 11, 0, 0, 0)
    return None
