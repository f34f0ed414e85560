"""Words that can only be torn are found; those that turn over where they may are not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from kiosk.offscreen.overflowing_words import broken_word, overflowing_word
from kiosk.qr import readable_address
from kiosk.qt.item_info import TextInfo


@pytest.fixture
def font(qapp) -> QFont:
    font = QFont("Atkinson Hyperlegible Next")
    font.setPixelSize(36)
    return font


def test_a_word_wider_than_its_line_is_found(font):
    assert overflowing_word("Write to TCVAP@dss.ca.gov\nor call", font, 280) == "TCVAP@dss.ca.gov"
    assert overflowing_word("short Verantwortungsbereich", font, 280) == "Verantwortungsbereich"


def test_a_word_that_wraps_where_it_may_is_not_found(font):
    assert overflowing_word("Only short words, of which there are many", font, 280) == ""
    assert overflowing_word(readable_address("mailto:TCVAP@dss.ca.gov"), font, 280) == ""


def test_a_word_that_lacks_a_part_of_a_pixel_is_found(font):
    width = QFontMetricsF(font).horizontalAdvance("Online") - 0.3
    drawn = TextInfo(
        text="Online",
        broken="Online",
        ink=QRectF(),
        font=font,
        color=QColor(),
        wraps=True,
        truncated=False,
        is_line=False,
        is_verse=False,
        is_title=False,
        line_count=2,
    )
    assert overflowing_word("Online", font, width) == "", "rounding alone tells nothing"
    assert broken_word(drawn, font, width) == "Online"
    assert broken_word(replace(drawn, line_count=1), font, width) == ""
