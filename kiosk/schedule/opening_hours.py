"""When the screen is on: during the opening hours, or always if none are given."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain import Exhibition


def screen_on(exhibition: Exhibition, now: datetime) -> bool:
    """Return True if the exhibition is open at ``now`` (with a time zone), or has no hours.

    The hours are those of the weekday at the exhibition. The screen is off on closed days and from
    the closing time on.
    """
    local = now.astimezone(ZoneInfo(exhibition.timezone))
    if local.date() in exhibition.closed_days:
        return False
    if not exhibition.hours:
        return True
    return any(
        day.weekday == local.weekday() and day.opens <= local.time() < day.closes
        for day in exhibition.hours
    )


def open_spans(exhibition: Exhibition, day: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """When the screen is on in so many days from ``day`` on: each beginning, and the end after it.

    ``screen_on`` is True within these times and at no others of these days.
    """
    zone = ZoneInfo(exhibition.timezone)
    for one in (day + timedelta(days=number) for number in range(days)):
        if one in exhibition.closed_days:
            continue
        if not exhibition.hours:
            end = datetime.combine(one + timedelta(days=1), time(), zone)
            yield datetime.combine(one, time(), zone), end
        for hours in exhibition.hours:
            if hours.weekday == one.weekday() and hours.opens < hours.closes:
                yield (
                    datetime.combine(one, hours.opens, zone),
                    datetime.combine(one, hours.closes, zone),
                )
