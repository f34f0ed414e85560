"""When the screen is lit: within the opening hours, where there are any."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain import Exhibition


def screen_on(exhibition: Exhibition, now: datetime) -> bool:
    """True at ``now`` (with a time zone) within the hours of that weekday at the exhibition's place; always, where no hours are written.

    A day that is listed as closed has no hours. The closing time itself is outside.
    """
    here = now.astimezone(ZoneInfo(exhibition.timezone))
    if here.date() in exhibition.closed_days:
        return False
    if not exhibition.hours:
        return True
    return any(
        day.weekday == here.weekday() and day.opens <= here.time() < day.closes
        for day in exhibition.hours
    )
