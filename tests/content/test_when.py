"""Dates and times as people write them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.when import parse_when, read_span
from kiosk.domain import AllDay, OnDemand, Timed

ZONE = ZoneInfo("America/Los_Angeles")


def timed(first: str, last: str | None = None) -> Timed:
    starts = datetime.fromisoformat(first).replace(tzinfo=ZONE)
    return Timed(starts=starts, ends=datetime.fromisoformat(last).replace(tzinfo=ZONE) if last else None)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Tuesday, January 13, 2026, 1:00PM-2:00PM PST", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        ("Wednesday, January 28, 2026, 1:30PM–3:00PM PST", timed("2026-01-28T13:30", "2026-01-28T15:00")),
        ("Jan 13 2026 1-2 pm", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        ("13 January 2026, 13:00 to 14:00", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        ("January 13, 2026, 10\u00a0AM\u202f—\u202fnoon", timed("2026-01-13T10:00", "2026-01-13T12:00")),
        ("January 13, 2026, 11 - 1 pm", timed("2026-01-13T11:00", "2026-01-13T13:00")),
        ("January 13, 2026, 10 PM - 1 AM", timed("2026-01-13T22:00", "2026-01-14T01:00")),
        ("martes, 13 de enero de 2026, 1:00 p. m. a 2:00 p. m.", timed("2026-01-13T13:00", "2026-01-13T14:00")),
        ("January 13, 2026, 3:15 PM", timed("2026-01-13T15:15")),
        ("January 7 - 31, 2026", AllDay(first=date(2026, 1, 7), last=date(2026, 1, 31))),
        ("Jan 30 – Feb 2, 2026", AllDay(first=date(2026, 1, 30), last=date(2026, 2, 2))),
        ("Sunday, January 11, 2026, all day", AllDay(first=date(2026, 1, 11), last=date(2026, 1, 11))),
        ("2026-01-11", AllDay(first=date(2026, 1, 11), last=date(2026, 1, 11))),
        ("on demand, any time", OnDemand()),
    ],
)
def test_forms_that_staff_paste(text, when):
    reading = parse_when(text, ZONE)
    assert reading.error is None
    assert reading.warnings == []
    assert reading.when == when


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("01/02/2026", "ambiguous-date"),
        ("January 5", "date"),
        ("February 30, 2026", "date"),
        ("soon", "date"),
        ("", "date"),
        ("January 13, 2026, 2 PM - 1 PM", "date-order"),
        ("January 31 - 7, 2026", "date-order"),
        ("January 13, 2026 at 5", "time"),
        ("January 13, 2026, 25:00", "time"),
        ("January 13, 2026, room 4b", "when"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(text, rule):
    reading = parse_when(text, ZONE)
    assert reading.when is None
    assert reading.error is not None
    assert reading.error[0] == rule
    assert reading.error[2]


def test_a_weekday_that_disagrees_is_told_and_the_date_believed():
    reading = parse_when("Thursday, January 27, 2026, 10:00AM-12:00PM PST", ZONE)
    assert reading.when == timed("2026-01-27T10:00", "2026-01-27T12:00")
    assert [warning[0] for warning in reading.warnings] == ["weekday-mismatch"]
    assert "Tuesday" in reading.warnings[0][1]


def test_winter_time_in_july_is_told():
    reading = parse_when("July 3, 2026, 10 AM PST", ZONE)
    assert [warning[0] for warning in reading.warnings] == ["zone-mismatch"]
    assert reading.when == timed("2026-07-03T10:00")


def test_a_time_that_the_clocks_leave_out_is_told():
    assert "clock-change" in [w[0] for w in parse_when("March 8, 2026, 2:30 AM - 4:00 AM", ZONE).warnings]


def test_iso_spans():
    assert read_span("2026-01-13T13:00", "2026-01-13T14:00", ZONE).when == timed("2026-01-13T13:00", "2026-01-13T14:00")
    assert read_span("2026-01-13T21:00Z", "", ZONE).when == timed("2026-01-13T13:00")
    assert read_span("2026-01-13", "2026-01-14", ZONE).when == AllDay(first=date(2026, 1, 13), last=date(2026, 1, 14))
    assert read_span("2026-01-13T13:00", "2026-01-13T12:00", ZONE).error is not None


@given(
    starts=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2090, 1, 1)).filter(lambda m: m.hour not in (1, 2, 3)),
    minutes=st.integers(min_value=1, max_value=300),
)
def test_what_is_printed_is_read_back(starts, minutes):
    starts = starts.replace(second=0, microsecond=0)
    ends = starts + timedelta(minutes=minutes)
    if ends.date() != starts.date():
        return
    text = f"{starts:%A, %B} {starts.day}, {starts.year}, {starts:%I:%M%p}-{ends:%I:%M%p}"
    reading = parse_when(text, ZONE)
    assert reading.warnings == []
    assert reading.when == Timed(starts=starts.replace(tzinfo=ZONE), ends=ends.replace(tzinfo=ZONE))


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    reading = parse_when(text, ZONE)
    assert (reading.when is None) != (reading.error is None)
