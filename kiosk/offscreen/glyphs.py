"""Signs that no typeface here can draw, asked through the same search for another typeface that the screen makes."""

from functools import lru_cache

from PySide6.QtGui import QFont, QTextLayout

_JOINERS = "\u200b\u200c\u200d\u200e\u200f\u2028\u2066\u2067\u2068\u2069\ufe0e\ufe0f\u2060\u00ad"


def missing(text: str, font: QFont) -> list[str]:
    """The signs of a text that would be boxes when it is set in ``font``."""
    if text.isascii():
        return []
    look = (font.family(), font.italic(), font.weight().value)
    return [
        sign
        for sign in dict.fromkeys(text)
        if not sign.isspace() and sign not in _JOINERS and not _has_glyph(sign, look)
    ]


@lru_cache(maxsize=4096)
def _has_glyph(sign: str, look: tuple[str, bool, int]) -> bool:
    family, italic, weight = look
    font = QFont(family)
    font.setItalic(italic)
    font.setWeight(QFont.Weight(weight))
    layout = QTextLayout(sign, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    # Where a script needs a typeface of its own and there is none, Qt draws boxes as if from a typeface, which has no tables.
    return all(
        run.rawFont().fontTable("head").size() > 0 and 0 not in run.glyphIndexes()
        for run in layout.glyphRuns()
    )
