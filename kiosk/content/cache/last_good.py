"""The content that was last good, and which of it may still be shown when no file is read.

Nothing here reads a label: safe mode and the start-up cache compare the stamps of each item's
files with those that the files had when they were read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.content.safety.decisions import Decision, LoadMode, SafetyFinding, decide
from kiosk.content.scan.folder_scan import FolderScan, Stamp, scan
from kiosk.content.work_order import in_order
from kiosk.domain import Event, Exhibition, Notice, Page, Resource, Snapshot, Work
from kiosk.domain.notice import settled
from kiosk.status.set_aside import SetAsideList

Record = Work | Event | Resource | Page | Notice


# The files that an event names, by normalized path; None for one that is not there.
Beside = tuple[tuple[str, Stamp | None], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CachedItem:
    """One item as it was last shown: its records, several for a calendar.

    ``key`` is the qualified key of its ``FileGroup``, ``stamps`` are those of all its files,
    ``beside`` those of the files that it names.
    """

    key: str
    stamps: tuple[Stamp, ...]
    records: tuple[Record, ...]
    beside: Beside = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LastGoodContent:
    """The snapshot that was last good, with the items that it was made of."""

    snapshot: Snapshot
    items: tuple[CachedItem, ...] = ()


def build_snapshot(
    root: Path, further: tuple[Path, ...], exhibition: Exhibition, items: Iterable[CachedItem]
) -> Snapshot:
    """A snapshot of cached items, in their order."""
    found: dict[type, list[Any]] = {kind: [] for kind in (Work, Event, Resource, Page, Notice)}
    for item in items:
        for record in item.records:
            found[type(record)].append(record)
    return Snapshot(
        root=root,
        further=further,
        exhibition=exhibition,
        works=in_order(found[Work], exhibition.order),
        events=tuple(found[Event]),
        resources=tuple(found[Resource]),
        pages=tuple(found[Page]),
        notices=settled(tuple(found[Notice])),
    )


def without_changed(content: LastGoodContent) -> LastGoodContent:
    """The content less the items that safe mode hides; the same object when nothing changed.

    Scans the folders: about as many calls of ``stat`` as there are files.
    """
    # Imported here, because the start-up snapshot needs neither this nor the groups.
    from kiosk.content.labels.recordings import find_recordings

    snapshot = content.snapshot
    scans = [scan(snapshot.root), *(scan(root, further=True) for root in snapshot.further)]
    items = tuple(
        _without_changed_pictures(item, scans)
        for item, finding in _compare(content.items, scans, snapshot.exhibition.languages)
        if decide(finding, LoadMode.SAFE_MODE) is not Decision.HIDE
    )
    shown = build_snapshot(snapshot.root, snapshot.further, snapshot.exhibition, items)
    recordings = snapshot.recordings
    if all(map(_is_available, scans)):
        recordings = find_recordings(shown.roots, (*shown.works, *shown.events), scans)
    if items == content.items and recordings == snapshot.recordings:
        return content
    shown = replace(shown, folder=snapshot.folder, recordings=recordings)
    return LastGoodContent(snapshot=shown, items=items)


def is_set_aside(set_aside: SetAsideList, content: Any) -> bool:
    """True when a record, or a calendar's tuple of records, is of an item that is set aside."""
    records = content if isinstance(content, tuple) else (content,) if content else ()
    return any(set_aside.holds(_files_of(record)) for record in records)


def without_set_aside(content: LastGoodContent, set_aside: SetAsideList) -> LastGoodContent:
    """The content less the items over which the program fell."""
    items = tuple(item for item in content.items if not is_set_aside(set_aside, item.records))
    if len(items) == len(content.items):
        return content
    snapshot = content.snapshot
    shown = build_snapshot(snapshot.root, snapshot.further, snapshot.exhibition, items)
    shown = replace(shown, folder=snapshot.folder, recordings=snapshot.recordings)
    return LastGoodContent(snapshot=shown, items=items)


def _files_of(record: Record) -> tuple[str, ...]:
    if isinstance(record, Event):
        return record.file, *(one.picture.file for one in record.pictures)
    pictures = record.all_pictures if isinstance(record, Work) else ()
    return record.file, *(picture.file for picture in pictures)


def all_as_before(
    items: Iterable[CachedItem], scans: Sequence[FolderScan], languages: tuple[str, ...]
) -> bool:
    """True when the start-up cache may show all these items as they were."""
    return all(
        decide(finding, LoadMode.STARTUP_CACHE) is Decision.SHOW_AS_BEFORE
        and _without_changed_pictures(item, scans) is item
        for item, finding in _compare(items, scans, languages)
    )


def _without_changed_pictures(item: CachedItem, scans: Sequence[FolderScan]) -> CachedItem:
    """The item less the pictures that an event names, where one of them changed, came or went."""
    if not item.beside:
        return item
    from kiosk.content.scan.file_groups import pictures_beside

    home = next((one for one in scans if _lies_in(item, one)), None)
    if home is None or not _is_available(home) or _is_unanswered(item, home):
        return item
    now = pictures_beside(home)
    if all(now.get(name) == stamp for name, stamp in item.beside):
        return item
    records = tuple(
        replace(one, pictures=()) if isinstance(one, Event) else one for one in item.records
    )
    return item if records == item.records else replace(item, records=records)


def _compare(
    items: Iterable[CachedItem], scans: Sequence[FolderScan], languages: tuple[str, ...]
) -> Iterator[tuple[CachedItem, SafetyFinding]]:
    """Each item with what became of its files."""
    from kiosk.content.scan.file_groups import group_stamps

    unavailable = [one for one in scans if not _is_available(one)]
    partly = [one for one in scans if one.unanswered]
    now = group_stamps([one for one in scans if one not in unavailable], languages)
    for item in items:
        if any(_lies_in(item, one) for one in unavailable) or any(
            _is_unanswered(item, one) for one in partly
        ):
            yield item, SafetyFinding.FOLDER_UNAVAILABLE
        else:
            yield item, _finding(item, now)


def _finding(item: CachedItem, now: Mapping[str, tuple[Stamp, ...]]) -> SafetyFinding:
    stamps = now.get(item.key)
    if stamps == item.stamps:
        return SafetyFinding.UNCHANGED
    if stamps is None:
        return SafetyFinding.FILE_GONE
    if item.records[0].file.casefold().endswith(".ics"):
        return SafetyFinding.CALENDAR_CHANGED
    if all(isinstance(record, Resource | Page) for record in item.records):
        return SafetyFinding.UNGUARDED_CHANGED
    return SafetyFinding.READABLE


def _is_available(one: FolderScan) -> bool:
    """False also for an exhibition's folder without its kiosk.yaml: a disk that is not mounted."""
    names = {stamp[0] for stamp in one.files.get("", ())}
    return one.answers and (one.further or "kiosk.yaml" in names)


def _is_unanswered(item: CachedItem, one: FolderScan) -> bool:
    """True for an item in a part of a folder that does not answer."""
    below = f"{one.qualified_name('')}" if one.further else ""
    return _lies_in(item, one) and one.holds_unanswered(item.key.removeprefix(below))


def _lies_in(item: CachedItem, one: FolderScan) -> bool:
    if one.further:
        return item.key.startswith(one.qualified_name(""))
    return not Path(item.key).is_absolute()
