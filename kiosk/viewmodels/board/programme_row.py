"""An entry of the programme in words: day, time, title, and where it is or that it is full."""

from dataclasses import dataclass
from datetime import date

from kiosk import i18n
from kiosk.domain import Event, Localized, Status, Timed
from kiosk.i18n import formatting
from kiosk.i18n.series_words import series_words
from kiosk.qt.keyed_list_model import Row
from kiosk.schedule import AgendaEntry, EntryState
from kiosk.text import bidi_wrap
from kiosk.typesetting.programme_layout import ProgrammeEntry, first_part

# Letters of a place: two or three lines of its column.
MOST_PLACE_LETTERS = 40

PROGRAMME_ROLES = (
    "numeral",
    "weekday",
    "month",
    "time",
    "timeNote",
    "title",
    "note",
    "place",
    "status",
    "name",
    "isNow",
    "isToday",
    "isOff",
    "entry",
)


@dataclass(frozen=True, slots=True)
class _Day:
    """The day by which an entry is listed; a span that has begun is listed today."""

    first: date
    today: date

    @property
    def shown(self) -> date:
        return max(self.first, self.today)


def programme_row(entry: AgendaEntry, today: date, language: str) -> Row:
    """The row of an entry. ``today`` is the day at the exhibition."""
    event = entry.event
    day = _Day(entry.first_day, today) if entry.first_day is not None else None
    is_now = entry.state is EntryState.NOW
    is_today = day is not None and day.shown == today and entry.state is not EntryState.ON_DEMAND
    shown = shown_title(event, language)
    title = shown.get(language)
    note = series_words(entry, language)
    state = formatting.status_label(event)
    time, time_note = _times(entry, language)
    place = "" if state else _place(event, shown.language_for(language), language)
    weekday = _weekday(day, language) if day else ""
    if is_today and day is not None and not _is_untrusted(entry):
        weekday = i18n.tr("Today")
    month = formatting.month_and_year(day.shown, language) if day else ""
    return {
        "key": entry.key,
        "numeral": str(day.shown.day) if day else "",
        "weekday": weekday,
        "month": month,
        "time": time,
        "timeNote": time_note,
        "title": bidi_wrap(title),
        "note": bidi_wrap(note),
        "place": bidi_wrap(place),
        "status": state,
        "name": ", ".join(
            part
            for part in (
                formatting.entry_heading(entry, language),
                bidi_wrap(event.title.get(language)),
                state or bidi_wrap(place),
            )
            if part
        ),
        "isNow": is_now,
        "isToday": is_today,
        "isOff": event.status in (Status.CANCELLED, Status.POSTPONED),
        "entry": ProgrammeEntry(
            title=bidi_wrap(title),
            short_title=bidi_wrap(first_part(title)),
            day=day.shown.isoformat() if day else "",
            week=day.shown.isocalendar()[1] + 60 * day.shown.isocalendar()[0] if day else 0,
            month=12 * day.shown.year + day.shown.month if day else 0,
            has_note=bool(note),
            time=f"{time} {time_note}",
        ),
    }


def day_entry_row(entry: AgendaEntry, day: date, today: date, language: str) -> Row:
    """The row of an entry on one of its days; ``day`` and ``today`` are days at the exhibition."""
    event = entry.event
    shown, state = shown_title(event, language), formatting.status_label(event)
    is_now = entry.state is EntryState.NOW and day == today
    place = "" if state else _place(event, shown.language_for(language), language)
    times = [when.starts for when in entry.times if isinstance(when, Timed)]
    starts = next((one for one in times if one.date() == day), entry.starts)
    time = formatting.time_of_day(starts, language) if starts and not entry.all_day else ""
    title = bidi_wrap(shown.get(language))
    said = (time, title, state or bidi_wrap(place))
    return {
        "key": entry.key,
        "time": i18n.tr("Now") if is_now else time,
        "title": title,
        "place": bidi_wrap(place),
        "status": state,
        "isNow": is_now,
        "name": ", ".join(part for part in said if part),
    }


def brief_name(event: Event, language: str) -> str:
    """A title in a few words, with what has become of the event."""
    name = bidi_wrap(first_part(shown_title(event, language).get(language)))
    state = formatting.status_label(event)
    return f"{name} ({state})" if state else name


def _is_untrusted(entry: AgendaEntry) -> bool:
    """True while the clock is not trusted: no day is called today then."""
    return entry.state is EntryState.LATER


def _weekday(day: _Day, language: str) -> str:
    names = formatting.locale_of(language).days["stand-alone"]["abbreviated"]
    return formatting.capitalize(names[day.shown.weekday()])


def _times(entry: AgendaEntry, language: str) -> tuple[str, str]:
    """When it begins, and until when it goes on, as far as it has to be said."""
    if entry.state is EntryState.ON_DEMAND:
        return i18n.tr("Any time"), ""
    until = ""
    last = entry.last_day
    if last is not None and entry.first_day is not None and last > entry.first_day:
        until = formatting.short_date_in_sentence(last, language)
    elif entry.state is EntryState.NOW and entry.ends is not None and not entry.all_day:
        until = formatting.time_of_day(entry.ends, language)
    note = i18n.tr("until %1").replace("%1", until) if until else ""
    if entry.state is EntryState.NOW and entry.starts is not None:
        return i18n.tr("Now"), note
    if entry.starts is None:
        return "", note
    return formatting.time_of_day(entry.starts, language), note


def _brief(words: str) -> str:
    """The first words of a place that is long; the event's own page has the whole."""
    if len(words) <= MOST_PLACE_LETTERS:
        return words
    cut = words.rfind(" ", 0, MOST_PLACE_LETTERS)
    return f"{words[: cut if cut > 0 else MOST_PLACE_LETTERS].rstrip()}…"


def shown_title(event: Event, language: str) -> Localized:
    """The curator's short title, if it is in the language in which the title would be; else the
    title.
    """
    if event.short and (
        not event.title
        or event.short.language_for(language) == language
        or event.short.language_for(language) == event.title.language_for(language)
    ):
        return event.short
    return event.title


def _place(event: Event, title_language: str, language: str) -> str:
    """Where it is in a word or two, and the language of a title that is not translated."""
    place = i18n.tr("Online") if event.online else event.place.get(language)
    place = _brief(place.split(",", maxsplit=1)[0].strip())
    if title_language in ("", language):
        return place
    named = formatting.language_name(title_language, language)
    return f"{place} ({named})" if place else named
