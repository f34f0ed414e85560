"""How an exhibition begins: from five answers, or as a copy of the sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.authoring.drafts import slug
from kiosk.domain import Message
from kiosk.i18n import TRANSLATIONS
from kiosk.paths import sample_gallery
from kiosk.studio.model.beginning import Answers, begin, copy_exhibition


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
        copy_exhibition(sample_gallery(), folder)
    except OSError as error:
        raise _failed(folder, error) from error


def make(folder: Path, answers: Beginning, journals: Path, today: date) -> None:
    """Make the folder of a new exhibition. Raises BeginningError."""
    if not answers.title:
        raise BeginningError(Message("write a title first"))
    if answers.last < answers.first:
        raise BeginningError(Message("the last day is before the first day"))
    hours = [one.partition(":") for one in answers.hours.split(",") if ":" in one]
    given = Answers(
        title=answers.title,
        place=answers.place,
        first_day=answers.first,
        last_day=answers.last,
        hours={day.strip(): time.strip() for day, _, time in hours},
        languages=answers.languages,
        timezone=local_timezone(),
    )
    try:
        begin(folder, given, journals, today).close()
    except OSError as error:
        raise _failed(folder, error) from error


def _failed(folder: Path, error: OSError) -> BeginningError:
    if isinstance(error, FileExistsError):
        return BeginningError(Message("{folder} is not empty; choose another name", folder=folder))
    cause = error.strerror or str(error)
    return BeginningError(Message("{folder} cannot be made: {cause}", folder=folder, cause=cause))


def local_timezone() -> str:
    """This computer's time zone by its IANA name."""
    from babel.localtime import get_localzone

    return str(getattr(get_localzone(), "key", "UTC"))
