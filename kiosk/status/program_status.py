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
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from kiosk.domain.control_characters import one_line
from kiosk.paths import SHARED_MEMORY
from kiosk.settings import Settings
from kiosk.status.unread_parts import MOST_PARTS, UnreadPart

# The program writes at least this often while it is well; an older file tells of a frozen screen.
PERIOD_SECONDS = 5.0
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
    ``set_aside`` are files over which the program fell three times, ``unread`` the parts of the
    folder that are not being read.
    """

    version: str = ""
    pid: int = 0
    mode: str = "full"
    folder: str = ""
    content: str = ""
    works: int = 0
    read: bool = True
    errors: int = 0
    warnings: int = 0
    started: float = 0.0
    written: float = 0.0
    last_frame: float = 0.0
    frames: int = 0
    memory: int = 0
    restarts: int = 0
    clock: str = ""
    screen: str = ""
    asked_screen: str = ""
    screen_on: bool = True
    failed_pictures: int = 0
    set_aside: tuple[str, ...] = ()
    unread: tuple[UnreadPart, ...] = ()

    @property
    def is_fresh(self) -> bool:
        """True while the program still writes."""
        return abs(time.time() - self.written) <= STALE_SECONDS


def status_folder(settings: Settings, screen: str = "") -> Path:
    """The folder of the status file: the service's runtime folder, else the user's.

    Each instance that was given a screen has a folder of its own below it; ``screen`` names
    another instance than this process' own.
    """
    base, name = _base(settings), screen or settings.instance
    return base / re.sub(r"[^\w.-]|^\.+", "_", name) if name else base


def running_folders(settings: Settings) -> list[Path]:
    """The folders of all instances that have written a status."""
    base = _base(settings)
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


def _base(settings: Settings) -> Path:
    if settings.runtime_directory is not None:
        return settings.runtime_directory
    service = Path("/run/kiosk")
    if service.is_dir():
        return service
    if settings.user_runtime_directory is not None:
        return settings.user_runtime_directory / "kiosk"
    try:
        temporary = Path(tempfile.gettempdir())
    except OSError:
        # The disk is full.
        temporary = Path(SHARED_MEMORY)
    return temporary / f"kiosk-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


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
        fields_of_keys = {
            _KEYS.get(field.name, field.name): field.name for field in fields(ProgramStatus)
        }
        known = {
            fields_of_keys[key]: value for key, value in found.items() if key in fields_of_keys
        }
        defaults = asdict(ProgramStatus())
        set_aside = known.pop("set_aside", [])
        if not isinstance(set_aside, list) or not all(isinstance(one, str) for one in set_aside):
            return None
        unread = tuple(UnreadPart(**one) for one in known.pop("unread", []))
        if not all(_is_like(value, defaults[name]) for name, value in known.items()):
            return None
        if not all(map(_is_part, unread)):
            return None
        status = ProgramStatus(**known, set_aside=tuple(set_aside), unread=unread)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
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
        ("content", f"{status.works} works, revision {status.content or '-'}"),
        (
            "problems",
            f"{status.errors} errors, {status.warnings} warnings"
            if status.read
            else "the folder has not been read",
        ),
        ("up since", f"{duration_text(now - status.started)}"),
        (
            "last frame",
            f"{duration_text(now - status.last_frame)} ago, {status.frames} frames"
            if status.last_frame
            else "none yet",
        ),
        ("memory", f"{status.memory / 2**20:.0f} MB" if status.memory else "not known"),
        ("restarts", str(status.restarts)),
        ("clock", status.clock),
        ("screen", f"{status.screen or 'none'}, {'lit' if status.screen_on else 'dark'}"),
        ("pictures", f"{status.failed_pictures} cannot be shown"),
        ("set aside", ", ".join(status.set_aside) or "none"),
        *(("not read", _unread_text(part, now)) for part in status.unread[:MOST_PARTS]),
    )
    return "\n".join(f"{name + ':':<12}{one_line(text)}" for name, text in rows)


def _unread_text(part: UnreadPart, now: float) -> str:
    """Which part is not read, why, since when, and what is shown of it."""
    shown = (
        f"{part.retained} still shown as last read" if part.retained else "nothing of it is shown"
    )
    began = time.strftime("%Y-%m-%d %H:%M", time.localtime(part.since))
    return f"{part.part}: {part.why}; since {began} ({duration_text(now - part.since)}); {shown}"


def as_metrics(status: ProgramStatus) -> str:
    """The status in Prometheus' text format, for the textfile collector of its node exporter."""
    rows = (
        ("up", "gauge", "1 while the program runs", 1),
        ("started_seconds", "gauge", "when it was started, in seconds since 1970", status.started),
        (
            "last_frame_seconds",
            "gauge",
            "when a frame last came to the screen, in seconds since 1970",
            status.last_frame,
        ),
        ("frames_total", "counter", "frames since the start", status.frames),
        ("memory_bytes", "gauge", "resident memory", status.memory),
        ("restarts_total", "counter", "restarts since the service was started", status.restarts),
        ("works", "gauge", "works in the folder", status.works),
        (
            "content_read",
            "gauge",
            "1 when the folder was read since the start; only then its problems are known",
            int(status.read),
        ),
        ("content_errors", "gauge", "errors in the folder", status.errors),
        ("content_warnings", "gauge", "warnings about the folder", status.warnings),
        ("pictures_failed", "gauge", "pictures that cannot be shown", status.failed_pictures),
        ("content_unread", "gauge", "parts of the folder that are not read", len(status.unread)),
        ("items_set_aside", "gauge", "items over which it fell", len(status.set_aside)),
        ("clock_good", "gauge", "1 when the clock is believed", int(status.clock == "good")),
        # Operators' alarms ask for this name (docs/OPERATING.md).
        ("screen_lit", "gauge", "1 when the screen is on", int(status.screen_on)),
    )
    lines = []
    # One collector may read the files of several screens.
    screen = _label_value(status.asked_screen)
    label = f'{{screen="{screen}"}}' if screen else ""
    for name, kind, text, value in rows:
        lines += [
            f"# HELP kiosk_{name} {text}",
            f"# TYPE kiosk_{name} {kind}",
            f"kiosk_{name}{label} {value:.15g}",
        ]
    lines += ["# HELP kiosk_info versions", "# TYPE kiosk_info gauge"]
    version, content = _label_value(status.version), _label_value(status.content)
    info = f'version="{version}",content="{content}",mode="{_label_value(status.mode)}"'
    if screen:
        info += f',screen="{screen}"'
    lines.append(f"kiosk_info{{{info}}} 1")
    return "\n".join(lines) + "\n"


def _label_value(text: str) -> str:
    """A label's value as Prometheus' text format escapes it."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def duration_text(seconds: float) -> str:
    """A duration in its two largest units, for example ``1 d 1 h``."""
    left = max(0, int(seconds))
    parts: list[str] = []
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        count, left = divmod(left, size)
        if count or (unit == "s" and not parts):
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])


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
