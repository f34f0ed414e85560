"""The programme at a glance, for QML: the rows of one page with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import thread_time
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.qt.gc_scheduler import release_on_destroy
from kiosk.qt.keyed_list_model import (
    FIRST_SLICE_SECONDS,
    SLICE_SECONDS,
    KeyedListModel,
    LazyRows,
    Row,
)
from kiosk.qt.qml import Property
from kiosk.qt.turn import turn
from kiosk.typesetting.programme_layout import PlacedEntry, lay_out
from kiosk.viewmodels.board.programme_measures import (
    MeasuredEntries,
    ProgrammeMeasures,
    ProgrammeRoom,
)
from kiosk.viewmodels.board.programme_row import PROGRAMME_ROLES
from kiosk.viewmodels.board.programme_sizes import MOST_BLOCKS
from kiosk.viewmodels.qml_enums import ProgrammeForms, to_qml

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_PLACES = ("rowY", "rowHeight", "broken", "showsDay", "showsNote", "hasRule", "hasMonth")


@QmlElement
class ProgrammeList(KeyedListModel):
    """The rows of ``source`` that are on ``shownPage``, with their places.

    ``width`` and ``height`` are the list's, in pixels; ``unit`` is a 1080th of the stage's shorter
    side. Pages are counted in slices; until ``counted`` there are ``pageCount`` or more. While it
    is not ``active`` nothing is laid out.
    """

    inputChanged = Signal()
    # The pages, and which of them is shown.
    laidOut = Signal()
    # What every row is set by.
    sizesChanged = Signal()
    busyChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((*PROGRAMME_ROLES, *_PLACES), parent)
        self._source: KeyedListModel | None = None
        self._room = ProgrammeRoom()
        self._page, self._selected, self._active = 0, "", True
        self._is_outdated = True
        self._measures = ProgrammeMeasures(self._room)
        self._pages: list[tuple[PlacedEntry, ...]] = []
        self._pages_to_come: Iterator[tuple[PlacedEntry, ...]] | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._lay_out_in_turn)
        self._slice_timer = QTimer(self, interval=0)
        self._slice_timer.timeout.connect(self._lay_out_further)
        self.completeChanged.connect(self.busyChanged)
        release_on_destroy(self)

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.inputChanged.emit()
            self._lay_out_soon()

    def _set_room(self, **change: Any) -> None:
        room = replace(self._room, **change)
        if room != self._room:
            self._room = room
            self._is_outdated = True
            self.inputChanged.emit()
            self._lay_out_soon()

    def _lay_out_soon(self) -> None:
        if self._active:
            self._soon.start()
        self.busyChanged.emit()

    @Property(KeyedListModel, notify=inputChanged)
    def source(self) -> KeyedListModel | None:
        return self._source

    @source.setter
    def source(self, value: KeyedListModel | None) -> None:
        if value is self._source or value is None:
            return
        self._source = value
        for signal in (value.rowsInserted, value.rowsRemoved, value.dataChanged, value.modelReset):
            signal.connect(self._on_source_changed)
        value.completeChanged.connect(self._on_source_changed)
        self._on_source_changed()
        self.inputChanged.emit()

    @Slot()
    def _on_source_changed(self) -> None:
        self._is_outdated = True
        self._lay_out_soon()

    @Property(float, notify=inputChanged)
    def width(self) -> float:
        return self._room.width

    @width.setter
    def width(self, value: float) -> None:
        self._set_room(width=value)

    @Property(float, notify=inputChanged)
    def height(self) -> float:
        return self._room.height

    @height.setter
    def height(self, value: float) -> None:
        self._set_room(height=value)

    @Property(float, notify=inputChanged)
    def unit(self) -> float:
        return self._room.unit

    @unit.setter
    def unit(self, value: float) -> None:
        self._set_room(unit=value)

    @Property(float, notify=inputChanged)
    def textScale(self) -> float:
        return self._room.scale

    @textScale.setter
    def textScale(self, value: float) -> None:
        self._set_room(scale=value)

    @Property(float, notify=inputChanged)
    def leastType(self) -> float:
        """Pixels below which no word is set."""
        return self._room.least_type

    @leastType.setter
    def leastType(self, value: float) -> None:
        self._set_room(least_type=value)

    @Property(float, notify=inputChanged)
    def leastRow(self) -> float:
        """Pixels below which no row is high: a finger touches it."""
        return self._room.least_row

    @leastRow.setter
    def leastRow(self, value: float) -> None:
        self._set_room(least_row=value)

    @Property(bool, notify=inputChanged)
    def tall(self) -> bool:
        return self._room.tall

    @tall.setter
    def tall(self, value: bool) -> None:
        self._set_room(tall=value)

    @Property(bool, notify=inputChanged)
    def beside(self) -> bool:
        """The list stands beside an open event."""
        return self._room.beside

    @beside.setter
    def beside(self, value: bool) -> None:
        self._set_room(beside=value)

    @Property(bool, notify=inputChanged)
    def tracks(self) -> bool:
        """Each row begins with a place."""
        return self._room.tracks

    @tracks.setter
    def tracks(self, value: bool) -> None:
        self._set_room(tracks=value)

    @Property(str, notify=inputChanged)
    def selected(self) -> str:
        return self._selected

    @selected.setter
    def selected(self, value: str) -> None:
        self._set("_selected", value)

    @Property(int, notify=inputChanged)
    def page(self) -> int:
        return self._page

    @page.setter
    def page(self, value: int) -> None:
        self._set("_page", value)

    @Property(bool, notify=inputChanged)
    def active(self) -> bool:
        return self._active

    @active.setter
    def active(self, value: bool) -> None:
        self._set("_active", value)

    # What was laid out

    @Property(int, notify=laidOut)
    def shownPage(self) -> int:
        return max(0, min(self._wanted_page(), len(self._pages) - 1))

    def _wanted_page(self) -> int:
        """The page to show; that of the selected entry may be still to be laid out."""
        if self._page >= 0 or self._source is None:
            return self._page
        keys = (row["key"] for row in self._source.rows)
        at = next((at for at, key in enumerate(keys) if key == self._selected), 0)
        passed = 0
        for number, page in enumerate(self._pages):
            passed += len(page)
            if at < passed:
                return number
        return len(self._pages)

    @Property(int, notify=laidOut)
    def pageCount(self) -> int:
        return max(1, len(self._pages))

    @Property(bool, notify=laidOut)
    def counted(self) -> bool:
        return self._pages_to_come is None and (self._source is None or self._source.complete)

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        """True while a layout is due, pages are counted or rows are made."""
        return self._active and (self._soon.isActive() or not self.counted or not self.complete)

    @Property(int, notify=sizesChanged)
    def form(self) -> int:
        """How a row is put together, as one of QML's ``ProgrammeForms``."""
        return to_qml(self._measures.sizes.form, ProgrammeForms.Value)

    @Property("QVariantMap", notify=sizesChanged)
    def sizes(self) -> dict[str, float]:
        """Type sizes and line heights in pixels, by their names."""
        sizes = self._measures.sizes
        return {
            name: getattr(sizes, name)
            for name in ("title", "line", "numeral", "weekday", "time", "place", "month")
        } | {"note": self._measures.note_size}

    @Property("QVariantMap", notify=sizesChanged)
    def columns(self) -> dict[str, float]:
        """Widths of the columns in pixels: numeral, weekday, time, title and place.

        A day's name of no width stands below its number.
        """
        return self._measures.columns

    @Slot()
    def layOut(self) -> None:
        """Lay out the shown page, and then the others in slices."""
        self._soon.stop()
        no_room = self._room.width <= 0 or self._room.height <= 0
        if not self._active or self._source is None or no_room:
            self.busyChanged.emit()
            return
        if self._is_outdated:
            self._begin(self._source)
        self._take_pages(FIRST_SLICE_SECONDS)
        self._show()

    @Slot()
    def _lay_out_in_turn(self) -> None:
        if turn.admits(self):
            self.layOut()
        else:
            self._soon.start()

    def _begin(self, source: KeyedListModel) -> None:
        """Choose the sizes, and begin with the first page."""
        began = thread_time()
        self._is_outdated = False
        rows = source.rows
        before, self._measures = (
            self._measures,
            ProgrammeMeasures(self._room, rows, few=source.complete and len(rows) <= MOST_BLOCKS),
        )
        measures = self._measures
        self._pages = []
        entries = MeasuredEntries(list(rows), measures.entry)
        self._pages_to_come = lay_out(entries, measures.row_sizes, measures.broken)
        if (measures.sizes, measures.columns) != (before.sizes, before.columns):
            self.sizesChanged.emit()
        turn.spend(thread_time() - began)

    @Slot()
    def _lay_out_further(self) -> None:
        if self._active and turn.admits(self._slice_timer):
            awaited = self._wanted_page() >= len(self._pages)
            self._take_pages(SLICE_SECONDS)
            if awaited:
                self._show()
            else:
                self.laidOut.emit()
                self.busyChanged.emit()

    def _take_pages(self, seconds: float) -> None:
        """Lay out a page, and more of them while there is time."""
        began = thread_time()
        while self._pages_to_come is not None and (
            not self._pages or thread_time() < began + seconds
        ):
            page = next(self._pages_to_come, None)
            if page is None:
                self._pages_to_come = None
            else:
                self._pages.append(page)
        turn.spend(thread_time() - began)
        if self._pages_to_come is None:
            self._slice_timer.stop()
        elif not self._slice_timer.isActive():
            self._slice_timer.start()

    def _show(self) -> None:
        page = self._pages[self.shownPage] if self._pages else ()
        rows = self._source.rows if self._source is not None else []
        placed = {str(rows[one.number]["key"]): _placed_row(rows[one.number], one) for one in page}
        # Each row costs QML a millisecond or two.
        self.set_lazily(LazyRows(keys=tuple(placed), make=placed.get))
        self.laidOut.emit()
        self.busyChanged.emit()


def _placed_row(row: Row, placed: PlacedEntry) -> Row:
    return {
        **row,
        "rowY": placed.y,
        "rowHeight": placed.height,
        "broken": placed.title,
        "showsDay": placed.shows_day,
        "showsNote": placed.shows_note,
        "hasRule": placed.has_rule,
        "hasMonth": placed.has_month,
    }
