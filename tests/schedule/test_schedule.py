"""The agenda, phases, opening hours, and dwell and idle times."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import parse_when
from kiosk.domain import (
    AllDay,
    DayHours,
    Event,
    Exhibition,
    Localized,
    OnDemand,
    Status,
    Timed,
    Work,
)
from kiosk.schedule import (
    EntryState,
    ExhibitionPhase,
    build_agenda,
    dwell_seconds,
    featured_entry,
    idle_timeout_seconds,
    is_on_display,
    next_change,
    page_seconds,
    phase,
    reading_seconds,
    screen_on,
)

ZONE = ZoneInfo("America/Los_Angeles")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def event(key: str, when, *, register: str = "https://example.org/x", **more) -> Event:
    return Event(
        key=key,
        file=f"{key}.md",
        title=Localized.of([("en", key)]),
        when=when,
        timezone="America/Los_Angeles",
        register=register,
        **more,
    )


TALK = event("talk", Timed(starts=at("2026-01-13T13:00"), ends=at("2026-01-13T14:00")))


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-01-10T09:00", EntryState.LATER),
        ("2026-01-12T23:59", EntryState.TOMORROW),
        ("2026-01-13T00:00", EntryState.TODAY),
        ("2026-01-13T11:59", EntryState.TODAY),
        ("2026-01-13T12:00", EntryState.SOON),
        ("2026-01-13T13:00", EntryState.NOW),
        ("2026-01-13T13:59", EntryState.NOW),
    ],
)
def test_the_state_of_an_event_relative_to_now(now, state):
    assert [entry.state for entry in build_agenda([TALK], at(now))] == [state]


def test_an_event_leaves_the_agenda_at_the_minute_it_ends():
    assert build_agenda([TALK], at("2026-01-13T14:00")) == ()


def test_events_past_midnight_and_over_several_days():
    night = event("night", Timed(starts=at("2026-01-13T22:00"), ends=at("2026-01-14T01:00")))
    days = event("days", AllDay(first=date(2026, 1, 12), last=date(2026, 1, 14)))
    now = at("2026-01-14T00:30")
    assert [(entry.event.key, entry.state) for entry in build_agenda([days, night], now)] == [
        ("night", EntryState.NOW),
        ("days", EntryState.TODAY),
    ]
    assert [entry.event.key for entry in build_agenda([days, night], at("2026-01-14T23:59"))] == [
        "days"
    ]
    assert build_agenda([days, night], at("2026-01-15T00:00")) == ()


def test_hours_on_each_day_of_a_span_are_one_entry():
    reading = parse_when("December 14-18, 2026, 9 AM - noon", DateContext(zone=ZONE))
    week = event("week", reading.when)
    (entry,) = build_agenda([week], at("2026-12-01T09:00"))
    assert (entry.first_day, entry.last_day) == (date(2026, 12, 14), date(2026, 12, 18))
    assert (entry.starts, entry.ends) == (at("2026-12-14T09:00"), at("2026-12-14T12:00"))
    assert entry.is_daily
    assert entry.key == "week"
    (running,) = build_agenda([week], at("2026-12-16T09:30"))
    assert running.state is EntryState.NOW
    assert running.starts == at("2026-12-16T09:00")
    assert build_agenda([week], at("2026-12-18T12:00")) == ()


def test_entries_are_in_order_of_time_with_on_demand_last():
    later = event("later", Timed(starts=at("2026-01-22T10:00"), ends=at("2026-01-22T12:00")))
    free = event("free", OnDemand())
    blue = event(
        "blue",
        AllDay(first=date(2026, 1, 14), last=date(2026, 1, 14)),
        observance=True,
        register="",
    )
    entries = build_agenda([free, later, blue, TALK], at("2026-01-13T13:10"))
    assert [entry.event.key for entry in entries] == ["talk", "blue", "later", "free"]
    assert [entry.state for entry in entries] == [
        EntryState.NOW,
        EntryState.OBSERVANCE,
        EntryState.LATER,
        EntryState.ON_DEMAND,
    ]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED, Status.FULL])
def test_no_registration_for_cancelled_postponed_or_full_events(status):
    gone = event("gone", TALK.when, status=status)
    entries = build_agenda([gone, event("free", OnDemand())], at("2026-01-13T09:00"))
    assert [entry.can_register for entry in entries] == [False, True]


def test_the_featured_entry_comes_next_and_is_never_cancelled():
    cancelled = event("cancelled", TALK.when, status=Status.CANCELLED)
    later = event("later", Timed(starts=at("2026-01-22T10:00"), ends=None))
    blue = event(
        "blue",
        AllDay(first=date(2026, 1, 14), last=date(2026, 1, 14)),
        observance=True,
        register="",
    )
    entries = build_agenda([cancelled, later, blue], at("2026-01-13T09:00"))
    assert featured_entry(entries).event.key == "later"
    assert featured_entry(()) is None


def test_states_are_right_across_the_change_to_daylight_saving_time():
    early = event("early", Timed(starts=at("2026-03-08T10:00"), ends=at("2026-03-08T11:00")))
    before = datetime(2026, 3, 8, 16, 59, tzinfo=UTC)
    assert [entry.state for entry in build_agenda([early], before)] == [EntryState.SOON]
    assert [entry.state for entry in build_agenda([early], before + timedelta(minutes=1))] == [
        EntryState.NOW
    ]


def test_days_are_those_of_the_event_s_time_zone():
    """Late evening in Sacramento is the next day already in New York."""
    eastern = ZoneInfo("America/New_York")
    away = Event(
        key="away",
        file="a.md",
        title=Localized.of([("en", "a")]),
        timezone="America/New_York",
        when=Timed(starts=datetime(2026, 1, 14, 9, tzinfo=eastern), ends=None),
    )
    assert [entry.state for entry in build_agenda([away], at("2026-01-13T22:00"))] == [
        EntryState.TODAY
    ]


@given(minutes=st.integers(min_value=-3000, max_value=3000))
def test_no_entry_changes_before_the_next_change(minutes):
    events = [
        TALK,
        event("free", OnDemand()),
        event("day", AllDay(first=date(2026, 1, 14), last=date(2026, 1, 15))),
    ]
    now = at("2026-01-13T13:10") + timedelta(minutes=minutes)
    entries = build_agenda(events, now)
    change = next_change(entries, now)
    assert change is not None
    assert change > now
    just_before = max(now, change - timedelta(seconds=1))
    assert [(e.event.key, e.state) for e in build_agenda(events, just_before)] == [
        (e.event.key, e.state) for e in entries
    ]


def test_phases_of_an_exhibition_in_its_own_time_zone():
    show = Exhibition(
        timezone="America/Los_Angeles", opens=date(2026, 1, 7), closes=date(2026, 1, 31)
    )
    assert phase(show, at("2026-01-06T23:59")) is ExhibitionPhase.UPCOMING
    assert phase(show, at("2026-01-07T00:00")) is ExhibitionPhase.OPEN
    assert phase(show, at("2026-01-31T23:59")) is ExhibitionPhase.OPEN
    assert phase(show, at("2026-02-01T00:00")) is ExhibitionPhase.ENDED
    assert phase(Exhibition(), at("2026-02-01T00:00")) is ExhibitionPhase.OPEN


def test_a_work_is_on_display_within_its_own_dates():
    work = Work(
        key="w",
        file="w.md",
        title=Localized(),
        shown_from=date(2026, 1, 10),
        shown_until=date(2026, 1, 12),
    )
    assert [is_on_display(work, date(2026, 1, day)) for day in (9, 10, 12, 13)] == [
        False,
        True,
        True,
        False,
    ]


@given(words=st.integers(min_value=0, max_value=5000))
def test_dwell_and_idle_times_grow_with_the_words(words):
    assert dwell_seconds(words, has_code=False) == max(17, 10 + 60 * words / 175)
    assert dwell_seconds(words, has_code=True) >= 20
    assert idle_timeout_seconds(words) >= max(90, 2 * reading_seconds(words))
    assert (
        max(8, reading_seconds(words))
        <= page_seconds(words)
        <= dwell_seconds(words, has_code=False)
    )


@pytest.mark.parametrize(
    ("words", "has_code", "asked", "stays"),
    [
        (0, False, 12, 12),
        (0, False, 90, 90),
        (0, True, 12, 20),
        (175, False, 12, 70),
        (175, True, 90, 90),
    ],
)
def test_a_curator_s_seconds_never_cut_words_or_codes_short(words, has_code, asked, stays):
    assert dwell_seconds(words, has_code=has_code, asked=asked) == stays


def test_the_screen_is_on_during_the_opening_hours():
    hours = tuple(DayHours(weekday=day, opens=time(8), closes=time(17)) for day in range(5))
    place = Exhibition(
        timezone="America/Los_Angeles", hours=hours, closed_days=(date(2026, 1, 19),)
    )
    pacific = ZoneInfo("America/Los_Angeles")
    assert screen_on(place, datetime(2026, 1, 13, 8, 0, tzinfo=pacific))
    assert not screen_on(place, datetime(2026, 1, 13, 17, 0, tzinfo=pacific))
    assert not screen_on(place, datetime(2026, 1, 17, 12, 0, tzinfo=pacific)), "a Saturday"
    assert not screen_on(place, datetime(2026, 1, 19, 12, 0, tzinfo=pacific)), "a closed day"
    assert screen_on(place, datetime(2026, 1, 13, 16, 30, tzinfo=ZoneInfo("UTC"))), (
        "8:30 AM at the exhibition"
    )
    assert screen_on(Exhibition(), datetime(2026, 1, 17, 3, 0, tzinfo=pacific)), (
        "no hours are given"
    )
