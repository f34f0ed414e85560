"""What happens to lobby computers, really done to the whole program, with a look at the glass before, during and after.

    KIOSK_FAULTS=all python -m pytest -s tests/faults          says what was on the screen each time

The suite does the short ones only. KIOSK_KILLS and KIOSK_SEED set how often and when the program is killed.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from wall import ROOT, WATCHDOG_SECONDS, Wall, copy_gallery

pytestmark = pytest.mark.skipif(
    shutil.which("Xvfb") is None or shutil.which("xrandr") is None, reason="needs Xvfb and xrandr (apt: xvfb, x11-xserver-utils)"
)
long = pytest.mark.skipif(os.environ.get("KIOSK_FAULTS") != "all", reason="takes longer; KIOSK_FAULTS=all does it too")


def say(fault: str, before: str, during: str, after: str, seconds: float) -> None:
    print(f"\n{fault}: before {before}, during {during}, after {after}; {seconds:.1f} s")


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


def test_killed_at_random_moments_it_is_back_within_three_seconds(tmp_path):
    dice = random.Random(int(os.environ.get("KIOSK_SEED", "7")))
    with Wall(tmp_path) as wall:
        wall.until("content")
        slowest = 0.0
        for _ in range(int(os.environ.get("KIOSK_KILLS", "2"))):
            wall.until_state(lambda state: state.get("last_frame"))
            # Falls in a row have rules of their own; here they are apart, as far as the keeper knows.
            pid = wall.pid
            time.sleep(dice.uniform(0, 1.5))
            os.kill(pid, signal.SIGKILL)
            wall.until("nothing", 2)
            slowest = max(slowest, wall.until("content"))
            wall.until_state(lambda state, pid=pid: state.get("pid") not in (None, pid))
        say("kill -9", "content", "nothing", "content", slowest)
        assert slowest < 3
        assert len(wall.children()) == 1
    # Asked to end, it does, and is not killed with its counts unwritten.
    assert "did not end when asked" not in wall.log.read_text()
    assert wall.state() == {}


@long
def test_falls_in_a_row_lead_to_a_careful_start_then_to_a_poster_and_never_to_a_desktop(tmp_path):
    with Wall(tmp_path) as wall:
        for expected in ("full", "full", "full", "safe", "safe", "safe"):
            wall.until_state(lambda state, mode=expected: state.get("mode") == mode and state.get("last_frame"))
            assert wall.until("content") < 20
            pid = wall.pid
            if expected == "full":
                # What is kept is written once the whole folder has been read.
                end = time.monotonic() + 5
                while not list((tmp_path / "cache" / "kiosk" / "folders").glob("*.whole")) and time.monotonic() < end:
                    time.sleep(0.05)
            (wall.runtime / "status.json").unlink()
            os.kill(pid, signal.SIGKILL)
        seconds = wall.until("poster")
        time.sleep(1)
        say("six crashes in a row", "content", "content of safe mode", wall.seen(), seconds)
        assert wall.seen() == "poster"


def test_a_frozen_screen_is_noticed_and_started_again(tmp_path):
    with Wall(tmp_path) as wall:
        wall.until("content")
        wall.until_state(lambda state: state.get("last_frame"))
        pid = wall.pid
        os.kill(pid, signal.SIGSTOP)
        seconds = wall.until_state(lambda state: state.get("pid") not in (None, pid))
        wall.until("content")
        say("SIGSTOP", "content", "content, frozen", "content", seconds)
        assert seconds < WATCHDOG_SECONDS + 6
        assert "frozen" in wall.log.read_text()


def test_a_full_disk_takes_nothing_off_the_screen(tmp_path, small_disk):
    (small_disk / "filler").write_bytes(b"x" * 200_000)
    wall = Wall(tmp_path / "wall")
    wall.environment = {"XDG_CACHE_HOME": str(small_disk), "KIOSK_RUNTIME": str(small_disk / "run")}
    wall.runtime = small_disk / "run"
    with wall:
        seconds = wall.until("content")
        time.sleep(3)
        say("full disk", "nothing", "content", wall.seen(), seconds)
        assert wall.seen() == "content"
        assert "ended" not in wall.log.read_text()


@long
def test_a_folder_that_is_unmounted_and_comes_back(tmp_path, share):
    copy_gallery(share)
    with Wall(tmp_path / "wall", folder=share) as wall:
        wall.until("content")
        wall.until_state(lambda state: state.get("works") == 4)
        pid = wall.pid
        subprocess.run(["umount", "-l", str(share)], check=True)
        time.sleep(6)
        during, works = wall.seen(), wall.state()["works"]
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(share)], check=True)
        copy_gallery(share, works=5)
        seconds = wall.until_state(lambda state: state.get("works") == 5, 30)
        say("unmounted", "content", f"{during}, {works} works", wall.seen(), seconds)
        assert (during, works, wall.seen(), wall.pid) == ("content", 4, "content", pid)


@pytest.mark.parametrize("name", ["works/00-stalls.md", "kiosk.es.yaml"])
def test_a_pipe_that_never_answers_is_passed_over(tmp_path, name):
    folder = copy_gallery(tmp_path / "gallery")
    (folder / name).parent.mkdir(exist_ok=True)
    os.mkfifo(folder / name)
    with Wall(tmp_path / "wall", folder=folder) as wall:
        seconds = wall.until("content", 8)
        wall.until_state(lambda state: state.get("works") == 4)
        say(f"a pipe as {name}", "nothing", "content", wall.seen(), seconds)


@long
def test_decoders_that_crash_take_nothing_else_along(tmp_path):
    with Wall(tmp_path / "wall") as wall:
        killed, end = 0, time.monotonic() + 6
        while time.monotonic() < end:
            for pid in wall.children():
                for child in wall.below(pid):
                    killed += 1
                    os.kill(child, signal.SIGKILL)
            time.sleep(0.1)
        during = wall.seen()
        seconds = wall.until("content")
        time.sleep(1)
        say(f"{killed} decoders killed", "nothing", during, wall.seen(), seconds)
        assert killed > 0
        assert wall.seen() == "content"
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
def test_a_machine_that_slept_shows_what_the_hour_asks_for(tmp_path):
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
    with wall:
        wall.until("content")
        wall.until_state(lambda state: state.get("works") == 4 and state.get("last_frame"))
        pid, seen = wall.pid, [wall.seen()]
        for moment, word in ((noon + timedelta(hours=10), "nothing"), (noon + timedelta(hours=21), "content")):
            wall.signal(signal.SIGSTOP)
            # Longer than the watchdog waits.
            time.sleep(WATCHDOG_SECONDS + 3)
            seen.append(wall.seen())
            now_it_is(moment)
            wall.signal(signal.SIGCONT)
            seconds = wall.until(word, 20)
            seen.append(wall.seen())
        assert seen == ["content", "content", "nothing", "nothing", "content"]
        glass, began = wall.glass().tobytes(), time.monotonic()
        while wall.glass().tobytes() == glass:
            assert time.monotonic() - began < 60, "the loop goes on"
            time.sleep(0.5)
        wall.until_state(lambda state: abs(float(state.get("written", 0)) - (noon + timedelta(hours=21)).timestamp()) < 200)
        say("slept until night, then until morning", seen[0], f"{seen[1]}, {seen[2]}, {seen[3]}", seen[4], seconds)
        assert (wall.pid, wall.state()["restarts"], wall.state()["clock"]) == (pid, 0, "good")
        assert "frozen" not in wall.log.read_text()
        assert "no frame for" not in wall.log.read_text()


@long
def test_the_clock_set_forward_and_back(tmp_path):
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
    with wall:
        wall.until("content")
        wall.until_state(lambda state: state.get("last_frame"))
        pid, seen = wall.pid, []
        for jump in (400, -4000, 0):
            set_to.write_text(f"{jump:+d}d\n")
            target = time.time() + jump * 86_400
            wall.until_state(lambda state, target=target: abs(float(state.get("written", 0)) - target) < 60)
            seen.append(wall.seen())
            # The wall clock is looked at every half minute.
            wall.until_state(lambda state, good=(jump == 0): state.get("clock") and (state["clock"] == "good") is good, 40)
        say("clock +400 d, -4000 d, right", "content", seen[1], seen[2], 0)
        assert seen == ["content"] * 3
        assert wall.pid == pid
        assert "frozen" not in wall.log.read_text()


@long
def test_the_screen_changes_its_resolution_goes_and_comes_back(tmp_path):
    with Wall(tmp_path) as wall:
        wall.until("content")
        wall.until_state(lambda state: state.get("last_frame"))
        pid = wall.pid
        wall.xrandr("--newmode", "1280x720", "74.5", *["1280", "1344", "1472", "1664", "720", "723", "728", "748"])
        wall.xrandr("--addmode", "screen", "1280x720")
        for size in ("1280x720", "1920x1080"):
            wall.xrandr("--output", "screen", "--mode", size)
            seconds = wall.until_state(lambda state, size=size: str(state.get("screen", "")).endswith(size), 15)
            time.sleep(1)
            assert wall.glass().size == tuple(int(number) for number in size.split("x"))
            assert wall.seen() == "content"
        wall.xrandr("--fb", "1920x1080", "--output", "screen", "--off")
        time.sleep(3)
        assert wall.running()
        wall.xrandr("--output", "screen", "--mode", "1920x1080")
        after = wall.until("content")
        say("resolution, output off and on", "content", "no output", "content", max(seconds, after))
        assert wall.pid == pid


def test_two_screens_of_one_machine_each_have_a_keeper_of_their_own(tmp_path):
    """A gallery on the left, a board on the right; one falls and comes back, the other does not notice."""
    board = tmp_path / "board"
    (board / "events").mkdir(parents=True)
    (board / "kiosk.yaml").write_text("title: The board\ntimezone: America/Los_Angeles\n")
    (board / "events" / "one.md").write_text("---\ntitle: Far ahead\nwhen: 2099-01-13 13:00-14:00\n---\nx\n")
    wall = Wall(tmp_path / "wall")
    wall.arguments = ["--screen", "LEFT"]
    with wall:
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
            os.kill(seen.pid, signal.SIGKILL)
            seconds = seen.until_state(lambda state: state.get("restarts") == 1 and state.get("last_frame"))
            time.sleep(1)
            say("one of two screens falls", "a gallery and a board", "the gallery", "a gallery and a board", seconds)
            assert wall.pid == pid
            assert wall.state()["restarts"] == 0
            assert wall.glass().crop((960, 0, 1920, 1080)).tobytes() == right, "the board is as it was"
            wall.glass().save(os.environ.get("KIOSK_GLASS", str(tmp_path / "glass.png")))
        finally:
            second.terminate()
            second.wait(15)
