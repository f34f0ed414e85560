"""A form: its fields below headings, each with one line of help and its problems beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain import Message, Severity
from kiosk.studio.viewmodels.fields import FieldGroup, FieldKind, FormField
from kiosk.studio.viewmodels.problems import ShownProblem
from kiosk.studio.views.controls import FieldControl
from kiosk.studio.views.parts import SPACE, Heading, Words, button, is_dark
from kiosk.studio.wording import said

# On a light and on a dark ground, 4.5 : 1 or more; a sign stands before each, too.
COLOURS = {
    Severity.ERROR: ("#b3261e", "#ff9a8f"),
    Severity.WARNING: ("#8a5000", "#ffc46b"),
    Severity.INFO: ("#1f5fa8", "#9cc8ff"),
}
_SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}


class ProblemLine(QFrame):
    """One problem: what is wrong, what to write instead, and "Do it for me" where that is sure."""

    def __init__(self, problem: ShownProblem, on_remedy: Callable[[ShownProblem], None]) -> None:
        super().__init__()
        colour = COLOURS[problem.severity][is_dark(self.palette())]
        self.setObjectName("problem")
        self.setStyleSheet(f"#problem {{ border-left: 3px solid {colour}; padding-left: 4px; }}")
        words = Words(f"{_SIGNS[problem.severity]}  {problem.message}")
        words.setStyleSheet(f"color: {colour};")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(words)
        if problem.hint:
            column.addWidget(Words(problem.hint, quiet=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, 2, 0, 2)
        layout.addLayout(column, 1)
        if problem.remedy:
            act = button(problem.remedy, problem.message)
            act.clicked.connect(lambda: on_remedy(problem))
            layout.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)


class ProblemList(QWidget):
    """The problems of one field, or those of a file that belong to no field."""

    def __init__(self, on_remedy: Callable[[ShownProblem], None]) -> None:
        super().__init__()
        self._on_remedy = on_remedy
        self._shown: tuple[ShownProblem, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.hide()

    def set_problems(self, problems: Iterable[ShownProblem]) -> bool:
        """Show these; True where they are others than before."""
        new = tuple(problems)
        if new == self._shown:
            return False
        self._shown = new
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for problem in new:
            self._layout.addWidget(ProblemLine(problem, self._on_remedy))
        self.setVisible(bool(new))
        return True

    @property
    def shown(self) -> tuple[ShownProblem, ...]:
        """What is shown."""
        return self._shown


@dataclass(frozen=True)
class FieldRow:
    """The parts of one field."""

    field: FormField
    control: FieldControl
    reading: Words
    problems: ProblemList


class Form(QScrollArea):
    """The fields of a file. ``edited`` is emitted with the field and what it says now.

    In a translation, ``original`` gives what each field says in the exhibition's first language.
    """

    edited = Signal(object, str)
    remedied = Signal(object)

    def __init__(
        self,
        groups: Sequence[FieldGroup],
        original: Callable[[FormField], str] | None = None,
    ) -> None:
        super().__init__()
        self._original = original
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its fields have the focus, one after the other.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: dict[str, FieldRow] = {}
        page = QWidget()
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(SPACE, SPACE, SPACE * 2, SPACE * 2)
        self._layout.setSpacing(SPACE)
        self.others = ProblemList(self.remedied.emit)
        self._layout.addWidget(self.others)
        for group in groups:
            self._add_group(group)
        self.setWidget(page)

    def add_below(self, widget: QWidget) -> None:
        """Add a part below the fields."""
        self._layout.addWidget(widget)

    def finish(self) -> None:
        """Leave the rest of the height empty."""
        self._layout.addStretch(1)

    def _add_group(self, group: FieldGroup) -> None:
        self._layout.addSpacing(SPACE)
        self._layout.addWidget(Heading(said(group.title), 2))
        for field in group.fields:
            self._add_field(field)

    def _add_field(self, field: FormField) -> None:
        control = FieldControl(field)
        row = FieldRow(field, control, Words(quiet=True), ProblemList(self.remedied.emit))
        row.reading.hide()
        box = QVBoxLayout()
        box.setSpacing(2)
        if field.kind not in (FieldKind.YES, FieldKind.NO):
            label = QLabel(said(field.label))
            label.setBuddy(control.control)
            box.addWidget(label)
        box.addLayout(self._beside_original(field, control))
        box.addWidget(row.reading)
        box.addWidget(Words(said(field.help), quiet=True))
        box.addWidget(row.problems)
        self._layout.addLayout(box)
        self.rows[field.key] = row
        control.edited.connect(lambda text: self.edited.emit(field, text))

    def _beside_original(self, field: FormField, control: FieldControl) -> QHBoxLayout:
        """The control; in a translation the original stands on its left."""
        both = QHBoxLayout()
        both.setSpacing(SPACE)
        if self._original is not None:
            words = Words(self._original(field) or "–", quiet=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            both.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        both.addWidget(control, 1)
        return both

    def show_reading(self, key: str, words: Sequence[str]) -> None:
        """Say below a field how it was read."""
        row = self.rows[key]
        text = "\n".join(words)
        if text == row.reading.text():
            return
        row.reading.setText(text)
        row.reading.setVisible(bool(text))
        row.reading.setAccessibleName(text)
        if text:
            announce(self, text)

    def show_values(self, value_of: Callable[[FormField], str]) -> None:
        """Show what the file says now; what is missing of a translation is marked."""
        for row in self.rows.values():
            row.control.show_text(value_of(row.field))
            if self._original is not None:
                missing = self._original(row.field) and not row.control.text
                self.show_reading(
                    row.field.key, [said(Message("Not translated yet"))] if missing else []
                )

    def show_problems(self, problems: Iterable[ShownProblem]) -> None:
        """Show each problem beside its field; the others stand above the fields."""
        by_field: dict[str, list[ShownProblem]] = {}
        others = []
        for problem in problems:
            key = self._field_of(problem.key)
            if key:
                by_field.setdefault(key, []).append(problem)
            else:
                others.append(problem)
        for key, row in self.rows.items():
            if row.problems.set_problems(by_field.get(key, ())) and row.problems.shown:
                announce(self, row.problems.shown[0].message)
        self.others.set_problems(others)

    def _field_of(self, key: str) -> str:
        """The field of a key, or of the key above it."""
        while key:
            if key in self.rows:
                return key
            key = key.rpartition(".")[0]
        return ""

    def focus_field(self, key: str) -> None:
        """Bring a field into sight and give it the keys."""
        row = self.rows.get(self._field_of(key))
        if row is not None:
            row.control.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(row.control)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something that has changed beside the focus."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
