"""The service's first process: what it forwards, what it returns, and in which order it ends."""

import errno
import os
import signal
import sys
import textwrap
import threading
import time
from itertools import chain

import pytest

from kiosk.cli.main import main
from kiosk.exit_codes import EXIT_STOPPED
from kiosk.settings import read_settings
from kiosk.supervisor import notify_proxy
from kiosk.supervisor.notify import Listener
from kiosk.supervisor.notify_proxy import NotifyProxy

TELL = """
import os, signal, socket, subprocess, sys, time
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
tell = lambda *words: s.sendto("\\n".join(words).encode(), os.environ["NOTIFY_SOCKET"])
"""


def child(code: str) -> list[str]:
    return [sys.executable, "-c", TELL + textwrap.dedent(code)]


@pytest.fixture
def manager(monkeypatch):
    """systemd's end of the socket. Proxies run without the main thread's signal handlers."""
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(notify_proxy, "POLL_SECONDS", 0.02)
    listener = Listener(read_settings())
    monkeypatch.setenv("NOTIFY_SOCKET", listener.address)
    monkeypatch.setenv("WATCHDOG_PID", "1")
    yield listener
    listener.close()


def heard(listener: Listener) -> list[str]:
    return list(chain.from_iterable(iter(lambda: listener.receive(0.2), [])))


def test_forwards_the_supervisors_messages_but_not_those_meant_for_the_proxy(manager):
    code = """
        assert "WATCHDOG_PID" not in os.environ
        tell("X_KIOSK_SUPERVISOR_PID=1234567"); tell("READY=1", "STATUS=full"); tell("WATCHDOG=1")
    """
    assert NotifyProxy(child(code), read_settings()).run() == 0
    assert heard(manager) == ["READY=1", "STATUS=full", "WATCHDOG=1"]


@pytest.mark.parametrize(
    ("code", "expected"), [("sys.exit(3)", 3), ("os.kill(os.getpid(), signal.SIGKILL)", 128 + 9)]
)
def test_returns_the_exit_code_of_a_display_server_that_crashed(manager, code, expected):
    assert NotifyProxy(child(code), read_settings()).run() == expected


def test_returns_exit_stopped_when_staff_ended_the_program(manager):
    assert (
        NotifyProxy(child("tell('X_KIOSK_STOPPED_BY_STAFF=1'); sys.exit(1)"), read_settings()).run()
        == EXIT_STOPPED
    )


def test_a_screen_that_staff_ended_long_ago_does_not_count(manager, monkeypatch):
    monkeypatch.setattr(notify_proxy, "STAFF_STOP_SECONDS", 0.1)
    assert (
        NotifyProxy(
            child("tell('X_KIOSK_STOPPED_BY_STAFF=1'); time.sleep(0.3); sys.exit(1)"),
            read_settings(),
        ).run()
        == 1
    )


def test_ends_the_supervisor_before_the_display_server(manager, tmp_path):
    """The server stays up until its clients have ended."""
    seen = tmp_path / "seen"
    supervisor = f"""
        import signal, sys, time
        def end(*_):
            time.sleep(0.2); open({str(seen)!r}, "a").write("supervisor "); sys.exit(0)
        signal.signal(signal.SIGTERM, end); print("up", flush=True); time.sleep(30)
    """
    code = f"""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
        call = [sys.executable, "-c", {textwrap.dedent(supervisor)!r}]
        supervisor = subprocess.Popen(call, stdout=subprocess.PIPE)
        supervisor.stdout.readline()
        tell(f"X_KIOSK_SUPERVISOR_PID={{supervisor.pid}}"); tell("READY=1")
        supervisor.wait(); open({str(seen)!r}, "a").write("server"); sys.exit(1)
    """
    proxy = NotifyProxy(child(code), read_settings())
    ended: list[int] = []
    runner = threading.Thread(target=lambda: ended.append(proxy.run()))
    runner.start()
    assert manager.receive(10) == ["READY=1"]
    proxy._request_end()
    runner.join(10)
    assert (ended, seen.read_text()) == ([0], "supervisor server")


def test_ends_a_display_server_that_has_no_supervisor(manager):
    proxy = NotifyProxy(child("tell('READY=1'); time.sleep(30)"), read_settings())
    runner = threading.Thread(target=proxy.run)
    began = time.monotonic()
    runner.start()
    manager.receive(10)
    proxy._request_end()
    runner.join(10)
    assert time.monotonic() - began < 8


def test_launch_takes_all_arguments_after_the_dashes(tmp_path, capfd):
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert (
            main(
                [
                    "launch",
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
        assert main(["launch", "--", os.fspath(tmp_path / "nothing")]) == 2
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    printed = capfd.readouterr()
    assert printed.out == "client -- server -s 0\n"
    # In the system's language, which another test may have asked of it.
    assert os.strerror(errno.ENOENT) in printed.err
