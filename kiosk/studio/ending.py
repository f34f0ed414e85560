"""The end that a terminal or a session manager asks for: Ctrl+C, SIGTERM, a terminal that goes."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class EndRequests(QObject):
    """Ends the application's event loop when a signal comes, so that what is typed is saved after.

    Python runs a signal handler only between its own instructions, and none run while Qt sleeps:
    the interpreter also writes to a pair of sockets, which Qt watches. One object at a time, in the
    main thread; ``close`` gives the signals back.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._is_wanted = False
        self._read, self._write = socket.socketpair()
        for one in (self._read, self._write):
            one.setblocking(False)
        self._before_fd = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._before = {
            number: signal.signal(number, self._request)
            for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name))
        }
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    def close(self) -> None:
        """Let signals do what they did before."""
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before_fd)
        self._read.close()
        self._write.close()

    def _request(self, *_: object) -> None:
        self._is_wanted = True
        self._app.exit(0)

    def _drain(self) -> None:
        """Runs in the event loop, at its start for a signal that came earlier."""
        with suppress(BlockingIOError):
            self._read.recv(64)
        if self._is_wanted:
            self._app.exit(0)
