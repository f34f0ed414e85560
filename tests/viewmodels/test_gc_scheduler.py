"""Cycles are collected on the GUI thread, and a full collection waits until the screen is idle."""

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


class Cycle:
    """Refers to itself, so that only the scheduler collector can free it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def scheduler(qapp):
    created = GcScheduler(period=5)
    yield created
    created.close()


def test_a_young_cycle_is_collected_soon(scheduler, qtbot):
    scheduler.start(lambda: False)
    reference = weakref.ref(Cycle())
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: reference() is None)


@pytest.fixture
def often(qapp):
    """A scheduler that is due for a full collection each time."""
    created = GcScheduler(period=5, full_period=0.0)
    yield created
    created.close()


def test_an_old_cycle_is_collected_once_the_screen_is_idle(often, qtbot):
    idle = []
    often.start(lambda: bool(idle))
    old = Cycle()
    reference = weakref.ref(old)
    # It is no young object any more.
    gc.collect()
    del old
    qtbot.wait(50)
    assert reference() is not None
    idle.append(True)
    qtbot.waitUntil(lambda: reference() is None)


def test_what_a_start_leaves_is_not_looked_at_again(often, qtbot):
    often.start(lambda: True)
    left = gc.get_freeze_count()
    assert left > 10_000
    reference = weakref.ref(Cycle())
    qtbot.waitUntil(lambda: reference() is None)
    # A frozen object may end, as a list does that another one replaces.
    assert gc.get_freeze_count() == pytest.approx(left, rel=0.01)


def test_what_was_read_is_looked_at_once_while_a_visitor_is_there(scheduler, qtbot):
    """Each look at the objects of a large folder would be a stall."""
    scheduler.start(lambda: False)
    content = [[number] for number in range(50_000)]
    qtbot.waitUntil(lambda: gc.get_count()[0] < 1_000)
    looks = [statistics["collections"] for statistics in gc.get_stats()]
    qtbot.waitUntil(lambda: gc.get_stats()[0]["collections"] > looks[0] + 3)
    assert [one["collections"] for one in gc.get_stats()][1:] == looks[1:]
    assert len(content) == 50_000


def test_closing_hands_collection_back_to_python(qapp):
    GcScheduler().close()
    assert gc.isenabled()


def test_an_object_that_qml_created_holds_nothing_once_it_is_destroyed(qapp, qtbot):
    """PySide 6.11 keeps its Python part; its lines and file names must not stay with it."""
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(
        b"""import QtQuick
        import KioskViewModels
        Loader {
            sourceComponent: Item {
                Typesetter {
                    family: "Source Serif 4"; width: 300; height: 200
                    source: "Words that are set into lines."
                }
                PictureSource { work: "works/a"; box: Qt.size(10, 10) }
                QrCodeItem { payload: "https://example.org"; preferredSize: 200 }
                TileModel { work: "works/a" }
            }
        }""",
        QUrl(),
    )
    loader = component.create()
    assert loader is not None, component.errorString()

    def instances():
        return [
            thing
            for thing in gc.get_objects()
            if isinstance(thing, (Typesetter, PictureSource, QrCodeItem, TileModel))
        ]

    before = instances()
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
