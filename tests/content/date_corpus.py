"""Date lines in an office's habit, made from seeds: the value comes back, or it is told.

    python -m tests.content.date_corpus --lines 300 --seed 21

prints each line of both languages that is read wrong and not told.
"""

import argparse
import random
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

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
CODES = {
    "en": ("M", "Tu", "W", "Th", "F", "Sa", "Su"),
    "es": ("L", "Ma", "X", "J", "V", "S", "D"),
}
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


def english_short(chance: random.Random, kind: int) -> Line:
    """A line in a short form, and the times of two months that it means."""
    day = chance.choice(DAYS[1:40])
    start = time(chance.randrange(9, 20), chance.choice((0, 30)))
    hour = clock(start, "en", chance)
    date_words = said(day, "MMMM d, y", "en")
    match kind:
        case 9:
            # "M-F, 9 AM - 5 PM", "MWF 10 AM", "Tu/Th 6-7:30 PM"
            chosen = sorted(chance.sample(range(7), chance.randrange(2, 5)))
            joint = chance.choice(("/", ", ", " & "))
            words = joint.join(CODES["en"][each] for each in chosen)
            if chance.random() < 0.4:
                words = f"{CODES['en'][chosen[0]]}-{CODES['en'][chosen[-1]]}"
                chosen = list(range(chosen[0], chosen[-1] + 1))
            return f"{words}, {hour}", {
                f"{each:%m-%d} {start:%H:%M}" for each in DAYS if each.weekday() in chosen
            }
        case 10:
            number = chance.randrange(2, 5)
            weeks = [day + timedelta(weeks=each) for each in range(number)]
            name = said(day, "EEEE", "en")
            last = said(weeks[-1], "MMMM d, y", "en")
            words = chance.choice(
                (
                    f"{number} {name}s starting {date_words}, {hour}",
                    f"{name}s for {number} weeks starting {date_words}, {hour}",
                    f"{number} {name}s, {date_words} - {last}, {hour}",
                )
            )
            return words, {f"{each:%m-%d} {start:%H:%M}" for each in weeks if each in DAYS}
        case _:
            left_out = day + timedelta(weeks=1)
            words = chance.choice(("(not {})", ", no class {}", "(skip {})", "except {}"))
            words = words.format(said(left_out, "MMMM d", "en"))
            chosen = [each for each in DAYS if each.weekday() == day.weekday() and each != left_out]
            return f"{said(day, 'EEEE', 'en')}s, {hour} {words}", {
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


def spanish_short(chance: random.Random, kind: int) -> Line:
    """A line in a short form, and the times of two months that it means."""
    day = chance.choice(DAYS[1:40])
    start = time(chance.randrange(9, 20), chance.choice((0, 30)))
    date_words = said(day, "d 'de' MMMM 'de' y", "es")
    weekday = said(day, "EEEE", "es")
    plural = weekday + ("s" if weekday[-1] != "s" else "")
    match kind:
        case 9:
            chosen = sorted(chance.sample(range(7), chance.randrange(2, 5)))
            words = chance.choice(("/", ", ", " y ")).join(CODES["es"][each] for each in chosen)
            if chance.random() < 0.4:
                words = f"{CODES['es'][chosen[0]]} a {CODES['es'][chosen[-1]]}"
                chosen = list(range(chosen[0], chosen[-1] + 1))
            return f"{words}, {start:%H:%M}", {
                f"{each:%m-%d} {start:%H:%M}" for each in DAYS if each.weekday() in chosen
            }
        case 10:
            number = chance.randrange(2, 5)
            weeks = [day + timedelta(weeks=each) for each in range(number)]
            return f"{number} {plural} a partir del {date_words}, {start:%H:%M}", {
                f"{each:%m-%d} {start:%H:%M}" for each in weeks if each in DAYS
            }
        case _:
            left_out = day + timedelta(weeks=1)
            words = chance.choice(("(excepto {})", ", sin clase el {}", "(no hay clase el {})"))
            words = words.format(said(left_out, "d 'de' MMMM", "es"))
            chosen = [each for each in DAYS if each.weekday() == day.weekday() and each != left_out]
            return f"los {plural}, {start:%H:%M} {words}", {
                f"{each:%m-%d} {start:%H:%M}" for each in chosen
            }


@dataclass
class Corpus:
    """Lines that were read wrong in silence, with both readings, and lines that were refused."""

    wrong: list[tuple[str, list[str], list[str]]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def read_corpus(language: str, seed: int, number: int) -> Corpus:
    """Read so many lines of a language."""
    chance = random.Random(seed)
    context = SACRAMENTO if language == "en" else MADRID
    found = Corpus()
    for at in range(number):
        kind = at % 12
        usual, short = (english, english_short) if language == "en" else (spanish, spanish_short)
        line, expected = usual(chance, kind) if kind < 9 else short(chance, kind)
        reading = parse_when(line, context)
        read = set(times(reading, context))
        if reading.error is not None:
            found.told.append(line)
        elif read != expected and not {rule for rule, _, _ in reading.warnings} - {"missing-year"}:
            found.wrong.append((line, sorted(read), sorted(expected)))
    return found


def main() -> int:
    """Print what is wrong, and the counts; 1 where something is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--seed", type=int, default=21)
    arguments = parser.parse_args()
    is_wrong = False
    for language in ("en", "es"):
        found = read_corpus(language, arguments.seed, arguments.lines)
        for line in found.wrong:
            print(*line)
        print(
            f"{language}: {arguments.lines} lines, {len(found.told)} refused,"
            f" {len(found.wrong)} wrong in silence"
        )
        is_wrong = is_wrong or bool(found.wrong)
    return int(is_wrong)


if __name__ == "__main__":
    sys.exit(main())
