"""Which files of the folder are content, in the order of their names, and which language each is in."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from kiosk.content.problems import Report
from kiosk.content.scan.folder_scan import FolderScan, Stamp
from kiosk.domain import Problem
from kiosk.pictures.naming import ENDINGS

# Recordings, which labels and events name by themselves.
AUDIO_SUFFIXES = (".mp3", ".ogg", ".oga", ".opus", ".flac", ".wav", ".m4a")
# How many names before and behind a picture without a label are looked at for one that is nearly called so, and how like it has to be.
_BESIDE, _LIKE = 2, 0.85
# What labels are saved as by a word processor, and are not read.
_LABELS = (".txt", ".text", ".rtf", ".doc", ".docx", ".odt", ".pages", ".markdown", ".htm", ".html")
_LANGUAGE = re.compile(r"^(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)$")
_NUMBER = re.compile(r"(\d+)")
# Why a place is not gone into.
_ODD = {
    "unreadable": ("the folder cannot be read: {}", "check its permissions"),
    "link-out": (
        "this is a link to a place outside the folder, which is not followed",
        "copy the file into the folder",
    ),
    "link-folder": (
        "this is a link to a folder that is read already, which is not followed",
        "remove the link",
    ),
    "not-a-file": ("this is not a file that can be read", "remove it"),
}


@dataclass(kw_only=True)
class FileGroup:
    """One thing of the folder: its Markdown files by language ("" is the main one) and its picture, or a calendar file.

    Its files are relative to the exhibition's folder, those of a further folder absolute. ``place`` is ``key`` in the same
    way, by which things of the same name in two folders are told apart. ``stamps`` tells, file by file, whether anything of it
    has changed since it was read. ``others`` are texts that may belong to it and are not read: in a language
    that the exhibition does not have, or nearly of its name.
    """

    key: str
    qualified_key: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    picture: str = ""
    calendar: str = ""
    unread_texts: list[str] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The file to name in messages."""
        return (
            self.texts.get("") or self.picture or self.calendar or next(iter(self.texts.values()))
        )


def content_files(folder_scan: FolderScan, below: str, problems: list[Problem]) -> Iterator[Stamp]:
    """Content files below a sub-folder, with their stamps; what is not gone into is reported."""
    if below in folder_scan.skipped:
        rule, why = folder_scan.skipped[below]
        message, hint = _ODD[rule]
        Report(path=folder_scan.qualified_name(below), problems=problems).error(
            rule, message.format(why), hint
        )
        return
    files = {stamp[0]: stamp for stamp in folder_scan.files.get(below, ())}
    names = sorted([*files, *folder_scan.folders.get(below, ())])
    names.sort(key=str.casefold)
    for name in names:
        if name in files:
            yield files[name]
        else:
            yield from content_files(folder_scan, name, problems)


def natural_sort_key(name: str) -> list[Any]:
    """Sort key in which 2 comes before 10, and capitals do not count."""
    # Words and numbers take turns, beginning with a word, be it empty: like is compared with like.
    parts: list[Any] = _NUMBER.split(name.casefold())
    parts[1::2] = map(int, parts[1::2])
    return parts


def group_files(
    folder_scan: FolderScan,
    below: str,
    languages: tuple[str, ...],
    problems: list[Problem],
    *,
    pictures: bool = False,
    calendars: bool = False,
) -> list[FileGroup]:
    """Files of a sub-folder that belong together, as items in the order of their names."""
    items = _Grouper(folder_scan, problems)
    for stamp in content_files(folder_scan, below, problems):
        name = stamp[0]
        place, _, last = name.rpartition("/")
        base, dot, ending = last.rpartition(".")
        # A leading or a trailing dot makes no ending, as in pathlib.
        base, ending = (base, dot + ending.casefold()) if base and ending else (last, "")
        stem = f"{place}/{base}" if place else base
        called = folder_scan.qualified_name(name)
        if ending == ".md":
            found = _LANGUAGE.match(base) if "." in base else None
            language = found["language"] if found and found["language"] in languages else ""
            item = items.text_of(
                stem.removesuffix(f".{language}") if language else stem, language, called
            )
        elif pictures and ending in ENDINGS:
            item = items.picture_of(stem, called)
            if item.picture:
                Report(path=called, problems=problems).warn(
                    "two-pictures",
                    f"'{item.picture}' has the same name and is shown",
                    "give one of them another name",
                )
                continue
            item.picture = called
        elif calendars and ending == ".ics":
            item = items.calendar(name, called)
        else:
            if pictures and ending in _LABELS:
                items.unread[normalized_name(stem.removesuffix(".md"))] = called
            if ending not in AUDIO_SUFFIXES:
                Report(path=called, problems=problems).info(
                    "passed-over",
                    f"a {ending or 'file without ending'} is not read here",
                    "remove it, or put _ before its name",
                )
            continue
        item.stamps.append((called, *stamp[1:]) if folder_scan.further else stamp)
    return items.all()


def normalized_name(name: str) -> str:
    """The same for two names that people, Windows and macOS take for one: capitals do not count, nor how accents are stored."""
    if name.isascii():
        return name.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _is_near_name(name: str, other: str) -> bool:
    """True when one may be the other with a slip of the pen; what differs in its number only is another one of a series."""
    bare, other_bare = (re.sub(r"\d", "", normalized_name(one)) for one in (name, other))
    return (
        bare != other_bare
        and difflib.SequenceMatcher(None, normalized_name(name), normalized_name(other)).ratio()
        >= _LIKE
    )


class _Grouper:
    """Items by name, and how those are found whose files are not spelled quite alike."""

    def __init__(self, look: FolderScan, problems: list[Problem]) -> None:
        self.unread: dict[str, str] = {}
        self._look, self._problems = look, problems
        self._items: dict[str, FileGroup] = {}
        self._first: dict[str, FileGroup] = {}

    def text_of(self, key: str, language: str, called: str) -> FileGroup:
        """The item to which a text belongs, with this text."""
        item = self._items.get(key) or self._find(
            key, called, lambda near: language not in near.texts
        )
        item.texts[language] = called
        return item

    def picture_of(self, key: str, called: str) -> FileGroup:
        """The item to which a picture belongs; it has one already when there are two of the same name."""
        return self._items.get(key) or self._find(key, called, lambda near: not near.picture)

    def _find(self, key: str, called: str, has_room: Callable[[FileGroup], bool]) -> FileGroup:
        plain = normalized_name(key)
        near = self._first.get(plain)
        if near is None or not has_room(near):
            item = self._items[key] = FileGroup(
                key=key, qualified_key=self._look.qualified_name(key)
            )
            self._first.setdefault(plain, item)
            return item
        what = f"'{PurePosixPath(called).name}' and '{PurePosixPath(near.file).name}' are not spelled alike"
        Report(path=called, problems=self._problems).info(
            "name-differs", f"{what}; they are taken for one work", "give both the same name"
        )
        return near

    def calendar(self, name: str, called: str) -> FileGroup:
        """A calendar, which is an item of its own."""
        item = self._items[name] = FileGroup(key=name, qualified_key=called, calendar=called)
        return item

    def all(self) -> list[FileGroup]:
        """In the order of their names, less the pictures whose label is there and cannot be read: a content note may stand in it."""
        found = []
        for item in self._items.values():
            translated = _LANGUAGE.match(item.key) if "." in item.key else None
            of = (
                self._first.get(normalized_name(translated["stem"]))
                if translated and not item.picture
                else None
            )
            if of is not None:
                of.unread_texts += item.texts.values()
                of.stamps += item.stamps
            unread = (
                self.unread.get(normalized_name(item.key))
                if item.picture and not item.texts
                else None
            )
            if unread is None:
                found.append(item)
                continue
            Report(path=unread, problems=self._problems).error(
                "label-not-read",
                f"this is probably the label of '{PurePosixPath(item.picture).name}', and cannot be read; the picture is not shown",
                f"save it as plain text with the name {PurePosixPath(item.key).name}.md; if it is no label, put _ before its name",
            )
        found.sort(key=lambda item: natural_sort_key(item.key))
        for number, item in enumerate(found):
            if item.picture and not item.texts:
                beside = found[max(0, number - _BESIDE) : number + _BESIDE + 1]
                for other in beside:
                    if not other.picture and _is_near_name(item.key, other.key):
                        item.unread_texts += other.texts.values()
                        item.stamps += other.stamps
        return found
