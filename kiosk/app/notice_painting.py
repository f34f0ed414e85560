"""Notices painted without QML: on the supervisor's poster, and while a start waits.

An emergency as ``EmergencyNotice.qml`` shows it: white on red, two languages at a time, one beside
a code. The others as a band, as ``NoticeBand.qml`` shows it.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from kiosk.app.emergency_reader import Band, EmergencyWords, Turn
from kiosk.domain.design import ACCENT, ALARM, SERIF
from kiosk.qr import QUIET_ZONE, encode, module_size
from kiosk.text import is_right_to_left, sans_for

_WHITE, _INK = QColor("#FFFFFF"), QColor("#15161A")
# In 1080ths of the shorter side: the margin, the heads and feet, the largest and least sizes.
_MARGIN, _HEAD, _FOOT, _LINE, _GAP = 60, 210, 120, 6, 64
_CODE = 340
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
    if len(turn) == 1:
        # Beside two languages there is no room for a code.
        inner.setWidth(inner.width() - _paint_code(painter, inner, turn[0], unit))
    for words, area in zip(
        turn, _areas(inner, len(turn), gap, stacked=height > width), strict=True
    ):
        _paint_words(painter, area, words, unit)
    _paint_foot(painter, QRect(margin, height - foot, width - 2 * margin, foot), turn, unit)


def _paint_foot(painter: QPainter, area: QRect, turn: Turn, unit: float) -> None:
    """Whom to call, in each language, and at the end the hour of issue."""
    size, least = round(_CALL * unit), round(24 * unit)
    hour = turn[0].issued
    if hour:
        font = QFont(SERIF)
        font.setPixelSize(size)
        painter.setFont(font)
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(end), hour)
        area = area.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(hour) - 2 * size, 0)
    calls = dict.fromkeys(words.call for words in turn if words.call)
    _paint_fitted(painter, area, "   ".join(calls), size, least, bold=True, one=True)


def _paint_code(painter: QPainter, inner: QRect, words: EmergencyWords, unit: float) -> int:
    """The code at the upper right corner, its address below; returns the width that it takes."""
    try:
        code = encode(words.payload) if words.payload else None
    except ValueError:
        # The check reports a payload that is too long.
        return 0
    if code is None:
        return 0
    module = max(module_size(code.modules, round(_CODE * unit)), 2)
    side = (code.modules + 2 * QUIET_ZONE) * module
    left, top = inner.right() + 1 - side, inner.top()
    painter.fillRect(left, top, side, side, _WHITE)
    for y, row in enumerate(code.rows, start=QUIET_ZONE):
        for x, dark in enumerate(row, start=QUIET_ZONE):
            if dark:
                place = left + x * module, top + y * module
                painter.fillRect(*place, module, module, Qt.GlobalColor.black)
    below = QRect(left, top + side + round(8 * unit), side, round(140 * unit))
    side_flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    flags = int(side_flags) | int(Qt.TextFlag.TextWrapAnywhere)
    size, least = round(28 * unit), round(24 * unit)
    _paint_fitted(painter, below, words.address, size, least, bold=False, flags=flags)
    return side + round(_GAP * unit)


def paint_band(painter: QPainter, width: int, height: int, band: Band) -> int:
    """A notice in a band over the poster's upper edge; returns its height in pixels."""
    unit = min(width, height) / 1080
    margin, stacked = round(_MARGIN * unit), height > width
    pad, headline_size = round(20 * unit), round(66 * unit)
    inner = width - 2 * margin
    lines = [
        (band.text, round(36 * unit), True),
        (band.second, round(32 * unit), False),
    ]
    lines = [line for line in lines if line[0]]
    flags = _side(right_to_left=band.right_to_left)
    # Measured first: the band is as high as its words.
    head_font = _font_for(SERIF, headline_size, bold=True)
    natural = QFontMetrics(head_font).horizontalAdvance(band.headline) + pad
    head_width = inner if stacked or not lines else min(natural, round(inner * 0.4))
    tall = QRect(0, 0, head_width, height)
    head_height = QFontMetrics(head_font).boundingRect(tall, flags, band.headline).height()
    words_width = inner if stacked else inner - head_width - 2 * margin
    fonts = [_font_for(sans_for(text), size, bold=bold) for text, size, bold in lines]
    heights = [
        QFontMetrics(font).boundingRect(QRect(0, 0, words_width, height), flags, line[0]).height()
        for font, line in zip(fonts, lines, strict=True)
    ]
    tall_words = sum(heights) + pad // 2 * max(0, len(heights) - 1)
    whole = head_height + pad + tall_words if stacked else max(head_height, tall_words)
    band_height = max(round(136 * unit), whole + 2 * pad)
    painter.fillRect(0, 0, width, band_height, QColor(ACCENT))
    painter.setPen(_INK)
    painter.setFont(head_font)
    top = pad if stacked else (band_height - head_height) // 2
    at_right = band.right_to_left and not stacked
    head_left = width - margin - head_width if at_right else margin
    _draw_text(painter, QRect(head_left, top, head_width, head_height), flags, band.headline)
    words_left = margin if stacked or at_right else width - margin - words_width
    top = top + head_height + pad if stacked else (band_height - tall_words) // 2
    for font, high, (text, *_) in zip(fonts, heights, lines, strict=True):
        painter.setFont(font)
        _draw_text(painter, QRect(words_left, top, words_width, high), flags, text)
        top += high + pad // 2
    return band_height


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
    flags = _side(right_to_left=words.right_to_left)
    used = _paint_fitted(
        painter, upper, words.headline, round(_HEADLINE * unit), least, bold=True, flags=flags
    )
    if words.text:
        lower = area.adjusted(0, used + round(40 * unit), 0, 0)
        _paint_fitted(
            painter, lower, words.text, round(_TEXT * unit), least, bold=True, flags=flags
        )


def _font_for(family: str, size: int, *, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, size))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.DemiBold)
    return font


def _side(*, right_to_left: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
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
        font = _font_for(sans_for(text), size, bold=bold)
        bounds = QFontMetrics(font).boundingRect(area, flags, text)
        if size <= least or (bounds.height() <= area.height() and bounds.width() <= area.width()):
            break
        size -= max(1, size // 20)
    painter.setFont(font)
    _draw_text(painter, area, flags, text)
    return bounds.height()


def _draw_text(painter: QPainter, area: QRect, flags: int, text: str) -> None:
    """Draw a text; one that is read from the right, line by line.

    ``drawText`` shifts such a line by the space at which it was broken.
    """
    if not (flags & int(Qt.AlignmentFlag.AlignRight) and is_right_to_left(text)):
        painter.drawText(area, flags, text)
        return
    layout = QTextLayout(text, painter.font())
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    top = float(area.top())
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(area.width())
        line.setPosition(QPointF(0, top))
        top += QFontMetrics(painter.font()).lineSpacing()
        lines.append(line)
    layout.endLayout()
    for line in lines:
        spare = area.width() - line.naturalTextWidth()
        line.draw(painter, QPointF(area.left() + spare - _left_of(line), 0))


def _left_of(line: QTextLine) -> float:
    """Where the seen letters of a line begin, from the left edge of its room."""
    return line.naturalTextRect().left()
