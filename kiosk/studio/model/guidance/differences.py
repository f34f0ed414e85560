"""What differs between two states of a folder, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, Self

from kiosk.authoring.new_folder import long_date
from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.load import LoadResult
from kiosk.domain import (
    AllDay,
    Event,
    Localized,
    Message,
    Notice,
    OnDemand,
    Page,
    Resource,
    Series,
    Snapshot,
    Timed,
    Work,
)
from kiosk.domain.bounds import LABEL_BYTES
from kiosk.path_safety import read_below
from kiosk.studio.model.documents.document import BODY, Document
from kiosk.studio.model.documents.merge import changed_paths
from kiosk.studio.model.edits.file_names import stem_of

_Content = Work | Event | Resource | Page | Notice
# What of an item from a calendar or an alert is no field in words.
_NOT_FIELDS = frozenset({"key", "file", "picture", "further", "medium_key", "is_plain_text"})
_SHORT_LETTERS = 80


class DifferenceKind(StrEnum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ORDER = "order"


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One difference.

    ``file`` is the file that differs; ``field`` the key in it, BODY for the text below the keys,
    "picture" for a picture file. ``before`` and ``after`` are its values as they were typed.
    """

    kind: DifferenceKind
    file: str
    words: Message
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class FolderState:
    """A folder as it was read at one moment, and the bytes of its text files by their names."""

    result: LoadResult
    texts: Mapping[str, bytes]

    @classmethod
    def of(cls, result: LoadResult) -> Self:
        """Read the texts of a folder that has just been loaded; one that is gone has none."""
        texts: dict[str, bytes] = {}
        for name, *_ in (
            stamp for one in result.scans[:1] for f in one.files.values() for stamp in f
        ):
            if name.endswith((".md", ".yaml")):
                with suppress(OSError, ValueError):
                    texts[name] = read_below(result.snapshot.root, name, LABEL_BYTES.limit)
        return cls(result, texts)


def differences(before: FolderState, after: FolderState) -> tuple[Difference, ...]:
    """What a visitor would see changed: the exhibition, works, their order, events, the rest.

    Items are told apart by the names of their files. A withdrawn work counts as one that is gone.
    """
    was, now = before.result.snapshot, after.result.snapshot
    reader = _TextFiles(before, after)
    found = [
        *reader.changed_in_settings(),
        *_items(was.works, now.works, Message("work"), reader),
        *_order(was, now),
        *_items(was.events, now.events, Message("event"), reader),
        *_items(was.resources, now.resources, Message("resource"), reader),
        *_items(was.pages, now.pages, Message("page"), reader),
        *_items(was.notices, now.notices, Message("notice"), reader),
    ]
    return tuple(found)


class _TextFiles:
    """The text files of both states."""

    def __init__(self, before: FolderState, after: FolderState) -> None:
        self._before, self._after = before.texts, after.texts
        self._names: dict[str, set[str]] = {}
        for name in (*before.texts, *after.texts):
            self._names.setdefault(_key_of(name), set()).add(name)

    def changed_in_settings(self) -> Iterator[Difference]:
        for name in sorted(self._names.get("kiosk", ())):
            yield from self._changed_in(name, Message("exhibition"))

    def changed(self, item: _Content, title: Message) -> Iterator[Difference]:
        """The fields that differ in the texts of an item; nothing for one without texts."""
        for name in sorted(self._names.get(item.key, ())):
            yield from self._changed_in(name, title)

    def _changed_in(self, name: str, title: Message) -> Iterator[Difference]:
        was, now = (Document(name, one.get(name, b"")) for one in (self._before, self._after))
        for path in changed_paths(was, now):
            if path != ("order",):
                key = ".".join(map(str, path))
                yield _changed(name, title, key, *(_typed(one.value(*path)) for one in (was, now)))


def _key_of(name: str) -> str:
    path = PurePosixPath(name)
    return (path.parent / stem_of(path.name)).as_posix()


def _title_of(item: _Content) -> str:
    title = item.headline if isinstance(item, Notice) else item.title
    return str(title) or item.key


def _items(
    before: Sequence[_Content], after: Sequence[_Content], kind: Message, texts: _TextFiles
) -> Iterator[Difference]:
    was: Mapping[str, _Content] = {one.key: one for one in before}
    now: Mapping[str, _Content] = {one.key: one for one in after}
    for key, item in now.items():
        if key not in was:
            words = Message("new {kind}: {title}", kind=kind, title=_title_of(item))
            yield Difference(kind=DifferenceKind.ADDED, file=item.file, words=words)
    for key, item in was.items():
        if key not in now:
            words = Message("{kind} no longer shown: {title}", kind=kind, title=_title_of(item))
            yield Difference(kind=DifferenceKind.REMOVED, file=item.file, words=words)
    for key, item in now.items():
        if key in was and was[key] != item:
            yield from _changed_item(was[key], item, texts)


def _changed_item(was: _Content, now: _Content, texts: _TextFiles) -> Iterator[Difference]:
    title = Message("{title}", title=_title_of(now))
    for name in ("picture", "further"):
        if _pictures(was, name) != _pictures(now, name):
            words = Message("{title}: another picture", title=title)
            yield Difference(
                kind=DifferenceKind.CHANGED, file=now.file, field="picture", words=words
            )
            break
    found = list(texts.changed(now, title))
    if not found and not now.file.endswith(".md"):
        found = list(_changed_fields(was, now, title))
    yield from found


def _pictures(item: _Content, name: str) -> list[tuple[object, ...]]:
    """What tells one picture from another; when it was copied counts for nothing."""
    value = getattr(item, name, None)
    each = value if isinstance(value, tuple) else (value,) if value else ()
    pictures: list[Any] = [getattr(one, "picture", one) for one in each]
    return [(one.file, one.width, one.height, one.size_bytes) for one in pictures]


def _changed_fields(before: Any, after: Any, title: Message) -> Iterator[Difference]:
    """The fields of an item that stands in a calendar or an alert."""
    for one in fields(after):
        was, now = getattr(before, one.name), getattr(after, one.name)
        if one.name not in _NOT_FIELDS and was != now:
            yield _changed(after.file, title, one.name, _in_words(was), _in_words(now))


def _changed(file: str, title: Message, key: str, was: str, now: str) -> Difference:
    name = Message("text") if key == BODY else Message("{key}", key=key)
    if not was:
        words = Message("{title}: {key} is now '{after}'", title=title, key=name, after=_short(now))
    elif not now:
        words = Message(
            "{title}: {key} is gone, it was '{before}'", title=title, key=name, before=_short(was)
        )
    else:
        words = Message(
            "{title}: {key} was '{before}' and is now '{after}'",
            title=title,
            key=name,
            before=_short(was),
            after=_short(now),
        )
    return Difference(
        kind=DifferenceKind.CHANGED, file=file, field=key, words=words, before=was, after=now
    )


def _order(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    """One difference where works that are in both states hang in another order."""
    was = [work.key for work in before.works]
    now = [work.key for work in after.works]
    stayed = set(was) & set(now)
    if [key for key in was if key in stayed] != [key for key in now if key in stayed]:
        titles = ", ".join(str(work.title) for work in after.works)
        words = Message("the works hang in another order: {titles}", titles=_short(titles))
        yield Difference(
            kind=DifferenceKind.ORDER, file="kiosk.yaml", field="order", words=words, after=titles
        )


def _typed(value: Value | None) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case list():
            return ", ".join(map(_typed, value))
    return ", ".join(f"{key}: {_typed(one)}" for key, one in value.items())


def _in_words(value: object) -> str:
    """A value as a person reads it; texts in every language, parted by a slash."""
    match value:
        case None | False | () | "":
            return ""
        case Localized():
            return " / ".join(text for _, text in value.values)
        case Timed():
            ends = f"-{value.ends:%H:%M}" if value.ends else ""
            return f"{long_date(value.starts.date())}, {value.starts:%H:%M}{ends}"
        case AllDay():
            days = dict.fromkeys((value.first, value.last))
            return " - ".join(map(long_date, days))
        case datetime():
            return f"{long_date(value.date())}, {value:%H:%M}"
        case OnDemand():
            return str(Message("on demand"))
        case Series():
            return str(Message("several times"))
        case tuple():
            return ", ".join(map(_in_words, value))
        case _:
            named = getattr(value, "name", None)
            return str(named if isinstance(named, Localized | str) else value)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHORT_LETTERS else f"{line[: _SHORT_LETTERS - 1]}…"
