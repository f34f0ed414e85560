"""The days of a month with their events, which a mouse or the keys put on other days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kiosk.domain import Message
from kiosk.i18n import formatting
from kiosk.studio.viewmodels.month import DAYS_OF_WEEK, WEEKS, MonthDay, MonthEvent
from kiosk.studio.views.parts import mixed, named
from kiosk.studio.views.works_grid import whole_words
from kiosk.studio.wording import language, said

Index = QModelIndex | QPersistentModelIndex
_DAY = Qt.ItemDataRole.UserRole
# Pixels around what a cell and a chip show, and the lines of a chip.
_PAD, _MOST_LINES = 3, 5
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS_OF_WEEK,
    Qt.Key.Key_Down: DAYS_OF_WEEK,
}


class _Days(QAbstractTableModel):
    """The cells."""

    def __init__(self, first_weekday: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._first_weekday = first_weekday
        self.days: Sequence[MonthDay] = ()

    def set_days(self, days: Sequence[MonthDay]) -> None:
        """Show other days, or other events on them."""
        is_same = [one.day for one in days] == [one.day for one in self.days]
        if is_same:
            self.days = days
            last = self.index(WEEKS - 1, DAYS_OF_WEEK - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.days = days
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The weeks."""
        return 0 if parent.isValid() or not self.days else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The days of a week."""
        return 0 if parent.isValid() else DAYS_OF_WEEK

    def day_at(self, index: Index) -> MonthDay | None:
        """The day of a cell."""
        place = index.row() * DAYS_OF_WEEK + index.column()
        return self.days[place] if index.isValid() and 0 <= place < len(self.days) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A day, or its words."""
        day = self.day_at(index)
        if day is None:
            return None
        if role == _DAY:
            return day
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return day.spoken
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The weekdays."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = formatting.weekday_names(language())
            return names[(section + self._first_weekday) % DAYS_OF_WEEK]
        return None


class _Cell(QStyledItemDelegate):
    """Draws a day: its number, and its events as chips."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one day."""
        day: MonthDay | None = index.data(_DAY)
        if day is None:
            return
        grid = self.parent()
        assert isinstance(grid, MonthGrid)
        palette = option.palette
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        base, text = (
            palette.color(role) for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Text)
        )
        painter.save()
        painter.fillRect(option.rect, base if day.is_open else mixed(text, base, 0.07))
        painter.setPen(text if day.is_of_month else mixed(text, base, 0.62))
        font = QFont(option.font)
        if day.is_of_month:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        number = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.drawText(number, int(Qt.AlignmentFlag.AlignTop), str(day.day.day))
        painter.setFont(option.font)
        chips = chip_places(option.rect, len(day.events), option.fontMetrics)
        for place, (event, chip) in enumerate(zip(day.events, chips, strict=False)):
            chosen = is_current and place == grid.chosen_place
            draw_chip(painter, chip, event, palette, option.fontMetrics, chosen=chosen)
        if more := len(day.events) - len(chips):
            painter.setPen(text)
            painter.drawText(
                number, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), f"+{more}"
            )
        if is_current:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()


def chip_places(cell: QRect, count: int, metrics: QFontMetrics) -> list[QRect]:
    """Where the events of a day stand in its cell: as many as have a line each."""
    line = metrics.lineSpacing()
    top = cell.top() + _PAD + line + _PAD
    room = cell.bottom() - _PAD - top
    fitting = min(count, max(0, room // (line + 2 * _PAD)))
    if not fitting:
        return []
    height = min(room // fitting, _MOST_LINES * line + 2 * _PAD)
    return [
        QRect(cell.left() + _PAD, top + place * height, cell.width() - 2 * _PAD, height - 2)
        for place in range(fitting)
    ]


def draw_chip(
    painter: QPainter,
    place: QRect,
    event: MonthEvent,
    palette: QPalette,
    metrics: QFontMetrics,
    *,
    chosen: bool,
) -> None:
    """One event: its hour and its title, as far as whole words fit."""
    highlight = palette.color(QPalette.ColorRole.Highlight)
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    ground = highlight if chosen else mixed(highlight, base, 0.16)
    painter.fillRect(place, ground)
    painter.setPen(palette.color(QPalette.ColorRole.HighlightedText) if chosen else text)
    inner = place.adjusted(_PAD, 1, -_PAD, -1)
    line = metrics.lineSpacing()
    lines = whole_words(event.words, metrics, inner.width(), max(1, inner.height() // line))
    for number, words in enumerate(lines):
        one = QRect(inner.left(), inner.top() + number * line, inner.width(), line)
        painter.drawText(one, words)


class MonthGrid(QTableView):
    """The grid. ``moved`` is emitted with an event and by how many days; ``opened`` with its file,
    ``pointed`` with the day under the cursor and the event chosen on it, and ``turned`` with -1 or
    1 for the months beside.
    """

    moved = Signal(object, int)
    opened = Signal(str)
    pointed = Signal(object, object)
    turned = Signal(int)

    def __init__(self, first_weekday: int) -> None:
        super().__init__()
        self._days = _Days(first_weekday, self)
        self.chosen_place = 0
        # What is being dragged, from which day, and where the mouse is.
        self._dragged: tuple[MonthEvent, QModelIndex] | None = None
        self._pressed_at, self._at = QPoint(), QPoint()
        self.setModel(self._days)
        self.setItemDelegate(_Cell(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(10)
            header.setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        # The number and two lines of an event on each day; the page scrolls in a low window.
        row = 3 * self.fontMetrics().lineSpacing() + 6 * _PAD
        self.setMinimumHeight(WEEKS * row + self.horizontalHeader().sizeHint().height())
        named(
            self,
            said(Message("Days of the month with their events")),
            said(
                Message(
                    "The arrow keys choose a day, the space bar an event of it. Alt with an arrow"
                    " key moves the event by a day or a week, Enter opens it. Page Up and Page"
                    " Down turn the month"
                )
            ),
        )
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())

    # What is shown

    def set_days(self, days: Sequence[MonthDay]) -> None:
        """Show these days; the cursor stays on its day where that is still shown."""
        before = self.current_day
        self._end_drag()
        self._days.set_days(days)
        place = next(
            (at for at, one in enumerate(days) if before is not None and one.day == before.day), -1
        )
        if place < 0:
            place = next((at for at, one in enumerate(days) if one.is_of_month and one.events), -1)
        if place < 0:
            place = next(at for at, one in enumerate(days) if one.is_of_month)
        self.setCurrentIndex(self._days.index(*divmod(place, DAYS_OF_WEEK)))
        self._on_current(keep=True)

    @property
    def current_day(self) -> MonthDay | None:
        """The day under the cursor."""
        return self._days.day_at(self.currentIndex())

    @property
    def chosen(self) -> MonthEvent | None:
        """The chosen event of that day."""
        day = self.current_day
        if day is None or not day.events:
            return None
        return day.events[min(self.chosen_place, len(day.events) - 1)]

    def _go(self, by: int) -> None:
        """Put the cursor on another day: the week's last is followed by the next one's first."""
        place = self.currentIndex().row() * DAYS_OF_WEEK + self.currentIndex().column() + by
        if 0 <= place < len(self._days.days):
            self.setCurrentIndex(self._days.index(*divmod(place, DAYS_OF_WEEK)))

    def choose(self, file: str, by: int = 0) -> None:
        """Put the cursor ``by`` days further, on the event of a file if that day has it."""
        place = self.currentIndex().row() * DAYS_OF_WEEK + self.currentIndex().column() + by
        if 0 <= place < len(self._days.days):
            self.setCurrentIndex(self._days.index(*divmod(place, DAYS_OF_WEEK)))
            events = self._days.days[place].events
            self.chosen_place = next((at for at, one in enumerate(events) if one.file == file), 0)
            self._on_current(keep=True)

    def _on_current(self, *, keep: bool = False) -> None:
        if not keep:
            self.chosen_place = 0
        self.viewport().update()
        self.pointed.emit(self.current_day, self.chosen)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the chosen event; the rest is as in any grid."""
        key = Qt.Key(event.key())
        step = _STEPS.get(key)
        chosen = self.chosen
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if chosen is not None:
                self.moved.emit(chosen, step)
        elif step:
            self._go(step)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Space and self.current_day is not None:
            self.chosen_place = (self.chosen_place + 1) % max(1, len(self.current_day.events))
            self._on_current(keep=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self.opened.emit(chosen.file)
        elif key == Qt.Key.Key_Escape and self._dragged is not None:
            self._end_drag()
        else:
            super().keyPressEvent(event)

    # The mouse

    def _event_at(self, point: QPoint) -> tuple[MonthEvent, QModelIndex, int] | None:
        index = self.indexAt(point)
        day = self._days.day_at(index)
        if day is None:
            return None
        chips = chip_places(self.visualRect(index), len(day.events), self.fontMetrics())
        for place, chip in enumerate(chips):
            if chip.contains(point):
                return day.events[place], index, place
        return None

    def chip_center(self, file: str) -> QPoint | None:
        """The middle of the first chip of a file; None where it is not in sight."""
        for place, day in enumerate(self._days.days):
            index = self._days.index(*divmod(place, DAYS_OF_WEEK))
            chips = chip_places(self.visualRect(index), len(day.events), self.fontMetrics())
            for event, chip in zip(day.events, chips, strict=False):
                if event.file == file:
                    return chip.center()
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a day; on an event, begin to drag it."""
        super().mousePressEvent(event)
        point = event.position().toPoint()
        found = self._event_at(point)
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = self._at = point
            self._dragged = found[:2]
            self.chosen_place = found[2]
            self._on_current(keep=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the event along."""
        if self._dragged is None:
            super().mouseMoveEvent(event)
            return
        self._at = event.position().toPoint()
        if self._is_dragging:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the event on the day below the mouse."""
        dragged, is_dragging = self._dragged, self._is_dragging
        self._end_drag()
        super().mouseReleaseEvent(event)
        target = self.indexAt(event.position().toPoint())
        if dragged is not None and is_dragging and target.isValid():
            what, begun = dragged
            by = (target.row() - begun.row()) * DAYS_OF_WEEK + target.column() - begun.column()
            if by:
                self.setCurrentIndex(begun)
                self.moved.emit(what, by)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an event."""
        found = self._event_at(event.position().toPoint())
        if found is not None:
            self._end_drag()
            self.opened.emit(found[0].file)

    @property
    def _is_dragging(self) -> bool:
        """True once the mouse has left the place where it was pressed."""
        far = QApplication.startDragDistance()
        return self._dragged is not None and (
            (self._at - self._pressed_at).manhattanLength() >= far
        )

    def _end_drag(self) -> None:
        self._dragged = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has left the grid; the button may still be held."""
        self.viewport().update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The days, then what is being dragged above the day on which it would be put."""
        super().paintEvent(event)
        if self._dragged is None or not self._is_dragging:
            return
        painter = QPainter(self.viewport())
        target = self.indexAt(self._at)
        if target.isValid():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3))
            painter.drawRect(self.visualRect(target).adjusted(1, 1, -2, -2))
        metrics = self.fontMetrics()
        size = self.visualRect(self._dragged[1]).size()
        chip = QRect(0, 0, size.width() - 2 * _PAD, 2 * metrics.lineSpacing() + 2 * _PAD)
        chip.moveCenter(self._at)
        draw_chip(painter, chip, self._dragged[0], self.palette(), metrics, chosen=True)
