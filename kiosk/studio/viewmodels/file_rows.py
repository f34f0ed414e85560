"""One file in a list of the studio."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """A file of the exhibition: its title, and a second line of words."""

    name: str
    key: str
    kind: str
    title: str
    words: str = ""
