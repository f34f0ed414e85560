"""Lines of dates as an office writes them: read as they were meant, or told; never in silence."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_time

from kiosk.content.dates.date_reading import DateContext, DateReading
from kiosk.content.dates.when import add_recurrence, parse_when
from kiosk.domain import AllDay, Event, Localized, Series, Timed
from kiosk.schedule.occurrences import occurrences

OPENING = date(2026, 11, 27)
SACRAMENTO = DateContext(zone=ZoneInfo("America/Los_Angeles"), reference_date=OPENING)
MADRID = DateContext(zone=ZoneInfo("Europe/Madrid"), reference_date=OPENING, languages=("es",))
MEXICO = DateContext(
    zone=ZoneInfo("America/Mexico_City"), reference_date=OPENING, languages=("es",)
)
FROM_2026_ON = date(2026, 1, 2), 450
LONDON = DateContext(zone=ZoneInfo("Europe/London"), reference_date=OPENING)


def times(
    reading: DateReading, context: DateContext, since: date = OPENING, days: int = 60
) -> list[str]:
    """The occurrences in the exhibition's two months, as "12-05 10:00-12:00" or "12-05"."""
    if isinstance(reading.when, Series):
        event = Event(
            key="e",
            file="e",
            title=Localized.of([("en", "e")]),
            when=reading.when,
            timezone=context.zone.key,
        )
        begin = datetime.combine(since, time(), context.zone)
        end = begin + timedelta(days=days, hours=23)
        found: Sequence[object] = list(occurrences(event, begin, end))
    else:
        found = [reading.when] if reading.when else []
    return [written(when) for when in found]


def written(when: object) -> str:
    if isinstance(when, Timed):
        last = f"-{when.ends:%H:%M}" if when.ends else ""
        return f"{when.starts:%m-%d %H:%M}{last}"
    assert isinstance(when, AllDay)
    return f"{when.first:%m-%d}" + (f"..{when.last:%m-%d}" if when.last != when.first else "")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("first and third Wednesday, 6 PM", "12-02 18:00|12-16 18:00|01-06 18:00|01-20 18:00"),
        ("last Friday of the month, 3 PM", "11-27 15:00|12-25 15:00"),
        ("4th Tuesday of each month at noon", "12-22 12:00|01-26 12:00"),
        ("Every first Saturday 10am", "12-05 10:00|01-02 10:00"),
        ("2nd and 4th Tuesdays, 10:30 AM", "12-08 10:30|12-22 10:30|01-12 10:30|01-26 10:30"),
        ("every month on the first Friday 6 PM", "12-04 18:00|01-01 18:00"),
        ("monthly, second Tuesday, 5 PM", "12-08 17:00|01-12 17:00"),
        ("Second Saturdays, 1 to 4 pm", "12-12 13:00-16:00|01-09 13:00-16:00"),
        ("the 15th of each month at 6 PM", "12-15 18:00|01-15 18:00"),
        ("last day of the month at 6 PM", "11-30 18:00|12-31 18:00"),
        (
            "every two weeks on Thursday, 6 PM, beginning December 3, 2026",
            "12-03 18:00|12-17 18:00|12-31 18:00|01-14 18:00",
        ),
        (
            "alternate Thursdays 6 PM starting December 10, 2026",
            "12-10 18:00|12-24 18:00|01-07 18:00|01-21 18:00",
        ),
        (
            "biweekly on Monday 6 PM, starting December 7, 2026",
            "12-07 18:00|12-21 18:00|01-04 18:00|01-18 18:00",
        ),
        (
            "Thursdays 10 AM until January 7, 2027 except December 24 and 31",
            "12-03 10:00|12-10 10:00|12-17 10:00|01-07 10:00",
        ),
        ("Thursdays in January 2027, 10 AM", "01-07 10:00|01-14 10:00|01-21 10:00"),
        ("first Saturday of December 2026, 10 AM", "12-05 10:00"),
        ("Saturday, December 12, 2026 10:00 AM and 2:00 PM", "12-12 10:00|12-12 14:00"),
        ("Dec 12, 2026, 10 and 2 PM", "12-12 10:00|12-12 14:00"),
        ("December 10, 2026, 7 PM & 9 PM", "12-10 19:00|12-10 21:00"),
        (
            "January 6, 13 and 20, 2027, 10-11 AM",
            "01-06 10:00-11:00|01-13 10:00-11:00|01-20 10:00-11:00",
        ),
        ("December 8 & 9, 2026 10am", "12-08 10:00|12-09 10:00"),
        ("Saturday and Sunday, December 12 and 13, 2026, 1 PM", "12-12 13:00|12-13 13:00"),
        (
            "Monday - Friday, December 14-18, 2026, 9:00 AM - 12:00 PM",
            "12-14 09:00-12:00|12-15 09:00-12:00|12-16 09:00-12:00|12-17 09:00-12:00"
            "|12-18 09:00-12:00",
        ),
        (
            "daily, December 10-12, 2026, 10 AM - 4 PM",
            "12-10 10:00-16:00|12-11 10:00-16:00|12-12 10:00-16:00",
        ),
        (
            "Tuesdays and Thursdays, January 5 - 12, 2027, 10 AM - noon",
            "01-05 10:00-12:00|01-07 10:00-12:00|01-12 10:00-12:00",
        ),
        (
            "Saturdays & Sundays 11am–1pm, Dec 5, 2026 – Dec 13, 2026",
            "12-05 11:00-13:00|12-06 11:00-13:00|12-12 11:00-13:00|12-13 11:00-13:00",
        ),
        (
            "every Monday for three weeks starting January 4, 2027, 6 PM",
            "01-04 18:00|01-11 18:00|01-18 18:00",
        ),
        ("January 13, 2027, noon - 1:30", "01-13 12:00-13:30"),
        ("January 13, 2027, 6 PM - 8", "01-13 18:00-20:00"),
        ("December 5, 2026, between 10 and 2 PM", "12-05 10:00-14:00"),
        ("December 5, 2026 1800 hrs", "12-05 18:00"),
        ("January 15 - 16, 2027, 10 PM - 2 AM", "01-15 22:00-02:00"),
        ("Saturday 5/12/2026 6 PM", "12-05 18:00"),
        ("5.12.2026 6 PM", "12-05 18:00"),
        ("2026年12月5日 18:00", "12-05 18:00"),
        ("5.XII.2026 6 PM", "12-05 18:00"),
        ("Saturday, December 12, 2026 at 2 PM", "12-12 14:00"),
        ("Dec 12, 2026 — 2:00 PM", "12-12 14:00"),
        ("December 5, 2026 12:00 noon - 1", "12-05 12:00-13:00"),
        ("December 5, 2026 6 PM until 9", "12-05 18:00-21:00"),
        ("December 5, 2026, 1900 hours", "12-05 19:00"),
        ("2026-12-05/2026-12-07", "12-05..12-07"),
        ("2026-12-05T18:00-08:00", "12-05 18:00"),
        ("2026-12-06T02:00:00Z", "12-05 18:00"),
        ("December 30, 2026 - January 2, 2027", "12-30..01-02"),
        ("Tuesday, Dec 8 & Thursday, Dec 10, 2026, 6 PM", "12-08 18:00|12-10 18:00"),
        ("Thursdays, Dec 3, 10 & 17, 2026 at 7 PM", "12-03 19:00|12-10 19:00|12-17 19:00"),
        (
            "starting January 4, 2027, every Monday 6 PM",
            "01-04 18:00|01-11 18:00|01-18 18:00|01-25 18:00",
        ),
        ("January 13, 2027, 1-2 PM PT", "01-13 13:00-14:00"),
        ("first Saturdays, November 2026 - January 2027, 10 AM", "12-05 10:00|01-02 10:00"),
        (
            "Mondays in December and January 2027, 10 AM",
            "12-07 10:00|12-14 10:00|12-21 10:00|12-28 10:00|01-04 10:00|01-11 10:00|01-18 10:00"
            "|01-25 10:00",
        ),
        ("Sept. 5th, 2027, 5-7pm", "09-05 17:00-19:00"),
    ],
)
def test_a_line_is_read_as_it_was_meant(line, expected):
    reading = parse_when(line, SACRAMENTO)
    assert reading.error is None
    assert reading.warnings == []
    assert "|".join(times(reading, SACRAMENTO)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("05.12.2026 18:00", "12-05 18:00"),
        ("sábado 5/12/2026, 18:00 h", "12-05 18:00"),
        ("primer viernes de mes, 18:00", "12-04 18:00|01-01 18:00"),
        ("los segundos martes de cada mes a las 18:00", "12-08 18:00|01-12 18:00"),
        ("último viernes de cada mes, 19:30", "11-27 19:30|12-25 19:30"),
        ("del 10 al 12 de diciembre de 2026", "12-10..12-12"),
        ("martes 8 de diciembre de 2026 de 18 a 20 h", "12-08 18:00-20:00"),
        ("mar 8 de diciembre de 2026, 18 h", "12-08 18:00"),
        ("jueves 10 de diciembre de 2026, 6 de la tarde", "12-10 18:00"),
        ("6, 13 y 20 de enero de 2027, 18:00", "01-06 18:00|01-13 18:00|01-20 18:00"),
        (
            "cada dos semanas, los lunes a las 18:00, desde el 7 de diciembre de 2026",
            "12-07 18:00|12-21 18:00|01-04 18:00|01-18 18:00",
        ),
        (
            "los jueves de 10 a 11 h hasta el 7 de enero de 2027 excepto el 24 y 31 de diciembre",
            "12-03 10:00-11:00|12-10 10:00-11:00|12-17 10:00-11:00|01-07 10:00-11:00",
        ),
        ("1.º sábado de cada mes, 18:00", "12-05 18:00|01-02 18:00"),
        ("2.º y 4.º jueves de cada mes, 18 h", "12-10 18:00|12-24 18:00|01-14 18:00"),
        ("segundo y cuarto jueves, 18 h", "12-10 18:00|12-24 18:00|01-14 18:00"),
        (
            "jueves alternos, 18:00, desde el 10 de diciembre de 2026",
            "12-10 18:00|12-24 18:00|01-07 18:00|01-21 18:00",
        ),
        ("el 15 de cada mes a las 18:00", "12-15 18:00|01-15 18:00"),
        ("los días 5 y 20 de cada mes, 18 h", "12-05 18:00|12-20 18:00|01-05 18:00|01-20 18:00"),
        ("cada mes, el día 15, 18:00", "12-15 18:00|01-15 18:00"),
        ("jueves 3 y viernes 4 de diciembre de 2026, 18:00", "12-03 18:00|12-04 18:00"),
        ("mar, 8 dic 2026, 18:00", "12-08 18:00"),
        ("5-XII-2026, 18:00", "12-05 18:00"),
        ("sábado 5 de diciembre de 2026 a las 18", "12-05 18:00"),
        ("5 de diciembre de 2026 a las 12 de la mañana", "12-05 12:00"),
        ("5 de diciembre de 2026, de 10 de la noche a 2 de la madrugada", "12-05 22:00-02:00"),
        ("5 de diciembre de 2026, de 10 a 12 de la mañana", "12-05 10:00-12:00"),
        (
            "los jueves de diciembre de 2026 a enero de 2027, 18 h",
            "12-03 18:00|12-10 18:00|12-17 18:00|12-24 18:00|12-31 18:00|01-07 18:00|01-14 18:00"
            "|01-21 18:00",
        ),
        ("5 de diciembre de 2026 a mediodía", "12-05 12:00"),
        ("1° de diciembre de 2026, 18:00", "12-01 18:00"),
        (
            "de lunes a viernes, del 14 al 16 de diciembre de 2026, 9:00-12:00",
            "12-14 09:00-12:00|12-15 09:00-12:00|12-16 09:00-12:00",
        ),
    ],
)
def test_a_spanish_line_is_read_as_it_was_meant(line, expected):
    reading = parse_when(line, MADRID)
    assert reading.error is None
    assert reading.warnings == []
    assert "|".join(times(reading, MADRID)) == expected


@pytest.mark.parametrize(
    ("line", "context", "expected", "rule"),
    [
        (
            "every 2nd Saturday 10am-12pm",
            SACRAMENTO,
            "12-12 10:00-12:00|01-09 10:00-12:00",
            "ambiguous-repeat",
        ),
        ("every second Tuesday, 6 PM", SACRAMENTO, "12-08 18:00|01-12 18:00", "ambiguous-repeat"),
        ("cada segundo martes 18:00", MADRID, "12-08 18:00|01-12 18:00", "ambiguous-repeat"),
        (
            "biweekly on Monday 6 PM",
            SACRAMENTO,
            "12-07 18:00|12-21 18:00|01-04 18:00|01-18 18:00",
            "repeats-phase",
        ),
        (
            "cada quince días, viernes 18 h",
            MADRID,
            "11-27 18:00|12-11 18:00|12-25 18:00|01-08 18:00|01-22 18:00",
            "repeats-phase",
        ),
        ("12/5/2026 6 PM", SACRAMENTO, "12-05 18:00", "ambiguous-date"),
        ("Sat 5/12, 6 PM", SACRAMENTO, "12-05 18:00", "missing-year"),
        ("January 13, 2027, 1-2 PM ET", SACRAMENTO, "01-13 10:00-11:00", "zone-mismatch"),
        ("Thu-Fri, Dec 10-12, 2026", SACRAMENTO, "12-10|12-11", "weekday-mismatch"),
        ("December 5, 2026, midnight", SACRAMENTO, "12-05 00:00", "midnight"),
        ("5 de diciembre de 2026 a las 12 de la noche", MADRID, "12-05 00:00", "midnight"),
        ("December 30 - January 2", SACRAMENTO, "12-30..01-02", "missing-year"),
        ("12/5/2026 18:00", LONDON, "05-12 18:00", "ambiguous-date"),
        ("6/12/2026, 18:00 h", MADRID, "12-06 18:00", "ambiguous-date"),
        ("sáb 12/12 a las 18:00", MADRID, "12-12 18:00", "missing-year"),
        (
            "Thursdays, 10 AM, until December 10",
            SACRAMENTO,
            "12-03 10:00|12-10 10:00",
            "missing-year",
        ),
        (
            "Thursdays 10 AM until December 10, 2026 except December 4",
            SACRAMENTO,
            "12-03 10:00|12-10 10:00",
            "except-day",
        ),
    ],
)
def test_a_doubtful_line_is_told_with_its_reading(line, context, expected, rule):
    reading = parse_when(line, context)
    assert reading.error is None
    assert "|".join(times(reading, context)) == expected
    assert [found for found, _, _ in reading.warnings] == [rule]


@pytest.mark.parametrize(
    ("line", "context", "expected", "rules"),
    [
        # Another zone's clocks: instants, days and rules are of that zone.
        ("December 5, 2026, 7 PM MT", SACRAMENTO, "12-05 18:00", "zone-mismatch"),
        ("December 5, 2026, 11 PM - 1 AM PST", LONDON, "12-06 07:00-09:00", "zone-mismatch"),
        ("5 diciembre 2026, 18:00 GMT", MADRID, "12-05 19:00", "zone-mismatch"),
        ("December 5, 2026, 7 PM PT", SACRAMENTO, "12-05 19:00", ""),
        (
            "every Friday, 11 PM PST, December 4 - 18, 2026",
            LONDON,
            "12-05 07:00|12-12 07:00|12-19 07:00",
            "zone-mismatch",
        ),
        (
            "Thursdays, 6 PM GMT, until December 17, 2026, except December 10",
            SACRAMENTO,
            "12-03 10:00|12-17 10:00",
            "zone-mismatch",
        ),
        # The clocks change in London on October 25, in California on November 1.
        (
            "every Wednesday, 10 AM PT, October 21 - November 4, 2026",
            LONDON,
            "10-21 18:00|10-28 17:00|11-04 18:00",
            "zone-mismatch",
        ),
        (
            "October 31, 2026, 11:30 PM ET - November 1, 2026, 4 AM ET",
            SACRAMENTO,
            "10-31 20:30-01:00",
            "zone-mismatch",
        ),
        # Times that the clocks skip.
        ("March 8, 2026, 2:30 AM - 4:00 AM", SACRAMENTO, "03-08 03:30-04:00", "clock-change"),
        ("29 de marzo de 2026, 2:30 - 3:30", MADRID, "03-29 03:30", "clock-change"),
        (
            "Sundays, 2:30 AM - 3:30 AM, March 7 - 21, 2027",
            SACRAMENTO,
            "03-07 02:30-03:30|03-14 03:30-04:30|03-21 02:30-03:30",
            "clock-change",
        ),
        # "Central time" is the folder's own one there, also in summer.
        ("4 de julio de 2026, 18:00 (hora del centro)", MEXICO, "07-04 18:00", "zone-mismatch"),
        ("5 de diciembre de 2026, 18:00 (hora del centro)", MEXICO, "12-05 18:00", ""),
        ("5 de diciembre de 2026, 18:00 hora del este", MEXICO, "12-05 17:00", "zone-mismatch"),
        # Intervals of ISO 8601.
        ("2026-12-05T18:00/20:00", SACRAMENTO, "12-05 18:00-20:00", ""),
        ("2026-12-05T18:00/2026-12-06T02:00", SACRAMENTO, "12-05 18:00-02:00", ""),
        ("5 de diciembre de 2026, 18:00/20:00", MADRID, "12-05 18:00|12-05 20:00", ""),
        # How long it lasts is no time.
        ("December 5, 2026, 2 hours", SACRAMENTO, "refused", ""),
        ("5 de diciembre de 2026, 2 horas", MADRID, "refused", ""),
        ("5 de diciembre de 2026, a las 9 horas", MADRID, "12-05 09:00", ""),
        ("5 de diciembre de 2026, de 9 a 14 hrs", MADRID, "12-05 09:00-14:00", ""),
        ("5 de diciembre de 2026, 18 horas", MADRID, "12-05 18:00", ""),
        # Each day, or each Thursday.
        ("Thursday, 3 December - Thursday, 17 December 2026, 6 PM", SACRAMENTO, "refused", ""),
        (
            "Monday, 7 December - Friday, 11 December 2026, 6 PM",
            SACRAMENTO,
            "12-07 18:00|12-08 18:00|12-09 18:00|12-10 18:00|12-11 18:00",
            "",
        ),
        ("5 de diciembre de 2026 a las 10:00 y a las 12:00", MADRID, "12-05 10:00|12-05 12:00", ""),
        # Hours of the night.
        ("December 5, 2026, 22:00 - 2", SACRAMENTO, "12-05 22:00-02:00", ""),
        ("5/12/2026 de 22 a 2 h", MADRID, "12-05 22:00-02:00", "ambiguous-date"),
        ("December 5, 2026, 16:59 - 03:00", SACRAMENTO, "12-05 16:59-03:00", ""),
        ("December 5, 2026, 16:59 - 3 AM", SACRAMENTO, "12-05 16:59-03:00", ""),
        ("December 5, 2026, 4:59 PM - 3 AM", SACRAMENTO, "12-05 16:59-03:00", ""),
        ("December 5, 2026, 16:59 - 3", SACRAMENTO, "refused", ""),
        ("daily 16:59 - 3", SACRAMENTO, "refused", ""),
        ("5 de diciembre de 2026, 17:00 - 4", MADRID, "refused", ""),
    ],
)
def test_clocks_of_other_zones_and_of_the_night(line, context, expected, rules):
    reading = parse_when(line, context)
    told = sorted({rule for rule, _, _ in reading.warnings} - {"missing-year"})
    assert ",".join(told) == rules
    found = "refused" if reading.error else "|".join(times(reading, context, *FROM_2026_ON))
    assert found == expected


def test_a_repetition_and_a_show_keep_the_clocks_of_the_line():
    first = parse_when("December 3, 2026, doors 5 PM, show 6 PM GMT", SACRAMENTO)
    assert first.show == time(10)
    series = add_recurrence(first, "every week until December 17, 2026", SACRAMENTO)
    assert times(series, SACRAMENTO) == ["12-03 09:00", "12-10 09:00", "12-17 09:00"]
    late = parse_when("October 21, 2026, 10 AM PT", LONDON)
    series = add_recurrence(late, "weekly until November 4, 2026", LONDON)
    assert times(series, LONDON, *FROM_2026_ON) == ["10-21 18:00", "10-28 17:00", "11-04 18:00"]


@pytest.mark.parametrize(
    "line",
    [
        "Thursdays and the first Friday, 6 PM",
        "first Thursday and every Friday, 6 PM",
        "every Friday and first Thursday, 6 PM",
        "every Monday, every other Tuesday, 6 PM",
        "every 2 weeks on Monday and every 3 weeks on Tuesday",
        "Thursday Friday December 10 2026",
        "Dec 3 - 17, 2026 until Dec 24",
        "December 5, 2026, all day, 6 PM",
        "Sat Dec 5 2026 6 PM Sun Dec 6 2026",
        # Open at one end, or of an unknown length.
        "24/7",
        "Thursday, January 7-March 25, 2027, 6 PM",
        "December 5, 2026, 10 AM and",
        "From December 5, 2026",
        "Thursday from December 3, 2026, 6 PM",
        "Mon-Fri, noon, starting Dec 7, 2026",
        "the week of December 7, 2026",
        "first week of December",
        "Dec 5, 2026, 6 PM, 2 hours",
        "Dec 5, 2026, 6 PM (2 h)",
        "December 5, 2026, 24 hours",
        "December 11, 26, 7 PM",
        "every month on the last weekday, 2 PM",
        "December 5, 2026 2PM PT / 5PM ET",
        "2026-12-05 09:00+10:00",
        "December 5, 2026, 7pm-ish",
        "December 5, 2026 5:30 - 8",
        "December 5, 2026 6½ PM",
        "December 5, 2026 at half past six",
        "every Thursday 10 AM, not on holidays",
        "every Thursday 10 AM except holidays",
        "twice a week on Monday, 6 PM",
        "once a month on Tuesday 6 PM",
        "bimonthly on the first Monday 6 PM",
        "semiweekly, Monday, 6 PM",
        "every Friday 13th, 6 PM",
        "every other week, 6 PM",
        "weekly, 6 PM",
        "monthly on Tuesday, 6 PM",
        "every Monday at 9 AM and Friday at 10 AM",
        "Mondays at 6",
        "Mondays at 6:00",
        "December 8, 2026, 1:30 - 3:00",
        "12/11/26 6 PM",
        "every Thursday, December 8, 2026, 6 PM",
        "every first Saturday, weekly, 10 AM",
        "every Thursday until December 31, 9999",
        "every Thursday until December 3, 2026 starting December 10, 2026",
        "second to last Friday of the month, 6 PM",
        "every full moon",
        "December 2026",
        "December 8, 2026, 6 PM (weather permitting)",
        "except December 24",
    ],
)
def test_a_line_that_cannot_be_read_is_refused(line):
    reading = parse_when(line, SACRAMENTO)
    assert reading.when is None
    assert reading.error is not None
    assert reading.error[2]


@pytest.mark.parametrize(
    "line",
    [
        "5 de diciembre de 2026, 18:00, 2 h",
        "desde el 5 de diciembre",
        "5 de diciembre a las 11",
        "5 de diciembre a la 1",
        "5 de diciembre de 2026 a las 2 de la noche",
    ],
)
def test_a_spanish_line_that_can_be_two_things_is_refused(line):
    reading = parse_when(line, MADRID)
    assert reading.when is None
    assert reading.error is not None


def test_a_spanish_hour_in_words_is_told():
    reading = parse_when("8 de diciembre de 2026 a las seis", MADRID)
    assert reading.error is not None
    assert "morning or afternoon" in reading.error[1]


@pytest.mark.parametrize(
    "line",
    [
        "December 5, 2026, doors 6 PM, show 7 PM",
        "December 5, 2026, 6 PM doors, 7 PM show",
        "Dec 5, 2026, 7 PM (doors 6)",
        "Dec 5, 2026, doors 6, show 7 PM",
        "Doors: 6:00 PM / Show: 7:00 PM, Dec 5, 2026",
        "Dec 5, 2026 — doors open at 6:00 PM; performance at 7:00 PM",
    ],
)
def test_the_doors_open_before_the_show(line):
    reading = parse_when(line, SACRAMENTO)
    assert reading.error is None
    assert times(reading, SACRAMENTO) == ["12-05 18:00"]
    assert reading.show == time(19)


@pytest.mark.parametrize("language", ["fr", "de", "vi", "ar", "zh", "ko", "ru", "tl", "hy"])
def test_the_months_of_every_language_are_known(language):
    context = DateContext(zone=SACRAMENTO.zone, reference_date=OPENING, languages=(language,))
    for month in range(1, 13):
        day = date(2026, month, 14)
        line = format_date(day, "long", locale=language if language != "tl" else "fil")
        reading = parse_when(line, context)
        if reading.when is not None:
            assert reading.when == AllDay(first=day, last=day), line
        else:
            assert reading.error is not None


# Lines by the hundred: a value is written in the ways of an office, and must come back or be told.

ORDINALS = {
    "en": ("first", "second", "third", "fourth", "last"),
    "es": ("primer", "segundo", "tercer", "cuarto", "último"),
}
NAMES = {"en": "en_US", "es": "es_ES"}


def clock(moment: time, language: str, chance: random.Random) -> str:
    if language == "es":
        return chance.choice(
            (f"{moment:%H:%M}", f"{moment:%H:%M} h", f"{moment.hour} h")[: 2 + (not moment.minute)]
        )
    text = format_time(moment, "h:mm a", locale="en_US").replace("\u202f", " ")
    short = text if moment.minute else text.replace(":00", "")
    return chance.choice(
        (
            text,
            text.lower(),
            short,
            short.replace(" ", "").lower(),
            text.replace("AM", "a.m.").replace("PM", "p.m."),
        )
    )


def day_words(day: date, language: str, chance: random.Random) -> str:
    if language == "es":
        pattern = chance.choice(
            ("d 'de' MMMM 'de' y", "EEEE d 'de' MMMM 'de' y", "EEEE, d 'de' MMMM, y", "dd.MM.y")
        )
    else:
        pattern = chance.choice(
            ("MMMM d, y", "EEEE, MMMM d, y", "EEE MMM d y", "d MMMM y", "y-MM-dd", "MMM d, y")
        )
    return format_date(day, pattern, locale=NAMES[language])


def generated(chance: random.Random, language: str) -> tuple[str, set[str]]:
    """A line, and what may come of it: the times of two months."""
    context = SACRAMENTO if language == "en" else MADRID
    day = OPENING + timedelta(days=chance.randrange(1, 50))
    start = time(chance.randrange(9, 20), chance.choice((0, 0, 15, 30)))
    begin = datetime.combine(day, start, context.zone)
    hour = clock(start, language, chance)
    weekday = format_date(day, "EEEE", locale=NAMES[language])
    last = OPENING + timedelta(days=60)
    every = [step for number in range(61) if (step := OPENING + timedelta(days=number)) <= last]

    def at(days: Sequence[date]) -> set[str]:
        return {f"{one:%m-%d} {start:%H:%M}" for one in days}

    match chance.randrange(7):
        case 0:
            return f"{day_words(day, language, chance)}, {hour}", at([day])
        case 1:
            ends = begin + timedelta(minutes=chance.choice((30, 60, 90, 150)))
            joint = {"en": (" - ", "-", " to ", "–"), "es": (" a ", "-", " - ")}[language]
            line = f"{day_words(day, language, chance)}, {hour}{chance.choice(joint)}"
            return line + clock(ends.time(), language, chance), {
                f"{begin:%m-%d %H:%M}-{ends:%H:%M}"
            }
        case 2:
            words = {
                "en": (f"every {weekday}", f"{weekday}s", f"each {weekday}"),
                "es": (f"cada {weekday}", f"todos los {weekday}", f"los {weekday}"),
            }[language]
            return f"{chance.choice(words)}, {hour}", at(
                [one for one in every if one.weekday() == day.weekday()]
            )
        case 3:
            number = chance.randrange(5)
            month = {
                "en": ("of the month", "of each month", "of every month"),
                "es": ("de cada mes", "del mes", "de mes"),
            }[language]
            line = f"{ORDINALS[language][number]} {weekday} {chance.choice(month)}, {hour}"
            chosen = [
                one
                for one in every
                if one.weekday() == day.weekday()
                and (
                    (one + timedelta(days=7)).month != one.month
                    if number == 4
                    else (one.day - 1) // 7 == number
                )
            ]
            return line, at(chosen)
        case 4:
            words = {
                "en": (f"every other {weekday}", f"every two weeks on {weekday}"),
                "es": (f"cada dos semanas, {weekday}",),
            }[language]
            start_word = {"en": "starting", "es": "desde el"}[language]
            first = format_date(
                day,
                {"en": "MMMM d, y", "es": "d 'de' MMMM 'de' y"}[language],
                locale=NAMES[language],
            )
            return f"{chance.choice(words)}, {hour}, {start_word} {first}", at(
                [one for one in every if one >= day and (one - day).days % 14 == 0]
            )
        case 5:
            span = chance.randrange(2, 5)
            until = day + timedelta(days=span)
            one, two = (
                format_date(
                    moment,
                    {"en": "MMMM d, y", "es": "d 'de' MMMM 'de' y"}[language],
                    locale=NAMES[language],
                )
                for moment in (day, until)
            )
            ends = begin + timedelta(minutes=60)
            joint = {"en": "to", "es": "al"}[language]
            line = f"{one} {joint} {two}, {hour} - {clock(ends.time(), language, chance)}"
            return line, {
                f"{day + timedelta(days=n):%m-%d} {start:%H:%M}-{ends:%H:%M}"
                for n in range(span + 1)
            }
        case _:
            excepted = next(one for one in every[14:] if one.weekday() == day.weekday())
            words = {"en": f"every {weekday}", "es": f"cada {weekday}"}[language]
            date_words = format_date(
                excepted, {"en": "MMMM d", "es": "d 'de' MMMM"}[language], locale=NAMES[language]
            )
            joint = {"en": "except", "es": "excepto el"}[language]
            return f"{words}, {hour}, {joint} {date_words}", at(
                [one for one in every if one.weekday() == day.weekday() and one != excepted]
            )


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_line_is_wrong_in_silence(language):
    chance = random.Random(2026)
    context = SACRAMENTO if language == "en" else MADRID
    wrong, told = [], 0
    for _ in range(300):
        line, expected = generated(chance, language)
        reading = parse_when(line, context)
        if reading.error is not None:
            told += 1
        elif set(times(reading, context)) != expected and not reading.warnings:
            wrong.append((line, times(reading, context), sorted(expected)))
    assert wrong == []
    # Each of these lines is an ordinary one: almost all of them are understood.
    assert told <= 3
