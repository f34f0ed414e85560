"""What one screen shows differently: ``screens/NAME.yaml`` in a release.

Its keys stand in the place of those in ``kiosk.yaml``, each as a whole. ``works:`` and ``events:``
name the only items that this screen shows, by the names of their files, with ``*`` for any letters.
"""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain import Message
from kiosk.domain.bounds import KIOSK_YAML_BYTES
from kiosk.path_safety import read_below
from kiosk.publishing.selection import item_key

SCREENS, SETTINGS = "screens", "kiosk.yaml"
# The keys that choose items, and are none of kiosk.yaml's.
CHOICES = ("works", "events")
_KEY = re.compile(r"([A-Za-z_][\w-]*)\s*:")


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """A screen's own keys. ``choices`` has the patterns by kind; a kind without one shows all."""

    text: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def shows(self, path: str) -> bool:
        """True for a file that this screen shows."""
        kind, _, name = item_key(path).partition("/")
        patterns = self.choices.get(kind)
        return patterns is None or any(
            fnmatch.fnmatchcase(name.casefold(), pattern) for pattern in patterns
        )


class ScreenFileError(ValueError):
    """A screen's file that cannot be read; ``message`` completes "the file of the screen ..."."""

    def __init__(self, message: Message, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def read_screen_settings(data: bytes) -> ScreenSettings:
    """The settings in a file. Raises ScreenFileError."""
    import yaml

    try:
        text = data.decode("utf-8-sig")
        found = yaml.safe_load(text)
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0)
        raise ScreenFileError(
            Message("cannot be read: look for a quotation mark or a bracket that is not closed"),
            line + 1,
        ) from error
    if not isinstance(found, dict):
        raise ScreenFileError(Message("holds no keys"))
    choices = {}
    for kind in CHOICES:
        if kind in found:
            names = found[kind] if isinstance(found[kind], list) else [found[kind]]
            if not all(isinstance(name, str | int) for name in names):
                raise ScreenFileError(Message("names no files below {kind}:", kind=kind))
            choices[kind] = tuple(_pattern(str(name)) for name in names)
    return ScreenSettings(text, choices)


def _pattern(name: str) -> str:
    """A name as items are named: without its folder and ending, in any case."""
    stem = name.strip().removeprefix("works/").removeprefix("events/").casefold()
    return re.sub(r"\.(?:md|jpe?g|png|webp|tiff?|heic|avif|ics)$", "", stem)


def merged(base: str, own: ScreenSettings) -> tuple[str, int]:
    """``kiosk.yaml`` with a screen's keys in the place of its own, and how many lines come before.

    Line ``n`` of the screen's file is line ``n`` plus that number, the keys that choose items left
    blank.
    """
    mine = _blocks(own.text)
    theirs = _blocks(base)
    replaced = {key for key, _ in mine}
    kept = "".join(text for key, text in theirs if not key or key not in replaced)
    if kept and not kept.endswith("\n"):
        kept += "\n"
    added = "".join("\n" * text.count("\n") if key in CHOICES else text for key, text in mine)
    return kept + added, kept.count("\n")


def _blocks(text: str) -> list[tuple[str, str]]:
    """The text by its keys at the left edge; what stands before the first has the key ""."""
    blocks: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines(keepends=True):
        if found := _KEY.match(line):
            blocks.append((found[1], []))
        blocks[-1][1].append(line)
    return [(key, "".join(lines)) for key, lines in blocks]


def unmatched(own: ScreenSettings, paths: Iterable[str]) -> list[str]:
    """The patterns that fit no item of the folder."""
    names: dict[str, set[str]] = {kind: set() for kind in CHOICES}
    for path in paths:
        kind, _, name = item_key(path).partition("/")
        if kind in names:
            names[kind].add(name.casefold())
    return [
        pattern
        for kind, patterns in own.choices.items()
        for pattern in patterns
        if not fnmatch.filter(names[kind], pattern)
    ]


def apply_screen_settings(folder: Path, screen: str) -> None:
    """Make a release, put together as a folder, what this screen shows. Raises OSError.

    A file of the screen that cannot be read changes nothing: the check has told it.
    """
    name = f"{SCREENS}/{screen}.yaml"
    with suppress(FileNotFoundError, ScreenFileError, UnicodeDecodeError):
        own = read_screen_settings(read_below(folder, name, KIOSK_YAML_BYTES.limit))
        base = read_below(folder, SETTINGS, KIOSK_YAML_BYTES.limit)
        stamps = [(folder / one).stat().st_mtime_ns for one in (name, SETTINGS)]
        text, _ = merged(base.decode("utf-8-sig"), own)
        _replace(folder / SETTINGS, text.encode("utf-8"), max(stamps))
        for kind in own.choices:
            for path in sorted((folder / kind).rglob("*")):
                if path.is_file() and not own.shows(path.relative_to(folder).as_posix()):
                    path.unlink()
    shutil.rmtree(folder / SCREENS, ignore_errors=True)


def _replace(path: Path, data: bytes, mtime_ns: int) -> None:
    """Another file in the place of a link to an object, which stays as it is."""
    path.unlink()
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    # Two texts of one size and time differ below a microsecond, for caches that go by these.
    stamp = mtime_ns // 1_000_000 * 1_000_000 + zlib.crc32(data) % 1_000_000
    os.utime(path, ns=(stamp, stamp))
