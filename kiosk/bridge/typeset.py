"""Sets a text into lines and pages with Qt's own text engine, so that QML only places what is ready."""

from dataclasses import replace
from html import escape

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtQml import QmlElement

from kiosk.reading import Block, BlockKind, Line, Placed, Stanza, break_pages, prose, verse

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1

# A turned-over line of verse hangs by two ems (ACCESS 17 asks for one or more).
HANG_EMS = 2.0
HEADING_SCALE = 1.25
_LINE, _X, _Y, _HEIGHT, _HEADING, _STYLED = range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 6)
_SAMPLE = "the quick brown fox jumps over the lazy dog and then it rests "


@QmlElement
class Typesetter(QAbstractListModel):
    """A list model of the lines of one page.

    Set ``source``, ``verse``, ``family``, ``pixelSize``, ``spacing`` (line height over font size),
    ``measure`` (most characters a line, 0 for none) and the room (``width``, ``height``, in pixels).
    """

    inputChanged = Signal()
    laidOut = Signal()
    pageChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._verse, self._family = "", False, ""
        self._pixel_size, self._spacing, self._measure = 32.0, 1.5, 0
        self._width, self._height, self._page = 0.0, 0.0, 0
        self._hang = HANG_EMS
        self._pages: tuple[tuple[Placed, ...], ...] = ((),)
        # Properties change several at a time: the text is set once, after the last of them.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._lay_out)

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

    def _lay_out(self) -> None:
        if self._width < 1 or self._height < 1 or not self._family:
            return
        self.beginResetModel()
        self._pages = break_pages(self._stanzas(), self._height)
        self.endResetModel()
        self.laidOut.emit()

    def _shown(self) -> tuple[Placed, ...]:
        return self._pages[min(max(self._page, 0), len(self._pages) - 1)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown())

    def roleNames(self) -> dict[int, QByteArray]:
        names = {_LINE: b"line", _X: b"placeX", _Y: b"placeY", _HEIGHT: b"tall", _HEADING: b"heading", _STYLED: b"styled"}
        return {role: QByteArray(name) for role, name in names.items()}

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        placed = self._shown()[index.row()]
        line = placed.line
        match role:
            case int() if role == _LINE:
                return line.markup
            case int() if role == _X:
                return line.x
            case int() if role == _Y:
                return placed.y
            case int() if role == _HEIGHT:
                return line.height
            case int() if role == _HEADING:
                return line.heading
            case int() if role == _STYLED:
                return line.styled
        return None

    def _stanzas(self) -> list[Stanza]:
        return self._verse_stanzas() if self._verse else self._prose_stanzas()

    def _font(self, *, heading: bool = False) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(max(1, round(self._pixel_size * (HEADING_SCALE if heading else 1))))
        if heading:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _verse_stanzas(self) -> list[Stanza]:
        stanzas: list[Stanza] = []
        lines: list[Line] = []
        gap = 0
        space = QFontMetricsF(self._font()).horizontalAdvance(" ")
        for block in (*verse(self._source), Block(kind=BlockKind.GAP)):
            if block.kind is not BlockKind.GAP:
                # A deep indent never takes more than half of the measure.
                indent = min(block.indent * space, self._width / 2)
                lines += self._lines(block, indent, indent + self._hang * self._pixel_size)
                continue
            if lines:
                stanzas.append(Stanza(lines=tuple(lines), gap=gap * self._line_height() * 0.75, whole=True))
                lines, gap = [], 0
            gap += 1
        return stanzas

    def _prose_stanzas(self) -> list[Stanza]:
        stanzas: list[Stanza] = []
        heading: list[Line] = []
        for block in prose(self._source):
            indent = self._pixel_size * 1.2 if block.kind in (BlockKind.ITEM, BlockKind.QUOTE) else 0.0
            lines = self._lines(block, indent, indent)
            gap = self._line_height() * (0.35 if block.kind is BlockKind.ITEM else 0.6)
            if block.kind is BlockKind.HEADING:
                heading += lines
                continue
            keep = len(heading) + 2
            stanzas.append(Stanza(lines=(*heading, *lines), gap=gap, keep=keep))
            heading = []
        if heading:
            stanzas.append(Stanza(lines=tuple(heading), gap=self._line_height() * 0.6))
        return stanzas

    def _line_height(self) -> float:
        return float(round(self._pixel_size * self._spacing))

    def _lines(self, block: Block, first_x: float, next_x: float) -> list[Line]:
        heading = block.kind is BlockKind.HEADING
        font = self._font(heading=heading)
        width = self._width
        if self._measure:
            width = min(width, QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * self._measure)
        layout = QTextLayout(block.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # As Text items measure, so that a line set here is as wide as the one drawn.
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.setFormats(_formats(block))
        lines: list[Line] = []
        layout.beginLayout()
        while (made := layout.createLine()).isValid():
            x = next_x if lines else first_x
            made.setLineWidth(max(1.0, width - x))
            start, end = made.textStart(), made.textStart() + made.textLength()
            markup, styled = _markup(block, start, end)
            lines.append(
                Line(
                    markup=markup,
                    plain=block.text[start:end].strip(),
                    x=x,
                    styled=styled,
                    heading=heading,
                    height=self._line_height() * (HEADING_SCALE if heading else 1),
                )
            )
        layout.endLayout()
        if block.kind is BlockKind.ITEM and lines:
            bullet = "•\u00a0\u00a0"
            hang = QFontMetricsF(font).horizontalAdvance(bullet)
            lines[0] = replace(lines[0], markup=bullet + lines[0].markup, x=first_x - hang)
        return lines


def _formats(block: Block) -> list[QTextLayout.FormatRange]:
    ranges = []
    start = 0
    for run in block.runs:
        length = _utf16(run.text)
        if run.italic or run.bold:
            piece = QTextLayout.FormatRange()
            style = QTextCharFormat()
            style.setFontItalic(run.italic)
            if run.bold:
                style.setFontWeight(QFont.Weight.DemiBold)
            piece.start, piece.length, piece.format = start, length, style
            ranges.append(piece)
        start += length
    return ranges


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _markup(block: Block, start: int, end: int) -> tuple[str, bool]:
    """The stretch [start, end) of a block, counted in UTF-16 units as Qt does, as (text, is StyledText)."""
    styled = any(run.italic or run.bold for run in block.runs)
    pieces = []
    at = 0
    for run in block.runs:
        units = run.text.encode("utf-16-le")
        low, high = max(start - at, 0), max(min(end - at, len(units) // 2), 0)
        at += len(units) // 2
        text = units[2 * low : 2 * high].decode("utf-16-le").replace("\u2028", "")
        if not text or low >= high:
            continue
        if not styled:
            pieces.append(text)
            continue
        # StyledText folds spaces; the lines are broken already, so that none may be lost.
        text = escape(text, quote=False).replace("  ", " \u00a0")
        text = f"<i>{text}</i>" if run.italic else text
        pieces.append(f"<b>{text}</b>" if run.bold else text)
    return "".join(pieces).rstrip(), styled
