"""The controls of a form: plain Qt controls whose undo is the studio's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk.studio.viewmodels.fields import FieldKind, FormField
from kiosk.studio.views.parts import named
from kiosk.studio.wording import said

# Lines of a control for several lines: for a paragraph, and for a text of its own.
_PARAGRAPH_LINES, _FEW_LINES, _MANY_LINES = 2, 4, 12
_STUDIO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def is_studio_key(event: QEvent) -> bool:
    """True for the keys of undo and redo: they undo what was written to the files."""
    return (
        event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        and isinstance(event, QKeyEvent)
        and any(event.matches(key) for key in _STUDIO_KEYS)
    )


class LineEdit(QLineEdit):
    """One line."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if is_studio_key(event):
            event.ignore()
            return False
        return super().event(event)


class TextEdit(QPlainTextEdit):
    """Several lines, each as it is typed. Tab leaves it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        height = QFontMetrics(self.font()).lineSpacing() * lines
        self.setMinimumHeight(height + 16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As high as its lines: what is longer is scrolled."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if is_studio_key(event):
            event.ignore()
            return False
        return super().event(event)


class ParagraphEdit(TextEdit):
    """One paragraph, which wraps. Enter goes to the next field, as in a control of one line."""

    def __init__(self) -> None:
        super().__init__(_PARAGRAPH_LINES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends no line: there is only one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class FieldControl(QWidget):
    """The control of one field. ``edited`` is emitted with what somebody typed or chose."""

    edited = Signal(str)

    def __init__(self, field: FormField, name: str = "") -> None:
        super().__init__()
        self.field = field
        self._read: Callable[[], str]
        self._write: Callable[[str], None]
        control = self._make(field)
        self.control: QWidget = control
        named(control, name or said(field.label), said(field.help))
        self.setFocusProxy(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(control)

    def _make(self, field: FormField) -> QWidget:
        match field.kind:
            case FieldKind.PARAGRAPH:
                return self._make_paragraph()
            case FieldKind.TEXT | FieldKind.LIST | FieldKind.KEYS:
                return self._make_text(field)
            case FieldKind.CHOICE | FieldKind.SUGGESTION:
                return self._make_choice(field)
            case FieldKind.YES | FieldKind.NO:
                return self._make_flag(field)
            case _:
                line = LineEdit()
                line.textEdited.connect(self.edited)
                self._read, self._write = line.text, line.setText
                return line

    def _make_text(self, field: FormField) -> QWidget:
        text = TextEdit(_MANY_LINES if field.key == "body" else _FEW_LINES)
        text.textChanged.connect(lambda: self.edited.emit(text.toPlainText()))
        self._read, self._write = text.toPlainText, text.setPlainText
        return text

    def _make_paragraph(self) -> QWidget:
        text = ParagraphEdit()
        text.textChanged.connect(lambda: self.edited.emit(_one_line(text.toPlainText())))
        self._read = lambda: _one_line(text.toPlainText())
        self._write = text.setPlainText
        return text

    def _make_choice(self, field: FormField) -> QWidget:
        box = QComboBox()
        for value, name in field.choices:
            box.addItem(said(name), value)
        if field.kind is FieldKind.SUGGESTION:
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setLineEdit(line := LineEdit())
            named(line, said(field.label), said(field.help))
            line.textEdited.connect(self.edited)
            box.activated.connect(lambda index: self._choose(box, line, index))
            self._read, self._write = line.text, line.setText
            return box
        box.activated.connect(lambda index: self.edited.emit(str(box.itemData(index))))
        self._read = lambda: str(box.currentData() or "")
        self._write = lambda value: box.setCurrentIndex(max(0, box.findData(value)))
        return box

    def _choose(self, box: QComboBox, line: QLineEdit, index: int) -> None:
        """Write the word by which files know the medium, not its translation."""
        line.setText(str(box.itemData(index)))
        self.edited.emit(line.text())

    def _make_flag(self, field: FormField) -> QWidget:
        box = QCheckBox(said(field.label))
        value = "yes" if field.kind is FieldKind.YES else "no"
        box.toggled.connect(lambda on: self.edited.emit(value if on else ""))
        self._read = lambda: value if box.isChecked() else ""
        self._write = lambda text: box.setChecked(_means(text) == (value == "yes"))
        return box

    @property
    def text(self) -> str:
        """What stands in the control."""
        return self._read()

    def suggest(self, text: str) -> None:
        """Show, quietly, what counts while nothing is written."""
        if isinstance(self.control, QLineEdit | QPlainTextEdit):
            self.control.setPlaceholderText(text)

    def show_text(self, text: str) -> None:
        """Show what the file says, without moving the cursor where it says the same."""
        if text == self._read():
            return
        with QSignalBlocker(self.control):
            place = _cursor_of(self.control)
            self._write(text)
            _set_cursor(self.control, place)


def _one_line(text: str) -> str:
    """The text without the line ends of what was pasted; spaces stay as they are typed."""
    return text.replace("\n", " ")


def _means(text: str) -> bool | None:
    """What a word for yes or no means; None for neither."""
    word = text.strip().casefold()
    if word in ("yes", "true", "on", "y", "sí", "si"):
        return True
    return False if word in ("no", "false", "off", "n") else None


def _cursor_of(control: QWidget) -> int:
    if isinstance(control, QLineEdit):
        return control.cursorPosition()
    return control.textCursor().position() if isinstance(control, QPlainTextEdit) else 0


def _set_cursor(control: QWidget, place: int) -> None:
    if isinstance(control, QLineEdit):
        control.setCursorPosition(place)
    elif isinstance(control, QPlainTextEdit):
        cursor = control.textCursor()
        cursor.setPosition(min(place, len(control.toPlainText())))
        control.setTextCursor(cursor)
