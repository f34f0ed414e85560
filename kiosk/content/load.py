"""The whole folder, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from kiosk.content.events import read_event, read_page, read_resource
from kiosk.content.exhibition import read_exhibition
from kiosk.content.folder import gather, walk
from kiosk.content.problems import Report
from kiosk.content.works import Texts, read_work
from kiosk.domain import Event, Page, Problem, Resource, Snapshot, Work

Place = tuple[int, int]


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


def load(folder: Path) -> LoadResult:
    """Read a content folder. Never raises for what is in it."""
    root = folder.absolute()
    problems: list[Problem] = []
    whole = Report(path="", problems=problems)
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        whole.error("no-folder", f"the folder {folder} {what}", "write the path of the folder that holds kiosk.yaml")
        return LoadResult(snapshot=Snapshot(root=root), problems=tuple(problems), usable=False)
    exhibition, yaml = read_exhibition(root, problems)
    marks = {("kiosk.yaml", ".".join(map(str, path))): place for path, place in yaml.marks.items()}
    languages = exhibition.languages
    works: list[Work] = []
    events: list[Event] = []
    resources: list[Resource] = []
    pages: list[Page] = []
    for item in gather(walk(root, "works", problems), languages, problems, pictures=True):
        work, texts = read_work(root, item, languages, problems)
        _mark(marks, texts)
        if work is not None:
            works.append(work)
    for item in gather(walk(root, "events", problems), languages, problems, pictures=False):
        event, texts = read_event(root, item, languages, exhibition.timezone, problems)
        _mark(marks, texts)
        if event is not None:
            events.append(event)
    for item in gather(walk(root, "resources", problems), languages, problems, pictures=False):
        resource, texts = read_resource(root, item, languages, problems)
        _mark(marks, texts)
        if resource is not None:
            resources.append(resource)
    for item in gather(walk(root, "pages", problems), languages, problems, pictures=False):
        page, texts = read_page(root, item, languages, problems)
        _mark(marks, texts)
        if page is not None:
            pages.append(page)
    if not (works or events or resources or pages):
        whole.error("empty-folder", "the folder holds no work, event, resource or page", "put pictures into works/ and events into events/")
    snapshot = Snapshot(
        root=root, exhibition=exhibition, works=tuple(works), events=tuple(events), resources=tuple(resources), pages=tuple(pages)
    )
    return LoadResult(snapshot=snapshot, problems=tuple(problems), marks=MappingProxyType(marks))


def _mark(marks: dict[tuple[str, str], Place], texts: Texts | None) -> None:
    for document in texts.documents.values() if texts else ():
        file = document.report.path
        marks[file, "body"] = (document.body_line, 1)
        for path, place in document.marks.items():
            marks[file, ".".join(map(str, path))] = place
