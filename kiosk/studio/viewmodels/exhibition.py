"""The open exhibition: what the window shows of it, and every act of the curator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.content.front_matter.yaml_source import Value
from kiosk.domain import Event, Exhibition, Message, Problem, Snapshot, Work
from kiosk.pictures.naming import ENDINGS
from kiosk.studio.model import exhibition as model
from kiosk.studio.model.edits import (
    AddFile,
    CreateFile,
    Edit,
    RemoveField,
    Reorder,
    Restore,
    SetField,
    Several,
    Withdraw,
)
from kiosk.studio.model.file_names import free_name
from kiosk.studio.model.journal import Record
from kiosk.studio.model.outcomes import Outcome
from kiosk.studio.viewmodels import fields
from kiosk.studio.viewmodels.fields import FieldGroup, FieldKind, FormField
from kiosk.studio.viewmodels.file_rows import FileRow
from kiosk.studio.viewmodels.folder_reading import FolderReading, Reading
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.problems import ShownProblem, sentence
from kiosk.studio.viewmodels.work_rows import WorkRow
from kiosk.studio.wording import said

# Milliseconds between two looks: at what is typed, and at the folder.
_TICK_MS, _FOLDER_MS = 250, 2000
_TRANSLATION = re.compile(r"^(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)$")
_SETTINGS = "kiosk.yaml"
_FIRST_LINES, _FIRST_LETTERS = 5, 160
_TEXT_KINDS = (FieldKind.LINE, FieldKind.TEXT, FieldKind.SUGGESTION)


class OpeningError(Exception):
    """A folder that cannot be opened; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class ExhibitionViewModel(QObject):
    """One open folder. Raises OpeningError when there is none.

    ``changed`` follows each change of a file or of what was read, ``problems_changed`` each check.
    ``files_changed`` is emitted when the preview has to read the folder, ``drafted`` with a file
    and its text as it is typed. ``told`` is emitted with what did not work, and "" once it does.
    """

    changed = Signal()
    problems_changed = Signal()
    files_changed = Signal()
    drafted = Signal(str, str)
    told = Signal(str)

    def __init__(self, folder: Path, journals: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder.absolute()
        if not self.folder.is_dir():
            raise OpeningError(Message("the folder {folder} does not exist", folder=folder))
        try:
            self._model = model.Exhibition.open(self.folder, journals)
        except OSError as error:
            raise OpeningError(
                Message("the folder {folder} cannot be opened: {cause}", folder=folder, cause=error)
            ) from error
        self._reading: Reading | None = None
        self._problems: list[ShownProblem] = []
        self._last_told = ""
        self._reader = FolderReading(self.folder, self)
        self._reader.done.connect(self._on_read)
        self._reader.request()
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start()
        self._watch = QTimer(self, interval=_FOLDER_MS)
        self._watch.timeout.connect(self._compare_folder)
        self._watch.start()
        self._model.refresh()

    def close(self) -> None:
        """Save what is typed, and end the threads."""
        self._ticker.stop()
        self._watch.stop()
        self._after(self._model.close())
        self._reader.close()

    # What was read

    @property
    def snapshot(self) -> Snapshot:
        """The content as it was last read."""
        if self._reading is None:
            return Snapshot(root=self.folder)
        return self._reading.result.snapshot

    @property
    def exhibition(self) -> Exhibition:
        """The exhibition's own values as they were last read."""
        return self.snapshot.exhibition

    @property
    def is_read(self) -> bool:
        """False until the folder was read for the first time."""
        return self._reading is not None

    @property
    def is_busy(self) -> bool:
        """True while what was done is still being written, read or checked."""
        return bool(self._model.drafts) or self._reader.is_busy

    @property
    def title(self) -> str:
        """The exhibition's title, or the folder's name."""
        return self._model.read(_SETTINGS).text("title") or self.folder.name

    @property
    def languages(self) -> Sequence[str]:
        """The exhibition's languages; the first is that of the files without a tag."""
        return self.exhibition.languages

    def first_moment(self) -> datetime:
        """Now at the exhibition, or its first day at noon where that is still to come or past."""
        now = datetime.now(ZoneInfo(self.exhibition.timezone))
        opens, closes = self.exhibition.opens, self.exhibition.closes
        if opens is not None and (now.date() < opens or (closes and now.date() > closes)):
            return datetime.combine(opens, now.time().replace(hour=12, minute=0), now.tzinfo)
        return now

    # Names of files

    def original_of(self, name: str) -> str:
        """The file of which another one is the translation: "works/a.es.md" -> "works/a.md"."""
        path = PurePosixPath(name)
        if path.suffix not in (".md", ".yaml"):
            return f"{path.with_suffix('')}.md" if path.suffix.casefold() in ENDINGS else name
        found = _TRANSLATION.match(path.stem)
        if found is None:
            return name
        return path.with_name(found["stem"] + path.suffix).as_posix()

    def language_of(self, name: str) -> str:
        """The language of a translation; "" for a file that is none."""
        found = _TRANSLATION.match(PurePosixPath(name).stem)
        return found["language"] if found else ""

    def translation_of(self, name: str, language: str) -> str:
        """The file in which an item is written in a language."""
        if language in ("", self.languages[0]):
            return name
        path = PurePosixPath(name)
        return path.with_name(f"{path.stem}.{language}{path.suffix}").as_posix()

    def title_of(self, name: str) -> str:
        """The title of an item as its file says, or the file's own name."""
        return self._model.read(name).text("title") or PurePosixPath(name).stem

    # Rows

    def works(self) -> list[WorkRow]:
        """The works as they hang, then those that are not shown."""
        rows = [self._row_of(work) for work in self.snapshot.works]
        known = {row.key for row in rows}
        for name in self._model.names("work"):
            key = self.original_of(name).removesuffix(".md")
            if key not in known and self.is_read:
                known.add(key)
                rows.append(self._hidden_row(key))
        return rows

    def _row_of(self, work: Work) -> WorkRow:
        state = ""
        if work.content_note:
            state = said(Message("behind a content note"))
        picture = self.folder / work.picture.file if work.picture else None
        return WorkRow(
            name=f"{work.key}.md",
            key=work.key,
            title=_first(work.title.values),
            artist=_first(work.artist.values),
            picture=picture,
            first_lines=_lines_of(_first(work.body.values)),
            state=state,
        )

    def _hidden_row(self, key: str) -> WorkRow:
        name = f"{key}.md"
        label = self._model.read(name)
        state = Message("not shown: see Problems")
        if self.is_withdrawn(name):
            state = Message("taken down")
        return WorkRow(
            name=name,
            key=key,
            title=label.text("title") or PurePosixPath(key).name,
            artist=label.text("artist"),
            picture=self._picture_of(key),
            first_lines=_lines_of(label.body),
            state=said(state),
            is_shown=False,
        )

    def _picture_of(self, key: str) -> Path | None:
        for ending in ENDINGS:
            path = self.folder / f"{key}{ending}"
            if path.is_file():
                return path
        return None

    def work_row(self, name: str) -> WorkRow | None:
        """The row of a work by one of its files."""
        original = self.original_of(name)
        return next((row for row in self.works() if row.name == original), None)

    def events(self) -> list[FileRow]:
        """The events with how their dates are read; then those that cannot be read."""
        by_file = {event.file: event for event in self.snapshot.events}
        rows = []
        for name in self._model.names("event"):
            if self.language_of(name) in self.languages[1:]:
                continue
            event = by_file.get(name)
            rows.append(
                FileRow(
                    name=name,
                    key=event.key if event else name.removesuffix(".md"),
                    kind="event",
                    title=self.title_of(name),
                    words=self._when_words(name, event),
                )
            )
        return rows

    def _when_words(self, name: str, event: Event | None) -> str:
        if event is None and self.is_read:
            return said(Message("not shown: see Problems"))
        return self._model.read(name).text("when")

    def texts(self) -> list[FileRow]:
        """The exhibition, then resources, pages and notices."""
        rows = [
            FileRow(
                name=_SETTINGS,
                key="about",
                kind="screen",
                title=self.title,
                words=said(Message("the exhibition: title, days, help line")),
            )
        ]
        for kind, words in (
            ("resource", Message("a resource")),
            ("page", Message("a page of the screen About")),
            ("notice", Message("a notice")),
        ):
            for name in self._model.names(kind):
                if self.language_of(name) in self.languages[1:]:
                    continue
                rows.append(
                    FileRow(
                        name=name,
                        key="about" if kind == "page" else name.removesuffix(".md"),
                        kind={"page": "screen"}.get(kind, kind),
                        title=self.title_of(name),
                        words=said(words),
                    )
                )
        return rows

    def counts(self) -> Mapping[str, int]:
        """How many there are, by the English name of the section."""
        if not self.is_read:
            return {}
        return {
            "Works": len(self.works()),
            "Events": len(self.events()),
            "Problems": len(self.problems()),
        }

    # Forms

    def form(self, name: str, language: str = "") -> FormViewModel:
        """The form of a file, in one of the exhibition's languages."""
        groups = self._groups_of(name)
        if self.translation_of(name, language) != name:
            groups = _translatable(groups)
        return FormViewModel(self, name, groups, language)

    def _groups_of(self, name: str) -> Sequence[FieldGroup]:
        match name.partition("/")[0]:
            case "works":
                has_picture = self._picture_of(name.removesuffix(".md")) is not None
                return fields.PICTURE_FORM if has_picture else fields.WRITTEN_FORM
            case "events":
                return fields.EVENT_FORM
            case "resources":
                return fields.RESOURCE_FORM
            case "pages":
                return fields.PAGE_FORM
            case "notices":
                return fields.NOTICE_FORM
        return fields.EXHIBITION_FORM

    def is_editable(self, file: str) -> bool:
        """False for a file whose keys cannot be read."""
        document = self._model.read(file)
        return document.is_editable or not document.raw

    def value(self, file: str, field: FormField) -> str:
        """What a field of a file says, with what is typed and not saved yet."""
        for draft in self._model.drafts:
            if (draft.name, draft.path) == (file, field.path):
                return draft.text
        value = self._model.read(file).value(*field.path)
        if isinstance(value, list):
            return "\n".join(str(one) for one in value)
        return value if isinstance(value, str) else ""

    def edit(self, file: str, field: FormField, text: str) -> None:
        """Write what somebody typed into a field, or chose."""
        if text and field.kind in _TEXT_KINDS:
            failure = self._model.type(file, field.path, text)
            if failure is not None:
                self._tell(f"{sentence(failure.message)}. {sentence(failure.hint)}.")
            self._show_draft(file, field.path, text)
            self.changed.emit()
            return
        self._save_drafts()
        if not text:
            self._apply(RemoveField(name=file, path=field.path))
        elif field.kind is FieldKind.LIST:
            items: list[Value] = [line.strip() for line in text.splitlines() if line.strip()]
            self._apply(SetField(name=file, path=field.path, value=items))
        else:
            self._apply(SetField(name=file, path=field.path, value=text))

    def _show_draft(self, file: str, path: tuple[str, ...], text: str) -> None:
        document = self._model.read(file)
        for draft in self._model.drafts:
            if draft.name == file:
                document = document.with_value(draft.path, draft.text)
        self.drafted.emit(file, document.raw.decode(document.encoding, "replace"))

    # Acts

    def _apply(self, edit: Edit) -> Outcome:
        outcome = self._model.apply(edit)
        self._after(outcome)
        return outcome

    def _after(self, outcome: Outcome) -> None:
        """Tell what did not work, and have what changed read."""
        if outcome.failure is not None:
            failure = outcome.failure
            self._tell(f"{sentence(failure.message)}. {sentence(failure.hint)}.")
        elif outcome.names:
            self._tell("")
        if outcome.names or outcome.conflicts:
            # So that files which came or went are listed.
            self._model.refresh()
            self._reader.request()
            self.files_changed.emit()
            self.changed.emit()

    def _tell(self, message: str) -> None:
        if message != self._last_told:
            self._last_told = message
            self.told.emit(message)

    def _save_drafts(self) -> None:
        if self._model.drafts:
            self._after(self._model.save_drafts())

    def create(self, place: str) -> str:
        """Make a new file of a kind; returns its name, "" where that did not work."""
        name, text = _NEW[place]
        taken = set(self._model.names())
        name = free_name(lambda one: one in taken or (self.folder / one).exists(), place, name)
        self._save_drafts()
        outcome = self._apply(CreateFile(name=name, text=text))
        return name if name in outcome.names else ""

    def copy_in(self, files: Sequence[Path], before: int, *, clean: bool) -> str:
        """Copy files into works/, and hang them before a place; returns the first one's label."""
        self._save_drafts()
        keys = [row.key for row in self.works()]
        copies = tuple(
            AddFile(source=file, place="works", without_metadata=clean and _is_picture(file))
            for file in files
        )
        outcome = self._apply(Several(edits=copies, label=Message("Copy files in")))
        made = list(dict.fromkeys(self.original_of(name) for name in outcome.names))
        if made and before < len(keys):
            new = [name.removesuffix(".md") for name in made]
            order = [*keys[:before], *new, *keys[before:]]
            self._apply(Reorder(keys=tuple(dict.fromkeys(order))))
        return made[0] if made else ""

    def endings(self) -> str:
        """The endings of files that can be copied in, as file dialogs take them."""
        return " ".join(f"*{ending}" for ending in (*ENDINGS, ".md"))

    def move_work(self, place: int, before: int) -> None:
        """Hang the work at ``place`` before the one at ``before``."""
        keys = [row.key for row in self.works()]
        key = keys[place]
        rest = [one for one in keys if one != key]
        rest.insert(before - (before > place), key)
        if rest != keys:
            self._save_drafts()
            self._apply(Reorder(keys=tuple(rest)))

    def is_withdrawn(self, name: str) -> bool:
        """True for a work whose label takes it down."""
        value = self._model.read(name).value("withdrawn")
        return value is not None and str(value).casefold() not in ("no", "false", "off", "")

    def withdrawal_words(self, *, down: bool) -> Message:
        """What taking a work down does, or showing it again."""
        if down:
            return Message(
                "This work is taken down: no screen shows it. Its files are still in the folder."
            )
        return Message(
            "Takes the work off every screen that shows this folder, within ten seconds: out of "
            "the loop, off the wall, and off a visitor's screen that has it open. The files stay, "
            "and you can show it again."
        )

    def withdraw(self, name: str) -> None:
        """Take a work down."""
        self._save_drafts()
        self._apply(Withdraw(key=name.removesuffix(".md")))

    def restore(self, name: str) -> None:
        """Show a work again that was taken down."""
        self._save_drafts()
        self._apply(Restore(key=name.removesuffix(".md")))

    # Undo

    @property
    def undo_words(self) -> str:
        """What undo takes back; "" where there is nothing."""
        record = self._model.undoable
        if self._model.drafts:
            return said(Message("what is being typed"))
        return _label(record) if record else ""

    @property
    def redo_words(self) -> str:
        """What redo does again; "" where there is nothing."""
        record = self._model.redoable
        return _label(record) if record else ""

    def undo(self) -> None:
        """Take the last change back."""
        self._save_drafts()
        self._after(self._model.undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        self._save_drafts()
        self._after(self._model.redo())

    def changes(self) -> list[str]:
        """What was changed, in words with the time, the last one first."""
        return [
            f"{datetime.fromtimestamp(record.at).astimezone():%Y-%m-%d %H:%M}  {_label(record)}"
            for record in reversed(self._model.history)
        ]

    @property
    def saved_words(self) -> str:
        """Whether everything is written."""
        if self._model.unwritten:
            return said(Message("Not written yet"))
        if self._model.drafts:
            return said(Message("Writing…"))
        return said(Message("Everything is saved"))

    # Problems

    def problems(self) -> list[ShownProblem]:
        """All problems of the folder, as it was last checked."""
        return self._problems

    def _shown(self, problem: Problem) -> ShownProblem:
        name = problem.path
        key = self._reading.keys.get((name, problem.line), "") if self._reading else ""
        if not key and _is_text(name):
            key = self._model.read(name).field_at(problem.line)
        return ShownProblem(
            name=name,
            key=key,
            severity=problem.severity,
            message=sentence(problem.message),
            hint=sentence(problem.hint),
            remedy="",
            problem=problem,
        )

    def problems_of(self, file: str) -> list[ShownProblem]:
        """The problems of one file, and of the pictures of its item."""
        key = file.rpartition(".")[0]
        return [
            one
            for one in self.problems()
            if one.name == file or (one.name.startswith(key) and not _is_text(one.name))
        ]

    def remedy(self, problem: ShownProblem) -> None:
        """Do what mends a problem."""

    def checklist(self) -> list[str]:
        """What is still to be done until the exhibition is ready to hang."""
        return []

    def readings_of(self, name: str) -> Mapping[str, Sequence[str]]:
        """How the dates of a file are read, by field."""
        return {}

    # Time

    def _tick(self) -> None:
        was_typing = bool(self._model.drafts)
        self._after(self._model.tick())
        if was_typing and not self._model.drafts:
            self.changed.emit()

    def _compare_folder(self) -> None:
        """See what other programs changed in the folder, and write what waits."""
        if self._model.unwritten or self._model.failure is not None:
            self._after(self._model.retry())
        outside = self._model.refresh()
        if outside:
            self._reader.request()
            self.files_changed.emit()
            self.changed.emit()

    def _on_read(self, reading: Reading) -> None:
        self._reading = reading
        if reading.problems is None:
            self.changed.emit()
            return
        self._problems = [self._shown(problem) for problem in reading.problems]
        self.problems_changed.emit()


_NEW = {
    "works": ("new-text.md", "---\ntitle:\nartist:\nmedium: poetry\n---\n"),
    "events": ("new-event.md", "---\ntitle:\nwhen:\n---\n"),
    "resources": ("new-resource.md", "---\ntitle:\nkind:\n---\n"),
    "pages": ("new-page.md", "---\ntitle:\n---\n"),
    # Put aside by its name until it is meant: a notice would be on the screen at once.
    "notices": ("new-notice.md", "---\ntitle:\nlevel: change\nprepared: yes\n---\n"),
}


def _translatable(groups: Sequence[FieldGroup]) -> tuple[FieldGroup, ...]:
    """The fields that may differ in a translation."""
    found = (
        FieldGroup(title=one.title, fields=tuple(f for f in one.fields if f.translatable))
        for one in groups
    )
    return tuple(one for one in found if one.fields)


def _label(record: Record) -> str:
    """What an act did, in words."""
    return said(record.label or Message("a change"))


def _first(values: Sequence[tuple[str, str]]) -> str:
    return values[0][1] if values else ""


def _lines_of(text: str) -> str:
    """The first lines of a text, for a small picture of it."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines[:_FIRST_LINES])[:_FIRST_LETTERS]


def _is_text(name: str) -> bool:
    return PurePosixPath(name).suffix.casefold() in (".md", ".yaml", ".yml")


def _is_picture(path: Path) -> bool:
    return path.suffix.casefold() in ENDINGS
