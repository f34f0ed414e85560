"""Fetch every calendar that a folder lists, each for itself, and keep the last good file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.authoring.pulling.calendar_text import UnusableCalendarError, calendar_of
from kiosk.authoring.pulling.fetch import FetchError, fetch
from kiosk.authoring.pulling.pulled_file import (
    ForeignFileError,
    PulledFile,
    marked,
    note_empty,
    read_pulled,
    replace_file,
    touch,
)
from kiosk.content.pull_sources import EMPTIED, PullSource
from kiosk.domain import Exhibition, Message


@dataclass(frozen=True, kw_only=True, slots=True)
class PullResult:
    """What became of one calendar: ``message`` is a sentence; ``is_good`` is False on a failure.

    ``notes`` tell what is left out of it, and what is not as the page says it.
    """

    name: str
    message: str
    is_good: bool
    notes: tuple[str, ...] = ()


def pull(
    sources: tuple[PullSource, ...], exhibition: Exhibition, folder: Path
) -> Iterator[PullResult]:
    """Fetch each calendar into ``folder``, which is events/. One that fails costs only itself."""
    for source in sources:
        try:
            notes: tuple[str, ...] = ()
            (message, notes), is_good = _pull(source, exhibition, folder), True
        except ForeignFileError:
            message, is_good = _foreign(source.name), False
        except (FetchError, UnusableCalendarError) as error:
            there = (folder / f"{source.name}.ics").exists()
            why = error.args[0]
            message = (
                Message("not fetched: {why}; the last good file stays", why=why)
                if there
                else Message("not fetched: {why}", why=why)
            )
            is_good = False
        except OSError as error:
            why = error.strerror or error
            message, is_good = Message("cannot be written: {why}", why=why), False
        yield PullResult(name=source.name, message=message, is_good=is_good, notes=notes)


def _foreign(name: str) -> Message:
    return Message(
        "events/{name}.ics stays as it is: it was not fetched by kiosk pull, or somebody has edited"
        " it since; give it or the calendar in kiosk.yaml another name",
        name=name,
    )


_EMPTY = Message(
    "the calendar is whole and holds no event any more; its events stay until the next pull, and go"
    " if it is still empty then"
)
_LEFT_OUT = Message(
    "the calendar holds no event that can be shown any more; to take its events off the screen,"
    " remove the file and its line in kiosk.yaml"
)


def _pull(source: PullSource, exhibition: Exhibition, folder: Path) -> tuple[str, tuple[str, ...]]:
    """What was done, and notes about the calendar."""
    name = f"{source.name}.ics"
    there = read_pulled(folder, name, source.address)
    answer = fetch(source.address, there.etag, there.modified)
    if answer.body is None:
        if not there.text:
            raise FetchError(
                Message("the server says that nothing has changed, and there is no file yet")
            )
        return _unchanged(source, there, folder), ()
    fetched = calendar_of(answer.body, exhibition)
    text, further = fetched.text, ""
    if not fetched.count and "BEGIN:VEVENT" in there.text.upper():
        if "BEGIN:VEVENT" in text.upper():
            raise UnusableCalendarError(_LEFT_OUT)
        if not there.was_empty:
            note_empty(folder, name, there, source.address)
            raise UnusableCalendarError(_EMPTY)
        further = EMPTIED
    if text == there.text:
        return _unchanged(source, there, folder), fetched.notes
    replace_file(
        folder,
        name,
        marked(
            text,
            address=source.address,
            etag=answer.etag,
            modified=answer.modified,
            further=further,
        ),
    )
    done = Message("{count} events written to events/{name}", count=fetched.count, name=name)
    return done, fetched.notes


def _unchanged(source: PullSource, there: PulledFile, folder: Path) -> str:
    name = f"{source.name}.ics"
    if there.was_empty:
        text = marked(there.text, address=source.address, etag=there.etag, modified=there.modified)
        replace_file(folder, name, text)
    touch(folder, name)
    return Message("unchanged: events/{name}", name=name)
