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

from kiosk.content.dates.recurrence import excess_of, has_no_day, is_endless_rule, times_before
from kiosk.content.events.calendar_blocks import Block
from kiosk.content.events.calendar_zones import CalendarZones


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


def _excluded(component: Component) -> set[datetime]:
    """The times that an entry leaves out, as instants."""
    found = component.get("EXDATE") or []
    lists = found if isinstance(found, list) else [found]
    return {as_instant(one.dt) for each in lists for one in each.dts}


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


def changed_onwards(main: Component, onwards: list[Entry]) -> Iterator[Entry]:
    """The rest of a series from each change on that holds for all later times.

    RFC 5545, 3.2.13. Each is a series of its own, with the title and the status of the change.
    """
    rule = main.get("RRULE")
    if rule is None or isinstance(rule, list):
        return
    ordered = sorted(onwards, key=lambda one: as_instant(one.component.decoded("RECURRENCE-ID")))
    for number, entry in enumerate(ordered):
        change = entry.component
        since = change.decoded("RECURRENCE-ID")
        rest = dict(rule)
        if "COUNT" in rest:
            left = int(str(rest["COUNT"][0])) - times_before(rule, main.start, since)
            if left < 1:
                continue
            rest["COUNT"] = [left]
        later = as_instant(change.start) - as_instant(since)
        if "UNTIL" in rest and later > timedelta():
            # The end moves with the times, so that the last one is kept.
            rest["UNTIL"] = [until + later for until in rest["UNTIL"]]
        part = Component(change)
        part.pop("RECURRENCE-ID")
        part["RRULE"] = vRecur(rest)
        if number + 1 < len(ordered):
            end_before(part, ordered[number + 1].component.decoded("RECURRENCE-ID"))
        yield replace(entry, component=part)


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
