"""Whether the exhibition is open, and what of it is on show."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.domain import Exhibition, Resource, Work


class Phase(StrEnum):
    """Where today lies to the exhibition's days."""

    UPCOMING = "upcoming"
    OPEN = "open"
    ENDED = "ended"


def phase(exhibition: Exhibition, now: datetime) -> Phase:
    """The phase at ``now`` (with a time zone), by the day it is at the exhibition's place."""
    today = now.astimezone(ZoneInfo(exhibition.timezone)).date()
    if exhibition.opens and today < exhibition.opens:
        return Phase.UPCOMING
    if exhibition.closes and today > exhibition.closes:
        return Phase.ENDED
    return Phase.OPEN


def is_on_display(work: Work | Resource, today: date) -> bool:
    """True when its own days, if it has any, include ``today``."""
    return not (
        (work.shown_from and today < work.shown_from)
        or (work.shown_until and today > work.shown_until)
    )
