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


# A large block that is freed raises glibc's own bound: the next one of its size comes from the
# heap, and stays in it below whatever is kept.
LARGE_BLOCKS = """
import ctypes, os
from kiosk.app.freed_memory import share_one_arena

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

library = ctypes.CDLL(None)
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]

def take(size):
    block = library.malloc(size)
    ctypes.memset(block, 1, size)
    return block

share_one_arena()
library.free(take(8 << 20))
before = resident()
for _ in range(4):
    large = take(4 << 20)
    kept = take(100)
    library.free(large)
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_large_blocks_go_back_at_once():
    done = subprocess.run(
        [sys.executable, "-c", LARGE_BLOCKS], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) < 2 * 2**20
