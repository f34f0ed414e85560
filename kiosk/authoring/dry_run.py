"""Test drafts against their folder: find their pictures, and read each as the kiosk would."""

import tempfile
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.authoring.drafts import Draft
from kiosk.content.load import load
from kiosk.content.scan.file_groups import content_files
from kiosk.content.scan.folder_scan import scan
from kiosk.domain.bounds import KIOSK_YAML_BYTES
from kiosk.path_safety import read_below
from kiosk.pictures.naming import ENDINGS

# Rules that a draft breaks only because it is read without its picture and without other files.
_IGNORED_RULES = frozenset({"missing-picture", "empty-work", "orphan-translation"})


def comparable_name(name: str) -> str:
    """A file name without regard to case, separators and the form of its accents."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()


def pictures_in(root: Path) -> dict[str, str]:
    """Every picture in works/ by its comparable name, with and without the folders above it.

    Of two pictures with one name, the first is kept.
    """
    found: dict[str, str] = {}
    for name in sorted(stamp[0] for stamp in content_files(scan(root), "works", [])):
        if Path(name).suffix.casefold() in ENDINGS:
            parts = name.split("/")
            for start in range(len(parts)):
                found.setdefault(comparable_name("/".join(parts[start:])), name)
    return found


def problems_of(drafts: Sequence[Draft], root: Path) -> list[tuple[str, str]]:
    """(file, message) of every problem that the drafts have with the folder's kiosk.yaml."""
    with tempfile.TemporaryDirectory(prefix="kiosk-import-") as scratch:
        place = Path(scratch)
        with suppress(OSError):
            settings = read_below(root, "kiosk.yaml", KIOSK_YAML_BYTES.limit)
            (place / "kiosk.yaml").write_bytes(settings)
        for one in drafts:
            path = place / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(one.text, encoding="utf-8", newline="\n")
        paths = {one.path for one in drafts}
        found = load(place).problems
    return [
        (problem.path, f"{problem.message}; {problem.hint}")
        for problem in found
        if problem.path in paths and problem.rule not in _IGNORED_RULES
    ]
