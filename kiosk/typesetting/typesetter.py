"""Set a text into lines and pages with Qt's text engine; QML only draws the finished lines."""

from collections.abc import Callable

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
from kiosk.text import PlacedLine, break_pages, plain_text
from kiosk.typesetting.line_breaker import HANGING_INDENT_EMS, HEADING_SCALE, LineBreaker

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

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
        ),
        start=Qt.ItemDataRole.UserRole,
    )
)


@QmlElement
class Typesetter(QAbstractListModel):
    """A list model of the lines of one page.

    QML sets ``source`` (Markdown, or a poem with ``verse``), ``family``, ``pixelSize``,
    ``lineSpacing`` (line height over font size), ``maxCharacters`` (for a line, 0 for no limit) and
    the page's ``width`` and ``height`` in pixels. The first page starts ``firstPageOffset`` pixels
    down.
    """

    inputChanged = Signal()
    laidOut = Signal()
    pageChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._verse, self._family = "", False, ""
        self._pixel_size, self._line_spacing, self._max_characters = 32.0, 1.5, 0
        self._width, self._height, self._first_page_offset, self._page = 0.0, 0.0, 0.0, 0
        self._hanging_indent = HANGING_INDENT_EMS
        self._pages: tuple[tuple[PlacedLine, ...], ...] = ((),)
        # QML changes several properties at a time; the text is laid out once, after the last.
        self._layout_timer = QTimer(self, singleShot=True, interval=0)
        self._layout_timer.timeout.connect(self._lay_out)
        release_on_destroy(self)

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) == value:
            return
        setattr(self, name, value)
        self.inputChanged.emit()
        if name == "_source" and self._pages != ((),):
            # The old text must not appear in place of the new one, not even for a frame.
            self.beginResetModel()
            self._pages = ((),)
            self.endResetModel()
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

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        return self._page

    @page.setter
    def page(self, value: int) -> None:
        if value != self._page:
            self.beginResetModel()
            self._page = value
            self.endResetModel()
            self.pageChanged.emit()

    @Property(float, constant=True)
    def headingScale(self) -> float:
        """The size of a heading over that of the text."""
        return HEADING_SCALE

    @Property(int, notify=laidOut)
    def pageCount(self) -> int:
        return len(self._pages)

    @Property(float, notify=laidOut)
    def contentHeight(self) -> float:
        """The height of the tallest page, in pixels."""
        return max((page[-1].y + page[-1].line.height for page in self._pages if page), default=0.0)

    @Property(str, notify=laidOut)
    def plainText(self) -> str:
        """The whole text without Markdown syntax, for screen readers."""
        return plain_text(self._source, as_verse=self._verse)

    @Slot()
    def _lay_out(self) -> None:
        if self._width < 1 or self._height < 1 or not self._family:
            return
        self.beginResetModel()
        breaker = LineBreaker(
            family=self._family,
            pixel_size=self._pixel_size,
            line_spacing=self._line_spacing,
            max_characters=self._max_characters,
            hanging_indent=self._hanging_indent,
            width=self._width,
        )
        stanzas = (
            breaker.break_verse(self._source) if self._verse else breaker.break_prose(self._source)
        )
        self._pages = break_pages(stanzas, self._height, self._first_page_offset)
        self.endResetModel()
        self.laidOut.emit()

    def _current_page(self) -> tuple[PlacedLine, ...]:
        return self._pages[min(max(self._page, 0), len(self._pages) - 1)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._current_page())

    def roleNames(self) -> dict[int, QByteArray]:
        return {role: QByteArray(name.encode()) for role, (name, _) in _ROLES.items()}

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        _, value = _ROLES.get(role, ("", None))
        return value(self._current_page()[index.row()]) if value else None

    @Slot(int, result="QVariantList")
    def firstPositionOn(self, page: int) -> list[int]:
        """The position in the text where a page begins: block and UTF-16 offset.

        Page 0 always gives [-1, 0], the place above the text.
        """
        placed = self._pages[min(page, len(self._pages) - 1)] if page > 0 else ()
        return [placed[0].line.block, placed[0].line.start] if placed else [-1, 0]

    @Slot(int, int, result=int)
    def pageAt(self, block: int, at: int) -> int:
        """The page, from 0, that shows a position of the text; -1 if no page does.

        A ``block`` below 0 is above the text, on the first page.
        """
        if block < 0:
            return 0
        for number, page in enumerate(self._pages):
            if any(
                placed.line.block == block
                and placed.line.start <= at < max(placed.line.end, placed.line.start + 1)
                for placed in page
            ):
                return number
        return -1
