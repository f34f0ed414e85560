"""What was changed, in words, the last one first."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.views.parts import ROWS, SPACE, Heading, Words, button, named
from kiosk.studio.views.sections import Section
from kiosk.studio.wording import said


class ChangesPage(Section):
    """The section of the changes."""

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__()
        self._exhibition = exhibition
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setStyleSheet(ROWS)
        named(self.list, said(Message("Changes, the last one first")))
        self._undo = button(said(Message("&Undo the last one")))
        self._redo = button(said(Message("&Redo")))
        self._undo.clicked.connect(exhibition.undo)
        self._redo.clicked.connect(exhibition.redo)
        row = QHBoxLayout()
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(Heading(said(Message("Changes"))))
        layout.addWidget(
            Words(
                said(
                    Message(
                        "Every change is written to the folder at once, and can be undone, also "
                        "tomorrow."
                    )
                ),
                quiet=True,
            )
        )
        layout.addWidget(self.list, 1)
        layout.addLayout(row)

    def refresh(self) -> None:
        """List the changes as they are now."""
        words = self._exhibition.changes()
        if [self.list.item(row).text() for row in range(self.list.count())] != words:
            self.list.clear()
            self.list.addItems(words)
        self._undo.setEnabled(bool(self._exhibition.undo_words))
        self._redo.setEnabled(bool(self._exhibition.redo_words))
