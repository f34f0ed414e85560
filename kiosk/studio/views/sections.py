"""What every section of the window has."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Section(QWidget):
    """A page of the window. ``item_shown`` is emitted with the kind and the key of an item that
    the preview is to open.
    """

    # The folder whose files are listed here, such as "works/"; "" for none.
    FOLDER = ""

    item_shown = Signal(str, str)
    # The language in which something is being written.
    language_shown = Signal(str)

    def begin(self) -> None:
        """Somebody has come to this section."""

    def refresh(self) -> None:
        """Show what the exhibition says now."""

    def opens(self, name: str) -> bool:
        """True for a file whose form this section has."""
        return False

    def show_overview(self) -> None:
        """Show what the section begins with."""

    def open_file(self, name: str, key: str = "") -> None:
        """Show the form of a file, at one of its fields."""

    def end(self) -> None:
        """End what runs for this section."""
