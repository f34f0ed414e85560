"""Calendar files: exports go stale without a sign, so an old one tells its age."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity

# A programme that nobody has exported anew for this long is worth a look.
STALE_DAYS = 30


def ages(result: LoadResult, today: date) -> Iterator[Problem]:
    """How old each calendar file is that nobody has touched for long, and how many events it holds."""
    zone = ZoneInfo(result.snapshot.exhibition.timezone)
    for calendar in result.calendars:
        changed = calendar.changed.astimezone(zone).date()
        days = (today - changed).days
        if days > STALE_DAYS:
            number = "1 event" if calendar.events == 1 else f"{calendar.events} events"
            message = (
                f"the calendar was last changed on {changed}, {days} days ago; it holds {number}"
            )
            yield make_problem(
                result,
                calendar.file,
                "",
                Severity.WARNING,
                "calendar-age",
                message,
                "export it anew if its programme has changed",
            )
