"""The command line: arguments to one call. A command imports what it needs: ``check`` no Qt, ``run`` no reader of folders."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk import __version__
from kiosk.cli import curate_arguments
from kiosk.cli.operate import add_commands
from kiosk.paths import sample_gallery

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult
    from kiosk.schedule import Entry

GOOD, WRONG = 0, 2
DEMO_TIME = datetime(2026, 1, 13, 13, 10)  # noqa: DTZ001 - it is in the exhibition's time zone
_AGENDA_DAYS = 90
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
  kiosk keep /srv/exhibition          the same as run, for months: it is started again whatever happens
  kiosk shots --out shots             every screen as a picture, without a display

FOLDER is 'gallery' in the current folder where it is left out.

exit codes:
  0  good
  1  problems were found
  2  the call or the folder is wrong
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal of another age writes what it has no sign for as \u2019, and ends nothing.
        sys.stdout.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    call: Callable[[argparse.Namespace], int] = arguments.call
    try:
        return call(arguments)
    except BrokenPipeError:
        return GOOD
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="kiosk", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=plain
    )
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    run = _command(commands, "run", "show a folder on the screen", _run, folder=True)
    run.add_argument(
        "--at",
        type=_moment,
        metavar="WHEN",
        help='set the clock, for example "2026-01-13 13:10"; it runs on from there',
    )
    _window(run)
    demo = _command(
        commands,
        "demo",
        "show the sample exhibition at 1:10 PM on January 13, 2026, in Sacramento",
        _demo,
    )
    _window(demo)

    add_commands(partial(_command, commands), _window)

    checking = _command(
        commands,
        "check",
        "tell what is wrong in a folder, and what to write instead",
        _check,
        folder=True,
    )
    checking.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="how to print (default: text)",
    )
    checking.add_argument(
        "--explain",
        metavar="RULE",
        help="print the page of help of one rule; 'all' lists the rules",
    )
    sizes = "a screen for which words may be too long; may be given again (default: 1920x1080 and 1080x1920)"
    checking.add_argument("--size", type=_size, action="append", metavar="WxH", help=sizes)
    checking.add_argument(
        "--no-look", action="store_true", help="do not look at the screens for words that are cut"
    )
    checking.add_argument("--strict", action="store_true", help="let advice count as a problem too")

    curate_arguments.add(commands)

    listing = _command(commands, "agenda", "print what the board holds", _agenda, folder=True)
    listing.add_argument(
        "--at", type=_moment, metavar="WHEN", help="the time to look from (default: now)"
    )
    listing.add_argument(
        "--until",
        type=_moment,
        metavar="WHEN",
        help=f"the last time to look to (default: {_AGENDA_DAYS} days on)",
    )
    listing.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )

    shots = _command(
        commands,
        "shots",
        "render every screen to PNG, with a manifest of what is on it",
        _shots,
        folder=True,
    )
    shots.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="where to write the pictures and manifest.json",
    )
    shots.add_argument(
        "--size",
        type=_size,
        action="append",
        metavar="WxH",
        help="size in pixels; may be given again (default: 1920x1080)",
    )
    shots.add_argument(
        "--language",
        action="append",
        metavar="L",
        help="a language; may be given again (default: all of the exhibition)",
    )
    shots.add_argument(
        "--text-size",
        type=float,
        choices=(1.0, 1.25, 1.5),
        default=1.0,
        metavar="N",
        help="1, 1.25 or 1.5 (default: 1)",
    )
    shots.add_argument("--contrast", action="store_true", help="in high contrast")
    shots.add_argument(
        "--reach", action="store_true", help="with everything in the lower half of a tall screen"
    )
    shots.add_argument("--at", type=_moment, metavar="WHEN", help="the time to show (default: now)")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    words: str,
    call: Callable[[argparse.Namespace], int],
    *,
    folder: bool = False,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    if folder:
        parser.add_argument(
            "folder",
            type=Path,
            nargs="?",
            metavar="FOLDER",
            help="the exhibition's folder (default: gallery)",
        )
        parser.add_argument(
            "more",
            type=Path,
            nargs="*",
            metavar="MORE",
            help="further folders, to be shown with it",
        )
    parser.set_defaults(call=call)
    return parser


def _window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--windowed",
        type=_size,
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


def _moment(words: str) -> datetime:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        from kiosk.content.events.when import read_day

        day, _ = read_day(words)
        if day is not None:
            return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - made aware by the folder's time zone
        raise argparse.ArgumentTypeError(
            f"'{words}' is not a time; write for example \"2026-01-13 13:10\""
        ) from None


def _size(words: str) -> tuple[int, int]:
    width, cross, height = words.casefold().partition("x")
    if (
        cross
        and width.isdigit()
        and height.isdigit()
        and min(int(width), int(height)) >= 320
        and max(int(width), int(height)) <= 16384
    ):
        return int(width), int(height)
    raise argparse.ArgumentTypeError(f"'{words}' is not a size; write for example 1920x1080")


def _folder(arguments: argparse.Namespace) -> Path | None:
    if arguments.folder is not None:
        return Path(arguments.folder)
    here = Path("gallery")
    if here.is_dir():
        return here
    print(
        "kiosk: there is no folder 'gallery' here; write the path of the exhibition's folder",
        file=sys.stderr,
    )
    return None


def _load(arguments: argparse.Namespace) -> LoadResult | None:
    """The folder's content; None, with a message, when there is no folder."""
    from kiosk.content.load import load

    folder = _folder(arguments)
    if folder is None:
        return None
    at = getattr(arguments, "at", None)
    result = load(folder, more=arguments.more, today=at.date() if at else None)
    if result.usable:
        return result
    for problem in result.problems:
        print(f"kiosk: {problem.message}; {problem.hint}", file=sys.stderr)
    return None


def _run(arguments: argparse.Namespace) -> int:
    from kiosk.app.application import run

    folder = _folder(arguments)
    if folder is None:
        return WRONG
    window = {
        "windowed": arguments.windowed,
        "screen": arguments.screen,
        "language": arguments.language,
    }
    return run(folder, more=arguments.more, at=arguments.at, **window)


def _demo(arguments: argparse.Namespace) -> int:
    from kiosk.app.application import run

    return run(
        sample_gallery(),
        at=DEMO_TIME,
        windowed=arguments.windowed,
        screen=arguments.screen,
        language=arguments.language,
    )


def _check(arguments: argparse.Namespace) -> int:
    from kiosk.check import USUAL_SIZES
    from kiosk.cli import curate

    if arguments.explain is not None:
        return curate.explain("" if arguments.explain == "all" else arguments.explain)
    folder = _folder(arguments)
    if folder is None:
        return WRONG
    look = not arguments.no_look
    sizes = arguments.size or USUAL_SIZES
    return curate.check(
        folder,
        more=arguments.more,
        form=arguments.format,
        strict=arguments.strict,
        sizes=sizes,
        look=look,
    )


def _agenda(arguments: argparse.Namespace) -> int:
    from kiosk.schedule import build_agenda

    result = _load(arguments)
    if result is None:
        return WRONG
    zone = ZoneInfo(result.snapshot.exhibition.timezone)
    at = arguments.at or datetime.now(zone)
    at = at if at.tzinfo else at.replace(tzinfo=zone)
    until = arguments.until or at + timedelta(days=_AGENDA_DAYS)
    until = until if until.tzinfo else until.replace(tzinfo=zone)
    entries = build_agenda(result.snapshot.events, at, until)
    if arguments.format == "json":
        rows = [_agenda_row(entry) for entry in entries]
        print(json.dumps({"at": at.isoformat(), "entries": rows}, ensure_ascii=False, indent=2))
        return GOOD
    print(f"At {at:%Y-%m-%d %H:%M %Z}:")
    for entry in entries:
        print(f"  {entry.state.value:<10} {_span(entry):<36} {entry.event.title}")
    if not entries:
        print("  nothing")
    return GOOD


def _agenda_row(entry: Entry) -> dict[str, object]:
    event = entry.event
    return {
        "title": str(event.title),
        "file": event.file,
        "starts": _iso(entry.starts or entry.first_day),
        "ends": _iso(entry.ends or (entry.last_day if entry.all_day else None)),
        "all_day": entry.all_day,
        "state": entry.state.value,
        "status": event.status.value,
        "register": event.register if entry.can_register else "",
        "timezone": event.timezone,
    }


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _span(entry: Entry) -> str:
    if entry.starts is not None:
        end = f" - {entry.ends:%H:%M}" if entry.ends else ""
        return f"{entry.starts:%Y-%m-%d %H:%M}{end} {entry.starts:%Z}"
    if entry.first_day is not None:
        last = f" - {entry.last_day}" if entry.last_day != entry.first_day else ""
        return f"{entry.first_day}{last}, all day"
    return "any time"


def _shots(arguments: argparse.Namespace) -> int:
    from kiosk.offscreen.screenshots import take_screenshots

    result = _load(arguments)
    if result is None:
        return WRONG
    return take_screenshots(
        result,
        out=arguments.out,
        sizes=arguments.size or [(1920, 1080)],
        languages=arguments.language or [],
        text_size=arguments.text_size,
        contrast=arguments.contrast,
        reach=arguments.reach,
        at=arguments.at,
    )
