"""Calendars as programs write them, made from a seed alone."""

import random
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOME = "America/Los_Angeles"
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
_ONWARDS = ";RANGE=THISANDFUTURE"
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _rules(name: str, offsets: tuple[str, str], changes: tuple[str, str]) -> str:
    """A VTIMEZONE with two rules; ``changes`` are those to standard and to daylight time."""
    standard, daylight = offsets
    return (
        f"BEGIN:VTIMEZONE\nTZID:{name}\n"
        f"BEGIN:STANDARD\nDTSTART:20001101T020000\nTZOFFSETFROM:{daylight}\nTZOFFSETTO:{standard}\n"
        f"RRULE:FREQ=YEARLY;{changes[0]}\nEND:STANDARD\n"
        f"BEGIN:DAYLIGHT\nDTSTART:20000301T020000\nTZOFFSETFROM:{standard}\nTZOFFSETTO:{daylight}\n"
        f"RRULE:FREQ=YEARLY;{changes[1]}\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )


_AMERICAN = ("BYMONTH=11;BYDAY=1SU", "BYMONTH=3;BYDAY=2SU")
_EUROPEAN = ("BYMONTH=10;BYDAY=-1SU", "BYMONTH=3;BYDAY=-1SU")
# The name in the file, the zone whose rules it has, and its definition.
ZONES: tuple[tuple[str, str, str], ...] = (
    (HOME, HOME, _rules(HOME, ("-0800", "-0700"), _AMERICAN)),
    (
        "America/New_York",
        "America/New_York",
        _rules("America/New_York", ("-0500", "-0400"), _AMERICAN),
    ),
    (
        "Pacific Standard Time",
        HOME,
        _rules("Pacific Standard Time", ("-0800", "-0700"), _AMERICAN),
    ),
    (
        "Customized Time Zone",
        "America/New_York",
        _rules("Customized Time Zone", ("-0500", "-0400"), _AMERICAN),
    ),
    (
        "Customized Time Zone",
        "Europe/Berlin",
        _rules("Customized Time Zone", ("+0100", "+0200"), _EUROPEAN),
    ),
    ("Europe/London", "Europe/London", _rules("Europe/London", ("+0000", "+0100"), _EUROPEAN)),
)


@dataclass
class _Entry:
    """One series in the making; ``zone`` is "" for times without one, "UTC", "day", or a name."""

    rng: random.Random
    number: int
    zone: str
    real: str
    start: datetime
    lines: list[str] = field(default_factory=list)
    changes: list[list[str]] = field(default_factory=list)

    def stamp(self, moment: datetime) -> str:
        if self.zone == "day":
            return f";VALUE=DATE:{moment:%Y%m%d}"
        if self.zone == "UTC":
            return f":{moment:%Y%m%dT%H%M%S}Z"
        return f"{f';TZID={self.zone}' if self.zone else ''}:{moment:%Y%m%dT%H%M%S}"

    def until(self, day: date) -> str:
        """An UNTIL that holds the time on ``day``, as the kind of the start asks for."""
        if self.zone == "day":
            return f"{day:%Y%m%d}"
        moment = datetime.combine(day, self.start.time())
        if not self.zone:
            return f"{moment:%Y%m%dT%H%M%S}"
        last = moment.replace(tzinfo=ZoneInfo(self.real or "UTC")).astimezone(UTC)
        return f"{last:%Y%m%dT%H%M%SZ}"


def calendar_of(seed: int) -> str:
    """The calendar of a seed, with one to four entries."""
    rng = random.Random(seed)
    zone, real, definition = rng.choice(ZONES)
    kinds = [(zone, real), (zone, real), ("UTC", "UTC"), ("", ""), ("day", "")]
    entries = [_entry(rng, number, *rng.choice(kinds)) for number in range(rng.randint(1, 4))]
    blocks = [block for entry in entries for block in (entry.lines, *entry.changes)]
    rng.shuffle(blocks)
    body = "".join("\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", "")) for lines in blocks)
    head = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//seed {seed}//EN\n"
    return f"{head}{definition}{body}END:VCALENDAR\n"


def _entry(rng: random.Random, number: int, zone: str, real: str) -> _Entry:
    day = FIRST + timedelta(days=rng.randint(-400 if rng.random() < 0.4 else -5, 60))
    # Between 5 and 22 in any zone: the hour of the change itself is tested by hand.
    hour, minute = rng.randint(9, 17), rng.choice((0, 0, 15, 30, 45))
    start = datetime(day.year, day.month, day.day, hour, minute)
    entry = _Entry(rng=rng, number=number, zone=zone, real=real, start=start)
    days = rng.randint(1, 3)
    minutes = rng.choice((30, 45, 60, 90, 180))
    length = timedelta(days=days) if zone == "day" else timedelta(minutes=minutes)
    entry.lines += [
        f"UID:entry-{number}",
        f"SUMMARY:Entry {number}",
        f"DTSTART{entry.stamp(start)}",
    ]
    if rng.random() < 0.3:
        entry.lines.append(f"DURATION:P{days}D" if zone == "day" else f"DURATION:PT{minutes}M")
    else:
        entry.lines.append(f"DTEND{entry.stamp(start + length)}")
    if rng.random() < 0.85:
        _repeat(entry, length)
    elif rng.random() < 0.2:
        entry.lines.append("STATUS:CANCELLED")
    return entry


def _repeat(entry: _Entry, length: timedelta) -> None:
    rng, start = entry.rng, entry.start
    rule, times = _rule(entry)
    entry.lines.append(f"RRULE:{rule}")
    later = times[1:]
    if later and rng.random() < 0.4:
        left_out = rng.sample(later, min(len(later), rng.randint(1, 3)))
        if rng.random() < 0.5 and entry.zone != "day":
            entry.lines += [f"EXDATE{entry.stamp(one)}" for one in left_out]
        else:
            first, *more = [entry.stamp(one) for one in left_out]
            entry.lines.append(
                ",".join((f"EXDATE{first}", *(one.rpartition(":")[2] for one in more)))
            )
        later = [one for one in later if one not in left_out]
    if rng.random() < 0.2:
        added = start + timedelta(days=rng.randint(1, 60), minutes=0 if entry.zone == "day" else 7)
        if added not in times:
            entry.lines.append(f"RDATE{entry.stamp(added)}")
    if later and rng.random() < 0.4:
        for at, one in enumerate(rng.sample(later, min(len(later), rng.randint(1, 2)))):
            entry.changes.append(_change(entry, one, f"changed {at}", "", length))
    elif later and rng.random() < 0.3:
        one = rng.choice((times[0], *later))
        entry.changes.append(_change(entry, one, "from now on", _ONWARDS, length))


def _change(
    entry: _Entry, moment: datetime, title: str, parameter: str, length: timedelta
) -> list[str]:
    """The lines of a change of one time, or with ``parameter`` of all later ones too."""
    days = entry.rng.choice((0, 0, 0, 1, -1)) if parameter else entry.rng.randint(-1, 2)
    moved = moment + timedelta(days=days, minutes=0 if entry.zone == "day" else 30)
    return [
        f"UID:entry-{entry.number}",
        f"SUMMARY:Entry {entry.number} {title}",
        f"RECURRENCE-ID{parameter}{entry.stamp(moment)}",
        f"DTSTART{entry.stamp(moved)}",
        f"DTEND{entry.stamp(moved + length)}",
        *(["STATUS:CANCELLED"] if entry.rng.random() < 0.3 else []),
    ]


def _rule(entry: _Entry) -> tuple[str, list[datetime]]:
    """A rule that names its start, and its times up to the window's end.

    May move the start to a day that the rule names.
    """
    rng = entry.rng
    interval = rng.choice((1, 1, 1, 2, 3))
    kind = rng.choice(("DAILY", "WEEKLY", "WEEKLY", "ORDINAL", "MONTHDAY", "LAST", "YEARLY"))
    if kind == "WEEKLY":
        parts = _weekly(entry)
    elif kind == "ORDINAL":
        parts = _ordinal(entry)
    elif kind == "MONTHDAY":
        parts = ["FREQ=MONTHLY", f"BYMONTHDAY={entry.start.day}"]
    elif kind == "LAST":
        last = monthrange(entry.start.year, entry.start.month)[1]
        entry.start = entry.start.replace(day=last)
        parts = ["FREQ=MONTHLY", "BYMONTHDAY=-1"]
    else:
        parts = [f"FREQ={kind}"]
    if interval > 1 and kind != "YEARLY":
        parts.insert(1, f"INTERVAL={interval}")
    _set_start(entry)
    end = rng.choice(("COUNT", "UNTIL", "UNTIL", ""))
    if end == "COUNT":
        parts.append(f"COUNT={rng.randint(1, 40)}")
    elif end == "UNTIL":
        day = entry.start.date() + timedelta(days=rng.randint(3, 500))
        parts.append(f"UNTIL={entry.until(day)}")
    rule = ";".join(parts)
    return rule, list(_times(rule, entry.start))


def _weekly(entry: _Entry) -> list[str]:
    rng = entry.rng
    parts = ["FREQ=WEEKLY"]
    codes = {_CODES[entry.start.weekday()], *rng.sample(_CODES, rng.randint(0, 2))}
    if rng.random() < 0.7:
        parts.append("BYDAY=" + ",".join(sorted(codes, key=_CODES.index)))
    if rng.random() < 0.3:
        parts.append("WKST=" + rng.choice(("MO", "SU")))
    return parts


def _ordinal(entry: _Entry) -> list[str]:
    if entry.start.day > 28:
        entry.start -= timedelta(days=7)
    ordinal, code = (entry.start.day - 1) // 7 + 1, _CODES[entry.start.weekday()]
    if entry.rng.random() < 0.4:
        return ["FREQ=MONTHLY", f"BYDAY={code};BYSETPOS={ordinal}"]
    return ["FREQ=MONTHLY", f"BYDAY={ordinal}{code}"]


def _set_start(entry: _Entry) -> None:
    """Write the start and the end again, after a rule has moved the start."""
    old = next(line for line in entry.lines if line.startswith("DTSTART"))
    moved = entry.start - _moment(old, entry.start)
    for at, line in enumerate(entry.lines):
        if line.startswith(("DTSTART", "DTEND")):
            name = line.partition(";")[0].partition(":")[0]
            entry.lines[at] = name + entry.stamp(_moment(line, entry.start) + moved)


def _moment(line: str, usual: datetime) -> datetime:
    """The time of a line; a day has the hour of ``usual``."""
    value = line.rpartition(":")[2].rstrip("Z")
    day = date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    if "T" not in value:
        return datetime.combine(day, usual.time())
    return datetime.combine(day, time(int(value[9:11]), int(value[11:13])))


def _times(rule: str, start: datetime) -> Iterator[datetime]:
    """Times of the rule within the window, to leave out or to change; any subset is enough."""
    from dateutil.rrule import rrulestr

    plain = ";".join(part for part in rule.split(";") if not part.startswith("UNTIL"))
    until = next((part[6:14] for part in rule.split(";") if part.startswith("UNTIL")), "99991231")
    for found in rrulestr(plain, dtstart=start):
        if found.date() > LAST or f"{found:%Y%m%d}" >= until:
            return
        yield found
