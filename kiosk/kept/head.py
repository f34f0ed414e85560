"""The head of a folder as it was last read: enough to hang the first works at once, while the rest is read."""

import os
from dataclasses import replace
from pathlib import Path

from kiosk.domain import Snapshot
from kiosk.kept.pickled import read_pickle, write_pickle

# With more, reading the head would itself take a noticeable part of the start; with fewer, the loop might come round.
WORKS = 48

Stamp = tuple[str, int, int]


def save_head(path: Path, snapshot: Snapshot) -> None:
    """Write down the first works and all events, resources and pages."""
    head = replace(snapshot, works=snapshot.works[:WORKS])
    try:
        stamps = _stamps(head)
    except OSError:
        return  # changed again since it was read; the next reading will be kept
    write_pickle(path, (stamps, head))


def read_head(path: Path, folder: Path) -> Snapshot | None:
    """What ``save_head`` wrote for this folder, if none of its files has changed or gone; else None."""
    kept = read_pickle(path)
    if not isinstance(kept, tuple):
        return None
    stamps, head = kept
    try:
        fresh = head.root == folder.absolute() and stamps == _stamps(head)
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
