"""Selects the exhibition of the day in a folder of several, each with its own kiosk.yaml."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.front_matter.document import Document, read_keys
from kiosk.content.front_matter.translations import read_zone
from kiosk.content.problems import Report
from kiosk.content.scan.folder_scan import KINDS
from kiosk.domain.bounds import EXHIBITION_FOLDERS
from kiosk.status import activity
from kiosk.status.activity import Activity
from kiosk.status.set_aside import SetAsideItem, SetAsideList, fingerprint_of


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days of one exhibition; None is open-ended.

    ``readable`` is False when its kiosk.yaml, or a day in it, cannot be read.
    """

    opens: date | None
    closes: date | None
    folder: Path
    readable: bool = True

    @property
    def has_dates(self) -> bool:
        """True when it has a first or a last day."""
        return bool(self.opens or self.closes)

    @property
    def first(self) -> date:
        """The first day, for comparison."""
        return self.opens or date.min

    @property
    def last(self) -> date:
        """The last day, for comparison."""
        return self.closes or date.max


def exhibition_folders(folder: Path) -> list[Path]:
    """The sub-folders with an exhibition each, by name; [] when ``folder`` is an exhibition."""
    if os.path.exists(folder / "kiosk.yaml"):
        return []
    try:
        below = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")))
    except OSError:
        return []
    found = (path for path in below if os.path.isfile(path / "kiosk.yaml"))
    # One more than are read, by which the check sees that there are too many.
    return list(islice(found, EXHIBITION_FOLDERS.limit + 1))


def settings_name(folder: Path, root: Path) -> str:
    """The name of an exhibition's kiosk.yaml from the content folder ``folder`` on."""
    path = root.absolute() / "kiosk.yaml"
    inside = path.is_relative_to(folder.absolute())
    return path.relative_to(folder.absolute()).as_posix() if inside else str(path)


def settings_entry(set_aside: SetAsideList, folder: Path, root: Path) -> SetAsideItem | None:
    """Why an exhibition's kiosk.yaml is not to be read; None when it is."""
    if not set_aside.items:
        return None
    return set_aside.find([settings_name(folder, root)], fingerprint_of(_stamps(root)))


def _stamps(root: Path) -> list[tuple[str, int, int]]:
    """The name, size and time of kiosk.yaml and of each of its translations."""
    try:
        with os.scandir(root) as entries:
            return [
                (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns)
                for entry in entries
                if entry.name.startswith("kiosk.") and entry.name.endswith(".yaml")
            ]
    except OSError:
        return []


def current_folder(
    folder: Path,
    today: date,
    last_date_range: Callable[[], DateRange | None] = lambda: None,
    set_aside: SetAsideList | None = None,
) -> Path:
    """The folder to show on a day; ``folder`` itself when it is one exhibition.

    Of the open exhibitions the one that opened last is shown; else the next to open ("coming
    soon"); else the one that closed last ("has ended"). ``last_date_range`` gives the days of the
    exhibition that was read last. They count while its kiosk.yaml cannot be read or is gone, so
    that a typing error or a deleted file does not change the exhibition. A kiosk.yaml of
    ``set_aside`` cannot be read.
    """
    if os.path.exists(folder / "kiosk.yaml"):
        return folder
    ranges = []
    for path in exhibition_folders(folder):
        if set_aside and settings_entry(set_aside, folder, path):
            ranges.append(DateRange(None, None, path, readable=False))
            continue
        with activity.during(Activity.READING, settings_name(folder, path)):
            ranges.append(date_range_of(path))
    if (lost := _without_settings(folder)) and (last := last_date_range()):
        if last.folder == folder and folder in lost:
            return folder
        ranges += [last] if last.folder in lost else []
    if not all(one.readable for one in ranges) and (last := last_date_range()):
        ranges = [last if last.folder == one.folder and not one.readable else one for one in ranges]
    if not ranges:
        return folder
    # An exhibition with unknown days is shown only when there is no other.
    ranges = [one for one in ranges if one.readable] or ranges
    if is_open := [one for one in ranges if one.first <= today <= one.last]:
        return max(is_open, key=lambda one: one.first).folder
    if coming := [one for one in ranges if today < one.first]:
        return min(coming, key=lambda one: one.first).folder
    return max(ranges, key=lambda one: one.last).folder


def _without_settings(folder: Path) -> list[Path]:
    """Of the folder and those in it, the ones that hold content and no kiosk.yaml."""
    try:
        below = [path for path in folder.iterdir() if not path.name.startswith((".", "_"))]
    except OSError:
        return []
    return [
        path
        for path in islice((folder, *below), EXHIBITION_FOLDERS.limit)
        if not os.path.exists(path / "kiosk.yaml")
        and any(os.path.isdir(path / kind) for kind in KINDS)
    ]


def date_range_of(folder: Path) -> DateRange:
    """The days of one exhibition."""
    # Problems are reported when the exhibition is loaded, not here.
    report = Report(path="kiosk.yaml")
    keys = read_keys(folder, "kiosk.yaml", report)
    if keys is not None:
        # With a report of its own: a wrong time zone does not make the days unreadable.
        head = Document(report=Report(path="kiosk.yaml"), values=keys.values)
        zone = read_zone(head, "timezone", "UTC")
        keys.dates = DateContext(zone=ZoneInfo(zone), languages=head.words("languages") or ("en",))
    section = keys.section("open") if keys and keys.values else None
    opens, closes = (section.day("from"), section.day("until")) if section else (None, None)
    return DateRange(
        opens,
        closes,
        folder,
        section is not None
        and not any(problem.rule in ("date", "wrong-kind") for problem in report.problems),
    )
