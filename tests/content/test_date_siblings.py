"""Further lines in an office's habit, generated: the value comes back, or it is told."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from babel.dates import format_date

from kiosk.content.dates.when import parse_when
from tests.content.test_date_lines import (
    MADRID,
    NAMES,
    OPENING,
    ORDINALS,
    SACRAMENTO,
    clock,
    times,
)

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
DAYS = [OPENING + timedelta(days=number) for number in range(61)]
HALF_HOUR = timedelta(minutes=30)
Line = tuple[str, set[str]]


def said(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=NAMES[language])


def english(chance: random.Random, kind: int) -> Line:
    """A line, and the times of two months that it means."""
    day = chance.choice(DAYS[1:40])
    start = time(chance.randrange(9, 20), chance.choice((0, 30)))
    hour = clock(start, "en", chance)
    one = f"{day:%m-%d} {start:%H:%M}"
    date_words = said(day, "MMMM d, y", "en")
    later = day + timedelta(days=chance.randrange(2, 20))
    match kind:
        case 0:
            words = chance.choice(
                (
                    f"{said(day, 'EEEE, MMMM d', 'en')} at {hour}, {day.year}",
                    f"{date_words} — {hour}",
                    f"{date_words} @ {hour}",
                    f"{hour}, {said(day, 'EEE', 'en')}., {date_words}",
                    f"the {day.day} of {said(day, 'MMMM y', 'en')} at {hour}",
                )
            )
            return words, {one}
        case 1:
            # "5-7pm", "5–7 PM", "5 PM until 7"
            begin = chance.randrange(1, 9)
            last = begin + chance.randrange(1, 4)
            words = chance.choice(
                (f"{begin}-{last}pm", f"{begin}–{last} PM", f"{begin} PM until {last}")
            )
            return f"{date_words}, {words}", {f"{day:%m-%d} {begin + 12}:00-{last + 12}:00"}
        case 2:
            words = chance.choice(("noon", "12 noon", "12:00 noon", "midday"))
            return f"{date_words}, {words}", {f"{day:%m-%d} 12:00"}
        case 3:
            # "Tuesday, December 8 & Thursday, December 10"
            joint = chance.choice((" & ", " and ", ", "))
            both = joint.join(said(each, "EEEE, MMMM d", "en") for each in (day, later))
            return f"{both}, {hour}", {f"{each:%m-%d} {start:%H:%M}" for each in (day, later)}
        case 4:
            # "Thursdays, December 3, 10 & 17"
            weeks = [day + timedelta(weeks=number) for number in range(3)]
            listed = ", ".join(said(each, "MMMM d", "en") for each in weeks)
            return f"{said(day, 'EEEE', 'en')}s, {listed} at {hour}", {
                f"{each:%m-%d} {start:%H:%M}" for each in weeks
            }
        case 5:
            numbers = sorted(chance.sample(range(4), 2))
            words = " and ".join(ORDINALS["en"][number] for number in numbers)
            chosen = [
                each
                for each in DAYS
                if each.weekday() == day.weekday() and (each.day - 1) // 7 in numbers
            ]
            return f"{words} {said(day, 'EEEE', 'en')}, {hour}", {
                f"{each:%m-%d} {start:%H:%M}" for each in chosen
            }
        case 6:
            ends = datetime.combine(later, start) + HALF_HOUR
            span = [day + timedelta(days=number) for number in range((later - day).days + 1)]
            until = clock(ends.time(), "en", chance)
            words = f"{said(day, 'MMM d, y', 'en')} – {said(later, 'MMM d, y', 'en')}"
            return f"{words}, {hour} – {until}", {
                f"{each:%m-%d} {start:%H:%M}-{ends:%H:%M}" for each in span
            }
        case 7:
            return f"{day.day}.{ROMAN[day.month - 1]}.{day.year} {hour}", {one}
        case _:
            first = said(day, "MMMM d, y", "en")
            chosen = [each for each in DAYS if each >= day and (each - day).days % 7 == 0]
            return f"starting {first}, every {said(day, 'EEEE', 'en')}, {hour}", {
                f"{each:%m-%d} {start:%H:%M}" for each in chosen
            }


def spanish(chance: random.Random, kind: int) -> Line:
    """A line, and the times of two months that it means."""
    day = chance.choice(DAYS[1:40])
    start = time(chance.randrange(9, 22), chance.choice((0, 30)))
    hour = clock(start, "es", chance)
    date_words = said(day, "d 'de' MMMM 'de' y", "es")
    weekday = said(day, "EEEE", "es")
    later = day + timedelta(days=chance.randrange(2, 20))
    on = f"{day:%m-%d}"
    match kind:
        case 0:
            number = chance.randrange(1, 5)
            words = chance.choice((f"{number}.º", f"{number}º", ORDINALS["es"][number - 1]))
            chosen = [
                each
                for each in DAYS
                if each.weekday() == day.weekday() and (each.day + 6) // 7 == number
            ]
            return f"{words} {weekday} de cada mes, {hour}", {
                f"{each:%m-%d} {start:%H:%M}" for each in chosen
            }
        case 1:
            noon = chance.choice(("a mediodía", "al mediodía", "12 del mediodía", "12 h"))
            return f"{date_words}, {noon}", {f"{on} 12:00"}
        case 2:
            chosen = [each for each in DAYS if each >= day and (each - day).days % 14 == 0]
            words = chance.choice((f"{weekday} alternos", f"cada dos semanas los {weekday}"))
            return f"{words}, {hour}, desde el {date_words}", {
                f"{each:%m-%d} {start:%H:%M}" for each in chosen
            }
        case 3:
            words = chance.choice(
                (
                    f"el {day.day} de cada mes",
                    f"el día {day.day} de cada mes",
                    f"cada mes, el día {day.day}",
                )
            )
            chosen = [each for each in DAYS if each.day == day.day]
            return f"{words}, {hour}", {f"{each:%m-%d} {start:%H:%M}" for each in chosen}
        case 4:
            both = " y ".join(said(each, "EEEE d 'de' MMMM", "es") for each in (day, later))
            return f"{both}, {hour}", {f"{each:%m-%d} {start:%H:%M}" for each in (day, later)}
        case 5:
            span = [day + timedelta(days=number) for number in range((later - day).days + 1)]
            until = said(later, "d 'de' MMMM 'de' y", "es")
            words = f"del {date_words} al {until}"
            return f"{words}, de 10 a 12 h", {f"{each:%m-%d} 10:00-12:00" for each in span}
        case 6:
            separator = chance.choice(".-/")
            words = separator.join((str(day.day), ROMAN[day.month - 1], str(day.year)))
            return f"{words}, {hour}", {f"{on} {start:%H:%M}"}
        case _:
            words = chance.choice(("{0:%d}.{0:%m}.{0:%Y}", "{0.day}/{0:%m}/{0:%Y}"))
            return f"{weekday} {words.format(day)}, {hour}", {f"{on} {start:%H:%M}"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sibling_is_wrong_in_silence(language):
    chance = random.Random(21)
    context = SACRAMENTO if language == "en" else MADRID
    wrong, told = [], []
    for number in range(300):
        line, expected = (
            english(chance, number % 9) if language == "en" else spanish(chance, number % 8)
        )
        reading = parse_when(line, context)
        found = set(times(reading, context))
        if reading.error is not None:
            told.append(line)
        elif found != expected and not {rule for rule, _, _ in reading.warnings} - {"missing-year"}:
            wrong.append((line, sorted(found), sorted(expected)))
    assert wrong == []
    assert len(told) <= 3, told


@pytest.mark.parametrize(
    "template",
    [
        "{day}, 5:30 - 8",
        "{day}, 8-10",
        "{day}, 7pm-ish",
        "{day} around 7 PM",
        "{day}, 6½ PM",
        "{day} at half past six",
        "{day}, 6 PM, 2 hrs",
        "{day}, 18:00 h, 2 h",
        "{day}, 2 PM PT / 5 PM ET",
        "{day}, midnight",
        "{day}, 12 AM",
        "{day} or the day after, 6 PM",
        "{day}, time TBA",
        "{day}, 6 PM (weather permitting)",
        "from {day}",
        "from {day}, 6 PM",
        "through {day}",
        "until {day}",
        "the week of {day}",
        "around {day}",
        "not {day}",
        "every second Tuesday from {day}, 6 PM",
        "twice a week from {day}, 6 PM",
        "every Thursday from {day}, 6 PM, except holidays",
        "desde el {day}",
        "{day}, a las siete",
        "{day}, a las 7 y media",
        "{day}, a las 7 menos cuarto",
    ],
)
def test_what_can_mean_two_things_is_told(template):
    for day in DAYS[3:50:7]:
        line = template.format(day=said(day, "MMMM d, y", "en"))
        reading = parse_when(line, SACRAMENTO)
        assert reading.error is not None or reading.warnings, line
