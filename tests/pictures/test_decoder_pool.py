"""A decoder may crash, hang, lie or ask for too much: the program goes on, and the next picture is
made.
"""

import errno
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from kiosk.pictures.cache import DerivativeCache
from kiosk.pictures.decoder_pool import DecoderPool, DecodingFailedError
from kiosk.pictures.errors import UnreadablePictureError

ROOT = Path(__file__).resolve().parents[2]
HARMFUL = (sys.executable, "-P", str(Path(__file__).with_name("harmful_worker.py")))
posix = pytest.mark.skipif(os.name != "posix", reason="no such signals here")


def take_value(decoder):
    value = decoder.answer()["value"]
    decoder.is_idle = True
    return value


@pytest.fixture
def master(tmp_path):
    path = tmp_path / "m.jpg"
    Image.new("RGB", (60, 30), "red").save(path)
    return path


@pytest.fixture
def make_pool():
    pools = []

    def make(**more):
        pools.append(DecoderPool(command=HARMFUL, **{"pauses": (0.01,), **more}))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


def start(function, *given, **more):
    """Call in a thread; what it returned or raised is put into the list."""
    told = []

    def call():
        try:
            told.append(function(*given, **more))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at by the test
            told.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    return thread, told


def wait_until(condition, seconds=20.0):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    assert condition()


def runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def is_decoding(pool):
    return any(not decoder.is_idle for decoder in pool._all)


@pytest.mark.parametrize(
    ("harm", "given", "why"),
    [
        ("abort", {}, r"crashed \(signal 6\)"),
        ("exit", {}, r"crashed \(exit code 3"),
        ("sleep", {"seconds": 60}, "more than 1 seconds"),
        ("spin", {}, "more than 1 seconds"),
        pytest.param(
            "allocate",
            {"bytes": 1024**3},
            "more than 256 MB of memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no such limit here"),
        ),
        ("process", {"needs": 1024**3}, "more than 256 MB of memory"),
    ],
)
@posix
def test_harm_costs_only_its_own_picture(tmp_path, make_pool, master, harm, given, why):
    # A busy machine may take longer to start a process.
    pool = make_pool(seconds=1.0 if harm in ("sleep", "spin") else 60.0, memory=256 * 1024**2)
    with pytest.raises(DecodingFailedError, match=why):
        pool.run(harm, master, take_value, **given)
    pool._seconds = 60.0
    cache = DerivativeCache(tmp_path / "cache", pool)
    assert cache.get(master, (30, 30)).path.exists()
    assert cache.get_tiles(master).folder.is_dir()
    cache.close()


GOOD = {
    "digest": "0" * 32,
    "width": 60,
    "height": 30,
    "opaque": True,
    "colour": "aa0000",
    "size": [30, 15],
}
JPEG = b"\xff\xd8\xff".hex()


@pytest.mark.parametrize(
    ("messages", "content"),
    [
        ([{**GOOD, "digest": "../../../../etc/x"}], JPEG),
        ([{**GOOD, "digest": "0" * 31 + "\n"}], JPEG),
        ([{**GOOD, "colour": "red; x"}], JPEG),
        ([{**GOOD, "size": [30_000, 15]}], JPEG),
        ([{**GOOD, "width": 0}], JPEG),
        ([{**GOOD, "width": 10**30}], JPEG),
        ([{**GOOD, "opaque": "yes"}], JPEG),
        ([{}], JPEG),
        ([GOOD], b"<svg xmlns='http://www.w3.org/2000/svg'/>".hex()),
        ([GOOD], b"\x89PNG\r\n\x1a\n".hex()),
        ([GOOD], JPEG + "00" * 200_000),
        ([GOOD, GOOD], JPEG),
        ([], JPEG),
    ],
)
@posix
def test_a_decoder_that_was_taken_over_is_not_believed(tmp_path, master, messages, content):
    """It can send any bytes: nothing of them is run, and none is written but a picture."""
    said = b"".join(
        struct.pack(">cQ", kind, len(one)) + one
        for kind, one in (
            *((b"m", json.dumps(one).encode()) for one in ({}, {"needs": 0}, *messages)),
            (b"c", bytes.fromhex(content)),
        )
    )
    said_file = tmp_path / "said"
    said_file.write_bytes(said)
    words = f"import os; os.write(0, open({str(said_file)!r}, 'rb').read()); os.read(0, 1 << 20)"
    pool = DecoderPool(
        command=(sys.executable, "-I", "-S", "-c", f"{words}; os.read(0, 1 << 20)"), pauses=()
    )
    with pytest.raises(DecodingFailedError, match="crashed"):
        pool.derive(master, (30, 30), tmp_path / "out")
    pool.close()
    said_file.unlink()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != master]


@posix
def test_what_is_wrong_with_a_picture_is_told_as_without_a_pool(tmp_path, make_pool):
    pool, broken = make_pool(), tmp_path / "m.jpg"
    broken.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n" + bytes(100))
    with pytest.raises(UnreadablePictureError, match="does not show") as refused:
        pool.derive(broken, (30, 30), tmp_path / "out")
    assert refused.value.advice
    Image.effect_noise((400, 400), 50).save(broken, "PNG")
    content = broken.read_bytes()
    broken.write_bytes(content[:5_000] + bytes(len(content) - 5_000))
    with pytest.raises((OSError, UnreadablePictureError)) as refused:
        pool.make_tiles(broken, tmp_path / "out")
    assert getattr(refused.value, "errno", None) is None, "no fault of the disk"
    with pytest.raises(FileNotFoundError):
        pool.derive(tmp_path / "gone.jpg", (30, 30), tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.part"))


@posix
def test_a_machine_without_further_processes_is_tried_again(tmp_path, master):
    """Nor is that taken for a cache that cannot be written."""
    pool = DecoderPool(command=[str(tmp_path / "gone")], pauses=(0.01,))
    with pytest.raises(DecodingFailedError, match="cannot be started"):
        pool.derive(master, (30, 30), tmp_path / "out")
    pool.close()


@posix
def test_a_full_disk_is_told_as_such(tmp_path, make_pool, master, monkeypatch):
    pool = make_pool()

    def full(path, content):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space left") as failed:
            pool.make_tiles(master, tmp_path / "out")
    assert failed.value.errno == errno.ENOSPC
    assert pool.make_tiles(master, tmp_path / "out").width == 60


@posix
def test_a_master_is_opened_below_its_folder(tmp_path, make_pool, master):
    """A name that is exchanged for a link to elsewhere is refused."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.jpg").symlink_to(master)
    pool = make_pool(roots=[folder])
    with pytest.raises(OSError, match="outside"):
        pool.derive(folder / "link.jpg", (30, 30), tmp_path / "out")
    master.rename(folder / "m.jpg")
    assert pool.derive(folder / "m.jpg", (30, 30), tmp_path / "out").width == 60


@posix
def test_processes_are_let_go_when_there_is_no_work(make_pool, master):
    pool = make_pool(idle=0.1)
    pid = pool.run("process", master, take_value)
    assert pid != os.getpid()
    wait_until(lambda: not runs(pid))
    assert pool.run("process", master, take_value) != pid, "and come back for the next picture"


@posix
def test_a_process_outlives_the_thread_that_asked_for_it(make_pool, master):
    """The kernel ends it with the thread that started it."""
    pool, pids = make_pool(), set()
    for _ in range(2):
        thread, told = start(pool.run, "process", master, take_value)
        thread.join(30)
        pids.update(told)
        time.sleep(0.1)
    assert len(pids) == 1


@posix
def test_a_clock_that_is_set_meanwhile_costs_no_picture(make_pool, master, monkeypatch):
    """As when a time server is heard some seconds after the start."""
    pool, wall, set_by = make_pool(seconds=30.0, pauses=()), time.time, [0.0]
    monkeypatch.setattr("time.time", lambda: wall() + set_by[0])
    pool.run("process", master, take_value)
    threading.Timer(0.2, lambda: set_by.__setitem__(0, 86_400.0)).start()
    assert pool.run("sleep", master, take_value, seconds=0.5) is None


@posix
def test_pictures_are_made_in_the_order_in_which_they_were_asked_for(
    make_pool, master, monkeypatch
):
    monkeypatch.setattr("kiosk.pictures.decoder_pool.WORKERS", 1)
    pool, begun, askers, all_asked = make_pool(), [], [], threading.Event()

    def take(decoder):
        all_asked.wait(30)
        begun.append(decoder.answer()["value"])
        decoder.is_idle = True

    for number in range(6):
        askers.append(start(pool.run, "echo", master, take, value=number))
        wait_until(lambda number=number: pool._busy == 1 and len(pool._waiting) == number)
    all_asked.set()
    for thread, told in askers:
        thread.join(30)
        assert told == [None]
    assert begun == list(range(6))


@posix
def test_large_pictures_are_decoded_one_at_a_time(make_pool, master):
    """What all decoders hold together stays within the bound of one."""
    pool, begun = make_pool(memory=400 * 1024**2), []

    def take(decoder):
        begun.append(time.monotonic())
        return take_value(decoder)

    threads = [
        start(pool.run, "sleep", master, take, seconds=0.4, needs=300 * 1024**2) for _ in range(2)
    ]
    for thread, told in threads:
        thread.join(30)
        assert told == [None]
    assert begun[1] - begun[0] >= 0.2


@posix
def test_an_ending_program_waits_for_no_decoder(make_pool, master):
    pool = make_pool()
    askers = [start(pool.run, "sleep", master, take_value, seconds=60) for _ in range(5)]
    wait_until(lambda: is_decoding(pool) and len(pool._waiting) == 3)
    pids = [decoder.pid for decoder in pool._all]
    pool.close()
    for asker, told in askers:
        asker.join(10)
        assert not asker.is_alive()
        assert isinstance(told[0], DecodingFailedError)
        assert "ending" in str(told[0])
    with pytest.raises(DecodingFailedError, match="ending"):
        pool.run("process", master, take_value)
    assert not any(map(runs, pids))


@posix
def test_a_decoder_that_was_killed_from_outside_costs_no_picture(make_pool, master):
    pool = make_pool(pauses=(0.2, 0.2))
    asker, told = start(pool.run, "sleep", master, take_value, seconds=0.5)
    wait_until(lambda: is_decoding(pool))
    time.sleep(0.3)
    for decoder in tuple(pool._all):
        os.kill(decoder.pid, signal.SIGKILL)
    asker.join(30)
    assert told == [None]


@pytest.mark.timing
@posix
def test_closing_does_not_wait_for_a_decoder_at_work(make_pool, master):
    pool = make_pool(pauses=())
    asker, told = start(pool.run, "spin", master, take_value)
    wait_until(lambda: is_decoding(pool))
    time.sleep(0.3)
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 1.0
    asker.join(10)
    assert isinstance(told[0], DecodingFailedError)


CRASHING = """
import sys, threading
from pathlib import Path
from kiosk.pictures.decoder_pool import DecoderPool

pool = DecoderPool(command=sys.argv[2:], pauses=())
for _ in range(2):
    threading.Thread(
        target=pool.run, args=("spin", Path(sys.argv[1]), lambda decoder: decoder.answer())
    ).start()
while len(pool._all) < 2 or any(decoder.is_idle for decoder in pool._all):
    pass
print(*(decoder.pid for decoder in pool._all), flush=True)
threading.Event().wait()
"""


@pytest.mark.timing
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends them at once")
def test_decoders_end_with_a_program_that_crashes(master):
    with subprocess.Popen(
        [sys.executable, "-c", CRASHING, str(master), *HARMFUL],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        pids = [int(word) for word in program.stdout.readline().split()]
        time.sleep(0.2)
        assert len(pids) == 2
        assert all(os.getpgid(pid) == pid for pid in pids), "a process group of its own"
        assert all(map(runs, pids))
        program.kill()
    wait_until(lambda: not any(map(runs, pids)), 2.0)


CLOSED_EARLY = """
import sys, threading, time
from pathlib import Path
from kiosk.pictures.decoder_pool import DecoderPool, DecodingFailedError

def ask():
    try:
        pool.derive(Path(sys.argv[2]), (30, 30), Path(sys.argv[3]))
    except DecodingFailedError:
        pass

pool = DecoderPool()
askers = [threading.Thread(target=ask) for _ in range(3)]
for asker in askers:
    asker.start()
time.sleep(float(sys.argv[1]))
pool.close()
for asker in askers:
    asker.join()
"""


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.05, 0.1, 0.2])
def test_closing_while_decoders_start_is_quiet(tmp_path, master, seconds):
    done = subprocess.run(
        [sys.executable, "-c", CLOSED_EARLY, str(seconds), str(master), str(tmp_path / "out")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_system_that_cannot_pass_open_files_decodes_too(tmp_path, master):
    pool = DecoderPool([tmp_path], pass_files=False, pauses=())
    try:
        assert pool.derive(master, (30, 30), tmp_path / "out").width == 60
        assert pool.make_tiles(master, tmp_path / "out").height == 30
        (tmp_path / "other.jpg").write_bytes(b"no picture")
        with pytest.raises(UnreadablePictureError):
            pool.derive(tmp_path / "other.jpg", (30, 30), tmp_path / "out")
    finally:
        pool.close()
