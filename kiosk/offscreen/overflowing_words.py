"""Words that no line of their place has room for, asked of Qt's own way of breaking lines."""

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def overflowing_word(words: str, font: QFont, width: float) -> str:
    """The first piece of the words that is wider than ``width`` pixels and can only be torn; "" where there is none."""
    layout = QTextLayout(words.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = ""
    while not found and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # What has no room stands over; half a pixel is rounding.
        if line.naturalTextWidth() > width + 0.5:
            found = words[line.textStart() : line.textStart() + line.textLength()].strip()
    layout.endLayout()
    return found
