"""Restarts are counted by reason, and the counts outlast the process that counts."""

import os
import signal
import sys

import pytest

from kiosk.settings import read_settings
from kiosk.status.restart_reasons import RestartReason, restarts_from_text
from kiosk.supervisor.notify_proxy import NotifyProxy
from kiosk.supervisor.restart_counts import (
    SERVICE_FILE,
    RestartCounts,
    count_wrong_options,
    forget_wrong_options,
)

posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX'")


def test_the_counts_are_read_again_and_added_to_those_of_the_service(tmp_path):
    folder = tmp_path / "run"
    RestartCounts(folder).add(RestartReason.CRASH)
    RestartCounts(folder).add(RestartReason.CRASH)
    RestartCounts(folder, SERVICE_FILE).add(RestartReason.DISPLAY_SERVER)
    assert RestartCounts(folder).with_service(folder) == {"crash": 2, "display_server": 1}
    (folder / "restarts").write_bytes(b"\xff" * 10_000)
    assert RestartCounts(folder).with_service(folder) == {"display_server": 1}


def test_a_place_that_cannot_be_written_counts_in_memory(tmp_path):
    (tmp_path / "file").write_text("")
    counts = RestartCounts(tmp_path / "file" / "run")
    counts.add(RestartReason.FROZEN)
    assert counts.with_service(tmp_path / "file") == {"frozen": 1}


def test_wrong_options_are_counted_in_a_row(tmp_path):
    assert [count_wrong_options(tmp_path / "run") for _ in range(3)] == [1, 2, 3]
    forget_wrong_options(tmp_path / "run")
    assert count_wrong_options(tmp_path / "run") == 1


@posix
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})", "display_server"),
        ("raise SystemExit(0)", "supervisor"),
        (
            "import socket, os; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM);"
            "s.sendto(b'X_KIOSK_DISPLAY_LOST=1', os.environ['NOTIFY_SOCKET'])",
            "display_server",
        ),
        (
            "import socket, os; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM);"
            "s.sendto(b'X_KIOSK_STOPPED_BY_STAFF=1', os.environ['NOTIFY_SOCKET'])",
            "",
        ),
    ],
)
def test_the_end_of_the_display_server_is_counted_with_its_reason(
    code, reason, tmp_path, monkeypatch
):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    old = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        NotifyProxy([sys.executable, "-c", code], read_settings()).run()
    finally:
        signal.signal(signal.SIGTERM, old[0])
        signal.signal(signal.SIGINT, old[1])
    file = tmp_path / "run" / SERVICE_FILE
    found = restarts_from_text(file.read_text()) if file.exists() else {}
    assert found == ({reason: 1} if reason else {})
