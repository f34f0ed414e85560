"""The command line's grammar of the publisher's commands."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from kiosk.cli import publish, releases
from kiosk.cli.screen_arguments import Command, Commands
from kiosk.publishing.manifest import is_screen_name

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def add_publisher_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add publish, releases, diff, rollback and approve."""
    parser = commands.add_parser(
        "publish",
        help="check a folder and add it to a store as a release, for screens to take whole",
        description="Checks the folder, lists what changes, and writes a release. Screens that"
        " 'kiosk run DESTINATION' shows take it when every file of it has arrived and is proven.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the exhibition's folder")
    _add_destination(parser)
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="RULE=REASON",
        help="publish in spite of errors of this rule; the reason is kept in the release",
    )
    parser.add_argument(
        "--no-look",
        action="store_true",
        help="look for no words that are cut, and decode no pictures",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list what changes, and write nothing"
    )
    parser.add_argument(
        "--mend",
        action="store_true",
        help="read the stored files too, store again what was changed there, and publish anew"
        " without releases whose manifest was changed",
    )
    parser.add_argument(
        "--preview",
        type=Path,
        metavar="DIR",
        help="write a picture of each screen that changes into this empty folder",
    )
    parser.add_argument(
        "--draft", action="store_true", help="let it count only after 'kiosk approve'"
    )
    parser.add_argument(
        "--from",
        dest="starts",
        default="",
        metavar="WHEN",
        help='from when it counts, in the folder\'s zone, as in "February 1, 8:00 AM"',
    )
    parser.add_argument(
        "--until", dest="ends", default="", metavar="WHEN", help="until when it counts"
    )
    parser.add_argument(
        "--to",
        type=_screens,
        metavar="SCREENS",
        help="the screens that it is for, with commas (default: all)",
    )
    parser.add_argument(
        "--then",
        type=_screens,
        action="append",
        default=[],
        metavar="SCREENS",
        help="the screens that follow, or all; 'kiosk fleet advance' opens them",
    )
    parser.add_argument(
        "--after",
        type=_duration,
        action="append",
        default=[],
        metavar="TIME",
        help="how long the screens before have to show it well, as in 30m",
    )
    add_publisher_options(parser)
    parser.set_defaults(command=publish.publish_folder)

    parser = commands.add_parser("releases", help="list the releases of a store")
    _add_destination(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )
    parser.add_argument(
        "--keep",
        type=int,
        metavar="N",
        help="remove all but N releases and those that count, and what only they need",
    )
    parser.set_defaults(command=releases.releases)

    parser = commands.add_parser("diff", help="list what differs between two releases of a store")
    _add_destination(parser)
    parser.add_argument("a", metavar="A", help="a release's name, its beginning or its end")
    parser.add_argument("b", metavar="B", help="the other's")
    parser.set_defaults(command=releases.diff)

    _add_reissue(
        commands,
        "rollback",
        "let an older release count again on all screens; what was withdrawn since stays withdrawn",
        releases.rollback,
        nargs="?",
    )
    _add_reissue(
        commands, "approve", "let a draft count, from and where it was planned", releases.approve
    )


def _add_reissue(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    summary: str,
    command: Command,
    nargs: str | None = None,
) -> None:
    parser = commands.add_parser(name, help=summary)
    _add_destination(parser)
    help_text = "the release (default: the one before the present)" if nargs else "the release"
    parser.add_argument("name", metavar="NAME", nargs=nargs, default="", help=help_text)
    add_publisher_options(parser)
    parser.set_defaults(command=command)


def _add_destination(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("destination", type=Path, metavar="DESTINATION", help="the store, a folder")


def add_publisher_options(parser: argparse.ArgumentParser) -> None:
    """Add who publishes, why, and with which key."""
    parser.add_argument("--note", default="", metavar="TEXT", help="what it is for, in a few words")
    parser.add_argument(
        "--by", default="", metavar="NAME", help="who publishes (default: the user)"
    )
    parser.add_argument(
        "--sign",
        type=Path,
        metavar="KEY",
        help="sign with this OpenSSH key, Ed25519 (default: KIOSK_SIGN)",
    )
    parser.add_argument(
        "--sign-all",
        action="store_true",
        help="sign releases that count and were not signed, too",
    )


def _screens(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or not all(map(is_screen_name, names)):
        raise argparse.ArgumentTypeError(
            f"'{text}' names no screens; write for example lobby-1,lobby-2 or all"
        )
    return names


def _duration(text: str) -> int:
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", text.strip().casefold())
    if found is None:
        raise argparse.ArgumentTypeError(f"'{text}' is no time; write for example 30m or 2h")
    return int(found[1]) * _UNITS[found[2]]
