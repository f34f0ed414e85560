"""The works: the grid, and the form of one label."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.names import language_of
from kiosk.studio.viewmodels.thumbnails import Thumbnails
from kiosk.studio.views.acts import Deletion, Withdrawal
from kiosk.studio.views.alt_page import AltPage
from kiosk.studio.views.editor import Editor
from kiosk.studio.views.parts import READING, SPACE, Heading, PageStack, Words, button
from kiosk.studio.views.pictures_part import PicturesPart
from kiosk.studio.views.sections import Section
from kiosk.studio.views.works_grid import WorksGrid
from kiosk.studio.wording import said

_EMPTY = Message(
    "There are no works yet. Add pictures, drop them here from another window, or write a poem."
)


class WorksPage(Section):
    """The section of the works."""

    FOLDER = "works/"

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__()
        self._exhibition = exhibition
        self._thumbnails = Thumbnails(exhibition.folder, self)
        self.grid = WorksGrid(self._thumbnails)
        self.editor = Editor(said(Message("All works")), self._below, steps=True)
        self.alt_texts = AltPage(exhibition, self._thumbnails)
        self._stack = PageStack()
        self._overview = QWidget()
        self._add = button(
            said(Message("&Add pictures…")),
            said(
                Message("Copies picture files into the exhibition; the files stay where they are")
            ),
        )
        self._write = button(said(Message("New &poem or text")))
        self._edit = button(said(Message("Edit &label")))
        self._earlier = button(said(Message("Hang ea&rlier")))
        self._later = button(said(Message("Hang la&ter")))
        self._alts = button(said(Message("Alter&native texts")))
        self.clean = QCheckBox(said(Message("Copy pictures &without place and camera data")))
        self.clean.setChecked(True)
        self._empty = Words()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (first, (self._add, self._write, self._edit)),
            (second, (self._earlier, self._later, self._alts)),
        ):
            row.setSpacing(SPACE)
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
        layout = QVBoxLayout(self._overview)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(Heading(said(Message("Works"))))
        layout.addLayout(first)
        layout.addWidget(self._empty)
        layout.addWidget(self.grid, 1)
        layout.addLayout(second)
        layout.addWidget(self.clean)
        self._stack.addWidget(self._overview)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.alt_texts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.grid.opened.connect(self.open_file)
        self.grid.moved.connect(self._move)
        self.grid.dropped.connect(self._copy_in)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self._add.clicked.connect(self._choose_pictures)
        self._write.clicked.connect(self._new_text)
        self._edit.clicked.connect(self._open_chosen)
        self._earlier.clicked.connect(lambda: self._step(-1))
        self._later.clicked.connect(lambda: self._step(1))
        self._alts.clicked.connect(self._write_alts)
        self.alt_texts.left.connect(self.show_overview)
        self.alt_texts.pointed.connect(lambda key: self.item_shown.emit("work", key))
        self.editor.left.connect(self.show_overview)
        self.editor.stepped.connect(self._open_neighbour)
        self.editor.translated.connect(self._translate)

    # What the exhibition tells

    def refresh(self) -> None:
        """Show the works as they are now."""
        chosen = self.grid.chosen
        rows = self._exhibition.works()
        self.grid.works.set_rows(rows)
        self._empty.setText(said(_EMPTY if self._exhibition.is_read else READING))
        self._empty.setVisible(not rows)
        if chosen is not None:
            self.grid.choose(chosen.name)
        if self.grid.chosen is None and rows:
            self.grid.setCurrentIndex(self.grid.works.index(0))
        for part in (self._edit, self._earlier, self._later, self._alts):
            part.setEnabled(bool(rows))
        model = self.editor.model
        is_open = self._stack.currentWidget() is self.editor
        if is_open and model and not any(row.name == model.name for row in rows):
            self.show_overview()

    def focus_first(self) -> None:
        """Give the keys to the grid."""
        target = self.grid if self.grid.works.rows else self._add
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def opens(self, name: str) -> bool:
        """True for a work's files."""
        return name.startswith("works/")

    def open_file(self, name: str, key: str = "") -> None:
        """Show the label of a work, also where ``name`` is its translation."""
        row = self._exhibition.work_row(name)
        if row is None:
            return
        self.grid.choose(row.name)
        language = language_of(name) if name != row.name else ""
        self.editor.show_model(self._exhibition.form(row.name, language))
        self._stack.setCurrentWidget(self.editor)
        self.item_shown.emit("work", row.key)
        if key and self.editor.form is not None:
            self.editor.form.focus_field(key)
        else:
            self.editor.focus_first()

    def show_overview(self) -> None:
        """Show the grid."""
        self._stack.setCurrentWidget(self._overview)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """End the decoders of the thumbnails."""
        self._thumbnails.close()

    # What the curator does

    def _on_chosen(self) -> None:
        chosen = self.grid.chosen
        if chosen is not None:
            self.item_shown.emit("work", chosen.key)

    def _open_chosen(self) -> None:
        if self.grid.chosen is not None:
            self.open_file(self.grid.chosen.name)

    def _open_neighbour(self, by: int) -> None:
        model = self.editor.model
        names = [row.name for row in self.grid.works.rows]
        if model is not None and model.name in names:
            place = names.index(model.name) + by
            if 0 <= place < len(names):
                self.open_file(names[place])

    def _translate(self, language: str) -> None:
        model = self.editor.model
        if model is not None:
            self.editor.show_model(self._exhibition.form(model.name, language))
            self.language_shown.emit(language)

    def _step(self, by: int) -> None:
        place = self.grid.currentIndex().row()
        if 0 <= place + by < len(self.grid.works.rows):
            self._move(place, place + by + (by > 0))

    def _move(self, place: int, before: int) -> None:
        name = self.grid.works.rows[place].name
        self._exhibition.move_work(place, before)
        self.refresh()
        self.grid.choose(name)

    def _choose_pictures(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(
            self,
            said(Message("Add pictures")),
            str(Path.home()),
            said(Message("Pictures and texts")) + f" ({self._exhibition.endings()})",
        )
        if files:
            self._copy_in([Path(file) for file in files], len(self.grid.works.rows))

    def _copy_in(self, files: list[Path], before: int) -> None:
        made = self._exhibition.copy_in(files, before, clean=self.clean.isChecked())
        self.refresh()
        if made:
            self.grid.choose(made)

    def _write_alts(self) -> None:
        self.alt_texts.begin(self._exhibition.works())
        self._stack.setCurrentWidget(self.alt_texts)

    def _new_text(self) -> None:
        made = self._exhibition.create("works")
        if made:
            self.refresh()
            self.open_file(made)

    def _below(self, model: FormViewModel) -> QWidget:
        """Its further pictures, and the acts of taking it down and of deleting it."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        if self._exhibition.has_picture(model.name):
            column.addWidget(
                PicturesPart(self._exhibition, model, self._thumbnails, self.clean.isChecked)
            )
        column.addWidget(Withdrawal(self._exhibition, model))
        column.addWidget(Deletion(self._exhibition, model))
        return holder
