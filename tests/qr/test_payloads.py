"""What codes may lead to, how it is told, and what an event adds to a telephone's calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kiosk.qr import (
    Repetition,
    calendar_payload,
    find_contacts,
    may_be_code,
    module_size,
    number_address,
    readable_address,
    required_side_mm,
)
from kiosk.qr.vevent import LARGEST

ZONE = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://www.cdss.ca.gov/a", True),
        ("mailto:a@cdss.ca.gov", True),
        ("tel:+18883737888", False),
        ("http://cdss.ca.gov", False),
        ("javascript:alert(1)", False),
        ("https://nohost", False),
        ("https://[broken", False),
        ("https://cdss.ca.gov/a b", False),
        ("https://evilca.gov/", False),
        ("tel:", False),
        ("", False),
    ],
)
def test_only_what_is_safe_becomes_a_code(url, allowed):
    assert may_be_code(url, ["ca.gov"]) is allowed


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ("https://www.cdss.ca.gov/a/b/?x=1", "www.cdss.ca.gov/a/b"),
        ("mailto:info%40x@cdss.ca.gov", ""),
        ("https://bücher.de/", "bücher.de"),
        ("https://xn--bcher-kva.de/", "bücher.de"),
        ("https://сdss.ca.gov/", "xn--dss-3ed.ca.gov"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://кино.рф", "кино.рф"),
    ],
)
def test_addresses_in_words_cannot_be_mistaken(payload, words):
    assert readable_address(payload).replace("\u200b", "") == words


def test_a_long_address_turns_over_where_its_parts_end():
    assert readable_address("mailto:info@cdss.ca.gov").split("\u200b") == [
        "info",
        "@cdss",
        ".ca",
        ".gov",
    ]
    assert readable_address("https://cdss.ca.gov/a/b").split("\u200b") == [
        "cdss",
        ".ca",
        ".gov/",
        "a/",
        "b",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Ana Example, ana@cdss.ca.gov, (916) 555-0100",
            ("mailto:ana@cdss.ca.gov", "tel:9165550100"),
        ),
        ("1-888-373-7888", ("", "tel:+18883737888")),
        ("+52 55 1234 5678", ("", "tel:+525512345678")),
        ("room 105, 2026", ("", "")),
    ],
)
def test_an_address_and_a_number_are_found_in_a_contact(words, found):
    assert find_contacts(words) == found


def test_a_code_is_as_large_as_it_must_be_and_no_larger_than_it_may():
    assert module_size(29, 264) == 7
    assert module_size(29, 264, min_side=271, max_side=400) == 10, "10 x 29 is the first above 271"
    assert module_size(29, 264, min_side=271, max_side=369) == 9, "37 x 10 would need 370"
    assert module_size(29, 264, min_side=100, max_side=400) == 7, "it is large enough already"
    assert module_size(29, 264, min_side=271) == 7, "it may not"


def test_sizes_from_the_distance():
    assert required_side_mm(25, 1000) == 100
    assert required_side_mm(65, 1000) == 162.5


@given(
    title=st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
        min_size=1,
        max_size=200,
    ),
    starts=st.datetimes(
        min_value=datetime(2000, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(ZONE)
    ),
    minutes=st.integers(min_value=1, max_value=5000),
)
def test_a_telephone_gets_the_same_instants(title, starts, minutes):
    starts = starts.replace(microsecond=0)
    ends = (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZONE)
    event = Calendar.from_ical(
        calendar_payload(title, starts, ends, "Room 1; east, left", "https://x.ca.gov/a")
    ).events[0]
    assert isinstance(event.start, datetime)
    assert isinstance(event.end, datetime)
    assert (event.start.astimezone(UTC), event.end.astimezone(UTC)) == (
        starts.astimezone(UTC),
        ends.astimezone(UTC),
    )
    assert str(event["LOCATION"]) == "Room 1; east, left"
    assert len(str(event["SUMMARY"])) <= 60


def test_whole_days_on_a_telephone():
    event = Calendar.from_ical(
        calendar_payload("Fair", date(2026, 1, 7), date(2026, 1, 31))
    ).events[0]
    assert (event.start, event.end) == (date(2026, 1, 7), date(2026, 2, 1))


@pytest.mark.parametrize(
    "sign", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_no_line_end_of_a_title_or_place_begins_a_property(sign):
    payload = calendar_payload(
        f"Open{sign}URL:https://evil.zz/",
        date(2026, 1, 7),
        None,
        f"Room{sign}DTSTART:20300101{sign}END:VEVENT{sign}BEGIN:VEVENT",
    )
    (event,) = Calendar.from_ical(payload).events
    assert (event.start, event.get("URL")) == (date(2026, 1, 7), None)
    assert all(line[:1].isupper() for line in payload.split("\r\n") if line)
    assert str(event["LOCATION"]).split("\n")[0] == "Room"


@pytest.mark.parametrize(
    ("words", "allowed", "kept"),
    [
        ("Hall 2, https://ca.gov/map", [], "Hall 2, https://ca.gov/map"),
        ("Hall, https://ca.gov@evil.zz/ (east)", [], "Hall, (east)"),
        ("Hall, (http://ca.gov)", [], "Hall,"),
        ("Hall javascript:alert(1) www.ca.gov", [], "Hall www.ca.gov"),
        ("Hall tel:*06#", [], "Hall"),
        ("Hall \u202evog.ac\u202c", [], "Hall vog.ac"),
        ("Hall https://evil.zz/ evil.zz evil.zz/x a@evil.zz", ["ca.gov"], "Hall"),
        (
            "8:00 at St. Mary's, 744 P Street, p.m.",
            ["ca.gov"],
            "8:00 at St. Mary's, 744 P Street, p.m.",
        ),
        ("www.evil.zz or dss.ca.gov", ["ca.gov"], "or dss.ca.gov"),
        ("Back\\slash; semi, colon", [], "Back\\slash; semi, colon"),
    ],
)
def test_addresses_within_a_calendar_entry_go_through_the_same_decision(words, allowed, kept):
    for payload, name in (
        (calendar_payload(words, date(2026, 1, 7), None, allowed=allowed), "SUMMARY"),
        (calendar_payload("A", date(2026, 1, 7), None, words, allowed=allowed), "LOCATION"),
    ):
        (event,) = Calendar.from_ical(payload).events
        assert str(event[name]) == kept


@pytest.mark.parametrize(
    ("url", "allowed", "found"),
    [
        ("https://ca.gov", ["ca.gov"], "https://ca.gov/"),
        ("https://ca.gov@evil.zz", [], None),
        ("https://evil.zz", ["ca.gov"], None),
        ("https://bücher.de/\r\nDTEND:20300101", [], None),
        ("https://bücher.de/", [], "https://xn--bcher-kva.de/"),
    ],
)
def test_the_address_of_a_calendar_entry_is_one_that_may_be_a_code(url, allowed, found):
    payload = calendar_payload("A", date(2026, 1, 7), None, "", url, allowed=allowed)
    (event,) = Calendar.from_ical(payload).events
    assert event.get("URL") == found


@pytest.mark.parametrize(
    ("scheme", "typed", "url"),
    [
        ("tel", "1-888-373-7888", "tel:+18883737888"),
        ("tel", "\u206618883737888\u2069", "tel:+18883737888"),
        ("tel", "+44 (20) 7946 0000", "tel:+442079460000"),
        ("tel", "٧١١", "tel:711"),
        ("sms", "233733", "sms:233733"),
        ("tel", "", ""),
        ("tel", "711 or 911", "tel:711or911"),
    ],
)
def test_a_number_that_stands_alone_is_written_in_digits(scheme, typed, url):
    assert number_address(scheme, typed) == url


def test_hours_on_each_day_of_a_span_repeat_daily_and_end_on_the_day():
    starts, ends = (
        datetime(2026, 12, 14, hour, tzinfo=ZoneInfo("America/Los_Angeles")) for hour in (9, 12)
    )
    week = Repetition(rule="FREQ=DAILY", last_day=date(2026, 12, 18))
    payload = calendar_payload("Week", starts, ends, repetition=week)
    assert times_in(payload) == [f"12-{day} 09:00-12:00" for day in range(14, 19)]


def times_in(payload):
    """The times that a calendar program would show, in their own zone."""
    calendar = Calendar.from_ical(payload)
    return [
        f"{one.start:%m-%d %H:%M}-{one.end:%H:%M}"
        for one in recurring_ical_events.of(calendar).between((2026, 12, 1), (2027, 3, 1))
    ]


def test_a_series_repeats_in_its_own_zone_and_not_on_its_excluded_days():
    # 18:00 in Sacramento is Friday in UTC.
    starts, ends = (
        datetime(2026, 12, 3, hour, tzinfo=ZoneInfo("America/Los_Angeles")) for hour in (18, 20)
    )
    thursdays = Repetition(
        rule="FREQ=WEEKLY;BYDAY=TH",
        last_day=date(2027, 1, 7),
        excluded=(date(2026, 11, 26), date(2026, 12, 24), date(2026, 12, 31)),
    )
    payload = calendar_payload("Class", starts, ends, "Hall", repetition=thursdays)
    assert times_in(payload) == [
        f"{day} 18:00-20:00" for day in ("12-03", "12-10", "12-17", "01-07")
    ]
    assert "20261126" not in payload
    assert len(payload.encode()) <= LARGEST


def test_a_rule_that_is_too_long_is_left_out_with_its_exceptions():
    starts = datetime(2026, 12, 3, 18, tzinfo=ZoneInfo("America/Los_Angeles"))
    days = tuple(date(2026, 12, 3) + timedelta(weeks=number) for number in range(1, 40, 2))
    many = Repetition(rule="FREQ=WEEKLY;BYDAY=TH", excluded=days)
    payload = calendar_payload("Class", starts, None, "Hall", repetition=many)
    assert "RRULE" not in payload
    assert "EXDATE" not in payload
    assert "DTSTART:20261204T020000Z" in payload
