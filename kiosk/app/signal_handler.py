"""SIGTERM and SIGINT end the program at once, without a timer that would wake a sleeping machine to look for them.

SIGUSR1 asks for a picture of the screen, where there is such a signal.
"""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication


class SignalHandler(QObject):
    """Ends the application when a signal comes.

    Python runs a handler only when it gets to run; while Qt sleeps it does not. The number of the signal is therefore
    also written to a pair of connected sockets, which Qt watches.
    """

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._watch = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self._drain)
        for name in (signal.SIGINT, signal.SIGTERM):
            # Not quit(): that asks the window first, which nobody closes on the wall.
            signal.signal(name, lambda *_: app.exit(0))

    def on_request(self, call: Callable[[], None]) -> None:
        """Call it when SIGUSR1 comes."""
        if hasattr(signal, "SIGUSR1"):
            signal.signal(signal.SIGUSR1, lambda *_: call())

    def _drain(self) -> None:
        self._read.recv(64)

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(self._before)
        self._watch.setEnabled(False)
        self._read.close()
        self._write.close()
