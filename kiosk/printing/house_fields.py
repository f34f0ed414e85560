"""The fields of what is no work and no event: About, resources, the help line, notices."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from kiosk.check.translation import translated
from kiosk.content.dates.date_words import written_out
from kiosk.domain import HelpLine, Localized, Message, Notice, Page, Resource
from kiosk.printing.fields import Row, row_of

Value = Localized | str


def page_fields(page: Page, languages: tuple[str, ...]) -> Iterator[Row]:
    """The title and the text of a page."""
    yield from _rows({"title": page.title, "body": page.body}, languages)


def resource_fields(resource: Resource, languages: tuple[str, ...], language: str) -> Iterator[Row]:
    """The fields of a resource; the proof's own words are in ``language``."""
    values: dict[str, Value] = {
        "title": resource.title,
        "kind": resource.kind,
        "by": resource.by,
        "link": resource.link,
        "email": resource.email,
        "show": _span(_day(resource.shown_from), _day(resource.shown_until), language),
        "description": resource.description,
    }
    yield from _rows(values, languages)


def help_fields(line: HelpLine, languages: tuple[str, ...], language: str) -> Iterator[Row]:
    """The numbers of the help line as they were typed, and when somebody last called them."""
    verified = translated(written_out(line.verified_on), language) if line.verified_on else ""
    values: dict[str, Value] = {
        "name": line.name,
        "phone": line.phone,
        "text number": line.text_number,
        "text word": line.text_word,
        "text languages": ", ".join(line.text_languages) if line.text_number else "",
        "tty": line.tty,
        "emergency": line.emergency,
        "note": line.note,
        "verified on": verified,
    }
    yield from _rows(values, languages)


def notice_fields(notice: Notice, languages: tuple[str, ...], language: str) -> Iterator[Row]:
    """The fields of a notice."""
    values: dict[str, Value] = {
        "level": str(notice.level),
        "title": notice.headline,
        "show": _span(
            _moment(notice.shown_from), _moment(notice.shown_until, is_end=True), language
        ),
        "prepared": translated(Message("yes"), language) if notice.prepared else "",
        "until touched": translated(Message("yes"), language) if notice.until_touched else "",
        "link": notice.link,
        "body": notice.text,
    }
    yield from _rows(values, languages)


def _rows(values: dict[str, Value], languages: tuple[str, ...]) -> Iterator[Row]:
    for name, value in values.items():
        yield from row_of(name, value, languages)


def _day(day: date | None) -> Message | None:
    return written_out(day) if day else None


def _moment(moment: datetime | None, *, is_end: bool = False) -> Message | None:
    """A day, with its time where that is not its beginning or its end."""
    if moment is None:
        return None
    if moment.time() == time():
        return written_out(moment.date() - timedelta(days=int(is_end)))
    return Message("{day}, {clock}", day=written_out(moment.date()), clock=f"{moment:%H:%M}")


def _span(first: Message | None, last: Message | None, language: str) -> str:
    if first and last:
        return translated(Message("from {first}, until {last}", first=first, last=last), language)
    if first:
        return translated(Message("from {day}", day=first), language)
    return translated(Message("until {day}", day=last), language) if last else ""
