"""Several exhibitions in one folder: sub-folders with a ``kiosk.yaml`` each, which follow each other by their days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.content.front_matter.document import read_keys
from kiosk.content.problems import Report


@dataclass(frozen=True, slots=True)
class DateRange:
    """One exhibition's days; an absent day is open-ended. Not ``readable`` when its ``kiosk.yaml`` cannot be read, or its days cannot."""

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
    """The sub-folders that hold an exhibition each, by name; none when ``folder`` is one exhibition itself."""
    if (folder / "kiosk.yaml").exists():
        return []
    try:
        below = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")))
    except OSError:
        return []
    return [path for path in below if (path / "kiosk.yaml").is_file()]


def current_folder(
    folder: Path, today: date, known: Callable[[], DateRange | None] = lambda: None
) -> Path:
    """The folder to show on a day: of those that are open the one that opened last, else the next to open ("coming soon"),
    else the one that closed last ("has ended"). ``folder`` itself when it is one exhibition.

    ``known`` gives the days of the one that was read last, for when its file cannot be read: a slip takes no exhibition off the wall.
    """
    runs = [date_range_of(path) for path in exhibition_folders(folder)]
    if not all(run.readable for run in runs) and (last := known()):
        runs = [last if last.folder == run.folder and not run.readable else run for run in runs]
    if not runs:
        return folder
    # Of one that cannot be read nobody knows when it is: any other goes before it.
    runs = [run for run in runs if run.readable] or runs
    if is_open := [run for run in runs if run.first <= today <= run.last]:
        return max(is_open, key=lambda run: run.first).folder
    if coming := [run for run in runs if today < run.first]:
        return min(coming, key=lambda run: run.first).folder
    return max(runs, key=lambda run: run.last).folder


def date_range_of(folder: Path) -> DateRange:
    """The days of one exhibition."""
    # What is wrong in it is told when it is read as a whole.
    report = Report(path="kiosk.yaml")
    keys = read_keys(folder / "kiosk.yaml", report)
    part = keys.section("open") if keys and keys.values else None
    opens, closes = (part.day("from"), part.day("until")) if part else (None, None)
    return DateRange(
        opens,
        closes,
        folder,
        part is not None
        and not any(problem.rule in ("date", "wrong-kind") for problem in report.problems),
    )
