"""What a curator does to a folder, each as a value that is planned before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from kiosk.check.file_names import is_portable
from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.safety.keys import nearest_key
from kiosk.domain import Message
from kiosk.studio.model.document import BODY, Document, same_value
from kiosk.studio.model.file_names import comparable_name, free_name, safe_file_name
from kiosk.studio.model.folder_files import is_safe_name
from kiosk.studio.model.key_splices import KeyPath
from kiosk.studio.model.merge import Clash
from kiosk.studio.model.refusal import EditRefusedError

SETTINGS = "kiosk.yaml"
_KEEP = Message("choose another name")
_WITHDRAWN_LINE = "withdrawn: yes"


class _Unseen:
    """Stands for: what the folder was last read to hold."""


UNSEEN = _Unseen()


class Staging(Protocol):
    """The folder as it will be; what an edit changes here is written when all of it is planned."""

    def read(self, name: str) -> Document:
        """A text file; an empty document for none."""

    def seen(self, name: str) -> Document | None:
        """A text file as the curator last saw it; None when it was never read."""

    def bytes_of(self, name: str) -> bytes:
        """The bytes of any file. Raises OSError."""

    def kept_parts(self, digest: str) -> Iterator[bytes]:
        """A content that the journal keeps. Raises OSError."""

    def exists(self, name: str) -> bool:
        """True for any file of that name."""

    def names_of_item(self, key: str) -> Sequence[str]:
        """All files of an item, by its path without suffix: "works/01-a"."""

    def put(self, document: Document) -> None:
        """Write a text file."""

    def put_bytes(self, name: str, parts: Callable[[], Iterator[bytes]]) -> None:
        """Write a new file, or another content over one."""

    def remove(self, name: str) -> None:
        """Take a file out of the folder; its content stays with the journal."""

    def move(self, name: str, new_name: str) -> None:
        """Give a file another name."""

    def clash(self, name: str, clash: Clash) -> None:
        """Somebody else changed the same field: leave it theirs, and ask."""


class Edit(Protocol):
    """One act. ``label`` names it in the list of what can be undone."""

    @property
    def label(self) -> Message:
        """What is done, as a sentence without a full stop."""

    def plan(self, staging: Staging) -> None:
        """Make the changes in ``staging``. Raises EditRefusedError, and OSError of a source."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SetField:
    """Write a value at a path of keys; (BODY,) is the text below them.

    ``seen`` is the value that the curator saw when beginning to type; without it, that of the last
    reading counts. Another value in the file by now is a clash.
    """

    name: str
    path: KeyPath
    value: Value
    seen: Value | _Unseen | None = UNSEEN

    @property
    def label(self) -> Message:
        """Which field of which file."""
        key = self.path[0]
        return Message("Change {key} of {file}", key=key, file=self.name)

    def plan(self, staging: Staging) -> None:
        """Put the value into the file as it stands now."""
        current = staging.read(self.name)
        theirs = current.value(*self.path)
        base = self._base(staging, theirs)
        if not same_value(base, theirs) and not same_value(theirs, self.value):
            clash = Clash(path=self.path, base=base, ours=self.value, theirs=theirs)
            staging.clash(self.name, clash)
            return
        staging.put(current.with_value(self.path, self.value))

    def _base(self, staging: Staging, theirs: Value | None) -> Value | None:
        if not isinstance(self.seen, _Unseen):
            return self.seen
        seen = staging.seen(self.name)
        return theirs if seen is None else seen.value(*self.path)


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveField:
    """Take a key out of a file."""

    name: str
    path: KeyPath

    @property
    def label(self) -> Message:
        """Which field of which file."""
        return Message("Take {key} out of {file}", key=self.path[0], file=self.name)

    def plan(self, staging: Staging) -> None:
        """Take it out, unless somebody else has just changed it."""
        current = staging.read(self.name)
        theirs, seen = current.value(*self.path), staging.seen(self.name)
        base = theirs if seen is None else seen.value(*self.path)
        if theirs is not None and not same_value(base, theirs):
            clash = Clash(path=self.path, base=base, ours=None, theirs=theirs)
            staging.clash(self.name, clash)
            return
        staging.put(current.without(self.path))


def set_body(name: str, text: str) -> SetField:
    """Write the text below the keys."""
    return SetField(name=name, path=(BODY,), value=text)


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
        _must_be_free(staging, self.name)
        staging.put_bytes(self.name, lambda: iter((self.text.encode("utf-8"),)))


@dataclass(frozen=True, kw_only=True, slots=True)
class AddFile:
    """Copy a file of the computer into the folder; the source is never changed.

    It comes into ``place`` ("works") under a safe name, made of ``name`` or of its own.
    ``without_metadata`` copies a picture without what is embedded in it (GPS, camera).
    """

    source: Path
    place: str
    name: str = ""
    without_metadata: bool = False

    @property
    def label(self) -> Message:
        """Which file."""
        return Message("Copy {file} in", file=self.source.name)

    def plan(self, staging: Staging) -> None:
        """Copy it under a name that is free. Raises OSError for a source that cannot be read."""
        from kiosk.studio.model.copied_files import clean_content, parts_of_source

        suffix = self.source.suffix.casefold()
        wanted = self.name or self.source.name
        if self.without_metadata:
            content, suffix = clean_content(self.source)
            name = free_name(staging.exists, self.place, safe_file_name(wanted, suffix))
            staging.put_bytes(name, lambda: iter((content,)))
            return
        name = free_name(staging.exists, self.place, safe_file_name(wanted, suffix))
        parts = parts_of_source(self.source)
        staging.put_bytes(name, parts)


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
        from kiosk.studio.model.copied_files import cleaned

        content, suffix = cleaned(staging.bytes_of(self.name))
        if suffix and suffix != PurePosixPath(self.name).suffix.casefold():
            new_name = f"{self.name.rpartition('.')[0]}{suffix}"
            _must_be_free(staging, new_name)
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
            raise EditRefusedError(Message("a name has no / in it"), _KEEP)
        if comparable_name(new_name) != comparable_name(self.name):
            _must_be_free(staging, new_name)
        staging.move(self.name, new_name)


@dataclass(frozen=True, kw_only=True, slots=True)
class RenameItem:
    """Give an item, "works/01-a", another name: all its files, and what names them."""

    key: str
    new_stem: str

    @property
    def label(self) -> Message:
        """Both names."""
        return Message("Rename {file} to {name}", file=self.key, name=self.new_stem)

    def plan(self, staging: Staging) -> None:
        """Move the files; mend ``order:`` and the label's ``pictures:``."""
        old = PurePosixPath(self.key)
        if not is_portable(self.new_stem) or self.new_stem.startswith((".", "_", "~")):
            raise EditRefusedError(
                Message("'{name}' is no name that every computer takes", name=self.new_stem),
                Message(
                    "write for example {example}",
                    example=safe_file_name(f"{self.new_stem}.md").removesuffix(".md"),
                ),
            )
        for name in staging.names_of_item(self.key):
            rest = PurePosixPath(name).name[len(old.name) :]
            RenameFile(name=name, new_name=f"{self.new_stem}{rest}").plan(staging)
            if name.endswith(".md"):
                self._mend_pictures(staging, (old.parent / f"{self.new_stem}{rest}").as_posix())
        self._mend_order(staging)

    def _mend_order(self, staging: Staging) -> None:
        if not staging.exists(SETTINGS):
            return
        settings = staging.read(SETTINGS)
        order = settings.value("order")
        if not isinstance(order, list):
            return
        old, ends = PurePosixPath(self.key).name, ("", ".md", ".jpg")
        named = {f"{old}{end}": f"{self.new_stem}{end}" for end in ends}
        mended: list[Value] = [
            named.get(one, one) if isinstance(one, str) else one for one in order
        ]
        if mended != order:
            staging.put(settings.with_value(("order",), mended))

    def _mend_pictures(self, staging: Staging, name: str) -> None:
        label, old = staging.read(name), PurePosixPath(self.key).name
        pictures = label.value("pictures")
        for number, one in enumerate(pictures if isinstance(pictures, list) else ()):
            file = one.get("file") if isinstance(one, dict) else None
            if isinstance(file, str) and file.startswith(f"{old}--"):
                path: KeyPath = ("pictures", number, "file")
                label = label.with_value(path, f"{self.new_stem}{file[len(old) :]}")
        if label.raw != staging.read(name).raw:
            staging.put(label)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reorder:
    """Hang the works in this order: writes ``order:`` into kiosk.yaml.

    ``keys`` are paths without suffix, "works/01-a", of all works or of the first ones.
    """

    keys: tuple[str, ...]

    @property
    def label(self) -> Message:
        """One sentence for every order."""
        return Message("Hang the works in another order")

    def plan(self, staging: Staging) -> None:
        """Name each work by its file's name, or by its path where two have one name."""
        names = [key.removeprefix("works/") for key in self.keys]
        bare = [PurePosixPath(name).name for name in names]
        order: list[Value] = [
            one if bare.count(one) == 1 else name for one, name in zip(bare, names, strict=True)
        ]
        SetField(name=SETTINGS, path=("order",), value=order).plan(staging)


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdraw:
    """Take a work off the screen now: writes ``withdrawn: yes`` into its own label."""

    key: str

    @property
    def label(self) -> Message:
        """Which work."""
        return Message("Take {key} down", key=self.key)

    def plan(self, staging: Staging) -> None:
        """Write the key, also where somebody else has just changed the file."""
        label = staging.read(f"{self.key}.md")
        try:
            staging.put(label.with_value(("withdrawn",), "yes"))
        except EditRefusedError:
            # The keys of a file that cannot be read are searched for this line (SAFETY-KEYS.md).
            staging.put(label.with_last_line(_WITHDRAWN_LINE))


@dataclass(frozen=True, kw_only=True, slots=True)
class Restore:
    """Show a withdrawn work again: takes the withdrawal out of all its texts."""

    key: str

    @property
    def label(self) -> Message:
        """Which work."""
        return Message("Show {key} again", key=self.key)

    def plan(self, staging: Staging) -> None:
        """Take out every key that is read as a withdrawal."""
        for name in staging.names_of_item(self.key):
            if not name.endswith(".md"):
                continue
            label = staging.read(name).without_last_line(_WITHDRAWN_LINE)
            for one in label.fields:
                if one.key == "withdrawn" or (
                    not one.is_known and nearest_key(one.typed_key) == "withdrawn"
                ):
                    label = label.without((one.key,))
            staging.put(label)


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


@dataclass(frozen=True, kw_only=True, slots=True)
class SaveAsUtf8:
    """Write the same words of a file in UTF-8."""

    name: str

    @property
    def label(self) -> Message:
        """Which file."""
        return Message("Save {file} as UTF-8", file=self.name)

    def plan(self, staging: Staging) -> None:
        """Write it."""
        staging.put(staging.read(self.name).in_utf8())


@dataclass(frozen=True, kw_only=True, slots=True)
class RenameKey:
    """Write a key in another spelling; its value and all else stay."""

    name: str
    typed_key: str
    key: str

    @property
    def label(self) -> Message:
        """Both spellings."""
        return Message("Write {key} for {typed}", key=self.key, typed=self.typed_key)

    def plan(self, staging: Staging) -> None:
        """Write it."""
        staging.put(staging.read(self.name).renamed_key(self.typed_key, self.key))


@dataclass(frozen=True, kw_only=True)
class Several:
    """Edits that are done, and undone, as one."""

    edits: tuple[Edit, ...]
    label: Message = field(default=Message("Change several files"))

    def plan(self, staging: Staging) -> None:
        """All of them, or none."""
        for edit in self.edits:
            edit.plan(staging)


def _must_be_free(staging: Staging, name: str) -> None:
    if not is_safe_name(name):
        raise EditRefusedError(Message("this name leads out of the folder"), _KEEP)
    if staging.exists(name):
        raise EditRefusedError(Message("there is a file {file} already", file=name), _KEEP)
