"""Paste a page's text, or choose a file; see what would be made of it, and choose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.importing import Proposals, proposals_of, proposals_of_text
from kiosk.studio.views.controls import TextEdit
from kiosk.studio.views.parts import ROWS, SPACE, Heading, Words, button, named
from kiosk.studio.wording import said

_LINES = 6


class ImportPage(QWidget):
    """``left`` is emitted when somebody goes back, ``made`` once files were made."""

    left = Signal()
    made = Signal()

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__()
        self._exhibition = exhibition
        self._proposals = Proposals()
        back = button(f"‹ {said(Message('All events'))}")
        back.clicked.connect(self.left)
        self.text = TextEdit(_LINES)
        named(self.text, said(Message("Text of a page with events")))
        label = QLabel(said(Message("&Paste the text of a page, as you copied it")))
        label.setBuddy(self.text)
        self._read = button(said(Message("&What would be made")))
        self._file = button(
            said(Message("&Choose a file…")),
            said(Message("A calendar, a spreadsheet, or a saved page")),
        )
        self.list = QListWidget()
        self.list.setStyleSheet(ROWS)
        self.list.setWordWrap(True)
        named(
            self.list,
            said(Message("What would be made")),
            said(Message("The space bar chooses one or leaves it out")),
        )
        self._told = Words()
        self._make = button(said(Message("&Make what is chosen")))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((first, (self._read, self._file)), (second, (self._make,))):
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addLayout(top)
        layout.addWidget(Heading(said(Message("Import events"))))
        layout.addWidget(label)
        layout.addWidget(self.text)
        layout.addLayout(first)
        layout.addWidget(self._told)
        layout.addWidget(self.list, 1)
        layout.addLayout(second)
        self._read.clicked.connect(self._on_text)
        self._file.clicked.connect(self._on_file)
        self._make.clicked.connect(self._on_make)
        self._show(Proposals())

    def begin(self) -> None:
        """Ask anew."""
        self.text.clear()
        self._show(Proposals())
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_file(self, source: Path) -> None:
        """Show what a file would become."""
        self._show(proposals_of(source, self._exhibition.folder))

    def _on_text(self) -> None:
        self._show(proposals_of_text(self.text.toPlainText(), self._exhibition.folder))

    def _on_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, said(Message("Import events")), str(Path.home())
        )
        if name:
            self.show_file(Path(name))

    def _show(self, proposals: Proposals) -> None:
        self._proposals = proposals
        self.list.clear()
        for one in proposals.files:
            there = "" if one.is_new else said(Message("is there already and stays as it is"))
            item = QListWidgetItem(
                "\n".join(filter(None, (one.name, there, one.text.strip(), one.doubts)))
            )
            state = Qt.CheckState.Checked if one.is_new else Qt.CheckState.Unchecked
            item.setCheckState(state)
            if not one.is_new:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        self._told.setText(proposals.told)
        self._told.setVisible(bool(proposals.told))
        self._make.setEnabled(bool(proposals.files))

    def _on_make(self) -> None:
        chosen = [
            one
            for row, one in enumerate(self._proposals.files)
            if one.is_new and self.list.item(row).checkState() is Qt.CheckState.Checked
        ]
        if chosen and self._exhibition.make(chosen):
            self.made.emit()
