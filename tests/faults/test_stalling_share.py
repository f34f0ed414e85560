"""A share that stops answering altogether, while a visitor touches the screen."""

import time

import pytest
from PIL import Image, ImageChops

from tests.faults import virtual_touch
from tests.faults.running_kiosk import (
    WATCHDOG_SECONDS,
    RunningKiosk,
    copy_gallery,
    hold_for,
    hold_status,
    needs_x,
    wait_for,
)
from tests.faults.screen_report import Report
from tests.faults.stalling_share import StallingShare

pytestmark = needs_x

# A touch is answered within so many seconds; on this machine other tests run beside.
ANSWER_SECONDS = 1.0
# Pixels that differ by more than this are another picture, not a crossfade's last step.
_CHANGED = 40
# Each touch with what its screen shows a second later: a picture that was decoded before the share
# stalled, or words alone. Only the loop's first two works were; it goes on after the third.
_SHOWS = {
    "Artworks": "words",
    "Vessel, Rejoined": "content",
    "Next work": "words",
    "Events": "words",
    "Home": "words",
}


def differs(one: Image.Image, other: Image.Image) -> bool:
    return max(high for _, high in ImageChops.difference(one, other).getextrema()) > _CHANGED


@pytest.fixture
def share(tmp_path):
    made = StallingShare(copy_gallery(tmp_path / "folder"), tmp_path / "share")
    try:
        made.__enter__()
    except OSError as error:
        pytest.skip(f"only root may mount a file system: {error}")
    yield made
    made.__exit__()


def test_a_share_that_stalls_on_every_access_stops_no_touch(
    tmp_path, share: StallingShare, report: Report
):
    """Its files are neither read nor asked for their size; what was scanned is shown meanwhile."""
    folder = tmp_path / "folder"
    (folder / "events").mkdir()
    (folder / "events" / "walk.md").write_text("---\ntitle: Walk\nwhen: 2099-01-10 13:00\n---\nx\n")
    names = list(_SHOWS)
    waits = [tmp_path / f"touch-{number}" for number in range(len(names))]
    hand = [
        word
        for wait, name in zip(waits, names, strict=True)
        for word in (f"{virtual_touch.WHEN}{wait}", name)
    ]
    running = RunningKiosk(tmp_path / "wall", folder=share.place)
    running.program = virtual_touch.call(share.place, hand)
    with running, report.of("a share stalls on every access, under touches", running) as row:
        running.until("content")
        running.until_state(lambda state: state.get("works") == 4)
        hold_for(2, lambda: running.seen() == "content", running.log)
        assert row.before() == "content"
        pid = running.pid
        share.stall()
        # Long enough for the program to have begun a scan that now waits.
        hold_status(running, WATCHDOG_SECONDS, pid=pid, restarts=0)
        looks = []
        for wait, name in zip(waits, names, strict=True):
            before = running.grab_screen()
            wait.touch()
            wait_for(
                lambda name=name: f"touched: {name}" in running.log.read_text(), ANSWER_SECONDS
            )
            answered = wait_for(
                lambda before=before: differs(before, running.grab_screen()), ANSWER_SECONDS
            )
            time.sleep(1)
            looks.append(row.during(f"{name}, answered in {answered:.1f} s"))
        assert looks == list(_SHOWS.values()), dict(zip(names, looks, strict=True))
        hold_status(running, WATCHDOG_SECONDS, pid=pid, restarts=0)
        share.go_on()
        copy_gallery(folder, works=5)
        seconds = running.until_state(lambda state: state.get("works") == 5, 30)
        # The loop stood at a work whose picture is tried again.
        seconds += running.until("content")
        assert row.after(seconds) == "content"
        assert (running.pid, running.state()["failed_pictures"]) == (pid, 0)
