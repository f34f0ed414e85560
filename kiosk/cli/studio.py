"""``kiosk studio``: the curator's window."""

from __future__ import annotations

import argparse
import sys

from kiosk.cli.terminal import said
from kiosk.exit_codes import EXIT_USAGE


def studio(arguments: argparse.Namespace) -> int:
    """Open the window; EXIT_USAGE, with a message, where what it needs is not installed."""
    try:
        from kiosk.studio.app import run
    except ImportError as error:
        print(_missing(error), file=sys.stderr)
        return EXIT_USAGE
    return run(arguments.folder, arguments.language)


def _missing(error: ImportError) -> str:
    from kiosk.domain import Message

    return said(
        Message(
            "kiosk: the studio needs '{name}', which is not installed here; install the program "
            "with its extra: pip install 'kiosk[curator]'",
            name=error.name or error,
        )
    )
