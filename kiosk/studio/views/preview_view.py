"""The picture of the screen on the wall: a mouse and keys walk it as a visitor would."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.domain import Message
from kiosk.studio.preview.link import PreviewLink
from kiosk.studio.views.parts import named
from kiosk.studio.wording import said

# Keys that walk the wall. Tab leaves the preview, as it leaves every other control.
_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Home,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Minus,
)


class PreviewView(QLabel):
    """Shows the frames of a ``PreviewLink``, scaled to fit, and sends it what happens on them.

    ``shown`` is emitted with the head of each frame.
    """

    shown = Signal(object)

    def __init__(self, link: PreviewLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._image: QImage | None = None
        # The wall's window in its own pixels.
        self._window = (1920, 1080)
        self.frames = 0
        # To screen readers a label with a picture is a picture; what is seen is drawn here.
        self.setPixmap(QPixmap(1, 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        named(
            self,
            said(Message("The screen as it will look")),
            said(
                Message(
                    "Click it as a visitor would touch it. With the keyboard: the arrow keys "
                    "choose, Enter opens, Escape goes back"
                )
            ),
        )
        link.frame.connect(self._on_frame)

    def sizeHint(self) -> QSize:
        """Room for a landscape screen."""
        return QSize(640, 360)

    @property
    def image(self) -> QImage | None:
        """The last frame; None before the first."""
        return self._image

    def set_window(self, width: int, height: int) -> None:
        """Show a screen of this size in pixels."""
        self._window = (width, height)
        self._link.say("size", width=width, height=height)
        self._fit()

    def clear(self) -> None:
        """Show nothing until the next frame."""
        self._image = None
        self.update()

    def _fit(self) -> None:
        area, ratio = self._area(), self.devicePixelRatioF()
        self._link.say(
            "fit", width=round(area.width() * ratio), height=round(area.height() * ratio)
        )

    def _area(self) -> QRectF:
        """Where the screen lies in this view."""
        width, height = self._window
        scale = min(self.width() / width, self.height() / height)
        size = (width * scale, height * scale)
        return QRectF((self.width() - size[0]) / 2, 0, *size)

    def _on_frame(self, image: QImage, head: dict[str, object]) -> None:
        self._image, self.frames = image, self.frames + 1
        self.update()
        self.shown.emit(head)

    def announce(self, what: str) -> None:
        """Tell screen readers what the screen shows now."""
        if what != self.accessibleDescription():
            self.setAccessibleDescription(what)
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for frames of the new size."""
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the last frame, and a frame where the keys go to the wall."""
        painter = QPainter(self)
        area = self._area()
        if self._image is None:
            painter.fillRect(area, QColor("#17161b"))
            painter.setPen(QColor("#d8d4cc"))
            painter.drawText(
                area,
                int(Qt.AlignmentFlag.AlignCenter),
                said(Message("The screen is being prepared")),
            )
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._image)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3))
            painter.drawRect(area.adjusted(1.5, 1.5, -1.5, -1.5))

    def _at(self, point: QPointF) -> QPointF | None:
        """The pixel of the wall's window below a point; None beside it."""
        area = self._area()
        if not area.contains(point):
            return None
        scale = self._window[0] / area.width()
        return QPointF((point.x() - area.x()) * scale, (point.y() - area.y()) * scale)

    def _mouse(self, kind: str, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at is not None:
            self._link.say("mouse", type=kind, x=at.x(), y=at.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A visitor touches the wall."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse("press", event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A visitor's finger moves."""
        self._mouse("move", event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A visitor's finger leaves the wall."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse("release", event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the wheel over the wall."""
        at = self._at(event.position())
        if at is not None:
            self._link.say("wheel", x=at.x(), y=at.y(), by=event.angleDelta().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that walk the wall go to it; all others stay the studio's."""
        if event.key() not in _KEYS or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self._link.say("key", key=event.key(), text=event.text(), keys=event.modifiers().value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go to the wall."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they do not any more."""
        self.update()
        super().focusOutEvent(event)
