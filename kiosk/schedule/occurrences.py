"""The occurrences of a recurring event between two moments."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from kiosk.domain import AllDay, Event, Series, Timed

# How far ahead occurrences are shown on the board; ``kiosk agenda`` looks as far.
HORIZON = timedelta(days=90)


def occurrences(event: Event, now: datetime, until: datetime) -> Iterator[Timed | AllDay]:
    """Yield the occurrences that begin by ``until``, in the event's time zone.

    All since the day before ``now`` are included, even if they are over.
    """
    assert isinstance(event.when, Series)
    # Expanding whole days lets the cache answer for the rest of the day.
    zone = ZoneInfo(event.timezone)
    first = now.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date() + timedelta(days=1)
    for when in _expand(event.when.source, first.toordinal(), last.toordinal(), event.timezone):
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
        components = recurring_ical_events.of(Calendar.from_ical(source)).between(begin, end)
    except (ValueError, TypeError, OverflowError):
        # A rule that cannot be expanded has no occurrences; reading the content has reported it.
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
