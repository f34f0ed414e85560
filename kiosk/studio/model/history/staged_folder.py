"""The folder as an edit leaves it, before anything of it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from kiosk.studio.model.documents.document import Document
from kiosk.studio.model.documents.merge import Clash
from kiosk.studio.model.edits.file_names import comparable_name, stem_of
from kiosk.studio.model.history.journal import Change, add_change
from kiosk.studio.model.storage.stored_bytes import StoredBytes


class CurrentFolder(Protocol):
    """What stands in the folder, with what is still to be written."""

    def current_bytes(self, name: str) -> bytes | None:
        """The bytes of a text file; None for no file."""

    def current_parts(self, name: str) -> Iterator[bytes]:
        """The bytes of any file."""

    def current_names(self, place: str) -> Sequence[str]:
        """The paths of the files that lie in a sub-folder."""

    def seen(self, name: str) -> Document | None:
        """A text file as it was last read for the window."""

    def kept_parts(self, digest: str) -> Iterator[bytes]:
        """A content that the journal keeps."""


@dataclass(frozen=True, slots=True)
class _Put:
    name: str
    parts: Callable[[], Iterator[bytes]] | None


@dataclass(frozen=True, slots=True)
class _Move:
    name: str
    new_name: str


class StagedFolder:
    """Implements ``edits.Staging``: what is put, moved and removed is kept in its order."""

    def __init__(self, folder: CurrentFolder) -> None:
        self._folder = folder
        self._steps: list[_Put | _Move] = []
        # What a name holds now: of the folder by its name there, None for no file.
        self._documents: dict[str, Document] = {}
        self._origin: dict[str, str | None] = {}
        self._parts: dict[str, Callable[[], Iterator[bytes]]] = {}
        self.clashes: list[tuple[str, Clash]] = []

    def read(self, name: str) -> Document:
        """A text file as it will be; an empty document for none."""
        if name not in self._documents:
            origin = self._origin.get(name, name)
            if name in self._parts:
                raw: bytes | None = b"".join(self._parts[name]())
            else:
                raw = self._folder.current_bytes(origin) if origin else None
            self._documents[name] = Document(name, raw or b"")
        return self._documents[name]

    def seen(self, name: str) -> Document | None:
        """A text file as the window has it."""
        return self._folder.seen(self._origin.get(name, name) or name)

    def bytes_of(self, name: str) -> bytes:
        """The bytes of any file."""
        return b"".join(self._content(name))

    def kept_parts(self, digest: str) -> Iterator[bytes]:
        """A content that the journal keeps."""
        return self._folder.kept_parts(digest)

    def exists(self, name: str) -> bool:
        """True for any file of that name, in whatever capitals and form of its accents."""
        wanted = comparable_name(name)
        place = _place_of(name)
        if any(
            comparable_name(one) == wanted for one, to in self._origin.items() if to is not None
        ):
            return True
        if any(comparable_name(one) == wanted for one in self._parts):
            return True
        return any(
            comparable_name(one) == wanted and self._origin.get(one, one) is not None
            for one in self._folder.current_names(place)
        )

    def names_of_item(self, key: str) -> Sequence[str]:
        """All files of an item by its path without suffix."""
        stem = PurePosixPath(key).name
        return [
            name
            for name in self._folder.current_names(_place_of(key))
            if stem_of(PurePosixPath(name).name) == stem
        ]

    def put(self, document: Document) -> None:
        """Write a text file."""
        raw = document.raw
        self.put_bytes(document.name, lambda: iter((raw,)))
        self._documents[document.name] = document

    def put_bytes(self, name: str, parts: Callable[[], Iterator[bytes]]) -> None:
        """Write any file."""
        self._steps.append(_Put(name, parts))
        self._documents.pop(name, None)
        self._parts[name] = parts

    def remove(self, name: str) -> None:
        """Take a file out."""
        self._steps.append(_Put(name, None))
        self._documents.pop(name, None)
        self._parts.pop(name, None)
        self._origin[name] = None

    def move(self, name: str, new_name: str) -> None:
        """Give a file another name."""
        if name == new_name:
            return
        self._steps.append(_Move(name, new_name))
        self._documents.pop(name, None)
        self._documents.pop(new_name, None)
        if name in self._parts:
            self._parts[new_name] = self._parts.pop(name)
        self._origin[new_name] = self._origin.get(name, name)
        self._origin[name] = None

    def clash(self, name: str, clash: Clash) -> None:
        """Ask about a field."""
        self.clashes.append((name, clash))

    def _content(self, name: str) -> Iterator[bytes]:
        if name in self._parts:
            return self._parts[name]()
        origin = self._origin.get(name, name)
        if origin is None:
            raise FileNotFoundError(2, "it is gone", name)
        return self._folder.current_parts(origin)

    def changes(self, contents: StoredBytes) -> tuple[Change, ...]:
        """The steps as changes, their contents kept. Raises OSError."""
        found: list[Change] = []
        now: dict[str, str | None] = {}
        origin: dict[str, str | None] = {}
        for step in self._steps:
            if isinstance(step, _Move):
                found.append(Change(name=step.new_name, moved_from=step.name))
                origin[step.new_name] = origin.get(step.name, step.name)
                origin[step.name] = None
                if step.name in now:
                    now[step.new_name] = now.pop(step.name)
                continue
            if step.name not in now:
                now[step.name] = self._kept(contents, origin.get(step.name, step.name))
            before = now[step.name]
            after = contents.add_parts(step.parts()) if step.parts else None
            now[step.name] = after
            if before == after:
                continue
            add_change(found, Change(name=step.name, before=before, after=after))
        return tuple(one for one in found if one.moved_from or one.before != one.after)

    def _kept(self, contents: StoredBytes, origin: str | None) -> str | None:
        """The digest of what a name of the folder holds, kept so that undo brings it back."""
        if origin is None:
            return None
        try:
            return contents.add_parts(self._folder.current_parts(origin))
        except FileNotFoundError:
            return None


def _place_of(name: str) -> str:
    place = PurePosixPath(name).parent.as_posix()
    return "" if place == "." else place
