"""What the program does while nothing changes: wake-ups, frames and processor time at rest.

    python tests/bench/rest.py [--seconds 60] [--settle 25] [--goal] [--launch]

Starts ``kiosk supervise`` with one work on an X server of its own (Xvfb), waits until everything
has come to rest, and counts by /proc how often each thread of all its processes gave up its
processor: each is woken afterwards. Exits with 1 when there are more than MOST_WAKES a second,
more of a processor than MOST_SHARE, or any frame; with ``--goal`` when the goals are missed.
``--launch`` measures ``kiosk launch``, with the process that stands between the service manager
and the display server.
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench.galleries import make_gallery
from tests.bench.whole_programs import family, screen

ROOT = Path(__file__).resolve().parents[2]
GOAL_WAKES, GOAL_SHARE = 2.0, 0.002
# A busy machine wakes threads that wait for each other's locks, too.
MOST_WAKES, MOST_SHARE = 4.0, 0.01
_SWITCHES = "\nvoluntary_ctxt_switches:"

Threads = dict[tuple[int, int], tuple[str, int]]


@dataclass(frozen=True)
class Rest:
    """Of all processes, each second: wake-ups, and processor seconds; and frames in all.

    ``threads`` are the wake-ups a second by process, thread and name.
    """

    seconds: float
    wakes: float
    share: float
    frames: int
    threads: dict[str, float]


def threads_of(pid: int) -> Threads:
    """The switches that each thread of a process and of those below it has made by itself."""
    found: Threads = {}
    for process in family(pid):
        for task in Path(f"/proc/{process}/task").glob("[0-9]*"):
            with contextlib.suppress(OSError, IndexError, ValueError):
                name = (task / "comm").read_text(encoding="utf-8", errors="replace").strip()
                status = (task / "status").read_text(encoding="utf-8", errors="replace")
                count = int(status.partition(_SWITCHES)[2].split()[0])
                found[process, int(task.name)] = (name, count)
    return found


def processor_seconds(pid: int) -> float:
    """Of a process and of those below it, with those that have ended."""
    ticks = 0
    for process in family(pid):
        with contextlib.suppress(OSError):
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
            ticks += sum(map(int, stat.rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def frames_of(status: Path) -> int:
    """The frames that the program has drawn, by the status that it writes."""
    return int(json.loads(status.read_text(encoding="utf-8"))["frames"])


def measure(folder: Path, place: Path, *, settle: float, seconds: float, launch: bool) -> Rest:
    """Start the program, let it come to rest, and count."""
    run = place / "run"
    supervise = [sys.executable, "-P", "-m", "kiosk", "supervise", str(folder)]
    # What stands for a display server only has to start the supervisor.
    command = [*supervise[:4], "launch", "--", "env", *supervise] if launch else supervise
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "xcb",
        "XDG_CACHE_HOME": str(place / "cache"),
        "KIOSK_STATE": str(place / "state"),
        "KIOSK_RUNTIME": str(run),
    }
    with screen() as shown:
        environment["DISPLAY"] = shown.name
        program = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            time.sleep(settle)
            status = next(run.rglob("status.json"))
            frames, used = frames_of(status), processor_seconds(program.pid)
            before, began = threads_of(program.pid), time.monotonic()
            time.sleep(seconds)
            after, took = threads_of(program.pid), time.monotonic() - began
            share = (processor_seconds(program.pid) - used) / took
            drawn = frames_of(status) - frames
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(10)
    wakes: dict[str, float] = {}
    for (process, thread), (name, count) in after.items():
        earlier = before.get((process, thread), ("", 0))[1]
        wakes[f"{process} {thread} {name}"] = (count - earlier) / took
    return Rest(took, sum(wakes.values()), share, drawn, wakes)


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--settle", type=float, default=25.0)
    parser.add_argument("--goal", action="store_true", help="fail when the goals are missed")
    parser.add_argument("--launch", action="store_true", help="with the service's first process")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rest-") as place:
        folder = make_gallery(Path(place) / "gallery", 1, (1500, 1000))
        rest = measure(
            folder, Path(place), settle=given.settle, seconds=given.seconds, launch=given.launch
        )
    for name, wakes in sorted(rest.threads.items(), key=lambda one: -one[1]):
        if wakes:
            print(f"{name:28} {wakes:6.2f} a second")
    print(f"wake-ups of all processes    {rest.wakes:6.2f} a second   (goal {GOAL_WAKES:.0f})")
    print(f"of one processor             {rest.share:6.2%}            (goal {GOAL_SHARE:.1%})")
    print(f"frames                       {rest.frames:6}            (goal 0)")
    most_wakes, most_share = (GOAL_WAKES, GOAL_SHARE) if given.goal else (MOST_WAKES, MOST_SHARE)
    holds = rest.wakes <= most_wakes and rest.share <= most_share and rest.frames == 0
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
