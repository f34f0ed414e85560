"""Years far from the exhibition's: 2062 for 2026, 1926 for 2026."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import AllDay, Event, Exhibition, Message, Problem, Series, Timed

_YEAR = timedelta(days=366)
# An event so far from today and from the exhibition's days is more often a slip.
_FAR = 3 * _YEAR
# An exhibition without an end may be given one of these.
_LONGEST = 20 * _YEAR
_CHECK = Message("check the year; if it is right, silence this rule for this exhibition")
_CALENDAR = ".ics"


def far_years(result: LoadResult, today: date) -> Iterator[Problem]:
    """Dates of kiosk.yaml and events more than three years from ``today`` and the exhibition."""
    exhibition = result.snapshot.exhibition
    yield from _of_exhibition(result, exhibition, today)
    begin = min(filter(None, (exhibition.opens, today)))
    end = max(today, _within(exhibition.opens, today), _within(exhibition.closes, today))
    by_file: dict[str, list[tuple[Event, str, date]]] = {}
    for event in result.snapshot.events:
        for key, day in _days_of(event, result).items():
            is_early = day < begin - _FAR and not event.file.endswith(_CALENDAR)
            if day > end + _FAR or is_early:
                by_file.setdefault(event.file, []).append((event, key, day))
                break
    for file, found in by_file.items():
        event, key, day = found[0]
        message = Message("'{title}' has the year {year}", title=event.title, year=day.year)
        if len(found) > 1:
            message = Message(
                "{count:,} events of this file have years such as {year}",
                count=len(found),
                year=day.year,
            )
        yield make_problem(result, "far-year", file, key, message, _CHECK)


def _of_exhibition(result: LoadResult, exhibition: Exhibition, today: date) -> Iterator[Problem]:
    opens, closes = exhibition.opens, exhibition.closes
    dates = {
        "open.from": opens if opens and opens > today + _FAR else None,
        "open.until": closes if closes and closes > max(today, opens or today) + _LONGEST else None,
    }
    for key, day in dates.items():
        if day is not None:
            message = Message("the exhibition has the year {year}", year=day.year)
            yield make_problem(result, "far-year", "kiosk.yaml", key, message, _CHECK)


def _within(day: date | None, today: date) -> date:
    """The day, unless its own year is one that is told."""
    return day if day is not None and day <= today + _LONGEST else today


def _days_of(event: Event, result: LoadResult) -> Mapping[str, date]:
    """The days of an event by the key that names them, its first day first."""
    key = "when" if (event.file, "when") in result.source_map else "starts"
    zone = ZoneInfo(event.timezone)
    found: dict[str, date] = {}
    match event.when:
        case Timed(starts=starts):
            found[key] = starts.astimezone(zone).date()
        case AllDay(first=first, last=last):
            found[key] = last if last - first > _FAR else first
        case Series(rule=rule) if rule is not None and rule.last_day is not None:
            # Calendar programs write a late year for "always".
            if not event.file.endswith(_CALENDAR):
                repeats = (event.file, "repeats") in result.source_map
                found["repeats" if repeats else key] = rule.last_day
    if event.register_until is not None:
        found["register_until"] = event.register_until.astimezone(zone).date()
    return found
