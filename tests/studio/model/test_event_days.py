"""An event on another day: the line's other words stay, and it is read as meant."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.dates.weekday_names import weekday_like
from kiosk.domain import AllDay, Exhibition, Timed
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.guidance.event_days import moved_event
from kiosk.studio.model.guidance.event_reading import read_event_keys

ZONE = ZoneInfo("America/Los_Angeles")
SHOW = Exhibition(
    timezone=ZONE.key,
    languages=("en", "es", "fr"),
    opens=date(2026, 1, 7),
    closes=date(2026, 12, 31),
)
MOVED = {
    ("Tuesday, January 13, 2026, 1:00PM-2:00PM PST", 1): (
        "Wednesday, January 14, 2026, 1:00PM-2:00PM PST"
    ),
    ("Tue, Jan 13, 2026 1-2 pm", 30): "Thu, Feb 12, 2026 1-2 pm",
    ("Jan. 13th, 2026, 10 AM", 9): "Jan. 22nd, 2026, 10 AM",
    ("martes 13 de enero de 2026, 13:00-14:00", 1): "miércoles 14 de enero de 2026, 13:00-14:00",
    ("mardi 13 janvier 2026, 13:00", 30): "jeudi 12 février 2026, 13:00",
    ("1/13/2026 1 PM", 1): "1/14/2026 1 PM",
    # 1/6 could be June 1: it is written out.
    ("1/13/2026 1 PM - 2 PM", -7): "January 6, 2026, 1:00 PM - 2:00 PM",
    ("January 1, 2026, 1:00 PM - 1:30 PM", 1): "January 2, 2026, 1:00 PM - 1:30 PM",
    ("January 13-15, 2026", -7): "January 6-8, 2026",
    ("January 30 - February 2, 2026", 30): "March 1 - March 4, 2026",
    ("Tuesday, January 13, 2026, 10 PM - Wednesday, January 14, 2026, 1 AM", 1): (
        "Wednesday, January 14, 2026, 10 PM - Thursday, January 15, 2026, 1 AM"
    ),
    # A wrong weekday is put right with it; PST would be wrong in summer.
    ("Thursday, January 13, 2026", 1): "Wednesday, January 14, 2026",
    ("Sunday, March 1, 2026, 1 PM PST", 30): "March 31, 2026, 1:00 PM",
}


@pytest.mark.parametrize(("line", "days"), MOVED)
def test_an_event_is_moved_and_its_other_words_stay(line, days):
    _, values = moved_event("events/a.md", {"title": "A", "when": line}, SHOW, days)
    assert values == {"title": "A", "when": MOVED[line, days]}


def test_every_day_of_a_year_is_reached_at_the_same_hour():
    line = "Tuesday, January 13, 2026, 1:00 PM - 2:00 PM"
    for days in range(-12, 350, 17):
        _, values = moved_event("events/a.md", {"when": line}, SHOW, days)
        read = read_event_keys(values, SHOW, datetime(2026, 1, 1, tzinfo=ZONE))
        assert isinstance(read.event.when, Timed)
        starts = read.event.when.starts.astimezone(ZONE)
        assert (starts.hour, (starts.date() - date(2026, 1, 13)).days) == (13, days)
        assert not read.problems


def test_days_by_their_own_keys_are_moved():
    _, values = moved_event(
        "events/a.md", {"starts": "2026-01-13 22:00", "ends": "2026-01-14 01:00"}, SHOW, 3
    )
    assert values == {"starts": "2026-01-16 22:00", "ends": "2026-01-17 01:00"}


@pytest.mark.parametrize(
    "values",
    [
        {"when": "every Thursday 10 AM until March 26, 2026"},
        {"when": "January 13, 2026, 10 AM", "repeats": "every week until March 26, 2026"},
        {"when": "January 13 and 15, 2026, 10 AM"},
        {"when": "on demand, any time"},
        {"when": "Febtember 31"},
        {},
    ],
)
def test_what_has_no_single_day_is_refused_in_words(values):
    with pytest.raises(EditRefusedError) as told:
        moved_event("events/a.md", values, SHOW, 1)
    assert "form" in told.value.hint or "days there" in told.value.hint


def test_whole_days_stay_whole_days():
    _, values = moved_event("events/a.md", {"when": "January 13, 2026"}, SHOW, 1)
    read = read_event_keys(values, SHOW, datetime(2026, 1, 1, tzinfo=ZONE))
    assert read.event.when == AllDay(first=date(2026, 1, 14), last=date(2026, 1, 14))


@pytest.mark.parametrize(
    ("word", "day", "written"),
    [
        ("Jueves", 1, "Martes"),
        ("jue.", 1, "mar."),
        ("MON", 2, "WED"),
        ("Thurs", 1, "Tue"),
        ("mercredi", 0, "lundi"),
        ("Mondays", 1, ""),
        ("May", 1, ""),
    ],
)
def test_a_weekday_is_written_like_another(word, day, written):
    assert weekday_like(word, day, ("en", "es", "fr")) == written
