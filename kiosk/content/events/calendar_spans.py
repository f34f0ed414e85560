"""When an entry of a calendar begins and ends, as instants or days."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Event as Component

from kiosk.domain import Message
from kiosk.domain.bounds import YEARS, is_bounded_year


class EntryError(ValueError):
    """An entry cannot be shown; the message is the end of a sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def settle_zone(component: Component, zone: ZoneInfo) -> str:
    """Give the start and the end of an entry a zone; the zone's name where one was unknown.

    A start in an unknown zone has the zone of its end, and the other way round; else it stays
    without one, and is read in ``zone``.
    """
    starts, ends = component.start, component.get("DTEND")
    if not isinstance(starts, datetime):
        return ""
    finish = ends.dt if ends is not None else None
    known = [
        moment.tzinfo
        for moment in (starts, finish)
        if isinstance(moment, datetime) and moment.tzinfo is not None
    ]
    moments = 1 + isinstance(finish, datetime)
    if len(known) == moments:
        return ""
    # An end in UTC says nothing of the zone in which it was meant.
    taken = known[0] if known and not _is_utc(known[0]) else zone
    if known:
        for name, moment in (("DTSTART", starts), ("DTEND", finish)):
            if isinstance(moment, datetime) and moment.tzinfo is None:
                component.pop(name)
                component.add(name, moment.replace(tzinfo=taken))
    return str(getattr(taken, "key", "")) or Message("that of its other time")


def _is_utc(one: tzinfo) -> bool:
    return one is UTC or str(one) == "UTC"


def span_of(component: Component, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end of an entry at a time, both with a zone; the same instant without an end.

    A length in hours is exact, one in days has the same hour at its end (RFC 5545, 3.3.6).
    """
    starts = _aware(cast("datetime", component.start), zone)
    duration = component.get("DURATION")
    if duration is None or "DTEND" in component:
        return starts, _aware(cast("datetime", component.end), zone)
    length: timedelta = duration.dt
    days = timedelta(days=length.days)
    exact = length - days
    return starts, ((starts + days).astimezone(UTC) + exact).astimezone(starts.tzinfo)


def check_span(component: Component, zone: ZoneInfo) -> None:
    """Raise ValueError for an entry that ends before it begins, or is in a year not read."""
    starts: date = component.start
    ends: date = component.end
    if is_negative(component.get("DURATION")):
        # It is passed over, and told.
        ends = starts
    if isinstance(starts, datetime):
        begin, finish = span_of(component, zone)
        finish = begin if ends is starts else finish
        is_backwards = finish.astimezone(UTC) < begin.astimezone(UTC)
    else:
        is_backwards = ends < starts
    if is_backwards:
        raise EntryError(Message("it ends before it begins"))
    if not (is_bounded_year(starts) and is_bounded_year(ends)):
        raise EntryError(
            Message("it lies in a year that is not read; {years} are", years=YEARS.amount)
        )


def is_negative(duration: object) -> bool:
    """True for a length below zero, which icalendar takes for none."""
    length = getattr(duration, "dt", None)
    return isinstance(length, timedelta) and length < timedelta()


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
