"""The service manager's protocol: short texts in datagrams to a local socket (sd_notify(3)). The only socket the program opens."""

import logging
import os
import shutil
import socket
from pathlib import Path

from kiosk.paths import scratch

log = logging.getLogger(__name__)


class Notifier:
    """Tells whoever started this process how it is; does nothing where nobody asked (``address`` is "")."""

    def __init__(self, address: str | None = None) -> None:
        self._address = os.environ.get("NOTIFY_SOCKET", "") if address is None else address
        self._socket: socket.socket | None = None
        if self._address and hasattr(socket, "AF_UNIX"):
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
            self._socket.setblocking(False)

    def tell(self, *words: str) -> None:
        """Send for example ``READY=1`` and ``STATUS=...``. A manager that has gone is no reason to stop."""
        if self._socket is None:
            return
        # A leading @ stands for Linux's abstract names, which begin with a nought byte.
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        try:
            self._socket.sendto("\n".join(words).encode(), address)
        except OSError:
            return

    def close(self) -> None:
        """Give the socket back."""
        if self._socket is not None:
            self._socket.close()


class Listener:
    """The other end: a place where a child process tells how it is.

    ``address`` is "" where there are no local sockets, or no room for one: a screen that nobody watches is better than none.
    """

    def __init__(self) -> None:
        self.address = ""
        self._socket: socket.socket | None = None
        self._folder: Path | None = None
        if not hasattr(socket, "AF_UNIX"):
            return
        try:
            # A service's and a user's runtime folders lie in memory.
            told = (
                os.environ.get(name, "").partition(":")[0]
                for name in ("RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR")
            )
            self._folder = scratch("kiosk-notify-", *filter(None, told))
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
            self._socket.bind(str(self._folder / "notify"))
        except OSError as error:
            log.error("nobody will notice a screen that freezes: %s", error)
            self.close()
        else:
            self.address = str(self._folder / "notify")

    def hear(self, seconds: float) -> list[str]:
        """The next message's lines, or none within so many seconds."""
        if not self.address or self._socket is None:
            return []
        self._socket.settimeout(max(0.001, seconds))
        try:
            return self._socket.recv(4096).decode(errors="replace").splitlines()
        except OSError:
            return []

    def close(self) -> None:
        """Take the place away."""
        if self._socket is not None:
            self._socket.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
