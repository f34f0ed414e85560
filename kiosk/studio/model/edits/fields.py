"""Edits of one text file: its keys, its body and its encoding."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.front_matter.yaml_source import Value
from kiosk.domain import Message
from kiosk.studio.model.documents.document import BODY, same_value
from kiosk.studio.model.documents.key_splices import KeyPath
from kiosk.studio.model.documents.merge import Clash
from kiosk.studio.model.edits.staging import Staging


class _Unseen:
    """Stands for: what the folder was last read to hold."""


UNSEEN = _Unseen()


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
