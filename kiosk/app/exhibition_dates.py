"""The dates of an exhibition of which staff are told: its end, and the help line's last check."""

from datetime import date, datetime, time, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from kiosk.domain import Exhibition
from kiosk.schedule.exhibition_phase import ExhibitionPhase, phase


class ExhibitionDates(TypedDict):
    """Fields of ``ProgramStatus``. Times are in seconds since 1970, 0 where there is no date."""

    exhibition_end: float
    exhibition_ended: bool
    help_line_verified: float
    help_line_outdated: bool


def exhibition_dates(exhibition: Exhibition, now: datetime | None) -> ExhibitionDates:
    """The dates at ``now`` (with a time zone), None while no time is known.

    A help line is outdated as the check warns of it.
    """
    zone = ZoneInfo(exhibition.timezone)
    line = exhibition.help_line
    outdated = False
    if now is not None and line:
        outdated = line.is_outdated(now.astimezone(zone).date())
    return ExhibitionDates(
        exhibition_end=_midnight(exhibition.closes, zone, days=1),
        exhibition_ended=now is not None and phase(exhibition, now) is ExhibitionPhase.ENDED,
        help_line_verified=_midnight(line.verified_on, zone),
        help_line_outdated=outdated,
    )


def _midnight(day: date | None, zone: ZoneInfo, *, days: int = 0) -> float:
    """The beginning of the day that lies so many days behind ``day``; 0 without one."""
    if day is None:
        return 0.0
    try:
        return max(0.0, datetime.combine(day + timedelta(days), time(), zone).timestamp())
    except (OverflowError, ValueError):
        # Beyond the last day of all calendars.
        return datetime.combine(day, time(), zone).timestamp()
