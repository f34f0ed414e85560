"""The command line's grammar: every command with its arguments and help texts.

The commands' own modules import what they need when they run: ``check`` runs without Qt. The
commands of a screen are in ``screen_arguments``, which needs none of the others' modules.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.cli import agenda, backup, clean, curate, operate, studio
from kiosk.cli.fleet_arguments import add_fleet_commands
from kiosk.cli.folder import DEFAULT_FOLDER
from kiosk.cli.publish_arguments import add_publisher_commands
from kiosk.cli.screen_arguments import (
    FOLDER_HELP,
    Command,
    Commands,
    add_command,
    add_screen_commands,
    new_parser,
    parse_size,
    parse_time,
)
from kiosk.printing.label_sheets import SHEETS

# kiosk/check/translations; named here because importing the check takes long.
CHECK_LANGUAGES = ("en", "es")


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; it sets ``command`` to the function to call."""
    parser, commands = new_parser()
    add_screen_commands(commands)
    _add_operator_commands(commands)
    _add_check(commands)
    _add_studio(commands)
    _add_authoring_commands(commands)
    _add_printing_commands(commands)
    _add_agenda(commands)
    _add_shots(commands)
    add_publisher_commands(commands)
    add_fleet_commands(commands)
    return parser


def _add_instance_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--screen",
        default="",
        metavar="NAME",
        help="of the program that was given this screen, where there are several",
    )


def _add_format(parser: argparse.ArgumentParser, *choices: str) -> None:
    parser.add_argument(
        "--format",
        choices=choices,
        default=choices[0],
        help=f"how to print (default: {choices[0]})",
    )


def _add_operator_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(commands, "status", "tell how the running program is", operate.status)
    _add_format(parser, "text", "json", "prometheus")
    _add_instance_option(parser)

    parser = add_command(
        commands,
        "screenshot",
        "save what is on the screen now as PNG; for the user the program runs as, and root",
        operate.screenshot,
    )
    _add_instance_option(parser)
    parser.add_argument("out", type=Path, metavar="FILE", help="where to save it")

    parser = add_command(
        commands,
        "set-aside",
        "list the items over which the screen fell three times, which are not shown",
        operate.set_aside,
    )
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="FOLDER",
        help="the exhibition's folder, as the screen was given it (default: every folder)",
    )
    parser.add_argument(
        "--clear",
        action="store_true",
        help="take them back: the screen tries them again; after the cause was mended",
    )
    _add_message_language(parser)

    parser = add_command(
        commands,
        "pin",
        "set the staff's PIN, which is asked for here; it opens the panel behind the screen's "
        "upper left corner",
        operate.pin,
    )
    parser.add_argument(
        "--off", action="store_true", help="take the PIN away, and the panel with it"
    )

    parser = add_command(
        commands,
        "backup",
        "save the PIN's hash, the counts and the settings of this machine in one file",
        backup.backup,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="where to save them")

    parser = add_command(
        commands,
        "restore",
        "take the PIN, the counts and the settings from a file that 'backup' made; afterwards "
        "restart the service",
        backup.restore,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the file")

    parser = add_command(
        commands,
        "doctor",
        "tell what is missing or unwise on this machine, and how to mend it",
        operate.doctor,
        folders=True,
    )
    _add_format(parser, "text", "json")
    parser.add_argument(
        "--touch",
        action="store_true",
        help="show an arrow and four rings on the screen, and tell whether touch falls where it "
        "should; the service has to be stopped before",
    )
    parser.add_argument(
        "--dark",
        action="store_true",
        help="switch the display off and on again by each way that is here, and tell which one "
        "the display obeys; the screen is dark for some seconds each time",
    )


def _add_check(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(
        commands,
        "check",
        "tell what is wrong in a folder, and what to write instead",
        curate.check,
        folders=True,
    )
    _add_format(parser, "text", "json", "sarif")
    parser.add_argument(
        "--explain",
        metavar="RULE",
        help="print the page of help of one rule; 'all' lists the rules",
    )
    parser.add_argument(
        "--explain-dates",
        action="store_true",
        help="print each line with a date, how it was read, and its next three times",
    )
    parser.add_argument(
        "--size",
        type=parse_size,
        action="append",
        metavar="WxH",
        help="a screen for which words may be too long; may be given again "
        "(default: 1920x1080 and 1080x1920)",
    )
    parser.add_argument(
        "--no-look",
        action="store_true",
        help="look for no words that are cut, and decode no pictures",
    )
    parser.add_argument("--strict", action="store_true", help="let advice count as a problem too")
    parser.add_argument(
        "--language",
        choices=CHECK_LANGUAGES,
        help="the language of the messages (default: for text that of the locale, LANG, else en)",
    )


def _add_studio(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(
        commands,
        "studio",
        "open the curator's window: make and edit an exhibition, and see the screen beside it",
        studio.studio,
    )
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="FOLDER",
        help="the exhibition's folder (default: choose one in the window)",
    )
    _add_message_language(parser)


def _add_message_language(*parsers: argparse.ArgumentParser) -> None:
    for parser in parsers:
        parser.add_argument(
            "--language",
            choices=CHECK_LANGUAGES,
            help="the language of the messages (default: that of the locale, LANG, else en)",
        )


def _add_authoring_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("new", help="make a folder with examples to replace by your own")
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="a folder that is not there yet, or is empty"
    )
    _add_message_language(parser)
    parser.set_defaults(command=curate.new)

    parser = commands.add_parser(
        "import",
        help="make labels and events from a spreadsheet, a web page, a calendar or copied text, or"
        " labels from the words inside pictures",
        description="Shows what it would write; with --write it writes. "
        "A file that anybody made or edited is never touched.",
    )
    parser.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="a table (.csv, .xlsx), a saved page of events (.html, .mhtml), its data (.json,"
        " .ics), its text (.txt, .md), or an exhibition's folder with pictures",
    )
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="FOLDER",
        help="the exhibition's folder (for a file)",
    )
    parser.add_argument(
        "--kind",
        choices=("work", "event"),
        default="",
        help="what the rows are (default: by their columns)",
    )
    parser.add_argument("--write", action="store_true", help="write the files")
    _add_message_language(parser)
    parser.set_defaults(command=curate.import_table)

    parser = commands.add_parser(
        "clean-photo",
        help="make copies of pictures without place, camera data, captions and comments",
        description="Writes _NAME-clean beside each picture, and changes no other file.",
    )
    parser.add_argument("pictures", type=Path, nargs="+", metavar="FILE", help="a picture file")
    _add_message_language(parser)
    parser.set_defaults(command=clean.clean_photo)

    parser = commands.add_parser(
        "pull",
        help="fetch the calendars that kiosk.yaml lists, on a machine that has a network",
        description="Fetches each address below pull: in kiosk.yaml over https and writes it to"
        " events/NAME.ics. The last good file stays when one cannot be fetched. No screen fetches"
        " anything. With --from, FOLDER is a store of releases, and what counts in the store at"
        " that address is fetched into it, each file proven before anything changes.",
    )
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help=FOLDER_HELP)
    parser.add_argument(
        "--into",
        type=Path,
        metavar="OTHER",
        help="write into this folder's events/ instead, which is shown as a further folder",
    )
    parser.add_argument(
        "--from",
        dest="address",
        metavar="ADDRESS",
        help="fetch releases from a store at this https address, as of an object store or a CDN",
    )
    _add_message_language(parser)
    parser.set_defaults(command=curate.pull)

    parser = commands.add_parser(
        "schema", help="every key that is read, as JSON Schema or as a reference, and for editors"
    )
    kinds = ("work", "event", "resource", "page", "exhibition")
    parser.add_argument(
        "kind",
        nargs="?",
        choices=kinds,
        default="exhibition",
        metavar="KIND",
        help=f"one of {', '.join(kinds)}",
    )
    _add_format(parser, "json", "markdown")
    parser.add_argument(
        "--editor",
        type=Path,
        metavar="FOLDER",
        help="write .vscode/ there, so that Visual Studio Code completes keys",
    )
    parser.set_defaults(command=curate.schema)


def _add_printing_command(
    commands: Commands[argparse.ArgumentParser], name: str, summary: str, command: Command
) -> argparse.ArgumentParser:
    """Add a command that writes a PDF of one folder."""
    parser = commands.add_parser(name, help=summary)
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=DEFAULT_FOLDER,
        metavar="FOLDER",
        help=FOLDER_HELP,
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")
    parser.set_defaults(command=command)
    return parser


def _add_printing_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = _add_printing_command(
        commands,
        "proof",
        "a PDF of every work and event as it will look, to be signed by those who approve it",
        curate.proof,
    )
    parser.add_argument(
        "--paper", choices=("letter", "a4"), default="letter", help="(default: letter)"
    )
    parser.add_argument(
        "--language",
        default="",
        metavar="L",
        help="the screens' language (default: the exhibition's first)",
    )

    parser = _add_printing_command(
        commands,
        "labels",
        "a PDF of wall labels, for label sheets or to be cut",
        curate.labels,
    )
    parser.add_argument(
        "--sheet",
        choices=tuple(SHEETS),
        default="letter",
        help="the labels' sheet (default: letter, two labels to be cut)",
    )
    parser.add_argument(
        "--with-text",
        action="store_true",
        help="with the wall texts, where they have room in 12 points or more",
    )
    parser.add_argument(
        "--language", default="", metavar="L", help="the language (default: the exhibition's first)"
    )


def _add_agenda(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(
        commands,
        "agenda",
        "print what the board holds, and how each date was read: its line, its words and its next "
        "times",
        agenda.agenda,
        folders=True,
    )
    parser.add_argument(
        "--at", type=parse_time, metavar="WHEN", help="the time to look from (default: now)"
    )
    parser.add_argument(
        "--until",
        type=parse_time,
        metavar="WHEN",
        help=f"the last time to look to (default: {agenda.DEFAULT_DAYS} days on, or the "
        "exhibition's last day)",
    )
    parser.add_argument(
        "--language",
        choices=CHECK_LANGUAGES,
        help="the language of the readings (default: that of the locale, LANG, else en)",
    )
    _add_format(parser, "text", "json")


def _add_shots(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(
        commands,
        "shots",
        "render every screen to PNG, with a manifest of what is on it",
        curate.shots,
        folders=True,
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="where to write the pictures and manifest.json",
    )
    parser.add_argument(
        "--size",
        type=parse_size,
        action="append",
        metavar="WxH",
        help="size in pixels; may be given again (default: 1920x1080)",
    )
    parser.add_argument(
        "--language",
        action="append",
        metavar="L",
        help="a language; may be given again (default: all of the exhibition)",
    )
    parser.add_argument(
        "--text-size",
        type=float,
        choices=(1.0, 1.25, 1.5),
        default=1.0,
        metavar="N",
        help="1, 1.25 or 1.5 (default: 1)",
    )
    parser.add_argument("--contrast", action="store_true", help="in high contrast")
    parser.add_argument(
        "--reach", action="store_true", help="with everything in the lower half of a tall screen"
    )
    parser.add_argument(
        "--at", type=parse_time, metavar="WHEN", help="the time to show (default: now)"
    )
