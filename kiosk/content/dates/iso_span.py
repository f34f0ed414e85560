"""Reads ``starts`` and ``ends`` in ISO 8601."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from kiosk.content.dates.clock_changes import clock_change_warning
from kiosk.content.dates.date_reading import DateReading, failed, shortened
from kiosk.content.dates.days import beyond_years
from kiosk.domain import AllDay, Message, Timed
from kiosk.domain.bounds import FIRST_YEAR, LAST_YEAR
from kiosk.domain.instants import in_zone, instant


def read_span(starts: str, ends: str, zone: ZoneInfo) -> DateReading:
    """A span from ``starts`` to ``ends`` in ISO 8601; dates without times are whole days."""
    for key, typed in (("starts", starts), ("ends", ends)):
        try:
            year = datetime.fromisoformat(typed).year if typed else FIRST_YEAR
        except ValueError:
            return failed(
                "date",
                Message(
                    "'{shortened}' cannot be read as a day and a time", shortened=shortened(typed)
                ),
                Message("write for example {key}: 2026-01-13T13:00", key=key),
            )
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return failed(
                "date",
                Message(
                    "'{shortened}' cannot be shown: it {beyond_years}",
                    shortened=shortened(typed),
                    beyond_years=beyond_years(year),
                ),
                Message("write for example {key}: 2026-01-13T13:00", key=key),
            )
    if len(starts) == 10:
        first = date.fromisoformat(starts)
        last = date.fromisoformat(ends[:10]) if ends else first
        if last < first:
            return failed(
                "date-order",
                Message("it ends on '{ends}', before it begins", ends=ends),
                Message("write the later day as ends:"),
            )
        return DateReading(when=AllDay(first=first, last=last))
    begin, finish = datetime.fromisoformat(starts), datetime.fromisoformat(ends) if ends else None
    begin = begin if begin.tzinfo else begin.replace(tzinfo=zone)
    warnings = [
        clock_change_warning(typed, moment, zone)
        for typed, moment in ((starts, begin), (ends, finish))
        if moment is not None and (moment.tzinfo or zone) is zone
    ]
    if finish is not None:
        finish = in_zone(finish if finish.tzinfo else finish.replace(tzinfo=zone), zone)
        if instant(finish) <= instant(begin):
            return failed(
                "date-order",
                Message("it ends at '{ends}', before it begins", ends=ends),
                Message("write the later time as ends:"),
            )
    return DateReading(
        when=Timed(starts=in_zone(begin, zone), ends=finish),
        warnings=[warning for warning in warnings if warning is not None],
    )
