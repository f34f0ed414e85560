"""Events that are written as Markdown files."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.content.coordinates import without_coordinates
from kiosk.content.dates.date_reading import DateContext, DateReading
from kiosk.content.dates.iso_span import read_span
from kiosk.content.dates.when import add_recurrence, parse_when
from kiosk.content.events.audience import read_audience, read_languages
from kiosk.content.events.event_pictures import read_event_pictures
from kiosk.content.front_matter import schema
from kiosk.content.front_matter.document import Document, text_of
from kiosk.content.front_matter.moment_keys import read_moment
from kiosk.content.front_matter.translations import (
    Translations,
    read_translations,
    read_zone,
    title_of,
)
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.events import find_in_undated
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.safety.title_status import status_in_title
from kiosk.content.safety.unread_files import unreadable_item
from kiosk.content.safety.words import STATUS_WORDS
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import (
    Event,
    Localized,
    Message,
    Person,
    Problem,
    Status,
)
from kiosk.pictures.flyer import FlyerReader


def read_event(
    root: Path,
    group: FileGroup,
    languages: tuple[str, ...],
    timezone: str,
    problems: list[Problem],
    reference_date: date | None = None,
    before: object = None,
    *,
    flyers: FlyerReader,
) -> ItemReading:
    """An event, its documents and the finding on it; ``before`` is how it was last shown.

    The event is None, and that reported, without a readable date. A date without a year is taken
    to be near ``reference_date``. ``flyers`` reads a PDF that it names as its picture.
    """
    # Until its own time zone is known.
    dates = DateContext(zone=ZoneInfo(timezone), reference_date=reference_date, languages=languages)
    texts = read_translations(root, group, dates, problems)
    if texts is None:
        return unreadable_item(root, group, before)
    main = texts.main
    zone = read_zone(main, "timezone", timezone)
    title = title_of(texts, group)
    context = DateContext(zone=ZoneInfo(zone), reference_date=reference_date, languages=languages)
    reading = read_when(main, context)
    when = reading.when
    place, online = _place(texts), _online(texts)
    short = texts.localized("short")
    presented_by, hosted_by = texts.localized("presented_by"), texts.localized("hosted_by")
    register, link, contact = main.text("register"), main.text("link"), main.text("contact")
    price, register_until = texts.localized("price"), _deadline(main, context)
    people, status = _people(texts), _status(main)
    observance = main.flag("observance", default=False)
    groups, held_in = read_audience(texts), read_languages(main)
    pictures, beside = read_event_pictures(group, texts, flyers, problems)
    texts.report_unknown(schema.EVENT)
    if when is None:
        typed = main.text("status").casefold()
        finding = (
            SafetyFinding.CONTENT_REMOVED
            if _has_no_date(main)
            else find_in_undated(root, group, texts, before, typed)
        )
        return ItemReading(texts=texts, finding=finding, beside=beside)
    event = Event(
        key=group.key,
        file=group.file,
        title=title,
        short=short,
        when=when,
        show=reading.show,
        timezone=zone,
        place=place,
        online=online,
        register=register,
        register_until=register_until,
        link=link,
        price=price,
        contact=contact,
        presented_by=presented_by,
        hosted_by=hosted_by,
        people=people,
        status=status,
        observance=observance,
        groups=groups,
        languages=held_in,
        description=texts.body(),
        audio=texts.localized("audio"),
        pictures=pictures,
    )
    cancelled = status in (Status.CANCELLED, Status.POSTPONED)
    finding = SafetyFinding.CANCELLED if cancelled else SafetyFinding.READABLE
    return ItemReading(content=event, texts=texts, finding=finding, beside=beside)


def _place(texts: Translations) -> Localized:
    """The place, without coordinates that stand where it should."""
    main = texts.main
    line, column = main.position("place")
    return without_coordinates(texts.localized("place"), main.report, line=line, column=column)


def _has_no_date(main: Document) -> bool:
    """True when the keys of the date are absent or empty: somebody took the date out."""
    return all(text_of(main.values.get(key, "")) == "" for key in ("when", "starts"))


def read_when(main: Document, context: DateContext) -> DateReading:
    """When an event takes place, by its ``when``, or ``starts`` and ``ends``, and ``repeats``."""
    if isinstance(main.values.get("when"), list):
        # Elsewhere the words of a list are joined; here two sessions would become one long one.
        line, column = main.position("when")
        message, hint = (
            Message("'when' holds a list, and an event has one time; it is not shown"),
            Message("write a file for each time, or one with repeats:"),
        )
        main.report.error("wrong-kind", message, hint, line=line, column=column)
        return DateReading()
    typed, starts, ends = main.text("when"), main.text("starts"), main.text("ends")
    if not typed and not starts:
        main.report.error(
            "missing-when",
            Message("the event has no date; it is not shown"),
            Message("write when: Tuesday, January 13, 2026, 1:00 PM - 2:00 PM"),
        )
        return DateReading()
    key = "when" if typed else "starts"
    line, column = main.position(key)
    again = main.text("repeats")
    reading = parse_when(typed, context) if typed else read_span(starts, ends, context.zone)
    if again and not reading.error:
        key = "repeats"
        reading = add_recurrence(reading, again, context)
        line, column = main.position(key)
    for rule, message, hint in reading.warnings:
        main.report.warn(rule, message, hint, line=line, column=column)
    if reading.error:
        rule, message, hint = reading.error
        main.report.error(
            rule,
            Message("{message}; the event is not shown", message=message),
            hint,
            line=line,
            column=column,
        )
    return reading


def _deadline(main: Document, context: DateContext) -> datetime | None:
    """The instant at which registration closes; a day counts to its end."""
    return read_moment(
        main,
        "register_until",
        context,
        at_end=True,
        consequence=Message("the registration does not close"),
        example="January 12, 2026, 5:00 PM",
    )


def _online(texts: Translations) -> Localized:
    words = []
    for language, document in texts.documents.items():
        typed = document.text("online")
        plain = typed.casefold()
        if plain in ("yes", "true", "on", "sí", "si"):
            typed = "Online"
        words.append((language, "" if plain in ("no", "false", "off") else typed))
    return Localized.of(words)


def _status(main: Document) -> Status:
    typed = main.text("status").casefold().strip(" .!")
    if not typed:
        return status_in_title(main.text("title"))[1] or Status.SCHEDULED
    if typed in STATUS_WORDS:
        return STATUS_WORDS[typed]
    line, column = main.position("status")
    main.report.warn(
        "status",
        Message("'{typed}' is not a status; the event is shown as scheduled", typed=typed),
        Message("write one of: {names}", names=", ".join(Status)),
        line=line,
        column=column,
    )
    return Status.SCHEDULED


def _people(texts: Translations) -> tuple[Person, ...]:
    """The people of the main file; translations give their roles in the same order."""
    by_language = {
        language: document.sections("people") for language, document in texts.documents.items()
    }
    people = []
    for number, entry in enumerate(next(iter(by_language.values()))):
        name = entry.text("name")
        roles = [
            (language, parts[number].text("role"))
            for language, parts in by_language.items()
            if number < len(parts)
        ]
        entry.report_unknown(schema.PERSON)
        if name or any(role for _, role in roles):
            people.append(Person(name=name, role=Localized.of(roles)))
    return tuple(people)
