"""In the autumn night the clock shows an hour twice: instants decide, not wall clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.iso_span import read_span
from kiosk.content.dates.when import parse_when
from kiosk.domain import Event, Localized, Series, Timed
from kiosk.i18n.formatting import full_date_and_time, time_range
from kiosk.qr.vevent import calendar_payload
from kiosk.schedule import EntryState, build_agenda, next_change, next_times

ZONE = ZoneInfo("America/Los_Angeles")
# 1:00 PDT; 2:00 PDT is 1:00 PST.
ONE = datetime(2026, 11, 1, 8, tzinfo=UTC)


def after(minutes: int) -> datetime:
    """So many minutes after the first 1 AM of the night, in the zone of the exhibition."""
    return (ONE + timedelta(minutes=minutes)).astimezone(ZONE)


def event(key: str, starts: int, ends: int | None = None) -> Event:
    when = Timed(starts=after(starts), ends=None if ends is None else after(ends))
    return Event(
        key=key,
        file=f"{key}.md",
        title=Localized.of([("en", key)]),
        when=when,
        timezone=ZONE.key,
        register="https://example.org",
        register_until=after(starts),
    )


@pytest.mark.parametrize("now", range(-90, 150, 15))
@pytest.mark.parametrize(("starts", "ends"), [(30, 75), (45, 60), (75, 100), (30, None), (0, 120)])
def test_now_soon_and_over_go_by_instants(now, starts, ends):
    entries = build_agenda([event("talk", starts, ends)], after(now))
    end = starts + 60 if ends is None else ends
    if now >= end:
        assert not entries
        return
    expected = (
        EntryState.NOW
        if now >= starts
        else EntryState.SOON
        if starts - now <= 60
        else EntryState.TODAY
        if after(now).day == 1
        else EntryState.TOMORROW
    )
    assert [one.state for one in entries] == [expected]
    assert entries[0].can_register == (now < starts)
    change = next_change(entries, after(now))
    expected_change = min(one for one in (starts - 60, starts, end, -60) if one > now)
    assert change.astimezone(UTC) == ONE + timedelta(minutes=expected_change)


def test_the_board_is_in_the_order_of_instants():
    events = [event(f"at-{minutes}", minutes) for minutes in (75, 30, 90, 15, 45, 60)]
    entries = build_agenda(events, after(-120), after(80))
    assert [one.event.key for one in entries] == ["at-15", "at-30", "at-45", "at-60", "at-75"]


def test_a_series_of_every_half_hour_has_each_of_its_times():
    source = "\r\n".join(
        (
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:x"),
            *("DTSTART:20261101T073000Z", "DURATION:PT20M"),
            *("RDATE:20261101T083000Z,20261101T093000Z,20261101T103000Z", "END:VEVENT"),
            *("END:VCALENDAR", ""),
        )
    )
    series = Event(
        key="tours",
        file="tours.ics",
        title=Localized.of([("en", "Tours")]),
        when=Series(source=source),
        timezone=ZONE.key,
    )
    entries = next_times(series, after(-60), 9)
    assert [one.starts.astimezone(UTC).hour for one in entries] == [7, 8, 9, 10]
    assert len({one.key for one in entries}) == 4


def test_words_and_code_of_a_time_across_the_change():
    """Both times name their zone; the telephone gets instants."""
    talk = event("talk", 30, 75)
    entry = build_agenda([talk], after(-60))[0]
    for language, words in (
        ("en", "1:30 AM PDT – 1:15 AM PST"),
        ("es", "1:30 a.m. PDT – 1:15 a.m. PST"),
    ):
        shown = full_date_and_time(entry, language).replace("\u2060", "").replace("\u00a0", " ")
        assert shown.endswith(words), shown
        assert "PDT" not in time_range(after(120), after(150), language)
    payload = calendar_payload("x", after(30), after(75))
    assert "DTSTART:20261101T083000Z\r\nDTEND:20261101T091500Z" in payload


def test_typed_offsets_across_the_change():
    reading = read_span("2026-11-01T01:30-07:00", "2026-11-01T01:15-08:00", ZONE)
    assert reading.error is None
    assert reading.when.ends.astimezone(UTC) - reading.when.starts.astimezone(UTC) == timedelta(
        minutes=45
    )
    typed = parse_when("2026-11-01T01:30-08:00", DateContext(zone=ZONE)).when
    assert typed.starts.astimezone(UTC) == ONE + timedelta(minutes=90)
