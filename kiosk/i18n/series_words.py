"""How a series repeats, in words: "Thursdays, 10:00 AM, until March 26"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from kiosk import i18n
from kiosk.domain import RepeatRule, Series, Timed
from kiosk.i18n.formatting import (
    capitalize,
    is_right_to_left_language,
    join_with_comma,
    locale_of,
    short_date_in_sentence,
    time_of_day,
)
from kiosk.schedule import AgendaEntry, EntryState

# So many days of a series, and so many on which it does not take place, stand on its page.
MOST_DAYS = 5


def rule_of(entry: AgendaEntry) -> RepeatRule | None:
    """The rule of an entry that stands for a series; None for any other."""
    when = entry.event.when
    return when.rule if entry.is_series and isinstance(when, Series) else None


def series_words(entry: AgendaEntry, language: str) -> str:
    """The rule of a series with its times and its last day; "" for any other entry."""
    rule = rule_of(entry)
    if rule is None or entry.first_day is None:
        return ""
    words = _days(rule, language)
    for more in (_times(rule, entry, language), _until(rule, entry.first_day, language)):
        words = join_with_comma(words, more, language) if more else words
    return capitalize(words)


def coming_time(entry: AgendaEntry) -> AgendaEntry | None:
    """The entry at the next time that has not begun; None when there is none."""
    if entry.state is not EntryState.NOW:
        return entry
    if len(entry.times) < 2:
        return None
    when, left = entry.times[1], entry.times[1:]
    if isinstance(when, Timed):
        day = when.starts.date()
        return replace(entry, starts=when.starts, ends=when.ends, first_day=day, times=left)
    return replace(entry, starts=None, ends=None, first_day=when.first, times=left)


def later_days(entry: AgendaEntry, language: str) -> str:
    """The days of a series after its next one; "" when there are none."""
    days = dict.fromkeys(
        when.starts.date() if isinstance(when, Timed) else when.first for when in entry.times
    )
    return _listed([day for day in days if day != entry.first_day], language)


def excluded_days(entry: AgendaEntry, language: str) -> str:
    """The days after the next one on which a series does not take place."""
    rule = rule_of(entry)
    if rule is None or entry.first_day is None:
        return ""
    return _listed([day for day in rule.excluded if day > entry.first_day], language)


def _listed(days: Sequence[date], language: str) -> str:
    # A day is not broken between two lines; a voice pauses at a semicolon.
    words = [
        short_date_in_sentence(day, language).replace(" ", "\u00a0") for day in days[:MOST_DAYS]
    ]
    return ("؛ " if is_right_to_left_language(language) else "; ").join(words)


def _times(rule: RepeatRule, entry: AgendaEntry, language: str) -> str:
    """The times of day at which it starts."""
    if entry.starts is None:
        return ""
    day, zone = entry.starts.date(), entry.starts.tzinfo
    moments = [
        datetime.combine(day, moment, zone) for moment in rule.times or [entry.starts.time()]
    ]
    return _and([time_of_day(moment, language) for moment in moments], language)


def _until(rule: RepeatRule, next_day: date, language: str) -> str:
    if rule.last_day is None:
        return ""
    last = (
        _month_and_day(rule.last_day, language)
        if rule.last_day.year == next_day.year
        else format_date(rule.last_day, format="long", locale=locale_of(language))
    )
    return i18n.tr("until %1").replace("%1", last)


def _month_and_day(day: date, language: str) -> str:
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day has no time zone
    return str(format_skeleton("MMMMd", moment, locale=locale_of(language)))


def _and(words: Sequence[str], language: str) -> str:
    return str(format_list(list(words), locale=locale_of(language)))


def _days(rule: RepeatRule, language: str) -> str:
    match rule.frequency:
        case "DAILY":
            return _daily(rule.interval)
        case "WEEKLY":
            return _weekly(rule, language)
        case "MONTHLY":
            return _monthly(rule, language)
        case "YEARLY":
            return _yearly(rule, language)
    return i18n.tr("On several days")


def _daily(interval: int) -> str:
    if interval == 1:
        return i18n.tr("Daily")
    if interval == 2:
        return i18n.tr("Every other day")
    return i18n.tr("Every %n days", "", interval)


def _weekly(rule: RepeatRule, language: str) -> str:
    days = sorted(day for _, day in rule.weekdays)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        wide = locale_of(language).days["format"]["wide"]
        words = f"{wide[days[0]]} – {wide[days[-1]]}"
    else:
        names = _names_of_all_weekdays()
        words = _and([names[day] for day in days], language)
    if rule.months:
        words = _in_months(words, rule, language)
    if rule.interval == 2:
        return i18n.tr("%1, every other week").replace("%1", words)
    if rule.interval > 2:
        return i18n.tr("%1, every %n weeks", "", rule.interval).replace("%1", words)
    return words


def _names_of_all_weekdays() -> tuple[str, ...]:
    return (
        i18n.tr("Mondays"),
        i18n.tr("Tuesdays"),
        i18n.tr("Wednesdays"),
        i18n.tr("Thursdays"),
        i18n.tr("Fridays"),
        i18n.tr("Saturdays"),
        i18n.tr("Sundays"),
    )


def _monthly(rule: RepeatRule, language: str) -> str:
    if rule.weekdays:
        words = _ordinal_weekdays(rule, language)
    elif rule.month_days == (-1,):
        words = i18n.tr("last day")
    elif -1 in rule.month_days:
        return i18n.tr("On several days")
    else:
        days = _and([str(day) for day in rule.month_days], language)
        text = i18n.tr("day %1") if len(rule.month_days) == 1 else i18n.tr("days %1")
        words = text.replace("%1", days)
    if rule.months and (rule.weekdays or len(rule.months) > 1):
        words = _in_months(words, rule, language)
    if rule.interval == 1:
        return words if rule.months else i18n.tr("%1 of each month").replace("%1", words)
    return i18n.tr("%1, every %n months", "", rule.interval).replace("%1", words)


def _yearly(rule: RepeatRule, language: str) -> str:
    if rule.day is not None:
        words = _month_and_day(rule.day, language)
    else:
        words = _in_months(_ordinal_weekdays(rule, language), rule, language)
    if rule.interval == 1:
        return i18n.tr("%1, every year").replace("%1", words)
    return i18n.tr("%1, every %n years", "", rule.interval).replace("%1", words)


def _ordinal_weekdays(rule: RepeatRule, language: str) -> str:
    names = locale_of(language).days["format"]["wide"]
    texts = {
        1: i18n.tr("first %1"),
        2: i18n.tr("second %1"),
        3: i18n.tr("third %1"),
        4: i18n.tr("fourth %1"),
        5: i18n.tr("fifth %1"),
        -1: i18n.tr("last %1"),
    }
    words = [texts[number].replace("%1", str(names[day])) for number, day in rule.weekdays]
    return _and(words, language)


def _in_months(words: str, rule: RepeatRule, language: str) -> str:
    names = locale_of(language).months["format"]["wide"]
    months = _and([str(names[month]) for month in rule.months], language)
    return i18n.tr("%1 in %2").replace("%1", words).replace("%2", months)
