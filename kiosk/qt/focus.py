"""Which item has the keys."""

from PySide6.QtQuick import QQuickItem, QQuickWindow


def focused_item(window: QQuickWindow) -> QQuickItem | None:
    """The item that has the keys; None where there is none.

    PySide 6.11 takes what ``activeFocusItem()`` returns for a child of the window's Python part and
    keeps it as long as the window: an object more with each "Still here?". Of the value of a
    property it keeps nothing.
    """
    item = window.property("activeFocusItem")
    return item if isinstance(item, QQuickItem) else None
