"""Sets a text into lines and pages with Qt's own text engine, so that QML only places what is ready."""

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
from kiosk.text import Placed, break_pages, plain
from kiosk.typesetting.line_breaker import HANG_EMS, LineBreaker

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Each role and what of a placed line it gives.
_ROLES: dict[int, tuple[str, Callable[[Placed], object]]] = dict(
    enumerate(
        (
            ("line", lambda placed: placed.line.markup),
            ("placeX", lambda placed: placed.line.x),
            ("placeY", lambda placed: placed.y),
            ("tall", lambda placed: placed.line.height),
            ("heading", lambda placed: placed.line.heading),
            ("styled", lambda placed: placed.line.styled),
            ("leftwards", lambda placed: placed.line.leftwards),
            ("block", lambda placed: placed.line.block),
            ("begins", lambda placed: placed.line.start),
            ("ends", lambda placed: placed.line.end),
        ),
        start=Qt.ItemDataRole.UserRole,
    )
)


@QmlElement
class Typesetter(QAbstractListModel):
    """A list model of the lines of one page.

    Set ``source``, ``verse``, ``family``, ``pixelSize``, ``spacing`` (line height over font size),
    ``measure`` (most characters a line, 0 for none) and the room (``width``, ``height``, in pixels), of which ``head`` is
    taken on the first page.
    """

    inputChanged = Signal()
    laidOut = Signal()
    pageChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._verse, self._family = "", False, ""
        self._pixel_size, self._spacing, self._measure = 32.0, 1.5, 0
        self._width, self._height, self._head, self._page = 0.0, 0.0, 0.0, 0
        self._hang = HANG_EMS
        self._pages: tuple[tuple[Placed, ...], ...] = ((),)
        # Properties change several at a time: the text is set once, after the last of them.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._lay_out)
        release_on_destroy(self)

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) == value:
            return
        setattr(self, name, value)
        self.inputChanged.emit()
        if name == "_source" and self._pages != ((),):
            # Nothing of the last text may stand in the next one's place, not even for a frame.
            self.beginResetModel()
            self._pages = ((),)
            self.endResetModel()
        self._soon.start()

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
    def spacing(self) -> float:
        return self._spacing

    @spacing.setter
    def spacing(self, value: float) -> None:
        self._set("_spacing", value)

    @Property(float, notify=inputChanged)
    def hang(self) -> float:
        """How far a turned-over line of verse hangs, in ems."""
        return self._hang

    @hang.setter
    def hang(self, value: float) -> None:
        self._set("_hang", value)

    @Property(int, notify=inputChanged)
    def measure(self) -> int:
        return self._measure

    @measure.setter
    def measure(self, value: int) -> None:
        self._set("_measure", value)

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
    def head(self) -> float:
        return self._head

    @head.setter
    def head(self, value: float) -> None:
        self._set("_head", value)

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

    @Property(int, notify=laidOut)
    def pageCount(self) -> int:
        return len(self._pages)

    @Property(float, notify=laidOut)
    def contentHeight(self) -> float:
        """The tallest page, in pixels."""
        return max((page[-1].y + page[-1].line.height for page in self._pages if page), default=0.0)

    @Property(str, notify=laidOut)
    def plain(self) -> str:
        """The whole text without its marks, for those who hear it."""
        return plain(self._source, as_verse=self._verse)

    def _lay_out(self) -> None:
        if self._width < 1 or self._height < 1 or not self._family:
            return
        self.beginResetModel()
        compositor = LineBreaker(
            family=self._family,
            pixel_size=self._pixel_size,
            spacing=self._spacing,
            measure=self._measure,
            hang=self._hang,
            width=self._width,
        )
        stanzas = compositor.verse(self._source) if self._verse else compositor.prose(self._source)
        self._pages = break_pages(stanzas, self._height, self._head)
        self.endResetModel()
        self.laidOut.emit()

    def _shown(self) -> tuple[Placed, ...]:
        return self._pages[min(max(self._page, 0), len(self._pages) - 1)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown())

    def roleNames(self) -> dict[int, QByteArray]:
        return {role: QByteArray(name.encode()) for role, (name, _) in _ROLES.items()}

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        _, value = _ROLES.get(role, ("", None))
        return value(self._shown()[index.row()]) if value else None

    @Slot(int, result="QVariantList")
    def firstOn(self, page: int) -> list[int]:
        """The place of the text that stands first on a page: its block, and where in it; block -1 is what stands above it on page 0."""
        placed = self._pages[min(page, len(self._pages) - 1)] if page > 0 else ()
        return [placed[0].line.block, placed[0].line.start] if placed else [-1, 0]

    @Slot(int, int, result=int)
    def pageOf(self, block: int, at: int) -> int:
        """The page on which a place of the text stands, from 0; -1 when it stands nowhere. Before the text there is the first page."""
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
