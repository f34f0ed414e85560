"""Values written to the program's own cache, whole or not at all, and read back by the same program only."""

import hashlib
import logging
import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from kiosk import __version__

log = logging.getLogger(__name__)

_PACKAGE = Path(__file__).resolve().parents[2]


@cache
def program_version() -> str:
    """Differs when any rule by which folders are read may have changed: the version, and when the package's modules were written.

    What another edition kept has another shape, or was read by other rules.
    """
    stamps = sorted(
        (str(path), stat.st_size, stat.st_mtime_ns)
        for room in ("content", "domain", "pictures")
        for path in (_PACKAGE / room).rglob("*.py")
        for stat in (path.stat(),)
    )
    return f"{__version__} {hashlib.blake2b(repr(stamps).encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"


def name_for(*folders: Path) -> str:
    """What is kept of these folders is called so."""
    names = "\0".join(str(folder.absolute()) for folder in folders)
    return hashlib.sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write_pickle(path: Path, value: object) -> bool:
    """Write one value, as ``write_parts`` does."""
    return write_parts(path, (value,))


def write_parts(path: Path, parts: Iterable[object]) -> bool:
    """Write values one after the other; what is in one part only is written as one, other threads come in between.

    True when all is written. A full or read-only disk is logged: it only costs time at the next start.
    """
    unfinished = ""
    try:
        handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            for part in chain((program_version(),), parts):
                pickle.dump(part, out, protocol=5)
        os.replace(unfinished, path)
        return True
    except OSError as error:
        log.warning("what was read cannot be kept for the next start: %s", error)
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)
        return False


def read_pickle(path: Path) -> object:
    """The value, or None when there is none, or a damaged one, or one of another edition."""
    parts = read_parts(path)
    try:
        return next(parts, None) if next(parts, None) == program_version() else None
    except Exception as error:  # noqa: BLE001 - a damaged pickle raises anything; reading the folder anew mends it
        log.info("what was kept of the folder is damaged and will be made anew: %s", error)
        return None


def read_parts(path: Path) -> Iterator[object]:
    """The edition that wrote it, then what ``write_parts`` was given; nothing when there is no file. Raises anything when it is damaged.

    The file lies in the program's own cache, where only its user writes: nobody else can make it run code.
    """
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return
