"""Each kind of input beyond its bound: told with the bound, left out or cut, and all else shown."""

import json
import os
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.content.load import load, scan_folders
from kiosk.domain import bounds
from kiosk.domain.bounds import DAY_OCCURRENCES, FOLDER_DEPTH
from kiosk.domain.scripts import count_scripts
from kiosk.schedule import build_agenda
from kiosk.schedule.occurrences import _expand
from tests.scripts import SCRIPTS

NOW = datetime(2026, 11, 27, tzinfo=UTC)
YAML = "title: T\ntimezone: America/Los_Angeles\n"
POEM = "---\ntitle: {title}\nartist: A\nmedium: poetry\ncredit: C\n{keys}---\n{text}\n"
GOOD = {"kiosk.yaml": YAML, "works/01-good.md": POEM.format(title="Good", keys="", text="line")}


@pytest.fixture
def read(tmp_path):
    def read(files, now=NOW):
        """The folder's content, of which the good work is always a part."""
        for name, content in {**GOOD, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            raw = (
                content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
            )
            path.write_bytes(raw)
        started = time.process_time()
        result = load(tmp_path)
        build_agenda(result.snapshot.events, now)
        # A fifth of what a whole check may take; usually a hundredth of it.
        assert time.process_time() - started < 10
        assert "Good" in [str(work.title) for work in result.snapshot.works]
        assert not [problem for problem in result.problems if problem.rule == "not-read"]
        return result

    return read


def told(result, name=""):
    return [
        (problem.rule, problem.message)
        for problem in result.problems
        if problem.path.startswith(name) and problem.severity == "error"
    ]


def beyond(result):
    """The bounds that problems of the folder name, by the amounts in their messages."""
    messages = [problem.message for problem in result.problems if problem.rule == "beyond-bound"]
    return [
        bound.name
        for bound in bounds.BOUNDS
        if any(f"{bound.limit_in_words} are read" in message for message in messages)
    ]


def poem(text="x", keys="", title="Bad"):
    return POEM.format(title=title, keys=keys, text=text)


def calendar(*events, head=""):
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:u{number}\r\nDTSTAMP:20261101T000000Z\r\n"
        f"SUMMARY:Open house {number}\r\n"
        f"{event}\r\nEND:VEVENT\r\n"
        for number, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{head}{body}END:VCALENDAR\r\n"


START = "DTSTART:20261201T180000Z"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("word " * 500_000, "label-bytes"),
        ("_" * 20_000, "word-letters"),
        ("word " * 5_000, "line-letters"),
        ("a" * 1_001, "word-letters"),
    ],
)
def test_texts(read, text, bound):
    result = read({"works/02.md": poem(text)})
    assert bound in beyond(result)
    for work in result.snapshot.works:
        for _, words in work.body.values:
            assert max(map(len, words.split("\n"))) <= bounds.LINE_LETTERS.limit
            assert max(map(len, words.split())) <= bounds.WORD_LETTERS.limit


@pytest.mark.parametrize(
    "text", ["漢" * 3_000 + "。", "ที่" * 1_000, "ខ្មែរ" * 500, "word " * 1_900, "a" * 1_000]
)
def test_long_texts_that_are_none_of_that_are_kept(read, text):
    result = read({"works/02.md": poem(text)})
    assert beyond(result) == []
    assert str(result.snapshot.works[1].body).strip() == text.strip()


def test_no_word_is_lost_where_a_line_is_broken(read):
    words = " ".join(f"w{number}" for number in range(10_000))
    (work,) = [
        one for one in read({"works/02.md": poem(words)}).snapshot.works if one.key[-2:] == "02"
    ]
    assert str(work.body).split() == words.split()


@pytest.mark.parametrize(
    ("keys", "bound"),
    [
        (f"dimensions: {'x ' * 4_000}\n", "value-letters"),
        (f"{'k' * 200}: x\n", "key-letters"),
        ("".join(f"k{number}: x\n" for number in range(300)), "file-keys"),
        (f"alt: {'x ' * 40_000}\n", "front-matter-letters"),
        ("alt: " + "[" * 500 + "]" * 500 + "\n", "front-matter-depth"),
        (
            "alt:\n" + "".join(" " * depth + "-\n" for depth in range(1, 100)),
            "front-matter-depth",
        ),
    ],
)
def test_keys(read, keys, bound):
    result = read({"works/02.md": poem(keys=keys)})
    assert bounds_named(result, bound)
    for work in result.snapshot.works:
        assert len(str(work.alt)) <= bounds.VALUE_LETTERS.limit


def bounds_named(result, name):
    (bound,) = [one for one in bounds.BOUNDS if one.name == name]
    return [one for one in result.problems if f"{bound.limit_in_words} are read" in one.message]


def test_a_title(read):
    result = read({"works/02.md": poem(title="word " * 400)})
    assert bounds_named(result, "title-letters")
    titles = [str(work.title) for work in result.snapshot.works]
    assert len(titles[1]) <= bounds.TITLE_LETTERS.limit
    assert titles[1].endswith("…")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + number)}: &{chr(98 + number)} [{', '.join(['*' + chr(97 + number)] * 9)}]\n"
    for number in range(20)
)


@pytest.mark.parametrize("bomb", [BOMB, "a: &a [*a, *a]\n", "a: &a {b: *a}\n", "<<: &a {<<: *a}\n"])
@pytest.mark.parametrize("place", ["kiosk.yaml", "works/02.md", "events/e.md", "pages/p.md"])
def test_references_do_not_multiply(read, bomb, place):
    text = YAML + bomb if place == "kiosk.yaml" else f"---\ntitle: Bad\n{bomb}---\nx\n"
    assert told(read({place: text}), place)


@pytest.mark.parametrize(
    "typed",
    ["1e999999", "1" * 5_000, "nan", "inf", "-inf", "-1", "9" * 20, "0x10", "1e308", "٣" * 400],
)
@pytest.mark.parametrize("key", ["screen:\n  diagonal_inches", "loop:\n  board_every"])
def test_numbers(read, typed, key):
    result = read({"kiosk.yaml": f"{YAML}{key}: {typed}\n"})
    assert [one for one in result.problems if one.path == "kiosk.yaml" and one.rule == "number"]
    assert result.snapshot.exhibition.board_every == 4
    assert result.snapshot.exhibition.screen.diagonal_inches == 0


@pytest.mark.parametrize(
    "when",
    [
        "January 1, 2026 - December 31, 9999",
        "December 31, 9999",
        "9999-12-31",
        "2201-01-01",
        "0001-01-01",
        "December 31, 9999, 11:00 PM - 11:59 PM",
        "1/1/1899",
        "5/0/2026",
        "every Thursday 10 AM until December 31, 9999",
        "every Thursday 10 AM from January 1, 0001",
        "every day, 99999999999 times",
        "every day, " + "9" * 4_900 + " times",
        "every 0 weeks on Monday, 10:00 AM",
        "RRULE:FREQ=DAILY;COUNT=" + "9" * 4_900,
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,15,30,45",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "January 1, " + "9" * 4_000,
        "January " * 600,
        "1 - " * 2_000,
    ],
)
@pytest.mark.parametrize("key", ["when", "repeats"])
def test_days_in_words(read, when, key):
    keys = f"when: {when}\n" if key == "when" else f"when: January 1, 2027\nrepeats: {when}\n"
    result = read({"events/e.md": f"---\ntitle: Always\n{keys}---\nx\n"})
    assert told(result, "events/")
    assert not result.snapshot.events


@pytest.mark.parametrize("starts", ["9999-12-31T23:59", "0001-01-01T00:00", "2026-01-01"])
@pytest.mark.parametrize(
    "ends", ["9999-12-31T23:59-14:00", "20270113T10", "2026-W01-1T10", "0001-01-01"]
)
def test_days_in_iso_8601(read, starts, ends):
    result = read({"events/e.md": f"---\ntitle: A\nstarts: {starts}\nends: {ends}\n---\nx\n"})
    assert told(result, "events/") or result.snapshot.events


@pytest.mark.parametrize(
    "day", ["9999-12-31", "0001-01-01", "December 31, 9999", "January 1, 1000"]
)
@pytest.mark.parametrize("key", ["from", "until"])
def test_days_of_a_work_and_of_the_exhibition(read, day, key):
    result = read(
        {
            "kiosk.yaml": f"{YAML}open:\n  {key}: {day}\n  closed: [{day}]\n",
            "works/02.md": poem(keys=f"show:\n  {key}: {day}\n"),
            "events/e.md": f"---\ntitle: A\nwhen: 2026-12-01\nregister_until: {day}\n---\nx\n",
        }
    )
    assert [one for one in result.problems if one.path == "events/e.md"]
    for file in ("kiosk.yaml", "works/02.md"):
        assert [
            one for one in result.problems if one.path == file and "1900 to 2200" in one.message
        ]
    for work in result.snapshot.works:
        for shown in (work.shown_from, work.shown_until):
            assert shown is None or bounds.is_bounded_year(shown)


HOURS, MINUTES = ",".join(map(str, range(24))), ",".join(map(str, range(60)))


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (f"{START}\r\nRRULE:FREQ=DAILY;BYHOUR={HOURS};BYMINUTE={MINUTES}", 1),
        (f"{START}\r\nRRULE:FREQ=DAILY;BYHOUR={HOURS};BYSECOND={MINUTES}", 1),
        (f"{START}\r\nRRULE:FREQ=DAILY;INTERVAL=0", 1),
        (f"{START}\r\nRRULE:FREQ=DAILY;COUNT={'9' * 30}", 1),
        (f"{START}\r\nRRULE:FREQ=DAILY;COUNT={'9' * 5000}", None),
        (f"{START}\r\nRRULE:FREQ=DAILY;INTERVAL={'9' * 30}", 1),
        (f"{START}\r\nRRULE:FREQ=SECONDLY", 1),
        (f"{START}\r\nRRULE:FREQ=DAILY;UNTIL=99991231T235959Z", 91),
        (f"{START}\r\nRRULE:FREQ=DAILY;UNTIL=99991231", 91),
        (f"{START}\r\nRRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY", None),
        (f"{START}\r\nDTEND:99991231T235959Z", 0),
        (f"{START}\r\nDURATION:P99999999999999D", None),
        (f"{START}\r\nDURATION:P400000D", 0),
        ("DTSTART:99991231T235959Z", 0),
        ("DTSTART:00010101T000000Z", 0),
        ("DTSTART;VALUE=DATE:99991231\r\nDTEND;VALUE=DATE:99991231", 0),
        (f"{START}\r\nRDATE:" + ",".join(["20261202T180000Z"] * 20_000), 0),
        (f"{START}\r\nRRULE:FREQ=DAILY\r\nRDATE:99991231T235959Z", None),
        (f"{START}\r\nEXDATE:99991231T235959Z\r\nRRULE:FREQ=DAILY", None),
        (f"{START}\r\n" + "ATTENDEE:mailto:a@example.org\r\n" * 20_000, 0),
        (f"{START}\r\nRRULE:FREQ=YEARLY;BYDAY=" + ",".join(["MO"] * 5_000), 1),
    ],
)
def test_calendars(read, lines, shown):
    result = read({"events/c.ics": calendar(lines, "DTSTART:20261205T180000Z")})
    assert "DATE:9999" in lines or [one for one in result.problems if one.path == "events/c.ics"]
    entries = build_agenda(result.snapshot.events, NOW)
    assert "Open house 1" in [str(entry.event.title) for entry in entries]
    first = [entry for entry in entries if str(entry.event.title) == "Open house 0"]
    assert shown is None or len(first) in range(shown - 6, shown + 1)


def test_a_calendar_of_too_many_entries_keeps_series_and_the_last_ones(read):
    days = [
        f"DTSTART:{year}{month:02d}{day:02d}T180000Z"
        for year in range(2016, 2027)
        for month in range(1, 13)
        for day in range(1, 28)
    ]
    series = "DTSTART:20160101T180000Z\r\nRRULE:FREQ=WEEKLY"
    result = read({"events/c.ics": calendar(series, *days)})
    assert bounds_named(result, "calendar-events")
    assert len(result.snapshot.events) == bounds.CALENDAR_EVENTS.limit
    entries = build_agenda(result.snapshot.events, NOW)
    assert {f"Open house {len(days)}", "Open house 0"} <= {str(one.event.title) for one in entries}


@pytest.mark.parametrize(
    "more",
    ["\r\n".join(["EXDATE:20260301T090000Z"] * 90), "DESCRIPTION:" + "<b>x</b><br>" * 160],
    ids=["days left out", "tags"],
)
def test_a_calendar_whose_entries_have_too_many_lines_keeps_the_short_ones(read, monkeypatch, more):
    """Each entry is within its own bounds; reading 300 of them took 15 s, with the bound 6 s."""
    less = replace(bounds.CALENDAR_LINES, limit=150)
    monkeypatch.setattr("kiosk.content.events.calendar_entries.CALENDAR_LINES", less)
    long = [f"DTSTART:20261120T{hour:02d}0000Z\r\n{more}" for hour in range(4)]
    result = read({"events/c.ics": calendar("DTSTART:20261120T180000Z", *long)})
    assert "at most 150 lines are read" in " ".join(message for _, message in told(result))
    titles = [str(event.title) for event in result.snapshot.events]
    assert titles == ["Open house 0", "Open house 1"]


def zone(name, rules):
    rule = (
        "BEGIN:STANDARD\r\nDTSTART:19701101T020000\r\nTZOFFSETFROM:-0700\r\nTZOFFSETTO:-0800\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\nEND:STANDARD\r\n"
    )
    return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{rule * rules}END:VTIMEZONE\r\n"


@pytest.mark.parametrize(
    ("head", "bound"),
    [
        ("".join(zone(f"Z{number}", 1) for number in range(3_000)), "calendar-zones"),
        (zone("Own time", 5_000), "zone-lines"),
    ],
)
def test_definitions_of_time_zones(read, head, bound):
    events = ["DTSTART;TZID=Own time:20261201T180000"] * 3
    good = "DTSTART;TZID=America/Los_Angeles:20261201T180000"
    result = read({"events/c.ics": calendar(*events, good, head=head)})
    assert bounds_named(result, bound)
    # What was not read cannot be placed; each entry is told.
    assert len(result.snapshot.events) == 1
    assert sum("'Own time' is not known" in one.message for one in result.problems) == 3


def test_a_long_definition_of_a_known_zone_is_not_needed(read):
    text = calendar(
        "DTSTART;TZID=America/Los_Angeles:20261201T180000", head=zone("America/Los_Angeles", 400)
    )
    result = read({"events/c.ics": text})
    assert result.snapshot.events[0].when.starts == datetime(2026, 12, 2, 2, tzinfo=UTC)
    assert beyond(result) == []


def test_a_long_folded_line(read):
    folded = "DESCRIPTION:" + "\r\n ".join(
        ["a b c d e f g h i j k l m n o p q r s t u v w"] * 100_000
    )
    result = read({"events/c.ics": calendar(f"{START}\r\n{folded}")})
    assert bounds_named(result, "description-letters")
    assert len(str(result.snapshot.events[0].description)) <= bounds.DESCRIPTION_LETTERS.limit


@pytest.mark.parametrize(
    "html", ["<a ", "<!", "<p>", "<a href=", "&", "<!--", "<![CDATA[", "</", "<script>"]
)
def test_html_of_calendars(read, html):
    result = read({"events/c.ics": calendar(f"{START}\r\nDESCRIPTION:<p>{html * 100_000}")})
    assert bounds_named(result, "description-letters")
    assert result.snapshot.events


def test_a_calendar_that_is_too_large(read):
    result = read({"events/c.ics": calendar(f"{START}\r\nDESCRIPTION:" + "x" * 9_000_000)})
    assert bounds_named(result, "calendar-bytes")


def test_deep_folders(read, tmp_path):
    deep = "/".join(["works", *"a" * 200])
    result = read(
        {f"{deep}/b.md": poem(), f"works/{'/'.join('a' * FOLDER_DEPTH.limit)}/c.md": poem()}
    )
    assert len(result.snapshot.works) == 2
    assert [one.path for one in result.problems if one.rule == "beyond-bound"] == [
        "/".join(["works", *"a" * (FOLDER_DEPTH.limit + 1)])
    ]


def test_long_paths(read):
    long = "/".join(["works", *["b" * 200] * 6])
    result = read({f"{long}/b.md": poem()})
    assert [
        one
        for one in result.problems
        if one.rule == "beyond-bound" and "1,000 bytes" in one.message
    ]


def test_too_many_files(read, monkeypatch):
    from kiosk.content.scan import folder_scan

    monkeypatch.setattr(folder_scan, "FOLDER_FILES", small(bounds.FOLDER_FILES, 25))
    result = read(
        {"kiosk.yaml": f"{YAML}languages: [en, es]\n"}
        | {
            f"works/{number:02d}-x{suffix}": poem()
            for number in range(2, 40)
            for suffix in (".md", ".es.md")
        }
    )
    assert [rule for rule, message in told(result, "works/") if "more than 25 files" in message]
    # All files of an item, or none.
    assert len(result.snapshot.works) == 12


def small(bound, limit):
    from dataclasses import replace

    return replace(bound, limit=limit)


@pytest.mark.parametrize("list_of", ["languages", "codes:\n  allow", "open:\n  closed"])
def test_lists(read, list_of):
    entries = ", ".join(f"e{number}" for number in range(5_000))
    result = read({"kiosk.yaml": f"{YAML}{list_of}: [{entries}]\n"})
    assert bounds_named(result, "list-entries")


def test_people(read):
    people = "".join(f"  - name: P{number}\n" for number in range(1_000))
    result = read({"events/e.md": f"---\ntitle: A\nwhen: 2026-12-01\npeople:\n{people}---\nx\n"})
    assert bounds_named(result, "list-entries")
    assert len(result.snapshot.events[0].people) == bounds.LIST_ENTRIES.limit


@pytest.mark.parametrize(
    "raw",
    [
        b"---\ntitle: B\x00ad\x01\x1b[31m\nmedium: poetry\n---\na\x00\x07\x9b\x85b\n",
        b"\xef\xbb\xbf---\ntitle: Bad\nmedium: poetry\n---\nx\n",
        "---\ntitle: Bad\nmedium: poetry\n---\nx\n".encode("utf-16"),
        b"\xff\xfe\x00\xd8\x00\xd8",
        b"\xed\xa0\x80\xed\xb0\x80",
        b"\xff" * 1000,
        b"\x00" * 100_000,
        b"---\n" * 50_000,
        b"---\ntitle: Bad\n---\n" + b"withdrawn\n" * 50_000,
        b"abcde:\n" * 100_000,
        b"=" * 100_000,
        b'---\ntitle: "\\ud800 \\x1b[0m \\U0010ffff \\0"\nmedium: poetry\n---\nx\n',
    ],
)
@pytest.mark.parametrize(
    "place", ["works/02.md", "events/e.md", "events/c.ics", "pages/p.md", "kiosk.es.yaml"]
)
def test_odd_characters(read, raw, place):
    result = read({place: raw, "kiosk.yaml": f"{YAML}languages: [en, es]\n"})
    for record in (*result.snapshot.works, *result.snapshot.events, *result.snapshot.pages):
        for field in ("title", "body", "description"):
            for _, text in getattr(record, field).values if hasattr(record, field) else ():
                text.encode("utf-8")
                assert not [sign for sign in text if ord(sign) < 32 and sign not in "\t\n"]


def test_names_that_cannot_be_decoded(read, tmp_path):

    (tmp_path / "works").mkdir()
    name = os.fsdecode(b"works/02-\xff\xfe.md")
    result = read({name: "---\nmedium: poetry\n---\nx\n"})
    assert len(result.snapshot.works) == 2
    for work in result.snapshot.works:
        str(work.title).encode("utf-8")


def test_a_file_time_beyond_all_years(read, tmp_path):

    read({"events/c.ics": calendar(START)})
    os.utime(tmp_path / "events/c.ics", ns=(2**62, 2**62))
    assert load(tmp_path).calendars[0].changed.year <= bounds.LAST_YEAR
    os.utime(tmp_path / "events/c.ics", ns=(-(2**61), -(2**61)))
    assert load(tmp_path).calendars[0].changed.year >= bounds.FIRST_YEAR


def test_a_file_with_thousands_of_faults(read):
    people = "".join("  - {unread: x}\n" for _ in range(190))
    result = read({"events/e.md": f"---\ntitle: A\nwhen: 2026-12-01\npeople:\n{people}---\nx\n"})
    assert len([one for one in result.problems if one.path == "events/e.md"]) == 101
    assert bounds_named(result, "file-problems")


def test_occurrences_within_the_window(read):
    hours = ",".join(map(str, range(DAY_OCCURRENCES.limit)))
    result = read({"events/c.ics": calendar(f"{START}\r\nRRULE:FREQ=DAILY;BYHOUR={hours}")})
    assert len(build_agenda(result.snapshot.events, NOW)) <= bounds.WINDOW_OCCURRENCES.limit


def test_a_daily_series_since_1900_costs_no_more_than_one_of_today(read):
    _expand.cache_clear()
    started = time.process_time()
    read({"events/c.ics": calendar(*["DTSTART:19000101T180000Z\r\nRRULE:FREQ=DAILY"] * 20)})
    assert time.process_time() - started < 5


def exchange(path, kind, outside):
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.symlink_to(outside)


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "link"])
def test_a_file_that_is_exchanged_after_the_listing_is_refused(tmp_path, kind):
    outside = tmp_path / "secret.md"
    outside.write_text(poem(title="Secret"))
    root = tmp_path / "gallery"
    files = {
        **GOOD,
        "works/02.md": poem(),
        "works/03.jpg": "picture",
        "works/04.jpg": "picture",
        "works/04.md": poem(keys="audio: 04.mp3\n"),
        "works/04.mp3": "ID3",
        "events/c.ics": calendar(START),
        "events/e.md": "---\ntitle: A\nwhen: 2026-12-01\n---\nx\n",
        "pages/p.md": poem(),
        "resources/r.md": poem(),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    scans = scan_folders(root)
    exchanged = [name for name in files if name not in GOOD]
    for name in exchanged:
        exchange(root / name, kind, outside)
    result = load(root, scans=scans)
    assert [str(work.title) for work in result.snapshot.works] == ["Good"]
    others = (*result.snapshot.events, *result.snapshot.pages, *result.snapshot.resources)
    assert others == ()
    assert not result.snapshot.recordings
    told_of = {problem.path for problem in result.problems if problem.severity == "error"}
    assert told_of >= set(exchanged) - {"works/04.mp3", "works/04.jpg"}
    assert "Secret" not in repr(result)
    # The settings are read anew, without a scan.
    exchange(root / "kiosk.yaml", kind, outside)
    result = load(root)
    assert str(result.snapshot.exhibition.title) == ""


def test_scripts_of_titles_and_values(read):
    many = " ".join(words for name, words in SCRIPTS.items() if "sign" not in name)
    typed = json.dumps(many, ensure_ascii=False)
    result = read(
        {
            "works/02.md": poem(title=typed, keys=f"dimensions: {typed}\n"),
            "events/a.ics": calendar(f"LOCATION:{many}\r\n{START}").replace("house", many),
        }
    )
    assert {"title-scripts", "value-scripts"} <= set(beyond(result))
    assert any(one.path == "events/a.ics" for one in result.problems)
    (event,) = result.snapshot.events
    work = result.snapshot.works[1]
    for title in (event.title, work.title):
        assert 1 <= count_scripts(str(title)) <= bounds.TITLE_SCRIPTS.limit
    for value in (event.place, work.dimensions):
        assert 7 <= count_scripts(str(value)) <= bounds.VALUE_SCRIPTS.limit
