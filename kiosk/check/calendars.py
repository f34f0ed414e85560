"""Calendar files: an export goes stale without a sign, so the check states its age."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Problem

# Our own limit: a programme usually changes within a month.
STALE_DAYS = 30


def stale_calendars(result: LoadResult, today: date) -> Iterator[Problem]:
    """Calendar files that were last changed more than ``STALE_DAYS`` before ``today``."""
    zone = ZoneInfo(result.snapshot.exhibition.timezone)
    for calendar in result.calendars:
        changed = calendar.changed.astimezone(zone).date()
        days = (today - changed).days
        if days > STALE_DAYS:
            number = "1 event" if calendar.events == 1 else f"{calendar.events} events"
            yield make_problem(
                result,
                "calendar-age",
                calendar.file,
                "",
                f"the calendar was last changed on {changed}, {days} days ago; it holds {number}",
                "export it again if the programme has changed since then",
            )
