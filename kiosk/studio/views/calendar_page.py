"""A calendar file of the events: what is read of it. It is changed where it was made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.readings import calendar_lines
from kiosk.studio.views.parts import ROWS, SPACE, Heading, Words, button, named
from kiosk.studio.wording import said


class CalendarPage(QWidget):
    """The events of one calendar. ``left`` is emitted when somebody goes back."""

    left = Signal()

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__()
        self._exhibition = exhibition
        self.name = ""
        self._heading = Heading()
        self.list = QListWidget()
        self.list.setStyleSheet(ROWS)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(self.list, said(Message("Events of this calendar")))
        back = button(f"‹ {said(Message('All events'))}")
        back.clicked.connect(self.left)
        delete = button(said(Message("D&elete its files")))
        delete.clicked.connect(self._delete)
        top, acts = QHBoxLayout(), QHBoxLayout()
        for row, part in ((top, back), (acts, delete)):
            row.addWidget(part)
            row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addLayout(top)
        layout.addWidget(self._heading)
        layout.addWidget(
            Words(
                said(
                    Message(
                        "The screen reads this calendar as it is. Change its entries in the program"
                        " that made it, and copy it here again. “Paste or import” makes files of"
                        " them, which you can edit here."
                    )
                ),
                quiet=True,
            )
        )
        layout.addWidget(self.list, 1)
        layout.addLayout(acts)

    def show_calendar(self, name: str) -> None:
        """Show what is read of a calendar file."""
        self.name = name
        self._heading.setText(name.rpartition("/")[2])
        lines = calendar_lines(self._exhibition.snapshot, name, self._exhibition.now)
        self.list.clear()
        self.list.addItems(lines)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        self._exhibition.delete(self.name)
        self.left.emit()
