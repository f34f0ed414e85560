"""That it needs no network and asks for none: the launcher, the supervisor, the screen with a
visitor who has it read aloud, and the poster.

Each runs in a network namespace of its own, in which there is nothing, and every call of it that
has to do with sockets is written down.
"""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults import virtual_touch
from tests.faults.running_kiosk import ROOT, RunningKiosk, copy_gallery
from tests.faults.screen_report import Report

NO_NETWORK = ("unshare", "--net")
pytestmark = [
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "strace", "unshare"))),
        reason="needs Xvfb, strace, unshare (apt: xvfb strace)",
    ),
    pytest.mark.skipif(
        shutil.which("unshare") is None
        or subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False).returncode != 0,
        reason="no network namespace may be made here",
    ),
]
VISIT = ["Artworks", "What the Morning Kept", "Listen", "Next work", "Events", "About", "Home"]
# connect(2) and its kin say the address; socket(2) says the family.
INTERNET = re.compile(r"(socket|connect|bind|sendto|sendmsg)\(.*AF_(?!UNIX\b|UNSPEC\b|LOCAL\b)")


def traced(to: Path) -> tuple[str, ...]:
    return (*NO_NETWORK, "strace", "-f", "-qq", "-o", str(to), "-e", "trace=%network")


def strange(trace: Path) -> list[str]:
    """Calls for anything but sockets of this machine's own; what had been asked before is never
    answered by a stranger, either.
    """
    lines = trace.read_text().splitlines()
    assert any("AF_UNIX" in line for line in lines), "the X server at least was asked"
    return [line for line in lines if INTERNET.search(line) or re.search(r"\blisten\(", line)]


def test_a_visit_read_aloud_asks_for_no_network(tmp_path: Path, report: Report) -> None:
    folder = copy_gallery(tmp_path / "gallery")
    said = tmp_path / "said"
    (folder / "events").mkdir()
    (folder / "events" / "walk.md").write_text("---\ntitle: Walk\nwhen: 2099-01-10 13:00\n---\nx\n")
    running = RunningKiosk(tmp_path / "wall", folder=folder, wrap=traced(tmp_path / "trace"))
    running.environment = {"KIOSK_VOICE": f"sh -c 'cat >>{said}'", "KIOSK_WATCHDOG_SECONDS": "30"}
    running.program = [
        sys.executable,
        "-m",
        "kiosk",
        "launch",
        "--",
        *virtual_touch.call(folder, VISIT),
    ]
    with running, report.of("a visit without a network", running) as row:
        running.until("content", 40)
        row.before()
        began = time.monotonic()
        while running.log.read_text().count("touched: ") < len(VISIT):
            assert time.monotonic() - began < 60, running.log.read_text()
            time.sleep(0.1)
        row.during("everything is answered")
        running.until("content")
        row.after(time.monotonic() - began)
    assert "What the Morning Kept" in said.read_text()
    assert "Traceback" not in running.log.read_text()
    assert strange(tmp_path / "trace") == []


def test_the_poster_asks_for_no_network(tmp_path: Path) -> None:
    with RunningKiosk(
        tmp_path / "wall", command="poster", wrap=traced(tmp_path / "trace")
    ) as running:
        running.until("poster", 30)
        running.until_state(lambda state: state.get("last_frame"))
    assert strange(tmp_path / "trace") == []


def test_a_call_for_the_internet_would_be_seen(tmp_path: Path) -> None:
    call = (
        "import socket; socket.socket(socket.AF_UNIX); "
        "socket.socket(socket.AF_INET6).connect_ex(('::1', 80))"
    )
    subprocess.run(
        [*traced(tmp_path / "trace"), sys.executable, "-c", call], check=True, timeout=30, cwd=ROOT
    )
    assert len(strange(tmp_path / "trace")) == 2
