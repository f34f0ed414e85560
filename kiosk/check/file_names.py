"""Names of files that another computer would lose or refuse."""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kiosk.check.report import printable
from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity

# Microsoft's "Naming files, paths, and namespaces": reserved signs, reserved words with any ending, and the length.
_SIGNS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
_WORDS = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_MOST_UNITS = 255


def names(result: LoadResult) -> Iterator[Problem]:
    """Names that clash by capitals or by the form of their accents, and names that Windows cannot have."""
    root = str(result.snapshot.root)
    for place, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        below = os.path.relpath(place, root).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        seen: dict[str, str] = {}
        for name in sorted([*folders, *files]):
            if name.startswith((".", "_", "~$")):
                continue
            path = printable(prefix + name)
            first = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
            if first is not name:
                yield _problem(
                    path,
                    "name-clash",
                    f"on Windows and macOS this is the same name as '{printable(first)}'",
                    "give one of them another name",
                )
            if (
                _SIGNS.search(name)
                or _WORDS.match(name)
                or len(name.encode("utf-16-le", "surrogatepass")) // 2 > _MOST_UNITS
            ):
                better = re.sub(r"[^\w.-]+", "-", Path(name).stem.casefold()).strip("-.") or "work"
                better = f"{better[:60]}-1" if _WORDS.match(better) else better[:60]
                yield _problem(
                    path,
                    "name-not-portable",
                    "Windows cannot have a file of this name",
                    f"rename it, for example {better}{Path(name).suffix.rstrip('. ')}",
                )


def _problem(path: str, rule: str, message: str, hint: str) -> Problem:
    return Problem(path=path, severity=Severity.WARNING, rule=rule, message=message, hint=hint)
