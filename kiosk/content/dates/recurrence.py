"""Rules of repetition: from the parts of a line to an iCalendar object (RFC 5545)."""

from calendar import isleap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from math import prod
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.content.dates.date_words import DAY_NAMES, written_out
from kiosk.content.dates.days import DayResolver
from kiosk.content.dates.phrase import PhraseError, Repetition, WhenPhrase
from kiosk.content.dates.repeat_rule import repeat_rule
from kiosk.domain import Message, Series
from kiosk.domain.bounds import DAY_OCCURRENCES, LAST_YEAR, RULE_YEARS, SERIES_OCCURRENCES, Bound

if TYPE_CHECKING:
    from icalendar import Event as Component

# dateutil and icalendar are imported in the functions: a folder without a repetition needs neither,
# and shows its first work sooner.

# An event takes place at most once a day. More frequent rules are mistakes, and expanding them
# would take for ever.
_TOO_FREQUENT = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINAL_NAMES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
# How far from its start the first day of a rule is looked for: a leap day comes within 8 years.
_LOOK_AHEAD = timedelta(days=366 * 9)
# The first of 56 years up to 9999, the last year there is, of which no leap year is skipped.
_LATE_YEAR = 9944


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a series: instants, or days of which ``ends`` is no longer part."""

    starts: date
    ends: date | None = None


@dataclass(kw_only=True)
class RecurrenceRule:
    """The parts of an RRULE, the first and last day that it names, and the excluded days."""

    parts: dict[str, object] = field(default_factory=dict)
    first: date | None = None
    until: date | None = None
    excluded_days: tuple[date, ...] = ()

    def set_weekdays(self, weekdays: tuple[int, ...]) -> None:
        """Repeat each week on the weekdays; Monday is 0."""
        self.parts["FREQ"] = "WEEKLY"
        self.parts["BYDAY"] = [_CODES[day] for day in weekdays]

    @property
    def has_weekdays(self) -> bool:
        """True for a rule that names weekdays."""
        return "BYDAY" in self.parts

    def falls_on(self, day: date) -> bool:
        """True when the rule, begun on ``day``, takes place on it."""
        return first_occurrence(RecurrenceRule(parts=self.parts), day) == day


def is_endless_rule(parts: Mapping[str, object]) -> bool:
    """True for a rule of more than once a day, or without progress: its expansion has no end."""

    def listed(name: str, usual: object) -> list[object]:
        found = parts.get(name, usual)
        return found if isinstance(found, list) else [found]

    return any(str(part).upper() in {*_TOO_FREQUENT, ""} for part in listed("FREQ", "")) or any(
        int(str(part)) < 1 for part in listed("INTERVAL", 1)
    )


def excess_of(parts: Mapping[str, object]) -> tuple[Bound, Message] | None:
    """The bound that a rule goes beyond, and its own number in words; None for a usual rule."""

    def values(name: str) -> list[object]:
        found = parts.get(name, [])
        return found if isinstance(found, list) else [found]

    a_day = prod(max(1, len(values(name))) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if not DAY_OCCURRENCES.allows(a_day):
        return DAY_OCCURRENCES, Message("repeats {a_day:,} times a day", a_day=a_day)
    if not all(SERIES_OCCURRENCES.allows(int(str(count))) for count in values("COUNT")):
        return SERIES_OCCURRENCES, Message("repeats more often")
    if not all(SERIES_OCCURRENCES.allows(int(str(number))) for number in values("INTERVAL")):
        return SERIES_OCCURRENCES, Message("has longer intervals")
    # A year has at most 366 days; a list with more of them repeats itself.
    longest = max((len(values(name)) for name in parts), default=0)
    if longest > 2 * 366:
        return SERIES_OCCURRENCES, Message("lists {longest:,} days", longest=longest)
    return None


def without_late_end(parts: Mapping[str, object]) -> dict[str, object]:
    """The rule without an end after the last year that is read: programs write it for "never"."""
    ends = parts.get("UNTIL", [])
    years = [getattr(end, "year", 0) for end in (ends if isinstance(ends, list) else [ends])]
    return {
        name: value
        for name, value in parts.items()
        if name != "UNTIL" or all(year <= LAST_YEAR for year in years)
    }


def has_no_day(parts: Mapping[str, object], starts: date) -> bool:
    """True for a rule that names no day within 28 years of its start, such as February 30.

    In 28 years without a skipped leap year each date falls on each weekday. Expanding the rule
    itself would try each day to the end of the year 9999, which takes seconds. It is expanded from
    a year like that of ``starts`` among the last 56 years before that end: at most 10 ms.
    """
    year = next(
        year
        for year in range(_LATE_YEAR, _LATE_YEAR + RULE_YEARS.limit)
        if (year % 4 == starts.year % 4 or starts.year % 100 == 0)
        and isleap(year) is isleap(starts.year)
        and date(year, 1, 1).weekday() == date(starts.year, 1, 1).weekday()
    )
    late = starts.replace(year=year)
    begins = (
        late.replace(tzinfo=None) if isinstance(late, datetime) else datetime.combine(late, time())
    )
    rule = {name.upper(): value for name, value in parts.items()}
    if _is_empty(_endless_line(_yearly(rule, begins)), begins):
        return True
    # Every other year, say, of days that only the years between have.
    return _listed(rule, "INTERVAL") not in ([], [1]) and _is_empty(_endless_line(rule), begins)


def _yearly(rule: Mapping[str, object], begins: datetime) -> dict[str, object]:
    """A rule that has a day in the same years: each of its periods, and a year at a time.

    dateutil filters the 366 days of a year much faster than so many periods of a day.
    """
    found = {name: value for name, value in rule.items() if name != "INTERVAL"}
    positions = [abs(int(str(one))) for one in _listed(rule, "BYSETPOS")]
    unit = str(*_listed(rule, "FREQ")[:1]).upper()
    if unit not in ("DAILY", "WEEKLY"):
        return found
    if positions:
        times = prod(max(1, len(_listed(rule, f"BY{part}"))) for part in ("HOUR", "MINUTE"))
        times *= max(1, len(_listed(rule, "BYSECOND")))
        if unit == "WEEKLY" or min(positions) > times:
            # No day has so many times.
            return found if unit == "WEEKLY" else {"FREQ": "YEARLY", "BYMONTH": 2, "BYMONTHDAY": 30}
        del found["BYSETPOS"]
    # Without its number, which means nothing within a day or a week.
    weekdays = [str(day).lstrip("+-0123456789") for day in _listed(rule, "BYDAY")]
    if not weekdays:
        names_days = any(_listed(rule, f"BY{part}") for part in ("WEEKNO", "YEARDAY", "MONTHDAY"))
        every = unit == "DAILY" or names_days or "BYEASTER" in rule
        weekdays = list(_CODES) if every else [_CODES[begins.weekday()]]
    return {**found, "FREQ": "YEARLY", "BYDAY": weekdays}


def _listed(rule: Mapping[str, object], name: str) -> list[object]:
    found = rule.get(name, [])
    return found if isinstance(found, list) else [found]


@lru_cache(maxsize=4096)
def _is_empty(line: str, begins: datetime) -> bool:
    from dateutil.rrule import rrulestr

    return next(iter(rrulestr(line, dtstart=begins)), None) is None


def _endless_line(parts: Mapping[str, object]) -> str:
    from icalendar.prop import vRecur

    endless = vRecur(
        {name: value for name, value in parts.items() if name.upper() not in ("UNTIL", "COUNT")}
    )
    line: str = endless.to_ical().decode()  # type: ignore[no-untyped-call]
    return line


def times_before(parts: Mapping[str, object], starts: date, moment: date) -> int:
    """How often a rule takes place from ``starts`` on and before ``moment``, at most 10,000."""
    from dateutil.rrule import rrulestr

    if isinstance(starts, datetime) and isinstance(moment, datetime) and starts.tzinfo:
        moment = moment.astimezone(starts.tzinfo)
    begins, end = (
        one.replace(tzinfo=None) if isinstance(one, datetime) else datetime.combine(one, time())
        for one in (starts, moment)
    )
    dates = islice(rrulestr(_endless_line(parts), dtstart=begins), SERIES_OCCURRENCES.limit)
    return sum(1 for _ in takewhile(lambda found: found < end, dates))


def parse_rrule(text: str) -> dict[str, object]:
    """The parts of an RRULE as RFC 5545 writes it. Raises PhraseError."""
    from icalendar.prop import vRecur

    try:
        parts = dict(vRecur.from_ical(text.upper().removeprefix("RRULE:")))
        is_endless, excess = is_endless_rule(parts), excess_of(parts)
    except (ValueError, TypeError, OverflowError, AttributeError):
        raise PhraseError(Message("is not a rule of repetition"), "repeats") from None
    if is_endless:
        raise PhraseError(Message("repeats more than once a day, or never"), "repeats")
    if excess:
        bound, what = excess
        raise PhraseError(
            Message("{what}, and at most {amount} are read", what=what, amount=bound.amount),
            "repeats",
        )
    return without_late_end(parts)


def first_occurrence(rule: RecurrenceRule, earliest: date) -> date:
    """The first day from ``earliest`` on that the rule names. Raises PhraseError without any."""
    from dateutil.rrule import rrulestr

    if not rule.parts:
        return earliest
    begins = datetime.combine(earliest, time())
    if has_no_day(rule.parts, begins):
        raise PhraseError(Message("names days that no year has"), "repeats")
    found = next(iter(rrulestr(_endless_line(rule.parts), dtstart=begins)), None)
    day: date | None = None if found is None else found.date()
    if day is None or day - earliest > _LOOK_AHEAD:
        raise PhraseError(Message("names days that no year has"), "repeats")
    if rule.until is not None and day > rule.until:
        raise PhraseError(
            Message(
                "has no day from {day} until {last}",
                day=written_out(earliest),
                last=written_out(rule.until),
            ),
            "repeats",
        )
    return day


def resolve_rule(
    phrase: WhenPhrase, days: DayResolver, earliest: date, *, given_first: date | None = None
) -> RecurrenceRule:
    """The rule in the parts of a line.

    ``earliest`` is the day from which the rule counts where the line names none. With
    ``given_first`` another key has named the first day. Raises PhraseError.
    """
    rule = RecurrenceRule(parts=_parts(phrase, days, has_first=given_first is not None))
    first = given_first or _start_of(phrase, days, rule)
    rule.first = first
    _bound_by_months(phrase, days, rule)
    begin = rule.first or earliest
    if phrase.until is not None:
        rule.until = days.resolve_after(phrase.until, begin)
    if phrase.duration is not None:
        _bound_by_duration(phrase.duration, rule)
    if phrase.count:
        rule.parts["COUNT"] = phrase.count
    if rule.until is not None and rule.until < begin:
        if rule.first is None:
            # An old event, from before the exhibition.
            rule.first = begin = rule.until - timedelta(days=366)
        else:
            raise PhraseError(Message("ends before it begins"), "repeats")
    _warn_of_phase(rule, days, given_first or first, begin)
    _exclude(phrase, days, rule, begin)
    if phrase.count:
        _compare_count(phrase.count, rule, begin)
    return rule


def _compare_count(count: int, rule: RecurrenceRule, begin: date) -> None:
    """Refuse "5 Tuesdays" within a span that has six, and a count beside an exception.

    "6 times, except February 3" are six or five.
    """
    if rule.until is None and not rule.excluded_days:
        return
    if rule.until is None:
        raise PhraseError(
            Message("counts its times and excepts days; write the last day instead of the count"),
            "repeats",
        )
    from dateutil.rrule import rrulestr

    del rule.parts["COUNT"]
    dates = rrulestr(_endless_line(rule.parts), dtstart=datetime.combine(begin, time()))
    last = datetime.combine(rule.until, time())
    found = islice(takewhile(lambda day: day <= last, dates), SERIES_OCCURRENCES.limit)
    number = sum(1 for day in found if day.date() not in rule.excluded_days)
    if number != count:
        raise PhraseError(
            Message(
                "counts {count} times, and there are {number} until {last}",
                count=count,
                number=number,
                last=written_out(rule.until),
            ),
            "repeats",
        )


def _parts(phrase: WhenPhrase, days: DayResolver, *, has_first: bool) -> dict[str, object]:
    """FREQ, INTERVAL and the days of the rule; refuses what can be read in two ways."""
    found = phrase.repetition or Repetition()
    weekdays, unit = phrase.weekdays, found.unit
    parts: dict[str, object]
    if found.ordinals:
        parts = _monthly_weekdays(found, weekdays, days, has_months=bool(phrase.months))
    elif found.month_days and weekdays:
        raise PhraseError(Message("names weekdays and a day of the month"), "repeats")
    elif found.month_days:
        parts = {"FREQ": "MONTHLY", "BYMONTHDAY": list(found.month_days)}
    elif weekdays:
        parts = _weekly(found, weekdays, days, has_first=has_first)
    else:
        if not unit:
            raise PhraseError(Message("names no repetition that can be read"), "repeats")
        parts = {"FREQ": unit}
        has_day = has_first or bool(phrase.spans) or phrase.start is not None
        if unit != "DAILY" and not has_day:
            raise PhraseError(Message("does not say on which day it takes place"), "repeats")
    if found.interval > 1:
        parts["INTERVAL"] = found.interval
    return parts


def _weekly(
    found: Repetition, weekdays: tuple[int, ...], days: DayResolver, *, has_first: bool
) -> dict[str, object]:
    unit = found.unit
    if unit in ("MONTHLY", "YEARLY") or found.of_month:
        raise PhraseError(
            Message(
                "does not say which {weekday} of the month or year; write for example 'first "
                "{weekday} of the month'",
                weekday=DAY_NAMES[weekdays[0]],
            ),
            "repeats",
        )
    rule = RecurrenceRule()
    rule.set_weekdays(weekdays)
    if found.interval > 1 and len(weekdays) > 1 and not has_first:
        days.warnings.append(
            (
                "ambiguous-repeat",
                Message(
                    "it is read as every {interval} weeks, on all of the weekdays that it names",
                    interval=found.interval,
                ),
                Message("write a file for each weekday where another rhythm is meant"),
            )
        )
    if unit == "DAILY" and found.interval > 1:
        raise PhraseError(Message("names weekdays and a number of days"), "repeats")
    return rule.parts


def _monthly_weekdays(
    found: Repetition, weekdays: tuple[int, ...], days: DayResolver, *, has_months: bool
) -> dict[str, object]:
    if found.unit not in ("", "MONTHLY", "YEARLY") or not weekdays or found.unit == "YEARLY":
        raise PhraseError(Message("names two repetitions"), "repeats")
    number, day = found.ordinals[0], DAY_NAMES[weekdays[0]]
    alone = len(found.ordinals) == 1
    is_monthly = found.of_month or found.unit == "MONTHLY" or has_months
    if found.is_every and not is_monthly and alone and number > 1:
        name = _ORDINAL_NAMES[number]
        other = f"every other {day}" if number == 2 else f"{day} every {number} weeks"
        days.warnings.append(
            (
                "ambiguous-repeat",
                Message(
                    "it can mean the {name} {day} of each month, or {other}; the {name} {day} of "
                    "each month is shown",
                    name=name,
                    day=day,
                    other=other,
                ),
                Message(
                    "write '{name} {day} of the month', or '{other}'",
                    name=name,
                    day=day,
                    other=other,
                ),
            )
        )
    codes = [f"{number}{_CODES[weekday]}" for number in found.ordinals for weekday in weekdays]
    return {"FREQ": "MONTHLY", "BYDAY": codes}


def _start_of(phrase: WhenPhrase, days: DayResolver, rule: RecurrenceRule) -> date | None:
    """The first day that the line names, and by a span of days the last one too."""
    if phrase.start is not None:
        if phrase.spans:
            raise PhraseError(Message("names two first days"), "repeats")
        return days.resolve_day(phrase.start)
    if not phrase.spans:
        return None
    if len(phrase.spans) > 1:
        raise PhraseError(Message("lists days and names a repetition"), "repeats")
    first, last = days.resolve_span(phrase.spans[0])
    if first != last:
        rule.until = last
        return first
    if rule.has_weekdays or "BYMONTHDAY" in rule.parts or rule.parts.get("FREQ") == "DAILY":
        raise PhraseError(
            Message(
                "names a repetition and the day {day}; write 'starting' or 'until' before the day",
                day=written_out(first),
            ),
            "repeats",
        )
    return first


def _bound_by_months(phrase: WhenPhrase, days: DayResolver, rule: RecurrenceRule) -> None:
    """ "Thursdays in January and February 2026" end with February."""
    if not phrase.months:
        return
    from dateutil.relativedelta import relativedelta

    if rule.first is not None or rule.until is not None or phrase.until is not None:
        raise PhraseError(Message("names months, and a first or last day"), "repeats")
    year = next((year for _, year in reversed(phrase.months) if year), 0)
    found: list[date] = []
    for month, own in reversed(phrase.months):
        if not own and found and month > found[-1].month:
            # "December and January 2027"
            year -= 1
        name = days.resolve_month(month, own or year)
        found.append(name)
        year = name.year
    found.reverse()
    if any(later <= earlier for earlier, later in pairwise(found)):
        raise PhraseError(Message("names months that are not one after the other"), "repeats")
    rule.first = found[0]
    rule.until = found[-1] + relativedelta(months=1) - timedelta(days=1)
    if len(found) > 1:
        rule.parts["BYMONTH"] = [month.month for month in found]


def _bound_by_duration(duration: tuple[str, int], rule: RecurrenceRule) -> None:
    from dateutil.relativedelta import relativedelta

    unit, number = duration
    if rule.first is None:
        raise PhraseError(
            Message("says for how long, but not from when; write 'starting' and a day"), "repeats"
        )
    steps = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}
    if number > 520:
        raise PhraseError(Message("lasts longer than ten years"), "repeats")
    rule.until = rule.first + relativedelta(**{steps[unit]: number}) - timedelta(days=1)


def _warn_of_phase(
    rule: RecurrenceRule, days: DayResolver, first: date | None, earliest: date
) -> None:
    """Every other week, but counted from which?"""
    if first is not None or int(str(rule.parts.get("INTERVAL", 1))) < 2:
        return
    day = first_occurrence(rule, earliest)
    days.warnings.append(
        (
            "repeats-phase",
            Message(
                "it does not say on which day it begins; {day} is taken for the first",
                day=written_out(day),
            ),
            Message(
                "write 'starting' and the first day, as in: starting {day}",
                day=written_out(day),
            ),
        )
    )


def _exclude(phrase: WhenPhrase, days: DayResolver, rule: RecurrenceRule, begin: date) -> None:
    excluded: list[date] = []
    for span in phrase.excluded:
        first, last = days.resolve_near(span, begin)
        if (last - first).days > 366:
            raise PhraseError(Message("excepts more than a year"), "repeats")
        excluded += [first + timedelta(days=number) for number in range((last - first).days + 1)]
        weekly = RecurrenceRule(
            parts={**rule.parts, "INTERVAL": 1} if rule.parts.get("FREQ") == "WEEKLY" else {}
        )
        if first == last and weekly.parts and not weekly.falls_on(first):
            days.warnings.append(
                (
                    "except-day",
                    Message(
                        "{day} is excepted, and is none of the days of the repetition",
                        day=written_out(first),
                    ),
                    Message("compare the day with a calendar"),
                )
            )
    rule.excluded_days = tuple(excluded)


def build_series(occurrences: Sequence[Occurrence], rule: RecurrenceRule, zone: ZoneInfo) -> Series:
    """A series as one iCalendar object, which repeats each of the occurrences by the rule."""
    from icalendar import Calendar

    calendar = Calendar()
    for number, occurrence in enumerate(occurrences, start=1):
        calendar.add_component(_component(number, occurrence, rule, zone))
    source = calendar.to_ical().decode()
    return Series(source=source, rule=repeat_rule(calendar.walk("VEVENT"), zone))


def _component(
    number: int, occurrence: Occurrence, rule: RecurrenceRule, zone: ZoneInfo
) -> "Component":
    from icalendar import Event as Component
    from icalendar.prop import vRecur

    event = Component()
    event.add("uid", f"series-{number}")
    starts, ends = occurrence.starts, occurrence.ends
    event.add("dtstart", starts)
    if ends is not None:
        event.add("dtend", ends)
    if not rule.parts:
        return event
    if has_no_day(rule.parts, starts):
        raise PhraseError(Message("names days that no year has"), "repeats")
    parts = dict(rule.parts)
    if rule.until is not None:
        own = (starts.tzinfo if isinstance(starts, datetime) else None) or zone
        last = datetime.combine(rule.until, time(23, 59, 59), own).astimezone(UTC)
        parts["UNTIL"] = last if isinstance(starts, datetime) else rule.until
    event.add("rrule", vRecur(parts))
    for day in rule.excluded_days:
        event.add(
            "exdate",
            datetime.combine(day, starts.timetz()) if isinstance(starts, datetime) else day,
        )
    return event
