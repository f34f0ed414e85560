"""A word is set in one typeface, or told."""

from itertools import groupby

import pytest
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QTextLayout

from kiosk.domain import design
from kiosk.offscreen.glyphs import has_slashed_zero, missing_glyphs, mixed_word
from kiosk.text import sans_for
from tests.scripts import SCRIPTS

pytestmark = pytest.mark.usefixtures("qapp")


NAMES = ["Nguyễn Thị Hồng Ánh", "Hà Nội mùa thu phố ướt", "Анна Ахматова", "Άννα", "Zoë Šimić"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("family", [None, design.SERIF])
def test_a_name_is_set_in_one_shipped_typeface(name, family):
    font = QFont(family or sans_for(name))
    assert mixed_word(name, font) == ""
    assert missing_glyphs(name, font) == []
    layout = QTextLayout(name, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} == {font.family()}


def test_a_word_whose_letters_come_from_several_typefaces_is_found():
    assert mixed_word("Chị Nguyễn", QFont(design.SANS)) == "Chị"
    assert mixed_word("plain → text", QFont(design.SANS)) == ""


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("family", [design.SERIF, design.SANS])
def test_a_text_of_any_script_is_looked_at(script, family):
    """Qt ends the process when a script without a typeface is asked for its face's name."""
    for text in (SCRIPTS[script], f"a{SCRIPTS[script]}z"):
        mixed = mixed_word(text, QFont(family))
        assert mixed in text
        missing = missing_glyphs(text, QFont(family))
        assert set(missing) <= set(text)


FAMILIES = [design.SERIF, design.SANS, design.WIDE_SANS]


def font_of(family, weight=400, italic=False, **features):
    font = QFont(family)
    font.setPixelSize(60)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    for name, value in features.items():
        font.setFeature(QFont.Tag(name), value)
    return font


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("weight", [400, 500, 600, 700])
@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("tabular", [0, 1])
def test_a_zero_is_a_ring(family, weight, italic, tabular):
    """Its middle, where a slash would run, has no ink, and there is ink all around."""
    font = font_of(family, weight, italic, tnum=tabular)
    assert not has_slashed_zero("10:00", font)
    path = QPainterPath()
    path.addText(0, 0, font, "0")
    box = path.boundingRect()
    middle = box.center()
    for step in range(-8, 9):
        assert not path.contains(QPointF(middle.x(), middle.y() + step * box.height() / 40))
    for angle in range(0, 360, 10):
        ray = QLineF.fromPolar(box.height(), angle).translated(middle)
        crossed = [path.contains(ray.pointAt(part / 200)) for part in range(150)]
        assert [inked for inked, _ in groupby(crossed)] == [False, True, False], angle


def test_a_zero_with_a_slash_is_found():
    # Of the shipped typefaces Source Sans 3 has one, as an alternative by a feature.
    font = font_of(design.WIDE_SANS, zero=1)
    assert has_slashed_zero("10:00", font)
    assert not has_slashed_zero("no such digit", font)


@pytest.mark.parametrize("family", FAMILIES)
def test_figures_of_a_column_have_one_width(family):
    metrics = QFontMetricsF(font_of(family, tnum=1))
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("family", FAMILIES)
def test_what_keeps_a_time_together_comes_from_a_shipped_typeface(family):
    layout = QTextLayout("10:00\u00a0AM\u00a0–\u2060\u00a012:00\u202fPM, 8\u20119", font_of(family))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} <= {family, design.SANS}
