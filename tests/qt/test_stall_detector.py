"""The detector of stalls finds the turns that cost too much, and says where."""

import time

import pytest
from PySide6.QtCore import QTimer

from tests.stall_detector import StallDetector


def spin(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_a_turn_that_works_too_long_is_found_and_named(qapp, qtbot):
    with StallDetector() as detector:
        QTimer.singleShot(0, lambda: spin(0.15))
        qtbot.wait(300)
    (stall,) = detector.stalls
    # The same turn may hold more: what an earlier test left to be deleted, or a garbage collection.
    assert 0.15 <= stall.seconds < 0.5
    assert "spin" in stall.where
    with pytest.raises(AssertionError, match="spin"):
        detector.check()


def test_waiting_and_short_turns_are_no_stall(qapp, qtbot):
    with StallDetector() as detector:
        QTimer.singleShot(0, lambda: time.sleep(0.2))
        for milliseconds in (10, 20, 30):
            QTimer.singleShot(milliseconds, lambda: spin(0.01))
        qtbot.wait(400)
    detector.check()
    assert detector.longest > 0.005


def test_what_a_test_does_itself_does_not_count(qapp, qtbot):
    with StallDetector() as detector:
        qtbot.wait(20)
        spin(0.15)
        detector.mark()
        qtbot.wait(20)
    detector.check()
