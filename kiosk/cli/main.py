"""The program's entry point: one command line to one command's exit code."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from kiosk.cli.arguments import build_parser
from kiosk.exit_codes import EXIT_INTERRUPTED, EXIT_OK


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Escape characters that the terminal cannot encode.
        sys.stdout.reconfigure(errors="backslashreplace")
    arguments = build_parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except BrokenPipeError:
        return EXIT_OK
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
