"""The time zones of one calendar file, and its days and times under them."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from icalendar.prop import vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kiosk.content.dates.recurrence import has_no_day
from kiosk.content.events.calendar_blocks import Block, unescaped
from kiosk.content.events.zone_names import known_zone, zone_of_name
from kiosk.content.problems import EXPORT_CALENDAR, Report
from kiosk.domain import Message
from kiosk.domain.bounds import CALENDAR_ZONES, ZONE_LINES

_FLOATING = re.compile(
    r"^(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)"
    r"((?:;(?!TZID=|VALUE=(?:DATE|PERIOD)[;:])[^:;]*)*):(\d{8}T\d{6}(?:,\d{8}T\d{6})*)$"
)
# 255 letters, as for a file's name on most systems.
_TZID = re.compile(r'TZID="?([^":;]{1,255}+)"?[:;]')
_ANY_TZID = re.compile(r';TZID="?([^":;]{0,255}+)', re.IGNORECASE)
_LISTED = ("EXDATE", "RDATE", "RECURRENCE-ID")
_DATED = ("DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID")
# Each event is parsed with the zones that it names: so many lines of one in all events together,
# and never fewer than a definition usually has.
_ZONE_EFFORT, _USUAL_ZONE_LINES = 100_000, 40
# What a rule of a zone's changes consists of: one day a year.
_PARTS_OF_CHANGES = {
    *("FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"),
}
_MOST_CHANGES = 500


class CalendarZones:
    """The zones that the calendars of a file define, each for itself."""

    def __init__(self, floating: str, report: Report) -> None:
        self._usual, self._floating, self._named = floating, floating, ""
        self._report = report
        self._zones: dict[str, list[str]] = {}
        self._zone_keys: dict[str, str] = {}

    def begin(self, blocks: Sequence[Block], floating: str, events: int) -> None:
        """Take the definitions of the next calendar; times without a zone are in ``floating``.

        Each of so many ``events`` of the file is parsed with its own zones.
        """
        self._zone_keys = {}
        if not CALENDAR_ZONES.allows(len(blocks)):
            what = Message("the calendar defines {count:,} time zones", count=len(blocks))
            self._report.beyond(CALENDAR_ZONES, what, EXPORT_CALENDAR)
        most = min(ZONE_LINES.limit, max(_USUAL_ZONE_LINES, _ZONE_EFFORT // max(1, events)))
        for block in blocks[: CALENDAR_ZONES.limit]:
            name = block.value("TZID")
            # A program may write every change of a zone since 1900, where its name says the same.
            if len(block.lines) > _USUAL_ZONE_LINES and known_zone(name):
                continue
            if len(block.lines) > most:
                what = Message(
                    "the time zone '{name}' has {count:,} lines", name=name, count=len(block.lines)
                )
                self._report.beyond(ZONE_LINES, what, EXPORT_CALENDAR, line=block.line)
                continue
            if not all(map(_is_usual_change, block.lines)):
                self._report.warn(
                    "calendar-zone",
                    Message(
                        "the time zone '{name}' changes by a rule that is not read, so its"
                        " definition is not used",
                        name=name,
                    ),
                    EXPORT_CALENDAR,
                    line=block.line,
                )
                continue
            key = _zone_key(name, block.lines)
            self._zone_keys[unescaped(name)] = key
            self._zones[key] = [
                f"TZID:{key}" if line.upper().startswith("TZID") else line for line in block.lines
            ]
        typed = unescaped(floating).strip()
        self._floating = self._key_of(typed) if typed else self._usual
        self._named = typed

    def with_key(self, line: str) -> str:
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
        key = self._key_of(unescaped(name))
        return f"{before};TZID={key}{after}:{value}" if key else line

    def with_zone(self, line: str) -> str:
        """A line with a time that names no zone, in the calendar's own one, if it is known."""
        if not self._floating:
            return line
        return _FLOATING.sub(rf"\1\2;TZID={self._floating}:\3", line)

    def _key_of(self, name: str) -> str:
        """The key of a zone that the calendar defines, or that is known; "" for any other."""
        return self._zone_keys.get(name) or zone_of_name(name)

    def unknown_name(self, lines: Sequence[str]) -> str:
        """The first zone in settled lines that is not known, as the calendar calls it."""
        names = (
            found[1]
            for line in lines
            if line.startswith(_DATED) and (found := _ANY_TZID.search(line))
        )
        return next((one for one in names if not self._is_known(one)), self._named)

    def _is_known(self, key: str) -> bool:
        return key in self._zones or bool(known_zone(key))

    def settled(self, lines: Sequence[str]) -> list[str]:
        """The lines of an entry, each with the key of its zone.

        Times to add or to leave out that name no zone are in that of the entry's start.
        """
        keyed = [self.with_key(line) for line in lines]
        start = next((_TZID.search(line) for line in keyed if line.startswith("DTSTART")), None)
        if start is None:
            return [self.with_zone(line) for line in keyed]
        own = rf"\1\2;TZID={start[1]}:\3"
        return [
            _FLOATING.sub(own, line) if line.startswith(_LISTED) else self.with_zone(line)
            for line in keyed
        ]

    def source(self, lines: Sequence[str]) -> str:
        """A calendar with these lines of events and the time zones that they name."""
        named = {zone for line in lines for zone in _TZID.findall(line)}
        head = ["BEGIN:VCALENDAR", "VERSION:2.0"]
        for name in sorted(named & self._zones.keys()):
            head += self._zones[name]
        return "\r\n".join([*head, *lines, "END:VCALENDAR", ""])


def _is_usual_change(line: str) -> bool:
    """False for a line of a zone that names more changes than a few a year, or none at all.

    dateutil tries each time of such a rule from its first year on, and may never come to an end.
    """
    name, _, value = line.partition(":")
    name = name.partition(";")[0].strip().upper()
    if name == "RDATE":
        return value.count(",") < _MOST_CHANGES
    if name not in ("RRULE", "EXRULE"):
        return True
    try:
        parts = dict(vRecur.from_ical(value.strip().upper()))
        months, every = parts.get("BYMONTH", [1]), parts.get("INTERVAL", [1])
        return (
            name == "RRULE"
            and parts.get("FREQ") == ["YEARLY"]
            and not parts.keys() - _PARTS_OF_CHANGES
            and len(months) == 1
            and ("BYMONTH" in parts or not parts.keys() & {"BYDAY", "BYMONTHDAY"})
            and all(1 <= number <= _MOST_CHANGES for number in every)
            and not has_no_day(parts, date(1970, 1, 1))
        )
    except Exception:  # noqa: BLE001 - the libraries raise anything
        return False


def _zone_key(name: str, lines: list[str]) -> str:
    """The name of a zone as icalendar may know it, else one of its definition alone.

    icalendar keeps the zones of one file for the next, and two files may define a zone of one name.
    """
    plain = unescaped(name)
    if known_zone(plain) or plain in WINDOWS_TO_OLSON:
        return plain
    return f"zone-{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:20]}"
