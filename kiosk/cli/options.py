"""The options that the service hands on from its settings (KIOSK_OPTIONS), and their refusal."""

from __future__ import annotations

import sys

from kiosk.cli.terminal import shown
from kiosk.domain.control_characters import one_line
from kiosk.exit_codes import EXIT_USAGE
from kiosk.settings import Settings
from kiosk.supervisor.notify import WRONG_OPTIONS, Notifier


def refuse_options(message: str, settings: Settings) -> int:
    """Say in one line, and to the service's notify proxy, which options are wrong.

    The display server between the two hands no exit code on. Returns the exit code.
    """
    notifier = Notifier(settings.notify_address)
    notifier.send(f"{WRONG_OPTIONS}={one_line(message)}")
    notifier.close()
    print(f"kiosk: {shown(message)}", file=sys.stderr)
    return EXIT_USAGE


def stray_word(settings: Settings) -> str:
    """A word among the service's options that belongs to none of them; "" where there is none.

    It would pass for the exhibition's folder, which comes behind the options.
    """
    words = iter(settings.service_options.split())
    for word in words:
        if not word.startswith("-"):
            return word
        if "=" not in word:
            # Each option of 'kiosk supervise' takes one value.
            next(words, "")
    return ""
