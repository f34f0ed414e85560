"""Names for files that every computer takes and the reader of the folder does not pass over."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from kiosk.authoring.drafts import slug
from kiosk.check.file_names import portable_name
from kiosk.content.scan.file_groups import FURTHER_MARK
from kiosk.domain.normal_form import normalized

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
# "a.es.md" is the Spanish of "a.md": no name made here ends like a language.
_DOTS = re.compile(r"\.+")


def comparable_name(name: str) -> str:
    """What two names share that Windows or macOS take for one."""
    return normalized(name).casefold()


def safe_file_name(name: str, suffix: str = "") -> str:
    """A name in small letters, digits and hyphens with its ending, or with ``suffix``.

    "IMG 1234 (final).JPG" becomes "img-1234-final.jpg".
    """
    path = PurePosixPath(name.replace("\\", "/"))
    end = suffix or path.suffix.casefold()
    stem = path.name[: -len(path.suffix)] if path.suffix else path.name
    return portable_name(f"{slug(_DOTS.sub('-', stem)) or 'work'}{end}")


def free_name(is_taken: Callable[[str], bool], place: str, name: str) -> str:
    """The path of ``name`` in a sub-folder, with a number where that name is taken."""
    path = PurePosixPath(place) / name
    number = 2
    found = path
    while is_taken(found.as_posix()):
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found.as_posix()


def stem_of(file_name: str) -> str:
    """What the files of one item share: without ending, language and word for a further picture."""
    stem = PurePosixPath(file_name).stem
    bare, _, language = stem.rpartition(".")
    if bare and _LANGUAGE.fullmatch(language):
        stem = bare
    return stem.partition(FURTHER_MARK)[0]
