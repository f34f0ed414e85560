"""Wayland's outputs that can be pulled out and plugged in: wlroots draws each as a window of an X
server, and closing it takes it away.

What is in the windows is what the compositor has really put on its outputs. No window manager runs
there: whatever one would do (close a window, give it another size) is done from here, by libX11,
which Qt's own platform needs anyway.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

from kiosk.keypad import XKB_OFFSET
from tests.faults.running_kiosk import ROOT, WATCHDOG_SECONDS, start_x, word_for

# No compositor will run as root; in a namespace of one's own, root is somebody else and may still
# read what is root's.
AS_ANOTHER_USER = (
    ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else []
)
needs_namespace = pytest.mark.skipif(
    bool(AS_ANOTHER_USER)
    and subprocess.run([*AS_ANOTHER_USER, "true"], capture_output=True, check=False).returncode
    != 0,
    reason="a compositor does not run as root, and no namespace may be made here",
)
SIZE = (1920, 1080)
# Without these names, which a window manager would have made, no window could be asked to close.
_NAMES = ("WM_PROTOCOLS", "WM_DELETE_WINDOW", "_NET_WM_NAME", "UTF8_STRING")
_CLIENT_MESSAGE = 33


class _Message(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("sent", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("kind", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 20),
    )


class Windows:
    """All windows of an X server, in the order in which they came."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XInternAtom", "XDefaultRootWindow"):
            getattr(self._x, name).restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._atoms = {
            name: self._x.XInternAtom(self._display, name.encode(), 0) for name in _NAMES
        }
        self._x.XSync(self._display, 0)

    def all(self) -> list[int]:
        root, parent, found, count = (
            ctypes.c_ulong(),
            ctypes.c_ulong(),
            ctypes.POINTER(ctypes.c_ulong)(),
            ctypes.c_uint(),
        )
        out = (ctypes.byref(value) for value in (root, parent, found, count))
        self._x.XQueryTree(self._display, self._root, *out)
        listed = sorted(found[number] for number in range(count.value))
        if found:
            self._x.XFree(found)
        return listed

    def place(self, window: int, x: int, y: int, width: int, height: int) -> None:
        self._x.XMoveResizeWindow(self._display, ctypes.c_ulong(window), x, y, width, height)
        self._x.XSync(self._display, 0)

    def ask_to_close(self, window: int) -> None:
        message = _Message(
            type=_CLIENT_MESSAGE, sent=1, window=window, kind=self._atoms["WM_PROTOCOLS"], format=32
        )
        message.data[0] = self._atoms["WM_DELETE_WINDOW"]
        self._x.XSendEvent(
            self._display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message)
        )
        self._x.XSync(self._display, 0)

    def click(self, x: int, y: int) -> None:
        """Press and release the first button there; what is there gets it as from a mouse."""
        test = ctypes.CDLL("libXtst.so.6")
        test.XTestFakeMotionEvent(self._display, 0, x, y, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)
        time.sleep(0.1)
        for press in (1, 0):
            test.XTestFakeButtonEvent(self._display, 1, press, ctypes.c_ulong(0))
            self._x.XSync(self._display, 0)
            time.sleep(0.1)

    def key(self, number: int) -> None:
        """Press and release a key by the X server's number, for the window below the pointer."""
        test = ctypes.CDLL("libXtst.so.6")
        for press in (1, 0):
            test.XTestFakeKeyEvent(self._display, ctypes.c_uint(number), press, ctypes.c_ulong(0))
            self._x.XSync(self._display, 0)
            time.sleep(0.05)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


class Outputs:
    """A compositor on an X server, and below it the supervisor of ``folder``; ``with`` starts it,
    and every process is gone afterwards.

    Under cage, which is started as the service does it, the supervisor is cage's own child. sway,
    which can be given outputs while it runs, is told to start nothing; there the supervisor is
    started beside it. ``as_service`` starts sway as the service does, with its settings alone.
    """

    def __init__(
        self,
        place: Path,
        folder: Path,
        compositor: str,
        *,
        outputs: int = 1,
        command: str = "supervise",
        arguments: Sequence[str] = (),
        rules: str = "",
        as_service: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        place.mkdir()
        self._folder, self._compositor, self._place, self._outputs = (
            folder,
            compositor,
            place,
            outputs,
        )
        self._supervisor = [sys.executable, "-m", "kiosk", command, str(folder), *arguments]
        # More lines of sway's settings.
        self._rules, self._as_service = rules, as_service
        self.runtime, self.log = place / "run", place / "log"
        self._whole = SIZE
        self._more_environment = environment or {}
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Outputs:
        # A socket's name may not be long.
        self._session = Path(tempfile.mkdtemp(prefix="kiosk-wl-"))
        self._x, self.display = start_x("3840x1080")
        self._windows = Windows(self.display)
        self.environment = {
            **os.environ,
            "WLR_BACKENDS": "x11",
            "WLR_X11_OUTPUTS": str(self._outputs),
            "WLR_RENDERER": "pixman",
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "wayland",
            "KIOSK_HOURS": "ignore",
            "KIOSK_WATCHDOG_SECONDS": str(WATCHDOG_SECONDS),
            "XDG_RUNTIME_DIR": str(self._session),
            "XDG_CACHE_HOME": str(self._place / "cache"),
            "KIOSK_RUNTIME": str(self.runtime),
            "KIOSK_STATE": str(self._place / "state"),
            "PYTHONPATH": str(ROOT),
            **self._more_environment,
        }
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.start()
        return self

    def start(self) -> None:
        """The service's first process, or sway and the supervisor."""
        if self._compositor == "cage":
            launcher = [sys.executable, "-m", "kiosk", "launch", "--", "cage", "-d", "--"]
            self.process = self.run([*AS_ANOTHER_USER, *launcher, *self._supervisor])
            return
        config = self._place / "config"
        config.write_text(
            "output * bg #000000 solid_color\ndefault_border none\nxwayland disable\nseat * "
            "hide_cursor 1\n" + self._rules
        )
        if self._as_service:
            # What it starts is in its settings.
            launcher = [sys.executable, "-m", "kiosk", "launch", "--"]
            self.process = self.run([*AS_ANOTHER_USER, *launcher, "sway", "-c", str(config)])
            return
        self.run([*AS_ANOTHER_USER, "sway", "-c", str(config)])
        began = time.monotonic()
        while not (
            sockets := [path for path in self._session.glob("wayland-*") if path.suffix != ".lock"]
        ):
            assert time.monotonic() - began < 15, self.log.read_text()
            time.sleep(0.05)
        self.environment["WAYLAND_DISPLAY"] = sockets[0].name
        self.process = self.run(self._supervisor)

    def run(self, call: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a program beside the others, with their environment and log."""
        with self.log.open("a") as log:
            process = subprocess.Popen(
                call,
                env=self.environment,
                cwd=self._place,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started.append(process)
        return process

    def __exit__(self, *_: object) -> None:
        for one in self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        for process in self._started:
            process.wait()
        self._windows.close()
        self._x.terminate()
        self._x.wait()
        shutil.rmtree(self._session, ignore_errors=True)

    def alive(self) -> list[int]:
        """All processes that were started from here and below, and have not ended."""
        sessions = ",".join(str(process.pid) for process in self._started)
        listed = subprocess.run(
            ["pgrep", "--session", sessions, "--runstates", "RSDT"],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(word) for word in listed.stdout.split()]

    def environment_inside(self) -> dict[str, str]:
        """The environment of a program that speaks with the compositor."""
        socket = next(path for path in self._session.glob("wayland-*") if path.suffix != ".lock")
        inside = {**self.environment, "WAYLAND_DISPLAY": socket.name}
        for path in self._session.glob("sway-ipc.*"):
            inside["SWAYSOCK"] = str(path)
        return inside

    def sway(self, *words: str) -> str:
        """Say it to sway; returns its answer."""
        done = subprocess.run(
            ["swaymsg", *words],
            env=self.environment_inside(),
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def state(self) -> dict[str, object]:
        try:
            return json.loads((self.runtime / "status.json").read_text())
        except (OSError, ValueError):
            return {}

    def until(self, met, seconds: float = 25.0) -> float:
        """Seconds until that is so."""
        began = time.monotonic()
        while not met():
            assert time.monotonic() - began < seconds, (
                f"{self.seen()} is on the screen; {self.state()}\n{self.log.read_text()}"
            )
            time.sleep(0.05)
        return time.monotonic() - began

    def comes(self, name: str, size: tuple[int, int]) -> float:
        """Seconds until content fills the outputs to the last pixel of each corner; then the
        program also says what its screen is.
        """
        seconds = self.until(lambda: self.seen() == "content" and self._is_filled())
        # It is written every few seconds.
        self.until(lambda: self.state().get("screen") == f"{name} {size[0]}x{size[1]}")
        return seconds

    def _is_filled(self) -> bool:
        image = self.grab_screen()
        right, bottom = image.width - 1, image.height - 1
        return all(
            max(image.getpixel(place)) > 0
            for place in ((0, 0), (right, 0), (0, bottom), (right, bottom))
        )

    def grab_screen(self) -> Image.Image:
        """Return what the outputs show, or would show where they last were; black without one."""
        return ImageGrab.grab(xdisplay=self.display).convert("RGB").crop((0, 0, *self._whole))

    def seen(self) -> str:
        """In one word; see ``word_for``."""
        return word_for(self.grab_screen())

    def click(self, x: int, y: int) -> None:
        """Click on the outputs, by the compositor's own pointer."""
        self._windows.click(x, y)

    def key(self, code: int) -> None:
        """Press a key by the kernel's number, on the compositor's own keyboard."""
        self._windows.key(code + XKB_OFFSET)

    def plugged(self, number: int) -> None:
        """Waits until there are so many outputs."""
        self.until(lambda: len(self._windows.all()) == number, 15)

    def resize(self, *sizes: tuple[int, int]) -> None:
        """Give the outputs, the oldest first, these resolutions; they stand beside each other from
        the left.
        """
        self.plugged(len(sizes))
        left = 0
        for window, (width, height) in zip(self._windows.all(), sizes, strict=True):
            self._windows.place(window, left, 0, width, height)
            left += width
        self._whole = left, max(height for _, height in sizes)

    def pull(self, number: int = 0) -> None:
        """Unplug that one, counted from the oldest."""
        before = self._windows.all()
        self._windows.ask_to_close(before[number])
        self.plugged(len(before) - 1)
