"""Under a compositor of wlroots, grim reads what was drawn on the output."""

import shutil
import subprocess
import time

import pytest

from kiosk.app.glass_watch import OWN_FRAME_SECONDS, STUCK_MISSES
from kiosk.app.health_monitor import PERIOD_MS
from tests.faults.outputs import AS_ANOTHER_USER, SIZE, Outputs, needs_namespace
from tests.faults.running_kiosk import copy_gallery, hold_status, long
from tests.faults.screen_report import Report

pytestmark = [
    needs_namespace,
    long,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "grim", "sway", "swaynag", "cage", "Xwayland"))),
        reason="needs a compositor and grim (apt: xvfb grim sway cage xwayland)",
    ),
]
TO_TELL = OWN_FRAME_SECONDS + (STUCK_MISSES + 2) * PERIOD_MS / 1000


@pytest.mark.parametrize("compositor", ["cage", "sway"])
def test_the_mark_is_found_on_the_output(tmp_path, report: Report, compositor):
    folder = copy_gallery(tmp_path / "gallery")
    with (
        Outputs(tmp_path / "wall", folder, compositor) as running,
        report.of(f"{compositor}: the picture is looked at by grim", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        pid = running.state()["pid"]
        hold_status(
            running, TO_TELL, pid=pid, restarts=0, picture_watched=True, picture_stuck=False
        )
        assert row.before() == "content"
        assert "does not come to the screen" not in running.log.read_text()


def test_what_lies_over_the_corner_is_told_until_it_is_gone(tmp_path, report: Report):
    """sway's own bar of messages, above every window; no restart takes it away."""
    folder = copy_gallery(tmp_path / "gallery")
    with (
        Outputs(tmp_path / "wall", folder, "sway") as running,
        report.of("sway: something lies over the picture", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        pid = running.state()["pid"]
        hold_status(running, OWN_FRAME_SECONDS + 5, pid=pid, picture_stuck=False)
        row.before()
        nag = subprocess.Popen(
            [*AS_ANOTHER_USER, "swaynag", "-y", "overlay", "-e", "bottom", "-m", "Battery low"],
            env=running.environment,
        )
        try:
            began = time.monotonic()
            running.until(lambda: running.state().get("picture_stuck"), TO_TELL)
            running.until(lambda: running.state().get("pid") not in (None, pid), 20)
            running.until(lambda: running.state().get("picture_stuck"), TO_TELL + 10)
            row.during()
        finally:
            nag.kill()
            nag.wait()
        running.until(lambda: not running.state().get("picture_stuck"), TO_TELL + 5)
        assert row.after(time.monotonic() - began) == "content"
        assert running.state()["restarts"] == 1
