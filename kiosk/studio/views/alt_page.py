"""The alternative texts of all pictures below one another, for quick writing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.forms import ALT
from kiosk.studio.viewmodels.thumbnails import Thumbnails
from kiosk.studio.viewmodels.work_rows import WorkRow
from kiosk.studio.views.controls import FieldControl
from kiosk.studio.views.parts import SPACE, Heading, Words, button
from kiosk.studio.wording import said

# So many are offered at once; those that are missing come first.
MOST_ROWS = 60
_PICTURE = (150, 100)


class AltPage(QWidget):
    """A row for each picture. ``left`` is emitted when somebody goes back."""

    left = Signal()
    pointed = Signal(str)

    def __init__(self, exhibition: ExhibitionViewModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._exhibition, self._thumbnails = exhibition, thumbnails
        self._forms: list[tuple[FormViewModel, FieldControl]] = []
        self._pictures: dict[str, QLabel] = {}
        back = button(f"‹ {said(Message('All works'))}")
        back.clicked.connect(self.left)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, 0)
        layout.addLayout(row)
        layout.addWidget(Heading(said(Message("Alternative texts"))))
        layout.addWidget(Words(said(ALT.help), quiet=True))
        layout.addWidget(self._scroll, 1)
        thumbnails.loaded.connect(self._on_loaded)

    def begin(self, rows: Sequence[WorkRow]) -> None:
        """Show the pictures, those without a text first."""
        self._end_forms()
        shown = sorted((row for row in rows if row.picture), key=lambda row: bool(row.alt))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setSpacing(SPACE)
        for row in shown[:MOST_ROWS]:
            layout.addWidget(self._row(row))
        if len(shown) > MOST_ROWS:
            more = Message(
                "{count} more follow once these are written", count=len(shown) - MOST_ROWS
            )
            layout.addWidget(Words(said(more), quiet=True))
        layout.addStretch(1)
        self._scroll.setWidget(page)
        if self._forms:
            self._forms[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, row: WorkRow) -> QWidget:
        form = self._exhibition.form(row.name)
        control = FieldControl(ALT, f"{said(ALT.label)}: {row.title}")
        control.show_text(form.value(ALT))
        control.edited.connect(lambda text: form.edit(ALT, text))
        control.edited.connect(lambda _: self.pointed.emit(row.key))
        form.changed.connect(lambda: control.show_text(form.value(ALT)))
        self._forms.append((form, control))
        picture = QLabel()
        picture.setFixedSize(*_PICTURE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pictures[str(row.picture)] = picture
        if row.picture is not None and (image := self._thumbnails.get(row.picture)) is not None:
            self._show(picture, QPixmap.fromImage(image))
        words = QVBoxLayout()
        label = QLabel(row.title)
        label.setBuddy(control.control)
        words.addWidget(label)
        words.addWidget(control)
        words.addStretch(1)
        holder = QWidget()
        both = QHBoxLayout(holder)
        both.setContentsMargins(0, 0, SPACE, 0)
        both.addWidget(picture)
        both.addLayout(words, 1)
        return holder

    def _show(self, label: QLabel, picture: QPixmap) -> None:
        ratio = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        label.setPixmap(picture.scaled(*_PICTURE, ratio, smooth))

    def _on_loaded(self, path: object, image: object) -> None:
        label = self._pictures.get(str(path))
        if label is not None:
            self._show(label, QPixmap.fromImage(image))  # type: ignore[arg-type]

    def _end_forms(self) -> None:
        for form, _ in self._forms:
            form.end()
        self._forms.clear()
        self._pictures.clear()
