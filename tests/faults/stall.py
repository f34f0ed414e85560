"""A file that stalls when it is read, as on a share whose server has gone: whoever reads it waits
until it is let go, or is killed.

The kernel's own means are used (fanotify(7), permission events, which only root may ask for).
Nothing here may read the file meanwhile.
"""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path

_CLASS_CONTENT, _CLOEXEC = 0x04, 0x01
_ADD, _ACCESS_PERM = 0x01, 0x00020000
_AT_FDCWD = -100
# fanotify_event_metadata: lengths and versions, mask, the file as opened for whoever listens, and
# who reads.
_EVENT = struct.Struct("=IBBHQii")


class Stall:
    """Start with ``with``; afterwards all readers go on. Raises OSError where it may not be
    done.
    """

    def __init__(self, *files: Path) -> None:
        self._files = files
        self._fd = -1

    def __enter__(self) -> Stall:
        libc = ctypes.CDLL(None, use_errno=True)
        self._fd = libc.fanotify_init(_CLASS_CONTENT | _CLOEXEC, os.O_RDONLY)
        for file in self._files:
            path = os.fsencode(file)
            if (
                self._fd < 0
                or libc.fanotify_mark(
                    self._fd, _ADD, ctypes.c_uint64(_ACCESS_PERM), _AT_FDCWD, path
                )
                < 0
            ):
                number = ctypes.get_errno()
                self.__exit__()
                raise OSError(number, os.strerror(number))
        return self

    def waiting(self) -> list[int]:
        """The processes that have begun to wait since this was last asked."""
        os.set_blocking(self._fd, False)
        try:
            told = os.read(self._fd, _EVENT.size * 64)
        except BlockingIOError:
            return []
        found = []
        for *_, opened, pid in _EVENT.iter_unpack(told):
            os.close(opened)
            found.append(pid)
        return found

    def __exit__(self, *_: object) -> None:
        # Whoever waits is let go by this.
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
