"""Shows an arrow and four rings, and tells whether a finger falls where it should.

Staff do this with a finger after a screen was hung (``kiosk doctor --touch``).
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRasterWindow,
    QTransform,
)

from kiosk.app.machine import has_display
from kiosk.app.window_placement import WindowPlacement
from kiosk.domain.design import LIGHT, SANS, WALL_TOP
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.settings import Settings
from kiosk.window.app_window import load_typefaces

# The rings' middles, as shares of what is seen: the upper left one first, then clockwise.
PLACES = ((0.12, 0.12), (0.88, 0.12), (0.88, 0.88), (0.12, 0.88))
# A finger counts as on the ring within this share of the shorter side.
REACH = 0.08
# The check ends by itself: the screen may hang where nobody is.
LIMIT_MS = 120_000

Point = tuple[float, float]
# What touch may be, against the picture: a point as a share of what is seen, to where it falls.
_MISTAKES: Mapping[str, QTransform] = {
    "is turned by 90 degrees clockwise": QTransform(0, 1, -1, 0, 1, 0),
    "is turned by 180 degrees": QTransform(-1, 0, 0, -1, 1, 1),
    "is turned by 90 degrees counterclockwise": QTransform(0, -1, 1, 0, 0, 1),
    "has left and right exchanged": QTransform(-1, 0, 0, 1, 1, 0),
    "has up and down exchanged": QTransform(1, 0, 0, -1, 0, 1),
}


def verdict(touched: Sequence[Point], size: tuple[int, int]) -> str:
    """What is wrong with the touches of ``PLACES``, in words; "" where all fall where they should.

    ``touched`` and ``size`` are in pixels of what is seen.
    """
    width, height = size
    if len(touched) < len(PLACES):
        return f"only {len(touched)} of {len(PLACES)} rings were touched"
    reach = REACH * min(size)

    def most_off(transform: QTransform) -> float:
        ways = (
            QPointF(*point) - _scaled(transform.map(QPointF(*place)), width, height)
            for point, place in zip(touched, PLACES, strict=True)
        )
        return max(math.hypot(way.x(), way.y()) for way in ways)

    off = most_off(QTransform())
    if off <= reach:
        return ""
    for words, transform in _MISTAKES.items():
        if most_off(transform) <= reach:
            return f"touch {words} against the picture"
    return f"touch is off by up to {off:.0f} pixels"


def _scaled(share: QPointF, width: int, height: int) -> QPointF:
    return QPointF(share.x() * width, share.y() * height)


class TouchCheck(QRasterWindow):
    """One ring after the other; ``touched`` holds where fingers fell, in pixels of what is seen."""

    def __init__(self, turn: int = 0) -> None:
        super().__init__()
        # Degrees clockwise.
        self._turn = turn
        self.touched: list[Point] = []

    @property
    def seen_size(self) -> tuple[int, int]:
        """Width and height of what is seen, in pixels."""
        width, height = self.width(), self.height()
        return (height, width) if self._turn % 180 else (width, height)

    def _to_window(self) -> QTransform:
        """From what is seen to the window's pixels."""
        width, height = self.seen_size
        transform = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        return transform.rotate(self._turn).translate(-width / 2, -height / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt makes a mouse's press of a finger's."""
        seen, _ = self._to_window().inverted()
        point = seen.map(event.position())
        self.touched.append((point.x(), point.y()))
        if len(self.touched) == len(PLACES):
            self.close()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(WALL_TOP))
        painter.setTransform(self._to_window())
        width, height = self.seen_size
        side, light = min(width, height), QColor(LIGHT)
        arrow = QPolygonF(
            [QPointF(x, y) for x, y in ((0, -0.2), (0.12, -0.05), (0.04, -0.05), (0.04, 0.12))]
            + [QPointF(x, y) for x, y in ((-0.04, 0.12), (-0.04, -0.05), (-0.12, -0.05))]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        painter.drawPolygon(
            QTransform.fromTranslate(width / 2, height * 0.4).scale(side, side).map(arrow)
        )
        painter.setPen(QPen(light, side / 120))
        font = QFont(SANS)
        font.setPixelSize(max(14, side // 26))
        painter.setFont(font)
        number = min(len(self.touched), len(PLACES) - 1)
        words = (
            "The arrow points up where the picture is turned as it should be.\n"
            f"Touch the middle of the ring: {number + 1} of {len(PLACES)}. The key Esc ends this."
        )
        room = QRectF(width * 0.15, height * 0.6, width * 0.7, height * 0.2)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = _scaled(QPointF(*PLACES[number]), width, height)
        for radius in (REACH * side, REACH * side / 6):
            painter.drawEllipse(middle, radius, radius)
        painter.end()


def run_touch_check(settings: Settings) -> int:
    """Show the check on the whole screen and print what it found; returns the exit code."""
    if not has_display(settings):
        print("kiosk: there is no display here", file=sys.stderr)
        return EXIT_USAGE
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    app = QGuiApplication([sys.argv[0]])
    load_typefaces()
    window = TouchCheck(settings.turn)
    WindowPlacement(app, window, settings)
    QTimer.singleShot(LIMIT_MS, app.quit)
    app.exec()
    wrong = verdict(window.touched, window.seen_size)
    if not wrong:
        print("good:    touch falls where it should, at all four corners")
        return EXIT_OK
    print(f"missing: {wrong}")
    print("         -> turn both by KIOSK_ROTATE alone, without the display server's own rotation;")
    print("            or map the touch device to this screen (xinput, or sway's map_to_output)")
    return EXIT_PROBLEMS
