"""Switches the display off and on again, and reads back whether it obeyed (``doctor --dark``).

The result is kept beside the PIN, and the doctor's other calls say "good" by it alone.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.display_ways import OF_OPERATORS, OF_THE_SESSION, SWAY, WLOPM, XSET, Way, way_of
from kiosk.doctor.machine import Finding, Grade, Machine
from kiosk.paths import state_folder
from kiosk.settings import Settings
from kiosk.status.program_status import make_own_folder, replace_file

FILE = "display-trial.json"
# A monitor takes a second or two to change its state, a television up to ten.
OBEYS_SECONDS = 12.0
_POLL_SECONDS = 0.5
_COMMAND_SECONDS = 8
_MOST_BYTES = 4096

Ask = Callable[[str], bool]
Caller = Callable[[str], str | None]


def run(command: str) -> str | None:
    """What a command printed; None where it cannot be run, fails, or gives no answer in time."""
    try:
        done = subprocess.run(
            shlex.split(command),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_COMMAND_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one way: ``works`` once the display was read back dark, and lit again."""

    way: Way
    works: bool
    words: str
    mend: str = ""

    @property
    def finding(self) -> Finding:
        words = f"{self.way.name}: {self.words}; it costs {self.way.cost}"
        return Finding(Grade.GOOD if self.works else Grade.UNWISE, words, self.mend)


@dataclass(frozen=True, slots=True)
class Session:
    """The display server that is asked: ``prefix`` comes before each command, "" in its own."""

    wayland: bool = False
    sway: bool = False
    x11: bool = False
    prefix: str = ""


def session_here(settings: Settings, machine: Machine) -> Session:
    """The display server of this process; where it has none, that of the running service."""
    if settings.wayland_display or settings.x11_display:
        wayland = bool(settings.wayland_display)
        return Session(wayland, wayland and bool(settings.sway_socket), not wayland)
    folder = machine.root / "run/kiosk"
    sockets = [path for path in folder.glob("wayland-*") if path.suffix != ".lock"]
    if sockets:
        names = {"XDG_RUNTIME_DIR": folder, "WAYLAND_DISPLAY": sockets[0].name}
        sway = sorted(folder.glob("sway-ipc.*"))
        if sway:
            names["SWAYSOCK"] = sway[0]
        return Session(wayland=True, sway=bool(sway), prefix=_with(names))
    if (folder / "xauthority").exists():
        return Session(
            x11=True, prefix=_with({"DISPLAY": ":0", "XAUTHORITY": folder / "xauthority"})
        )
    return Session()


def _with(names: Mapping[str, object]) -> str:
    words = (shlex.quote(f"{name}={value}") for name, value in names.items())
    return f"env {' '.join(words)} "


def ways_here(settings: Settings, machine: Machine, session: Session) -> list[Way]:
    """The ways that can be tried here: the operator's first, then in the order of preference."""
    found = []
    off = settings.display_off_command or machine.service_setting("KIOSK_SCREEN_OFF")
    on = settings.display_on_command or machine.service_setting("KIOSK_SCREEN_ON")
    if off and on:
        found.append(way_of(off, on))
    here = {SWAY.name: session.sway, WLOPM.name: session.wayland, XSET.name: session.x11}
    found += [way for way in OF_THE_SESSION if here[way.name] and machine.has(way.name)]
    names = {way.name for way in found}
    for way in OF_OPERATORS:
        if way.name not in names and machine.has(way.name) and machine.devices(way.device):
            found.append(way)
    return found


def try_way(
    way: Way,
    run: Caller = run,
    ask: Ask | None = None,
    wait: Callable[[float], object] = time.sleep,
) -> Trial:
    """Switch the display off and on by ``way``; it is switched on whatever happened before.

    Where the way has no state to read, ``ask`` puts a question to the person at the screen.
    """

    def comes(on: bool) -> bool | None:
        """Whether the state becomes that in time; None where it never can be read."""
        seen: bool | None = None
        for _ in range(int(OBEYS_SECONDS / _POLL_SECONDS)):
            state = way.is_on(run(way.state) or "")
            if state is on:
                return True
            seen = False if state is not None else seen
            wait(_POLL_SECONDS)
        return seen

    def obeys(on: bool) -> bool | None:
        if way.state:
            return comes(on)
        if ask is None:
            return None
        return ask("Is the display lit again?" if on else "Is the display dark now?")

    try:
        told_off = run(way.off) is not None
        dark = obeys(on=False) if told_off else False
    finally:
        told_on = run(way.on) is not None
    comes_back = obeys(on=True) if told_on else False
    return _verdict(way, (told_off, dark), (told_on, comes_back))


def _verdict(way: Way, off: tuple[bool, bool | None], on: tuple[bool, bool | None]) -> Trial:
    other = "take another way (docs/OPERATING.md, Night)"
    if not off[0]:
        return Trial(way, False, f"'{way.off}' failed", other)
    if off[1] is None:
        words = "the command was carried out, but nothing tells whether the display obeyed"
        return Trial(way, False, words, "call it at a terminal, and answer what you see")
    if not off[1]:
        return Trial(way, False, f"'{way.off}' ended well, but the display stayed lit", other)
    if not on[0] or not on[1]:
        words = f"the display went dark, and '{way.on}' did not light it again"
        return Trial(way, False, words, f"press the display's button, and {other}")
    words = "the display went dark and was lit again, and said so"
    return Trial(way, True, words if way.state else words.replace("and said so", "as was seen"))


def record(trials: list[Trial], settings: Settings) -> None:
    """Keep which ways work, with the day. Raises OSError."""
    kept = {
        "day": time.strftime("%Y-%m-%d"),
        "works": [[one.way.off, one.way.on] for one in trials if one.works],
        "fails": [[one.way.off, one.way.on] for one in trials if not one.works],
    }
    folder = state_folder(settings)
    make_own_folder(folder, 0o750)
    replace_file(folder / FILE, json.dumps(kept, indent=1) + "\n")


def tried(commands: tuple[str, str], folder: Path) -> tuple[bool | None, str]:
    """Whether these commands, off and on, worked when they were tried, and on which day.

    None where they were not tried, or the file cannot be read.
    """
    try:
        with open(folder / FILE, "rb") as opened:
            kept = json.loads(opened.read(_MOST_BYTES))
        day = str(kept["day"])[:10]
        for key, works in (("works", True), ("fails", False)):
            if list(commands) in kept[key]:
                return works, day
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return None, ""


def try_all(
    settings: Settings, machine: Machine | None = None, run: Caller = run, ask: Ask | None = None
) -> Iterator[Finding]:
    """Try each way that is here, one after the other, and keep the results."""
    trials: list[Trial] = []
    machine = machine or Machine()
    session = session_here(settings, machine)

    def run_there(command: str) -> str | None:
        return run(session.prefix + command)

    for way in ways_here(settings, machine, session):
        trials.append(try_way(way, run_there, ask))
        yield trials[-1].finding
    if not trials:
        yield Finding(
            Grade.MISSING,
            "there is no way here to switch the display off",
            "call it while the service runs, or install one (docs/OPERATING.md, Night)",
        )
        return
    try:
        record(trials, settings)
    except OSError as error:
        yield Finding(
            Grade.UNWISE,
            f"the result cannot be kept: {error.strerror}",
            "call it as the service's user",
        )
