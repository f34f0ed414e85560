"""Writes changes into the folder: first into the journal, then file by file; what fails waits."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from kiosk.domain import Message
from kiosk.studio.model.documents.document import Document
from kiosk.studio.model.documents.merge import Clash, merge
from kiosk.studio.model.history.journal import Change, Journal, Record, RecordKind
from kiosk.studio.model.outcomes import Failure, failure_of
from kiosk.studio.model.storage.folder_files import FileChangedError, FolderFiles
from kiosk.studio.model.storage.stored_bytes import digest_of_bytes


@dataclass(kw_only=True, slots=True)
class Written:
    """The files that were written, the fields in which others were before us, and a failure."""

    names: list[str] = field(default_factory=list)
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    failure: Failure | None = None


class JournaledWriter:
    """Writes records of a journal.

    ``overlay`` has the contents, by digest, None for no file, of what waits to be written.
    ``own`` has the last contents that were written here, by which a later scan knows them.
    """

    def __init__(self, files: FolderFiles, journal: Journal) -> None:
        self._files, self._journal = files, journal
        self.waiting: list[Record] = []
        self.overlay: dict[str, str | None] = {}
        self.own: dict[str, str | None] = {}

    def commit(
        self,
        kind: RecordKind,
        at: float,
        label: Message | None,
        changes: Sequence[Change],
        refers_to: int = 0,
    ) -> tuple[Record, Written]:
        """Journal changes and write them.

        Raises OSError where they cannot be journaled, FileChangedError where a file is no longer
        what it was planned from; the folder is then as before. What cannot be written waits, but
        names of files are not changed later: they fail at once.
        """
        renames = any(one.moved_from for one in changes)
        record = self._journal.append(kind, at, label, tuple(changes), refers_to)
        if self.waiting:
            if renames:
                self._journal.append(RecordKind.VOID, at, refers_to=record.number)
                return record, Written(failure=Failure(message=_MUST_WRITE_FIRST))
            self._wait(record)
            return record, Written(names=[one.name for one in changes])
        done: list[Change] = []
        try:
            for change in changes:
                self._perform(change)
                done.append(change)
        except FileChangedError:
            self._take_back(done)
            self._void(record, at)
            raise
        except OSError as error:
            if renames or isinstance(error, FileExistsError):
                self._take_back(done)
                self._void(record, at)
                return record, Written(failure=failure_of(error))
            self._wait(record)
            return record, Written(
                names=[one.name for one in changes], failure=failure_of(error, is_kept=True)
            )
        self._done(record, at)
        return record, Written(names=[one.name for one in changes])

    def recover(self, record: Record) -> None:
        """Have a record of an earlier run written with the next ``write_waiting``."""
        self._wait(record)

    def write_waiting(self, at: float) -> Written:
        """Write what waits, in its order; where others changed a file, merge field by field."""
        written = Written()
        while self.waiting:
            record = self.waiting[0]
            try:
                for change in record.changes:
                    written.clashes += self._perform_late(change)
            except OSError as error:
                written.failure = failure_of(error, is_kept=True)
                return written
            written.names += [one.name for one in record.changes]
            self.waiting.pop(0)
            self._done(record, at)
            later = {change.name for one in self.waiting for change in one.changes}
            for change in record.changes:
                if change.name not in later:
                    self.overlay.pop(change.name, None)
        return written

    def is_own(self, name: str) -> bool:
        """True when a file holds what was last written here."""
        if name not in self.own:
            return False
        try:
            return self._files.digest(name) == self.own.pop(name)
        except OSError:
            return False

    def _wait(self, record: Record) -> None:
        self.waiting.append(record)
        for change in record.changes:
            if not change.moved_from:
                self.overlay[change.name] = change.after

    def _void(self, record: Record, at: float) -> None:
        with suppress(OSError):
            self._journal.append(RecordKind.VOID, at, refers_to=record.number)

    def _done(self, record: Record, at: float) -> None:
        with suppress(OSError):
            self._journal.append(RecordKind.DONE, at, refers_to=record.number)

    def _take_back(self, done: Sequence[Change]) -> None:
        for change in reversed(done):
            with suppress(OSError):
                self._perform(change.reversed())

    def _perform(self, change: Change) -> None:
        """Make one change. One that is made already is passed over. Raises OSError."""
        files, contents = self._files, self._journal.contents
        if change.moved_from:
            if files.digest(change.moved_from) is None and files.digest(change.name) is not None:
                return
            files.move(change.moved_from, change.name)
            self.own[change.name] = files.digest(change.name)
            self.own[change.moved_from] = None
            return
        current = files.digest(change.name)
        self.own[change.name] = change.after
        if current == change.after:
            return
        if current != change.before:
            raise FileChangedError(change.name)
        if change.after is None:
            files.remove(change.name, change.before or "")
        elif change.before is None:
            files.create(change.name, contents.parts(change.after))
        else:
            files.replace(change.name, contents.parts(change.after), change.before)

    def _perform_late(self, change: Change) -> list[tuple[str, Clash]]:
        """Make a change that waited; a file that others changed meanwhile is merged."""
        try:
            self._perform(change)
        except FileChangedError:
            return self._merge(change)
        except FileNotFoundError:
            if not change.moved_from or not self._files.is_there:
                raise
            # The file was renamed or taken away by somebody else.
        return []

    def _merge(self, change: Change) -> list[tuple[str, Clash]]:
        theirs = self._files.read(change.name)
        plan = self.merged(change, theirs)
        if plan is None:
            return []
        document, clashes = plan
        if theirs is None:
            self._files.create(change.name, iter((document.raw,)))
        elif document.raw != theirs:
            self._files.replace(change.name, iter((document.raw,)), digest_of_bytes(theirs))
        self.own[change.name] = digest_of_bytes(document.raw)
        return [(change.name, clash) for clash in clashes]

    def merged(
        self, change: Change, theirs: bytes | None
    ) -> tuple[Document, tuple[Clash, ...]] | None:
        """A change put into a file that others changed: the document, and what clashes.

        None where nothing is to be written: it is no text, or we delete what they changed.
        """
        if change.after is None or not change.name.endswith((".md", ".yaml", ".yml")):
            return None
        contents = self._journal.contents
        ours = Document(change.name, contents.get(change.after))
        if theirs is None:
            return ours, ()
        base = Document(change.name, contents.get(change.before) if change.before else b"")
        found = merge(base, ours, Document(change.name, theirs))
        return found.document, found.clashes


_MUST_WRITE_FIRST = Message("names of files change only when all that waits has been written")
