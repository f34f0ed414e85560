"""Several exhibitions in one folder: sub-folders with a ``kiosk.yaml`` each, which follow each other by their days."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.content.document import read_keys
from kiosk.content.problems import Report


@dataclass(frozen=True, slots=True)
class _Run:
    """One exhibition's days; an absent day is open-ended."""

    opens: date
    closes: date
    folder: Path


def exhibitions(folder: Path) -> list[Path]:
    """The sub-folders that hold an exhibition each, by name; none when ``folder`` is one exhibition itself."""
    if (folder / "kiosk.yaml").exists():
        return []
    try:
        below = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")))
    except OSError:
        return []
    return [path for path in below if (path / "kiosk.yaml").is_file()]


def current(folder: Path, today: date) -> Path:
    """The folder to show on a day: of those that are open the one that opened last, else the next to open ("coming soon"),
    else the one that closed last ("has ended"). ``folder`` itself when it is one exhibition."""
    runs = [_run(path) for path in exhibitions(folder)]
    if not runs:
        return folder
    if is_open := [run for run in runs if run.opens <= today <= run.closes]:
        return max(is_open, key=lambda run: run.opens).folder
    if coming := [run for run in runs if today < run.opens]:
        return min(coming, key=lambda run: run.opens).folder
    return max(runs, key=lambda run: run.closes).folder


def _run(folder: Path) -> _Run:
    # What is wrong in it is told when it is read as a whole.
    keys = read_keys(folder / "kiosk.yaml", Report(path="kiosk.yaml"))
    part = keys.part("open") if keys else None
    opens, closes = (part.day("from"), part.day("until")) if part else (None, None)
    return _Run(opens or date.min, closes or date.max, folder)
