"""Small parts of which the studio's pages are made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message

# The window's name in every language.
NAME = "Kiosk Studio"
# Pixels between the parts of a form, at the usual scale of the desktop.
SPACE = 8
# Rows of a list have room between them, and a line below each.
ROWS = """
    QListView::item { padding: 6px 4px; border-bottom: 1px solid palette(midlight); }
    QListView::item:selected {
        background: palette(highlight); color: palette(highlighted-text);
    }
"""
READING = Message("The folder is being read…")
# How much of the text's colour quiet words have: 4.5 : 1 or more on a light and a dark ground.
_QUIET = 0.74


def mixed(front: QColor, back: QColor, share: float) -> QColor:
    """A colour between two: ``share`` of the first one."""
    rest = 1 - share
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * rest,
        front.greenF() * share + back.greenF() * rest,
        front.blueF() * share + back.blueF() * rest,
    )


def is_dark(palette: QPalette) -> bool:
    """True where the desktop asks for light letters on a dark ground."""
    return palette.color(QPalette.ColorRole.Window).lightnessF() < 0.5


def named(widget: QWidget, name: str, description: str = "") -> None:
    """Tell screen readers what a control is called, and what it is for."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)


class Words(QLabel):
    """Words that wrap. ``quiet`` ones stand back; they follow the desktop's light and dark."""

    def __init__(self, text: str = "", *, quiet: bool = False, parent: QWidget | None = None):
        super().__init__(text, parent)
        self._quiet = quiet
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the desktop from light to dark."""
        if event.type() is QEvent.Type.ApplicationPaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        if not self._quiet:
            return
        # Asked of the application: the label's own palette has the quiet colour already.
        palette = _application_palette()
        quiet = mixed(
            palette.color(QPalette.ColorRole.WindowText),
            palette.color(QPalette.ColorRole.Window),
            _QUIET,
        )
        palette.setColor(QPalette.ColorRole.WindowText, quiet)
        self.setPalette(palette)


def _application_palette() -> QPalette:
    from PySide6.QtWidgets import QApplication

    return QPalette(QApplication.palette())


class Heading(Words):
    """A heading of a page (``level`` 1) or of a part of one (2)."""

    def __init__(self, text: str = "", level: int = 1, parent: QWidget | None = None):
        super().__init__(text, parent=parent)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * (1.5 if level == 1 else 1.15))
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)


def button(text: str, description: str = "", *, primary: bool = False) -> QPushButton:
    """A button that is named by its own words."""
    made = QPushButton(text)
    named(made, text.replace("&", ""), description)
    if description:
        made.setToolTip(description)
    if primary:
        made.setDefault(True)
    made.setAutoDefault(primary)
    return made


class PageStack(QStackedWidget):
    """One page of several at a time; the others take no room."""

    def minimumSizeHint(self) -> QSize:
        """The least size of the page that is shown."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a page, and let the window take its least size."""
        super().setCurrentWidget(page)
        self.updateGeometry()

    def setCurrentIndex(self, index: int) -> None:
        """Show a page by its number."""
        super().setCurrentIndex(index)
        self.updateGeometry()


def scrolled(part: QWidget) -> QScrollArea:
    """A part that scrolls where it has no room, as at 200 % on a small display."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # Its controls have the focus, one after the other.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    return area


def line() -> QFrame:
    """A thin line between two parts."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.HLine)
    made.setFrameShadow(QFrame.Shadow.Sunken)
    return made


def column(*parts: QWidget, space: int = SPACE, margin: int = 0) -> QVBoxLayout:
    """Parts below one another."""
    layout = QVBoxLayout()
    layout.setSpacing(space)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        layout.addWidget(part)
    return layout
