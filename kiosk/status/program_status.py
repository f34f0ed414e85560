"""What the running program reports about itself: one small file, read by ``kiosk status``.

The file is replaced as a whole, so that readers never see half of it. Standard library only.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from kiosk.domain.control_characters import one_line
from kiosk.paths import SHARED_MEMORY
from kiosk.settings import Settings

# The program writes at least this often while it is well; an older file tells of a frozen screen.
PERIOD_SECONDS = 5.0
STALE_SECONDS = 30.0
_FILE = "status.json"
_METRICS_FILE = "kiosk.prom"
# Keys that differ from their field: operators' scripts read them.
_KEYS = {"screen_on": "lit"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgramStatus:
    """The state of one running program; ``as_record`` gives its keys in ``status.json``.

    ``started``, ``written`` and ``last_frame`` are seconds since 1970; ``memory`` is in bytes, 0
    where it is not known. ``read`` is False while the folder has not been read since the start,
    in safe mode for good: its problems are not known then. ``asked_screen`` is the instance's
    name (KIOSK_SCREEN). ``screen_on`` is False outside the opening hours.
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
    return [folder for folder in (base, *sorted(base.glob("*/"))) if _has_status(folder)]


def _has_status(folder: Path) -> bool:
    try:
        return (folder / _FILE).is_file()
    except OSError:
        # Other users may not enter every folder beside it, such as the supervisor's socket.
        return False


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
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    replace_file(folder / _FILE, json.dumps(as_record(status), indent=1))
    replace_file(folder / _METRICS_FILE, as_metrics(status))


def read_status(folder: Path) -> ProgramStatus | None:
    """The status that was last written; None where there is none that can be read."""
    try:
        found = json.loads((folder / _FILE).read_text("utf-8"))
        fields_of_keys = {
            _KEYS.get(field.name, field.name): field.name for field in fields(ProgramStatus)
        }
        known = {
            fields_of_keys[key]: value for key, value in found.items() if key in fields_of_keys
        }
        return ProgramStatus(**known)
    except (OSError, ValueError, TypeError, AttributeError):
        return None


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
    )
    return "\n".join(f"{name + ':':<12}{one_line(text)}" for name, text in rows)


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
        unfinished.write_text(text, encoding="utf-8")
        # node exporter runs as another user; the files say nothing about visitors.
        unfinished.chmod(0o644)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
