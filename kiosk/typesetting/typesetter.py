"""Set a text into lines and pages with Qt's text engine; QML only draws the finished lines."""

import logging
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from itertools import chain
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
from PySide6.QtQml import QmlElement

from kiosk.qt.gc_scheduler import release_on_destroy
from kiosk.qt.qml import Property
from kiosk.qt.turn import turn
from kiosk.text import (
    Line,
    PlacedLine,
    PlacedPage,
    Room,
    finish_pages,
    is_right_to_left,
    iter_pages,
    plain_text,
)
from kiosk.typesetting.fit import LAST_PAGE_LINES, PageLayout, Setting, fit_poem, fit_prose
from kiosk.typesetting.line_breaker import HANGING_INDENT_EMS, HEADING_SCALE, LineBreaker

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

# The only tags that the line breaker writes.
_STYLES = re.compile(r"</?[ib]>")
# Role names and the value that each takes from a placed line.
_ROLES: dict[int, tuple[str, Callable[[PlacedLine], object]]] = dict(
    enumerate(
        (
            ("line", lambda placed: placed.line.markup),
            ("lineX", lambda placed: placed.line.x),
            ("lineY", lambda placed: placed.y),
            ("boxHeight", lambda placed: placed.line.height),
            ("heading", lambda placed: placed.line.heading),
            ("styled", lambda placed: placed.line.styled),
            ("rightToLeft", lambda placed: placed.line.right_to_left),
            ("block", lambda placed: placed.line.block),
            ("rangeStart", lambda placed: placed.line.start),
            ("rangeEnd", lambda placed: placed.line.end),
            ("column", lambda placed: placed.column),
        ),
        start=Qt.ItemDataRole.UserRole,
    )
)


_END: PlacedPage = (PlacedLine(line=Line(markup="", x=0.0, height=0.0), y=0.0),)
# Seconds of CPU time: a text of some pages is set at once, the others in slices in between which
# touches are answered.
FIRST_SLICE_SECONDS, SLICE_SECONDS = 0.012, 0.006
LINES_DRAWN_AT_ONCE = 4
# Characters. A screen reader is given the page of a longer text instead of the whole.
MAX_SPOKEN = 16_000
# The same for signs of Markdown: each costs as much as twenty letters, and a text of nothing else
# took 80 ms.
MAX_SPOKEN_SIGNS = 1_000
_SIGNS = "*_`[]<&"


@QmlElement
class Typesetter(QAbstractListModel):
    """A list model of the lines of one page.

    QML sets ``source`` (Markdown, or a poem with ``verse``), ``family``, ``pixelSize``,
    ``lineSpacing`` (line height over font size), ``maxCharacters`` (for a line, 0 for no limit) and
    the page's ``width`` and ``height`` in pixels. The first page starts ``firstPageOffset`` pixels
    down. With ``firstPageOnly`` no further page is set.

    Instead of one room and one size, QML may offer ``layouts``, objects as ``PageLayout.of`` reads
    them, and for verse ``sizes`` and ``lesserSizes``; ``layout``, ``fittedSize`` and
    ``columnWidth`` tell which were chosen.

    ``laidOut`` tells that a new layout has begun and, after it, that there are more pages. Until
    ``counted``, ``pageCount`` is the number of pages so far; a ``page`` that is not set yet is
    empty. A text that cannot be set has one empty page, and is logged.
    """

    inputChanged = Signal()
    laidOut = Signal()
    pageChanged = Signal()
    busyChanged = Signal()
    # The words that a screen reader is given have changed.
    plainTextChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._verse, self._family = "", False, ""
        self._pixel_size, self._line_spacing, self._max_characters = 32.0, 1.5, 0
        self._width, self._height, self._first_page_offset, self._page = 0.0, 0.0, 0.0, 0
        self._hanging_indent = HANGING_INDENT_EMS
        self._first_page_only = False
        self._layouts: list[dict[str, object]] = []
        self._sizes: list[int] = []
        self._lesser_sizes: list[int] = []
        self._lines_alone = False
        self._setting: Setting | None = None
        self._waiting = False
        self._revision, self._failed_revision = 0, -1
        self._content_height = 0.0
        self._pages: list[PlacedPage] = [()]
        # The pages that are not set yet; None when all are.
        self._further: Iterator[PlacedPage | None] | None = None
        # The lines of the page, and how many of them QML draws so far.
        self._shown: PlacedPage = ()
        self._drawn = 0
        self._draw_timer = QTimer(self, interval=0)
        self._draw_timer.timeout.connect(self._draw_further_lines)
        # QML changes several properties at a time; the text is laid out once, after the last.
        self._layout_timer = QTimer(self, singleShot=True, interval=0)
        self._layout_timer.timeout.connect(self._lay_out)
        self._slice_timer = QTimer(self, interval=0)
        self._slice_timer.timeout.connect(self._set_further_pages)
        release_on_destroy(self)

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) == value:
            return
        setattr(self, name, value)
        self.inputChanged.emit()
        if name == "_source":
            self._revision += 1
            # The old text must not appear in place of the new one, not even for a frame.
            self._stop_setting()
            self._pages = [()]
            self._show_page()
        self._layout_timer.start()

    @Property(str, notify=inputChanged)
    def source(self) -> str:
        return self._source

    @source.setter
    def source(self, value: str) -> None:
        self._set("_source", value)

    @Property(bool, notify=inputChanged)
    def verse(self) -> bool:
        return self._verse

    @verse.setter
    def verse(self, value: bool) -> None:
        self._set("_verse", value)

    @Property(str, notify=inputChanged)
    def family(self) -> str:
        return self._family

    @family.setter
    def family(self, value: str) -> None:
        self._set("_family", value)

    @Property(float, notify=inputChanged)
    def pixelSize(self) -> float:
        return self._pixel_size

    @pixelSize.setter
    def pixelSize(self, value: float) -> None:
        self._set("_pixel_size", value)

    @Property(float, notify=inputChanged)
    def lineSpacing(self) -> float:
        return self._line_spacing

    @lineSpacing.setter
    def lineSpacing(self, value: float) -> None:
        self._set("_line_spacing", value)

    @Property(float, notify=inputChanged)
    def hangingIndent(self) -> float:
        """The indent of a continued line of verse, in ems."""
        return self._hanging_indent

    @hangingIndent.setter
    def hangingIndent(self, value: float) -> None:
        self._set("_hanging_indent", value)

    @Property(int, notify=inputChanged)
    def maxCharacters(self) -> int:
        return self._max_characters

    @maxCharacters.setter
    def maxCharacters(self, value: int) -> None:
        self._set("_max_characters", value)

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
    def firstPageOffset(self) -> float:
        return self._first_page_offset

    @firstPageOffset.setter
    def firstPageOffset(self, value: float) -> None:
        self._set("_first_page_offset", value)

    @Property(bool, notify=inputChanged)
    def firstPageOnly(self) -> bool:
        return self._first_page_only

    @firstPageOnly.setter
    def firstPageOnly(self, value: bool) -> None:
        self._set("_first_page_only", value)

    @Property("QVariantList", notify=inputChanged)
    def layouts(self) -> list[dict[str, object]]:
        """The ways to set the text, in the order in which they are preferred."""
        return self._layouts

    @layouts.setter
    def layouts(self, value: list[dict[str, object]]) -> None:
        self._set("_layouts", value)

    @Property("QVariantList", notify=inputChanged)
    def sizes(self) -> list[int]:
        """The sizes of verse among ``layouts``, in pixels, the largest first."""
        return self._sizes

    @sizes.setter
    def sizes(self, value: list[int]) -> None:
        self._set("_sizes", value)

    @Property(bool, notify=inputChanged)
    def linesAlone(self) -> bool:
        """True where one line of a paragraph may stand on a page if the first had none else."""
        return self._lines_alone

    @linesAlone.setter
    def linesAlone(self, value: bool) -> None:
        self._set("_lines_alone", value)

    @Property("QVariantList", notify=inputChanged)
    def lesserSizes(self) -> list[int]:
        """The sizes of verse whose lines turn over in each of ``sizes``, the largest first."""
        return self._lesser_sizes

    @lesserSizes.setter
    def lesserSizes(self, value: list[int]) -> None:
        self._set("_lesser_sizes", value)

    @Property(int, notify=laidOut)
    def layout(self) -> int:
        """The number of the layout that was chosen."""
        return self._setting.layout if self._setting else 0

    @Property(float, notify=laidOut)
    def fittedSize(self) -> float:
        """The size of the text in pixels."""
        return self._setting.breaker.pixel_size if self._setting else self._pixel_size

    @Property(float, notify=laidOut)
    def columnWidth(self) -> float:
        return self._setting.room.width if self._setting else self._width

    @Property(int, notify=laidOut)
    def columns(self) -> int:
        return self._setting.room.columns if self._setting else 1

    @Property(float, notify=laidOut)
    def columnGap(self) -> float:
        if self._setting is None or self._setting.layout >= len(self._layouts):
            return 0.0
        return PageLayout.of(self._layouts[self._setting.layout]).gap

    @Property(bool, notify=laidOut)
    def leftwards(self) -> bool:
        """True for a text that runs from right to left, whose first column is the right one."""
        return is_right_to_left(self._source)

    @Property(int, notify=inputChanged)
    def revision(self) -> int:
        """A number for the text, which is another one for every new ``source``."""
        return self._revision

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        return self._page

    @page.setter
    def page(self, value: int) -> None:
        if value != self._page:
            self._page = value
            self._show_page()
            self.pageChanged.emit()

    @Property(float, constant=True)
    def headingScale(self) -> float:
        """The size of a heading over that of the text."""
        return HEADING_SCALE

    @Property(int, notify=laidOut)
    def pageCount(self) -> int:
        return max(1, len(self._pages))

    @Property(bool, notify=laidOut)
    def counted(self) -> bool:
        """True once all pages are set."""
        return self._further is None

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        """True while a layout waits for its turn, further pages are set or lines are drawn."""
        return self._waiting or self._further is not None or self._drawn < len(self._shown)

    @Property(float, notify=laidOut)
    def contentHeight(self) -> float:
        """The height of the tallest page so far, in pixels."""
        return self._content_height

    @Property(str, notify=plainTextChanged)
    def plainText(self) -> str:
        """The text without Markdown syntax, for screen readers.

        All of it; of a long one its page, and the first page where no other is set.
        """
        if self._is_long_to_speak:
            return "\n".join(_plain_line(placed.line) for placed in self._shown)
        return plain_text(self._source, as_verse=self._verse)

    @property
    def _is_long_to_speak(self) -> bool:
        source = self._source
        if self._first_page_only or len(source) > MAX_SPOKEN:
            return True
        return not self._verse and sum(source.count(sign) for sign in _SIGNS) > MAX_SPOKEN_SIGNS

    # Setting

    @Slot()
    def _lay_out(self) -> None:
        layouts = self._usable_layouts()
        if not layouts or not self._family:
            return
        self._waiting = not turn.admits(self)
        if self._waiting:
            self._layout_timer.start()
            self.busyChanged.emit()
            return
        began = thread_time()
        try:
            setting = self._fit(layouts)
        except Exception:  # noqa: BLE001 - one text that cannot be set costs no other
            self._log_failure()
            setting = Setting(layout=0, room=layouts[0].room, breaker=self._breaker(layouts[0]))
        self._setting = setting
        breaker = setting.breaker
        self._further = self._iter_pages(breaker, setting.room)
        self._pages, self._content_height = [], 0.0
        fitting = thread_time() - began
        turn.spend(fitting)
        self._set_pages(FIRST_SLICE_SECONDS - fitting)
        self.plainTextChanged.emit()

    def _iter_pages(self, breaker: LineBreaker, room: Room) -> Iterator[PlacedPage | None]:
        """The pages as they are made; see ``iter_pages``."""
        broken = breaker.iter_verse if self._verse else breaker.iter_prose
        pages = iter_pages(broken(self._source), room)
        if not self._lines_alone:
            return pages
        first = next(pages)
        if first != ():
            return chain((first,), pages)
        return iter_pages((replace(stanza, min_lines=1) for stanza in broken(self._source)), room)

    def _usable_layouts(self) -> list[PageLayout]:
        """The layouts; the room of ``width`` and ``height`` where QML offers none.

        None before the sizes on the screen are known.
        """
        if not self._layouts:
            room = Room(
                width=self._width, height=self._height, first_page_offset=self._first_page_offset
            )
            layouts = [PageLayout(room=room)]
        else:
            layouts = [PageLayout.of(one) for one in self._layouts]
        are_known = all(one.room.width >= 1 and one.room.height >= 1 for one in layouts)
        return layouts if are_known else []

    def _breaker(self, layout: PageLayout) -> LineBreaker:
        return LineBreaker(
            family=self._family,
            pixel_size=self._pixel_size,
            line_spacing=self._line_spacing,
            max_characters=self._max_characters,
            hanging_indent=self._hanging_indent,
            width=layout.room.width,
        )

    def _fit(self, layouts: list[PageLayout]) -> Setting:
        """How the text is set: of the layouts the one with the fewest pages."""
        breaker = self._breaker(layouts[0])
        if not self._layouts:
            return Setting(layout=0, room=layouts[0].room, breaker=breaker)
        if self._verse:
            sizes = [round(size) for size in self._sizes] or [round(self._pixel_size)]
            lesser = [round(size) for size in self._lesser_sizes]
            return fit_poem(self._source, layouts, sizes, breaker, lesser)
        return fit_prose(self._source, layouts, breaker)

    @Slot()
    def _set_further_pages(self) -> None:
        if turn.admits(self):
            self._set_pages(SLICE_SECONDS)

    def _set_pages(self, seconds: float) -> None:
        """Set at least one more column, and further ones for about so many ``seconds``."""
        began = thread_time()
        until = began + seconds
        while self._further is not None:
            try:
                page = next(self._further, _END)
            except Exception:  # noqa: BLE001 - one text that cannot be set costs no other
                self._log_failure()
                page = _END
            if page is _END:
                self._finish_pages()
                break
            if page is not None:
                self._pages.append(page)
            if page:
                bottom = max(placed.y + placed.line.height for placed in page)
                self._content_height = max(self._content_height, bottom)
            if self._first_page_only and page is not None:
                self._stop_setting()
            if thread_time() >= until:
                break
        if self._further is not None:
            self._slice_timer.start()
        else:
            self._pages = self._pages or [()]
        self._show_page()
        self.laidOut.emit()
        self.busyChanged.emit()
        turn.spend(thread_time() - began)

    def _finish_pages(self) -> None:
        """All lines are placed: the last page of prose is not left with one or two of them."""
        self._stop_setting()
        if self._setting and not self._verse:
            self._pages[-2:] = finish_pages(self._pages[-2:], self._setting.room, LAST_PAGE_LINES)

    def _log_failure(self) -> None:
        """Log the current exception, once for each text."""
        if self._failed_revision != self._revision:
            self._failed_revision = self._revision
            log.exception("a text cannot be set: %r", self._source[:60])

    def _stop_setting(self) -> None:
        self._further = None
        self._slice_timer.stop()

    def _show_page(self) -> None:
        """Show the lines of the page: none if it is not set yet, the last one's if it is no page.

        Without a change of the lines, nothing is drawn again.
        """
        at = max(self._page, 0)
        if at >= len(self._pages):
            shown = self._pages[-1] if self._pages and self._is_complete() else ()
        else:
            shown = self._pages[at]
        if shown is not self._shown:
            self.beginResetModel()
            self._shown, self._drawn = shown, 0
            self.endResetModel()
            # Most pages are whole with this slice, also in a turn that is over.
            self._draw_lines(max(SLICE_SECONDS, min(FIRST_SLICE_SECONDS, turn.left)))
            if self._is_long_to_speak:
                self.plainTextChanged.emit()

    @Slot()
    def _draw_further_lines(self) -> None:
        if turn.admits(self._draw_timer):
            self._draw_lines(SLICE_SECONDS)

    def _draw_lines(self, seconds: float) -> None:
        """Hand lines to QML for about so many ``seconds``: some scripts cost 3 ms a line."""
        began = thread_time()
        while self._drawn < len(self._shown):
            until = min(self._drawn + LINES_DRAWN_AT_ONCE, len(self._shown))
            self.beginInsertRows(QModelIndex(), self._drawn, until - 1)
            self._drawn = until
            self.endInsertRows()
            if thread_time() - began >= seconds:
                break
        turn.spend(thread_time() - began)
        if self._drawn < len(self._shown):
            self._draw_timer.start()
        elif self._draw_timer.isActive():
            self._draw_timer.stop()
            self.busyChanged.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._drawn

    def roleNames(self) -> dict[int, QByteArray]:
        return {role: QByteArray(name.encode()) for role, (name, _) in _ROLES.items()}

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        _, value = _ROLES.get(role, ("", None))
        return value(self._shown[index.row()]) if value else None

    def _is_complete(self) -> bool:
        """True if all pages are set and no other layout is due."""
        return self._further is None and not self._layout_timer.isActive()

    @Slot(int, result=bool)
    def isSet(self, page: int) -> bool:
        """True if the lines of a page are known, or that there is no such page."""
        return page < len(self._pages) or self._is_complete()

    @Slot(int, result=bool)
    def isBeyond(self, page: int) -> bool:
        """True if the text is known to have no such page."""
        return page >= len(self._pages) and self._is_complete()

    @Slot(int, result="QVariantList")
    def firstPositionOn(self, page: int) -> list[int]:
        """The position in the text where a page begins: block and UTF-16 offset.

        Page 0 always gives [-1, 0], the place above the text.
        """
        placed = self._pages[min(page, len(self._pages) - 1)] if self._pages and page > 0 else ()
        return [placed[0].line.block, placed[0].line.start] if placed else [-1, 0]

    @Slot(int, int, result=int)
    def pageAt(self, block: int, at: int) -> int:
        """The page, from 0, that shows a position of the text; -1 if no page does, or none yet.

        A ``block`` below 0 is above the text, on the first page.
        """
        if block < 0:
            return 0
        # Pages follow one another in the text, so the last one that begins before the position.
        number = bisect_right(self._pages, (block, at), key=_first_position) - 1
        return (
            number
            if number >= 0
            and any(
                placed.line.block == block
                and placed.line.start <= at < max(placed.line.end, placed.line.start + 1)
                for placed in self._pages[number]
            )
            else -1
        )


def _first_position(page: PlacedPage) -> tuple[int, int]:
    """Where a page begins; an empty first page begins above the text."""
    return (page[0].line.block, page[0].line.start) if page else (-1, 0)


def _plain_line(line: Line) -> str:
    return unescape(_STYLES.sub("", line.markup)) if line.styled else line.markup
