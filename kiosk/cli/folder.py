"""The exhibition's folder as the commands ask for it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.terminal import shown

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult

DEFAULT_FOLDER = Path("gallery")


def exhibition_folder(arguments: argparse.Namespace) -> Path | None:
    """The folder that was named, else ``gallery`` here; None, with a message, without either."""
    if arguments.folder is not None:
        return Path(arguments.folder)
    if DEFAULT_FOLDER.is_dir():
        return DEFAULT_FOLDER
    print(
        "kiosk: there is no folder 'gallery' here; write the path of the exhibition's folder",
        file=sys.stderr,
    )
    return None


def load_content(arguments: argparse.Namespace) -> LoadResult | None:
    """The folder's content; None, with a message, where there is no usable folder."""
    from kiosk.content.load import load

    folder = exhibition_folder(arguments)
    if folder is None:
        return None
    at = getattr(arguments, "at", None)
    result = load(folder, more=arguments.more, today=at.date() if at else None)
    if result.usable:
        return result
    print_problems(result)
    return None


def print_problems(result: LoadResult) -> None:
    """Print why a folder cannot be used."""
    for problem in result.problems:
        print(f"kiosk: {shown(problem.message)}; {shown(problem.hint)}", file=sys.stderr)
