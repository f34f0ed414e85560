"""Reading bytes at positions within a budget, from a file or from memory."""

import io
import os
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import BinaryIO, NamedTuple, Protocol

from kiosk.domain import Message
from kiosk.path_safety import FileTooLargeError, open_below
from kiosk.pictures import limits
from kiosk.pictures.errors import CutOffError, UnreadablePictureError, too_large


class Source(Protocol):
    """Bytes that can be read at any position."""

    size: int

    def read(self, position: int, count: int) -> bytes: ...

    def some(self, position: int, count: int) -> bytes: ...


class MemorySource:
    """Bytes in memory."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.size = len(content)

    def read(self, position: int, count: int) -> bytes:
        """Exactly ``count`` bytes. Raises CutOffError when there are fewer."""
        if position < 0 or position + count > self.size:
            raise CutOffError
        return self._content[position : position + count]

    def some(self, position: int, count: int) -> bytes:
        """Up to ``count`` bytes; fewer at the end."""
        return self._content[max(0, position) : max(0, position) + count]


class FileSource:
    """An open file. Reads are counted, so that no header makes the program read without end.

    ``size`` is in bytes. Raises UnreadablePictureError when the budget of ``limits`` is spent.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = os.fstat(file.fileno()).st_size
        self._bytes_left = limits.MAX_HEADER_BYTES
        self._reads_left = limits.MAX_HEADER_READS

    def read(self, position: int, count: int) -> bytes:
        """Exactly ``count`` bytes. Raises CutOffError when the file ends before."""
        if position < 0 or position + count > self.size:
            raise CutOffError
        found = self.some(position, count)
        if len(found) < count:
            raise CutOffError
        return found

    def some(self, position: int, count: int) -> bytes:
        """Up to ``count`` bytes; fewer at the end."""
        self._bytes_left -= count
        self._reads_left -= 1
        if self._bytes_left < 0 or self._reads_left < 0:
            raise UnreadablePictureError(
                Message(
                    "its header is longer than {value} MB or has more than {most:,} parts",
                    value=limits.MAX_HEADER_BYTES // 1024**2,
                    most=limits.MAX_HEADER_READS,
                )
            )
        self._file.seek(max(0, position))
        return self._file.read(count)


class HeaderReader(io.RawIOBase):
    """A file for a library that reads a header: the same bytes, within the same budget."""

    def __init__(self, source: Source) -> None:
        self._source, self._position = source, 0

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Set the position in bytes."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._source.size}
        self._position = max(0, start[whence] + offset)
        return self._position

    def tell(self) -> int:
        """The position in bytes."""
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, or all that are left."""
        left = max(0, self._source.size - self._position)
        found = self._source.some(self._position, left if size < 0 else min(size, left))
        self._position += len(found)
        return found


class FileBelow(NamedTuple):
    """A file below a folder, which is opened without leaving the folder."""

    root: Path
    name: str

    @property
    def suffix(self) -> str:
        """The ending of the name, with its dot."""
        return PurePosixPath(self.name).suffix


def open_file(place: Path | FileBelow) -> BinaryIO:
    """Open a regular file for reading.

    A pipe or a device is refused and never waited for. Raises OSError, and UnreadablePictureError
    for what is no file or too large.
    """
    if isinstance(place, FileBelow):
        try:
            return os.fdopen(open_below(place.root, place.name, limits.MAX_FILE_BYTES), "rb")
        except FileTooLargeError as error:
            raise too_large(error.size, limits.MAX_FILE_BYTES, "a picture") from None
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(place, flags | getattr(os, "O_CLOEXEC", 0))
    if not S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadablePictureError(
            Message("it is not a file"), Message("put the picture itself here")
        )
    return os.fdopen(handle, "rb")
