"""How an exhibition begins: from five answers, or as a copy of the sample."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.authoring.drafts import slug
from kiosk.domain import Message
from kiosk.i18n import TRANSLATIONS
from kiosk.paths import sample_gallery
from kiosk.studio.model.typed_values import scalar


class BeginningError(Exception):
    """A folder that cannot be made; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The five answers. ``languages`` are tags, the original first."""

    title: str
    place: str
    first: date
    last: date
    hours: str
    languages: tuple[str, ...]


def interface_languages() -> list[str]:
    """The languages in which the screen's own words are there."""
    return sorted({"en", *(path.stem.removeprefix("kiosk_") for path in TRANSLATIONS.glob("*.qm"))})


def folder_name(title: str) -> str:
    """A folder's name from a title, in letters that every computer takes."""
    return slug(title) or "exhibition"


def copy_sample(folder: Path) -> None:
    """Copy the shipped exhibition. Raises BeginningError."""
    try:
        _must_be_empty(folder)
        shutil.copytree(sample_gallery(), folder, dirs_exist_ok=True)
    except OSError as error:
        raise _failed(folder, error) from error


def _must_be_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BeginningError(Message("{folder} is not empty; choose another name", folder=folder))


def _failed(folder: Path, error: OSError) -> BeginningError:
    cause = error.strerror or str(error)
    return BeginningError(Message("{folder} cannot be made: {cause}", folder=folder, cause=cause))


def make(folder: Path, answers: Beginning) -> None:
    """Make the folder of a new exhibition. Raises BeginningError."""
    if not answers.title:
        raise BeginningError(Message("write a title first"))
    if answers.last < answers.first:
        raise BeginningError(Message("the last day is before the first day"))
    try:
        _must_be_empty(folder)
        for place in ("works", "events", "resources", "pages", "notices"):
            (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / "kiosk.yaml").write_text(_settings(answers), encoding="utf-8", newline="\n")
    except OSError as error:
        raise _failed(folder, error) from error


def _settings(answers: Beginning) -> str:
    days = {
        "from": answers.first.isoformat(),
        "until": answers.last.isoformat(),
    }
    hours = [one.partition(":") for one in answers.hours.split(",") if ":" in one]
    lines = [f"title: {scalar(answers.title)}"]
    if answers.place:
        lines.append(f"place: {scalar(answers.place)}")
    lines += [f"timezone: {local_timezone()}", "open:"]
    lines += [f"  {key}: {day}" for key, day in days.items()]
    if hours:
        lines.append("  hours:")
        lines += [f"    {day.strip()}: {scalar(time.strip())}" for day, _, time in hours]
    lines.append(f"languages: [{', '.join(answers.languages)}]")
    return "\n".join(lines) + "\n"


def local_timezone() -> str:
    """This computer's time zone by its IANA name."""
    from babel.localtime import get_localzone

    return str(getattr(get_localzone(), "key", "UTC"))
