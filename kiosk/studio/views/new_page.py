"""Five questions, and a new exhibition is there; or a copy of the sample."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.i18n.formatting import native_language_name
from kiosk.studio.viewmodels.beginning import (
    Beginning,
    BeginningError,
    copy_sample,
    folder_name,
    interface_languages,
    make,
)
from kiosk.studio.views.controls import LineEdit
from kiosk.studio.views.parts import SPACE, Heading, Words, button, named, scrolled
from kiosk.studio.wording import language, said

_WIDTH = 640
_DAYS = 60
# As kiosk.yaml reads it in every language.
_HOURS = "Monday-Friday: 8:00 AM-5:00 PM"


class NewPage(QWidget):
    """The questions. ``made`` is emitted with the folder that was made.

    ``journals`` is the folder of the journals of edits.
    """

    made = Signal(Path)
    left = Signal()

    def __init__(self, journals: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journals = journals
        self._is_sample = False
        self._heading = Heading()
        self._words = Words(quiet=True)
        self.title, self.place, self.hours = LineEdit(), LineEdit(), LineEdit()
        self.first, self.last = QDateEdit(), QDateEdit()
        for day in (self.first, self.last):
            day.setCalendarPopup(True)
            day.setDisplayFormat("yyyy-MM-dd")
        self.languages = QListWidget()
        self.folder = LineEdit()
        self._browse = button(said(Message("&Browse…")))
        self.problem = Words()
        self.make = button(said(Message("&Make it")), primary=True)
        self._cancel = button(said(Message("Cancel")))
        self._asked: list[QWidget] = []
        self._folder_is_chosen = False
        self._lay_out()
        self.title.textEdited.connect(self._suggest_folder)
        self.folder.textEdited.connect(self._on_folder)
        self._browse.clicked.connect(self._choose_folder)
        self.make.clicked.connect(self._make)
        self._cancel.clicked.connect(self.left)
        for line in (self.title, self.place, self.hours, self.folder):
            line.returnPressed.connect(self._make)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setSpacing(SPACE)
        for text, control, help_ in (
            (Message("&Title"), self.title, Message("Of the exhibition, as it will be printed.")),
            (Message("&Place"), self.place, Message("Hall, floor or room.")),
            (Message("&First day"), self.first, Message("The first day on which it is shown.")),
            (Message("&Last day"), self.last, Message("The last day on which it is shown.")),
            (
                Message("&Hours"),
                self.hours,
                Message("Weekdays and their hours, with commas between them."),
            ),
            (
                Message("La&nguages"),
                self.languages,
                Message("Those in which texts will be written; your own is the original."),
            ),
        ):
            label = QLabel(said(text))
            label.setBuddy(control)
            named(control, said(text).replace("&", ""), said(help_))
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(control)
            column.addWidget(Words(said(help_), quiet=True))
            form.addRow(label, holder)
            self._asked += [label, holder]
        folder = QHBoxLayout()
        folder.addWidget(self.folder, 1)
        folder.addWidget(self._browse)
        label = QLabel(said(Message("F&older")))
        label.setBuddy(self.folder)
        named(
            self.folder, said(Message("Folder")), said(Message("It is made where it is not there"))
        )
        form.addRow(label, folder)
        self._form = form
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addWidget(self._cancel)
        row.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(_WIDTH)
        page = QVBoxLayout(holder)
        page.setSpacing(SPACE)
        page.addWidget(self._heading)
        page.addWidget(self._words)
        page.addLayout(form)
        page.addWidget(self.problem)
        page.addLayout(row)
        page.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 3)
        row.addStretch(1)
        row.addWidget(holder, 20)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(middle))

    def ask(self, *, sample: bool = False) -> None:
        """Ask anew; of the ``sample`` only where its copy is to lie."""
        self._is_sample = sample
        self._folder_is_chosen = False
        self._heading.setText(
            said(Message("Start from the sample") if sample else Message("A new exhibition"))
        )
        self._words.setText(
            said(
                Message(
                    "The exhibition that comes with the program is copied into a folder of yours."
                )
                if sample
                else Message("Five answers are enough. All of them can be changed later.")
            )
        )
        for part in self._asked:
            part.setVisible(not sample)
        today = date.today()  # noqa: DTZ011 - the curator's own day
        self.first.setDate(_qt(today))
        self.last.setDate(_qt(today + timedelta(days=_DAYS)))
        for line in (self.title, self.place):
            line.clear()
        self.hours.setText(_HOURS)
        self._offer_languages()
        self._tell("")
        self._suggest_folder()
        (self.folder if sample else self.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_languages(self) -> None:
        with QSignalBlocker(self.languages):
            self.languages.clear()
            own = language()
            tags = interface_languages()
            for tag in sorted(tags, key=lambda tag: (tag != own, tag)):
                item = QListWidgetItem(native_language_name(tag))
                item.setData(Qt.ItemDataRole.UserRole, tag)
                item.setCheckState(Qt.CheckState.Checked if tag == own else Qt.CheckState.Unchecked)
                self.languages.addItem(item)
            self.languages.setCurrentRow(0)
            rows = min(4, len(tags))
            self.languages.setFixedHeight(self.languages.sizeHintForRow(0) * rows + 8)

    def _suggest_folder(self) -> None:
        if self._folder_is_chosen:
            return
        title = "Sample" if self._is_sample else self.title.text()
        self.folder.setText(str(Path.home() / "Exhibitions" / folder_name(title)))

    def _on_folder(self) -> None:
        self._folder_is_chosen = True

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, said(Message("Choose where the folder is made")), str(Path.home())
        )
        if chosen:
            self._folder_is_chosen = True
            self.folder.setText(str(Path(chosen) / folder_name(self.title.text())))

    def _tell(self, message: str) -> None:
        self.problem.setText(message)
        self.problem.setVisible(bool(message))

    def _make(self) -> None:
        folder = Path(self.folder.text()).expanduser()
        try:
            if self._is_sample:
                copy_sample(folder)
            else:
                today = date.today()  # noqa: DTZ011 - the curator's own day
                make(folder, self._answers(), self._journals, today)
        except BeginningError as error:
            self._tell(said(error.message))
            return
        self.made.emit(folder)

    def _answers(self) -> Beginning:
        items = (self.languages.item(row) for row in range(self.languages.count()))
        chosen = [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
        return Beginning(
            title=self.title.text().strip(),
            place=self.place.text().strip(),
            first=_python(self.first.date()),
            last=_python(self.last.date()),
            hours=self.hours.text().strip(),
            languages=tuple(chosen) or (language(),),
        )


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
