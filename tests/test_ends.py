"""What the tests' own clock for the end of a program counts, and what it does not."""

import subprocess
import sys
import time

import pytest

from tests.ends import seconds_to_end

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

PROGRAM = """
import signal, sys, time
def end(*_):
    {deed}
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("!", flush=True)
time.sleep(600)
"""


def started(deed: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", PROGRAM.format(deed=deed)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.read(1) == b"!"
    process.stdout.close()
    return process


@pytest.mark.parametrize(
    "deed",
    [
        "time.sleep(0.4)",
        "until = time.process_time() + 0.4\n    while time.process_time() < until: pass",
    ],
    ids=["sleeping", "computing"],
)
def test_the_time_in_which_it_sleeps_or_computes_counts(deed):
    process = started(deed)
    assert seconds_to_end(process) >= 0.39
    assert process.wait() == 0


def test_the_time_in_which_others_have_the_processor_does_not_count():
    """Two that compute share one core: each waits for as long as it runs."""
    busy = "import os, sys; os.sched_setaffinity(0, {0}); print('!', flush=True)\nwhile True: pass"
    others = [
        subprocess.Popen([sys.executable, "-I", "-S", "-c", busy], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    try:
        for other in others:
            assert other.stdout is not None
            other.stdout.read(1)
            other.stdout.close()
        computes = "until = time.process_time() + 0.3\n    while time.process_time() < until: pass"
        process = started(f"import os; os.sched_setaffinity(0, {{0}}); {computes}")
        began = time.monotonic()
        counted = seconds_to_end(process)
        passed = time.monotonic() - began
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert process.wait() == 0
    assert passed > 0.6, "they did share it"
    assert counted < 0.3 + 0.5 * (passed - 0.3)
