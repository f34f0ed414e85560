"""The month of the programme: where each event stands, and where it is put."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.i18n import formatting
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.month import Month, MonthDay, MonthEvent
from kiosk.studio.views.form import announce
from kiosk.studio.views.month_grid import MonthGrid
from kiosk.studio.views.parts import SPACE, Heading, Words, button, scrolled
from kiosk.studio.wording import language, said

_HELP = Message(
    "Drag an event to another day, or choose it and press Alt with an arrow key. Its hours stay."
)
# Days that lie in the next month, seen from the first of one.
_INTO_NEXT = timedelta(days=32)


class MonthPage(QWidget):
    """``left`` is emitted when somebody goes back, ``opened`` with the file of an event, and
    ``pointed`` with its key.
    """

    left = Signal()
    opened = Signal(str)
    pointed = Signal(str)

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__()
        self._exhibition = exhibition
        # Qt numbers the weekdays from 1, Monday.
        first_weekday = QLocale().firstDayOfWeek().value - 1
        self._month = Month(exhibition, first_weekday)
        self._shown: date | None = None
        # The event that was just moved: it is chosen once the folder is read again.
        self._followed = ""
        self._heading = Heading()
        back = button(f"‹ {said(Message('All events'))}")
        back.clicked.connect(self.left)
        earlier = button(said(Message("Pre&vious month")))
        later = button(said(Message("Ne&xt month")))
        earlier.clicked.connect(lambda: self.turn(-1))
        later.clicked.connect(lambda: self.turn(1))
        self.grid = MonthGrid(first_weekday)
        self.answer = Words()
        self._day = Words(quiet=True)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addStretch(1)
        top.addWidget(earlier)
        top.addWidget(later)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self._heading)
        layout.addWidget(Words(said(_HELP), quiet=True))
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._day)
        layout.addWidget(self.answer)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))
        self.grid.moved.connect(self._move)
        self.grid.opened.connect(self.opened)
        self.grid.turned.connect(self.turn)
        self.grid.pointed.connect(self._on_pointed)
        exhibition.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Show the month of today, or the exhibition's first one where it is at another time."""
        if self._shown is None:
            now = datetime.now(ZoneInfo(self._exhibition.exhibition.timezone))
            self._shown = self._month.month_of(now.date())
        self._tell("")
        self._followed = ""
        self._show()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, by: int) -> None:
        """Show the month before or the one after."""
        if self._shown is not None:
            first = self._shown.replace(day=1)
            step = _INTO_NEXT if by > 0 else timedelta(days=-1)
            self._shown = (first + step).replace(day=1)
            self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        self._heading.setText(
            formatting.capitalize(formatting.month_and_year(self._shown, language()))
        )
        self.grid.set_days(self._month.days(self._shown))
        day = self.grid.current_day
        if self._followed and day and any(one.file == self._followed for one in day.events):
            self.grid.choose(self._followed)
            self._followed = ""

    def _on_changed(self) -> None:
        if self.isVisible():
            self._show()

    def _on_pointed(self, day: MonthDay | None, event: MonthEvent | None) -> None:
        self._day.setText(day.spoken if day is not None else "")
        if event is not None:
            self.pointed.emit(event.key)

    def _move(self, event: MonthEvent, by: int) -> None:
        # The cursor follows it, also into a month that has to be turned to.
        day = self.grid.current_day
        is_done, words = self._month.move(event, by)
        self._tell(words)
        if not is_done or day is None:
            return
        target = day.day + timedelta(days=by)
        if self._shown is not None and target < self._month.first_shown(self._shown):
            self.turn(-1)
        self._followed = event.file
        self.grid.choose(event.file, by)

    def _tell(self, words: str) -> None:
        self.answer.setText(words)
        self.answer.setVisible(bool(words))
        if words:
            announce(self, words)
