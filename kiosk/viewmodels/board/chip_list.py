"""Lays out the choices of a list: buttons in lines below the name of their group, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QmlElement

from kiosk.qt.gc_scheduler import release_on_destroy
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.qt.qml import Property
from kiosk.text import sans_for

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# What the source has to tell of a choice.
CHOICE_ROLES = ("group", "heading", "words", "isNow", "chosen")
_PLACES = ("choice", "isHeading", "chipX", "chipY", "chipWidth")
Line = list[Row]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChipSizes:
    """Lengths in pixels: the room, a button's height, type and padding, and the gap between."""

    width: float = 0.0
    height: float = 0.0
    chip: float = 64.0
    heading: float = 40.0
    pixels: int = 28
    padding: float = 30.0
    gap: float = 12.0


@QmlElement
class ChipList(KeyedListModel):
    """The choices of ``source`` on one page, each with its place; ``headings`` name the groups.

    ``page`` of -1 is that of the chosen one.
    """

    inputChanged = Signal()
    laidOut = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((*CHOICE_ROLES, *_PLACES), parent)
        self._source: KeyedListModel | None = None
        self._values: dict[str, float] = {
            name: getattr(ChipSizes(), name) for name in ChipSizes.__slots__
        }
        self._page, self._with_headings = 0, True
        self._pages: list[list[Line]] = []
        release_on_destroy(self)

    def _set_value(self, name: str, value: float) -> None:
        if self._values[name] != value:
            self._values[name] = value
            self.inputChanged.emit()
            self._lay_out()

    @Property(KeyedListModel, notify=inputChanged)
    def source(self) -> KeyedListModel | None:
        return self._source

    @source.setter
    def source(self, value: KeyedListModel | None) -> None:
        if value is self._source or value is None:
            return
        self._source = value
        for signal in (value.rowsInserted, value.rowsRemoved, value.dataChanged, value.modelReset):
            signal.connect(self._lay_out)
        self._lay_out()
        self.inputChanged.emit()

    @Property(float, notify=inputChanged)
    def width(self) -> float:
        return self._values["width"]

    @width.setter
    def width(self, value: float) -> None:
        self._set_value("width", value)

    @Property(float, notify=inputChanged)
    def height(self) -> float:
        return self._values["height"]

    @height.setter
    def height(self, value: float) -> None:
        self._set_value("height", value)

    @Property(float, notify=inputChanged)
    def chipHeight(self) -> float:
        return self._values["chip"]

    @chipHeight.setter
    def chipHeight(self, value: float) -> None:
        self._set_value("chip", value)

    @Property(float, notify=inputChanged)
    def headingHeight(self) -> float:
        return self._values["heading"]

    @headingHeight.setter
    def headingHeight(self, value: float) -> None:
        self._set_value("heading", value)

    @Property(int, notify=inputChanged)
    def pixelSize(self) -> int:
        return int(self._values["pixels"])

    @pixelSize.setter
    def pixelSize(self, value: int) -> None:
        self._set_value("pixels", value)

    @Property(float, notify=inputChanged)
    def padding(self) -> float:
        return self._values["padding"]

    @padding.setter
    def padding(self, value: float) -> None:
        self._set_value("padding", value)

    @Property(float, notify=inputChanged)
    def gap(self) -> float:
        return self._values["gap"]

    @gap.setter
    def gap(self, value: float) -> None:
        self._set_value("gap", value)

    @Property(bool, notify=inputChanged)
    def headings(self) -> bool:
        return self._with_headings

    @headings.setter
    def headings(self, value: bool) -> None:
        if value != self._with_headings:
            self._with_headings = value
            self.inputChanged.emit()
            self._lay_out()

    @Property(int, notify=inputChanged)
    def page(self) -> int:
        return self._page

    @page.setter
    def page(self, value: int) -> None:
        if value != self._page:
            self._page = value
            self.inputChanged.emit()
            self._show()

    @Property(int, notify=laidOut)
    def pageCount(self) -> int:
        return max(1, len(self._pages))

    @Property(int, notify=laidOut)
    def shownPage(self) -> int:
        wanted = self._page
        if wanted < 0:
            chosen = (
                number
                for number, page in enumerate(self._pages)
                if any(row["chosen"] for line in page for row in line)
            )
            wanted = next(chosen, 0)
        return max(0, min(wanted, len(self._pages) - 1))

    @Property(float, notify=laidOut)
    def usedHeight(self) -> float:
        """The height of what is on the shown page, in pixels."""
        last = max((float(str(row["chipY"])) for row in self.rows), default=-self._sizes.chip)
        return last + self._sizes.chip

    @Property(float, notify=laidOut)
    def usedWidth(self) -> float:
        """The width of the widest line of choices on the shown page, in pixels."""
        return max(
            (
                float(str(row["chipX"])) + float(str(row["chipWidth"]))
                for row in self.rows
                if not row["isHeading"]
            ),
            default=0.0,
        )

    @Slot(int, result=str)
    def firstOn(self, page: int) -> str:
        """The key of the first choice on a page; "" where there is none."""
        lines = self._pages[page] if 0 <= page < len(self._pages) else []
        return next((str(row["choice"]) for line in lines for row in line if row["choice"]), "")

    @property
    def _sizes(self) -> ChipSizes:
        values = dict(self._values)
        return ChipSizes(pixels=int(values.pop("pixels")), **values)

    @Slot()
    def _lay_out(self) -> None:
        sizes = self._sizes
        if self._source is None or sizes.width <= 0 or sizes.height <= 0:
            return
        lines = _lines(self._source.rows, sizes, headings=self._with_headings)
        self._pages = list(_pages(lines, sizes))
        self._show()

    def _show(self) -> None:
        page = self._pages[self.shownPage] if self._pages else []
        self.set_rows([row for line in page for row in line])
        self.laidOut.emit()


def _lines(rows: Sequence[Row], sizes: ChipSizes, *, headings: bool) -> Iterator[Line]:
    """The choices in lines, each group on lines of its own below its heading."""
    line: Line = []
    x, group = 0.0, None
    for row in rows:
        width = min(sizes.width, chip_width(str(row["words"]), sizes, dot=bool(row["isNow"])))
        if row["group"] != group or (line and x + width > sizes.width):
            if line:
                yield line
            line, x = [], 0.0
        if row["group"] != group:
            group = row["group"]
            if headings:
                yield [_heading(row, sizes)]
        placed = {"choice": row["key"], "isHeading": False, "chipX": x, "chipWidth": width}
        line.append({**row, **placed, "key": f"{group} {row['key']}", "chipY": 0.0})
        x += width + sizes.gap
    if line:
        yield line


def _heading(row: Row, sizes: ChipSizes) -> Row:
    return {
        "key": f"{row['group']} heading",
        "group": row["group"],
        "heading": row["heading"],
        "words": row["heading"],
        "isNow": False,
        "chosen": False,
        "choice": "",
        "isHeading": True,
        "chipX": 0.0,
        "chipY": 0.0,
        "chipWidth": sizes.width,
    }


def _pages(lines: Iterator[Line], sizes: ChipSizes) -> Iterator[list[Line]]:
    """The lines by page; a heading stands with the line below it, and again on the next page."""
    page: list[Line] = []
    y, heading, pending = 0.0, None, None
    for line in lines:
        if line[0]["isHeading"]:
            heading = pending = line
            continue
        above = sizes.heading if pending else 0.0
        lead = (2 * sizes.gap if page else 0.0) if pending else 0.0
        if page and y + lead + above + sizes.chip > sizes.height:
            yield page
            page, y, pending = [], 0.0, heading
            above, lead = (sizes.heading if pending else 0.0), 0.0
        if pending:
            y += lead
            page.append(_at(pending, y))
            y += above
            pending = None
        page.append(_at(line, y))
        y += sizes.chip + sizes.gap
    if page:
        yield page


def _at(line: Line, y: float) -> Line:
    return [{**row, "chipY": y} for row in line]


def chip_width(words: str, sizes: ChipSizes, *, dot: bool = False) -> float:
    """The width of a button with these words; ``dot`` for the mark of what is now."""
    return (
        max(sizes.chip, _text_width(words, sizes.pixels) + 2 * sizes.padding)
        + (sizes.pixels if dot else 0.0)
        + 2
    )


@lru_cache(maxsize=1024)
def _text_width(text: str, pixels: int) -> float:
    font = QFont(sans_for(text))
    font.setPixelSize(max(1, pixels))
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetricsF(font).horizontalAdvance(text)
