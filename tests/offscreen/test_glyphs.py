"""A word is set in one typeface, or told."""

import pytest
from PySide6.QtGui import QFont, QTextLayout

from kiosk.domain import design
from kiosk.offscreen.glyphs import missing_glyphs, mixed_word
from kiosk.text import sans_for
from kiosk.window.app_window import load_typefaces
from tests.scripts import SCRIPTS


@pytest.fixture(autouse=True)
def shipped_typefaces(qapp):
    load_typefaces()


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
