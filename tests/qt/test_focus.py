"""Asking which item has the keys keeps nothing of it."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.qt.focus import focused_item

TURNS = 30
# A prompt that comes and goes, with the keys.
SCENE = b"""import QtQuick
Item {
    id: root
    property bool asking: false
    focus: true
    Loader {
        active: root.asking
        focus: active
        sourceComponent: Item { objectName: "prompt"; focus: true }
    }
}"""


def known_items() -> int:
    gc.collect()
    return sum(1 for one in gc.get_objects() if type(one) is QQuickItem)


def test_an_item_that_had_the_keys_is_let_go(qapp, qtbot):
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(SCENE, "")
    root = component.create()
    assert isinstance(root, QQuickItem)
    window = QQuickWindow()
    root.setParentItem(window.contentItem())
    window.show()
    root.setProperty("asking", True)
    qtbot.waitUntil(lambda: getattr(focused_item(window), "objectName", str)() == "prompt")
    before = known_items()
    for _ in range(TURNS):
        for asking in (False, True):
            root.setProperty("asking", asking)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            item = focused_item(window)
            assert (item is not None and item.objectName() == "prompt") is asking
            del item
    assert known_items() <= before + 2
    window.close()
    root.setParentItem(None)
