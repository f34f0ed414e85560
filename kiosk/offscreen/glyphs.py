"""Find characters that no installed typeface can draw, by the screen's own font fallback."""

import re
from functools import lru_cache

from PySide6.QtGui import QFont, QPainterPath, QRawFont, QTextLayout

from kiosk.typesetting import box_typeface

# Words of a script with spaces: letters and the accents that are stored apart.
_WORD = re.compile(
    r"[^\W\d_\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\uffff][\w\u0300-\u036f]*"
)
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


def mixed_word(text: str, font: QFont) -> str:
    """The first word of a text whose letters would come from several typefaces; "" if none does.

    A sign that is no letter, such as an arrow or a picture, may come from another one.
    """
    if text.isascii():
        return ""
    for word in dict.fromkeys(_WORD.findall(text)):
        if not word.isascii() and len(_families(word, (font.family(), font.weight().value))) > 1:
            return str(word)
    return ""


def has_slashed_zero(text: str, font: QFont) -> bool:
    """True where a text has a zero, and the font draws more of it than a ring."""
    return "0" in text and _zero_has_slash(font.key())


@lru_cache(maxsize=256)
def _zero_has_slash(key: str) -> bool:
    font = QFont()
    font.fromString(key)
    outline = QPainterPath()
    outline.addText(0, 0, font, "0")
    # A ring has two contours: its outer and its inner one.
    starts = (
        outline.elementAt(number).type == QPainterPath.ElementType.MoveToElement
        for number in range(outline.elementCount())
    )
    return sum(starts) > 2


@lru_cache(maxsize=4096)
def _families(word: str, style: tuple[str, int]) -> frozenset[str]:
    font = QFont(style[0])
    font.setWeight(QFont.Weight(style[1]))
    layout = QTextLayout(word, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    faces = [run.rawFont() for run in layout.glyphRuns()]
    return frozenset(face.familyName() for face in faces if _is_typeface(face))


def _is_typeface(face: QRawFont) -> bool:
    """False for what draws boxes where no typeface has a script: the program's, or Qt's own.

    Qt's own has no table, and the process ends with a segmentation fault when its name is asked
    for (Qt 6.11).
    """
    return not face.fontTable("head").isEmpty() and face.familyName() != box_typeface.FAMILY


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
    return all(
        _is_typeface(run.rawFont()) and 0 not in run.glyphIndexes() for run in layout.glyphRuns()
    )
