"""The occurrences of a recurring event between two moments."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain import AllDay, Event, Series, Timed
from kiosk.domain.bounds import WINDOW_OCCURRENCES
from kiosk.domain.instants import in_zone, instant, is_skipped, later_by

log = logging.getLogger(__name__)

# How far ahead occurrences are shown on the board; ``kiosk agenda`` looks as far.
HORIZON = timedelta(days=90)
# A series is made to begin this many days before the window at the latest.
_ADVANCED_BEFORE = 40
# Each month has as many days.
_EVERY_MONTHS_DAYS = 28
# How much of the window is expanded first; each step is twice as long as the one before.
_FIRST_STEP = timedelta(days=12)


def occurrences(
    event: Event, now: datetime, until: datetime, limit: int = WINDOW_OCCURRENCES.limit
) -> Iterator[Timed | AllDay]:
    """Yield the occurrences that begin by ``until``, in the event's time zone.

    All since the day before ``now`` are included, even if they are over. Of more than ``limit``,
    the first ones are yielded.
    """
    assert isinstance(event.when, Series)
    # Expanding whole days lets the cache answer for the rest of the day.
    zone = ZoneInfo(event.timezone)
    first = now.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date() + timedelta(days=1)
    source = event.when.source
    expanded = _expand(source, first.toordinal(), last.toordinal(), event.timezone, limit)
    for when in expanded:
        if _begin_of(when, zone) <= instant(until):
            yield when


@lru_cache(maxsize=4096)
def _expand(
    source: str, first: int, last: int, timezone: str, limit: int
) -> tuple[Timed | AllDay, ...]:
    # Imported late, so that folders without a series show their first work sooner.
    import recurring_ical_events
    from icalendar import Calendar

    zone = ZoneInfo(timezone)
    begin, end = (datetime.fromordinal(day).replace(tzinfo=zone) for day in (first, last))
    # A dictionary, since what lasts from one step into the next is found in both.
    # Two times of one zone are equal by their wall clocks, so that instants are compared.
    found: dict[tuple[object, ...], Timed | AllDay] = {}
    step = _FIRST_STEP
    try:
        calendar = Calendar.from_ical(source)
        components = calendar.walk("VEVENT")
        if not any("RECURRENCE-ID" in component for component in components):
            for component in components:
                _advance(component, begin)
        query = recurring_ical_events.of(calendar)
        # In growing steps: of a series that takes place every hour, the first days are enough.
        while begin < end and len(found) < limit:
            reached = min(begin + step, end)
            times = [_time_of(one, zone) for one in query.between(begin, reached)]
            for when in sorted(times, key=lambda when: _begin_of(when, zone)):
                found.setdefault(_identity(when), when)
            begin, step = reached, 2 * step
    except Exception as error:  # noqa: BLE001 - the libraries raise anything
        # A rule that cannot be expanded has no occurrences; reading the content has reported it.
        log.warning("a series cannot be expanded (%s: %s)", type(error).__name__, error)
        return ()
    return tuple(found.values())[:limit]


def _begin_of(when: Timed | AllDay, zone: ZoneInfo) -> datetime:
    """When a time begins, in UTC."""
    if isinstance(when, Timed):
        return instant(when.starts)
    return instant(datetime(when.first.year, when.first.month, when.first.day, tzinfo=zone))


def _identity(when: Timed | AllDay) -> tuple[object, ...]:
    if isinstance(when, Timed):
        return instant(when.starts), when.ends and instant(when.ends)
    return when.first, when.last


def _time_of(component: Any, zone: ZoneInfo) -> Timed | AllDay:
    starts, ends = component.start, component.end
    if not isinstance(starts, datetime):
        return AllDay(first=starts, last=max(starts, ends - timedelta(days=1)))
    starts, ends = (
        moment if moment.tzinfo else moment.replace(tzinfo=zone) for moment in (starts, ends)
    )
    begins, finish = in_zone(starts, zone), in_zone(ends, zone)
    if is_skipped(starts):
        # It begins later by the clocks, and lasts as long as ever.
        finish = later_by(begins, ends.replace(tzinfo=None) - starts.replace(tzinfo=None))
    # At the autumn change the end may have an earlier hour.
    is_longer = instant(finish) > instant(begins)
    return Timed(starts=begins, ends=finish if is_longer else None)


def _advance(component: Any, begin: datetime) -> None:
    """Let an old series begin later, on one of its days, so that not every day since is tried.

    Changes ``component``. Only a rule without a count goes on alike from any of its intervals, and
    one of months from a day that each of them has; one of years has few.
    """
    rule = component.get("RRULE")
    if not isinstance(rule, dict) or "COUNT" in rule:
        return
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    interval = int(rule.get("INTERVAL", [1])[0])
    step = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31}.get(frequency, 0) * interval
    starts: Any = component.start
    first = starts.date() if isinstance(starts, datetime) else starts
    # The day on which it now begins is shown even if the rule does not name it.
    span = component.end - starts
    days = (begin.date() - first - span).days - _ADVANCED_BEFORE
    if step <= 0 or days <= _ADVANCED_BEFORE:
        return
    moved = timedelta(days=days - days % step)
    if frequency == "MONTHLY":
        if first.day > _EVERY_MONTHS_DAYS:
            return
        months = first.year * 12 + first.month - 1 + days // step * interval
        moved = first.replace(year=months // 12, month=months % 12 + 1) - first
    for name in ("DTSTART", "DTEND"):
        if name in component:
            value, parameters = component[name].dt + moved, component[name].params
            component.pop(name)
            component.add(name, value, parameters=dict(parameters))
