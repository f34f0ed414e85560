"""Pictures of screens before and after, in a list; one is opened large."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.studio.viewmodels.comparison import ScreenPair
from kiosk.studio.views.parts import SPACE, Words, named, scrolled
from kiosk.studio.wording import said

# Pixels of one picture in the list, and of one that is opened.
_SMALL, _LARGE = QSize(144, 81), QSize(960, 540)


class ScreenPairs(QListWidget):
    """The screens that differ, each with both its pictures; Enter or a double click opens one."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: Sequence[ScreenPair] = ()
        self.setIconSize(QSize(2 * _SMALL.width() + SPACE, _SMALL.height()))
        # Both pictures with their words below them, in as many columns as there is room for.
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setSpacing(SPACE)
        self.setWordWrap(True)
        named(self, said(Message("Screens that differ: before on the left, now on the right")))
        self.itemActivated.connect(lambda _: self._open_large())

    def show_pairs(self, pairs: Sequence[ScreenPair]) -> None:
        """List these screens."""
        self._pairs = pairs
        self.clear()
        for pair in pairs:
            item = QListWidgetItem(QIcon(_side_by_side(pair, self.devicePixelRatioF())), pair.words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _in_words(pair))
            self.addItem(item)
        if pairs:
            self.setCurrentRow(0)

    def large_pair(self) -> QDialog | None:
        """A window with the chosen screen's two pictures, not shown yet; None for no screen."""
        if not 0 <= self.currentRow() < len(self._pairs):
            return None
        return _LargePair(self._pairs[self.currentRow()], self)

    def _open_large(self) -> None:
        dialog = self.large_pair()
        if dialog is not None:
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()


class _LargePair(QDialog):
    def __init__(self, pair: ScreenPair, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(pair.words)
        pictures = QWidget()
        row = QHBoxLayout(pictures)
        for title, picture in ((Message("Before"), pair.before), (Message("Now"), pair.after)):
            part = QVBoxLayout()
            part.addWidget(Words(said(title)))
            shown = QLabel(said(Message("There is no such screen.")) if picture is None else "")
            if picture is not None:
                shown.setPixmap(_scaled(picture, _LARGE, self.devicePixelRatioF()))
            named(shown, f"{pair.words}: {said(title)}")
            part.addWidget(shown, 1)
            row.addLayout(part)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(pictures))
        room = self.screen().availableSize()
        self.resize(QSize(2 * _LARGE.width() + 6 * SPACE, _LARGE.height() + 80).boundedTo(room))


def _in_words(pair: ScreenPair) -> str:
    if pair.before is None:
        return said(Message("{screen}: new", screen=pair.words))
    if pair.after is None:
        return said(Message("{screen}: gone", screen=pair.words))
    return said(Message("{screen}: changed", screen=pair.words))


def _side_by_side(pair: ScreenPair, ratio: float) -> QPixmap:
    """Both pictures; the room of one that is not there stays empty."""
    size = QSize(2 * _SMALL.width() + SPACE, _SMALL.height()) * ratio
    found = QPixmap(size)
    found.setDevicePixelRatio(ratio)
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    for number, picture in enumerate((pair.before, pair.after)):
        if picture is not None:
            painter.drawPixmap(
                number * (_SMALL.width() + SPACE), 0, _scaled(picture, _SMALL, ratio)
            )
    painter.end()
    return found


def _scaled(picture: Path, size: QSize, ratio: float) -> QPixmap:
    image = QImage(str(picture)).scaled(
        size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)
