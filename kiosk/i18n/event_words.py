"""How the date of an event was read, in words, so that a person can say no."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time

from kiosk import i18n
from kiosk.check.translation import translated
from kiosk.domain import AllDay, Event, Message, OnDemand, Series, Timed
from kiosk.i18n import formatting
from kiosk.i18n.series_words import excluded_days, series_words
from kiosk.schedule import AgendaEntry, next_times

# So many of the next times are told.
NEXT_TIMES = 3


def reading_words(event: Event, now: datetime, language: str) -> Iterator[str]:
    """A line for the rule of a series, then one for each of the next times.

    ``now`` has a time zone. The words are those of the screen in ``language``.
    """
    if isinstance(event.when, OnDemand):
        yield formatting.capitalize(i18n.tr("On demand, at any time"))
        return
    entries = next_times(event, now, NEXT_TIMES)
    if not entries:
        for entry in _past(event, now):
            yield time_words(entry, language)
        yield translated(Message("this is over"), language)
        return
    if isinstance(event.when, Series):
        words = series_words(entries[0], language)
        if entries[0].is_daily:
            words = _date_and_time(entries[0], language)
        if words:
            yield words
        if left_out := excluded_days(entries[0], language):
            yield i18n.tr("Not on: %1").replace("%1", left_out)
    for entry in entries:
        yield time_words(entry, language)


def time_words(entry: AgendaEntry, language: str) -> str:
    """One time with weekday, year and zone."""
    if entry.starts is not None:
        return _date_and_time(replace(entry, is_daily=False), language)
    assert entry.first_day is not None
    days = [formatting.full_date(entry.first_day, language)]
    if entry.last_day not in (None, entry.first_day):
        days.append(formatting.full_date(entry.last_day or entry.first_day, language))
    return f"{' – '.join(days)}{formatting.DOT_SEPARATOR}{i18n.tr('all day')}"


def _past(event: Event, now: datetime) -> Sequence[AgendaEntry]:
    """The entry of an event that is over; none for a series."""
    match event.when:
        case Timed(starts=starts):
            return next_times(event, starts, 1)
        case AllDay(first=first):
            return next_times(event, datetime.combine(first, time(), now.tzinfo), 1)
    return ()


def _date_and_time(entry: AgendaEntry, language: str) -> str:
    """As on the screen, without what keeps a time on one line there."""
    return formatting.full_date_and_time(entry, language).replace(formatting.WORD_JOINER, "")
