"""The command line's grammar of ``kiosk fleet``."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.cli import fleet
from kiosk.cli.publish_arguments import add_publisher_options
from kiosk.cli.screen_arguments import Command, Commands
from kiosk.fleet.usage_counts import COLUMNS


def add_fleet_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``fleet`` with its own commands."""
    parser = commands.add_parser(
        "fleet", help="many screens: what each shows, a page of all, counts, and the next stage"
    )
    below = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    parser = _add(below, "status", "print what each screen shows, and what is wrong", fleet.status)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )

    parser = _add(below, "page", "write a page of all screens with their pictures", fleet.page)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where to write index.html"
    )

    parser = _add(
        below, "counts", "add up what was opened on all screens, as a table (CSV)", fleet.counts
    )
    parser.add_argument(
        "--by",
        type=_columns,
        default=("kind", "file"),
        metavar="COLUMNS",
        help=f"{', '.join(COLUMNS)}, with commas (default: kind,file)",
    )

    parser = _add(
        below,
        "advance",
        "open the next stage of a release where the screens before it show it well",
        fleet.advance,
    )
    add_publisher_options(parser)


def _add(
    commands: Commands[argparse.ArgumentParser], name: str, summary: str, command: Command
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary)
    parser.add_argument("destination", type=Path, metavar="DESTINATION", help="the store, a folder")
    parser.add_argument(
        "--reports",
        type=Path,
        metavar="DIR",
        help="the screens' reports (default: reports in the store)",
    )
    parser.set_defaults(command=command)
    return parser


def _columns(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if not set(names) <= set(COLUMNS):
        raise argparse.ArgumentTypeError(f"'{text}': write some of {', '.join(COLUMNS)}")
    return names
