"""What stands on the screen, read from the live item tree: texts, touch targets, codes and pictures."""

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.offscreen.glyphs import missing
from kiosk.offscreen.overflowing_words import overflowing_word

Box = list[float]
Rows = dict[str, list[dict[str, Any]]]


def read_window(window: QQuickWindow) -> Rows:
    """The rows of one screen. Boxes are [x, y, width, height] in pixels of the window.

    While something lies over the whole screen and takes its touches, only that and the bar count.
    """
    found: Rows = {"texts": [], "targets": [], "codes": [], "pictures": []}
    root = window.contentItem()
    modal = _find_modal(root)
    _walk(modal or root, QRectF(0, 0, window.width(), window.height()), found)
    return found


def _find_modal(item: QQuickItem) -> QQuickItem | None:
    for child in item.childItems():
        if not child.isVisible():
            continue
        if child.property("modal") is True:
            return child
        found = _find_modal(child)
        if found is not None:
            return found
    return None


def _walk(item: QQuickItem, clip: QRectF, found: Rows) -> None:
    if not item.isVisible() or item.opacity() <= 0.01:
        return
    box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    if item.clip():
        clip = clip.intersected(box)
    if not box.isEmpty() and not box.intersects(clip):
        return  # scrolled out of sight
    kind = item.metaObject().className()
    if item.property("touchTarget") is True:
        found["targets"].append(
            {
                "name": item.property("name"),
                # What it is in every language, for the few that must be found on every screen: "home", "back", "help", "view", "skip".
                "id": item.objectName(),
                "box": _box(box),
                "inside": clip.contains(box),
                "enabled": item.isEnabled(),
                # A control with an outline of its own, unlike a picture or an entry of a list that is touched.
                "outlined": item.property("tone") is not None,
            }
        )
    if kind == "QrCodeItem" and item.property("modulePixels"):
        found["codes"].append(
            {
                "payload": item.property("payload"),
                "box": _box(box),
                "modules": item.property("modules"),
                "module_px": item.property("modulePixels"),
            }
        )
    if item.property("isPicture") is True:
        found["pictures"].append(_picture(item))
    if item.property("ink") is not None and item.property("text"):
        found["texts"].append(_text(item, clip))
    for child in item.childItems():
        _walk(child, clip, found)


def _text(item: QQuickItem, clip: QRectF) -> dict[str, Any]:
    """A text with the box of its ink, which is larger than its item when it does not fit."""
    inside: QRectF = item.property("ink")
    ink = item.mapRectToScene(inside)
    # A line's height may round to a pixel more than its item has; a word is never cut by that.
    room = QRectF(0, 0, item.width(), item.height()).adjusted(-1, -2, 1, 2)
    clipped = not clip.adjusted(-1, -1, 1, 1).contains(ink)
    words, font = str(item.property("text")), QFont(item.property("font"))
    # A line of styled words says so itself.
    font.setItalic(font.italic() or "<i>" in words)
    return {
        "text": words,
        "boxes": missing(words, font),
        "box": _box(ink),
        "px": font.pixelSize(),
        "color": QColor(item.property("color")).name(),
        "enabled": item.isEnabled(),
        # A line that was set from a longer text.
        "line": item.property("line") is not None,
        "verse": item.parentItem().property("verse") is True,
        # A line that was set from a longer text is broken by whoever set it.
        "torn": overflowing_word(words, font, item.width())
        if item.property("line") is None and item.property("turnsOver")
        else "",
        "truncated": bool(item.property("truncated")) or clipped or not room.contains(inside),
    }


def _picture(item: QQuickItem) -> dict[str, Any]:
    size = item.property("masterSize")
    origin = item.mapRectToScene(
        QRectF(
            item.property("paintedX"),
            item.property("paintedY"),
            item.property("paintedWidth"),
            item.property("paintedHeight"),
        )
    )
    return {
        "work": item.property("work"),
        "box": _box(origin),
        "master": [size.width(), size.height()],
        "ready": item.property("ready"),
    }


def _box(rect: QRectF) -> Box:
    return [round(rect.x(), 2), round(rect.y(), 2), round(rect.width(), 2), round(rect.height(), 2)]
