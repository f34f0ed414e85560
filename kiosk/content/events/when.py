"""Dates and times as people write them. Never asks the machine for its locale, its time zone or the day."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.content.events.date_words import NEUTRAL, ON_DEMAND, ZONES, normalized_text
from kiosk.content.events.days import Finding, NoDayError, ParsedDays, parse_days
from kiosk.domain import AllDay, OnDemand, Timed, When

_TIME = re.compile(
    r"\b(?:(noon|mediodía|mediodia|midnight|medianoche)|(\d{1,2})(?:[:.h](\d{2}))? ?(a\.? ?m\.?|p\.? ?m\.?)?)(?![\w])"
)
_FILLERS = r"[\s,;.()\-]|\b(?:from|at|to|de|desde|a|las|la|all day|all-day|todo el día|until|till|hasta|and|between|entre|y|del|el|los|on|@)\b|@"
_LONGEST_NIGHT = timedelta(hours=12)
_EXAMPLE = "write for example: Tuesday, January 13, 2026, 1:00 PM - 2:00 PM"

Clock = tuple[int, int, str]


@dataclass(kw_only=True)
class DateReading:
    """What was read, and what is to be said of it: (rule, message, hint) triples. ``when`` is None on error."""

    when: When | None = None
    warnings: list[Finding] = field(default_factory=list)
    error: Finding | None = None


def read_day(text: str) -> tuple[date | None, list[Finding]]:
    """One day in ISO 8601 or in words with its year, and what is to be said of it; None when it is anything else, or doubtful."""
    reading = parse_when(text, ZoneInfo("UTC"))
    doubtful = [rule for rule, _, _ in reading.warnings if rule != "weekday-mismatch"]
    if (
        isinstance(reading.when, AllDay)
        and reading.when.first == reading.when.last
        and not doubtful
    ):
        return reading.when.first, reading.warnings
    return None, []


def parse_when(text: str, zone: ZoneInfo, reference_date: date | None = None) -> DateReading:
    """Read a line such as "Tuesday, January 13, 2026, 1:00PM-2:00PM PST" in the time zone ``zone``.

    ``around`` is a day that a date without a year is likely to be near, such as the exhibition's first one.
    """
    typed = normalized_text(text)
    if typed.strip(" .") in ON_DEMAND:
        return DateReading(when=OnDemand())
    try:
        days = parse_days(typed, reference_date)
    except NoDayError as error:
        return failed("date", f"'{text}' {error}", _EXAMPLE)
    reading = DateReading(warnings=days.warnings)
    times, offset, left = parse_times(days.remainder)
    if left:
        return failed(
            "when",
            f"'{text}' cannot be read from '{left}' on",
            "write for example: January 13, 2026, 1:00 PM - 2:00 PM",
        )
    if isinstance(times, str):
        return failed("time", f"'{text}' {times}", "write for example: 1:00 PM - 2:00 PM")
    if not times:
        reading.when = AllDay(first=days.first, last=days.last)
        return reading
    return combine(days, times, zone, offset, text, reading)


def read_span(starts: str, ends: str, zone: ZoneInfo) -> DateReading:
    """``starts`` and ``ends`` in ISO 8601; days alone make whole days."""
    for key, typed in (("starts", starts), ("ends", ends)):
        try:
            # At both ends of time another zone has no such day.
            if typed and not date.min.year < datetime.fromisoformat(typed).year < date.max.year:
                raise ValueError
        except ValueError:
            return failed(
                "date",
                f"'{typed}' cannot be read as a day and a time",
                f"write for example {key}: 2026-01-13T13:00",
            )
    if len(starts) == 10:
        first = date.fromisoformat(starts)
        last = date.fromisoformat(ends[:10]) if ends else first
        if last < first:
            return failed(
                "date-order",
                f"it ends on '{ends}', before it begins",
                "write the later day as ends:",
            )
        return DateReading(when=AllDay(first=first, last=last))
    begin, finish = datetime.fromisoformat(starts), datetime.fromisoformat(ends) if ends else None
    begin = begin if begin.tzinfo else begin.replace(tzinfo=zone)
    if finish is not None:
        finish = (finish if finish.tzinfo else finish.replace(tzinfo=zone)).astimezone(zone)
        if finish <= begin:
            return failed(
                "date-order",
                f"it ends at '{ends}', before it begins",
                "write the later time as ends:",
            )
    return DateReading(when=Timed(starts=begin.astimezone(zone), ends=finish))


def failed(rule: str, message: str, hint: str) -> DateReading:
    """A reading that came to nothing."""
    return DateReading(error=(rule, message, hint))


def parse_times(rest: str) -> tuple[list[Clock] | str, str, str]:
    """Up to two times of a line as (hour, minute, "am" | "pm" | ""), its zone's abbreviation, and what cannot be read.

    In place of the times stands a complaint when they are none.
    """
    words, offset = [], ""
    for word in rest.split():
        bare = word.strip(",.()")
        if bare in ZONES:
            offset = bare
        elif bare not in NEUTRAL:
            words.append(word)
    line = " ".join(words)
    left = re.sub(_FILLERS, "", _TIME.sub(" ", line))
    found = list(_TIME.finditer(line))
    if len(found) > 2:
        return "holds more than two times", offset, left
    times: list[Clock] = []
    for match in found:
        word, hour, minute, half = match.groups()
        half = (half or "").replace(".", "").replace(" ", "")
        if word:
            times.append(
                (
                    12,
                    0,
                    "pm"
                    if word.startswith(("noon", "medi")) and not word.startswith("median")
                    else "am",
                )
            )
            continue
        if int(hour) > (12 if half else 23) or int(minute or 0) > 59 or (half and int(hour) == 0):
            return "holds a time that no clock shows", offset, left
        times.append((int(hour), int(minute or 0), half))
    if len(times) == 2 and not times[0][2] and times[1][2] and times[0][0] <= 12:
        times[0] = (*times[0][:2], times[1][2])
        if _minutes(times[0]) > _minutes(times[1]):
            times[0] = (*times[0][:2], "am")
    return times, offset, left


def combine(
    days: ParsedDays,
    times: list[Clock],
    zone: ZoneInfo,
    offset: str,
    text: str,
    reading: DateReading,
) -> DateReading:
    """Days and times as instants of ``zone``; what is contradictory is told with what was made of it."""
    if any(
        not half and hour < 13 and minute == 0 and ":" not in text for hour, minute, half in times
    ):
        return failed(
            "time",
            f"'{text}' does not say whether it is morning or afternoon",
            "write AM or PM, or 13:00",
        )
    if re.search(r"(?<![\d:.])12(?:[:.]00)? ?a\.? ?m", normalized_text(text)):
        reading.warnings.append(
            ("twelve-am", f"'{text}': 12 AM is read as midnight", "write noon or midnight")
        )
    starts = _moment(days.first, times[0], zone)
    ends = _moment(days.last, times[1], zone) if len(times) == 2 else None
    if ends is not None and ends <= starts:
        night = _moment(days.last + timedelta(days=1), times[1], zone)
        until_midnight = times[1] == (12, 0, "am")
        if until_midnight or (times[1][2] != "pm" and night - starts <= _LONGEST_NIGHT):
            ends = night
        else:
            ends = None
            told = f"'{text}' ends before it begins; only its start, {starts:%H:%M}, is shown"
            reading.warnings.append(
                ("time-order", told, "write the earlier time first, with AM or PM")
            )
    for moment in (starts, ends):
        if moment is not None:
            _look_at_change(moment, zone, text, reading)
    if offset:
        starts, ends = _compare_zone(offset, starts, ends, zone, reading)
    reading.when = Timed(starts=starts, ends=ends)
    return reading


def _look_at_change(moment: datetime, zone: ZoneInfo, text: str, reading: DateReading) -> None:
    back = moment.astimezone(ZoneInfo("UTC")).astimezone(zone)
    if back.time() != moment.time():
        told = f"'{text}': the clocks change on that day and this time does not exist; {back:%H:%M} is shown"
        reading.warnings.append(("clock-change", told, "look up the time again"))
    elif moment.replace(fold=1).utcoffset() != moment.utcoffset():
        told = (
            f"'{text}': the clocks change on that day and this time comes twice; the first is taken"
        )
        reading.warnings.append(
            ("clock-change", told, "write starts: with its offset, 2026-11-01T01:30-08:00")
        )


def _compare_zone(
    offset: str, starts: datetime, ends: datetime | None, zone: ZoneInfo, reading: DateReading
) -> tuple[datetime, datetime | None]:
    """Another zone's abbreviation: standard for summer time is a slip, any other is believed and converted."""
    shift = (starts.utcoffset() or timedelta()) - timedelta(hours=ZONES[offset][0])
    if not shift:
        return starts, ends
    if abs(shift) > timedelta(hours=1):
        starts = starts + shift
        ends = ends + shift if ends else None
        taken = f"it is shown as {starts:%H:%M %Z}"
    else:
        taken = f"{starts:%H:%M %Z} is shown"
    told = f"'{offset.upper()}' is not the time of {zone.key} on that day, which is {starts.tzname()}; {taken}"
    reading.warnings.append(
        ("zone-mismatch", told, f"write {starts.tzname()}, or set timezone: to another place")
    )
    return starts, ends


def _minutes(moment: Clock) -> int:
    hour, minute, half = moment
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute


def _moment(day: date, clock: Clock, zone: ZoneInfo) -> datetime:
    minutes = _minutes(clock)
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone)
