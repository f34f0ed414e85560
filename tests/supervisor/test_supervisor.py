"""The keeper's rule, the service manager's protocol, the state file, the log's cap, and what is still shown in safe mode."""

import json
import logging
import os
import socket
import sys
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.logs import LINES_A_MINUTE, Cap
from kiosk.app.safe_mode import unchanged
from kiosk.cli.arguments import main
from kiosk.content.load import load
from kiosk.status import status
from kiosk.supervisor import restart_policy, supervisor
from kiosk.supervisor.notify import Listener, Notifier
from kiosk.supervisor.restart_policy import IN_A_ROW, WELL_SECONDS, Mode, RestartState, after_crash
from kiosk.supervisor.supervisor import Supervisor


def test_three_falls_in_a_row_lead_to_safe_mode_and_three_more_to_the_poster():
    rung, modes = RestartState(), []
    for _ in range(3 * IN_A_ROW):
        rung = after_crash(rung, 1.0)
        modes.append(rung.mode.value)
    assert modes == ["full", "full", "safe", "safe", "safe", "poster", "poster", "poster", "poster"]


@given(st.lists(st.floats(WELL_SECONDS, 1e7), max_size=30))
def test_falls_far_apart_never_lead_away_from_the_full_program(stood):
    rung = RestartState()
    for seconds in stood:
        rung = after_crash(rung, seconds)
    assert rung.mode is Mode.FULL


@given(st.lists(st.floats(0, 1e4), max_size=60))
def test_the_first_restarts_come_at_once_and_none_waits_long(stood):
    rung = RestartState()
    for seconds in stood:
        rung = after_crash(rung, seconds)
        assert 0 <= rung.pause <= 5
        assert rung.pause == 0 or rung.total_crashes >= 2


def test_what_is_told_is_heard():
    listener = Listener()
    notifier = Notifier(listener.address)
    notifier.tell("READY=1", "STATUS=good")
    assert listener.hear(1) == ["READY=1", "STATUS=good"]
    assert listener.hear(0.01) == []
    listener.close()
    notifier.tell("WATCHDOG=1")
    notifier.close()


def test_abstract_names_as_systemd_may_use():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0kiosk-test-{os.getpid()}")
        notifier = Notifier(f"@kiosk-test-{os.getpid()}")
        notifier.tell("READY=1")
        assert manager.recv(100) == b"READY=1"
        notifier.close()


def child(code: str):
    return lambda mode: [sys.executable, "-c", f"mode = {mode.value!r}\n{code}"]


@pytest.fixture
def in_thread(monkeypatch, tmp_path):
    """Keepers run here without the main thread's signals, and remember nothing of each other."""
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    monkeypatch.setattr(supervisor.signal, "signal", lambda *_: None)
    monkeypatch.setattr(restart_policy, "PAUSES", (0.0,))


def test_a_child_that_ends_well_ends_the_keeper(in_thread):
    assert Supervisor(child("")).run() == 0


def test_falls_go_down_the_ladder_and_each_start_knows_its_number(tmp_path, in_thread):
    seen = tmp_path / "seen"
    code = f"import os, sys\nopen({str(seen)!r}, 'a').write(mode + os.environ['KIOSK_RESTARTS'] + ' ')\nsys.exit(0 if mode == 'poster' else 3)"
    assert Supervisor(child(code)).run() == 0
    assert seen.read_text().split() == [
        "full0",
        "full1",
        "full2",
        "safe3",
        "safe4",
        "safe5",
        "poster6",
    ]


def test_a_fresh_start_is_not_a_fall(tmp_path, in_thread):
    count = tmp_path / "count"
    code = f"import sys\nf = open({str(count)!r}, 'a+'); f.write(mode[0]); f.seek(0)\nsys.exit(75 if len(f.read()) < 5 else 0)"
    Supervisor(child(code)).run()
    assert count.read_text() == "fffff"


def test_a_child_that_stops_telling_is_ended_and_started_again(tmp_path, in_thread, monkeypatch):
    monkeypatch.setattr(supervisor, "WATCHDOG_SECONDS", 0.6)
    again = tmp_path / "again"
    code = (
        "import os, socket, sys, time\n"
        f"if os.path.exists({str(again)!r}): sys.exit(0)\n"
        f"open({str(again)!r}, 'w').close()\n"
        "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.sendto(b'READY=1', os.environ['NOTIFY_SOCKET'])\n"
        "time.sleep(60)"
    )
    began = time.monotonic()
    assert Supervisor(child(code)).run() == 0
    assert time.monotonic() - began < 10


def test_the_manager_hears_of_the_screen_and_not_of_the_keeper(in_thread, monkeypatch):
    manager = Listener()
    monkeypatch.setenv("NOTIFY_SOCKET", manager.address)
    code = (
        "import os, socket, time\n"
        "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.sendto(b'READY=1', os.environ['NOTIFY_SOCKET'])\n"
        "time.sleep(1)"
    )
    runner = threading.Thread(target=Supervisor(child(code)).run)
    runner.start()
    assert manager.hear(10) == [f"X_KIOSK_KEEPER={os.getpid()}"]
    heard = manager.hear(10)
    assert heard[0] == "READY=1"
    assert manager.hear(5) == ["STOPPING=1"], "no word of life while the child says none"
    runner.join()
    manager.close()


def test_status_tells_what_was_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    assert main(["status"]) == 2
    now = time.time()
    told = status.ProgramStatus(
        version="1",
        works=24,
        written=now,
        last_frame=now,
        started=now - 90_000,
        clock="good",
        content="abc",
    )
    status.write(told, tmp_path / "run")
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


@pytest.mark.parametrize(
    "wrong", [{"mode": "safe"}, {"errors": 1}, {"failed_pictures": 1}, {"clock": "behind"}]
)
def test_status_ends_with_1_when_staff_should_look(tmp_path, monkeypatch, capsys, wrong):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    status.write(
        status.ProgramStatus(**{"written": time.time(), "clock": "good", **wrong}), tmp_path
    )
    assert main(["status"]) == 1
    capsys.readouterr()


def test_a_state_that_is_old_is_of_a_screen_that_stands_still(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    status.write(status.ProgramStatus(written=time.time() - 100, clock="good"), tmp_path)
    assert main(["status"]) == 2
    assert "stands still" in capsys.readouterr().err
    (tmp_path / "status.json").write_text("{")
    assert main(["status"]) == 2
    capsys.readouterr()


def record(words: str) -> logging.LogRecord:
    return logging.LogRecord("kiosk", logging.WARNING, "", 0, words, (), None)


def test_the_log_says_the_same_thing_once_an_hour_and_never_floods(monkeypatch):
    cap, now = Cap(), [1000.0]
    monkeypatch.setattr("kiosk.app.logs.time.monotonic", lambda: now[0])
    assert [cap.filter(record("a")) for _ in range(3)] == [True, False, False]
    now[0] += 3600
    later = record("a")
    assert cap.filter(later)
    assert later.getMessage() == "a (2 more times in the hour before)"
    now[0] += 61
    cap = Cap()
    assert sum(cap.filter(record(f"line {number}")) for number in range(10_000)) == LINES_A_MINUTE


def test_one_event_is_one_line_even_with_a_traceback():
    line = record("it failed\nbadly")
    try:
        raise ValueError("why")
    except ValueError:
        line.exc_info = sys.exc_info()
    assert Cap().filter(line)
    printed = logging.Formatter("%(message)s").format(line)
    assert "\n" not in printed
    assert "it failed badly" in printed
    assert "ValueError: why" in printed


def test_safe_mode_shows_nothing_that_was_changed_or_taken_away_since(write_folder):
    folder = write_folder(
        {"kiosk.yaml": "title: T\n", **{f"works/{name}.jpg": "picture" for name in "abcd"}}
    )
    (folder / "works" / "b.md").write_text("---\ntitle: B\n---\n")
    snapshot = load(folder).snapshot
    kept = time.time_ns()
    assert len(unchanged(snapshot, kept).works) == 4
    time.sleep(0.05)
    (folder / "works" / "a.jpg").unlink()
    (folder / "works" / "b.md").write_text("---\ntitle: B\nwithdrawn: yes\n---\n")
    (folder / "works" / "c.md").write_text("---\nwithdrawn: yes\n---\n")
    assert [work.key for work in unchanged(snapshot, kept).works] == ["works/d"]
    for path in folder.rglob("*.*"):
        path.unlink()
    assert len(unchanged(snapshot, kept).works) == 4, (
        "a folder that is not mounted takes nothing back"
    )


def test_several_screens_tell_of_themselves_apart(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    now = time.time()
    for name, works in (("HDMI-1", 24), ("../HDMI-2", 3)):
        monkeypatch.setenv(status.SCREEN, name)
        assert status.place().parent == tmp_path
        status.write(
            status.ProgramStatus(
                written=now, last_frame=now, works=works, clock="good", asked_screen=name
            ),
            status.place(),
        )
    monkeypatch.delenv(status.SCREEN)
    assert main(["status"]) == 2
    said = capsys.readouterr().err
    assert "HDMI-1" in said
    assert "HDMI-2" in said
    assert main(["status", "--screen", "../HDMI-2", "--format", "prometheus"]) == 0
    assert 'kiosk_works{screen="../HDMI-2"} 3\n' in capsys.readouterr().out
    (status.place("HDMI-1") / "status.json").unlink()
    assert main(["status"]) == 0, "the only one is meant"
    assert "3 works" in capsys.readouterr().out
