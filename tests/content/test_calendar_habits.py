"""Habits of calendar programs: a status in a title, days of another form, old encodings."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.events.zone_names import zone_of_name
from kiosk.content.load import load
from kiosk.content.safety.title_status import status_in_title
from kiosk.domain import Status
from kiosk.schedule import build_agenda

YAML = "title: T\ntimezone: {zone}\n"
WEST, EAST = "America/Los_Angeles", "Europe/Madrid"


def entry(lines: str, uid: str = "u") -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Talk\n{lines}\nEND:VEVENT\n"


def calendar(*entries: str, head: str = "") -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(entries)}END:VCALENDAR\n"


@pytest.fixture
def read(write_folder):
    def read(text: str, zone: str = WEST):
        return load(write_folder({"kiosk.yaml": YAML.format(zone=zone), "events/county.ics": text}))

    return read


def listed(result, zone: str = WEST) -> list[str]:
    """Each time of December 2026 as "04 16:00", or "04" for a whole day."""
    own = ZoneInfo(zone)
    span = (datetime(2026, 12, 1, tzinfo=own), datetime(2027, 1, 1, tzinfo=own))
    return [
        f"{one.starts:%d %H:%M}" if one.starts else f"{one.first_day:%d}"
        for one in build_agenda(result.snapshot.events, *span)
    ]


def told(result) -> list[str]:
    return [one.rule for one in result.problems if one.path.endswith(".ics")]


@pytest.mark.parametrize("hour", ["09", "15", "16", "20", "23"])
@pytest.mark.parametrize("zone", [WEST, EAST, "Asia/Tokyo"])
@pytest.mark.parametrize(
    "excepted",
    [
        "EXDATE;VALUE=DATE:20261211",
        "EXDATE;TZID={zone}:20261211T{hour}3000",
        "EXDATE:20261211T{hour}3000",
    ],
)
def test_a_series_at_a_time_leaves_out_a_day_in_any_form(read, zone, hour, excepted):
    lines = (
        f"DTSTART;TZID={zone}:20261210T{hour}3000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=4\n"
        + excepted.format(zone=zone, hour=hour)
    )
    result = read(calendar(entry(lines), head="X-WR-TIMEZONE:America/Chicago\n"), zone)
    assert listed(result, zone) == [f"{day} {hour}:30" for day in (10, 12, 13)]
    assert told(result) == []


@pytest.mark.parametrize("excepted", ["20261211T000000", "20261211T120000", "20261211T000000Z"])
def test_a_time_left_out_that_fits_none_leaves_out_its_day_and_is_told(read, excepted):
    lines = "DTSTART:20261210T183000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:" + excepted
    result = read(calendar(entry(lines)))
    assert listed(result) == ["10 18:30", "12 18:30"]
    assert told(result) == ["calendar-line"]


def test_each_hour_of_a_rule_is_left_out_with_its_day(read):
    lines = "DTSTART:20261210T100000\nRRULE:FREQ=DAILY;BYHOUR=10,14;COUNT=6\n"
    result = read(calendar(entry(f"{lines}EXDATE;VALUE=DATE:20261211")))
    assert listed(result) == ["10 10:00", "10 14:00", "12 10:00", "12 14:00"]


@pytest.mark.parametrize(
    ("zone", "excepted"),
    [
        (WEST, "20261211T080000Z"),
        (EAST, "20261210T230000Z"),
        (EAST, "20261211T000000Z"),
        (WEST, "20261211T000000Z"),
        (WEST, "20261211T000000"),
        (WEST, "20261211"),
    ],
)
def test_a_series_of_whole_days_leaves_out_the_day_that_is_meant(read, zone, excepted):
    lines = "DTSTART;VALUE=DATE:20261210\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:" + excepted
    result = read(calendar(entry(lines.replace(":20261211\n", ";VALUE=DATE:20261211\n"))), zone)
    assert listed(result, zone) == ["10", "12"]


def test_a_day_that_is_added_has_the_hour_of_the_series(read):
    lines = "DTSTART:20261210T183000\nDURATION:PT1H\nRDATE;VALUE=DATE:20261215,20261218"
    assert listed(read(calendar(entry(lines)))) == ["10 18:30", "15 18:30", "18 18:30"]


def test_a_change_that_names_a_day_takes_the_place_of_its_time(read):
    changed = entry("RECURRENCE-ID;VALUE=DATE:20261211\nDTSTART:20261211T200000")
    series = entry("DTSTART:20261210T163000\nRRULE:FREQ=DAILY;COUNT=3")
    assert listed(read(calendar(series, changed))) == ["10 16:30", "11 20:00", "12 16:30"]


@pytest.mark.parametrize(
    ("typed", "title", "status"),
    [
        ("[CANCELLED] Talk", "Talk", Status.CANCELLED),
        ("(canceled) Talk", "Talk", Status.CANCELLED),
        ("*CANCELED* - Talk", "Talk", Status.CANCELLED),
        ("CANCELLED - Talk", "Talk", Status.CANCELLED),
        ("Cancelado: Talk", "Talk", Status.CANCELLED),
        ("CANCELED Talk", "Talk", Status.CANCELLED),
        ("Talk (Cancelled!)", "Talk", Status.CANCELLED),
        ("Talk - CANCELADA", "Talk", Status.CANCELLED),
        ("Talk: Canceled", "Talk", Status.CANCELLED),
        ("POSTPONED – Talk", "Talk", Status.POSTPONED),
        ("Talk [aplazado]", "Talk", Status.POSTPONED),
        ("Talk - SOLD OUT", "Talk", Status.FULL),
        ("(FULL) Talk", "Talk", Status.FULL),
        ("Full: a film", "Full: a film", None),
        ("Full moon walk", "Full moon walk", None),
        ("Cancelled stamps of 1906", "Cancelled stamps of 1906", None),
        ("Cancelled-stamp fair", "Cancelled-stamp fair", None),
        ("Postponed dreams: a reading", "Postponed dreams: a reading", None),
        ("How our lives were postponed", "How our lives were postponed", None),
        ("CANCELLED", "CANCELLED", None),
        ("SOLD OUT LIVES", "SOLD OUT LIVES", None),
        ("Talk " * 200, "Talk " * 200, None),
    ],
)
def test_a_status_in_a_title(read, typed, title, status):
    assert status_in_title(typed) == (title, status)
    event = read(calendar(entry(f"DTSTART:20261210T163000\nSUMMARY:{typed}"))).snapshot.events
    assert len(event) == 1


def test_words_of_a_status_in_a_calendar_and_in_a_file(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": YAML.format(zone=WEST),
            "events/a.md": "---\ntitle: 'Canceled: Talk'\nwhen: December 10, 2026\n---\n",
            "events/b.md": "---\ntitle: Talk\nstatus: Cancelado\nwhen: December 10, 2026\n---\n",
            "events/c.ics": calendar(entry("DTSTART:20261210T163000"), head="METHOD:CANCEL\n"),
        }
    )
    result = load(root)
    assert [event.status for event in result.snapshot.events] == [Status.CANCELLED] * 3


@pytest.mark.parametrize("method", ["COUNTER", "REPLY", "DECLINECOUNTER", "refresh"])
def test_an_answer_to_an_invitation_is_told_and_not_shown(read, method):
    result = read(calendar(entry("DTSTART:20261210T163000"), head=f"METHOD:{method}\n"))
    assert result.snapshot.events == ()
    assert told(result) == ["calendar-event"]


@pytest.mark.parametrize(
    "rest", ["", "END:VEVENT\n", "END:VEVENT\nBEGIN:VEVENT\nUID:c\nSUMMARY:Half", "DESCRIPTION:Ha"]
)
def test_a_calendar_that_breaks_off_is_told_and_its_last_entry_not_shown(read, rest):
    whole = entry("DTSTART:20261209T163000", "a")
    last = "BEGIN:VEVENT\nUID:b\nSUMMARY:Talk\nDTSTART:20261210T163000\n"
    result = read(f"BEGIN:VCALENDAR\nVERSION:2.0\n{whole}{last}{rest}")
    assert listed(result) == ["09 16:30"] + (["10 16:30"] if rest.startswith("END") else [])
    assert told(result) == ["calendar-cut"]


@pytest.mark.parametrize("charset", [";CHARSET=UTF-8", "", ";CHARSET=nonsense"])
def test_quoted_printable_of_an_old_calendar_is_read(read, charset):
    lines = (
        f"DTSTART:20261210T163000\nDESCRIPTION{charset};ENCODING=QUOTED-PRINTABLE:Uno=0D=0Ad=\n"
        "os=3D2, tr=C3=A9s\nLOCATION:Sala"
    )
    (event,) = read(calendar(entry(lines))).snapshot.events
    assert str(event.description) == "Uno\ndos=2, trés"
    assert str(event.place) == "Sala"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"),
        ("GMT-0500", "Etc/GMT+5"),
        ("UTC+02:00", "Etc/GMT-2"),
        ("UTC+05:30", ""),
        ("/mozilla.org/20050126_1/America/New_York", "America/New_York"),
        ("/x.org/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Moon/Base", ""),
        ("-99", ""),
        ("", ""),
    ],
)
def test_zones_by_their_names(read, recwarn, name, zone):
    assert zone_of_name(name) == zone
    lines = f'DTSTART;TZID="{name}":20261210T163000\nDTEND;TZID="{name}":20261210T173000'
    result = read(calendar(entry(lines)))
    if not zone:
        assert listed(result) == []
        assert "calendar-event" in [one.rule for one in result.problems]
        return
    wanted = datetime(2026, 12, 10, 16, 30, tzinfo=ZoneInfo(zone))
    assert listed(result) == [f"{wanted.astimezone(ZoneInfo(WEST)):%d %H:%M}"]
    assert not recwarn.list


@pytest.mark.parametrize("access", ["CLASS:PRIVATE", "X-CALENDARSERVER-ACCESS:RESTRICTED"])
def test_marks_of_private_entries(read, access):
    result = read(calendar(entry(f"DTSTART:20261210T163000\n{access}")))
    assert result.snapshot.events == ()
    assert told(result) == ["calendar-private"]


@pytest.mark.parametrize(
    ("lines", "short", "description"),
    [
        ("X-KIOSK-SHORT:Trauma", "Trauma", ""),
        ("DESCRIPTION:Short: Trauma\\nBring paper", "Trauma", "Bring paper"),
        ("DESCRIPTION:short: Trauma and work\\n\\nBring paper", "Trauma and work", "Bring paper"),
        ("DESCRIPTION:<p>Short: Trauma</p><p>Bring <b>paper</b></p>", "Trauma", "Bring paper"),
        ("DESCRIPTION:Bring paper\\nShort: no", "", "Bring paper\nShort: no"),
        ("DESCRIPTION:Short sleeves are fine", "", "Short sleeves are fine"),
        ("DESCRIPTION:Short:", "", "Short:"),
    ],
)
def test_the_first_line_gives_a_short_title(read, lines, short, description):
    result = read(calendar(entry(f"DTSTART:20261204T180000Z\n{lines}")))
    (event,) = result.snapshot.events
    assert (str(event.short), str(event.description)) == (short, description)
    assert told(result) == []


def test_a_short_title_beyond_its_bound_is_told_and_not_used(read):
    typed = f"DTSTART:20261204T180000Z\nX-KIOSK-SHORT:{'long ' * 13}"
    result = read(calendar(entry(typed)))
    assert str(result.snapshot.events[0].short) == ""
    assert told(result) == ["beyond-bound"]
