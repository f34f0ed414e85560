"""The wall behind the works as a picture without bands: a light in one place, and fine grain."""

import random
from array import array
from functools import cache, lru_cache
from time import thread_time

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QRadialGradient
from PySide6.QtQuick import QQuickImageProvider

from kiosk.qt.turn import turn

# What stays of the colour in the corners.
CORNER_SHARE = 0.6
# Pixels of a tile of grain.
_TILE = 128
# Of 256 shades, those of one step of a wall's colour, which has 12 to 20 steps.
_GRAIN = 16
# The shades of more pixels than a usual screen has are painted at half of their size, and enlarged:
# of a byte each, that takes a few milliseconds, once.
_MOST_PIXELS = 2_400_000
# Pixels of one side: more than any screen has.
_MAX_SIDE = 8_192


class WallImages(QQuickImageProvider):
    """Paints ``image://wall/RRGGBB/X/Y``: lightest at X and Y, which are per cent of its sides.

    A dark gradient has some twenty steps of 8 bits on a whole screen, seen as bands. Its 256 shades
    are painted with a grain of one such step, once for a size; a wall is these in its colours.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._kept: tuple[object, QImage] | None = None

    def paint(self, name: str, wide: int, tall: int) -> QImage:
        """The wall ``RRGGBB/X/Y`` in pixels, kept until it, or another one, is asked for by QML."""
        colour, x, y = (*name.split("/"), "50", "50")[:3]
        wall = paint_wall(QColor(f"#{colour}"), wide, tall, (_per_cent(x), _per_cent(y)))
        self._kept = (name, wide, tall), wall
        return wall

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        """The wall in the requested size in pixels; a pixel for an address that is none."""
        wide = min(max(1, requestedSize.width()), _MAX_SIDE)
        tall = min(max(1, requestedSize.height()), _MAX_SIDE)
        size.setWidth(wide)
        size.setHeight(tall)
        kept, self._kept = self._kept, None
        if kept is not None and kept[0] == (id, wide, tall):
            return kept[1]
        began = thread_time()
        wall = self.paint(id, wide, tall)
        self._kept = None
        # In the window's thread: the first of a size takes some 20 ms.
        turn.spend(thread_time() - began)
        return wall


def paint_wall(colour: QColor, wide: int, tall: int, light: tuple[float, float]) -> QImage:
    """A wall of this colour at the light, darker towards the corners; sizes in pixels.

    ``light`` is the place of the light in parts of the width and of the height.
    """
    shades = _shades(wide, tall, light)
    shades.setColorTable(_colours(colour))
    return shades.convertToFormat(QImage.Format.Format_RGB32)


def _colours(colour: QColor) -> list[int]:
    """The colours of the 256 shades of a wall, the darkest first."""
    steps = 255 - _GRAIN
    table = []
    for shade in range(256):
        share = min(1.0, max(0.0, (shade - _GRAIN / 2) / steps))
        part = CORNER_SHARE + (1 - CORNER_SHARE) * share
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (round(255 * channel * part) for channel in channels)
        table.append(0xFF000000 | red << 16 | green << 8 | blue)
    return table


@lru_cache(maxsize=2)
def _shades(wide: int, tall: int, light: tuple[float, float]) -> QImage:
    """How light each pixel of a wall is, 0 to 255, with its grain: the same for every colour.

    It is painted once for a size, which takes as long as ten walls made of it.
    """
    if wide * tall > _MOST_PIXELS:
        return _paint_shades((wide + 1) // 2, (tall + 1) // 2, light).scaled(wide, tall)
    return _paint_shades(wide, tall, light)


def _paint_shades(wide: int, tall: int, light: tuple[float, float]) -> QImage:
    middle = QPointF(wide * light[0], tall * light[1])
    across = max(middle.x(), wide - middle.x())
    down = max(middle.y(), tall - middle.y())
    gradient = QRadialGradient(middle, (across**2 + down**2) ** 0.5)
    lightest = 1 - _GRAIN / 255
    gradient.setColorAt(0, QColor.fromRgbF(lightest, lightest, lightest))
    gradient.setColorAt(1, QColor(0, 0, 0))
    picture = QImage(wide, tall, QImage.Format.Format_RGBX64)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), gradient)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    painter.fillRect(picture.rect(), QBrush(_grain()))
    painter.end()
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    grey.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    return grey


def _per_cent(text: str) -> float:
    return min(100, int(text)) / 100 if text.isdecimal() else 0.5


@cache
def _grain() -> QImage:
    """A tile of grain: ``_GRAIN`` shades, the same in all three colours."""
    generator = random.Random(1)
    # A shade is 257 of 16 bits.
    greys = array("H", [_GRAIN * grain for grain in generator.randbytes(_TILE * _TILE)])
    values = array("H", bytes(8 * _TILE * _TILE))
    for channel in range(3):
        values[channel::4] = greys
    return QImage(
        values.tobytes(), _TILE, _TILE, 8 * _TILE, QImage.Format.Format_RGBA64_Premultiplied
    ).copy()
