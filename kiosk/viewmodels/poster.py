"""The poster: the work that its artist released for it, what is still ahead and still here."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Work
from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import SessionState, SlideKind
from kiosk.typesetting.programme_layout import ProgrammeEntry
from kiosk.viewmodels.board.programme_row import programme_row
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.gallery.image_loader import ImageLoader
from kiosk.viewmodels.gallery.work import WorkViewModel, WorkViewState
from kiosk.viewmodels.info.resource import ResourceViewModel
from kiosk.viewmodels.info.resource_rows import resource_row

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Events and resources that a poster lists at the most.
MOST_EVENTS = MOST_RESOURCES = 5
# In place of a row that cannot be worded.
NO_ROW: Row = {}
ENTRY_ROLES = (
    "numeral",
    "weekday",
    "time",
    "timeNote",
    "title",
    "place",
    "status",
    "name",
    "isNow",
    "isToday",
    "isOff",
    "isEvent",
    "section",
)


@QmlElement
@QmlUncreatable("the controller owns the poster")
class PosterViewModel(QObject):
    """``entries`` are the next events, then the resources; ``work`` is empty without a picture."""

    changed = Signal()

    def __init__(self, image_loader: ImageLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image_loader, self._own_wall = image_loader, ""
        self._work, self._resource = WorkViewModel(self), ResourceViewModel(self)
        self._entries = KeyedListModel(ENTRY_ROLES, self)
        self._inputs, self._work_inputs = InputTracker(), InputTracker()
        image_loader.ready.connect(self._tint_wall)
        image_loader.catalogue_changed.connect(self._tint_wall)

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Recompute the list and the work, each if its own inputs changed."""
        slides = content.catalogue.playlist
        if not state.loop.on_standby and all(one.kind is not SlideKind.POSTER for one in slides):
            return
        if self._inputs.changed(content, state.language):
            rows = _event_rows(content, state.language)
            resources = _resource_rows(content, state.language)
            self._resource.set_row(next((row for row in resources if row["payload"]), {}))
            self._entries.set_rows([*rows, *_entries_of_resources(resources)])
            self.changed.emit()
        # Where no slide is safe to show, the visitor may have had this very work open.
        if self._work_inputs.changed(content, state.language, state.loop.on_standby):
            work = None if state.loop.on_standby else content.poster_work
            self._work.set_state(
                _worded_work(content, work, state.language) if work else WorkViewState()
            )
            self._own_wall = content.snapshot.exhibition.wall
            self._tint_wall()

    def _words(self, role: str) -> list[str]:
        return [str(row[role]) for row in self._entries.rows]

    @Property(WorkViewModel, constant=True)
    def work(self) -> WorkViewModel:
        return self._work

    @Property(ResourceViewModel, constant=True)
    def resource(self) -> ResourceViewModel:
        """The first resource with a code."""
        return self._resource

    @Property(KeyedListModel, constant=True)
    def entries(self) -> KeyedListModel:
        return self._entries

    @Property("QStringList", notify=changed)
    def titles(self) -> list[str]:
        """Of all entries, for the heights of their rows."""
        return self._words("title")

    @Property("QStringList", notify=changed)
    def weekdays(self) -> list[str]:
        return self._words("weekday")

    @Property("QStringList", notify=changed)
    def times(self) -> list[str]:
        return self._words("time")

    @Property("QStringList", notify=changed)
    def timeNotes(self) -> list[str]:
        """What stands below the times, such as "until 2:00 PM"."""
        return self._words("timeNote")

    @Property("QStringList", notify=changed)
    def places(self) -> list[str]:
        """Where each event is, or that it is full."""
        rows = (row for row in self._entries.rows if row["isEvent"])
        return [str(row["status"] or row["place"]) for row in rows]

    @Property("QStringList", notify=changed)
    def details(self) -> list[str]:
        """What stands with each entry's title: where an event is, and what a resource is."""
        return [str(row["status"] or row["place"]) for row in self._entries.rows]

    @Property(int, notify=changed)
    def eventCount(self) -> int:
        """The entries that are events; they come first."""
        return len(self.places)

    @Property("QStringList", notify=changed)
    def sections(self) -> list[str]:
        """The heading above each entry, "" where it follows one of its kind."""
        return self._words("section")

    @Slot()
    def _tint_wall(self) -> None:
        if self._work.state.key:
            colour = self._image_loader.colour(self._work.state.key)
            self._work.set_average_colour(colour, self._own_wall)


def _worded_work(content: DisplayedContent, work: Work, language: str) -> WorkViewState:
    state = content.failures.guard(
        work.key, lambda: WorkViewState.of(work, language), WorkViewState()
    )
    has_label = work.has_label and content.snapshot.exhibition.hangs_labels
    return state if has_label else state.without_label()


def _event_rows(content: DisplayedContent, language: str) -> list[Row]:
    today = content.now.date()
    rows: list[Row] = []
    for entry in content.entries[:MOST_EVENTS]:
        word = partial(programme_row, entry, today, language)
        row: Row = content.failures.guard(entry.event.key, word, NO_ROW)
        if row:
            shown = row["entry"]
            assert isinstance(shown, ProgrammeEntry)
            rows.append(
                {role: row.get(role, "") for role in ("key", *ENTRY_ROLES)}
                | {
                    "title": shown.short_title,
                    "isEvent": True,
                    "section": "" if rows else i18n.tr("Still ahead"),
                }
            )
    return rows


def _resource_rows(content: DisplayedContent, language: str) -> list[Row]:
    hosts = content.snapshot.exhibition.code_targets
    found = [
        content.failures.guard(one.key, partial(resource_row, one, language, hosts), NO_ROW)
        for one in content.resources[:MOST_RESOURCES]
    ]
    return [row for row in found if row]


def _entries_of_resources(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        yield dict.fromkeys(ENTRY_ROLES, "") | {
            "key": row["key"],
            "title": row["title"],
            "place": row["note"],
            "name": row["title"],
            "isNow": False,
            "isToday": False,
            "isOff": False,
            "isEvent": False,
            "section": i18n.tr("Resources") if row is rows[0] else "",
        }
