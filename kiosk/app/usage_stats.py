"""How often each work and each code was opened, day by day; nothing about who opened it, or when in the day."""

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
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

PERIOD_MS = 300_000
_HEAD = ("day", "kind", "file", "count")
Row = tuple[str, str, str]


class UsageStats(QObject):
    """Counts by touch only (the loop's own turns are none), and adds them to ``file`` every few minutes."""

    def __init__(self, stage: AppWindow, clock: Clock, file: Path) -> None:
        super().__init__()
        self._session, self._clock, self._file = stage.controller.session, clock, file
        self._fresh: Counter[Row] = Counter()
        self._open = ("", "")
        self._session.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.write)
        self._timer.start()

    def _on_changed(self) -> None:
        place = self._session.state.location
        now = ("", "")
        if place.screen is Screen.WORK and place.work:
            now = ("work", place.work)
        elif place.event:
            now = ("code", place.event)
        elif place.resource:
            now = ("code", place.resource)
        if now != self._open and now[1]:
            self._fresh[self._clock.now().date().isoformat(), *now] += 1
        self._open = now

    def write(self) -> None:
        """Add what was counted to the file, whole or not at all; what cannot be written is tried again."""
        if not self._fresh:
            return
        unfinished = self._file.with_name(f".{self._file.name}.part")
        try:
            with _alone(self._file.parent):
                total = read(self._file) + self._fresh
                with unfinished.open("w", encoding="utf-8", newline="") as out:
                    writer = csv.writer(out)
                    writer.writerow(_HEAD)
                    writer.writerows((*row, count) for row, count in sorted(total.items()))
                # For staff as well, whatever is kept from them of all else that the service writes.
                unfinished.chmod(0o644)
                unfinished.replace(self._file)
            self._fresh.clear()
        except OSError as error:
            log.warning("the counts cannot be written: %s", error)

    def close(self) -> None:
        """Write the last."""
        self._timer.stop()
        self._session.changed.disconnect(self._on_changed)
        self.write()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other screen's program writes here meanwhile: several on one machine share the file. Without locks there is one screen."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def read(file: Path) -> Counter[Row]:
    """What the file holds; rows that a hand has spoilt are passed over."""
    found: Counter[Row] = Counter()
    if file.exists():
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                if len(row) == len(_HEAD) and row[3].isdigit():
                    found[row[0], row[1], row[2]] += int(row[3])
    return found


def place() -> Path | None:
    """Where they are kept: the service's own folder; None where there is none, or with KIOSK_COUNTS=off."""
    folder = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    return (
        Path(folder) / "counts.csv" if folder and os.environ.get("KIOSK_COUNTS") != "off" else None
    )
