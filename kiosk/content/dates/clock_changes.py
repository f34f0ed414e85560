"""Times that the clocks skip in spring, or show twice in autumn."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.content.dates.date_reading import DateContext, shortened
from kiosk.content.dates.date_words import written_out
from kiosk.content.dates.days import DateProblem
from kiosk.domain import Message, Series
from kiosk.domain.instants import in_zone, is_skipped

# The clocks of every zone change before this hour.
_LATEST_HOUR = 4
# How far ahead of its start, or of the exhibition, a series is looked at: two springs.
_LOOK_AHEAD_DAYS = 550
_LOOK_AGAIN = Message("look up the time again")


def clock_change_warning(text: str, moment: datetime, zone: ZoneInfo) -> DateProblem | None:
    """The warning about a time on the day on which the clocks change; None for any other."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if is_skipped(moment):
        message = Message(
            "'{text}': the clocks change on that day and this time does not exist; "
            "{back:%H:%M} is shown",
            text=shortened(text),
            back=in_zone(moment, zone),
        )
        return "clock-change", message, _LOOK_AGAIN
    if moment.replace(fold=1).utcoffset() != moment.utcoffset():
        message = Message(
            "'{text}': the clocks change on that day and this time comes twice; the "
            "first one is used",
            text=shortened(text),
        )
        hint = Message("write starts: with its offset, 2026-11-01T01:30-08:00")
        return "clock-change", message, hint
    return None


def skipped_days(starts: date, since: date) -> tuple[date, ...]:
    """The days of the next springs on which a daily series would begin at a time that is skipped.

    Looked for from the start of the series, or from ``since`` where that is later.
    """
    if not isinstance(starts, datetime) or starts.tzinfo is None or starts.hour >= _LATEST_HOUR:
        return ()
    first = max(starts.date(), since)
    return tuple(
        day
        for number in range(_LOOK_AHEAD_DAYS)
        if is_skipped(datetime.combine(day := first + timedelta(days=number), starts.timetz()))
    )


def skipped_time_warnings(text: str, series: Series, context: DateContext) -> list[DateProblem]:
    """What is told of a series that takes place at a time which the clocks skip."""
    skipped = first_skipped(series, context.reference_date or date.min)
    if skipped is None:
        return []
    message = Message(
        "'{text}': on {day} the clocks change and this time does not exist; {back:%H:%M} is shown",
        text=shortened(text),
        day=written_out(skipped.date()),
        back=in_zone(skipped, context.zone),
    )
    return [("clock-change", message, _LOOK_AGAIN)]


def first_skipped(series: Series, since: date) -> datetime | None:
    """The first time of a series, as it is written, that the clocks skip; None without any."""
    import recurring_ical_events
    from icalendar import Calendar

    calendar = Calendar.from_ical(series.source)
    events: Iterable[Any] = calendar.walk("VEVENT")
    days = {day for one in events for day in skipped_days(one.start, since)}
    for day in sorted(days):
        around = timedelta(days=1)
        for found in recurring_ical_events.of(calendar).between(day - around, day + 2 * around):
            moment = found.start
            if isinstance(moment, datetime) and is_skipped(moment):
                return moment
    return None
