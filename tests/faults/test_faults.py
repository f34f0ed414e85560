"""What happens to lobby computers, really done to the whole program, with a look at the glass before, during and after.

    KIOSK_FAULTS=all python -m pytest tests/faults          writes a page of what was seen, out/faults/index.html

The suite does the short ones only. KIOSK_KILLS and KIOSK_SEED set how often and when the program is killed, KIOSK_FAULTS_REPORT where
the page goes.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import ImageStat

sys.path.insert(0, str(Path(__file__).parent))
import hand
from glass import Report
from stall import Stall
from wall import ROOT, WATCHDOG_SECONDS, Wall, copy_gallery

pytestmark = pytest.mark.skipif(
    shutil.which("Xvfb") is None or shutil.which("xrandr") is None, reason="needs Xvfb and xrandr (apt: xvfb, x11-xserver-utils)"
)
LONG = os.environ.get("KIOSK_FAULTS") == "all"
long = pytest.mark.skipif(not LONG, reason="takes longer; KIOSK_FAULTS=all does it too")


@pytest.fixture
def small_disk(tmp_path):
    """A mounted tmpfs of a quarter of a megabyte."""
    yield from _mounted(tmp_path / "disk", "256k")


@pytest.fixture
def share(tmp_path):
    """A mounted tmpfs that holds a gallery."""
    yield from _mounted(tmp_path / "share", "64m")


def _mounted(place: Path, size: str):
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("only root may mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def another(wall: Wall, than: int) -> int:
    """The number of the child that the keeper has started since."""
    began = time.monotonic()
    while not (found := [pid for pid in wall.children() if pid != than]):
        assert time.monotonic() - began < 20, wall.log.read_text()
        time.sleep(0.01)
    return found[0]


def test_killed_at_random_moments_it_is_back_within_three_seconds(tmp_path, report: Report):
    """Every other time within its start, while it reads, decodes and writes what it keeps; else within some seconds of showing content."""
    dice = random.Random(int(os.environ.get("KIOSK_SEED", "7")))
    wall = Wall(tmp_path)
    # Falls in a row have rules of their own; here they are apart, as far as the keeper knows.
    wall.environment = {"KIOSK_WELL_SECONDS": "0"}
    with wall, report.of("kill -9 at random moments", wall) as row:
        wall.until("content")
        wall.until_state(lambda state: state.get("last_frame"))
        assert row.before() == "content"
        pid, slowest = wall.pid, 0.0
        for number in range(int(os.environ.get("KIOSK_KILLS", "4"))):
            if number % 2:
                time.sleep(dice.uniform(0, 0.9))
            else:
                wall.until("content")
                time.sleep(dice.uniform(0, 6 if LONG else 2))
            os.kill(pid, signal.SIGKILL)
            killed, pid = time.monotonic(), another(wall, pid)
            if not number:
                assert row.during() == "nothing"
            if not number % 2:
                continue
            wall.until("content")
            slowest = max(slowest, time.monotonic() - killed)
        wall.until_state(lambda state: state.get("pid") == pid and state.get("works") == 4)
        time.sleep(1)
        assert row.after(slowest) == "content"
        assert slowest < 3
        assert wall.children() == [pid]
        assert (wall.state()["mode"], wall.state()["failed_pictures"]) == ("full", 0)
    said = wall.log.read_text()
    assert "Traceback" not in said
    # Asked to end, it does, and is not killed with its counts unwritten.
    assert "did not end when asked" not in said
    assert wall.state() == {}


@long
def test_falls_in_a_row_lead_to_a_careful_start_then_to_a_poster_and_never_to_a_desktop(tmp_path, report: Report):
    with Wall(tmp_path) as wall, report.of("six crashes in a row", wall) as row:
        for expected in ("full", "full", "full", "safe", "safe", "safe"):
            wall.until_state(lambda state, mode=expected: state.get("mode") == mode and state.get("last_frame"))
            assert wall.until("content") < 20
            # What is kept is written once the whole folder has been read.
            wait_for(lambda: list((tmp_path / "cache" / "kiosk" / "folders").glob("*.memory")))
            wall.until_state(lambda state: state.get("works") == 4)
            assert (row.during if expected == "safe" else row.before)(f"{expected} mode") == "content"
            assert ("drawing as asked for: software" in wall.log.read_text()) is (expected == "safe")
            pid = wall.pid
            (wall.runtime / "status.json").unlink()
            os.kill(pid, signal.SIGKILL)
        seconds = wall.until("poster")
        time.sleep(1)
        assert row.after(seconds) == "poster"


def wait_for(met: Callable[[], object], seconds: float = 10.0) -> float:
    began = time.monotonic()
    while not met():
        assert time.monotonic() - began < seconds
        time.sleep(0.05)
    return time.monotonic() - began


def test_a_frozen_screen_is_noticed_and_started_again(tmp_path, report: Report):
    with Wall(tmp_path) as wall, report.of("the program stands still (SIGSTOP)", wall) as row:
        wall.until("content")
        wall.until_state(lambda state: state.get("last_frame"))
        assert row.before() == "content"
        pid = wall.pid
        os.kill(pid, signal.SIGSTOP)
        time.sleep(2)
        assert row.during("frozen") == "content"
        seconds = 2 + wall.until_state(lambda state: state.get("pid") not in (None, pid))
        wall.until("content")
        assert row.after(seconds) == "content"
        assert seconds < WATCHDOG_SECONDS + 6
        assert "frozen" in wall.log.read_text()


@pytest.mark.parametrize(
    ("deed", "words", "seconds"),
    [("!lost", "the graphics card was lost: the hand took it", 5), pytest.param("!blind", "although one was asked for", 40, marks=long)],
)
def test_a_screen_that_draws_no_more_is_started_again(tmp_path, report: Report, deed, words, seconds):
    """Its program and its timers live; only what comes to the glass tells that something is wrong."""
    folder = copy_gallery(tmp_path / "gallery")
    wall = Wall(tmp_path / "wall", folder=folder)
    wall.program = hand.call(folder, [deed])
    with wall, report.of({"!lost": "the graphics card is lost", "!blind": "no frames come any more"}[deed], wall) as row:
        wall.until("content")
        wall.until_state(lambda state: state.get("last_frame"))
        row.before()
        pid = wall.pid
        began = time.monotonic()
        wait_for(lambda: f"done: {deed}" in wall.log.read_text(), 20)
        row.during()
        wait_for(lambda: words in wall.log.read_text(), seconds)
        wall.until_state(lambda state: state.get("pid") not in (None, pid) and state.get("restarts") == 1 and state.get("last_frame"))
        wall.until("content")
        assert row.after(time.monotonic() - began) == "content"


def test_a_full_disk_takes_nothing_off_the_screen(tmp_path, small_disk, report: Report):
    (small_disk / "filler").write_bytes(b"x" * 200_000)
    wall = Wall(tmp_path / "wall")
    wall.environment = {"XDG_CACHE_HOME": str(small_disk), "KIOSK_RUNTIME": str(small_disk / "run")}
    wall.runtime = small_disk / "run"
    with wall, report.of("the disk is full", wall) as row:
        row.before()
        seconds = wall.until("content")
        time.sleep(3)
        assert row.after(seconds) == "content"
        assert "ended" not in wall.log.read_text()


@long
def test_a_folder_that_is_unmounted_and_comes_back(tmp_path, share, report: Report):
    copy_gallery(share)
    with Wall(tmp_path / "wall", folder=share) as wall, report.of("the folder is unmounted", wall) as row:
        wall.until("content")
        wall.until_state(lambda state: state.get("works") == 4)
        pid = wall.pid
        row.before()
        subprocess.run(["umount", "-l", str(share)], check=True)
        time.sleep(6)
        during, works = row.during(), wall.state()["works"]
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(share)], check=True)
        copy_gallery(share, works=5)
        seconds = wall.until_state(lambda state: state.get("works") == 5, 30)
        assert (during, works, row.after(seconds), wall.pid) == ("content", 4, "content", pid)


@pytest.mark.parametrize("name", ["works/01-what-the-morning-kept.md", pytest.param("works/02-vessel-rejoined.jpg", marks=long)])
def test_a_share_that_stalls_while_a_file_is_read(tmp_path, report: Report, name):
    """The screen goes on; one that is started meanwhile shows the last good works, in the long form safe mode too."""
    folder = copy_gallery(tmp_path / "gallery")
    try:
        with Stall(folder / name):
            pass
    except OSError as error:
        pytest.skip(f"only root may let a file stall: {error}")
    with Wall(tmp_path / "wall", folder=folder) as wall, report.of(f"reading {name} stalls", wall) as row:
        wall.until("content")
        wall.until_state(lambda state: state.get("works") == 4)
        wait_for(lambda: list((tmp_path / "wall" / "cache" / "kiosk" / "folders").glob("*.memory")))
        assert row.before() == "content"
        pid, edition = wall.pid, wall.state()["content"]
        changed = (folder / name).read_bytes() + b"\n"
        with Stall(folder / name) as stalls:
            (folder / name).write_bytes(changed)
            waits: list[int] = []
            wait_for(lambda: waits.extend(stalls.waiting()) or waits, 20)
            # Whoever waits is of the program: its reader, or a decoder.
            assert set(waits) <= {pid, *wall.below(pid)}
            time.sleep(WATCHDOG_SECONDS + 3)
            assert row.during("shown before") == "content"
            assert (wall.pid, wall.state()["restarts"]) == (pid, 0)
            for mode in ["full", "full", "safe"] if LONG else ["full"]:
                os.kill(pid, signal.SIGKILL)
                seconds = wall.until_state(lambda state, pid=pid: state.get("pid") not in (None, pid) and state.get("last_frame"), 40)
                wall.until("content", 10)
                pid = wall.pid
                assert row.during(f"started anew in {mode} mode, {seconds:.0f} s") == "content"
                assert wall.state()["mode"] == mode
                # In safe mode what changed since is not shown: it may be what fails.
                assert wall.state()["works"] == (3 if mode == "safe" else 4)
        if wall.state()["mode"] == "full":
            wall.until_state(lambda state: state.get("content") not in ("", edition, "last good") and state.get("works") == 4, 20)
        assert row.after(seconds) == "content"
        assert wall.pid == pid


def test_a_pipe_that_never_answers_is_passed_over(tmp_path, report: Report):
    folder = copy_gallery(tmp_path / "gallery")
    os.mkfifo(folder / "kiosk.es.yaml")
    with Wall(tmp_path / "wall", folder=folder) as wall, report.of("a pipe among the files", wall) as row:
        seconds = wall.until("content", 8)
        wall.until_state(lambda state: state.get("works") == 4)
        assert row.after(seconds) == "content"


@long
def test_decoders_that_crash_take_nothing_else_along(tmp_path, report: Report):
    with Wall(tmp_path / "wall") as wall, report.of("decoders crash, again and again", wall) as row:
        killed, end = 0, time.monotonic() + 6
        row.before()
        while time.monotonic() < end:
            for pid in wall.children():
                for child in wall.below(pid):
                    killed += 1
                    os.kill(child, signal.SIGKILL)
            time.sleep(0.1)
        row.during(f"{killed} killed")
        seconds = wall.until("content")
        time.sleep(1)
        assert killed > 0
        assert row.after(seconds) == "content"
        assert wall.state()["restarts"] == 0


# A sleeping machine's wall clock goes on, and so does the one that counts from its boot; what timers run on stands still.
SLEPT = """
import time

def moved():
    with open({moved!r}) as file:
        return float(file.read())

wall, other = time.time, time.clock_gettime
time.time = lambda: wall() + moved()
time.clock_gettime = lambda clock: other(clock) + (moved() if clock == time.CLOCK_BOOTTIME else 0.0)
"""


@long
def test_a_machine_that_slept_shows_what_the_hour_asks_for(tmp_path, report: Report):
    """Its programs stand still, and the clocks that count a sleep have gone on: nothing falls, the hours are judged anew."""
    here = datetime.now(ZoneInfo("America/Los_Angeles"))
    noon = (here + timedelta(days=7 + (1 - here.weekday()) % 7)).replace(hour=12, minute=0)
    moved = tmp_path / "moved"
    (tmp_path / "sitecustomize.py").write_text(SLEPT.format(moved=str(moved)))

    def now_it_is(moment: datetime) -> None:
        unfinished = moved.with_suffix(".new")
        unfinished.write_text(str((moment - datetime.now(moment.tzinfo)).total_seconds()))
        unfinished.replace(moved)

    now_it_is(noon)
    folder = copy_gallery(tmp_path / "gallery")
    assert "Monday-Friday: 8:00 AM-5:00 PM" in (folder / "kiosk.yaml").read_text()
    wall = Wall(tmp_path / "wall", folder=folder)
    wall.environment = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "KIOSK_HOURS": "keep"}
    with wall, report.of("the machine sleeps until night, then until morning", wall) as row:
        wall.until("content")
        wall.until_state(lambda state: state.get("works") == 4 and state.get("last_frame"))
        pid, seen = wall.pid, [row.before("noon")]
        for moment, word in ((noon + timedelta(hours=10), "nothing"), (noon + timedelta(hours=21), "content")):
            wall.signal(signal.SIGSTOP)
            # Longer than the watchdog waits.
            time.sleep(WATCHDOG_SECONDS + 3)
            seen.append(row.during("asleep"))
            now_it_is(moment)
            wall.signal(signal.SIGCONT)
            seconds = wall.until(word, 20)
            seen.append(row.during("night") if word == "nothing" else row.after(seconds, "morning"))
        assert seen == ["content", "content", "nothing", "nothing", "content"]
        glass, began = wall.glass().tobytes(), time.monotonic()
        while wall.glass().tobytes() == glass:
            assert time.monotonic() - began < 60, "the loop goes on"
            time.sleep(0.5)
        wall.until_state(lambda state: abs(float(state.get("written", 0)) - (noon + timedelta(hours=21)).timestamp()) < 200)
        assert (wall.pid, wall.state()["restarts"], wall.state()["clock"]) == (pid, 0, "good")
        assert "frozen" not in wall.log.read_text()
        assert "no frame for" not in wall.log.read_text()


@long
def test_the_clock_set_forward_and_back(tmp_path, report: Report):
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        pytest.skip("needs libfaketime (apt: libfaketime)")
    set_to = tmp_path / "time"
    set_to.write_text("+0d\n")
    wall = Wall(tmp_path / "wall")
    wall.environment = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(set_to),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with wall, report.of("the clock is set 400 days forward, 4000 back, and right", wall) as row:
        wall.until("content")
        wall.until_state(lambda state: state.get("last_frame"))
        pid, seen = wall.pid, []
        row.before()
        for jump in (400, -4000, 0):
            set_to.write_text(f"{jump:+d}d\n")
            target = time.time() + jump * 86_400
            wall.until_state(lambda state, target=target: abs(float(state.get("written", 0)) - target) < 60)
            seen.append(row.during(f"{jump:+d} days") if jump else row.after(0.0))
            # The wall clock is looked at every half minute.
            wall.until_state(lambda state, good=(jump == 0): state.get("clock") and (state["clock"] == "good") is good, 40)
        assert seen == ["content"] * 3
        assert wall.pid == pid
        assert "frozen" not in wall.log.read_text()


@long
def test_the_screen_changes_its_resolution_goes_and_comes_back(tmp_path, report: Report):
    with Wall(tmp_path) as wall, report.of("another resolution, then no screen for a minute", wall) as row:
        wall.until("content")
        wall.until_state(lambda state: state.get("last_frame"))
        row.before()
        pid = wall.pid
        wall.xrandr("--newmode", "1280x720", "74.5", *["1280", "1344", "1472", "1664", "720", "723", "728", "748"])
        wall.xrandr("--addmode", "screen", "1280x720")
        for size in ("1280x720", "1920x1080"):
            wall.xrandr("--output", "screen", "--mode", size)
            wall.until_state(lambda state, size=size: str(state.get("screen", "")).endswith(size), 15)
            time.sleep(1)
            assert wall.glass().size == tuple(int(number) for number in size.split("x"))
            assert row.during(size) == "content"
        wall.unplug()
        # Longer than the program waits for a frame, and the keeper for the program.
        time.sleep(60)
        row.during("no screen")
        assert (wall.running(), wall.pid) == (True, pid)
        wall.plug()
        assert row.after(wall.until("content")) == "content"
        assert (wall.pid, wall.state()["restarts"]) == (pid, 0)


@long
def test_a_screen_that_is_not_plugged_in_yet_is_waited_for(tmp_path, report: Report):
    wall = Wall(tmp_path)
    wall.plugged = False
    with wall, report.of("started without a screen", wall) as row:
        time.sleep(30)
        row.during("no screen for half a minute")
        assert wall.running()
        wall.plug()
        seconds = wall.until("content")
        wall.until_state(lambda state: state.get("screen") == "screen 1920x1080" and state.get("works") == 4)
        assert row.after(seconds) == "content"


def test_two_screens_of_one_machine_each_have_a_keeper_of_their_own(tmp_path, report: Report):
    """A gallery on the left, a board on the right; one falls and comes back, the other does not notice."""
    board = tmp_path / "board"
    (board / "events").mkdir(parents=True)
    (board / "kiosk.yaml").write_text("title: The board\ntimezone: America/Los_Angeles\n")
    (board / "events" / "one.md").write_text("---\ntitle: Far ahead\nwhen: 2099-01-13 13:00-14:00\n---\nx\n")
    wall = Wall(tmp_path / "wall")
    wall.arguments = ["--screen", "LEFT"]
    with wall, report.of("one of two screens falls", wall) as row:
        for name, x, output in (("LEFT", 0, "screen"), ("RIGHT", 960, "none")):
            wall.xrandr("--setmonitor", name, f"960/254x1080/286+{x}+0", output)
        other = wall._environment
        call = [sys.executable, "-m", "kiosk", "keep", str(board), "--screen", "RIGHT"]
        with (tmp_path / "log").open("w") as log:
            second = subprocess.Popen(call, env=other, stdout=log, stderr=log, start_new_session=True)
        try:
            seen = Wall(tmp_path / "unused", folder=board)
            # One place for both, and in it one for each.
            seen.runtime, seen.log = wall.runtime / "RIGHT", tmp_path / "log"
            wall.runtime /= "LEFT"
            wall.until_state(lambda state: state.get("screen") == "LEFT 960x1080" and state.get("works"))
            seen.until_state(lambda state: state.get("screen") == "RIGHT 960x1080" and state.get("last_frame"))
            assert (wall.state()["works"], seen.state()["works"]) == (4, 0)
            pid = wall.pid
            right = wall.glass().crop((960, 0, 1920, 1080)).tobytes()
            row.before("a gallery and a board")
            os.kill(seen.pid, signal.SIGKILL)
            time.sleep(0.2)
            row.during("a gallery")
            assert sum(ImageStat.Stat(wall.glass().crop((1000, 40, 1900, 1040))).stddev) < 1, "the right one is empty"
            seconds = seen.until_state(lambda state: state.get("restarts") == 1 and state.get("last_frame"))
            time.sleep(1)
            row.after(seconds, "a gallery and a board")
            assert wall.pid == pid
            assert wall.state()["restarts"] == 0
            assert wall.glass().crop((960, 0, 1920, 1080)).tobytes() == right, "the board is as it was"
        finally:
            second.terminate()
            second.wait(15)
