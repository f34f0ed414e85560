"""What the last start showed first: the picture of one work, its place, and the wall behind it.

The next start shows it before it has loaded anything else, where nothing has changed since. So
only the standard library is imported here. No picture is stored: the derivative is, until it is
deleted with its work.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import time
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import kiosk
from kiosk.content.scan.change_times import changed_at, steady_devices
from kiosk.content.scan.names_token import NamesToken, names_token

log = logging.getLogger(__name__)

# A file's name, its size in bytes and its change time in nanoseconds since 1970.
Stamp = tuple[str, int, int]

_PACKAGE = Path(kiosk.__file__).parent
# What decides where a picture hangs and what the wall looks like.
_DRAWING = ("ui/KioskUi", "ui/KioskUi/components", "ui/KioskUi/screens", "window", "pictures")
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderFiles:
    """The files that a snapshot was read from, as far as its first works depend on them.

    ``root`` is the exhibition's folder. ``settings`` are the stamps of kiosk.yaml and its
    translations, ``works`` those of all files of a work, by its key. ``names`` has for each folder
    the tokens of its sub-folders: while they hold, no file came or went.
    """

    root: str
    settings: tuple[Stamp, ...]
    works: Mapping[str, tuple[Stamp, ...]]
    names: tuple[tuple[str, Mapping[str, NamesToken | None]], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """The first slide of a start. Lengths are pixels of the window, times seconds since 1970.

    ``files`` holds the files of this work alone. ``picture`` is the stamp of its derivative, with
    an absolute path, and ``items`` names the work's files as the content does. ``until`` is when
    another work may come first. ``hours`` are the times at which the screen is on by the opening
    hours. ``scene`` is what KioskWindow.qml draws.
    """

    program: str
    window: tuple[int, int]
    language: str
    work: str
    items: tuple[str, ...]
    files: FolderFiles
    picture: Stamp
    timezone: str
    since: float
    until: float
    hours: tuple[tuple[float, float], ...]
    scene: Mapping[str, Any]

    def is_unchanged(self, roots: Sequence[Path]) -> bool:
        """True while every file is as it was, and none came or went. Touches the folders."""
        files, steady = self.files, steady_devices()
        try:
            return (
                self.program == drawing_token()
                and [root for root, _ in files.names] == [str(root) for root in roots]
                and _stamp(Path(), self.picture[0]) == self.picture
                and all(
                    _stamp(Path(files.root), stamp[0], steady) == stamp
                    for stamp in (*files.settings, *files.works[self.work])
                )
                and all(
                    names_token(f"{root}/{place}") == token
                    for root, tokens in files.names
                    for place, token in tokens.items()
                )
            )
        except OSError:
            return False

    def is_due(self, now: float, *, follows_hours: bool) -> bool:
        """True when a start at this time shows this work first, with the screen on."""
        if not self.since <= now < self.until:
            return False
        return not follows_hours or any(begin <= now < end for begin, end in self.hours)

    def time_of(self, start: datetime | None) -> float:
        """Now, or the time that the clock was set to, which is the exhibition's own."""
        if start is None:
            return time.time()
        if start.tzinfo is None:
            from zoneinfo import ZoneInfo

            start = start.replace(tzinfo=ZoneInfo(self.timezone))
        return start.timestamp()


def drawing_token() -> str:
    """Differs when another picture, place or wall may be drawn for the same work."""
    stamps = [
        (entry.name, stat.st_size, stat.st_mtime_ns)
        for place in _DRAWING
        for entry in sorted(os.scandir(_PACKAGE / place), key=lambda entry: entry.name)
        if entry.name.endswith((".py", ".qml"))
        for stat in (entry.stat(),)
    ]
    return f"{kiosk.__version__} {zlib.crc32(repr(stamps).encode('utf-8', 'replace')):08x}"


def opening_name(*folders: Path) -> str:
    """The name of the file in which the opening of these folders is saved."""
    names = "\0".join(str(folder.absolute()) for folder in folders)
    # A cryptographic digest would take longer to load; another folder's opening is refused.
    return f"{zlib.crc32(os.fsencode(names)):08x}.opening"


def stamp_of(path: Path) -> Stamp:
    """The stamp of a file under its whole path. Raises OSError where there is none."""
    return _stamp(Path(), str(path))


def read_opening(path: Path) -> Opening | None:
    """The opening that was saved; None where there is none that can be read."""
    try:
        if os.stat(path).st_size > _MOST_BYTES:
            return None
        found = json.loads(path.read_bytes())
        files = found.pop("files")
        return Opening(
            **{
                **found,
                "window": tuple(found["window"]),
                "items": tuple(found["items"]),
                "picture": tuple(found["picture"]),
                "hours": tuple((begin, end) for begin, end in found["hours"]),
                "scene": dict(found["scene"]),
            },
            files=FolderFiles(
                root=files["root"],
                settings=_stamps(files["settings"]),
                works={key: _stamps(stamps) for key, stamps in files["works"].items()},
                names=tuple(
                    (root, {place: _token(token) for place, token in tokens.items()})
                    for root, tokens in files["names"]
                ),
            ),
        )
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OverflowError,
    ):
        return None


def save_opening(path: Path, opening: Opening) -> None:
    """Save it whole or not at all. Without it, the next start only takes longer."""
    unfinished = ""
    try:
        handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(asdict(opening), out)
        os.replace(unfinished, path)
    except (OSError, UnicodeError) as error:
        log.warning("the cache cannot be written: %s", error)
        with suppress(OSError):
            Path(unfinished).unlink()


def _stamp(root: Path, name: str, steady: frozenset[int] = frozenset()) -> Stamp:
    stat = os.stat(root / name)
    return name, stat.st_size, changed_at(name, stat, steady)


def _stamps(found: Any) -> tuple[Stamp, ...]:
    return tuple((str(name), int(size), int(changed)) for name, size, changed in found)


def _token(found: Any) -> NamesToken | None:
    return None if found is None else (int(found[0]), int(found[1]))
