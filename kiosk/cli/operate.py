"""The operator's commands: status, screenshot, set-aside, pin and doctor."""

from __future__ import annotations

import argparse
import errno
import json
import os
import shutil
import signal
import stat
import sys
import time
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from kiosk.cli.terminal import said, shown
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.paths import state_folder
from kiosk.publishing.store_folder import as_store, follows_store
from kiosk.settings import read_settings
from kiosk.status.attention import reasons_to_look
from kiosk.status.durations import duration_text
from kiosk.status.folders import status_folder
from kiosk.status.metrics import as_metrics
from kiosk.status.program_status import (
    as_record,
    as_text,
    ask_for_picture,
    distrust_of_folder,
    read_status,
    running_folders,
)
from kiosk.status.set_aside import SetAsideList, folders_with_items

SCREENSHOT_SECONDS = 10.0
_PNG = b"\x89PNG\r\n\x1a\n"


def doctor(arguments: argparse.Namespace) -> int:
    """``kiosk doctor``; EXIT_PROBLEMS when anything is missing or unwise."""
    if arguments.touch:
        from kiosk.app.touch_check import run_touch_check

        return run_touch_check(read_settings())
    from kiosk.doctor.dark_trial import try_all
    from kiosk.doctor.machine import Grade
    from kiosk.doctor.report import as_text, examine

    if arguments.dark:
        findings = list(try_all(read_settings(), ask=_ask_person if sys.stdin.isatty() else None))
    else:
        findings = examine(arguments.folder, more=arguments.more)
    if arguments.format == "json":
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        print(as_text(findings))
    good = all(finding.grade is Grade.GOOD for finding in findings)
    return EXIT_OK if good else EXIT_PROBLEMS


def _ask_person(question: str) -> bool:
    return input(f"{question} [y/N] ").strip().casefold() in ("y", "yes")


def pin(arguments: argparse.Namespace) -> int:
    """``kiosk pin``: set the staff's PIN, or with ``--off`` remove it."""
    from kiosk.staff import pin as pins

    folder = state_folder(read_settings())
    try:
        if arguments.off:
            removed = pins.remove_pin(folder)
            print("the staff panel is off" if removed else f"no PIN was set in {shown(folder)}")
            return EXIT_OK
        entered, fault = _ask_for_pin()
        if fault:
            print(f"kiosk: {fault}; nothing was changed", file=sys.stderr)
            return EXIT_USAGE
        print(f"the PIN's hash is in {pins.store_pin(entered, folder)}; it holds at once")
    except OSError as error:
        print(
            f"kiosk: {shown(error.filename or folder)}: {error.strerror}; try it as root",
            file=sys.stderr,
        )
        return EXIT_USAGE
    return EXIT_OK


def _ask_for_pin() -> tuple[str, str]:
    """The PIN that was typed or piped in, and what is wrong with it ("" when nothing is)."""
    from kiosk.staff import pin as pins

    if not sys.stdin.isatty():
        entered = sys.stdin.readline().strip()
        return entered, pins.rejection_reason(entered)
    from getpass import getpass

    entered = getpass(f"New PIN ({pins.MIN_DIGITS} to {pins.MAX_DIGITS} digits): ")
    fault = pins.rejection_reason(entered)
    if not fault and getpass("Once more: ") != entered:
        fault = "these were two different ones"
    return entered, fault


def status(arguments: argparse.Namespace) -> int:
    """``kiosk status``.

    EXIT_PROBLEMS when staff should look at the screen or its content, EXIT_USAGE when no program
    is running or its screen is frozen.
    """
    folder = _instance_folder(arguments.screen)
    if folder is None:
        return EXIT_USAGE
    if _is_distrusted(folder):
        return EXIT_USAGE
    found = read_status(folder)
    if found is None:
        print(f"kiosk: no kiosk is running that writes to {shown(folder)}", file=sys.stderr)
        return EXIT_USAGE
    if arguments.format == "json":
        print(json.dumps({**as_record(found), "fresh": found.is_fresh}, indent=2))
    elif arguments.format == "prometheus":
        print(as_metrics(found), end="")
    else:
        print(as_text(found))
    if not found.is_fresh:
        age = duration_text(time.time() - found.written)
        print(
            f"kiosk: this was written {age} ago; the screen has stopped or is gone",
            file=sys.stderr,
        )
        return EXIT_USAGE
    return EXIT_PROBLEMS if reasons_to_look(found) else EXIT_OK


def _is_distrusted(folder: Path) -> bool:
    why = distrust_of_folder(folder)
    if why:
        print(f"kiosk: {shown(folder)} {why}; it is not read", file=sys.stderr)
    return bool(why)


def _instance_folder(screen: str) -> Path | None:
    """The status folder of the instance that is meant.

    None, with a message, when several are running and ``screen`` names none of them.
    """
    settings = read_settings()
    found = running_folders(settings)
    if screen or not found:
        return status_folder(settings, screen)
    if len(found) == 1:
        return found[0]
    names = ", ".join(
        instance.asked_screen or "(the one without --screen)"
        for folder in found
        if (instance := read_status(folder))
    )
    print(f"kiosk: several are running here, on {names}; say which with --screen", file=sys.stderr)
    return None


def screenshot(arguments: argparse.Namespace) -> int:
    """``kiosk screenshot``: ask the running program for a picture and copy it to ``out``."""
    folder = _instance_folder(arguments.screen)
    if folder is None or _is_distrusted(folder):
        return EXIT_USAGE
    found = read_status(folder)
    if found is None or not found.is_fresh or not hasattr(signal, "SIGUSR1"):
        print("kiosk: no kiosk is running that could be asked for a picture", file=sys.stderr)
        return EXIT_USAGE
    if found.screen_missing:
        print(f"kiosk: no picture can be taken: {reasons_to_look(found)[0]}", file=sys.stderr)
        return EXIT_USAGE
    asked_at = time.time()
    try:
        ask_for_picture(found.pid, folder.stat().st_uid)
    except OSError as error:
        print(
            f"kiosk: the program cannot be asked: {error.strerror}; try it as root", file=sys.stderr
        )
        return EXIT_USAGE
    if not _await_picture(folder / "screen.png", asked_at):
        print("kiosk: no picture came; the log tells why", file=sys.stderr)
        return EXIT_USAGE
    out = arguments.out / "screen.png" if arguments.out.is_dir() else arguments.out
    try:
        _copy_picture(folder / "screen.png", out)
    except OSError as error:
        print(f"kiosk: {shown(out)} cannot be written: {error.strerror}", file=sys.stderr)
        return EXIT_USAGE
    # The program can take another one only where nobody else's file is in the way.
    with suppress(OSError):
        (folder / "screen.png").unlink()
    print(shown(out))
    return EXIT_OK


def set_aside(arguments: argparse.Namespace) -> int:
    """``kiosk set-aside``: list the items over which the screen fell, or take them back.

    EXIT_PROBLEMS when one is listed. With ``--clear`` each is tried again: by the running program
    within seconds, in safe mode at its next start.
    """
    settings, given = read_settings(), arguments.folder
    if given and follows_store(replace(settings, folder=given)):
        # The screen's own copy, over which it fell.
        given = as_store(replace(settings, folder=given)).folder
    folders = [str(given.absolute())] if given else folders_with_items(settings)
    lists = [SetAsideList(Path(folder), settings) for folder in folders]
    items = [item for one in lists for item in one.items]
    for item in items:
        print(f"{shown(item.folder)}: {shown(item.item)}: {shown(item.reason)}")
    if not items:
        print(said(Message("no item is set aside")))
        return EXIT_OK
    if not arguments.clear:
        return EXIT_PROBLEMS
    if not all([one.clear() for one in lists]):
        place = shown(state_folder(settings))
        print(
            said(
                Message("kiosk: the list in {place} cannot be written; try it as root", place=place)
            ),
            file=sys.stderr,
        )
        return EXIT_USAGE
    print(said(Message("{count} taken back; the screen tries them again", count=len(items))))
    return EXIT_OK


def _await_picture(picture: Path, asked_at: float) -> bool:
    """True once there is a picture from after ``asked_at``, in seconds since 1970."""
    while time.time() - asked_at < SCREENSHOT_SECONDS:
        with suppress(OSError):
            # File systems may round times to whole seconds.
            if picture.lstat().st_mtime >= asked_at - 1:
                return True
        time.sleep(0.1)
    return False


def _copy_picture(picture: Path, out: Path) -> None:
    """Copy a PNG of the folder's owner. Raises OSError for a link or another user's file.

    The folder's owner may be another user than this command's. What lies at ``out`` is replaced,
    and never followed.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(picture, flags), "rb") as source:
        found = os.fstat(source.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_uid != picture.parent.stat().st_uid:
            raise PermissionError(errno.EPERM, "the picture is not the program's own")
        if source.read(len(_PNG)) != _PNG:
            raise PermissionError(errno.EPERM, "the program's file is no picture")
        if out.exists() and not out.is_file():
            raise FileExistsError(errno.EEXIST, "it is no file")
        source.seek(0)
        unfinished = out.with_name(f".{out.name}.{os.getpid()}")
        with open(unfinished, "xb") as target:
            try:
                shutil.copyfileobj(source, target)
                unfinished.replace(out)
            finally:
                unfinished.unlink(missing_ok=True)
