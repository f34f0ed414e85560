"""Parses repetition in words, such as "every Thursday until March 26", to an RRULE (RFC 5545)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar
from icalendar import Event as Component
from icalendar.prop import vRecur

from kiosk.content.dates.date_words import DAY_WORD, DAYS, MONTH_WORD, normalized_text
from kiosk.content.dates.days import DateProblem, NoDayError, ParsedDays, parse_days
from kiosk.content.dates.when import DateReading, combine, failed, parse_times
from kiosk.domain import AllDay, Series, Timed

# An event takes place at most once a day. More frequent rules are mistakes, and expanding them
# would take for ever.
_TOO_FREQUENT = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
# The first day of a rule when neither the rule nor the exhibition has one.
EPOCH = date(2024, 1, 1)
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EVERY = re.compile(
    r"^(?:every|each|cada|todos los|todas las|los|daily|weekly|monthly|yearly|biweekly"
    r"|fortnightly|first|second|last)\b"
)
_PLURAL = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)days\b")
_NUMBERS = {
    **dict.fromkeys(("first", "1st", "primer"), 1),
    **dict.fromkeys(("second", "2nd", "segundo"), 2),
    **dict.fromkeys(("third", "3rd", "tercer"), 3),
    **dict.fromkeys(("fourth", "4th", "cuarto"), 4),
    **dict.fromkeys(("last", "último", "ultimo"), -1),
}
_EVERY_SECOND = re.compile(r"\bother\b|\btwo\b|\bdos\b|fortnight|\botra\b|\botro\b")
_INTERVAL = re.compile(r"\b(?:every|cada) (\d{1,2})(?= (?:day|week|month|día|dia|semana|mes))")
_DAY_RANGE = re.compile(rf"\b({DAY_WORD})s?\.? ?(?:-|to|through|a) ?({DAY_WORD})s?\b")
_FREQUENCIES = (
    (re.compile(r"\bdaily\b|\bdays?\b|\bdías?\b|\bdias?\b|diariamente"), "DAILY"),
    (re.compile(r"week|fortnight|semana"), "WEEKLY"),
    (re.compile(r"month|\bmes\b|mensual"), "MONTHLY"),
    (re.compile(r"year|\baños?\b|annual|anual"), "YEARLY"),
)
# All words of a repetition; the rest of the line may be times.
# What may be left of the words once those of the repetition are taken out.
_FILLERS = ("", "and", "y", "to", "a")
_SPOKEN = re.compile(
    rf"\b(?:{DAY_WORD})s?\b\.?|\b(?:{'|'.join(_NUMBERS)})\b"
    r"|\b(?:every|each|cada|todos|todas|los|las|el|other|two|dos|otra|otro|day|days|week|weeks"
    r"|month|months|year|years|weekdays?)\b"
    r"|\b(?:daily|weekly|monthly|yearly|biweekly|fortnightly|annually|día|días|dia|dias|semanas?"
    r"|mes|meses|año|años|of|the|del|de|on)\b"
)
_HAS_DATE = re.compile(rf"\b(?:{MONTH_WORD})\b|\d{{4}}-\d{{2}}|\d[/.]\d{{1,2}}[/.]\d")
_PARTS = re.compile(
    r"\b(until|through|thru|till|hasta(?: el)?|starting(?: on)?|beginning(?: on)?|from"
    r"|desde(?: el)?|a partir del"
    r"|except(?: on)?|excepto(?: el)?|salvo(?: el)?)\b"
)
_COUNT = re.compile(r"\b(\d+) (?:times|veces)\b")
_HINT = (
    "write for example: every Thursday until March 26, 2026; every other week;"
    " first Tuesday of the month"
)


@dataclass(kw_only=True)
class RecurrenceRule:
    """The parts of an RRULE, the first and last day that it names, and the excluded days.

    ``remainder`` are the words that are no part of it, such as times.
    """

    parts: dict[str, object] = field(default_factory=dict)
    first: date | None = None
    until: date | None = None
    excluded_days: tuple[date, ...] = ()
    remainder: str = ""
    warnings: list[DateProblem] = field(default_factory=list)


class NotARuleError(ValueError):
    """The words name no repetition; the message completes "'line' ..."."""


def is_endless_rule(parts: Mapping[str, object]) -> bool:
    """True for a rule of more than once a day, or without progress: its expansion has no end."""

    def listed(name: str, usual: object) -> list[object]:
        found = parts.get(name, usual)
        return found if isinstance(found, list) else [found]

    return any(str(part).upper() in {*_TOO_FREQUENT, ""} for part in listed("FREQ", "")) or any(
        int(str(part)) < 1 for part in listed("INTERVAL", 1)
    )


def has_no_day(parts: Mapping[str, object], starts: date) -> bool:
    """True for a rule such as February 30.

    Expanding it would try each day to the end of the year 9999, which takes seconds. The calendar
    repeats every 400 years, so the rule is expanded from a year between 9200 and 9600 only.
    """
    late = starts.replace(year=9200 + starts.year % 400)
    begins = (
        late.replace(tzinfo=None) if isinstance(late, datetime) else datetime.combine(late, time())
    )
    endless = vRecur(
        {name: value for name, value in parts.items() if name.upper() not in ("UNTIL", "COUNT")}
    )
    line = endless.to_ical().decode()  # type: ignore[no-untyped-call]
    return next(iter(rrulestr(line, dtstart=begins)), None) is None


def is_recurrence(text: str) -> bool:
    """True when a ``when:`` begins like a repetition."""
    return bool(_EVERY.match(normalized_text(text)) or _PLURAL.match(normalized_text(text)))


def parse_rule(text: str, reference_date: date | None) -> RecurrenceRule:
    """The rule in a line of words. Raises NotARuleError."""
    if re.match(r"(?:rrule:)?freq=", text, re.IGNORECASE):
        return RecurrenceRule(parts=_parse_rrule(text))
    rule = RecurrenceRule()
    pieces = _PARTS.split(normalized_text(text))
    head = pieces[0]
    for keyword, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if not _HAS_DATE.search(words):
            head += f" {'-' if keyword[0] in 'uth' else ' '} {words}"
        elif keyword.startswith(("exc", "sal")):
            rule.excluded_days = tuple(
                _day(part, rule, reference_date)
                for part in re.split(r",? (?:and|y) |(?<=\d{4}),", words)
                if part.strip(" ,")
            )
        elif keyword.startswith(("u", "th", "ti", "has")):
            rule.until = _day(words, rule, reference_date)
        else:
            rule.first = _day(words, rule, reference_date)
    if found := _COUNT.search(head):
        rule.parts["COUNT"] = int(found[1])
        head = _COUNT.sub(" ", head)
    _read_frequency(head, rule)
    return rule


def _parse_rrule(text: str) -> dict[str, object]:
    try:
        parts = dict(vRecur.from_ical(text.upper().removeprefix("RRULE:")))
    except ValueError as error:
        raise NotARuleError(f"is not a rule: {error}") from None
    if is_endless_rule(parts):
        raise NotARuleError("repeats more than once a day, or never")
    return parts


def _day(words: str, rule: RecurrenceRule, reference_date: date | None) -> date:
    try:
        days = parse_days(words.strip(" ,"), reference_date)
    except NoDayError as error:
        raise NotARuleError(str(error)) from None
    if days.first != days.last or days.remainder.strip(" ,."):
        raise NotARuleError(f"cannot be read from '{words.strip()}' on")
    rule.warnings += days.warnings
    return days.first


def _read_frequency(head: str, rule: RecurrenceRule) -> None:
    """Read how often, and on which days; the unread words go to ``rule.remainder``."""
    interval = 2 if _EVERY_SECOND.search(head) else 1
    if found := _INTERVAL.search(head):
        interval = int(found[1])
        head = head[: found.start(1)] + head[found.end(1) :]
    rule.parts |= _frequency_of(head)
    if interval > 1:
        rule.parts["INTERVAL"] = interval
    unread = _SPOKEN.sub(" ", head)
    rule.remainder = "" if unread.lstrip(" ,-").rstrip(" ,") in _FILLERS else unread


def _frequency_of(head: str) -> dict[str, object]:
    """FREQ and BYDAY of the words; raises NotARuleError when they name neither."""
    days = list(
        dict.fromkeys(_CODES[DAYS[word]] for word in re.findall(rf"\b({DAY_WORD})s?\b", head))
    )
    numbers = [_NUMBERS[word] for word in re.findall(r"\b(" + "|".join(_NUMBERS) + r")\b", head)]
    if numbers and days and re.search(r"\bmonth|\bmes\b", head):
        in_month = [f"{number}{day}" for number in numbers for day in days]
        return {"FREQ": "MONTHLY", "BYDAY": in_month}
    if re.search(r"\bweekdays?\b|días hábiles|dias habiles|entre semana", head):
        return {"FREQ": "WEEKLY", "BYDAY": list(_CODES[:5])}
    if days:
        return {"FREQ": "WEEKLY", "BYDAY": _day_range(head) or days}
    for pattern, frequency in _FREQUENCIES:
        if pattern.search(head):
            return {"FREQ": frequency}
    raise NotARuleError("names no repetition that can be read")


def _day_range(head: str) -> list[str]:
    """The days of words such as "Monday to Thursday"; [] when there are none."""
    span = _DAY_RANGE.search(head)
    if span is None:
        return []
    first, last = DAYS[span[1]], DAYS[span[2]]
    return [_CODES[(first + step) % 7] for step in range((last - first) % 7 + 1)]


def parse_recurrence(text: str, zone: ZoneInfo, reference_date: date | None) -> DateReading:
    """A ``when:`` such as "every Thursday 10 AM - 11 AM until March 26, 2026"."""
    try:
        rule = parse_rule(text, reference_date)
    except NotARuleError as error:
        return failed("repeats", f"'{text}' {error}", _HINT)
    times, offset, left = parse_times(rule.remainder)
    if left or isinstance(times, str):
        return failed(
            "repeats",
            f"'{text}' {times if isinstance(times, str) else f'cannot be read from {left!r} on'}",
            _HINT,
        )
    first = _first_day(rule, rule.first or reference_date or EPOCH)
    days = ParsedDays(first=first, last=first, remainder="", warnings=rule.warnings)
    reading = DateReading(warnings=rule.warnings)
    if not times:
        reading.when = AllDay(first=first, last=first)
    else:
        reading = combine(days, times, zone, offset, text, reading)
    return _as_series(reading, rule, zone, text)


def add_recurrence(
    reading: DateReading, text: str, zone: ZoneInfo, reference_date: date | None
) -> DateReading:
    """Make a series of what was read from ``when:``, by the words of ``repeats:``."""
    if not isinstance(reading.when, Timed | AllDay):
        return reading
    try:
        rule = parse_rule(text, reference_date)
    except NotARuleError as error:
        return failed("repeats", f"'{text}' {error}", _HINT)
    if rule.remainder.strip(" ,-"):
        return failed(
            "repeats", f"'{text}' cannot be read from '{rule.remainder.strip()}' on", _HINT
        )
    reading.warnings += rule.warnings
    first = reading.when.first if isinstance(reading.when, AllDay) else reading.when.starts.date()
    codes = _weekday_codes(rule)
    if codes and not any(_falls_on(first, code) for code in codes):
        message = f"the first day is none of those in '{text}'; it is shown as well"
        reading.warnings.append(
            ("repeats-day", message, "write a first day that the repetition names")
        )
    return _as_series(reading, rule, zone, text)


def _first_day(rule: RecurrenceRule, earliest: date) -> date:
    """The first day from ``earliest`` on that the rule names."""
    codes = _weekday_codes(rule)
    days = (earliest + timedelta(days=number) for number in range(62))
    return next((day for day in days if any(_falls_on(day, code) for code in codes)), earliest)


def _weekday_codes(rule: RecurrenceRule) -> list[str]:
    """The BYDAY codes of a rule: "TH", or "1TU" and "-1TU" for a month's first and last Tuesday."""
    codes = rule.parts.get("BYDAY")
    return (
        [str(code) for code in codes] if isinstance(codes, list) else [str(codes)] if codes else []
    )


def _falls_on(day: date, code: str) -> bool:
    if code[-2:] != _CODES[day.weekday()]:
        return False
    number = code[:-2].lstrip("+")
    if number == "-1":
        return (day + timedelta(days=7)).month != day.month
    return not number or number == str((day.day - 1) // 7 + 1)


def _as_series(
    reading: DateReading, rule: RecurrenceRule, zone: ZoneInfo, text: str
) -> DateReading:
    when = reading.when
    if isinstance(when, Timed | AllDay) and has_no_day(
        rule.parts, when.starts if isinstance(when, Timed) else when.first
    ):
        return failed("repeats", f"'{text}' names days that no year has", _HINT)
    if isinstance(when, Timed):
        ends = when.ends
        reading.when = build_series(when.starts, ends, rule, zone)
    elif isinstance(when, AllDay):
        reading.when = build_series(when.first, when.last + timedelta(days=1), rule, zone)
    return reading


def build_series(starts: date, ends: date | None, rule: RecurrenceRule, zone: ZoneInfo) -> Series:
    """A series as one iCalendar object.

    ``starts`` is a day or an instant in ``zone``. ``ends`` is exclusive when it is a day.
    """
    event = Component()
    event.add("uid", "series")
    event.add("dtstart", starts)
    if ends is not None:
        event.add("dtend", ends)
    parts = dict(rule.parts)
    is_timed = isinstance(starts, datetime)
    if rule.until is not None:
        last = datetime.combine(rule.until, time(23, 59, 59), zone).astimezone(UTC)
        parts["UNTIL"] = last if is_timed else rule.until
    event.add("rrule", vRecur(parts))
    for day in rule.excluded_days:
        event.add(
            "exdate",
            datetime.combine(day, starts.timetz()) if isinstance(starts, datetime) else day,
        )
    calendar = Calendar()
    calendar.add_component(event)
    return Series(source=calendar.to_ical().decode())
