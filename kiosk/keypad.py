"""The keys of assistive keypads and switches, by the kernel's numbers. Standard library only.

The kernel's number of a key (``input-event-codes.h``) is used, not its symbol: XKB gives F20 to
F23 of a keypad other meanings (a muted microphone, a touchpad), while the number stays. X11 and
Wayland add ``XKB_OFFSET`` to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

XKB_OFFSET = 8
# The highest number of a key, KEY_MAX.
MAX_CODE = 0x2FF
OFF = "off"


class KeypadAction(StrEnum):
    """What a key of a keypad, a jack or a switch does; the values are written in KIOSK_KEYS."""

    HELP = "help"
    UP = "up"
    DOWN = "down"
    SELECT = "select"
    BACK = "back"
    NEXT = "next"
    REWIND = "rewind"
    FORWARD = "forward"
    LOUDER = "louder"
    SOFTER = "softer"
    JACK_IN = "jack-in"
    JACK_OUT = "jack-out"
    SWITCH_MOVE = "switch-move"
    SWITCH_SELECT = "switch-select"


KeyMap = Mapping[int, KeypadAction]

_LETTER_ROWS = {"qwertyuiop": 16, "asdfghjkl": 30, "zxcvbnm": 44, "1234567890": 2}
# The kernel's numbers by the names that are printed on keys.
KEY_CODES: Mapping[str, int] = {
    **{
        letter: first + place
        for row, first in _LETTER_ROWS.items()
        for place, letter in enumerate(row)
    },
    **{f"f{number}": 58 + number for number in range(1, 11)},
    "f11": 87,
    "f12": 88,
    **{f"f{number}": 170 + number for number in range(13, 25)},
    "escape": 1,
    "backspace": 14,
    "tab": 15,
    "enter": 28,
    "space": 57,
    "home": 102,
    "up": 103,
    "pageup": 104,
    "left": 105,
    "right": 106,
    "end": 107,
    "down": 108,
    "pagedown": 109,
    "insert": 110,
    "delete": 111,
    "mute": 113,
    "volumedown": 114,
    "volumeup": 115,
}
# EZ Access, and Storm's AudioNav and NavPad as they are delivered: the keys of the Trace Center's
# EZ Access, and F15 and F16 for what is plugged into the jack.
EZ_ACCESS: KeyMap = {
    KEY_CODES["f17"]: KeypadAction.HELP,
    KEY_CODES["f18"]: KeypadAction.UP,
    KEY_CODES["f19"]: KeypadAction.DOWN,
    KEY_CODES["f20"]: KeypadAction.SELECT,
    KEY_CODES["f21"]: KeypadAction.BACK,
    KEY_CODES["f22"]: KeypadAction.NEXT,
    KEY_CODES["f23"]: KeypadAction.REWIND,
    KEY_CODES["f24"]: KeypadAction.FORWARD,
    KEY_CODES["volumeup"]: KeypadAction.LOUDER,
    KEY_CODES["volumedown"]: KeypadAction.SOFTER,
    KEY_CODES["f15"]: KeypadAction.JACK_IN,
    KEY_CODES["f16"]: KeypadAction.JACK_OUT,
}


def read_keys(written: str) -> KeyMap:
    """The keys as KIOSK_KEYS writes them: ``EZ_ACCESS``, changed by "action=key" pairs.

    A key is a name of ``KEY_CODES`` or the kernel's number; ``action=none`` gives the action no
    key, and ``off`` alone binds nothing. Raises ValueError with what cannot be read.
    """
    words = written.replace(",", " ").split()
    if [word.casefold() for word in words] == [OFF]:
        return {}
    keys = dict(EZ_ACCESS)
    given: dict[int, str] = {}
    for word in words:
        name, equals, typed = word.partition("=")
        try:
            action = KeypadAction(name.casefold())
        except ValueError:
            raise ValueError(f"{word}: there is no action {name!r}") from None
        if not equals or not typed:
            raise ValueError(f"{word}: write {name}=KEY")
        # The action's usual key is free.
        keys = {key: bound for key, bound in keys.items() if bound is not action or key in given}
        if typed.casefold() == "none":
            continue
        code = key_code(typed)
        if given.get(code, name) != name:
            raise ValueError(f"{word}: {typed} is {given[code]} already")
        given[code] = name
        keys[code] = action
    return keys


def key_code(typed: str) -> int:
    """The kernel's number of a key, by its name or number. Raises ValueError."""
    code = KEY_CODES.get(typed.casefold().removeprefix("key_"))
    if code is None and typed.isdecimal() and len(typed) <= 4:
        code = int(typed)
    if code is None or not 0 < code <= MAX_CODE:
        raise ValueError(f"{typed}: no such key")
    return code
