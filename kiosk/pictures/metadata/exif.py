"""Directories of TIFF and EXIF: each is read by itself, so that none can lead in a circle."""

import struct
from dataclasses import dataclass

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.errors import CutOffError, UnreadablePictureError
from kiosk.pictures.sources import Source

ORIENTATION, EXIF_DIRECTORY, GPS_DIRECTORY = 0x0112, 0x8769, 0x8825
# Bytes of one value of each type of TIFF 6.0, and of BigTIFF's.
_TYPE_BYTES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_INTEGERS = {1: "B", 3: "H", 4: "L", 6: "b", 8: "h", 9: "l", 13: "L", 16: "Q", 18: "Q"}


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    count: int
    position: int


class Directory:
    """The entries of one directory; values are read when they are asked for."""

    def __init__(self, source: Source, order: str, entries: dict[int, _Entry], after: int) -> None:
        self._source, self._order, self._entries = source, order, entries
        # Where the next directory begins, in bytes; 0 for none.
        self.next_position = after

    def __contains__(self, tag: int) -> bool:
        return tag in self._entries

    def tags(self) -> frozenset[int]:
        """The tags that have an entry."""
        return frozenset(self._entries)

    def raw(self, tag: int, max_bytes: int = limits.MAX_METADATA_BYTES) -> bytes:
        """An entry's bytes, b"" without one. Raises CutOffError, or UnreadablePictureError."""
        entry = self._entries.get(tag)
        if entry is None:
            return b""
        size = entry.count * _TYPE_BYTES.get(entry.kind, 1)
        if size > max_bytes:
            raise UnreadablePictureError(
                Message("an entry of its metadata has {size:,} bytes", size=size)
            )
        return self._source.read(entry.position, size)

    def integer(self, tag: int, default: int = 0) -> int:
        """The first number of an entry."""
        entry = self._entries.get(tag)
        letter = _INTEGERS.get(entry.kind) if entry else None
        if entry is None or letter is None or entry.count < 1:
            return default
        found = self._source.read(entry.position, _TYPE_BYTES[entry.kind])
        return int(struct.unpack(self._order + letter, found)[0])

    def text(self, tag: int) -> str:
        """An entry's text, up to its first NUL; "" where it cannot be read."""
        try:
            found = self.raw(tag, 4 * limits.MAX_VALUE_LETTERS).partition(b"\x00")[0]
        except UnreadablePictureError:
            return ""
        try:
            return found.decode("utf-8")
        except UnicodeDecodeError:
            return found.decode("cp1252", "replace")

    def child(self, tag: int) -> "Directory | None":
        """The directory that an entry leads to; None without such an entry.

        Raises CutOffError or UnreadablePictureError when it leads nowhere.
        """
        position = self.integer(tag)
        return _read(self._source, self._order, position, big=False) if position else None


def first_directory(source: Source) -> Directory:
    """The first directory of TIFF, BigTIFF or EXIF.

    Raises CutOffError, or UnreadablePictureError when it is none.
    """
    head = source.read(0, 8)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None:
        raise UnreadablePictureError(Message("its EXIF has no byte order"))
    (version,) = struct.unpack(f"{order}H", head[2:4])
    if version == 43:
        (position,) = struct.unpack(f"{order}Q", source.read(8, 8))
        return _read(source, order, position, big=True)
    (position,) = struct.unpack(f"{order}L", head[4:8])
    return _read(source, order, position, big=False)


def _read(source: Source, order: str, position: int, *, big: bool) -> Directory:
    counter, entry, offset = ("Q", "HHQ8s", "Q") if big else ("H", "HHL4s", "L")
    counter_bytes, inline = struct.calcsize(f"{order}{counter}"), 8 if big else 4
    (count,) = struct.unpack(f"{order}{counter}", source.read(position, counter_bytes))
    if count > limits.MAX_DIRECTORY_ENTRIES:
        raise UnreadablePictureError(
            Message("a directory of its header has {count:,} entries", count=count)
        )
    size = struct.calcsize(f"{order}{entry}")
    begin = position + counter_bytes
    block = source.read(begin, count * size)
    entries: dict[int, _Entry] = {}
    for number, (tag, kind, amount, value) in enumerate(struct.iter_unpack(order + entry, block)):
        long = amount * _TYPE_BYTES.get(kind, 1) > inline
        at = (
            struct.unpack(order + offset, value)[0]
            if long
            else begin + number * size + size - inline
        )
        entries.setdefault(tag, _Entry(kind, amount, at))
    try:
        after = struct.unpack(order + offset, source.read(begin + count * size, inline))[0]
    except CutOffError:
        after = 0
    return Directory(source, order, entries, after)
