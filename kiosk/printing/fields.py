"""The fields of a work or an event for a proof, in the order of the reference of keys."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kiosk.check.translation import ENGLISH, translated
from kiosk.content.dates.date_words import written_out
from kiosk.content.front_matter import schema
from kiosk.domain import (
    AllDay,
    Event,
    FurtherPicture,
    Localized,
    Message,
    OnDemand,
    Series,
    Status,
    Timed,
    When,
    Work,
)
from kiosk.i18n.formatting import language_name
from kiosk.i18n.series_words import series_words
from kiosk.offscreen.everything_visible import times_of
from kiosk.schedule import next_times

Row = tuple[str, tuple[str, ...]]
# The most days of a series that are printed.
_MOST_DAYS = 12
_CALLED = {"label": "label in the loop", "loop": "in the loop", "seconds": "seconds in the loop"}
# A withdrawn work has no proof, when: includes starts: and ends:, and each text names its language.
LEFT_OUT = frozenset({"withdrawn", "starts", "ends", "lang"})


def fields(
    thing: Work | Event, languages: tuple[str, ...], now: datetime, language: str = ENGLISH
) -> Iterator[Row]:
    """(name of a field, its text: once, or in each language); empty fields are left out.

    The proof's own words are in ``language``, whose translation is installed, where it has one.
    """
    keys, special, bodies = (
        (schema.WORK, _WORK, ("wall_text", "body"))
        if isinstance(thing, Work)
        else (schema.EVENT, _EVENT, ("description",))
    )
    for key in keys:
        if key not in LEFT_OUT:
            if key == "repeats" and isinstance(thing, Event):
                value: Localized | str = _repeats(thing, now, language)
            else:
                value = special[key](thing, now) if key in special else getattr(thing, key)
            if isinstance(value, Message):
                value = translated(value, language)
            yield from row_of(_CALLED.get(key, key.replace("_", " ")), value, languages)
    for body in bodies:
        yield from row_of(body.replace("_", " "), getattr(thing, body), languages)


def row_of(name: str, value: Localized | str, languages: tuple[str, ...]) -> Iterator[Row]:
    """One row of a field with its text once, or in each language; none for an empty field."""
    if not value:
        return
    said_in = dict(value.values) if isinstance(value, Localized) else {}
    said_in.setdefault(languages[0], str(value))
    words = tuple(said_in.get(language, "") for language in languages)
    yield name, words if any(words[1:]) else words[:1]


def _show(work: Work) -> str:
    first, last = work.shown_from, work.shown_until
    if first and last:
        words = {"first": written_out(first), "last": written_out(last)}
        return Message("from {first}, until {last}", **words)
    if first:
        return Message("from {day}", day=written_out(first))
    return Message("until {day}", day=written_out(last)) if last else ""


def _people(event: Event) -> Localized:
    """The persons with their roles, in every language that has a role."""
    spoken = dict.fromkeys(
        language for person in event.people for language, _ in person.role.values
    ) or {"": None}

    def listed(language: str) -> str:
        return "; ".join(
            ", ".join(part for part in (person.name, person.role.get(language)) if part)
            for person in event.people
        )

    return Localized.of((language, listed(language)) for language in spoken)


def picture_fields(one: FurtherPicture, languages: tuple[str, ...]) -> Iterator[Row]:
    """The name and the alternative text of a further picture, and its file."""
    yield from row_of("picture", one.name, languages)
    yield from row_of("alt", one.alt, languages)
    yield from row_of("file", one.picture.file, languages)


def _pictures(work: Work) -> Localized:
    """The further pictures with their alternative texts, in every language that has one."""
    spoken = dict.fromkeys(
        language
        for one in work.further
        for text in (one.name, one.alt)
        for language, _ in text.values
    )

    def listed(language: str) -> str:
        return "; ".join(
            ": ".join(part for part in (one.name.get(language), one.alt.get(language)) if part)
            for one in work.further
        )

    return Localized.of((language, listed(language)) for language in spoken)


def _when(event: Event, now: datetime) -> str:
    if isinstance(event.when, Series):
        times = times_of(event, now)
        if event.when.span is not None and times and isinstance(times[0], Timed):
            days = when_in_words(event.when.span)
            return Message("{days}, each day {hours}", days=days, hours=_hours(times[0]))
        return when_in_words(times[0]) if times else ""
    return when_in_words(event.when)


def _hours(when: Timed) -> str:
    zone = f"{when.starts:%Z}"
    if when.ends is None:
        return f"{when.starts:%H:%M} {zone}"
    starts, last = f"{when.starts:%H:%M}", f"{when.ends:%H:%M}"
    return Message("{starts} to {last} {zone}", starts=starts, last=last, zone=zone)


def when_in_words(when: When) -> str:
    """ "Tuesday, January 13, 2026, 13:00 to 14:00 PST"; a series has no words of its own."""
    match when:
        case Timed(starts=starts, ends=ends):
            if ends is None:
                return Message("{moment} {zone}", moment=_moment(starts), zone=f"{starts:%Z}")
            last = f"{ends:%H:%M}" if ends.date() == starts.date() else _moment(ends)
            zone = f"{ends:%Z}"
            return Message(
                "{starts} to {last} {zone}", starts=_moment(starts), last=last, zone=zone
            )
        case AllDay(first=first, last=last_day):
            return (
                written_out(first)
                if first == last_day
                else Message(
                    "{first} to {last}", first=written_out(first), last=written_out(last_day)
                )
            )
        case OnDemand():
            return Message("on demand")
    return ""


def _repeats(event: Event, now: datetime, language: str) -> str:
    if not isinstance(event.when, Series) or event.when.span is not None:
        return ""
    days = [
        when.starts.date() if isinstance(when, Timed) else when.first
        for when in times_of(event, now)
    ]
    listed = "; ".join(translated(written_out(day), language) for day in days[:_MOST_DAYS])
    more = (
        Message(
            "; and {count} more, the last of them {day}",
            count=len(days) - _MOST_DAYS,
            day=written_out(days[-1]),
        )
        if len(days) > _MOST_DAYS
        else ""
    )
    times = Message(
        "{count} times within two years: {listed}{more}", count=len(days), listed=listed, more=more
    )
    entry = next(iter(next_times(event, now, 1)), None)
    rule = series_words(entry, language) if entry is not None else ""
    said = translated(times, language)
    return f"{rule}; {said}" if rule else said


def _register_until(event: Event) -> str:
    return (
        _moment(event.register_until.astimezone(ZoneInfo(event.timezone)))
        if event.register_until
        else ""
    )


def _moment(moment: datetime) -> str:
    day: date = moment.date()
    return Message("{day}, {clock}", day=written_out(day), clock=f"{moment:%H:%M}")


_STATUSES = {
    Status.SCHEDULED: Message("scheduled"),
    Status.CANCELLED: Message("cancelled"),
    Status.POSTPONED: Message("postponed"),
    Status.FULL: Message("full"),
}
_WORK: Mapping[str, Callable[..., Localized | str]] = {
    "excerpt": lambda work, language: work.excerpt.get(language),
    "form": lambda work, _: str(work.form) if work.is_written else "",
    "label": lambda work, _: Message("no") if not work.has_label else "",
    "pictures": lambda work, _: _pictures(work),
    "seconds": lambda work, _: f"{work.seconds:g}" if work.seconds else "",
    "loop": lambda work, _: Message("yes") if work.may_loop else Message("no"),
    "poster": lambda work, _: Message("yes") if work.may_be_on_poster else "",
    "show": lambda work, _: _show(work),
}
_EVENT: Mapping[str, Callable[..., Localized | str]] = {
    "when": _when,
    "register_until": lambda event, _: _register_until(event),
    "people": lambda event, _: _people(event),
    "language": lambda event, language: ", ".join(
        language_name(tag, language) for tag in event.languages
    ),
    "status": lambda event, _: _STATUSES[event.status],
    "observance": lambda event, _: Message("yes") if event.observance else "",
    "picture": lambda event, _: event.picture,
    "alt": lambda event, _: event.alt,
}
