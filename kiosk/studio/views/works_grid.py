"""The works as they hang, one after the other: a grid that is reordered by dragging or by keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kiosk.domain import Message
from kiosk.studio.viewmodels.thumbnails import Thumbnails
from kiosk.studio.viewmodels.work_rows import WorkRow
from kiosk.studio.views.parts import mixed, named
from kiosk.studio.wording import said

_ROW = Qt.ItemDataRole.UserRole
# Pixels: the least width of a tile, and the room around what it shows.
_LEAST_WIDTH, _GAP = 190, 8
# A tile's picture is so much as high as it is wide, and has so many lines of words below it.
_HEIGHT_OF_WIDTH, _LINES = 0.68, 4
_PAPER, _INK = QColor("#f4efe6"), QColor("#2a2630")
Index = QModelIndex | QPersistentModelIndex


class WorksModel(QAbstractListModel):
    """The rows of the grid."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[WorkRow] = []
        self._thumbnails = thumbnails
        thumbnails.loaded.connect(self._on_loaded)

    @property
    def rows(self) -> Sequence[WorkRow]:
        """All rows."""
        return self._rows

    def set_rows(self, rows: Sequence[WorkRow]) -> None:
        """Show other rows; those that stay keep their place of the cursor."""
        if [one.name for one in rows] == [one.name for one in self._rows]:
            changed = [
                place
                for place, (old, new) in enumerate(zip(self._rows, rows, strict=True))
                if old != new
            ]
            self._rows = list(rows)
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def thumbnail(self, row: WorkRow) -> QImage | None:
        """The picture of a row; None while it is loaded, and for a written work."""
        return self._thumbnails.get(row.picture) if row.picture is not None else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many works there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row, or its words."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return row.spoken
            case _ if role == _ROW:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Works are dragged; between them others are dropped."""
        usual = super().flags(index)
        if not index.isValid():
            return usual | Qt.ItemFlag.ItemIsDropEnabled
        return usual | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Works are moved, files are copied."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The names of the dragged works."""
        data = super().mimeData(list(indexes))
        data.setText("\n".join(self._rows[one.row()].title for one in indexes))
        return data

    def _on_loaded(self, picture: Path, _image: QImage) -> None:
        for place, row in enumerate(self._rows):
            if row.picture == picture:
                self.dataChanged.emit(self.index(place), self.index(place))


class _Tile(QStyledItemDelegate):
    """Draws a work: its picture, or the beginning of its text, its title and its artist."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All tiles are of one size: the grid's."""
        view = self.parent()
        assert isinstance(view, WorksGrid)
        return view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one tile."""
        row: WorkRow = index.data(_ROW)
        painter.save()
        area = option.rect.adjusted(_GAP // 2, _GAP // 2, -_GAP // 2, -_GAP // 2)
        palette = option.palette
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(area, palette.color(QPalette.ColorRole.Highlight))
        inner = area.adjusted(_GAP // 2, _GAP // 2, -_GAP // 2, -_GAP // 2)
        place = QRect(inner.x(), inner.y(), inner.width(), picture_height(option.rect.width()))
        model = index.model()
        assert isinstance(model, WorksModel)
        self._picture(painter, place, row, model.thumbnail(row), option)
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        ink = palette.color(role)
        line = option.fontMetrics.lineSpacing()
        below = QRect(inner.x(), place.bottom() + _GAP // 2, inner.width(), line)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink)
        others = [words for words in (row.artist, row.state) if words]
        for words in whole_words(
            row.title, painter.fontMetrics(), below.width(), _LINES - len(others)
        ):
            painter.drawText(below, words)
            below.translate(0, line)
        painter.setFont(option.font)
        ground = QPalette.ColorRole.Highlight if is_chosen else QPalette.ColorRole.Base
        painter.setPen(mixed(ink, palette.color(ground), 0.8))
        for words in others:
            painter.drawText(
                below, "".join(whole_words(words, painter.fontMetrics(), below.width(), 1))
            )
            below.translate(0, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _picture(
        self,
        painter: QPainter,
        place: QRect,
        row: WorkRow,
        image: QImage | None,
        option: QStyleOptionViewItem,
    ) -> None:
        if not row.is_shown:
            painter.setOpacity(0.45)
        if row.picture is None:
            painter.fillRect(place, _PAPER)
            painter.setPen(_INK)
            words = place.adjusted(_GAP, _GAP, -_GAP, -_GAP)
            metrics = option.fontMetrics
            count = words.height() // metrics.lineSpacing()
            lines = whole_words(row.first_lines, metrics, words.width(), count)
            for number, text in enumerate(lines):
                one = QRect(
                    words.x(),
                    words.y() + number * metrics.lineSpacing(),
                    words.width(),
                    metrics.lineSpacing(),
                )
                painter.drawText(one, text)
        elif image is not None and not image.isNull():
            size = image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(place.topLeft(), size)
            target.moveCenter(place.center())
            target.moveBottom(place.bottom())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, image)
        else:
            ground = mixed(
                option.palette.color(QPalette.ColorRole.Text),
                option.palette.color(QPalette.ColorRole.Base),
                0.1,
            )
            painter.fillRect(place, ground)
        painter.setOpacity(1.0)


def picture_height(width: int) -> int:
    """How high the picture of a tile is, by the tile's width, both in pixels."""
    return round((width - 2 * _GAP) * _HEIGHT_OF_WIDTH)


def whole_words(text: str, metrics: QFontMetrics, width: int, count: int) -> list[str]:
    """The first ``count`` lines of a text in ``width`` pixels; none ends within a word.

    Where more follows, the last one ends with an ellipsis. A word wider than the line is cut.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        lines += _wrapped(paragraph, metrics, width, count + 1 - len(lines))
        if len(lines) > count:
            break
    if len(lines) <= count:
        return lines
    shown = lines[:count]
    words = shown[-1].rstrip(" ,;:.–-").split(" ") if shown else []
    while len(words) > 1 and metrics.horizontalAdvance(f"{' '.join(words)} …") > width:
        words.pop()
    return [*shown[:-1], f"{' '.join(words)} …"] if shown else []


def _wrapped(paragraph: str, metrics: QFontMetrics, width: int, count: int) -> list[str]:
    """The first ``count`` lines of a paragraph."""
    lines, line = [], ""
    # Only here: a space that is not to be broken stands within a word.
    for word in re.split(r"[ \t]+", paragraph.strip(" \t")):
        longer = f"{line} {word}" if line else word
        if line and metrics.horizontalAdvance(longer) > width:
            lines.append(line)
            if len(lines) == count:
                return lines
            longer = word
        line = metrics.elidedText(longer, Qt.TextElideMode.ElideRight, width)
    return [*lines, line] if line else lines


class WorksGrid(QListView):
    """The grid. ``moved`` is emitted with a work's place and the place before which it is dropped;
    ``dropped`` with files and the place before which they are dropped.
    """

    moved = Signal(int, int)
    dropped = Signal(list, int)
    opened = Signal(str)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.works = WorksModel(thumbnails, self)
        self.setModel(self.works)
        self.setItemDelegate(_Tile(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self.activated.connect(lambda index: self.opened.emit(self.works.rows[index.row()].name))
        named(
            self,
            said(Message("Works in the order in which they hang")),
            said(
                Message(
                    "Enter opens a work. Alt with the left or right arrow moves it earlier or later"
                )
            ),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as have room share the whole width."""
        self._share_width()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Other letters of the desktop need other tiles."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._share_width()

    def _share_width(self) -> None:
        # With the bar's room also where it is not seen: else it would come and go by turns.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        room = max(1, self.width() - 2 * self.frameWidth() - bar - 1)
        width = room // max(1, room // _LEAST_WIDTH)
        line = self.fontMetrics().lineSpacing()
        self.setGridSize(QSize(width, picture_height(width) + _LINES * line + 3 * _GAP))

    @property
    def chosen(self) -> WorkRow | None:
        """The work under the cursor."""
        index = self.currentIndex()
        return self.works.rows[index.row()] if index.isValid() else None

    def choose(self, name: str) -> None:
        """Put the cursor on a work."""
        for place, row in enumerate(self.works.rows):
            if row.name == name:
                self.setCurrentIndex(self.works.index(place))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the work under the cursor."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() != Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        place = self.currentIndex().row()
        if place >= 0 and 0 <= place + step < len(self.works.rows):
            self.moved.emit(place, place + step + (step > 0))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take works of this grid, and files."""
        if event.source() is self or event.mimeData().hasUrls():
            event.acceptProposedAction()
        super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        super().dragMoveEvent(event)
        if event.source() is self or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the work, or take the files."""
        place = self._place_at(event)
        if event.source() is self:
            self.moved.emit(self.currentIndex().row(), place)
        elif files := [
            Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()
        ]:
            self.dropped.emit(files, place)
        # The order is written to the files, and the rows come back from there.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def _place_at(self, event: QDropEvent) -> int:
        """The place before which it is dropped."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return len(self.works.rows)
        return index.row() + (point.x() > self.visualRect(index).center().x())
