"""The file of a calendar that was fetched: known by a mark, and replaced whole or not at all."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from kiosk.content.pull_sources import EMPTIED
from kiosk.domain.bounds import CALENDAR_BYTES
from kiosk.path_safety import read_below

# Properties of the calendar itself (RFC 5545, 3.8.8.2), which other programs pass over.
_MARK, _ETAG = "X-KIOSK-PULL", "X-KIOSK-PULL-ETAG"
_MODIFIED, _ADDRESS = "X-KIOSK-PULL-MODIFIED", "X-KIOSK-PULL-ADDRESS"
_EMPTY = EMPTIED.partition(":")[0]
_EMPTY_ONCE = f"{_EMPTY}:once"
_BEGIN = "BEGIN:VCALENDAR"


class ForeignFileError(Exception):
    """The file is not one that was fetched, or somebody has edited it since."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PulledFile:
    """What is there of a calendar: its text and the server's marks; all "" without a file.

    ``was_empty`` says that the calendar held no event when it was last asked for; the text is the
    one before.
    """

    text: str = ""
    etag: str = ""
    modified: str = ""
    was_empty: bool = False


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def marked(
    text: str, *, address: str, etag: str = "", modified: str = "", further: str = ""
) -> str:
    """A calendar's text with the marks of where it is from, below its first line.

    ``further`` is one more mark.
    """
    first, end, rest = text.partition("\n")
    marks = [f"{_MARK}:{_digest(text)}", f"{_ADDRESS}:{_digest(address)}"]
    marks += [f"{_ETAG}:{etag}"] if etag else []
    marks += [f"{_MODIFIED}:{modified}"] if modified else []
    marks += [further] if further else []
    line_end = "\r\n" if first.endswith("\r") else "\n"
    return first + end + "".join(f"{mark}{line_end}" for mark in marks) + rest


def read_pulled(folder: Path, name: str, address: str) -> PulledFile:
    """The file ``name`` of the folder events/, as it was fetched.

    The server's marks are those of this address only. Raises ForeignFileError for a file that is a
    curator's, and OSError.
    """
    try:
        found = os.lstat(folder / name)
    except FileNotFoundError:
        return PulledFile()
    if not S_ISREG(found.st_mode):
        raise ForeignFileError
    text = read_below(folder, name, 2 * CALENDAR_BYTES.limit).decode("utf-8", "surrogateescape")
    lines = text.splitlines(keepends=True)
    values: dict[str, str] = {}
    at = 1
    while at < len(lines) and lines[at].startswith(_MARK):
        key, _, value = lines[at].strip("\r\n").partition(":")
        values[key] = value
        at += 1
    plain = "".join(lines[:1] + lines[at:])
    if values.get(_MARK) != _digest(plain):
        raise ForeignFileError
    if values.get(_ADDRESS) != _digest(address):
        return PulledFile(text=plain)
    return PulledFile(
        text=plain,
        etag=values.get(_ETAG, ""),
        modified=values.get(_MODIFIED, ""),
        was_empty=":".join((_EMPTY, values.get(_EMPTY, ""))) == _EMPTY_ONCE,
    )


def note_empty(folder: Path, name: str, there: PulledFile, address: str) -> None:
    """Note in the file that its calendar held no event when it was asked for; its age stays."""
    age = os.lstat(folder / name)
    text = marked(
        there.text,
        address=address,
        etag=there.etag,
        modified=there.modified,
        further=_EMPTY_ONCE,
    )
    replace_file(folder, name, text)
    with suppress(OSError):
        os.utime(folder / name, ns=(age.st_atime_ns, age.st_mtime_ns), follow_symlinks=False)


def replace_file(folder: Path, name: str, text: str) -> None:
    """Write the file beside its place and rename it, so that no reader sees a part. Raises OSError.

    A screen passes over the unfinished file, whose name begins with a dot.
    """
    unfinished = folder / f".{name}.part"
    with suppress(FileNotFoundError):
        unfinished.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(unfinished, flags | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, folder / name)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Make the rename outlast a loss of power, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def touch(folder: Path, name: str) -> None:
    """Say that the file is as the server has it now: its age is what the check tells."""
    with suppress(OSError):
        os.utime(folder / name, follow_symlinks=False)
