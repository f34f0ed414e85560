"""The service manager's protocol: datagrams to a local socket (sd_notify(3)).

This is the only socket that the program opens.
"""

import logging
import shutil
import socket
from pathlib import Path

from kiosk.paths import scratch
from kiosk.settings import Settings

log = logging.getLogger(__name__)

# Messages from the supervisor to the notify proxy, beside systemd's own. sd_notify(3) leaves
# names that begin with X_ to programs.
SUPERVISOR_PID = "X_KIOSK_SUPERVISOR_PID"
STOPPED_BY_STAFF = "X_KIOSK_STOPPED_BY_STAFF=1"
DISPLAY_UNRESPONSIVE = "X_KIOSK_DISPLAY_UNRESPONSIVE=1"
DISPLAY_LOST = "X_KIOSK_DISPLAY_LOST=1"
WRONG_OPTIONS = "X_KIOSK_WRONG_OPTIONS"


class Notifier:
    """Sends messages to the process that started this one.

    ``address`` is its socket. Does nothing where it asked for no messages (""; see
    ``Settings.notify_address``).
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._socket: socket.socket | None = None
        if self._address and hasattr(socket, "AF_UNIX"):
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
            self._socket.setblocking(False)

    def send(self, *lines: str) -> None:
        """Send for example ``READY=1`` and ``STATUS=...``. A manager that has gone is ignored."""
        if self._socket is None:
            return
        # A leading @ stands for Linux's abstract names, which begin with a zero byte.
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        try:
            self._socket.sendto("\n".join(lines).encode(), address)
        except OSError:
            return

    def close(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._socket.close()


class Listener:
    """Receives a child process' messages.

    ``address`` is "" where there are no local sockets or no place for one: a screen without
    supervision is better than none.
    """

    def __init__(self, settings: Settings) -> None:
        self.address = ""
        self._socket: socket.socket | None = None
        self._folder: Path | None = None
        if not hasattr(socket, "AF_UNIX"):
            return
        try:
            # The runtime folders of a service and of a user are in memory.
            runtime = (settings.service_runtime_directory, settings.user_runtime_directory)
            self._folder = scratch("kiosk-notify-", *(str(folder) for folder in runtime if folder))
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
            self._socket.bind(str(self._folder / "notify"))
        except OSError as error:
            log.error("A frozen screen will not be noticed, for lack of a local socket: %s", error)
            self.close()
        else:
            self.address = str(self._folder / "notify")

    @property
    def source(self) -> socket.socket | None:
        """What can be read when there is a message; None where there are none."""
        return self._socket if self.address else None

    def receive(self, seconds: float) -> list[str]:
        """The next message's lines; empty when none comes within so many seconds."""
        if not self.address or self._socket is None:
            return []
        self._socket.settimeout(max(0.001, seconds))
        try:
            return self._socket.recv(4096).decode(errors="replace").splitlines()
        except OSError:
            return []

    def close(self) -> None:
        """Close the socket and remove its folder."""
        if self._socket is not None:
            self._socket.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
