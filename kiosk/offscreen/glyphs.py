"""Find characters that no installed typeface can draw, by the screen's own font fallback."""

from functools import lru_cache

from PySide6.QtGui import QFont, QTextLayout

# Joiners, direction marks and other characters that have no glyph of their own.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2028\u2066\u2067\u2068\u2069\ufe0e\ufe0f\u2060\u00ad"


def missing_glyphs(text: str, font: QFont) -> list[str]:
    """The characters of a text that would be drawn as boxes when it is set in ``font``."""
    if text.isascii():
        return []
    style = (font.family(), font.italic(), font.weight().value)
    return [
        sign
        for sign in dict.fromkeys(text)
        if not sign.isspace() and sign not in _INVISIBLE and not _has_glyph(sign, style)
    ]


@lru_cache(maxsize=4096)
def _has_glyph(sign: str, style: tuple[str, bool, int]) -> bool:
    family, italic, weight = style
    font = QFont(family)
    font.setItalic(italic)
    font.setWeight(QFont.Weight(weight))
    layout = QTextLayout(sign, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    # For a script without a typeface, Qt draws boxes with a font engine that has no "head" table.
    return all(
        run.rawFont().fontTable("head").size() > 0 and 0 not in run.glyphIndexes()
        for run in layout.glyphRuns()
    )
