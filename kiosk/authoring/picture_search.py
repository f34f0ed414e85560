"""Find the picture that a cell of a list names, as people write names of files."""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kiosk.content.scan.file_groups import content_files
from kiosk.content.scan.folder_scan import scan
from kiosk.domain import Message
from kiosk.pictures.naming import ENDINGS

# Cameras and editors write these besides; a name with one of them means a picture too.
_OTHER_ENDINGS = frozenset({".psd", ".raw", ".dng", ".cr2", ".nef", ".arw", ".jpe", ".jfif"})


def comparable_name(name: str) -> str:
    """A file name without regard to case and the form of its accents, with forward slashes."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()


def _loose_name(name: str) -> str:
    """A comparable name in which blanks, underscores, hyphens and accents do not count."""
    plain = unicodedata.normalize("NFKD", comparable_name(name))
    return re.sub(r"[\s_–—-]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def stem_of(name: str) -> str:
    """A name without the ending of a picture; other endings belong to it ("Scan_2.1")."""
    ending = PurePosixPath(name).suffix
    return name[: -len(ending)] if ending.casefold() in ENDINGS | _OTHER_ENDINGS else name


@dataclass(kw_only=True)
class FoundPicture:
    """``name`` is the picture's path, "" without one; ``note`` is what is to be told."""

    name: str = ""
    note: str = ""


@dataclass(kw_only=True)
class Pictures:
    """The pictures of a folder by their names, with and without the folders above them.

    Of two pictures with one name, the first is kept. ``by_stem`` and ``by_loose_stem`` hold all
    pictures whose names are alike without their endings, and without blanks and accents too.
    """

    by_name: dict[str, str] = field(default_factory=dict)
    by_stem: dict[str, list[str]] = field(default_factory=dict)
    by_loose_stem: dict[str, list[str]] = field(default_factory=dict)

    def find(self, typed: str) -> FoundPicture:
        """The picture that was typed, exactly, or in another spelling that only one has."""
        typed = typed.strip().strip("\"'")
        last = PurePosixPath(typed.replace("\\", "/")).name
        for name in (typed, last):
            if found := self.by_name.get(comparable_name(name)):
                return FoundPicture(name=found)
        for table, key in (
            (self.by_stem, comparable_name(stem_of(last))),
            (self.by_loose_stem, _loose_name(stem_of(last))),
        ):
            if names := table.get(key):
                return self._only(typed, names, is_loose=table is self.by_loose_stem)
        return FoundPicture(note=Message("there is no picture '{typed}' in works/", typed=typed))

    def _only(self, typed: str, names: list[str], *, is_loose: bool) -> FoundPicture:
        if len(names) > 1:
            listed = " or ".join(PurePosixPath(name).name for name in names[:5])
            return FoundPicture(
                note=Message(
                    "'{typed}' may be {listed}; write the whole name into the table",
                    typed=typed,
                    listed=listed,
                )
            )
        found = PurePosixPath(names[0]).name
        ending = PurePosixPath(typed).suffix.casefold()
        differs = is_loose or ending in ENDINGS | _OTHER_ENDINGS
        note = Message("'{typed}' is taken for the picture '{found}'", typed=typed, found=found)
        return FoundPicture(name=names[0], note=note if differs else "")


def pictures_in(root: Path) -> Pictures:
    """Every picture in works/."""
    found = Pictures()
    for name in sorted(stamp[0] for stamp in content_files(scan(root), "works", [])):
        if Path(name).suffix.casefold() in ENDINGS:
            parts = name.split("/")
            for start in range(len(parts)):
                found.by_name.setdefault(comparable_name("/".join(parts[start:])), name)
            stem = stem_of(parts[-1])
            found.by_stem.setdefault(comparable_name(stem), []).append(name)
            found.by_loose_stem.setdefault(_loose_name(stem), []).append(name)
    return found
