"""Which files of the folder are content, in the order of their names, and which language each is in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.content.look import Look, Stamp
from kiosk.content.problems import Report
from kiosk.domain import Problem
from kiosk.pictures.naming import ENDINGS

# Recordings, which labels and events name by themselves.
SOUNDS = (".mp3", ".ogg", ".oga", ".opus", ".flac", ".wav", ".m4a")
_LANGUAGE = re.compile(r"^(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)$")
# Why a place is not gone into.
_ODD = {
    "unreadable": ("the folder cannot be read: {}", "check its permissions"),
    "link-out": ("this is a link to a place outside the folder, which is not followed", "copy the file into the folder"),
    "link-folder": ("this is a link to a folder that is read already, which is not followed", "remove the link"),
    "not-a-file": ("this is not a file that can be read", "remove it"),
}


@dataclass(kw_only=True)
class Item:
    """One thing of the folder: its Markdown files by language ("" is the main one) and its picture, or a calendar file.

    Its files are relative to the exhibition's folder, those of a further folder absolute. ``place`` is ``key`` in the same
    way, by which things of the same name in two folders are told apart. ``stamps`` tells, file by file, whether anything of it
    has changed since it was read.
    """

    key: str
    place: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    picture: str = ""
    calendar: str = ""
    stamps: list[Stamp] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The file to name in messages."""
        return self.texts.get("") or self.picture or self.calendar or next(iter(self.texts.values()))


def walk(look: Look, below: str, problems: list[Problem]) -> Iterator[Stamp]:
    """Content files below a sub-folder, with their stamps; what is not gone into is reported."""
    if below in look.odd:
        rule, why = look.odd[below]
        message, hint = _ODD[rule]
        Report(path=look.call(below), problems=problems).error(rule, message.format(why), hint)
        return
    files = {stamp[0]: stamp for stamp in look.files.get(below, ())}
    for name in sorted([*files, *look.folders.get(below, ())], key=str.casefold):
        if name in files:
            yield files[name]
        else:
            yield from walk(look, name, problems)


def natural(name: str) -> list[tuple[int, int, str]]:
    """Sort key in which 2 comes before 10, and capitals do not count."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name.casefold()) if part]


def gather(
    look: Look, below: str, languages: tuple[str, ...], problems: list[Problem], *, pictures: bool = False, calendars: bool = False
) -> list[Item]:
    """Files of a sub-folder that belong together, as items in the order of their names."""
    items: dict[str, Item] = {}
    for stamp in walk(look, below, problems):
        name = stamp[0]
        place, _, last = name.rpartition("/")
        base, dot, ending = last.rpartition(".")
        # A leading or a trailing dot makes no ending, as in pathlib.
        base, ending = (base, dot + ending.casefold()) if base and ending else (last, "")
        stem = f"{place}/{base}" if place else base
        called = look.call(name)
        if ending == ".md":
            found = _LANGUAGE.match(base) if "." in base else None
            language = found["language"] if found and found["language"] in languages else ""
            key = stem.removesuffix(f".{language}") if language else stem
            item = items.setdefault(key, Item(key=key, place=look.call(key)))
            item.texts[language] = called
        elif pictures and ending in ENDINGS:
            item = items.setdefault(stem, Item(key=stem, place=look.call(stem)))
            if item.picture:
                Report(path=called, problems=problems).warn(
                    "two-pictures", f"'{item.picture}' has the same name and is shown", "give one of them another name"
                )
                continue
            item.picture = called
        elif calendars and ending == ".ics":
            item = items[name] = Item(key=name, place=called, calendar=called)
        else:
            if ending not in SOUNDS:
                Report(path=called, problems=problems).info(
                    "passed-over", f"a {ending or 'file without ending'} is not read here", "remove it, or put _ before its name"
                )
            continue
        item.stamps.append((called, *stamp[1:]) if look.further else stamp)
    return sorted(items.values(), key=lambda item: natural(item.key))
