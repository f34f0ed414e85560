"""Counts restarts by reason, in a file that outlasts the supervisor and the display server.

The service's runtime folder is kept when the service is restarted, and removed when it is stopped.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

from kiosk.status.program_status import make_own_folder, replace_file, require_own_folder
from kiosk.status.restart_reasons import RestartReason, restarts_as_text, restarts_from_text

FILE = "restarts"
# The notify proxy's: it counts for all screens below one display server.
SERVICE_FILE = "service-restarts"
WRONG_OPTIONS_FILE = "wrong-options"
_MOST_BYTES = 4096


class RestartCounts:
    """The counts in a ``file`` of ``folder``; in memory alone where it cannot be written."""

    def __init__(self, folder: Path, file: str = FILE) -> None:
        self._folder, self._file = folder, file
        self._counts = Counter(restarts_from_text(_read(folder, file)))

    def add(self, reason: RestartReason) -> None:
        """Count one more."""
        self._counts[reason.value] += 1
        _write(self._folder, self._file, restarts_as_text(self._counts))

    def with_service(self, folder: Path) -> dict[str, int]:
        """These counts, and those of the service's notify proxy in ``folder``."""
        return dict(self._counts + Counter(restarts_from_text(_read(folder, SERVICE_FILE))))


def count_wrong_options(folder: Path) -> int:
    """Count one more start in a row that failed for its options; returns the number."""
    found = _read(folder, WRONG_OPTIONS_FILE)
    number = 1 + (int(found) if re.fullmatch("[0-9]{1,6}", found) else 0)
    _write(folder, WRONG_OPTIONS_FILE, str(number))
    return number


def forget_wrong_options(folder: Path) -> None:
    """The options are right, or nothing is started again."""
    with suppress(OSError):
        (folder / WRONG_OPTIONS_FILE).unlink(missing_ok=True)


def _read(folder: Path, file: str) -> str:
    try:
        require_own_folder(folder)
        with open(folder / file, "rb") as opened:
            return opened.read(_MOST_BYTES).decode("ascii", "replace").strip()
    except OSError:
        return ""


def _write(folder: Path, file: str, text: str) -> None:
    with suppress(OSError):
        make_own_folder(folder, 0o755)
        replace_file(folder / file, text + "\n")
