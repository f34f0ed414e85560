"""What libjpeg warns of while it decodes: Pillow keeps these warnings to itself.

A JPEG whose coded data are damaged decodes without an error, with a part of it grey or garbled.
The same library that decodes for Pillow is asked again, at an eighth of the size, through its C
interface (libjpeg 6b, "jpeglib.h"), whose layout has not changed since 1998.
"""

from __future__ import annotations

import ctypes
import io
import mmap
import os
import re
import struct
import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO

import PIL

# Version and size in bytes of the structure, and the offsets of its fields, with 64-bit pointers.
_VERSION, _STRUCTURE_BYTES, _ERROR_BYTES = 62, 632, 256
_SCALE, _DCT, _OUTPUT = 68, 96, 136
# Offsets of the error manager: what is called for a warning, for output, and for its text.
_EMIT, _OUTPUT_MESSAGE, _FORMAT = 8, 16, 24
_FASTEST = 1
_MOST_WARNINGS, _TEXT_BYTES = 100, 200
_MOST_BYTES = 128 * 1024**2
# libjpeg's words for what spoils pixels for certain (jerror.h).
_CERTAIN = re.compile(r"bad Huffman code|premature end|instead of RST")
# Bytes before a mark that some cameras write, and that no picture misses.
_EXTRA = re.compile(r"(\d{1,9}) extraneous bytes? before marker")
_MOST_EXTRA = 16

_EmitMessage = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int)
_OutputMessage = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_FormatMessage = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_char_p)


class _Listener:
    """Collects the warnings of one library; made before a process gives its rights away."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.library, self.warnings = library, list[str]()
        # Kept, since the library calls them.
        self.emit, self.silent = _EmitMessage(self._emit), _OutputMessage(lambda _: None)

    def _emit(self, decoder: int, level: int) -> None:
        if level >= 0 or len(self.warnings) >= _MOST_WARNINGS:
            return
        manager = _pointer_at(decoder)
        text = ctypes.create_string_buffer(_TEXT_BYTES)
        _FormatMessage(_pointer_at(manager + _FORMAT))(decoder, text)
        self.warnings.append(text.value.decode("ascii", "replace"))


def _pointer_at(address: int) -> int:
    return ctypes.c_void_p.from_address(address).value or 0


@cache
def load_listener() -> _Listener | None:
    """The library that Pillow's wheel brings along; None where it has another one."""
    if sys.maxsize < 2**32 or sys.platform != "linux":
        return None
    folder = Path(PIL.__path__[0]).parent / "pillow.libs"
    found = sorted(folder.glob(f"libjpeg-*.so.{_VERSION}.*"))
    if not found:
        return None
    library = ctypes.CDLL(str(found[0]))
    library.jpeg_std_error.restype = ctypes.c_void_p
    return _Listener(library)


def jpeg_warnings(file: BinaryIO) -> tuple[str, ...]:
    """The warnings about a JPEG that decodes without an error; none where it cannot be asked.

    The process ends where it does not decode: ask only about what was decoded before.
    """
    listener = load_listener()
    if listener is None:
        return ()
    size = mapped_bytes(file)
    if not size:
        return ()
    handle = file.fileno()
    listener.warnings.clear()
    with mmap.mmap(handle, 0, access=mmap.ACCESS_COPY) as mapped:
        content = (ctypes.c_char * len(mapped)).from_buffer(mapped)
        try:
            _decode(listener, content, len(mapped))
        finally:
            # A map that is looked into cannot be closed.
            del content
    return tuple(listener.warnings)


def mapped_bytes(file: BinaryIO) -> int:
    """The bytes of address space that asking takes; 0 where a file is not asked about.

    That is one in memory, or of more bytes than a JPEG of the largest picture has.
    """
    try:
        size = os.fstat(file.fileno()).st_size
    except io.UnsupportedOperation:
        return 0
    return size if size <= _MOST_BYTES else 0


def _decode(listener: _Listener, content: ctypes.Array[ctypes.c_char], size: int) -> None:
    library = listener.library
    manager = ctypes.create_string_buffer(_ERROR_BYTES)
    decoder = ctypes.create_string_buffer(_STRUCTURE_BYTES)
    library.jpeg_std_error(manager)
    _write_pointer(manager, _EMIT, listener.emit)
    _write_pointer(manager, _OUTPUT_MESSAGE, listener.silent)
    struct.pack_into("@P", decoder, 0, ctypes.addressof(manager))
    library.jpeg_CreateDecompress(decoder, _VERSION, ctypes.c_size_t(_STRUCTURE_BYTES))
    try:
        library.jpeg_mem_src(decoder, content, ctypes.c_ulong(size))
        library.jpeg_read_header(decoder, 1)
        struct.pack_into("@II", decoder, _SCALE, 1, 8)
        struct.pack_into("@iii", decoder, _DCT, _FASTEST, 0, 0)
        library.jpeg_start_decompress(decoder)
        width, height, _, components = struct.unpack_from("@IIii", decoder, _OUTPUT)
        row = ctypes.create_string_buffer(width * max(1, components))
        rows = (ctypes.c_void_p * 1)(ctypes.addressof(row))
        for _ in range(height):
            library.jpeg_read_scanlines(decoder, rows, 1)
        library.jpeg_finish_decompress(decoder)
    finally:
        library.jpeg_destroy_decompress(decoder)


def _write_pointer(where: ctypes.Array[ctypes.c_char], offset: int, function: object) -> None:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    struct.pack_into("@P", where, offset, address)


def is_damaged(warnings: tuple[str, ...]) -> bool:
    """True where a part of the pixels is garbled for certain."""
    return any(_CERTAIN.search(warning) for warning in warnings)


def is_doubtful(warnings: tuple[str, ...]) -> bool:
    """True where data were left over that belong to no pixel, more than cameras leave."""
    extra = (_EXTRA.search(warning) for warning in warnings)
    return any(int(found[1]) > _MOST_EXTRA for found in extra if found)
