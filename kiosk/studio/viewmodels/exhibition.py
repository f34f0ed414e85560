"""The open exhibition: what the window shows of it, and every act of the curator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.authoring.new_folder import long_date
from kiosk.domain import Exhibition, Message, Snapshot
from kiosk.pictures.naming import ENDINGS
from kiosk.publishing.manifest import ReleaseError
from kiosk.studio.model import exhibition as model
from kiosk.studio.model.documents.document import Document
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.edits.fields import RemoveField, SetField
from kiosk.studio.model.edits.files import AddFile, Delete
from kiosk.studio.model.edits.items import Reorder, Restore, Withdraw
from kiosk.studio.model.edits.staging import SETTINGS, Edit, Several
from kiosk.studio.model.guidance.checklist import Step
from kiosk.studio.model.outcomes import Outcome
from kiosk.studio.viewmodels import fields, forms
from kiosk.studio.viewmodels.comparison import files_of_release
from kiosk.studio.viewmodels.fields import FieldKind, FormField
from kiosk.studio.viewmodels.file_rows import FileRow
from kiosk.studio.viewmodels.folder_reading import FolderReading, Reading
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.importing import Proposed, making
from kiosk.studio.viewmodels.names import is_picture, original_of, translation_of
from kiosk.studio.viewmodels.new_files import new_file
from kiosk.studio.viewmodels.problems import ProblemGroup, ShownProblem, sentence, shown_conflict
from kiosk.studio.viewmodels.readings import event_readings
from kiosk.studio.viewmodels.revisions import Revision, revisions_in_words, words_of
from kiosk.studio.viewmodels.rows import FolderRows, is_withdrawn
from kiosk.studio.viewmodels.work_rows import WorkRow
from kiosk.studio.wording import said

# Milliseconds between two looks: at what is typed, and at the folder.
_TICK_MS, _FOLDER_MS = 250, 2000
_TEXT_KINDS = (
    FieldKind.LINE,
    FieldKind.PARAGRAPH,
    FieldKind.TEXT,
    FieldKind.SUGGESTION,
)


class OpeningError(Exception):
    """A folder that cannot be opened; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class ExhibitionViewModel(QObject):
    """One open folder. Raises OpeningError when there is none.

    ``changed`` follows each change of a file or of what was read, ``typed`` each key in a field,
    and ``problems_changed`` each check.
    ``files_changed`` is emitted when the preview has to read the folder, ``drafted`` with a file
    and its text as it is typed. ``told`` is emitted with what did not work, and "" once it does.
    """

    changed = Signal()
    typed = Signal()
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
        self._problems: Sequence[ShownProblem] = ()
        self._last_told = ""
        # Made once for each change: a thousand of them take a while.
        self._work_rows: list[WorkRow] | None = None
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
        return self._model.read(SETTINGS).text("title") or self.folder.name

    @property
    def languages(self) -> Sequence[str]:
        """The exhibition's languages; the first is that of the files without a tag."""
        return self.exhibition.languages

    def first_moment(self) -> datetime:
        """Now at the exhibition, or its first day at noon where that is still to come or past."""
        now = self.now
        opens, closes = self.exhibition.opens, self.exhibition.closes
        if opens is not None and (now.date() < opens or (closes and now.date() > closes)):
            return datetime.combine(opens, now.time().replace(hour=12, minute=0), now.tzinfo)
        return now

    def translation_of(self, name: str, language: str) -> str:
        """The file in which an item is written in a language."""
        return name if language in ("", self.languages[0]) else translation_of(name, language)

    def title_of(self, name: str) -> str:
        """The title of an item as its file says, or the file's own name."""
        return self._folder_rows.title_of(name)

    # FolderRows

    @property
    def _folder_rows(self) -> FolderRows:
        snapshot = self._reading.result.snapshot if self._reading else None
        return FolderRows(self.folder, self._model, snapshot)

    def works(self) -> list[WorkRow]:
        """The works as they hang, then those that are not shown."""
        if self._work_rows is None:
            self._work_rows = self._folder_rows.works()
        return self._work_rows

    def work_row(self, name: str) -> WorkRow | None:
        """The row of a work by one of its files."""
        original = original_of(name)
        return next((row for row in self.works() if row.name == original), None)

    def events(self) -> list[FileRow]:
        """The events that are files of their own."""
        return self._folder_rows.events(self.languages)

    def texts(self) -> list[FileRow]:
        """The exhibition, then resources, pages and notices."""
        return self._folder_rows.texts(SETTINGS, self.title, self.languages)

    def counts(self) -> Mapping[str, int]:
        """How many there are, by the English name of the section."""
        if not self.is_read:
            return {}
        return {
            "Works": len(self.works()),
            "Events": len(self.events()),
            "Problems": sum(one.group is ProblemGroup.ACT for one in self.problems()),
        }

    # Forms

    def form(self, name: str, language: str = "") -> FormViewModel:
        """The form of a file, in one of the exhibition's languages."""
        groups = forms.form_of(name, has_picture=self.has_picture(name))
        if self.translation_of(name, language) != name:
            groups = fields.translatable(groups)
        return FormViewModel(self, name, groups, language)

    def has_picture(self, name: str) -> bool:
        """True for a work with a picture of its own."""
        return self._folder_rows.picture_of(name.removesuffix(".md")) is not None

    def is_editable(self, file: str) -> bool:
        """False for a file whose keys cannot be read."""
        document = self._model.read(file)
        return document.is_editable or not document.raw

    def value(self, file: str, field: FormField) -> str:
        """What a field of a file says, with what is typed and not saved yet."""
        for draft in self._model.drafts:
            if (draft.name, draft.path) == (file, field.path):
                return draft.text
        return fields.typed_text(field, self._model.read(file).value(*field.path))

    def edit(self, file: str, field: FormField, text: str) -> None:
        """Write what somebody typed into a field, or chose."""
        if text and field.kind in _TEXT_KINDS:
            failure = self._model.type(file, field.path, text)
            if failure is not None:
                self._tell(f"{sentence(failure.message)}. {sentence(failure.hint)}.")
            document = self._drafted(file)
            self.drafted.emit(file, document.raw.decode(document.encoding, "replace"))
            self.typed.emit()
            return
        self._save_drafts()
        if not text:
            self._apply(RemoveField(name=file, path=field.path))
        else:
            self._apply(SetField(name=file, path=field.path, value=fields.value_of(field, text)))

    def _drafted(self, file: str) -> Document:
        """A file with what is typed and not saved yet."""
        document = self._model.read(file)
        with suppress(EditRefusedError):
            for draft in self._model.drafts:
                if draft.name == file:
                    document = document.with_value(draft.path, draft.text)
        return document

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
            self._announce()

    def _announce(self) -> None:
        """Have everything shown anew."""
        self._work_rows = None
        self.changed.emit()

    def _tell(self, message: str) -> None:
        if message != self._last_told:
            self._last_told = message
            self.told.emit(message)

    def apply(self, edit: Edit) -> Outcome:
        """Do an edit, after what is being typed."""
        self._save_drafts()
        return self._apply(edit)

    def document(self, name: str) -> Document:
        """A text file as it will be when all is written; an empty one for none."""
        return self._model.read(name)

    def names_in(self, place: str) -> Sequence[str]:
        """The paths of the files in a sub-folder, such as "works"."""
        return self._model.current_names(place)

    def save_now(self) -> None:
        """Write what is being typed, without waiting for a pause."""
        self._save_drafts()

    def _save_drafts(self) -> None:
        if self._model.drafts:
            self._after(self._model.save_drafts())

    def create(self, place: str) -> str:
        """Make a new file of a kind; returns its name, "" where that did not work."""
        self._save_drafts()
        name, edit = new_file(place, [*self._model.names(), *self._model.current_names(place)])
        outcome = self._apply(edit)
        return name if name in outcome.names else ""

    def make(self, files: Sequence[Proposed]) -> bool:
        """Make files that were proposed; False where that did not work."""
        self._save_drafts()
        return self._apply(making(files)).failure is None

    def copy_in(self, files: Sequence[Path], before: int, *, clean: bool) -> str:
        """Copy files into works/, and hang them before a place; returns the first one's label."""
        self._save_drafts()
        keys = [row.key for row in self.works()]
        copies = tuple(
            AddFile(source=file, place="works", without_metadata=clean and is_picture(file.name))
            for file in files
        )
        outcome = self._apply(Several(edits=copies, label=Message("Copy files in")))
        made = list(dict.fromkeys(original_of(name) for name in outcome.names))
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
        return is_withdrawn(self._model.read(name))

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

    def delete(self, name: str) -> None:
        """Take all files of an item out of the folder; undo brings them back."""
        self._save_drafts()
        key = name.removesuffix(".md")
        place = str(PurePosixPath(name).parent)
        names = tuple(
            one
            for one in self._model.current_names(place)
            if one == name or (name.endswith(".md") and _is_of_item(one, key))
        )
        if names:
            self._apply(Delete(names=names))

    def help_line_was_called(self) -> None:
        """Write today as the day on which the help line's numbers were found right."""
        self._save_drafts()
        today = self.now.date()
        path = ("help_line", "verified_on")
        self._apply(SetField(name=SETTINGS, path=path, value=long_date(today)))

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
        return words_of(record) if record else ""

    @property
    def redo_words(self) -> str:
        """What redo does again; "" where there is nothing."""
        record = self._model.redoable
        return words_of(record) if record else ""

    def undo(self) -> None:
        """Take the last change back."""
        self._save_drafts()
        self._after(self._model.undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        self._save_drafts()
        self._after(self._model.redo())

    def revisions(self) -> list[Revision]:
        """Every act after which the folder was in another state, the last one first."""
        return revisions_in_words(self._model)

    def go_back(self, number: int) -> None:
        """Bring the folder back to the state after a revision, in one act."""
        self._save_drafts()
        self._after(self._model.go_back(number))

    def go_back_to_release(self, destination: Path, name: str, words: str) -> None:
        """Bring the folder back to a release, in one act."""
        self._save_drafts()
        try:
            files = files_of_release(destination, name)
        except ReleaseError as error:
            self._tell(sentence(error.message))
            return
        except OSError as error:
            self._tell(f"{error.filename}: {error.strerror}")
            return
        self._after(self._model.return_to(files, Message("Go back to {moment}", moment=words)))

    @property
    def saved_words(self) -> str:
        """Whether everything is written."""
        if self._model.unwritten:
            return said(Message("Not written yet"))
        if self._model.drafts:
            return said(Message("Writing…"))
        return said(Message("Everything is saved"))

    # Problems

    def problems(self) -> Sequence[ShownProblem]:
        """What two people have written differently, and what the check says."""
        return [*map(shown_conflict, self._model.conflicts), *self._problems]

    def problems_of(self, file: str) -> list[ShownProblem]:
        """The problems of one file, and of the pictures of its item."""
        key = file.rpartition(".")[0]
        return [
            one
            for one in self.problems()
            if one.name == file or (is_picture(one.name) and _is_of_item(one.name, key))
        ]

    def remedy(self, problem: ShownProblem) -> None:
        """Do what mends a problem, or write our own words over somebody else's."""
        self._save_drafts()
        if problem.edit is not None:
            self._apply(problem.edit)
        elif problem.conflict is not None:
            self._after(self._model.resolve(problem.conflict, problem.conflict.ours))
            self.problems_changed.emit()

    @property
    def steps(self) -> Sequence[Step]:
        """The steps until the exhibition is ready to hang, as it was last checked."""
        return self._reading.steps if self._reading else ()

    def readings_of(self, name: str) -> Mapping[str, Sequence[str]]:
        """How the dates of an event are read as they are typed, by field."""
        if not name.startswith("events/") or not self.is_read:
            return {}
        return event_readings(self._drafted(name).values, self.exhibition, self.now)

    @property
    def now(self) -> datetime:
        """This moment at the exhibition."""
        return datetime.now(ZoneInfo(self.exhibition.timezone))

    # Time

    def _tick(self) -> None:
        was_typing = bool(self._model.drafts)
        self._after(self._model.tick())
        if was_typing and not self._model.drafts:
            self._announce()

    def _compare_folder(self) -> None:
        """See what other programs changed in the folder, and write what waits."""
        if self._model.unwritten or self._model.failure is not None:
            self._after(self._model.retry())
        outside = self._model.refresh()
        if outside:
            self._reader.request()
            self.files_changed.emit()
            self._announce()

    def _on_read(self, reading: Reading) -> None:
        if reading.problems is None:
            # The steps are those of the last check.
            self._reading = replace(reading, steps=tuple(self.steps))
            self._announce()
            return
        self._reading = reading
        self._problems = reading.problems
        self.problems_changed.emit()


def _is_of_item(name: str, key: str) -> bool:
    """True for a file of an item by its path without suffix."""
    return name.startswith((f"{key}.", f"{key}--"))
