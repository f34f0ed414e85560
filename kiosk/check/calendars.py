"""Calendar files: exports go stale without a sign, so each of them tells its age."""

from collections.abc import Iterator
from datetime import date

from kiosk.content import LoadResult
from kiosk.domain import Problem, Severity

# A programme that nobody has exported anew for this long is worth a look.
STALE_DAYS = 30


def ages(result: LoadResult, today: date) -> Iterator[Problem]:
    """How old each calendar file is, and how many events it holds."""
    for calendar in result.calendars:
        days = (today - calendar.changed.date()).days
        yield Problem(
            path=calendar.file,
            severity=Severity.WARNING if days > STALE_DAYS else Severity.INFO,
            rule="calendar-age",
            message=f"the calendar was last changed on {calendar.changed:%Y-%m-%d}, {days} days ago; it holds {calendar.events} events",
            hint="export it anew if its programme has changed",
        )
