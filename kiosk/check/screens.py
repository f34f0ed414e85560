"""The files of single screens, ``screens/NAME.yaml``: read as each screen will read them."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.check.make_problem import problem_of_file
from kiosk.content.exhibition import read_exhibition
from kiosk.content.problems import MEND_PERMISSIONS
from kiosk.domain import Message, Problem
from kiosk.domain.bounds import KIOSK_YAML_BYTES
from kiosk.path_safety import read_below
from kiosk.publishing.manifest import is_screen_name
from kiosk.publishing.screen_settings import (
    CHOICES,
    SCREENS,
    SETTINGS,
    ScreenFileError,
    ScreenSettings,
    merged,
    read_screen_settings,
    unmatched,
)


def screen_problems(folder: Path) -> tuple[Problem, ...]:
    """What is wrong in the files of single screens; nothing where there are none."""
    place = folder / SCREENS
    names = sorted(path.name for path in place.glob("*")) if place.is_dir() else []
    return tuple(
        problem
        for name in names
        if not name.startswith((".", "_"))
        for problem in _problems_of(folder, name)
    )


def _problems_of(folder: Path, name: str) -> Iterator[Problem]:
    file = f"{SCREENS}/{name}"
    stem, _, ending = name.rpartition(".")
    if ending != "yaml" or not is_screen_name(stem):
        message = Message("'{name}' is not read: it is no screen's name with .yaml", name=name)
        hint = Message("write the screen's name, as in screens/lobby-1.yaml")
        yield problem_of_file("screen-file", file, message, hint)
        return
    try:
        own = read_screen_settings(read_below(folder, file, KIOSK_YAML_BYTES.limit))
    except ScreenFileError as error:
        message = Message("the file of the screen {reason}", reason=error.message)
        hint = Message("write keys of kiosk.yaml, or works: and events: with names of files")
        yield problem_of_file("screen-file", file, message, hint, line=error.line)
        return
    except OSError as error:
        reason = Message("cannot be read: {reason}", reason=error.strerror)
        message = Message("the file of the screen {reason}", reason=reason)
        yield problem_of_file("screen-file", file, message, MEND_PERMISSIONS)
        return
    yield from _problems_of_settings(folder, file, own)
    paths = [
        path.relative_to(folder).as_posix()
        for kind in CHOICES
        for path in (folder / kind).rglob("*")
    ]
    for pattern in unmatched(own, paths):
        message = Message("'{pattern}' fits no item of the folder", pattern=pattern)
        hint = Message("write the name of an item's file, with * for any letters")
        yield problem_of_file("screen-file", file, message, hint)


def _problems_of_settings(folder: Path, file: str, own: ScreenSettings) -> Iterator[Problem]:
    """The problems of kiosk.yaml as this screen reads it, as far as they stand in its own file."""
    try:
        base = read_below(folder, SETTINGS, KIOSK_YAML_BYTES.limit).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        # The check of the folder tells that.
        return
    text, before = merged(base, own)
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-screen-") as scratch:
        Path(scratch, SETTINGS).write_text(text, "utf-8")
        read_exhibition(Path(scratch), problems)
    for problem in problems:
        if problem.path == SETTINGS and problem.line > before:
            yield replace(problem, path=file, line=problem.line - before)
