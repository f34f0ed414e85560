"""Whole programs on one Xvfb: when their first picture stands on the screen, and what memory they
take.
"""

import contextlib
import mmap
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

WIDTH, HEIGHT = 1920, 1080
# Looked at: every so many pixels, in both directions.
STEP = 24
_NO_COMPILED_FILES = "PYTHONDONTWRITEBYTECODE"


class Screen:
    """An X server without a screen, whose pixels lie in a file that is looked at."""

    def __init__(self, prefix: Sequence[str] = ()) -> None:
        self._folder = tempfile.mkdtemp(prefix="bench-screen-")
        read, write = os.pipe()
        self._server = subprocess.Popen(
            [
                *prefix,
                "Xvfb",
                "-displayfd",
                str(write),
                "-screen",
                "0",
                f"{WIDTH}x{HEIGHT}x24",
                "-fbdir",
                self._folder,
                "-nolisten",
                "tcp",
            ],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.name = f":{told.readline().strip()}"
        path = Path(self._folder) / "Xvfb_screen0"
        with path.open("rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # An XWD file: the size of its header, the colours at 76 (each 12 bytes), then lines of so
        # many bytes.
        header, colours = (
            struct.unpack(">I", self._pixels[:4])[0],
            struct.unpack(">I", self._pixels[76:80])[0],
        )
        self._line = struct.unpack(">I", self._pixels[48:52])[0]
        self._start = header + 12 * colours

    def shows_artwork(self) -> bool:
        """True when a twenty-fifth of the screen is in the magenta of the pictures, which no
        program's own surface has.
        """
        seen = found = 0
        for y in range(STEP, HEIGHT, STEP):
            at = self._start + y * self._line
            line = self._pixels[at : at + 4 * WIDTH]
            for x in range(0, 4 * WIDTH, 4 * STEP):
                seen += 1
                blue, green, red = line[x], line[x + 1], line[x + 2]
                found += red > 200 and blue > 200 and green < 90
        return found * 25 > seen

    def lines(self, width: int, height: int) -> bytes:
        """The pixels of the upper left corner, four bytes each: blue, green, red and nothing."""
        begins = (self._start + y * self._line for y in range(height))
        return b"".join(self._pixels[at : at + 4 * width] for at in begins)

    def close(self) -> None:
        """Switch it off."""
        self._pixels.close()
        self._server.terminate()
        self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextlib.contextmanager
def screen(prefix: Sequence[str] = ()) -> Iterator[Screen]:
    """A fresh screen, black. ``prefix`` is the beginning of its server's command line."""
    made = Screen(prefix)
    try:
        yield made
    finally:
        made.close()


def first_artwork(
    command: list[str],
    environment: dict[str, str],
    settle: float = 0.0,
    prefix: Sequence[str] = (),
) -> tuple[float, float]:
    """Seconds from the start of the process to its first picture, and MB of all its processes
    ``settle`` seconds later.

    ``prefix`` is the beginning of its command line and of the X server's, as in ``chrt -f 10``.
    Compiled Python files are kept, as after an installation.
    """
    inherited = {name: value for name, value in os.environ.items() if name != _NO_COMPILED_FILES}
    with screen(prefix) as shown:
        start = time.perf_counter()
        program = subprocess.Popen(
            [*prefix, *command],
            env={**inherited, **environment, "DISPLAY": shown.name},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            while not shown.shows_artwork():
                if program.poll() is not None or time.perf_counter() - start > 60:
                    raise RuntimeError(f"{command[0]} showed no picture")
                time.sleep(0.004)
            taken = time.perf_counter() - start
            time.sleep(settle)
            return taken, memory(program.pid) if settle else 0.0
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGTERM)
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()


def memory(pid: int) -> float:
    """Proportional set size of a process and all its children, in MB."""
    total = 0
    for process in family(pid):
        with contextlib.suppress(OSError):
            for line in (
                Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
            ):
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            parts = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            children.setdefault(int(parts[1]), []).append(int(stat.parent.name))
    found, todo = [], [pid]
    while todo:
        process = todo.pop()
        found.append(process)
        todo += children.get(process, [])
    return found
