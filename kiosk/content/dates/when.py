"""Parses dates and times as people write them.

The result depends neither on the machine's locale and time zone nor on today's date.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.content.dates.date_words import NEUTRAL, ON_DEMAND, ZONES, normalized_text
from kiosk.content.dates.days import DateProblem, NoDayError, ParsedDays, parse_days
from kiosk.domain import AllDay, OnDemand, Timed, When

_TIME = re.compile(
    r"\b(?:(noon|mediodía|mediodia|midnight|medianoche)"
    r"|(\d{1,2})(?:[:.h](\d{2}))? ?(a\.? ?m\.?|p\.? ?m\.?)?)(?![\w])"
)
_FILLERS = (
    r"[\s,;.()\-]|\b(?:from|at|to|de|desde|a|las|la|all day|all-day|todo el día|until|till"
    r"|hasta|and|between|entre|y|del|el|los|on|@)\b|@"
)
_LONGEST_NIGHT = timedelta(hours=12)
_EXAMPLE = "write for example: Tuesday, January 13, 2026, 1:00 PM - 2:00 PM"

# Hour and minute as written, and "am", "pm" or "".
Clock = tuple[int, int, str]


@dataclass(kw_only=True)
class DateReading:
    """The date that was read, with warnings; ``when`` is None on an error."""

    when: When | None = None
    warnings: list[DateProblem] = field(default_factory=list)
    error: DateProblem | None = None


def read_day(text: str) -> tuple[date | None, list[DateProblem]]:
    """One day in ISO 8601 or in words with its year, and its warnings; None when it is in doubt."""
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

    A date without a year is taken to be near ``reference_date``, the exhibition's first day.
    """
    typed = normalized_text(text)
    if typed.strip(" .") in ON_DEMAND:
        return DateReading(when=OnDemand())
    try:
        days = parse_days(typed, reference_date)
    except NoDayError as error:
        return failed("date", f"'{text}' {error}", _EXAMPLE)
    reading = DateReading(warnings=days.warnings)
    times, abbreviation, left = parse_times(days.remainder)
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
    return combine(days, times, zone, abbreviation, text, reading)


def read_span(starts: str, ends: str, zone: ZoneInfo) -> DateReading:
    """A span from ``starts`` to ``ends`` in ISO 8601; dates without times are whole days."""
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
    """A reading with an error."""
    return DateReading(error=(rule, message, hint))


def parse_times(rest: str) -> tuple[list[Clock] | str, str, str]:
    """Up to two times of a line, its time zone abbreviation, and the words that cannot be read.

    Instead of the times, an error message when they are impossible.
    """
    words, abbreviation = [], ""
    for word in rest.split():
        bare = word.strip(",.()")
        if bare in ZONES:
            abbreviation = bare
        elif bare not in NEUTRAL:
            words.append(word)
    line = " ".join(words)
    left = re.sub(_FILLERS, "", _TIME.sub(" ", line))
    found = list(_TIME.finditer(line))
    if len(found) > 2:
        return "holds more than two times", abbreviation, left
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
            return "holds a time that no clock shows", abbreviation, left
        times.append((int(hour), int(minute or 0), half))
    if len(times) == 2 and not times[0][2] and times[1][2] and times[0][0] <= 12:
        times[0] = (*times[0][:2], times[1][2])
        if _minutes(times[0]) > _minutes(times[1]):
            times[0] = (*times[0][:2], "am")
    return times, abbreviation, left


def combine(
    days: ParsedDays,
    times: list[Clock],
    zone: ZoneInfo,
    abbreviation: str,
    text: str,
    reading: DateReading,
) -> DateReading:
    """Join days and times to instants of ``zone``; contradictions become warnings."""
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
            message = f"'{text}' ends before it begins; only its start, {starts:%H:%M}, is shown"
            reading.warnings.append(
                ("time-order", message, "write the earlier time first, with AM or PM")
            )
    for moment in (starts, ends):
        if moment is not None:
            _warn_of_clock_change(moment, zone, text, reading)
    if abbreviation:
        starts, ends = _compare_zone(abbreviation, starts, ends, zone, reading)
    reading.when = Timed(starts=starts, ends=ends)
    return reading


def _warn_of_clock_change(
    moment: datetime, zone: ZoneInfo, text: str, reading: DateReading
) -> None:
    back = moment.astimezone(ZoneInfo("UTC")).astimezone(zone)
    if back.time() != moment.time():
        message = (
            f"'{text}': the clocks change on that day and this time does not exist;"
            f" {back:%H:%M} is shown"
        )
        reading.warnings.append(("clock-change", message, "look up the time again"))
    elif moment.replace(fold=1).utcoffset() != moment.utcoffset():
        message = (
            f"'{text}': the clocks change on that day and this time comes twice;"
            " the first one is used"
        )
        reading.warnings.append(
            ("clock-change", message, "write starts: with its offset, 2026-11-01T01:30-08:00")
        )


def _compare_zone(
    abbreviation: str, starts: datetime, ends: datetime | None, zone: ZoneInfo, reading: DateReading
) -> tuple[datetime, datetime | None]:
    """Compare a written time zone abbreviation with ``zone``.

    Standard time written for summer time, or the reverse, is a mistake; any other difference is
    converted.
    """
    shift = (starts.utcoffset() or timedelta()) - timedelta(hours=ZONES[abbreviation][0])
    if not shift:
        return starts, ends
    if abs(shift) > timedelta(hours=1):
        starts = starts + shift
        ends = ends + shift if ends else None
        shown = f"it is shown as {starts:%H:%M %Z}"
    else:
        shown = f"{starts:%H:%M %Z} is shown"
    message = (
        f"'{abbreviation.upper()}' is not the time of {zone.key} on that day, which is"
        f" {starts.tzname()}; {shown}"
    )
    reading.warnings.append(
        ("zone-mismatch", message, f"write {starts.tzname()}, or set timezone: to another place")
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
