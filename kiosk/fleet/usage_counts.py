"""Adds up what was opened on all screens, from the counts that travel back with the reports."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable

from kiosk.domain.bounds import BACKUP_BYTES
from kiosk.fleet.report import COUNTS_FILE, Fleet

# Screen, day, kind ("work" or "code") and file.
Row = tuple[str, str, str, str]
COLUMNS = ("screen", "day", "kind", "file")
_KINDS = ("work", "code")


def fleet_counts(fleet: Fleet) -> Counter[Row]:
    """The counts of all screens; rows that are damaged are left out."""
    found: Counter[Row] = Counter()
    for screen in fleet.reports:
        text = fleet.file(screen, COUNTS_FILE, BACKUP_BYTES.limit).decode("utf-8", "replace")
        for row in csv.reader(io.StringIO(text)):
            if len(row) == 4 and row[1] in _KINDS and row[3].isascii() and row[3].isdigit():
                found[screen, row[0], row[1], row[2]] += int(row[3])
    return found


def added_up(counts: Counter[Row], by: Iterable[str]) -> Counter[tuple[str, ...]]:
    """The counts by some of the ``COLUMNS``."""
    places = [COLUMNS.index(name) for name in by]
    found: Counter[tuple[str, ...]] = Counter()
    for row, count in counts.items():
        found[tuple(row[place] for place in places)] += count
    return found
