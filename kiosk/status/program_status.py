"""What the running program reports about itself: one small file, read by ``kiosk status``.

The file is replaced as a whole, so that readers never see half of it. Standard library only.
"""

from __future__ import annotations

import errno
import json
import math
import os
import re
import signal
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from kiosk.settings import Settings
from kiosk.status.attention import reasons_to_look
from kiosk.status.durations import duration_text
from kiosk.status.folders import service_folder
from kiosk.status.metrics import as_metrics
from kiosk.status.unread_parts import MOST_PARTS, UnreadPart

# The program writes at least this often while it is well; an older file tells of a frozen screen.
PERIOD_SECONDS = 4.0
STALE_SECONDS = 30.0
_FILE = "status.json"
_METRICS_FILE = "kiosk.prom"
# A status has about 600 bytes.
_MOST_BYTES = 65536
# Keys that differ from their field: operators' scripts read them.
_KEYS = {"screen_on": "lit"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgramStatus:
    """The state of one running program; ``as_record`` gives its keys in ``status.json``.

    ``started``, ``written`` and ``last_frame`` are seconds since 1970; ``memory`` is in bytes, 0
    where it is not known. ``read`` is False while the folder has not been read since the start,
    in safe mode for good: its problems are not known then. ``asked_screen`` is the instance's
    name (KIOSK_SCREEN). ``screen_on`` is False outside the opening hours.
    ``release`` is the one that is shown, "" for a plain folder; ``release_wanted`` is another one
    that should be and is not, and ``release_problem`` says why, ``release_problem_since`` since
    when, in seconds since 1970.
    ``set_aside`` are files over which the program fell three times, ``unread`` the parts of the
    folder that are not being read. ``available`` is False while the folder is gone, empty or
    closed, or does not answer; ``last_read`` is when it last answered, in seconds since 1970.
    ``screen_missing`` is True while there is no screen, or not the one that was asked for;
    ``wanted_screen`` is the name that was asked for, ``other_screens`` the names of those that are
    there meanwhile.
    ``picture_watched`` is True where the program looks at the screen itself, ``picture_stuck``
    while that shows another picture than the program draws.
    ``clock`` is "good", or says why the machine's clock is not believed; ``clock_known`` is False
    while no time at all was believed since the start. ``exhibition_end`` is the end of its last
    day and ``help_line_verified`` the beginning of the day on which it was verified, in seconds
    since 1970, 0 where there is none. ``restart_reasons`` counts the restarts by reason.
    """

    version: str = ""
    pid: int = 0
    mode: str = "full"
    folder: str = ""
    content: str = ""
    release: str = ""
    release_wanted: str = ""
    release_problem: str = ""
    release_problem_since: float = 0.0
    works: int = 0
    read: bool = True
    errors: int = 0
    warnings: int = 0
    advice: int = 0
    available: bool = True
    last_read: float = 0.0
    started: float = 0.0
    written: float = 0.0
    last_frame: float = 0.0
    frames: int = 0
    memory: int = 0
    restarts: int = 0
    restart_reasons: Mapping[str, int] = field(default_factory=dict)
    clock: str = ""
    clock_known: bool = True
    screen: str = ""
    asked_screen: str = ""
    wanted_screen: str = ""
    other_screens: str = ""
    screen_missing: bool = False
    screen_on: bool = True
    picture_watched: bool = False
    picture_stuck: bool = False
    failed_pictures: int = 0
    exhibition_end: float = 0.0
    exhibition_ended: bool = False
    help_line_verified: float = 0.0
    help_line_outdated: bool = False
    set_aside: tuple[str, ...] = ()
    unread: tuple[UnreadPart, ...] = ()

    @property
    def is_fresh(self) -> bool:
        """True while the program still writes."""
        return abs(time.time() - self.written) <= STALE_SECONDS


def running_folders(settings: Settings) -> list[Path]:
    """The folders of all instances that have written a status."""
    base = service_folder(settings)
    try:
        return [folder for folder in (base, *sorted(base.glob("*/"))) if _has_status(folder)]
    except OSError:
        return []


def _has_status(folder: Path) -> bool:
    try:
        return (folder / _FILE).is_file()
    except OSError:
        # Other users may not enter every folder beside it, such as the supervisor's socket.
        return False


def distrust_of_folder(folder: Path) -> str:
    """Why a status in this folder is not believed, in words; "" where it is, or is missing.

    The folder has to be this user's or root's, or lie where its owner alone could make it: a
    service's runtime folder belongs to the service's user and lies in a folder of root.
    """
    if os.name != "posix":
        return ""
    try:
        found = folder.lstat()
        above = folder.parent.stat()
    except OSError:
        return ""
    if not stat.S_ISDIR(found.st_mode):
        return "is no folder"
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return "can be written by others than its owner"
    owners = (os.geteuid(), 0)
    if found.st_uid in owners:
        return ""
    # Some containers mount /run open; the service manager makes what is in it all the same.
    shared = above.st_mode & stat.S_IWOTH and folder.parent != Path("/run")
    if shared or above.st_uid not in (*owners, found.st_uid):
        return "belongs to another user, and anybody could have made it"
    # An instance's folder lies in the folder of the service.
    return distrust_of_folder(folder.parent) if above.st_uid == found.st_uid else ""


def make_own_folder(folder: Path, mode: int) -> None:
    """Make the folder with those above it, unless it is there; only its user's in a shared place.

    Raises OSError as ``require_own_folder`` does.
    """
    if not folder.parent.exists():
        make_own_folder(folder.parent, 0o755)
    if os.name == "posix":
        above = folder.parent.stat()
        shared = above.st_mode & stat.S_IWOTH
        if above.st_uid not in (os.geteuid(), 0) or (shared and not above.st_mode & stat.S_ISVTX):
            raise PermissionError(
                errno.EPERM, "another user could exchange what is in it", str(folder.parent)
            )
        mode = 0o700 if shared else mode
    with suppress(FileExistsError):
        folder.mkdir(mode)
    require_own_folder(folder)


def require_own_folder(folder: Path) -> None:
    """Raises OSError where others could have made the folder, or could change what is in it."""
    if os.name != "posix":
        return
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError(
            errno.EPERM, "it belongs to another user, or others can write it", str(folder)
        )


def write_status(status: ProgramStatus, folder: Path) -> None:
    """Write the status and its metrics. Raises OSError when that cannot be done."""
    # One of several instances has a folder below the service's runtime folder, which everybody
    # may read.
    mode = 0o755 if status.asked_screen else 0o750
    make_own_folder(folder, mode)
    replace_file(folder / _FILE, json.dumps(as_record(status), indent=1))
    replace_file(folder / _METRICS_FILE, as_metrics(status))


def read_status(folder: Path) -> ProgramStatus | None:
    """The status that was last written; None where there is none that can be read or believed."""
    if distrust_of_folder(folder):
        return None
    try:
        found = json.loads(_read_own_file(folder / _FILE))
        fields_of_keys = {_KEYS.get(one.name, one.name): one.name for one in fields(ProgramStatus)}
        known = {
            fields_of_keys[key]: value for key, value in found.items() if key in fields_of_keys
        }
        defaults = asdict(ProgramStatus())
        set_aside = known.pop("set_aside", [])
        if not isinstance(set_aside, list) or not all(isinstance(one, str) for one in set_aside):
            return None
        unread = tuple(UnreadPart(**one) for one in known.pop("unread", []))
        reasons = known.pop("restart_reasons", {})
        if not isinstance(reasons, dict) or not all(_is_like(one, 0) for one in reasons.values()):
            return None
        if not all(_is_like(value, defaults[name]) for name, value in known.items()):
            return None
        if not all(map(_is_part, unread)):
            return None
        status = ProgramStatus(
            **known, set_aside=tuple(set_aside), unread=unread, restart_reasons=reasons
        )
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OverflowError,
    ):
        return None
    # The first process is the system's own.
    return None if status.pid == 1 else status


def _is_part(part: UnreadPart) -> bool:
    example = asdict(UnreadPart(part="", why=""))
    return all(_is_like(value, example[name]) for name, value in asdict(part).items())


def _read_own_file(file: Path) -> bytes:
    """A small file of the folder's owner; raises OSError for a link, a pipe or another's file."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(file, flags | getattr(os, "O_CLOEXEC", 0)), "rb") as opened:
        found = os.fstat(opened.fileno())
        owners = (file.parent.stat().st_uid, 0)
        if not stat.S_ISREG(found.st_mode) or (os.name == "posix" and found.st_uid not in owners):
            raise PermissionError(errno.EPERM, "it is another user's", str(file))
        return opened.read(_MOST_BYTES)


def _is_like(value: Any, default: object) -> bool:
    """True for a value of the field's type; a process' number is none of the system's own."""
    if isinstance(default, bool | str):
        return type(value) is type(default)
    if type(value) is not int and not (isinstance(default, float) and type(value) is float):
        return False
    return math.isfinite(value) and 0 <= value < 2**63


def ask_for_picture(pid: int, owner: int) -> None:
    """Send SIGUSR1 to the program that wrote a status, where the process is that program.

    Its user has to be ``owner``, its command line a kiosk's, and it has to listen to the signal,
    which ends any other process. Raises OSError.
    """
    refused = ProcessLookupError(errno.ESRCH, "its number belongs to no kiosk")
    if not 1 < pid < 2**31:
        raise refused
    if not hasattr(os, "pidfd_open") or not Path("/proc/self/status").exists():
        os.kill(pid, signal.SIGUSR1)
        return
    # The descriptor stays that of this process, also when another one takes over its number.
    process = os.pidfd_open(pid)
    try:
        folder = Path(f"/proc/{pid}")
        words = (folder / "cmdline").read_bytes().split(b"\0")
        caught = re.search(r"^SigCgt:\t([0-9a-f]+)$", (folder / "status").read_text(), re.M)
        listens = caught is not None and int(caught[1], 16) >> (signal.SIGUSR1 - 1) & 1
        if folder.stat().st_uid != owner or not listens or not any(map(_names_kiosk, words)):
            raise refused
        signal.pidfd_send_signal(process, signal.SIGUSR1)
    finally:
        os.close(process)


def _names_kiosk(word: bytes) -> bool:
    return os.path.basename(word) in (b"kiosk", b"kiosk.exe")


def as_record(status: ProgramStatus) -> dict[str, object]:
    """The status by the keys of ``status.json`` and of ``kiosk status --format json``."""
    return {_KEYS.get(name, name): value for name, value in asdict(status).items()}


def delete_status(folder: Path) -> None:
    """Remove the status of a program that has ended."""
    for name in (_FILE, _METRICS_FILE):
        (folder / name).unlink(missing_ok=True)


def as_text(status: ProgramStatus) -> str:
    """The status as a table for people."""
    now = time.time()
    rows = (
        ("version", status.version),
        ("mode", status.mode),
        ("folder", status.folder),
        *_release_rows(status),
        ("content", f"{status.works} works, revision {status.content or '-'}"),
        (
            "problems",
            f"{status.errors} errors, {status.warnings} warnings, {status.advice} advice"
            if status.read
            else "the folder has not been read",
        ),
        ("last read", _last_read_text(status, now)),
        ("up since", f"{duration_text(now - status.started)}"),
        (
            "last frame",
            f"{duration_text(now - status.last_frame)} ago, {status.frames} frames"
            if status.last_frame
            else "none yet",
        ),
        ("memory", f"{status.memory / 2**20:.0f} MB" if status.memory else "not known"),
        ("restarts", _restarts_text(status)),
        ("clock", status.clock),
        ("screen", f"{status.screen or 'none'}, {'lit' if status.screen_on else 'dark'}"),
        ("on screen", _on_screen_text(status)),
        ("pictures", f"{status.failed_pictures} cannot be shown"),
        ("set aside", ", ".join(status.set_aside) or "none"),
        ("exhibition", _day_text("ends on", status.exhibition_end, whole_day=True)),
        ("help line", _day_text("verified on", status.help_line_verified)),
        *(("not read", _unread_text(part, now)) for part in status.unread[:MOST_PARTS]),
        *(("look at", reason) for reason in reasons_to_look(status)),
    )
    # The supervisor, for which a first picture waits, prints none of it.
    from kiosk.domain.control_characters import one_line

    return "\n".join(f"{name + ':':<12}{one_line(text)}" for name, text in rows)


def _release_rows(status: ProgramStatus) -> list[tuple[str, str]]:
    """The release, and what keeps another one from the screen; nothing for a plain folder."""
    if not status.release and not status.release_problem:
        return []
    rows = [("release", status.release or "none yet")]
    if status.release_problem:
        rows.append(("waiting", f"{status.release_wanted} {status.release_problem}".strip()))
    return rows


def _on_screen_text(status: ProgramStatus) -> str:
    if not status.picture_watched:
        return "not looked at; frames are counted"
    return "another picture" if status.picture_stuck else "looked at"


def _last_read_text(status: ProgramStatus, now: float) -> str:
    if not status.last_read:
        return "not since the start"
    age = f"{duration_text(now - status.last_read)} ago"
    return age if status.available else f"{age}; the folder is not available"


def _restarts_text(status: ProgramStatus) -> str:
    reasons = [
        f"{number} {reason.replace('_', ' ')}"
        for reason, number in status.restart_reasons.items()
        if number
    ]
    # The supervisor's own number begins again with each supervisor.
    number = max(status.restarts, sum(status.restart_reasons.values()))
    return f"{number} ({', '.join(reasons)})" if reasons else str(number)


def _day_text(words: str, moment: float, *, whole_day: bool = False) -> str:
    """A day of the exhibition; its end is the first moment of the day behind it."""
    if not moment:
        return "no date"
    return f"{words} {time.strftime('%Y-%m-%d', time.localtime(moment - whole_day))}"


def _unread_text(part: UnreadPart, now: float) -> str:
    """Which part is not read, why, since when, and what is shown of it."""
    shown = (
        f"{part.retained} still shown as last read" if part.retained else "nothing of it is shown"
    )
    began = time.strftime("%Y-%m-%d %H:%M", time.localtime(part.since))
    return f"{part.part}: {part.why}; since {began} ({duration_text(now - part.since)}); {shown}"


def replace_file(path: Path, text: str) -> None:
    """Write a file as a whole or not at all, readable for everybody. Raises OSError."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with open(os.open(unfinished, flags, 0o644), "w", encoding="utf-8") as out:
            out.write(text)
            if hasattr(os, "fchmod"):
                # node exporter runs as another user; the files say nothing about visitors.
                os.fchmod(out.fileno(), 0o644)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
