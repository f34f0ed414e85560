"""The arguments of the commands with which a curator makes a folder."""

from __future__ import annotations

import argparse
from pathlib import Path


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``new``, ``import`` and ``schema``."""
    making = commands.add_parser("new", help="make a folder with examples to replace by your own")
    making.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is not there yet, or is empty")
    making.set_defaults(call=_new)

    bringing = commands.add_parser(
        "import",
        help="make labels and events from a spreadsheet, or labels from the words inside pictures",
        description="Shows what it would write; with --write it writes. A file that is there is never touched.",
    )
    bringing.add_argument("source", type=Path, metavar="SOURCE", help="a .csv or .xlsx file, or an exhibition's folder with pictures")
    bringing.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="the exhibition's folder (for a spreadsheet)")
    bringing.add_argument("--kind", choices=("work", "event"), default="", help="what the rows are (default: by their columns)")
    bringing.add_argument("--write", action="store_true", help="write the files")
    bringing.set_defaults(call=_import)

    keys = commands.add_parser("schema", help="every key that is read, as JSON Schema or as a reference, and for editors")
    kinds = ("work", "event", "resource", "page", "exhibition")
    keys.add_argument("kind", nargs="?", choices=kinds, default="exhibition", metavar="KIND", help=f"one of {', '.join(kinds)}")
    keys.add_argument("--format", choices=("json", "markdown"), default="json", help="how to print (default: json)")
    keys.add_argument("--editor", type=Path, metavar="FOLDER", help="write .vscode/ there, so that Visual Studio Code completes keys")
    keys.set_defaults(call=_schema)


def _new(arguments: argparse.Namespace) -> int:
    from kiosk import curating

    return curating.new(arguments.folder)


def _import(arguments: argparse.Namespace) -> int:
    from kiosk import curating

    return curating.bring_in(arguments.source, arguments.folder, kind=arguments.kind, write=arguments.write)


def _schema(arguments: argparse.Namespace) -> int:
    from kiosk import curating

    return curating.schema(arguments.kind, form=arguments.format, editor=arguments.editor)
