"""What is wrong with the screen, the service or the clock is told: by the exit status of ``kiosk
status``, by the metric and in words, with a look at the screen before, during and after.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

from kiosk.exit_codes import EXIT_CONFIG, EXIT_USAGE
from tests.faults.running_kiosk import (
    LONG,
    ROOT,
    RunningKiosk,
    hold_for,
    long,
    needs_x,
    wait_for,
    word_for,
)
from tests.faults.screen_report import Report
from tests.faults.told import (
    ask,
    gallery_in_order,
    metric,
    never_set,
    reasons,
    status_with_its_clock,
    until_well,
)

pytestmark = needs_x


@contextlib.contextmanager
def manager(place: Path):
    """A service manager's socket, and its address."""
    place.mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(place / "n"))
        listening.settimeout(0.1)
        yield listening, str(place / "n")


def heard(listening: socket.socket) -> str:
    words = []
    with contextlib.suppress(TimeoutError):
        while True:
            words.append(listening.recv(4096).decode())
    return "\n".join(words)


@long
def test_without_a_screen_the_service_is_ready_and_tells_that_there_is_none(
    tmp_path, report: Report
):
    running = RunningKiosk(tmp_path / "wall", folder=gallery_in_order(tmp_path / "gallery"))
    running.plugged = False
    with manager(tmp_path / "m") as (listening, address):
        running.environment = {"NOTIFY_SOCKET": address}
        with running, report.of("no screen at the start, then one, then none", running) as row:
            ready = ""

            def is_ready() -> bool:
                nonlocal ready
                ready += heard(listening)
                return "READY=1" in ready

            wait_for(is_ready, 20)
            assert running.seen() == "nothing"
            for moment in ("at the start", "taken away"):
                running.until_state(lambda state: state.get("screen_missing"), 20)
                assert reasons(running) == (1, ["no screen; it waits for one"])
                assert metric(running, "screen_connected") == 0
                code, text = ask(running, "screenshot", str(tmp_path / "shot.png"))
                assert (code, not (tmp_path / "shot.png").exists()) == (EXIT_USAGE, True)
                assert "no screen" in text
                # X keeps the last picture for when a screen is there again.
                word = row.during(f"no screen {moment}")
                assert word == "nothing" or moment == "taken away"
                running.plug()
                seconds = running.until("content")
                running.until_state(lambda state: not state["screen_missing"])
                assert row.after(seconds, moment) == "content"
                until_well(running)
                assert reasons(running) == (0, [])
                assert metric(running, "screen_connected") == 1
                if moment == "at the start":
                    running.unplug()
            assert running.state()["restarts"] == 0


@long
def test_a_screen_that_was_named_is_waited_for_and_nothing_is_drawn_over_another(
    tmp_path, report: Report
):
    running = RunningKiosk(tmp_path / "wall", folder=gallery_in_order(tmp_path / "gallery"))
    running.arguments = ["--screen", "RIGHT"]
    base, running.runtime = running.runtime, running.runtime / "RIGHT"
    running.environment = {"KIOSK_RUNTIME": str(base)}
    with running, report.of("--screen names one that is not there", running) as row:
        running.until_state(lambda state: state.get("screen_missing"), 20)
        hold_for(3, lambda: running.seen() == "nothing", running.log)
        assert row.during("no screen RIGHT") == "nothing"
        code, text = ask(running, "status", runtime=base)
        assert code == 1
        assert "no screen 'RIGHT'; it waits for it (there are: screen)" in text
        assert metric(running, "screen_connected", screen="RIGHT") == 0
        code, text = ask(running, "screenshot", str(tmp_path / "shot.png"), runtime=base)
        assert code == EXIT_USAGE
        assert "RIGHT" in text
        running.xrandr("--setmonitor", "RIGHT", "960/254x1080/286+960+0", "screen")
        running.xrandr("--setmonitor", "LEFT", "960/254x1080/286+0+0", "none")
        seconds = running.until_state(
            lambda state: state.get("screen") == "RIGHT 960x1080" and state.get("last_frame"), 20
        )
        row.after(seconds, "on the right half")
        left = running.grab_screen().crop((0, 0, 900, 1080))
        assert max(high for _, high in left.getextrema()) == 0
        running.until_state(lambda state: state.get("read"))
        assert metric(running, "screen_connected", screen="RIGHT") == 1
        assert ask(running, "status", runtime=base)[0] == 0
        lines = [line for line in running.log.read_text().splitlines() if " kiosk" in line]
        assert lines
        assert all(re.match(r"\w+ \[RIGHT\] kiosk", line) for line in lines), lines


class ServerScreen:
    """The screen of an X server that comes and goes with the service."""

    def __init__(self, display: str) -> None:
        self._display = display

    def grab_screen(self) -> Image.Image:
        try:
            return ImageGrab.grab(xdisplay=self._display).convert("RGB")
        except OSError:
            return Image.new("RGB", (1280, 720))

    def seen(self) -> str:
        return word_for(self.grab_screen())


@long
def test_an_x_server_that_is_killed_is_counted_with_its_reason(tmp_path, report: Report):
    """The service starts all of it again; a supervisor that is killed is another reason."""
    if shutil.which("xinit") is None:
        pytest.skip("needs xinit (apt: xinit)")
    folder, place = gallery_in_order(tmp_path / "gallery"), tmp_path / "wall"
    running = RunningKiosk(place, folder=folder)
    display = f":{200 + os.getpid() % 700}"
    kiosk = [sys.executable, "-m", "kiosk"]
    running.program = [
        *kiosk,
        *("launch", "--", "xinit", *kiosk, "supervise", str(folder), "--"),
        *(shutil.which("Xvfb") or "", display, "-screen", "0", "1280x720x24", "-nolisten", "tcp"),
    ]
    screen = ServerScreen(display)

    def started() -> float:
        """What a program left that fell is older."""
        began = time.time()
        return running.until_state(
            lambda state: (
                state.get("started", 0) > began - 5 and state.get("last_frame") and state["read"]
            ),
            30,
        )

    def find(words: str) -> list[int]:
        call = ["pgrep", "--session", str(running._program.pid), "--full", words]
        found = subprocess.run(call, capture_output=True, text=True, check=False)
        return [int(word) for word in found.stdout.split()]

    def gone(pid: int, note: str) -> None:
        """The service ends after ``pid``, and nothing is told as if it ran."""
        os.kill(pid, signal.SIGKILL)
        running._program.wait(20)
        assert row.during(note) == "nothing"
        running.until_state(lambda state: not state or time.time() - state["written"] > 30, 40)
        assert ask(running, "status")[0] == EXIT_USAGE

    with report.of("the X server is killed, then the supervisor", screen) as row:
        with running:
            started()
            wait_for(lambda: screen.seen() == "content", 15)
            row.before()
            assert metric(running, "restarts_total", reason="display_server") == 0
            assert reasons(running) == (0, [])
            gone(find(f"Xvfb {display}")[-1], "the X server is gone")
        with running:
            seconds = started()
            wait_for(lambda: screen.seen() == "content", 15)
            row.after(seconds, "the X server is back")
            assert metric(running, "restarts_total", reason="display_server") == 1
            assert metric(running, "restarts_total", reason="crash") == 0
            assert reasons(running) == (0, [])
            (supervisor,) = [
                one
                for one in find("kiosk supervise")
                if b"xinit" not in Path(f"/proc/{one}/cmdline").read_bytes()
            ]
            gone(supervisor, "the supervisor is gone")
        with running:
            seconds = started()
            wait_for(lambda: screen.seen() == "content", 15)
            row.after(seconds, "all is back")
            assert metric(running, "restarts_total", reason="display_server") == 1
            assert metric(running, "restarts_total", reason="supervisor") == 1
            code, text = ask(running, "status")
            assert code == 0
            assert "1 display server" in text


def start_with_options(place: Path, *words: str, options: str) -> tuple[int, str, float]:
    """The service's call with these options; exit status, what it says, and seconds."""
    kiosk = [sys.executable, "-m", "kiosk"]
    began = time.monotonic()
    with manager(place / "m") as (_, address):
        done = subprocess.run(
            [*kiosk, "launch", "--", "sh", "-c", '"$@"; exit 0', "server", *kiosk, *words],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "NOTIFY_SOCKET": address,
                "KIOSK_OPTIONS": options,
                "KIOSK_RUNTIME": str(place / "run"),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    shutil.rmtree(place / "m")
    return done.returncode, done.stdout + done.stderr, time.monotonic() - began


@pytest.mark.parametrize(
    "options",
    [
        "--langauge es",
        pytest.param("screen HDMI-1", marks=long),
        pytest.param("--windowed big", marks=long),
        pytest.param("--screen", marks=long),
    ],
)
def test_a_wrong_word_among_the_options_is_told_and_ends_in_the_failure_state(tmp_path, options):
    """Each start is later than the one before, and the last is not tried again."""
    words = ("supervise", *options.split(), "/srv/exhibition")
    tries = 5
    if not LONG:
        (tmp_path / "run").mkdir(mode=0o755)
        (tmp_path / "run" / "wrong-options").write_text("4\n")
        tries = 1
    codes, took = [], []
    for _ in range(tries):
        code, said, seconds = start_with_options(tmp_path, *words, options=options)
        codes.append(code)
        took.append(seconds)
        (line,) = [one for one in said.splitlines() if "are wrong" in one]
        assert "/etc/default/kiosk" in line
        assert len(said.splitlines()) <= 2, said
    assert codes == [*[EXIT_USAGE] * (tries - 1), EXIT_CONFIG]
    assert took[:-1] == sorted(took[:-1])
    assert "systemctl restart kiosk" in line
    assert not (tmp_path / "run" / "wrong-options").exists()


@long
def test_wrong_options_leave_the_screen_dark_and_no_metric_until_they_are_mended(
    tmp_path, report: Report
):
    """The words are the service's log; ``kiosk status`` ends with 2, and the metrics are gone."""
    folder = gallery_in_order(tmp_path / "gallery")
    right = ["supervise", str(folder)]
    kiosk = [sys.executable, "-m", "kiosk"]

    def service(*words: str) -> RunningKiosk:
        made = RunningKiosk(tmp_path / "wall", folder=folder)
        made.program = [*kiosk, "launch", "--", "sh", "-c", '"$@"', "server", *kiosk, *words]
        return made

    running = service(*right)
    with report.of("a wrong word among the options", running) as row:
        with running:
            until_well(running)
            assert row.before() == "content"
            assert reasons(running) == (0, [])
        row.goes_on(running := service("supervise", "--langauge", "es", str(folder)))
        with running:
            wait_for(lambda: running._program.poll() is not None, 20)
            assert running._program.poll() == EXIT_USAGE
            (line,) = [one for one in running.log.read_text().splitlines() if "are wrong" in one]
            assert "--langauge" in line
            assert ask(running, "status")[0] == EXIT_USAGE
            assert not (running.runtime / "kiosk.prom").exists()
            assert row.during() == "nothing"
        row.goes_on(running := service(*right))
        with running:
            until_well(running)
            seconds = time.time() - float(str(running.state()["started"]))
            assert row.after(seconds) == "content"
            assert reasons(running) == (0, [])
            assert metric(running, "up") == 1


@long
def test_a_clock_that_was_never_set_is_told(tmp_path, report: Report):
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        pytest.skip("needs libfaketime (apt: libfaketime)")
    folder = gallery_in_order(tmp_path / "gallery")
    running = RunningKiosk(tmp_path / "wall", folder=folder)
    with report.of("the clock was never set", running) as row:
        with running:
            until_well(running)
            assert row.before() == "content"
            assert metric(running, "clock_known") == metric(running, "clock_good") == 1
        row.goes_on(running := RunningKiosk(tmp_path / "wall", folder=folder))
        running.environment = never_set(tmp_path, library)
        with running:
            running.until("content", 40)
            running.until_state(lambda state: state.get("read") and not state["clock_known"], 30)
            assert row.during("2001 at the start") == "content"
            assert metric(running, "clock_known") == metric(running, "clock_good") == 0
            code, words = status_with_its_clock(running)
            # And nothing about the help line: no day is known to judge it.
            built = "no time: the machine's clock shows a date before this program was built"
            assert (code, len(words), words[0].startswith(built)) == (1, 1, True), words
            (tmp_path / "time").write_text("+0d\n")
            seconds = running.until_state(lambda state: state.get("clock") == "good", 40)
            until_well(running)
            assert row.after(seconds, "the clock was set") == "content"
            assert metric(running, "clock_known") == metric(running, "clock_good") == 1
            assert reasons(running) == (0, [])
