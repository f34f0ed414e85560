"""The service's first process: what it passes on, what it returns, and in which order things end."""

import os
import signal
import sys
import textwrap
import threading
import time
from itertools import chain

import pytest

from kiosk.cli.arguments import main
from kiosk.supervisor import notify_proxy
from kiosk.supervisor.notify import Listener
from kiosk.supervisor.notify_proxy import NotifyProxy
from kiosk.supervisor.supervisor import EXIT_STOPPED

TELL = """
import os, signal, socket, subprocess, sys, time
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
tell = lambda *words: s.sendto("\\n".join(words).encode(), os.environ["NOTIFY_SOCKET"])
"""


def child(code: str) -> list[str]:
    return [sys.executable, "-c", TELL + textwrap.dedent(code)]


@pytest.fixture
def manager(monkeypatch):
    """systemd's ear; relays run here without the main thread's signals."""
    monkeypatch.setattr(notify_proxy.signal, "signal", lambda *_: None)
    ear = Listener()
    monkeypatch.setenv("NOTIFY_SOCKET", ear.address)
    monkeypatch.setenv("WATCHDOG_PID", "1")
    yield ear
    ear.close()


def heard(ear: Listener) -> list[str]:
    return list(chain.from_iterable(iter(lambda: ear.hear(0.2), [])))


def test_what_the_keeper_tells_is_passed_on_and_its_own_words_are_not(manager):
    code = "assert 'WATCHDOG_PID' not in os.environ; tell('X_KIOSK_KEEPER=1234567'); tell('READY=1', 'STATUS=full'); tell('WATCHDOG=1')"
    assert NotifyProxy(child(code)).run() == 0
    assert heard(manager) == ["READY=1", "STATUS=full", "WATCHDOG=1"]


@pytest.mark.parametrize(
    ("code", "expected"), [("sys.exit(3)", 3), ("os.kill(os.getpid(), signal.SIGKILL)", 128 + 9)]
)
def test_a_display_server_that_falls_is_told_by_the_exit_code(manager, code, expected):
    assert NotifyProxy(child(code)).run() == expected


def test_what_staff_have_ended_is_told_whatever_the_display_server_makes_of_it(manager):
    assert NotifyProxy(child("tell('X_KIOSK_LEFT=1'); sys.exit(1)")).run() == EXIT_STOPPED


def test_one_of_two_screens_that_staff_ended_long_ago_is_no_reason_to_stay_away(
    manager, monkeypatch
):
    monkeypatch.setattr(notify_proxy, "_AFTER_SECONDS", 0.3)
    assert NotifyProxy(child("tell('X_KIOSK_LEFT=1'); time.sleep(1); sys.exit(1)")).run() == 1


def test_the_keeper_is_ended_before_the_display_server(manager, tmp_path):
    """The server stands for as long as what it shows takes to end well."""
    seen = tmp_path / "seen"
    keeper = f"""
        import signal, sys, time
        def end(*_):
            time.sleep(0.5); open({str(seen)!r}, "a").write("keeper "); sys.exit(0)
        signal.signal(signal.SIGTERM, end); print("up", flush=True); time.sleep(30)
    """
    code = f"""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
        keeper = subprocess.Popen([sys.executable, "-c", {textwrap.dedent(keeper)!r}], stdout=subprocess.PIPE)
        keeper.stdout.readline()
        tell(f"X_KIOSK_KEEPER={{keeper.pid}}"); tell("READY=1")
        keeper.wait(); open({str(seen)!r}, "a").write("server"); sys.exit(1)
    """
    standing = NotifyProxy(child(code))
    ended: list[int] = []
    runner = threading.Thread(target=lambda: ended.append(standing.run()))
    runner.start()
    assert manager.hear(10) == ["READY=1"]
    standing._end()
    runner.join(10)
    assert (ended, seen.read_text()) == ([0], "keeper server")


def test_a_display_server_without_a_keeper_is_ended_itself(manager):
    standing = NotifyProxy(child("tell('READY=1'); time.sleep(30)"))
    runner = threading.Thread(target=standing.run)
    began = time.monotonic()
    runner.start()
    manager.hear(10)
    standing._end()
    runner.join(10)
    assert time.monotonic() - began < 8


def test_the_command_takes_all_words_after_the_dashes(tmp_path, capfd):
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert (
            main(
                [
                    "relay",
                    "--",
                    "/bin/sh",
                    "-c",
                    'echo "$@"',
                    "sh",
                    "client",
                    "--",
                    "server",
                    "-s",
                    "0",
                ]
            )
            == 0
        )
        assert main(["relay", "--", os.fspath(tmp_path / "nothing")]) == 2
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    printed = capfd.readouterr()
    assert printed.out == "client -- server -s 0\n"
    assert "No such file" in printed.err
