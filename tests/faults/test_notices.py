"""An emergency's way from its file to the glass, while a share stalls and after a crash."""

import contextlib
import os
import signal
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.faults.running_kiosk import RunningKiosk, copy_gallery, hold_for, long, needs_x
from tests.faults.screen_report import Report
from tests.faults.stalling_share import StallingShare

pytestmark = needs_x

SECONDS = 2.0
ALARM = (0x8F, 0x10, 0x14)
FIRE = "---\ntitle: Leave the building now.\nlevel: emergency\n---\nUse the east stair.\n"


def fills(image: Image.Image) -> bool:
    """True when the whole screen is the emergency's."""
    places = ((4, 300), (1915, 300), (4, 1075), (1915, 1075), (960, 1040))
    return all(image.getpixel(place) == ALARM for place in places)


def until(kiosk: RunningKiosk, wanted: bool, seconds: float = SECONDS) -> float:
    """Seconds until the emergency fills the screen, or is gone."""
    began = time.monotonic()
    while fills(kiosk.grab_screen()) != wanted:
        assert time.monotonic() - began < seconds, kiosk.log.read_text()
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.fixture
def share(tmp_path):
    made = StallingShare(copy_gallery(tmp_path / "further", works=2), tmp_path / "share")
    try:
        made.__enter__()
    except OSError as error:
        pytest.skip(f"only root may mount a file system: {error}")
    yield made
    made.__exit__()


def test_an_emergency_comes_and_goes_while_other_content_stalls(
    tmp_path, share: StallingShare, report: Report
):
    folder = copy_gallery(tmp_path / "folder", works=2)
    # The same names in both folders would be told; these are not the matter here.
    kiosk = RunningKiosk(tmp_path / "wall", folder=folder)
    kiosk.arguments = [str(share.place)]
    with kiosk, report.of("an emergency, while a share stalls", kiosk) as row:
        kiosk.until("content")
        assert row.before() == "content"
        share.stall()
        time.sleep(3)
        notice = folder / "notices" / "fire.md"
        notice.parent.mkdir()
        notice.write_text(FIRE)
        came = until(kiosk, wanted=True)
        row.during(f"the emergency after {came:.1f} s")
        share.go_on()
        pid = kiosk.pid
        os.kill(pid, signal.SIGKILL)
        # The program is started again; the emergency is there with its first screens.
        kiosk.until_state(lambda state: state.get("pid") not in (None, pid))
        until(kiosk, wanted=True, seconds=15)
        notice.unlink()
        went = until(kiosk, wanted=False)
        assert row.after(went) in ("content", "words")


def test_an_emergency_covers_the_poster_of_a_program_that_has_fallen(tmp_path, report: Report):
    kiosk = RunningKiosk(
        tmp_path / "wall", folder=copy_gallery(tmp_path / "folder", works=2), command="poster"
    )
    kiosk.environment = {"KIOSK_MODE": "poster"}
    with kiosk, report.of("an emergency on the supervisor's poster", kiosk) as row:
        kiosk.until("poster")
        assert row.before() == "poster"
        notice = kiosk.folder / "notices" / "fire.md"
        notice.parent.mkdir()
        notice.write_text(FIRE)
        # The process that reads it is started with the poster.
        came = until(kiosk, wanted=True, seconds=10)
        notice.unlink()
        until(kiosk, wanted=False)
        notice.write_text(FIRE)
        again = until(kiosk, wanted=True)
        row.during(f"the emergency after {came:.1f} s, again after {again:.1f} s")
        # One that ends, here with all that it could fall over, is started again.
        (reader,) = _readers(kiosk.pid)
        os.kill(reader, signal.SIGKILL)
        time.sleep(1)
        assert fills(kiosk.grab_screen()), "what was told last stays"
        notice.unlink()
        went = until(kiosk, wanted=False, seconds=10)
        assert row.after(went) == "poster"


@long
def test_an_emergency_is_shown_while_a_start_waits_for_a_share(
    tmp_path, share: StallingShare, report: Report
):
    folder = copy_gallery(tmp_path / "folder", works=2)
    (folder / "notices").mkdir()
    (folder / "notices" / "fire.md").write_text(FIRE)
    share.stall()
    kiosk = RunningKiosk(tmp_path / "wall", folder=folder)
    kiosk.arguments = [str(share.place)]
    with kiosk, report.of("an emergency, while a start waits for a share", kiosk) as row:
        # The start waits for eight seconds before it shows what was last good, and says so then;
        # how soon the program itself is there goes by what else the machine does.
        came = until(kiosk, wanted=True, seconds=30)
        row.during(f"the emergency after {came:.1f} s")
        assert kiosk.state() == {}, "it still waits"
        kiosk.until_state(lambda state: bool(state.get("frames")), 30)
        hold_for(3, lambda: fills(kiosk.grab_screen()), kiosk.log)
        (folder / "notices" / "fire.md").unlink()
        until(kiosk, wanted=False)


def _readers(parent: int) -> list[int]:
    """The processes below ``parent`` that read emergencies."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes()
                status = (entry / "status").read_text()
                if b"emergency_reader" in words and f"PPid:\t{parent}\n" in status:
                    found.append(int(entry.name))
    return found
