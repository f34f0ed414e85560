"""Edits that make, copy, rename and delete files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kiosk.content.scan.file_groups import FURTHER_MARK
from kiosk.domain import Message
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.edits.file_names import comparable_name, free_name, safe_file_name
from kiosk.studio.model.edits.staging import CHOOSE_ANOTHER, Staging, must_be_free
from kiosk.studio.model.storage.folder_files import is_safe_name


@dataclass(frozen=True, kw_only=True, slots=True)
class CreateFile:
    """Make a text file that is not there yet."""

    name: str
    text: str

    @property
    def label(self) -> Message:
        """Which file."""
        return Message("Make {file}", file=self.name)

    def plan(self, staging: Staging) -> None:
        """Make it. Refused where the name is taken."""
        must_be_free(staging, self.name)
        staging.put_bytes(self.name, lambda: iter((self.text.encode("utf-8"),)))


@dataclass(frozen=True, kw_only=True, slots=True)
class AddFile:
    """Copy a file of the computer into the folder; the source is never changed.

    It comes into ``place`` ("works") under a safe name, made of ``name`` or of its own. Of a
    further picture ``work`` is the name of its work's files, which its own name begins with.
    ``without_metadata`` copies a picture without what is embedded in it (GPS, camera).
    """

    source: Path
    place: str
    name: str = ""
    work: str = ""
    without_metadata: bool = False

    @property
    def label(self) -> Message:
        """Which file."""
        return Message("Copy {file} in", file=self.source.name)

    def plan(self, staging: Staging) -> None:
        """Copy it under a name that is free. Raises OSError for a source that cannot be read."""
        from kiosk.studio.model.edits.copied_files import clean_content, parts_of_source

        suffix = self.source.suffix.casefold()
        if self.without_metadata:
            content, suffix = clean_content(self.source)
            staging.put_bytes(self._free(staging, suffix), lambda: iter((content,)))
            return
        name = self._free(staging, suffix)
        staging.put_bytes(name, parts_of_source(self.source))

    def _free(self, staging: Staging, suffix: str) -> str:
        name = safe_file_name(self.name or self.source.name, suffix)
        if self.work:
            name = f"{self.work}{FURTHER_MARK}{name}"
        return free_name(staging.exists, self.place, name)


@dataclass(frozen=True, kw_only=True, slots=True)
class CleanPicture:
    """Put a copy without embedded data (GPS, camera) in a picture's place; undo brings it back."""

    name: str

    @property
    def label(self) -> Message:
        """Which file."""
        return Message("Take embedded data out of {file}", file=self.name)

    def plan(self, staging: Staging) -> None:
        """Refused for a format whose copy would need another ending."""
        from kiosk.studio.model.edits.copied_files import cleaned

        content, suffix = cleaned(staging.bytes_of(self.name))
        if suffix and suffix != PurePosixPath(self.name).suffix.casefold():
            new_name = f"{self.name.rpartition('.')[0]}{suffix}"
            must_be_free(staging, new_name)
            staging.remove(self.name)
            staging.put_bytes(new_name, lambda: iter((content,)))
            return
        staging.put_bytes(self.name, lambda: iter((content,)))


@dataclass(frozen=True, kw_only=True, slots=True)
class RenameFile:
    """Give one file another name in its folder."""

    name: str
    new_name: str

    @property
    def label(self) -> Message:
        """Both names."""
        return Message("Rename {file} to {name}", file=self.name, name=self.new_name)

    def plan(self, staging: Staging) -> None:
        """Move it. Refused where the name is taken or leads elsewhere."""
        new_name = (PurePosixPath(self.name).parent / self.new_name).as_posix()
        if "/" in self.new_name or not is_safe_name(new_name):
            raise EditRefusedError(Message("a name has no / in it"), CHOOSE_ANOTHER)
        if comparable_name(new_name) != comparable_name(self.name):
            must_be_free(staging, new_name)
        staging.move(self.name, new_name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Delete:
    """Take files out of the folder for good; the journal keeps them, and undo brings them back."""

    names: tuple[str, ...]

    @property
    def label(self) -> Message:
        """The first file, and how many more."""
        first, more = self.names[0], len(self.names) - 1
        if not more:
            return Message("Delete {file}", file=first)
        return Message("Delete {file} and {more} more", file=first, more=more)

    def plan(self, staging: Staging) -> None:
        """Take them out."""
        for name in self.names:
            staging.remove(name)


@dataclass(frozen=True, kw_only=True, slots=True)
class BringBack:
    """Bring a deleted file back, also long after: ``Exhibition.deleted`` lists them."""

    name: str
    digest: str

    @property
    def label(self) -> Message:
        """Which file."""
        return Message("Bring {file} back", file=self.name)

    def plan(self, staging: Staging) -> None:
        """Write it again, under another name where its own is taken."""
        path = PurePosixPath(self.name)
        name = free_name(staging.exists, path.parent.as_posix(), path.name)
        staging.put_bytes(name, lambda: staging.kept_parts(self.digest))
