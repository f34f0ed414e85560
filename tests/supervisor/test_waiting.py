"""The supervisor sleeps until there is something to do, and then loses no time."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from kiosk.supervisor.waiting import Waiting

LONG, AT_ONCE = 20.0, 2.0


@pytest.fixture
def waiting():
    made = Waiting()
    yield made
    made.close()


def test_a_child_that_ends_ends_the_wait(waiting):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.2)"])
    waiting.set_child(child)
    began = time.monotonic()
    while child.poll() is None:
        assert not waiting.wait(LONG, None)
    assert time.monotonic() - began < AT_ONCE
    # Of the next one it knows nothing yet.
    following = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1)"])
    waiting.set_child(following)
    began = time.monotonic()
    waiting.wait(0.2, None)
    assert time.monotonic() - began >= 0.15
    following.kill()
    following.wait()


def test_a_signal_ends_the_wait(waiting):
    heard = []
    before = signal.signal(signal.SIGUSR1, lambda *_: heard.append(1))
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(9)"])
    try:
        waiting.hear_signals()
        waiting.set_child(child)
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        began = time.monotonic()
        waiting.wait(LONG, None)
        assert heard == [1]
        assert time.monotonic() - began < AT_ONCE
    finally:
        signal.signal(signal.SIGUSR1, before)
        child.kill()
        child.wait()


def test_a_message_ends_the_wait_and_is_told(waiting):
    reader, writer = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with reader, writer:
        assert not waiting.wait(0.01, reader)
        writer.send(b"READY=1")
        assert waiting.wait(LONG, reader)


def test_asked_to_end_before_the_wait_it_does_not_wait(waiting):
    waiting.end()
    began = time.monotonic()
    waiting.wait(LONG, None)
    assert time.monotonic() - began < AT_ONCE
