"""Dates and times as people write them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.iso_span import read_span
from kiosk.content.dates.when import add_recurrence, parse_when
from kiosk.domain import AllDay, Event, Localized, OnDemand, Timed
from kiosk.schedule.occurrences import occurrences

ZONE = ZoneInfo("America/Los_Angeles")
ALONE = DateContext(zone=ZONE)
OPENING = DateContext(zone=ZONE, reference_date=date(2026, 1, 7))


def timed(first: str, last: str | None = None) -> Timed:
    starts = datetime.fromisoformat(first).replace(tzinfo=ZONE)
    return Timed(
        starts=starts, ends=datetime.fromisoformat(last).replace(tzinfo=ZONE) if last else None
    )


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "Tuesday, January 13, 2026, 1:00PM-2:00PM PST",
            timed("2026-01-13T13:00", "2026-01-13T14:00"),
        ),
        (
            "Wednesday, January 28, 2026, 1:30PM–3:00PM PST",
            timed("2026-01-28T13:30", "2026-01-28T15:00"),
        ),
        ("Jan 13 2026 1-2 pm", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        ("13 January 2026, 13:00 to 14:00", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        (
            "January 13, 2026, 10\u00a0AM\u202f—\u202fnoon",
            timed("2026-01-13T10:00", "2026-01-13T12:00"),
        ),
        ("January 13, 2026, 11 - 1 pm", timed("2026-01-13T11:00", "2026-01-13T13:00")),
        ("January 13, 2026, 10 PM - 1 AM", timed("2026-01-13T22:00", "2026-01-14T01:00")),
        (
            "martes, 13 de enero de 2026, 1:00 p. m. a 2:00 p. m.",
            timed("2026-01-13T13:00", "2026-01-13T14:00"),
        ),
        ("January 13, 2026, 3:15 PM", timed("2026-01-13T15:15")),
        ("January 7 - 31, 2026", AllDay(first=date(2026, 1, 7), last=date(2026, 1, 31))),
        ("Jan 30 – Feb 2, 2026", AllDay(first=date(2026, 1, 30), last=date(2026, 2, 2))),
        (
            "Sunday, January 11, 2026, all day",
            AllDay(first=date(2026, 1, 11), last=date(2026, 1, 11)),
        ),
        ("2026-01-11", AllDay(first=date(2026, 1, 11), last=date(2026, 1, 11))),
        ("on demand, any time", OnDemand()),
        ("Jan. 13th, 2026 at noon", timed("2026-01-13T12:00")),
        (
            "January 13, 2026, from 10:30 a.m. until midnight",
            timed("2026-01-13T10:30", "2026-01-14T00:00"),
        ),
        ("Tue 13 Jan 2026 13:00–14:30", timed("2026-01-13T13:00", "2026-01-13T14:30")),
        ("13 de enero de 2026, de 13:00 a 14:00", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        (
            "Martes 13 de enero de 2026, mediodía a 2 pm",
            timed("2026-01-13T12:00", "2026-01-13T14:00"),
        ),
        (
            "January 13, 2026, 1 PM - 2 PM Pacific Standard Time",
            timed("2026-01-13T13:00", "2026-01-13T14:00"),
        ),
        (
            "December 30, 2025 - January 2, 2026",
            AllDay(first=date(2025, 12, 30), last=date(2026, 1, 2)),
        ),
        ("Dec 30 - Jan 2, 2026", AllDay(first=date(2025, 12, 30), last=date(2026, 1, 2))),
        ("del 7 al 31 de enero de 2026", AllDay(first=date(2026, 1, 7), last=date(2026, 1, 31))),
        ("7 - 31 January 2026", AllDay(first=date(2026, 1, 7), last=date(2026, 1, 31))),
        (
            "Thursday, January 29 to Friday, January 30, 2026",
            AllDay(first=date(2026, 1, 29), last=date(2026, 1, 30)),
        ),
        (
            "January 29, 2026, 9 AM - January 30, 2026, 5 PM",
            timed("2026-01-29T09:00", "2026-01-30T17:00"),
        ),
        ("2026-01-13 13:00 to 14:00", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        ("2026-01-13T13:00 - 2026-01-13T14:00", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        ("25/12/2026", AllDay(first=date(2026, 12, 25), last=date(2026, 12, 25))),
        ("a pedido", OnDemand()),
    ],
)
def test_dates_as_staff_paste_them(text, when):
    reading = parse_when(text, ALONE)
    assert reading.error is None
    assert reading.warnings == []
    assert reading.when == when


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("January 5", "date"),
        ("February 30, 2026", "date"),
        ("soon", "date"),
        ("", "date"),
        ("January 13, 2026 at 5", "time"),
        ("January 13, 2026, 25:00", "time"),
        ("January 13, 2026, room 4b", "when"),
    ],
)
def test_an_unreadable_date_has_a_hint(text, rule):
    reading = parse_when(text, ALONE)
    assert reading.when is None
    assert reading.error is not None
    assert reading.error[0] == rule
    assert reading.error[2]


def test_a_wrong_weekday_is_reported_and_the_date_used():
    reading = parse_when("Thursday, January 27, 2026, 10:00AM-12:00PM PST", ALONE)
    assert reading.when == timed("2026-01-27T10:00", "2026-01-27T12:00")
    assert [warning[0] for warning in reading.warnings] == ["weekday-mismatch"]
    assert "Tuesday" in reading.warnings[0][1]


@pytest.mark.parametrize(
    ("text", "rule", "when"),
    [
        ("01/02/2026", "ambiguous-date", AllDay(first=date(2026, 1, 2), last=date(2026, 1, 2))),
        ("January 5", "missing-year", AllDay(first=date(2026, 1, 5), last=date(2026, 1, 5))),
        ("December 30, 1 PM", "missing-year", timed("2025-12-30T13:00")),
        ("January 13, 2026, 12 AM", "twelve-am", timed("2026-01-13T00:00")),
        ("January 13, 2026, 2 PM - 1 PM", "time-order", timed("2026-01-13T14:00")),
        (
            "January 31 - 7, 2026",
            "days-swapped",
            AllDay(first=date(2026, 1, 7), last=date(2026, 1, 31)),
        ),
        ("January 13, 2026, 4 PM EST", "zone-mismatch", timed("2026-01-13T13:00")),
        ("November 1, 2026, 1:30 AM", "clock-change", timed("2026-11-01T01:30")),
    ],
)
def test_an_ambiguous_date_is_reported_with_its_reading(text, rule, when):
    reading = parse_when(text, OPENING)
    assert reading.error is None
    assert reading.when == when
    assert [warning[0] for warning in reading.warnings] == [rule]


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("every Thursday 10 AM until March 26, 2026", 12, "2026-01-08T10:00", "2026-03-26T10:00"),
        (
            "Thursdays from 10 AM to 11 AM until March 26, 2026",
            12,
            "2026-01-08T10:00",
            "2026-03-26T10:00",
        ),
        (
            "cada jueves de 10:00 a. m. a 11:00 a. m. hasta el 26 de marzo de 2026",
            12,
            "2026-01-08T10:00",
            "2026-03-26T10:00",
        ),
        (
            "every other Tuesday, 1 PM - 2 PM PST, starting January 13, 2026, until March 1, 2026",
            4,
            "2026-01-13T13:00",
            "2026-02-24T13:00",
        ),
        (
            "first Tuesday of the month, noon - 1 PM, until March 31, 2026",
            2,
            "2026-02-03T12:00",
            "2026-03-03T12:00",
        ),
        (
            "last Friday of each month at 3 PM until March 31, 2026",
            3,
            "2026-01-30T15:00",
            "2026-03-27T15:00",
        ),
        (
            "every weekday 9:00 - 10:00 until January 30, 2026 except January 19, 2026",
            17,
            "2026-01-07T09:00",
            "2026-01-30T09:00",
        ),
        (
            "Monday to Wednesday, every week at 3 PM until January 21, 2026",
            7,
            "2026-01-07T15:00",
            "2026-01-21T15:00",
        ),
        ("Mondays and Wednesdays at 3 PM, 5 times", 5, "2026-01-07T15:00", "2026-01-21T15:00"),
        (
            "every 3 days, 15:00, starting January 7, 2026, until January 16, 2026",
            4,
            "2026-01-07T15:00",
            "2026-01-16T15:00",
        ),
    ],
)
def test_repetitions_as_people_write_them(text, count, first, last):
    reading = parse_when(text, OPENING)
    assert reading.error is None
    assert reading.warnings == []
    event = Event(
        key="e", file="e", title=Localized.of([("en", "e")]), when=reading.when, timezone=ZONE.key
    )
    found = [
        when.starts.replace(tzinfo=None)
        for when in occurrences(
            event, timed("2026-01-01T00:00").starts, timed("2026-04-20T00:00").starts
        )
    ]
    assert (len(found), found[0], found[-1]) == (
        count,
        datetime.fromisoformat(first),
        datetime.fromisoformat(last),
    )


def test_a_repetition_without_any_day_is_rejected_at_once():
    reading = add_recurrence(
        parse_when("January 13, 2026, 1 PM", ALONE), "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", ALONE
    )
    assert reading.when is None
    assert reading.error is not None
    assert "names days that no year has" in reading.error[1]


@given(text=st.text(max_size=60))
def test_any_repetition_is_read_or_rejected(text):
    reading = parse_when(f"every {text}", ALONE)
    assert (reading.when is None) != (reading.error is None)


def test_standard_time_in_july_is_reported():
    reading = parse_when("July 3, 2026, 10 AM PST", ALONE)
    assert [warning[0] for warning in reading.warnings] == ["zone-mismatch"]
    assert reading.when == timed("2026-07-03T10:00")


def test_a_time_skipped_by_a_clock_change_is_reported():
    assert "clock-change" in [
        w[0] for w in parse_when("March 8, 2026, 2:30 AM - 4:00 AM", ALONE).warnings
    ]


def test_iso_spans():
    assert read_span("2026-01-13T13:00", "2026-01-13T14:00", ZONE).when == timed(
        "2026-01-13T13:00", "2026-01-13T14:00"
    )
    assert read_span("2026-01-13T21:00Z", "", ZONE).when == timed("2026-01-13T13:00")
    assert read_span("2026-01-13", "2026-01-14", ZONE).when == AllDay(
        first=date(2026, 1, 13), last=date(2026, 1, 14)
    )
    assert read_span("2026-01-13T13:00", "2026-01-13T12:00", ZONE).error is not None


@given(
    starts=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2090, 1, 1)).filter(
        lambda m: m.hour not in (0, 1, 2, 3)
    ),
    minutes=st.integers(min_value=1, max_value=300),
)
def test_a_printed_time_is_read_back(starts, minutes):
    starts = starts.replace(second=0, microsecond=0)
    ends = starts + timedelta(minutes=minutes)
    if ends.date() != starts.date():
        return
    text = f"{starts:%A, %B} {starts.day}, {starts.year}, {starts:%I:%M%p}-{ends:%I:%M%p}"
    reading = parse_when(text, ALONE)
    assert reading.warnings == []
    assert reading.when == Timed(starts=starts.replace(tzinfo=ZONE), ends=ends.replace(tzinfo=ZONE))


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_rejected(text):
    reading = parse_when(text, ALONE)
    assert (reading.when is None) != (reading.error is None)


@pytest.mark.parametrize("word", ["to", "until", "bis", "through", "till", "by", "before", "hasta"])
def test_an_end_without_a_start_is_refused(word):
    for line in (f"March 13, 2025, {word} 3:30 PM", f"2025-06-22 {word} 13:05"):
        reading = parse_when(line, DateContext(zone=ZoneInfo("America/Los_Angeles")))
        assert reading.when is None
        assert reading.error
