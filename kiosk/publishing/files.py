"""Files that are written as a whole or not at all, and outlast a power cut."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PIECE_BYTES = 1 << 20
# Before each unfinished file; no engine's own mark, and no content.
UNFINISHED = ".unfinished-"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file by a rename, once its bytes are on the disk. Raises OSError."""
    with unfinished(path) as out:
        out.write(data)


@contextmanager
def unfinished(path: Path) -> Iterator[BinaryIO]:
    """A file that becomes ``path`` when the block ends, and nothing when it raises."""
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            with suppress(OSError, AttributeError):
                # The engine, and the screen's service, are other users than the publisher. A
                # stick's file system may have no such rights.
                os.fchmod(out.fileno(), 0o644)
            os.fsync(out.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder outlast a power cut, where the system can promise that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError:
        # Some file systems of sticks and shares cannot; the file itself is on the disk.
        return
    finally:
        os.close(descriptor)


def copy_hashed(source: BinaryIO, out: BinaryIO | None, limit: int) -> tuple[int, str]:
    """Copy a file; its size in bytes and its SHA-256, of the bytes that were written.

    At most one byte more than ``limit`` is read, by which the caller sees a file that has grown.
    """
    digest, size = hashlib.sha256(), 0
    while size <= limit and (piece := source.read(min(PIECE_BYTES, limit + 1 - size))):
        digest.update(piece)
        size += len(piece)
        if out is not None:
            out.write(piece)
    return size, digest.hexdigest()
