"""The journal of one folder: every edit, before it is made, in lines that are only ever added."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kiosk.content.cache.pickle_files import name_for
from kiosk.domain import Message
from kiosk.domain.message import restore_message
from kiosk.studio.model.storage.stored_bytes import StoredBytes, parts_of, sync_folder

_FILE = "journal.jsonl"
# So many windows may edit one folder from one account; each has a journal of its own.
_MOST_WINDOWS = 20


class RecordKind(StrEnum):
    """What a line of the journal tells."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    # The changes of an edit, an undo or a redo are in the folder.
    DONE = "done"
    # They could not be made and were given up.
    VOID = "void"
    DRAFT = "draft"
    DRAFT_CLOSED = "draft closed"
    CONFLICT = "conflict"
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One file's change: the digests of its contents, None for no file.

    With ``moved_from`` the file has another name and the same content, which is then not kept.
    """

    name: str
    before: str | None = None
    after: str | None = None
    moved_from: str = ""

    @property
    def digests(self) -> tuple[str, ...]:
        """The contents that it names."""
        return tuple(filter(None, (self.before, self.after)))

    def reversed(self) -> Change:
        """What takes the change back."""
        if self.moved_from:
            return Change(name=self.moved_from, moved_from=self.name)
        return Change(name=self.name, before=self.after, after=self.before)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A line of the journal.

    ``number`` counts from 1; ``at`` is in seconds since 1970. ``label`` says what was done.
    ``refers_to`` is the number of the record that this one undoes, closes or answers. ``data`` is
    what a draft or a conflict holds, of JSON's types.
    """

    number: int
    kind: RecordKind
    at: float
    label: Message | None = None
    changes: tuple[Change, ...] = ()
    refers_to: int = 0
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_changing(self) -> bool:
        """True for one that changes files."""
        return self.kind in (RecordKind.EDIT, RecordKind.UNDO, RecordKind.REDO)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that it changes."""
        return tuple(change.name for change in self.changes)


def add_change(found: list[Change], change: Change) -> None:
    """Add a change; one of the same file since the last rename becomes one with it."""
    for at in range(len(found) - 1, -1, -1):
        if change.moved_from or found[at].moved_from:
            break
        if found[at].name == change.name:
            found[at] = Change(name=change.name, before=found[at].before, after=change.after)
            return
    found.append(change)


class Journal:
    """Records of one folder, and the contents that they name.

    The first free journal of the folder is opened: one that another window holds is passed over.
    Raises OSError when it cannot be opened.
    """

    def __init__(self, journal_dir: Path, folder: Path) -> None:
        self.contents: StoredBytes
        self.records: list[Record] = []
        self._descriptor, self._lock = -1, -1
        base = name_for(folder)
        for number in range(1, _MOST_WINDOWS + 1):
            self.folder = journal_dir / (base if number == 1 else f"{base}-{number}")
            # It holds what was deleted too, which is for nobody else.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._take():
                break
        else:
            raise OSError("too many windows edit this folder")
        self.contents = StoredBytes(self.folder / "contents")
        self._file = self.folder / _FILE
        self.records += self._read()
        self._number = max((one.number for one in self.records), default=0)
        self._number_at_start = self._number

    def close(self) -> None:
        """Let another window have the journal."""
        for descriptor in (self._descriptor, self._lock):
            if descriptor >= 0:
                os.close(descriptor)
        self._descriptor = self._lock = -1

    @property
    def size(self) -> int:
        """Bytes on the disk: the records and the contents that they name."""
        return self.record_bytes + self.contents.size

    @property
    def record_bytes(self) -> int:
        """Bytes of the records alone."""
        try:
            return self._file.stat().st_size
        except OSError:
            return 0

    def prune(self, keep_from: int, kept: Collection[int]) -> None:
        """Remove what was journaled before a record, but for those in ``kept``; raises OSError.

        A record that tells something of a kept one stays. A crash leaves the old journal or the
        new one; contents that nobody names then go with the next pruning.
        """
        stays = [
            one
            for one in self.records
            if one.number >= keep_from or one.number in kept or one.refers_to >= keep_from
        ]
        unfinished = self._file.with_suffix(".part")
        try:
            with unfinished.open("wb") as file:
                file.writelines(map(_as_line, stays))
                file.flush()
                os.fsync(file.fileno())
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1
            os.replace(unfinished, self._file)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        sync_folder(self.folder)
        self.records[:] = stays
        named = {one for record in stays for change in record.changes for one in change.digests}
        self.contents.keep_only(named)

    def append(
        self,
        kind: RecordKind,
        at: float,
        label: Message | None = None,
        changes: tuple[Change, ...] = (),
        refers_to: int = 0,
        data: Mapping[str, object] | None = None,
    ) -> Record:
        """Write a record, and have it on the disk before returning.

        Raises OSError; then the record is not in the journal. A record of DONE may come later.
        """
        record = Record(
            number=self._number + 1,
            kind=kind,
            at=at,
            label=label,
            changes=changes,
            refers_to=refers_to,
            data=data or {},
        )
        self._write(_as_line(record), is_urgent=kind is not RecordKind.DONE)
        self._number += 1
        self.records.append(record)
        return record

    def _write(self, line: bytes, *, is_urgent: bool) -> None:
        if self._descriptor < 0:
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(self._file, flags, 0o600)
            sync_folder(self.folder)
        size = os.fstat(self._descriptor).st_size
        if size > 0 and self._number == self._number_at_start:
            # The last line may have been torn by the end of the program or of the disk's room.
            line = b"\n" + line
        try:
            written = os.write(self._descriptor, line)
            if written < len(line):
                raise OSError(28, "there is no room left on the disk of the journal")
            if is_urgent:
                os.fsync(self._descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._descriptor, size)
            raise

    def _read(self) -> Iterator[Record]:
        try:
            descriptor = os.open(self._file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return
        for line in b"".join(parts_of(descriptor)).split(b"\n"):
            record = _of_line(line)
            if record is not None:
                yield record

    def _take(self) -> bool:
        """Hold the journal's lock until the process ends; False where another holds it."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        self._lock = os.open(self.folder / "lock", flags, 0o600)
        try:
            _lock(self._lock)
        except OSError:
            os.close(self._lock)
            self._lock = -1
            return False
        return True


def _lock(descriptor: int) -> None:
    """Hold a lock on a file, without waiting. Raises OSError when another process has it."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _as_line(record: Record) -> bytes:
    label = record.label
    content = json.dumps(
        {
            "number": record.number,
            "kind": record.kind.value,
            "at": record.at,
            "label": [label.template, dict(label.values)] if label else None,
            "changes": [
                [one.name, one.before, one.after, one.moved_from] for one in record.changes
            ],
            "refers_to": record.refers_to,
            "data": record.data,
        },
        default=str,
    )
    return f"{zlib.crc32(content.encode()):08x} {content}\n".encode()


def _of_line(line: bytes) -> Record | None:
    """The record of a line; None for one that is not whole."""
    digits, _, content = line.partition(b" ")
    try:
        if int(digits, 16) != zlib.crc32(content):
            return None
        found = json.loads(content)
        label = found["label"]
        changes = tuple(
            Change(name=name, before=before, after=after, moved_from=moved)
            for name, before, after, moved in found["changes"]
        )
        return Record(
            number=found["number"],
            kind=RecordKind(found["kind"]),
            at=found["at"],
            label=restore_message(*label) if label else None,
            changes=changes,
            refers_to=found["refers_to"],
            data=found["data"],
        )
    except (ValueError, KeyError, TypeError):
        return None
