"""When an entry of a calendar begins and ends, as instants or days."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Event as Component

from kiosk.domain import Message
from kiosk.domain.bounds import YEARS, is_bounded_year
from kiosk.domain.instants import instant


class EntryError(ValueError):
    """An entry cannot be shown; the message is the end of a sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def settle_zone(component: Component, name: str) -> str:
    """Give the start and the end of an entry a zone; the zone's name where one was unknown.

    A start in an unknown zone has the zone of its end, and the other way round. Raises EntryError
    where both are unknown; ``name`` is what the calendar calls the zone.
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
    if not known or _is_utc(known[0]):
        raise unknown_zone(name)
    taken = known[0]
    for part, moment in (("DTSTART", starts), ("DTEND", finish)):
        if isinstance(moment, datetime) and moment.tzinfo is None:
            component.pop(part)
            component.add(part, moment.replace(tzinfo=taken))
    return str(getattr(taken, "key", "")) or Message("that of its other time")


def check_listed_zones(component: Component, name: str) -> None:
    """Raise EntryError where a time to add, to leave out or to change is in an unknown zone."""
    starts = component.start
    if not isinstance(starts, datetime):
        return
    for part in ("EXDATE", "RDATE", "RECURRENCE-ID"):
        found = component.get(part) or []
        for one in found if isinstance(found, list) else [found]:
            times = [each.dt for each in one.dts] if hasattr(one, "dts") else [one.dt]
            firsts = [each[0] if isinstance(each, tuple) else each for each in times]
            if any(isinstance(each, datetime) and each.tzinfo is None for each in firsts):
                raise unknown_zone(name)


def unknown_zone(name: str) -> EntryError:
    """The fault of an entry whose times cannot be placed, since ``name`` is no known zone."""
    return EntryError(Message("its time zone '{name}' is not known", name=name))


def _is_utc(one: tzinfo) -> bool:
    return one is UTC or str(one) == "UTC"


def span_of(component: Component, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end of an entry at a time, in UTC; the same instant without an end.

    A length in hours is exact, one in days has the same hour at its end (RFC 5545, 3.3.6).
    """
    starts = _aware(cast("datetime", component.start), zone)
    duration = component.get("DURATION")
    if duration is None or "DTEND" in component:
        return instant(starts), instant(_aware(cast("datetime", component.end), zone))
    length: timedelta = duration.dt
    days = timedelta(days=length.days)
    exact = length - days
    return instant(starts), instant(starts + days) + exact


def whole_days(
    component: Component, begin: datetime, finish: datetime, zone: ZoneInfo
) -> tuple[date, date] | None:
    """The first and the last day of an entry from a midnight to another one; None for a usual one.

    Outlook marks an entry of whole days whose times are those of its own zone or in UTC.
    """
    if finish <= begin:
        return None
    zones: list[tzinfo] = [zone]
    if str(component.get("X-MICROSOFT-CDO-ALLDAYEVENT") or "").strip().upper() == "TRUE":
        own = getattr(component.start, "tzinfo", None)
        zones += [own] if own is not None else []
    for one in zones:
        first, last = begin.astimezone(one), finish.astimezone(one)
        if first.time() == last.time() == time():
            return first.date(), last.date() - timedelta(days=1)
    return None


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
