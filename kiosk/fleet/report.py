"""A screen's report: one JSON file in a folder of its own, beside a small picture of its glass.

    reports/SCREEN/status.json     what follows, replaced as a whole
    reports/SCREEN/screen.png      360 pixels wide
    reports/SCREEN/counts.csv      what was opened, by day

Nothing in it is about visitors. ``docs/fleet/report.schema.json`` describes the file.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.domain.bounds import REPORT_BYTES, REPORT_SCREENS
from kiosk.path_safety import read_below
from kiosk.publishing.manifest import is_screen_name
from kiosk.publishing.selection import ScreenReport

FORMAT = 1
STATUS_FILE, PICTURE_FILE, COUNTS_FILE = "status.json", "screen.png", "counts.csv"
# A screen reports at least this often; one that is silent for longer than SILENT_SECONDS is told.
PERIOD_SECONDS = 60.0
SILENT_SECONDS = 900.0
_PARTS = re.compile(r"\d{1,18}|\D+")
_MOST_TEXTS, _MOST_LETTERS = 20, 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a screen tells. Moments are seconds since 1970, by the screen's own clock.

    ``release_since`` is when the release came to the screen. ``on_screen`` is the file of the
    slide, or "in use" while somebody uses the screen. ``problems`` are the reasons to look at it,
    in words; ``is_well`` is False where one of them is about the screen or the release, and not
    about the exhibition's dates. ``touch_age`` is in seconds since the last touch, -1 before the
    first; ``uptime`` in seconds, ``free_bytes`` of the disk that holds the releases.
    """

    screen: str
    written: float
    release: str = ""
    release_since: float = 0.0
    release_wanted: str = ""
    release_problem: str = ""
    mode: str = "full"
    is_well: bool = True
    problems: tuple[str, ...] = ()
    on_screen: str = ""
    works: int = 0
    errors: int = 0
    warnings: int = 0
    version: str = ""
    uptime: float = 0.0
    restarts: int = 0
    touch_age: float = -1.0
    clock: str = "good"
    free_bytes: int = 0

    def age(self, now: datetime) -> float:
        """Seconds since it was written; 0 for a screen whose clock is ahead."""
        return max(0.0, now.timestamp() - self.written)

    def is_silent(self, now: datetime) -> bool:
        """True for a screen that has not reported for long."""
        return self.age(now) > SILENT_SECONDS

    def alarms(self, now: datetime) -> list[str]:
        """Why somebody should look at the screen, in words."""
        silent = [f"no report for {int(self.age(now) // 60)} min"] if self.is_silent(now) else []
        ahead = self.written - now.timestamp()
        clock = [f"its clock is {int(ahead // 60)} min ahead of this one"] if ahead > 300 else []
        return [*silent, *clock, *self.problems]

    def for_stages(self) -> ScreenReport:
        """The report as stages ask for it."""
        return ScreenReport(
            release=self.release,
            since=_moment(self.release_since),
            is_well=self.is_well and self.mode == "full",
            written=_moment(self.written),
        )


def _moment(seconds: float) -> datetime:
    # Bounded by ``read_report``: a year that a datetime can hold.
    return datetime.fromtimestamp(seconds, UTC)


def report_bytes(report: Report) -> bytes:
    """The file's bytes."""
    record = {"format": FORMAT, **asdict(report)}
    return (json.dumps(record, indent=1) + "\n").encode("ascii")


def read_report(data: bytes) -> Report | None:
    """The report in a file that anybody may have carried; None for anything else."""
    try:
        found = json.loads(data)
        if found["format"] != FORMAT:
            return None
        known = {one.name: found[one.name] for one in fields(Report) if one.name in found}
        known["problems"] = tuple(known.get("problems", ()))
        report = Report(**known)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return report if _is_sound(report) else None


def _is_sound(report: Report) -> bool:
    example = asdict(Report(screen="", written=0.0))
    values = asdict(report)
    texts = values.pop("problems")
    if len(texts) > _MOST_TEXTS or not all(_is_like(one, "") for one in texts):
        return False
    return is_screen_name(report.screen) and all(
        _is_like(value, example[name]) for name, value in values.items()
    )


def _is_like(value: Any, example: object) -> bool:
    if isinstance(example, bool):
        return isinstance(value, bool)
    if isinstance(example, str):
        return isinstance(value, str) and len(value) <= _MOST_LETTERS
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    whole = isinstance(value, int) or isinstance(example, float)
    # The last second of the year 9999; more bytes than any disk has are no number of bytes.
    return whole and math.isfinite(value) and -1 <= value < 2.5e11 * (1 if example else 1e6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fleet:
    """The reports of all screens by name; ``unread`` are folders without one that can be read."""

    reports: dict[str, Report] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    root: Path = Path()

    def file(self, screen: str, name: str, limit: int) -> bytes:
        """A file beside a screen's status; b"" where it is missing or too large."""
        try:
            return read_below(self.root, f"{screen}/{name}", limit)
        except OSError:
            return b""


def natural_order(name: str) -> list[tuple[int, str]]:
    """The key that has lobby-2 before lobby-10."""
    return [
        (int(word), "") if word.isdecimal() else (10**18, word)
        for word in _PARTS.findall(name.casefold())
    ]


def read_fleet(folder: Path) -> Fleet:
    """The reports below ``folder``; the first by name, up to the bound. Raises OSError."""
    reports, unread = {}, []
    found = (one.name for one in folder.iterdir() if is_screen_name(one.name))
    names = sorted(found, key=natural_order)
    for name in names[: REPORT_SCREENS.limit]:
        if not (folder / name).is_dir():
            continue
        try:
            report = read_report(read_below(folder, f"{name}/{STATUS_FILE}", REPORT_BYTES.limit))
        except OSError:
            report = None
        # A report that was carried into another screen's folder is nobody's.
        if report is None or report.screen != name:
            unread.append(name)
        else:
            reports[name] = report
    return Fleet(reports=reports, unread=tuple(unread), root=folder)
