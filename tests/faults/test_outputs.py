"""Screens under Wayland: pulled out, plugged in, changed, asleep, none at the start; with a look at
the screen before, during and after.

cage 0.1.4 (Debian 12) ends when its last screen goes, on a real machine as here, and the service
starts it again. Newer ones, and what else builds on wlroots, go on without any: that is done to
sway. What sleeps under sway is a window that is asked for no frame, as behind a monitor that is
off: its backend on X switches no output off.
"""

import re
import shutil
import time
from pathlib import Path

import pytest

from kiosk.exit_codes import EXIT_STOPPED
from tests.faults.outputs import SIZE, Outputs, needs_namespace
from tests.faults.running_kiosk import (
    WATCHDOG_SECONDS,
    copy_gallery,
    hold_for,
    hold_status,
    long,
)
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


def asked_for(request: str, log: Path) -> int:
    """How often the program asked the compositor for that, by WAYLAND_DEBUG's lines."""
    kind, _, verb = request.partition(".")
    return len(re.findall(rf"-> {kind}[@#]\d+\.{verb}\(", log.read_text()))


@caged
@pytest.mark.parametrize("pulled", [pytest.param(0, marks=long), 1])
def test_under_cage_one_of_two_screens_goes_and_the_other_changes(
    tmp_path, folder, report: Report, pulled
):
    """The screen that stays moves to the left edge. cage 0.1.4 tells the window nothing of it."""
    name = ("X11-1", "X11-2")[1 - pulled]
    with (
        Outputs(
            tmp_path / "wall", folder, "cage", outputs=2, environment={"WAYLAND_DEBUG": "client"}
        ) as running,
        report.of("cage: one of two screens pulled out", running) as row,
    ):
        running.resize(SIZE, SIZE)
        running.until(lambda: running.seen() == "content")
        running.until(lambda: running.state().get("screen") == "X11-1 3840x1080")
        pid = running.state()["pid"]
        row.before("one picture across both")
        running.pull(pulled)
        running.resize(SIZE)
        assert running.comes(name, SIZE) < 8
        assert row.during("one screen") == "content"
        # Each time that the window is mapped it has its keepalive: under cage 0.1.4 it is mapped
        # again, newer ones tell it the size.
        mapped = asked_for("xdg_surface.get_toplevel", running.log)
        assert asked_for("wl_subcompositor.get_subsurface", running.log) == mapped > 0
        running.resize(SMALL)
        seconds = running.comes(name, SMALL)
        assert row.after(seconds, "another resolution") == "content"
        assert seconds < 8
        assert (running.state()["pid"], running.state()["restarts"]) == (pid, 0)


@caged
def test_under_cage_the_last_screen_goes_and_the_service_starts_it_again(
    tmp_path, folder, report: Report
):
    """``Restart=always`` after all exit codes but EXIT_STOPPED: here the test is systemd. cage
    waits for the supervisor to end, behind a door that stays open.
    """
    with (
        Outputs(tmp_path / "wall", folder, "cage") as running,
        report.of("cage: the only screen pulled out", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        assert row.before() == "content"
        began = time.monotonic()
        running.pull()
        assert row.during() == "nothing"
        assert running.process.wait(30) != EXIT_STOPPED, running.log.read_text()
        ended = time.monotonic() - began
        assert running.alive() == []
        time.sleep(1)  # the unit's RestartSec
        running.start()
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        assert (
            row.after(time.monotonic() - began, f"the service had ended after {ended:.1f} s")
            == "content"
        )
        # Well below the supervisor's patience with a server that stands still: the screen is black
        # for as long.
        assert ended < WATCHDOG_SECONDS + 3


@caged
def test_under_cage_the_loop_goes_on_after_frames_in_which_nothing_changes(
    tmp_path, folder, report: Report
):
    """On a screen that does not tick by itself, as a real one does not. A headless output does, and
    shows nothing of it.
    """
    with (
        Outputs(tmp_path / "wall", folder, "cage") as running,
        report.of("cage: frames in which nothing changes", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        row.before()
        first = running.grab_screen().crop((0, 0, 1920, 800)).tobytes()
        seconds = running.until(
            lambda: (
                running.grab_screen().crop((0, 0, 1920, 800)).tobytes() != first
                and running.seen() == "content"
            ),
            40,
        )
        assert row.after(seconds, "the next work") == "content"


@swayed
def test_all_screens_go_and_another_comes(tmp_path, folder, report: Report):
    with (
        Outputs(tmp_path / "wall", folder, "sway") as running,
        report.of("sway: all screens pulled out, then a new one", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        pid = running.state()["pid"]
        assert row.before() == "content"
        running.resize(SMALL)
        running.comes("X11-1", SMALL)
        running.until(lambda: running.seen() == "content", 10)
        row.during(f"{SMALL[0]}x{SMALL[1]}")
        running.pull()
        # Longer than the supervisor waits for a word.
        hold_status(running, WATCHDOG_SECONDS + 3, pid=pid, restarts=0)
        assert row.during("no screen") == "nothing"
        assert (running.state()["screen"], running.state()["pid"]) == ("", pid)
        running.sway("create_output")
        running.resize(SIZE)
        seconds = running.comes("X11-2", SIZE)
        assert row.after(seconds, "another screen") == "content"
        assert (running.state()["pid"], running.state()["restarts"]) == (pid, 0)
        assert seconds < 8


@swayed
@long
def test_a_new_screen_is_there_before_the_old_one_goes(tmp_path, folder, report: Report):
    """A cable that is put into another socket; here the old one is the left one."""
    with (
        Outputs(tmp_path / "wall", folder, "sway") as running,
        report.of("sway: moved to another screen", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        pid = running.state()["pid"]
        running.sway("create_output")
        running.resize(SIZE, SMALL)
        assert row.before("and an empty screen beside it") == "content"
        running.pull()
        # sway takes what was on the old one to a workspace of the new one that is not in sight.
        running.sway("workspace", "1")
        running.resize(SMALL)
        seconds = running.comes("X11-2", SMALL)
        assert row.after(seconds, "the other screen") == "content"
        assert (running.state()["pid"], running.state()["restarts"]) == (pid, 0)
        assert seconds < 8


@swayed
@long
@pytest.mark.parametrize("command", ["supervise", "poster"])
def test_without_a_screen_it_waits_and_asleep_it_is_left_alone(
    tmp_path, folder, report: Report, command
):
    """Each for longer than the program waits for a frame, and the supervisor for the program."""
    running = Outputs(tmp_path / "wall", folder, "sway", outputs=0, command=command)
    word = "content" if command == "supervise" else "poster"
    with (
        running,
        report.of(
            f"sway: no screen at the start, then one that sleeps ({command})", running
        ) as row,
    ):
        hold_for(45, lambda: running.process.poll() is None, running.log)
        assert row.during("no screen") == "nothing"
        began = time.monotonic()
        running.sway("create_output")
        running.resize(SIZE)
        running.until(lambda: running.seen() == word)
        seconds = time.monotonic() - began
        running.until(lambda: running.state().get("screen") == "X11-1 1920x1080")
        pid = running.state()["pid"]
        row.during("plugged in")
        running.sway("workspace", "2")
        hold_status(running, 45, pid=pid, restarts=0)
        assert row.during("asleep") == "nothing"
        running.sway("workspace", "1")
        running.until(lambda: running.seen() == word, 5)
        assert row.after(seconds, "awake") == word
        running.pull()
        hold_status(running, 45, pid=pid, restarts=0)
        running.sway("create_output")
        running.resize(SIZE)
        running.until(lambda: running.seen() == word, 8)
        assert (running.state()["pid"], running.state()["restarts"]) == (pid, 0)
        assert "restarting in" not in running.log.read_text()
