"""Restart policy, sd_notify, status file, log limits, and the content of safe mode."""

import json
import logging
import os
import signal
import socket
import sys
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.logs import LINES_A_MINUTE, RateLimit
from kiosk.cli.main import main
from kiosk.settings import INSTANCE, read_settings
from kiosk.status import program_status
from kiosk.status.folders import status_folder
from kiosk.supervisor import restart_policy, supervisor
from kiosk.supervisor.notify import Listener, Notifier
from kiosk.supervisor.restart_policy import (
    CRASHES_IN_A_ROW,
    WELL_SECONDS,
    RestartState,
    RunMode,
    after_crash,
)
from kiosk.supervisor.supervisor import Supervisor


def test_three_crashes_lead_to_safe_mode_and_three_more_to_the_poster():
    state, modes = RestartState(), []
    for _ in range(3 * CRASHES_IN_A_ROW):
        state = after_crash(state, 1.0)
        modes.append(state.mode.value)
    assert modes == ["full", "full", "safe", "safe", "safe", "poster", "poster", "poster", "poster"]


@given(st.lists(st.floats(WELL_SECONDS, 1e7), max_size=30))
def test_crashes_far_apart_never_leave_full_mode(ran_seconds):
    state = RestartState()
    for seconds in ran_seconds:
        state = after_crash(state, seconds)
    assert state.mode is RunMode.FULL


@given(st.lists(st.floats(0, 1e4), max_size=60))
def test_the_first_restarts_follow_at_once_and_none_waits_long(ran_seconds):
    state = RestartState()
    for seconds in ran_seconds:
        state = after_crash(state, seconds)
        assert 0 <= state.pause <= 5
        assert state.pause == 0 or state.total_crashes >= 2


def test_notifier_and_listener_exchange_messages():
    listener = Listener(read_settings())
    notifier = Notifier(listener.address)
    notifier.send("READY=1", "STATUS=good")
    assert listener.receive(1) == ["READY=1", "STATUS=good"]
    assert listener.receive(0.01) == []
    listener.close()
    notifier.send("WATCHDOG=1")
    notifier.close()


def test_abstract_socket_names():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0kiosk-test-{os.getpid()}")
        notifier = Notifier(f"@kiosk-test-{os.getpid()}")
        notifier.send("READY=1")
        assert manager.recv(100) == b"READY=1"
        notifier.close()


def child(code: str):
    return lambda mode: [sys.executable, "-c", f"mode = {mode.value!r}\n{code}"]


@pytest.fixture
def in_thread(monkeypatch, tmp_path):
    """Supervisors run without signal handlers, and with a state folder of their own."""
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(restart_policy, "RESTART_DELAYS_SECONDS", (0.0,))


def test_a_child_that_exits_with_0_ends_the_supervisor(in_thread):
    assert Supervisor(child(""), read_settings()).run() == 0


@pytest.mark.parametrize("crash", ["SIGSEGV", "SIGTERM"])
def test_a_crash_at_a_stop_is_told(tmp_path, monkeypatch, caplog, crash):
    """SIGTERM itself is no crash: the child may not have come to its handler."""
    sign = tmp_path / "sign"
    code = (
        "import os, signal, sys, time, pathlib\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (signal.signal(signal.{crash}, signal.SIG_DFL),"
        f" os.kill(os.getpid(), signal.{crash})))\n"
        f"pathlib.Path({str(sign)!r}).touch()\n"
        "time.sleep(20)"
    )
    one = Supervisor(child(code), read_settings())
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    thread = threading.Thread(target=one.run)
    thread.start()
    while not sign.exists():
        time.sleep(0.01)
    one._request_end()
    thread.join(10)
    told = "The screen crashed while it was ended (SIGSEGV)" in caplog.text
    assert told == (crash == "SIGSEGV")


def test_crashes_change_the_mode_and_each_start_knows_its_number(tmp_path, in_thread):
    seen = tmp_path / "seen"
    code = (
        "import os, sys\n"
        f"open({str(seen)!r}, 'a').write(mode + os.environ['KIOSK_RESTARTS'] + ' ')\n"
        "sys.exit(0 if mode == 'poster' else 3)"
    )
    assert Supervisor(child(code), read_settings()).run() == 0
    assert seen.read_text().split() == [
        "full0",
        "full1",
        "full2",
        "safe3",
        "safe4",
        "safe5",
        "poster6",
    ]


def test_a_requested_restart_is_not_a_crash(tmp_path, in_thread):
    count = tmp_path / "count"
    code = (
        f"import sys\nf = open({str(count)!r}, 'a+'); f.write(mode[0]); f.seek(0)\n"
        "sys.exit(75 if len(f.read()) < 5 else 0)"
    )
    Supervisor(child(code), read_settings()).run()
    assert count.read_text() == "fffff"


def test_a_frozen_child_is_killed_and_restarted(tmp_path, in_thread, monkeypatch):
    monkeypatch.setenv("KIOSK_WATCHDOG_SECONDS", "0.6")
    again = tmp_path / "again"
    code = (
        "import os, socket, sys, time\n"
        f"if os.path.exists({str(again)!r}): sys.exit(0)\n"
        f"open({str(again)!r}, 'w').close()\n"
        "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
        "s.sendto(b'READY=1', os.environ['NOTIFY_SOCKET'])\n"
        "time.sleep(60)"
    )
    began = time.monotonic()
    assert Supervisor(child(code), read_settings()).run() == 0
    assert time.monotonic() - began < 10


def test_the_watchdog_is_fed_by_the_child_and_not_by_the_supervisor(in_thread, monkeypatch):
    monkeypatch.setattr(supervisor, "KEEPALIVE_SECONDS", 0.05)
    manager = Listener(read_settings())
    monkeypatch.setenv("NOTIFY_SOCKET", manager.address)
    code = (
        "import os, socket, time\n"
        "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
        "s.sendto(b'READY=1', os.environ['NOTIFY_SOCKET'])\n"
        "time.sleep(0.4)"
    )
    runner = threading.Thread(target=Supervisor(child(code), read_settings()).run)
    runner.start()
    assert manager.receive(10) == [f"X_KIOSK_SUPERVISOR_PID={os.getpid()}"]
    while "READY=1" not in (heard := manager.receive(10)):
        assert heard[0] == "WATCHDOG=1", "the supervisor's own, while the child starts"
    assert manager.receive(5) == ["STOPPING=1"], "no WATCHDOG=1 while the child sends none"
    runner.join()
    manager.close()


def test_status_prints_what_was_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    assert main(["status"]) == 2
    now = time.time()
    told = program_status.ProgramStatus(
        version="1",
        works=24,
        written=now,
        last_frame=now,
        started=now - 90_000,
        clock="good",
        content="abc",
    )
    program_status.write_status(told, tmp_path / "run")
    capsys.readouterr()
    assert main(["status"]) == 0
    printed = capsys.readouterr().out
    assert "24 works" in printed
    assert "1 d 1 h" in printed
    assert main(["status", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["works"] == 24
    assert main(["status", "--format", "prometheus"]) == 0
    metrics = capsys.readouterr().out
    assert "kiosk_works 24\n" in metrics
    assert metrics == (tmp_path / "run" / "kiosk.prom").read_text()
    for line in metrics.splitlines():
        assert line.startswith("#") or len(line.split()) == 2, line


def test_the_keys_that_operators_read_stay_when_a_field_is_renamed(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    dark = program_status.ProgramStatus(written=time.time(), clock="good", screen_on=False)
    program_status.write_status(dark, tmp_path)
    assert json.loads((tmp_path / "status.json").read_text())["lit"] is False
    assert program_status.read_status(tmp_path) == dark
    assert main(["status", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["lit"] is False
    assert main(["status", "--format", "prometheus"]) == 0
    assert "kiosk_screen_lit 0\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": "safe"},
        {"errors": 1},
        {"failed_pictures": 1},
        {"set_aside": ("a",)},
        {"clock": "behind"},
    ],
)
def test_status_ends_with_1_when_staff_should_look(tmp_path, monkeypatch, capsys, wrong):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    program_status.write_status(
        program_status.ProgramStatus(**{"written": time.time(), "clock": "good", **wrong}), tmp_path
    )
    assert main(["status"]) == 1
    capsys.readouterr()


def test_an_old_status_is_of_a_frozen_screen(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    program_status.write_status(
        program_status.ProgramStatus(written=time.time() - 100, clock="good"), tmp_path
    )
    assert main(["status"]) == 2
    assert "the screen has stopped" in capsys.readouterr().err
    (tmp_path / "status.json").write_text("{")
    assert main(["status"]) == 2
    capsys.readouterr()


def record(words: str) -> logging.LogRecord:
    return logging.LogRecord("kiosk", logging.WARNING, "", 0, words, (), None)


def test_the_log_repeats_a_line_once_an_hour_and_never_floods(monkeypatch):
    cap, now = RateLimit(), [1000.0]
    monkeypatch.setattr("kiosk.app.logs.time.monotonic", lambda: now[0])
    assert [cap.filter(record("a")) for _ in range(3)] == [True, False, False]
    now[0] += 3600
    later = record("a")
    assert cap.filter(later)
    assert later.getMessage() == "a (2 more times in the hour before)"
    now[0] += 61
    cap = RateLimit()
    assert sum(cap.filter(record(f"line {number}")) for number in range(10_000)) == LINES_A_MINUTE


def test_one_event_is_one_line_even_with_a_traceback():
    line = record("it failed\nbadly")
    try:
        raise ValueError("why")
    except ValueError:
        line.exc_info = sys.exc_info()
    assert RateLimit().filter(line)
    printed = logging.Formatter("%(message)s").format(line)
    assert "\n" not in printed
    assert "it failed badly" in printed
    assert "ValueError: why" in printed


def test_several_screens_write_a_status_each(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    now = time.time()
    for name, works in (("HDMI-1", 24), ("../HDMI-2", 3)):
        monkeypatch.setenv(INSTANCE, name)
        assert status_folder(read_settings()).parent == tmp_path
        program_status.write_status(
            program_status.ProgramStatus(
                written=now, last_frame=now, works=works, clock="good", asked_screen=name
            ),
            status_folder(read_settings()),
        )
    monkeypatch.delenv(INSTANCE)
    assert main(["status"]) == 2
    said = capsys.readouterr().err
    assert "HDMI-1" in said
    assert "HDMI-2" in said
    assert main(["status", "--screen", "../HDMI-2", "--format", "prometheus"]) == 0
    assert 'kiosk_works{screen="../HDMI-2"} 3\n' in capsys.readouterr().out
    (status_folder(read_settings(), "HDMI-1") / "status.json").unlink()
    assert main(["status"]) == 0, "the only one is meant"
    assert "3 works" in capsys.readouterr().out
