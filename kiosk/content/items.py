"""The items of all folders, kind by kind: read anew, recalled, or held as they last were."""

import logging
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.content.cache.last_good import must_hide
from kiosk.content.cache.read_cache import ReadCache, ReadResult
from kiosk.content.front_matter.source_map import FileSourceMap, pack
from kiosk.content.labels.translations import Translations
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup, group_files
from kiosk.content.scan.folder_scan import FolderScan
from kiosk.domain import Exhibition, Problem, Severity

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
# Somebody took something away, which is no slip.
_TAKEN_AWAY = frozenset({"missing-picture", "empty-work", "missing-when"})


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarFile:
    """A calendar file, the instant at which it was last changed, and how many events of it are held."""

    file: str
    changed: datetime
    events: int


class ItemReader:
    """One reading of all folders. ``marks`` and ``calendars`` are of what was read so far; problems go into the list that is given."""

    def __init__(
        self,
        root: Path,
        memory: ReadCache,
        exhibition: Exhibition,
        problems: list[Problem],
        *,
        last_good: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.source_maps: dict[str, FileSourceMap] = {}
        self.calendars: list[CalendarFile] = []
        self._root, self._memory, self._exhibition, self._problems = (
            root,
            memory,
            exhibition,
            problems,
        )
        self._last_good, self._progress = last_good, progress

    def read_all(
        self, kind: str, looks: Sequence[FolderScan], away: Container[Path]
    ) -> tuple[Any, ...]:
        """The things of one kind ("works", "events", "resources" or "pages"), folder by folder.

        Of two with the same name in two folders the first is taken. Folders that are ``away`` give what they last gave.
        """
        things: list[Any] = []
        names: dict[str, str] = {}
        for one in looks:
            if one.root in away:
                for name, outcome in self._memory.retain_folder(one.qualified_name(kind)):
                    names.setdefault(f"{kind}/{name}", one.qualified_name(f"{kind}/{name}"))
                    self._take_in(outcome, things)
                continue
            items = group_files(
                one,
                kind,
                self._exhibition.languages,
                self._problems,
                pictures=kind == "works",
                calendars=kind == "events",
            )
            for number, item in enumerate(items):
                if self._progress is not None:
                    self._progress(number, len(items))
                first = names.setdefault(item.key, item.file)
                if first != item.file:
                    Report(path=item.file, problems=self._problems).error(
                        "same-name",
                        f"'{first}' has the same name in another folder, and is shown",
                        "give one of them another name",
                    )
                    continue
                outcome = self._memory.lookup(item) or self._read(kind, item)
                self._take_in(outcome, things)
                if item.calendar:
                    changed = datetime.fromtimestamp(item.stamps[0][2] / 1e9, UTC)
                    self.calendars.append(
                        CalendarFile(
                            file=item.calendar, changed=changed, events=len(outcome.content or ())
                        )
                    )
        return tuple(things)

    def _take_in(self, outcome: ReadResult, things: list[Any]) -> None:
        self._problems.extend(outcome.problems)
        self.source_maps.update(outcome.source_maps)
        thing = outcome.last_good if self._last_good else outcome.content
        if thing is not None:
            things.extend(thing if isinstance(thing, tuple) else (thing,))

    def _read(self, kind: str, item: FileGroup) -> ReadResult:
        told: list[Problem] = []
        try:
            thing, texts = self._reader(kind, item)(told)
        except Exception as error:
            # Whatever is wrong with one file must not keep a withdrawal in another one from being read.
            log.exception("%s could not be read; all others are", item.file)
            thing, texts = None, None
            why = f"the program failed on this file ({type(error).__name__}: {error})"
            Report(path=item.file, problems=told).error(
                "not-read", why, "send the file to whoever looks after kiosk"
            )
        before = self._memory.last_good(item.qualified_key)
        marks: dict[str, FileSourceMap] = {}
        for document in texts.documents.values() if texts else ():
            keys = (
                (".".join(map(str, path)), place) for path, place in document.source_map.items()
            )
            marks[document.report.path] = pack((("body", (document.body_line, 1)), *keys))
        if item.calendar:
            outcome = _hold(item, thing, told, before)
        else:
            broken = thing is None and any(
                problem.severity is Severity.ERROR and problem.rule not in _TAKEN_AWAY
                for problem in told
            )
            good = (
                thing
                if not broken or before is None or must_hide(self._root, item, before)
                else before
            )
            outcome = ReadResult(
                content=thing, problems=tuple(told), source_maps=marks, last_good=good
            )
        return self._memory.store(item, outcome)

    def _reader(
        self, kind: str, item: FileGroup
    ) -> Callable[[list[Problem]], tuple[Any, Translations | None]]:
        root, languages, zone, around = (
            self._root,
            self._exhibition.languages,
            self._exhibition.timezone,
            self._exhibition.opens,
        )
        # Loaded when something is read anew, which after most starts nothing is: decoders and calendars take 10 MB.
        if kind == "works":
            from kiosk.content.labels.works import read_work

            return lambda told: read_work(root, item, languages, told)
        if item.calendar:
            from kiosk.content.events.calendars import read_calendar

            return lambda told: (read_calendar(root, item, languages[0], zone, told), None)
        from kiosk.content.events.events import read_event, read_page, read_resource

        if kind == "events":
            return lambda told: read_event(root, item, languages, zone, told, around)
        read = read_resource if kind == "resources" else read_page
        return lambda told: read(root, item, languages, told)


def _hold(
    item: FileGroup,
    read: tuple[Any, ...] | None,
    told: list[Problem],
    known: tuple[Any, ...] | None,
) -> ReadResult:
    """A calendar that has lost most of its events keeps those that it had; that is reported."""
    from kiosk.content.events.calendars import retain_previous

    events = retain_previous(known, read) if known else None
    if events is None:
        return ReadResult(content=read, problems=tuple(told), source_maps={}, last_good=read)
    Report(path=item.calendar, problems=told).error(
        "calendar-lost",
        f"the calendar held {len(known or ())} events and now holds {len(read or ())}; those that it had go on to be shown",
        "export the calendar anew; if the events are meant to be gone, give the file another name",
    )
    return ReadResult(content=events, problems=tuple(told), source_maps={}, last_good=events)
