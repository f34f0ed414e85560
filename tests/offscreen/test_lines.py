"""Words that can only be torn are found; those that turn over where they may are not."""

import pytest
from PySide6.QtGui import QFont

from kiosk.offscreen.overflowing_words import overflowing_word
from kiosk.qr import readable_address
from kiosk.window.app_window import load_typefaces


@pytest.fixture
def font(qapp) -> QFont:
    load_typefaces()
    font = QFont("Atkinson Hyperlegible Next")
    font.setPixelSize(36)
    return font


def test_a_word_wider_than_its_line_is_found(font):
    assert overflowing_word("Write to TCVAP@dss.ca.gov\nor call", font, 280) == "TCVAP@dss.ca.gov"
    assert overflowing_word("short Verantwortungsbereich", font, 280) == "Verantwortungsbereich"


def test_a_word_that_wraps_where_it_may_is_not_found(font):
    assert overflowing_word("Only short words, of which there are many", font, 280) == ""
    assert overflowing_word(readable_address("mailto:TCVAP@dss.ca.gov"), font, 280) == ""
