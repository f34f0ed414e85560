"""Pickles in the program's own cache, written whole or not at all, read by this program only."""

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
    """Differs when any rule by which folders are read may have changed.

    Made of the version and of the stamps of all modules that read content.
    """
    stamps = sorted(
        (str(path), stat.st_size, stat.st_mtime_ns)
        for room in ("content", "domain", "pictures")
        for path in (_PACKAGE / room).rglob("*.py")
        for stat in (path.stat(),)
    )
    digest = hashlib.blake2b(repr(stamps).encode("utf-8", "surrogatepass"), digest_size=16)
    return f"{__version__} {digest.hexdigest()}"


def name_for(*folders: Path) -> str:
    """The name, without its suffix, of the cache files of these folders."""
    names = "\0".join(str(folder.absolute()) for folder in folders)
    return hashlib.sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write_pickle(path: Path, value: object) -> bool:
    """Write one value, as ``write_parts`` does."""
    return write_parts(path, (value,))


def write_parts(path: Path, parts: Iterable[object]) -> bool:
    """Write several values to one file; False, and logged, when that fails.

    Each part is pickled at once; other threads run in between. Without the file the next start
    only takes longer.
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
        log.warning("the cache cannot be written: %s", error)
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)
        return False


def read_pickle(path: Path) -> object:
    """The value; None for a missing or damaged file, and for one of another program version."""
    parts = read_parts(path)
    try:
        return next(parts, None) if next(parts, None) == program_version() else None
    except Exception as error:  # noqa: BLE001 - unpickling a damaged file may raise anything
        log.info("the cache is damaged and will be rebuilt: %s", error)
        return None


def read_parts(path: Path) -> Iterator[object]:
    """The program version that wrote the file, then its values; nothing for a missing file.

    May raise any exception for a damaged file. Unpickling can run code, which is acceptable here:
    only the program's own user can write to its cache.
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
