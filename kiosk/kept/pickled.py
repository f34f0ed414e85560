"""Values written to the program's own cache, whole or not at all, and read back by the same program only."""

import hashlib
import logging
import os
import pickle
import tempfile
from functools import cache
from pathlib import Path

from kiosk import __version__

log = logging.getLogger(__name__)

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def edition() -> str:
    """Differs when any rule by which folders are read may have changed: the version, and when the package's modules were written.

    What another edition kept has another shape, or was read by other rules.
    """
    stamps = sorted((str(path), stat.st_size, stat.st_mtime_ns) for path in _PACKAGE.glob("*/*.py") for stat in (path.stat(),))
    return f"{__version__} {hashlib.blake2b(repr(stamps).encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"


def write_pickle(path: Path, value: object) -> bool:
    """True when it is written. A full or read-only disk is logged: it only costs time at the next start."""
    unfinished = ""
    try:
        handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            pickle.dump((edition(), value), out, protocol=5)
        os.replace(unfinished, path)
        return True
    except OSError as error:
        log.warning("what was read cannot be kept for the next start: %s", error)
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)
        return False


def read_pickle(path: Path) -> object:
    """The value, or None when there is none, or a damaged one, or one of another edition.

    The file lies in the program's own cache, where only its user writes: nobody else can make it run code.
    """
    try:
        kept_by, value = pickle.loads(path.read_bytes())
    except Exception as error:  # noqa: BLE001 - a damaged pickle raises anything; reading the folder anew mends it
        if path.exists():
            log.info("what was kept of the folder is damaged and will be made anew: %s", error)
        return None
    return value if kept_by == edition() else None
