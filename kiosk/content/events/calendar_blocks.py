"""The components of a calendar file as unfolded lines (RFC 5545, 3.1), before they are parsed."""

from dataclasses import dataclass, field

from kiosk.domain import Message
from kiosk.domain.bounds import EVENT_LINES, Bound

_DAYS_LISTED = ("RDATE", "EXDATE")


@dataclass(kw_only=True)
class Block:
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
        for line in self.lines:
            # Names may be in small letters: RFC 5545, 2.
            if line[: len(name) + 1].upper() in (f"{name}:", f"{name};"):
                return line.partition(":")[2]
        return ""


def read_blocks(text: str) -> tuple[list[tuple[str, Block]], dict[str, str]]:
    """The unfolded time zones and events of a calendar, and the calendar's own properties."""
    blocks: list[tuple[str, Block]] = []
    head: dict[str, str] = {}
    current: tuple[str, Block] | None = None
    line_parts: list[list[str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        kind = line.strip().upper()
        if kind in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            # An event without an end ends where the next one begins.
            current = (kind[6:], Block(line=number))
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


def unescaped(value: str) -> str:
    """A value without the escapes of RFC 5545, 3.3.11, and without quotes around it."""
    typed = value.strip().strip('"').strip()
    return typed.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
