"""When a text changed last, so that no replacement of it goes unseen.

A file that is exchanged for another of the same size and time (``cp -p``, ``rsync``) has a new
change time of its inode alone. Standard library only: a start asks for it first of all.
"""

import os
import zlib
from contextlib import suppress

# Texts, which may hide a work or cancel an event. Pictures and recordings keep the time alone:
# it is compared with that of an open file.
_TEXT_ENDINGS = (".md", ".markdown", ".txt", ".yaml", ".yml", ".ics", ".xml", ".cap")
# File systems that keep the time of an inode's last change as it is. Shares (SMB, FUSE) and sticks
# (FAT) make one up, some of them anew each time; there the file's own time is all.
_STEADY = frozenset(
    ("bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "overlay", "tmpfs", "xfs", "zfs")
)
_MOUNTS = "/proc/self/mountinfo"
# The digits of a time, in nanoseconds, that stand for the change time.
_FINE_NS = 1_000_000


def steady_devices() -> frozenset[int]:
    """The devices (``st_dev``) whose change times hold; empty where the system does not tell."""
    found = set()
    with suppress(OSError, ValueError), open(_MOUNTS, encoding="utf-8", errors="replace") as mounts:
        for line in mounts:
            mount, _, kind = line.partition(" - ")
            if kind.split(" ", 1)[0] in _STEADY:
                major, minor = mount.split(" ", 3)[2].split(":")
                found.add(os.makedev(int(major), int(minor)))
    return frozenset(found)


def changed_at(name: str, stat: os.stat_result, steady: frozenset[int]) -> int:
    """The time at which a file changed, in nanoseconds since 1970.

    That of a text on one of the ``steady`` devices is its own to the millisecond; the digits below
    are those of a checksum of its inode's number and change time.
    """
    if stat.st_dev not in steady or not name.casefold().endswith(_TEXT_ENDINGS):
        return stat.st_mtime_ns
    inode = zlib.crc32(b"%d %d" % (stat.st_ino, stat.st_ctime_ns))
    return stat.st_mtime_ns // _FINE_NS * _FINE_NS + inode % _FINE_NS
