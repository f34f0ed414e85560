"""The grammar of the commands that show something on the screen, and of every command line.

A screen's first picture waits for what is imported here.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from kiosk.cli import run
from kiosk.settings import read_settings

LEAST_WINDOW, LARGEST_WINDOW = 320, 16384
_DESCRIPTION = """\
A lobby screen for art and events. It shows the artworks of a folder one after the
other, lets people browse them by touch, and shows the schedule of events with QR
codes to register. Everything is read from one local folder; nothing needs a network.
"""
_EPILOG = """\
examples:
  kiosk demo --windowed 1600x900      look at the sample exhibition in a window
  kiosk run /srv/exhibition           show your own folder on the whole screen
  kiosk check /srv/exhibition         what is wrong in the folder, where, and what to write
  kiosk agenda --at "2026-01-13 13:10"
                                      what the board holds at that time
  kiosk supervise /srv/exhibition     the same as run, for months: restarted after any crash
  kiosk shots --out shots             every screen as a picture, without a display

FOLDER is 'gallery' in the current folder where it is left out.

exit codes:
  0  good
  1  problems were found
  2  the call or the folder is wrong
"""
FOLDER_HELP = "the exhibition's folder (default: gallery)"

Commands = argparse._SubParsersAction  # Its type has no public name.
Command = Callable[[argparse.Namespace], int]


class _ShowVersion(argparse.Action):
    """``action="version"``, for a version that is asked for only then: a checkout runs git."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from kiosk.version import version

        print(f"kiosk {version()}")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """Below the service, wrong options are told in one line, and to the notify proxy.

    The display server between the two hands no exit code on.
    """

    def error(self, message: str) -> NoReturn:
        settings = read_settings()
        if not settings.notify_address:
            super().error(message)
        from kiosk.cli.options import refuse_options

        self.exit(refuse_options(message, settings))


def new_parser() -> tuple[argparse.ArgumentParser, Commands[argparse.ArgumentParser]]:
    """The parser of a command line, and where its commands are added.

    The parser sets ``command`` to the function to call.
    """
    parser: argparse.ArgumentParser = _Parser(
        prog="kiosk",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action=_ShowVersion, nargs=0, help="show program's version number and exit"
    )
    return parser, parser.add_subparsers(title="commands", required=True, metavar="COMMAND")


def build_screen_parser() -> argparse.ArgumentParser:
    """The parser of a command line whose command shows something on the screen."""
    parser, commands = new_parser()
    add_screen_commands(commands)
    return parser


def add_command(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    summary: str,
    command: Command,
    *,
    folders: bool = False,
) -> argparse.ArgumentParser:
    """Add one command; with ``folders`` it takes the exhibition's folder and further ones."""
    description = summary[0].upper() + summary[1:] + "."
    parser = commands.add_parser(name, help=summary, description=description)
    if folders:
        parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help=FOLDER_HELP)
        parser.add_argument(
            "more",
            type=Path,
            nargs="*",
            metavar="MORE",
            help="further folders, to be shown with it",
        )
    parser.set_defaults(command=command)
    return parser


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--windowed",
        type=parse_size,
        metavar="WxH",
        help="in a window of this size instead of the whole screen",
    )
    parser.add_argument(
        "--screen",
        default="",
        metavar="NAME",
        help="the screen to use, by its name (default: the first)",
    )
    parser.add_argument(
        "--language", default="", metavar="L", help="the language to begin in, for example es"
    )


def add_screen_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add run, demo, supervise, poster and launch."""
    parser = add_command(commands, "run", "show a folder on the screen", run.run, folders=True)
    parser.add_argument(
        "--at",
        type=parse_time,
        metavar="WHEN",
        help='set the clock, for example "2026-01-13 13:10"; it runs on from there',
    )
    _add_window_options(parser)

    parser = add_command(
        commands,
        "demo",
        "show the sample exhibition at 1:10 PM on January 13, 2026, in Sacramento",
        run.demo,
    )
    _add_window_options(parser)

    parser = add_command(
        commands,
        "supervise",
        "show a folder for months: run it as a child process, and restart it when it crashes "
        "or freezes",
        run.supervise,
        folders=True,
    )
    _add_window_options(parser)

    parser = add_command(
        commands,
        "poster",
        "show only the exhibition's name and the help line, as 'supervise' does when the program "
        "crashes in safe mode too",
        run.poster,
        folders=True,
    )
    _add_window_options(parser)

    parser = add_command(
        commands,
        "launch",
        "start the display server with 'kiosk supervise' below it, and forward sd_notify messages",
        run.launch,
    )
    parser.add_argument(
        "display_server",
        nargs="+",
        metavar="COMMAND",
        help="after --: the display server and all its arguments",
    )


def parse_time(text: str) -> datetime:
    """A time of the exhibition, for ``argparse``."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        from kiosk.content.dates.when import read_day

        day, _ = read_day(text)
        if day is not None:
            return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the folder's zone follows
        raise argparse.ArgumentTypeError(
            f"'{text}' is not a time; write for example \"2026-01-13 13:10\""
        ) from None


def parse_size(text: str) -> tuple[int, int]:
    """A size in pixels, for ``argparse``."""
    width, separator, height = text.casefold().partition("x")
    if separator and width.isdigit() and height.isdigit():
        size = int(width), int(height)
        if min(size) >= LEAST_WINDOW and max(size) <= LARGEST_WINDOW:
            return size
    raise argparse.ArgumentTypeError(f"'{text}' is not a size; write for example 1920x1080")
