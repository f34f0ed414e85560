"""Keeps frames coming below compositors that answer a frame only when something has changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QRasterWindow, QSurfaceFormat
from PySide6.QtQuick import QQuickWindow


class FrameKeepalive(QRasterWindow):
    """A transparent pixel in the corner that is painted with every frame of ``window``.

    Qt's software renderer also submits frames in which nothing has changed, and then waits for
    the compositor's frame callback. cage 0.1.4 sends that only after it has drawn again, which it
    does not do for such a frame: the picture then froze for good on every output but headless
    ones, which tick by themselves. The pixel is a surface of its own (a Wayland subsurface) and
    counts as changed each time.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        surface_format = QSurfaceFormat()
        surface_format.setAlphaBufferSize(8)
        self.setFormat(surface_format)
        self.setFlags(
            Qt.WindowType.WindowTransparentForInput
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.FramelessWindowHint
        )
        self.setGeometry(0, 0, 1, 1)
        self._parent_window = window
        window.frameSwapped.connect(self._on_frame)
        window.visibleChanged.connect(self._on_parent_visible)
        self.paint_count = 0

    def close_window(self) -> None:
        """Destroy the window, before its parent is destroyed.

        A window inside another one crashes the program when Python's garbage collection destroys
        it later.
        """
        self._parent_window.frameSwapped.disconnect(self._on_frame)
        self._parent_window.visibleChanged.disconnect(self._on_parent_visible)
        self.hide()
        self.setParent(None)
        self.destroy()
        self.deleteLater()

    def _on_parent_visible(self, visible: bool) -> None:
        # The surface goes with the parent's; the parent's next one gets another.
        if not visible:
            self.hide()

    def _on_frame(self) -> None:
        # Before the first frame the parent has no surface that another one could lie on.
        if not self.isVisible():
            self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(event.rect(), Qt.GlobalColor.transparent)
        painter.end()
        self.paint_count += 1


def create_frame_keepalive(window: QQuickWindow, renderer: str) -> FrameKeepalive | None:
    """A keepalive where one is needed; the frames of a graphics card always count as changed."""
    needed = renderer == "software" and QGuiApplication.platformName() == "wayland"
    return FrameKeepalive(window) if needed else None
