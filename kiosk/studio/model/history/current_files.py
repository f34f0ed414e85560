"""The files of a folder as they are once all that waits is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from kiosk.content.scan.folder_scan import FolderScan
from kiosk.studio.model.documents.document import Document, kind_of
from kiosk.studio.model.history.journal import Journal
from kiosk.studio.model.history.journaled_writer import JournaledWriter
from kiosk.studio.model.storage.folder_files import FolderFiles
from kiosk.studio.model.storage.stored_bytes import digest_of_bytes


class CurrentFiles:
    """Implements ``staged_folder.CurrentFolder``; of a folder that is gone, what was read stays."""

    def __init__(self, files: FolderFiles, journal: Journal, writer: JournaledWriter) -> None:
        self._files, self._journal, self._writer = files, journal, writer
        self._seen: dict[str, Document] = {}

    def names(self, found: FolderScan | None, kind: str = "") -> tuple[str, ...]:
        """The files that a scan found and those that wait, of one kind ("work") or of all."""
        names = {name for files in (found.files.values() if found else ()) for name, *_ in files}
        for contents in (self._writer.own, self._writer.overlay):
            names |= {name for name, digest in contents.items() if digest}
            names -= {name for name, digest in contents.items() if digest is None}
        return tuple(sorted(name for name in names if not kind or kind_of(name) == kind))

    def read(self, name: str) -> Document:
        """A text file as it will be when all is written; an empty one for none. Raises OSError."""
        self._seen[name] = Document(name, self.current_bytes(name) or b"")
        return self._seen[name]

    def seen(self, name: str) -> Document | None:
        """A text file as ``read`` last gave it."""
        return self._seen.get(name)

    def drop(self, name: str) -> None:
        """Let a file not count as read any more."""
        self._seen.pop(name, None)

    def current_bytes(self, name: str) -> bytes | None:
        """The bytes of a text file with what waits to be written; None for no file."""
        if name in self._writer.overlay:
            digest = self._writer.overlay[name]
            return self._journal.contents.get(digest) if digest else None
        try:
            return self._files.read(name)
        except OSError:
            if name in self._seen and not self._files.is_there:
                # The folder is gone; what was read of it is what the edit goes on from.
                return self._seen[name].raw or None
            raise

    def current_parts(self, name: str) -> Iterator[bytes]:
        """The bytes of any file with what waits to be written."""
        if self._writer.overlay.get(name):
            return self._journal.contents.parts(self._writer.overlay[name] or "")
        if name in self._seen and not self._files.is_there and self._seen[name].raw:
            return iter((self._seen[name].raw,))
        return self._files.parts(name)

    def kept_parts(self, digest: str) -> Iterator[bytes]:
        """A content that the journal keeps. Raises OSError."""
        return self._journal.contents.parts(digest)

    def current_names(self, place: str) -> Sequence[str]:
        """The paths of the files in a sub-folder."""
        head = f"{place}/" if place else ""
        with suppress(OSError):
            return [f"{head}{one}" for one in sorted(os.listdir(self._files.root / place))]
        return [name for name in self._seen if name.startswith(head)]

    def kept_or_current(self, name: str, digest: str) -> bytes | None:
        """A content that the journal keeps; where it does not, the file's present one."""
        with suppress(OSError):
            return self._journal.contents.get(digest)
        return self.current_bytes(name)

    def digest(self, name: str) -> str | None:
        """The digest of a file with what waits to be written; None for no file."""
        if name in self._writer.overlay:
            return self._writer.overlay[name]
        try:
            return self._files.digest(name)
        except OSError:
            if name in self._seen and not self._files.is_there:
                return digest_of_bytes(self._seen[name].raw)
            raise
