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

from kiosk.content.dates.clock_changes import first_skipped
from kiosk.content.dates.date_words import written_out
from kiosk.content.dates.recurrence import (
    excess_of,
    has_no_day,
    is_endless_rule,
    without_late_end,
)
from kiosk.content.dates.repeat_rule import day_in, repeat_rule
from kiosk.content.events.calendar_blocks import Block, CalendarObject, read_objects
from kiosk.content.events.calendar_moments import settle_change, settle_series
from kiosk.content.events.calendar_selection import Selection, select_entries
from kiosk.content.events.calendar_series import (
    Entry,
    as_instant,
    changed_onwards,
    complete,
    end_before,
    is_outdated,
    listed_before,
    names_first_day,
    newest,
    with_whole_last_day,
)
from kiosk.content.events.calendar_spans import (
    EntryError,
    check_listed_zones,
    check_span,
    is_negative,
    settle_zone,
    span_of,
    whole_days,
)
from kiosk.content.events.calendar_texts import EntryTexts
from kiosk.content.events.calendar_zones import CalendarZones
from kiosk.content.interruption import each_step
from kiosk.content.problems import EXPORT_CALENDAR, Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import AllDay, Event, Exhibition, Message, RepeatRule, Series, Timed, When
from kiosk.domain.bounds import CALENDAR_EVENTS, CALENDAR_LINES, CALENDAR_SERIES, YEARS
from kiosk.domain.instants import in_zone, is_skipped

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
# Calendars that propose another time, ask for an entry or answer one (RFC 5546, 1.4).
_ANSWERS = ("COUNTER", "DECLINECOUNTER", "REPLY", "REFRESH")
_IS_ANSWER = Message("it is an answer to an invitation")
_QUOTED, _MOST_TITLES = 60, 5


class EntryReader:
    """Reads the entries of one calendar file; ``hidden`` are the UIDs of those not for visitors."""

    def __init__(self, group: FileGroup, exhibition: Exhibition, report: Report) -> None:
        self._key, self._zone, self._report = group.key, ZoneInfo(exhibition.timezone), report
        self._filter, self._since = exhibition.calendars, exhibition.opens or date.min
        self._zones = CalendarZones(self._zone.key, report)
        self._texts = EntryTexts(group.calendar, exhibition.languages[0], self._zone, report)
        self.hidden: set[str] = set()

    def read(self, text: str) -> Iterator[Event]:
        """The events of a calendar's text."""
        objects = read_objects(text)
        self._report_others(objects)
        self._report_cut(objects)
        blocks = [block for one in objects for block in one.events]
        selection = select_entries(blocks, self._filter, self._report)
        self.hidden = selection.hidden
        groups = self._entries_by_uid(objects, selection)
        for uid, members in each_step(groups.items()):
            try:
                events = tuple(self._events_of_uid(uid, members))
            except Exception as error:  # noqa: BLE001 - the libraries raise anything
                self._report_broken(members[0].block, error)
            else:
                yield from events

    def _entries_by_uid(
        self, objects: Sequence[CalendarObject], selection: Selection
    ) -> dict[str, list[Entry]]:
        """The entries that can be read, each under the zones of its own calendar."""
        entries = {id(block): block for block in self._bounded_events(selection.shown)}
        groups: dict[str, list[Entry]] = {}
        for one in objects:
            self._zones.begin(one.zones, one.head.get("X-WR-TIMEZONE", ""), len(entries))
            for block in each_step(one.events):
                if id(block) not in entries:
                    continue
                block.lines = self._zones.settled(block.lines)
                if one.method in _ANSWERS:
                    self._report_broken(block, EntryError(_IS_ANSWER))
                    continue
                if (entry := self._entry(block)) is None:
                    continue
                if one.method == "CANCEL":
                    entry.component["STATUS"] = "CANCELLED"
                if block.line in selection.hidden_changes:
                    entry = replace(entry, is_hidden=True)
                uid = str(entry.component.get("UID") or "") or f"line {block.line}"
                groups.setdefault(uid, []).append(entry)
        return groups

    def _report_others(self, objects: Sequence[CalendarObject]) -> None:
        """Tell the components that are no events: free and busy times, tasks, journals."""
        number = sum(sum(one.others.values()) for one in objects)
        if number:
            self._report.info(
                "calendar-other",
                Message(
                    "the calendar holds {count:,} parts that are no events (free and busy times,"
                    " tasks or journals), and only events are shown",
                    count=number,
                ),
                Message(
                    "make an event of it in the calendar program, where visitors may come to it"
                ),
            )

    def _report_cut(self, objects: Sequence[CalendarObject]) -> None:
        """Tell a file that breaks off, as one that was copied in part."""
        for one in objects:
            if one.cut_at:
                self._report.error(
                    "calendar-cut",
                    Message("the calendar breaks off before its end; an entry may be missing"),
                    EXPORT_CALENDAR,
                    line=one.cut_at,
                )

    def _bounded_events(self, blocks: list[Block]) -> list[Block]:
        """The entries to read: of too many, the series and those that begin last.

        Of those, the ones with the fewest lines, each with all of its changes.
        """
        blocks = self._bounded_series(self._bounded_number(blocks))
        lines: dict[str, int] = {}
        for block in blocks:
            lines[block.uid] = lines.get(block.uid, 0) + block.cost_in_lines
        total = sum(lines.values())
        if CALENDAR_LINES.allows(total):
            return blocks
        self._report.beyond(
            CALENDAR_LINES,
            Message("the calendar holds {count:,} lines", count=total),
            Message("export a shorter span of time, or entries with shorter descriptions"),
        )
        left, kept = CALENDAR_LINES.limit, set[str]()
        for uid in sorted(lines, key=lambda one: lines[one]):
            left -= lines[uid]
            if left < 0:
                break
            kept.add(uid)
        return [block for block in blocks if block.uid in kept]

    def _bounded_number(self, blocks: list[Block]) -> list[Block]:
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

    def _bounded_series(self, blocks: list[Block]) -> list[Block]:
        """Of too many series, those that begin last; a change goes with its series."""
        series = [block for block in blocks if block.repeats and not block.is_change]
        if CALENDAR_SERIES.allows(len(series)):
            return blocks
        self._report.beyond(
            CALENDAR_SERIES,
            Message("the calendar holds {count:,} series", count=len(series)),
            Message("export a shorter span of time, or take out series that are over"),
        )
        series.sort(key=lambda block: block.value("DTSTART"))
        out = {block.uid for block in series[: -CALENDAR_SERIES.limit]}
        return [block for block in blocks if block.uid not in out]

    def _entry(self, block: Block) -> Entry | None:
        """An entry as it is read; of an unreadable change the time of its series, not shown."""
        if (component := self._parse(block)) is not None:
            if not (block.title or block.is_change):
                self._report.warn(
                    "calendar-untitled",
                    Message("an entry has no title; the name of the calendar's file stands for it"),
                    Message("give it a title in the calendar program, and export it again"),
                    line=block.line,
                )
            return Entry(block=block, component=component)
        if not block.is_change or (component := self._lost_time(block)) is None:
            return None
        return Entry(block=block, component=component, is_hidden=True)

    def _parse(self, block: Block) -> Component | None:
        if excess := block.excess:
            bound, what = excess
            title = block.title[:_QUOTED] or Message("an event without a name")
            self._report.beyond(
                bound,
                Message("'{title}' has {what}", title=title, what=what),
                Message("take it out"),
                line=block.line,
            )
            return None
        try:
            component = _event_in(self._zones.source(block.lines))
            if "EXRULE" in component:
                # Of RFC 2445; expanding the rest would show times that are left out.
                raise EntryError(
                    Message("it has a rule of days on which it is left out, which is not read")
                )
            unknown = self._zones.unknown_name(block.lines)
            zone = settle_zone(component, unknown)
            check_listed_zones(component, unknown)
            check_span(component, self._zone)
            if not {"RRULE", "RDATE"} & set(component.keys()):
                self._tell_skipped(block, component.start, component.end)
        except Exception as error:  # noqa: BLE001 - the libraries raise anything
            self._report_broken(block, error)
            return None
        if zone:
            self._report.warn(
                "calendar-zone",
                Message(
                    "'{value}' is in an unknown time zone; it is read as {key}",
                    value=block.title,
                    key=zone,
                ),
                Message(
                    "choose a time zone for it in the calendar program, and export the calendar "
                    "again"
                ),
                line=block.line,
            )
        # A file that is no calendar after its first lines has thousands of faults of one kind.
        broken = [name for name, _ in component.errors]
        if "DURATION" not in broken and is_negative(component.get("DURATION")):
            broken.append("DURATION")
        for name in dict.fromkeys(broken):
            part = _PARTS.get(name, name) if name else Message("a line")
            hint = MEND_ENTRY
            self._report.warn(
                "calendar-line",
                Message(
                    "{part} of '{value}' cannot be read and is passed over",
                    part=part,
                    value=block.title,
                ),
                hint,
                line=block.line,
            )
            # Any access to a broken value raises.
            if name:
                component.pop(name, None)
        return component

    def _lost_time(self, block: Block) -> Component | None:
        """The time of a series that an unreadable entry changes: it is not shown as before either.

        None where that cannot be read.
        """
        lines = [line for line in block.lines if line.startswith(("UID", "RECURRENCE-ID"))]
        starts = [
            line.replace("RECURRENCE-ID", "DTSTART", 1).replace(";RANGE=THISANDFUTURE", "")
            for line in lines
            if line.startswith("RECURRENCE-ID")
        ][:1]
        try:
            source = self._zones.source(["BEGIN:VEVENT", *lines, *starts, "END:VEVENT"])
            component = _event_in(source)
            check_listed_zones(component, "")
            # Any access to a broken value raises.
            component.decoded("RECURRENCE-ID")
        except Exception:  # noqa: BLE001 - the libraries raise anything
            return None
        return component

    def _report_broken(self, block: Block, error: Exception) -> None:
        name = block.title or Message("an event without a name")
        found = _PROPERTY.search(str(error)) if block.value("DTSTART") else None
        if found:
            why = Message("{part} cannot be read", part=_PARTS.get(found[1], found[1]))
        elif not block.value("DTSTART"):
            why = Message("it has no start")
        elif isinstance(error, EntryError):
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

    def _events_of_uid(self, uid: str, members: list[Entry]) -> Iterator[Event]:
        """One event, or a series with each changed occurrence as an event of its own."""
        mains, changes = newest(members)
        self._report_same_uid(mains)
        self._settle(mains, changes)
        changes = [one for one in changes if not is_outdated(one, mains, self._zones)]
        onwards = [one for one in changes if one.is_onwards]
        changed = [one for one in changes if not one.is_onwards]
        for number, main in enumerate(mains):
            key = uid if not number else f"{uid}@{number} {main.block.value('DTSTART')}"
            others = [one.component for one in changed]
            for one in changes:
                complete(one.component, main.component)
            # Made first, of the whole rule: the series itself ends before them.
            parts = list(changed_onwards(main.component, onwards, others))
            since = min(
                (one.component.decoded("RECURRENCE-ID") for one in onwards),
                key=as_instant,
                default=None,
            )
            if since is None or as_instant(since) > as_instant(main.component.start):
                yield self._main(key, main, changed=others, since=since)
            for one in parts:
                if not one.is_hidden:
                    yield self._main(f"{key}@{one.recurrence_id}", one)
        for one in changed if mains else changes:
            if not one.is_hidden:
                yield self._event(
                    f"{uid}@{one.recurrence_id}", one.component, self._when(one.component)
                )

    def _report_same_uid(self, mains: Sequence[Entry]) -> None:
        """Tell different entries with one UID; all of them are shown."""
        if len(mains) < 2:
            return
        titles = ", ".join(f"'{one.block.title}'" for one in mains[:_MOST_TITLES])
        self._report.warn(
            "calendar-same-uid",
            Message(
                "{count:,} different entries have the same identifier, as if they were one"
                " event; all of them are shown: {titles}",
                count=len(mains),
                titles=titles,
            ),
            Message(
                "copy them in the calendar program instead of in the file, and export the"
                " calendar again"
            ),
            line=mains[1].block.line,
        )

    def _settle(self, mains: Sequence[Entry], changes: Sequence[Entry]) -> None:
        """Give what series leave out, add and change the form of their starts; tell doubts."""
        for main in mains[:1]:
            for one in changes:
                settle_change(one.component, main.component, self._zone)
        for main in mains:
            days = settle_series(main.component, self._zone)
            if not days:
                continue
            self._report.warn(
                "calendar-line",
                Message(
                    "'{title}' is left out at times at which it does not take place; it is left out"
                    " on the whole days: {days}",
                    title=main.block.title,
                    days=", ".join(one.isoformat() for one in days[:_MOST_TITLES]),
                ),
                MEND_ENTRY,
                line=main.block.line,
            )

    def _main(
        self,
        uid: str,
        entry: Entry,
        *,
        changed: Sequence[Component] = (),
        since: date | None = None,
    ) -> Event:
        block, component = entry.block, entry.component
        if not {"RRULE", "RDATE"} & set(component.keys()):
            return self._event(uid, component, self._when(component))
        rule = cast("dict[str, object]", component.get("RRULE") or {})
        if isinstance(rule, list):
            raise EntryError(Message("it has several rules of how it repeats"))
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
            component["RRULE"] = whole = with_whole_last_day(rule, component.start, self._zone)
            self._check_first_day(entry, whole)
        if since is not None:
            # From there on the series goes on as another one.
            listed_before(component, since)
            if rule:
                end_before(component, since)
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
        series = Series(source=source, rule=words)
        self._tell_skipped(block, first_skipped(series, self._since))
        return self._event(uid, component, series)

    def _check_first_day(self, entry: Entry, rule: vRecur) -> None:
        """Tell a first day that the rule does not name. Raises EntryError for an end before it."""
        component = entry.component
        until = cast("list[date]", rule.get("UNTIL") or [])
        if until and as_instant(until[0]) < as_instant(component.start):
            raise EntryError(Message("its last day is before its first one"))
        if not names_first_day(dict(rule), component.start):
            self._report.warn(
                "calendar-first-day",
                Message(
                    "the first day of '{title}' is none of the days on which it repeats; it is"
                    " shown on that day too",
                    title=entry.block.title,
                ),
                Message(
                    "choose a first day on which it repeats in the calendar program, and export the"
                    " calendar again"
                ),
                line=entry.block.line,
            )

    def _words(self, component: Component, changed: Sequence[Component]) -> RepeatRule | None:
        """The rule that is said, with the days whose times are events of their own."""
        words = repeat_rule([component], self._zone)
        if words is None:
            return None
        moved = {day_in(other.decoded("RECURRENCE-ID"), self._zone) for other in changed}
        return replace(words, moved=tuple(sorted(moved)))

    def _when(self, component: Component) -> When:
        starts = component.start
        if not isinstance(starts, datetime):
            ends = component.end
            last = ends - timedelta(days=1) if isinstance(ends, date) and ends > starts else starts
            return AllDay(first=starts, last=last)
        # Instants, not wall clocks: at the autumn change the end may have an earlier hour.
        begin, finish = span_of(component, self._zone)
        if days := whole_days(component, begin, finish, self._zone):
            return AllDay(first=days[0], last=days[1])
        end = in_zone(finish, self._zone) if finish > begin else None
        return Timed(starts=in_zone(begin, self._zone), ends=end)

    def _tell_skipped(self, block: Block, *moments: date | None) -> None:
        """Tell a time that the clocks skip in spring; it is shown as RFC 5545 reads it."""
        for moment in moments:
            if isinstance(moment, datetime) and is_skipped(moment):
                self._report.warn(
                    "clock-change",
                    Message(
                        "'{title}': on {day} the clocks change and {typed} does not exist; {shown}"
                        " is shown",
                        title=block.title[:_QUOTED] or Message("an event without a name"),
                        day=written_out(moment.date()),
                        typed=f"{moment:%H:%M}",
                        shown=f"{in_zone(moment, self._zone):%H:%M}",
                    ),
                    Message(
                        "look up the time, correct it in the calendar program and export the"
                        " calendar again"
                    ),
                    line=block.line,
                )
                return

    def _event(self, uid: str, component: Component, when: When) -> Event:
        return self._texts.event(f"{self._key}#{uid}", component, when)


def _event_in(source: str) -> Component:
    found = Calendar.from_ical(source).walk("VEVENT")[0]
    assert isinstance(found, Component)
    return found
