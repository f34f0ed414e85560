"""What keeps the screen alive, really done to the whole program: a disk that is full to the last
place, memory that grows.

KIOSK_FAULTS=all python -m pytest -s tests/faults          does the long ones too
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageColor

from kiosk.domain.design import WALL_TOP
from kiosk.status import program_status as states
from kiosk.supervisor.restart_policy import RestartState, RunMode
from kiosk.supervisor.restart_state_file import save_restart_state
from tests.faults.outputs import AS_ANOTHER_USER
from tests.faults.running_kiosk import (
    ROOT,
    RunningKiosk,
    copy_gallery,
    hold_for,
    hold_status,
    wait_for,
)
from tests.faults.test_cage import Caged

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (apt: xvfb)")
long = pytest.mark.skipif(
    os.environ.get("KIOSK_FAULTS") != "all", reason="takes longer; KIOSK_FAULTS=all does it too"
)
can_cage = (
    bool(shutil.which("cage") and shutil.which("Xwayland"))
    and subprocess.run([*AS_ANOTHER_USER, "true"], capture_output=True, check=False).returncode == 0
)

# In a world of its own, every place for temporary files is full; the test's folder, the X server's
# socket and the program shine through.
FULL = """
set -e
mount --make-rprivate /
mount -t tmpfs -o size=128k full {new}
for kept in {kept}; do mkdir -p {new}/$kept; mount --bind /tmp/$kept {new}/$kept; done
for full in {new} /var/tmp; do
    [ $full = {new} ] || mount -t tmpfs -o size=64k full $full
    dd if=/dev/zero of=$full/filler bs=1k 2>/dev/null || true
done
mount --rbind {new} /tmp
cd /proc
exec env TMPDIR=/tmp XDG_CACHE_HOME=/tmp/cache HOME=/tmp "$@"
"""


def in_a_full_world(place: Path) -> tuple[str, ...]:
    """The words before a program's own that start it there."""
    unshare = ["unshare", "--mount", "--propagation", "unchanged"]
    if subprocess.run(
        [*unshare, "mount", "--make-rprivate", "/"], capture_output=True, check=False
    ).returncode:
        pytest.skip("only root may mount a file system")
    new = place / "full"
    new.mkdir()
    kept = [
        ".X11-unix",
        *(str(path.relative_to("/tmp")) for path in (place, ROOT) if path.is_relative_to("/tmp")),
    ]
    return (*unshare, "sh", "-c", FULL.format(new=new, kept=" ".join(kept)), "sh")


def test_a_disk_without_room_for_anything_stops_no_start(tmp_path):
    """Neither the first start, nor one after a fall; in the long form, nor those of safe mode."""
    running = RunningKiosk(tmp_path / "wall", wrap=in_a_full_world(tmp_path))
    running.environment = {"XDG_RUNTIME_DIR": "", "RUNTIME_DIRECTORY": ""}
    modes = ["full"] * 3 + ["safe"] if os.environ.get("KIOSK_FAULTS") == "all" else ["full"] * 2
    with running:
        for number, mode in enumerate(modes):
            running.until_state(
                lambda state, mode=mode: state.get("mode") == mode and state.get("last_frame")
            )
            seconds = running.until("content")
            hold_for(1, lambda: running.seen() == "content", running.log)
            print(
                f"\nfull disk, start {number + 1} in {mode} mode: {running.seen()} after "
                f"{seconds:.1f} s"
            )
            pid = running.pid
            (running.runtime / "status.json").unlink()
            os.kill(pid, signal.SIGKILL)
    said = running.log.read_text()
    assert "Traceback" not in said
    assert "nobody will notice" not in said


@long
@pytest.mark.skipif(not can_cage, reason="needs cage, Xwayland and a user's namespace")
def test_a_compositor_that_stands_still_is_ended_so_that_the_service_starts_it_again(
    tmp_path, monkeypatch
):
    """The program below it notices nothing: its window is merely not seen, and no frame is asked of
    it.
    """
    monkeypatch.setenv("KIOSK_WATCHDOG_SECONDS", "4")
    supervisor = [
        sys.executable,
        "-m",
        "kiosk",
        "supervise",
        str(copy_gallery(tmp_path / "gallery")),
    ]
    with Caged(tmp_path / "wall", supervisor) as caged:
        caged.until(lambda state: state.get("last_frame"))
        # Well for longer than the supervisor waits for an answer.
        hold_for(10, lambda: caged.process.poll() is None, caged.log)
        compositor = next(
            pid for pid in caged.alive() if Path(f"/proc/{pid}/comm").read_text().strip() == "cage"
        )
        os.kill(compositor, signal.SIGSTOP)
        began = time.monotonic()
        assert caged.process.wait(60) == 1, caged.log.read_text()
        seconds = time.monotonic() - began
        print(
            f"\ncage stopped: the service's first process ended after {seconds:.1f} s, to be "
            "started again"
        )
        assert seconds < 4 + 5 + 6 + 15 + 5
        assert "The display server does not answer" in caged.log.read_text()
        assert compositor not in caged.alive()


@pytest.fixture
def poster(tmp_path):
    """A kiosk that shows the poster, as the supervisor would."""
    running = RunningKiosk(
        tmp_path / "wall", folder=copy_gallery(tmp_path / "gallery"), command="poster"
    )
    running.environment = {"KIOSK_MODE": "poster", "KIOSK_RESTARTS": "6"}
    return running


@pytest.mark.skipif(shutil.which("xrandr") is None, reason="needs xrandr (apt: x11-xserver-utils)")
def test_a_poster_stays_on_its_own_screen_and_tells_that_it_is_one(poster, tmp_path):
    poster.arguments = ["--screen", "RIGHT"]
    with poster:
        for name, x, output in (("LEFT", 0, "screen"), ("RIGHT", 960, "none")):
            poster.xrandr("--setmonitor", name, f"960/254x1080/286+{x}+0", output)
        seconds = poster.until_state(
            lambda state: state.get("screen") == "RIGHT 960x1080" and state.get("last_frame")
        )

        def right_colour() -> object:
            right = poster.grab_screen().crop((960, 0, 1920, 1080))
            return max(right.getcolors(200_000) or [(0, None)])[1]

        wait_for(lambda: right_colour() == ImageColor.getrgb(WALL_TOP))
        left, right = (poster.grab_screen().crop((x, 0, x + 960, 1080)) for x in (0, 960))
        print(f"\nthe poster of one of two screens: {seconds:.1f} s")
        assert left.getextrema() == ((0, 0),) * 3
        state = poster.state()
        assert (state["mode"], state["restarts"], state["lit"]) == ("poster", 6, True)
        assert 'mode="poster"' in (poster.runtime / "kiosk.prom").read_text()
        photo = tmp_path / "photo.png"
        subprocess.run(
            [sys.executable, "-m", "kiosk", "screenshot", str(photo)],
            env=poster._environment,
            check=True,
            capture_output=True,
        )
        assert Image.open(photo).convert("RGB").tobytes() == right.tobytes()
        assert poster.is_running()
        asked = [sys.executable, "-m", "kiosk", "status"]
        assert (
            subprocess.run(
                asked, env=poster._environment, capture_output=True, check=False
            ).returncode
            == 1
        ), "somebody should look"
    assert poster.state() == {}


def test_a_poster_has_a_night_too(poster, tmp_path):
    here = datetime.now(ZoneInfo("America/Los_Angeles"))
    settings = poster.folder / "kiosk.yaml"
    settings.write_text(
        re.sub(
            r"Monday-Friday: .*",
            f"{here + timedelta(days=3):%A}: 8:00 AM-5:00 PM",
            settings.read_text("utf-8"),
        ),
        "utf-8",
    )
    switched = tmp_path / "switched"
    poster.environment |= {
        "KIOSK_HOURS": "keep",
        "KIOSK_SCREEN_OFF": f"sh -c \"echo off >>{switched}\"",
        "KIOSK_SCREEN_ON": f"sh -c \"echo on >>{switched}\"",
    }  # fmt: skip
    with poster:
        poster.until_state(lambda state: state.get("lit") is False and state.get("last_frame"))
        poster.until("nothing", 5)
        assert switched.read_text().split() == ["off"]


def test_a_bound_of_memory_that_no_start_can_keep_to_does_not_start_it_over_and_over(tmp_path):
    running = RunningKiosk(tmp_path)
    running.environment = {"KIOSK_MEMORY_MB": "60"}
    with running:
        running.until_state(lambda state: float(str(state.get("memory", 0))) > 60 * 2**20)
        hold_status(running, 6, restarts=0)
        assert (running.seen(), running.state()["restarts"]) == ("content", 0)


def test_safe_mode_says_that_nobody_has_read_the_folder_and_leaves_nothing_behind(tmp_path):
    """Whatever is wrong with it, which may be why safe mode stands there."""
    folder = copy_gallery(tmp_path / "gallery")
    (folder / "works" / "wrong.md").write_text("---\ntitel: Wrong\n---\n")
    with RunningKiosk(tmp_path / "wall", folder=folder) as running:
        running.until_state(lambda state: state.get("warnings") or state.get("errors"))
        cache = tmp_path / "wall" / "cache" / "kiosk"
        wait_for(lambda: list((cache / "folders").glob("*.memory")))
    save_restart_state(RestartState(RunMode.SAFE), running.runtime)
    with running:
        for number in range(2):
            running.until_state(
                lambda state, number=number: (
                    state.get("restarts") == number and state.get("last_frame")
                )
            )
            running.until("content")
            state = running.state()
            assert (state["mode"], state["read"]) == ("safe", False)
            assert len(list((cache / "safe").iterdir())) == 1
            (running.runtime / "status.json").unlink()
            os.kill(int(str(state["pid"])), signal.SIGKILL)
    assert "the folder has not been read" in states.as_text(states.ProgramStatus(read=False))
