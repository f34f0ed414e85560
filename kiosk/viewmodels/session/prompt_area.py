"""Where "Still here?" stands: beside or below the open work, and over nothing by half."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QRectF, Slot
from PySide6.QtQml import QmlElement, QmlSingleton
from PySide6.QtQuick import QQuickItem

from kiosk.qt.item_info import (
    Role,
    has_role,
    is_loading,
    picture_info,
    seen_part,
    text_info,
    visible_items,
)
from kiosk.viewmodels.qr_code_item import QrCodeItem

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# In 1080ths of the stage's shorter side: the place where a screen has no column for it, the least
# column, the least height below a work, and the space to what stays.
USUAL, LEAST_COLUMN, LEAST_BAND, GAP = 640, 400, 240, 20
# The height of a band where a column would cover more.
LOW_BAND = 370
# A place that would have to be larger than this part of the screen is all of it.
_MOST = 0.72
# Where a column or a band takes less than this part of the screen, no corner is looked for.
_SMALL = 0.4
# A control that is larger than this part of the screen is its ground.
_GROUND = 0.5
# Pixels by which boxes may share an edge.
_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; x runs from the reading side.

    Of an ``exact`` one, a picture or a sheet, not even a row of pixels is left beside a cover.
    """

    x: float
    y: float
    width: float
    height: float
    exact: bool = False

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


# Whether the question's words have room in a place of this width and height, in pixels.
HasRoom = Callable[[float, float], bool]


def prompt_area(
    width: float,
    height: float,
    unit: float,
    blocks: Sequence[Box],
    work: Box | None,
    has_room: HasRoom = lambda width, height: True,
) -> Box:
    """The place of the question on a screen of this size, in pixels.

    ``blocks`` are what is seen on the screen, ``work`` is the picture that is open, ``unit`` a
    1080th of the shorter side. The place covers each block wholly or not at all, and no part of
    the work, if a column or a band beside it has room; else it is the whole screen. Without a work
    it is the least column, band or corner in which the words have room.
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
        if has_room(area.width, area.height) and not any(_is_cut(area, block) for block in blocks):
            return area
    return _least_place(whole, unit, blocks, has_room) or whole


def _least_place(whole: Box, unit: float, blocks: Sequence[Box], has_room: HasRoom) -> Box | None:
    """The least column, band or corner at the screen's end that cuts nothing."""
    gap = GAP * unit
    beside = [edge for block in blocks for edge in (block.x - gap, block.right + gap)]
    across = _edges(beside, whole.width, (USUAL * unit, LEAST_COLUMN * unit))
    # The line above may reach a pixel into this one.
    below = [
        edge
        for block in blocks
        for edge in (block.y + (-_SLACK if block.exact else _SLACK), block.bottom)
    ]
    down = _edges(below, whole.height, (LOW_BAND * unit, USUAL * unit))
    found = [
        *(Box(x, 0, whole.width - x, whole.height) for x in across),
        *(Box(0, y, whole.width, whole.height - y) for y in down),
    ]
    least = _least(found, whole, unit, blocks, has_room)
    if least is not None and least.width * least.height <= _SMALL * whole.width * whole.height:
        return least
    corners = list(_corners(whole, gap, blocks, down))
    return _least([*corners, *([least] if least else [])], whole, unit, blocks, has_room)


def _corners(whole: Box, gap: float, blocks: Sequence[Box], down: Sequence[float]) -> Iterator[Box]:
    """Places below each of the edges ``down``, beside whatever reaches across it: at the screen's
    end, and at its beginning, as below a list that has a code beside it.
    """
    for y in down:
        crossed = [one for one in blocks if one.y < y - _SLACK and one.bottom > y + _SLACK]
        if crossed:
            x = max(one.right for one in crossed) + gap
            yield Box(x, y, whole.width - x, whole.height - y)
            yield Box(0, y, min(one.x for one in crossed) - gap, whole.height - y)


def _edges(starts: Sequence[float], whole: float, ends: tuple[float, float]) -> list[float]:
    """Where a place may begin, in order: where a block does, or so far from the screen's end."""
    usual = (whole - end for end in ends)
    return sorted({float(int(edge)) for edge in (*starts, *usual) if 0 < edge < whole})


def _least(
    found: Sequence[Box], whole: Box, unit: float, blocks: Sequence[Box], has_room: HasRoom
) -> Box | None:
    for area in sorted(found, key=lambda area: area.width * area.height):
        if area.width * area.height > _MOST * whole.width * whole.height:
            return None
        is_large = area.width >= LEAST_COLUMN * unit and area.height >= LEAST_BAND * unit
        if not is_large or not has_room(area.width, area.height):
            continue
        if not any(_is_cut(area, block) for block in blocks):
            return area
    return None


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
    slack = 0.0 if block.exact else _SLACK
    outside = across < block.width - slack or down < block.height - slack
    return outside and _share(area, block)


@QmlElement
@QmlSingleton
class PromptPlace(QObject):
    """Finds the place of "Still here?" for QML; one object for each QML engine."""

    @Slot(QQuickItem, float, float, float, bool, "QVariantList", result=QRectF)
    def area(
        self,
        scene: QQuickItem,
        width: float,
        height: float,
        unit: float,
        workOpen: bool,
        heights: list[list[float]],
    ) -> QRectF:
        """See ``prompt_area``; in the coordinates of the item ``scene``.

        ``heights`` are pairs of a place's width and the height that the words take in it, in
        pixels, the least width first.
        """
        blocks, pictures = _seen(scene, width * height)
        work = pictures[0] if workOpen and len(pictures) == 1 else None
        found = prompt_area(
            width, height, unit, [*blocks, *pictures], work, partial(_have_room, heights)
        )
        return QRectF(round(found.x), round(found.y), round(found.width), round(found.height))

    @Slot(QQuickItem, result=bool)
    def isLoading(self, scene: QQuickItem) -> bool:
        """True while a picture or a text of the screen is being made."""
        return any(map(is_loading, visible_items(scene, Role.Loader)))


def _have_room(heights: Sequence[Sequence[float]], width: float, height: float) -> bool:
    """True where the words have room in a place, going by the next narrower one of ``heights``."""
    needed = [taken for across, taken in heights if across <= width]
    return bool(needed) and needed[-1] <= height


def _seen(scene: QQuickItem, whole: float) -> tuple[list[Box], list[Box]]:
    """The boxes of the words, codes and controls, and those of the pictures."""
    blocks: list[Box] = []
    pictures: list[Box] = []
    # A line of verse that turns over is one block.
    verse: dict[int, Box] = {}
    for item in _visible(scene):
        if has_role(item, Role.Picture):
            room = QRectF(0, 0, item.width(), item.height())
            painted = picture_info(item).painted.intersected(room)
            if not painted.isEmpty():
                pictures.append(replace(_box(item, painted, scene), exact=True))
        elif has_role(item, Role.Text) and text_info(item).text:
            info = text_info(item)
            box = _box(item, seen_part(info.text, info.ink, info.font.pixelSize()), scene)
            number = item.property("block")
            if info.is_verse and isinstance(number, int):
                verse[number] = _united(verse.get(number, box), box)
            else:
                blocks.append(box)
        elif isinstance(item, QrCodeItem) or (
            has_role(item, Role.Target) and item.width() * item.height() < _GROUND * whole
        ):
            box = _box(item, QRectF(0, 0, item.width(), item.height()), scene)
            # The paper of a text on the wall, as a picture.
            blocks.append(replace(box, exact=has_role(item, Role.Sheet)))
    return [*blocks, *verse.values()], pictures


def _united(one: Box, other: Box) -> Box:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Box(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from _visible(child)


def _box(item: QQuickItem, part: QRectF, scene: QQuickItem) -> Box:
    found = item.mapRectToItem(scene, part)
    return Box(found.x(), found.y(), found.width(), found.height())
