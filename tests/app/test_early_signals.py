"""SIGTERM or Ctrl+C while the program still starts: it ends with 0, at once and without a word."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.ends import END_SECONDS, UNGUARDED, seconds_to_end
from tests.faults.running_kiosk import LONG

ROOT = Path(__file__).resolve().parents[2]
# Milliseconds after the program catches signals: while Python imports, Qt is made, content is read,
# the first frame comes. KIOSK_FAULTS=all tries more of them.
PHASES = [0, 50, 90, 130, 170, 210, 250, 300, 350, 400, 800, 1600] if LONG else [0, 130, 300, 800]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def has_handler(pid: int) -> bool:
    """True once the process catches SIGTERM; no program can before its first instructions."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def start(place: Path, *arguments: str, folder: str = "gallery") -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(place / "cache"),
        "KIOSK_RUNTIME": str(place / "run"),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "QT_LOGGING_RULES": "qt.qpa.*=false",
    }
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", UNGUARDED, *arguments, folder, "--windowed", "1280x720"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not has_handler(process.pid):
        time.sleep(0.005)
    return process


def end(
    process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM
) -> tuple[int, str, float]:
    """The exit code, what was written to stderr, and the seconds that the end took."""
    seconds = seconds_to_end(process, number)
    _, written = process.communicate(timeout=30)
    return process.returncode, written, seconds


@pytest.mark.parametrize("milliseconds", PHASES)
def test_a_start_is_ended_with_0_in_every_phase(tmp_path, milliseconds):
    process = start(tmp_path, "run")
    time.sleep(milliseconds / 1000)
    code, written, seconds = end(process)
    assert code == 0
    assert "Traceback" not in written
    assert "Uncaught" not in written
    assert seconds < END_SECONDS


@pytest.mark.parametrize("milliseconds", [0, 90, 210, 400, 1600] if LONG else [90, 400])
@pytest.mark.parametrize("command", ["run", "poster"])
def test_ctrl_c_ends_it_as_sigterm_does(tmp_path, command, milliseconds):
    """Python's own handler would end it by the signal, with a traceback."""
    process = start(tmp_path, command)
    time.sleep(milliseconds / 1000)
    code, written, seconds = end(process, signal.SIGINT)
    assert (code, "Traceback" in written) == (0, False), written
    assert seconds < END_SECONDS


@pytest.mark.parametrize("milliseconds", [0, 200, 600] if LONG else [200, 600])
def test_so_is_the_posters(tmp_path, milliseconds):
    process = start(tmp_path, "poster")
    time.sleep(milliseconds / 1000)
    code, written, seconds = end(process)
    assert code == 0
    assert "Traceback" not in written
    assert seconds < END_SECONDS
    assert not (tmp_path / "run" / "status.json").exists()


def test_a_long_programme_does_not_keep_it_from_ending(tmp_path, write_folder):
    """SIGTERM is heard while hundreds of series are expanded; the guard would end it with -9."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//"]
    for number in range(600):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}",
            f"SUMMARY:Tour {number}",
            f"DTSTART:202601{1 + number % 28:02}T{number % 24:02}0000Z",
            "RRULE:FREQ=DAILY",
            "END:VEVENT",
        ]
    files = {
        "kiosk.yaml": "title: T\n",
        "works/a.md": "---\ntitle: A\nmedium: poetry\n---\nA line\n",
        "events/tours.ics": "\r\n".join([*lines, "END:VCALENDAR", ""]),
    }
    process = start(tmp_path, "run", folder=str(write_folder(files)))
    status = tmp_path / "run" / "status.json"
    until = time.monotonic() + 60
    while not status.exists():
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)
    code, written, seconds = end(process)
    assert (code, "Traceback" in written) == (0, False), written
    assert seconds < END_SECONDS
