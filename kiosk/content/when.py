"""Dates and times as people write them. Never asks the machine for its locale, its time zone or the day."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain import AllDay, OnDemand, Timed, When

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_DAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lunes lun",
            "tuesday tue tues martes",
            "wednesday wed miércoles miercoles mié",
            "thursday thu thur thurs jueves jue",
            "friday fri viernes vie",
            "saturday sat sábado sabado sáb",
            "sunday sun domingo dom",
        )
    )
    for name in names.split()
}
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
# Abbreviations of time zones as notices print them: hours from UTC, and whether they mean summer time.
_ZONES = {
    "pst": (-8, False),
    "pdt": (-7, True),
    "mst": (-7, False),
    "mdt": (-6, True),
    "cst": (-6, False),
    "cdt": (-5, True),
    "est": (-5, False),
    "edt": (-4, True),
    "akst": (-9, False),
    "akdt": (-8, True),
    "hst": (-10, False),
}
_NEUTRAL = {"pt", "mt", "ct", "et", "pacific", "mountain", "central", "eastern", "local", "time"}
_ON_DEMAND = {"on demand", "on-demand", "any time", "anytime", "on demand, any time", "a pedido", "en cualquier momento"}
_MONTH_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_WORD = "|".join(sorted(_DAYS, key=len, reverse=True))
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?: ?- ?(?:({_MONTH_WORD})\.? )?(\d{{1,2}})(?:st|nd|rd|th)?)?(?:,? (\d{{4}}))?\b(?! ?[:h])"
)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:\.|º)?(?: ?- ?(\d{{1,2}}))? (?:de )?({_MONTH_WORD})\b\.?,?(?: (?:de |del )?(\d{{4}}))?")
_SLASHED = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_TIME = re.compile(r"\b(?:(noon|mediodía|midnight|medianoche)|(\d{1,2})(?:[:.h](\d{2}))? ?(a\.? ?m\.?|p\.? ?m\.?)?)(?![\w])")
_LONGEST_NIGHT = timedelta(hours=12)


@dataclass(kw_only=True)
class Reading:
    """What was read, and what is to be said of it: (rule, message, hint) triples. ``when`` is None on error."""

    when: When | None = None
    warnings: list[tuple[str, str, str]] = field(default_factory=list)
    error: tuple[str, str, str] | None = None


def parse_date(text: str) -> date | None:
    """One day in ISO 8601 or in words with its year; None when it is anything else."""
    reading = parse_when(text, ZoneInfo("UTC"))
    if isinstance(reading.when, AllDay) and reading.when.first == reading.when.last:
        return reading.when.first
    return None


def parse_when(text: str, zone: ZoneInfo) -> Reading:
    """Read a line such as "Tuesday, January 13, 2026, 1:00PM-2:00PM PST" in the time zone ``zone``."""
    typed = _plain(text)
    if typed.strip(" .") in _ON_DEMAND:
        return Reading(when=OnDemand())
    if _SLASHED.search(typed):
        return _fail("ambiguous-date", f"'{text}' can be read as two different days", "write the month as a word: January 2, 2026")
    reading = Reading()
    try:
        days, rest = _take_days(typed)
    except ValueError as error:
        return _fail("date", f"'{text}' has no such day: {error}", "look up the date in a calendar")
    if isinstance(days, str):
        return _fail("date", f"'{text}' {days}", "write for example: Tuesday, January 13, 2026, 1:00 PM - 2:00 PM")
    first, last = days
    if last < first:
        return _fail("date-order", f"'{text}' ends before it begins", "write the earlier day first")
    rest = _take_weekday(rest, first, last, text, reading)
    rest, offset = _take_zone(rest)
    times, rest = _take_times(rest)
    left = re.sub(r"[\s,;.()\-]|\b(?:from|at|to|de|a|las|la|all day|todo el día|until|hasta|and|del|el|on)\b", "", rest)
    if left:
        return _fail("when", f"'{text}' cannot be read from '{left}' on", "write for example: January 13, 2026, 1:00 PM - 2:00 PM")
    if isinstance(times, str):
        return _fail("time", f"'{text}' {times}", "write for example: 1:00 PM - 2:00 PM")
    if not times:
        reading.when = AllDay(first=first, last=last)
        return reading
    return _timed(first, last, times, zone, offset, text, reading)


def read_span(starts: str, ends: str, zone: ZoneInfo) -> Reading:
    """``starts`` and ``ends`` in ISO 8601; days alone make whole days."""
    try:
        if len(starts) == 10:
            first = date.fromisoformat(starts)
            last = date.fromisoformat(ends[:10]) if ends else first
            if last < first:
                raise ValueError("it ends before it begins")
            return Reading(when=AllDay(first=first, last=last))
        begin, finish = (datetime.fromisoformat(part) if part else None for part in (starts, ends))
    except ValueError as error:
        return _fail("date", f"'{starts}' to '{ends}' cannot be read: {error}", "write for example starts: 2026-01-13T13:00")
    assert begin is not None
    begin = begin if begin.tzinfo else begin.replace(tzinfo=zone)
    if finish is not None:
        finish = (finish if finish.tzinfo else finish.replace(tzinfo=zone)).astimezone(zone)
        if finish <= begin:
            return _fail("date-order", f"it ends at '{ends}', before it begins", "write the later time as ends:")
    return Reading(when=Timed(starts=begin.astimezone(zone), ends=finish))


def _fail(rule: str, message: str, hint: str) -> Reading:
    return Reading(error=(rule, message, hint))


def _plain(text: str) -> str:
    for sign, plain in (("\u2013", "-"), ("\u2014", "-"), ("\u2212", "-"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " ")):
        text = text.replace(sign, plain)
    return " ".join(text.casefold().split())


def _take_days(typed: str) -> tuple[tuple[date, date] | str, str]:
    iso = _ISO.findall(typed)
    if iso:
        days = [date(int(y), int(m), int(d)) for y, m, d in iso]
        return (days[0], days[-1]), _ISO.sub(" ", typed).replace(" t", " ")
    if found := _MONTH_FIRST.search(typed):
        month, day, other, last_day, year = found.groups()
        if not year:
            return "has no year", typed
        begin = date(int(year), _MONTHS[month], int(day))
        end = date(int(year), _MONTHS[other or month], int(last_day)) if last_day else begin
    elif found := _DAY_FIRST.search(typed):
        day, last_day, month, year = found.groups()
        if not year:
            return "has no year", typed
        begin = date(int(year), _MONTHS[month], int(day))
        end = date(int(year), _MONTHS[month], int(last_day)) if last_day else begin
    else:
        return "names no day that can be read", typed
    return (begin, end), typed[: found.start()] + " " + typed[found.end() :]


def _take_weekday(rest: str, first: date, last: date, text: str, reading: Reading) -> str:
    found = re.search(rf"\b({_DAY_WORD})\b\.?", rest)
    if not found:
        return rest
    said = _DAYS[found.group(1)]
    if first == last and said != first.weekday():
        day = f"{_MONTH_NAMES[first.month - 1]} {first.day}, {first.year}"
        reading.warnings.append(
            (
                "weekday-mismatch",
                f"{day} is a {_DAY_NAMES[first.weekday()]}, not a {_DAY_NAMES[said]}; the date is shown",
                f"ask which is meant, then write {_DAY_NAMES[first.weekday()]} or another date",
            )
        )
    return rest[: found.start()] + " " + rest[found.end() :]


def _take_zone(rest: str) -> tuple[str, str]:
    words = []
    offset = ""
    for word in rest.split():
        bare = word.strip(",.()")
        if bare in _ZONES:
            offset = bare
        elif bare not in _NEUTRAL:
            words.append(word)
    return " ".join(words), offset


def _take_times(rest: str) -> tuple[list[tuple[int, int, str]] | str, str]:
    """Up to two times as (hour, minute, "am" | "pm" | "")."""
    found = list(_TIME.finditer(rest))
    if len(found) > 2:
        return "holds more than two times", ""
    times = []
    for match in found:
        word, hour, minute, half = match.groups()
        half = (half or "").replace(".", "").replace(" ", "")
        if word:
            times.append((12, 0, "pm" if word in ("noon", "mediodía") else "am"))
            continue
        if int(hour) > (12 if half else 23) or int(minute or 0) > 59 or (half and int(hour) == 0):
            return "holds a time that no clock shows", ""
        times.append((int(hour), int(minute or 0), half))
    if len(times) == 2 and not times[0][2] and times[1][2] and times[0][0] <= 12:
        times[0] = (*times[0][:2], times[1][2])
        if _minutes(times[0]) > _minutes(times[1]):
            times[0] = (*times[0][:2], "am")
    return times, _TIME.sub(" ", rest)


def _minutes(moment: tuple[int, int, str]) -> int:
    hour, minute, half = moment
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute


def _timed(first: date, last: date, times: list[tuple[int, int, str]], zone: ZoneInfo, offset: str, text: str, reading: Reading) -> Reading:
    starts = _moment(first, times[0], zone)
    ends = _moment(last, times[1], zone) if len(times) == 2 else None
    if any(not half and hour < 13 and minute == 0 and ":" not in text for hour, minute, half in times):
        return _fail("time", f"'{text}' does not say whether it is morning or afternoon", "write AM or PM, or 13:00")
    if ends is not None and ends <= starts:
        night = _moment(last + timedelta(days=1), times[1], zone)
        if times[1][2] == "am" and night - starts <= _LONGEST_NIGHT:
            ends = night
        else:
            return _fail("date-order", f"'{text}' ends before it begins", "write the earlier time first, with AM or PM")
    for moment in (starts, ends):
        if moment is not None and moment.astimezone(ZoneInfo("UTC")).astimezone(zone).time() != moment.time():
            reading.warnings.append(
                (
                    "clock-change",
                    f"'{text}': the clocks change on that day and this time does not exist",
                    "look up the time again",
                )
            )
    if offset:
        hours, _ = _ZONES[offset]
        actual = starts.utcoffset() or timedelta()
        if actual != timedelta(hours=hours):
            reading.warnings.append(
                (
                    "zone-mismatch",
                    f"'{offset.upper()}' is not the time of {zone.key} on that day, which is {starts.tzname()}",
                    f"write {starts.tzname()}, or set timezone: to another place",
                )
            )
            shown_zone = starts.tzname() or ""
            if abs(actual - timedelta(hours=hours)) > timedelta(hours=1) and shown_zone:
                shift = actual - timedelta(hours=hours)
                starts = starts + shift
                ends = ends + shift if ends else None
    reading.when = Timed(starts=starts, ends=ends)
    return reading


def _moment(day: date, clock: tuple[int, int, str], zone: ZoneInfo) -> datetime:
    minutes = _minutes(clock)
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone)
