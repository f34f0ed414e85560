"""What happens to a machine's clock, and to a machine that sleeps, with a look at the screen
before, during and after.
"""

import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.faults.running_kiosk import (
    ROOT,
    WATCHDOG_SECONDS,
    RunningKiosk,
    copy_gallery,
    long,
    needs_x,
)
from tests.faults.screen_report import Report

pytestmark = needs_x

# A sleeping machine's wall clock goes on, and so does the one that counts from its boot; what
# timers run on stands still.
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
    """Its programs stand still, and the clocks that count a sleep have gone on: nothing falls, the
    hours are judged again.
    """
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
    running = RunningKiosk(tmp_path / "wall", folder=folder)
    running.environment = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "KIOSK_HOURS": "keep"}
    with running, report.of("the machine sleeps until night, then until morning", running) as row:
        running.until("content")
        running.until_state(lambda state: state.get("works") == 4 and state.get("last_frame"))
        pid, seen = running.pid, [row.before("noon")]
        for moment, word in (
            (noon + timedelta(hours=10), "nothing"),
            (noon + timedelta(hours=21), "content"),
        ):
            running.signal(signal.SIGSTOP)
            # Longer than the watchdog waits.
            time.sleep(WATCHDOG_SECONDS + 3)
            seen.append(row.during("asleep"))
            now_it_is(moment)
            running.signal(signal.SIGCONT)
            seconds = running.until(word, 20)
            seen.append(row.during("night") if word == "nothing" else row.after(seconds, "morning"))
        assert seen == ["content", "content", "nothing", "nothing", "content"]
        # Without the mark of the frame in the lower left corner.
        words = (0, 0, 1920, 1079)
        before, began = running.grab_screen().crop(words).tobytes(), time.monotonic()
        while running.grab_screen().crop(words).tobytes() == before:
            assert time.monotonic() - began < 60, "the loop goes on"
            time.sleep(0.5)
        running.until_state(
            lambda state: (
                abs(float(state.get("written", 0)) - (noon + timedelta(hours=21)).timestamp()) < 200
            )
        )
        assert (running.pid, running.state()["restarts"], running.state()["clock"]) == (
            pid,
            0,
            "good",
        )
        said = running.log.read_text()
        assert "frozen" not in said
        assert "cannot be shown" not in said
        assert "Traceback" not in said
        assert "No frame for" not in running.log.read_text()


# After a jump libfaketime's own clock_nanosleep, by which Python sleeps, fails; the kernel's does
# not.
ASLEEP = (
    "import select, time\n"
    "time.sleep = lambda seconds: select.select([], [], [], seconds) and None\n"
)


@long
def test_the_clock_set_forward_and_back(tmp_path, report: Report):
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        pytest.skip("needs libfaketime (apt: libfaketime)")
    (tmp_path / "sitecustomize.py").write_text(ASLEEP)
    set_to = tmp_path / "time"
    set_to.write_text("+0d\n")
    running = RunningKiosk(tmp_path / "wall")
    running.environment = {
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(set_to),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with (
        running,
        report.of("the clock is set 400 days forward, 4000 back, and right", running) as row,
    ):
        running.until("content")
        running.until_state(lambda state: state.get("last_frame"))
        pid, seen = running.pid, []
        assert row.before() == "content"
        for jump in (400, -4000, 0):
            set_to.write_text(f"{jump:+d}d\n")
            target = time.time() + jump * 86_400
            running.until_state(
                lambda state, target=target: abs(float(state.get("written", 0)) - target) < 60
            )
            # The wall clock is looked at every half minute.
            running.until_state(
                lambda state, good=(jump == 0): (
                    state.get("clock") and (state["clock"] == "good") is good
                ),
                40,
            )
            seconds = running.until("content")
            seen.append(row.during(f"{jump:+d} days") if jump else row.after(seconds, "right"))
        assert seen == ["content"] * 3
        assert running.pid == pid
        said = running.log.read_text()
        assert "frozen" not in said
        assert "cannot be shown" not in said
        assert "Traceback" not in said
