"""A section that is a list of files and the form of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.file_rows import FileRow
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.names import language_of, original_of
from kiosk.studio.views.editor import Editor
from kiosk.studio.views.file_list import FileList
from kiosk.studio.views.parts import SPACE, Heading, PageStack, Words, button
from kiosk.studio.views.sections import Section
from kiosk.studio.wording import said


class FilesPage(Section):
    """The list, what makes a new file, and the form. A section says which ``rows`` it lists."""

    def __init__(self, exhibition: ExhibitionViewModel, title: str, back: str, empty: str) -> None:
        super().__init__()
        self.exhibition = exhibition
        self.files = FileList(title)
        self.editor = Editor(back, self.below)
        self._title, self._empty = title, Words(empty)
        self._stack = PageStack()
        self._overview = QWidget()
        self._edit = button(said(Message("&Edit")))
        self._edit.clicked.connect(self._open_chosen)
        self._lay_out()
        self.files.opened.connect(self.open_file)
        self.files.pointed.connect(lambda row: self.item_shown.emit(row.kind, row.key))
        self.editor.left.connect(self.show_overview)
        self.editor.translated.connect(self._translate)

    def rows(self) -> Sequence[FileRow]:
        """The files that are listed."""
        return ()

    def makers(self) -> Sequence[QPushButton]:
        """The buttons that make new files."""
        return ()

    def below(self, model: FormViewModel) -> QWidget | None:
        """What stands below the fields of a form."""
        return None

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for maker in (*self.makers(), self._edit):
            row.addWidget(maker)
        row.addStretch(1)
        layout = QVBoxLayout(self._overview)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(Heading(self._title))
        layout.addLayout(row)
        layout.addWidget(self._empty)
        layout.addWidget(self.files, 1)
        self._stack.addWidget(self._overview)
        self._stack.addWidget(self.editor)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def add_page(self, page: QWidget) -> None:
        """Add one more page beside the list and the form."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page that was added."""
        self._stack.setCurrentWidget(page)

    def refresh(self) -> None:
        """List the files as they are now."""
        rows = self.rows()
        self.files.set_rows(rows)
        self._empty.setVisible(not rows and self.exhibition.is_read)
        self._edit.setEnabled(bool(rows))
        model = self.editor.model
        is_open = self._stack.currentWidget() is self.editor
        if is_open and model and not any(row.name == model.name for row in rows):
            self.show_overview()

    def opens(self, name: str) -> bool:
        """True for a file that is listed, and for its translations."""
        return any(row.name == original_of(name) for row in self.rows())

    def open_file(self, name: str, key: str = "") -> None:
        """Show the form of a file."""
        original = original_of(name)
        rows = {row.name: row for row in self.rows()}
        if original not in rows:
            return
        self.files.choose(original)
        language = language_of(name) if name != original else ""
        self.editor.show_model(self.exhibition.form(original, language))
        self._stack.setCurrentWidget(self.editor)
        self.item_shown.emit(rows[original].kind, rows[original].key)
        if key and self.editor.form is not None:
            self.editor.form.focus_field(key)
        else:
            self.editor.focus_first()

    def show_overview(self) -> None:
        """Show the list."""
        self._stack.setCurrentWidget(self._overview)
        self.files.setFocus(Qt.FocusReason.OtherFocusReason)

    def make(self, place: str) -> None:
        """Make a new file and show its form."""
        made = self.exhibition.create(place)
        if made:
            self.refresh()
            self.open_file(made)

    def _open_chosen(self) -> None:
        if self.files.chosen is not None:
            self.open_file(self.files.chosen.name)

    def _translate(self, language: str) -> None:
        model = self.editor.model
        if model is not None:
            self.editor.show_model(self.exhibition.form(model.name, language))
            self.language_shown.emit(language)
