"""The visible tiles of a large picture; QML paints them over the softer derivative."""

from PySide6.QtCore import QObject, QRectF, QSize, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.pictures import tiles
from kiosk.pictures.cache import TileSet
from kiosk.qt.gc_scheduler import release_on_destroy
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.qt.qml import Property
from kiosk.viewmodels.gallery.image_loader import ImageLoader

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class TileModel(KeyedListModel):
    """The visible tiles. Rows hold ``url`` and the tile's edges.

    ``painted`` is the size of the whole picture as painted, ``visibleArea`` the part of it that is
    visible; all lengths are in pixels of the painted picture. The next coarser level lies below the
    sharp one, so that nothing turns soft while zooming.
    """

    inputChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(("url", "tileX", "tileY", "wide", "tall"), parent)
        self._image_loader: ImageLoader | None = None
        self._work = ""
        self._painted = QSize()
        self._visible_area = QRectF()
        self._tiles: TileSet | None = None
        release_on_destroy(self)

    @Property(ImageLoader, notify=inputChanged)
    def imageLoader(self) -> ImageLoader | None:
        return self._image_loader

    @imageLoader.setter
    def imageLoader(self, value: ImageLoader | None) -> None:
        if value is not self._image_loader and value is not None:
            self._image_loader = value
            value.tiles_ready.connect(self._on_tiles_ready)
            self._request_tiles()

    @Property(str, notify=inputChanged)
    def work(self) -> str:
        """The work's key; empty while the picture is not zoomed."""
        return self._work

    @work.setter
    def work(self, value: str) -> None:
        if value != self._work:
            self._work = value
            self._request_tiles()

    @Property(QSize, notify=inputChanged)
    def painted(self) -> QSize:
        return self._painted

    @painted.setter
    def painted(self, value: QSize) -> None:
        if value != self._painted:
            self._painted = value
            self._update_rows()

    @Property(QRectF, notify=inputChanged)
    def visibleArea(self) -> QRectF:
        return self._visible_area

    @visibleArea.setter
    def visibleArea(self, value: QRectF) -> None:
        if value != self._visible_area:
            self._visible_area = value
            self._update_rows()

    def _request_tiles(self) -> None:
        self._tiles = (
            self._image_loader.find_tiles(self._work) if self._image_loader and self._work else None
        )
        if self._tiles is None and self._image_loader and self._work:
            self._image_loader.request_tiles(self._work)
        self._update_rows()

    @Slot(str)
    def _on_tiles_ready(self, key: str) -> None:
        if key == self._work and self._image_loader is not None:
            self._tiles = self._image_loader.find_tiles(key)
            self._update_rows()

    def _update_rows(self) -> None:
        self.inputChanged.emit()
        found = self._tiles
        wide, tall = self._painted.width(), self._painted.height()
        if found is None or wide < 1 or tall < 1 or self._visible_area.isEmpty():
            self.set_rows([])
            return
        sharp = tiles.level_for(found.width, found.height, wide)
        coarse = min(sharp + 1, tiles.levels(found.width, found.height) - 1)
        rows: list[Row] = []
        for level in dict.fromkeys((coarse, sharp)):
            rows += self._level_rows(found, level, wide, tall)
        self.set_rows(rows)

    def _level_rows(self, found: TileSet, level: int, wide: int, tall: int) -> list[Row]:
        width, height = tiles.level_size(found.width, found.height, level)
        across, down = wide / width, tall / height
        area = self._visible_area
        seen = tiles.visible_tiles(
            width,
            height,
            area.left() / across,
            area.top() / down,
            area.right() / across,
            area.bottom() / down,
        )
        rows: list[Row] = []
        for tile in seen:
            left, top, right, bottom = tile.box(width, height)
            # Edges are rounded, not sizes, so that no seam shows between two tiles.
            x, y = round(left * across), round(top * down)
            name = tiles.name(level, tile, opaque=found.opaque)
            rows.append(
                {
                    "key": name,
                    "url": QUrl.fromLocalFile(str(found.folder / name)),
                    "tileX": x,
                    "tileY": y,
                    "wide": round(right * across) - x,
                    "tall": round(bottom * down) - y,
                }
            )
        return rows
