"""Acts below a form, each with the words of what will happen."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.views.parts import SPACE, Heading, Words, button
from kiosk.studio.wording import said


class Withdrawal(QWidget):
    """Takes a work off the screen at once, or puts it back."""

    def __init__(self, exhibition: ExhibitionViewModel, model: FormViewModel) -> None:
        super().__init__()
        self._exhibition, self._model = exhibition, model
        self._words = Words()
        self._act = button(said(Message("Take &down now")))
        self._act.clicked.connect(self._do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE * 2, 0, 0)
        layout.addWidget(Heading(said(Message("Withdrawal")), 2))
        layout.addWidget(self._words)
        row = QHBoxLayout()
        row.addWidget(self._act)
        row.addStretch(1)
        layout.addLayout(row)
        model.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        down = self._exhibition.is_withdrawn(self._model.name)
        text = Message("&Show it again") if down else Message("Take &down now")
        self._act.setText(said(text))
        self._act.setAccessibleName(said(text).replace("&", ""))
        self._words.setText(said(self._exhibition.withdrawal_words(down=down)))

    def _do(self) -> None:
        if self._exhibition.is_withdrawn(self._model.name):
            self._exhibition.restore(self._model.name)
        else:
            self._exhibition.withdraw(self._model.name)


class Deletion(QWidget):
    """Takes a file out of the folder; undo brings it back."""

    def __init__(self, exhibition: ExhibitionViewModel, model: FormViewModel) -> None:
        super().__init__()
        act = button(said(Message("D&elete its files")))
        act.clicked.connect(lambda: exhibition.delete(model.name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE * 2, 0, 0)
        layout.addWidget(Heading(said(Message("Delete")), 2))
        layout.addWidget(
            Words(
                said(
                    Message(
                        "Takes its files with their translations out of the folder. Undo brings "
                        "them back, also tomorrow."
                    )
                )
            )
        )
        row = QHBoxLayout()
        row.addWidget(act)
        row.addStretch(1)
        layout.addLayout(row)


class CalledToday(QWidget):
    """Writes today as the day on which the help line was called."""

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__()
        act = button(said(Message("I have &called it today, and it is right")))
        act.clicked.connect(exhibition.help_line_was_called)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addWidget(
            Words(said(Message("Call every number of the help line now, then press.")))
        )
        row = QHBoxLayout()
        row.addWidget(act)
        row.addStretch(1)
        layout.addLayout(row)
