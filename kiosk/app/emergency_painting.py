"""An emergency painted without QML: on the supervisor's poster, and while a start waits.

As ``EmergencyNotice.qml`` shows it, less its code: white on red, two languages at a time.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from kiosk.app.emergency_reader import EmergencyWords, Turn
from kiosk.domain.design import ALARM
from kiosk.text import sans_for

_WHITE = QColor("#FFFFFF")
# In 1080ths of the shorter side: the margin, the heads and feet, the largest and least sizes.
_MARGIN, _HEAD, _FOOT, _LINE, _GAP = 60, 210, 120, 6, 64
_HEADLINE, _TEXT, _LEAST, _SIGN, _CALL = 124, 60, 36, 60, 38


def paint_emergency(painter: QPainter, width: int, height: int, turn: Turn) -> None:
    """Fill ``width`` x ``height`` pixels with what a turn says."""
    unit = min(width, height) / 1080
    painter.fillRect(0, 0, width, height, QColor(ALARM))
    painter.setPen(_WHITE)
    margin, line = round(_MARGIN * unit), max(1, round(_LINE * unit))
    head, foot, gap = (round(part * unit) for part in (_HEAD, _FOOT, _GAP))
    _paint_sign(painter, QRect(margin, 0, width - 2 * margin, head), turn, unit)
    painter.fillRect(0, head, width, line, _WHITE)
    painter.fillRect(0, height - foot - line, width, line, _WHITE)
    inner = QRect(margin, head + line + gap, width - 2 * margin, height - head - foot - 2 * line)
    inner.setHeight(inner.height() - 2 * gap)
    for words, area in zip(
        turn, _areas(inner, len(turn), gap, stacked=height > width), strict=True
    ):
        _paint_words(painter, area, words, unit)
    calls = dict.fromkeys(words.call for words in turn if words.call)
    area = QRect(margin, height - foot, width - 2 * margin, foot)
    _paint_fitted(
        painter, area, "   ".join(calls), round(_CALL * unit), round(24 * unit), bold=True, one=True
    )


def _areas(inner: QRect, count: int, gap: int, *, stacked: bool) -> list[QRect]:
    if count < 2:
        return [inner] * count
    if stacked:
        half = (inner.height() - gap) // 2
        below = QRect(inner.x(), inner.y() + half + gap, inner.width(), half)
        return [QRect(inner.x(), inner.y(), inner.width(), half), below]
    half = (inner.width() - 2 * gap) // 2
    beside = QRect(inner.x() + half + 2 * gap, inner.y(), half, inner.height())
    return [QRect(inner.x(), inner.y(), half, inner.height()), beside]


def _paint_sign(painter: QPainter, area: QRect, turn: Turn, unit: float) -> None:
    """A triangle with a mark, and the word for it in each language."""
    side = 104 * unit
    left, top = area.x(), (area.height() - side) / 2
    pen = QPen(_WHITE, 9 * unit)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPolygon(
        [
            QPointF(left + side * x, top + side * y)
            for x, y in ((0.5, 0.1), (0.95, 0.88), (0.05, 0.88))
        ]
    )
    middle = left + side / 2
    painter.drawLine(QPointF(middle, top + side * 0.4), QPointF(middle, top + side * 0.62))
    painter.drawPoint(QPointF(middle, top + side * 0.75))
    painter.setPen(_WHITE)
    signs = dict.fromkeys(words.sign for words in turn if words.sign)
    words_area = area.adjusted(round(side + 40 * unit), 0, 0, 0)
    _paint_fitted(
        painter,
        words_area,
        "  ·  ".join(signs),
        round(_SIGN * unit),
        round(24 * unit),
        bold=True,
        one=True,
    )


def _paint_words(painter: QPainter, area: QRect, words: EmergencyWords, unit: float) -> None:
    """What to do in the largest letters that fit, then how."""
    share = 1.0 if not words.text else 0.4 if len(words.text) > 150 else 0.5
    upper = QRect(area.x(), area.y(), area.width(), round(area.height() * share))
    least = round(_LEAST * unit)
    flags = _align(words)
    used = _paint_fitted(
        painter, upper, words.headline, round(_HEADLINE * unit), least, bold=True, flags=flags
    )
    if words.text:
        lower = area.adjusted(0, used + round(40 * unit), 0, 0)
        _paint_fitted(
            painter, lower, words.text, round(_TEXT * unit), least, bold=True, flags=flags
        )


def _align(words: EmergencyWords) -> int:
    side = Qt.AlignmentFlag.AlignRight if words.right_to_left else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


def _paint_fitted(
    painter: QPainter,
    area: QRect,
    text: str,
    size: int,
    least: int,
    *,
    bold: bool,
    one: bool = False,
    flags: int = 0,
) -> int:
    """Paint a text as large as fits, on ``one`` line or more; returns its height in pixels."""
    if one:
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    while True:
        font = QFont(sans_for(text))
        font.setPixelSize(max(1, size))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.DemiBold)
        bounds = QFontMetrics(font).boundingRect(area, flags, text)
        if size <= least or (bounds.height() <= area.height() and bounds.width() <= area.width()):
            break
        size -= max(1, size // 20)
    painter.setFont(font)
    painter.drawText(area, flags, text)
    return bounds.height()
