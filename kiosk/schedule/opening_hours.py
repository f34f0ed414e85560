"""When the screen is on: during the opening hours, or always if none are given."""

from datetime import datetime
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
