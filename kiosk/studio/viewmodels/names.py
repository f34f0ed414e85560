"""Names of files: items, and their translations."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from kiosk.pictures.naming import ENDINGS

_TRANSLATION = re.compile(r"^(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)$")
_TEXTS = (".md", ".yaml", ".yml")


def is_text(name: str) -> bool:
    """True for a file with keys."""
    return PurePosixPath(name).suffix.casefold() in _TEXTS


def is_picture(name: str) -> bool:
    """True for a picture by its ending."""
    return PurePosixPath(name).suffix.casefold() in ENDINGS


def original_of(name: str) -> str:
    """The text of which a file is a part: "works/a.es.md" and "works/a.jpg" -> "works/a.md"."""
    path = PurePosixPath(name)
    if not is_text(name):
        return f"{path.with_suffix('')}.md" if is_picture(name) else name
    found = _TRANSLATION.match(path.stem)
    return name if found is None else path.with_name(found["stem"] + path.suffix).as_posix()


def language_of(name: str) -> str:
    """The language of a translation; "" for a file that is none."""
    found = _TRANSLATION.match(PurePosixPath(name).stem)
    return found["language"] if found else ""


def translation_of(name: str, language: str) -> str:
    """The file of a translation of a text."""
    path = PurePosixPath(name)
    return path.with_name(f"{path.stem}.{language}{path.suffix}").as_posix()
