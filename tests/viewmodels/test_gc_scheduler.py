"""Cycles are collected on this thread, and the costly look waits until nobody touches."""

import gc
import weakref

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from kiosk.qt.gc_scheduler import GcScheduler
from kiosk.typesetting.typesetter import Typesetter
from kiosk.viewmodels.gallery.picture_source import PictureSource
from kiosk.viewmodels.gallery.tile_model import TileModel
from kiosk.viewmodels.qr_code_item import QrCodeItem
from kiosk.window.app_window import load_typefaces


class Knot:
    """Refers to itself, so that only a collector can free it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def garbage(qapp):
    made = GcScheduler(period=5)
    yield made
    made.close()


def test_what_is_new_and_no_longer_needed_goes_soon(garbage, qtbot):
    garbage.start(lambda: False)
    knot = weakref.ref(Knot())
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: knot() is None)


def test_what_was_there_before_goes_once_it_has_been_replaced_and_the_screen_is_left_alone(
    garbage, qtbot
):
    quiet = []
    old = Knot()
    knot = weakref.ref(old)
    garbage.start(lambda: bool(quiet))
    del old
    garbage.on_content_changed()
    qtbot.wait(50)
    assert knot() is not None
    quiet.append(True)
    qtbot.waitUntil(lambda: knot() is None)


def test_closing_hands_the_task_back(qapp):
    GcScheduler().close()
    assert gc.isenabled()


def test_what_qml_has_made_holds_nothing_once_it_is_gone(qapp, qtbot):
    """Its Python side stays (PySide 6.11); a text's lines and a picture's file must not stay with it."""
    load_typefaces()
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(
        b"""import QtQuick
        import KioskViewModels
        Loader {
            sourceComponent: Item {
                Typesetter { family: "Source Serif 4"; width: 300; height: 200; source: "Words that are set into lines." }
                PictureSource { work: "works/a"; box: Qt.size(10, 10) }
                QrCodeItem { payload: "https://example.org"; preferredSize: 200 }
                TileModel { work: "works/a" }
            }
        }""",
        QUrl(),
    )
    loader = component.create()
    assert loader is not None, component.errorString()

    def made():
        return [
            thing
            for thing in gc.get_objects()
            if isinstance(thing, (Typesetter, PictureSource, QrCodeItem, TileModel))
        ]

    before = made()
    setter = next(
        thing
        for thing in before
        if isinstance(thing, Typesetter) and thing.__dict__.get("_source", "").startswith("Words")
    )
    qtbot.waitUntil(lambda: any(setter._pages))
    held = [thing for thing in before if thing.__dict__]
    loader.setProperty("active", False)
    qtbot.waitUntil(lambda: len([thing for thing in held if not thing.__dict__]) >= 4)
    assert setter.__dict__ == {}
    loader.deleteLater()
    engine.deleteLater()
