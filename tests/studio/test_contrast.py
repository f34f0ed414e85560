"""What is quiet, and what is wrong, can be read on a light and on a dark ground."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from kiosk.studio.views.form import COLOURS
from kiosk.studio.views.parts import Words, is_dark

# WCAG 2.2, 1.4.3.
LEAST = 4.5
LIGHT = ("#efefef", "#000000")
DARK = ("#323232", "#ffffff")


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def ground(request, qapp):
    before = QPalette(QApplication.palette())
    palette = QPalette(QColor(request.param[0]))
    palette.setColor(QPalette.ColorRole.Window, QColor(request.param[0]))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(request.param[1]))
    QApplication.setPalette(palette)
    yield palette
    QApplication.setPalette(before)


def test_words_stand_out(ground, qtbot):
    window = ground.color(QPalette.ColorRole.Window)
    quiet = Words("Quiet words", quiet=True)
    qtbot.addWidget(quiet)
    assert contrast(quiet.palette().color(QPalette.ColorRole.WindowText), window) >= LEAST
    for pair in COLOURS.values():
        assert contrast(QColor(pair[is_dark(ground)]), window) >= LEAST
