"""The program's entry point: one command line to one command's exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kiosk.exit_codes import EXIT_INTERRUPTED, EXIT_OK
from kiosk.settings import read_settings
from kiosk.supervisor.end_guard import start_end_guard

if TYPE_CHECKING:
    import argparse

# The commands that show something on the screen. They have a signal handler of their own once
# they have a QGuiApplication.
SCREEN_COMMANDS = ("run", "demo", "poster")
# Those beside them that a screen's first picture waits for. All of them speak to a log.
SERVICE_COMMANDS = ("supervise", "launch")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``argv`` is the process' own by default."""
    if argv is None and sys.argv[1:2] and sys.argv[1] in SCREEN_COMMANDS:
        # Nothing is open yet that needs to be closed. Set before the slow imports.
        # SIGTERM last: the tests take it for a sign that both are set.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: os._exit(EXIT_OK))
        if not read_settings().supervised:
            # Below a supervisor, that one ends a program which does not hear.
            start_end_guard()
    if argv is None:
        # For every Python that is started below: the supervisor's child, the decoders.
        os.environ["PYTHONSAFEPATH"] = "1"
    from kiosk.cli.screen_arguments import build_screen_parser
    from kiosk.cli.terminal import escaped_streams, hide_tracebacks, print_uncaught, use_language

    if argv is None:
        sys.excepthook = print_uncaught
    hide_tracebacks()
    with escaped_streams():
        words = sys.argv[1:] if argv is None else argv
        if set(words[:1]) & {*SCREEN_COMMANDS, *SERVICE_COMMANDS}:
            # A service speaks English: its messages are for a log.
            arguments = build_screen_parser().parse_args(argv)
        else:
            from kiosk.cli.arguments import build_parser

            arguments = build_parser().parse_args(argv)
            use_language(_language_of(arguments))
        command: Callable[[argparse.Namespace], int] = arguments.command
        try:
            return command(arguments)
        except BrokenPipeError:
            return EXIT_OK
        except KeyboardInterrupt:
            return EXIT_INTERRUPTED


def _language_of(arguments: argparse.Namespace) -> str:
    """The language in which a command speaks: that of ``--language``, if the check knows it."""
    from kiosk.check.translation import ENGLISH, language_of_environment, languages

    chosen = getattr(arguments, "language", None)
    if isinstance(chosen, str) and chosen:
        return chosen if chosen in languages() else ENGLISH
    return language_of_environment(os.environ)
