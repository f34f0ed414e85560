"""The ways to switch a display off and on, each with how its state is read back.

A command that ends with 0 proves nothing: xset does so where the X server has no power
management, and swaymsg where the output stays lit. Standard library only.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

FLAGS = re.MULTILINE | re.IGNORECASE
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Way:
    """One way: its ``name`` is the program's. ``off``, ``on`` and ``state`` are commands.

    Of the output of ``state``, the display is lit where ``lit_words`` match anywhere, and dark
    where ``dark_words`` do and ``lit_words`` do not: one output of several that is lit counts.
    ``device`` is the pattern of a device below /dev that it needs, ``cost`` what it takes besides.
    """

    name: str
    off: str
    on: str
    state: str
    dark_words: re.Pattern[str]
    lit_words: re.Pattern[str]
    cost: str
    device: str = ""

    def is_on(self, told: str) -> bool | None:
        """What ``state`` printed means; None where that cannot be told."""
        if self.lit_words.search(told):
            return True
        return False if self.dark_words.search(told) else None

    def checked(self, *, on: bool) -> str:
        """The command for off or on that fails unless the state then says so.

        In the form that QProcess.startCommand splits.
        """
        is_lit = f"{{ {self.state} | grep -qiE '{self.lit_words.pattern}'; }}"
        test = is_lit if on else f"! {is_lit}"
        return f'sh -c "{self.on if on else self.off} && {test}"'


XSET = Way(
    "xset",
    off="xset dpms force off",
    on="xset dpms force on",
    state="xset q",
    dark_words=re.compile(r"monitor is (off|in standby|in suspend)", FLAGS),
    lit_words=re.compile(r"monitor is on|does not have the dpms", FLAGS),
    cost="nothing: the X server stops the signal, and the program keeps its screen",
)
SWAY = Way(
    "swaymsg",
    off="swaymsg output '*' dpms off",
    on="swaymsg output '*' dpms on",
    state="swaymsg --raw -t get_outputs",
    dark_words=re.compile(r".dpms.: *false", FLAGS),
    lit_words=re.compile(r".dpms.: *true", FLAGS),
    cost="nothing: sway stops the signal, and the program keeps its screen",
)
WLOPM = Way(
    "wlopm",
    off="wlopm --off '*'",
    on="wlopm --on '*'",
    state="wlopm",
    dark_words=re.compile(r"^[^ ]+ off$", FLAGS),
    lit_words=re.compile(r"^[^ ]+ on$", FLAGS),
    cost="nothing: the compositor stops the signal, and the program keeps its screen",
)
DDCUTIL = Way(
    "ddcutil",
    off="ddcutil setvcp d6 4",
    on="ddcutil setvcp d6 1",
    state="ddcutil --terse getvcp d6",
    dark_words=re.compile(r"^VCP D6 S?NC x0[2-5]", FLAGS),
    lit_words=re.compile(r"^VCP D6 S?NC x01", FLAGS),
    cost="a second or two; some monitors answer no more until somebody presses their button",
    device="i2c-*",
)
CEC = Way(
    "cec-ctl",
    off="cec-ctl --playback --to 0 --standby",
    on="cec-ctl --playback --to 0 --image-view-on",
    state="cec-ctl --playback --to 0 --give-device-power-status",
    dark_words=re.compile(r"pwr-state: standby", FLAGS),
    lit_words=re.compile(r"pwr-state: on", FLAGS),
    cost="some seconds; the television may show another input when it wakes",
    device="cec*",
)
# The program never takes this one by itself.
WLR_RANDR = Way(
    "wlr-randr",
    off="wlr-randr --output NAME --off",
    on="wlr-randr --output NAME --on",
    state="wlr-randr",
    dark_words=re.compile(r"^ *enabled: no", FLAGS),
    lit_words=re.compile(r"^ *enabled: yes", FLAGS),
    cost="the output itself: the program has no screen meanwhile, and tells that as a fault",
)
# Those that the program finds by itself, in the order of preference, and those of operators.
OF_THE_SESSION, OF_OPERATORS = (XSET, SWAY, WLOPM), (DDCUTIL, CEC)


def way_of(off: str, on: str) -> Way:
    """The way of an operator's two commands; its state is read where their program is known."""
    try:
        words = shlex.split(off)
    except ValueError:
        words = []
    name = words[0].rpartition("/")[2] if words else ""
    for way in (*OF_THE_SESSION, *OF_OPERATORS, WLR_RANDR):
        if way.name == name:
            return Way(name, off, on, way.state, way.dark_words, way.lit_words, way.cost)
    return Way(
        name or off, off, on, "", _NEVER, _NEVER, "not known: it is the operator's own command"
    )
