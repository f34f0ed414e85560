"""The days that a series leaves out, adds or changes, in the form of its own times.

RFC 5545 wants a day for a series of whole days, and an instant for one at a time. Programs write
the other one too; the libraries then leave out another day, or none.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Event as Component

# Times of one day that a rule may have; own number, one for each half hour.
_MOST_TIMES = 48


def settle_series(component: Component, zone: ZoneInfo) -> tuple[date, ...]:
    """Give what a series leaves out and adds the form of its start.

    A time to leave out at which the series has none leaves out its whole day. Returns these days.
    """
    starts = component.start
    added = _settled(component, "RDATE", starts, zone)
    if "EXDATE" not in component:
        return ()
    instants = {_instant(one, zone) for one in added if isinstance(one, datetime)}
    kept: list[date] = []
    whole: list[date] = []
    for moment in _listed(component, "EXDATE"):
        times = list(_times_on(_day(moment, starts, zone), component, zone))
        if not isinstance(starts, datetime):
            kept.append(_day(moment, starts, zone))
        elif not isinstance(moment, datetime):
            kept += times
        elif _instant(moment, zone) in {*instants, *(_instant(one, zone) for one in times)}:
            kept.append(moment)
        else:
            whole.append(_day(moment, starts, zone))
            kept += times
    component.pop("EXDATE")
    for one in kept:
        component.add("EXDATE", one)
    return tuple(dict.fromkeys(whole))


def settle_change(change: Component, main: Component, zone: ZoneInfo) -> None:
    """Give the time that an entry changes the form of the times of its series."""
    moment, starts = change.decoded("RECURRENCE-ID"), main.start
    if isinstance(moment, datetime) == isinstance(starts, datetime):
        return
    settled: date = _day(moment, starts, zone)
    if isinstance(starts, datetime):
        settled = next(_times_on(settled, main, zone))
    parameters = change["RECURRENCE-ID"].params
    change.pop("RECURRENCE-ID")
    change.add("RECURRENCE-ID", settled)
    if "RANGE" in parameters:
        change["RECURRENCE-ID"].params["RANGE"] = parameters["RANGE"]


def _settled(component: Component, name: str, starts: date, zone: ZoneInfo) -> list[date]:
    """Rewrite a list of days or times of the other kind than ``starts``; returns its times."""
    moments = _listed(component, name)
    if all(isinstance(one, datetime) == isinstance(starts, datetime) for one in moments):
        return moments
    settled: list[date] = []
    for moment in moments:
        if isinstance(moment, datetime) == isinstance(starts, datetime):
            settled.append(moment)
        elif isinstance(starts, datetime):
            settled += _times_on(moment, component, zone)
        else:
            settled.append(_day(moment, starts, zone))
    component.pop(name)
    for one in settled:
        component.add(name, one)
    return settled


def _listed(component: Component, name: str) -> list[date]:
    """The times of a property that lists times; of a period its start."""
    found = component.get(name) or []
    lists = found if isinstance(found, list) else [found]
    times = (one.dt for each in lists for one in each.dts)
    return [one[0] if isinstance(one, tuple) else one for one in times]


def _day(moment: date, starts: date, zone: ZoneInfo) -> date:
    """The day of a series that a moment means: of midnight as it is written, else on its clocks."""
    if not isinstance(moment, datetime):
        return moment
    own = (starts.tzinfo if isinstance(starts, datetime) else None) or zone
    if moment.tzinfo is None or moment.time() == time():
        return moment.date()
    if not isinstance(starts, datetime) and moment.utcoffset() != UTC.utcoffset(None):
        return moment.date()
    return moment.astimezone(own).date()


def _times_on(day: date, component: Component, zone: ZoneInfo) -> Iterator[datetime]:
    """The times of a series on a day: that of its start, or those that its rule names."""
    starts = component.start
    if not isinstance(starts, datetime):
        return
    rule = cast("dict[str, list[object]]", component.get("RRULE") or {})
    rule = rule if isinstance(rule, dict) else {}
    hours = _numbers(rule.get("BYHOUR")) or [starts.hour]
    minutes = _numbers(rule.get("BYMINUTE")) or [starts.minute]
    clocks = [(hour, minute) for hour in hours for minute in minutes][:_MOST_TIMES]
    for hour, minute in clocks:
        clock = time(hour, minute, starts.second)
        yield datetime.combine(day, clock, starts.tzinfo or zone)


def _numbers(values: Sequence[object] | None) -> list[int]:
    return [int(str(one)) for one in values or ()]


def _instant(moment: date, zone: ZoneInfo) -> datetime:
    whole = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    return (whole if whole.tzinfo else whole.replace(tzinfo=zone)).astimezone(UTC)
