"""Content in a place that is not read: in a folder with a similar name, or beside all folders."""

import difflib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kiosk.check.make_problem import problem_of_file
from kiosk.content.exhibition import is_near_kiosk_yaml
from kiosk.content.load import LoadResult
from kiosk.content.scan.folder_scan import FolderScan
from kiosk.domain import Message, Problem
from kiosk.pictures.naming import ENDINGS

FOLDERS = ("works", "events", "resources", "pages", "notices")
# Other names that curators give to these folders.
_OTHER_NAMES = {
    **dict.fromkeys(
        ("art", "artworks", "artwork", "pictures", "images", "photos", "gallery", "poems", "obras"),
        "works",
    ),
    **dict.fromkeys(
        ("calendar", "programme", "program", "schedule", "eventos", "calendario"), "events"
    ),
    **dict.fromkeys(("links", "books", "recursos"), "resources"),
    **dict.fromkeys(("notice", "alerts", "avisos"), "notices"),
    **dict.fromkeys(("about", "texts", "paginas"), "pages"),
}
# Texts that accompany any folder and are not meant for the screen.
_NOT_CONTENT = (
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
_ANY_FOLDER = ", ".join(f"{folder}/" for folder in FOLDERS)


def misplaced_files(result: LoadResult) -> Iterator[Problem]:
    """Files and folders at the top of a folder that look like content and are not read."""
    for scan in result.scans:
        for name in scan.folders.get("", ()):
            if name not in FOLDERS and name not in scan.skipped:
                yield from _misplaced_folder(scan, name)
        for name, *_ in scan.files.get("", ()):
            if hint := _hint_for_file(name):
                message = Message("'{name}' is not read in this place", name=name)
                yield problem_of_file("stray", scan.qualified_name(name), message, hint)


def _misplaced_folder(scan: FolderScan, name: str) -> Iterator[Problem]:
    if nearest := nearest_folder(name):
        there = nearest in scan.folders.get("", ())
        message = Message("the folder '{name}' is not read", name=name)
        hint = (
            Message("move its files into {nearest}/", nearest=nearest)
            if there
            else Message("rename the folder to {nearest}", nearest=nearest)
        )
    elif holds_content(scan, name):
        message = Message(
            "the folder '{name}' contains pictures or texts and is not read", name=name
        )
        hint = Message(
            "move its files into {folders}, or put _ before its name", folders=_ANY_FOLDER
        )
    else:
        return
    yield problem_of_file("stray", scan.qualified_name(name), message, hint)


def _hint_for_file(name: str) -> Message | None:
    """The advice for a file at the top of the folder, None when it may stay there."""
    path = PurePosixPath(name)
    stem, ending = path.stem.casefold(), path.suffix.casefold()
    if name in FOLDERS:
        return Message(
            "this is a file; make a folder called {name} with one file for each item in it",
            name=name,
        )
    if is_near_kiosk_yaml(name):
        return Message("rename it to exactly kiosk.yaml, in small letters, or remove it")
    if ending == ".ics":
        return Message("move it into events/")
    if ending in ENDINGS:
        return Message("move it into works/")
    if ending == ".md" and not stem.startswith(_NOT_CONTENT):
        return Message("move it into {folders}", folders=_ANY_FOLDER)
    return None


def nearest_folder(name: str) -> str:
    """The folder of content that a name was probably meant to be, "" when none."""
    normalized = name.strip().casefold()
    if normalized in _OTHER_NAMES:
        return _OTHER_NAMES[normalized]
    return next(iter(difflib.get_close_matches(normalized, FOLDERS, n=1, cutoff=0.8)), "")


def holds_content(scan: FolderScan, folder: str) -> bool:
    """True when a picture, a text or a calendar lies in ``folder`` or below it."""
    return any(
        _is_content(file)
        for place, files in scan.files.items()
        if f"{place}/".startswith(f"{folder}/")
        for file, *_ in files
    )


def _is_content(name: str) -> bool:
    return Path(name).suffix.casefold() in {*ENDINGS, ".md", ".ics"}
