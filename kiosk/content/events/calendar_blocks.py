"""The components of a calendar file as unfolded lines (RFC 5545, 3.1), before they are parsed."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.domain import Message
from kiosk.domain.bounds import EVENT_LINES, Bound

_DAYS_LISTED = ("RDATE", "EXDATE")
_EVENT, _ZONE = "VEVENT", "VTIMEZONE"
# Components that hold no event for a board.
_OTHERS = ("VFREEBUSY", "VTODO", "VJOURNAL")
# A property's name and parameters, which may be in small letters (RFC 5545, 2); the values may not.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*+(?=[:;])")
_TIME = re.compile(r"\d{8}t\d{6}z?", re.IGNORECASE)
# Texts in which some programs escape quotes too, which RFC 5545, 3.3.11, does not know.
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION")
_QUOTE = re.compile(r'(?<!\\)((?:\\\\)*+)\\"')
_DATED = ("DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID")
# What vCalendar 1.0 writes, which programs of telephones and libraries still export.
_QUOTED_PRINTABLE = re.compile(r";ENCODING=QUOTED-PRINTABLE(?=[;:])", re.IGNORECASE)
_CHARSET = re.compile(r';CHARSET="?([\w-]{1,40}+)"?(?=[;:])', re.IGNORECASE)
_PARAMETER = re.compile(r";(?:[a-zA-Z-]{1,20}+)=|;VALUE=[a-z-]{1,20}", re.IGNORECASE)


@dataclass(kw_only=True)
class Block:
    """The unfolded lines of one component, and the line of the file (from 1) at which it begins.

    ``line_parts`` holds the parts of each line while the file is read.
    """

    line: int
    line_parts: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def cost_in_lines(self) -> int:
        """What reading it costs, in lines: five tags of HTML take as long as one."""
        return len(self.lines) + sum(line.count("<") for line in self.lines) // 5

    @property
    def title(self) -> str:
        """The title as it stands in the file, without escapes; "" for none."""
        return unescaped(self.value("SUMMARY"))

    @property
    def is_change(self) -> bool:
        """True for a change of one time of a series."""
        return bool(self.value("RECURRENCE-ID"))

    @property
    def repeats(self) -> bool:
        """True for a series, and for a change of one."""
        return any(line.startswith(("RRULE", "RDATE", "RECURRENCE-ID")) for line in self.lines)

    @property
    def excess(self) -> tuple[Bound, Message] | None:
        """The bound that the block goes beyond, and its own number in words."""
        if not EVENT_LINES.allows(len(self.lines)):
            return EVENT_LINES, Message("{count:,} lines", count=len(self.lines))
        days = sum(line.count(",") + 1 for line in self.lines if line.startswith(_DAYS_LISTED))
        if not EVENT_LINES.allows(days):
            return EVENT_LINES, Message(
                "{days:,} days on which it takes place or is left out", days=days
            )
        return None

    @property
    def uid(self) -> str:
        """The UID without its escapes; the line where there is none."""
        return unescaped(self.value("UID")) or f"line {self.line}"

    def value(self, name: str) -> str:
        """The value of the first line of that name."""
        return next(self.values(name), "")

    def values(self, name: str) -> Iterator[str]:
        """The value of each line of that name."""
        for line in self.lines:
            if line.startswith((f"{name}:", f"{name};")):
                yield line.partition(":")[2]


@dataclass(kw_only=True)
class CalendarObject:
    """One VCALENDAR of a file: its events, zones and own properties.

    ``others`` counts the components of each kind that is no event. ``cut_at`` is the line (from 1)
    at which the part begins that is open where the file breaks off; 0 where it does not.
    """

    events: list[Block] = field(default_factory=list)
    zones: list[Block] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    cut_at: int = 0

    @property
    def method(self) -> str:
        """What the calendar is sent for (RFC 5546, 1.4), in capitals; "" where it does not say."""
        return self.head.get("METHOD", "").upper()


def read_objects(text: str) -> list[CalendarObject]:
    """The calendars of a file, with unfolded lines; a file may hold several after each other."""
    reader = _ObjectReader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.add(number, line)
    reader.finish()
    for one in reader.objects:
        for block in one.events:
            _join(_EVENT, block)
        for block in one.zones:
            _join(_ZONE, block)
    return reader.objects


class _ObjectReader:
    def __init__(self) -> None:
        self.objects = [CalendarObject()]
        # The kind of the component that is open, "" for none, and its lines.
        self._kind, self._block = "", Block(line=0)
        # The line at which the calendar begins that is open; 0 for none.
        self._open_at = 0

    def add(self, number: int, line: str) -> None:
        mark = line.strip().upper()
        if mark.startswith("BEGIN:"):
            self._begin(mark[6:], number)
        if mark == "END:VCALENDAR":
            self._open_at = 0
        if not self._kind:
            self._add_to_head(line)
        elif self._block.line_parts and _goes_on(self._block.line_parts[-1]):
            self._block.line_parts[-1].append(f"\n{line}")
        elif line[:1] in (" ", "\t") and self._block.line_parts:
            # Joined at the end: a picture in a calendar has a hundred thousand of such lines.
            self._block.line_parts[-1].append(line[1:])
        elif line.strip():
            is_mark = mark.startswith(("BEGIN:", "END:"))
            self._block.line_parts.append([mark if is_mark else line])
        if self._kind and mark == f"END:{self._kind}":
            self._kind = ""

    def finish(self) -> None:
        """Drop the event in which the file breaks off: marks that it is private may be lost."""
        last = self.objects[-1]
        if not self._open_at:
            return
        last.cut_at = self._open_at
        if self._kind:
            last.cut_at = self._block.line
            if self._kind == _EVENT:
                last.events.remove(self._block)

    def _begin(self, kind: str, number: int) -> None:
        last = self.objects[-1]
        if kind == "VCALENDAR":
            self._open_at = number
        if kind == "VCALENDAR" and (last.events or last.zones):
            self.objects.append(CalendarObject())
            self._kind = ""
        elif kind in (_EVENT, _ZONE):
            # An event without an end ends where the next one begins.
            self._kind, self._block = kind, Block(line=number)
            (last.events if kind == _EVENT else last.zones).append(self._block)
        elif kind in _OTHERS:
            last.others[kind] = last.others.get(kind, 0) + 1

    def _add_to_head(self, line: str) -> None:
        name, colon, value = line.partition(":")
        if colon:
            name = name.partition(";")[0].strip().upper()
            self.objects[-1].head.setdefault(name, value.strip())


def _join(name: str, block: Block) -> None:
    block.lines = [_decoded(_with_capitals("".join(parts))) for parts in block.line_parts]
    block.line_parts.clear()
    if block.lines[-1] != f"END:{name}":
        block.lines = [line for line in block.lines if line != "END:VCALENDAR"]
        block.lines.append(f"END:{name}")
    block.lines = _without_alarms(block.lines)


def _with_capitals(line: str) -> str:
    """The line with the names of its property and parameters in capitals."""
    found = _NAME.match(line)
    if found is None:
        return line
    head, colon, value = line[found.end() :].partition(":")
    head = _PARAMETER.sub(lambda one: one[0].upper(), head) if head else head
    name = found[0].upper()
    if name in ("DURATION", "RRULE"):
        value = value.upper()
    elif name in _DATED:
        value = _TIME.sub(lambda one: one[0].upper(), value)
    elif name in _TEXTS:
        value = _QUOTE.sub(r'\1"', value)
    return f"{name}{head}{colon}{value}"


def _goes_on(parts: list[str]) -> bool:
    """True for a line of vCalendar 1.0 that goes on in the next one, which is not indented."""
    return parts[-1].endswith("=") and _QUOTED_PRINTABLE.search(parts[0]) is not None


def _decoded(line: str) -> str:
    """The line without the encoding of vCalendar 1.0, with line ends as RFC 5545 writes them."""
    head, colon, value = line.partition(":")
    if not (colon and _QUOTED_PRINTABLE.search(f"{head}:")):
        return line
    found = _CHARSET.search(f"{head}:")
    raw = quopri.decodestring(value.encode())
    text = raw.decode("cp1252", "replace")
    for charset in (found[1] if found else "utf-8", "utf-8"):
        try:
            text = raw.decode(charset)
            break
        except (LookupError, UnicodeDecodeError):
            continue
    head = _CHARSET.sub("", _QUOTED_PRINTABLE.sub("", f"{head}:"))
    return head + "\\n".join(text.splitlines())


def _without_alarms(lines: list[str]) -> list[str]:
    outside: list[str] = []
    inside = False
    for line in lines:
        inside = inside or line == "BEGIN:VALARM"
        if not inside:
            outside.append(line)
        inside = inside and line != "END:VALARM"
    return outside


def unescaped(value: str) -> str:
    """A value without the escapes of RFC 5545, 3.3.11, and without quotes around it."""
    typed = value.strip().strip('"').strip()
    return typed.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
