"""The entries of a calendar file as events: a broken one is reported, the others are shown."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar import Event as Component
from icalendar.prop import vRecur

from kiosk.content.dates.recurrence import (
    excess_of,
    has_no_day,
    is_endless_rule,
    without_late_end,
)
from kiosk.content.dates.repeat_rule import day_in, repeat_rule
from kiosk.content.events.calendar_blocks import Block, read_blocks
from kiosk.content.events.calendar_series import (
    as_instant,
    changed_onwards,
    end_before,
    with_whole_last_day,
)
from kiosk.content.events.calendar_texts import EntryTexts
from kiosk.content.events.calendar_zones import CalendarZones, known_zone
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import AllDay, Event, Message, RepeatRule, Series, Timed, When
from kiosk.domain.bounds import CALENDAR_EVENTS, YEARS, is_bounded_year

# How icalendar names a property that it cannot parse, and its name in messages.
_PROPERTY = re.compile(r"broken property '([A-Z-]+)'")
log = logging.getLogger(__name__)

MEND_ENTRY = Message("correct it in the calendar program and export the calendar again")
_PARTS = {
    "DTSTART": Message("its start"),
    "DTEND": Message("its end"),
    "DURATION": Message("its length"),
    "RRULE": Message("how it repeats"),
    "RDATE": Message("a further day"),
    "EXDATE": Message("a day on which it is left out"),
}
_QUOTED = 60


class _EntryError(ValueError):
    """An entry cannot be shown; the message is the end of a sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class EntryReader:
    """Reads the entries of one calendar file; ``private`` are the UIDs of those not for all."""

    def __init__(self, group: FileGroup, language: str, zone: ZoneInfo, report: Report) -> None:
        self._key, self._zone, self._report = group.key, zone, report
        self._zones = CalendarZones(zone.key, report)
        self._texts = EntryTexts(group.calendar, language, zone, report)
        self.private: set[str] = set()

    def read(self, text: str) -> Iterator[Event]:
        """The events of a calendar's text."""
        blocks, head = read_blocks(text)
        self._zones.floating = known_zone(head.get("X-WR-TIMEZONE", "")) or self._zone.key
        public = self._public([block for name, block in blocks if name == "VEVENT"])
        entries = self._bounded_events(public)
        zones = [block for name, block in blocks if name == "VTIMEZONE"]
        self._zones.define(zones, len(entries))
        groups: dict[str, list[tuple[Block, Component]]] = {}
        for block in entries:
            block.lines = [self._zones.with_key(line) for line in block.lines]
            if (component := self._parse(block)) is not None:
                uid = str(component.get("UID") or "") or f"line {block.line}"
                groups.setdefault(uid, []).append((block, component))
        for uid, members in groups.items():
            try:
                events = tuple(self._events_of_uid(uid, members))
            except Exception as error:  # noqa: BLE001 - the libraries raise anything
                self._report_broken(members[0][0], error)
            else:
                yield from events

    def _public(self, blocks: list[Block]) -> list[Block]:
        """The entries that are not marked as private (RFC 5545, 3.8.1.3); told without a title.

        A series of which one occurrence is marked as private is private as a whole.
        """
        marked = {
            block.uid: block
            for block in reversed(blocks)
            if block.value("CLASS").strip().upper() not in ("", "PUBLIC")
        }
        if marked:
            self.private = set(marked)
            count = len(marked)
            self._report.warn(
                "calendar-private",
                Message(
                    "an entry is marked as private or confidential in the calendar program, and"
                    " not shown"
                )
                if count == 1
                else Message(
                    "{count:,} entries are marked as private or confidential in the calendar"
                    " program, and not shown",
                    count=count,
                ),
                Message(
                    "where the public may see it, mark it as public and export the calendar again"
                ),
                line=min(block.line for block in marked.values()),
            )
        return [block for block in blocks if block.uid not in self.private]

    def _bounded_events(self, blocks: list[Block]) -> list[Block]:
        """The entries to read: of too many, the series and those that begin last."""
        if CALENDAR_EVENTS.allows(len(blocks)):
            return blocks
        hint = Message("export a shorter span of time")
        self._report.beyond(
            CALENDAR_EVENTS,
            Message("the calendar holds {count:,} entries", count=len(blocks)),
            hint,
        )
        last = sorted(blocks, key=lambda block: (block.repeats, block.value("DTSTART")))
        kept = set(map(id, last[-CALENDAR_EVENTS.limit :]))
        return [block for block in blocks if id(block) in kept]

    def _parse(self, block: Block) -> Component | None:
        if excess := block.excess:
            bound, what = excess
            title = block.value("SUMMARY")[:_QUOTED] or Message("an event without a name")
            self._report.beyond(
                bound,
                Message("'{title}' has {what}", title=title, what=what),
                Message("take it out"),
                line=block.line,
            )
            return None
        block.lines = [self._zones.with_zone(line) for line in block.lines]
        try:
            component = _event_in(self._zones.source(block.lines))
            starts = component.start
            if component.end < starts:
                raise _EntryError(Message("it ends before it begins"))
            if not (is_bounded_year(starts) and is_bounded_year(component.end)):
                raise _EntryError(
                    Message("it lies in a year that is not read; {years} are", years=YEARS.amount)
                )
        except Exception as error:  # noqa: BLE001 - the libraries raise anything
            self._report_broken(block, error)
            return None
        if isinstance(starts, datetime) and starts.tzinfo is None:
            self._report.warn(
                "calendar-zone",
                Message(
                    "'{value}' is in an unknown time zone; it is read as {key}",
                    value=block.value("SUMMARY"),
                    key=self._zone.key,
                ),
                Message(
                    "choose a time zone for it in the calendar program, and export the calendar "
                    "again"
                ),
                line=block.line,
            )
        # A file that is no calendar after its first lines has thousands of faults of one kind.
        broken = [name for name, _ in component.errors]
        if "DURATION" not in broken and _is_negative(component.get("DURATION")):
            broken.append("DURATION")
        for name in dict.fromkeys(broken):
            part = _PARTS.get(name, name) if name else Message("a line")
            hint = MEND_ENTRY
            self._report.warn(
                "calendar-line",
                Message(
                    "{part} of '{value}' cannot be read and is passed over",
                    part=part,
                    value=block.value("SUMMARY"),
                ),
                hint,
                line=block.line,
            )
            # Any access to a broken value raises.
            if name:
                component.pop(name, None)
        return component

    def _report_broken(self, block: Block, error: Exception) -> None:
        name = block.value("SUMMARY") or Message("an event without a name")
        found = _PROPERTY.search(str(error)) if block.value("DTSTART") else None
        if found:
            why = Message("{part} cannot be read", part=_PARTS.get(found[1], found[1]))
        elif not block.value("DTSTART"):
            why = Message("it has no start")
        elif isinstance(error, _EntryError):
            why = error.message
        else:
            log.info("an entry of a calendar cannot be read: %r", error)
            why = Message("one of its dates or rules is not as calendars write it")
        self._report.error(
            "calendar-event",
            Message("'{name}' cannot be read and is not shown: {why}", name=name, why=why),
            MEND_ENTRY,
            line=block.line,
        )

    def _events_of_uid(self, uid: str, members: list[tuple[Block, Component]]) -> Iterator[Event]:
        """One event, or a series with each changed occurrence as an event of its own."""
        latest: dict[str, tuple[Block, Component]] = {}
        for block, component in members:
            name = block.value("RECURRENCE-ID")
            known = latest.get(name)
            if known is None or _sequence(component) >= _sequence(known[1]):
                latest[name] = (block, component)
        main = latest.pop("", None)
        onwards = [
            pair for pair in latest.values() if "RANGE=THISANDFUTURE" in "".join(pair[0].lines)
        ]
        changed = [pair for pair in latest.values() if pair not in onwards]
        if main is not None:
            others = [pair[1] for pair in changed]
            # Made first, of the whole rule: the series itself ends before them.
            parts = list(changed_onwards(main[1], onwards))
            yield self._main(uid, *main, changed=others, onwards=[pair[1] for pair in onwards])
            for block, component in parts:
                yield self._main(
                    f"{uid}@{block.value('RECURRENCE-ID')}", block, component, changed=others
                )
        for block, component in changed if main is not None else latest.values():
            yield self._event(
                f"{uid}@{block.value('RECURRENCE-ID')}", component, self._when(component)
            )

    def _main(
        self,
        uid: str,
        block: Block,
        component: Component,
        *,
        changed: list[Component],
        onwards: Sequence[Component] = (),
    ) -> Event:
        if "EXRULE" in component:
            # Of RFC 2445; expanding the rest would show times that are left out.
            raise _EntryError(
                Message("it has a rule of days on which it is left out (EXRULE), which is not read")
            )
        if not {"RRULE", "RDATE"} & set(component.keys()):
            return self._event(uid, component, self._when(component))
        rule = cast("dict[str, object]", component.get("RRULE") or {})
        if isinstance(rule, list):
            raise _EntryError(Message("it has several rules of how it repeats"))
        if rule and (excess := excess_of(rule)):
            bound, what = excess
            self._report.beyond(
                bound,
                Message("'{title}' {what}", title=component.get("SUMMARY"), what=what),
                Message("write each of its times as an event of its own"),
                line=block.line,
            )
            return self._event(uid, component, self._when(component))
        if len(without_late_end(rule)) < len(rule):
            self._report.beyond(
                YEARS,
                Message(
                    "'{title}' repeats until a year that is not read",
                    title=component.get("SUMMARY"),
                ),
                Message("choose an end within those years, or none; it is shown without an end"),
                line=block.line,
            )
            component["RRULE"] = vRecur(rule := without_late_end(rule))
        if rule and (is_endless_rule(rule) or has_no_day(rule, component.start)):
            self._report.warn(
                "calendar-rule",
                Message(
                    "'{title}' repeats more than once a day, or never; only its first time is"
                    " shown",
                    title=component.get("SUMMARY"),
                ),
                Message(
                    "correct how it repeats in the calendar program, or write each of its times as "
                    "an event of its own"
                ),
                line=block.line,
            )
            return self._event(uid, component, self._when(component))
        if rule:
            component["RRULE"] = with_whole_last_day(rule, component.start, self._zone)
        if onwards and rule:
            first = min((one.decoded("RECURRENCE-ID") for one in onwards), key=as_instant)
            end_before(component, first)
        # Without the changed times, which stand on the board in lines of their own.
        words = self._words(component, changed)
        for other in changed:
            component.add("EXDATE", other.decoded("RECURRENCE-ID"))
        block = replace(
            block, lines=component.to_ical().decode().replace("\r\n ", "").split("\r\n")[:-1]
        )
        source = self._zones.source(block.lines)
        # Expanded once here, so that an impossible rule is reported.
        recurring_ical_events.of(Calendar.from_ical(source)).between(
            component.start, timedelta(days=7)
        )
        return self._event(uid, component, Series(source=source, rule=words))

    def _words(self, component: Component, changed: Sequence[Component]) -> RepeatRule | None:
        """The rule that is said, with the days whose times are events of their own."""
        words = repeat_rule([component], self._zone)
        if words is None:
            return None
        moved = {day_in(other.decoded("RECURRENCE-ID"), self._zone) for other in changed}
        return replace(words, moved=tuple(sorted(moved)))

    def _when(self, component: Component) -> When:
        starts, ends = component.start, component.end
        if not isinstance(starts, datetime):
            last = ends - timedelta(days=1) if isinstance(ends, date) and ends > starts else starts
            return AllDay(first=starts, last=last)
        begin, finish = (
            _aware(moment, self._zone).astimezone(self._zone)
            for moment in (starts, cast(datetime, ends))
        )
        return Timed(starts=begin, ends=finish if finish > begin else None)

    def _event(self, uid: str, component: Component, when: When) -> Event:
        return self._texts.event(f"{self._key}#{uid}", component, when)


def _event_in(source: str) -> Component:
    found = Calendar.from_ical(source).walk("VEVENT")[0]
    assert isinstance(found, Component)
    return found


def _is_negative(duration: object) -> bool:
    """True for a length below zero, which icalendar takes for none."""
    length = getattr(duration, "dt", None)
    return isinstance(length, timedelta) and length < timedelta()


def _sequence(component: Component) -> int:
    try:
        return int(str(component.get("SEQUENCE") or 0))
    except (TypeError, ValueError):
        return 0


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
