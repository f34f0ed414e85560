"""A list of files with a line that says what each is, and the form of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from kiosk.domain import Message
from kiosk.studio.viewmodels.file_rows import FileRow
from kiosk.studio.views.parts import ROWS, named
from kiosk.studio.wording import said


class FileList(QListWidget):
    """Rows of files. ``opened`` is emitted with a file, ``pointed`` with the cursor's row."""

    opened = Signal(str)
    pointed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, said(Message("Enter opens one")))
        self.setWordWrap(True)
        self.setStyleSheet(ROWS)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._rows: tuple[FileRow, ...] = ()
        self.itemActivated.connect(lambda item: self.opened.emit(self._rows[self.row(item)].name))
        self.currentRowChanged.connect(self._on_row)

    @property
    def rows(self) -> Sequence[FileRow]:
        """What is listed."""
        return self._rows

    @property
    def chosen(self) -> FileRow | None:
        """The row under the cursor."""
        place = self.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def set_rows(self, rows: Sequence[FileRow]) -> None:
        """List these; the cursor stays on its file."""
        new = tuple(rows)
        if new == self._rows:
            return
        chosen = self.chosen
        self.blockSignals(True)
        self._rows = new
        self.clear()
        for row in new:
            item = QListWidgetItem("\n".join(filter(None, (row.title, row.words))))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (row.title, row.words)))
            )
            self.addItem(item)
        names = [row.name for row in new]
        if new:
            known = chosen is not None and chosen.name in names
            self.setCurrentRow(names.index(chosen.name) if chosen and known else 0)
        self.blockSignals(False)

    def choose(self, name: str) -> None:
        """Put the cursor on a file."""
        for place, row in enumerate(self._rows):
            if row.name == name:
                self.setCurrentRow(place)

    def _on_row(self, place: int) -> None:
        if 0 <= place < len(self._rows):
            self.pointed.emit(self._rows[place])
