"""The same program under cage, as the service runs it, on an output that is only in memory: falls,
the staff's way out, and the end.

Screens are taken away and given back under Wayland in ``test_outputs.py``, where they are windows,
and under X in ``test_screens.py``.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from kiosk.exit_codes import EXIT_STOPPED
from kiosk.staff import pin as pins
from tests.faults import virtual_touch
from tests.faults.outputs import AS_ANOTHER_USER, needs_namespace
from tests.faults.running_kiosk import (
    ROOT,
    copy_gallery,
    hold_for,
    long,
    word_for,
)
from tests.faults.screen_report import Report

PIN = "271828"
pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("cage") and shutil.which("Xwayland")),
        reason="needs cage and Xwayland (apt: cage xwayland)",
    ),
    needs_namespace,
]


class Caged:
    """The launcher, cage and a supervisor below it; every process is gone afterwards."""

    def __init__(
        self, place: Path, supervisor: list[str], *, outputs: int = 1, runtime: Path | None = None
    ) -> None:
        place.mkdir()
        # A socket's name may not be long.
        self._session = Path(f"/tmp/kiosk-cage-{os.getpid()}")
        self._session.mkdir(mode=0o700)
        self.runtime, self.log = runtime or place / "run", place / "log"
        self.environment = {
            **os.environ,
            "WLR_BACKENDS": "headless",
            "WLR_HEADLESS_OUTPUTS": str(outputs),
            "WLR_RENDERER": "pixman",
            "QT_QPA_PLATFORM": "wayland",
            "KIOSK_HOURS": "ignore",
            "XDG_RUNTIME_DIR": str(self._session),
            "XDG_CACHE_HOME": str(place / "cache"),
            "KIOSK_RUNTIME": str(self.runtime),
            "KIOSK_STATE": str(place / "state"),
            "PYTHONPATH": str(ROOT),
        }
        pins.store_pin(PIN, place / "state")
        call = [
            *AS_ANOTHER_USER,
            sys.executable,
            "-m",
            "kiosk",
            "launch",
            "--",
            "cage",
            "-d",
            "--",
            *supervisor,
        ]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                call,
                env=self.environment,
                cwd=place,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def __enter__(self) -> "Caged":
        return self

    def __exit__(self, *_: object) -> None:
        for one in self.alive():
            os.kill(one, signal.SIGKILL)
        self.process.wait()
        shutil.rmtree(self._session, ignore_errors=True)

    def alive(self) -> list[int]:
        """All processes of this session that have not ended."""
        listed = subprocess.run(
            ["pgrep", "--session", str(self.process.pid), "--runstates", "RSDT"],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(word) for word in listed.stdout.split()]

    def state(self) -> dict[str, object]:
        try:
            return json.loads((self.runtime / "status.json").read_text())
        except (OSError, ValueError):
            return {}

    def until(self, met, seconds: float = 25.0) -> float:
        began = time.monotonic()
        while not met(self.state()):
            assert time.monotonic() - began < seconds, f"{self.state()}\n{self.log.read_text()}"
            time.sleep(0.05)
        return time.monotonic() - began

    def grab_screen(self) -> Image.Image:
        """What the program shows: cage 0.1.4 lets nobody look at an output of its own."""
        to = self.log.with_name("screen.png")
        call = [sys.executable, "-m", "kiosk", "screenshot", str(to)]
        subprocess.run(call, env=self.environment, check=True, capture_output=True, timeout=30)
        return Image.open(to).convert("RGB")

    def seen(self) -> str:
        """The picture comes a moment after the first frame."""
        for _ in range(20):
            if (word := word_for(self.grab_screen())) == "content":
                break
        return word


@pytest.mark.timing
def test_under_cage_it_comes_back_and_ends_when_asked(tmp_path, report: Report):
    supervisor = [
        sys.executable,
        "-m",
        "kiosk",
        "supervise",
        str(copy_gallery(tmp_path / "gallery")),
    ]
    with Caged(tmp_path / "wall", supervisor) as caged:
        caged.until(lambda state: state.get("works") == 4 and state.get("last_frame"))
        assert str(caged.state()["screen"]).startswith("HEADLESS-1 ")
        with report.of("kill -9 under cage", caged) as row:
            assert row.before() == "content"
            took = []
            for _ in range(2):
                pid = int(str(caged.state()["pid"]))
                os.kill(pid, signal.SIGKILL)
                took.append(
                    caged.until(
                        lambda state, pid=pid: (
                            state.get("pid") not in (None, pid) and state.get("last_frame")
                        )
                    )
                )
            # The better of two: others may be at work on the machine that tests.
            seconds = min(took)
            assert row.after(seconds) == "content"
        assert seconds < 3
        caged.process.terminate()
        assert caged.process.wait(10) == 0
        assert caged.alive() == []
        assert "did not end when asked" not in caged.log.read_text()
        assert caged.state() == {}, "it ended by itself, and said so"


def test_a_supervisor_that_is_killed_ends_the_service_which_is_then_started_again(
    tmp_path, report: Report
):
    """Nothing is left behind, and it is no end by staff, after which alone nothing is started again
    (Restart=always).
    """
    supervisor = [
        sys.executable,
        "-m",
        "kiosk",
        "supervise",
        str(copy_gallery(tmp_path / "gallery")),
    ]
    with (
        Caged(tmp_path / "wall", supervisor) as caged,
        report.of("the supervisor itself is killed, under cage", caged) as row,
    ):
        caged.until(lambda state: state.get("works") == 4 and state.get("last_frame"))
        row.before()
        found = subprocess.run(
            ["pgrep", "--session", str(caged.process.pid), "--full", "kiosk supervise"],
            capture_output=True,
            text=True,
            check=True,
        )
        # The launcher and cage have the supervisor's words in their own.
        pids = [
            pid
            for pid in map(int, found.stdout.split())
            if b"cage" not in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
        assert len(pids) == 1
        os.kill(pids[0], signal.SIGKILL)
        assert caged.process.wait(10) != EXIT_STOPPED, caged.log.read_text()
        began = time.monotonic()
        while caged.alive():
            assert time.monotonic() - began < 5, "what it showed is gone with it"
            time.sleep(0.1)


@long
def test_a_cage_that_is_killed_is_counted_with_its_reason(tmp_path, report: Report):
    """The service is started again after it, and the count is in its metrics then."""
    supervisor = [
        sys.executable,
        "-m",
        "kiosk",
        "supervise",
        str(copy_gallery(tmp_path / "gallery")),
    ]
    caged = Caged(tmp_path / "wall", supervisor)
    with report.of("cage is killed", caged) as row:
        with caged:
            caged.until(lambda state: state.get("works") == 4 and state.get("last_frame"))
            assert row.before() == "content"
            pid = caged.state()["pid"]
            cage = subprocess.run(
                ["pgrep", "--session", str(caged.process.pid), "--exact", "cage"],
                capture_output=True,
                text=True,
                check=True,
            )
            os.kill(int(cage.stdout), signal.SIGKILL)
            assert caged.process.wait(20) not in (0, EXIT_STOPPED), caged.log.read_text()
            # cage drew on the output. What is left below it the service manager ends with the unit.
            assert (caged.runtime / "service-restarts").read_text() == "display_server=1\n"
        row.goes_on(again := Caged(tmp_path / "again", supervisor, runtime=caged.runtime))
        with again:
            seconds = again.until(
                lambda state: state.get("pid") not in (None, pid) and state.get("last_frame")
            )
            assert row.after(seconds) == "content"
            metrics = (caged.runtime / "kiosk.prom").read_text()
            assert 'kiosk_restarts_total{reason="display_server"} 1' in metrics


@long
def test_under_cage_without_any_screen_it_waits(tmp_path):
    supervisor = [
        sys.executable,
        "-m",
        "kiosk",
        "supervise",
        str(copy_gallery(tmp_path / "gallery")),
    ]
    with Caged(tmp_path / "wall", supervisor, outputs=0) as caged:
        caged.until(lambda state: state.get("screen_missing"))
        assert "Ready, and waiting for a screen" in caged.log.read_text()
        hold_for(30, lambda: caged.process.poll() is None, caged.log)
        assert "restarting in" not in caged.log.read_text()


def test_staff_end_it_from_their_panel_and_the_service_is_told_so(tmp_path):
    folder = copy_gallery(tmp_path / "gallery")
    with Caged(
        tmp_path / "wall",
        virtual_touch.call(folder, [*PIN, "Open", "End the program", "Yes, end it"], corner=True),
    ) as caged:
        assert caged.process.wait(40) == EXIT_STOPPED, caged.log.read_text()
        assert "Staff panel requested by the corner" in caged.log.read_text()
        assert caged.alive() == []
