"""What happens to screens: another resolution, none at all, two of them; with a look at the screen
before, during and after.
"""

import os
import signal
import subprocess
import sys

from PIL import Image, ImageStat

from tests.faults.running_kiosk import (
    RunningKiosk,
    hold_for,
    hold_status,
    long,
    needs_x,
    wait_for,
)
from tests.faults.screen_report import Report

pytestmark = needs_x


@long
def test_the_screen_changes_its_resolution_goes_and_comes_back(tmp_path, report: Report):
    with (
        RunningKiosk(tmp_path) as running,
        report.of("another resolution, then no screen for a minute", running) as row,
    ):
        running.until("content")
        running.until_state(lambda state: state.get("last_frame"))
        row.before()
        pid = running.pid
        running.xrandr(
            "--newmode",
            "1280x720",
            "74.5",
            *["1280", "1344", "1472", "1664", "720", "723", "728", "748"],
        )
        running.xrandr("--addmode", "screen", "1280x720")
        for size in ("1280x720", "1920x1080"):
            running.xrandr("--output", "screen", "--mode", size)
            running.until_state(
                lambda state, size=size: str(state.get("screen", "")).endswith(size), 15
            )
            expected = tuple(int(number) for number in size.split("x"))
            wait_for(lambda expected=expected: running.grab_screen().size == expected)
            running.until("content")
            assert row.during(size) == "content"
        running.unplug()
        # Longer than the program waits for a frame, and the supervisor for the program.
        hold_status(running, 60, pid=pid, restarts=0)
        row.during("no screen")
        assert running.is_running()
        running.plug()
        assert row.after(running.until("content")) == "content"
        assert (running.pid, running.state()["restarts"]) == (pid, 0)


@long
def test_a_screen_that_is_not_plugged_in_yet_is_waited_for(tmp_path, report: Report):
    running = RunningKiosk(tmp_path)
    running.plugged = False
    with running, report.of("started without a screen", running) as row:
        hold_for(30, running.is_running, running.log)
        row.during("no screen for half a minute")
        running.plug()
        seconds = running.until("content")
        running.until_state(
            lambda state: state.get("screen") == "screen 1920x1080" and state.get("works") == 4
        )
        assert row.after(seconds) == "content"


def test_two_screens_of_one_machine_each_have_a_supervisor_of_their_own(tmp_path, report: Report):
    """A gallery on the left, a board on the right; one falls and comes back, the other does not
    notice.
    """
    board = tmp_path / "board"
    (board / "events").mkdir(parents=True)
    (board / "kiosk.yaml").write_text("title: The board\ntimezone: America/Los_Angeles\n")
    (board / "events" / "one.md").write_text(
        "---\ntitle: Far ahead\nwhen: 2099-01-13 13:00-14:00\n---\nx\n"
    )
    running = RunningKiosk(tmp_path / "wall")
    running.arguments = ["--screen", "LEFT"]
    with running, report.of("one of two screens falls", running) as row:
        for name, x, output in (("LEFT", 0, "screen"), ("RIGHT", 960, "none")):
            running.xrandr("--setmonitor", name, f"960/254x1080/286+{x}+0", output)
        other = running._environment
        call = [sys.executable, "-m", "kiosk", "supervise", str(board), "--screen", "RIGHT"]
        with (tmp_path / "log").open("w") as log:
            second = subprocess.Popen(
                call, env=other, stdout=log, stderr=log, start_new_session=True
            )
        try:
            seen = RunningKiosk(tmp_path / "unused", folder=board)
            # One place for both, and in it one for each.
            seen.runtime, seen.log = running.runtime / "RIGHT", tmp_path / "log"
            running.runtime /= "LEFT"
            running.until_state(
                lambda state: state.get("screen") == "LEFT 960x1080" and state.get("works")
            )
            seen.until_state(
                lambda state: state.get("screen") == "RIGHT 960x1080" and state.get("last_frame")
            )
            assert (running.state()["works"], seen.state()["works"]) == (4, 0)
            pid = running.pid
            # Without the mark of the frame in its lower left corner.
            half = (960, 0, 1920, 1079)
            right = running.grab_screen().crop(half).tobytes()
            row.before("a gallery and a board")
            os.kill(seen.pid, signal.SIGKILL)
            # The right one is empty until it is back.
            wait_for(
                lambda: (
                    sum(ImageStat.Stat(running.grab_screen().crop((1000, 40, 1900, 1040))).stddev)
                    < 1
                )
            )
            row.during("a gallery")
            seconds = seen.until_state(
                lambda state: state.get("restarts") == 1 and state.get("last_frame")
            )
            # The board is as it was.
            wait_for(lambda: running.grab_screen().crop(half).tobytes() == right)
            row.after(seconds, "a gallery and a board")
            assert running.pid == pid
            assert running.state()["restarts"] == 0
        finally:
            second.terminate()
            second.wait(15)


# Something of another program's that has come over the screen.
OVER = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QRasterWindow

class Notice(QRasterWindow):
    def paintEvent(self, event):
        QPainter(self).fillRect(0, 0, 400, 300, QColor("#c01818"))

app = QGuiApplication(sys.argv)
notice = Notice()
notice.setFlags(Qt.WindowType.BypassWindowManagerHint | Qt.WindowType.WindowStaysOnTopHint)
notice.setGeometry(100, 100, 400, 300)
notice.show()
app.exec()
"""


def test_a_screenshot_is_of_the_glass_and_not_of_what_the_program_thinks(tmp_path, report: Report):
    with (
        RunningKiosk(tmp_path) as running,
        report.of("another program's window over the screen", running) as row,
    ):
        running.until("content")
        running.until_state(lambda state: state.get("last_frame"))
        row.before()
        over = subprocess.Popen([sys.executable, "-c", OVER], env=running._environment)
        try:
            wait_for(lambda: running.grab_screen().getpixel((300, 250)) == (0xC0, 0x18, 0x18))
            row.during()
            to = tmp_path / "shot.png"
            subprocess.run(
                [sys.executable, "-m", "kiosk", "screenshot", str(to)],
                env=running._environment,
                cwd=tmp_path,
                check=True,
                capture_output=True,
            )
            shot = Image.open(to).convert("RGB")
        finally:
            over.kill()
            over.wait()
        assert shot.size == (1920, 1080)
        assert shot.getpixel((300, 250)) == (0xC0, 0x18, 0x18)
