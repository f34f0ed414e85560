"""Find words that are wider than their place, by Qt's own line breaking."""

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def overflowing_word(text: str, font: QFont, width: float) -> str:
    """The first unbreakable piece of the text wider than ``width`` pixels, "" if there is none."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = ""
    while not found and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # A piece that does not fit exceeds the line; half a pixel is rounding.
        if line.naturalTextWidth() > width + 0.5:
            found = text[line.textStart() : line.textStart() + line.textLength()].strip()
    layout.endLayout()
    return found
