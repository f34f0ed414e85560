"""What the program does with which item of the folder, for whoever sees it fall.

The program notes it in a file that it has mapped into its memory: a note costs microseconds, asks
for no disk, and outlasts the program however it ends. The supervisor reads the file after a fall.
"""

from __future__ import annotations

import mmap
import os
import struct
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

FILE = "activity"
# Bytes of one activity's notes; the length comes first. A name that has no room is not noted.
_SLOT_BYTES = 8192
_LENGTH = struct.Struct("=I")
_SEPARATOR = b"\0"
Element = TypeVar("Element")


class Activity(StrEnum):
    """What is done with an item, the strongest reason to suspect it first."""

    READING = "read"
    EXPANDING = "put on the agenda"
    DECODING = "decoded"
    LAYING_OUT = "laid out"
    SHOWN = "shown"


_SLOTS = {activity: number for number, activity in enumerate(Activity)}
_FOLDER_SLOT = len(_SLOTS)
_FILE_BYTES = (_FOLDER_SLOT + 1) * _SLOT_BYTES


class ActivityRecord:
    """The notes of one program, in a file of ``folder``. Raises OSError where it has no room.

    ``content`` is the folder whose items are noted.
    """

    def __init__(self, folder: Path, content: Path) -> None:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            # Room that a full disk lacks would end the program when it is written to.
            os.posix_fallocate(descriptor, 0, _FILE_BYTES)
            self._map = mmap.mmap(descriptor, _FILE_BYTES)
        finally:
            os.close(descriptor)
        for number in range(_FOLDER_SLOT):
            self._write(number, b"")
        self._write(_FOLDER_SLOT, os.fsencode(content))

    def note(self, activity: Activity, *items: str) -> None:
        """Note these items alone; without one, that the activity has ended."""
        self._write(_SLOTS[activity], _SEPARATOR.join(map(_encode, items)))

    def note_further(self, activity: Activity, item: str) -> None:
        """Note an item beside those that are noted already."""
        noted = _read(self._map, _SLOTS[activity])
        name = _encode(item)
        if name not in noted.split(_SEPARATOR):
            self._write(_SLOTS[activity], noted + _SEPARATOR + name if noted else name)

    def note_end(self, activity: Activity, item: str) -> None:
        """Note that one of several items is done with."""
        noted = _read(self._map, _SLOTS[activity]).split(_SEPARATOR)
        left = [name for name in noted if name != _encode(item)]
        self._write(_SLOTS[activity], _SEPARATOR.join(left))

    def _write(self, number: int, names: bytes) -> None:
        start = number * _SLOT_BYTES
        if len(names) > _SLOT_BYTES - _LENGTH.size:
            names = b""
        # A program that falls in between leaves no half name.
        _LENGTH.pack_into(self._map, start, 0)
        self._map[start + _LENGTH.size : start + _LENGTH.size + len(names)] = names
        _LENGTH.pack_into(self._map, start, len(names))


def _encode(item: str) -> bytes:
    return item.encode("utf-8", "surrogateescape")


def _read(source: bytes | mmap.mmap, number: int) -> bytes:
    start = number * _SLOT_BYTES
    (length,) = _LENGTH.unpack_from(source, start)
    return bytes(source[start + _LENGTH.size : start + _LENGTH.size + length])


# One program has one record. Commands such as the check have none, and note nothing.
_record: ActivityRecord | None = None
_lock = threading.Lock()


def start_record(folder: Path, content: Path) -> None:
    """Note from now on what this program does. Without room for the file, nothing is noted."""
    global _record
    with suppress(OSError, ValueError, AttributeError):
        _record = ActivityRecord(folder, content)


def note(activity: Activity, *items: str) -> None:
    """Note these items alone; without one, that the activity has ended."""
    if _record is not None:
        _record.note(activity, *items)


def note_further(activity: Activity, item: str) -> None:
    """Note an item beside those that are noted already."""
    if _record is not None:
        _record.note_further(activity, item)


@contextmanager
def during_further(activity: Activity, item: str) -> Iterator[None]:
    """Note the item while the block runs, beside those of other threads."""
    with _lock:
        note_further(activity, item)
    try:
        yield
    finally:
        with _lock:
            if _record is not None:
                _record.note_end(activity, item)


@contextmanager
def during(activity: Activity, item: str) -> Iterator[None]:
    """Note the item while the block runs."""
    note(activity, item)
    try:
        yield
    finally:
        note(activity)


def each_noted(
    activity: Activity, items: Iterable[Element], name: str = "file"
) -> Iterator[Element]:
    """The items, each noted while the caller works on it; ``name`` is the attribute to note."""
    if _record is None:
        yield from items
        return
    try:
        for item in items:
            note(activity, getattr(item, name))
            yield item
    finally:
        note(activity)


def take_record(folder: Path) -> tuple[str, dict[Activity, tuple[str, ...]]]:
    """The content folder and the notes of a program that has ended; removes the file.

    ("", {}) where there is none that can be read.
    """
    file = folder / FILE
    try:
        found = file.read_bytes()
        file.unlink()
        if len(found) != _FILE_BYTES:
            return "", {}
        notes = {
            activity: tuple(
                name.decode("utf-8", "surrogateescape") for name in names.split(_SEPARATOR)
            )
            for activity, number in _SLOTS.items()
            if (names := _read(found, number))
        }
        return os.fsdecode(_read(found, _FOLDER_SLOT)), notes
    except (OSError, struct.error):
        return "", {}
