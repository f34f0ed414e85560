"""The room that words take, known before they are laid out: layouts choose by it."""

import re
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Characters that are measured; a title has 1,000 at the most.
_MAX_MEASURED = 2_000
# Pixels that no line of so many letters fills.
_ENDLESS = 1_000_000.0


@QmlElement
@QmlSingleton
class TextRuler(QObject):
    """Counts the lines of a text as ``Text`` breaks them, and measures words on one line.

    A height that came from an item would change which words are shown, and that the height.
    """

    @Slot(str, str, int, int, float, result=int)
    def lines(self, text: str, family: str, pixels: int, weight: int, width: float) -> int:
        """The lines of a text in a width in pixels; 0 for no text."""
        return _lines(text[:_MAX_MEASURED], family, pixels, weight, round(width, 1))

    @Slot(str, str, int, int, result=int)
    def advance(self, text: str, family: str, pixels: int, weight: int) -> int:
        """The width of a text on one line, in whole pixels upwards."""
        line = text[:_MAX_MEASURED].replace("\n", " ")
        return ceil(_advance(line, family, pixels, weight))


def _font(family: str, pixels: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, pixels))
    font.setWeight(QFont.Weight(weight))
    return font


@lru_cache(maxsize=256)
def _lines(text: str, family: str, pixels: int, weight: int, width: float) -> int:
    return sum(
        _lines_of_paragraph(paragraph, _font(family, pixels, weight), width)
        for paragraph in (re.split("[\n\u2028]", text) if text else ())
    )


@lru_cache(maxsize=256)
def _advance(text: str, family: str, pixels: int, weight: int) -> float:
    layout = _layout(text, _font(family, pixels, weight))
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(_ENDLESS)
    layout.endLayout()
    return line.naturalTextWidth() if line.isValid() else 0.0


def _layout(text: str, font: QFont) -> QTextLayout:
    """As ``Text`` lays words out: by the font's own widths, not by whole pixels."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    return layout


def _lines_of_paragraph(text: str, font: QFont, width: float) -> int:
    layout = _layout(text, font)
    count = 0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        count += 1
    layout.endLayout()
    return max(1, count)
