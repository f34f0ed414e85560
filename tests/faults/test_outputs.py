"""Screens under Wayland: pulled out, plugged in, changed, asleep, none at the start; with a look at the glass before, during and after.

cage 0.1.4 (Debian 12) ends when its last screen goes, on a real machine as here, and the service starts it again. Newer ones, and what else
builds on wlroots, go on without any: that is done to sway. What sleeps under sway is a window that is asked for no frame, as behind a
monitor that is off: its backend on X switches no output off.
"""

import shutil
import time
from pathlib import Path

import pytest

from kiosk.exit_codes import EXIT_STOPPED
from tests.faults.outputs import SIZE, Outputs, needs_namespace
from tests.faults.running_kiosk import WATCHDOG_SECONDS, copy_gallery, long
from tests.faults.screen_report import Report

pytestmark = [
    needs_namespace,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (apt: xvfb)"),
]
caged = pytest.mark.skipif(
    not (shutil.which("cage") and shutil.which("Xwayland")),
    reason="needs cage and Xwayland (apt: cage xwayland)",
)
swayed = pytest.mark.skipif(
    not (shutil.which("sway") and shutil.which("swaymsg")), reason="needs sway (apt: sway)"
)
SMALL = (1280, 720)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_gallery(tmp_path / "gallery")


@caged
def test_under_cage_one_of_two_screens_goes_and_the_other_changes(tmp_path, folder, report: Report):
    with (
        Outputs(tmp_path / "wall", folder, "cage", outputs=2) as wall,
        report.of("cage: one of two screens pulled out", wall) as row,
    ):
        wall.resize(SIZE, SIZE)
        wall.until(lambda: wall.seen() == "content")
        wall.until(lambda: wall.state().get("last_frame"))
        pid = wall.state()["pid"]
        row.before("one picture across both")
        wall.pull(1)
        wall.resize(SIZE)
        assert wall.comes("X11-1", SIZE) < 8
        assert row.during("one screen") == "content"
        wall.resize(SMALL)
        seconds = wall.comes("X11-1", SMALL)
        assert row.after(seconds, "another resolution") == "content"
        assert seconds < 8
        assert (wall.state()["pid"], wall.state()["restarts"]) == (pid, 0)


@caged
def test_under_cage_the_last_screen_goes_and_the_service_starts_it_again(
    tmp_path, folder, report: Report
):
    """``Restart=always`` after all but LEFT: here the test is systemd. cage waits for the keeper to end, behind a door that stays open."""
    with (
        Outputs(tmp_path / "wall", folder, "cage") as wall,
        report.of("cage: the only screen pulled out", wall) as row,
    ):
        wall.resize(SIZE)
        wall.comes("X11-1", SIZE)
        assert row.before() == "content"
        began = time.monotonic()
        wall.pull()
        assert row.during() == "nothing"
        assert wall.process.wait(30) != EXIT_STOPPED, wall.log.read_text()
        ended = time.monotonic() - began
        assert wall.alive() == []
        time.sleep(1)
        wall.start()
        wall.resize(SIZE)
        wall.comes("X11-1", SIZE)
        assert (
            row.after(time.monotonic() - began, f"the service had ended after {ended:.1f} s")
            == "content"
        )
        # Well below the keeper's patience with a server that stands still: the screen is black for as long.
        assert ended < WATCHDOG_SECONDS + 3


@caged
def test_under_cage_the_loop_goes_on_after_frames_in_which_nothing_changes(
    tmp_path, folder, report: Report
):
    """On a screen that does not tick by itself, as a real one does not. A headless output does, and shows nothing of it."""
    with (
        Outputs(tmp_path / "wall", folder, "cage") as wall,
        report.of("cage: frames in which nothing changes", wall) as row,
    ):
        wall.resize(SIZE)
        wall.comes("X11-1", SIZE)
        row.before()
        first = wall.glass().crop((0, 0, 1920, 800)).tobytes()
        seconds = wall.until(
            lambda: (
                wall.glass().crop((0, 0, 1920, 800)).tobytes() != first and wall.seen() == "content"
            ),
            40,
        )
        assert row.after(seconds, "the next work") == "content"


@swayed
def test_all_screens_go_and_another_comes(tmp_path, folder, report: Report):
    with (
        Outputs(tmp_path / "wall", folder, "sway") as wall,
        report.of("sway: all screens pulled out, then a new one", wall) as row,
    ):
        wall.resize(SIZE)
        wall.comes("X11-1", SIZE)
        pid = wall.state()["pid"]
        assert row.before() == "content"
        wall.resize(SMALL)
        wall.comes("X11-1", SMALL)
        assert row.during(f"{SMALL[0]}x{SMALL[1]}") == "content"
        wall.pull()
        # Longer than the keeper waits for a word.
        time.sleep(WATCHDOG_SECONDS + 3)
        assert row.during("no screen") == "nothing"
        assert (wall.state()["screen"], wall.state()["pid"]) == ("", pid)
        wall.sway("create_output")
        wall.resize(SIZE)
        seconds = wall.comes("X11-2", SIZE)
        assert row.after(seconds, "another screen") == "content"
        assert (wall.state()["pid"], wall.state()["restarts"]) == (pid, 0)
        assert seconds < 8


@swayed
@long
def test_a_new_screen_is_there_before_the_old_one_goes(tmp_path, folder, report: Report):
    """A cable that is put into another socket; here the old one is the left one."""
    with (
        Outputs(tmp_path / "wall", folder, "sway") as wall,
        report.of("sway: moved to another screen", wall) as row,
    ):
        wall.resize(SIZE)
        wall.comes("X11-1", SIZE)
        pid = wall.state()["pid"]
        wall.sway("create_output")
        wall.resize(SIZE, SMALL)
        assert row.before("and an empty screen beside it") == "content"
        wall.pull()
        # sway takes what was on the old one to a workspace of the new one that is not in sight.
        wall.sway("workspace", "1")
        wall.resize(SMALL)
        seconds = wall.comes("X11-2", SMALL)
        assert row.after(seconds, "the other screen") == "content"
        assert (wall.state()["pid"], wall.state()["restarts"]) == (pid, 0)
        assert seconds < 8


@swayed
@long
@pytest.mark.parametrize("command", ["supervise", "poster"])
def test_without_a_screen_it_waits_and_asleep_it_is_left_alone(
    tmp_path, folder, report: Report, command
):
    """Each for longer than the program waits for a frame, and the keeper for the program."""
    wall = Outputs(tmp_path / "wall", folder, "sway", outputs=0, command=command)
    word = "content" if command == "supervise" else "poster"
    with (
        wall,
        report.of(f"sway: no screen at the start, then one that sleeps ({command})", wall) as row,
    ):
        time.sleep(45)
        assert row.during("no screen") == "nothing"
        assert wall.process.poll() is None
        began = time.monotonic()
        wall.sway("create_output")
        wall.resize(SIZE)
        wall.until(lambda: wall.seen() == word)
        seconds = time.monotonic() - began
        wall.until(lambda: wall.state().get("screen") == "X11-1 1920x1080")
        pid = wall.state()["pid"]
        row.during("plugged in")
        wall.sway("workspace", "2")
        time.sleep(45)
        assert row.during("asleep") == "nothing"
        wall.sway("workspace", "1")
        wall.until(lambda: wall.seen() == word, 5)
        assert row.after(seconds, "awake") == word
        wall.pull()
        time.sleep(45)
        wall.sway("create_output")
        wall.resize(SIZE)
        wall.until(lambda: wall.seen() == word, 8)
        assert (wall.state()["pid"], wall.state()["restarts"]) == (pid, 0)
        assert "starting it again" not in wall.log.read_text()
