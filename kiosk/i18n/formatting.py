"""Dates, times and set phrases in the visitor's language: Babel's CLDR data and the interface's own words."""

import re
from datetime import date, datetime, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    get_timezone_name,
)

from kiosk import i18n
from kiosk.domain import Event, Exhibition, Localized, Status
from kiosk.schedule import Entry, EntryState
from kiosk.text import join_inline

# CLDR puts thin and narrow no-break spaces into times; the shipped typefaces have the ordinary one.
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})
SEPARATOR = " · "
_SPACE_BEFORE_DAY_PERIOD = re.compile(r"(?<=\d) (?=\w{1,2}\b)")
_TRAILING_YEAR = re.compile(r"[\s,،]*('[^']*'\s*)*y+$")


def locale_of(language: str) -> Locale:
    """CLDR's locale of a language tag; English where it knows none. Spanish is that of the United States."""
    wanted = {"en": "en_US", "es": "es_US"}.get(language, language)
    try:
        return Locale.parse(wanted, sep="-" if "-" in wanted else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "US")


def is_right_to_left_language(language: str) -> bool:
    """Whether a language is written from right to left."""
    return locale_of(language).text_direction == "rtl"


def full_date(day: date, language: str) -> str:
    """ "Tuesday, January 13, 2026"."""
    return _capitalize(format_date(day, format="full", locale=locale_of(language)))


def full_date_in_sentence(day: date, language: str) -> str:
    """The same inside a sentence: "martes, 13 de enero de 2026"."""
    return _normalize_spaces(format_date(day, format="full", locale=locale_of(language)))


def short_date(day: date, language: str) -> str:
    """ "Tue, Jan 13"."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day has no time zone
    return _capitalize(format_skeleton("MMMEd", moment, locale=locale_of(language)))


def long_date(day: date, language: str) -> str:
    """ "Tuesday, January 13"; with its year where the language does not put the year last."""
    locale = locale_of(language)
    # Babel answers CLDR's skeleton for this with short names, so it is cut from the full pattern.
    pattern = _TRAILING_YEAR.sub("", str(locale.date_formats["full"].pattern))
    return _capitalize(format_date(day, format=pattern, locale=locale))


def month_and_year(day: date, language: str) -> str:
    """ "January 2026"."""
    moment = datetime(day.year, day.month, 1)  # noqa: DTZ001 - a month has no time zone
    return _capitalize(format_skeleton("yMMMM", moment, locale=locale_of(language)))


def weekday_names(language: str) -> list[str]:
    """Short names of the days, Monday first: "Mon"; one letter each where the language shortens none of them, as Arabic."""
    forms = locale_of(language).days["stand-alone"]
    names = forms["abbreviated"] if forms["abbreviated"] != forms["wide"] else forms["narrow"]
    return [_capitalize(names[day]) for day in range(7)]


def date_range(first: date, last: date, language: str) -> str:
    """ "January 7 – 31, 2026"; one day alone is written in full."""
    if first == last:
        return full_date(first, language)
    return _normalize_spaces(
        format_interval(first, last, skeleton="yMMMMd", locale=locale_of(language))
    )


def time_of_day(moment: datetime, language: str) -> str:
    """ "2:00 PM", in the moment's own time zone."""
    return _keep_day_period_on_line(
        format_time(moment, format="short", tzinfo=moment.tzinfo, locale=locale_of(language))
    )


def time_range(starts: datetime, ends: datetime | None, language: str) -> str:
    """ "1:00 – 2:00 PM"; past midnight both times are written out."""
    if ends is None:
        return time_of_day(starts, language)
    if ends.date() != starts.date():
        return f"{time_of_day(starts, language)} – {time_of_day(ends, language)}"
    locale = locale_of(language)
    skeleton = "hm" if "a" in locale.time_formats["short"].pattern else "Hm"
    return _keep_day_period_on_line(
        format_interval(starts, ends, skeleton=skeleton, tzinfo=starts.tzinfo, locale=locale)
    )


def timezone_name(moment: datetime, language: str) -> str:
    """ "Pacific Time (PST)"."""
    # It stands behind a colon, after which Spanish goes on small.
    name = _normalize_spaces(
        get_timezone_name(moment, zone_variant="generic", locale=locale_of(language))
    )
    short = moment.tzname() or ""
    return f"{name} ({short})" if short and not short.startswith(("+", "-")) else name


def entry_heading(entry: Entry, language: str) -> str:
    """When an entry is, as a visitor says it today."""
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
    if entry.all_day and entry.last_day not in (None, day):
        assert entry.last_day is not None
        return date_range(day, entry.last_day, language)
    name = {EntryState.TODAY: i18n.tr("Today"), EntryState.TOMORROW: i18n.tr("Tomorrow")}.get(
        entry.state, short_date(day, language)
    )
    return name if starts is None else f"{name}{SEPARATOR}{time_range(starts, ends, language)}"


def full_date_and_time(entry: Entry, language: str) -> str:
    """The whole date with times and time zone, as it stands on the event's own page."""
    starts, ends, first = entry.starts, entry.ends, entry.first_day
    if starts is not None:
        short = starts.tzname() or ""
        zone_name = "" if short.startswith(("+", "-")) else f" {short}"
        if ends is not None and ends - starts > timedelta(hours=24):
            from_, to = (
                join_with_comma(
                    full_date(one.date(), language), time_of_day(one, language), language
                )
                for one in (starts, ends)
            )
            return f"{from_} – {to}{zone_name}"
        return f"{full_date(starts.date(), language)}{SEPARATOR}{time_range(starts, ends, language)}{zone_name}"
    if first is not None:
        return date_range(first, entry.last_day or first, language) + SEPARATOR + i18n.tr("all day")
    return i18n.tr("On demand, at any time")


def event_location(event: Event, language: str) -> str:
    """ "Webinar", "Online", or the place."""
    return SEPARATOR.join(
        part for part in (online_label(event, language), event.place.get(language)) if part
    )


def join_with_dots(*parts: str, language: str) -> str:
    """What stands side by side on one line: "Webinar · Free"."""
    return join_inline(*parts, separator=SEPARATOR, mirrored=is_right_to_left_language(language))


def join_with_comma(first: str, second: str, language: str) -> str:
    """Two things with the language's own comma between them, which is not everywhere the Latin one."""
    return str(locale_of(language).datetime_formats["medium"]).format(second, first)


def online_label(event: Event, language: str) -> str:
    """ "Webinar" or "Online"; empty for an event at a place."""
    told = event.online.get(language)
    return i18n.tr("Online") if told.casefold() == "online" else told


def status_label(event: Event) -> str:
    """ "Cancelled" and its like; empty when the event takes place as announced."""
    return {
        Status.CANCELLED: i18n.tr("Cancelled"),
        Status.POSTPONED: i18n.tr("Postponed"),
        Status.FULL: i18n.tr("Full"),
    }.get(event.status, "")


def medium_label(key: str, printed: Localized, language: str) -> str:
    """A medium as it is printed: in the label's own words, else translated where it is one of the usual four."""
    if not key:
        return ""
    if printed.language_for(language) == language:
        return _capitalize(printed.get(language))
    return _standard_media().get(key, _capitalize(printed.get(language)))


def medium_label_language(key: str, printed: Localized, language: str) -> str:
    """The language in which ``medium`` answers."""
    return language if key in _standard_media() else printed.language_for(language) or language


def _standard_media() -> dict[str, str]:
    return {
        "photography": i18n.tr("Photography"),
        "graphic art": i18n.tr("Graphic art"),
        "poetry": i18n.tr("Poetry"),
        "creative writing": i18n.tr("Creative writing"),
    }


def exhibition_dates(exhibition: Exhibition, language: str) -> str:
    """ "January 7 – 31, 2026", or what is known of it."""
    opens, closes = exhibition.opens, exhibition.closes
    if opens and closes:
        return date_range(opens, closes, language)
    if opens:
        return i18n.tr("From %1").replace("%1", full_date_in_sentence(opens, language))
    return (
        i18n.tr("Until %1").replace("%1", full_date_in_sentence(closes, language)) if closes else ""
    )


def opening_hours(exhibition: Exhibition, language: str) -> list[str]:
    """One line for each run of days with the same hours: "Monday – Friday, 8:00 AM – 5:00 PM"."""
    lines = []
    run: list[int] = []
    hours = exhibition.hours
    for index, day in enumerate(hours):
        run.append(day.weekday)
        following = hours[index + 1] if index + 1 < len(hours) else None
        goes_on = (
            following is not None
            and following.weekday == day.weekday + 1
            and (following.opens, following.closes) == (day.opens, day.closes)
        )
        if goes_on:
            continue
        names = locale_of(language).days["format"]["wide"]
        span = _capitalize(names[run[0]]) + (f" – {names[run[-1]]}" if len(run) > 1 else "")
        any_day = datetime(2026, 1, 5)  # noqa: DTZ001 - only the times are printed
        opens, closes = (datetime.combine(any_day, time) for time in (day.opens, day.closes))
        lines.append(join_with_comma(span, time_range(opens, closes, language), language))
        run = []
    return lines


def _normalize_spaces(text: str) -> str:
    # Unicode lets a line end after a dash whatever follows; a space that holds would then indent the next line.
    return text.translate(_SPACES).replace("–\u00a0", "– ")


def _keep_day_period_on_line(time: str) -> str:
    """A time whose half of the day stays on its line; CLDR says so in English, and not in Arabic."""
    return _SPACE_BEFORE_DAY_PERIOD.sub("\u00a0", _normalize_spaces(time))


def _capitalize(text: str) -> str:
    """First letter large, as at the head of a line; CLDR gives Spanish days in small letters."""
    text = _normalize_spaces(text)
    return text[:1].upper() + text[1:]


def language_name(tag: str, language: str) -> str:
    """A language's name in another language: "inglés" for ("en", "es")."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(locale_of(language)) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def native_language_name(tag: str) -> str:
    """A language's name in itself: "Español"."""
    return _capitalize(language_name(tag, tag))
