"""How often each work and each code was opened, by day.

Nothing is recorded about who opened it, or at what time of the day.
"""

from __future__ import annotations

import csv
import logging
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kiosk.schedule import Clock
from kiosk.session import Screen
from kiosk.settings import Settings
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

PERIOD_MS = 300_000
_HEADER = ("day", "kind", "file", "count")
# Day, kind ("work" or "code") and file.
Row = tuple[str, str, str]


class UsageStats(QObject):
    """Counts what visitors open, and adds the counts to ``file`` every few minutes.

    The slideshow's own turns are not counted.
    """

    def __init__(self, window: AppWindow, clock: Clock, file: Path) -> None:
        super().__init__()
        self._session, self._clock, self._file = window.controller.session, clock, file
        self._unsaved: Counter[Row] = Counter()
        self._open = ("", "")
        self._session.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.save)
        self._timer.start()

    def _on_changed(self) -> None:
        location = self._session.state.location
        now_open = ("", "")
        if location.screen is Screen.WORK and location.work:
            now_open = ("work", location.work)
        elif location.event:
            now_open = ("code", location.event)
        elif location.resource:
            now_open = ("code", location.resource)
        if now_open != self._open and now_open[1]:
            self._unsaved[self._clock.now().date().isoformat(), *now_open] += 1
        self._open = now_open

    def save(self) -> None:
        """Add the counts to the file, as a whole or not at all; a failure is tried again later."""
        if not self._unsaved:
            return
        unfinished = self._file.with_name(f".{self._file.name}.part")
        try:
            with _locked(self._file.parent):
                total = read_counts(self._file) + self._unsaved
                with unfinished.open("w", encoding="utf-8", newline="") as out:
                    writer = csv.writer(out)
                    writer.writerow(_HEADER)
                    writer.writerows((*row, count) for row, count in sorted(total.items()))
                # Staff may read it, whatever the service's umask keeps from them.
                unfinished.chmod(0o644)
                unfinished.replace(self._file)
            self._unsaved.clear()
        except OSError as error:
            log.warning("The counts cannot be written: %s", error)

    def close(self) -> None:
        """Save the last counts."""
        self._timer.stop()
        self._session.changed.disconnect(self._on_changed)
        self.save()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock the folder: the programs of several screens on one machine share the file.

    Systems without file locks have one screen.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def read_counts(file: Path) -> Counter[Row]:
    """The counts in the file; rows that somebody has damaged are skipped."""
    found: Counter[Row] = Counter()
    if file.exists():
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                if len(row) == len(_HEADER) and row[3].isdigit():
                    found[row[0], row[1], row[2]] += int(row[3])
    return found


def stats_file(settings: Settings) -> Path | None:
    """The file of the counts in the service's state folder.

    None without a service, or where the operator has switched counting off.
    """
    folder = settings.service_state_directory
    return folder / "counts.csv" if folder is not None and settings.count_usage else None
