"""Linux's inotify(7): what has changed in folders, told without a wake-up while nothing changes."""

from __future__ import annotations

import ctypes
import errno
import os
import select
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# From <sys/inotify.h>. A file that is open for writing tells when it is closed: a long copy would
# tell thousands of times of each part.
ATTRIBUTES, CLOSED_AFTER_WRITING = 0x4, 0x8
MOVED_FROM, MOVED_TO, CREATED, DELETED = 0x40, 0x80, 0x100, 0x200
SELF_DELETED, SELF_MOVED = 0x400, 0x800
UNMOUNTED, OVERFLOWN, IGNORED = 0x2000, 0x4000, 0x8000
ONLY_FOLDERS, IS_FOLDER = 0x1000000, 0x40000000
_CHANGES = (
    ATTRIBUTES
    | CLOSED_AFTER_WRITING
    | MOVED_FROM
    | MOVED_TO
    | CREATED
    | DELETED
    | SELF_DELETED
    | SELF_MOVED
)
_HEADER = struct.Struct("iIII")
_MOST_BYTES = 65536
# The file systems whose every change is made by this machine's kernel, which tells of it. A share
# or a FUSE file system changes elsewhere too.
_TOLD = frozenset(
    {
        *("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "tmpfs", "overlay"),
        *("vfat", "exfat", "ntfs3", "iso9660", "udf", "squashfs"),
    }
)


class Event(NamedTuple):
    """What inotify tells: the watch's number, and bits of what happened."""

    watch: int
    bits: int


class Inotify:
    """Watches folders, each by itself and not what lies in folders below it.

    Raises OSError where the system has no inotify, or no watch to give away.
    """

    def __init__(self) -> None:
        self._fd = -1
        try:
            self._library = ctypes.CDLL(None, use_errno=True)
            self._fd = self._library.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        except (AttributeError, TypeError):
            raise OSError(errno.ENOSYS, "this system has no inotify") from None
        if self._fd < 0:
            raise _last_error()

    def add(self, folder: Path) -> int:
        """Watch a folder; returns the watch's number, the same for the same folder."""
        name = os.fsencode(folder)
        number: int = self._library.inotify_add_watch(self._fd, name, _CHANGES | ONLY_FOLDERS)
        if number < 0:
            raise _last_error()
        return number

    def wait(self, seconds: float, stop: int) -> bool:
        """Wait for a change at most so long; False when it is over, or ``stop`` can be read."""
        poll = select.poll()
        poll.register(self._fd, select.POLLIN)
        poll.register(stop, select.POLLIN | select.POLLHUP)
        ready = [fd for fd, _ in poll.poll(seconds * 1000)]
        return self._fd in ready and stop not in ready

    def read(self) -> Iterator[Event]:
        """What has been told since the last call."""
        while True:
            try:
                data = os.read(self._fd, _MOST_BYTES)
            except BlockingIOError:
                return
            at = 0
            while at < len(data):
                watch, bits, _cookie, length = _HEADER.unpack_from(data, at)
                at += _HEADER.size + length
                yield Event(watch, bits)

    def close(self) -> None:
        """Watch nothing more."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def _last_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))


def tells_everything(folder: Path) -> bool:
    """True where the kernel tells of every change in a folder, by its file system.

    False where that is not known. Raises OSError when the folder is not there.
    """
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        lines = Path(f"/proc/self/fdinfo/{fd}").read_text("ascii").splitlines()
    except OSError:
        return False
    finally:
        os.close(fd)
    mount = next((line.split()[1] for line in lines if line.startswith("mnt_id:")), "")
    with open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as mounts:
        for line in mounts:
            if line.split(" ", 1)[0] == mount:
                return line.partition(" - ")[2].split(" ", 1)[0] in _TOLD
    return False
