"""The operator's commands: keep the screen up, ask how it is, take a picture of it, look the machine over."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from kiosk.status import status as states

GOOD, FOUND, WRONG = 0, 1, 2
_PATIENCE_SECONDS = 10.0

Add = Callable[..., argparse.ArgumentParser]


def add_commands(add: Add, window: Callable[[argparse.ArgumentParser], None]) -> None:
    """Put the commands beside the others; ``add`` makes one, ``window`` gives it the window's options."""
    keeping = add(
        "keep",
        "show a folder and never leave the screen empty: what falls or freezes is started again",
        _keep,
        folder=True,
    )
    window(keeping)
    last = add(
        "poster",
        "show only the exhibition's name and the help line: what 'keep' shows when all else falls",
        _poster,
        folder=True,
    )
    window(last)
    relaying = add(
        "relay",
        "run a display server with 'kiosk keep' below it, and pass on what the keeper tells",
        _relay,
    )
    relaying.add_argument(
        "words", nargs="+", metavar="COMMAND", help="after --: the display server and all its words"
    )
    asking = add("status", "tell how the running program is", _status)
    asking.add_argument(
        "--format",
        choices=("text", "json", "prometheus"),
        default="text",
        help="how to print (default: text)",
    )
    asking.add_argument(
        "--screen",
        default="",
        metavar="NAME",
        help="of the program that was given this screen, where there are several",
    )
    photo = add(
        "screenshot",
        "save what is on the screen now as PNG; for the user the program runs as, and root",
        _screenshot,
    )
    photo.add_argument(
        "--screen",
        default="",
        metavar="NAME",
        help="of the program that was given this screen, where there are several",
    )
    photo.add_argument("out", type=Path, metavar="FILE", help="where to save it")
    pinning = add(
        "pin",
        "set the staff's PIN, which is asked for here; it opens the panel behind the screen's upper left corner",
        _pin,
    )
    pinning.add_argument(
        "--off", action="store_true", help="take the PIN away, and the panel with it"
    )
    looking = add(
        "doctor",
        "tell what is missing or unwise on this machine, and how to mend it",
        _doctor,
        folder=True,
    )
    looking.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )


def _doctor(arguments: argparse.Namespace) -> int:
    from kiosk.doctor.doctor import Grade, as_text, examine

    findings = examine(arguments.folder, more=arguments.more)
    if arguments.format == "json":
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        print(as_text(findings))
    return GOOD if all(finding.grade is Grade.GOOD for finding in findings) else FOUND


def _pin(arguments: argparse.Namespace) -> int:
    from kiosk.paths import state_folder
    from kiosk.staff import pin as pins

    folder = state_folder()
    try:
        if arguments.off:
            print(
                "the staff panel is off" if pins.forget(folder) else f"no PIN was set in {folder}"
            )
            return GOOD
        if sys.stdin.isatty():
            from getpass import getpass

            pin = getpass(f"New PIN ({pins.LEAST} to {pins.MOST} digits): ")
            wrong = pins.pin_fault(pin) or (
                "" if getpass("Once more: ") == pin else "these were two different ones"
            )
        else:
            pin = sys.stdin.readline().strip()
            wrong = pins.pin_fault(pin)
        if wrong:
            print(f"kiosk: {wrong}; nothing was changed", file=sys.stderr)
            return WRONG
        print(f"the PIN's hash is in {pins.keep(pin, folder)}; it holds at once")
    except OSError as error:
        print(
            f"kiosk: {error.filename or folder}: {error.strerror}; try it as root", file=sys.stderr
        )
        return WRONG
    return GOOD


def _keep(arguments: argparse.Namespace) -> int:
    from kiosk.supervisor.supervisor import supervise

    words = [str(folder) for folder in (arguments.folder, *arguments.more) if folder is not None]
    if arguments.windowed:
        words += ["--windowed", "{}x{}".format(*arguments.windowed)]
    if arguments.screen:
        # What it tells lies in a place of its own, so that several keepers stand side by side.
        os.environ[states.SCREEN] = arguments.screen
    for name in ("screen", "language"):
        if getattr(arguments, name):
            words += [f"--{name}", getattr(arguments, name)]
    return supervise(words)


def _relay(arguments: argparse.Namespace) -> int:
    from kiosk.supervisor.notify_proxy import NotifyProxy

    try:
        return NotifyProxy(arguments.words).run()
    except OSError as error:
        print(f"kiosk: {arguments.words[0]}: {error.strerror}", file=sys.stderr)
        return WRONG


def _poster(arguments: argparse.Namespace) -> int:
    from kiosk.app.poster import poster

    return poster(
        arguments.folder or Path("gallery"),
        arguments.more,
        windowed=arguments.windowed,
        screen=arguments.screen,
    )


def _status(arguments: argparse.Namespace) -> int:
    place = _asked(arguments.screen)
    if place is None:
        return WRONG
    state = states.read(place)
    if state is None:
        print(f"kiosk: no kiosk is running that writes to {place}", file=sys.stderr)
        return WRONG
    if arguments.format == "json":
        print(json.dumps({**asdict(state), "fresh": state.fresh}, indent=2))
    elif arguments.format == "prometheus":
        print(states.as_metrics(state), end="")
    else:
        print(states.as_text(state))
    if not state.fresh:
        ago = states.span(time.time() - state.written)
        print(
            f"kiosk: this was written {ago} ago; the screen stands still or is gone",
            file=sys.stderr,
        )
        return WRONG
    return (
        FOUND
        if state.errors or state.failed_pictures or state.mode != "full" or state.clock != "good"
        else GOOD
    )


def _asked(screen: str) -> Path | None:
    """Where the program tells that is meant; None, and a word about it, when it may be any of several."""
    found = states.places()
    if screen or not found:
        return states.place(screen)
    if len(found) == 1:
        return found[0]
    names = ", ".join(
        state.asked_screen or "(the one without --screen)"
        for place in found
        if (state := states.read(place))
    )
    print(f"kiosk: several are running here, on {names}; say which with --screen", file=sys.stderr)
    return None


def _screenshot(arguments: argparse.Namespace) -> int:
    place = _asked(arguments.screen)
    if place is None:
        return WRONG
    state = states.read(place)
    if state is None or not state.fresh or not hasattr(signal, "SIGUSR1"):
        print("kiosk: no kiosk is running that could be asked for a picture", file=sys.stderr)
        return WRONG
    picture = place / "screen.png"
    asked = time.time()
    try:
        os.kill(state.pid, signal.SIGUSR1)
    except OSError as error:
        print(
            f"kiosk: the program cannot be asked: {error.strerror}; try it as root", file=sys.stderr
        )
        return WRONG
    while time.time() - asked < _PATIENCE_SECONDS:
        if picture.exists() and picture.stat().st_mtime >= asked - 1:
            try:
                shutil.move(picture, arguments.out)
            except OSError as error:
                print(
                    f"kiosk: {arguments.out} cannot be written: {error.strerror}", file=sys.stderr
                )
                return WRONG
            print(arguments.out)
            return GOOD
        time.sleep(0.1)
    print("kiosk: no picture came; the log tells why", file=sys.stderr)
    return WRONG
