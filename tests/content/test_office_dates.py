"""Short forms of an office's date lines, in both languages: read right, or refused with a hint."""

import random
from datetime import date, timedelta

import pytest

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import parse_when
from kiosk.domain import AllDay, Series
from tests.content.test_date_lines import LONDON, MADRID, OPENING, SACRAMENTO, times

ENGLISH = ("M", "Tu", "W", "Th", "F", "Sa", "Su")
SPANISH = ("L", "Ma", "X", "J", "V", "S", "D")
NAMES = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
DAYS = [OPENING + timedelta(days=number) for number in range(61)]


def on(weekdays, hour="10:00"):
    return {f"{day:%m-%d} {hour}" for day in DAYS if day.weekday() in weekdays}


def read(line, context):
    reading = parse_when(line, context)
    told = {rule for rule, _, _ in reading.warnings}
    return reading.error, set(times(reading, context)), told


@pytest.mark.parametrize("language", ["en", "es"])
def test_codes_of_weekdays_are_those_days_of_each_week(language):
    chance = random.Random(2101)
    codes, context = (ENGLISH, SACRAMENTO) if language == "en" else (SPANISH, MADRID)
    hour = "10 AM" if language == "en" else "10:00"
    for _ in range(25):
        chosen = sorted(chance.sample(range(7), chance.randrange(2, 6)))
        joint = chance.choice(("/", ", ", " & " if language == "en" else " y "))
        error, found, told = read(f"{joint.join(codes[day] for day in chosen)}, {hour}", context)
        assert (error, found, told) == (None, on(chosen), set())
        first, last = chosen[0], chosen[-1]
        dash = chance.choice(("-", "–", " to " if language == "en" else " a "))
        error, found, told = read(f"{codes[first]}{dash}{codes[last]} {hour}", context)
        assert (error, found, told) == (None, on(range(first, last + 1)), set())
        names = NAMES[language]
        error, found, told = read(f"{names[first]}{dash}{names[last]} {hour}", context)
        # Names without a date may be meant for one week, which is told.
        assert (error, found) == (None, on(range(first, last + 1)))
        assert told == {"assumed-repeat"}


@pytest.mark.parametrize(
    ("line", "weekdays"),
    [
        ("MWF 10 AM", (0, 2, 4)),
        ("TTh 10 AM", (1, 3)),
        ("T/Th, 10 AM", (1, 3)),
        ("TR 10 AM", (1, 3)),
        ("MTWThF 10 AM", range(5)),
        ("M-T-W-T-F 10 AM", range(5)),
        ("S/S 10 AM", (5, 6)),
        ("Su-Th 10 AM", (6, 0, 1, 2, 3)),
        ("Mo-Fr 10:00", range(5)),
        ("Sat/Sun 10 AM", (5, 6)),
        ("all Tuesdays 10 AM", (1,)),
        ("Tuesday and Thursday mornings, 10 AM", (1, 3)),
        ("weekday mornings at 10", range(5)),
        ("de L a V, 10:00", range(5)),
        ("LMXJV 10:00", range(5)),
        ("los martes y jueves por la mañana, 10:00", (1, 3)),
    ],
)
def test_codes_and_parts_of_the_day(line, weekdays):
    context = MADRID if ":" in line and "Mo-Fr" not in line else SACRAMENTO
    error, found, _ = read(line, context)
    assert (error, found) == (None, on(weekdays))


@pytest.mark.parametrize(
    "line",
    [
        # A letter that can be two days.
        "T-F 10 AM",
        "M-S 10 AM",
        "MF 10 AM",
        "L/M/V 10 AM",
        "M-J 10 AM",
        "T 10 AM",
        # Other hours on other days.
        "Tue-Fri 10 AM - 2 PM; Saturdays 11 AM - 2 PM",
        "M-Th 9 AM - 5 PM, F 9 AM - 3 PM",
        "martes a viernes, 10 a 14 h; sábados, 11 a 14 h",
        "every Tuesday at 10 AM and every Thursday at 2 PM",
        # Numbers that do not agree, or do not say when.
        "5 Tuesdays, December 1 - January 5, 6 PM",
        "6 Tuesdays, 6 PM",
        "3 Saturdays: December 5, 12, 19 and 26, 1-3 PM",
        "6 Tuesdays and Thursdays starting December 1, 6 PM",
        "6 Tuesdays starting December 1 (no class December 22), 6 PM",
        "6 martes, 18:00",
        # Morning or evening.
        "M-F, 9-5",
        "weekdays 9-5",
        "Monday - Friday, 9-5",
        "Monday mornings at 14:00",
        "weekday mornings",
        # Zones that nobody knows, and an offset that may be an end.
        "December 8, 2026, 10 AM IST",
        "December 8, 2026, 10 AM UTC+05:10",
        "December 8, 2026, 10 AM America/Nowhere",
        "2026-12-08 10:00-05:00",
        "2026-12-08 10:00 -0500",
    ],
)
def test_what_can_mean_two_things_is_refused(line):
    reading = parse_when(line, SACRAMENTO)
    assert reading.error is not None
    rule, message, hint = reading.error
    assert rule in ("when", "date", "time", "repeats")
    assert str(message)
    assert str(hint)


def counted(day, number):
    return {f"{day + timedelta(weeks=week):%m-%d} 18:00" for week in range(number)}


@pytest.mark.parametrize("language", ["en", "es"])
def test_counted_weekdays_begin_on_their_day(language):
    chance = random.Random(2102)
    for _ in range(20):
        day = chance.choice(DAYS[4:20])
        if language == "es" and day.weekday() > 4:
            continue
        number = chance.randrange(2, 6)
        last = day + timedelta(weeks=number - 1)
        name = NAMES[language][day.weekday()]
        if language == "en":
            line = chance.choice(
                (
                    f"{number} {name}s starting {day:%B} {day.day}, {day.year}, 6 PM",
                    f"{number} consecutive {name}s beginning {day:%B} {day.day}, {day.year}, 6 PM",
                    f"{name}s, {number} weeks, starting {day:%B} {day.day}, {day.year}, 6 PM",
                    f"{number} {name}s, {day:%m/%d/%Y} - {last:%m/%d/%Y}, 6 PM",
                )
            )
        else:
            line = chance.choice(
                (
                    f"{number} {name} a partir del {day:%d/%m/%Y}, 18:00",
                    f"{number} {name} consecutivos desde el {day:%d/%m/%Y}, 18:00",
                    f"{name}, durante {number} semanas, desde el {day:%d/%m/%Y}, 18:00",
                )
            )
        error, found, _ = read(line, SACRAMENTO if language == "en" else MADRID)
        assert (error, found) == (None, counted(day, number)), line


@pytest.mark.parametrize(
    "line",
    [
        "Thursdays, 6 PM (not December 24)",
        "Thursdays 6 PM, no class December 24",
        "Thursdays 6 PM (skip 12/24)",
        "Thursday 6 PM except December 24",
        "jueves 18:00 (excepto 24 de diciembre)",
        "los jueves a las 18:00, sin clase el 24 de diciembre",
        "los jueves a las 18:00 (no hay clase 24/12)",
        "jueves, 18:00 (sin sesión el 24 de diciembre)",
    ],
)
def test_exceptions_in_short_forms(line):
    error, found, told = read(line, MADRID if "18:00" in line else SACRAMENTO)
    assert error is None
    assert found == on((3,), "18:00") - {"12-24 18:00"}
    is_named_once = line.startswith(("Thursday ", "jueves"))
    assert told - {"ambiguous-date"} == ({"assumed-repeat"} if is_named_once else set())


@pytest.mark.parametrize(
    ("line", "context"),
    [
        ("3 Saturdays: December 5, 12 and 19, 6 PM", SACRAMENTO),
        ("3 sábados: 5, 12 y 19 de diciembre, 18:00", MADRID),
    ],
)
def test_counted_weekdays_with_their_days(line, context):
    _, found, _ = read(line, context)
    assert found == {f"12-{day:02} 18:00" for day in (5, 12, 19)}


def test_further_exceptions_are_joined_by_or():
    _, found, _ = read("Thursdays 6 PM, no meeting December 24 or 31", SACRAMENTO)
    assert found == on((3,), "18:00") - {"12-24 18:00", "12-31 18:00"}


@pytest.mark.parametrize(
    ("line", "context", "expected"),
    [
        ("December 8, 2026, 10 AM PT", SACRAMENTO, "12-08 10:00"),
        ("December 8, 2026, 10 AM GMT-8", SACRAMENTO, "12-08 10:00"),
        ("December 8, 2026, 10 AM (UTC-08:00)", SACRAMENTO, "12-08 10:00"),
        ("December 8, 2026, 10 AM America/New_York", SACRAMENTO, "12-08 07:00"),
        ("December 8, 2026, 10:00Z", SACRAMENTO, "12-08 02:00"),
        ("December 9, 2026, 10 AM UTC+05:30", SACRAMENTO, "12-08 20:30"),
        ("8 de diciembre de 2026, 18:00 CET", MADRID, "12-08 18:00"),
        ("8 de diciembre de 2026, 18:00 (GMT-6)", MADRID, "12-09 01:00"),
        ("8 December 2026, 18:00 GMT", LONDON, "12-08 18:00"),
    ],
)
def test_zones_by_their_distance_and_name(line, context, expected):
    error, found, told = read(line, context)
    assert (error, found) == (None, {expected})
    # A time that is converted is told.
    assert ("zone-mismatch" in told) == (expected[:2] + expected[6:8] not in line and told != set())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("martes de diciembre, 18:00", {1, 8, 15, 22, 29}),
        ("2do y 4to martes de diciembre, 18:00", {8, 22}),
        ("los martes durante diciembre, 18:00", {1, 8, 15, 22, 29}),
    ],
)
def test_weekdays_of_a_month(line, expected):
    _, found, _ = read(line, MADRID)
    assert found == {f"12-{day:02} 18:00" for day in expected}


@pytest.mark.parametrize("days", ["Sa-Su, December 12-13, 2026", "Sa/Su, 12/12-12/13"])
def test_codes_of_the_days_of_a_span_are_no_rule(days):
    reading = parse_when(f"{days}, 10 AM", SACRAMENTO)
    assert isinstance(reading.when, Series)
    # The board shows the days, and not "Saturdays and Sundays".
    assert reading.when.span == AllDay(first=date(2026, 12, 12), last=date(2026, 12, 13))
    assert set(times(reading, SACRAMENTO)) == {"12-12 10:00", "12-13 10:00"}


def test_a_time_that_the_clocks_skip_is_told():
    context = DateContext(zone=SACRAMENTO.zone, reference_date=date(2026, 3, 1))
    reading = parse_when("March 8, 2026, 2:30 AM", context)
    assert [rule for rule, _, _ in reading.warnings] == ["clock-change"]
