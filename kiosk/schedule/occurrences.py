"""The occurrences of a recurring event between two moments."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain import AllDay, Event, Series, Timed
from kiosk.domain.bounds import WINDOW_OCCURRENCES

log = logging.getLogger(__name__)

# How far ahead occurrences are shown on the board; ``kiosk agenda`` looks as far.
HORIZON = timedelta(days=90)
# A series is made to begin this many days before the window at the latest.
_ADVANCED_BEFORE = 400


def occurrences(event: Event, now: datetime, until: datetime) -> Iterator[Timed | AllDay]:
    """Yield the occurrences that begin by ``until``, in the event's time zone.

    All since the day before ``now`` are included, even if they are over. There are at most
    ``WINDOW_OCCURRENCES`` of them.
    """
    assert isinstance(event.when, Series)
    # Expanding whole days lets the cache answer for the rest of the day.
    zone = ZoneInfo(event.timezone)
    first = now.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date() + timedelta(days=1)
    expanded = _expand(event.when.source, first.toordinal(), last.toordinal(), event.timezone)
    for when in expanded[: WINDOW_OCCURRENCES.limit]:
        begins = (
            when.starts
            if isinstance(when, Timed)
            else datetime(when.first.year, when.first.month, when.first.day, tzinfo=zone)
        )
        if begins <= until:
            yield when


@lru_cache(maxsize=2048)
def _expand(source: str, first: int, last: int, timezone: str) -> tuple[Timed | AllDay, ...]:
    # Imported late, so that folders without a series show their first work sooner.
    import recurring_ical_events
    from icalendar import Calendar

    zone = ZoneInfo(timezone)
    begin, end = (datetime.fromordinal(day).replace(tzinfo=zone) for day in (first, last))
    found: list[Timed | AllDay] = []
    try:
        calendar = Calendar.from_ical(source)
        for component in calendar.walk("VEVENT"):
            _advance(component, begin)
        components = recurring_ical_events.of(calendar).between(begin, end)
    except Exception as error:  # noqa: BLE001 - the libraries raise anything
        # A rule that cannot be expanded has no occurrences; reading the content has reported it.
        log.warning("a series cannot be expanded (%s: %s)", type(error).__name__, error)
        return ()
    for component in components:
        starts, ends = component.start, component.end
        if not isinstance(starts, datetime):
            found.append(AllDay(first=starts, last=max(starts, ends - timedelta(days=1))))
            continue
        begins, finish = (
            (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone)
            for moment in (starts, ends)
        )
        found.append(Timed(starts=begins, ends=finish if finish > begins else None))
    return tuple(found)


def _advance(component: Any, begin: datetime) -> None:
    """Let an old series begin later, on one of its days, so that not every day since is tried.

    Changes ``component``. Only a rule of days or weeks without a count goes on alike from any of
    its intervals; one of months or years has few.
    """
    rule = component.get("RRULE")
    if not isinstance(rule, dict) or "COUNT" in rule or "RECURRENCE-ID" in component:
        return
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    step = {"DAILY": 1, "WEEKLY": 7}.get(frequency, 0) * int(rule.get("INTERVAL", [1])[0])
    starts: Any = component.start
    first = starts.date() if isinstance(starts, datetime) else starts
    # The day on which it now begins is shown even if the rule does not name it.
    span = component.end - starts
    days = (begin.date() - first - span).days - _ADVANCED_BEFORE
    if step <= 0 or days <= _ADVANCED_BEFORE:
        return
    moved = timedelta(days=days - days % step)
    for name in ("DTSTART", "DTEND"):
        if name in component:
            value, parameters = component[name].dt + moved, component[name].params
            component.pop(name)
            component.add(name, value, parameters=dict(parameters))
