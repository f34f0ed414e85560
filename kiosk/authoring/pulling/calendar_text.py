"""What an address gave, as the text of a calendar: checked, or made of a page's JSON."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.authoring.pages import schema_org, squarespace
from kiosk.authoring.pages.calendar_file import read_events
from kiosk.authoring.pages.found_event import FoundEvent, Span, UnreadablePageError
from kiosk.authoring.pages.html_page import decode, parse_json
from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import add_recurrence, parse_when
from kiosk.content.events.calendar_texts import OWN_STATUS
from kiosk.domain import AllDay, Exhibition, Message, Problem, Series, Status, Timed
from kiosk.domain.bounds import CALENDAR_EVENTS

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as Component

_QUOTED = 60
_BEGIN, _END = "BEGIN:VCALENDAR", "END:VCALENDAR"


class UnusableCalendarError(Exception):
    """What was fetched is no calendar that could be shown; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchedCalendar:
    """A calendar's text, how many events a screen would show of it, and notes about a page's."""

    text: str
    count: int
    notes: tuple[str, ...] = ()


def calendar_of(body: bytes, exhibition: Exhibition) -> FetchedCalendar:
    """What an address gave, as a calendar. Raises UnusableCalendarError."""
    notes: tuple[str, ...] = ()
    text = decode(body)
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head[:1] in ("{", "["):
        text, notes = _from_json(text, exhibition)
    elif head[: len(_BEGIN)].upper() != _BEGIN:
        raise UnusableCalendarError(
            Message("it is a web page and no calendar")
            if head[:1] == "<"
            else Message("it is no calendar")
        )
    else:
        text = text[text.upper().index(_BEGIN) :]
    _check_whole(text)
    return FetchedCalendar(text=text, count=_count(text, exhibition), notes=notes)


def _check_whole(text: str) -> None:
    """Raise UnusableCalendarError for a calendar of which the end is missing."""
    lines = [line.strip().upper() for line in text.splitlines()]
    ends = next((line for line in reversed(lines) if line), "")
    if ends != _END or lines.count("BEGIN:VEVENT") != lines.count("END:VEVENT"):
        raise UnusableCalendarError(Message("only a part of the calendar arrived"))


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


def _from_json(text: str, exhibition: Exhibition) -> tuple[str, tuple[str, ...]]:
    zone = ZoneInfo(exhibition.timezone)
    try:
        data = parse_json(text)
        if squarespace.is_empty(data):
            return as_calendar([]), ()
        if squarespace.is_squarespace(data):
            events = squarespace.read_events(data, zone)
        else:
            events = schema_org.read_events(data, schema_org.Source(name="JSON-LD", zone=zone))
    except UnreadablePageError as error:
        raise UnusableCalendarError(str(error)) from None
    if not events:
        raise UnusableCalendarError(
            Message(
                "its data holds no events of schema.org or Squarespace; to "
                "take its events off the screen, remove the file and its "
                "line in kiosk.yaml"
            )
        )
    notes: list[str] = []
    dated = [
        one
        for event in events[: CALENDAR_EVENTS.limit]
        if (one := _dated(event, exhibition, notes)) is not None
    ]
    if not dated:
        raise UnusableCalendarError(
            Message("none of its events can be shown: {value}", value="; ".join(notes)[:1000])
        )
    return as_calendar(dated), tuple(dict.fromkeys(notes))


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedEvent:
    """An event of a page with its spans, or with the calendar of its series (RFC 5545)."""

    event: FoundEvent
    spans: tuple[Span, ...] = ()
    series: str = ""


def _dated(event: FoundEvent, exhibition: Exhibition, notes: list[str]) -> DatedEvent | None:
    """The event with its times, also where they are written in words; None, and told, without."""
    title = f"'{event.title[:_QUOTED]}'"
    if not event.title:
        notes.append(Message("an event without a title is left out"))
        return None
    if event.spans:
        notes += [f"{title}: {note}" for note in event.notes]
        return DatedEvent(event=event, spans=tuple(event.spans))
    context = DateContext(
        zone=ZoneInfo(event.keys.get("timezone", exhibition.timezone)),
        reference_date=exhibition.opens,
        languages=exhibition.languages,
    )
    reading = parse_when(event.when, context)
    if reading.error is None and event.repeats:
        reading = add_recurrence(reading, event.repeats, context)
    notes += [f"{title}: {note}" for note in event.notes]
    notes += [f"{title}: {message}" for _, message, _ in reading.warnings]
    match reading.when:
        case Timed(starts=starts, ends=ends):
            return DatedEvent(event=event, spans=(Span(starts=starts, ends=ends),))
        case AllDay(first=first, last=last):
            return DatedEvent(event=event, spans=(Span(starts=first, ends=last),))
        case Series(source=source):
            return DatedEvent(event=event, series=source)
    why = reading.error[1] if reading.error else "a calendar has no entry that is always on"
    notes.append(Message("{title} is left out: {why}", title=title, why=why))
    return None


def as_calendar(events: Sequence[DatedEvent]) -> str:
    """A calendar (RFC 5545) with an entry for each time of each event, and for each series."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//kiosk//pull//EN")
    calendar.add("version", "2.0")
    seen: set[str] = set()
    zones: set[str] = set()
    for dated in events:
        event = dated.event
        entries = [*map(_entry_of, dated.spans), *_entries_of_series(dated.series, calendar, zones)]
        for when, entry in entries:
            uid = f"{event.identity or event.title} {when}"
            if uid in seen:
                continue
            seen.add(uid)
            entry.add("uid", uid)
            # A fixed stamp: the file changes only when an event does.
            entry.add("dtstamp", datetime(2026, 1, 1, tzinfo=UTC))
            entry.add("summary", event.title)
            _add_words(entry, event)
            calendar.add_component(entry)
    return bytes(calendar.to_ical()).decode("utf-8")


def _entry_of(span: Span) -> tuple[str, "Component"]:
    from icalendar import Event as Component

    entry = Component()
    if isinstance(span.starts, datetime):
        entry.add("dtstart", span.starts.astimezone(UTC))
        if isinstance(span.ends, datetime):
            entry.add("dtend", span.ends.astimezone(UTC))
    else:
        entry.add("dtstart", span.starts)
        entry.add("dtend", span.last_day + timedelta(days=1))
    return span.as_typed(), entry


def _entries_of_series(
    source: str, calendar: "Calendar", zones: set[str]
) -> Iterator[tuple[str, "Component"]]:
    """The entries of a series, without their words; its zones are added to the calendar."""
    if not source:
        return
    from icalendar import Calendar
    from icalendar import Event as Component
    from icalendar.prop import vRecur

    parsed = Calendar.from_ical(source)
    for zone in parsed.walk("VTIMEZONE"):
        if (name := str(zone.get("TZID"))) not in zones:
            zones.add(name)
            calendar.add_component(zone)
    for entry in parsed.walk("VEVENT"):
        assert isinstance(entry, Component)
        rule = ""
        if "RRULE" in entry:
            rule = vRecur(entry["RRULE"]).to_ical().decode()  # type: ignore[no-untyped-call]
        entry.pop("UID", None)
        entry.pop("DTSTAMP", None)
        yield f"{entry.decoded('DTSTART').isoformat()} {rule}".strip(), entry


def _add_words(entry: "Component", event: FoundEvent) -> None:
    if place := event.keys.get("place") or event.keys.get("online"):
        entry.add("location", place)
    if link := event.keys.get("link"):
        entry.add("url", link)
    status = event.keys.get("status", "")
    if status == Status.CANCELLED:
        entry.add("status", "CANCELLED")
    elif status:
        # RFC 5545 has no word for an event that is postponed, or full.
        entry.add(OWN_STATUS, status.upper())
    words = [event.body]
    if register := event.keys.get("register"):
        words.append(f"Register: {register}")
    if text := "\n\n".join(word for word in words if word):
        entry.add("description", text)
