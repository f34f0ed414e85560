"""Draw PDF pages in millimetres, with text set into boxes by Qt's text engine."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from kiosk.qr import QUIET_ZONE, encode

_DPI = 600
PAPERS = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}
INK = QColor("#000000")


class Paper:
    """A PDF at ``path`` on one of ``PAPERS``.

    Places and sizes are millimetres from the upper left corner; type sizes are points.
    Raises OSError when the file cannot be written.
    """

    def __init__(self, path: Path, paper: str, title: str) -> None:
        path.open("wb").close()
        self._writer = QPdfWriter(str(path))
        self._writer.setResolution(_DPI)
        self._writer.setTitle(title)
        self._writer.setCreator("kiosk")
        self._writer.setPageLayout(
            QPageLayout(
                QPageSize(PAPERS[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
            )
        )
        size = QPageSize(PAPERS[paper]).size(QPageSize.Unit.Millimeter)
        self.width, self.height = size.width(), size.height()
        self._painter = QPainter(self._writer)
        self._begun = False

    def turn(self) -> None:
        """Begin a page."""
        if self._begun:
            self._writer.newPage()
        self._begun = True

    def close(self) -> None:
        """Write it out."""
        self._painter.end()

    def words(
        self,
        html: str,
        x: float,
        y: float,
        width: float,
        *,
        points: float,
        height: float = 0.0,
        family: str = "",
    ) -> float:
        """Draw HTML and return its height; text below ``height`` is cut off.

        Content must be escaped by ``plain``.
        """
        document = self._document(html, width, points, family)
        self._painter.save()
        self._painter.translate(_dots(x), _dots(y))
        document.drawContents(
            self._painter, QRectF(0, 0, _dots(width), _dots(height)) if height else QRectF()
        )
        self._painter.restore()
        return document.size().height() / _dots(1)

    def measure(self, html: str, width: float, *, points: float, family: str = "") -> float:
        """The height that the words would take."""
        return self._document(html, width, points, family).size().height() / _dots(1)

    def _document(self, html: str, width: float, points: float, family: str) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._writer)
        font = QFont(family or "Atkinson Hyperlegible Next")
        font.setPointSizeF(points)
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setHtml(html)
        document.setTextWidth(_dots(width))
        return document

    def image(self, image: QImage, x: float, y: float, width: float, height: float) -> None:
        """A picture, whole and undistorted, in the middle of the box."""
        size = QSizeF(image.size()).scaled(
            QSizeF(_dots(width), _dots(height)), Qt.AspectRatioMode.KeepAspectRatio
        )
        at = QRectF(
            _dots(x) + (_dots(width) - size.width()) / 2, _dots(y), size.width(), size.height()
        )
        self._painter.drawImage(at, image)

    def code(self, payload: str, x: float, y: float, side: float) -> None:
        """A QR code with its quiet zone in a square."""
        made = encode(payload)
        module = _dots(side) / (made.modules + 2 * QUIET_ZONE)
        for row, line in enumerate(made.rows):
            for column, dark in enumerate(line):
                if dark:
                    left, top = (
                        round(_dots(x) + (column + QUIET_ZONE) * module),
                        round(_dots(y) + (row + QUIET_ZONE) * module),
                    )
                    right = round(_dots(x) + (column + QUIET_ZONE + 1) * module)
                    below = round(_dots(y) + (row + QUIET_ZONE + 1) * module)
                    self._painter.fillRect(left, top, right - left, below - top, INK)

    def line(self, x: float, y: float, width: float) -> None:
        """A thin line to write on."""
        self._painter.fillRect(QRectF(_dots(x), _dots(y), _dots(width), _dots(0.25)), INK)

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Hairlines along which to cut."""
        for left, top, wide, high in (
            (x, y, width, 0.1),
            (x, y + height, width, 0.1),
            (x, y, 0.1, height),
            (x + width, y, 0.1, height),
        ):
            self._painter.fillRect(
                QRectF(_dots(left), _dots(top), _dots(wide), _dots(high)), QColor("#999999")
            )


def plain(words: str) -> str:
    """A text escaped for HTML, with its spaces and lines kept."""
    return escape(words).replace("  ", "&nbsp; ").replace("\n", "<br>")


def _dots(millimetres: float) -> float:
    return millimetres / 25.4 * _DPI
