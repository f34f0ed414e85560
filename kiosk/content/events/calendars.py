"""Reads calendar files (RFC 5545) as Outlook, Google and Apple export them.

A broken event is reported, and the others are shown.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import recurring_ical_events
from icalendar import Calendar
from icalendar import Event as Component
from icalendar.prop import vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kiosk.content.dates.recurrence import (
    excess_of,
    has_no_day,
    is_endless_rule,
    times_before,
    without_late_end,
)
from kiosk.content.events.html_text import links_in, plain_text
from kiosk.content.front_matter.document import bounded_lines, cut_text, read_text
from kiosk.content.problems import Report
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.safety.words import STATUS_WORDS
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import AllDay, Event, Localized, Problem, Series, Status, Timed, When
from kiosk.domain.bounds import (
    CALENDAR_BYTES,
    CALENDAR_EVENTS,
    CALENDAR_ZONES,
    DESCRIPTION_LETTERS,
    EVENT_LINES,
    TITLE_LETTERS,
    VALUE_LETTERS,
    YEARS,
    ZONE_LINES,
    Bound,
    is_bounded_year,
)

_FLOATING = re.compile(
    r"^(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)"
    r"((?:;(?!TZID=|VALUE=(?:DATE|PERIOD)[;:])[^:;]*)*):(\d{8}T\d{6}(?:,\d{8}T\d{6})*)$"
)
# 255 letters, as for a file's name on most systems.
_TZID = re.compile(r'TZID="?([^":;]{1,255}+)"?[:;]')
_SIGN_UP = re.compile(r"regist|sign.?up|rsvp|inscri", re.IGNORECASE)
# How icalendar names a property that it cannot parse, and its name in messages.
_PROPERTY = re.compile(r"broken property '([A-Z-]+)'")
_PARTS = {
    "DTSTART": "its start",
    "DTEND": "its end",
    "DURATION": "its length",
    "RRULE": "how it repeats",
    "RDATE": "a further day",
    "EXDATE": "a day on which it is left out",
}


_DATED = ("DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID")
_DAYS_LISTED = ("RDATE", "EXDATE")
_QUOTED = 60
# Each event is parsed with the zones that it names: so many lines of one in all events together,
# and never fewer than a definition usually has.
_ZONE_EFFORT, _USUAL_ZONE_LINES = 100_000, 40


@dataclass(kw_only=True)
class _Block:
    """The unfolded lines of one component, and the line of the file (from 1) at which it begins.

    ``line_parts`` holds the parts of each line while the file is read.
    """

    line: int
    line_parts: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        """True for a series, and for a change of one."""
        return any(line.startswith(("RRULE", "RDATE", "RECURRENCE-ID")) for line in self.lines)

    @property
    def excess(self) -> tuple[Bound, str] | None:
        """The bound that the block goes beyond, and its own number in words."""
        if not EVENT_LINES.allows(len(self.lines)):
            return EVENT_LINES, f"{len(self.lines):,} lines"
        days = sum(line.count(",") + 1 for line in self.lines if line.startswith(_DAYS_LISTED))
        if not EVENT_LINES.allows(days):
            return EVENT_LINES, f"{days:,} days on which it takes place or is left out"
        return None

    @property
    def uid(self) -> str:
        """The UID without its escapes; the line where there is none."""
        return _plain(self.value("UID")) or f"line {self.line}"

    def value(self, name: str) -> str:
        """The value of the first line of that name."""
        for line in self.lines:
            # Names may be in small letters: RFC 5545, 2.
            if line[: len(name) + 1].upper() in (f"{name}:", f"{name};"):
                return line.partition(":")[2]
        return ""


def read_calendar(
    root: Path,
    group: FileGroup,
    language: str,
    timezone: str,
    problems: list[Problem],
    before: tuple[Event, ...] = (),
) -> ItemReading:
    """The events of a calendar file, with times in ``timezone``, and the finding on it.

    ``before`` are the events that were last shown of it.
    """
    private: set[str] = set()
    events = _read_events(root, group, language, timezone, problems, private)
    reading = ItemReading(
        content=events,
        finding=SafetyFinding.CALENDAR_CHANGED,
        private_keys=frozenset(f"{group.key}#{uid}" for uid in private),
    )
    if events is None or has_lost_events(reading.without_private(before), events):
        return replace(reading, finding=SafetyFinding.CALENDAR_LOST)
    return reading


def _read_events(
    root: Path,
    group: FileGroup,
    language: str,
    timezone: str,
    problems: list[Problem],
    private: set[str],
) -> tuple[Event, ...] | None:
    """The events of a calendar file; None, and reported, when it is no calendar.

    The UIDs of entries that are marked as private go to ``private``.
    """
    report = Report(path=group.calendar, problems=problems)
    text = read_text(root, group.calendar, report, CALENDAR_BYTES)
    if text is None:
        return None
    if "BEGIN:VCALENDAR" not in text:
        report.error(
            "calendar", "this file is not a calendar", "export it again as iCalendar (.ics)"
        )
        return None
    reader = _Reader(group, language, ZoneInfo(timezone), report)
    events = tuple(reader.read(text))
    private |= reader.private
    if not events and not private:
        report.warn(
            "calendar-empty",
            "the calendar holds no event that can be shown",
            "export it again as iCalendar (.ics)",
        )
    return events


def has_lost_events(before: tuple[Event, ...], now: tuple[Event, ...]) -> bool:
    """True when more than half of a calendar's events are gone."""
    keys = {event.key for event in now}
    return 2 * sum(event.key in keys for event in before) < len(before)


def merge_events(before: tuple[Event, ...], now: tuple[Event, ...]) -> tuple[Event, ...]:
    """All previous events, each as it reads now if it still does, then the new ones."""
    by_key = {event.key: event for event in now}
    return tuple(by_key.pop(event.key, event) for event in before) + tuple(by_key.values())


class _Reader:
    def __init__(self, group: FileGroup, language: str, zone: ZoneInfo, report: Report) -> None:
        self._file_group, self._language, self._zone, self._report = group, language, zone, report
        self._floating = zone.key
        self._zones: dict[str, list[str]] = {}
        self._zone_keys: dict[str, str] = {}
        self.private: set[str] = set()

    def read(self, text: str) -> Iterator[Event]:
        blocks, head = _blocks(text)
        self._floating = _known_zone(head.get("X-WR-TIMEZONE", "")) or self._floating
        public = self._public([block for name, block in blocks if name == "VEVENT"])
        entries = self._bounded_events(public)
        zones = [block for name, block in blocks if name == "VTIMEZONE"]
        self._zones = self._bounded_zones(zones, len(entries))
        groups: dict[str, list[tuple[_Block, Component]]] = {}
        for block in entries:
            block.lines = [self._with_zone_key(line) for line in block.lines]
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

    def _public(self, blocks: list[_Block]) -> list[_Block]:
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
            number = "an entry is" if len(marked) == 1 else f"{len(marked):,} entries are"
            self._report.warn(
                "calendar-private",
                f"{number} marked as private or confidential in the calendar program, and not"
                " shown",
                "where the public may see it, mark it as public and export the calendar again",
                line=min(block.line for block in marked.values()),
            )
        return [block for block in blocks if block.uid not in self.private]

    def _bounded_events(self, blocks: list[_Block]) -> list[_Block]:
        """The entries to read: of too many, the series and those that begin last."""
        if CALENDAR_EVENTS.allows(len(blocks)):
            return blocks
        hint = "export a shorter span of time"
        self._report.beyond(CALENDAR_EVENTS, f"the calendar holds {len(blocks):,} entries", hint)
        last = sorted(blocks, key=lambda block: (block.repeats, block.value("DTSTART")))
        kept = set(map(id, last[-CALENDAR_EVENTS.limit :]))
        return [block for block in blocks if id(block) in kept]

    def _bounded_zones(self, blocks: list[_Block], events: int) -> dict[str, list[str]]:
        """The definitions of time zones by name, as each event is parsed with its own."""
        if not CALENDAR_ZONES.allows(len(blocks)):
            what = f"the calendar defines {len(blocks):,} time zones"
            self._report.beyond(CALENDAR_ZONES, what, "export it again")
        zones: dict[str, list[str]] = {}
        most = min(ZONE_LINES.limit, max(_USUAL_ZONE_LINES, _ZONE_EFFORT // max(1, events)))
        for block in blocks[: CALENDAR_ZONES.limit]:
            name = block.value("TZID")
            # A program may write every change of a zone since 1900, where its name says the same.
            if len(block.lines) > _USUAL_ZONE_LINES and _known_zone(name):
                continue
            if len(block.lines) > most:
                what = f"the time zone '{name}' has {len(block.lines):,} lines"
                self._report.beyond(ZONE_LINES, what, "export the calendar again", line=block.line)
                continue
            key = _zone_key(name, block.lines)
            self._zone_keys[_plain(name)] = key
            zones[key] = [
                f"TZID:{key}" if line.upper().startswith("TZID") else line for line in block.lines
            ]
        return zones

    def _with_zone_key(self, line: str) -> str:
        """A line with a day or a time under the key of its zone.

        A day with a zone is a plain day. The names of zones hold any sign.
        """
        if not line[:13].upper().startswith(_DATED):
            return line
        head, _, value = line.rpartition(":")
        begin = head.upper().find(";TZID=")
        if begin < 0:
            return line
        before, rest = head[:begin], head[begin + 6 :]
        if rest.startswith('"'):
            name, _, after = rest[1:].partition('"')
        else:
            end = rest.upper().find(";VALUE=")
            name, after = (rest, "") if end < 0 else (rest[:end], rest[end:])
        if len(value) == 8 and value.isdigit():
            return f"{before};VALUE=DATE:{value}"
        key = self._zone_keys.get(_plain(name))
        return f"{before};TZID={key}{after}:{value}" if key else line

    def _parse(self, block: _Block) -> Component | None:
        if excess := block.excess:
            bound, what = excess
            title = block.value("SUMMARY")[:_QUOTED] or "an event without a name"
            self._report.beyond(bound, f"'{title}' has {what}", "take it out", line=block.line)
            return None
        block.lines = [
            _FLOATING.sub(rf"\1\2;TZID={self._floating}:\3", line) for line in block.lines
        ]
        try:
            component = _event_in(self._source(block))
            starts = component.start
            if component.end < starts:
                raise ValueError("it ends before it begins")
            if not (is_bounded_year(starts) and is_bounded_year(component.end)):
                raise ValueError(f"it lies in a year that is not read; {YEARS.amount} are")
        except Exception as error:  # noqa: BLE001 - the libraries raise anything
            self._report_broken(block, error)
            return None
        if isinstance(starts, datetime) and starts.tzinfo is None:
            self._report.warn(
                "calendar-zone",
                f"'{block.value('SUMMARY')}' is in an unknown time zone; it is read as"
                f" {self._zone.key}",
                "choose a time zone for it in the calendar program, and export the calendar again",
                line=block.line,
            )
        # A file that is no calendar after its first lines has thousands of faults of one kind.
        for name in dict.fromkeys(name for name, _ in component.errors):
            part = f"{_PARTS.get(name, name)} of" if name else "a line of"
            hint = "correct it in the calendar program and export the calendar again"
            self._report.warn(
                "calendar-line",
                f"{part} '{block.value('SUMMARY')}' cannot be read and is passed over",
                hint,
                line=block.line,
            )
            # Any access to a broken value raises.
            if name:
                component.pop(name, None)
        return component

    def _report_broken(self, block: _Block, error: Exception) -> None:
        name = block.value("SUMMARY") or "an event without a name"
        found = _PROPERTY.search(str(error)) if block.value("DTSTART") else None
        why = f"{_PARTS.get(found[1], found[1])} cannot be read" if found else "it has no start"
        if block.value("DTSTART") and not found:
            why = str(error).split("\n")[0].rstrip(".") or type(error).__name__
        self._report.error(
            "calendar-event",
            f"'{name}' cannot be read and is not shown: {why}",
            "correct it in the calendar program and export the calendar again",
            line=block.line,
        )

    def _source(self, *blocks: _Block) -> str:
        """A calendar with these events and the time zones that they name."""
        named = {zone for block in blocks for line in block.lines for zone in _TZID.findall(line)}
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
        for name in sorted(named & self._zones.keys()):
            lines += self._zones[name]
        for block in blocks:
            lines += block.lines
        return "\r\n".join([*lines, "END:VCALENDAR", ""])

    def _events_of_uid(self, uid: str, members: list[tuple[_Block, Component]]) -> Iterator[Event]:
        """One event, or a series with each changed occurrence as an event of its own."""
        latest: dict[str, tuple[_Block, Component]] = {}
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
            parts = list(self._changed_onwards(main[1], onwards))
            yield self._main(uid, *main, changed=others, onwards=[pair[1] for pair in onwards])
            for block, component in parts:
                yield self._main(
                    f"{uid}@{block.value('RECURRENCE-ID')}", block, component, changed=others
                )
        for block, component in changed if main is not None else latest.values():
            yield self._event(
                f"{uid}@{block.value('RECURRENCE-ID')}", component, self._when(component)
            )

    def _changed_onwards(
        self, main: Component, onwards: list[tuple[_Block, Component]]
    ) -> Iterator[tuple[_Block, Component]]:
        """The rest of a series from each change on that holds for all later times.

        RFC 5545, 3.2.13. Each is a series of its own, with the title and the status of the change.
        """
        rule = main.get("RRULE")
        if rule is None or isinstance(rule, list):
            return
        ordered = sorted(onwards, key=lambda pair: _sortable(pair[1].decoded("RECURRENCE-ID")))
        for number, (block, change) in enumerate(ordered):
            since = change.decoded("RECURRENCE-ID")
            rest = dict(rule)
            if "COUNT" in rest:
                left = int(str(rest["COUNT"][0])) - times_before(rule, main.start, since)
                if left < 1:
                    continue
                rest["COUNT"] = [left]
            later = _sortable(change.start) - _sortable(since)
            if "UNTIL" in rest and later > timedelta():
                # The end moves with the times, so that the last one is kept.
                rest["UNTIL"] = [until + later for until in rest["UNTIL"]]
            part = Component(change)
            part.pop("RECURRENCE-ID")
            part["RRULE"] = vRecur(rest)
            if number + 1 < len(ordered):
                _end_before(part, ordered[number + 1][1].decoded("RECURRENCE-ID"))
            yield block, part

    def _main(
        self,
        uid: str,
        block: _Block,
        component: Component,
        *,
        changed: list[Component],
        onwards: Sequence[Component] = (),
    ) -> Event:
        if not {"RRULE", "RDATE"} & set(component.keys()):
            return self._event(uid, component, self._when(component))
        rule = cast("dict[str, object]", component.get("RRULE") or {})
        if isinstance(rule, list):
            raise ValueError("it has several rules of how it repeats")
        if rule and (excess := excess_of(rule)):
            bound, what = excess
            self._report.beyond(
                bound,
                f"'{component.get('SUMMARY')}' {what}",
                "write each of its times as an event of its own",
                line=block.line,
            )
            return self._event(uid, component, self._when(component))
        if len(without_late_end(rule)) < len(rule):
            self._report.beyond(
                YEARS,
                f"'{component.get('SUMMARY')}' repeats until a year that is not read",
                "choose an end within those years, or none; it is shown without an end",
                line=block.line,
            )
            component["RRULE"] = vRecur(rule := without_late_end(rule))
        if rule and (is_endless_rule(rule) or has_no_day(rule, component.start)):
            self._report.warn(
                "calendar-rule",
                f"'{component.get('SUMMARY')}' repeats more than once a day, or never;"
                " only its first time is shown",
                "correct how it repeats in the calendar program, or write each of its times as an"
                " event of its own",
                line=block.line,
            )
            return self._event(uid, component, self._when(component))
        if rule:
            component["RRULE"] = self._with_whole_last_day(rule, component.start)
        if onwards and rule:
            first = min((one.decoded("RECURRENCE-ID") for one in onwards), key=_sortable)
            _end_before(component, first)
        for other in changed:
            component.add("EXDATE", other.decoded("RECURRENCE-ID"))
        block = replace(
            block, lines=component.to_ical().decode().replace("\r\n ", "").split("\r\n")[:-1]
        )
        source = self._source(block)
        # Expanded once here, so that an impossible rule is reported.
        recurring_ical_events.of(Calendar.from_ical(source)).between(
            component.start, timedelta(days=7)
        )
        return self._event(uid, component, Series(source=source))

    def _with_whole_last_day(self, rule: dict[str, object], starts: date) -> vRecur:
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
                    until = (until.astimezone(self._zone) if until.tzinfo else until).date()
                last.append(until)
                continue
            zone = starts.tzinfo or self._zone
            if not isinstance(until, datetime):
                last.append(datetime.combine(until, time(23, 59, 59), zone).astimezone(UTC))
            elif until.tzinfo is None:
                last.append(until.replace(tzinfo=zone).astimezone(UTC))
            else:
                last.append(until)
        return vRecur({**rule, "UNTIL": last} if last else rule)

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

    def _words(self, component: Component, name: str, bound: Bound) -> str:
        """A short property as plain text, cut and told beyond its bound."""
        raw = _first(component, name)
        if not bound.allows(len(raw)):
            self._report.beyond(bound, f"'{raw[:_QUOTED]}...' has {len(raw):,} letters")
        return plain_text(cut_text(raw, bound))

    def _event(self, uid: str, component: Component, when: When) -> Event:
        def words(text: str) -> Localized:
            return Localized.of([(self._language, text.strip())])

        raw = _first(component, "DESCRIPTION")
        title = self._words(component, "SUMMARY", TITLE_LETTERS).replace("\n", " ")
        if not DESCRIPTION_LETTERS.allows(len(raw)):
            what = f"the text of '{title}' has {len(raw):,} letters"
            self._report.beyond(DESCRIPTION_LETTERS, what)
            raw = cut_text(raw, DESCRIPTION_LETTERS)
        description = bounded_lines(plain_text(raw), Report(path=""))
        place = self._words(component, "LOCATION", VALUE_LETTERS).replace("\n", ", ")
        register = next((link for link, line in links_in(raw) if _SIGN_UP.search(line)), "")
        link = _first(component, "URL") or next(
            (link for link, _ in links_in(raw) if link != register), ""
        )
        online = place if re.match(r"https?://", place) else ""
        status = Status.SCHEDULED
        if _is_cancelled(_first(component, "STATUS")):
            status = Status.CANCELLED
        # Outlook puts the word before the title of a cancelled event.
        word, colon, rest = title.partition(":")
        if colon and _is_cancelled(word):
            title, status = rest.strip(), Status.CANCELLED
        return Event(
            key=f"{self._file_group.key}#{uid}",
            file=self._file_group.calendar,
            title=words(title or Path(self._file_group.calendar).stem),
            when=when,
            timezone=self._zone.key,
            place=words("" if online else place),
            online=words("Online" if online else ""),
            register=register,
            link=link if link.startswith("https:") else "",
            status=status,
            description=words(description),
        )


def _first(component: Component, name: str) -> str:
    """A property's text; the first one where it is given several times."""
    value = component.get(name) or ""
    return str(value[0] if isinstance(value, list) else value)


def _is_cancelled(word: str) -> bool:
    return STATUS_WORDS.get(word.casefold()) is Status.CANCELLED


def _blocks(text: str) -> tuple[list[tuple[str, _Block]], dict[str, str]]:
    """The unfolded time zones and events of a calendar, and the calendar's own properties."""
    blocks: list[tuple[str, _Block]] = []
    head: dict[str, str] = {}
    current: tuple[str, _Block] | None = None
    line_parts: list[list[str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        kind = line.strip().upper()
        if kind in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            # An event without an end ends where the next one begins.
            current = (kind[6:], _Block(line=number))
            blocks.append(current)
            line_parts = current[1].line_parts
        if current is None:
            name, colon, value = line.partition(":")
            if colon:
                head.setdefault(name.partition(";")[0].upper(), value.strip())
        elif line[:1] in (" ", "\t") and line_parts:
            # Joined at the end: a picture in a calendar has a hundred thousand of such lines.
            line_parts[-1].append(line[1:])
        elif line.strip():
            line_parts.append([line.strip() if line.startswith(("BEGIN", "END")) else line])
        if current and kind == f"END:{current[0]}":
            current = None
    for name, block in blocks:
        block.lines = ["".join(parts) for parts in block.line_parts]
        block.line_parts.clear()
        if block.lines[-1].upper() != f"END:{name}":
            block.lines = [line for line in block.lines if line.upper() != "END:VCALENDAR"]
            block.lines.append(f"END:{name}")
        block.lines = _without_alarms(block.lines)
    return blocks, head


def _without_alarms(lines: list[str]) -> list[str]:
    outside: list[str] = []
    inside = False
    for line in lines:
        inside = inside or line.upper() == "BEGIN:VALARM"
        if not inside:
            outside.append(line)
        inside = inside and line.upper() != "END:VALARM"
    return outside


def _event_in(source: str) -> Component:
    found = Calendar.from_ical(source).walk("VEVENT")[0]
    assert isinstance(found, Component)
    return found


def _sequence(component: Component) -> int:
    try:
        return int(str(component.get("SEQUENCE") or 0))
    except (TypeError, ValueError):
        return 0


def _sortable(moment: date) -> datetime:
    """A day or an instant as an instant, for an order."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _end_before(component: Component, moment: date) -> None:
    """End the series of a component before a moment."""
    parts = cast("dict[str, object]", component["RRULE"])
    rule = {name: value for name, value in parts.items() if name != "COUNT"}
    before = moment - (timedelta(seconds=1) if isinstance(moment, datetime) else timedelta(days=1))
    if isinstance(before, datetime) and before.tzinfo:
        before = before.astimezone(UTC)
    given = rule.get("UNTIL")
    known = cast("date | None", given[0] if isinstance(given, list) else given)
    if known is None or _sortable(known) > _sortable(before):
        rule["UNTIL"] = [before]
    component["RRULE"] = vRecur(rule)


def _plain(value: str) -> str:
    """A value without the escapes of RFC 5545, 3.3.11, and without quotes around it."""
    typed = value.strip().strip('"').strip()
    return typed.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def _zone_key(name: str, lines: list[str]) -> str:
    """The name of a zone as icalendar may know it, else one of its definition alone.

    icalendar keeps the zones of one file for the next, and two files may define a zone of one name.
    """
    plain = _plain(name)
    if _known_zone(plain) or plain in WINDOWS_TO_OLSON:
        return plain
    return f"zone-{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:20]}"


def _known_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
