"""Cycles are collected on this thread, and the costly look waits until nobody touches."""

import gc
import weakref

import pytest

from kiosk.bridge.garbage import Garbage


class Knot:
    """Refers to itself, so that only a collector can free it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def garbage(qapp):
    made = Garbage(period=5)
    yield made
    made.close()


def test_what_is_new_and_no_longer_needed_goes_soon(garbage, qtbot):
    garbage.begin(lambda: False)
    knot = weakref.ref(Knot())
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: knot() is None)


def test_what_was_there_before_goes_once_it_has_been_replaced_and_the_screen_is_left_alone(garbage, qtbot):
    quiet = []
    old = Knot()
    knot = weakref.ref(old)
    garbage.begin(lambda: bool(quiet))
    del old
    garbage.renewed()
    qtbot.wait(50)
    assert knot() is not None
    quiet.append(True)
    qtbot.waitUntil(lambda: knot() is None)


def test_closing_hands_the_task_back(qapp):
    Garbage().close()
    assert gc.isenabled()
