"""One file in a list of the studio."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """A file of the exhibition: its title, and a second line of words.

    A calendar has no form (``has_form``): it is changed where it was made.
    """

    name: str
    key: str
    kind: str
    title: str
    words: str = ""
    has_form: bool = True
