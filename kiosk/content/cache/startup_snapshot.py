"""The head of a folder as it was last read: enough to hang the first works at once, while the rest is read."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.content.cache.pickle_files import read_pickle, write_pickle
from kiosk.domain import Event, Page, Resource, Snapshot, Work

# With more, reading the head would itself take a noticeable part of the start; with fewer, the loop might come round.
WORKS = 48

Stamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class StartupSnapshot:
    """``snapshot`` is whole when the folder has no more works than these."""

    snapshot: Snapshot


def save_startup_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Write down the first works and all events, resources and pages."""
    first = replace(
        snapshot, works=snapshot.works[:WORKS], is_complete=len(snapshot.works) <= WORKS
    )
    try:
        stamps = _stamps(first)
    except OSError:
        return  # changed again since it was read; the next reading will be kept
    write_pickle(path, (stamps, StartupSnapshot(first)))


def read_startup_snapshot(path: Path, folder: Path) -> StartupSnapshot | None:
    """What ``save_head`` wrote for this folder, if none of its files has changed or gone; else None."""
    kept = read_pickle(path)
    if not isinstance(kept, tuple) or len(kept) != 2 or not isinstance(kept[1], StartupSnapshot):
        return None
    stamps, head = kept
    try:
        fresh = head.snapshot.root == folder.absolute() and stamps == _stamps(head.snapshot)
    except OSError:
        return None
    return head if fresh else None


def _stamps(head: Snapshot) -> list[Stamp]:
    """Of all files of the head, and of translations and labels, of which there may be none. Raises OSError when another one is gone."""
    things: list[Work | Event | Resource | Page] = [
        *head.works,
        *head.events,
        *head.resources,
        *head.pages,
    ]
    names = {
        "kiosk.yaml",
        *(thing.file for thing in things),
        *(work.picture.file for work in head.works if work.picture),
    }
    stamps = [_stamp(head, name) for name in sorted(names)]
    # A withdrawal in one of them counts as well, and so does a label that came to a picture which had none.
    endings = (".md", *(f".{language}.md" for language in head.exhibition.languages[1:]))
    others = {os.path.splitext(thing.file)[0] + ending for thing in things for ending in endings}
    for name in sorted(others - names):
        try:
            stamps.append(_stamp(head, name))
        except FileNotFoundError:
            stamps.append((name, -1, -1))
    return stamps


def _stamp(head: Snapshot, name: str) -> Stamp:
    stat = os.stat(head.root / name)
    return name, stat.st_size, stat.st_mtime_ns
