"""The process lives and reports frames, but the screen shows another picture."""

import ctypes.util
import time
from contextlib import closing

import pytest

from kiosk.app.glass_watch import OWN_FRAME_SECONDS, RAISE_MISSES, STUCK_MISSES
from kiosk.app.health_monitor import PERIOD_MS
from tests.faults import virtual_touch
from tests.faults.glass import Glass
from tests.faults.running_kiosk import RunningKiosk, hold_status, long, needs_x, wait_for
from tests.faults.screen_report import Report
from tests.faults.told import gallery_in_order, metric, reasons, until_well

pytestmark = needs_x
TOLD = "the screen shows another picture than the program draws"
# With virtual_touch.py the program has a quarter of its time limits.
LOOK_SECONDS = PERIOD_MS / 1000
TO_RAISE = OWN_FRAME_SECONDS / 4 + (RAISE_MISSES + 2) * LOOK_SECONDS
TO_TELL = OWN_FRAME_SECONDS / 4 + (STUCK_MISSES + 2) * LOOK_SECONDS


def hurried(place) -> RunningKiosk:
    folder = gallery_in_order(place / "gallery")
    running = RunningKiosk(place / "wall", folder=folder)
    running.program = virtual_touch.call(folder, [f"{virtual_touch.WHEN}{place / 'never'}"])
    return running


def until_seen(running: RunningKiosk) -> None:
    """Long enough for the mark to have been found once."""
    until_well(running)
    assert metric(running, "picture_watched") == 1
    hold_status(running, 4 * LOOK_SECONDS, pid=running.pid, restarts=0, picture_stuck=False)


@pytest.mark.skipif(ctypes.util.find_library("Xcomposite") is None, reason="needs libxcomposite1")
def test_a_window_whose_frames_do_not_reach_the_glass_is_told_and_started_again(
    tmp_path, report: Report
):
    with (
        hurried(tmp_path) as running,
        report.of("frames do not reach the glass", running) as row,
        closing(Glass(running.display)) as glass,
    ):
        until_seen(running)
        pid = running.pid
        assert row.before() == "content"
        assert reasons(running) == (0, [])
        began = time.monotonic()
        glass.take_from_glass()
        assert row.during() == "nothing"
        frames = metric(running, "frames_total")
        running.until_state(lambda state: state.get("picture_stuck"), TO_TELL)
        assert metric(running, "frames_total") > frames, "Qt goes on to report frames"
        running.until_state(lambda state: state.get("pid") not in (None, pid))
        until_well(running)
        assert row.after(time.monotonic() - began) == "content"
        assert metric(running, "restarts_total", reason="unseen") == 1
        assert metric(running, "picture_stuck") == 0
        assert "Frames are drawn, but the screen shows another picture" in running.log.read_text()


@long
def test_the_programs_own_time_limits_mend_it_within_a_minute(tmp_path, report: Report):
    folder = gallery_in_order(tmp_path / "gallery")
    with (
        RunningKiosk(tmp_path / "wall", folder=folder) as running,
        report.of("frames do not reach the glass (whole time limits)", running) as row,
        closing(Glass(running.display)) as glass,
    ):
        until_well(running)
        pid = running.pid
        hold_status(running, OWN_FRAME_SECONDS + 10, pid=pid, picture_stuck=False)
        row.before()
        began = time.monotonic()
        glass.take_from_glass()
        running.until_state(lambda state: state.get("pid") not in (None, pid), 60)
        running.until("content")
        seconds = time.monotonic() - began
        assert row.after(seconds) == "content"
        assert seconds < 60


@long
def test_a_picture_over_the_window_is_mended_by_putting_the_window_in_front(
    tmp_path, report: Report
):
    """A visitor sees an old picture that does not move."""
    with (
        hurried(tmp_path) as running,
        report.of("another window covers the screen", running) as row,
        closing(Glass(running.display)) as glass,
    ):
        until_seen(running)
        pid, old = running.pid, running.grab_screen().rotate(180)
        row.before()
        glass.cover(old)
        assert running.grab_screen().tobytes() == old.tobytes()
        row.during()
        seconds = wait_for(lambda: running.grab_screen().tobytes() != old.tobytes(), TO_RAISE)
        assert row.after(seconds) == "content"
        hold_status(running, TO_TELL, pid=pid, restarts=0, picture_stuck=False)


@long
def test_what_no_restart_mends_is_told_as_long_as_it_lasts(tmp_path, report: Report):
    """One restart, and none again: it would be black now and then, and would mend nothing."""
    with (
        hurried(tmp_path) as running,
        report.of("another window covers the screen for good", running) as row,
        closing(Glass(running.display)) as glass,
    ):
        until_seen(running)
        pid = running.pid
        row.before()
        glass.cover(running.grab_screen().rotate(180), stays_in_front=True)
        running.until_state(lambda state: state.get("pid") not in (None, pid), TO_TELL + 10)
        running.until_state(lambda state: state.get("picture_stuck"), TO_TELL + 10)
        code, told = reasons(running)
        assert code == 1
        assert any(TOLD in one for one in told)
        hold_status(running, 2 * TO_TELL, pid=running.pid, restarts=1, picture_stuck=True)
        row.during()
        glass.close()
        seconds = running.until_state(lambda state: not state.get("picture_stuck"), TO_TELL + 5)
        assert row.after(seconds) == "content"
        assert metric(running, "restarts_total", reason="unseen") == 1
