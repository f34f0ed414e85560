"""What the program has freed goes back to the system."""

import subprocess
import sys

import pytest

# Frees every second of many pieces, so that glibc by itself gives nothing back.
PROGRAM = """
import os
from kiosk.app.freed_memory import give_back_freed

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

pieces = [bytearray(65_536) for _ in range(800)]
last = bytearray(65_536)
del pieces
before = resident()
give_back_freed()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_freed_memory_goes_back():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) > 30 * 2**20
