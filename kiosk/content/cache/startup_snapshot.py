"""The first works as they were last read: enough to show them at once while the rest is read."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.content.cache.last_good import CachedItem, Record, all_as_before
from kiosk.content.cache.opening import FolderFiles
from kiosk.content.cache.pickle_files import read_pickle, write_pickle
from kiosk.content.scan.change_times import changed_at, steady_devices
from kiosk.content.scan.folder_scan import (
    KINDS,
    FolderScan,
    Stamp,
    have_same_names,
    names_fingerprint,
    scan,
)
from kiosk.content.scan.names_token import NamesToken
from kiosk.domain import Snapshot

# With more works, reading them would itself take a noticeable part of the start; with fewer, the
# loop might come round before the rest is read.
WORKS = 48


@dataclass(frozen=True, kw_only=True, slots=True)
class _SavedSnapshot:
    """A start-up snapshot, and what the folders were like when it was read.

    ``settings`` are the stamps of kiosk.yaml and its translations. ``names`` has one fingerprint
    for each folder. ``tokens`` has those of each folder's sub-folders; None where they do not
    tell every change.
    """

    snapshot: Snapshot
    settings: tuple[Stamp, ...]
    names: tuple[str, ...]
    tokens: tuple[Mapping[str, NamesToken] | None, ...]
    items: tuple[CachedItem, ...]


def save_startup_snapshot(
    path: Path, snapshot: Snapshot, scans: Sequence[FolderScan], items: Iterable[CachedItem]
) -> None:
    """Save the first works and all events, resources and pages, with their recordings.

    ``scans`` are those that the snapshot was read from, ``items`` those that it was made of.
    """
    first = replace(
        snapshot, works=snapshot.works[:WORKS], is_complete=len(snapshot.works) <= WORKS
    )
    settings = _settings(scans[0])
    if not any(name == "kiosk.yaml" for name, *_ in settings):
        return
    records: tuple[Record, ...] = (
        *first.works,
        *first.events,
        *first.resources,
        *first.pages,
    )
    files = {record.file for record in records}
    recordings = {name: path for name, path in first.recordings.items() if name[0] in files}
    saved = _SavedSnapshot(
        snapshot=replace(first, recordings=recordings),
        settings=settings,
        names=tuple(one.names_fingerprint(KINDS) for one in scans),
        tokens=tuple(one.names_tokens_below(KINDS) for one in scans),
        items=tuple(item for item in items if item.records[0].file in files),
    )
    write_pickle(path, saved)


def first_files(
    snapshot: Snapshot, scans: Sequence[FolderScan], items: Iterable[CachedItem]
) -> FolderFiles | None:
    """The files of the first works; None where no later start could rely on them.

    That is so where a change of names may go unseen, where the folder holds several exhibitions,
    and where it holds notices: they begin and end at times of their own.
    """
    settings, tokens = _settings(scans[0]), [one.names_tokens_below(KINDS) for one in scans]
    has_notices = any(
        files
        for one in scans
        for place, files in one.files.items()
        if place.partition("/")[0] == "notices"
    )
    if snapshot.folder is not None or has_notices or not settings:
        return None
    names = []
    for one, found in zip(scans, tokens, strict=True):
        if found is None:
            return None
        missing = dict.fromkeys(kind for kind in KINDS if kind not in found)
        names.append((str(one.root), {**found, **missing}))
    keys = {work.file: work.key for work in snapshot.works[:WORKS]}
    return FolderFiles(
        root=str(snapshot.root),
        settings=settings,
        works={
            keys[item.records[0].file]: item.stamps
            for item in items
            if item.records[0].file in keys
        },
        names=tuple(names),
    )


def read_startup_snapshot(path: Path, folder: Path) -> Snapshot | None:
    """The saved snapshot of this folder; None when a file of it changed, came or went.

    It is complete when the folder has no more works than WORKS.
    """
    saved = read_pickle(path)
    if not isinstance(saved, _SavedSnapshot):
        return None
    snapshot = saved.snapshot
    if snapshot.root != folder.absolute() or not _stamps_hold(saved):
        return None
    if all(map(_names_hold, snapshot.roots, saved.names, saved.tokens)):
        return snapshot
    # Names came or went; a scan tells whether they belong to one of these items.
    scans = [scan(snapshot.root), *(scan(root, further=True) for root in snapshot.further)]
    unchanged = _settings(scans[0]) == saved.settings and all_as_before(
        saved.items, scans, snapshot.exhibition.languages
    )
    return snapshot if unchanged else None


def _names_hold(root: Path, names: str, tokens: Mapping[str, NamesToken] | None) -> bool:
    """True when no name came or went in a folder; its names are listed only if need be."""
    if tokens is not None and have_same_names(root, KINDS, tokens):
        return True
    return names_fingerprint(root, KINDS) == names


def _settings(home: FolderScan) -> tuple[Stamp, ...]:
    """The stamps of kiosk.yaml and its translations."""
    return tuple(
        sorted(
            stamp
            for stamp in home.files.get("", ())
            if stamp[0].startswith("kiosk.") and stamp[0].endswith(".yaml")
        )
    )


def _stamps_hold(saved: _SavedSnapshot) -> bool:
    """True when each file of the snapshot has the stamp that it was saved with."""
    root, steady = saved.snapshot.root, steady_devices()
    try:
        return all(
            _stamp(root, stamp[0], steady) == stamp
            for stamps in (saved.settings, *map(_all_stamps, saved.items))
            for stamp in stamps
        )
    except OSError:
        return False


def _all_stamps(item: CachedItem) -> tuple[Stamp, ...]:
    """Those of its files, and of the files that it names."""
    return *item.stamps, *(stamp for _, stamp in item.beside if stamp is not None)


def _stamp(root: Path, name: str, steady: frozenset[int]) -> Stamp:
    stat = os.stat(root / name)
    return name, stat.st_size, changed_at(name, stat, steady)
