"""The head of a folder as it was last read: enough to hang the first works at once, while the rest is read."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.domain import Snapshot
from kiosk.kept.pickled import read_pickle, write_pickle

# With more, reading the head would itself take a noticeable part of the start; with fewer, the loop might come round.
WORKS = 48

Stamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Head:
    """``snapshot`` is whole when the folder has no more works than these."""

    snapshot: Snapshot


def save_head(path: Path, snapshot: Snapshot) -> None:
    """Write down the first works and all events, resources and pages."""
    first = replace(snapshot, works=snapshot.works[:WORKS], whole=len(snapshot.works) <= WORKS)
    try:
        stamps = _stamps(first)
    except OSError:
        return  # changed again since it was read; the next reading will be kept
    write_pickle(path, (stamps, Head(first)))


def read_head(path: Path, folder: Path) -> Head | None:
    """What ``save_head`` wrote for this folder, if none of its files has changed or gone; else None."""
    kept = read_pickle(path)
    if not isinstance(kept, tuple) or len(kept) != 2 or not isinstance(kept[1], Head):
        return None
    stamps, head = kept
    try:
        fresh = head.snapshot.root == folder.absolute() and stamps == _stamps(head.snapshot)
    except OSError:
        return None
    return head if fresh else None


def _stamps(head: Snapshot) -> list[Stamp]:
    """Of all files of the head. Raises OSError when one is gone."""
    names = {"kiosk.yaml", *(thing.file for things in (head.events, head.resources, head.pages) for thing in things)}
    for work in head.works:
        names.add(work.file)
        if work.picture:
            names.add(work.picture.file)
    stamps = []
    for name in sorted(names):
        stat = os.stat(head.root / name)
        stamps.append((name, stat.st_size, stat.st_mtime_ns))
    return stamps
