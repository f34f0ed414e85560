"""Where "Still here?" stands: beside or below the open work, and over nothing by half."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Slot
from PySide6.QtQml import QmlElement, QmlSingleton
from PySide6.QtQuick import QQuickItem

from kiosk.qt.item_info import Role, has_role, is_loading, picture_info, text_info, visible_items
from kiosk.viewmodels.qr_code_item import QrCodeItem

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# In 1080ths of the stage's shorter side: the place where a screen has no column for it, the least
# column, the least height below a work, and the space to what stays.
USUAL, LEAST_COLUMN, LEAST_BAND, GAP = 640, 400, 240, 20
# The height on a wide screen where a column would cover too much.
LOW_BAND = 370
# Of the screen: a column that would be wider than the first gives way to a band; a place that would
# have to be larger than the second is all of it.
_WIDE, _MOST = 0.5, 0.72
# A control that is larger than this part of the screen is its ground.
_GROUND = 0.5
# Pixels by which boxes may share an edge.
_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; x runs from the reading side."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


def prompt_area(
    width: float, height: float, unit: float, blocks: Sequence[Box], work: Box | None
) -> Box:
    """The place of the question on a screen of this size, in pixels.

    ``blocks`` are what is seen on the screen, ``work`` is the picture that is open, ``unit`` a
    1080th of the shorter side. The place covers each block wholly or not at all, and no part of
    the work, if a column or a band beside it has room; else it is the whole screen.
    """
    whole = Box(0, 0, width, height)
    if work is not None:
        return _beside_work(whole, unit, blocks, work)
    sideways = width >= height
    for part in (USUAL, USUAL - 80, USUAL - 160):
        size = part * unit
        area = (
            Box(width - size, 0, size, height) if sideways else Box(0, height - size, width, size)
        )
        if not any(_is_cut(area, block) for block in blocks):
            return area
    area = _grown(whole, blocks, USUAL * unit, GAP * unit, sideways=sideways)
    if sideways and area.width > _WIDE * width:
        # Of a page of text the upper lines stay, each of them whole.
        band = _grown(whole, blocks, LOW_BAND * unit, 0.0, sideways=False)
        if band.height / height < area.width / width:
            area, sideways = band, False
    share = area.width / width if sideways else area.height / height
    return area if share <= _MOST else whole


def _beside_work(whole: Box, unit: float, blocks: Sequence[Box], work: Box) -> Box:
    """The column beside the work or the band below it, whichever cuts nothing; else the whole."""
    others = [block for block in blocks if not _share(block, work)]
    # The words may begin so near to the picture that only a smaller space is left.
    for gap in (GAP * unit, GAP * unit / 2, 0.0):
        # A picture may hang above the screen's part that is touched.
        beside, below = max(0.0, work.right + gap), max(0.0, work.bottom + gap)
        column = Box(beside, 0, whole.width - beside, whole.height)
        band = Box(0, below, whole.width, whole.height - below)
        for area, enough in (
            (column, column.width >= LEAST_COLUMN * unit),
            (band, band.height >= LEAST_BAND * unit),
        ):
            if enough and not any(_is_cut(area, block) for block in others):
                return area
    return whole


def _share(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > _SLACK and down > _SLACK


def _is_cut(area: Box, block: Box) -> bool:
    """True if a part of the block lies in the area, and a part outside."""
    across = min(area.right, block.right) - max(area.x, block.x)
    down = min(area.bottom, block.bottom) - max(area.y, block.y)
    outside = across < block.width - _SLACK or down < block.height - _SLACK
    return outside and _share(area, block)


def _grown(whole: Box, blocks: Sequence[Box], size: float, gap: float, *, sideways: bool) -> Box:
    """The last ``size`` of the screen, grown to the beginning of whatever it would cut."""
    edge = (whole.width if sideways else whole.height) - size
    while True:
        if sideways:
            area = Box(edge, 0, whole.width - edge, whole.height)
        else:
            area = Box(0, edge, whole.width, whole.height - edge)
        starts = [block.x if sideways else block.y for block in blocks if _is_cut(area, block)]
        nearer = [start - gap for start in starts if start - gap < edge]
        if not nearer:
            return area
        edge = max(0.0, min(nearer))


@QmlElement
@QmlSingleton
class PromptPlace(QObject):
    """Finds the place of "Still here?" for QML; one object for each QML engine."""

    @Slot(QQuickItem, float, float, float, bool, result=QRectF)
    def area(
        self, scene: QQuickItem, width: float, height: float, unit: float, workOpen: bool
    ) -> QRectF:
        """See ``prompt_area``; in the coordinates of the item ``scene``."""
        blocks, pictures = _seen(scene, width * height)
        work = pictures[0] if workOpen and len(pictures) == 1 else None
        found = prompt_area(width, height, unit, [*blocks, *pictures], work)
        return QRectF(round(found.x), round(found.y), round(found.width), round(found.height))

    @Slot(QQuickItem, result=bool)
    def isLoading(self, scene: QQuickItem) -> bool:
        """True while a picture or a text of the screen is being made."""
        return any(map(is_loading, visible_items(scene, Role.Loader)))


def _seen(scene: QQuickItem, whole: float) -> tuple[list[Box], list[Box]]:
    """The boxes of the words, codes and controls, and those of the pictures."""
    blocks: list[Box] = []
    pictures: list[Box] = []
    for item in _visible(scene):
        if has_role(item, Role.Picture):
            room = QRectF(0, 0, item.width(), item.height())
            painted = picture_info(item).painted.intersected(room)
            if not painted.isEmpty():
                pictures.append(_box(item, painted, scene))
        elif has_role(item, Role.Text) and text_info(item).text:
            blocks.append(_box(item, text_info(item).ink, scene))
        elif isinstance(item, QrCodeItem) or (
            has_role(item, Role.Target) and item.width() * item.height() < _GROUND * whole
        ):
            blocks.append(_box(item, QRectF(0, 0, item.width(), item.height()), scene))
    return blocks, pictures


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from _visible(child)


def _box(item: QQuickItem, part: QRectF, scene: QQuickItem) -> Box:
    found = item.mapRectToItem(scene, part)
    return Box(found.x(), found.y(), found.width(), found.height())
