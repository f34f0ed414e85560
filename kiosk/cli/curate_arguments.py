"""The arguments of the commands with which a curator makes a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

SHEETS = ("letter", "a4", "avery-5163", "avery-5164", "avery-l7165", "avery-l7168")
_FOLDER = "the exhibition's folder (default: gallery)"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``new``, ``import``, ``schema``, ``proof`` and ``labels``."""
    making = commands.add_parser("new", help="make a folder with examples to replace by your own")
    making.add_argument(
        "folder", type=Path, metavar="FOLDER", help="a folder that is not there yet, or is empty"
    )
    making.set_defaults(call=_new)

    bringing = commands.add_parser(
        "import",
        help="make labels and events from a spreadsheet, or labels from the words inside pictures",
        description="Shows what it would write; with --write it writes. A file that is there is never touched.",
    )
    bringing.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="a .csv or .xlsx file, or an exhibition's folder with pictures",
    )
    bringing.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="FOLDER",
        help="the exhibition's folder (for a spreadsheet)",
    )
    bringing.add_argument(
        "--kind",
        choices=("work", "event"),
        default="",
        help="what the rows are (default: by their columns)",
    )
    bringing.add_argument("--write", action="store_true", help="write the files")
    bringing.set_defaults(call=_import)

    keys = commands.add_parser(
        "schema", help="every key that is read, as JSON Schema or as a reference, and for editors"
    )
    kinds = ("work", "event", "resource", "page", "exhibition")
    keys.add_argument(
        "kind",
        nargs="?",
        choices=kinds,
        default="exhibition",
        metavar="KIND",
        help=f"one of {', '.join(kinds)}",
    )
    keys.add_argument(
        "--format",
        choices=("json", "markdown"),
        default="json",
        help="how to print (default: json)",
    )
    keys.add_argument(
        "--editor",
        type=Path,
        metavar="FOLDER",
        help="write .vscode/ there, so that Visual Studio Code completes keys",
    )
    keys.set_defaults(call=_schema)

    proving = commands.add_parser(
        "proof",
        help="a PDF of every work and event as it will look, to be signed by those who approve it",
    )
    proving.add_argument(
        "folder", type=Path, nargs="?", default=Path("gallery"), metavar="FOLDER", help=_FOLDER
    )
    proving.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")
    proving.add_argument(
        "--paper", choices=("letter", "a4"), default="letter", help="(default: letter)"
    )
    proving.add_argument(
        "--language",
        default="",
        metavar="L",
        help="the screens' language (default: the exhibition's first)",
    )
    proving.set_defaults(call=_proof)

    labelling = commands.add_parser(
        "labels", help="a PDF of wall labels, for label sheets or to be cut"
    )
    labelling.add_argument(
        "folder", type=Path, nargs="?", default=Path("gallery"), metavar="FOLDER", help=_FOLDER
    )
    labelling.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the PDF to write"
    )
    labelling.add_argument(
        "--sheet",
        choices=SHEETS,
        default="letter",
        help="the labels' sheet (default: letter, two labels to be cut)",
    )
    labelling.add_argument(
        "--language", default="", metavar="L", help="the language (default: the exhibition's first)"
    )
    labelling.set_defaults(call=_labels)


def _proof(arguments: argparse.Namespace) -> int:
    from kiosk.cli import curate

    return curate.proof(
        arguments.folder, arguments.out, paper=arguments.paper, language=arguments.language
    )


def _labels(arguments: argparse.Namespace) -> int:
    from kiosk.cli import curate

    return curate.labels(
        arguments.folder, arguments.out, sheet=arguments.sheet, language=arguments.language
    )


def _new(arguments: argparse.Namespace) -> int:
    from kiosk.cli import curate

    return curate.new(arguments.folder)


def _import(arguments: argparse.Namespace) -> int:
    from kiosk.cli import curate

    return curate.import_table(
        arguments.source, arguments.folder, kind=arguments.kind, write=arguments.write
    )


def _schema(arguments: argparse.Namespace) -> int:
    from kiosk.cli import curate

    return curate.schema(arguments.kind, form=arguments.format, editor=arguments.editor)
