"""The whole folder, read at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from kiosk.content.calendars import held, read_calendar
from kiosk.content.events import read_event, read_page, read_resource
from kiosk.content.exhibition import read_exhibition
from kiosk.content.folder import Item, gather, walk
from kiosk.content.memory import Memory, Outcome, Place
from kiosk.content.problems import Report
from kiosk.content.works import Texts, read_work
from kiosk.domain import Problem, Snapshot

Thing = TypeVar("Thing")


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
    below the front matter.
    """

    snapshot: Snapshot
    problems: tuple[Problem, ...] = ()
    usable: bool = True
    marks: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    calendars: tuple[CalendarFile, ...] = ()


def load(folder: Path, memory: Memory | None = None) -> LoadResult:
    """Read a content folder. Never raises for what is in it.

    With ``memory`` only those items are read whose files have changed since it was last given.
    """
    root = folder.absolute()
    problems: list[Problem] = []
    whole = Report(path="", problems=problems)
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        whole.error("no-folder", f"the folder {folder} {what}", "write the path of the folder that holds kiosk.yaml")
        return LoadResult(snapshot=Snapshot(root=root), problems=tuple(problems), usable=False)
    exhibition, yaml = read_exhibition(root, problems)
    marks = {("kiosk.yaml", ".".join(map(str, path))): place for path, place in yaml.marks.items()}
    languages, zone = exhibition.languages, exhibition.timezone
    memory = memory if memory is not None else Memory()
    memory.begin((str(root), languages, f"{zone} {exhibition.opens}"))

    calendars: list[CalendarFile] = []

    def read_all(kind: str, read: Callable[[Item, list[Problem]], tuple[Thing | None, Texts | None]]) -> tuple[Thing, ...]:
        things: list[Thing] = []
        for item in gather(walk(root, kind, problems), languages, problems, pictures=kind == "works", calendars=kind == "events"):
            outcome = memory.recall(item)
            if outcome is None:
                outcome = _read(item, read)
                if item.calendar:
                    outcome = _hold(item, outcome, memory.earlier(item))
                outcome = memory.keep(item, outcome)
            problems.extend(outcome.problems)
            marks.update(outcome.marks)
            if outcome.thing is not None:
                things.extend(outcome.thing if isinstance(outcome.thing, tuple) else (outcome.thing,))
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
    return LoadResult(snapshot=snapshot, problems=tuple(problems), marks=MappingProxyType(marks), calendars=tuple(calendars))


def _read(item: Item, read: Callable[[Item, list[Problem]], tuple[Any, Texts | None]]) -> Outcome:
    told: list[Problem] = []
    thing, texts = read(item, told)
    marks: dict[tuple[str, str], Place] = {}
    for document in texts.documents.values() if texts else ():
        file = document.report.path
        marks[file, "body"] = (document.body_line, 1)
        for path, place in document.marks.items():
            marks[file, ".".join(map(str, path))] = place
    return Outcome(thing=thing, problems=tuple(told), marks=marks)


def _hold(item: Item, outcome: Outcome, earlier: Outcome | None) -> Outcome:
    """A calendar that has lost most of its events keeps those that it had; that is reported."""
    known = earlier.thing if earlier is not None else None
    if not known:
        return outcome
    events = held(known, outcome.thing)
    if events is None:
        return outcome
    told = list(outcome.problems)
    Report(path=item.calendar, problems=told).error(
        "calendar-lost",
        f"the calendar held {len(known)} events and now holds {len(outcome.thing or ())}; those that it had go on to be shown",
        "export the calendar anew; if the events are meant to be gone, give the file another name",
    )
    return Outcome(thing=events, problems=tuple(told), marks=outcome.marks)
