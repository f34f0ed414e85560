"""What the running program tells about itself: one small file, written whole, read by ``kiosk status``."""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from kiosk.paths import MEMORY
from kiosk.supervisor.restart_policy import POSTER_SECONDS, Mode, RestartState

# The program writes at least this often while it is well; what is older tells of a screen that stands still.
PERIOD_SECONDS = 5.0
STALE_SECONDS = 30.0
_FILE = "status.json"
_METRICS = "kiosk.prom"
_RUNG = "rung.json"
# Several keepers on one machine, each with a screen of its own.
SCREEN = "KIOSK_SCREEN"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgramStatus:
    """``started``, ``written`` and ``last_frame`` are seconds since 1970; ``memory`` is in bytes, 0 where it is not known.

    ``read`` is False while the folder has not been read since the start, in safe mode for good: then nothing is known of its problems.
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
    lit: bool = True
    failed_pictures: int = 0

    @property
    def fresh(self) -> bool:
        """True while the program writes."""
        return abs(time.time() - self.written) <= STALE_SECONDS


def place(screen: str = "") -> Path:
    """The folder of what lasts as long as the program runs: below the service's, else the user's, else a temporary one.

    With ``screen``, or KIOSK_SCREEN, which a keeper that was given one sets for what it keeps, that screen's own.
    """
    screen = screen or os.environ.get(SCREEN, "")
    return _base() / re.sub(r"[^\w.-]|^\.+", "_", screen) if screen else _base()


def places() -> list[Path]:
    """Where something runs: the only screen's place, and those of the screens that were named."""
    base = _base()
    return [folder for folder in (base, *sorted(base.glob("*/"))) if _tells(folder)]


def _tells(folder: Path) -> bool:
    try:
        return (folder / _FILE).is_file()
    except OSError:
        # Others may not look into every folder beside: where the keeper listens, for example.
        return False


def _base() -> Path:
    for name in ("KIOSK_RUNTIME", "RUNTIME_DIRECTORY"):
        if os.environ.get(name):
            return Path(os.environ[name].split(":")[0])
    service = Path("/run/kiosk")
    if service.is_dir():
        return service
    if os.environ.get("XDG_RUNTIME_DIR"):
        return Path(os.environ["XDG_RUNTIME_DIR"]) / "kiosk"
    try:
        temporary = Path(tempfile.gettempdir())
    except OSError:
        # The disk is full: memory has a place too.
        temporary = Path(MEMORY)
    return temporary / f"kiosk-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def write(state: ProgramStatus, folder: Path) -> None:
    """Write the state and its metrics. Raises OSError when that cannot be done."""
    folder.mkdir(mode=0o755 if os.environ.get(SCREEN) else 0o750, parents=True, exist_ok=True)
    _replace(folder / _FILE, json.dumps(asdict(state), indent=1))
    _replace(folder / _METRICS, as_metrics(state))


def read(folder: Path) -> ProgramStatus | None:
    """What was last written; None when there is nothing that can be read."""
    try:
        found = json.loads((folder / _FILE).read_text("utf-8"))
        known = {field.name for field in fields(ProgramStatus)}
        return ProgramStatus(**{key: value for key, value in found.items() if key in known})
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def clear(folder: Path) -> None:
    """Nothing runs any more."""
    for name in (_FILE, _METRICS):
        (folder / name).unlink(missing_ok=True)


def remember(rung: RestartState, folder: Path) -> None:
    """What a keeper that is started anew begins with: it may be what is below it that is started again and again."""
    with suppress(OSError):
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        _replace(folder / _RUNG, json.dumps({**asdict(rung), "fell": time.monotonic()}))


def recall(folder: Path) -> RestartState:
    """The rung that was remembered, if that was within the time after which the full program is tried in any case."""
    try:
        found = json.loads((folder / _RUNG).read_text("utf-8"))
        fell = float(found.pop("fell"))
        rung = RestartState(
            Mode(found.pop("mode")), **{name: int(value) for name, value in found.items()}
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return RestartState()
    # Where all has fallen, all is tried again: the display server is another one now. A time to come is from before the machine's start.
    return (
        rung
        if 0 <= time.monotonic() - fell < POSTER_SECONDS and not rung.exhausted
        else RestartState()
    )


def forget(folder: Path) -> None:
    """Whoever ended the keeper begins anew."""
    with suppress(OSError):
        (folder / _RUNG).unlink(missing_ok=True)


def as_text(state: ProgramStatus) -> str:
    """For people."""
    now = time.time()
    rows = (
        ("version", state.version),
        ("mode", state.mode),
        ("folder", state.folder),
        ("content", f"{state.works} works, edition {state.content or '-'}"),
        (
            "problems",
            f"{state.errors} errors, {state.warnings} warnings"
            if state.read
            else "the folder has not been read",
        ),
        ("up since", f"{span(now - state.started)}"),
        (
            "last frame",
            f"{span(now - state.last_frame)} ago, {state.frames} frames"
            if state.last_frame
            else "none yet",
        ),
        ("memory", f"{state.memory / 2**20:.0f} MB" if state.memory else "not known"),
        ("restarts", str(state.restarts)),
        ("clock", state.clock),
        ("screen", f"{state.screen or 'none'}, {'lit' if state.lit else 'dark'}"),
        ("pictures", f"{state.failed_pictures} cannot be shown"),
    )
    return "\n".join(f"{name + ':':<12}{words}" for name, words in rows)


def as_metrics(state: ProgramStatus) -> str:
    """For Prometheus' node exporter: its textfile collector reads the file beside the state."""
    rows = (
        ("up", "gauge", "1 while the program runs", 1),
        ("started_seconds", "gauge", "when it was started, in seconds since 1970", state.started),
        (
            "last_frame_seconds",
            "gauge",
            "when a frame last came to the screen, in seconds since 1970",
            state.last_frame,
        ),
        ("frames_total", "counter", "frames since the start", state.frames),
        ("memory_bytes", "gauge", "resident memory", state.memory),
        ("restarts_total", "counter", "restarts since the service was started", state.restarts),
        ("works", "gauge", "works in the folder", state.works),
        (
            "content_read",
            "gauge",
            "1 when the folder was read since the start; only then its problems are known",
            int(state.read),
        ),
        ("content_errors", "gauge", "errors in the folder", state.errors),
        ("content_warnings", "gauge", "warnings about the folder", state.warnings),
        ("pictures_failed", "gauge", "pictures that cannot be shown", state.failed_pictures),
        ("clock_good", "gauge", "1 when the clock is believed", int(state.clock == "good")),
        ("screen_lit", "gauge", "1 when the screen is lit", int(state.lit)),
    )
    lines = []
    # Several screens' files lie in one collector's sight.
    name_of = state.asked_screen.replace("\\", "\\\\").replace('"', '\\"')
    one = f'{{screen="{name_of}"}}' if name_of else ""
    for name, kind, words, value in rows:
        lines += [
            f"# HELP kiosk_{name} {words}",
            f"# TYPE kiosk_{name} {kind}",
            f"kiosk_{name}{one} {value:.15g}",
        ]
    lines += ["# HELP kiosk_info versions", "# TYPE kiosk_info gauge"]
    of = f',screen="{name_of}"' if name_of else ""
    lines.append(
        f'kiosk_info{{version="{state.version}",content="{state.content}",mode="{state.mode}"{of}}} 1'
    )
    return "\n".join(lines) + "\n"


def span(seconds: float) -> str:
    """A length of time in words, to its two largest units."""
    left = max(0, int(seconds))
    parts: list[str] = []
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        count, left = divmod(left, size)
        if count or (unit == "s" and not parts):
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_text(text, encoding="utf-8")
        # node exporter runs as another user; nothing in here is about a visitor.
        unfinished.chmod(0o644)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
