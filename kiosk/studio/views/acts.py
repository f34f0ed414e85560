"""Acts below a form, each with the words of what will happen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.pictures.naming import PDF_ENDING
from kiosk.studio.viewmodels.attaching import attach
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.names import is_picture
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


class EventPicture(QWidget):
    """Copies a flyer or a picture to an event, and names it there. One can be dropped on it."""

    def __init__(
        self, exhibition: ExhibitionViewModel, model: FormViewModel, *, cleans: bool = True
    ) -> None:
        super().__init__()
        self._exhibition, self._model, self._cleans = exhibition, model, cleans
        self.choice = button(said(Message("Choose a &flyer or a picture…")))
        self.choice.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addWidget(
            Words(
                said(
                    Message(
                        "The file is copied in beside the event, a picture without place and camera"
                        " data. Of a PDF the screen shows the first page."
                    )
                ),
                quiet=True,
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        layout.addLayout(row)
        self.setAcceptDrops(True)

    def take(self, file: Path) -> None:
        """Copy a file in."""
        attach(self._exhibition, self._model.name, self._model.file, file, clean=self._cleans)

    def _choose(self) -> None:
        endings = f"{self._exhibition.endings().replace(' *.md', '')} *{PDF_ENDING}"
        name, _ = QFileDialog.getOpenFileName(
            self,
            said(Message("Choose a flyer or a picture")),
            str(Path.home()),
            f"{said(Message('Flyers and pictures'))} ({endings})",
        )
        if name:
            self.take(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if self._dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Copy the dropped file in."""
        if (file := self._dropped(event.mimeData())) is not None:
            self.take(file)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _dropped(self, data: QMimeData) -> Path | None:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return next(
            (one for one in files if is_picture(one.name) or one.suffix.lower() == PDF_ENDING), None
        )
