"""Times as offices write them, exceptions of weekdays, and ends that are months."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import parse_when
from kiosk.domain import AllDay, Event, Localized, Series, Timed
from kiosk.schedule import next_times

ZONE = ZoneInfo("America/Los_Angeles")
CONTEXT = DateContext(zone=ZONE, reference_date=date(2026, 12, 1), languages=("en", "es"))
DAY = "December 10, 2026, "
DIA = "10 de diciembre de 2026, "


def read(line: str, count: int = 400):
    """The times of a line as "MM-DD HH:MM-HH:MM", its warnings' rules, and its error's message."""
    reading = parse_when(line, CONTEXT)
    rules = {rule for rule, _, _ in reading.warnings}
    if reading.error is not None:
        return [], rules, str(reading.error[1])
    event = Event(key="x", file="x.md", title=Localized(), when=reading.when, timezone=ZONE.key)
    assert isinstance(reading.when, Series | Timed | AllDay)
    found = []
    for entry in next_times(event, datetime(2026, 11, 28, tzinfo=ZONE), count):
        if entry.starts is None:
            found.append(f"{entry.first_day:%m-%d}")
            continue
        ends = f"-{entry.ends:%H:%M}" if entry.ends else ""
        found.append(f"{entry.starts:%m-%d %H:%M}{ends}")
    return found, rules, ""


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("1730", "17:30"),
        ("at 1730", "17:30"),
        ("1730-1900", "17:30-19:00"),
        ("1730 - 1900 h", "17:30-19:00"),
        ("0900 to 1700", "09:00-17:00"),
        ("2000", "20:00"),
        ("2000-2130", "20:00-21:30"),
        ("17.30 h", "17:30"),
        ("5:30p", "17:30"),
        ("5p-7p", "17:00-19:00"),
        ("5p - 7:30p", "17:00-19:30"),
        ("5-7p", "17:00-19:00"),
        ("10a-2p", "10:00-14:00"),
        ("2, 3 & 4 PM", "14:00|15:00|16:00"),
        ("1, 2, 3 and 4 PM", "13:00|14:00|15:00|16:00"),
        ("six PM", "18:00"),
    ],
)
def test_times_in_english(typed, times):
    assert read(DAY + typed)[0] == [f"12-10 {one}" for one in times.split("|")]


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("17.30 h", "17:30"),
        ("a las 17.30 h", "17:30"),
        ("de 17.30 a 19.00 h", "17:30-19:00"),
        ("10-14 y 16-20 h", "10:00-14:00|16:00-20:00"),
        ("de 10 a 14 y de 16 a 20 h", "10:00-14:00|16:00-20:00"),
        ("10 a 14 y 16 a 20 h", "10:00-14:00|16:00-20:00"),
        ("a las 7 y media de la tarde", "19:30"),
        ("a las siete y media de la tarde", "19:30"),
        ("a las siete y cuarto de la mañana", "07:15"),
        ("a las 8 menos cuarto de la tarde", "19:45"),
        ("a la una menos cuarto de la tarde", "12:45"),
        ("a la una de la tarde", "13:00"),
        ("a las doce y media de la tarde", "12:30"),
    ],
)
def test_times_in_spanish(typed, times):
    assert read(DIA + typed)[0] == [f"12-10 {one}" for one in times.split("|")]


@pytest.mark.parametrize(
    "line",
    [
        DIA + "a las 7 y media",
        DIA + "a las siete y media",
        DIA + "a las 7 y cuarto",
        "every Thursday 10 AM until January",
        "todos los jueves hasta enero, 10 h",
        "daily and Thursdays, 10 AM",
        "Thursdays and daily, 10 AM",
        "every day and Thursdays, 10 AM",
        "daily and on weekends, 10 AM",
        "Daily at 10 AM and Thursdays",
        "todos los días y los jueves, 10 h",
        "Tuesdays and Thursdays except Mondays, 10 AM",
        "Tuesdays except Tuesdays, 10 AM",
        "every other day except Mondays, 10 AM",
        "first Tuesday of the month except Mondays, 10 AM",
        "Thursdays, 2030",
        "daily, 10 AM, except December 7 until December 31",
        "December 10, 1730",
        "December 10, 1026, 10 AM",
        "December 10, 2026, 2575",
        "December 10, 2026, 2026",
    ],
)
def test_what_can_mean_two_things_is_refused(line):
    found, _, message = read(line)
    assert not found
    assert message


def _days(*, without: set[int], last: date = date(2026, 12, 31)) -> list[str]:
    return [
        f"{day:%m-%d}"
        for number in range((last - date(2026, 12, 1)).days + 1)
        if (day := date.fromordinal(date(2026, 12, 1).toordinal() + number)).weekday()
        not in without
    ]


@pytest.mark.parametrize("hours", ["", ", 10 AM", ", 10 AM - 4 PM"])
@pytest.mark.parametrize(
    ("line", "without"),
    [
        ("December 1-31, 2026, except Mondays", {0}),
        ("December 1-31, 2026, daily except Mondays", {0}),
        ("December 1-31, 2026, closed Mondays", {0}),
        ("December 1-31, 2026, except Sundays and Mondays", {6, 0}),
        ("December 1-31, 2026, except weekends", {5, 6}),
        ("1-31 de diciembre de 2026, excepto los lunes", {0}),
        ("1-31 de diciembre de 2026, salvo los lunes y martes", {0, 1}),
        ("daily until December 31, 2026, except Monday", {0}),
        ("every day except Tuesdays until December 31, 2026", {1}),
        ("weekdays except Wednesdays until December 31, 2026", {2, 5, 6}),
    ],
)
def test_weekdays_are_excepted(line, without, hours):
    times = {"": "", ", 10 AM": " 10:00", ", 10 AM - 4 PM": " 10:00-16:00"}[hours]
    assert read(line + hours)[0] == [f"{day}{times}" for day in _days(without=without)]


@pytest.mark.parametrize(
    "line",
    [
        "December 1-31, 2026, except Mondays and December 25",
        "December 1-31, 2026, except December 25 and Mondays",
        "daily except December 25 and Mondays, until December 31, 2026",
        "daily except Mondays and December 25, until December 31, 2026",
    ],
)
def test_weekdays_and_days_are_excepted(line):
    assert read(line)[0] == [day for day in _days(without={0}) if day != "12-25"]


def test_a_date_with_its_weekday_is_excepted_alone():
    found = read("daily except Monday, December 7, until December 31, 2026")[0]
    assert found == [day for day in _days(without=set()) if day != "12-07"]


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("Daily through January, 10 AM", date(2027, 1, 31)),
        ("Daily, 10 AM, through February", date(2027, 2, 28)),
        ("Daily, 10 AM, until the end of February", date(2027, 2, 28)),
        ("todos los días a las 10 h hasta finales de enero", date(2027, 1, 31)),
    ],
)
def test_through_a_month_ends_with_its_last_day(line, last):
    found, rules, _ = read(line)
    assert found == [f"{day} 10:00" for day in _days(without=set(), last=last)]
    assert "missing-year" in rules


@pytest.mark.parametrize(
    ("typed", "starts"),
    [("0:00", "12-10 00:00"), ("00:00", "12-10 00:00"), ("24:00", "12-11 00:00")],
)
def test_midnight_in_figures_is_told(typed, starts):
    found, rules, _ = read(DAY + typed)
    assert found == [starts]
    assert "midnight" in rules
    assert "midnight" not in read(DAY + "00:30")[1]
    assert "midnight" not in read(DAY + "22:00 - 0:00")[1]


@pytest.mark.parametrize(
    ("line", "weekdays"),
    [
        ("daily, Monday - Friday, 10 AM", {0, 1, 2, 3, 4}),
        ("daily Tuesday through Sunday, 10 AM", {1, 2, 3, 4, 5, 6}),
        ("daily on weekends, 10 AM", {5, 6}),
        ("primer y cuarto jueves de cada mes, 10 h", {3}),
    ],
)
def test_what_was_read_before_is_read_still(line, weekdays):
    when = parse_when(line, CONTEXT).when
    event = Event(key="x", file="x.md", title=Localized(), when=when, timezone=ZONE.key)
    entries = next_times(event, datetime(2026, 11, 28, tzinfo=ZONE), 14)
    assert {one.first_day.weekday() for one in entries} == weekdays
    assert {one.starts.timetz().replace(tzinfo=None) for one in entries} == {time(10)}


def test_two_years_are_days_and_no_times():
    reading = parse_when("December 10, 2026 - January 5, 2027", CONTEXT)
    assert reading.when == AllDay(first=date(2026, 12, 10), last=date(2027, 1, 5))
    assert parse_when("December 10, 2030", CONTEXT).when.first == date(2030, 12, 10)
