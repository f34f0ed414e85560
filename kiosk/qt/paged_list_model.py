"""One page of a list: QML makes items for its rows alone, however long the list is."""

from bisect import bisect_right
from time import thread_time

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.qt.gc_scheduler import release_on_destroy
from kiosk.qt.keyed_list_model import (
    FIRST_SLICE_SECONDS,
    SLICE_SECONDS,
    KeyedListModel,
    Row,
)
from kiosk.qt.qml import Property
from kiosk.qt.turn import turn

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Heights that are kept: two languages of the longest list.
_MOST_HEIGHTS = 1_000


@QmlElement
class PagedListModel(KeyedListModel):
    """The rows of ``source`` that are on the page ``shownPage``.

    QML answers ``measure``, which names the words of a row, by setting ``measured`` to the height
    of their item in pixels; ``fields`` are the roles of these words. ``spacing`` lies between two
    items, and a page is ``height`` pixels high. Heights are kept until ``style`` changes, which
    stands for everything else that they depend on.

    ``page`` -1 is the page of the row with the key ``selected``. Pages are counted in slices;
    until ``counted`` there are ``pageCount`` or more. While a page is not reached, the rows that
    were shown before stay, as far as they still exist. Nothing is counted while not ``active``.
    """

    measure = Signal(str, str, str)
    inputChanged = Signal()
    pagesChanged = Signal()
    busyChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._source: KeyedListModel | None = None
        self._fields: list[str] = ["heading", "title", "note"]
        self._style, self._selected = "", ""
        self._page, self._page_height, self._spacing = 0, 0.0, 0.0
        self._active = False
        self._measured = 0.0
        self._heights: dict[tuple[str, ...], float] = {}
        # The first row of each page so far, the next row to place, and where it goes.
        self._firsts, self._next, self._y = [0], 0, 0.0
        self._is_outdated = True
        self._pages = (1, 0, False)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.layOut)
        self._further_pages = QTimer(self, interval=0)
        self._further_pages.timeout.connect(self._place_further_rows)
        release_on_destroy(self)

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.inputChanged.emit()
            if name == "_style":
                self._heights.clear()
            if name not in ("_page", "_selected", "_active"):
                self._is_outdated = True
            self._lay_out_soon()

    def _lay_out_soon(self) -> None:
        self._further_pages.stop()
        self._soon.start()
        self.busyChanged.emit()

    @Property(KeyedListModel, notify=inputChanged)
    def source(self) -> KeyedListModel | None:
        return self._source

    @source.setter
    def source(self, value: KeyedListModel | None) -> None:
        if value is self._source or value is None:
            return
        self._source, self._names = value, value.names
        for signal in (value.rowsInserted, value.rowsRemoved, value.dataChanged, value.modelReset):
            signal.connect(self._on_source_changed)
        value.completeChanged.connect(self._on_source_changed)
        self._on_source_changed()
        self.inputChanged.emit()

    @Property("QStringList", notify=inputChanged)
    def fields(self) -> list[str]:
        return self._fields

    @fields.setter
    def fields(self, value: list[str]) -> None:
        self._set("_fields", list(value))

    @Property(str, notify=inputChanged)
    def style(self) -> str:
        return self._style

    @style.setter
    def style(self, value: str) -> None:
        self._set("_style", value)

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

    @Property(float, notify=inputChanged)
    def height(self) -> float:
        return self._page_height

    @height.setter
    def height(self, value: float) -> None:
        self._set("_page_height", value)

    @Property(float, notify=inputChanged)
    def spacing(self) -> float:
        return self._spacing

    @spacing.setter
    def spacing(self, value: float) -> None:
        self._set("_spacing", value)

    @Property(bool, notify=inputChanged)
    def active(self) -> bool:
        return self._active

    @active.setter
    def active(self, value: bool) -> None:
        self._set("_active", value)

    @Property(float, notify=inputChanged)
    def measured(self) -> float:
        """The height of the item whose words ``measure`` named last."""
        return self._measured

    @measured.setter
    def measured(self, value: float) -> None:
        self._measured = value

    @Property(int, notify=pagesChanged)
    def pageCount(self) -> int:
        return self._pages[0]

    @Property(int, notify=pagesChanged)
    def shownPage(self) -> int:
        return self._pages[1]

    @Property(bool, notify=pagesChanged)
    def counted(self) -> bool:
        return self._pages[2]

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        """True while a layout is due, or further pages are counted."""
        return self._soon.isActive() or self._further_pages.isActive()

    def roleNames(self) -> dict[int, QByteArray]:
        first = Qt.ItemDataRole.UserRole
        return {first + at: QByteArray(name.encode()) for at, name in enumerate(self._names)}

    @Slot()
    def _on_source_changed(self) -> None:
        self._is_outdated = True
        self._lay_out_soon()

    @Slot()
    def layOut(self) -> None:
        """Place the rows again, those of the first pages at once."""
        self._soon.stop()
        if not self._active or self._source is None or not self._style or self._page_height <= 0:
            self.busyChanged.emit()
            return
        if self._is_outdated:
            self._is_outdated = False
            self._firsts, self._next, self._y = [0], 0, 0.0
        self._place_rows(FIRST_SLICE_SECONDS)

    @Slot()
    def _place_further_rows(self) -> None:
        if turn.admits(self):
            self._place_rows(SLICE_SECONDS)

    def _place_rows(self, seconds: float) -> None:
        assert self._source is not None
        rows = self._source.rows
        began = thread_time()
        while self._next < len(rows) and thread_time() < began + seconds:
            height = self._height_of(rows[self._next])
            if self._y > 0 and self._y + height > self._page_height:
                self._firsts.append(self._next)
                self._y = 0.0
            self._y += height + self._spacing
            self._next += 1
        if self._next < len(rows):
            self._further_pages.start()
        else:
            self._further_pages.stop()
        self._show(rows)
        self.busyChanged.emit()
        turn.spend(thread_time() - began)

    def _height_of(self, row: Row) -> float:
        words = tuple(str(row[field]) for field in self._fields)
        height = self._heights.get(words)
        if height is None:
            if len(self._heights) >= _MOST_HEIGHTS:
                self._heights.clear()
            self.measure.emit(*words)
            height = self._heights[words] = self._measured
        return height

    def _show(self, rows: list[Row]) -> None:
        """Show the page's rows, as far as they are placed."""
        is_placed = self._next >= len(rows)
        page = self._wanted_page(rows)
        reached = len(self._firsts) - 1
        if page > reached and is_placed:
            page = reached
        if page > reached or page < 0:
            by_key = {row["key"]: row for row in rows}
            self.set_rows([by_key[row["key"]] for row in self.rows if row["key"] in by_key])
            page = max(page, 0)
        else:
            end = self._firsts[page + 1] if page < reached else self._next
            self.set_rows(rows[self._firsts[page] : end])
        counted = is_placed and self._source is not None and self._source.complete
        pages = (len(self._firsts), page, counted)
        if pages != self._pages:
            self._pages = pages
            self.pagesChanged.emit()

    def _wanted_page(self, rows: list[Row]) -> int:
        """The page to show; -1 for that of a selected row which is not placed yet."""
        if self._page >= 0:
            return self._page
        at = next((at for at, row in enumerate(rows) if row["key"] == self._selected), -1)
        if at < 0:
            return 0
        return bisect_right(self._firsts, at) - 1 if at < self._next else -1
