"""Series of a calendar: their last days, and changes that hold for all later times."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Event as Component
from icalendar.prop import vRecur

from kiosk.content.dates.recurrence import times_before
from kiosk.content.events.calendar_blocks import Block


def changed_onwards(
    main: Component, onwards: list[tuple[Block, Component]]
) -> Iterator[tuple[Block, Component]]:
    """The rest of a series from each change on that holds for all later times.

    RFC 5545, 3.2.13. Each is a series of its own, with the title and the status of the change.
    """
    rule = main.get("RRULE")
    if rule is None or isinstance(rule, list):
        return
    ordered = sorted(onwards, key=lambda pair: as_instant(pair[1].decoded("RECURRENCE-ID")))
    for number, (block, change) in enumerate(ordered):
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
            end_before(part, ordered[number + 1][1].decoded("RECURRENCE-ID"))
        yield block, part


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
