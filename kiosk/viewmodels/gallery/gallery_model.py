"""The wall's works in rows, as a list model; QML creates items for the visible rows only."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from time import thread_time

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QmlElement

from kiosk.domain import Work
from kiosk.domain.design import MIN_SHEET_EMS, SANS, WIDE_SANS
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.qt.turn import turn
from kiosk.text import sans_for
from kiosk.viewmodels.displayed.item_failures import ItemFailures
from kiosk.viewmodels.gallery.row_layout import (
    MAX_SHEET_ASPECT,
    MIN_SCALE,
    SHEET_ASPECT,
    PlacedTile,
    RowSpace,
    layout_rows,
)
from kiosk.viewmodels.gallery.work import WorkViewState

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Seconds of CPU time: the visible rows, and many to scroll to, are there at once. The rest is laid
# out in slices, so that no touch waits and no frame is dropped.
FIRST_SLICE_SECONDS, SLICE_SECONDS = 0.010, 0.004
# Letters of a written work on its tile: twice what the largest one of a screen of 3840 x 2160
# pixels holds.
TILE_LETTERS = 8_000


@dataclass(frozen=True, kw_only=True, slots=True)
class TileRow:
    """The tiles of one row with their works, and the language of their words."""

    language: str
    tiles: tuple[tuple[Work, PlacedTile], ...]

    def is_same(self, other: "TileRow") -> bool:
        """True if both look alike; a work of new content is another one."""
        return (
            self.language == other.language
            and len(self.tiles) == len(other.tiles)
            and all(
                work is same and place == at
                for (work, place), (same, at) in zip(self.tiles, other.tiles, strict=True)
            )
        )


_WORKS = Qt.ItemDataRole.UserRole


@QmlElement
@QmlUncreatable("the controller owns the wall")
class GalleryModel(QAbstractListModel):
    """One row of the model is one row on the wall; its role ``works`` is the list of its tiles.

    The screen sets the space. All rows have the same height, so that new content moves no row that
    stays as it was.
    """

    spaceChanged = Signal()
    rowsChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._works: Sequence[Work] = ()
        self._failures = ItemFailures()
        self._language = ""
        self._width = self._height = self._caption = self._gap = 0
        self._caption_pixels = 24
        self._bands = 2
        self._rows: list[TileRow] = []
        # The rows that are not laid out yet, None when all are; and how many are.
        self._more: Iterator[TileRow] | None = None
        self._done = 0
        # True while the layout waits for its turn.
        self._waits = False
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._lay_out_more)
        self._active, self._is_outdated = True, False
        self._slice_began = 0.0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._layout_in_turn)

    def set_works(self, works: Sequence[Work], language: str, failures: ItemFailures) -> None:
        """Lay out these works, unless they are laid out already; soon, where the turn is over.

        Works that are gone leave the wall at once.
        """
        self._failures = failures
        if language != self._language or not _are_same(works, self._works):
            self._works, self._language = works, language
            self._drop_missing()
            self._layout_in_turn()

    # The space, in pixels. Several of these change at once; the layout is made once.

    def _set(self, name: str, value: int) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.spaceChanged.emit()
            self._soon.start()

    @Property(int, notify=spaceChanged)
    def width(self) -> int:
        return self._width

    @width.setter
    def width(self, value: int) -> None:
        self._set("_width", value)

    @Property(int, notify=spaceChanged)
    def height(self) -> int:
        return self._height

    @height.setter
    def height(self, value: int) -> None:
        # A title of many lines, or a window that is not there yet, leaves no space.
        self._set("_height", max(0, value))

    @Property(int, notify=spaceChanged)
    def captionHeight(self) -> int:
        return self._caption

    @captionHeight.setter
    def captionHeight(self, value: int) -> None:
        self._set("_caption", value)

    @Property(int, notify=spaceChanged)
    def captionPixels(self) -> int:
        """Size of the captions' type in pixels."""
        return self._caption_pixels

    @captionPixels.setter
    def captionPixels(self, value: int) -> None:
        self._set("_caption_pixels", max(1, value))

    @Property(int, notify=spaceChanged)
    def gap(self) -> int:
        return self._gap

    @gap.setter
    def gap(self, value: int) -> None:
        self._set("_gap", value)

    @Property(int, notify=spaceChanged)
    def bands(self) -> int:
        """The number of rows that are visible at once."""
        return self._bands

    @bands.setter
    def bands(self, value: int) -> None:
        self._set("_bands", max(1, value))

    @Property(int, notify=spaceChanged)
    def rowHeight(self) -> int:
        """A row with its captions and the gap below them."""
        return self._height // self._bands

    @Property(int, notify=spaceChanged)
    def pictureHeight(self) -> int:
        """The height of the pictures in a row."""
        return max(1, self.rowHeight - self._caption - self._gap)

    @Property(bool, notify=spaceChanged)
    def active(self) -> bool:
        """While False, nothing is laid out; what changes meanwhile is, once this is True."""
        return self._active

    @active.setter
    def active(self, value: bool) -> None:
        if value != self._active:
            self._active = value
            self.spaceChanged.emit()
            if value and self._is_outdated:
                self._layout_in_turn()

    @Property(int, notify=rowsChanged)
    def totalRows(self) -> int:
        return len(self._rows)

    @Property(bool, notify=rowsChanged)
    def complete(self) -> bool:
        """False while further rows are laid out, or all wait for their turn."""
        return self._more is None and not self._waits

    @Slot(result=bool)
    def startSlice(self) -> bool:
        """True if tiles may be filled with works now: one, and more until ``sliceIsOver``."""
        self._slice_began = thread_time()
        return turn.admits(self._slices)

    @Slot(result=bool)
    def sliceIsOver(self) -> bool:
        """True once the other tiles have to wait for the next turn of the event loop."""
        now = thread_time()
        turn.spend(now - self._slice_began)
        self._slice_began = now
        return turn.is_over

    # Layout

    @Slot()
    def _layout_in_turn(self) -> None:
        """Lay out in this turn of the event loop, or in a next one where others have used it up."""
        was_waiting = self._waits
        self._waits = self._active and not turn.admits(self)
        if self._waits:
            self._slices.stop()
            self._soon.start()
        else:
            self._layout()
        if was_waiting != self._waits:
            self.rowsChanged.emit()

    def _layout(self) -> None:
        self._slices.stop()
        self._is_outdated = not self._active
        if self._is_outdated or self._width < 1 or self._height < 1:
            return
        measure = _CaptionMetrics(self._caption_pixels)
        language = self._language
        # In low rows a sheet grows wider, so that its first words still fit when the row is scaled.
        sheet = min(
            MAX_SHEET_ASPECT,
            max(
                SHEET_ASPECT, MIN_SHEET_EMS * self._caption_pixels / MIN_SCALE / self.pictureHeight
            ),
        )
        guard = self._failures.guard
        wanted = (
            guard(
                work.key,
                lambda work=work: (_aspect(work, sheet), measure.width(work.title.get(language))),  # type: ignore[misc]
                (sheet, 0),
            )
            for work in self._works
        )
        works = iter(self._works)
        room = RowSpace(width=self._width, height=self.pictureHeight, gap=self._gap)
        self._more = (
            TileRow(language=language, tiles=tuple((next(works), place) for place in row))
            for row in layout_rows(wanted, room)
        )
        self._done = 0
        self._drop_missing()
        self._lay_out_rows(FIRST_SLICE_SECONDS)

    @Slot()
    def _lay_out_more(self) -> None:
        if turn.admits(self):
            self._lay_out_rows(SLICE_SECONDS)

    def _lay_out_rows(self, seconds: float) -> None:
        """Lay out further rows, in place of those that were there before."""
        began = thread_time()
        rows: list[TileRow] = []
        while self._more is not None and (not rows or thread_time() < began + seconds):
            row = next(self._more, None)
            if row is None:
                self._more = None
            else:
                rows.append(row)
        self._replace(rows)
        if self._more is None:
            self._remove(self._done, len(self._rows) - 1)
            self._slices.stop()
        else:
            self._slices.start()
        self.rowsChanged.emit()
        turn.spend(thread_time() - began)

    def _drop_missing(self) -> None:
        """Remove the rows with a work that is another one now, or is not shown any more.

        The others stay until their turn has come, so that a place far down the wall is not lost.
        """
        current = {id(work) for work in self._works}
        kept = [all(id(work) in current for work, _ in row.tiles) for row in self._rows]
        last = len(kept) - 1
        while last >= 0:
            first = last
            while first >= 0 and not kept[first]:
                first -= 1
            self._remove(first + 1, last)
            last = min(first, last - 1)

    def _remove(self, first: int, last: int) -> None:
        if first <= last:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _replace(self, rows: list[TileRow]) -> None:
        """Put rows after those that are done. Those that look as before are not reported."""
        first = self._done
        common = min(len(rows), len(self._rows) - first)
        changed = [not row.is_same(self._rows[first + at]) for at, row in enumerate(rows[:common])]
        self._rows[first : first + common] = rows[:common]
        self._done += len(rows)
        for is_changed, run in groupby(range(common), changed.__getitem__):
            if is_changed:
                at = list(run)
                self.dataChanged.emit(self.index(first + at[0]), self.index(first + at[-1]))
        if common < len(rows):
            self.beginInsertRows(QModelIndex(), first + common, first + len(rows) - 1)
            self._rows += rows[common:]
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        return {_WORKS: QByteArray(b"works")}

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid() or role != _WORKS:
            return None
        row = self._rows[index.row()]
        return [self._tile(work, place, row.language) for work, place in row.tiles]

    def _tile(self, work: Work, placed: PlacedTile, language: str) -> dict[str, object]:
        state = self._failures.guard(
            work.key, lambda: WorkViewState.of(work, language), WorkViewState()
        )
        return {
            "key": state.key,
            "title": state.title,
            "name": state.name,
            "note": state.note,
            "x": placed.x,
            "y": placed.y,
            "width": placed.width,
            "height": placed.height,
            "slot": placed.slot,
            "written": state.written,
            "verse": state.verse,
            "text": _beginning(state.text) if state.written else "",
        }


def _beginning(text: str) -> str:
    """As much of a text as a tile has room for: two megabytes take QML milliseconds a tile."""
    if len(text) <= TILE_LETTERS:
        return text
    end = text.rfind(" ", 0, TILE_LETTERS)
    return text[: end if end > 0 else TILE_LETTERS]


def _aspect(work: Work, sheet: float) -> float:
    """A picture's own aspect; at least a sheet's for what is shown as words: a written work, or the
    content note before a picture.
    """
    if work.picture is None:
        return sheet
    return max(work.picture.aspect, sheet) if work.content_note else work.picture.aspect


def _are_same(one: Sequence[Work], other: Sequence[Work]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


class _CaptionMetrics:
    """Measures captions in type of so many pixels."""

    def __init__(self, pixels: int) -> None:
        self._metrics: dict[str, QFontMetricsF] = {}
        for family in (SANS, WIDE_SANS):
            font = QFont(family)
            font.setPixelSize(pixels)
            font.setWeight(QFont.Weight.DemiBold)
            self._metrics[family] = QFontMetricsF(font)
        self._widths: dict[tuple[str, str], float] = {}

    def _advance(self, family: str, word: str) -> float:
        width = self._widths.get((family, word))
        if width is None:
            width = self._metrics[family].horizontalAdvance(word)
            self._widths[family, word] = width
        return width

    def width(self, title: str) -> int:
        """The width in pixels at which a title takes two lines and its longest word one."""
        family = sans_for(title)
        words = [self._advance(family, word) for word in title.split()]
        space = self._advance(family, " ")
        whole = sum(words) + space * (len(words) - 1)
        best = whole if len(words) < 2 else math.inf
        upper = -space
        for word in words[:-1]:
            upper += space + word
            best = min(best, max(upper, whole - upper - space))
        # Text items measure without hinting, which may come out a little wider.
        return math.ceil(max(max(words, default=0.0), best) * 1.03) + 2
