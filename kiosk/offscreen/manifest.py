"""Read what a window shows from its item tree: texts, touch targets, codes and pictures."""

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.input.scan_targets import presses_to_targets
from kiosk.offscreen.glyphs import has_slashed_zero, missing_glyphs
from kiosk.offscreen.overflowing_words import broken_word, lines
from kiosk.qt.item_info import (
    Role,
    TextInfo,
    covered_part,
    has_role,
    is_target,
    picture_info,
    seen_part,
    sheet_info,
    target_info,
    text_info,
)
from kiosk.viewmodels.qr_code_item import QrCodeItem

Box = list[float]
Manifest = dict[str, list[dict[str, Any]]]


def read_window(window: QQuickWindow) -> Manifest:
    """Return the rows of one screen. Boxes are [x, y, width, height] in pixels of the window.

    While a modal item covers the screen, only the items inside it are listed; where it covers a
    part, also what is seen of the others.
    """
    found: Manifest = {
        "texts": [],
        "targets": [],
        "codes": [],
        "pictures": [],
        "sheets": [],
        "covered": [],
    }
    root = window.contentItem()
    whole = QRectF(0, 0, window.width(), window.height())
    modal = _find_modal(root)
    _walk(modal or root, whole, found)
    if modal is not None and (covered := covered_part(modal)) is not None:
        beside: Manifest = {"texts": [], "targets": [], "codes": [], "pictures": [], "sheets": []}
        _walk(root, whole, beside, modal)
        _add_uncovered(found, beside, modal.mapRectToScene(covered))
        found["covered"].append({"box": _box(modal.mapRectToScene(covered))})
    return found


def _add_uncovered(found: Manifest, beside: Manifest, covered: QRectF) -> None:
    """Add what is not wholly covered; words that are covered by half count as cut, and controls as
    not whole.
    """
    for kind, rows in beside.items():
        for row in rows:
            box = QRectF(*row["box"])
            if kind == "texts":
                box = seen_part(row["text"], box, row["px"])
            if box.isEmpty() or covered.adjusted(-1, -1, 1, 1).contains(box):
                continue
            if kind == "texts" and covered.adjusted(1, 1, -1, -1).intersects(box):
                row["truncated"] = True
            # What fills the screen, as the work that is open, goes on beside the question.
            is_small = box.width() * box.height() < covered.width() * covered.height()
            if kind == "targets" and is_small and covered.adjusted(2, 2, -2, -2).intersects(box):
                row["inside"] = False
            found[kind].append(row)


def switch_presses(window: QQuickWindow) -> list[tuple[str, int]]:
    """The name of each control, and the presses of two switches by which it is used."""
    return presses_to_targets(window.contentItem())


def _find_modal(item: QQuickItem) -> QQuickItem | None:
    for child in item.childItems():
        if not child.isVisible():
            continue
        if has_role(child, Role.Modal):
            return child
        found = _find_modal(child)
        if found is not None:
            return found
    return None


def _walk(item: QQuickItem, clip: QRectF, found: Manifest, but: QQuickItem | None = None) -> None:
    """Add the rows of an item and those below it, ``but`` of one."""
    if item is but or not item.isVisible() or item.opacity() <= 0.01:
        return
    box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    if item.clip():
        clip = clip.intersected(box)
    if not box.isEmpty() and not box.intersects(clip):
        return  # scrolled out of sight
    if is_target(item):
        found["targets"].append(_target(item, box, clip))
    if isinstance(item, QrCodeItem) and item.modulePixels:
        found["codes"].append(
            {
                "payload": item.payload,
                "box": _box(box),
                "modules": item.modules,
                "module_px": item.modulePixels,
            }
        )
    if has_role(item, Role.Picture):
        found["pictures"].append(_picture(item))
    if has_role(item, Role.Sheet):
        sheet = sheet_info(item)
        found["sheets"].append({"work": sheet.work, "box": _box(item.mapRectToScene(sheet.area))})
    if has_role(item, Role.Text) and (info := text_info(item)).text:
        found["texts"].append(_text(item, info, clip))
    for child in item.childItems():
        _walk(child, clip, found, but)


def _target(item: QQuickItem, box: QRectF, clip: QRectF) -> dict[str, Any]:
    info = target_info(item)
    return {
        "name": info.name,
        # The same in every language, for the few controls that rules look for, such as "home".
        "id": item.objectName(),
        "box": _box(box),
        "inside": clip.contains(box),
        "enabled": item.isEnabled(),
        "outlined": info.outlined,
    }


def _text(item: QQuickItem, info: TextInfo, clip: QRectF) -> dict[str, Any]:
    """A text with the box of its ink, which is larger than its item when it does not fit."""
    ink = item.mapRectToScene(info.ink)
    # A line's height may round to a pixel more than its item has; that never cuts a word.
    room = QRectF(0, 0, item.width(), item.height()).adjusted(-1, -2, 1, 2)
    clipped = not clip.adjusted(-1, -1, 1, 1).contains(ink)
    font = info.font
    # In a line of styled words, markup makes the words italic.
    font.setItalic(font.italic() or "<i>" in info.text)
    # The typesetter breaks the lines of a longer text.
    may_overflow = info.wraps and not info.is_line
    return {
        "text": info.text,
        "boxes": missing_glyphs(info.text, font),
        "slashed_zero": has_slashed_zero(info.text, font),
        "box": _box(ink),
        "px": font.pixelSize(),
        "color": info.color.name(),
        "enabled": item.isEnabled(),
        "line": info.is_line,
        "verse": info.is_verse,
        "torn": broken_word(info, font, item.width()) if may_overflow else "",
        "title": info.is_title,
        "room": item.width(),
        # Where the item itself breaks its words: each line, and its width.
        "lines": list(lines(info.broken, font, item.width())) if may_overflow else [],
        "truncated": info.truncated or clipped or not room.contains(info.ink),
    }


def _picture(item: QQuickItem) -> dict[str, Any]:
    info = picture_info(item)
    return {
        "work": info.work,
        "box": _box(item.mapRectToScene(info.painted)),
        "master": [info.master.width(), info.master.height()],
        "ready": info.ready,
    }


def _box(rect: QRectF) -> Box:
    return [round(rect.x(), 2), round(rect.y(), 2), round(rect.width(), 2), round(rect.height(), 2)]
