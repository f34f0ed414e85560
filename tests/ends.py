"""How long a process takes to end, without the time in which a busy machine kept it waiting."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from kiosk.supervisor.processes import descendants

# The limit of every stop, in seconds.
END_SECONDS = 2.0
# A machine may be as busy as it likes; a process that has not ended by then never will.
_NEVER_SECONDS = 120.0
# Starts ``kiosk`` without the guard that kills it 1.5 s after a signal: how the program ends by
# itself is looked at, and tests/app/test_ends.py has the guard's own tests.
UNGUARDED = (
    "import sys; from kiosk.supervisor import end_guard; end_guard.END_SECONDS = 60.0;"
    "from kiosk.cli.main import main; sys.exit(main())"
)


def seconds_to_end(
    process: subprocess.Popen[bytes] | subprocess.Popen[str],
    number: signal.Signals = signal.SIGTERM,
) -> float:
    """Send the signal; return the seconds until the process has ended. It is not reaped.

    Seconds in which one of its threads, or of the processes below it, was ready to run and had no
    processor do not count (/proc/PID/task/TID/schedstat): they are the other programs' doing.
    Time in which it sleeps, hangs or computes counts. Raises AssertionError when it never ends.
    """
    watched = (process.pid, *descendants(process.pid))
    waits = _waits(watched)
    spans: list[tuple[float, float]] = []
    began = time.monotonic()
    process.send_signal(number)
    while True:
        found = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        now, before, waits = time.monotonic(), waits, _waits(watched)
        # The kernel counts a wait when it is over.
        lengths = (seconds - before.get(one, 0.0) for one, seconds in waits.items())
        spans += [(max(began, now - length), now) for length in lengths if length > 0]
        if found is not None:
            return now - began - _covered(spans)
        assert now - began < _NEVER_SECONDS, f"it has not ended after {_NEVER_SECONDS:.0f} s"
        time.sleep(0.01)


def _covered(spans: Iterable[tuple[float, float]]) -> float:
    """The seconds that lie in any of these spans."""
    covered, until = 0.0, 0.0
    for start, end in sorted(spans):
        covered += max(0.0, end - max(start, until))
        until = max(until, end)
    return covered


def _waits(pids: Iterable[int]) -> dict[str, float]:
    """For each thread of these processes the seconds in which it waited for a processor."""
    found: dict[str, float] = {}
    for pid in pids:
        for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                found[file.parent.name] = int(file.read_text("ascii").split()[1]) / 1e9
            except (OSError, IndexError):
                continue
    return found
