"""One work in the grid."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """A work as the grid shows it.

    ``name`` is the file that holds its label, or its picture where it has none. ``picture`` is
    None for a written work, whose ``first_lines`` are shown. ``state`` says in words why it is not
    on the screen, or what waits before it; "" for an ordinary one. ``alt`` is its alternative text.
    """

    name: str
    key: str
    title: str
    artist: str = ""
    picture: Path | None = None
    first_lines: str = ""
    state: str = ""
    is_shown: bool = True
    alt: str = ""

    @property
    def spoken(self) -> str:
        """The row in words."""
        return ", ".join(filter(None, (self.title, self.artist, self.state)))
