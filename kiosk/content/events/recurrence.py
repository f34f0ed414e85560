"""Repetition as people write it ("every other Thursday until March 26, 2026"), as a rule of RFC 5545."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar
from icalendar import Event as Component
from icalendar.prop import vRecur

from kiosk.content.events.date_words import DAY_WORD, DAYS, MONTH_WORD, normalized_text
from kiosk.content.events.days import Finding, NoDayError, ParsedDays, parse_days
from kiosk.content.events.when import DateReading, combine, failed, parse_times
from kiosk.domain import AllDay, Series, Timed

# A programme of events has at most one a day of a kind; these rules are slips, and endless to expand.
FREQUENT = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
# Where a rule without a first day begins when the exhibition has none either.
EPOCH = date(2024, 1, 1)
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EVERY = re.compile(
    r"^(?:every|each|cada|todos los|todas las|los|daily|weekly|monthly|yearly|biweekly|fortnightly|first|second|last)\b"
)
_PLURAL = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)days\b")
_NUMBERS = {
    "first": 1, "1st": 1, "primer": 1, "second": 2, "2nd": 2, "segundo": 2, "third": 3, "3rd": 3, "tercer": 3,
    "fourth": 4, "4th": 4, "cuarto": 4, "last": -1, "último": -1, "ultimo": -1,
}  # fmt: skip
_DATED = re.compile(rf"\b(?:{MONTH_WORD})\b|\d{{4}}-\d{{2}}|\d[/.]\d{{1,2}}[/.]\d")
_PARTS = re.compile(
    r"\b(until|through|thru|till|hasta(?: el)?|starting(?: on)?|beginning(?: on)?|from|desde(?: el)?|a partir del"
    r"|except(?: on)?|excepto(?: el)?|salvo(?: el)?)\b"
)
_COUNT = re.compile(r"\b(\d+) (?:times|veces)\b")
_HINT = "write for example: every Thursday until March 26, 2026; every other week; first Tuesday of the month"


@dataclass(kw_only=True)
class RecurrenceRule:
    """Parts of an RRULE, its first day where it names one, its last day, and the days that are left out."""

    parts: dict[str, object] = field(default_factory=dict)
    first: date | None = None
    until: date | None = None
    excluded_days: tuple[date, ...] = ()
    remainder: str = ""
    warnings: list[Finding] = field(default_factory=list)


class NotARuleError(ValueError):
    """The words name no repetition; the message completes "'line' ..."."""


def is_endless_rule(parts: Mapping[str, object]) -> bool:
    """True for a rule that comes more than once a day, or never goes on, and would be expanded for ever."""

    def listed(name: str, usual: object) -> list[object]:
        found = parts.get(name, usual)
        return found if isinstance(found, list) else [found]

    return any(str(part).upper() in {*FREQUENT, ""} for part in listed("FREQ", "")) or any(
        int(str(part)) < 1 for part in listed("INTERVAL", 1)
    )


def has_no_day(parts: Mapping[str, object], starts: date) -> bool:
    """True for a rule such as February 30: whoever expands it would look at each day to the end of the year 9999, for seconds.

    Days and weekdays come again after 400 years. So it is asked as of the tenth millennium, of which there are 400 to 800 years left.
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
    """The rule in a line of words; what is no part of it, such as times, is left in ``rest``. Raises NoRuleError."""
    if re.match(r"(?:rrule:)?freq=", text, re.IGNORECASE):
        return RecurrenceRule(parts=_raw(text))
    rule = RecurrenceRule()
    pieces = _PARTS.split(normalized_text(text))
    head = pieces[0]
    for keyword, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if not _DATED.search(words):
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
    _read_pace(head, rule)
    return rule


def _raw(text: str) -> dict[str, object]:
    try:
        parts = dict(vRecur.from_ical(text.upper().removeprefix("RRULE:")))
    except ValueError as error:
        raise NotARuleError(f"is not a rule: {error}") from None
    if is_endless_rule(parts):
        raise NotARuleError("repeats more than once a day, or never")
    return parts


def _day(words: str, rule: RecurrenceRule, around: date | None) -> date:
    try:
        days = parse_days(words.strip(" ,"), around)
    except NoDayError as error:
        raise NotARuleError(str(error)) from None
    if days.first != days.last or days.remainder.strip(" ,."):
        raise NotARuleError(f"cannot be read from '{words.strip()}' on")
    rule.warnings += days.warnings
    return days.first


def _read_pace(head: str, rule: RecurrenceRule) -> None:
    """How often, and on which days; what is left goes to ``rule.rest``."""
    days = [_CODES[DAYS[word]] for word in re.findall(rf"\b({DAY_WORD})s?\b", head)]
    days = list(dict.fromkeys(days))
    numbers = [_NUMBERS[word] for word in re.findall(r"\b(" + "|".join(_NUMBERS) + r")\b", head)]
    interval = 2 if re.search(r"\bother\b|\btwo\b|\bdos\b|fortnight|\botra\b|\botro\b", head) else 1
    if found := re.search(
        r"\b(?:every|cada) (\d{1,2})(?= (?:day|week|month|día|dia|semana|mes))", head
    ):
        interval = int(found[1])
        head = head[: found.start(1)] + head[found.end(1) :]
    if numbers and days and re.search(r"\bmonth|\bmes\b", head):
        pace: dict[str, object] = {
            "FREQ": "MONTHLY",
            "BYDAY": [f"{number}{day}" for number in numbers for day in days],
        }
    elif re.search(r"\bweekdays?\b|días hábiles|dias habiles|entre semana", head):
        pace = {"FREQ": "WEEKLY", "BYDAY": list(_CODES[:5])}
    elif days:
        if span := re.search(rf"\b({DAY_WORD})s?\.? ?(?:-|to|through|a) ?({DAY_WORD})s?\b", head):
            first, last = DAYS[span[1]], DAYS[span[2]]
            days = [_CODES[(first + step) % 7] for step in range((last - first) % 7 + 1)]
        pace = {"FREQ": "WEEKLY", "BYDAY": days}
    elif re.search(r"\bdaily\b|\bdays?\b|\bdías?\b|\bdias?\b|diariamente", head):
        pace = {"FREQ": "DAILY"}
    elif re.search(r"week|fortnight|semana", head):
        pace = {"FREQ": "WEEKLY"}
    elif re.search(r"month|\bmes\b|mensual", head):
        pace = {"FREQ": "MONTHLY"}
    elif re.search(r"year|\baños?\b|annual|anual", head):
        pace = {"FREQ": "YEARLY"}
    else:
        raise NotARuleError("names no repetition that can be read")
    if interval > 1:
        pace["INTERVAL"] = interval
    rule.parts |= pace
    spoken = rf"\b(?:{DAY_WORD})s?\b\.?|\b(?:{'|'.join(_NUMBERS)})\b"
    spoken += r"|\b(?:every|each|cada|todos|todas|los|las|el|other|two|dos|otra|otro|day|days|week|weeks|month|months|year|years|weekdays?)\b"
    spoken += r"|\b(?:daily|weekly|monthly|yearly|biweekly|fortnightly|annually|día|días|dia|dias|semanas?|mes|meses|año|años|of|the|del|de|on)\b"
    rule.remainder = re.sub(r"^[ ,\-]*(?:and|y|to|a)?[ ,]*$", "", re.sub(spoken, " ", head))


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
    return _repeat(reading, rule, zone, text)


def add_recurrence(
    reading: DateReading, text: str, zone: ZoneInfo, reference_date: date | None
) -> DateReading:
    """What was read from ``when:``, as a series by the words of ``repeats:``."""
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
    codes = _codes(rule)
    if codes and not any(_falls_on(first, code) for code in codes):
        told = f"the first day is none of those in '{text}'; it is shown as well"
        reading.warnings.append(
            ("repeats-day", told, "write a first day that the repetition names")
        )
    return _repeat(reading, rule, zone, text)


def _first_day(rule: RecurrenceRule, earliest: date) -> date:
    """The first day from ``earliest`` on that the rule names."""
    codes = _codes(rule)
    days = (earliest + timedelta(days=number) for number in range(62))
    return next((day for day in days if any(_falls_on(day, code) for code in codes)), earliest)


def _codes(rule: RecurrenceRule) -> list[str]:
    """The days of a rule: "TH", or "1TU" for the first Tuesday and "-1TU" for the last one of the month."""
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


def _repeat(reading: DateReading, rule: RecurrenceRule, zone: ZoneInfo, text: str) -> DateReading:
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
    """A series as one iCalendar object; ``starts`` is a day or an instant in ``zone``, a last day is not included."""
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
