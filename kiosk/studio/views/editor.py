"""The form of one file, with what leads to it and away from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.i18n.formatting import native_language_name
from kiosk.studio.viewmodels.fields import FormField
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.problems import ShownProblem
from kiosk.studio.views.form import Form
from kiosk.studio.views.parts import SPACE, Heading, Words, button, named
from kiosk.studio.wording import said


class Editor(QWidget):
    """Shows one ``FormViewModel`` at a time; ``left`` is emitted when somebody goes back.

    ``translated`` is emitted with a language in which the file is to be written, "" for its own.
    ``below`` makes what stands below the fields of a form.
    """

    left = Signal()
    stepped = Signal(int)
    translated = Signal(str)

    def __init__(
        self,
        back: str,
        below: Callable[[FormViewModel], QWidget | None] = lambda _: None,
        *,
        steps: bool = False,
    ) -> None:
        super().__init__()
        self._below = below
        self._model: FormViewModel | None = None
        self.form: Form | None = None
        self._back = button(f"‹ {back}")
        self._back.clicked.connect(self.left)
        self._earlier = button(
            said(Message("Pre&vious")), said(Message("The work before this one"))
        )
        self._later = button(said(Message("Ne&xt")), said(Message("The work after this one")))
        self._earlier.clicked.connect(lambda: self.stepped.emit(-1))
        self._later.clicked.connect(lambda: self.stepped.emit(1))
        self._earlier.setVisible(steps)
        self._later.setVisible(steps)
        self._heading = Heading()
        self._file = Words(quiet=True)
        self._language = QComboBox()
        self._language_label = QLabel(said(Message("&Written in")))
        self._language_label.setBuddy(self._language)
        named(self._language, said(Message("Language in which this is written")))
        self._language.activated.connect(
            lambda _: self.translated.emit(str(self._language.currentData()))
        )
        self._place = QWidget()
        self._stack = QStackedLayout(self._place)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._language_label)
        row.addWidget(self._language)
        row.addWidget(self._earlier)
        row.addWidget(self._later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(row)
        layout.addWidget(self._heading)
        layout.addWidget(self._file)
        layout.addWidget(self._place, 1)

    @property
    def model(self) -> FormViewModel | None:
        """What is shown."""
        return self._model

    def show_model(self, model: FormViewModel) -> None:
        """Show a file."""
        if self._model is not None:
            self._model.changed.disconnect(self._refresh)
            self._model.end()
        self._model = model
        self._replace_form(model)
        self._offer_languages(model)
        model.changed.connect(self._refresh)
        self._refresh()

    def _replace_form(self, model: FormViewModel) -> None:
        old, self.form = (
            self.form,
            Form(model.groups, original=model.original if model.is_translation else None),
        )
        if old is not None:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.form.edited.connect(self._on_edited)
        self.form.remedied.connect(self._on_remedied)
        below = self._below(model)
        if below is not None:
            self.form.add_below(below)
        self.form.finish()
        self._stack.addWidget(self.form)
        self._stack.setCurrentWidget(self.form)

    def _offer_languages(self, model: FormViewModel) -> None:
        self._language.clear()
        for tag in model.languages:
            self._language.addItem(native_language_name(tag), tag)
        self._language.setCurrentIndex(max(0, self._language.findData(model.language)))
        several = len(model.languages) > 1
        self._language.setVisible(several)
        self._language_label.setVisible(several)

    def _refresh(self) -> None:
        model, form = self._model, self.form
        if model is None or form is None:
            return
        self._heading.setText(model.title)
        self._file.setText(model.file_words)
        form.show_values(model.value)
        form.show_problems(model.problems)
        for key, words in model.readings.items():
            if key in form.rows:
                form.show_reading(key, words)
        form.setEnabled(model.is_editable)

    def _on_edited(self, field: FormField, text: str) -> None:
        if self._model is not None:
            self._model.edit(field, text)

    def _on_remedied(self, problem: ShownProblem) -> None:
        if self._model is not None:
            self._model.remedy(problem)

    def focus_first(self) -> None:
        """Give the keys to the first field."""
        if self.form is not None and self.form.rows:
            row = next(iter(self.form.rows.values()))
            row.control.setFocus(Qt.FocusReason.OtherFocusReason)
