"""How many warnings libjpeg gave while Pillow decoded a JPEG with it.

Pillow keeps libjpeg's state until its decoder is destroyed, and tells nobody. Where the count is 0,
``jpeg_warnings`` need not decode the picture again to have their words: a third of the time.

Where in Pillow's decoder the count lies is tried with two small pictures before the first real one.
Where it is not found, as with another Pillow, each picture is asked about.
"""

from __future__ import annotations

import ctypes
import io
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import local
from typing import Any

from PIL import Image

from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header

# Bytes: of libjpeg's structure with 64-bit pointers ("jpeglib.h", 6b), and from its error manager,
# which Pillow keeps behind it, to the number of warnings.
_STRUCTURE_BYTES, _COUNT = 632, 128
# Where Pillow 13 has its state in the decoder, and in it libjpeg's structure, whose first field is
# the address of the error manager.
_STATE, _LIBRARY = 104, 16
_ERRORS = _LIBRARY + _STRUCTURE_BYTES
_SEEN = local()


@contextmanager
def counted_warnings() -> Iterator[Callable[[], int | None]]:
    """Yields what tells afterwards how often libjpeg warned; None where that is not known.

    One picture may be decoded meanwhile in this thread.
    """
    if not find_count():
        yield lambda: None
        return
    _SEEN.decoders = decoders = list[object]()
    try:
        yield lambda: _count(decoders[0]) if len(decoders) == 1 else None
    finally:
        _SEEN.decoders = None


@cache
def find_count() -> bool:
    """True where the count is found in this Pillow; tried once, before rights are given away."""
    if sys.maxsize < 2**32 or sys.platform != "linux" or not hasattr(Image, "_getdecoder"):
        return False
    _listen()
    kept = getattr(_SEEN, "decoders", None)
    try:
        return _tried(damaged=False) == 0 and (_tried(damaged=True) or 0) > 0
    finally:
        _SEEN.decoders = kept


def _listen() -> None:
    """Have each decoder remembered in the thread that makes it, while somebody counts."""
    original = Image._getdecoder

    def remember(*arguments: Any, **named: Any) -> Any:
        decoder = original(*arguments, **named)
        decoders = getattr(_SEEN, "decoders", None)
        if decoders is not None:
            decoders.append(decoder)
        return decoder

    Image._getdecoder = remember


def _tried(*, damaged: bool) -> int | None:
    """The count of a small picture; None where it is not where it is looked for."""
    from kiosk.pictures.open_picture import open_picture

    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    content = out.getvalue()
    if damaged:
        # Bytes before the last mark that belong to no pixel.
        content = content[:-2] + bytes(64) + content[-2:]
    _SEEN.decoders = decoders = list[object]()
    header = Header(format=PictureFormat.JPEG, width=256, height=256)
    with open_picture(io.BytesIO(content), header) as picture:
        picture.load()
    if len(decoders) != 1 or type(decoders[0]).__basicsize__ < _STATE + 8:
        return None
    # Read through the system, which refuses an address that is none.
    with open("/proc/self/mem", "rb", buffering=0) as memory:

        def read(address: int, size: int) -> bytes:
            memory.seek(address)
            return memory.read(size)

        try:
            (state,) = struct.unpack("@P", read(id(decoders[0]) + _STATE, 8))
            (errors,) = struct.unpack("@P", read(state + _LIBRARY, 8))
            (count,) = struct.unpack("@l", read(state + _ERRORS + _COUNT, 8))
        except (OSError, OverflowError, ValueError, struct.error):
            return None
    return int(count) if errors == state + _ERRORS else None


def _count(decoder: object) -> int | None:
    if type(decoder).__name__ != "ImagingDecoder":
        return None
    state = ctypes.c_void_p.from_address(id(decoder) + _STATE).value
    if not state or ctypes.c_void_p.from_address(state + _LIBRARY).value != state + _ERRORS:
        return None
    return ctypes.c_long.from_address(state + _ERRORS + _COUNT).value
