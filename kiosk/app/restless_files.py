"""Finds the files for which a folder never settles: a log, or a camera's picture of each second."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

from kiosk.content.scan.folder_scan import FolderScan

log = logging.getLogger(__name__)

# A file that was written again and again for so long is not waited for: a withdrawn work must be
# gone within ten seconds. A copy takes longer than that seldom, and for one file at a time.
RESTLESS_SECONDS = 6.0
# Two changes of a file that are further apart are two: in between, the folder has settled.
_GAP_SECONDS = 2.0

# Size in bytes and time of the last change in nanoseconds, by name.
FileStamps = Mapping[str, tuple[int, int]]


def stamps_of(scans: Iterable[FolderScan]) -> FileStamps:
    """The files of several scans, by folder and name."""
    return {
        f"{one.root}/{name}": (size, changed)
        for one in scans
        for files in one.files.values()
        for name, size, changed in files
    }


class RestlessFiles:
    """Is told each scan that differs from the one before; times are of the monotonic clock."""

    def __init__(self) -> None:
        self._before: FileStamps = {}
        # When each file that changes began to, and when it last did.
        self._changing: dict[str, tuple[float, float]] = {}
        self._told: set[str] = set()

    def note(self, files: FileStamps, now: float) -> None:
        """Compare with the scan before."""
        before, self._before = self._before, files
        if not before:
            return
        changed = {name for name, _ in files.items() ^ before.items()}
        kept = {
            name: times for name, times in self._changing.items() if now - times[1] <= _GAP_SECONDS
        }
        self._changing = kept | {name: (kept.get(name, (now, now))[0], now) for name in changed}

    def are_all_that_changed(self, now: float, seconds: float) -> bool:
        """True if nothing but restless files changed in the last ``seconds``; logs their names."""
        recent = {
            name: since for name, (since, last) in self._changing.items() if now - last < seconds
        }
        if not recent or any(now - since < RESTLESS_SECONDS for since in recent.values()):
            return False
        for name in sorted(recent.keys() - self._told):
            log.warning("%s changes all the time; the folder is read without waiting for it", name)
        self._told |= recent.keys()
        return True
