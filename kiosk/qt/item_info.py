"""What an item of the screen is: read by the audit, the tests and the voice.

An item that counts declares it by one property, ``roles``, a sum of ``ItemRoles``; each role says
which further properties the item has. Why not by an attached type:
docs/decisions/0021-item-roles-instead-of-attached-objects.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Q_RETURN_ARG, QEnum, QMetaObject, QObject, QRectF, QSize
from PySide6.QtGui import QColor, QFont
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from kiosk.qt.qml import QmlUncreatable

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("an enumeration")
class ItemRoles(QObject):
    """The roles of an item; one item may have several."""

    @QEnum
    class Value(IntEnum):
        """What the item is, and which properties tell about it."""

        # Words: see TextInfo.
        Text = 1
        # A control: see TargetInfo.
        Target = 2
        # A work's picture: see PictureInfo.
        Picture = 4
        # A part of an enlarged picture: see is_sharp.
        Tile = 8
        # Reads from disk, or sets a text: see is_loading.
        Loader = 16
        # Turns pages: see PagerInfo.
        Pager = 32
        # Lies over the whole screen and takes its touches: see covered_part.
        Modal = 64
        # A work on the wall that is shown as words instead of a picture: see SheetInfo.
        Sheet = 128
        # Enlarges a picture: see max_zoom.
        Magnifier = 256
        # Two switches go through its controls as one group: see scan_sections.
        Group = 512


Role = ItemRoles.Value


@dataclass(frozen=True, kw_only=True)
class TextInfo:
    """Words on the screen.

    ``ink`` is where they are painted, in the item's coordinates, in pixels.
    """

    text: str
    ink: QRectF
    font: QFont
    color: QColor
    # May be broken over several lines.
    wraps: bool
    truncated: bool
    # One line that was set from a longer text, and whether that is verse.
    is_line: bool
    is_verse: bool
    is_title: bool
    # The words as they are broken: with U+2028 where a title's lines end.
    broken: str
    # The lines as they are drawn.
    line_count: int


@dataclass(frozen=True, kw_only=True)
class TargetInfo:
    """A control: its name, whether it is the chosen one, and whether it draws its own outline."""

    name: str
    selected: bool
    outlined: bool


@dataclass(frozen=True, kw_only=True)
class PictureInfo:
    """A work's picture. Both in pixels: ``painted`` is its rectangle in the item's coordinates,
    ``master`` the size of the file.
    """

    work: str
    painted: QRectF
    master: QSize
    ready: bool


@dataclass(frozen=True, kw_only=True)
class SheetInfo:
    """A work's words on the wall; ``area`` is the sheet in the item's coordinates, in pixels."""

    work: str
    area: QRectF


@dataclass(frozen=True, kw_only=True)
class PagerInfo:
    """Turns pages; ``page`` counts from 0."""

    page: int
    page_count: int


def has_role(item: QQuickItem, role: Role) -> bool:
    """True when the item declares ``role``."""
    roles = item.property("roles")
    return isinstance(roles, int) and bool(roles & role)


def visible_items(item: QQuickItem, role: Role) -> Iterator[QQuickItem]:
    """The visible items with ``role`` in the tree below ``item``, itself included."""
    if item.isVisible():
        if has_role(item, role):
            yield item
        for child in item.childItems():
            yield from visible_items(child, role)


def is_target(item: QQuickItem) -> bool:
    """True for a control that can be touched now."""
    return has_role(item, Role.Target) and item.isEnabled()


def text_info(item: QQuickItem) -> TextInfo:
    """Of an item with the role Text."""
    broken = str(_read(item, "text"))
    ink = QMetaObject.invokeMethod(item, "ink", Q_RETURN_ARG("QRectF"))
    if not isinstance(ink, QRectF):
        raise TypeError(f"{item.metaObject().className()} has no function 'ink'")
    return TextInfo(
        text=broken.replace("\u200b\u2028", "").replace("\u2028", " "),
        broken=broken,
        ink=ink,
        font=QFont(_read(item, "font")),
        color=QColor(_read(item, "color")),
        wraps=_read(item, "wraps"),
        truncated=_read(item, "truncated"),
        is_line=_read(item, "isLine"),
        is_verse=_read(item, "isVerse"),
        is_title=_read(item, "isTitle"),
        line_count=int(_read(item, "lineCount")),
    )


def seen_part(text: str, ink: QRectF, pixels: float) -> QRectF:
    """Where words of ``pixels`` are seen within their ink, whose lines have a blank foot; figures
    neither hang low nor stand high.
    """
    if text.strip().isdecimal():
        # Figures of the typefaces stand from 0.26 to 0.76 of a line.
        blank = 0.24 * ink.height()
        return ink.adjusted(0, blank, 0, -blank)
    return ink.adjusted(0, 0, 0, -0.07 * pixels)


def target_info(item: QQuickItem) -> TargetInfo:
    """Of an item with the role Target."""
    return TargetInfo(
        name=str(_read(item, "name")),
        selected=_read(item, "selected"),
        outlined=_read(item, "outlined"),
    )


def picture_info(item: QQuickItem) -> PictureInfo:
    """Of an item with the role Picture."""
    return PictureInfo(
        work=_read(item, "work"),
        painted=_read(item, "painted"),
        master=_read(item, "masterSize"),
        ready=_read(item, "ready"),
    )


def sheet_info(item: QQuickItem) -> SheetInfo:
    """Of an item with the role Sheet."""
    return SheetInfo(
        work=_read(item, "work"),
        area=QRectF(0, 0, _read(item, "pictureWidth"), _read(item, "pictureHeight")),
    )


def pager_info(item: QQuickItem) -> PagerInfo:
    """Of an item with the role Pager."""
    return PagerInfo(page=int(_read(item, "page")), page_count=int(_read(item, "pageCount")))


def covered_part(item: QQuickItem) -> QRectF | None:
    """The part of the screen that an item with the role Modal hides, in its own coordinates.

    None if it is all of it.
    """
    covered = item.property("covered")
    return QRectF(covered) if covered is not None else None


def is_loading(item: QQuickItem) -> bool:
    """True while an item with the role Loader reads a picture from disk or sets a long text."""
    return bool(_read(item, "loading"))


def is_sharp(item: QQuickItem) -> bool:
    """True when an item with the role Tile is painted at its full resolution."""
    return bool(_read(item, "sharp"))


def max_zoom(item: QQuickItem) -> float:
    """How often an item with the role Magnifier can double its picture."""
    return float(_read(item, "maxZoom"))


def _read(item: QQuickItem, name: str) -> Any:
    """The value of a property that the item's role promises. Raises AttributeError."""
    value = item.property(name)
    if value is None:
        raise AttributeError(f"{item.metaObject().className()} has no property '{name}'")
    return value
