"""The words of dates and times: English and Spanish by hand, names of other languages from CLDR."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from kiosk.domain import Message


class Kind(Enum):
    """What a word means in a line about dates and times."""

    MONTH = auto()
    WEEKDAY = auto()
    WEEKDAYS = auto()
    ORDINAL = auto()
    COUNT_WORD = auto()
    UNIT = auto()
    FREQUENCY = auto()
    EVERY = auto()
    OTHER = auto()
    UNTIL = auto()
    THROUGH = auto()
    FROM = auto()
    EXCEPT = auto()
    MONTH_END = auto()
    BETWEEN = auto()
    TO = auto()
    AND = auto()
    COMMA = auto()
    OF = auto()
    AT = auto()
    THE_PLURAL = auto()
    FOR = auto()
    TIMES = auto()
    HALF = auto()
    PART_OF_DAY = auto()
    NOON = auto()
    MIDNIGHT = auto()
    ALL_DAY = auto()
    ZONE = auto()
    DOORS = auto()
    SHOW = auto()
    OPENS = auto()
    NOISE = auto()


Meaning = tuple[Kind, object]


def lookup_key(word: str) -> str:
    """The word in lower case, without accents and marks, for a look-up."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


_MONTHS = (
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sept sep septiembre setiembre",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
)
# (words of one day, words of every such day)
_WEEKDAYS = (
    ("monday mon lunes lun", "mondays mons"),
    ("tuesday tue tues martes", "tuesdays"),
    ("wednesday wed weds miercoles mie", "wednesdays"),
    ("thursday thu thur thurs jueves jue", "thursdays"),
    ("friday fri viernes vie", "fridays"),
    ("saturday sat sabado sab", "saturdays sabados"),
    ("sunday sun domingo dom", "sundays domingos"),
)
DAY_NAMES = (
    Message("Monday"),
    Message("Tuesday"),
    Message("Wednesday"),
    Message("Thursday"),
    Message("Friday"),
    Message("Saturday"),
    Message("Sunday"),
)
MONTH_NAMES = (
    Message("January"),
    Message("February"),
    Message("March"),
    Message("April"),
    Message("May"),
    Message("June"),
    Message("July"),
    Message("August"),
    Message("September"),
    Message("October"),
    Message("November"),
    Message("December"),
)
# Time zone abbreviations as notices print them: hours from UTC.
ZONES = {
    "pst": -8,
    "pdt": -7,
    "mst": -7,
    "mdt": -6,
    "cst": -6,
    "cdt": -5,
    "est": -5,
    "edt": -4,
    "akst": -9,
    "akdt": -8,
    "hst": -10,
    "utc": 0,
    "gmt": 0,
}
# Names of a zone in winter and summer alike.
GENERIC_ZONES = {
    "America/Los_Angeles": "pt|pacific|pacific time|pacifico|hora del pacifico",
    "America/Denver": "mt|mountain|mountain time|montana|hora de la montana",
    "America/Chicago": "ct|central|central time|hora del centro",
    "America/New_York": "et|eastern|eastern time|hora del este",
}
ON_DEMAND = {
    "on demand",
    "on-demand",
    "any time",
    "anytime",
    "on demand, any time",
    "a pedido",
    "a demanda",
    "bajo demanda",
    "en cualquier momento",
}

_ORDINALS = (
    (1, "first|primer|primero|primera|primeros|primeras"),
    (2, "second|segundo|segunda|segundos|segundas"),
    (3, "third|tercer|tercero|tercera|terceros|terceras"),
    (4, "fourth|cuarto|cuarta|cuartos|cuartas"),
    (5, "fifth|quinto|quinta"),
    (-1, "last|ultimo|ultima|ultimos|ultimas"),
)
_COUNT_WORDS = (
    "two|dos",
    "three|tres",
    "four|cuatro",
    "five|cinco",
    "six|seis",
    "seven|siete",
    "eight|ocho",
    "nine|nueve",
    "ten|diez",
    "eleven|once",
    "twelve|doce",
)
_FORTNIGHT = ("WEEKLY", 2)
_WORKDAYS, _WEEKEND = (0, 1, 2, 3, 4), (5, 6)
_NOISE = "the|el|la|lo|on|local|time|standard|daylight|hora|hora local|hora estandar"
_PHRASE_TABLE: tuple[tuple[Kind, object, str], ...] = (
    (Kind.EVERY, 1, "every|each|ea|cada|todos los|todas las|every single|on every"),
    (
        Kind.OTHER,
        2,
        "other|alternate|alternating|otro|otra|every other|cada otro|cada otra|alternos|alternas"
        "|por medio",
    ),
    (Kind.UNIT, ("DAILY", 1), "day|days|calendar day|dia|dias"),
    (Kind.UNIT, ("WEEKLY", 1), "week|weeks|semana|semanas"),
    (Kind.UNIT, _FORTNIGHT, "fortnight|fortnights|quincena|quince dias|15 dias"),
    (Kind.UNIT, ("MONTHLY", 1), "month|months|mes|meses"),
    (Kind.UNIT, ("YEARLY", 1), "year|years|ano|anos"),
    (Kind.WEEKDAYS, _WORKDAYS, "weekday|weekdays|workday|workdays|business day|business days"),
    (
        Kind.WEEKDAYS,
        _WORKDAYS,
        "dia habil|dias habiles|dia laborable|dias laborables|entre semana",
    ),
    (Kind.WEEKDAYS, _WEEKEND, "weekend|weekends|fin de semana|fines de semana"),
    (Kind.FREQUENCY, ("DAILY", 1), "daily|diario|diariamente|a diario|every day|todos los dias"),
    (Kind.FREQUENCY, ("DAILY", 1), "cada dia|each day|everyday"),
    (Kind.FREQUENCY, ("WEEKLY", 1), "weekly|semanal|semanalmente"),
    (
        Kind.FREQUENCY,
        _FORTNIGHT,
        "biweekly|bi weekly|bi - weekly|fortnightly|quincenal|quincenalmente",
    ),
    (Kind.FREQUENCY, ("MONTHLY", 1), "monthly|mensual|mensualmente"),
    (Kind.FREQUENCY, ("YEARLY", 1), "yearly|annually|annual|anual|anualmente"),
    (Kind.UNTIL, 0, "until|till|til|hasta|hasta el|ending|ending on|ends|ends on|until the"),
    (Kind.THROUGH, 0, "through|thru|through the"),
    (Kind.FROM, 0, "starting|starting on|starts|starts on|beginning|beginning on|begins|begins on"),
    (Kind.FROM, 0, "from|desde|desde el|desde las|a partir de|a partir del|empezando|empezando el"),
    (Kind.FROM, 0, "desde la|comenzando|comenzando el|from the"),
    (Kind.EXCEPT, 0, "except|except on|except for|excluding|excepto|excepto el|salvo|salvo el"),
    (Kind.EXCEPT, 0, "but not|but not on|not on|no class|no class on|no classes|no classes on"),
    (Kind.EXCEPT, 0, "no session|no session on|no meeting|no meeting on|menos|menos el|skipping"),
    (Kind.EXCEPT, 0, "not|skip|skips|no tour|no tours|no workshop|no program|no lesson|no lessons"),
    (Kind.EXCEPT, 0, "sin clase|sin clases|sin sesion|sin sesiones|sin taller|sin reunion"),
    (Kind.EXCEPT, 0, "no hay clase|no hay clases|no hay sesion|no habra clase|no habra sesion"),
    (Kind.EXCEPT, 0, "a excepcion del|a excepcion de|con excepcion del|exceptuando|excluyendo"),
    (Kind.EXCEPT, 0, "excepto los|salvo los|except the|no sessions|no sessions on"),
    (Kind.EXCEPT, 0, "closed|closed on|cerrado|cerrado los|cierra los|cierra el|cerrado el"),
    (Kind.MONTH_END, 0, "end of|the end of|fin de|el fin de|fines de|finales de|final de"),
    (Kind.BETWEEN, 0, "between|entre|entre las|entre la|entre el"),
    (Kind.TO, 0, "to|a|al|a las|a la|bis"),
    (Kind.AND, 0, "and|y|e|y el|y las|y los|and the|und|et"),
    (
        Kind.OF,
        0,
        "of|de|del|in|en|during|throughout|of the|de la|in the|de cada|of each|of every"
        "|de cada uno",
    ),
    (Kind.AT, 0, "at|las|at about"),
    (Kind.THE_PLURAL, 0, "los"),
    (Kind.FOR, 0, "for|durante|por"),
    (Kind.TIMES, 0, "times|veces|sessions|sesiones|classes|meetings|clases|occurrences"),
    (Kind.HALF, "am", "am|in the morning|de la madrugada"),
    (Kind.HALF, "pm", "pm|in the afternoon|de la tarde|por la tarde|del mediodia"),
    # Twelve in a Spanish morning is noon, and at night it is midnight.
    (Kind.HALF, "morning", "de la manana|por la manana"),
    (Kind.HALF, "night", "in the evening|at night|de la noche|por la noche"),
    (Kind.HALF, "24", "h|hs|hrs|hr|hours|horas|uhr"),
    (Kind.PART_OF_DAY, "morning", "morning|mornings"),
    (Kind.PART_OF_DAY, "afternoon", "afternoon|afternoons"),
    (Kind.PART_OF_DAY, "evening", "evening|evenings|night|nights"),
    (Kind.NOON, 0, "noon|midday|mediodia|el mediodia|al mediodia"),
    (Kind.MIDNIGHT, 0, "midnight|medianoche"),
    (Kind.ALL_DAY, 0, "all day|all - day|todo el dia|day long"),
    (
        Kind.DOORS,
        "doors",
        "doors|door|doors open|doors open at|doors at|puertas|apertura de puertas",
    ),
    (Kind.DOORS, "doors", "check in|check - in|check in at|apertura"),
    (
        Kind.SHOW,
        "show",
        "show|show at|show starts|show starts at|performance|performance at|concert|concert at"
        "|film|film at|screening|screening at|program|program at|programme|talk|talk at|lecture"
        "|lecture at|ceremony|ceremony at|music|music at|curtain|funcion|concierto|pelicula"
        "|espectaculo|programa|charla|show begins|show begins at|performance begins at",
    ),
    (Kind.NOISE, 0, _NOISE),
)


def _phrases() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for kind, value, words in _PHRASE_TABLE:
        found.update(dict.fromkeys(words.split("|"), (kind, value)))
    for number, words in _ORDINALS:
        found.update(dict.fromkeys(words.split("|"), (Kind.ORDINAL, number)))
    for number, words in enumerate(_COUNT_WORDS, start=2):
        found.update(dict.fromkeys(words.split("|"), (Kind.COUNT_WORD, number)))
    for abbreviation, hours in ZONES.items():
        found[abbreviation] = (Kind.ZONE, (abbreviation, hours))
    for name, words in GENERIC_ZONES.items():
        found.update({word: (Kind.ZONE, (word, name)) for word in words.split("|")})
    return found


# "all - day" is how a tokenizer meets "all-day".
PHRASES: Mapping[str, Meaning] = _phrases()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of months and weekdays in a folder's languages, and its habits of writing numbers.

    ``is_day_first`` orders numeric dates; ``has_half_days`` says that times have AM and PM;
    ``is_spanish`` says that Spanish is the first language.
    """

    words: Mapping[str, Meaning]
    is_day_first: bool
    has_half_days: bool
    is_spanish: bool


@lru_cache(maxsize=32)
def vocabulary_of(languages: tuple[str, ...], timezone: str) -> Vocabulary:
    """The vocabulary of a folder; its first language and its zone's country order the numbers."""
    words: dict[str, Meaning] = {}
    for language in languages:
        if language.partition("-")[0] not in ("en", "es"):
            words.update(_cldr_names(language))
    for number, names in enumerate(_MONTHS, start=1):
        words.update(dict.fromkeys(names.split(), (Kind.MONTH, number)))
    for number, (one, every) in enumerate(_WEEKDAYS):
        words.update(dict.fromkeys(one.split(), (Kind.WEEKDAY, (number, False))))
        words.update(dict.fromkeys(every.split(), (Kind.WEEKDAY, (number, True))))
    words.update(_zone_names(timezone))
    locale = _locale(languages, timezone)
    day_pattern = str(locale.date_formats["short"].pattern)
    return Vocabulary(
        words=words,
        is_day_first=day_pattern.find("d") < day_pattern.find("M"),
        has_half_days="a" in str(locale.time_formats["short"].pattern),
        is_spanish=(languages or ("en",))[0].partition("-")[0] == "es",
    )


def _zone_names(timezone: str) -> dict[str, Meaning]:
    """The zone's own abbreviations, "CET" and "CEST", where they are words that mean no day."""
    zone = ZoneInfo(timezone)
    names = {str(datetime(2024, month, 1, tzinfo=zone).tzname()).casefold() for month in (1, 7)}
    return {
        name: (Kind.ZONE, (name, timezone))
        for name in names
        if name.isalpha() and name not in PHRASES
    }


def _cldr_names(language: str) -> dict[str, Meaning]:
    """Names of months and weekdays by CLDR, wide and abbreviated."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, Meaning] = {}
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for number, name in locale.months[context][width].items():
                _add_name(found, name, (Kind.MONTH, number))
            for number, name in locale.days[context][width].items():
                _add_name(found, name, (Kind.WEEKDAY, (number, False)))
    return found


def _add_name(found: dict[str, Meaning], name: str, meaning: Meaning) -> None:
    key = " ".join(lookup_key(name).replace(".", " ").split())
    # A name of digits alone, as in some abbreviations, is no name.
    if key and not key.isdigit():
        found[key] = meaning


def _locale(languages: tuple[str, ...], timezone: str) -> Locale:
    """CLDR's locale of the first language in the country of the zone, or the nearest to it."""
    language = (languages or ("en",))[0].replace("-", "_")
    territory = str(get_global("zone_territories").get(timezone, "US"))
    official = [f"{name}_{territory}" for name in get_official_languages(territory)]
    # CLDR's plain English is that of the United States, so the country comes before it.
    last = [*official, language] if language == "en" else [language, *official]
    for name in (f"{language}_{territory}", *last):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "US")


def written_out(day: date) -> Message:
    """The day as in "Tuesday, January 13, 2026"."""
    return Message(
        "{weekday}, {month} {day}, {year}",
        weekday=DAY_NAMES[day.weekday()],
        month=MONTH_NAMES[day.month - 1],
        day=day.day,
        year=day.year,
    )


def written_day(day: date, *, with_year: bool = True) -> Message:
    """The day without its weekday, as in "January 13, 2026" or "January 13"."""
    month = MONTH_NAMES[day.month - 1]
    if not with_year:
        return Message("{month} {day}", month=month, day=day.day)
    return Message("{month} {day}, {year}", month=month, day=day.day, year=day.year)
