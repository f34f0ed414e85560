"""Reads calendar files (RFC 5545) as Outlook, Google and Apple export them."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.content.events.calendar_entries import EntryReader
from kiosk.content.front_matter.document import read_text
from kiosk.content.problems import EXPORT_CALENDAR, Report
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Event, Message, Problem
from kiosk.domain.bounds import CALENDAR_BYTES


def read_calendar(
    root: Path,
    group: FileGroup,
    language: str,
    timezone: str,
    problems: list[Problem],
    before: tuple[Event, ...] = (),
) -> ItemReading:
    """The events of a calendar file, with times in ``timezone``, and the finding on it.

    ``before`` are the events that were last shown of it.
    """
    private: set[str] = set()
    events = _read_events(root, group, language, timezone, problems, private)
    reading = ItemReading(
        content=events,
        finding=SafetyFinding.CALENDAR_CHANGED,
        private_keys=frozenset(f"{group.key}#{uid}" for uid in private),
    )
    if events is None or has_lost_events(reading.without_private(before), events):
        return replace(reading, finding=SafetyFinding.CALENDAR_LOST)
    return reading


def _read_events(
    root: Path,
    group: FileGroup,
    language: str,
    timezone: str,
    problems: list[Problem],
    private: set[str],
) -> tuple[Event, ...] | None:
    """The events of a calendar file; None, and reported, when it is no calendar.

    The UIDs of entries that are marked as private go to ``private``.
    """
    report = Report(path=group.calendar, problems=problems)
    text = read_text(root, group.calendar, report, CALENDAR_BYTES)
    if text is None:
        return None
    if "BEGIN:VCALENDAR" not in text:
        report.error(
            "calendar",
            Message("this file is not a calendar"),
            EXPORT_CALENDAR,
        )
        return None
    reader = EntryReader(group, language, ZoneInfo(timezone), report)
    events = tuple(reader.read(text))
    private |= reader.private
    if not events and not private:
        report.warn(
            "calendar-empty",
            Message("the calendar holds no event that can be shown"),
            EXPORT_CALENDAR,
        )
    return events


def has_lost_events(before: tuple[Event, ...], now: tuple[Event, ...]) -> bool:
    """True when more than half of a calendar's events are gone."""
    keys = {event.key for event in now}
    return 2 * sum(event.key in keys for event in before) < len(before)


def merge_events(before: tuple[Event, ...], now: tuple[Event, ...]) -> tuple[Event, ...]:
    """All previous events, each as it reads now if it still does, then the new ones."""
    by_key = {event.key: event for event in now}
    return tuple(by_key.pop(event.key, event) for event in before) + tuple(by_key.values())
