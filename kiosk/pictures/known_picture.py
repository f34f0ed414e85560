"""Cached derivatives of one picture, small enough to hold in memory for every work.

The GUI thread looks pictures up here, so that a look-up never waits for a disk or a share.
"""

import struct
from pathlib import Path
from typing import NamedTuple

from kiosk.pictures.naming import Size, fit, name_of

_SIZE = struct.Struct("<II")


class FileStamp(NamedTuple):
    """A file's size in bytes and its modification time in nanoseconds since 1970."""

    size: int
    mtime_ns: int

    @classmethod
    def of(cls, file: Path) -> "FileStamp":
        """The stamp of a file as it is now. Raises OSError when the file cannot be reached."""
        stat = file.stat()
        return cls(stat.st_size, stat.st_mtime_ns)


class KnownPicture(NamedTuple):
    """A master's content and the derivatives of it.

    ``digest`` names the content; ``colour`` is the average as ``rrggbb``, "" when unknown;
    ``width`` and ``height`` are the master's, upright, in pixels. ``sizes`` holds the width and
    height of each derivative as packed numbers: a tuple of tuples would take five times the memory.
    """

    digest: bytes
    colour: str
    opaque: bool
    width: int
    height: int
    sizes: bytes = b""
    has_tiles: bool = False

    def name_for(self, box: Size) -> str:
        """The cache's name of the derivative that fits ``box`` (pixels); "" when there is none."""
        size = fit(self.width, self.height, *box)
        return self._name(size) if size in _SIZE.iter_unpack(self.sizes) else ""

    def nearest(self, box: Size) -> str:
        """The cache's name of the derivative nearest to ``box`` (pixels); "" when there is none.

        A larger one comes first, because it can be scaled down without loss; else the largest.
        """
        wanted = fit(self.width, self.height, *box)[0]
        sizes = sorted(_SIZE.iter_unpack(self.sizes))
        larger = [size for size in sizes if size[0] >= wanted]
        best = larger[:1] or sizes[-1:]
        return self._name(best[0]) if best else ""

    def without(self, size: Size) -> "KnownPicture":
        """The same picture when one of its derivatives has gone."""
        left = [known for known in _SIZE.iter_unpack(self.sizes) if known != size]
        return self._replace(sizes=pack_sizes(left))

    def without_derivatives(self) -> "KnownPicture":
        """The same picture after its file changed; the colour stays until the new one is known."""
        return self._replace(sizes=b"", has_tiles=False)

    def _name(self, size: Size) -> str:
        return name_of(self.digest.hex(), size, opaque=self.opaque)


def pack_sizes(sizes: list[Size]) -> bytes:
    """Derivative sizes as ``KnownPicture.sizes`` holds them."""
    return b"".join(_SIZE.pack(*size) for size in sizes)
