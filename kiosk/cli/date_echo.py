"""How each date of a folder was read: in words, with its next times, so that a person can say no.

The words are those of the screen, in the language of the command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QTranslator

from kiosk.check.translation import translated
from kiosk.cli.terminal import shown
from kiosk.domain import Event, Problem, Resource, Work
from kiosk.domain.bounds import CALENDAR_BYTES
from kiosk.i18n import TRANSLATIONS, formatting
from kiosk.i18n.event_words import reading_words, time_words
from kiosk.path_safety import FileTooLargeError, RefusedFileError, read_below
from kiosk.schedule import AgendaEntry, EntryState

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult

_INDENT = "    "
# The dates of kiosk.yaml that are days.
_EXHIBITION_KEYS = ("open.from", "open.until", "open.closed", "help_line.verified_on")
_DATE_KEYS = ("when", "starts", "repeats", "register_until", "show.from", "show.until")


class DateEcho:
    """The readings of a folder as of ``now``, in ``language``.

    ``has_told`` becomes True with the first line that has a problem. Used by ``with``: the
    interface's words are in that language within it.
    """

    def __init__(self, result: LoadResult, now: datetime, language: str) -> None:
        self._result, self._now, self._language = result, now, language
        self._lines: dict[str, list[str]] = {}
        self.has_told = False
        self._translator = QTranslator()

    def __enter__(self) -> Self:
        """Put the interface's words into the language."""
        file = TRANSLATIONS / f"kiosk_{self._language}.qm"
        if file.exists():
            application = QCoreApplication.instance() or QCoreApplication([])
            self._translator.load(str(file))
            application.installTranslator(self._translator)
        return self

    def __exit__(self, *_error: object) -> None:
        """Take the words back."""
        if not self._translator.isEmpty():
            QCoreApplication.removeTranslator(self._translator)

    def everything(self) -> Iterator[str]:
        """The lines of kiosk.yaml, of each event, and of the works and resources with dates."""
        yield from self._of_exhibition()
        snapshot = self._result.snapshot
        for event in snapshot.events:
            yield from self.of_event(event)
        items: tuple[Work | Resource, ...] = (*snapshot.works, *snapshot.resources)
        for item in items:
            yield from self._of_show(item)
        yield from self._unread()

    def of_event(self, event: Event) -> Iterator[str]:
        """Where the date stands and what is written there; its reading; its next times."""
        line = self._line_of(event)
        yield f"{self._place(event.file, line)}  {shown(event.title)}"
        yield from self._typed(event.file, line)
        yield from (_INDENT + words for words in reading_words(event, self._now, self._language))
        yield from self._told(event.file, line)
        if event.register_until is not None:
            yield from self._deadline(event, event.register_until)

    def _deadline(self, event: Event, until: datetime) -> Iterator[str]:
        """The end of registration; the end of a day is midnight of the next."""
        moment = until.astimezone(ZoneInfo(event.timezone))
        if moment.time() == time():
            days = [(moment - timedelta(seconds=1)).date()]
            yield from self._key(event.file, "register_until", days)
            return
        at = AgendaEntry(event=event, state=EntryState.LATER, starts=moment)
        yield from self._key(event.file, "register_until", [time_words(at, self._language)])

    def _of_exhibition(self) -> Iterator[str]:
        exhibition = self._result.snapshot.exhibition
        values: Mapping[str, tuple[date | None, ...]] = {
            "open.from": (exhibition.opens,),
            "open.until": (exhibition.closes,),
            "open.closed": exhibition.closed_days,
            "help_line.verified_on": (exhibition.help_line.verified_on,),
        }
        for key in _EXHIBITION_KEYS:
            yield from self._key("kiosk.yaml", key, [day for day in values[key] if day])

    def _of_show(self, item: Work | Resource) -> Iterator[str]:
        for key, day in (("show.from", item.shown_from), ("show.until", item.shown_until)):
            yield from self._key(item.file, key, [day] if day else [])

    def _key(self, file: str, key: str, days: Sequence[date | str]) -> Iterator[str]:
        """The days of one key, or their words; nothing where the file does not have it."""
        position = self._result.source_map.get((file, key))
        if position is None or not days:
            return
        yield self._place(file, position[0])
        yield from self._typed(file, position[0])
        for day in days:
            words = day if isinstance(day, str) else formatting.full_date(day, self._language)
            yield _INDENT + words
        yield from self._told(file, position[0])

    def _unread(self) -> Iterator[str]:
        """The lines whose date was not read: what is wrong with them."""
        snapshot = self._result.snapshot
        read = {event.file for event in snapshot.events}
        for file, key in self._result.source_map:
            is_event = file.startswith("events/") and file not in read and key in _DATE_KEYS
            line = self._result.source_map[file, key][0]
            if is_event and self._problems(file, line):
                yield self._place(file, line)
                yield from self._typed(file, line)
                yield from self._told(file, line)

    def _problems(self, file: str, line: int) -> list[Problem]:
        return [one for one in self._result.problems if (one.path, one.line) == (file, line)]

    def _told(self, file: str, line: int) -> Iterator[str]:

        for problem in self._problems(file, line) if line else ():
            self.has_told = True
            yield f"{_INDENT}! {shown(translated(problem.message, self._language))}"

    def _line_of(self, event: Event) -> int:
        """The line of the date, from 1; 0 where it is not known."""
        for key in ("when", "starts"):
            position = self._result.source_map.get((event.file, key))
            if position is not None:
                return position[0]
        return self._line_of_entry(event)

    def _line_of_entry(self, event: Event) -> int:
        """The line at which an entry of a calendar begins."""
        uid, _, changed = event.key.partition("#")[2].partition("@")
        begin, has_uid, change = 0, False, ""
        for number, line in enumerate(self._text(event.file), start=1):
            name, _, value = line.strip().partition(":")
            if (name.upper(), value.upper()) == ("BEGIN", "VEVENT"):
                begin, has_uid, change = number, False, ""
            elif name.upper() == "UID":
                has_uid = value.strip() == uid
            elif name.upper().startswith("RECURRENCE-ID"):
                change = value.strip()
            elif (name.upper(), value.upper(), has_uid, change) == ("END", "VEVENT", True, changed):
                return begin
        return 0

    def _place(self, file: str, line: int) -> str:
        return f"{shown(file)}:{line}" if line else shown(file)

    def _typed(self, file: str, line: int) -> Iterator[str]:
        """The line as it is written; a calendar's is not for people."""
        lines = self._text(file)
        if 0 < line <= len(lines) and not file.lower().endswith(".ics"):
            yield f"{_INDENT}> {shown(lines[line - 1].strip())}"

    def _text(self, file: str) -> list[str]:
        if file not in self._lines:
            self._lines[file] = self._read(file)
        return self._lines[file]

    def _read(self, file: str) -> list[str]:

        for scan in self._result.scans:
            try:
                raw = read_below(scan.root, file, CALENDAR_BYTES.limit)
            except (OSError, ValueError, FileTooLargeError, RefusedFileError):
                continue
            return raw.decode("utf-8-sig", "replace").splitlines()
        return []
