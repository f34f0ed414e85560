"""Drafts held against the folder into which they should go: their pictures looked for, and each read as the kiosk would read it."""

import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from kiosk.authoring.drafts import Draft
from kiosk.content.load import load
from kiosk.content.scan.file_groups import content_files
from kiosk.content.scan.folder_scan import scan
from kiosk.pictures.naming import ENDINGS

# A draft is read without its picture, and without what else lies in the folder.
_NOT_ITS_OWN = frozenset({"missing-picture", "empty-work", "orphan-translation"})


def plain_name(name: str) -> str:
    """A file's name as every computer would find it: without regard to capitals and to how accents are stored."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()


def pictures_in(root: Path) -> dict[str, str]:
    """Every picture of a folder, by its plain name with and without the folders above it. Of two of one name the first."""
    found: dict[str, str] = {}
    for name in sorted(stamp[0] for stamp in content_files(scan(root), "works", [])):
        if Path(name).suffix.casefold() in ENDINGS:
            parts = name.split("/")
            for start in range(len(parts)):
                found.setdefault(plain_name("/".join(parts[start:])), name)
    return found


def problems_of(drafts: Sequence[Draft], root: Path) -> list[tuple[str, str]]:
    """(file, message) of all that the reader would say of the drafts, with the exhibition's own kiosk.yaml."""
    with tempfile.TemporaryDirectory(prefix="kiosk-import-") as scratch:
        place = Path(scratch)
        if (root / "kiosk.yaml").is_file():
            shutil.copyfile(root / "kiosk.yaml", place / "kiosk.yaml")
        for one in drafts:
            path = place / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(one.text, encoding="utf-8", newline="\n")
        paths = {one.path for one in drafts}
        found = load(place).problems
    return [
        (problem.path, f"{problem.message}; {problem.hint}")
        for problem in found
        if problem.path in paths and problem.rule not in _NOT_ITS_OWN
    ]
