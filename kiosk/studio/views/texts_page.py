"""Everything that is neither work nor event: the exhibition, resources, pages and notices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from kiosk.domain import Message
from kiosk.studio.model.edits.staging import SETTINGS
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.file_rows import FileRow
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.views.acts import CalledToday, Deletion
from kiosk.studio.views.files_page import FilesPage
from kiosk.studio.views.parts import button
from kiosk.studio.wording import said


class TextsPage(FilesPage):
    """The section of the other texts."""

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__(
            exhibition,
            said(Message("Other texts")),
            said(Message("All other texts")),
            "",
        )

    def rows(self) -> Sequence[FileRow]:
        """The exhibition first."""
        return self.exhibition.texts()

    def below(self, model: FormViewModel) -> QWidget | None:
        """The act that says that the help line was called; else the act of deleting."""
        if model.name != SETTINGS:
            return Deletion(self.exhibition, model)
        if model.is_translation:
            return None
        return CalledToday(self.exhibition)

    def makers(self) -> Sequence[QPushButton]:
        """One button for each kind."""
        made = []
        for text, place in (
            (Message("New &resource"), "resources"),
            (Message("New pa&ge"), "pages"),
            (Message("New n&otice"), "notices"),
        ):
            new = button(said(text))
            new.clicked.connect(lambda _=False, place=place: self.make(place))
            made.append(new)
        return made
