"""A script without a typeface is drawn as boxes at once, told as missing, and takes no other's."""

import time

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

from kiosk.domain import design
from kiosk.offscreen.glyphs import missing_glyphs
from kiosk.typesetting import box_typeface
from kiosk.typesetting.box_typeface import SCRIPTS, ComplexScript
from kiosk.window.app_window import load_typefaces

pytestmark = pytest.mark.usefixtures("qapp")


def letters(script: ComplexScript) -> str:
    """Some letters of a script: those of its middle are letters in all of these blocks."""
    first, last = script.ranges[0]
    middle = (first + last) // 2 - 8
    return "".join(map(chr, range(middle, middle + 4)))


def faces(text: str, pixels: int) -> set[str]:
    font = QFont(design.SANS)
    font.setPixelSize(pixels)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {
        run.rawFont().familyName() if run.rawFont().fontTable("head").size() else ""
        for run in layout.glyphRuns()
    }


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.system.name)
def test_a_script_has_a_typeface_or_boxes_and_never_a_search(script: ComplexScript) -> None:
    text = letters(script)
    drawn = faces(text, 30)
    assert "" not in drawn, "Qt looked for a typeface, and found none"
    boxed = box_typeface.FAMILY in drawn
    assert boxed == bool(missing_glyphs(text, QFont(design.SANS)))
    if boxed:
        # A search costs 2 ms and more; what is found at once, a tenth of that.
        began = time.thread_time()
        for pixels in range(31, 51):
            faces(text, pixels)
        assert time.thread_time() - began < 20 * 0.0015


def test_the_boxes_are_added_once_and_take_no_letter_of_an_installed_typeface() -> None:
    before = QFontDatabase.families()
    load_typefaces()
    assert QFontDatabase.families() == before
    for text in ("Harvest", "Ελλάδα", "Москва", "Hồng", "42 — “x”"):
        assert box_typeface.FAMILY not in faces(text, 30)
        assert not missing_glyphs(text, QFont(design.SANS))


def test_a_file_with_one_script_leaves_the_others() -> None:
    """A script that the machine has is left out of the file."""
    tamil = next(one for one in SCRIPTS if one.system is QFontDatabase.WritingSystem.Tamil)
    made = box_typeface.box_typeface([tamil])
    assert len(made) < 1_200
    assert b"tml2" in made
    assert b"dev2" not in made
