"""The options that the service hands on from its settings (KIOSK_OPTIONS), and their refusal."""

from __future__ import annotations

import sys

from kiosk.cli.terminal import shown
from kiosk.exit_codes import EXIT_USAGE
from kiosk.settings import Settings


def refuse_options(message: str, settings: Settings) -> int:
    """Say in one line, and to the service's notify proxy, which options are wrong.

    The display server between the two hands no exit code on. Returns the exit code.
    """
    from kiosk.domain.control_characters import one_line
    from kiosk.supervisor.notify import WRONG_OPTIONS, Notifier

    notifier = Notifier(settings.notify_address)
    notifier.send(f"{WRONG_OPTIONS}={one_line(message)}")
    notifier.close()
    print(f"kiosk: {shown(message)}", file=sys.stderr)
    return EXIT_USAGE


def wrong_word(settings: Settings) -> str:
    """What is wrong among the service's options that the parser cannot see; "" where nothing is.

    A word that belongs to no option would pass for the exhibition's folder, which comes behind the
    options, and an option without its value would take that folder.
    """
    words = iter(settings.service_options.split())
    for word in words:
        if not word.startswith("-"):
            return f"KIOSK_OPTIONS: '{word}' is no option"
        # Each option of 'kiosk supervise' takes one value.
        if "=" not in word and not next(words, ""):
            return f"KIOSK_OPTIONS: '{word}' has no value"
    return ""
