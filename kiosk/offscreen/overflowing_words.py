"""How Qt breaks the words of an item into lines, and which of them are wider than their place."""

from collections.abc import Iterator

from PySide6.QtGui import QFont, QTextLayout, QTextOption

from kiosk.qt.item_info import TextInfo
from kiosk.text import utf16_slice


def broken_word(info: TextInfo, font: QFont, width: float) -> str:
    """The first word of an item that has no room on a line, "" if there is none.

    Qt breaks a word by its letters even where it is wider by a part of a pixel: then the item has
    more lines than its words need.
    """
    if word := overflowing_word(info.broken, font, width):
        return word
    wanted = list(lines(info.broken, font, width))
    if info.line_count <= len(wanted):
        return ""
    return max(wanted, key=lambda line: line[1], default=("", 0.0))[0]


def overflowing_word(text: str, font: QFont, width: float) -> str:
    """The first unbreakable piece of the text wider than ``width`` pixels, "" if there is none."""
    # A piece that does not fit exceeds the line; half a pixel is rounding.
    return next((words for words, ink in lines(text, font, width) if ink > width + 0.5), "")


def lines(text: str, font: QFont, width: float) -> Iterator[tuple[str, float]]:
    """Yield the words of each line, and how wide they are in pixels."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        words = utf16_slice(text, line.textStart(), line.textStart() + line.textLength())
        yield words.strip(), line.naturalTextWidth()
    layout.endLayout()
