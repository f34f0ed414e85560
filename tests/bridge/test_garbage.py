"""Cycles are collected on this thread, and the costly look waits until nobody touches."""

import gc
import weakref

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from kiosk.bridge.code_item import CodeItem
from kiosk.bridge.garbage import Garbage
from kiosk.bridge.picture_source import PictureSource
from kiosk.bridge.stage import load_typefaces
from kiosk.bridge.tile_sheet import TileSheet
from kiosk.bridge.typeset import Typesetter


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


def test_what_qml_has_made_holds_nothing_once_it_is_gone(qapp, qtbot):
    """Its Python side stays (PySide 6.11); a text's lines and a picture's file must not stay with it."""
    load_typefaces()
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(
        b"""import QtQuick
        import KioskBridge
        Loader {
            sourceComponent: Item {
                Typesetter { family: "Source Serif 4"; width: 300; height: 200; source: "Words that are set into lines." }
                PictureSource { work: "works/a"; box: Qt.size(10, 10) }
                CodeItem { payload: "https://example.org"; room: 200 }
                TileSheet { work: "works/a" }
            }
        }""",
        QUrl(),
    )
    loader = component.create()
    assert loader is not None, component.errorString()

    def made():
        return [thing for thing in gc.get_objects() if isinstance(thing, (Typesetter, PictureSource, CodeItem, TileSheet))]

    before = made()
    setter = next(thing for thing in before if isinstance(thing, Typesetter) and thing.__dict__.get("_source", "").startswith("Words"))
    qtbot.waitUntil(lambda: any(setter._pages))
    held = [thing for thing in before if thing.__dict__]
    loader.setProperty("active", False)
    qtbot.waitUntil(lambda: len([thing for thing in held if not thing.__dict__]) >= 4)
    assert setter.__dict__ == {}
    loader.deleteLater()
    engine.deleteLater()
