"""Values written to the program's own cache, whole or not at all, and read back by the same version only."""

import logging
import os
import pickle
import tempfile
from pathlib import Path

from kiosk import __version__

log = logging.getLogger(__name__)


def write_pickle(path: Path, value: object) -> None:
    """A full or read-only disk is logged: it only costs time at the next start."""
    unfinished = ""
    try:
        handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            pickle.dump((__version__, value), out, protocol=5)
        os.replace(unfinished, path)
    except OSError as error:
        log.warning("what was read cannot be kept for the next start: %s", error)
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)


def read_pickle(path: Path) -> object:
    """The value, or None when there is none, or a damaged one, or one of another version.

    The file lies in the program's own cache, where only its user writes: nobody else can make it run code.
    """
    try:
        version, value = pickle.loads(path.read_bytes())
    except Exception as error:  # noqa: BLE001 - a damaged pickle raises anything; reading the folder anew mends it
        if path.exists():
            log.info("what was kept of the folder is damaged and will be made anew: %s", error)
        return None
    return value if version == __version__ else None
