"""A new exhibition from five answers, or as a copy of another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.authoring.new_folder import long_date, settings_text
from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.scan.folder_scan import scan
from kiosk.domain.bounds import PICTURE_BYTES
from kiosk.path_safety import open_below
from kiosk.studio.model.documents.document import Document
from kiosk.studio.model.documents.key_splices import KeyPath
from kiosk.studio.model.edits.files import CreateFile
from kiosk.studio.model.edits.staging import SETTINGS
from kiosk.studio.model.exhibition import Exhibition
from kiosk.studio.model.storage.folder_files import FolderFiles
from kiosk.studio.model.storage.stored_bytes import parts_of

# Keys of the template that hold examples nobody was asked about.
_NOT_ASKED: tuple[KeyPath, ...] = (("address",), ("summary",), ("help_line",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What a new exhibition is asked about; the first and the last day may be left open.

    ``hours`` are by weekdays, as they are written: {"Monday-Friday": "8:00 AM-5:00 PM"}.
    ``languages`` are BCP 47 tags, the first one the exhibition's own. ``timezone`` is an IANA name.
    """

    title: str
    place: str = ""
    first_day: date | None = None
    last_day: date | None = None
    hours: Mapping[str, str] = field(default_factory=dict)
    languages: Sequence[str] = ("en",)
    timezone: str = "America/Los_Angeles"


def settings_of(answers: Answers, today: date) -> Document:
    """The kiosk.yaml of the answers, with the notes of ``kiosk new``."""
    found = Document(SETTINGS, settings_text(today).encode("utf-8"))
    for path in _NOT_ASKED:
        found = found.without(path)
    days = (("from", answers.first_day), ("until", answers.last_day))
    values: dict[KeyPath, Value] = {
        ("title",): answers.title,
        ("place",): answers.place,
        ("timezone",): answers.timezone,
        **{("open", key): long_date(day) if day else "" for key, day in days},
        ("open", "hours"): dict(answers.hours),
        ("languages",): list(answers.languages),
    }
    for path, value in values.items():
        found = found.with_value(path, value) if value else found.without(path)
    return found


def begin(folder: Path, answers: Answers, journal_dir: Path, today: date) -> Exhibition:
    """Make a folder for an exhibition and open it; its first edit can be undone too.

    Raises FileExistsError for a folder that holds something, and OSError where it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(str(folder))
    settings = settings_of(answers, today)
    exhibition = Exhibition.open(folder, journal_dir)
    exhibition.apply(CreateFile(name=SETTINGS, text=settings.raw.decode("utf-8")))
    return exhibition


def copy_exhibition(source: Path, folder: Path) -> tuple[str, ...]:
    """Copy all files that are read of an exhibition, such as the sample's, into a new folder.

    Returns their names. Raises FileExistsError for a folder that holds something, and OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(str(folder))
    files = FolderFiles(folder)
    names = sorted(name for stamps in scan(source).files.values() for name, *_ in stamps)
    for name in names:
        files.create(name, parts_of(open_below(source, name, PICTURE_BYTES.limit)))
    return tuple(names)
