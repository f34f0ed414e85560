"""The further pictures in the form of a work: added, ordered, described and taken out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.fields import FormField
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.names import is_picture
from kiosk.studio.viewmodels.thumbnails import Thumbnails
from kiosk.studio.viewmodels.work_pictures import NAME, PICTURE_ALT, PictureRow, WorkPictures
from kiosk.studio.views.controls import FieldControl
from kiosk.studio.views.parts import SPACE, Heading, Words, button, named
from kiosk.studio.wording import said

_PICTURE = (132, 96)
_HELP = Message(
    "A detail, the back, a view of the room: visitors turn to them on the work's own page. The loop"
    " shows the first picture only."
)


class PicturesPart(QWidget):
    """The list of further pictures below a label's fields. Pictures can be dropped on it.

    ``cleans`` says whether copies are made without what is embedded in the files.
    """

    def __init__(
        self,
        exhibition: ExhibitionViewModel,
        model: FormViewModel,
        thumbnails: Thumbnails,
        cleans: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._exhibition, self._model, self._cleans = exhibition, model, cleans
        self._pictures = WorkPictures(exhibition, model)
        self._thumbnails = thumbnails
        self.rows: list[_Row] = []
        self.add = button(said(Message("Add another &picture…")))
        self.add.clicked.connect(self._choose)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        acts = QHBoxLayout()
        acts.addWidget(self.add)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE * 2, 0, 0)
        layout.addWidget(Heading(said(Message("Further pictures")), 2))
        layout.addWidget(Words(said(_HELP), quiet=True))
        layout.addLayout(self._list)
        layout.addLayout(acts)
        self.setAcceptDrops(True)
        thumbnails.loaded.connect(self._on_loaded)
        model.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        """Show the pictures as the folder has them; a row that stays keeps its cursor."""
        found = self._pictures.rows()
        if [row.file for row in found] != [row.file for row in self.rows]:
            self._rebuild(found)
        for row, shown in zip(self.rows, found, strict=True):
            row.show_texts(shown)
        self.add.setEnabled(self._pictures.has_room)

    def _rebuild(self, found: list[PictureRow]) -> None:
        focused = next((row.file for row in self.rows if row.isAncestorOf(self._focus)), "")
        for old in self.rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [_Row(self, row, place, len(found)) for place, row in enumerate(found)]
        for row in self.rows:
            self._list.addWidget(row)
            image = self._thumbnails.get(row.path)
            if image is not None:
                row.show_picture(image)
            if row.file == focused:
                row.controls[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _focus(self) -> QWidget:
        return self.focusWidget() or self

    def _on_loaded(self, path: object, image: QImage) -> None:
        for row in self.rows:
            if row.path == path:
                row.show_picture(image)

    # What the curator does

    def write(self, file: str, field: FormField, text: str) -> None:
        """Somebody typed about a picture."""
        self._pictures.write(file, field, text)

    def step(self, file: str, by: int) -> None:
        """Show a picture earlier or later; the button keeps the focus."""
        self._pictures.move(file, by)
        for row in self.rows:
            if row.file == file:
                row.focus_step(by)

    def remove(self, file: str) -> None:
        """Take a picture out."""
        place = [row.file for row in self.rows].index(file)
        self._pictures.remove(file)
        rest = self.rows[min(place, len(self.rows) - 1) :]
        target: QObject = rest[0].controls[0] if rest else self.add
        assert isinstance(target, QWidget)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, files: list[Path]) -> None:
        """Copy pictures in; the cursor goes to the first one's words."""
        before = {row.file for row in self.rows}
        self._pictures.add(files, clean=self._cleans())
        for row in self.rows:
            if row.file not in before:
                row.controls[0].setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _choose(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(
            self,
            said(Message("Add another picture")),
            str(Path.home()),
            said(Message("Pictures")) + f" ({self._exhibition.endings().replace(' *.md', '')})",
        )
        if files:
            self.take([Path(file) for file in files])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take picture files."""
        if any(is_picture(url.fileName()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Copy the dropped pictures in."""
        urls = event.mimeData().urls()
        self.take([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


class _Row(QFrame):
    """One picture with its words and acts."""

    def __init__(self, part: PicturesPart, row: PictureRow, place: int, count: int) -> None:
        super().__init__()
        self.file, self.path = row.file, row.path
        self._picture = QLabel()
        self._picture.setFixedSize(*_PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.controls: list[FieldControl] = []
        words = QVBoxLayout()
        words.setSpacing(2)
        number = place + 2
        for field in (NAME, PICTURE_ALT):
            control = FieldControl(
                field, said(Message("{field}, picture {number}", field=field.label, number=number))
            )
            control.edited.connect(lambda text, field=field: part.write(row.file, field, text))
            label = QLabel(said(field.label))
            label.setBuddy(control.control)
            words.addWidget(label)
            words.addWidget(control)
            words.addWidget(Words(said(field.help), quiet=True))
            self.controls.append(control)
        self.earlier = self._step(part, Message("Earlier"), -1, place > 0, number)
        self.later = self._step(part, Message("Later"), 1, place < count - 1, number)
        self.removal = button(said(Message("Remove")))
        self._name(self.removal, number)
        self.removal.clicked.connect(lambda: part.remove(row.file))
        acts = QHBoxLayout()
        for act in (self.earlier, self.later, self.removal):
            acts.addWidget(act)
        acts.addStretch(1)
        words.addLayout(acts)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        layout.setHorizontalSpacing(SPACE)
        layout.addWidget(self._picture, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 0, 1)

    def _step(
        self, part: PicturesPart, text: Message, by: int, enabled: bool, number: int
    ) -> QPushButton:
        act = button(said(text))
        self._name(act, number)
        act.setEnabled(enabled)
        act.clicked.connect(lambda: part.step(self.file, by))
        return act

    def _name(self, act: QPushButton, number: int) -> None:
        named(act, said(Message("{act}: picture {number}", act=act.text(), number=number)))

    def focus_step(self, by: int) -> None:
        """Give the keys to the button that was pressed, or to the other one at an end."""
        first, second = (self.earlier, self.later) if by < 0 else (self.later, self.earlier)
        (first if first.isEnabled() else second).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_texts(self, row: PictureRow) -> None:
        """Show what the label says."""
        for control, field in zip(self.controls, (NAME, PICTURE_ALT), strict=True):
            control.show_text(row.texts[field.key])
        self.controls[0].suggest(row.usual_name)

    def show_picture(self, image: QImage) -> None:
        """Show the thumbnail."""
        if image.isNull():
            return
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            round(_PICTURE[0] * ratio),
            round(_PICTURE[1] * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
