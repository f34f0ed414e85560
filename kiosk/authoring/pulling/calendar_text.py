"""What an address gave, as the text of a calendar: checked, or made of a page's JSON."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.authoring.pages import schema_org, squarespace
from kiosk.authoring.pages.calendar_file import read_events
from kiosk.authoring.pages.found_event import FoundEvent, UnreadablePageError
from kiosk.authoring.pages.html_page import decode, parse_json
from kiosk.domain import Exhibition, Problem
from kiosk.domain.bounds import CALENDAR_EVENTS

if TYPE_CHECKING:
    from icalendar import Event as Component

_BEGIN, _END = "BEGIN:VCALENDAR", "END:VCALENDAR"


class UnusableCalendarError(Exception):
    """What was fetched is no calendar that could be shown; the message says why."""


def calendar_of(body: bytes, exhibition: Exhibition) -> tuple[str, int]:
    """The calendar's text and how many events a screen would show of it.

    Raises UnusableCalendarError.
    """
    text = decode(body)
    head = text[:2000].lstrip("\ufeff \t\r\n")
    zone = ZoneInfo(exhibition.timezone)
    if head[:1] in ("{", "["):
        text = _from_json(text, zone)
    elif head[: len(_BEGIN)].upper() != _BEGIN:
        raise UnusableCalendarError(
            "it is a web page and no calendar" if head[:1] == "<" else "it is no calendar"
        )
    else:
        text = text[text.upper().index(_BEGIN) :]
    _check_whole(text)
    return text, _count(text, exhibition)


def _check_whole(text: str) -> None:
    """Raise UnusableCalendarError for a calendar of which the end is missing."""
    lines = [line.strip().upper() for line in text.splitlines()]
    ends = next((line for line in reversed(lines) if line), "")
    if ends != _END or lines.count("BEGIN:VEVENT") != lines.count("END:VEVENT"):
        raise UnusableCalendarError("only a part of the calendar arrived")


def _count(text: str, exhibition: Exhibition) -> int:
    """How many events are read of it. Raises UnusableCalendarError where it cannot be read."""
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-pull-") as scratch:
        file = Path(scratch) / "fetched.ics"
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
        events = read_events(file, ZoneInfo(exhibition.timezone), exhibition.languages[0], problems)
    broken = [one for one in problems if one.rule in ("calendar", "unreadable", "not-plain-text")]
    if broken:
        raise UnusableCalendarError(str(broken[0].message))
    return len(events)


def _from_json(text: str, zone: ZoneInfo) -> str:
    try:
        data = parse_json(text)
        if squarespace.is_squarespace(data):
            events = squarespace.read_events(data, zone)
        else:
            events = schema_org.read_events(data, schema_org.Source(name="JSON-LD", zone=zone))
    except UnreadablePageError as error:
        raise UnusableCalendarError(str(error)) from None
    found = [event for event in events if event.title and event.spans]
    if not found:
        raise UnusableCalendarError("its data holds no events of schema.org or Squarespace")
    return as_calendar(found[: CALENDAR_EVENTS.limit])


def as_calendar(events: list[FoundEvent]) -> str:
    """A calendar (RFC 5545) with an entry for each time of each event."""
    from icalendar import Calendar
    from icalendar import Event as Component

    calendar = Calendar()
    calendar.add("prodid", "-//kiosk//pull//EN")
    calendar.add("version", "2.0")
    seen: set[str] = set()
    for event in events:
        for span in event.spans:
            entry = Component()
            uid = f"{event.identity or event.title} {span.as_typed()}"
            if uid in seen:
                continue
            seen.add(uid)
            entry.add("uid", uid)
            # A fixed stamp: the file changes only when an event does.
            entry.add("dtstamp", datetime(2026, 1, 1, tzinfo=UTC))
            entry.add("summary", event.title)
            if isinstance(span.starts, datetime):
                entry.add("dtstart", span.starts.astimezone(UTC))
                if isinstance(span.ends, datetime):
                    entry.add("dtend", span.ends.astimezone(UTC))
            else:
                entry.add("dtstart", span.starts)
                entry.add("dtend", span.last_day + timedelta(days=1))
            _add_words(entry, event)
            calendar.add_component(entry)
    return bytes(calendar.to_ical()).decode("utf-8")


def _add_words(entry: "Component", event: FoundEvent) -> None:
    if place := event.keys.get("place") or event.keys.get("online"):
        entry.add("location", place)
    if link := event.keys.get("link"):
        entry.add("url", link)
    if event.keys.get("status") in ("cancelled", "postponed"):
        entry.add("status", "CANCELLED")
    words = [event.body]
    if register := event.keys.get("register"):
        words.append(f"Register: {register}")
    if text := "\n\n".join(word for word in words if word):
        entry.add("description", text)
