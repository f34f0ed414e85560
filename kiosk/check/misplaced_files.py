"""Content that lies where nobody reads it: in a folder of nearly the right name, in one of its own, or beside all of them."""

import difflib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kiosk.content.exhibition import is_near_kiosk_yaml
from kiosk.content.load import LoadResult
from kiosk.content.scan.folder_scan import FolderScan
from kiosk.domain import Problem, Severity
from kiosk.pictures.naming import ENDINGS

FOLDERS = ("works", "events", "resources", "pages")
# What a folder of labels, events or further texts may be called as well.
_OTHER_NAMES = {
    **dict.fromkeys(
        ("art", "artworks", "artwork", "pictures", "images", "photos", "gallery", "poems", "obras"),
        "works",
    ),
    **dict.fromkeys(
        ("calendar", "programme", "program", "schedule", "eventos", "calendario"), "events"
    ),
    **dict.fromkeys(("links", "books", "recursos"), "resources"),
    **dict.fromkeys(("about", "texts", "paginas"), "pages"),
}
# What comes with any folder and is not meant to hang.
_PAPERS = (
    "readme",
    "license",
    "licence",
    "copying",
    "changelog",
    "contributing",
    "credits",
    "authors",
    "notes",
    "todo",
    "citation",
)


def misplaced_files(result: LoadResult) -> Iterator[Problem]:
    """What lies at the top of a folder and is not read, though it was probably meant to be."""
    for look in result.scans:
        for name in look.folders.get("", ()):
            if name not in FOLDERS and name not in look.skipped:
                yield from _folder(look, name)
        for name, *_ in look.files.get("", ()):
            if hint := _file(name):
                yield problem(
                    look.qualified_name(name), f"'{name}' is not read where it lies", hint
                )


def _folder(look: FolderScan, name: str) -> Iterator[Problem]:
    meant = nearest_folder(name)
    holds = any(
        is_content(file)
        for place, files in look.files.items()
        if f"{place}/".startswith(f"{name}/")
        for file, *_ in files
    )
    if meant:
        there = meant in look.folders.get("", ())
        hint = f"move what is in it into {meant}/" if there else f"rename the folder to {meant}"
        yield problem(look.qualified_name(name), f"the folder '{name}' is not read", hint)
    elif holds:
        hint = f"move what is in it into {', '.join(f'{folder}/' for folder in FOLDERS)}, or put _ before its name"
        yield problem(
            look.qualified_name(name),
            f"the folder '{name}' holds pictures or texts and is not read",
            hint,
        )


def _file(name: str) -> str:
    """What to do with a file at the top of the folder, "" when it may lie there."""
    path = PurePosixPath(name)
    stem, ending = path.stem.casefold(), path.suffix.casefold()
    if name in FOLDERS:
        return (
            f"this is a file; make a folder called {name}, and put one file for each thing into it"
        )
    if is_near_kiosk_yaml(name):
        return "give it exactly the name kiosk.yaml, in small letters, or remove it"
    if ending == ".ics":
        return "move it into events/"
    if ending in ENDINGS:
        return "move it into works/"
    if ending == ".md" and not stem.startswith(_PAPERS):
        return f"move it into {', '.join(f'{folder}/' for folder in FOLDERS)}"
    return ""


def nearest_folder(name: str) -> str:
    """Which folder of content a name was probably meant to be, "" when none."""
    plain = name.strip().casefold()
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    return next(iter(difflib.get_close_matches(plain, FOLDERS, n=1, cutoff=0.8)), "")


def is_content(name: str) -> bool:
    """True for a picture, a text or a calendar."""
    return Path(name).suffix.casefold() in {*ENDINGS, ".md", ".ics"}


def problem(path: str, message: str, hint: str) -> Problem:
    """One that nothing hangs of, though it is there."""
    return Problem(path=path, severity=Severity.WARNING, rule="stray", message=message, hint=hint)
