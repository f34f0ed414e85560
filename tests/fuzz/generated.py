"""Inputs that are made of right parts and hostile ones, so that what is right of them is known.

``spoiled.py`` damages good files and looks for what breaks. Here each case knows what may not be
shown, what must be, and which time or address is the right one: a wrong one is a lie. One function
a target, each of one case, made again from its chance alone.
"""

from __future__ import annotations

import html
import io
import json
import os
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from openpyxl import Workbook

from kiosk.authoring.import_table import propose
from kiosk.authoring.spreadsheets import UnreadableTableError
from kiosk.check import as_text, check
from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import parse_when
from kiosk.content.load import LoadResult, load
from kiosk.domain import Event, Exhibition, Timed
from kiosk.domain.bounds import LANGUAGES, LOOP_SECONDS
from kiosk.domain.instants import is_skipped
from kiosk.pictures.probe import UnreadablePictureError, probe
from kiosk.qr import CodeTarget, code_target
from kiosk.schedule import build_agenda
from kiosk.text import parse_prose, parse_verse, plain_text
from kiosk.text.word_count import count_words
from tests.content.test_withdrawals import HARMLESS, NOTES, PLACES, WITHDRAWALS, encoded
from tests.qr.hostile_addresses import ACCEPTED, REFUSED
from tests.qr.test_code_target import assert_leads_where_it_says

ZONE = ZoneInfo("America/Los_Angeles")
KIOSK = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
POEM = "---\ntitle: {}\nartist: A\nmedium: poetry\ncredit: C\n{}---\nA line\nand another\n"
GOOD = POEM.format("Good", "")
# Signs that no line of a terminal and no line on the screen may hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ODD_SIGNS = (
    *("\x00", "\x1b[2J", "\u202e", "\u200b", "\ufeff", "\u2028", "\x85", "\ud7ff", "e\u0301"),
    *("\U0001f9ff", "ﷺ", "ı", "ß", "٣", "²", "\\", "'", '"', "`", "<", ">", "&amp;", "&#9;"),
)


@dataclass(kw_only=True)
class Folder:
    """Files by name, and the titles of items that may never be shown, and of those that must be.

    ``act`` makes what is no file: pipes, links, folders.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)
    always: set[str] = field(default_factory=set)
    act: Callable[[Path], None] = lambda _: None

    def write(self, place: Path) -> None:
        """Write it; a name that the system refuses is left out."""
        base = {"kiosk.yaml": KIOSK.encode(), "works/01-good.md": GOOD.encode()}
        for name, content in {**base, **self.files}.items():
            path = place / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            except (OSError, ValueError):
                continue
        self.act(place)


def titles(result: LoadResult) -> set[str]:
    snapshot = result.snapshot
    kinds = (snapshot.works, snapshot.events, snapshot.resources, snapshot.pages)
    named = [item.title for kind in kinds for item in kind]
    return {text for title in named for _, text in title.values}


def assert_sane(result: LoadResult, folder: Folder) -> None:
    """No failure, nothing shown that may not be, and all that must be; each problem is a line."""
    failed = [one for one in result.problems if one.rule == "not-read"]
    assert not failed, failed
    shown = titles(result)
    assert not folder.never & shown, (folder.never & shown, folder.files)
    assert folder.always | {"Good"} <= shown, (folder.always | {"Good"}) - shown
    for problem in result.problems:
        assert len(problem.message) < 2_000


def read(place: Path, folder: Folder, chance: random.Random) -> LoadResult:
    """Write a folder, read it, and look at the agenda and now and then at the check."""
    folder.write(place)
    result = load(place)
    assert_sane(result, folder)
    build_agenda(result.snapshot.events, MOMENT, MOMENT + timedelta(days=90))
    if chance.random() < 0.1:
        said = as_text(check(result))
        assert not _CONTROLS.search(said.replace("\n", "")), said
    return result


MOMENT = datetime(2026, 1, 13, 13, 10, tzinfo=ZONE)
MONTHS = "January February March April May June July August September October November December"
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
# Words that change what a line says, or that nobody writes there: no reading may pass over them.
TELLING = (
    *("not", "except", "cancelled", "tentative", "or", "perhaps", "ish", "unless", "moved"),
    *("Mars", "o'clock-ish", "BC", "bis", "to", "zzz", "1/2", "-77", "25:61", "99", "???"),
)


def _day(chance: random.Random) -> datetime:
    day = datetime(2025, 1, 1) + timedelta(days=chance.randrange(2_000))
    return day.replace(hour=chance.randrange(24), minute=chance.choice((0, 5, 15, 30, 59)))


def date_line(chance: random.Random) -> tuple[str, datetime, bool]:
    """A line in one of many forms, its time, and whether a word in it says something else."""
    day = _day(chance)
    month, weekday = MONTHS.split()[day.month - 1], WEEKDAYS.split()[day.weekday()]
    noon = f"{day.hour % 12 or 12}:{day.minute:02}{chance.choice((' ', ''))}{day:%p}"
    line = chance.choice(
        (
            f"{month} {day.day}, {day.year}, {noon}",
            f"{weekday}, {month} {day.day}, {day.year}, {noon}",
            f"{day.day} {month} {day.year}, {day:%H:%M}",
            f"{day:%Y-%m-%d} {day:%H:%M}",
            f"{month[:3]} {day.day}, {day.year} at {noon}",
        )
    )
    wrong = False
    if chance.random() < 0.5:
        words = line.split(" ")
        words.insert(chance.randrange(len(words) + 1), chance.choice(TELLING))
        line, wrong = " ".join(words), True
    elif chance.random() < 0.2:
        other = chance.choice([one for one in WEEKDAYS.split() if one != weekday])
        line, wrong = f"{other}, {month} {day.day}, {day.year}, {noon}", True
    if chance.random() < 0.1:
        line = line.replace(" ", chance.choice((" ", "  ", "\u00a0", "\t", "\u200b ")))
    return line, day, wrong


def dates(chance: random.Random, place: Path) -> None:
    """A line of a known time: that time, or an error; with a word in it that says something else,
    an error or a warning.
    """
    line, day, wrong = date_line(chance)
    reading = parse_when(line, DateContext(zone=ZONE))
    assert (reading.when is None) == (reading.error is not None), line
    if reading.when is None:
        return
    if wrong:
        assert reading.warnings, f"{line!r} is read as {reading.when} in silence"
        return
    assert isinstance(reading.when, Timed), (line, reading)
    if is_skipped(day.replace(tzinfo=ZONE)):
        assert reading.warnings, f"{line!r} is an hour that the clocks skip"
        return
    assert reading.when.starts.replace(tzinfo=None) == day, (line, reading)


def calendar(chance: random.Random, mark: str = "") -> tuple[str, list[Entry]]:
    """A calendar and its known entries; ``mark`` stands in their titles."""
    entries = [_entry(chance, f"{mark}{number}") for number in range(chance.randint(1, 4))]
    text = "".join(entry.text for entry in entries)
    if chance.random() < 0.2:
        text += "BEGIN:VTODO\r\nUID:x\r\nSUMMARY:Never\r\nEND:VTODO\r\n"
    raw = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{ZONES}{text}END:VCALENDAR\r\n"
    if chance.random() < 0.1:
        raw = raw.replace("\r\n", chance.choice(("\n", "\r\n\r\n")))
    return raw, entries


def calendars(chance: random.Random, place: Path) -> None:
    """A calendar of known entries: each at its times by another program's reckoning, or told."""
    raw, entries = calendar(chance)
    never = {entry.title for entry in entries if entry.private} | {"Never"}
    folder = Folder(files={"events/c.ics": raw.encode()}, never=never)
    result = read(place, folder, chance)
    told = {one.line for one in result.problems if one.path == "events/c.ics"}
    assert_at_their_times(raw, entries, result.snapshot.events, is_told=bool(told))


def assert_at_their_times(
    raw: str, entries: Sequence[Entry], events: Sequence[Event], *, is_told: bool
) -> None:
    """Each entry stands on the agenda at its times, unless something was told of the calendar."""
    agenda = build_agenda(events, MOMENT, MOMENT + timedelta(days=60))
    for entry in entries:
        found = [one for one in agenda if str(one.event.title) == entry.title]
        if entry.private or is_told:
            continue
        starts = [one.starts for one in found if one.starts]
        assert starts == entry.starts, (raw, entry.title, starts, entry.starts)


ZONES = (
    "BEGIN:VTIMEZONE\r\nTZID:Hall, West\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:-0800\r\nTZOFFSETTO:-0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


@dataclass(kw_only=True)
class Entry:
    title: str
    text: str
    private: bool
    starts: list[datetime]


def _entry(chance: random.Random, number: str) -> Entry:
    begins = MOMENT.replace(tzinfo=None) + timedelta(
        days=chance.randint(1, 40), minutes=chance.choice((0, 20, 300))
    )
    zone, shift = chance.choice(
        (
            (";TZID=America/Los_Angeles", 0),
            (';TZID="Hall, West"', 0),
            (";TZID=America/New_York", 3),
            ("", 0),
        )
    )
    # That hall's clock knows no summer time.
    own = timezone(timedelta(hours=-8)) if "Hall" in zone else ZONE
    lines = [
        f"UID:{number}@x",
        f"SUMMARY:Entry {number}",
        f"DTSTART{zone}:{begins + timedelta(hours=shift):%Y%m%dT%H%M%S}",
        "DURATION:PT30M",
    ]
    starts = [begins]
    if chance.random() < 0.6:
        rule = chance.choice(
            (
                f"FREQ=DAILY;COUNT={chance.randint(1, 9)}",
                f"FREQ=DAILY;INTERVAL={chance.randint(1, 9)};COUNT={chance.randint(1, 5)}",
                f"FREQ=WEEKLY;BYDAY={chance.choice(('MO', 'TU,TH', 'SA,SU'))};COUNT=4",
                "FREQ=MONTHLY;COUNT=2",
                f"FREQ=MONTHLY;BYDAY={chance.choice(('1MO', '-1FR', '5TU'))};COUNT=3",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            )
        )
        lines.append(f"RRULE:{rule}")
        # A start that the rule does not name is an open question of the standard.
        starts = [begins] if "2;BYMONTHDAY=30" in rule else list(rrulestr(rule, dtstart=begins))
        if not starts or starts[0] != begins:
            lines.pop()
            starts = [begins]
    if len(starts) > 1 and chance.random() < 0.3:
        out = starts.pop(chance.randrange(1, len(starts)))
        lines.append(f"EXDATE{zone}:{out + timedelta(hours=shift):%Y%m%dT%H%M%S}")
    private = chance.random() < 0.2
    if private:
        lines.append(chance.choice(("CLASS:PRIVATE", "class:confidential", "CLASS;X=1:X-Y")))
    if chance.random() < 0.2:
        lines += ["BEGIN:VALARM", "TRIGGER:-PT5M", f"UID:a{number}", "END:VALARM"]
    if chance.random() < 0.3:
        lines.append(f"DESCRIPTION:{''.join(chance.choices(ODD_SIGNS[7:], k=5))}\\nx")
    body = chance.sample(lines[1:3], 2) if chance.random() < 0.2 else lines[1:3]
    lines = [lines[0], *body, *lines[3:]]
    if chance.random() < 0.2:
        lines = [_folded(line, chance) for line in lines]
    text = "".join(f"{line}\r\n" for line in ("BEGIN:VEVENT", *lines, "END:VEVENT"))
    instants = [one.replace(tzinfo=own).astimezone(ZONE) for one in starts]
    until = MOMENT + timedelta(days=60)
    return Entry(
        title=f"Entry {number}",
        text=text,
        private=private,
        starts=[one for one in instants if one <= until],
    )


def _folded(line: str, chance: random.Random) -> str:
    at = chance.randint(2, max(2, len(line) - 1))
    return f"{line[:at]}\r\n {line[at:]}"


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """A line of one of a work's files, and what has to come of it."""

    usual: str
    path: str
    content: bytes
    line: str
    hides: bool
    harmless: bool


def withdrawal(chance: random.Random, stem: str = "02-a", title: str = "Marked") -> Withdrawal:
    """A withdrawal, a note, or a line that is neither, in an odd spelling and an odd place."""
    spelled = chance.choice(WITHDRAWALS if chance.random() < 0.6 else NOTES)
    harmless = chance.random() < 0.15
    line = chance.choice(HARMLESS) if harmless else spelled
    label = POEM.format(title, "{}\n").replace("medium: poetry", "medium: photography")
    name = "{k}.md" if harmless or chance.random() < 0.4 else chance.choice(PLACES)
    if harmless and line.startswith("# "):
        line = f"year: 2026\n{line}"
    path = f"works/{name.format(k=stem, K=stem.upper())}"
    return Withdrawal(
        usual=label.format("year: 2026"),
        path=path,
        content=encoded(path, label.format(line)),
        line=line,
        hides=not harmless and spelled not in NOTES,
        harmless=harmless,
    )


def withdrawals(chance: random.Random, place: Path) -> None:
    """A withdrawal or a note in an odd spelling, in one of a work's files: obeyed in every mode."""
    made = withdrawal(chance)
    path, usual, line, harmless = made.path, made.usual, made.line, made.harmless
    before = Folder(files={"works/02-a.jpg": PICTURE, "works/02-a.md": usual.encode()})
    cache_of_all = ReadCache()
    before.write(place)
    first = load(place, cache_of_all)
    assert "Marked" in titles(first)
    content = cache_of_all.last_good_content()
    assert content is not None
    try:
        (place / path).write_bytes(made.content)
    except OSError:
        return
    after = Folder(never={"Marked"} if made.hides else set())
    for last_good in (True, False):
        result = load(place, cache_of_all if last_good else None, last_good=last_good)
        shown = [work for work in result.snapshot.works if str(work.title) == "Marked"]
        assert not after.never or not shown, (path, line)
        noted = harmless or made.hides or all(one.content_note for one in shown)
        assert noted, (path, line)
        assert not harmless or shown, line
    hidden = without_changed(content).snapshot
    assert "Marked" not in {str(work.title) for work in hidden.works}, (path, line)


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def _png(*chunks: bytes, side: int = 64) -> bytes:
    head = side.to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    pixels = zlib.compress((b"\0" + bytes(3 * side)) * side)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", _chunk(b"IHDR", head), *chunks, _chunk(b"IDAT", pixels))
    ) + _chunk(b"IEND", b"")


PICTURE = _png()
EXIF_SPACE = "http://ns.adobe.com/exif/1.0/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def described_picture(chance: random.Random) -> tuple[bytes, int, bool, str]:
    """A PNG with XMP, its side, whether that names a place for certain, and the packet.

    The place stands under any prefix, among hostile XML.
    """
    prefix = chance.choice(("exif", "e", "x1", "dc", "µ", "rdfx"))
    where = f'{prefix}:GPSLatitude="38,34.5N" {prefix}:GPSLongitude="121,29.6W"'
    has_place = chance.random() < 0.5
    hostile = chance.choice(
        (
            "",
            "",
            "<a>" * chance.randint(1, 400),
            "<dc:title " * chance.randint(1, 2_000),
            "&bomb;" * 20,
            "<!-- " + "-" * 2_000,
            "<![CDATA[" + "]" * 2_000,
            "".join(f'<b{number} xmlns="u{number}"/>' for number in range(200)),
        )
    )
    packet = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description xmlns:{prefix}="{EXIF_SPACE}" {where if has_place else ""}/>{hostile}'
        "</rdf:RDF></x:xmpmeta>"
    )
    if chance.random() < 0.2:
        at = chance.randrange(len(packet))
        packet, has_place = packet[:at] + chance.choice(ODD_SIGNS) + packet[at:], False
    if chance.random() < 0.1:
        packet = '<!DOCTYPE x [<!ENTITY bomb "' + "b" * 500 + '">]>' + packet
    body = packet.encode("utf-8", "replace")
    packed = chance.random() < 0.5
    text = b"XML:com.adobe.xmp\0" + (b"\1\0" if packed else b"\0\0") + b"\0\0"
    chunk = _chunk(b"iTXt", text + (zlib.compress(body) if packed else body))
    side = chance.choice((1, 64, 2_000_000)) if chance.random() < 0.1 else 64
    picture = (
        _png(chunk, side=side)
        if side <= 64
        else _png(chunk).replace((64).to_bytes(4) * 2, side.to_bytes(4) * 2, 1)
    )
    return picture, side, has_place, packet


def metadata(chance: random.Random, place: Path) -> None:
    """XMP with a place under any prefix, among hostile XML: told, or told as not read."""
    picture, side, has_place, packet = described_picture(chance)
    path = place / "p.png"
    path.write_bytes(picture)
    try:
        seen = probe(path)
    except UnreadablePictureError:
        return
    assert (seen.width, seen.height) == (side, side)
    assert not has_place or seen.has_location or seen.unread_metadata, packet


SETTINGS: dict[str, tuple[str, ...]] = {
    "timezone": ("America/Los_Angeles", "../../etc/passwd", "Mars/Base", "[a]", "UTC", "", "\x00"),
    "languages": ("[en, es]", "en", "[xx-YY, 1, en]", f"[{', '.join('abc')}]", "{a: b}", "en, es"),
    "open": ("{from: 2026-01-01}", "{from: 9999-12-31}", "soon", "{until: [a]}", "{hours: {a: b}}"),
    "loop": (
        *("{board_every: 0}", "{board_every: 1e400}", "{board_every: -1}", "{board_every: x}"),
        *("{seconds: -1}", "{seconds: 1e400}", "{seconds: .nan}", "{seconds: [1]}", "{label: off}"),
    ),
    "about": ("{logos: [a.png]}", "{logos: {a: b}}", "{logos: [[a]]}", "{logos: x}", "no"),
    "wall": ('"#102030"', "#102030", "[1]", "{a: b}", "'#zzz'", "'#ffffff'", "red", "'#12'"),
    "accent": ('"#e8c468"', "'#000'", "1e400", "no", "'#\u0661\u0662\u0663'"),
    "order": ("[p, w]", "p, p", "[[p]]", "{a: b}", "['../..', '', '/', '.', p.jpg]", "no", "1"),
    "codes": ("{allow: [ca.gov]}", "{allow: ca.gov}", "{allow: [[a]]}", "{allow: ['*']}", "no"),
    "screen": ("{diagonal_inches: .inf}", "{diagonal_inches: -5}", "{bottom_mm: .nan}", "big"),
    "help_line": ("{phone: 1-888}", "{name: [a]}", "{verified_on: 2026-02-30}", "x", "{a: {b: c}}"),
    "check": ("{silence: {alt: yes}}", "{silence: [a]}", "{silence: all}", "x"),
    "title": ("T", "[a, b]", "{a: b}", "'" + "x" * 3_000 + "'", "1", "&a b", "!!python/object x"),
    "programme": (*ACCEPTED, *REFUSED, "[a]", "{a: b}", "no", "''", "1"),
    "place": ("Hall", "yes", "2026-01-01", "|\n  a\n  b", "> x", "@", "`a`", "%a"),
}


def settings_text(chance: random.Random) -> str:
    """A kiosk.yaml of right and wrong values."""
    keys = chance.sample(list(SETTINGS), chance.randint(1, len(SETTINGS)))
    lines = [f"{key}: {_typed(chance, key)}" for key in keys]
    if chance.random() < 0.3:
        lines.insert(
            chance.randrange(len(lines) + 1),
            chance.choice(("a: *a", "<<: {b: c}", "? x", "\t", "---", "...", "- x", "a: b: c")),
        )
    return "\n".join((*lines, ""))


def _typed(chance: random.Random, key: str) -> str:
    value = chance.choice(SETTINGS[key])
    return json.dumps(value) if key == "programme" and chance.random() < 0.8 else value


def kiosk_yaml(chance: random.Random, place: Path) -> None:
    """Settings of right and wrong kinds: each usable, whatever was typed, and the works are shown.

    Nothing is a link to elsewhere, and numbers stay numbers.
    """
    folder = Folder(files={"kiosk.yaml": settings_text(chance).encode("utf-8", "replace")})
    assert_usable(read(place, folder, chance).snapshot.exhibition)


def assert_usable(exhibition: Exhibition) -> None:
    """Each setting is one that the screen can use."""
    assert ZoneInfo(exhibition.timezone)
    assert 1 <= len(exhibition.languages) <= LANGUAGES.limit
    assert 1 <= exhibition.board_every < 10**9
    assert exhibition.work_seconds == 0 or 10 <= exhibition.work_seconds <= LOOP_SECONDS.limit
    assert 0 <= exhibition.screen.diagonal_inches < 10**15
    assert 0 <= exhibition.screen.bottom_mm < 10**15
    assert all(one.opens < one.closes for one in exhibition.hours)
    programme = code_target(exhibition.programme, ())
    if isinstance(programme, CodeTarget):
        assert_leads_where_it_says(exhibition.programme, programme)


MARKUP = (
    *("*a*", "**b**", "_c_", "`d`", "~e~", "[f](https://g.org)", "![h](i.jpg)", "<b>j</b>", "<k"),
    *("# l", "> m", "- n", "1. o", "    p", "***", "---", "| q | r |", "```\ns\n```", "\\*t", "\\"),
    *("&copy;", "&#0;", "&#x110000;", "<!-- u -->", "[v]: w", "[^x]", "https://y.org/z", "\t"),
    *("[" * 50, "*" * 50, "_" * 60, "`" * 40, ">" * 30, "- " * 20, "(" * 40, "<a" * 30, "\n" * 9),
    *("hello", "world", "no", "\u05d0\u05d1", "\u0639\u0631", "語", "e\u0301", "\u200b", "\u202e"),
)
_LETTERS = re.compile(r"[A-Za-z\u05d0-\u064a]")


def markup_source(chance: random.Random) -> str:
    """A text of markup, right and wrong."""
    parts = chance.choices(MARKUP, k=chance.randint(1, 30))
    source = "".join(part + chance.choice((" ", "\n", "\n\n", "")) for part in parts)
    if chance.random() < 0.01:
        source *= 200
    return source


def texts(chance: random.Random, place: Path) -> None:
    """Text of any markup: no word is made up, in prose and in verse, and no long one is lost."""
    source = markup_source(chance)
    for as_verse in (False, True):
        plain = plain_text(source, as_verse=as_verse)
        letters = iter(_LETTERS.findall(source))
        made_up = next((one for one in _LETTERS.findall(plain) if one not in letters), "")
        assert not made_up, (source, plain)
        (parse_verse if as_verse else parse_prose)(source)
        assert count_words(plain) <= len(plain) + 1
    # A word between blank lines has no markup to lose it by.
    lonely = plain_text(f"{source}\n\nkept\n", as_verse=True)
    assert "kept" in lonely


HOSTS = ("ca.gov", "www.ca.gov", "evil.zz", "ca.gov.evil.zz", "evil-ca.gov", "xn--80ak6aa92e.com")
PIECES_OF_ADDRESSES = (
    *("https://", "http://", "HTTPS://", "javascript:", "data:", "tel:", "sms:", "mailto:", "//"),
    *("\\", "@", ":", "/", "?", "#", "%2f", "%00", "%", "..", ".", ";", "&", "=", "+1916", "*21*"),
    *(
        "\u2215",
        "\u2044",
        "\uff0f",
        "\u202e",
        "\u200b",
        "\u3002",
        "а",
        "ѕ",
        "\t",
        "\n",
        " ",
        "[::1]",
    ),
    *("user:pass@", ":443", ":99999", "0x7f.1", "?bcc=a@evil.zz", "?body=x"),
)


def address(chance: random.Random) -> str:
    """An address of right and hostile pieces."""
    if chance.random() < 0.3:
        typed = str(chance.choice(ACCEPTED if chance.random() < 0.5 else REFUSED)[0])
        at = chance.randrange(len(typed) + 1)
        return typed[:at] + chance.choice(PIECES_OF_ADDRESSES) + typed[at:]
    else:
        parts = [chance.choice(PIECES_OF_ADDRESSES[:9]), chance.choice(HOSTS)]
        parts += chance.choices((*PIECES_OF_ADDRESSES, *HOSTS), k=chance.randint(0, 4))
        if chance.random() < 0.4:
            chance.shuffle(parts)
        return "".join(parts)


def addresses(chance: random.Random, place: Path) -> None:
    """An address of right and hostile pieces: no code, or one that leads where its words say."""
    url = address(chance)
    allowed = ("ca.gov",) if chance.random() < 0.5 else ()
    target = code_target(url, allowed)
    if not isinstance(target, CodeTarget):
        return
    assert_leads_where_it_says(url, target)
    if allowed and target.host:
        assert target.host == "ca.gov" or target.host.endswith(".ca.gov"), url


def nesting(chance: random.Random, place: Path) -> None:
    """Folders in each other, links and pipes at odd places: nothing from outside, nothing waits."""
    outside = place / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(POEM.format("Secret", ""), "utf-8")
    root = place / "root"
    depth = chance.choice((1, 3, 15, 16, 17, 25, 40))
    names = ("a", "b c", "é", "_x", ".h", "x.md", "con", "%2e%2e", "\u202e", "9" * 100)
    deep = "/".join(chance.choice(names) for _ in range(depth))

    def act(base: Path) -> None:
        for number, kind in enumerate(chance.sample(("file", "folder", "loop", "pipe", "up"), 3)):
            path = base / "works" / f"{chance.choice(names)}{number}.md"
            try:
                match kind:
                    case "file":
                        path.symlink_to(outside / "secret.md")
                    case "folder":
                        path.symlink_to(outside)
                    case "loop":
                        path.symlink_to(path)
                    case "pipe":
                        os.mkfifo(path)
                    case "up":
                        path.symlink_to(base)
            except OSError:
                continue

    files = {f"works/{deep}/z.md": POEM.format("Deep", "").encode()}
    read(root, Folder(files=files, never={"Secret"}, act=act), chance)


def names(chance: random.Random, place: Path) -> None:
    """Files of one item under odd names, with a good one among them."""
    parts = ("02", "a", "A", "é", "e\u0301", ".", "..", " ", "-", "_", "es", "es-MX", "\u202e")
    parts += (
        "\n",
        "\x1b[31m",
        "'",
        '"',
        "%s",
        "{0}",
        "$(x)",
        "`x`",
        "con",
        "nul",
        "9" * 60,
        "\x01",
    )
    endings = (".md", ".MD", ".es.md", ".jpg", ".png", ".md~", ".ics", ".txt", "", ".yaml", ".mp3")
    files = {}
    for _ in range(chance.randint(1, 5)):
        stem = "".join(chance.choices(parts, k=chance.randint(1, 4)))
        kind = chance.choice(("works", "events", "resources", "pages"))
        files[f"{kind}/{stem}{chance.choice(endings)}"] = POEM.format("Odd", "").encode()
    read(place, Folder(files=files), chance)


@cache
def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["File", "Title", "Artist", "Year", "Alt text", "When"])
    sheet.append(["a.jpg", "Heron", "Ana", 2025, "A heron", "2026-01-13"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


CELLS = (
    *("Heron", "=1+1", "=cmd|' /c calc'!A0", "+1", "-1", "@x", "../x.md", "/etc/passwd", "a\nb"),
    *("x" * 40_000, "", "\x1b[2J", "NULL", "#REF!", "1e999", "2026-02-30", "withdrawn: yes"),
)


def hostile_workbook(chance: random.Random) -> bytes:
    """A workbook with hostile cells or parts."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_workbook())) as whole,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as spoiled,
    ):
        for name in whole.namelist():
            body = whole.read(name)
            if name.endswith(("sheet1.xml", "sharedStrings.xml")):
                word = html.escape(chance.choice(CELLS).replace("\x1b", "?")).encode()
                body = body.replace(b"Heron", word, 1)
                if chance.random() < 0.3:
                    at = chance.randrange(len(body))
                    body = (
                        body[:at]
                        + chance.choice((b"<", b"&x;", b"\0", b"<row r='9'/>"))
                        + body[at:]
                    )
            if chance.random() < 0.02:
                continue
            spoiled.writestr(name, body)
        if chance.random() < 0.1:
            spoiled.writestr("xl/../../x", b"x")
        if chance.random() < 0.02:
            spoiled.writestr("xl/big.bin", bytes(40_000_000))
    return packed.getvalue()


def tables(chance: random.Random, place: Path) -> None:
    """A workbook with hostile cells or parts: drafts inside the folder, or a refusal."""
    path = place / "t.xlsx"
    path.write_bytes(hostile_workbook(chance))
    try:
        proposal = propose(path)
    except UnreadableTableError:
        return
    for draft in proposal.drafts:
        parts = Path(draft.path).parts
        assert ".." not in parts
        assert not Path(draft.path).is_absolute()
        assert "withdrawn: yes" not in draft.text.splitlines()


TARGETS: dict[str, Callable[[random.Random, Path], None]] = {
    "known_dates": dates,
    "known_calendars": calendars,
    "withdrawals": withdrawals,
    "metadata": metadata,
    "kiosk_yaml": kiosk_yaml,
    "texts": texts,
    "addresses": addresses,
    "nesting": nesting,
    "odd_names": names,
    "workbooks": tables,
}
# As in ``spoiled.SHARES``.
SHARES = {
    "known_dates": 30,
    "known_calendars": 12,
    "withdrawals": 12,
    "metadata": 12,
    "kiosk_yaml": 12,
    "texts": 15,
    "addresses": 30,
    "nesting": 6,
    "odd_names": 6,
    "workbooks": 3,
}
