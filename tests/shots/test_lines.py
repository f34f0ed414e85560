"""Words that can only be torn are found; those that turn over where they may are not."""

import pytest
from PySide6.QtGui import QFont

from kiosk.bridge.stage import load_typefaces
from kiosk.qr import readable
from kiosk.shots.lines import torn


@pytest.fixture
def font(qapp) -> QFont:
    load_typefaces()
    font = QFont("Atkinson Hyperlegible Next")
    font.setPixelSize(36)
    return font


def test_what_no_line_has_room_for_is_found(font):
    assert torn("Write to TCVAP@dss.ca.gov\nor call", font, 280) == "TCVAP@dss.ca.gov"
    assert torn("short Verantwortungsbereich", font, 280) == "Verantwortungsbereich"


def test_what_turns_over_where_it_may_is_not(font):
    assert torn("Only short words, of which there are many", font, 280) == ""
    assert torn(readable("mailto:TCVAP@dss.ca.gov"), font, 280) == ""
