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
from kiosk.text import sans_for

_DPI = 600
PAPERS = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}
INK = QColor("#000000")


class PdfWriter:
    """A PDF at ``path`` on one of ``PAPERS``.

    Positions and sizes are in millimetres from the upper left corner, font sizes in points.
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
        self._has_page = False

    def new_page(self) -> None:
        """Begin a new page. The first call begins the first page."""
        if self._has_page:
            self._writer.newPage()
        self._has_page = True

    def close(self) -> None:
        """Finish the file."""
        self._painter.end()

    def draw_html(
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

        Content must be escaped by ``escape_html``.
        """
        document = self._document(html, width, points, family)
        self._painter.save()
        self._painter.translate(_dots(x), _dots(y))
        document.drawContents(
            self._painter, QRectF(0, 0, _dots(width), _dots(height)) if height else QRectF()
        )
        self._painter.restore()
        return document.size().height() / _dots(1)

    def html_height(self, html: str, width: float, *, points: float, family: str = "") -> float:
        """The height that ``draw_html`` would return; nothing is drawn."""
        return self._document(html, width, points, family).size().height() / _dots(1)

    def _document(self, html: str, width: float, points: float, family: str) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._writer)
        font = QFont(family or sans_for(html))
        font.setPointSizeF(points)
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setHtml(html)
        document.setTextWidth(_dots(width))
        return document

    def draw_image(self, image: QImage, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture scaled to fit the box, centred in its width."""
        size = QSizeF(image.size()).scaled(
            QSizeF(_dots(width), _dots(height)), Qt.AspectRatioMode.KeepAspectRatio
        )
        at = QRectF(
            _dots(x) + (_dots(width) - size.width()) / 2, _dots(y), size.width(), size.height()
        )
        self._painter.drawImage(at, image)

    def draw_code(self, payload: str, x: float, y: float, side: float) -> None:
        """Draw a QR code, quiet zone included, in a square."""
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

    def draw_line(self, x: float, y: float, width: float) -> None:
        """Draw a thin line to write on."""
        self._painter.fillRect(QRectF(_dots(x), _dots(y), _dots(width), _dots(0.25)), INK)

    def draw_frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the border of a box in hairlines."""
        for left, top, wide, high in (
            (x, y, width, 0.1),
            (x, y + height, width, 0.1),
            (x, y, 0.1, height),
            (x + width, y, 0.1, height),
        ):
            self._painter.fillRect(
                QRectF(_dots(left), _dots(top), _dots(wide), _dots(high)), QColor("#999999")
            )


def escape_html(text: str) -> str:
    """A text escaped for HTML, with its spaces and lines kept."""
    return escape(text).replace("  ", "&nbsp; ").replace("\n", "<br>")


def _dots(millimetres: float) -> float:
    return millimetres / 25.4 * _DPI
