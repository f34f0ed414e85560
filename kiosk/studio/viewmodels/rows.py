"""The rows of the window's lists: of what was read, and of what is in the folder beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kiosk.domain import Event, Message, Snapshot, Work
from kiosk.pictures.naming import ENDINGS
from kiosk.studio.model.documents.document import Document
from kiosk.studio.model.exhibition import Exhibition
from kiosk.studio.viewmodels.file_rows import FileRow
from kiosk.studio.viewmodels.names import language_of, original_of
from kiosk.studio.viewmodels.work_rows import WorkRow
from kiosk.studio.wording import said

_FIRST_LINES, _FIRST_LETTERS = 12, 400
_HIDDEN = Message("not shown: see Problems")
_KINDS = (
    ("resource", Message("a resource")),
    ("page", Message("a page of the screen About")),
    ("notice", Message("a notice")),
)


def is_withdrawn(label: Document) -> bool:
    """True for a work's text that takes it down."""
    value = label.value("withdrawn")
    return value is not None and str(value).casefold() not in ("no", "false", "off", "")


@dataclass(frozen=True)
class FolderRows:
    """Makes the rows. ``snapshot`` is what was read last; None before the first reading."""

    folder: Path
    model: Exhibition
    snapshot: Snapshot | None

    @property
    def _content(self) -> Snapshot:
        return self.snapshot or Snapshot(root=self.folder)

    def title_of(self, name: str) -> str:
        """The title of an item as its file says, or the file's own name."""
        return self.model.read(name).text("title") or PurePosixPath(name).stem

    def works(self) -> list[WorkRow]:
        """The works as they hang, then those that are not shown."""
        rows = [self._row_of(work) for work in self._content.works]
        known = {row.key for row in rows}
        for name in self.model.names("work") if self.snapshot else ():
            key = original_of(name).removesuffix(".md")
            if key not in known and not self._is_further(key):
                known.add(key)
                rows.append(self._hidden_row(key))
        return rows

    def _is_further(self, key: str) -> bool:
        """True for a further picture of a work, which is no work."""
        return "--" in PurePosixPath(key).name and not (self.folder / f"{key}.md").is_file()

    def _row_of(self, work: Work) -> WorkRow:
        return WorkRow(
            name=f"{work.key}.md",
            key=work.key,
            title=_first(work.title.values),
            artist=_first(work.artist.values),
            picture=self.folder / work.picture.file if work.picture else None,
            first_lines=_lines_of(_first(work.body.values)),
            state=said(Message("behind a content note")) if work.content_note else "",
            alt=_first(work.alt.values),
        )

    def _hidden_row(self, key: str) -> WorkRow:
        label = self.model.read(f"{key}.md")
        state = Message("taken down") if is_withdrawn(label) else _HIDDEN
        return WorkRow(
            name=f"{key}.md",
            key=key,
            title=label.text("title") or PurePosixPath(key).name,
            artist=label.text("artist"),
            picture=self.picture_of(key),
            first_lines=_lines_of(label.body),
            state=said(state),
            is_shown=False,
            alt=label.text("alt"),
        )

    def picture_of(self, key: str) -> Path | None:
        """The picture of a work by its path without suffix."""
        for ending in ENDINGS:
            path = self.folder / f"{key}{ending}"
            if path.is_file():
                return path
        return None

    def events(self, languages: Sequence[str]) -> list[FileRow]:
        """The events as files, each with its date; then calendars with their numbers of events."""
        by_file: dict[str, list[Event]] = {}
        for event in self._content.events:
            by_file.setdefault(event.file, []).append(event)
        names = self.model.names("event")
        texts = [
            FileRow(
                name=name,
                key=by_file[name][0].key if name in by_file else name.removesuffix(".md"),
                kind="event",
                title=self.title_of(name),
                words=self._when_words(name, by_file),
            )
            for name in names
            if name.endswith(".md") and language_of(name) not in languages[1:]
        ]
        calendars = [
            self._calendar_row(name, by_file.get(name, []))
            for name in names
            if name.casefold().endswith(".ics")
        ]
        return [*texts, *calendars]

    def _calendar_row(self, name: str, events: list[Event]) -> FileRow:
        words = Message("a calendar with {count} events that are shown", count=len(events))
        return FileRow(
            name=name,
            key=events[0].key if events else "",
            kind="event",
            title=PurePosixPath(name).name,
            words=said(words),
            has_form=False,
        )

    def _when_words(self, name: str, by_file: dict[str, list[Event]]) -> str:
        document = self.model.read(name)
        words = [document.text("when") or document.text("starts"), document.text("repeats")]
        if self.snapshot is not None and name not in by_file:
            words.append(said(_HIDDEN))
        return ", ".join(filter(None, words))

    def texts(self, settings: str, title: str, languages: Sequence[str]) -> list[FileRow]:
        """The exhibition, then resources, pages and notices."""
        about = said(Message("the exhibition: title, days, help line"))
        rows = [FileRow(name=settings, key="about", kind="screen", title=title, words=about)]
        for kind, words in _KINDS:
            is_page = kind == "page"
            rows += [
                FileRow(
                    name=name,
                    key="about" if is_page else name.removesuffix(".md"),
                    kind="screen" if is_page else kind,
                    title=self.title_of(name),
                    words=said(words),
                )
                for name in self.model.names(kind)
                if name.endswith(".md") and language_of(name) not in languages[1:]
            ]
        return rows


def _first(values: Sequence[tuple[str, str]]) -> str:
    return values[0][1] if values else ""


def _lines_of(text: str) -> str:
    """The first lines of a text, for a small picture of it."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines[:_FIRST_LINES])[:_FIRST_LETTERS]
