"""Reads the items of all folders, kind by kind: again, from the read cache, or as last good."""

import logging
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.content.cache.last_good import is_set_aside
from kiosk.content.cache.read_cache import ReadCache, ReadResult
from kiosk.content.dates.date_reading import DateContext
from kiosk.content.folder_limits import EventCount, FolderLimits, count_of
from kiosk.content.front_matter.source_map import FileSourceMap, pack
from kiosk.content.front_matter.translations import Translations
from kiosk.content.interruption import each_step
from kiosk.content.problems import SEND_TO_MAINTAINER, Report
from kiosk.content.safety.calendar_text import retained_events
from kiosk.content.safety.decisions import Decision, LoadMode, SafetyFinding, decide
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.safety.unread_files import unreadable_item
from kiosk.content.scan.file_groups import FileGroup, group_files, natural_sort_key
from kiosk.content.scan.folder_scan import FolderScan
from kiosk.domain import Exhibition, Message, Problem, Severity, Work
from kiosk.domain.bounds import FILE_PROBLEMS, FIRST_YEAR, LAST_YEAR
from kiosk.pictures.flyer import FlyerReader
from kiosk.status import activity
from kiosk.status.activity import Activity
from kiosk.status.set_aside import SetAsideItem, SetAsideList, fingerprint_of
from kiosk.status.unread_parts import UnreadPart

log = logging.getLogger(__name__)

# Rules of files of which nothing, or not all, was read.
UNREAD_RULES = frozenset(
    {
        "beyond-bound",
        "empty-file",
        "front-matter",
        "not-plain-text",
        "not-read",
        "unreadable",
        "unreadable-picture",
        "yaml",
    }
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarFile:
    """A calendar file, the instant of its last change, and how many events are shown of it."""

    file: str
    changed: datetime
    events: int


class ItemReader:
    """One load of all folders.

    ``source_maps`` (by file), ``calendars`` and ``unread`` hold what was read so far, and what was
    not; problems are added to the list that is given. ``keys`` are those of all items by kind,
    shown or not. ``mode`` is NORMAL or LAST_GOOD.
    ``progress`` is called with (items done, items of this kind).
    """

    def __init__(
        self,
        read_cache: ReadCache,
        exhibition: Exhibition,
        problems: list[Problem],
        *,
        mode: LoadMode = LoadMode.NORMAL,
        progress: Progress | None = None,
        set_aside: SetAsideList | None = None,
    ) -> None:
        self.source_maps: dict[str, FileSourceMap] = {}
        self.calendars: list[CalendarFile] = []
        self.keys: dict[str, tuple[str, ...]] = {}
        self._read_cache, self._exhibition = read_cache, exhibition
        self._problems, self._mode, self._progress = problems, mode, progress
        self._set_aside = set_aside
        self._flyers = FlyerReader()
        # The pictures that events name.
        self._used: set[str] = set()
        self.unread: list[UnreadPart] = []

    def read_all(
        self, kind: str, scans: Sequence[FolderScan], unavailable: Container[Path]
    ) -> tuple[Any, ...]:
        """The records of one of ``KINDS``, folder by folder.

        Of two items with the same name in two folders, the first is taken. The items of an
        ``unavailable`` folder come from the cache.
        """
        records: list[Any] = []
        names: dict[str, str] = {}
        limits = FolderLimits(kind)
        for one in scans:
            if one.root in unavailable:
                for name, result in self._read_cache.retain_folder(one.qualified_name(kind)):
                    if self._set_aside and is_set_aside(self._set_aside, result.last_good):
                        continue
                    names.setdefault(f"{kind}/{name}", one.qualified_name(f"{kind}/{name}"))
                    self._add(result, records)
                continue
            first_record, first_problem = len(records), len(self._problems)
            groups = group_files(one, kind, self._exhibition.languages, self._problems)
            self._note_unread_labels(self._problems[first_problem:])
            for result in self._results_of(kind, groups, limits, names):
                self._add(result, records)
                self._used.update(stamp[0] for _, stamp in result.beside if stamp is not None)
            if self._retain_unanswered(one, kind, records):
                records[first_record:] = sorted(
                    records[first_record:], key=lambda record: natural_sort_key(record.key)
                )
        for problem in limits.report(self._problems):
            self._note_unread(problem.path, problem.message)
        self._note_skipped(kind, scans)
        self._flyers.close()
        if self._used:
            # They are read here, so they were not passed over.
            self._problems[:] = [
                one
                for one in self._problems
                if one.rule != "passed-over" or one.path not in self._used
            ]
        self.keys[kind] = tuple(names)
        return tuple(records)

    def _retain_unanswered(self, one: FolderScan, kind: str, records: list[Any]) -> bool:
        """Add what was last good of the parts that do not answer or are closed to this user."""
        places = [place for place in one.unanswered if f"{place}/".startswith(f"{kind}/")]
        as_before = decide(SafetyFinding.FOLDER_UNAVAILABLE, self._mode) is Decision.SHOW_AS_BEFORE
        for place in places:
            before = len(records)
            if as_before:
                for _, result in self._read_cache.retain_folder(one.qualified_name(place)):
                    if not (self._set_aside and is_set_aside(self._set_aside, result.last_good)):
                        self._add(result, records)
            reason = one.unanswered[place]
            why = reason if place in one.skipped else f"does not answer: {reason}"
            self._note_unread(one.qualified_name(place), why, len(records) - before)
        return bool(places)

    def _note_skipped(self, kind: str, scans: Sequence[FolderScan]) -> None:
        """Note the places that the scan did not go into for a reason that a curator can mend."""
        for one in scans:
            for place, (rule, reason) in one.skipped.items():
                if rule == "beyond-bound" and f"{place}/".startswith(f"{kind}/"):
                    self._note_unread(one.qualified_name(place), reason)

    def _note_unread_labels(self, problems: Sequence[Problem]) -> None:
        """Note the labels in a format that is not read, whose pictures are not shown."""
        for problem in problems:
            if problem.rule == "label-not-read":
                self._note_unread(problem.path, problem.message)

    def _note_unread(self, part: str, why: str, retained: int = 0) -> None:
        self.unread.append(UnreadPart(part=part, why=why, retained=retained))

    def _report_same_name(self, group: FileGroup, first: str) -> None:
        Report(path=group.file, problems=self._problems).error(
            "same-name",
            Message("'{first}' has the same name in another folder, and is shown", first=first),
            Message("give one of them another name"),
        )

    def _results_of(
        self, kind: str, groups: list[FileGroup], limits: FolderLimits, names: dict[str, str]
    ) -> list[ReadResult]:
        """What is read of the items for which there is room, in the order of ``groups``.

        ``names`` holds the first file of each name.
        """
        results: dict[str, ReadResult] = {}
        for number, group in enumerate(each_step(limits.choose(groups))):
            if self._progress is not None:
                self._progress(number, len(groups))
            first = names.setdefault(group.key, group.file)
            if first != group.file:
                self._report_same_name(group, first)
            elif (result := self._limited_result(kind, group, limits)) is not None:
                results[group.qualified_key] = result
        keys = (group.qualified_key for group in groups)
        return [results[key] for key in keys if key in results]

    def _limited_result(
        self, kind: str, group: FileGroup, limits: FolderLimits
    ) -> ReadResult | None:
        """What is read of an item; None where there is no room for it.

        A file is counted before it is read, since reading is what costs time, and what was read
        before counts as it did then.
        """
        known = self._read_cache.lookup(group)
        count = EventCount(*known.count) if known else limits.admits_unread(group)
        if count is None:
            return None
        result = self._result_of(kind, group, count)
        if not group.calendar:
            count = count_of(result.content)
        return result if limits.admits(group, count) else None

    def _result_of(self, kind: str, group: FileGroup, count: EventCount) -> ReadResult:
        if self._set_aside and (entry := _entry_of(self._set_aside, group)):
            problems: list[Problem] = []
            Report(path=group.file, problems=problems).error(
                "set-aside",
                Message("{reason}, so it is not shown", reason=entry.reason),
                Message(
                    "take it out or change it: it is tried again when its file changes, or when "
                    "staff choose 'Read the folder' in the staff panel"
                ),
            )
            return ReadResult(content=None, problems=tuple(problems))
        result = self._read_cache.lookup(group) or self._read(kind, group, count)
        if group.calendar:
            changed = _instant(group.stamps[0][2])
            self.calendars.append(
                CalendarFile(file=group.calendar, changed=changed, events=len(result.content or ()))
            )
        return result

    def _add(self, result: ReadResult, records: list[Any]) -> None:
        self._problems.extend(result.problems)
        self.source_maps.update(result.source_maps)
        errors = [one for one in result.problems if one.severity is Severity.ERROR]
        # Without an error, the item is hidden because somebody asked for that.
        hidden = errors[:1] if result.content is None else []
        retained = _count(result.last_good) if result.content is None else 0
        unread = [*hidden, *(one for one in errors if one.rule in UNREAD_RULES)]
        for path, problem in {one.path: one for one in reversed(unread)}.items():
            self._note_unread(path, problem.message, retained)
        content = result.last_good if self._mode is LoadMode.LAST_GOOD else result.content
        if content is not None:
            records.extend(content if isinstance(content, tuple) else (content,))

    def _read(self, kind: str, group: FileGroup, count: EventCount) -> ReadResult:
        problems: list[Problem] = []
        before = self._read_cache.last_good(group.qualified_key)
        try:
            with activity.during(Activity.READING, group.file):
                reading = self._reader(kind, group, before)(problems)
        except Exception as error:
            # A failure on one file must not keep a withdrawal in another one from being read.
            log.exception("%s could not be read; all others are", group.file)
            reading = unreadable_item(group.root, group, before)
            reason = Message(
                "the program failed on this file, which is a fault of the program ({error})",
                error=repr(error)[:200],
            )
            Report(path=group.file, problems=problems).error("not-read", reason, SEND_TO_MAINTAINER)
        if self._read_cache.lost_label(group):
            reading = ItemReading(finding=SafetyFinding.CONTENT_REMOVED)
            Report(path=group.file, problems=problems).error(
                "label-gone",
                Message(
                    "the label beside this picture is gone, by which it was hidden or had a "
                    "content note; the picture is not shown"
                ),
                Message("put the label back, or write a new one"),
            )
        modes = (LoadMode.NORMAL, LoadMode.LAST_GOOD)
        as_before = dict.fromkeys(modes, _without_release(before))
        if before and group.calendar:
            reading, as_before = _retain_lost_events(group, reading, before, modes)
            _report_lost_events(group, reading, problems, before, as_before[self._mode], self._mode)
        shown = {
            mode: _decided(decide(reading.finding, mode), reading.content, as_before[mode])
            for mode in modes
        }
        result = ReadResult(
            content=shown[LoadMode.NORMAL],
            problems=_bounded(problems, group.file),
            source_maps=_source_maps(reading.texts),
            last_good=shown[LoadMode.LAST_GOOD],
            count=(count.events, count.series),
            beside=tuple(reading.beside.items()),
        )
        return self._read_cache.store(group, result)

    def _reader(
        self, kind: str, group: FileGroup, before: Any
    ) -> Callable[[list[Problem]], ItemReading]:
        root, languages = group.root, self._exhibition.languages
        zone, opens = self._exhibition.timezone, self._exhibition.opens
        dates = DateContext(zone=ZoneInfo(zone), reference_date=opens, languages=languages)
        # Imported when an item is read again, which is rare: decoders and calendars take 10 MB.
        if kind == "works":
            from kiosk.content.labels.works import read_work

            return lambda problems: read_work(root, group, dates, problems, before)
        if group.calendar:
            from kiosk.content.events.calendars import read_calendar

            return lambda problems: read_calendar(
                root,
                group,
                self._exhibition,
                problems,
                before or (),
            )
        if kind == "events":
            from kiosk.content.events.events import read_event

            flyers = self._flyers
            return lambda problems: read_event(
                root, group, languages, zone, problems, opens, before, flyers=flyers
            )
        if kind == "notices":
            from kiosk.content.notices.alerts import read_alert
            from kiosk.content.notices.notices import read_notice

            reader = read_alert if group.alert else read_notice
            return lambda problems: reader(root, group, dates, problems, before)
        from kiosk.content.pages import read_page, read_resource

        read = read_resource if kind == "resources" else read_page
        return lambda problems: read(root, group, dates, problems, before)


def _entry_of(set_aside: SetAsideList, group: FileGroup) -> SetAsideItem | None:
    """Why an item is set aside; None when it is to be read."""
    names = [stamp[0] for stamp in group.stamps]
    # A decoder is given a picture by its whole path.
    names += [str(group.root / name) for name in names]
    return set_aside.find(names, fingerprint_of(group.stamps))


def _bounded(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    """The first problems of one item, and how many more there are."""
    if FILE_PROBLEMS.allows(len(problems)):
        return tuple(problems)
    kept = problems[: FILE_PROBLEMS.limit]
    Report(path=file, problems=kept).beyond(
        FILE_PROBLEMS,
        Message("this item has {count:,} problems", count=len(problems)),
        Message("mend these, and check again"),
    )
    return tuple(kept)


def _instant(mtime_ns: int) -> datetime:
    """The time of a stamp; the nearest one that can be written for a time out of all bounds."""
    first, last = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR, 1, 1, tzinfo=UTC)
    return datetime.fromtimestamp(
        min(max(mtime_ns / 1e9, first.timestamp()), last.timestamp()), UTC
    )


def _source_maps(texts: Translations | None) -> tuple[tuple[str, FileSourceMap], ...]:
    """Where the keys of each document stand: pairs of its file and its map."""
    source_maps: dict[str, FileSourceMap] = {}
    for document in texts.documents.values() if texts else ():
        keys = (
            (".".join(map(str, path)), position) for path, position in document.source_map.items()
        )
        source_maps[document.report.path] = pack((("body", (document.body_line, 1)), *keys))
    return tuple(source_maps.items())


def _count(content: Any) -> int:
    """How many records are shown of an item."""
    return len(content) if isinstance(content, tuple) else int(content is not None)


def _decided(decision: Decision, now: Any, before: Any) -> Any:
    """The content that a decision shows; None to hide the item."""
    match decision:
        case Decision.SHOW:
            return now
        case Decision.SHOW_AS_BEFORE:
            return before
    return None


def _without_release(before: Any) -> Any:
    """A work that is kept as it was read before; its artist's release may have been taken back."""
    return replace(before, released=False) if isinstance(before, Work) else before


def _retain_lost_events(
    group: FileGroup, reading: ItemReading, before: tuple[Any, ...], modes: Sequence[LoadMode]
) -> tuple[ItemReading, dict[LoadMode, tuple[Any, ...]]]:
    """The reading of a calendar, and by mode its previous events with its new ones.

    Of the previous ones, those go that the calendar now marks as private or cancelled.
    """
    from kiosk.content.events.calendars import merge_events

    now = reading.content if isinstance(reading.content, tuple) else ()
    kept = reading.without_hidden(before)
    if reading.finding is SafetyFinding.CALENDAR_LOST:
        searched = retained_events(group.root, group.calendar, group.key, kept)
        if searched is None:
            reading = replace(reading, finding=SafetyFinding.CALENDAR_UNDECIDED)
        else:
            kept = searched
    return reading, {
        mode: merge_events(
            kept if decide(SafetyFinding.ENTRY_HIDDEN, mode) is Decision.HIDE else before, now
        )
        for mode in modes
    }


def _report_lost_events(
    group: FileGroup,
    reading: ItemReading,
    problems: list[Problem],
    before: tuple[Any, ...],
    shown: tuple[Any, ...],
    mode: LoadMode,
) -> None:
    """Report that previous events are still shown, or that they cannot be."""
    now = _count(reading.content)
    report = Report(path=group.calendar, problems=problems)
    if reading.finding is SafetyFinding.CALENDAR_UNDECIDED:
        report.error(
            "calendar-lost",
            Message(
                "the calendar held {count} events and now holds {now}; the previous ones are not"
                " shown, because they may be private now",
                count=len(before),
                now=now,
            ),
            Message("export the calendar again"),
        )
    elif decide(reading.finding, mode) is Decision.SHOW_AS_BEFORE:
        keys = {event.key for event in shown}
        report.error(
            "calendar-lost",
            Message(
                "the calendar held {count} events and now holds {now}; the previous ones are still"
                " shown, less {gone} that may be private or cancelled now",
                count=len(before),
                now=now,
                gone=sum(event.key not in keys for event in before),
            ),
            Message(
                "export the calendar again; if the events are meant to be gone, give the file "
                "another name"
            ),
        )
