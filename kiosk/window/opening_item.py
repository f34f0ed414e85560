"""The picture of the first work on its wall, painted before there is an interface."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.window.wall_images import WallImages

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("a start makes it")
class Opening(QQuickPaintedItem):
    """Paints what the last start showed first (``kiosk.content.cache.opening``), pixel for pixel.

    It covers the window until Main has drawn the same, and sets ``covered``. Raises ValueError
    when its picture cannot be read.
    """

    changed = Signal()

    def __init__(
        self, parent: QQuickItem, scene: Mapping[str, Any], size: tuple[int, int], walls: WallImages
    ) -> None:
        super().__init__(parent)
        self._covered, self._work = False, str(scene["work"])
        self._image = _paint(scene, size, walls)
        self.setZ(1)
        self.setOpaquePainting(True)
        self.setAntialiasing(False)
        self.setSize(self._image.size().toSizeF())

    @Property(str, constant=True)
    def work(self) -> str:
        return self._work

    @Property(bool, notify=changed)
    def covered(self) -> bool:
        return self._covered

    @covered.setter
    def covered(self, value: bool) -> None:
        if value and not self._covered:
            self._covered = True
            self.setVisible(False)
            self._image = QImage()
            self.changed.emit()
            # Qt has a second picture of it, as large as the window.
            self.deleteLater()

    def paint(self, painter: QPainter) -> None:
        painter.drawImage(0, 0, self._image)


def _paint(scene: Mapping[str, Any], size: tuple[int, int], walls: WallImages) -> QImage:
    """The opening in the window's size in pixels, with the operations of Qt Quick's renderer."""
    picture = QImage(QUrl(scene["pictureSource"]).toLocalFile())
    if picture.isNull():
        raise ValueError("the first work's picture cannot be read")
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(scene["background"]))
    painter = QPainter(image)
    wall = walls.paint(scene["wall"], scene["paintedWidth"], scene["paintedHeight"])
    if scene["mirrored"]:
        wall = wall.mirrored(True, False)
    painter.drawImage(_rectangle(scene["wallPlace"]), wall)
    edge, width = _rectangle(scene["edge"]), float(scene["edgeWidth"])
    for side in _sides(edge, width):
        painter.fillRect(side, QColor(scene["edgeColor"]))
    painter.drawImage(_rectangle(scene["picture"]), picture)
    bar = float(scene["bar"])
    painter.fillRect(QRectF(0, bar, size[0], size[1] - bar), QColor(scene["barColor"]))
    painter.end()
    return image


def _sides(outside: QRectF, width: float) -> tuple[QRectF, ...]:
    """The four sides of a frame, which do not overlap: its colour may be translucent."""
    x, y = outside.x(), outside.y()
    across, down = outside.width(), outside.height()
    return (
        QRectF(x, y, across, width),
        QRectF(x, y + down - width, across, width),
        QRectF(x, y + width, width, down - 2 * width),
        QRectF(x + across - width, y + width, width, down - 2 * width),
    )


def _rectangle(lengths: Mapping[str, float]) -> QRectF:
    return QRectF(lengths["x"], lengths["y"], lengths["width"], lengths["height"])
