"""``kiosk doctor --touch``: rings are clicked, on a screen that is turned and one that errs."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.app.touch_check import PLACES, TouchCheck, verdict

SIZE = (640, 360)
# A click in the window's shares, for a ring that is seen at (x, y), by the picture's turn.
IN_WINDOW = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (1 - y, x),
    180: lambda x, y: (1 - x, 1 - y),
    270: lambda x, y: (y, 1 - x),
}


def click_all(turn: int, picture_turn: int) -> str:
    """Click where the rings would be with another turn than the picture has."""
    window = TouchCheck(picture_turn)
    window.resize(*SIZE)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    for place in PLACES:
        x, y = IN_WINDOW[turn](*place)
        at = QPoint(round(x * SIZE[0]), round(y * SIZE[1]))
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert not window.isVisible(), "it ends after the fourth ring"
    found = verdict(window.touched, window.seen_size)
    window.destroy()
    return found


@pytest.mark.parametrize("turn", IN_WINDOW)
def test_touches_that_fall_where_they_should_are_good(qapp, turn):
    assert click_all(turn, turn) == ""


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (90, "touch is turned by 90 degrees clockwise against the picture"),
        (180, "touch is turned by 180 degrees against the picture"),
        (270, "touch is turned by 90 degrees counterclockwise against the picture"),
    ],
)
def test_touch_that_is_turned_otherwise_is_told(qapp, turn, words):
    assert click_all(turn, 0) == words


def test_other_mistakes_are_told():
    width, height = SIZE
    right = [(x * width, y * height) for x, y in PLACES]
    assert verdict(right, SIZE) == ""
    mirrored = [(width - x, y) for x, y in right]
    assert verdict(mirrored, SIZE) == "touch has left and right exchanged against the picture"
    flipped = [(x, height - y) for x, y in right]
    assert verdict(flipped, SIZE) == "touch has up and down exchanged against the picture"
    shifted = [(x + 40, y) for x, y in right]
    assert verdict(shifted, SIZE) == "touch is off by up to 40 pixels"
    assert verdict(right[:2], SIZE) == "only 2 of 4 rings were touched"
