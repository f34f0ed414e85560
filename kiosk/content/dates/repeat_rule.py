"""Takes from an iCalendar object how its event repeats, as far as words can say it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain import RepeatRule

# So many times of a list are announced one by one.
_SHORT_LIST = 4
# The end of a rule that counts is looked for among so many times.
_MOST_COUNTED = 520
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINALS = (-1, 1, 2, 3, 4, 5)
# The parts for which there are words.
_WORDED = {
    *("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"),
    *("UNTIL", "COUNT", "WKST"),
}


def repeat_rule(components: Sequence[Any], zone: ZoneInfo) -> RepeatRule | None:
    """The rule of one or several VEVENTs that repeat alike, with times in ``zone``.

    None for a short list of times.
    """
    first = components[0]
    if "RRULE" not in first:
        days = sorted({day for one in components for day in _days_of(one, zone)})
        times = len(components) + sum(len(_listed(one, "RDATE")) for one in components)
        if times <= _SHORT_LIST:
            return None
        return RepeatRule(last_day=days[-1], times=_times(components, zone))
    parts = {
        name.upper(): value if isinstance(value, list) else [value]
        for name, value in first["RRULE"].items()
    }
    starts = first.start
    worded = _worded(parts, starts, zone) if "RDATE" not in first else {}
    return RepeatRule(
        source=_source(first["RRULE"]),
        last_day=_last_day(first["RRULE"], parts, starts, zone),
        excluded=tuple(sorted({day_in(one, zone) for one in _listed(first, "EXDATE")})),
        times=_times(components, zone),
        **worded,
    )


def _worded(parts: Mapping[str, list[Any]], starts: date, zone: ZoneInfo) -> dict[str, Any]:
    """Frequency, interval and days; nothing for a rule that has no words."""
    frequency = str(parts["FREQ"][0]).upper()
    # Where the day in the event's zone is another, a Thursday is a Friday or a Wednesday.
    moved = (day_in(starts, zone) - _own_day(starts)).days
    if not parts.keys() <= _WORDED or (moved and frequency != "DAILY"):
        return {}
    weekdays = _weekdays(parts)
    month_days = tuple(int(str(day)) for day in parts.get("BYMONTHDAY", []))
    months = tuple(int(str(month)) for month in parts.get("BYMONTH", []))
    own = _own_day(starts)
    match frequency:
        case "DAILY" if not (weekdays or month_days or months):
            pass
        case "WEEKLY" if not month_days and all(number == 0 for number, _ in weekdays or ()):
            weekdays = weekdays or ((0, own.weekday()),)
        case "MONTHLY" if weekdays and not month_days and all(number for number, _ in weekdays):
            pass
        case "MONTHLY" if weekdays == ():
            month_days = month_days or (own.day,)
        case "YEARLY" if weekdays == () and not month_days and len(months) < 2:
            if months and months[0] != own.month:
                return {}
            return {"frequency": frequency, "interval": _interval(parts), "day": own}
        case "YEARLY" if weekdays and len(months) == 1 and all(number for number, _ in weekdays):
            pass
        case _:
            return {}
    if weekdays is None or any(not (day == -1 or 1 <= day <= 31) for day in month_days):
        return {}
    return {
        "frequency": frequency,
        "interval": _interval(parts),
        "weekdays": weekdays,
        "month_days": month_days,
        "months": months,
    }


def _interval(parts: Mapping[str, list[Any]]) -> int:
    return int(str(parts.get("INTERVAL", [1])[0]))


def _weekdays(parts: Mapping[str, list[Any]]) -> tuple[tuple[int, int], ...] | None:
    """(which of the month, weekday) of BYDAY; None where there are no words for it."""
    found = []
    for written in parts.get("BYDAY", []):
        code = str(written).upper()
        if code[-2:] not in _CODES:
            return None
        number = int(code[:-2] or 0)
        if number and number not in _ORDINALS:
            return None
        found.append((number, _CODES.index(code[-2:])))
    if places := parts.get("BYSETPOS"):
        # Outlook and Apple write the third Thursday in this way.
        place = int(str(places[0]))
        if len(places) > 1 or len(found) != 1 or found[0][0] or place not in _ORDINALS:
            return None
        found = [(place, found[0][1])]
    return tuple(found)


def _source(rule: Any) -> str:
    from icalendar.prop import vRecur

    kept = {name: value for name, value in rule.items() if name.upper() not in ("COUNT", "UNTIL")}
    text: str = vRecur(kept).to_ical().decode()  # type: ignore[no-untyped-call]
    return text


def _last_day(
    rule: Any, parts: Mapping[str, list[Any]], starts: date, zone: ZoneInfo
) -> date | None:
    if "UNTIL" in parts:
        return day_in(parts["UNTIL"][0], zone)
    if "COUNT" not in parts or int(str(parts["COUNT"][0])) > _MOST_COUNTED:
        return None
    from dateutil.rrule import rrulestr

    begins = starts if isinstance(starts, datetime) else datetime.combine(starts, time())
    dates = rrulestr(rule.to_ical().decode(), dtstart=begins.replace(tzinfo=None))
    last = max(islice(dates, _MOST_COUNTED), default=None)
    moved = day_in(starts, zone) - _own_day(starts)
    return last.date() + moved if last is not None else None


def _times(components: Sequence[Any], zone: ZoneInfo) -> tuple[time, ...]:
    """The times of day at which the series starts, where its own zone is like ``zone``."""
    moments = [one.start for one in components]
    if not all(isinstance(moment, datetime) for moment in moments):
        return ()
    for moment in moments:
        for season in (moment, moment + timedelta(days=182)):
            own = season.replace(tzinfo=moment.tzinfo or zone)
            if own.utcoffset() != own.replace(tzinfo=zone).utcoffset():
                return ()
    return tuple(sorted({moment.time() for moment in moments}))


def _days_of(component: Any, zone: ZoneInfo) -> list[date]:
    return [
        day_in(component.start, zone),
        *(day_in(one, zone) for one in _listed(component, "RDATE")),
    ]


def _listed(component: Any, name: str) -> list[date]:
    """The days or times of RDATE or EXDATE; of a period its start."""
    value = component.get(name)
    found = value if isinstance(value, list) else [value] if value is not None else []
    times = [entry.dt for one in found for entry in one.dts]
    return [one[0] if isinstance(one, tuple) else one for one in times]


def _own_day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def day_in(moment: date, zone: ZoneInfo) -> date:
    """The day of a moment in a zone."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(zone) if moment.tzinfo else moment).date()
