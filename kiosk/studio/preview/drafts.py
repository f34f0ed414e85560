"""What somebody is typing, put into what was read of the folder, before it is saved.

The item alone is read again, from a folder of its own, by the same code that reads the whole
folder: so it costs the same beside one work as beside a thousand.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from kiosk.content.load import LoadResult, load
from kiosk.domain import Event, Notice, Page, Resource, Snapshot, Work

_Content = TypeVar("_Content", Work, Event, Resource, Page, Notice)


class DraftItems:
    """Reads an item with a text of it that is not saved. ``close`` removes its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = Path(tempfile.mkdtemp(prefix="kiosk-draft-"))
        self._drafts: dict[str, str] = {}

    def close(self) -> None:
        """Remove what was copied."""
        shutil.rmtree(self._own, ignore_errors=True)

    def set(self, name: str, text: str) -> None:
        """A file's text as it is typed now."""
        self._drafts[name] = text

    def clear(self) -> None:
        """Everything was saved."""
        self._drafts.clear()

    def spliced(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with every draft in it."""
        for name in self._drafts:
            snapshot = self._with(snapshot, name)
        return snapshot

    def _with(self, snapshot: Snapshot, name: str) -> Snapshot:
        own = self._own / str(abs(hash(_key_of(name))))
        self._lay_out(own, name)
        read = load(own)
        if "/" not in name:
            return replace(snapshot, exhibition=read.snapshot.exhibition)
        key = _key_of(name)
        return _with_item(snapshot, read, key)

    def _lay_out(self, own: Path, name: str) -> None:
        """Copy the exhibition's settings and the item's files, then put the drafts over them."""
        if not own.is_dir():
            own.mkdir()
            for path in self._folder.glob("kiosk*.yaml"):
                shutil.copyfile(path, own / path.name)
            if "/" in name:
                self._copy_item(own, name)
        for one, text in self._drafts.items():
            if "/" not in one or _key_of(one) == _key_of(name):
                path = own / one
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("utf-8", "surrogatepass"))

    def _copy_item(self, own: Path, name: str) -> None:
        place = PurePosixPath(name).parent
        stem = PurePosixPath(_key_of(name)).name
        (own / place).mkdir(parents=True, exist_ok=True)
        if not (self._folder / place).is_dir():
            return
        for path in sorted((self._folder / place).iterdir()):
            rest = path.name[len(stem) :]
            if path.name.startswith(stem) and rest[:1] in (".", "-") and path.is_file():
                _copy(path, own / place / path.name)

    def discard_copies(self) -> None:
        """The folder has changed: copy the items again when they are needed."""
        for path in self._own.iterdir():
            shutil.rmtree(path, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    """A picture is large, so it is linked where that is possible; a text is always copied."""
    if source.suffix.casefold() not in (".md", ".yaml"):
        try:
            os.link(source, target)
            return
        except OSError:
            pass
    shutil.copyfile(source, target)


def _key_of(name: str) -> str:
    """An item's path without suffix and language: "works/01-a.es.md" -> "works/01-a"."""
    path = PurePosixPath(name)
    stem = path.stem
    head, dot, tag = stem.rpartition(".")
    if dot and tag.replace("-", "").isalpha() and 2 <= len(tag) <= 8:
        stem = head
    return (path.parent / stem).as_posix()


def _with_item(snapshot: Snapshot, read: LoadResult, key: str) -> Snapshot:
    new, kind = read.snapshot, key.partition("/")[0]
    match kind:
        case "works":
            works = _replaced(snapshot.works, tuple(map(_picture_of(snapshot), new.works)), key)
            return replace(snapshot, works=works)
        case "events":
            pictures = {event.key: event.pictures for event in snapshot.events}
            events = tuple(
                replace(one, pictures=pictures.get(one.key, one.pictures)) for one in new.events
            )
            return replace(snapshot, events=_replaced(snapshot.events, events, key))
        case "resources":
            return replace(snapshot, resources=_replaced(snapshot.resources, new.resources, key))
        case "pages":
            return replace(snapshot, pages=_replaced(snapshot.pages, new.pages, key))
        case "notices":
            return replace(snapshot, notices=_replaced(snapshot.notices, new.notices, key))
    return snapshot


def _picture_of(snapshot: Snapshot) -> Callable[[Work], Work]:
    """What gives a work the pictures that it had: their stamps are those of the folder."""
    known = {work.key: work for work in snapshot.works}

    def with_picture(work: Work) -> Work:
        before = known.get(work.key)
        if before is None or before.picture is None or work.picture is None:
            return work
        return replace(work, picture=before.picture)

    return with_picture


def _replaced(
    before: tuple[_Content, ...], new: tuple[_Content, ...], key: str
) -> tuple[_Content, ...]:
    """The items with the new form of one of them; one that is not shown any more goes."""
    found = [one for one in new if one.key == key]
    items = [found[0] if found and one.key == key else one for one in before]
    if not found:
        items = [one for one in before if one.key != key]
    elif all(one.key != key for one in before):
        items += found
    return tuple(items)
