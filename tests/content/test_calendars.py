"""Calendar files as Outlook, Google and Apple export them; one test for each known fault."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from icalendar.prop import vRecur

from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.dates.recurrence import has_no_day
from kiosk.content.load import load
from kiosk.domain import AllDay, Status, Timed
from kiosk.schedule import EntryState, build_agenda

ZONE = ZoneInfo("America/Los_Angeles")
YAML = "title: T\ntimezone: America/Los_Angeles\n"
OUTLOOK_ZONE = """BEGIN:VTIMEZONE
TZID:Our own Pacific
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def calendar(*events: str, header: str = "") -> str:
    parts = [
        f"BEGIN:VEVENT\nUID:u{number}\n{event.strip()}\nEND:VEVENT"
        for number, event in enumerate(events)
    ]
    return (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y\n"
        + header
        + "\n".join(parts)
        + "\nEND:VCALENDAR\n"
    )


@pytest.fixture
def read(write_folder):
    def read(text: str, read_cache: ReadCache | None = None):
        return load(write_folder({"kiosk.yaml": YAML, "events/county.ics": text}), read_cache)

    return read


def starts(result, now: str, until: str | None = None) -> list[str]:
    entries = build_agenda(result.snapshot.events, at(now), at(until) if until else None)
    return [(entry.starts or entry.first_day).isoformat() for entry in entries]


def test_utc_floating_and_zoned_times_are_the_same_instant(read):
    result = read(
        calendar(
            "SUMMARY:utc\nDTSTART:20260113T210000Z\nDTEND:20260113T220000Z",
            "SUMMARY:floating\nDTSTART:20260113T130000\nDTEND:20260113T140000",
            "SUMMARY:iana\nDTSTART;TZID=America/New_York:20260113T160000\nDURATION:PT1H",
            "SUMMARY:windows\nDTSTART;TZID=Pacific Standard Time:20260113T130000\n"
            "DTEND;TZID=Pacific Standard Time:20260113T140000",
            "SUMMARY:custom\nDTSTART;TZID=Our own Pacific:20260113T130000\n"
            "DTEND;TZID=Our own Pacific:20260113T140000",
            header=OUTLOOK_ZONE,
        )
    )
    assert result.problems == ()
    wanted = Timed(starts=at("2026-01-13T13:00"), ends=at("2026-01-13T14:00"))
    assert {str(event.title): event.when for event in result.snapshot.events} == dict.fromkeys(
        ("utc", "floating", "iana", "windows", "custom"), wanted
    )


def test_the_exclusive_end_day_is_not_shown(read):
    result = read(
        calendar(
            "SUMMARY:one\nDTSTART;VALUE=DATE:20260111",
            "SUMMARY:three\nDTSTART;VALUE=DATE:20260112\nDTEND;VALUE=DATE:20260115",
        )
    )
    assert [event.when for event in result.snapshot.events] == [
        AllDay(first=date(2026, 1, 11), last=date(2026, 1, 11)),
        AllDay(first=date(2026, 1, 12), last=date(2026, 1, 14)),
    ]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Our own Pacific"])
def test_a_series_keeps_its_local_time_across_a_clock_change(read, zone):
    """MagicMirror#2085: repeating events an hour off."""
    rule = (
        f"SUMMARY:s\nDTSTART;TZID={zone}:20260226T100000\nDTEND;TZID={zone}:20260226T110000\n"
        "RRULE:FREQ=WEEKLY;COUNT=4"
    )
    result = read(calendar(rule, header=OUTLOOK_ZONE))
    assert starts(result, "2026-02-01T00:00") == [
        "2026-02-26T10:00:00-08:00",
        "2026-03-05T10:00:00-08:00",
        "2026-03-12T10:00:00-07:00",
        "2026-03-19T10:00:00-07:00",
    ]


def test_excluded_added_moved_and_cancelled_occurrences(read):
    """MagicMirror#3098 and #3797: a cancelled occurrence was still shown."""
    line = "DTSTART;TZID=America/Los_Angeles"
    zone = "TZID=America/Los_Angeles"
    main = (
        f"SUMMARY:s\n{line}:20260106T100000\nDURATION:PT1H\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20260204T000000Z\n"
        f"EXDATE;{zone}:20260113T100000\nRDATE;{zone}:20260115T100000"
    )
    moved = (
        f"SUMMARY:s, later\n{line}:20260120T150000\nDURATION:PT1H\n"
        f"RECURRENCE-ID;{zone}:20260120T100000"
    )
    off = (
        f"SUMMARY:s\nSTATUS:CANCELLED\n{line}:20260127T100000\nDURATION:PT1H\n"
        f"RECURRENCE-ID;{zone}:20260127T100000"
    )
    text = calendar(main, moved, off).replace("UID:u1", "UID:u0").replace("UID:u2", "UID:u0")
    result = read(text)
    entries = build_agenda(result.snapshot.events, at("2026-01-01T00:00"))
    assert [
        (f"{entry.starts:%m-%d %H}", str(entry.event.title), entry.event.status)
        for entry in entries
    ] == [
        ("01-06 10", "s", Status.SCHEDULED),
        ("01-15 10", "s", Status.SCHEDULED),
        ("01-20 15", "s, later", Status.SCHEDULED),
        ("01-27 10", "s", Status.CANCELLED),
        ("02-03 10", "s", Status.SCHEDULED),
    ]


def test_running_and_all_day_events_stay_and_finished_ones_go(read):
    """MagicMirror#576, #3306, #1406, #2216, #3095."""
    result = read(
        calendar(
            "SUMMARY:over\nDTSTART:20200101T100000\nDTEND:20200101T110000\nRRULE:FREQ=DAILY;COUNT=300",
            "SUMMARY:running\nDTSTART:20260113T120000\nDTEND:20260113T140000\nRRULE:FREQ=WEEKLY",
            "SUMMARY:days\nDTSTART;VALUE=DATE:20260112\nDTEND;VALUE=DATE:20260115",
            "SUMMARY:night\nDTSTART:20260112T220000\nDTEND:20260113T140000",
        )
    )
    entries = build_agenda(result.snapshot.events, at("2026-01-13T13:10"), at("2026-01-13T23:00"))
    assert {(str(entry.event.title), entry.state) for entry in entries} == {
        ("running", EntryState.NOW),
        ("days", EntryState.TODAY),
        ("night", EntryState.NOW),
    }


def test_one_broken_event_is_reported_with_its_line_and_the_others_are_shown(read):
    text = calendar(
        "SUMMARY:good\nDTSTART:20260113T130000Z",
        "SUMMARY:no start",
        "SUMMARY:bad start\nDTSTART:sometime",
        "SUMMARY:backwards\nDTSTART:20260113T130000Z\nDTEND:20260113T120000Z",
        "SUMMARY:too often\nDTSTART:20260114T130000Z\nRRULE:FREQ=SECONDLY",
        "SUMMARY:bad rule\nDTSTART:20260115T130000Z\nRRULE:FREQ=BLA",
        "SUMMARY:also good\nDTSTART:20260116T130000Z",
    )
    result = read(text)
    assert [str(event.title) for event in result.snapshot.events] == [
        "good",
        "too often",
        "bad rule",
        "also good",
    ]
    lines = text.split("\n")
    reported = [(problem.rule, lines[problem.line + 1]) for problem in result.problems]
    assert reported == [
        ("calendar-event", "SUMMARY:no start"),
        ("calendar-event", "SUMMARY:bad start"),
        ("calendar-event", "SUMMARY:backwards"),
        ("calendar-line", "SUMMARY:bad rule"),
        ("calendar-rule", "SUMMARY:too often"),
    ]
    assert len(starts(result, "2026-01-01T00:00")) == 4


def test_an_event_without_an_end_line(read):
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260113T130000Z\n"
    text += "BEGIN:VEVENT\nUID:b\nSUMMARY:b\nDTSTART:20260114T130000Z\nEND:VCALENDAR\n"
    assert [str(event.title) for event in read(text).snapshot.events] == ["a", "b"]


def test_folded_lines_html_links_and_alarms(read):
    html = (
        "<p>Come\\, and&nbsp;<b>bring</b> a friend.</p>"
        '<p><a href="https://county.ca.gov/sign">Register here</a></p><ul><li>Tea</li></ul>'
    )
    folded = f"DESCRIPTION:{html[:40]}\n {html[40:90]}\n {html[90:]}"
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nDESCRIPTION:Reminder\nEND:VALARM"
    event = read(
        calendar(
            f"SUMMARY:Tea\\; talk\nDTSTART:20260113T130000Z\nLOCATION:Room 1\\, OB8\nURL:https://county.ca.gov/tea\n{folded}\n{alarm}"
        )
    ).snapshot.events[0]
    assert str(event.title) == "Tea; talk"
    assert str(event.description) == "Come, and bring a friend.\n\nRegister here\n\n- Tea"
    assert (str(event.place), event.link, event.register) == (
        "Room 1, OB8",
        "https://county.ca.gov/tea",
        "https://county.ca.gov/sign",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_calendars_in_other_encodings(write_folder, encoding):
    root = write_folder({"kiosk.yaml": YAML})
    (root / "events").mkdir()
    text = calendar("SUMMARY:Reunión – café\nDTSTART:20260113T130000Z").replace("\n", "\r\n")
    (root / "events/a.ics").write_bytes(text.encode(encoding))
    assert [str(event.title) for event in load(root).snapshot.events] == ["Reunión – café"]


def test_a_file_that_is_no_calendar_is_reported(read):
    result = read("<html>Please sign in</html>")
    assert [problem.rule for problem in result.problems if problem.path] == ["calendar"]


def test_a_calendar_that_lost_its_events_keeps_them_and_is_reported(read):
    """xibo#3841: a feed that loses its events leaves an empty region without an error."""
    read_cache = ReadCache()
    many = [f"SUMMARY:e{n}\nDTSTART:2026011{n}T130000Z" for n in range(4)]
    assert len(read(calendar(*many), read_cache).snapshot.events) == 4
    fewer = read(calendar(many[0], many[1]), read_cache)
    assert len(fewer.snapshot.events) == 2
    for lost in (calendar(), "Not found\n"):
        result = read(lost, read_cache)
        assert [str(event.title) for event in result.snapshot.events] == ["e0", "e1"]
        assert "calendar-lost" in [problem.rule for problem in result.problems]
    moved = calendar(many[0].replace("T13", "T15"), *many[1:])
    result = read(moved, read_cache)
    assert len(result.snapshot.events) == 4
    assert "calendar-lost" not in [problem.rule for problem in result.problems]


def test_each_calendar_has_the_time_of_its_last_change(read):
    result = read(calendar("SUMMARY:a\nDTSTART:20260113T130000Z"))
    assert [(calendar.file, calendar.events) for calendar in result.calendars] == [
        ("events/county.ics", 1)
    ]
    assert result.calendars[0].changed.tzinfo is not None


def test_a_calendar_is_read_again_when_it_changes(read):
    """DAKboard#1153: a calendar stale until restart."""
    read_cache = ReadCache()
    read(calendar("SUMMARY:old\nDTSTART:20260113T130000Z"), read_cache)
    result = read(calendar("SUMMARY:newer\nDTSTART:20260113T130000Z"), read_cache)
    assert [str(event.title) for event in result.snapshot.events] == ["newer"]


def test_repeats_in_front_matter(write_folder):
    text = "---\ntitle: Group\nwhen: Thursday, January 8, 2026, 10 AM - 11 AM\n"
    text += "repeats: every Thursday until March 26, 2026 except January 15, 2026\n---\n"
    result = load(write_folder({"kiosk.yaml": YAML, "events/group.md": text}))
    assert [problem.rule for problem in result.problems] == []
    found = starts(result, "2026-01-01T00:00")
    assert (len(found), found[0], found[1], found[-1]) == (
        11,
        "2026-01-08T10:00:00-08:00",
        "2026-01-22T10:00:00-08:00",
        "2026-03-26T10:00:00-07:00",
    )


def test_no_bytes_crash_the_calendar_reader(write_folder, tmp_path: Path):
    root = write_folder({"kiosk.yaml": YAML, "events/x.ics": "x"})
    good = calendar(
        "SUMMARY:s\nDTSTART;TZID=America/Los_Angeles:20260106T100000\nRRULE:FREQ=WEEKLY"
    ).encode()
    for cut in range(0, len(good), 7):
        (root / "events/x.ics").write_bytes(good[:cut] + b"\xff;:=\n" + good[cut:])
        build_agenda(load(root).snapshot.events, at("2026-01-01T00:00"))


@pytest.mark.parametrize(
    ("lines", "rule", "words"),
    [
        ("DTSTART:soon", "calendar-event", "its start cannot be read"),
        ("DTSTART:20260113T130000Z\nDTEND:later", "calendar-event", "its end cannot be read"),
        (
            "DTSTART:20260113T130000Z\nRRULE:FREQ=SOMETIMES",
            "calendar-line",
            "how it repeats of 'S' cannot be read and is passed over",
        ),
        (
            "DTSTART:20260113T130000Z\nnonsense line",
            "calendar-line",
            "a line of 'S' cannot be read and is passed over",
        ),
    ],
)
def test_an_error_in_a_calendar_is_reported_in_plain_words(read, lines, rule, words):
    result = read(calendar(f"SUMMARY:S\n{lines}"))
    assert [words in problem.message for problem in result.problems if problem.rule == rule] == [
        True
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=YEARLY;INTERVAL=-1",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSETPOS=5",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31;UNTIL=20300101",
    ],
)
def test_an_endless_rule_is_shown_once_and_does_not_block_the_reader(read, rule):
    result = read(calendar(f"SUMMARY:S\nDTSTART:20260113T130000Z\nRRULE:{rule}"))
    assert [type(event.when) for event in result.snapshot.events] == [Timed]
    assert [problem.rule for problem in result.problems if problem.path] == ["calendar-rule"]


@pytest.mark.parametrize(
    "starts",
    [date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31), datetime(2026, 1, 13, 10, tzinfo=UTC)],
)
@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", True),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20250101", True),
        ("FREQ=DAILY;COUNT=1", True),
        ("FREQ=MONTHLY;BYMONTH=6;BYMONTHDAY=31", False),
        ("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", False),
    ],
)
def test_a_rule_without_any_day_is_detected_from_any_start(starts, rule, fits):
    assert has_no_day(dict(vRecur.from_ical(rule)), starts) is not fits


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("RRULE:FREQ=DAILY;COUNT=3\nEXRULE:FREQ=WEEKLY;BYDAY=TU", "it is left out"),
        ("EXRULE:FREQ=WEEKLY;BYDAY=TU\nRDATE:20260114T130000Z", "it is left out"),
        ("DTEND:20260113T120000Z", "ends before it begins"),
    ],
)
def test_what_would_be_shown_at_wrong_times_is_told_and_not_shown(read, lines, why):
    result = read(calendar(f"SUMMARY:S\nDTSTART:20260113T130000Z\n{lines}"))
    assert result.snapshot.events == ()
    (told,) = [one for one in result.problems if one.rule == "calendar-event"]
    assert why in told.message


@pytest.mark.parametrize("length", ["-PT45M", "-P1D", "-P1DT2H"])
@pytest.mark.parametrize("rule", ["", "RRULE:FREQ=DAILY;COUNT=3\n"])
def test_a_length_that_is_none_is_told_and_the_start_is_shown(read, length, rule):
    result = read(calendar(f"SUMMARY:S\nDTSTART:20260113T130000Z\n{rule}DURATION:{length}"))
    assert len(result.snapshot.events) == 1
    (told,) = [one for one in result.problems if one.rule == "calendar-line"]
    assert "its length" in told.message
    (first, *_) = build_agenda(result.snapshot.events, at("2026-01-12T08:00"))
    assert first.ends is None


def test_rules_without_a_day_are_found_in_milliseconds():
    """Each costs a hundredth of a second at most, whatever it is made of: CPU time."""
    rules = [
        f"FREQ={unit};BYMONTH=2;BYMONTHDAY=30{more}"
        for unit in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
        for more in ("", ";INTERVAL=2", ";BYDAY=MO,TU", ";BYSETPOS=1", ";BYHOUR=9,10")
    ]
    rules += ["FREQ=DAILY;BYSETPOS=5", "FREQ=DAILY;INTERVAL=7;BYDAY=WE"]
    rules += ["FREQ=WEEKLY;BYSETPOS=50;BYDAY=MO", "FREQ=DAILY;BYDAY=MO;BYHOUR=9;BYSETPOS=-2"]
    began = process_time()
    for rule in rules:
        assert has_no_day(dict(vRecur.from_ical(rule)), datetime(2026, 1, 13, 10, tzinfo=UTC))
    assert process_time() - began < 0.02 * len(rules)


@pytest.mark.parametrize(
    ("rule", "never"),
    [
        ("FREQ=DAILY;BYDAY=5MO", False),
        ("FREQ=DAILY;BYMONTH=6", False),
        ("FREQ=DAILY;BYSETPOS=2;BYHOUR=9,14", False),
        ("FREQ=DAILY;BYSETPOS=3;BYHOUR=9,14", True),
        ("FREQ=WEEKLY;BYMONTH=6", False),
        ("FREQ=WEEKLY;BYMONTHDAY=31;BYMONTH=4", True),
        ("FREQ=WEEKLY;BYSETPOS=3;BYDAY=MO,WE,FR", False),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", False),
        ("FREQ=YEARLY;BYYEARDAY=366", False),
        ("FREQ=YEARLY;BYYEARDAY=366;BYMONTHDAY=1", True),
        ("FREQ=MONTHLY;BYDAY=5FR;BYMONTH=2", False),
        ("FREQ=MONTHLY;BYDAY=5FR;BYMONTH=2;BYMONTHDAY=28", True),
    ],
)
def test_the_parts_of_a_rule_decide_together_whether_it_has_a_day(rule, never):
    assert has_no_day(dict(vRecur.from_ical(rule)), datetime(2026, 1, 13, 10)) is never


def test_thousands_of_broken_lines_are_reported_once(read):
    result = read(calendar("SUMMARY:s\nDTSTART:20260113T130000Z\n" + "[\n" * 5000))
    assert [(problem.rule, problem.message) for problem in result.problems] == [
        ("calendar-line", "a line of 's' cannot be read and is passed over")
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "CLASS:PRIVATE",
        "CLASS:CONFIDENTIAL",
        "class:private",
        "CLASS;X-A=1:Private",
        "CLASS:X-STAFF",
    ],
)
def test_a_private_entry_is_told_and_never_shown(read, mark):
    entry = "DTSTART:20260115T140000\nSUMMARY:Dentist\n"
    result = read(calendar(entry + mark, entry.replace("Dentist", "Open house")))
    assert [str(event.title) for event in result.snapshot.events] == ["Open house"]
    (told,) = [one for one in result.problems if one.rule == "calendar-private"]
    assert "Dentist" not in told.message


def test_an_entry_that_becomes_private_is_not_retained(write_folder):
    entry = "DTSTART:20260115T140000\nSUMMARY:Dentist\n"
    cache = ReadCache()
    files = {"kiosk.yaml": YAML, "events/county.ics": calendar(entry + "CLASS:PUBLIC")}
    assert len(load(write_folder(files), cache).snapshot.events) == 1
    files["events/county.ics"] = calendar(entry + "CLASS:PRIVATE")
    assert load(write_folder(files), cache).snapshot.events == ()


def test_a_series_with_one_private_time_is_private_as_a_whole(read):
    series = "DTSTART:20260115T140000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Hearing"
    text = calendar(series)
    changed = "BEGIN:VEVENT\nUID:u0\nRECURRENCE-ID:20260122T140000\nDTSTART:20260122T150000\n"
    text = text.replace("END:VCALENDAR", f"{changed}CLASS:PRIVATE\nEND:VEVENT\nEND:VCALENDAR")
    assert read(text).snapshot.events == ()


@pytest.mark.parametrize(
    ("defined", "used"),
    [
        ("(UTC-08:00) Own", '"(UTC-08:00) Own"'),
        ("tzone://Microsoft/Custom", '"tzone://Microsoft/Custom"'),
        ("Hall\\, West", '"Hall, West"'),
        ("Hall\\; West", '"Hall; West"'),
        (" Leading", '" Leading"'),
        ("Plain name", "Plain name"),
    ],
)
def test_a_zone_may_have_any_name(read, defined, used):
    zone = OUTLOOK_ZONE.replace("Our own Pacific", defined)
    entry = f"DTSTART;TZID={used}:20260714T090000\nSUMMARY:a"
    result = read(calendar(entry, header=zone))
    (event,) = result.snapshot.events
    assert isinstance(event.when, Timed)
    assert event.when.starts == at("2026-07-14T09:00")
    assert "calendar-zone" not in [problem.rule for problem in result.problems]


def test_two_files_may_define_a_zone_of_one_name(write_folder):
    east = OUTLOOK_ZONE.replace("0700", "0400").replace("0800", "0500")
    entry = "DTSTART;TZID=Our own Pacific:20260714T120000\nSUMMARY:a"
    files = {
        "kiosk.yaml": YAML,
        "events/1.ics": calendar(entry, header=OUTLOOK_ZONE),
        "events/2.ics": calendar(entry, header=east),
    }
    events = load(write_folder(files)).snapshot.events
    assert [event.when for event in events] == [
        Timed(starts=at("2026-07-14T12:00")),
        Timed(starts=at("2026-07-14T09:00")),
    ]


@pytest.mark.parametrize("until", ["20260717T235959", "20260717", "20260718T065959Z"])
def test_until_without_a_zone_is_one_of_the_series(read, until):
    entry = f"DTSTART;TZID=America/Los_Angeles:20260713T180000\nRRULE:FREQ=DAILY;UNTIL={until}"
    result = read(calendar(f"{entry}\nSUMMARY:a"))
    entries = build_agenda(result.snapshot.events, at("2026-07-01T08:00"))
    assert [one.first_day for one in entries] == [date(2026, 7, day) for day in range(13, 18)]


@pytest.mark.parametrize("end", ["COUNT=6", "UNTIL=20260507T000000Z", "UNTIL=20260506T170000Z"])
def test_a_change_of_this_and_all_later_times_has_its_own_title_and_status(read, end):
    series = (
        "DTSTART;TZID=America/Los_Angeles:20260401T100000\nSUMMARY:Drawing\n"
        f"RRULE:FREQ=WEEKLY;{end}"
    )
    change = (
        "BEGIN:VEVENT\nUID:u0\nSUMMARY:Painting\nSTATUS:CANCELLED\n"
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Los_Angeles:20260422T100000\n"
        "DTSTART;TZID=America/Los_Angeles:20260422T140000\n"
        "DTEND;TZID=America/Los_Angeles:20260422T153000\nEND:VEVENT\nEND:VCALENDAR"
    )
    result = read(calendar(series).replace("END:VCALENDAR", change))
    entries = build_agenda(result.snapshot.events, at("2026-03-25T08:00"))
    assert [
        (str(one.event.title), one.event.status, f"{one.starts:%m-%d %H}") for one in entries
    ] == [
        *(("Drawing", Status.SCHEDULED, f"04-{day:02} 10") for day in (1, 8, 15)),
        *(("Painting", Status.CANCELLED, f"{day} 14") for day in ("04-22", "04-29", "05-06")),
    ]


LOS_ANGELES = "TZID=America/Los_Angeles"


def listed(result, now: str = "2026-01-01T00:00", until: str | None = None) -> list[str]:
    """Start, end and title of each entry of the board."""
    entries = build_agenda(result.snapshot.events, at(now), at(until) if until else None)
    return [
        f"{entry.starts:%m-%d %H:%M}"
        + (f"-{entry.ends:%H:%M}" if entry.ends else "")
        + f" {entry.event.title}"
        if entry.starts
        else f"{entry.first_day:%m-%d}..{entry.last_day:%m-%d} {entry.event.title}"
        for entry in entries
    ]


def told(result) -> list[str]:
    return [problem.rule for problem in result.problems if problem.path.endswith(".ics")]


def one_uid(text: str) -> str:
    return re.sub(r"UID:u\d+", "UID:u0", text)


@pytest.mark.parametrize(
    ("lines", "rule", "is_shown"),
    [
        ("SUMMARY:Talk\nTRANSP:TRANSPARENT", "calendar-free", True),
        ("SUMMARY:Talk\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", "calendar-free", True),
        ("SUMMARY:Talk\nTRANSP:OPAQUE\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY", "", True),
        ("SUMMARY:Maria away\nX-MICROSOFT-CDO-BUSYSTATUS:OOF", "calendar-away", False),
        ("SUMMARY:Talk\nX-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", "calendar-away", False),
        ("SUMMARY:Talk\nSTATUS:TENTATIVE", "calendar-tentative", False),
        ("SUMMARY:Talk\nstatus:tentative", "calendar-tentative", False),
        ("SUMMARY:Talk\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "calendar-tentative", False),
        ("SUMMARY:Talk\nSTATUS:CONFIRMED", "", True),
        ("SUMMARY:[HOLD] Gallery for donors", "calendar-staff", False),
        ("SUMMARY:HOLD - board retreat", "calendar-staff", False),
        ("SUMMARY:Staff meeting (internal)", "calendar-staff", False),
        ("SUMMARY:Install (staff only)", "calendar-staff", False),
        ("SUMMARY:Borrador: taller", "calendar-staff", False),
        ("SUMMARY:Reunión de personal", "calendar-staff", False),
        ("SUMMARY:Ana's birthday\nRRULE:FREQ=YEARLY", "calendar-staff", False),
        ("SUMMARY:Cumpleaños de Ana\nRRULE:FREQ=YEARLY", "calendar-staff", False),
        ("SUMMARY:Dentist\nCATEGORIES:Personal", "calendar-staff", False),
        ("SUMMARY:Cita\nCATEGORIES:Arte,Privado", "calendar-staff", False),
        ("SUMMARY:Talk (TBC)", "calendar-tentative", False),
        ("SUMMARY:Pending: Talk with Ana", "calendar-tentative", False),
        ("SUMMARY:MOVED to Dec 12: Talk", "calendar-tentative", False),
        ("SUMMARY:Charla [por confirmar]", "calendar-tentative", False),
        ("SUMMARY:Talk\nCATEGORIES:Personal histories", "", True),
        ("SUMMARY:Moved by Water", "", True),
        ("SUMMARY:Pending Works", "", True),
        ("SUMMARY:Internal Landscapes", "", True),
        ("SUMMARY:Hold Still", "", True),
        ("SUMMARY:Drafting a poem", "", True),
        ("SUMMARY:Bach's birthday concert", "", True),
        ("SUMMARY:Busy", "calendar-busy", False),
        ("SUMMARY:busy", "calendar-busy", False),
        ("SUMMARY:Ocupado", "calendar-busy", False),
        ("SUMMARY:Beschäftigt", "calendar-busy", False),
        ("SUMMARY:Occupé(e)\nDESCRIPTION:", "", True),
        ("SUMMARY:Occupé", "calendar-busy", False),
        ("SUMMARY:Private Appointment", "calendar-busy", False),
        ("TRANSP:OPAQUE", "calendar-busy", False),
        ("SUMMARY:Busy\nDESCRIPTION:A film by Ana Example", "", True),
        ("SUMMARY:Busy hands: a workshop", "", True),
        ("SUMMARY:Free Friday", "", True),
    ],
)
def test_busy_times_are_told_and_events_are_shown(read, lines, rule, is_shown):
    result = read(calendar(f"DTSTART:20260113T130000\nDTEND:20260113T140000\n{lines}"))
    assert (told(result), len(result.snapshot.events)) == ([rule] if rule else [], int(is_shown))


@pytest.mark.parametrize("mark", ["TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
def test_a_whole_day_is_free_time_by_default_and_shown(read, mark):
    result = read(calendar(f"DTSTART;VALUE=DATE:20260113\nSUMMARY:CLOSED\n{mark}"))
    assert (told(result), listed(result)) == ([], ["01-13..01-13 CLOSED"])


def test_free_and_busy_times_tasks_and_journals_are_told(read):
    parts = "".join(
        f"BEGIN:{kind}\nUID:x\nSUMMARY:no event\nEND:{kind}\n"
        for kind in ("VFREEBUSY", "VTODO", "VJOURNAL")
    )
    result = read(calendar("DTSTART:20260113T130000\nSUMMARY:Talk", header=parts))
    assert (told(result), listed(result)) == (["calendar-other"], ["01-13 13:00 Talk"])


def test_one_time_that_is_tentative_is_left_out_of_its_series(read):
    series = f"DTSTART;{LOS_ANGELES}:20260106T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3"
    change = (
        f"RECURRENCE-ID;{LOS_ANGELES}:20260113T100000\nDTSTART;{LOS_ANGELES}:20260113T150000\n"
        "STATUS:TENTATIVE"
    )
    result = read(one_uid(calendar(f"SUMMARY:s\n{series}", f"SUMMARY:s\n{change}")))
    assert listed(result) == ["01-06 10:00-11:00 s", "01-20 10:00-11:00 s"]
    assert told(result) == ["calendar-tentative"]


OFFICE = calendar(
    "SUMMARY:Meeting of staff\nDTSTART:20260105T090000",
    "SUMMARY:Gallery tour\nDTSTART:20260106T090000\nCATEGORIES:Public,Tours",
    "SUMMARY:Budget\nDTSTART:20260107T090000\nCATEGORIES:Board\\, internal\nCATEGORIES:Staff",
    "SUMMARY:Staffing a gallery: public talk\nDTSTART:20260108T090000",
    "SUMMARY:美術館ツアー\nDTSTART:20260109T090000",
    "SUMMARY:Public secret\nDTSTART:20260110T090000\nCLASS:PRIVATE",
)


@pytest.mark.parametrize(
    ("chosen", "days"),
    [
        ("", [5, 6, 7, 8, 9]),
        ("leave_out: [staff]", [6, 8, 9]),
        ('leave_out: ["Board, internal", Meeting of staff]', [6, 8, 9]),
        ("leave_out: [ツアー]", [5, 6, 7, 8]),
        ("only: [Public]", [6, 8]),
        ("only: [tours, 美術館]", [6, 9]),
        ("only: [Public]\n  leave_out: [gallery tour]", [8]),
        ("only: [nothing of this]", []),
        ("only: {a: b}", []),
        ("leave_out: {a: b}", []),
        ("only: []", [5, 6, 7, 8, 9]),
    ],
)
def test_entries_are_chosen_by_categories_and_words(write_folder, chosen, days):
    yaml = YAML + (f"calendars:\n  {chosen}\n" if chosen else "")
    result = load(write_folder({"kiosk.yaml": yaml, "events/county.ics": OFFICE}))
    assert [int(line[3:5]) for line in listed(result)] == days
    left_out = [one for one in result.problems if one.rule == "calendar-left-out"]
    assert bool(left_out) == (len(days) < 5)
    assert "Public secret" not in "".join(one.message for one in result.problems)


def test_an_unknown_key_below_calendars_is_told(write_folder):
    yaml = YAML + "calendars:\n  leaveout: [Staff]\n  include: [Public]\n"
    result = load(write_folder({"kiosk.yaml": yaml, "events/county.ics": OFFICE}))
    assert [one.line for one in result.problems if one.path == "kiosk.yaml"] == [4, 5]


def test_what_is_left_out_from_now_on_is_not_retained(write_folder):
    cache = ReadCache()
    files = {"kiosk.yaml": YAML, "events/county.ics": OFFICE}
    assert len(load(write_folder(files), cache).snapshot.events) == 5
    files["kiosk.yaml"] = YAML + "calendars:\n  leave_out: [staff, tour, ツアー]\n"
    assert listed(load(write_folder(files), cache)) == [
        "01-08 09:00 Staffing a gallery: public talk"
    ]
    # A failed export keeps the others only.
    files["events/county.ics"] = calendar()
    assert listed(load(write_folder(files), cache)) == [
        "01-08 09:00 Staffing a gallery: public talk"
    ]


def test_different_entries_with_one_uid_are_all_shown_and_told(read):
    events = [
        "SUMMARY:Talk\nDTSTART:20260113T130000Z",
        "SUMMARY:Tour\nDTSTART:20260114T130000Z",
        "SUMMARY:Talk\nDTSTART:20260115T130000Z",
        "SUMMARY:Group\nDTSTART:20260116T130000Z\nRRULE:FREQ=WEEKLY;COUNT=2",
    ]
    result = read(one_uid(calendar(*events)))
    assert [line[:5] for line in listed(result)] == ["01-13", "01-14", "01-15", "01-16", "01-23"]
    assert told(result) == ["calendar-same-uid"]
    assert len({event.key for event in result.snapshot.events}) == 4


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("SUMMARY:Talk\nDTSTART:20260113T130000", "SUMMARY:Talk\nDTSTART:20260113T130000"),
        (
            "SUMMARY:Talk\nDTSTART:20260112T130000\nSEQUENCE:0",
            "SUMMARY:Talk\nDTSTART:20260113T130000\nSEQUENCE:1",
        ),
        (
            "SUMMARY:Talk, perhaps\nDTSTART:20260113T130000",
            "SUMMARY:Talk\nDTSTART:20260113T130000\nSEQUENCE:1",
        ),
        (
            "SUMMARY:Talk\nDTSTART:20260113T130000\nSTATUS:CANCELLED\nDTSTAMP:20260101T000000Z",
            "SUMMARY:Talk\nDTSTART:20260113T130000\nDTSTAMP:20260102T000000Z",
        ),
    ],
)
@pytest.mark.parametrize("is_swapped", [False, True])
def test_of_the_versions_of_one_entry_the_newest_is_shown(read, older, newer, is_swapped):
    pair = (newer, older) if is_swapped else (older, newer)
    result = read(one_uid(calendar(*pair)))
    assert (told(result), listed(result)) == ([], ["01-13 13:00 Talk"])
    assert [event.status for event in result.snapshot.events] == [Status.SCHEDULED]


@pytest.mark.parametrize(
    "newer",
    [
        f"RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;{LOS_ANGELES}:20260113T100000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2",
    ],
)
def test_a_change_that_a_later_version_removed_is_gone(read, newer):
    series = f"SUMMARY:s\nDTSTART;{LOS_ANGELES}:20260106T100000\nSEQUENCE:2\n{newer}"
    change = (
        f"SUMMARY:moved\nRECURRENCE-ID;{LOS_ANGELES}:20260113T100000\nSEQUENCE:1\n"
        f"DTSTART;{LOS_ANGELES}:20260113T150000"
    )
    assert listed(read(one_uid(calendar(series, change)))) == ["01-06 10:00 s", "01-20 10:00 s"]


def test_a_change_of_a_time_that_the_later_version_still_has_is_kept(read):
    series = (
        f"SUMMARY:s\nDTSTART;{LOS_ANGELES}:20260106T100000\nSEQUENCE:2\nRRULE:FREQ=WEEKLY;COUNT=2"
    )
    change = (
        "SUMMARY:moved\nRECURRENCE-ID:20260113T180000Z\nSEQUENCE:1\n"
        f"DTSTART;{LOS_ANGELES}:20260113T150000"
    )
    assert listed(read(one_uid(calendar(series, change)))) == ["01-06 10:00 s", "01-13 15:00 moved"]


def test_names_in_small_letters(read):
    text = (
        "begin:vcalendar\nversion:2.0\nbegin:vtimezone\ntzid:Ours\nbegin:standard\n"
        "dtstart:16010101T000000\ntzoffsetfrom:-0500\ntzoffsetto:-0500\nend:standard\n"
        "end:vtimezone\nbegin:vevent\nuid:a\nsummary;language=en:Talk\n"
        "dtstart;tzid=Ours:20260106t130000\nduration:pt1h\nrrule:freq=weekly;count=2\n"
        "exdate;tzid=Ours:20260113T130000\nlocation:Room 1\nstatus:confirmed\nend:vevent\n"
        "begin:vevent\nuid:b\nsummary:Day\ndtstart;value=date:20260107\nend:vevent\n"
        "end:vcalendar\n"
    )
    result = read(text)
    assert told(result) == []
    assert listed(result) == ["01-06 10:00-11:00 Talk", "01-07..01-07 Day"]
    assert {str(event.place) for event in result.snapshot.events} == {"Room 1", ""}


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (";TZID=Nowhere:20260113T130000", ";TZID=America/New_York:20260113T140000", "10:00-11:00"),
        (";TZID=America/New_York:20260113T130000", ";TZID=Nowhere:20260113T140000", "10:00-11:00"),
    ],
)
@pytest.mark.parametrize("rule", ["", "RRULE:FREQ=YEARLY\n"])
def test_a_time_in_an_unknown_zone_has_that_of_the_other_one(read, start, end, shown, rule):
    result = read(calendar(f"{rule}SUMMARY:Talk\nDTSTART{start}\nDTEND{end}"))
    assert listed(result, until="2026-03-01T00:00") == [f"01-13 {shown} Talk"]
    assert told(result) == ["calendar-zone"]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("DTSTART;TZID=Nowhere:20260113T130000\nDTEND;TZID=Nowhere:20260113T140000", 4),
        ("DTSTART;TZID=Nowhere:20260113T130000\nDTEND:20260113T220000Z", 4),
        ("DTSTART;TZID=Nowhere:20260113T130000\nDURATION:PT1H\nRRULE:FREQ=DAILY", 4),
        ("DTSTART:20260113T130000Z\nRDATE;TZID=Nowhere:20260114T130000", 4),
        ("DTSTART:20260113T130000Z\nRRULE:FREQ=DAILY\nEXDATE;TZID=Nowhere:20260114T130000", 4),
    ],
)
def test_a_time_in_an_unknown_zone_is_told_and_not_shown(read, lines, line):
    result = read(calendar(f"SUMMARY:Talk\n{lines}", "SUMMARY:Good\nDTSTART:20260113T180000Z"))
    assert listed(result, until="2026-03-01T00:00") == ["01-13 10:00 Good"]
    found = [one for one in result.problems if "'Nowhere' is not known" in one.message]
    assert [(one.rule, one.line) for one in found] == [("calendar-event", line)]


@pytest.mark.parametrize("name", ["Nowhere/Land", "Mars Standard Time"])
def test_the_calendars_own_zone_is_unknown(read, name):
    text = calendar(
        "SUMMARY:Plain\nDTSTART:20260113T130000",
        "SUMMARY:Named\nDTSTART;TZID=America/New_York:20260113T130000",
        "SUMMARY:Day\nDTSTART;VALUE=DATE:20260114",
        header=f"X-WR-TIMEZONE:{name}\n",
    )
    result = read(text)
    assert listed(result) == ["01-13 10:00 Named", "01-14..01-14 Day"]
    assert told(result) == ["calendar-event"]
    assert f"'{name}' is not known" in result.problems[0].message


@pytest.mark.parametrize(
    "name", ["Eastern Standard Time", "(UTC-05:00) Eastern Time (US & Canada)"]
)
def test_the_calendars_own_zone_has_the_name_of_windows(read, name):
    text = calendar("SUMMARY:Plain\nDTSTART:20260113T130000", header=f"X-WR-TIMEZONE:{name}\n")
    result = read(text)
    assert listed(result) == ["01-13 10:00 Plain"]
    assert told(result) == []


@pytest.mark.parametrize(
    "lost",
    [
        "DTSTART;TZID=Nowhere:20260120T150000",
        "DTSTART:yesterday",
        "DTSTART:20260120T220000Z\nDTEND:20260120T200000Z",
    ],
)
def test_a_time_whose_change_cannot_be_read_is_not_shown_as_before(read, lost):
    series = "SUMMARY:Talk\nDTSTART:20260113T180000Z\nRRULE:FREQ=WEEKLY;COUNT=3"
    change = f"SUMMARY:Talk\nRECURRENCE-ID:20260120T180000Z\n{lost}"
    result = read(calendar(series, change).replace("UID:u1", "UID:u0"))
    assert listed(result, until="2026-03-01T00:00") == ["01-13 10:00 Talk", "01-27 10:00 Talk"]
    assert "calendar-event" in told(result)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        # RFC 5545, 3.3.5: the offset before the change.
        ("DTSTART;TZID=America/Los_Angeles:20260308T023000", "03-08 03:30"),
        ("DTSTART:20260308T023000", "03-08 03:30"),
        ("DTSTART:20260308T023000\nDTEND:20260308T033000", "03-08 03:30"),
        ("DTSTART:20260308T023000\nDTEND:20260308T040000", "03-08 03:30-04:00"),
        ("DTSTART:20260308T023000\nDURATION:PT1H", "03-08 03:30-04:30"),
        ("DTSTART:20260308T013000\nDTEND:20260308T023000", "03-08 01:30-03:30"),
        ("DTSTART;TZID=America/New_York:20260308T023000\nDURATION:PT1H", "03-07 23:30-00:30"),
        ("DTSTART;TZID=Europe/Madrid:20260329T023000\nDURATION:PT1H", "03-28 18:30-19:30"),
    ],
)
def test_a_time_that_the_clocks_skip_is_that_before_the_change(read, lines, shown):
    result = read(calendar(f"SUMMARY:Night\n{lines}"))
    assert listed(result, now="2026-02-20T00:00", until="2026-04-30T00:00") == [f"{shown} Night"]
    assert told(result) == ["clock-change"]


def test_a_series_is_told_and_shown_right_on_the_night_of_the_change(read):
    lines = (
        "SUMMARY:Night\nDTSTART:20260301T023000\nDTEND:20260301T033000\nRRULE:FREQ=WEEKLY;COUNT=3"
    )
    result = read(calendar(lines))
    assert listed(result, now="2026-02-20T00:00", until="2026-04-30T00:00") == [
        "03-01 02:30-03:30 Night",
        "03-08 03:30-04:30 Night",
        "03-15 02:30-03:30 Night",
    ]
    assert told(result) == ["clock-change"]
    assert "March 8, 2026" in result.problems[0].message


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("DTSTART:20260113T000000\nDTEND:20260114T000000", "01-13..01-13"),
        ("DTSTART:20260113T080000Z\nDTEND:20260116T080000Z", "01-13..01-15"),
        (
            "DTSTART;TZID=America/New_York:20260113T000000\n"
            "DTEND;TZID=America/New_York:20260114T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "01-13..01-13",
        ),
        (
            "DTSTART:20260113T000000Z\nDTEND:20260114T000000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "01-13..01-13",
        ),
        ("DTSTART:20260113T000000Z\nDTEND:20260114T000000Z", "01-12 16:00-16:00"),
        ("DTSTART:20260113T000000\nDTEND:20260113T235900", "01-13 00:00-23:59"),
        ("DTSTART:20260113T000000", "01-13 00:00"),
        # The night on which an hour is skipped.
        ("DTSTART:20260308T000000\nDTEND:20260309T000000", "03-08..03-08"),
    ],
)
def test_from_midnight_to_midnight_is_a_whole_day(read, lines, shown):
    result = read(calendar(f"SUMMARY:Day\n{lines}"))
    assert listed(result, until="2026-04-01T00:00") == [f"{shown} Day"]
    assert told(result) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('The \\"Harvest\\" show', 'The "Harvest" show'),
        ('"Harvest"', '"Harvest"'),
        (r"Ba\\ck\, sl\;ash", r"Ba\ck, sl;ash"),
        ('End \\\\"x"', 'End \\"x"'),
    ],
)
def test_quotes_that_a_program_escaped(read, typed, shown):
    result = read(calendar(f"SUMMARY:{typed}\nDTSTART:20260113T130000\nLOCATION:{typed}"))
    (event,) = result.snapshot.events
    assert (str(event.title), str(event.place)) == (shown, shown)


def test_a_series_ends_at_an_instant_at_the_autumn_change(read):
    lines = "SUMMARY:s\nDTSTART:20261025T083000Z\nDTEND:20261025T091500Z\nRRULE:FREQ=WEEKLY;COUNT=2"
    entries = build_agenda(read(calendar(lines)).snapshot.events, at("2026-10-20T00:00"))
    spans = [one.ends.astimezone(UTC) - one.starts.astimezone(UTC) for one in entries]
    assert spans == [timedelta(minutes=45)] * 2


def test_an_end_is_compared_as_an_instant_at_the_autumn_change(read):
    result = read(
        calendar(
            "SUMMARY:over the change\nDTSTART:20261101T083000Z\nDTEND:20261101T091500Z",
            f"SUMMARY:half an hour\nDTSTART;{LOS_ANGELES}:20261101T014500\nDURATION:PT30M",
            f"SUMMARY:backwards\nDTSTART;{LOS_ANGELES}:20261101T014500\n"
            f"DTEND;{LOS_ANGELES}:20261101T011500",
        )
    )
    spans = [
        (str(event.title), event.when.ends.astimezone(UTC) - event.when.starts.astimezone(UTC))
        for event in result.snapshot.events
    ]
    assert spans == [
        ("over the change", timedelta(minutes=45)),
        ("half an hour", timedelta(minutes=30)),
    ]
    assert told(result) == ["calendar-event"]


@pytest.mark.parametrize(
    ("lines", "rule", "shown"),
    [
        ("DTSTART:20260113T130000\nDTEND:20260113T130000", "", ["01-13 13:00 s"]),
        ("DTSTART;VALUE=DATE:20260113\nDTEND;VALUE=DATE:20260113", "", ["01-13..01-13 s"]),
        ("DTSTART;VALUE=DATE:20260113\nDURATION:P1D", "", ["01-13..01-13 s"]),
        ("DTSTART;VALUE=DATE:20260113\nDURATION:P2D", "", ["01-13..01-14 s"]),
        ("DTSTART:20260113T130000\nDURATION:P1D", "", ["01-13 13:00-13:00 s"]),
        ("DTSTART:20260113T130000\nDURATION:-PT1H", "calendar-line", ["01-13 13:00 s"]),
        ("DTSTART:20260113T130000\nDTEND:20260113T120000", "calendar-event", []),
        ("DTSTART:20260113T130000\nRRULE:FREQ=DAILY;UNTIL=20260112", "calendar-event", []),
        (
            "DTSTART:20260113T130000\nRRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20260117",
            "calendar-first-day",
            ["01-13 13:00 s", "01-16 13:00 s"],
        ),
        (
            "DTSTART:20260113T130000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXRULE:FREQ=MONTHLY",
            "calendar-event",
            [],
        ),
        (
            "DTSTART:20260113T130000\nRRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2",
            "calendar-event",
            [],
        ),
        (
            "DTSTART:20260113T210000Z\nDURATION:PT1H\n"
            "RDATE;VALUE=PERIOD:20260115T180000Z/PT2H,20260116T180000Z/20260116T183000Z",
            "",
            ["01-13 13:00-14:00 s", "01-15 10:00-12:00 s", "01-16 10:00-10:30 s"],
        ),
    ],
)
def test_spans_and_rules_are_right_or_told_once(read, lines, rule, shown):
    result = read(calendar(f"SUMMARY:s\n{lines}"))
    assert (told(result), listed(result)) == ([rule] if rule else [], shown)


def test_each_calendar_of_a_file_has_its_own_zones(read):
    text = "".join(
        calendar(
            f"SUMMARY:s{hours}\nDTSTART;TZID=Ours:20260714T120000",
            header="BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
            f"TZOFFSETFROM:{hours}\nTZOFFSETTO:{hours}\nEND:STANDARD\nEND:VTIMEZONE\n",
        ).replace("UID:u0", f"UID:{hours}")
        for hours in ("-0400", "+0200")
    )
    assert listed(read(text), "2026-07-01T00:00") == ["07-14 03:00 s+0200", "07-14 09:00 s-0400"]


@pytest.mark.parametrize(
    ("description", "more", "wanted"),
    [
        ("a<b and c>d", "", "a<b and c>d"),
        ("Two\\nlines\\n\\n  and a gap", "", "Two\nlines\n\n  and a gap"),
        ("One<br>two &amp; three", "", "One\ntwo & three"),
        (
            "Ana <ana@example.org> and <https://a.org/x>",
            "",
            "Ana <ana@example.org> and <https://a.org/x>",
        ),
        (
            "Write <b>bold</b>",
            "X-ALT-DESC;FMTTYPE=text/html:<p>Write &lt;b&gt;bold&lt;/b&gt;</p>",
            "Write <b>bold</b>",
        ),
        (
            "",
            "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Only here</p></body></html>",
            "Only here",
        ),
        ("<div>a</div><div>b</div>\\n<div><br></div><div>c</div>", "", "a\nb\n\nc"),
    ],
)
def test_a_description_is_plain_unless_its_tags_are_real(read, description, more, wanted):
    result = read(
        calendar(f"SUMMARY:s\nDTSTART:20260113T130000\nDESCRIPTION:{description}\n{more}")
    )
    assert [str(event.description) for event in result.snapshot.events] == [wanted]


@pytest.mark.parametrize(
    ("place", "shown", "is_online"),
    [
        ("Gallery 2\\; Microsoft Teams Meeting", "Gallery 2", True),
        ("Microsoft Teams Meeting", "", True),
        ("Reunión de Microsoft Teams", "", True),
        ("https://us02web.zoom.us/j/1?pwd=a", "", True),
        ("Room 1\\, https://us02web.zoom.us/j/1", "Room 1", True),
        ("Zoom Room 4\\, OB8", "Zoom Room 4, OB8", False),
        ("Hall (see https://example.org/map)", "Hall (see https://example.org/map)", False),
    ],
)
def test_a_place_without_the_names_of_meetings(read, place, shown, is_online):
    (event,) = read(
        calendar(f"SUMMARY:s\nDTSTART:20260113T130000\nLOCATION:{place}")
    ).snapshot.events
    assert (str(event.place), bool(event.online)) == (shown, is_online)


def onwards(rule: str, change: str, since: str = "20260120T100000") -> str:
    """A series from Tuesday, January 6, at 10 and a change of all times since one of them."""
    series = f"SUMMARY:old\nDTSTART;{LOS_ANGELES}:20260106T100000\nDURATION:PT1H\n{rule}"
    later = f"SUMMARY:new\nRECURRENCE-ID;RANGE=THISANDFUTURE;{LOS_ANGELES}:{since}\n{change}"
    return one_uid(calendar(series, later))


@pytest.mark.parametrize(
    ("rule", "change", "wanted"),
    [
        (
            f"RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;{LOS_ANGELES}:20260127T100000",
            f"DTSTART;{LOS_ANGELES}:20260120T140000\nDURATION:PT1H",
            ["01-06 10", "01-13 10", "01-20 14", "02-03 14"],
        ),
        (
            "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5",
            f"DTSTART;{LOS_ANGELES}:20260122T100000\nDURATION:PT1H",
            ["01-06 10", "01-13 10", "01-22 10", "01-29 10", "02-05 10"],
        ),
        (
            f"RDATE;{LOS_ANGELES}:20260120T100000,20260127T100000",
            f"DTSTART;{LOS_ANGELES}:20260120T090000\nDURATION:PT1H",
            ["01-06 10", "01-20 09", "01-27 09"],
        ),
    ],
)
def test_a_change_of_all_later_times_moves_what_is_left_out_and_added(read, rule, change, wanted):
    result = read(onwards(rule, change))
    assert [line[:8] for line in listed(result)] == wanted
    assert told(result) == []


def test_a_change_that_moves_to_days_the_rule_does_not_name_is_told(read):
    change = f"DTSTART;{LOS_ANGELES}:20260218T100000\nDURATION:PT1H"
    result = read(onwards("RRULE:FREQ=MONTHLY;BYDAY=1TU", change, "20260203T100000"))
    assert (told(result), listed(result)) == (["calendar-event"], [])


def test_a_change_from_the_first_time_on_leaves_nothing_of_the_old_series(read):
    change = f"DTSTART;{LOS_ANGELES}:20260106T110000\nDURATION:PT1H"
    result = read(onwards("RRULE:FREQ=WEEKLY;COUNT=2", change, "20260106T100000"))
    assert listed(result) == ["01-06 11:00-12:00 new", "01-13 11:00-12:00 new"]


def test_a_cancelled_time_without_a_title_has_that_of_its_series(read):
    start = f"DTSTART;{LOS_ANGELES}:20260106T100000"
    series = f"SUMMARY:s\nLOCATION:Hall\n{start}\nRRULE:FREQ=WEEKLY;COUNT=2"
    change = (
        f"RECURRENCE-ID;{LOS_ANGELES}:20260113T100000\nSTATUS:CANCELLED\n"
        f"DTSTART;{LOS_ANGELES}:20260113T100000"
    )
    events = read(one_uid(calendar(series, change))).snapshot.events
    assert [(str(one.title), str(one.place), one.status) for one in events] == [
        ("s", "Hall", Status.SCHEDULED),
        ("s", "Hall", Status.CANCELLED),
    ]


ZONE_OF_A_RULE = (
    "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\n{}\n"
    "TZOFFSETFROM:-0700\nTZOFFSETTO:-0800\nEND:STANDARD\nEND:VTIMEZONE\n"
)


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=YEARLY;INTERVAL=0",
        "RRULE:FREQ=YEARLY;INTERVAL=-1",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=YEARLY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2,3;BYSECOND=0,1,2",
        "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        "RRULE:FREQ=MONTHLY",
        "RRULE:FREQ=YEARLY;BYSETPOS=400;BYMONTH=1",
        "rrule:freq=hourly",
        "RRULE:nonsense",
        "EXRULE:FREQ=YEARLY",
        "RDATE:" + ",".join(["20260101T000000"] * 600),
    ],
)
def test_a_zone_that_changes_without_end_is_told_and_not_used(read, rule):
    entry = "DTSTART;TZID=Own:20260714T090000\nSUMMARY:a"
    began = process_time()
    result = read(calendar(entry, header=ZONE_OF_A_RULE.format(rule)))
    build_agenda(result.snapshot.events, at("2026-07-01T08:00"))
    assert process_time() - began < 1
    assert not result.snapshot.events
    assert any("'Own' is not known" in one.message for one in result.problems)
    told = [one for one in result.problems if one.rule == "calendar-zone"]
    assert any("changes by a rule that is not read" in one.message for one in told)


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU;WKST=SU",
        "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T100000Z",
        "RRULE:FREQ=YEARLY",
        "RDATE:20260101T000000,20270101T000000",
    ],
)
def test_a_zone_that_changes_as_zones_do_is_used(read, rule):
    entry = "DTSTART;TZID=Own:20260714T090000\nSUMMARY:a"
    result = read(calendar(entry, header=ZONE_OF_A_RULE.format(rule)))
    assert len(result.snapshot.events) == 1
    assert "calendar-zone" not in [one.rule for one in result.problems]


def test_an_entry_without_a_title_is_told(read):
    result = read(calendar("DTSTART:20260113T130000\nDESCRIPTION:Come to the talk"))
    assert told(result) == ["calendar-untitled"]
    assert listed(result) == ["01-13 13:00 county"]
