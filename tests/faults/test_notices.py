"""An emergency's way from its file to the glass, while a share stalls and after a crash."""

import os
import signal
import time

import pytest
from PIL import Image

from tests.faults.running_kiosk import RunningKiosk, copy_gallery, needs_x
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
