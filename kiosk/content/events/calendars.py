"""Reads calendar files (RFC 5545) as Outlook, Google and Apple export them."""

from dataclasses import replace
from pathlib import Path

from kiosk.content.events.calendar_entries import EntryReader
from kiosk.content.events.calendar_selection import is_left_out
from kiosk.content.front_matter.document import read_text
from kiosk.content.problems import EXPORT_CALENDAR, Report
from kiosk.content.pull_sources import EMPTIED
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Event, Exhibition, Message, Problem
from kiosk.domain.bounds import CALENDAR_BYTES

# The marks of ``kiosk pull`` stand at the beginning.
_HEAD = 4096


def read_calendar(
    root: Path,
    group: FileGroup,
    exhibition: Exhibition,
    problems: list[Problem],
    before: tuple[Event, ...] = (),
) -> ItemReading:
    """The events of a calendar file, with times in the exhibition's zone, and the finding on it.

    ``before`` are the events that were last shown of it.
    """
    report = Report(path=group.calendar, problems=problems)
    text = read_text(root, group.calendar, report, CALENDAR_BYTES)
    events: tuple[Event, ...] | None = None
    already = len(problems)
    hidden: set[str] = set()
    if text is not None and "BEGIN:VCALENDAR" not in text.upper():
        report.error("calendar", Message("this file is not a calendar"), EXPORT_CALENDAR)
    elif text is not None:
        reader = EntryReader(group, exhibition, report)
        events = tuple(reader.read(text))
        hidden = reader.hidden
        if not events and not hidden and len(problems) == already:
            report.warn(
                "calendar-empty",
                Message("the calendar holds no event that can be shown"),
                EXPORT_CALENDAR,
            )
    # What is left out by now is not shown as before either, also where it is gone from the file.
    left_out = (one for one in before if is_left_out(str(one.title), exhibition.calendars))
    reading = ItemReading(
        content=events,
        finding=SafetyFinding.CALENDAR_CHANGED,
        hidden_keys=frozenset(
            (*(f"{group.key}#{uid}" for uid in hidden), *(one.key for one in left_out))
        ),
    )
    if text is not None and events == () and EMPTIED in text[:_HEAD]:
        return reading
    if events is None or has_lost_events(reading.without_hidden(before), events):
        return replace(reading, finding=SafetyFinding.CALENDAR_LOST)
    return reading


def has_lost_events(before: tuple[Event, ...], now: tuple[Event, ...]) -> bool:
    """True when more than half of a calendar's events are gone."""
    keys = {event.key for event in now}
    return 2 * sum(event.key in keys for event in before) < len(before)


def merge_events(before: tuple[Event, ...], now: tuple[Event, ...]) -> tuple[Event, ...]:
    """All previous events, each as it reads now if it still does, then the new ones."""
    by_key = {event.key: event for event in now}
    return tuple(by_key.pop(event.key, event) for event in before) + tuple(by_key.values())
