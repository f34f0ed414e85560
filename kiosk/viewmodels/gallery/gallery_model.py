"""The wall's works in pages, as a list model; QML creates items for the visible pages only."""

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
from kiosk.domain.design import SANS, WIDE_SANS
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.qt.turn import turn
from kiosk.text import sans_for
from kiosk.viewmodels.displayed.item_failures import ItemFailures
from kiosk.viewmodels.gallery.tile_words import (
    ASPECTS,
    SetWords,
    TextBeginning,
    TileWords,
    beginning_of,
)
from kiosk.viewmodels.gallery.wall_layout import PageSpace, PlacedTile, TileShape, layout_pages
from kiosk.viewmodels.gallery.work import WorkViewState

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Seconds of CPU time: the visible page, and some to turn to, are there at once. The rest is laid
# out in slices, so that no touch waits and no frame is dropped.
FIRST_SLICE_SECONDS, SLICE_SECONDS = 0.010, 0.004
# The height of a caption's further lines, in the size of their type.
CAPTION_LINE = 1.3


@dataclass(frozen=True, kw_only=True, slots=True)
class TilePage:
    """The tiles of one page with their works, and the language of their words.

    ``alone`` tells that the wall holds written works only.
    """

    language: str
    tiles: tuple[tuple[Work, PlacedTile], ...]
    alone: bool = False

    def is_same(self, other: "TilePage") -> bool:
        """True if both look alike; a work of new content is another one."""
        return (
            (self.language, self.alone) == (other.language, other.alone)
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
    """One row of the model is one page of the wall; its role ``works`` is the list of its tiles.

    The screen sets the space. All pages have the same height.
    """

    spaceChanged = Signal()
    staleChanged = Signal()
    pagesChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._works: Sequence[Work] = ()
        self._failures = ItemFailures()
        self._language = ""
        self._width = self._height = self._caption = self._gap = 0
        self._caption_pixels = 24
        self._rows_on_page = 2
        self._unit = 1.0
        # The beginnings of the works' texts in the present language.
        self._beginnings: dict[int, TextBeginning] = {}
        self._words = TileWords(1.0)
        self._pages: list[TilePage] = []
        # The pages that are not laid out yet, None when all are; and how many are.
        self._more: Iterator[TilePage] | None = None
        self._done = 0
        # True while the layout waits for its turn.
        self._waits = False
        self._stale = False
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
            self._beginnings.clear()
            self._drop_missing()
            self._layout_in_turn()

    # The space, in pixels. Several of these change at once; the layout is made once.

    def _set(self, name: str, value: float) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.spaceChanged.emit()
            self._soon.start()
            if self._active:
                self._set_stale(stale=True)

    def _set_stale(self, *, stale: bool) -> None:
        if stale != self._stale:
            self._stale = stale
            self.staleChanged.emit()

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
        """A caption of one line and the gap above it."""
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
    def rowsOnPage(self) -> int:
        """The usual number of rows on a page."""
        return self._rows_on_page

    @rowsOnPage.setter
    def rowsOnPage(self, value: int) -> None:
        self._set("_rows_on_page", max(1, value))

    @Property(float, notify=spaceChanged)
    def unit(self) -> float:
        """A 1080th of the stage's shorter side, in pixels."""
        return self._unit

    @unit.setter
    def unit(self, value: float) -> None:
        if value > 0:
            self._set("_unit", value)

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

    @Property(bool, notify=staleChanged)
    def stale(self) -> bool:
        """True while what is on the wall was laid out for another space."""
        return self._stale

    @Property(int, notify=pagesChanged)
    def totalPages(self) -> int:
        return len(self._pages)

    @Property(bool, notify=pagesChanged)
    def complete(self) -> bool:
        """False while further pages are laid out, or all wait for their turn."""
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
            self.pagesChanged.emit()

    def _layout(self) -> None:
        self._slices.stop()
        self._set_stale(stale=False)
        self._is_outdated = not self._active
        if self._is_outdated or self._width < 1 or self._height < 1:
            return
        measure = _CaptionMetrics(self._caption_pixels)
        self._words = TileWords(self._unit, self._caption_pixels)
        language = self._language
        space = PageSpace(
            width=self._width,
            height=self._height,
            gap=self._gap,
            caption=self._caption,
            line=math.ceil(CAPTION_LINE * self._caption_pixels),
            rows=self._rows_on_page,
        )
        alone = all(work.picture is None for work in self._works)
        guard = self._failures.guard
        wanted = (
            guard(
                work.key,
                lambda work=work: self._shape(work, measure, space.row_height, alone=alone),  # type: ignore[misc]
                TileShape(aspect=ASPECTS[0], flexible=True),
            )
            for work in self._works
        )
        works = iter(self._works)
        self._more = (
            TilePage(
                language=language,
                tiles=tuple((next(works), place) for place in page),
                alone=alone,
            )
            for page in layout_pages(wanted, space)
        )
        self._done = 0
        self._drop_missing()
        self._lay_out_pages(FIRST_SLICE_SECONDS)

    def _shape(
        self, work: Work, measure: "_CaptionMetrics", height: float, *, alone: bool
    ) -> TileShape:
        whole, short = measure.widths(work.title.get(self._language))
        least = 0
        if work.content_note:
            # The note is shown instead of the work.
            aspect = self._words.note_aspect(self._beginning(work), height)
            if work.picture is not None:
                aspect = max(aspect, work.picture.aspect)
        elif work.picture is None:
            beginning = self._beginning(work)
            aspect = self._words.aspect(beginning, height, alone=alone)
            if alone:
                least = self._words.least_width(beginning, height, self._width)
        else:
            aspect = work.picture.aspect
        return TileShape(
            aspect=aspect,
            caption=whole,
            short_caption=short,
            flexible=work.picture is None,
            least=least,
        )

    def _beginning(self, work: Work) -> TextBeginning:
        found = self._beginnings.get(id(work))
        if found is None:
            state = WorkViewState.of(work, self._language)
            found = (
                beginning_of(state.note, self._language, is_verse=False)
                if state.note
                else beginning_of(state.text, self._language, is_verse=state.verse)
            )
            self._beginnings[id(work)] = found
        return found

    @Slot()
    def _lay_out_more(self) -> None:
        if turn.admits(self):
            self._lay_out_pages(SLICE_SECONDS)

    def _lay_out_pages(self, seconds: float) -> None:
        """Lay out further pages, in place of those that were there before."""
        began = thread_time()
        pages: list[TilePage] = []
        while self._more is not None and (not pages or thread_time() < began + seconds):
            page = next(self._more, None)
            if page is None:
                self._more = None
            else:
                pages.append(page)
        self._replace(pages)
        if self._more is None:
            self._remove(self._done, len(self._pages) - 1)
            self._slices.stop()
        else:
            self._slices.start()
        self.pagesChanged.emit()
        turn.spend(thread_time() - began)

    def _drop_missing(self) -> None:
        """Remove the pages with a work that is another one now, or is not shown any more.

        The others stay until their turn has come, so that a place far down the wall is not lost.
        """
        current = {id(work) for work in self._works}
        kept = [all(id(work) in current for work, _ in page.tiles) for page in self._pages]
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
            del self._pages[first : last + 1]
            self.endRemoveRows()

    def _replace(self, pages: list[TilePage]) -> None:
        """Put pages after those that are done. Those that look as before are not reported."""
        first = self._done
        common = min(len(pages), len(self._pages) - first)
        changed = [
            not page.is_same(self._pages[first + at]) for at, page in enumerate(pages[:common])
        ]
        self._pages[first : first + common] = pages[:common]
        self._done += len(pages)
        for is_changed, run in groupby(range(common), changed.__getitem__):
            if is_changed:
                at = list(run)
                self.dataChanged.emit(self.index(first + at[0]), self.index(first + at[-1]))
        if common < len(pages):
            self.beginInsertRows(QModelIndex(), first + common, first + len(pages) - 1)
            self._pages += pages[common:]
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._pages)

    def roleNames(self) -> dict[int, QByteArray]:
        return {_WORKS: QByteArray(b"works")}

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid() or role != _WORKS:
            return None
        page = self._pages[index.row()]
        return [self._tile(work, place, page) for work, place in page.tiles]

    def _tile(self, work: Work, placed: PlacedTile, page: TilePage) -> dict[str, object]:
        guard = self._failures.guard
        state = guard(work.key, lambda: WorkViewState.of(work, page.language), WorkViewState())
        words = SetWords()
        if state.written or state.note:
            words = guard(work.key, lambda: self._set_words(work, placed, page), words)
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
            "captionLines": placed.lines,
            "written": state.written,
            "verse": state.verse,
            "text": words.text,
            "pixels": words.pixels,
            "leftwards": words.leftwards,
            "centred": page.alone or state.note != "",
        }

    def _set_words(self, work: Work, placed: PlacedTile, page: TilePage) -> SetWords:
        beginning = self._beginning(work)
        if work.content_note:
            return self._words.note(beginning, placed.width, placed.height)
        return self._words.place(beginning, placed.width, placed.height, alone=page.alone)


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

    def widths(self, title: str) -> tuple[int, int]:
        """The widths in pixels at which a title takes one line and two, each word whole."""
        family = sans_for(title)
        words = [self._advance(family, word) for word in title.split()]
        space = self._advance(family, " ")
        whole = sum(words) + space * max(0, len(words) - 1)
        best = whole if len(words) < 2 else math.inf
        upper = -space
        for word in words[:-1]:
            upper += space + word
            best = min(best, max(upper, whole - upper - space))
        # Text items measure without hinting, which may come out a little wider.
        short = max(max(words, default=0.0), best)
        return math.ceil(whole * 1.03) + 2, math.ceil(short * 1.03) + 2
