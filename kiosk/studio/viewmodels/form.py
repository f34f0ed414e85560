"""The form of one file: its values, its problems and how its dates are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.studio.viewmodels.fields import FieldGroup, FormField
from kiosk.studio.viewmodels.problems import ShownProblem

if TYPE_CHECKING:
    from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel


class FormViewModel(QObject):
    """One file as a form. ``changed`` follows each change of it, by whomever.

    ``name`` is the file of the item; ``language`` is a tag of a translation, or the exhibition's
    first, for the file itself.
    """

    changed = Signal()

    def __init__(
        self,
        exhibition: ExhibitionViewModel,
        name: str,
        groups: Sequence[FieldGroup],
        language: str = "",
    ) -> None:
        super().__init__(exhibition)
        self._exhibition = exhibition
        self.name, self.groups = name, groups
        self.language = language or exhibition.languages[0]
        # What was typed: a space at the end is typed too, and is not in the file.
        self._typed: dict[str, str] = {}
        exhibition.changed.connect(self.changed)
        exhibition.problems_changed.connect(self.changed)
        exhibition.typed.connect(self.changed)

    @property
    def file(self) -> str:
        """The file that is written: that of the translation, where one is shown."""
        return self._exhibition.translation_of(self.name, self.language)

    @property
    def is_translation(self) -> bool:
        """True for a translation, which holds only what differs."""
        return self.file != self.name

    @property
    def languages(self) -> Sequence[str]:
        """The languages in which it can be written."""
        return self._exhibition.languages

    @property
    def title(self) -> str:
        """The heading of the form."""
        return self._exhibition.title_of(self.name)

    @property
    def file_words(self) -> str:
        """The file in which it is written."""
        return self.file

    @property
    def is_editable(self) -> bool:
        """False for a file that cannot be written, or whose keys cannot be read."""
        return self._exhibition.is_editable(self.file)

    def value(self, field: FormField) -> str:
        """What a field says: as it was just typed, else as the file says."""
        written = self._exhibition.value(self.file, field)
        typed = self._typed.get(field.key)
        if typed is not None and typed.strip() == written.strip():
            return typed
        self._typed.pop(field.key, None)
        return written

    def original(self, field: FormField) -> str:
        """What the field says in the exhibition's first language."""
        return self._exhibition.value(self.name, field)

    def edit(self, field: FormField, text: str) -> None:
        """Write what somebody typed."""
        self._typed[field.key] = text
        self._exhibition.edit(self.file, field, text)

    @property
    def problems(self) -> Sequence[ShownProblem]:
        """The problems of its file."""
        return self._exhibition.problems_of(self.file)

    @property
    def readings(self) -> Mapping[str, Sequence[str]]:
        """How dates are read, by the key of their field."""
        return self._exhibition.readings_of(self.name)

    def end(self) -> None:
        """Follow the exhibition no more."""
        self._exhibition.changed.disconnect(self.changed)
        self._exhibition.problems_changed.disconnect(self.changed)
        self._exhibition.typed.disconnect(self.changed)
        self.deleteLater()

    def remedy(self, problem: ShownProblem) -> None:
        """Do what mends a problem."""
        self._exhibition.remedy(problem)
