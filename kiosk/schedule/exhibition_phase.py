"""The exhibition's phase, and whether a work is on display today."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.domain import Exhibition, Resource, Work


class ExhibitionPhase(StrEnum):
    """Today relative to the exhibition's dates."""

    UPCOMING = "upcoming"
    OPEN = "open"
    ENDED = "ended"


def phase(exhibition: Exhibition, now: datetime) -> ExhibitionPhase:
    """Return the phase at ``now`` (with a time zone), by the date at the exhibition."""
    today = now.astimezone(ZoneInfo(exhibition.timezone)).date()
    if exhibition.opens and today < exhibition.opens:
        return ExhibitionPhase.UPCOMING
    if exhibition.closes and today > exhibition.closes:
        return ExhibitionPhase.ENDED
    return ExhibitionPhase.OPEN


def is_on_display(work: Work | Resource, today: date) -> bool:
    """Return True if the dates of a work or resource, if it has any, include ``today``."""
    return not (
        (work.shown_from and today < work.shown_from)
        or (work.shown_until and today > work.shown_until)
    )
