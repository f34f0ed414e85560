"""File names that another computer would lose or refuse."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kiosk.check.make_problem import problem_of_file
from kiosk.check.report import printable
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem

# Microsoft, "Naming files, paths, and namespaces": reserved characters, reserved names with any
# ending, and the greatest length in UTF-16 units.
_CHARACTERS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_MOST_UNITS = 255
_IGNORED = (".", "_", "~$")


def portable_names(result: LoadResult) -> Iterator[Problem]:
    """Names that differ only in case or in the form of their accents, and names not for Windows."""
    for scan in result.scans[:1]:
        for place, files in sorted(scan.files.items()):
            paths = {*(name for name, *_ in files), *scan.folders.get(place, ())}
            names = sorted(path.rpartition("/")[2] for path in paths)
            yield from _names_in_folder(f"{place}/" if place else "", names)


def _names_in_folder(prefix: str, names: list[str]) -> Iterator[Problem]:
    first_of: dict[str, str] = {}
    for name in names:
        if name.startswith(_IGNORED):
            continue
        path = printable(prefix + name)
        first = first_of.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first is not name:
            yield problem_of_file(
                "name-clash",
                path,
                Message(
                    "Windows and macOS take this name and '{first}' for the same name",
                    first=printable(first),
                ),
                Message("rename one of the two"),
            )
        if not is_portable(name):
            yield problem_of_file(
                "name-not-portable",
                path,
                Message("Windows does not allow this file name"),
                Message("rename it, for example to {example}", example=portable_name(name)),
            )


def is_portable(name: str) -> bool:
    """True for a file name that Windows allows."""
    units = len(name.encode("utf-16-le", "surrogatepass")) // 2
    return units <= _MOST_UNITS and not (_CHARACTERS.search(name) or _RESERVED.match(name))


def portable_name(name: str) -> str:
    """A name that Windows allows, as near to ``name`` as it gets."""
    path = Path(name)
    stem = re.sub(r"[^\w.-]+", "-", path.stem.casefold()).strip("-.") or "work"
    number = "-1" if _RESERVED.match(stem) else ""
    return f"{stem[:60]}{number}{path.suffix.rstrip('. ')}"
