"""What differs between two releases, by items and as the publisher lists it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.publishing.manifest import FileEntry, Manifest
from kiosk.publishing.selection import item_key


class Change(StrEnum):
    """What becomes of an item."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, order=True)
class ItemChange:
    """An item by its key, such as "works/03-shore" or "kiosk", and what becomes of it."""

    key: str
    change: Change


def changes(old: Manifest | None, new: Manifest) -> tuple[ItemChange, ...]:
    """What differs between two releases, by key; a file's time alone is no change."""
    before, after = _by_item(old.files if old else ()), _by_item(new.files)
    withdrawn = set(new.withdrawn) - set(old.withdrawn if old else ())
    found = []
    for key in sorted({*before, *after}):
        if key in withdrawn and key in after:
            found.append(ItemChange(key, Change.WITHDRAWN))
        elif key not in before:
            found.append(ItemChange(key, Change.ADDED))
        elif key not in after:
            found.append(ItemChange(key, Change.REMOVED))
        elif before[key] != after[key]:
            found.append(ItemChange(key, Change.CHANGED))
    return tuple(found)


def _by_item(files: Iterable[FileEntry]) -> dict[str, frozenset[tuple[str, str]]]:
    items: dict[str, set[tuple[str, str]]] = {}
    for one in files:
        items.setdefault(item_key(one.path), set()).add((one.path, one.sha256))
    return {key: frozenset(files) for key, files in items.items()}


def overtaking(live: Manifest, new: Manifest) -> Manifest | None:
    """``live`` with the withdrawals and emergency notices of ``new``; None where nothing differs.

    So they reach the screens that ``new`` itself has not reached yet.
    """
    withdrawn = {key for key in new.withdrawn if key not in live.withdrawn}
    theirs = {item_key(one.path) for one in live.files}
    keys = {*(withdrawn & theirs), *live.emergencies, *new.emergencies}
    files = (
        *(one for one in live.files if item_key(one.path) not in keys),
        *(one for one in new.files if item_key(one.path) in keys),
    )
    if {(one.path, one.sha256) for one in files} == {(o.path, o.sha256) for o in live.files}:
        return None
    return replace(
        live,
        files=tuple(sorted(files)),
        withdrawn=tuple(sorted({*live.withdrawn, *(withdrawn & theirs)})),
        emergencies=new.emergencies,
    )
