"""The QR code as an item: whole-pixel modules on white, with its quiet zone, never smoothed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.qr import QUIET_ZONE, QrCode, encode, module_size
from kiosk.qt.gc_scheduler import release_on_destroy
from kiosk.qt.qml import Property

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class QrCodeItem(QQuickPaintedItem):
    """Paints ``payload`` with modules of whole pixels, as large as ``preferredSize`` allows.

    All sizes are in pixels. ``preferredSize`` and ``maxSize`` include the quiet zone. With
    ``leastModule`` a dense code takes more room, so that its modules have that size. Where the
    code alone would be smaller than ``minSize``, it takes more room, up to ``maxSize``. The item
    takes exactly the size that it needs. An empty or impossible payload has size 0.
    """

    changed = Signal()
    # Apart from ``changed``: sizes may go by the modules.
    modulesChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._payload = ""
        self._preferred_size = self._min_size = self._max_size = self._least_module = 0
        self._code: QrCode | None = None
        self.setAntialiasing(False)
        self.setSmooth(False)
        self.setFillColor(Qt.GlobalColor.white)
        release_on_destroy(self)

    @Property(str, notify=changed)
    def payload(self) -> str:
        return self._payload

    @payload.setter
    def payload(self, value: str) -> None:
        if value != self._payload:
            self._payload = value
            self._encode()
            self._resize()

    @Property(int, notify=changed)
    def preferredSize(self) -> int:
        return self._preferred_size

    @preferredSize.setter
    def preferredSize(self, value: int) -> None:
        if value != self._preferred_size:
            self._preferred_size = value
            self._resize()

    @Property(int, notify=changed)
    def minSize(self) -> int:
        return self._min_size

    @minSize.setter
    def minSize(self, value: int) -> None:
        if value != self._min_size:
            self._min_size = value
            self._resize()

    @Property(int, notify=changed)
    def maxSize(self) -> int:
        return self._max_size

    @maxSize.setter
    def maxSize(self, value: int) -> None:
        if value != self._max_size:
            self._max_size = value
            self._resize()

    @Property(int, notify=changed)
    def leastModule(self) -> int:
        return self._least_module

    @leastModule.setter
    def leastModule(self, value: int) -> None:
        if value != self._least_module:
            self._least_module = value
            self._resize()

    @Property(int, notify=modulesChanged)
    def modules(self) -> int:
        """Modules along one side, without the quiet zone."""
        return self._code.modules if self._code else 0

    @Property(int, notify=changed)
    def modulePixels(self) -> int:
        if self._code is None:
            return 0
        fitting = module_size(
            self._code.modules,
            self._preferred_size,
            min_side=self._min_size,
            max_side=self._max_size,
        )
        return max(fitting, self._least_module)

    def _encode(self) -> None:
        before = self.modules
        try:
            self._code = encode(self._payload) if self._payload else None
        except ValueError:
            # segno's DataOverflowError: the check reports it; a visitor sees the address in words.
            self._code = None
        if self.modules != before:
            self.modulesChanged.emit()

    def _resize(self) -> None:
        side = (self.modules + 2 * QUIET_ZONE) * self.modulePixels if self._code else 0
        self.setImplicitSize(side, side)
        self.changed.emit()
        self.update()

    def paint(self, painter: QPainter) -> None:
        module = self.modulePixels
        if self._code is None or not module:
            return
        for y, row in enumerate(self._code.rows, start=QUIET_ZONE):
            for x, dark in enumerate(row, start=QUIET_ZONE):
                if dark:
                    painter.fillRect(x * module, y * module, module, module, Qt.GlobalColor.black)
