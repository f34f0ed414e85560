"""The events: their list with how each date is read, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.file_rows import FileRow
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.views.acts import Deletion, EventPicture
from kiosk.studio.views.calendar_page import CalendarPage
from kiosk.studio.views.files_page import FilesPage
from kiosk.studio.views.import_page import ImportPage
from kiosk.studio.views.month_page import MonthPage
from kiosk.studio.views.parts import button
from kiosk.studio.wording import said


class EventsPage(FilesPage):
    """The section of the events."""

    FOLDER = "events/"

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__(
            exhibition,
            said(Message("Events")),
            said(Message("All events")),
            said(Message("There are no events yet.")),
        )
        self.importing = ImportPage(exhibition)
        self.add_page(self.importing)
        self.importing.left.connect(self.show_overview)
        self.importing.made.connect(self.show_overview)
        self.calendar = CalendarPage(exhibition)
        self.add_page(self.calendar)
        self.calendar.left.connect(self.show_overview)
        self.month = MonthPage(exhibition)
        self.add_page(self.month)
        self.month.left.connect(self.show_overview)
        self.month.opened.connect(self.open_file)
        self.month.pointed.connect(lambda key: self.item_shown.emit("event", key))

    def rows(self) -> Sequence[FileRow]:
        """The events, the next ones first."""
        return self.exhibition.events()

    def open_file(self, name: str, key: str = "") -> None:
        """Show the form of an event; of a calendar, what is read of it."""
        if any(row.name == name and not row.has_form for row in self.rows()):
            self.calendar.show_calendar(name)
            self.show_page(self.calendar)
            return
        super().open_file(name, key)

    def below(self, model: FormViewModel) -> QWidget | None:
        """What copies a flyer in, and the act of deleting."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(EventPicture(self.exhibition, model))
        column.addWidget(Deletion(self.exhibition, model))
        return holder

    def makers(self) -> Sequence[QPushButton]:
        """One kind of event."""
        new = button(said(Message("&New event")))
        new.clicked.connect(lambda: self.make("events"))
        paste = button(
            said(Message("&Paste or import…")),
            said(Message("From a page's text, a calendar, a spreadsheet or a saved page")),
        )
        paste.clicked.connect(self._import)
        month = button(said(Message("&Month")), said(Message("Events on their days, to be moved")))
        month.clicked.connect(self.show_month)
        return new, paste, month

    def show_month(self) -> None:
        """Show the events on their days."""
        self.show_page(self.month)
        self.month.begin()

    def _import(self) -> None:
        self.importing.begin()
        self.show_page(self.importing)
