"""The exhibition's folder as the commands ask for it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.terminal import said, shown

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult
    from kiosk.status.set_aside import SetAsideList

DEFAULT_FOLDER = Path("gallery")


def exhibition_folder(arguments: argparse.Namespace) -> Path | None:
    """The folder that was named, else ``gallery`` here; None, with a message, without either."""
    if arguments.folder is not None:
        return Path(arguments.folder)
    if DEFAULT_FOLDER.is_dir():
        return DEFAULT_FOLDER
    from kiosk.domain import Message

    print(
        said(
            Message(
                "kiosk: there is no folder 'gallery' here; write the path of "
                "the exhibition's folder"
            )
        ),
        file=sys.stderr,
    )
    return None


def content_folder(arguments: argparse.Namespace) -> Path | None:
    """The folder to read: of a store, the release that counts. None, with a message, without."""
    from kiosk.cli.store_view import readable_folder

    folder = exhibition_folder(arguments)
    return None if folder is None else readable_folder(folder)[0]


def load_content(arguments: argparse.Namespace) -> LoadResult | None:
    """The folder's content; None, with a message, where there is no usable folder."""
    from kiosk.content.load import load

    folder = content_folder(arguments)
    if folder is None:
        return None
    at = getattr(arguments, "at", None)
    today = at.date() if at else None
    result = load(folder, more=arguments.more, today=today, set_aside=set_aside_of(folder))
    if result.usable:
        return result
    print_problems(result)
    return None


def set_aside_of(folder: Path) -> SetAsideList:
    """The items of a content folder over which the screen of this machine fell."""
    from kiosk.settings import read_settings
    from kiosk.status.set_aside import SetAsideList

    return SetAsideList(folder, read_settings(), read_only=True)


def print_set_aside(result: LoadResult) -> bool:
    """Print which items are passed over because the screen fell over them; True for any."""
    found = [problem for problem in result.problems if problem.rule == "set-aside"]
    for problem in found:
        print(f"{shown(problem.path)}: {shown(problem.message)}", file=sys.stderr)
    return bool(found)


def print_problems(result: LoadResult) -> None:
    """Print why a folder cannot be used."""
    for problem in result.problems:
        print(f"kiosk: {shown(problem.message)}; {shown(problem.hint)}", file=sys.stderr)
