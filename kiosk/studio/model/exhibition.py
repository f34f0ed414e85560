"""One exhibition's folder as it is edited: read, changed, undone, and kept in step with others."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.scan.folder_scan import KINDS, FolderScan, scan
from kiosk.domain import Message
from kiosk.studio.model.documents.document import Document, kind_of
from kiosk.studio.model.documents.key_splices import KeyPath
from kiosk.studio.model.documents.merge import changed_paths
from kiosk.studio.model.documents.refusal import EditRefusedError, EncodingRefusedError
from kiosk.studio.model.edits.fields import RemoveField, SaveAsUtf8, SetField
from kiosk.studio.model.edits.past_files import PastFile, TakeFiles
from kiosk.studio.model.edits.staging import Edit, Several
from kiosk.studio.model.history.conflicts import Conflicts
from kiosk.studio.model.history.current_files import CurrentFiles
from kiosk.studio.model.history.drafts import Draft, DraftFiles
from kiosk.studio.model.history.journal import Change, Journal, Record, RecordKind
from kiosk.studio.model.history.journaled_writer import JournaledWriter
from kiosk.studio.model.history.past_states import changes_back_to, revisions
from kiosk.studio.model.history.pruning import prune
from kiosk.studio.model.history.staged_folder import StagedFolder
from kiosk.studio.model.history.steps import left_as_they_are, plan_step
from kiosk.studio.model.history.undo_stack import UndoStack
from kiosk.studio.model.outcomes import (
    Conflict,
    Deleted,
    Failure,
    Outcome,
    OutsideChanges,
    failure_of,
)
from kiosk.studio.model.storage.folder_files import FileChangedError, FolderFiles

# How often an edit is planned anew because a file changed while it was being written.
_MOST_PLANS = 4


class Exhibition:
    """A folder, its history, and what is still to be written; used from one thread.

    Nothing here raises for what is in the folder or for a disk that fails: an ``Outcome`` tells it.
    ``folder`` is absolute. ``failure`` is why the last act, or what waits, is not in the folder.
    """

    def __init__(
        self, folder: Path, journal: Journal, clock: Callable[[], float] = time.time
    ) -> None:
        self.folder = folder
        self.failure: Failure | None = None
        self._files, self._journal, self._clock = FolderFiles(folder), journal, clock
        self._conflicts = Conflicts(journal)
        self._writer = JournaledWriter(self._files, journal)
        self._current = CurrentFiles(self._files, journal, self._writer)
        self._undo = UndoStack()
        # What could not even be journaled.
        self._unjournaled: list[Edit] = []
        self._scan: FolderScan | None = None
        self._drafts = DraftFiles(journal.folder / "drafts")
        self._replay()

    @classmethod
    def open(cls, folder: Path, journal_dir: Path, clock: Callable[[], float] = time.time) -> Self:
        """Open a folder; its journal lies below ``journal_dir``, which is never in the folder.

        What was journaled and not written when the program last ended is written now. ``clock``
        gives seconds since 1970. Raises OSError when the journal cannot be opened.
        """
        folder = folder.absolute()
        return cls(folder, Journal(journal_dir, folder), clock)

    def close(self) -> Outcome:
        """Save what is typed, and let another window have the journal."""
        outcome = self.save_drafts()
        self._journal.close()
        return outcome

    # Reading.

    def names(self, kind: str = "") -> tuple[str, ...]:
        """The files of the folder that are read, of one kind ("work") or of all; by name."""
        return self._current.names(self._scanned(), kind)

    def read(self, name: str) -> Document:
        """A text file as it will be when all is written; an empty document for none."""
        try:
            return self._current.read(name)
        except OSError as error:
            self.failure = failure_of(error)
            return self._current.seen(name) or Document(name, b"")

    def current_bytes(self, name: str) -> bytes | None:
        """The bytes of a text file with what waits to be written; None for no file."""
        return self._current.current_bytes(name)

    def current_names(self, place: str) -> Sequence[str]:
        """The paths of the files in a sub-folder."""
        return self._current.current_names(place)

    # Changing.

    def apply(self, edit: Edit) -> Outcome:
        """Do an edit: journal it, then write it. One that fails to be written waits.

        A field that somebody else has changed becomes a conflict; the other fields are written.
        """
        self._write_waiting()
        failure = self._apply_unjournaled()
        if failure is not None:
            # Edits keep their order: an older one must not be written over a newer one.
            self._unjournaled.append(edit)
            return Outcome(failure=failure)
        return self._apply(edit)

    def _apply(self, edit: Edit) -> Outcome:
        for _ in range(_MOST_PLANS):
            staged = StagedFolder(self._current)
            try:
                edit.plan(staged)
                changes = staged.changes(self._journal.contents)
            except EncodingRefusedError as error:
                remedy = Several(edits=(SaveAsUtf8(name=error.name), edit), label=edit.label)
                return Outcome(failure=replace(failure_of(error), remedy=remedy))
            except EditRefusedError as error:
                return Outcome(failure=failure_of(error))
            except OSError as error:
                return self._not_journaled(edit, error)
            try:
                outcome = self._commit(RecordKind.EDIT, edit.label, changes, 0)
            except FileChangedError:
                continue
            except OSError as error:
                return self._not_journaled(edit, error)
            asked = self._conflicts.ask(staged.clashes, self._clock())
            return Outcome(names=outcome.names, conflicts=asked, failure=outcome.failure)
        return Outcome(failure=failure_of(FileChangedError("")))

    def undo(self) -> Outcome:
        """Take the last edit back that is not undone; a file that others changed is merged."""
        record = self.undoable
        if record is None:
            return Outcome()
        changes = [change.reversed() for change in reversed(record.changes)]
        return self._step(RecordKind.UNDO, record.label, changes, record.number)

    def redo(self) -> Outcome:
        """Do the edit again that was undone last."""
        record = self.redoable
        return (
            Outcome()
            if record is None
            else self._step(RecordKind.REDO, record.label, record.changes, record.number)
        )

    def go_back(self, number: int) -> Outcome:
        """Bring the folder back to the state after the revision ``number``, 0 for the first one.

        It is one edit, which can be undone. What others changed since is merged field by field;
        a file that cannot be merged stays as it is, which the outcome tells.
        """
        self.save_drafts()
        record = next((one for one in self.revisions if one.number == number), None)
        moment = (
            f"{datetime.fromtimestamp(record.at).astimezone():%Y-%m-%d %H:%M}" if record else ""
        )
        label = (
            Message("Go back to {moment}", moment=moment)
            if record
            else Message("Go back to the beginning")
        )
        changes = changes_back_to(self._journal.records, number)
        return self._step(RecordKind.EDIT, label, changes, leaves=True)

    def return_to(self, files: Mapping[str, PastFile], label: Message) -> Outcome:
        """Bring all files that are read back to a past state, such as a release: one edit.

        Other files go; undo brings them back. A file that is no text counts as unchanged where its
        size and its time, to the millisecond, are those of then.
        """
        self.save_drafts()
        self.refresh()
        found = self._scanned()
        stamps = _stamps(found) if found else {}
        try:
            differing = {
                name: past
                for name, past in files.items()
                if not _is_as_then(name, past, stamps) and self._current.digest(name) != past.sha256
            }
        except OSError as error:
            self.failure = failure_of(error)
            return Outcome(failure=self.failure)
        gone = tuple(name for name in self.names() if name not in files)
        if not (differing or gone):
            return Outcome()
        return self.apply(TakeFiles(files=differing, gone=gone, label=label))

    @property
    def revisions(self) -> tuple[Record, ...]:
        """The acts after each of which the folder can be brought back, the last one first."""
        return revisions(self._journal.records)

    @property
    def undoable(self) -> Record | None:
        """The edit that ``undo`` takes back; its ``label`` names it."""
        return self._undo.undoable

    @property
    def redoable(self) -> Record | None:
        """The edit that ``redo`` does again."""
        return self._undo.redoable

    @property
    def history(self) -> tuple[Record, ...]:
        """All edits that can be undone, the oldest first."""
        return self._undo.done

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields to be asked about, also those of an earlier run."""
        return self._conflicts.all

    @property
    def deleted(self) -> tuple[Deleted, ...]:
        """The files that were deleted here and are not there, the last one first."""
        found: dict[str, Deleted] = {}
        for record in self._journal.records:
            for change in record.changes:
                if change.after is None and change.before and not change.moved_from:
                    found.pop(change.name, None)
                    found[change.name] = Deleted(
                        name=change.name, digest=change.before, at=record.at
                    )
        there = set(self.names())
        return tuple(one for name, one in reversed(found.items()) if name not in there)

    @property
    def read_only(self) -> Failure | None:
        """Why nothing can be written into the folder now; None where it can."""
        if not self._files.is_there:
            return failure_of(FileNotFoundError(errno.ENOTDIR, "", None))
        for place in (self.folder, *(self.folder / name for name in KINDS)):
            if place.is_dir() and not os.access(place, os.W_OK):
                return failure_of(PermissionError(errno.EACCES, "", str(place)))
        return None

    @property
    def unwritten(self) -> tuple[str, ...]:
        """The files of which a change waits until it can be written."""
        return tuple(self._writer.overlay)

    def retry(self) -> Outcome:
        """Try again to write what waits; called now and then, and when a disk is back."""
        names = tuple(one for record in self._writer.waiting for one in record.names)
        failure = self._write_waiting()
        before = len(self._undo.done)
        failure = self._apply_unjournaled() or failure
        self.failure = failure
        names += tuple(one for record in self._undo.done[before:] for one in record.names)
        return Outcome(names=() if failure else names, failure=failure)

    def _apply_unjournaled(self) -> Failure | None:
        """Do what could not be journaled, in its order; why the first one still cannot be."""
        pending, self._unjournaled = self._unjournaled, []
        for number, edit in enumerate(pending):
            outcome = self._apply(edit)
            if self._unjournaled:
                self._unjournaled = pending[number:]
                return outcome.failure
        return None

    def resolve(self, conflict: Conflict, value: Value | None) -> Outcome:
        """Answer a conflict: ``value`` is written, which may be ours, theirs or another one."""
        self._conflicts.answer([conflict], self._clock())
        current = self.read(conflict.name)
        if value is None:
            return self.apply(RemoveField(name=conflict.name, path=conflict.path))
        return self.apply(
            SetField(
                name=conflict.name,
                path=conflict.path,
                value=value,
                seen=current.value(*conflict.path),
            )
        )

    # Other people.

    def refresh(self) -> OutsideChanges:
        """Compare the folder with the last look at it; no file that is unchanged is opened.

        Files that ``read`` gave are read again. What is typed meanwhile is merged when it is saved.
        """
        self._write_waiting()
        before = self._scan
        after = self._scan = self._new_scan()
        if after is None or before is None:
            self._scan = after or before
            gone = FileNotFoundError(errno.ENOTDIR, "", None)
            return OutsideChanges(failure=None if after else failure_of(gone))
        was, now = _stamps(before), _stamps(after)
        changed: dict[str, tuple[KeyPath, ...]] = {}
        for name in sorted(now.keys() & was.keys()):
            if now[name] != was[name] and not self._writer.is_own(name):
                self._note_change(name, changed)
        added, removed = sorted(now.keys() - was.keys()), sorted(was.keys() - now.keys())
        for name in removed:
            self._current.drop(name)
        found = OutsideChanges(
            added=tuple(name for name in added if not self._writer.is_own(name)),
            removed=tuple(name for name in removed if not self._writer.is_own(name)),
            changed=changed,
        )
        self._writer.own.clear()
        return found

    def _note_change(self, name: str, changed: dict[str, tuple[KeyPath, ...]]) -> None:
        seen = self._current.seen(name)
        if seen is None:
            changed[name] = ()
            return
        current = self.read(name)
        if current.raw != seen.raw:
            changed[name] = changed_paths(seen, current)

    # Typing.

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """What is typed and not yet saved, also what was restored after a crash."""
        return self._drafts.all

    def type(self, name: str, path: KeyPath, text: str) -> Failure | None:
        """Tell what a field holds while a person types; it is safe from a crash within 1.25 s.

        Call ``tick`` every 250 ms. The field is saved 1 s after the last key.
        """
        seen = (self._current.seen(name) or self.read(name)).value(*path)
        try:
            self._drafts.type(name, path, text, seen, self._clock())
        except OSError as error:
            self.failure = failure_of(error)
            return self.failure
        return None

    def tick(self) -> Outcome:
        """Keep drafts that are due, and save those that rest."""
        try:
            self._drafts.keep_due(self._clock())
        except OSError as error:
            self.failure = failure_of(error)
        return self._save(self._drafts.resting(self._clock()))

    def save_drafts(self) -> Outcome:
        """Save all drafts now, as when a field is left."""
        return self._save(self.drafts)

    def _save(self, drafts: Sequence[Draft]) -> Outcome:
        names: list[str] = []
        conflicts: list[Conflict] = []
        failure: Failure | None = None
        for draft in drafts:
            value: Value = draft.text
            outcome = self.apply(
                SetField(name=draft.name, path=draft.path, value=value, seen=draft.seen)
            )
            if outcome.failure is None or outcome.failure.is_kept:
                self._drafts.close(draft)
            else:
                self._drafts.refuse(draft)
            names += outcome.names
            conflicts += outcome.conflicts
            failure = outcome.failure or failure
        return Outcome(names=tuple(names), conflicts=tuple(conflicts), failure=failure)

    # How.

    def _commit(
        self, kind: RecordKind, label: Message | None, changes: Sequence[Change], refers_to: int
    ) -> Outcome:
        """Journal and write changes. Raises OSError where they cannot be journaled."""
        if not changes and kind is RecordKind.EDIT:
            return Outcome()
        record, written = self._writer.commit(kind, self._clock(), label, changes, refers_to)
        self.failure = written.failure or self.failure
        if written.failure is None or written.failure.is_kept:
            self._undo.count(record)
            self._see(change.name for change in changes)
        if written.failure is None and not self._writer.waiting:
            self.failure = None
        self._prune()
        return Outcome(
            names=tuple(written.names),
            failure=written.failure or (self.failure if self._writer.waiting else None),
        )

    def _prune(self) -> None:
        """Keep the journal within its bounds."""
        if prune(self._journal, self._writer.waiting):
            self._undo.drop_before(self._journal.records[0].number)

    def _see(self, names: Iterable[str]) -> None:
        for name in names:
            if self._current.seen(name) is not None or kind_of(name):
                self._current.drop(name)
                if name.endswith((".md", ".yaml", ".yml")):
                    self.read(name)

    def _step(
        self,
        kind: RecordKind,
        label: Message | None,
        changes: Sequence[Change],
        refers_to: int = 0,
        *,
        leaves: bool = False,
    ) -> Outcome:
        """Undo or redo changes; where others changed a file since, merge.

        With ``leaves``, a file that cannot be merged stays; else nothing is done.
        """
        self._write_waiting()
        try:
            step = plan_step(changes, self._current, self._writer, self._journal, leaves=leaves)
            outcome = self._commit(kind, label, step.changes, refers_to)
        except OSError as error:
            self.failure = failure_of(error)
            return Outcome(failure=self.failure)
        return Outcome(
            names=outcome.names,
            conflicts=self._conflicts.ask(step.clashes, self._clock()),
            failure=outcome.failure or (left_as_they_are(step.left) if step.left else None),
        )

    def _write_waiting(self) -> Failure | None:
        if not self._writer.waiting:
            return None
        written = self._writer.write_waiting(self._clock())
        self._conflicts.ask(written.clashes, self._clock())
        self.failure = written.failure
        self._see(written.names)
        return written.failure

    def _not_journaled(self, edit: Edit, error: OSError) -> Outcome:
        """Hold an edit in memory that could not be journaled; ``retry`` does it again."""
        self.failure = failure_of(error)
        if not isinstance(error, FileChangedError):
            self._unjournaled.append(edit)
        return Outcome(failure=self.failure)

    def _replay(self) -> None:
        """Take the history from the journal, and write what an earlier run did not."""
        records = self._journal.records
        void = {one.refers_to for one in records if one.kind is RecordKind.VOID}
        # Records are written in their order: what was journaled before one that is done is done.
        done = max((one.refers_to for one in records if one.kind is RecordKind.DONE), default=0)
        for record in records:
            if record.is_changing and record.number not in void:
                self._undo.count(record)
                if record.number > done:
                    self._writer.recover(record)
        self._files.clear_unfinished(self._clock())
        self._write_waiting()
        self._drafts.restore(self._clock())
        self._prune()
        self._scan = self._new_scan()

    def _scanned(self) -> FolderScan | None:
        if self._scan is None:
            self._scan = self._new_scan()
        return self._scan

    def _new_scan(self) -> FolderScan | None:
        if not self._files.is_there:
            return None
        try:
            return scan(self.folder)
        except OSError:
            return None


def _is_as_then(name: str, past: PastFile, stamps: Mapping[str, tuple[int, int]]) -> bool:
    """True for a picture or a recording with the size and the time of then."""
    size, at = stamps.get(name, (-1, 0))
    is_text = name.endswith((".md", ".yaml", ".yml", ".ics"))
    return not is_text and (size, at // 1_000_000) == (past.size, past.modified_ms)


def _stamps(found: FolderScan) -> dict[str, tuple[int, int]]:
    return {name: (size, at) for files in found.files.values() for name, size, at in files}
