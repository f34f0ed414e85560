"""Series of a calendar: their newest versions, their last days, and changes of their times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar import Event as Component
from icalendar.prop import vRecur

from kiosk.content.dates.phrase import PhraseError
from kiosk.content.dates.recurrence import (
    RecurrenceRule,
    excess_of,
    has_no_day,
    is_endless_rule,
    times_before,
)
from kiosk.content.events.calendar_blocks import Block
from kiosk.content.events.calendar_spans import EntryError
from kiosk.content.events.calendar_zones import CalendarZones
from kiosk.domain import Message

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry as it stands in the file, and parsed.

    ``is_hidden`` marks the change of a time that is not shown: the time is not shown either.
    """

    block: Block
    component: Component
    is_hidden: bool = False

    @property
    def recurrence_id(self) -> str:
        """Which time of its series the entry changes; "" for the series itself."""
        return self.block.value("RECURRENCE-ID")

    @property
    def is_onwards(self) -> bool:
        """True for a change that holds for all later times too (RFC 5545, 3.2.13)."""
        return any(
            line.startswith("RECURRENCE-ID") and "RANGE=THISANDFUTURE" in line.upper()
            for line in self.block.lines
        )

    @property
    def sequence(self) -> int:
        """The number of its version; 0 where none can be read."""
        try:
            return int(str(self.component.get("SEQUENCE") or 0))
        except (TypeError, ValueError):
            return 0

    @property
    def version(self) -> tuple[int, str]:
        """What orders the versions of one entry (RFC 5546, 2.1.5)."""
        stamp = self.block.value("LAST-MODIFIED") or self.block.value("DTSTAMP")
        return self.sequence, stamp.strip()


def newest(members: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The newest version of each entry of one UID: the series or events, and the changes of times.

    An older version has the title or the start of the newest one. Anything else is another entry
    to which a program gave the same UID.
    """
    changes: dict[date | str, Entry] = {}
    mains: list[Entry] = []
    for one in sorted(members, key=lambda one: one.version):
        if one.recurrence_id:
            found = one.component.get("RECURRENCE-ID")
            name = one.recurrence_id if found is None else as_instant(found.dt)
            changes[name] = one
        else:
            mains = [other for other in mains if not _replaces(one, other)]
            mains.append(one)
    mains.sort(key=lambda one: one.block.line)
    return mains, list(changes.values())


def _replaces(newer: Entry, older: Entry) -> bool:
    """True for an older version of the same entry, or a copy of it."""
    same_title = newer.block.title == older.block.title
    same_start = as_instant(newer.component.start) == as_instant(older.component.start)
    if newer.sequence > older.sequence:
        return same_title or same_start
    return same_title and same_start


def is_outdated(change: Entry, mains: Sequence[Entry], zones: CalendarZones) -> bool:
    """True for a change of a time that none of the series has any more.

    A later version of the series left it out, by an EXDATE or by another rule.
    """
    if not mains or change.is_onwards:
        return False
    moment = change.component.decoded("RECURRENCE-ID")
    if any(as_instant(moment) in _excluded(main.component) for main in mains):
        return True
    return all(
        change.sequence < main.sequence and not _has_time(main, moment, zones) for main in mains
    )


def complete(change: Component, main: Component) -> None:
    """Give a change without a title the words of its series: programs leave out what stays."""
    if "SUMMARY" in change:
        return
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "URL"):
        if name in main and name not in change:
            change[name] = main[name]


def names_first_day(rule: dict[str, object], starts: date) -> bool:
    """True for a rule that names the day on which it begins."""
    parts = {name: value for name, value in rule.items() if name not in ("COUNT", "UNTIL")}
    try:
        return RecurrenceRule(parts=parts).falls_on(_day(starts))
    except PhraseError:
        return False


def _excluded(component: Component) -> set[datetime]:
    """The times that an entry leaves out, as instants."""
    return {as_instant(one) for one in _listed(component, "EXDATE")}


def _has_time(main: Entry, moment: date, zones: CalendarZones) -> bool:
    """True where a series has a time at that moment; also where its rule cannot be expanded."""
    component = main.component
    rule = component.get("RRULE")
    if rule is None and "RDATE" not in component:
        return as_instant(component.start) == as_instant(moment)
    if isinstance(rule, list) or (
        rule and (excess_of(rule) or is_endless_rule(rule) or has_no_day(rule, component.start))
    ):
        return True
    query = recurring_ical_events.of(Calendar.from_ical(zones.source(main.block.lines)))
    # A day on both sides holds it in any zone.
    around = timedelta(days=1)
    return any(
        as_instant(one.start) == as_instant(moment)
        for one in query.between(moment - around, moment + around)
    )


def changed_onwards(
    main: Component, onwards: Sequence[Entry], changed: Sequence[Component]
) -> Iterator[Entry]:
    """The rest of a series from each change on that holds for all later times.

    RFC 5545, 3.2.13. Each is a series of its own, with the title and the status of the change; the
    days that the series leaves out, adds and ``changed`` move with its times. Raises EntryError
    for a rule that cannot move.
    """
    rule = main.get("RRULE")
    if isinstance(rule, list):
        return
    ordered = sorted(onwards, key=lambda one: as_instant(one.component.decoded("RECURRENCE-ID")))
    for number, entry in enumerate(ordered):
        change = entry.component
        since = change.decoded("RECURRENCE-ID")
        until = (
            ordered[number + 1].component.decoded("RECURRENCE-ID")
            if number + 1 < len(ordered)
            else None
        )
        part = Component(change)
        part.pop("RECURRENCE-ID")
        move = _Move(since=since, starts=change.start)
        if rule is not None:
            rest = _rest_of(rule, main.start, move)
            if rest is None:
                continue
            part["RRULE"] = vRecur(rest)
            if until is not None:
                end_before(part, move.of(until))
        for name in ("EXDATE", "RDATE"):
            for moment in _listed(main, name):
                if as_instant(moment) > as_instant(since) and (
                    until is None or as_instant(moment) < as_instant(until)
                ):
                    part.add(name, move.of(moment))
        for other in changed:
            part.add("EXDATE", move.of(other.decoded("RECURRENCE-ID")))
        yield replace(entry, component=part)


@dataclass(frozen=True, kw_only=True)
class _Move:
    """How a change moves the time ``since`` to ``starts``, and all later times with it."""

    since: date
    starts: date

    @property
    def days(self) -> int:
        """By how many days on the wall calendar of the new times."""
        return (_day(self.starts) - _day(_like(self.since, self.starts))).days

    def of(self, moment: date) -> date:
        """A time of the series, moved; clocks that change keep the hour."""
        moment, since = (_like(one, self.starts) for one in (moment, self.since))
        if not isinstance(moment, datetime):
            return moment + (_day(self.starts) - _day(since))
        assert isinstance(self.starts, datetime)
        assert isinstance(since, datetime)
        wall = self.starts.replace(tzinfo=None) - since.replace(tzinfo=None)
        return (moment.replace(tzinfo=None) + wall).replace(tzinfo=self.starts.tzinfo)


def _like(moment: date, pattern: date) -> date:
    """A time in the zone of another one."""
    if not isinstance(pattern, datetime):
        return _day(moment)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), pattern.tzinfo)
    if moment.tzinfo is None or pattern.tzinfo is None:
        return moment.replace(tzinfo=pattern.tzinfo)
    return moment.astimezone(pattern.tzinfo)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _rest_of(rule: dict[str, object], starts: date, move: _Move) -> dict[str, object] | None:
    """The rule from a change on; None where it ends before."""
    rest = _moved_days(dict(rule), move.days)
    count, until = rest.get("COUNT"), rest.get("UNTIL")
    if isinstance(count, list):
        left = int(str(count[0])) - times_before(rule, starts, move.since)
        if left < 1:
            return None
        rest["COUNT"] = [left]
    later = as_instant(move.starts) - as_instant(move.since)
    # The end of a day counts with its whole day.
    day = timedelta(days=1)
    if isinstance(until, list) and as_instant(until[0]) + day < as_instant(move.since):
        return None
    if isinstance(until, list) and later > timedelta():
        # The end moves with the times, so that the last one is kept.
        rest["UNTIL"] = [one + later for one in until]
    return rest


def _moved_days(rule: dict[str, object], days: int) -> dict[str, object]:
    """The rule with its weekdays moved. Raises EntryError where other days would have to move."""
    named = [name for name in rule if name.startswith("BY") and name not in _TIMES_OF_DAY]
    if not days or not named:
        return rule
    weekdays, frequency = rule.get("BYDAY"), rule.get("FREQ")
    is_weekly = isinstance(frequency, list) and str(frequency[0]).upper() == "WEEKLY"
    if named == ["BYDAY"] and is_weekly and isinstance(weekdays, list):
        # With the day on which its weeks begin, so that every other week stays the same one.
        return {
            **rule,
            "BYDAY": [_later_weekday(one, days) for one in weekdays],
            "WKST": _later_weekday(rule.get("WKST") or "MO", days),
        }
    raise EntryError(Message("a change moves all later times to days that its rule does not name"))


def _later_weekday(code: object, days: int) -> str:
    typed = str(code[0] if isinstance(code, list) else code).upper()
    return _CODES[(_CODES.index(typed) + days) % 7]


def listed_before(component: Component, moment: date) -> None:
    """Take the further days of a series from ``moment`` on out of its component."""
    kept = [one for one in _listed(component, "RDATE") if as_instant(one) < as_instant(moment)]
    if "RDATE" in component:
        component.pop("RDATE")
    for one in kept:
        component.add("RDATE", one)


def _listed(component: Component, name: str) -> list[date]:
    """The times of a property that lists times; of a period its start."""
    found = component.get(name) or []
    lists = found if isinstance(found, list) else [found]
    times = (one.dt for each in lists for one in each.dts)
    return [one[0] if isinstance(one, tuple) else one for one in times]


def with_whole_last_day(rule: dict[str, object], starts: date, zone: ZoneInfo) -> vRecur:
    """The rule with an UNTIL of the kind of its start (RFC 5545, 3.3.10).

    A time without a zone is one of the series' own; a day alone includes its whole day; where
    the series has whole days, Outlook writes the last one as its midnight in UTC.
    """
    found = rule.get("UNTIL")
    given = cast("list[date]", found if isinstance(found, list) else [found] if found else [])
    last: list[date] = []
    for until in given:
        if not isinstance(starts, datetime):
            if isinstance(until, datetime):
                until = (until.astimezone(zone) if until.tzinfo else until).date()
            last.append(until)
            continue
        own = starts.tzinfo or zone
        if not isinstance(until, datetime):
            last.append(datetime.combine(until, time(23, 59, 59), own).astimezone(UTC))
        elif until.tzinfo is None:
            last.append(until.replace(tzinfo=own).astimezone(UTC))
        else:
            last.append(until)
    return vRecur({**rule, "UNTIL": last} if last else rule)


def end_before(component: Component, moment: date) -> None:
    """End the series of a component before a moment."""
    parts = cast("dict[str, object]", component["RRULE"])
    rule = {name: value for name, value in parts.items() if name != "COUNT"}
    before = moment - (timedelta(seconds=1) if isinstance(moment, datetime) else timedelta(days=1))
    if isinstance(before, datetime) and before.tzinfo:
        before = before.astimezone(UTC)
    given = rule.get("UNTIL")
    known = cast("date | None", given[0] if isinstance(given, list) else given)
    if known is None or as_instant(known) > as_instant(before):
        rule["UNTIL"] = [before]
    component["RRULE"] = vRecur(rule)


def as_instant(moment: date) -> datetime:
    """A day or an instant as an instant, for an order."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
