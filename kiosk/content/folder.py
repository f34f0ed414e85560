"""Which files of the folder are content, in the order of their names, and which language each is in."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from kiosk.content.problems import Report
from kiosk.domain import Problem
from kiosk.pictures.probe import ENDINGS

_DROPPINGS = re.compile(
    r"^[._]|^~\$|^thumbs\.db$|^desktop\.ini$|\.(tmp|part|crdownload|bak|swp)$|~$"
    r"|conflicted copy|\.sync-conflict-",
    re.IGNORECASE,
)
# Recordings, which labels and events name by themselves.
SOUNDS = (".mp3", ".ogg", ".oga", ".opus", ".flac", ".wav", ".m4a")
_LANGUAGE = re.compile(r"^(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)$")


# A file's relative path, its size in bytes and its change time in nanoseconds: what differs when it was changed.
Stamp = tuple[str, int, int]


@dataclass(kw_only=True)
class Item:
    """One thing of the folder: its Markdown files by language ("" is the main one) and its picture, or a calendar file.

    ``stamps`` tells, file by file, whether anything of it has changed since it was read.
    """

    key: str
    texts: dict[str, str] = field(default_factory=dict)
    picture: str = ""
    calendar: str = ""
    stamps: list[Stamp] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The file to name in messages."""
        return self.texts.get("") or self.picture or self.calendar or next(iter(self.texts.values()))


def walk(root: Path, below: str, problems: list[Problem]) -> Iterator[Stamp]:
    """Content files below a sub-folder, with their stamps, in natural order; links that lead out are reported."""
    real_root = root.resolve()
    if not leads_inside(root / below, real_root):
        _link_out(below, problems)
        return
    try:
        entries = sorted(os.scandir(root / below), key=lambda entry: natural(entry.name))
    except FileNotFoundError:
        return
    except OSError as error:
        report = Report(path=below, problems=problems)
        report.error("unreadable", f"the folder cannot be read: {error.strerror}", "check its permissions")
        return
    for entry in entries:
        if _DROPPINGS.search(entry.name):
            continue
        name = f"{below}/{entry.name}"
        if entry.is_symlink() and not leads_inside(Path(entry.path), real_root):
            _link_out(name, problems)
        elif entry.is_symlink() and Path(entry.path).is_dir():
            # What lies inside is read where it lies; followed, a link to a folder above itself would have no end.
            Report(path=name, problems=problems).error(
                "link-folder",
                "this is a link to a folder that is read already, which is not followed",
                "remove the link",
            )
        elif entry.is_dir():
            yield from walk(root, name, problems)
        else:
            try:
                stat = entry.stat()
            except OSError:
                # Gone since it was listed, or a link to nothing; the reader will say so.
                yield name, 0, 0
                continue
            if not S_ISREG(stat.st_mode):
                # A pipe or a device would be waited for, perhaps for ever.
                Report(path=name, problems=problems).error("not-a-file", "this is not a file that can be read", "remove it")
                continue
            yield name, stat.st_size, stat.st_mtime_ns


def leads_inside(path: Path, real_root: Path) -> bool:
    """True unless the path is a link to a place outside the folder, or a link without an end."""
    try:
        return path.resolve().is_relative_to(real_root)
    except (OSError, RuntimeError):
        return False


def beside(root: Path, file: str, name: str) -> Path | None:
    """The file ``name`` beside another of the folder, whole; None when there is none, or it would lead out of the folder."""
    try:
        path = (root / file).parent.joinpath(name).resolve()
        return path if path.is_relative_to(root.resolve()) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _link_out(name: str, problems: list[Problem]) -> None:
    Report(path=name, problems=problems).error(
        "link-out",
        "this is a link to a place outside the folder, which is not followed",
        "copy the file into the folder",
    )


def natural(name: str) -> list[tuple[int, int, str]]:
    """Sort key in which 2 comes before 10, and capitals do not count."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name.casefold()) if part]


def gather(
    files: Iterator[Stamp], languages: tuple[str, ...], problems: list[Problem], *, pictures: bool, calendars: bool = False
) -> list[Item]:
    """Files that belong together, as items in the order of their names."""
    items: dict[str, Item] = {}
    for stamp in files:
        name = stamp[0]
        place, _, last = name.rpartition("/")
        base, dot, ending = last.rpartition(".")
        # A leading or a trailing dot makes no ending, as in pathlib.
        base, ending = (base, dot + ending.casefold()) if base and ending else (last, "")
        stem = f"{place}/{base}" if place else base
        if ending == ".md":
            found = _LANGUAGE.match(base) if "." in base else None
            language = found["language"] if found and found["language"] in languages else ""
            key = stem.removesuffix(f".{language}") if language else stem
            item = items.setdefault(key, Item(key=key))
            item.texts[language] = name
            item.stamps.append(stamp)
        elif pictures and ending in ENDINGS:
            item = items.setdefault(stem, Item(key=stem))
            if item.picture:
                Report(path=name, problems=problems).warn(
                    "two-pictures", f"'{item.picture}' has the same name and is shown", "give one of them another name"
                )
            else:
                item.picture = name
                item.stamps.append(stamp)
        elif calendars and ending == ".ics":
            items[name] = Item(key=name, calendar=name, stamps=[stamp])
        elif ending not in SOUNDS:
            Report(path=name, problems=problems).info(
                "passed-over", f"a {ending or 'file without ending'} is not read here", "remove it, or put _ before its name"
            )
    return sorted(items.values(), key=lambda item: natural(item.key))
