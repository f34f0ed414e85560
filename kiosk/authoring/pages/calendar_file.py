"""The entries of a calendar file as events that become files of their own."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.authoring.pages.found_event import FoundEvent, Span
from kiosk.content.events.calendars import read_calendar
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import AllDay, Event, Exhibition, Message, Problem, Series, Status, Timed
from kiosk.domain.bounds import PAGE_EVENTS
from kiosk.text import markdown_of_lines

_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
KEEP_CALENDAR = Message(
    "a calendar needs no import: put it into events/, and the kiosk reads it as it is, with its"
    " repetitions and changes; this import makes a file of each event that you can edit"
)


def read_events(
    source: Path, zone: ZoneInfo, language: str, problems: list[Problem]
) -> list[FoundEvent]:
    """The events of a calendar file; what cannot be read goes to ``problems``."""
    group = FileGroup(key=source.stem, calendar=source.name)
    exhibition = Exhibition(timezone=zone.key, languages=(language,))
    reading = read_calendar(source.parent, group, exhibition, problems)
    events = reading.content if isinstance(reading.content, tuple) else ()
    return [_found(event, zone) for event in events[: PAGE_EVENTS.limit]]


def _found(event: Event, zone: ZoneInfo) -> FoundEvent:
    uid = event.key.partition("#")[2] or event.key
    found = FoundEvent(identity=f"uid {uid}", place=f"entry '{str(event.title)[:60]}'")
    for key, value, name in (
        ("title", str(event.title), "SUMMARY"),
        ("place", str(event.place), "LOCATION"),
        ("online", str(event.online), "LOCATION"),
    ):
        found.set(key, value, name)
    found.set_address("register", event.register, "DESCRIPTION")
    found.set_address("link", event.link, "URL or DESCRIPTION")
    if event.status is not Status.SCHEDULED:
        found.set("status", str(event.status), "STATUS")
    # A calendar's text is plain, and a file's is Markdown.
    found.set_body(markdown_of_lines(str(event.description)), "DESCRIPTION")
    found.sources["when"] = "DTSTART and DTEND"
    match event.when:
        case Timed(starts=starts, ends=ends):
            found.spans = [Span(starts=starts, ends=ends)]
        case AllDay(first=first, last=last):
            found.spans = [Span(starts=first, ends=last)]
        case Series(source=text):
            _set_series(found, text, zone)
    return found


def _set_series(found: FoundEvent, text: str, zone: ZoneInfo) -> None:
    """Set the first time and the rule of a series, if both can be written in a file."""
    lines = [line for line in text.split("\r\n") if line]
    entries = sum(line == "BEGIN:VEVENT" for line in lines)
    rules = [line.partition(":")[2] for line in lines[_start(lines) :] if line.startswith("RRULE")]
    added = any(line.startswith("RDATE") for line in lines[_start(lines) :])
    left_out = [line.partition(":")[2] for line in lines if line.startswith("EXDATE")]
    span = _first_span(text, zone)
    rule = _in_words(rules[0], zone) if rules else ""
    if entries == 1 and len(rules) == 1 and not added and span is not None:
        if left_out and rule:
            days = sorted({day for value in left_out for day in _days(value, zone)})
            rule += " except " + ", ".join(f"{day:%Y-%m-%d}" for day in days[:200])
        if rule or not left_out:
            found.when, found.repeats = span.as_typed(), rule or rules[0]
            found.sources["repeats"] = "RRULE" + (" and EXDATE" if left_out else "")
            return
    found.notes.append(
        Message(
            "how it repeats, or its changed days, cannot be written in a "
            "file; put the calendar itself into events/"
        )
    )


def _start(lines: list[str]) -> int:
    """The index at which the entry begins: zones have rules too."""
    return lines.index("BEGIN:VEVENT") if "BEGIN:VEVENT" in lines else 0


def _first_span(text: str, zone: ZoneInfo) -> Span | None:
    from icalendar import Calendar
    from icalendar import Event as Component

    component = next(iter(Calendar.from_ical(text).walk("VEVENT")), None)
    if not isinstance(component, Component):
        return None
    starts, ends = component.start, component.end
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        begin, end = (one.astimezone(zone) if one.tzinfo else one for one in (starts, ends))
        return Span(starts=begin, ends=end if end > begin else None)
    return Span(starts=starts)


def _in_words(rule: str, zone: ZoneInfo) -> str:
    """A plain rule as people write it; "" for others."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    every = {"1": "", "2": "other "}.get(parts.get("INTERVAL", "1"))
    known = {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"}
    if every is None or set(parts) - known or parts.get("FREQ") not in ("WEEKLY", "DAILY"):
        return ""
    days = [day for day in parts.get("BYDAY", "").split(",") if day]
    if any(day not in _DAYS for day in days) or (days and parts["FREQ"] == "DAILY"):
        return ""
    names = " and ".join(_DAYS[day] for day in days)
    words = f"every {every}{names or ('week' if parts['FREQ'] == 'WEEKLY' else 'day')}"
    if until := _days(parts.get("UNTIL", ""), zone):
        return f"{words} until {until[0]:%Y-%m-%d}"
    return f"{words}, {parts['COUNT']} times" if "COUNT" in parts else words


def _days(value: str, zone: ZoneInfo) -> list[date]:
    """The days of a value with days or moments; those in UTC are days of the zone."""
    found = []
    for one in re.findall(r"\d{8}(?:T\d{6}Z?)?", value):
        day = datetime.strptime(one[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
        if one.endswith("Z"):
            moment = datetime.fromisoformat(f"{one[:8]}T{one[9:15]}+00:00")
            day = moment.astimezone(zone).date()
        found.append(day)
    return found
