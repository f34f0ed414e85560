"""What a calendar that cannot be read says of entries that were shown of it.

An export that breaks off, or is no calendar any more, keeps the entries as they were. One that its
text marks as private, cancelled or not certain is not kept. Nothing here parses a date, and no
library is used: it may be the library that fails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.content.front_matter.document import read_text
from kiosk.content.problems import Report
from kiosk.content.safety.title_status import status_in_title
from kiosk.content.safety.words import CANCELLATIONS
from kiosk.domain import Event, Status
from kiosk.domain.bounds import CALENDAR_BYTES

# A mark that stands in a line where it has no effect, as where a line's end was lost.
_MARK = re.compile(r"CLASS(?:;[^:\n]{0,200})?:[ \t]*(?:PRIVATE|CONFIDENTIAL)", re.IGNORECASE)
# Components whose entries are never shown.
_OTHERS = ("VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE")
_NOT_AS_ANNOUNCED = (Status.CANCELLED, Status.POSTPONED)
_NOT_FOR_VISITORS = ("OOF", "WORKINGELSEWHERE", "TENTATIVE")
# Components in each other; the standard needs three.
_MOST_DEPTH = 20
# The end of the key of an entry without a UID.
_NUMBERED = re.compile(r"#line \d+$")


@dataclass
class _Entry:
    uid: str = ""
    hidden: bool = False
    complete: bool = False


@dataclass
class CalendarText:
    """``hidden`` are the UIDs of entries that are not to be shown, "" among them for an entry
    without one. ``decided`` is False where a mark belongs to no entry.
    """

    hidden: set[str] = field(default_factory=set)
    decided: bool = True


def retained_events(
    root: Path, file: str, key: str, before: tuple[Event, ...]
) -> tuple[Event, ...] | None:
    """The events ``before`` that may still be shown of a calendar; None where that is unknown.

    ``key`` is that of the file's group, which the events' keys begin with.
    """
    text = read_text(root, file, Report(path=file), CALENDAR_BYTES)
    found = search_calendar(text) if text is not None else CalendarText(decided=False)
    if not found.decided:
        return None
    hidden = {f"{key}#{uid}" for uid in found.hidden if uid}
    return tuple(
        event
        for event in before
        if event.key not in hidden
        and event.key.rpartition("@")[0] not in hidden
        and not ("" in found.hidden and _NUMBERED.search(event.key))
    )


def search_calendar(text: str) -> CalendarText:
    """Search a text that may be a calendar, or a part of one."""
    found = CalendarText()
    entry: _Entry | None = None
    within: list[str] = []
    for line in _unfolded(text):
        name, value = _property(line)
        if name == "BEGIN" and value == "VEVENT":
            _close(found, entry)
            entry, within = _Entry(), []
        elif name == "BEGIN":
            within += [value] if len(within) < _MOST_DEPTH else []
        elif name == "END" and value == "VEVENT":
            if entry is not None:
                entry.complete = True
            _close(found, entry)
            entry, within = None, []
        elif name == "END" and value in within:
            del within[within.index(value) :]
        elif name == "METHOD" and value == "CANCEL":
            # Nothing of the calendar takes place.
            found.decided = False
        elif entry is not None:
            _note(entry, name, value, line, nested=bool(within))
        elif _is_private(name, value, line) and not set(_OTHERS).intersection(within):
            found.decided = False
    _close(found, entry)
    return found


def _close(found: CalendarText, entry: _Entry | None) -> None:
    # Of an entry that breaks off, the rest may be a mark.
    if entry is not None and (entry.hidden or (entry.uid and not entry.complete)):
        found.hidden.add(entry.uid)


def _note(entry: _Entry, name: str, value: str, line: str, *, nested: bool) -> None:
    # An alarm may have a UID of its own (RFC 9074).
    if name == "UID" and not nested and not entry.uid:
        entry.uid = _unescaped(line.partition(":")[2])
    withdrawn = name == "STATUS" and value.casefold() in (*CANCELLATIONS, "tentative")
    withdrawn |= name == "SUMMARY" and status_in_title(value)[1] in _NOT_AS_ANNOUNCED
    withdrawn |= name == "X-MICROSOFT-CDO-BUSYSTATUS" and value in _NOT_FOR_VISITORS
    entry.hidden |= withdrawn or _is_private(name, value, line)


def _is_private(name: str, value: str, line: str) -> bool:
    if name == "CLASS":
        return value not in ("", "PUBLIC")
    return _MARK.search(line) is not None


def _property(line: str) -> tuple[str, str]:
    """The name and the value of a line, in capitals."""
    head, _, value = line.partition(":")
    return head.partition(";")[0].strip().upper(), value.strip().upper()


def _unescaped(value: str) -> str:
    typed = value.strip().strip('"').strip()
    return typed.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def _unfolded(text: str) -> Iterator[str]:
    """The lines of a text, each with those that go on with it (RFC 5545, 3.1)."""
    parts: list[str] = []
    for line in text.replace("\0", "").splitlines():
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield "".join(parts)
        parts = [line]
    if parts:
        yield "".join(parts)
