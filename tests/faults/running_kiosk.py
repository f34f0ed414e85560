"""A kiosk to break things on: its own X server with RandR, the whole program under its supervisor,
and checks of what its screen shows.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from PIL import Image, ImageColor, ImageGrab, ImageStat

from kiosk.domain.design import WALL_TOP

ROOT = Path(__file__).resolve().parents[2]
WATCHDOG_SECONDS = 6
LONG = os.environ.get("KIOSK_FAULTS") == "all"
long = pytest.mark.skipif(not LONG, reason="takes longer; KIOSK_FAULTS=all does it too")
needs_x = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xrandr")),
    reason="needs Xvfb and xrandr (apt: xvfb x11-xserver-utils)",
)


def start_x(size: str) -> tuple[subprocess.Popen[bytes], str]:
    """An X server with RandR, and its name."""
    read, write = os.pipe()
    xvfb = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        f"{size}x24",
        "-nolisten",
        "tcp",
        "-noreset",
        "+extension",
        "RANDR",
    ]
    server = subprocess.Popen(xvfb, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        return server, f":{told.readline().strip()}"


def wait_for(met: Callable[[], object], seconds: float = 10.0) -> float:
    """Return the seconds until ``met`` is true; fail after ``seconds``."""
    began = time.monotonic()
    while not met():
        assert time.monotonic() - began < seconds
        time.sleep(0.05)
    return time.monotonic() - began


def hold_for(seconds: float, met: Callable[[], object], log: Path) -> None:
    """Fail as soon as ``met`` is no longer true within ``seconds``; show the log then."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert met(), log.read_text()
        time.sleep(0.1)


class HasStatus(Protocol):
    """A kiosk whose status file and log can be read."""

    log: Path

    def state(self) -> dict[str, object]: ...


def hold_status(kiosk: HasStatus, seconds: float, **expected: object) -> None:
    """Fail as soon as a key of the status differs from ``expected`` within ``seconds``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = kiosk.state()
        found = {key: state.get(key) for key in expected}
        assert found == expected, kiosk.log.read_text()
        time.sleep(0.1)


class RunningKiosk:
    """Start with ``with``; every process that it starts is gone afterwards."""

    def __init__(
        self,
        place: Path,
        *,
        folder: Path | None = None,
        command: str = "supervise",
        wrap: tuple[str, ...] = (),
    ) -> None:
        self.place, self._command, self._wrap = place, command, wrap
        self.folder = folder or copy_gallery(place / "gallery")
        self.runtime = place / "run"
        self.environment: dict[str, str] = {}
        self.arguments: list[str] = []
        # Another program than the command.
        self.program: list[str] = []
        # Whether a screen is plugged in when the program starts.
        self.plugged = True
        self.log = place / "log"

    def __enter__(self) -> "RunningKiosk":
        self.place.mkdir(parents=True, exist_ok=True)
        self._x, self.display = start_x("1920x1080")
        self._environment = {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "KIOSK_HOURS": "ignore",
            "KIOSK_RUNTIME": str(self.runtime),
            "KIOSK_WATCHDOG_SECONDS": str(WATCHDOG_SECONDS),
            "XDG_CACHE_HOME": str(self.place / "cache"),
            "PYTHONPATH": str(ROOT),
            **self.environment,
        }
        if not self.plugged:
            self.unplug()
        with self.log.open("w") as log:
            self._program = subprocess.Popen(
                [
                    *self._wrap,
                    *(
                        self.program
                        or [
                            sys.executable,
                            "-m",
                            "kiosk",
                            self._command,
                            str(self.folder),
                            *self.arguments,
                        ]
                    ),
                ],
                env=self._environment,
                cwd=self.place,
                stderr=log,
                stdout=log,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        # The wrapping programs, such as strace, pass no signal on.
        if self._wrap:
            with contextlib.suppress(ProcessLookupError):
                self.signal(signal.SIGTERM)
        else:
            self._program.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._program.wait(15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._program.pid, signal.SIGKILL)
        self._program.wait()
        self._x.terminate()
        self._x.wait()

    def state(self) -> dict[str, object]:
        try:
            return json.loads((self.runtime / "status.json").read_text())
        except (OSError, ValueError):
            return {}

    @property
    def pid(self) -> int:
        return int(str(self.state()["pid"]))

    def children(self) -> list[int]:
        """Processes below the supervisor, in the order of their numbers."""
        return self.below(self._program.pid)

    @staticmethod
    def below(pid: int) -> list[int]:
        """A process's children, without those that ended in between."""
        listed = subprocess.run(
            ["pgrep", "--parent", str(pid), "--runstates", "RSDT"],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(word) for word in listed.stdout.split()]

    def signal(self, number: signal.Signals) -> None:
        """To the supervisor and all that runs below it, at once; not to the X server."""
        os.killpg(self._program.pid, number)

    def is_running(self) -> bool:
        return self._program.poll() is None

    def grab_screen(self) -> Image.Image:
        """What is on the screen."""
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def seen(self) -> str:
        """In one word; see ``word_for``."""
        return word_for(self.grab_screen())

    def until(self, word: str, seconds: float = 25.0) -> float:
        """Seconds until that is seen."""
        began = time.monotonic()
        while self.seen() != word:
            assert time.monotonic() - began < seconds, (
                f"{self.seen()} is on the screen, not {word}:\n{self.log.read_text()}"
            )
            time.sleep(0.05)
        return time.monotonic() - began

    def until_state(self, met, seconds: float = 25.0) -> float:
        """Seconds until the state is so."""
        began = time.monotonic()
        while not met(self.state()):
            assert time.monotonic() - began < seconds, f"{self.state()}\n{self.log.read_text()}"
            time.sleep(0.05)
        return time.monotonic() - began

    def unplug(self) -> None:
        """No screen is there any more; X keeps its picture for when one is."""
        self.xrandr("--fb", "1920x1080", "--output", "screen", "--off")

    def plug(self) -> None:
        self.xrandr("--output", "screen", "--mode", "1920x1080")

    def xrandr(self, *arguments: str) -> None:
        subprocess.run(
            ["xrandr", *arguments], env=self._environment, check=True, capture_output=True
        )


# In a picture of 240 x 135, one colour more or less for each shade: words on the wall's tinted
# ground make some 2,000 of them at most, the sample's pictures 6,000 and more.
_SHADES = 4_000


def word_for(image: Image.Image) -> str:
    """What a picture of the screen shows: nothing, content (a work with its picture), words
    (without one), or a poster (a plain ground).
    """
    if max(high for _, high in ImageStat.Stat(image).extrema) < 12:
        return "nothing"
    colours = image.resize((240, 135)).getcolors(40_000) or []
    ground = max(colours)
    if ground[0] > 0.6 * 240 * 135 and ground[1] == ImageColor.getrgb(WALL_TOP):
        return "poster"
    return "content" if len(colours) > _SHADES else "words"


def copy_gallery(to: Path, works: int = 4) -> Path:
    """A few of the sample exhibition's works, to do things to; it is open whatever the day."""
    source = ROOT / "gallery"
    (to / "works").mkdir(parents=True, exist_ok=True)
    lines = (source / "kiosk.yaml").read_text("utf-8").splitlines()
    (to / "kiosk.yaml").write_text(
        "\n".join(line for line in lines if not line.strip().startswith(("from:", "until:")))
        + "\n",
        "utf-8",
    )
    for path in sorted((source / "works").glob("0[1-9]*.jpg"))[:works]:
        shutil.copy(path, to / "works")
        shutil.copy(path.with_suffix(".md"), to / "works")
    return to
