"""Checks of what visitors need who do not see or touch: the keys of a keypad, and a voice."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.doctor.machine import Finding, Grade, Machine
from kiosk.keypad import EZ_ACCESS, read_keys

_VOICES = ("speech-dispatcher", "espeak-ng")


def check_keys(machine: Machine) -> Iterator[Finding]:
    """Whether KIOSK_KEYS can be read."""
    written = machine.service_setting("KIOSK_KEYS")
    try:
        keys = read_keys(written)
    except ValueError as error:
        yield Finding(
            Grade.UNWISE,
            f"KIOSK_KEYS cannot be read, so a keypad's usual keys hold ({error})",
            'write it as in docs/KEYPADS.md, for example KIOSK_KEYS="jack-in=F13"',
        )
        return
    if not keys:
        yield Finding(Grade.GOOD, "no key of a keypad is used (KIOSK_KEYS=off)")
    elif keys == EZ_ACCESS:
        yield Finding(Grade.GOOD, "a keypad with the keys of EZ Access works when it is plugged in")
    else:
        yield Finding(Grade.GOOD, f"a keypad works with the keys of KIOSK_KEYS: {written}")


def check_voice(machine: Machine) -> Iterator[Finding]:
    """Whether the machine can speak; a keypad's jack is silent otherwise."""
    own = machine.service_setting("KIOSK_VOICE")
    found = next(filter(machine.has, _VOICES), "")
    if own or found:
        yield Finding(Grade.GOOD, f"texts are read aloud by {own or found}")
    else:
        yield Finding(
            Grade.UNWISE,
            "no voice is installed: nothing is read aloud, and a keypad's jack stays silent",
            "apt install espeak-ng",
        )
