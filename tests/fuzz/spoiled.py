"""What is spoiled, and what has to come of it: one function a target, each of one case, made again
from its chance alone.
"""

import contextlib
import io
import json
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

from kiosk.authoring.import_table import propose
from kiosk.authoring.spreadsheets import UnreadableTableError
from kiosk.cli.main import main
from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import parse_when
from kiosk.content.load import LoadResult, load
from kiosk.pictures.derive import decode, make_tiles
from kiosk.pictures.probe import UnreadablePictureError, probe
from kiosk.schedule import build_agenda

GALLERY = Path(__file__).resolve().parents[2] / "gallery"
LONGEST_SECONDS = 5
MOMENT = datetime(2026, 1, 13, 13, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
PIECES = (
    *(
        "---",
        "\n",
        ": ",
        "- ",
        "#",
        "'",
        '"',
        "“",
        "\t",
        "\x00",
        "\ufeff",
        "\u2028",
        "\u202e",
        "é",
        "e\u0301",
        "\U0001f9ff",
    ),
    *(
        "[",
        "{",
        "&a",
        "*a",
        "!!x",
        "<<: *a",
        "? x",
        "| \n  x",
        "%YAML 9.9",
        "0x1F",
        "1e999",
        "~",
        "null",
    ),
    *(
        "[" * 2000,
        "[\n" * 30_000,
        "[" * 100_000,
        "{a: " * 500,
        "- " * 3000,
        "? " * 500,
        "[x, " * 30 + "]" * 30,
        "\n\n",
        "—",
        "----",
        "```",
    ),
    *("Withdrawn: ", "Content Note: x", "withdrawn: ", "!", "{\\rtf1", "PK\x03\x04"),
    *(
        "title",
        "when",
        "people",
        "show",
        "withdrawn: yes",
        "January",
        "13",
        "2026",
        "99",
        "AM",
        "noon",
        "PST",
        "00:00",
        "24:61",
    ),
    *("9" * 400, "a" * 5000, "February 30, 2026", "2026-02-30", "on demand", "-", "–", "to"),
)
NAMES = (
    *(
        "a",
        "A",
        "é",
        "e\u0301",
        "con",
        "x.es",
        "x.es-MX",
        "2",
        "10",
        "٣",
        "²",
        "9" * 100,
        "a" * 200,
    ),
    *("what?", "..x", "- ", "\u202e", "\U0001f9ff", "x.y.z", "\udcff"),
)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//EN
X-WR-TIMEZONE:America/Los_Angeles
BEGIN:VTIMEZONE
TZID:Pacific
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
TZNAME:PST
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
TZNAME:PDT
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:one@example
DTSTAMP:20260101T000000Z
DTSTART;TZID=Pacific:20260113T130000
DTEND;TZID=Pacific:20260113T140000
RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260301T000000Z
EXDATE;TZID=Pacific:20260120T130000
SUMMARY:Open studio\\, with a host
LOCATION:Lobby
URL:https://example.org/studio
END:VEVENT
BEGIN:VEVENT
UID:one@example
RECURRENCE-ID;TZID=Pacific:20260115T130000
DTSTAMP:20260101T000000Z
DTSTART;TZID=Pacific:20260115T150000
DURATION:PT45M
SUMMARY:Open studio\\, later
STATUS:TENTATIVE
END:VEVENT
BEGIN:VEVENT
UID:two@example
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260111
DTEND;VALUE=DATE:20260112
RDATE;VALUE=DATE:20260211
SUMMARY:A day
 of awareness
DESCRIPTION:<b>Words</b>\\nand more
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""
CALENDAR_PIECES = (
    *(
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "END:VCALENDAR\n",
        "UID:one@example\n",
        "RRULE:FREQ=SECONDLY\n",
    ),
    *("RRULE:FREQ=DAILY;COUNT=99999999\n"),
    *(
        ";INTERVAL=0",
        ";COUNT=-1",
        ";BYDAY=9MO",
        ";BYMONTHDAY=-31",
        ";UNTIL=99991231",
        "DURATION:-P9Y\n",
        "DTEND:19000101T000000Z\n",
    ),
    *(
        "DTSTART:00010101\n",
        "DTSTART:99991231T235959Z\n",
        "TZID=Nowhere/There",
        "RDATE:20260113T130000Z/PT1H\n",
        ";VALUE=PERIOD",
    ),
    *("\\", "\n "),
)
ENDINGS = (".md", ".MD", ".jpg", ".png", ".yaml", "", ".", ".tmp", ".ics")


def spoil(chance: random.Random, text: str, pieces: Sequence[str] = PIECES) -> str:
    """A few pieces put in, taken away, doubled or swapped."""
    for _ in range(chance.randint(1, 6)):
        at, to = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        to = min(to, at + 40)
        match chance.randint(0, 3):
            case 0:
                text = text[:at] + chance.choice(pieces) + text[at:]
            case 1:
                text = text[:at] + text[to:]
            case 2:
                text = text[:to] + text[at:to] * chance.randint(1, 5) + text[to:]
            case _:
                text = text[:at] + chance.choice(pieces) + text[to:]
    return text


def spoil_bytes(chance: random.Random, raw: bytes) -> bytes:
    """Bytes changed, cut out, or the end missing."""
    spoiled = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        if not spoiled:
            break
        at = chance.randrange(len(spoiled))
        match chance.randint(0, 3):
            case 0:
                spoiled[at] = chance.randrange(256)
            case 1:
                del spoiled[at : at + chance.randint(1, 200)]
            case 2:
                del spoiled[at:]
            case _:
                spoiled[at:at] = chance.randbytes(chance.randint(1, 50))
    return bytes(spoiled)


def sources() -> list[tuple[str, str]]:
    """(folder, text) of the sample's labels, events and pages."""
    return [(path.parent.name, path.read_text("utf-8")) for path in sorted(GALLERY.glob("*/*.md"))]


SOURCES = sources()
KIOSK = (GALLERY / "kiosk.yaml").read_text("utf-8")


def small_pictures() -> list[tuple[str, bytes]]:
    """One small picture of each kind that the imaging library writes, with metadata."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Ana"
    made = []
    for ending, kind in (
        (".jpg", "JPEG"),
        (".png", "PNG"),
        (".webp", "WEBP"),
        (".tif", "TIFF"),
        (".gif", "GIF"),
        (".bmp", "BMP"),
    ):
        out = io.BytesIO()
        more = {"exif": exif} if kind in ("JPEG", "WEBP", "PNG") else {}
        Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(out, kind, **more)
        made.append((ending, out.getvalue()))
    return made


PICTURES = small_pictures()


def printed(chance: random.Random, place: Path) -> None:
    """The check as it is called, on a channel of some encoding that takes no sign which it does not
    have.
    """
    form = chance.choice(("text", "json", "sarif"))
    encoding = chance.choice(("utf-8", "cp1252", "ascii"))
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
    with contextlib.redirect_stdout(out):
        code = main(["check", str(place), "--no-look", "--format", form])
    out.flush()
    said = out.buffer.getvalue().decode(encoding)
    assert code in (0, 1)
    assert said if form == "text" else json.loads(said)


def _read(place: Path) -> LoadResult:
    """What is read; that the reader failed, and told of it as of a fault of its own, is what is
    looked for.
    """
    result = load(place)
    failed = [problem for problem in result.problems if problem.rule == "not-read"]
    assert not failed, failed
    return result


def front_matter(chance: random.Random, place: Path) -> None:
    """A whole folder with a few spoiled files, read, checked and reported."""
    (place / "kiosk.yaml").write_text(
        KIOSK if chance.random() < 0.8 else spoil(chance, KIOSK), "utf-8", "replace"
    )
    for number in range(3):
        folder, text = chance.choice(SOURCES)
        (place / folder).mkdir(exist_ok=True)
        raw = spoil(chance, text).encode("utf-8", "replace")
        (place / folder / f"{number}.md").write_bytes(
            spoil_bytes(chance, raw) if chance.random() < 0.2 else raw
        )
    result = _read(place)
    printed(chance, place)
    assert (
        result.problems
        or result.snapshot.works
        or result.snapshot.events
        or result.snapshot.resources
        or result.snapshot.pages
    )


def when(chance: random.Random, place: Path) -> None:
    """A line of time: a reading or an error, never both missing."""
    line = (
        spoil(chance, "Tuesday, January 13, 2026, 1:00PM-2:00PM PST")
        if chance.random() < 0.7
        else " ".join(chance.choices(PIECES, k=5))
    )
    reading = parse_when(line, DateContext(zone=ZoneInfo("America/Los_Angeles")))
    assert (reading.when is None) == (reading.error is not None)


def pictures(chance: random.Random, place: Path) -> None:
    """A spoiled picture: its size, or the reason why not."""
    ending, raw = chance.choice(PICTURES)
    path = place / f"p{ending}"
    path.write_bytes(spoil_bytes(chance, raw))
    try:
        seen = probe(path)
    except UnreadablePictureError:
        return
    assert seen.width > 0
    assert seen.height > 0


def pixels(chance: random.Random, place: Path) -> None:
    """A spoiled picture, decoded and cut into tiles: a picture that fits its place, or a refusal of
    the kinds that are told.
    """
    ending, raw = chance.choice(PICTURES)
    path = place / f"p{ending}"
    path.write_bytes(spoil_bytes(chance, raw))
    box = (chance.randint(1, 60), chance.randint(1, 60))
    try:
        picture, _ = decode(path, box)
        made = make_tiles(path, place)
    except (UnreadablePictureError, OSError, ValueError):
        return
    assert picture.mode in ("RGB", "RGBA")
    assert picture.width <= box[0]
    assert picture.height <= box[1]
    assert (place / made.name).is_dir()


def calendars(chance: random.Random, place: Path) -> None:
    """A spoiled calendar beside a whole event: that one is always held, and a board can be made of
    whatever else was read.
    """
    (place / "kiosk.yaml").write_text(KIOSK, "utf-8")
    (place / "events").mkdir()
    (place / "events" / "a.md").write_text(
        "---\ntitle: Held\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\n---\n", "utf-8"
    )
    raw = spoil(chance, CALENDAR, PIECES if chance.random() < 0.3 else CALENDAR_PIECES).encode(
        "utf-8", "replace"
    )
    (place / "events" / "b.ics").write_bytes(
        spoil_bytes(chance, raw) if chance.random() < 0.2 else raw
    )
    result = _read(place)
    printed(chance, place)
    entries = build_agenda(result.snapshot.events, MOMENT, MOMENT + timedelta(days=60))
    assert "Held" in {str(entry.event.title) for entry in entries}
    assert len(result.snapshot.events) > 1 or any(
        problem.path == "events/b.ics" for problem in result.problems
    )


def names(chance: random.Random, place: Path) -> None:
    """Files of any name."""
    (place / "kiosk.yaml").write_text(KIOSK, "utf-8")
    (place / "works").mkdir()
    for _ in range(6):
        name = "".join(chance.choices(NAMES, k=chance.randint(1, 2)))[:120] + chance.choice(ENDINGS)
        try:
            (place / "works" / name).write_text("---\ntitle: T\n---\nx\n")
        except OSError:
            continue
    _read(place)
    printed(chance, place)


def tables(chance: random.Random, place: Path) -> None:
    """A spreadsheet that was exported somehow."""
    text = "File,Title,Title (es),Artist,Year,Alt text,When\na.jpg,T,E,A,2025,x,2026-01-13\n"
    (place / "t.csv").write_bytes(
        spoil_bytes(chance, spoil(chance, text).encode("utf-8", "replace"))
    )
    try:
        proposal = propose(place / "t.csv")
    except UnreadableTableError:
        return
    assert all(".." not in Path(draft.path).parts for draft in proposal.drafts)


def ended(chance: random.Random, place: Path) -> None:
    """Proves that the end of a process is noticed."""
    os.kill(os.getpid(), signal.SIGSEGV)


def deaf(chance: random.Random, place: Path) -> None:
    """Proves that a process is noticed which hears no alarm."""
    signal.signal(signal.SIGPROF, signal.SIG_IGN)
    time.sleep(3 * LONGEST_SECONDS)


TARGETS: dict[str, Callable[[random.Random, Path], None]] = {
    "front_matter": front_matter,
    "when": when,
    "pictures": pictures,
    "pixels": pixels,
    "calendars": calendars,
    "names": names,
    "tables": tables,
}
PROOFS = {"ended": ended, "deaf": deaf}
# How many cases each target takes, beside those of ``generated.SHARES``: what is cheap and what is
# read most often takes most.
SHARES = {
    "front_matter": 2,
    "when": 20,
    "pictures": 10,
    "pixels": 10,
    "calendars": 3,
    "names": 1,
    "tables": 5,
}
