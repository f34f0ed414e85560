"""Format dates, times and labels in the visitor's language.

The rules come from CLDR by way of Babel, the words from the interface's translations.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    get_timezone_name,
)
from babel.lists import format_list
from babel.numbers import format_decimal

from kiosk import i18n
from kiosk.domain import DayHours, Event, Exhibition, Localized, Status
from kiosk.domain.instants import length_between
from kiosk.schedule import AgendaEntry, EntryState
from kiosk.text import join_inline

# CLDR puts thin and narrow no-break spaces into times; the shipped fonts have U+00A0 only.
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})
DOT_SEPARATOR = " · "
# A line may break after a dash, even before a no-break space (UAX 14, LB 12a); not before this.
WORD_JOINER = "\u2060"
# What stands between two times or two numbers, in CLDR's languages.
_RANGE_SIGN = r"[-–—~～〜至から]"
_SIGN_IN_RANGE = re.compile(_RANGE_SIGN)
# Where a time of Chinese or Japanese may break: beside each of its signs.
_IDEOGRAPH = "\u3040-\u30ff\u4e00-\u9fff"
_BESIDE_IDEOGRAPH = re.compile(
    rf"(?<=[{_IDEOGRAPH}])(?=[\d～〜{_IDEOGRAPH}])|(?<=\d)(?=[{_IDEOGRAPH}])"
)
_NUMBER_RANGE = re.compile(rf"(?<=\d)\s?{_RANGE_SIGN}\s?(?=\d)")
_TRAILING_YEAR = re.compile(r"[\s,،]*('[^']*'\s*)*y+$")


# Cached: Babel looks for the locale's file in each call, and a wall makes hundreds.
@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Return the CLDR locale of a language tag: US English if unknown, US Spanish for ``es``."""
    wanted = {"en": "en_US", "es": "es_US"}.get(language, language)
    try:
        return Locale.parse(wanted, sep="-" if "-" in wanted else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "US")


def is_right_to_left_language(language: str) -> bool:
    """Return True if a language is written from right to left."""
    return locale_of(language).text_direction == "rtl"


def decimal_number(number: float, language: str) -> str:
    """A number as it is written: "0.5", "0,5"."""
    return format_decimal(number, locale=locale_of(language))


def full_date(day: date, language: str) -> str:
    """ "Tuesday, January 13, 2026"."""
    return capitalize(format_date(day, format="full", locale=locale_of(language)))


def full_date_in_sentence(day: date, language: str) -> str:
    """The full date inside a sentence, not capitalized: "martes, 13 de enero de 2026"."""
    return _normalize_spaces(format_date(day, format="full", locale=locale_of(language)))


def short_date(day: date, language: str) -> str:
    """ "Tue, Jan 13"."""
    return capitalize(short_date_in_sentence(day, language))


def short_date_in_sentence(day: date, language: str) -> str:
    """The short date inside a sentence, not capitalized: "mar, 13 de ene"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day has no time zone
    return _normalize_spaces(format_skeleton("MMMEd", moment, locale=locale_of(language)))


def month_and_day_in_sentence(day: date, language: str) -> str:
    """ "January 14"; "14 de enero"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day has no time zone
    return _normalize_spaces(format_skeleton("MMMMd", moment, locale=locale_of(language)))


def long_date(day: date, language: str) -> str:
    """ "Tuesday, January 13"; with the year in languages that do not put the year last."""
    locale = locale_of(language)
    # Babel resolves CLDR's skeleton for this to short names, so cut the full pattern instead.
    pattern = _TRAILING_YEAR.sub("", str(locale.date_formats["full"].pattern))
    return capitalize(format_date(day, format=pattern, locale=locale))


def month_and_year(day: date, language: str) -> str:
    """ "January 2026"."""
    moment = datetime(day.year, day.month, 1)  # noqa: DTZ001 - a month has no time zone
    return capitalize(format_skeleton("yMMMM", moment, locale=locale_of(language)))


def weekday_names(language: str) -> list[str]:
    """Abbreviated weekday names from Monday on ("Mon").

    One letter each in languages such as Arabic, which have no abbreviations.
    """
    forms = locale_of(language).days["stand-alone"]
    names = forms["abbreviated"] if forms["abbreviated"] != forms["wide"] else forms["narrow"]
    return [capitalize(names[day]) for day in range(7)]


def date_range(first: date, last: date, language: str) -> str:
    """ "January 7 – 31, 2026"; a single day is a full date."""
    if first == last:
        return full_date(first, language)
    words = _normalize_spaces(
        format_interval(first, last, skeleton="yMMMMd", locale=locale_of(language))
    )
    return _NUMBER_RANGE.sub(lambda found: _keep_together(found[0]), words)


def time_of_day(moment: datetime, language: str) -> str:
    """ "2:00 PM", in the moment's own time zone."""
    return _keep_day_period_on_line(
        format_time(moment, format="short", tzinfo=moment.tzinfo, locale=locale_of(language))
    )


def time_range(starts: datetime, ends: datetime | None, language: str) -> str:
    """ "1:00 – 2:00 PM"; both times in full if the range crosses midnight.

    No line breaks in it.
    """
    if ends is None:
        return time_of_day(starts, language)
    return _keep_together(_time_range(starts, ends, language))


def _time_range(starts: datetime, ends: datetime, language: str) -> str:
    if ends.date() != starts.date():
        return f"{time_of_day(starts, language)} – {time_of_day(ends, language)}"
    if _clock_goes_back(starts, ends):
        # "1:30 AM PDT – 1:15 AM PST", in the night in which the clock shows an hour twice.
        return " – ".join(
            time_of_day(moment, language) + _zone_suffix(moment) for moment in (starts, ends)
        )
    locale = locale_of(language)
    skeleton = "hm" if "a" in locale.time_formats["short"].pattern else "Hm"
    return _normalize_spaces(
        format_interval(starts, ends, skeleton=skeleton, tzinfo=starts.tzinfo, locale=locale)
    )


def timezone_name(moment: datetime, language: str) -> str:
    """ "Pacific Time (PST)"."""
    # Not capitalized: it follows a colon.
    name = _normalize_spaces(
        get_timezone_name(moment, zone_variant="generic", locale=locale_of(language))
    )
    short = moment.tzname() or ""
    return f"{name} ({short})" if short and not short.startswith(("+", "-")) else name


def entry_heading(entry: AgendaEntry, language: str) -> str:
    """When an agenda entry takes place, relative to now: "Today · 1:00 – 2:00 PM"."""
    starts, ends = entry.starts, entry.ends
    match entry.state:
        case EntryState.ON_DEMAND:
            return i18n.tr("Any time")
        case EntryState.NOW if (
            ends is not None and starts is not None and ends.date() == starts.date()
        ):
            return i18n.tr("Happening now, until %1").replace("%1", time_of_day(ends, language))
        case EntryState.NOW:
            return i18n.tr("Happening now")
        case EntryState.SOON if starts is not None:
            return i18n.tr("Soon, at %1").replace("%1", time_of_day(starts, language))
    day = entry.first_day
    assert day is not None
    if entry.is_daily:
        return _daily_span(entry, language)
    if entry.all_day and entry.last_day not in (None, day):
        assert entry.last_day is not None
        return date_range(day, entry.last_day, language)
    name = {EntryState.TODAY: i18n.tr("Today"), EntryState.TOMORROW: i18n.tr("Tomorrow")}.get(
        entry.state, short_date(day, language)
    )
    return name if starts is None else f"{name}{DOT_SEPARATOR}{time_range(starts, ends, language)}"


def full_date_and_time(entry: AgendaEntry, language: str) -> str:
    """The full date with times and time zone, for the page of an event."""
    if entry.starts is not None:
        span = (
            _daily_span(entry, language)
            if entry.is_daily
            else _full_span(entry.starts, entry.ends, language)
        )
        return span + _zone_of(entry) + _show_suffix(entry.event, language)
    first = entry.first_day
    if first is not None:
        return (
            date_range(first, entry.last_day or first, language)
            + DOT_SEPARATOR
            + i18n.tr("all day")
        )
    return i18n.tr("On demand, at any time")


def _daily_span(entry: AgendaEntry, language: str) -> str:
    """The days and the hours of each: "December 14 – 18, 2026 · 9:00 AM – 12:00 PM"."""
    assert entry.first_day is not None
    assert entry.starts is not None
    days = date_range(entry.first_day, entry.last_day or entry.first_day, language)
    return days + DOT_SEPARATOR + time_range(entry.starts, entry.ends, language)


def short_span(entry: AgendaEntry, language: str) -> str:
    """The day and the times of an entry, inside a sentence: "Thu, Dec 3, 10:00 – 11:00 AM PST"."""
    assert entry.first_day is not None
    day = short_date_in_sentence(entry.first_day, language)
    if entry.starts is None:
        return day
    times = time_range(entry.starts, entry.ends, language) + _zone_of(entry)
    return join_with_comma(day, times, language) + _show_suffix(entry.event, language)


def _show_suffix(event: Event, language: str) -> str:
    """When what is announced begins, where the doors open earlier."""
    if event.show is None:
        return ""
    moment = format_time(event.show, format="short", locale=locale_of(language))
    at = i18n.tr("Show at %1").replace("%1", _keep_day_period_on_line(moment))
    return DOT_SEPARATOR + at


def _full_span(starts: datetime, ends: datetime | None, language: str) -> str:
    """Date and times of an event; both dates if it lasts longer than a day."""
    if ends is None or length_between(starts, ends) <= timedelta(hours=24):
        return (
            full_date(starts.date(), language) + DOT_SEPARATOR + time_range(starts, ends, language)
        )
    first, last = (
        join_with_comma(full_date(moment.date(), language), time_of_day(moment, language), language)
        for moment in (starts, ends)
    )
    return f"{first} – {last}"


def _clock_goes_back(starts: datetime, ends: datetime | None) -> bool:
    """True where the clock is set back between two times of a day, so that both name their zone."""
    if ends is None or ends.date() != starts.date():
        return False
    return (ends.utcoffset() or timedelta()) < (starts.utcoffset() or timedelta())


def _zone_of(entry: AgendaEntry) -> str:
    """The abbreviation after an entry's times, unless each of them has its own."""
    assert entry.starts is not None
    return "" if _clock_goes_back(entry.starts, entry.ends) else _zone_suffix(entry.starts)


def _zone_suffix(moment: datetime) -> str:
    """The abbreviation of a time zone, such as " PST"; empty where it has only an offset."""
    short = moment.tzname() or ""
    return "" if short.startswith(("+", "-")) else f" {short}"


def event_location(event: Event, language: str) -> str:
    """ "Webinar", "Online", or the place."""
    return DOT_SEPARATOR.join(
        part for part in (online_label(event, language), event.place.get(language)) if part
    )


def join_with_dots(*parts: str, language: str) -> str:
    """Join the parts of one line: "Webinar · Free"."""
    return join_inline(
        *parts, separator=DOT_SEPARATOR, mirrored=is_right_to_left_language(language)
    )


def join_with_comma(first: str, second: str, language: str) -> str:
    """Join two texts as CLDR joins a date and a time, with the language's own comma."""
    return str(locale_of(language).datetime_formats["medium"]).format(second, first)


def online_label(event: Event, language: str) -> str:
    """ "Webinar" or "Online"; empty for an event at a place."""
    label = event.online.get(language)
    return i18n.tr("Online") if label.casefold() == "online" else label


def status_label(event: Event) -> str:
    """ "Cancelled", "Postponed" or "Full"; empty for an event that takes place as announced."""
    return {
        Status.CANCELLED: i18n.tr("Cancelled"),
        Status.POSTPONED: i18n.tr("Postponed"),
        Status.FULL: i18n.tr("Full"),
    }.get(event.status, "")


def medium_label(key: str, printed: Localized, language: str) -> str:
    """A work's medium: as printed on the label in ``language``, else a standard translation."""
    if not key:
        return ""
    if printed.language_for(language) == language:
        return capitalize(printed.get(language))
    return _standard_media().get(key, capitalize(printed.get(language)))


def medium_label_language(key: str, printed: Localized, language: str) -> str:
    """The language of the text that ``medium_label`` returns."""
    return language if key in _standard_media() else printed.language_for(language) or language


def _standard_media() -> dict[str, str]:
    return {
        "photography": i18n.tr("Photography"),
        "graphic art": i18n.tr("Graphic art"),
        "poetry": i18n.tr("Poetry"),
        "creative writing": i18n.tr("Creative writing"),
    }


def picture_name(name: Localized, language: str) -> str:
    """What a further picture shows: as the label says, else a standard translation of that."""
    typed = name.get(language)
    if name.language_for(language) == language and language != "en":
        return typed
    word, _, number = typed.rpartition(" ")
    if not number.isdecimal():
        word, number = typed, ""
    standard = _standard_picture_names().get(word.casefold())
    return f"{standard} {number}".strip() if standard else typed


def _standard_picture_names() -> dict[str, str]:
    back = i18n.tr("Back of the work")
    view = i18n.tr("Installation view")
    return {
        "detail": i18n.tr("Detail"),
        "back": back,
        "verso": back,
        "side": i18n.tr("Side"),
        "frame": i18n.tr("Frame"),
        "installation": view,
        "installation view": view,
    }


def exhibition_dates(exhibition: Exhibition, language: str) -> str:
    """The exhibition's dates: "January 7 – 31, 2026", "From …", "Until …" or empty."""
    opens, closes = exhibition.opens, exhibition.closes
    if opens and closes:
        return date_range(opens, closes, language)
    if opens:
        return i18n.tr("From %1").replace("%1", full_date_in_sentence(opens, language))
    return (
        i18n.tr("Until %1").replace("%1", full_date_in_sentence(closes, language)) if closes else ""
    )


def opening_hours(exhibition: Exhibition, language: str) -> list[str]:
    """One line for each span of days with equal hours: "Monday – Friday, 8:00 AM – 5:00 PM"."""
    return [_opening_hours_line(days, language) for days in _spans_of_equal_hours(exhibition.hours)]


def _spans_of_equal_hours(hours: Sequence[DayHours]) -> list[list[DayHours]]:
    """Group consecutive weekdays that open and close at the same times."""
    spans: list[list[DayHours]] = []
    for day in hours:
        last = spans[-1][-1] if spans else None
        if (
            last is not None
            and day.weekday == last.weekday + 1
            and (day.opens, day.closes) == (last.opens, last.closes)
        ):
            spans[-1].append(day)
        else:
            spans.append([day])
    return spans


def _opening_hours_line(days: list[DayHours], language: str) -> str:
    names = locale_of(language).days["format"]["wide"]
    first, last = days[0], days[-1]
    span = capitalize(names[first.weekday])
    if last is not first:
        span += f" – {names[last.weekday]}"
    any_day = datetime(2026, 1, 5)  # noqa: DTZ001 - only the times are printed
    opens, closes = (datetime.combine(any_day, time) for time in (first.opens, first.closes))
    return join_with_comma(span, time_range(opens, closes, language), language)


def _normalize_spaces(text: str) -> str:
    # A line may break after a dash; a no-break space there would indent the next line.
    return text.translate(_SPACES).replace("–\u00a0", "– ")


def _keep_together(text: str) -> str:
    """A range of times or numbers as one word: no line breaks in it."""
    joined = _SIGN_IN_RANGE.sub(rf"\g<0>{WORD_JOINER}", text)
    return _BESIDE_IDEOGRAPH.sub(WORD_JOINER, re.sub(r"\s", "\u00a0", joined))


def _keep_day_period_on_line(time: str) -> str:
    """Keep AM or PM on the line of its time; CLDR does so in English but not in Arabic."""
    return _keep_together(time)


def capitalize(text: str) -> str:
    """Capitalize the first letter; CLDR writes Spanish days and months in lower case."""
    text = _normalize_spaces(text)
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1024)
def language_name(tag: str, language: str) -> str:
    """The name of the language ``tag`` in ``language``: "inglés" for ("en", "es")."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(locale_of(language)) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def language_list(tags: Sequence[str], language: str) -> str:
    """Languages to choose from: "English or Spanish"."""
    names = [language_name(tag, language) for tag in tags]
    return format_list(names, style="or", locale=locale_of(language))


def native_language_name(tag: str) -> str:
    """The name of a language in that language: "Español"."""
    return capitalize(language_name(tag, tag))
