"""A display that goes dark on closed days and is lit again, under the service's compositors.

Those of Debian 13 switch outputs that are windows of an X server; those of Debian 12 do not.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app.display_schedule import PERIOD_MS
from kiosk.app.glass_watch import OWN_FRAME_SECONDS, STUCK_MISSES
from kiosk.app.health_monitor import PERIOD_MS as HEALTH_MS
from tests.faults.outputs import SIZE, Outputs, needs_namespace
from tests.faults.running_kiosk import copy_gallery, hold_status, long
from tests.faults.screen_report import Report

pytestmark = [
    needs_namespace,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "sway", "swaymsg", "cage", "Xwayland"))),
        reason="needs compositors and an X server (apt: xvfb sway cage xwayland)",
    ),
]
FOLLOWS_HOURS = {"KIOSK_HOURS": ""}
# The content is read, and then the hours are looked at.
TO_FOLLOW = 10 + PERIOD_MS / 1000
TO_TELL = OWN_FRAME_SECONDS + (STUCK_MISSES + 2) * HEALTH_MS / 1000
FIRE = "---\ntitle: Leave the building now.\nlevel: emergency\n---\nUse the east stair.\n"


class House:
    """A folder whose house is closed today, or open."""

    def __init__(self, place: Path) -> None:
        self.folder = copy_gallery(place, works=3)
        self._notice = self.folder / "notices" / "fire.md"
        self._notice.parent.mkdir()
        self.open()

    def open(self) -> None:
        self._write("[]")

    def close(self) -> None:
        today = datetime.now(UTC).date()
        days = (today + timedelta(days=day) for day in (-1, 0, 1))
        self._write(f"[{', '.join(map(str, days))}]")

    def _write(self, closed: str) -> None:
        settings = f"title: A house\ntimezone: UTC\nopen:\n  closed: {closed}\n"
        (self.folder / "kiosk.yaml").write_text(settings)

    def alarm(self) -> None:
        self._notice.write_text(FIRE)

    def all_clear(self) -> None:
        self._notice.unlink()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "gallery")


def powers(sway: Outputs) -> list[bool]:
    """Each output's power, as sway has it."""
    return [one["dpms"] for one in json.loads(sway.sway("--raw", "-t", "get_outputs"))]


def doctor(running: Outputs) -> subprocess.CompletedProcess[str]:
    """``kiosk doctor --dark``, where nobody answers its questions."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "doctor", "--dark"],
        env=running.environment_inside(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def sway_version() -> tuple[int, ...]:
    """(1, 10) for "sway version 1.10.1"; () where there is none."""
    if shutil.which("sway") is None:
        return ()
    told = subprocess.run(["sway", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)\.(\d+)", told.stdout)
    return tuple(map(int, found.groups())) if found else ()


needs_sway = pytest.mark.skipif(
    sway_version() < (1, 10), reason="sway 1.7 leaves an output that is none lit; 1.10 does not"
)


@long
@needs_sway
def test_under_sway_it_is_dark_on_a_closed_day_lit_for_an_emergency_and_lit_again(
    tmp_path, house: House, report: Report
):
    with (
        Outputs(tmp_path / "wall", house.folder, "sway", environment=FOLLOWS_HOURS) as running,
        report.of("sway: the display's power on a closed day", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        pid = running.state()["pid"]
        assert row.before() == "content"
        began = time.monotonic()
        house.close()
        running.until(lambda: powers(running) == [False], TO_FOLLOW)
        running.until(lambda: running.state().get("lit") is False)
        # Nothing comes to this output, and nothing is wrong with that.
        hold_status(
            running, TO_TELL, pid=pid, lit=False, restarts=0, picture_stuck=False, falls=None
        )
        assert powers(running) == [False]
        house.alarm()
        running.until(lambda: powers(running) == [True], TO_FOLLOW)
        running.until(lambda: running.grab_screen().getpixel((4, 300)) == (0x8F, 0x10, 0x14))
        row.during("an emergency")
        house.all_clear()
        running.until(lambda: powers(running) == [False], TO_FOLLOW)
        # A touch lights nothing on a closed day.
        running.click(960, 400)
        time.sleep(3)
        assert powers(running) == [False]
        house.open()
        running.until(lambda: powers(running) == [True], TO_FOLLOW)
        running.until(lambda: running.seen() == "content")
        assert row.after(time.monotonic() - began) == "content"
        assert (running.state()["pid"], running.state()["restarts"]) == (pid, 0)


@needs_sway
def test_the_doctor_tries_it_under_sway_and_says_good(tmp_path, house: House):
    """By both of its ways, the second where Debian has it."""
    with Outputs(tmp_path / "wall", house.folder, "sway", environment=FOLLOWS_HOURS) as running:
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        done = doctor(running)
        ways = ["swaymsg", *(["wlopm"] if shutil.which("wlopm") else [])]
        for way in ways:
            told = f"good:    {way}: the display went dark and was lit again, and said so"
            assert told in done.stdout, done.stdout + done.stderr
        assert done.returncode == 0, done.stdout
        assert powers(running) == [True]
        running.until(lambda: running.seen() == "content")


@long
@pytest.mark.skipif(shutil.which("wlr-randr") is None, reason="needs wlr-randr (apt: wlr-randr)")
def test_under_cage_the_whole_output_goes_and_comes_back(tmp_path, house: House, report: Report):
    """By the operator's commands, as docs/OPERATING.md has them: the program tells that it has no
    screen meanwhile.
    """
    switch = {
        f"KIOSK_SCREEN_{word}": f"wlr-randr --output X11-1 --{word.lower()}"
        for word in ("OFF", "ON")
    }
    environment = {**FOLLOWS_HOURS, **switch}
    with (
        Outputs(tmp_path / "wall", house.folder, "cage", environment=environment) as running,
        report.of("cage: the display's output on a closed day", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)

        def enabled() -> str:
            done = subprocess.run(
                ["wlr-randr"],
                env=running.environment_inside(),
                capture_output=True,
                text=True,
                check=False,
            )
            return "yes" if "Enabled: yes" in done.stdout else done.stdout or done.stderr

        if "support" in enabled():
            pytest.skip("this cage obeys no wlr-randr (0.2 does)")
        pid = running.state()["pid"]
        assert row.before() == "content"
        began = time.monotonic()
        house.close()
        running.until(lambda: "Enabled: no" in enabled(), TO_FOLLOW)
        running.until(lambda: running.state().get("screen") == "")
        told = subprocess.run(
            [sys.executable, "-m", "kiosk", "status"],
            env=running.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (told.returncode, "no screen" in told.stdout) == (1, True), told.stdout
        hold_status(running, 10, pid=pid)
        row.during("the program has no screen")
        house.alarm()
        running.until(lambda: enabled() == "yes", TO_FOLLOW)
        running.until(lambda: running.grab_screen().getpixel((4, 300)) == (0x8F, 0x10, 0x14))
        house.all_clear()
        running.until(lambda: "Enabled: no" in enabled(), TO_FOLLOW)
        house.open()
        running.until(lambda: enabled() == "yes", TO_FOLLOW)
        running.comes("X11-1", SIZE)
        assert row.after(time.monotonic() - began) == "content"
        done = doctor(running)
        assert "good:    wlr-randr: the display went dark and was lit again" in done.stdout, done
        running.comes("X11-1", SIZE)
        assert running.state()["restarts"] == 0
