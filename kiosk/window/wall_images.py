"""The wall behind the works as a picture without bands: a light in one place, and fine grain."""

import random
from array import array
from functools import cache
from time import thread_time

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QRadialGradient
from PySide6.QtQuick import QQuickImageProvider

from kiosk.qt.turn import turn

# What stays of the colour in the corners.
CORNER_SHARE = 0.6
# Pixels of a tile of grain. One step of 8 bits is 257 in 16.
_TILE = 128
# Pixels of one side: more than any screen has.
_MAX_SIDE = 8_192


class WallImages(QQuickImageProvider):
    """Paints ``image://wall/RRGGBB/X/Y``: lightest at X and Y, which are per cent of its sides.

    A dark gradient has some twenty steps of 8 bits on a whole screen, seen as bands. It is painted
    in 16 bits, grain of one step is added, and then it is rounded.
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
        # In the window's thread: some 12 ms for a screen.
        turn.spend(thread_time() - began)
        return wall


def paint_wall(colour: QColor, wide: int, tall: int, light: tuple[float, float]) -> QImage:
    """A wall of this colour at the light, darker towards the corners; sizes in pixels.

    ``light`` is the place of the light in parts of the width and of the height.
    """
    middle = QPointF(wide * light[0], tall * light[1])
    across = max(middle.x(), wide - middle.x())
    down = max(middle.y(), tall - middle.y())
    gradient = QRadialGradient(middle, (across**2 + down**2) ** 0.5)
    gradient.setColorAt(0, colour)
    gradient.setColorAt(
        1,
        QColor.fromRgbF(
            colour.redF() * CORNER_SHARE,
            colour.greenF() * CORNER_SHARE,
            colour.blueF() * CORNER_SHARE,
        ),
    )
    picture = QImage(wide, tall, QImage.Format.Format_RGBX64)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), gradient)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    painter.fillRect(picture.rect(), QBrush(_grain()))
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def _per_cent(text: str) -> float:
    return min(100, int(text)) / 100 if text.isdecimal() else 0.5


@cache
def _grain() -> QImage:
    """A tile of grain: less than one step of 8 bits, the same in all three colours."""
    generator = random.Random(1)
    # 0 to 255: less than a step.
    greys = array("H", list(generator.randbytes(_TILE * _TILE)))
    values = array("H", bytes(8 * _TILE * _TILE))
    for channel in range(3):
        values[channel::4] = greys
    return QImage(
        values.tobytes(), _TILE, _TILE, 8 * _TILE, QImage.Format.Format_RGBA64_Premultiplied
    ).copy()
