"""The programme at a glance, for QML: the rows of one page with their places."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from time import thread_time

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QmlElement

from kiosk.domain import design
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
from kiosk.text import sans_for
from kiosk.typesetting.programme_layout import (
    MOST_LINES,
    TALL_ROWS,
    WIDE_ROWS,
    PlacedEntry,
    ProgrammeEntry,
    RowSizes,
    lay_out,
)
from kiosk.typesetting.title_lines import break_title
from kiosk.viewmodels.board.programme_row import PROGRAMME_ROLES
from kiosk.viewmodels.board.programme_sizes import (
    GAP,
    LEAST_TITLE,
    MOST_BLOCKS,
    WIDEST_PLACE,
    ProgrammeForm,
    ProgrammeSizes,
    sizes_of,
)
from kiosk.viewmodels.qml_enums import ProgrammeForms, to_qml

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_PLACES = ("rowY", "rowHeight", "broken", "showsDay", "hasRule", "hasMonth")


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
        self._width, self._height, self._unit = 0.0, 0.0, 1.0
        self._scale, self._least, self._least_row, self._tall = 1.0, 0.0, 0.0, False
        self._page, self._active = 0, True
        self._is_outdated = True
        self._sizes = sizes_of(ProgrammeForm.COLUMNS, 1.0, tall=False)
        self._columns: dict[str, float] = {}
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
            if name not in ("_page", "_active"):
                self._is_outdated = True
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
        return self._width

    @width.setter
    def width(self, value: float) -> None:
        self._set("_width", value)

    @Property(float, notify=inputChanged)
    def height(self) -> float:
        return self._height

    @height.setter
    def height(self, value: float) -> None:
        self._set("_height", value)

    @Property(float, notify=inputChanged)
    def unit(self) -> float:
        return self._unit

    @unit.setter
    def unit(self, value: float) -> None:
        self._set("_unit", value)

    @Property(float, notify=inputChanged)
    def textScale(self) -> float:
        return self._scale

    @textScale.setter
    def textScale(self, value: float) -> None:
        self._set("_scale", value)

    @Property(float, notify=inputChanged)
    def leastType(self) -> float:
        """Pixels below which no word is set."""
        return self._least

    @leastType.setter
    def leastType(self, value: float) -> None:
        self._set("_least", value)

    @Property(float, notify=inputChanged)
    def leastRow(self) -> float:
        """Pixels below which no row is high: a finger touches it."""
        return self._least_row

    @leastRow.setter
    def leastRow(self, value: float) -> None:
        self._set("_least_row", value)

    @Property(bool, notify=inputChanged)
    def tall(self) -> bool:
        return self._tall

    @tall.setter
    def tall(self, value: bool) -> None:
        self._set("_tall", value)

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
        return max(0, min(self._page, len(self._pages) - 1))

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
        return to_qml(self._sizes.form, ProgrammeForms.Value)

    @Property("QVariantMap", notify=sizesChanged)
    def sizes(self) -> dict[str, float]:
        """Type sizes and line heights in pixels, by their names."""
        sizes = self._sizes
        return {
            name: getattr(sizes, name)
            for name in ("title", "line", "numeral", "weekday", "time", "place", "month")
        } | {"note": self._note_size}

    @property
    def _note_size(self) -> float:
        """Below the time, and smaller; after it, as large."""
        is_below = self._sizes.form in (ProgrammeForm.COLUMNS, ProgrammeForm.TALL)
        return max(self._least, round(self._sizes.time * (0.8 if is_below else 1)))

    @Property("QVariantMap", notify=sizesChanged)
    def columns(self) -> dict[str, float]:
        """Widths of the columns in pixels: numeral, weekday, time, title and place."""
        return self._columns

    @Slot()
    def layOut(self) -> None:
        """Lay out the shown page, and then the others in slices."""
        self._soon.stop()
        if not self._active or self._source is None or self._width <= 0 or self._height <= 0:
            self.busyChanged.emit()
            return
        if self._is_outdated:
            self._begin(self._source)
        self._take_pages(FIRST_SLICE_SECONDS, self._page + 1)
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
        before = self.sizes, self._columns, self._sizes.form
        few = source.complete and len(rows) <= MOST_BLOCKS
        self._sizes = self._sizes_for(rows, few=few)
        self._columns = self._columns_for(rows)
        self._pages = []
        self._pages_to_come = lay_out(
            _Entries(list(rows), self._entry), self._row_sizes(), self._broken
        )
        if (self.sizes, self._columns, self._sizes.form) != before:
            self.sizesChanged.emit()
        turn.spend(thread_time() - began)

    @Slot()
    def _lay_out_further(self) -> None:
        if self._active and turn.admits(self._slice_timer):
            self._take_pages(SLICE_SECONDS, 0)
            self.laidOut.emit()
            self.busyChanged.emit()

    def _take_pages(self, seconds: float, at_least: int) -> None:
        """Lay out so many pages, and more of them while there is time."""
        began = thread_time()
        while self._pages_to_come is not None and (
            len(self._pages) < at_least or thread_time() < began + seconds
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

    def _sizes_for(self, rows: list[Row], *, few: bool) -> ProgrammeSizes:
        usual = ProgrammeForm.TALL if self._tall else ProgrammeForm.COLUMNS
        form = usual if self._scale <= 1 else ProgrammeForm.STACKED
        sizes = self._sized(form)
        if few and self._have_room_as_blocks(rows):
            return self._sizes
        if form is ProgrammeForm.COLUMNS:
            self._sizes = sizes
            if self._columns_for(rows)["title"] < LEAST_TITLE * self._unit:
                return self._sized(ProgrammeForm.STACKED)
        return sizes

    def _have_room_as_blocks(self, rows: list[Row]) -> bool:
        """Try blocks of a third of the height, then of half of it; True when the words fit."""
        sizes = self._sizes = self._sized(ProgrammeForm.FEW)
        self._columns = self._columns_for(rows)
        for parts in (MOST_BLOCKS, MOST_BLOCKS - 1):
            block = self._height / parts
            if all(self._block_height(row) <= block for row in rows):
                self._sizes = replace(
                    sizes, one_line=block, further_line=0.0, note=0.0, month=0.0, rule=0.0
                )
                return True
        return False

    def _block_height(self, row: Row) -> float:
        """What the words of an entry take as a block."""
        sizes, entry = self._sizes, row["entry"]
        assert isinstance(entry, ProgrammeEntry)
        lines = self._broken(entry.title).count("\u2028") + 1
        if lines > MOST_LINES:
            lines = self._broken(entry.short_title).count("\u2028") + 1
        below = bool(row["note"]) + bool(row["place"] or row["status"])
        inset = 28 * self._unit
        words = 1.3 * sizes.time + lines * sizes.line + 1.3 * sizes.place * below
        return inset + max(words, 1.3 * (sizes.numeral + sizes.weekday))

    def _sized(self, form: ProgrammeForm) -> ProgrammeSizes:
        sizes = sizes_of(form, self._scale, tall=self._tall)
        return sizes.in_pixels(self._unit, self._least)

    def _columns_for(self, rows: list[Row]) -> dict[str, float]:
        sizes, gap = self._sizes, GAP * self._unit
        numeral = _text_width("88", design.SERIF, sizes.numeral) + 2 * gap

        def widest(role: str, size: float, weight: int) -> float:
            # What has no day has the columns of days for its words too.
            texts = {str(row[role]) for row in rows if row[role] and row["numeral"]}
            widths = [_text_width(text, sans_for(text), size, weight) for text in texts]
            return max(widths, default=0.0)

        bold, plain = QFont.Weight.Bold, QFont.Weight.Normal
        weekday = widest("weekday", sizes.weekday, bold) + gap
        if sizes.form is ProgrammeForm.FEW:
            day = max(numeral + gap, weekday)
            title = self._width - day - gap
            return {"numeral": day, "weekday": day, "time": title, "title": title, "place": title}
        day = numeral + weekday
        if sizes.form is ProgrammeForm.STACKED:
            title = self._width - day - gap
            return {
                "numeral": numeral,
                "weekday": weekday,
                "time": title,
                "title": title,
                "place": title,
            }
        # A note below the time may reach below the day's name.
        time = widest("time", sizes.time, bold)
        place = max(widest("place", sizes.place, plain), widest("status", sizes.place, bold))
        # The dot of what happens now.
        time += gap + (sizes.time if any(row["isNow"] for row in rows) else 0)
        if sizes.form is ProgrammeForm.TALL:
            time = max(time, min(place, 160 * self._unit) + gap)
            place = 0.0
        else:
            place = min(place, WIDEST_PLACE * self._unit) + gap if place else 0.0
        title = self._width - day - time - 2 * gap - place
        return {
            "numeral": numeral,
            "weekday": weekday,
            "time": time,
            "title": title,
            "place": place,
        }

    def _row_sizes(self) -> RowSizes:
        sizes = self._sizes
        return RowSizes(
            one_line=max(sizes.one_line, self._least_row),
            further_line=sizes.further_line,
            note=sizes.note,
            month=sizes.month,
            rule=sizes.rule,
            height=self._height,
            least=TALL_ROWS if self._tall else WIDE_ROWS,
        )

    def _entry(self, row: Row) -> ProgrammeEntry:
        entry = row["entry"]
        assert isinstance(entry, ProgrammeEntry)
        return replace(
            entry,
            least_height=self._height_beside(row),
            further_height=1.25 * self._sizes.place * self._further_lines(row),
        )

    def _further_lines(self, row: Row) -> int:
        """The lines by which a place turns over that stands behind the time."""
        if self._sizes.form is not ProgrammeForm.STACKED:
            return 0
        sizes, where = self._sizes, str(row["status"] or row["place"])
        bold = QFont.Weight.Bold
        before = sum(
            _text_width(str(row[role]), design.SANS, sizes.time, bold)
            for role in ("time", "timeNote")
        )
        room = self._columns["title"] - before - 60 * self._unit
        wanted = 1.1 * _text_width(where, sans_for(where), sizes.place, bold)
        return max(0, math.ceil(wanted / max(room, sizes.place)) - 1)

    def _height_beside(self, row: Row) -> float:
        """The height of what stands beside the title: the time and its note, and the place."""
        sizes, columns = self._sizes, self._columns
        where = str(row["status"] or row["place"])
        if sizes.form not in (ProgrammeForm.COLUMNS, ProgrammeForm.TALL):
            # Below the title; see ``_lines_below``.
            return 0.0
        width = columns["time"] if sizes.form is ProgrammeForm.TALL else columns["place"]
        width -= GAP * self._unit
        # Words turn over before their line is full.
        wanted = 1.2 * _text_width(where, sans_for(where), sizes.place, QFont.Weight.Bold)
        lines = math.ceil(wanted / max(1.0, width)) if wanted > 1.2 * width else bool(where)
        place = 1.25 * sizes.place * lines
        time = 1.15 * sizes.time * bool(row["time"]) + 1.2 * self._note_size * bool(row["timeNote"])
        beside = time + place if sizes.form is ProgrammeForm.TALL else max(time, place)
        return 0.35 * sizes.time + beside

    def _broken(self, title: str) -> str:
        # As wide as the heaviest title: what happens now is semibold.
        return break_title(
            title,
            design.SERIF,
            int(self._sizes.title),
            QFont.Weight.DemiBold.value,
            self._columns["title"],
        )


class _Entries(Sequence[ProgrammeEntry]):
    """The entries of rows, each made when the layout comes to it."""

    def __init__(self, rows: list[Row], make: Callable[[Row], ProgrammeEntry]) -> None:
        self._rows, self._make = rows, make
        self._made: dict[int, ProgrammeEntry] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number):  # type: ignore[no-untyped-def]  # no slices are taken
        if number not in self._made:
            self._made[number] = self._make(self._rows[number])
        return self._made[number]


def _placed_row(row: Row, placed: PlacedEntry) -> Row:
    return {
        **row,
        "rowY": placed.y,
        "rowHeight": placed.height,
        "broken": placed.title,
        "showsDay": placed.shows_day,
        "hasRule": placed.has_rule,
        "hasMonth": placed.has_month,
    }


@lru_cache(maxsize=2048)
def _text_width(text: str, family: str, size: float, weight: int = QFont.Weight.Normal) -> float:
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight(weight))
    return QFontMetricsF(font).horizontalAdvance(text)
