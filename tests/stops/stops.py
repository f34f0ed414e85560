"""Stops the real program by SIGTERM in each of its states, again and again.

    python tests/stops/stops.py                     20 stops in each state, offscreen
    python tests/stops/stops.py --stops 200 --platform xcb --state loop --state zoom

A stop is good when the exit status is 0 within two seconds, and nothing of a crash was written.
The table shows each state's stops, how many were not good, and the middle and the longest time; its
last line sums them up.
The exit code is 1 when one was not good.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests" / "stops" / "program.py"
END_SECONDS = 2.0
# On a busy machine a start takes long; one that takes longer than this is told as a fault.
START_SECONDS = 180.0
_NO_STATE = "it never came into its state"
# A start is stopped at any moment up to so many seconds after it hears signals.
START_UP_SECONDS = 2.5
# What Python's fault handler, Python and Qt write when an end is not in order.
_NOT_IN_ORDER = re.compile(
    r"Fatal Python error|Segmentation|Garbage-collecting|Traceback|Exception ignored"
    r"|QThread: Destroyed|QObject::\w+: |QBasicTimer|QSocketNotifier: |Must construct"
    r"|terminate called|libshiboken"
    rf"|{_NO_STATE}"
)
_NIGHT = ("--at", "2026-01-13 23:30")
_DAY = ("--at", "2026-01-13 13:10")
_WINDOW = ("--windowed", "1280x720")
_SUPERVISED = {"KIOSK_MODE": "full"}


@dataclass(frozen=True)
class State:
    """How the program is started, and whether its caches are empty."""

    arguments: tuple[str, ...] = (*_WINDOW, *_DAY)
    command: str = "run"
    environment: Mapping[str, str] = field(default_factory=dict)
    cold: bool = False
    # Told by the program; otherwise it is stopped at any moment of its start.
    told: bool = True


STATES: dict[str, State] = {
    "start-up": State(told=False),
    "loop": State(),
    "rest": State(arguments=_DAY, environment=_SUPERVISED),
    "zoom": State(),
    "speech": State(environment={"KIOSK_VOICE": "sleep 60"}),
    "staff panel": State(),
    "night": State(arguments=_NIGHT, environment=_SUPERVISED),
    "reading content": State(),
    "a long check": State(),
    "a hanging share": State(),
    "a slow share": State(),
    "decoding pictures": State(cold=True),
    "safe mode": State(environment={"KIOSK_MODE": "safe"}, arguments=_DAY),
    "poster": State(command="poster", arguments=_WINDOW),
    "poster's start": State(command="poster", arguments=_WINDOW, told=False),
    "poster, whole screen": State(command="poster", arguments=(), environment=_SUPERVISED),
}


@dataclass(frozen=True)
class Stop:
    """``seconds`` from SIGTERM to the end, and the processor's; ``written`` on stderr."""

    code: int
    seconds: float
    processor_seconds: float
    written: str

    def fault(self, *, busy: bool = False) -> str:
        """What was not in order, "" for a good stop.

        On a ``busy`` machine the processor's seconds are held against the limit.
        """
        if self.code:
            return f"exit status {self.code}"
        if found := _NOT_IN_ORDER.search(self.written):
            return f"wrote '{found.group()}'"
        seconds = self.processor_seconds if busy else self.seconds
        return "" if seconds < END_SECONDS else f"took {seconds:.2f} s"


class Stopper:
    """Starts and stops the program; ``place`` holds its caches and the folders of its status."""

    def __init__(self, place: Path, folder: Path, environment: Mapping[str, str]) -> None:
        self._place, self._folder = place, folder
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONFAULTHANDLER": "1",
            "KIOSK_RUNTIME": str(place / "run"),
            "KIOSK_STATE": str(place / "state"),
            "QT_QPA_PLATFORM": "offscreen",
            **environment,
        }

    def stop(self, name: str, moment: float) -> Stop:
        """Bring the program into the state and stop it there.

        A start is stopped at the ``moment``, 0 to 1.
        """
        state = STATES[name]
        cache = self._place / "cache"
        if state.cold:
            shutil.rmtree(cache := self._place / "cold", ignore_errors=True)
        read, write = os.pipe()
        log = self._place / "stderr"
        with log.open("wb") as stderr:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-P", str(PROGRAM), name, str(write)),
                    *(state.command, str(self._folder), *state.arguments),
                ],
                env={**self._environment, **state.environment, "XDG_CACHE_HOME": str(cache)},
                pass_fds=[write],
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                start_new_session=True,
            )
        os.close(write)
        try:
            if state.told:
                if not _comes_into_state(read):
                    written = log.read_text("utf-8", "replace")
                    return Stop(0, 0.0, 0.0, f"{_NO_STATE}\n{written}")
            else:
                _wait_for_handler(process.pid)
                time.sleep(moment * START_UP_SECONDS)
            used, began = _processor_seconds(process.pid), time.monotonic()
            process.send_signal(signal.SIGTERM)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return Stop(
                process.returncode,
                time.monotonic() - began,
                usage.ru_utime + usage.ru_stime - used,
                log.read_text("utf-8", "replace"),
            )
        finally:
            os.close(read)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _comes_into_state(read: int) -> bool:
    ready, _, _ = select.select([read], [], [], START_SECONDS)
    return bool(ready) and os.read(read, 1) == b"!"


def _processor_seconds(pid: int) -> float:
    """What a process has used so far, without what its children have."""
    words = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _wait_for_handler(pid: int) -> None:
    """Until the process catches SIGTERM; no program can before its first instructions."""
    while True:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
        caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
        if int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.005)


@contextlib.contextmanager
def platform_environment(platform: str) -> Iterator[dict[str, str]]:
    """The environment for a platform of Qt; starts an X server, or cage on an output in memory."""
    if platform == "offscreen":
        yield {"QT_QPA_PLATFORM": "offscreen"}
    elif platform == "xcb":
        with _x_server() as name:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": name}
    else:
        with _cage() as environment:
            yield environment


# Nothing of the tests' own modules is imported: they need pytest, this runs with what the program
# needs.
@contextlib.contextmanager
def _x_server() -> Iterator[str]:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.kill()
        server.wait()


@contextlib.contextmanager
def _cage() -> Iterator[dict[str, str]]:
    # cage does not run as root; in a namespace of one's own, root is somebody else.
    user = ("unshare", "--user", "--map-user=1000", "--map-group=1000") if not os.getuid() else ()
    with tempfile.TemporaryDirectory(prefix="kiosk-stops-") as session:
        environment = {
            "XDG_RUNTIME_DIR": session,
            "WLR_BACKENDS": "headless",
            "WLR_RENDERER": "pixman",
            "WLR_LIBINPUT_NO_DEVICES": "1",
        }
        cage = subprocess.Popen(
            [*user, "cage", "--", "sleep", "infinity"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            end = time.monotonic() + START_SECONDS
            while not (sockets := list(Path(session).glob("wayland-?"))):
                if time.monotonic() > end:
                    raise RuntimeError("cage does not start")
                time.sleep(0.05)
            yield {
                "QT_QPA_PLATFORM": "wayland",
                "XDG_RUNTIME_DIR": session,
                "WAYLAND_DISPLAY": sockets[0].name,
            }
        finally:
            os.killpg(cage.pid, signal.SIGKILL)
            cage.wait()


def stop_in(
    states: Sequence[str], stops: int, platform: str, folder: Path, seed: int
) -> dict[str, list[Stop]]:
    """Stop the program so many times in each state."""
    random_moments = random.Random(seed)
    found: dict[str, list[Stop]] = {name: [] for name in states}
    with (
        tempfile.TemporaryDirectory(prefix="kiosk-stops-") as place,
        platform_environment(platform) as environment,
    ):
        stopper = Stopper(Path(place), folder, environment)
        for _ in range(stops):
            for name in states:
                found[name].append(stopper.stop(name, random_moments.random()))
    return found


def table(found: Mapping[str, Sequence[Stop]], *, busy: bool = False) -> str:
    """One line for each state, and one for all."""
    lines = [
        f"{'state':18} {'stops':>5} {'not good':>8} {'middle s':>8} {'longest s':>9}"
        f" {'longest cpu s':>13}"
    ]
    for name, stops in found.items():
        seconds = [stop.seconds for stop in stops]
        faults = [fault for stop in stops if (fault := stop.fault(busy=busy))]
        lines.append(
            f"{name:18} {len(stops):5} {len(faults):8} {statistics.median(seconds):8.2f}"
            f" {max(seconds):9.2f} {max(stop.processor_seconds for stop in stops):13.2f}"
            f" {', '.join(sorted(set(faults)))}".rstrip()
        )
    every = [stop for stops in found.values() for stop in stops]
    bad = sum(bool(stop.fault(busy=busy)) for stop in every)
    lines.append(
        f"{len(every)} stops in {len(found)} states: {bad} not good,"
        f" the longest {max(stop.seconds for stop in every):.2f} s"
    )
    return "\n".join(lines)


def main() -> int:
    """Stop, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--stops", type=int, default=20)
    parser.add_argument("--state", action="append", choices=sorted(STATES))
    parser.add_argument("--platform", default="offscreen", choices=("offscreen", "xcb", "wayland"))
    parser.add_argument("--folder", type=Path, default=ROOT / "gallery")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--busy", action="store_true", help="others compute here: hold the processor's seconds"
    )
    given = parser.parse_args()
    states = given.state or list(STATES)
    found = stop_in(states, given.stops, given.platform, given.folder, given.seed)
    print(table(found, busy=given.busy))
    bad = [
        (f"{name}: {fault}", stop.written[-4000:])
        for name, stops in found.items()
        for stop in stops
        if (fault := stop.fault(busy=given.busy))
    ]
    for fault, written in bad[:5]:
        print(f"\n{fault}\n{written}", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
