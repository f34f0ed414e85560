"""What the studio shows first: a new exhibition, a folder, a recent one, or the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.studio.viewmodels.recent import RecentFolders
from kiosk.studio.views.parts import NAME, ROWS, SPACE, Heading, Words, button, named
from kiosk.studio.wording import said

# Pixels: longer lines are hard to read.
_WIDTH = 640


class StartPage(QWidget):
    """The first page. ``chosen`` is emitted with a folder to open."""

    chosen = Signal(Path)
    new_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, recent: RecentFolders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = recent
        self.problem = Words()
        self.problem.hide()
        self._new = button(said(Message("&New exhibition…")), primary=True)
        self._open = button(said(Message("&Open a folder…")))
        self._sample = button(
            said(Message("Start from the &sample…")),
            said(Message("Copies the exhibition that comes with the program, to try things in")),
        )
        self._new.clicked.connect(self.new_wanted)
        self._open.clicked.connect(self.choose_folder)
        self._sample.clicked.connect(self.sample_wanted)
        self._list = QListWidget()
        named(self._list, said(Message("Recent exhibitions")), said(Message("Enter opens one")))
        self._list.setStyleSheet(ROWS)
        self._list.itemActivated.connect(self._open_item)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        page = QVBoxLayout()
        page.setSpacing(SPACE * 2)
        page.addWidget(Heading(NAME))
        page.addWidget(
            Words(
                said(
                    Message(
                        "An exhibition is a folder with pictures and texts. The studio makes and "
                        "changes these files, and shows beside them how the screen will look."
                    )
                )
            )
        )
        page.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for one in (self._new, self._open, self._sample):
            row.addWidget(one)
        row.addStretch(1)
        page.addLayout(row)
        self._heading = Heading(said(Message("Recent exhibitions")), 2)
        page.addWidget(self._heading)
        page.addWidget(self._list, 1)
        page.addStretch(1)
        holder = QWidget()
        holder.setLayout(page)
        holder.setMaximumWidth(_WIDTH)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        outer.addStretch(1)
        outer.addWidget(holder, 20)
        outer.addStretch(1)

    def refresh(self) -> None:
        """Read the recent folders again."""
        self._list.clear()
        folders = self._recent.folders()
        for folder in folders:
            item = QListWidgetItem(f"{folder.name}\n{folder.parent}")
            item.setData(Qt.ItemDataRole.UserRole, folder)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{folder.name}, {folder.parent}")
            self._list.addItem(item)
        if folders:
            self._list.setCurrentRow(0)
        self._list.setVisible(bool(folders))
        self._heading.setVisible(bool(folders))

    def tell(self, message: str) -> None:
        """Say why a folder was not opened; "" takes that back."""
        self.problem.setText(message)
        self.problem.setVisible(bool(message))

    def choose_folder(self) -> None:
        """Let a folder be chosen, and open it."""
        folder = QFileDialog.getExistingDirectory(
            self, said(Message("Open an exhibition's folder")), str(Path.home())
        )
        if folder:
            self.chosen.emit(Path(folder))

    def _open_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
