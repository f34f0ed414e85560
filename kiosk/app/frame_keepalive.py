"""Keeps frames coming under compositors that answer a frame only when something in it has changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QRasterWindow, QSurfaceFormat
from PySide6.QtQuick import QQuickWindow


class FrameKeepalive(QRasterWindow):
    """One transparent pixel in the corner that is painted with every frame of ``window``.

    Qt's software renderer also hands over frames in which nothing has changed, and then waits to be asked for the next one. cage 0.1.4
    asks only after it has drawn anew, which for such a frame it does not: the picture then stood still for good, touched or not, on every
    output but those that tick by themselves (headless ones). The pixel is a surface of its own (Wayland's subsurface), and each time it
    counts as changed.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        form = QSurfaceFormat()
        form.setAlphaBufferSize(8)
        self.setFormat(form)
        self.setFlags(
            Qt.WindowType.WindowTransparentForInput
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.FramelessWindowHint
        )
        self.setGeometry(0, 0, 1, 1)
        self._window = window
        window.frameSwapped.connect(self._beat)
        self.beats = 0

    def end(self) -> None:
        """Goes before the window does. Left to Python's garbage collection, a window within another one takes the program down with it."""
        self._window.frameSwapped.disconnect(self._beat)
        self.hide()
        self.setParent(None)
        self.destroy()
        self.deleteLater()

    def _beat(self) -> None:
        # Only now does the window have a surface that another one can lie on.
        if not self.isVisible():
            self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(event.rect(), Qt.GlobalColor.transparent)
        painter.end()
        self.beats += 1


def keep_frames_coming(window: QQuickWindow, renderer: str) -> FrameKeepalive | None:
    """Where it is needed; a graphics card's frames always count as changed."""
    return (
        FrameKeepalive(window)
        if renderer == "software" and QGuiApplication.platformName() == "wayland"
        else None
    )
