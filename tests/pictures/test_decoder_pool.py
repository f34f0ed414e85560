"""A decoder may crash, hang or ask for too much: the program goes on, and the next picture is
made.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from pebble.pool.base_pool import PoolStatus
from PIL import Image

from kiosk.pictures.cache import DerivativeCache
from kiosk.pictures.decoder_pool import DecoderPool, DecodingFailedError


@pytest.fixture(scope="module")
def workshop():
    shop = DecoderPool(seconds=3.0, memory=2 * 1024**3, pauses=(0.01,))
    yield shop
    shop.close()


@pytest.mark.parametrize(
    ("harm", "given", "why"),
    [
        (os.abort, (), "crashed"),
        (time.sleep, (60,), "more than 3 seconds"),
        pytest.param(
            bytearray,
            (4 * 1024**3,),
            "memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no such limit here"),
        ),
    ],
)
def test_harm_costs_only_its_own_picture(tmp_path, workshop, harm, given, why):
    with pytest.raises(DecodingFailedError, match=why):
        workshop.run(harm, *given)
    master = tmp_path / "m.jpg"
    Image.new("RGB", (60, 30), "red").save(master)
    cache = DerivativeCache(tmp_path / "cache", workshop)
    assert cache.get(master, (30, 30)).path.exists()
    assert cache.get_tiles(master).folder.is_dir()
    cache.close()


def test_processes_are_let_go_when_there_is_no_work():
    shop = DecoderPool(idle=0.1)
    pid = shop.run(os.getpid)
    assert pid != os.getpid()
    until = time.monotonic() + 20
    while _runs(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(pid)
    assert shop.run(os.getpid) != pid, "and come back for the next picture"
    shop.close()


def test_a_clock_that_is_set_meanwhile_costs_no_picture(monkeypatch):
    """As when a time server is heard some seconds after the start: the pool, which measures by that
    clock, ends what has just begun.
    """
    shop, wall, set_by = DecoderPool(), time.time, [0.0]
    monkeypatch.setattr("time.time", lambda: wall() + set_by[0])
    shop.run(os.getpid)
    threading.Timer(0.5, lambda: set_by.__setitem__(0, 86_400.0)).start()
    began = time.monotonic()
    shop.run(time.sleep, 1.5)
    assert time.monotonic() - began > 1.9, "it was begun again"
    shop.close()


def test_a_pool_that_has_ended_itself_is_replaced():
    shop = DecoderPool()
    before = shop.run(os.getpid)
    shop._pool._context.status = PoolStatus.ERROR
    assert shop.run(os.getpid) != before
    shop.close()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_an_ending_program_waits_for_no_decoder():
    shop = DecoderPool()
    told: list[Exception] = []

    def ask() -> None:
        try:
            shop.run(time.sleep, 60)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at below
            told.append(error)

    askers = [threading.Thread(target=ask) for _ in range(5)]
    for asker in askers:
        asker.start()
    time.sleep(1.5)
    shop.close()
    for asker in askers:
        asker.join(10)
    assert not any(asker.is_alive() for asker in askers)
    assert len(told) == 5
    with pytest.raises(DecodingFailedError, match="ending"):
        shop.run(time.sleep, 0)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_decoder_that_was_killed_from_outside_costs_no_picture():
    shop = DecoderPool(pauses=(0.2, 0.2))
    told: list[object] = []

    def ask() -> None:
        try:
            told.append(shop.run(time.sleep, 0.5))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at below
            told.append(error)

    asker = threading.Thread(target=ask)
    asker.start()
    until = time.monotonic() + 10
    while not (decoders := multiprocessing.active_children()) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.3)
    for decoder in decoders:
        os.kill(decoder.pid, signal.SIGKILL)
    asker.join(30)
    shop.close()
    assert decoders
    assert told == [None]


def test_closing_does_not_wait_for_a_decoder_at_work():
    """Code in C, as decoders are, does not return to Python when a signal comes."""
    pool = DecoderPool(pauses=())
    told: list[object] = []

    def ask() -> None:
        with pytest.raises(DecodingFailedError) as failed:
            pool.run(sum, range(10**12))
        told.append(failed)

    asker = threading.Thread(target=ask)
    asker.start()
    until = time.monotonic() + 10
    while not multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(1.0)
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 2.0
    asker.join(10)
    assert len(told) == 1


CLOSED_EARLY = """
import os, sys, threading, time
from kiosk.pictures.decoder_pool import DecoderPool, DecodingFailedError

def ask():
    try:
        pool.run(os.getpid)
    except DecodingFailedError:
        pass

if __name__ == "__main__":
    pool = DecoderPool()
    asker = threading.Thread(target=ask)
    asker.start()
    while pool._pool is None:
        time.sleep(0.001)
    time.sleep(float(sys.argv[1]))
    pool.close()
    asker.join()
"""


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4])
def test_closing_while_decoders_start_is_quiet(tmp_path, seconds):
    program = tmp_path / "program.py"
    program.write_text(CLOSED_EARLY)
    done = subprocess.run(
        [sys.executable, str(program), str(seconds)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
