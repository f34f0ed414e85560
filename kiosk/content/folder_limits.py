"""How much of a folder is read in all: which items have no room, before any of them is opened.

A bound of one file does not bound a thousand of them. The limits of a kind hold for all of its
items together, in the exhibition's folder first and then in the further ones. An item that has no
room is left out as a whole, its picture too: its label may hold a withdrawal. All of them are told
by one problem for each bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Message, Problem, Series
from kiosk.domain.bounds import (
    ALERT_BYTES,
    CALENDAR_BYTES,
    CALENDAR_EVENTS,
    CALENDAR_SERIES,
    FOLDER_CALENDAR_BYTES,
    FOLDER_CALENDAR_EVENTS,
    FOLDER_EVENTS,
    FOLDER_NOTICES,
    FOLDER_PAGES,
    FOLDER_RESOURCES,
    FOLDER_SERIES,
    FOLDER_TEXT_BYTES,
    FOLDER_WORKS,
    LABEL_BYTES,
    SEARCHED_BYTES,
    SMALL_FOLDER_TEXT_BYTES,
    Bound,
)
from kiosk.path_safety import FileTooLargeError, RefusedFileError, read_below

_ITEMS = {
    "works": FOLDER_WORKS,
    "events": FOLDER_EVENTS,
    "resources": FOLDER_RESOURCES,
    "pages": FOLDER_PAGES,
    "notices": FOLDER_NOTICES,
}
# What it costs to open and search a text that may belong to an item, in bytes of a label. Of a
# thousand copies of one work, each may hold the withdrawal of each.
_SEARCHING = 2_048
# How many files a message names.
_MOST_NAMED = 8
_FOLDED = re.compile(rb"\r?\n[ \t]")
_ENTRY = re.compile(rb"^BEGIN:VEVENT", re.IGNORECASE | re.MULTILINE)
_END = re.compile(rb"^END:VEVENT", re.IGNORECASE | re.MULTILINE)
_REPEATS = re.compile(rb"^(?:RRULE|RDATE)[:;]", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EventCount:
    """How many entries a calendar holds, and how many series a file of events holds."""

    events: int
    series: int


class FolderLimits:
    """The room that is left for the items of one of ``KINDS`` in one load."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._text_bound = FOLDER_TEXT_BYTES if kind == "works" else SMALL_FOLDER_TEXT_BYTES
        self._text_bytes = self._text_bound.limit
        self._calendar_bytes = FOLDER_CALENDAR_BYTES.limit
        self._items, self._series = _ITEMS[kind].limit, FOLDER_SERIES.limit
        self._calendar_events = FOLDER_CALENDAR_EVENTS.limit
        self._left_out: dict[str, list[str]] = {}
        self._bounds: dict[str, Bound] = {}

    def choose(self, groups: Sequence[FileGroup]) -> list[FileGroup]:
        """The items that may be read: of too many texts, the largest have no room.

        Events of their own come before calendars; of both, the first ones by name have room, of
        notices those that changed last. Calendars are yet to be asked for by ``admits``.
        """
        chosen = self._within_bytes([one for one in groups if not one.calendar])
        if self._kind == "notices":
            chosen.sort(key=lambda group: -max(stamp[2] for stamp in group.stamps))
        self._leave_out(_ITEMS[self._kind], chosen[self._items :])
        chosen = chosen[: self._items]
        self._items -= len(chosen)
        return [*chosen, *(one for one in groups if one.calendar)]

    def admits_unread(self, group: FileGroup) -> EventCount | None:
        """The number of events in a file that is to be read; None where it has no room."""
        if not group.calendar:
            return EventCount(0, 0)
        size = group.stamps[0][1]
        if size > self._calendar_bytes:
            self._leave_out(FOLDER_CALENDAR_BYTES, [group])
            return None
        count = count_events(group)
        return count if self.admits(group, count, take=False) else None

    def admits(self, group: FileGroup, count: EventCount, *, take: bool = True) -> bool:
        """True where an item with so many events has room, which it then takes."""
        for bound, wanted, left in (
            (FOLDER_CALENDAR_EVENTS, count.events, self._calendar_events),
            (FOLDER_SERIES, count.series, self._series),
        ):
            if wanted > left:
                self._leave_out(bound, [group])
                return False
        if take:
            self._series -= count.series
        if take and group.calendar:
            self._calendar_events -= count.events
            self._calendar_bytes -= group.stamps[0][1]
        return True

    def report(self, problems: list[Problem]) -> list[Problem]:
        """Tell what has no room, once for each bound; gives these problems."""
        first = len(problems)
        for name, files in self._left_out.items():
            listed = ", ".join(f"'{file}'" for file in files[:_MOST_NAMED])
            Report(path=self._kind, problems=problems).beyond(
                self._bounds[name],
                Message("there is no room for {files} ({count:,})", files=listed, count=len(files))
                if len(files) > 1
                else Message("there is no room for {files}", files=listed),
                Message("take out what is over or not needed"),
            )
        return problems[first:]

    def _within_bytes(self, groups: list[FileGroup]) -> list[FileGroup]:
        costs = {id(group): _text_cost(group) for group in groups}
        total = sum(costs.values())
        if total <= self._text_bytes:
            self._text_bytes -= total
            return groups
        out: set[int] = set()
        for group in sorted(groups, key=lambda one: costs[id(one)]):
            if costs[id(group)] > self._text_bytes:
                out.add(id(group))
            else:
                self._text_bytes -= costs[id(group)]
        self._leave_out(self._text_bound, (one for one in groups if id(one) in out))
        return [one for one in groups if id(one) not in out]

    def _leave_out(self, bound: Bound, groups: Iterable[FileGroup]) -> None:
        for group in groups:
            self._bounds[bound.name] = bound
            self._left_out.setdefault(bound.name, []).append(group.file)


def count_of(content: Any) -> EventCount:
    """The series that was read of an event's own file, if it is one."""
    return EventCount(0, int(isinstance(getattr(content, "when", None), Series)))


def count_events(group: FileGroup) -> EventCount:
    """The entries of a calendar file, counted without reading them; none where it has no text.

    At most as many as are read of one file.
    """
    try:
        raw = read_below(group.root, group.calendar, CALENDAR_BYTES.limit)
    except (OSError, ValueError, FileTooLargeError, RefusedFileError):
        return EventCount(0, 0)
    # In UTF-16 each letter of these names has a zero.
    raw = _FOLDED.sub(b"", raw.replace(b"\0", b"")).replace(b"\r", b"\n")
    entries = _ENTRY.split(raw)[1:]
    repeating = sum(_REPEATS.search(_END.split(one, 1)[0]) is not None for one in entries)
    series = min(repeating, CALENDAR_SERIES.limit)
    return EventCount(min(len(entries) - repeating + series, CALENDAR_EVENTS.limit), series)


def _text_cost(group: FileGroup) -> int:
    """How many bytes of texts are read for an item."""
    sizes = {stamp[0]: stamp[1] for stamp in group.stamps}
    cost = 0
    for name in group.all_texts:
        size = sizes.get(name, 0)
        is_whole = name in group.texts.values() and LABEL_BYTES.allows(size)
        cost += size if is_whole else _SEARCHING + min(size, SEARCHED_BYTES.limit)
    if group.alert and ALERT_BYTES.allows(size := sizes.get(group.alert, 0)):
        cost += size
    return cost
