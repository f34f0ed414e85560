"""The whole folder, read at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from kiosk.content.calendars import held, read_calendar
from kiosk.content.events import read_event, read_page, read_resource
from kiosk.content.exhibition import read_exhibition, read_silenced
from kiosk.content.folder import Item, gather, walk
from kiosk.content.lastgood import must_go
from kiosk.content.memory import Memory, Outcome, Place
from kiosk.content.problems import Report
from kiosk.content.season import current
from kiosk.content.works import Texts, read_work
from kiosk.domain import Problem, Severity, Snapshot

Thing = TypeVar("Thing")
Progress = Callable[[int, int], None]
# Somebody took something away, which is no slip.
_TAKEN_AWAY = frozenset({"missing-picture", "empty-work", "missing-when"})


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarFile:
    """A calendar file, the instant at which it was last changed, and how many events of it are held."""

    file: str
    changed: datetime
    events: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadResult:
    """What was read and what is wrong. ``usable`` is False when the path is no folder at all.

    ``marks`` tells where a key stands: (file, key) -> (line, column), from 1; the key "body" is the text
    below the front matter. ``silenced`` holds the names of rules that the folder does not want to hear of, with the reasons.
    """

    snapshot: Snapshot
    problems: tuple[Problem, ...] = ()
    usable: bool = True
    marks: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    silenced: Mapping[str, str] = field(default_factory=dict)
    calendars: tuple[CalendarFile, ...] = ()


def load(
    folder: Path,
    memory: Memory | None = None,
    *,
    today: date | None = None,
    last_good: bool = False,
    progress: Progress | None = None,
) -> LoadResult:
    """Read a content folder; of a folder with several exhibitions, the one of ``today``. Never raises for what is in it.

    With ``memory`` only those items are read whose files have changed since it was last given. With
    ``last_good`` an item that cannot be read any more is shown as it was last read. ``progress`` is called with (items done,
    items of this kind) as the reading goes on.
    """
    root = folder.absolute()
    problems: list[Problem] = []
    whole = Report(path="", problems=problems)
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        whole.error("no-folder", f"the folder {folder} {what}", "write the path of the folder that holds kiosk.yaml")
        return LoadResult(snapshot=Snapshot(root=root), problems=tuple(problems), usable=False)
    root = current(root, today or date.today())  # noqa: DTZ011 - the exhibition, and its zone, are yet to be found
    exhibition, yaml = read_exhibition(root, problems)
    marks = {("kiosk.yaml", ".".join(map(str, path))): place for path, place in yaml.marks.items()}
    memory = memory if memory is not None else Memory()
    exhibition = memory.whole(exhibition, broken=not yaml.values and (root / "kiosk.yaml").is_file(), last_good=last_good)
    languages, zone = exhibition.languages, exhibition.timezone
    memory.begin((str(root), languages, f"{zone} {exhibition.opens}"))
    calendars: list[CalendarFile] = []

    def read_all(kind: str, read: Callable[[Item, list[Problem]], tuple[Thing | None, Texts | None]]) -> tuple[Thing, ...]:
        things: list[Thing] = []
        items = gather(walk(root, kind, problems), languages, problems, pictures=kind == "works", calendars=kind == "events")
        for number, item in enumerate(items):
            if progress is not None:
                progress(number, len(items))
            outcome = memory.recall(item)
            if outcome is None:
                before = memory.good(item.key)
                outcome = _hold(item, _read(root, item, read, None), before) if item.calendar else _read(root, item, read, before)
                outcome = memory.keep(item, outcome)
            problems.extend(outcome.problems)
            marks.update(outcome.marks)
            thing = outcome.good if last_good else outcome.thing
            if thing is not None:
                things.extend(thing if isinstance(thing, tuple) else (thing,))
            if item.calendar:
                changed = datetime.fromtimestamp(item.stamps[0][2] / 1e9, UTC)
                calendars.append(CalendarFile(file=item.calendar, changed=changed, events=len(outcome.thing or ())))
        return tuple(things)

    def read_events(item: Item, told: list[Problem]) -> tuple[Any, Texts | None]:
        if item.calendar:
            return read_calendar(root, item, languages[0], zone, told), None
        return read_event(root, item, languages, zone, told, exhibition.opens)

    works = read_all("works", lambda item, told: read_work(root, item, languages, told))
    events = read_all("events", read_events)
    resources = read_all("resources", lambda item, told: read_resource(root, item, languages, told))
    pages = read_all("pages", lambda item, told: read_page(root, item, languages, told))
    memory.finish()
    if not (works or events or resources or pages):
        whole.error("empty-folder", "the folder holds no work, event, resource or page", "put pictures into works/ and events into events/")
    snapshot = Snapshot(root=root, exhibition=exhibition, works=works, events=events, resources=resources, pages=pages)
    return LoadResult(
        snapshot=snapshot,
        problems=tuple(problems),
        marks=MappingProxyType(marks),
        silenced=read_silenced(yaml),
        calendars=tuple(calendars),
    )


def _read(root: Path, item: Item, read: Callable[[Item, list[Problem]], tuple[Any, Texts | None]], before: Any) -> Outcome:
    told: list[Problem] = []
    thing, texts = read(item, told)
    marks: dict[tuple[str, str], Place] = {}
    for document in texts.documents.values() if texts else ():
        file = document.report.path
        marks[file, "body"] = (document.body_line, 1)
        for path, place in document.marks.items():
            marks[file, ".".join(map(str, path))] = place
    broken = thing is None and any(problem.severity is Severity.ERROR and problem.rule not in _TAKEN_AWAY for problem in told)
    good = thing if not broken or before is None or must_go(root, item, before) else before
    return Outcome(thing=thing, problems=tuple(told), marks=marks, good=good)


def _hold(item: Item, outcome: Outcome, known: Any) -> Outcome:
    """A calendar that has lost most of its events keeps those that it had; that is reported."""
    events = held(known, outcome.thing) if known else None
    if events is None:
        return outcome
    told = list(outcome.problems)
    Report(path=item.calendar, problems=told).error(
        "calendar-lost",
        f"the calendar held {len(known)} events and now holds {len(outcome.thing or ())}; those that it had go on to be shown",
        "export the calendar anew; if the events are meant to be gone, give the file another name",
    )
    return Outcome(thing=events, problems=tuple(told), marks=outcome.marks, good=events)
