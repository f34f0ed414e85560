"""SIGTERM and SIGINT end the program; SIGUSR1 asks for a screenshot.

No timer wakes a sleeping machine to look for signals.
"""

import signal
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication

from kiosk.supervisor.end_guard import end_guard


class SignalHandler(QObject):
    """Ends the application's event loop when a signal comes, also when it came before the loop.

    Python runs a signal handler only between its own instructions, and none run while Qt's event
    loop sleeps. The interpreter therefore also writes the signal's number to a pair of connected
    sockets, which Qt watches, and the guard that ends a program which does not hear.
    """

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__()
        self._app = app
        self.end_requested = False
        self._guard = end_guard()
        signal.set_wakeup_fd(self._guard.write.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._guard.read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._request_end)

    def on_screenshot_request(self, call: Callable[[], None]) -> None:
        """Call it when SIGUSR1 comes, where there is such a signal."""
        if hasattr(signal, "SIGUSR1"):
            signal.signal(signal.SIGUSR1, lambda *_: call())

    def _request_end(self, *_: object) -> None:
        self.end_requested = True
        self._guard.on_end_requested()
        self._exit()

    def _exit(self) -> None:
        # Not quit(): that asks the window first, which refuses to close below the supervisor.
        self._app.exit(0)

    def _drain(self) -> None:
        """Runs in the event loop, at its start for a signal that came earlier."""
        with suppress(BlockingIOError):
            self._guard.read.recv(64)
        if self.end_requested:
            self._exit()

    def ignore(self) -> None:
        """Ignore these signals from now on: the program is ending already."""
        for name in ("SIGINT", "SIGTERM", "SIGUSR1"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)

    def close(self) -> None:
        """Ignore these signals. The guard goes on until the process has ended."""
        self.ignore()
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
