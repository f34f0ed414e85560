"""Starts and display servers that hang, timeouts of the service, and the saved restart state."""

import os
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kiosk.settings import Settings, read_settings
from kiosk.supervisor import restart_policy, supervisor
from kiosk.supervisor.display_probe import PERIOD_SECONDS, DisplayProbe
from kiosk.supervisor.notify import DISPLAY_UNRESPONSIVE, Listener
from kiosk.supervisor.notify_proxy import NotifyProxy
from kiosk.supervisor.restart_policy import (
    CRASHES_IN_A_ROW,
    POSTER_SECONDS,
    RestartState,
    RunMode,
    after_crash,
)
from kiosk.supervisor.restart_state_file import (
    FILE,
    load_restart_state,
    save_restart_state,
)
from kiosk.supervisor.supervisor import EXTEND_TIMEOUT, Supervisor

UNITS = Path(__file__).resolve().parents[2] / "packaging" / "debian"
DEFAULTS = Settings()
NAMES = ["kiosk.service", "kiosk-x11.service"]


def setting(name: str, key: str) -> str:
    found = re.search(rf"^{key}=(.*)$", (UNITS / name).read_text(), re.MULTILINE)
    assert found is not None, key
    return found[1]


# How many times as fast as on a wall the supervisors of these tests are.
SPEED = 200


@pytest.fixture
def quick(monkeypatch, tmp_path):
    """Supervisors ``SPEED`` times as fast, without signal handlers and display server.

    Yields the service manager's end of the socket.
    """
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(restart_policy, "RESTART_DELAYS_SECONDS", (0.0,))
    monkeypatch.setenv("KIOSK_START_SECONDS", str(DEFAULTS.start_seconds / SPEED))
    monkeypatch.setattr(supervisor, "KEEPALIVE_SECONDS", supervisor.KEEPALIVE_SECONDS / SPEED)
    manager = Listener(read_settings())
    monkeypatch.setenv("NOTIFY_SOCKET", manager.address)
    yield manager
    manager.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_supervisors_timeouts_are_shorter_than_the_service_managers(name):
    start, watchdog = float(setting(name, "TimeoutStartSec")), float(setting(name, "WatchdogSec"))
    assert start > DEFAULTS.start_seconds + 15
    # Several keepalive messages come before either timeout; a frozen screen is restarted earlier.
    assert (
        min(watchdog, float(EXTEND_TIMEOUT.partition("=")[2]) / 1e6)
        > 3 * supervisor.KEEPALIVE_SECONDS
    )
    assert watchdog > DEFAULTS.watchdog_seconds + 2 * supervisor.KEEPALIVE_SECONDS


def test_starts_that_hang_reach_safe_mode_and_poster_within_the_units_timeouts(quick, tmp_path):
    """A graphics driver hangs. Once the poster hangs too, no keepalive reaches the manager."""
    seen = tmp_path / "seen"
    running = Supervisor(
        lambda mode: ["sh", "-c", f"echo {mode.value} >>{seen}; exec sleep 60"], read_settings()
    )
    runner = threading.Thread(target=running.run)
    (timeout,) = {float(setting(name, "TimeoutStartSec")) for name in NAMES}
    patience = timeout / SPEED
    extended = float(EXTEND_TIMEOUT.partition("=")[2]) / 1e6 / SPEED
    runner.start()
    deadline = time.monotonic() + patience
    while (now := time.monotonic()) < deadline:
        if EXTEND_TIMEOUT in quick.receive(0.02):
            deadline = max(deadline, now + extended)
    modes = seen.read_text().split()
    running._request_end()
    runner.join()
    assert modes[: 3 * CRASHES_IN_A_ROW] == ["full"] * 3 + ["safe"] * 3 + ["poster"] * 3
    assert len(modes) <= 3 * CRASHES_IN_A_ROW + 3, (
        "then it is left to the manager to start the display server again"
    )


def test_a_screen_that_is_not_plugged_in_yet_keeps_the_service_starting(quick, monkeypatch):
    code = (
        "import os, socket, time\ns = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
        "for _ in range(4): s.sendto(b'WATCHDOG=1', os.environ['NOTIFY_SOCKET'])\n"
        "s.sendto(b'READY=1', os.environ['NOTIFY_SOCKET'])\n"
        "s.sendto(b'WATCHDOG=1', os.environ['NOTIFY_SOCKET']); time.sleep(0.3)"
    )
    monkeypatch.setenv("KIOSK_START_SECONDS", str(DEFAULTS.start_seconds))
    Supervisor(lambda _mode: [sys.executable, "-c", code], read_settings()).run()
    heard = [
        lines
        for lines in iter(lambda: quick.receive(0.1), [])
        if "WATCHDOG=1" in lines or "READY=1" in lines
    ]
    ready = next(number for number, lines in enumerate(heard) if "READY=1" in lines)
    assert ready >= 4
    assert all(EXTEND_TIMEOUT in lines for lines in heard[:ready])
    assert not any(EXTEND_TIMEOUT in lines for lines in heard[ready:])


def test_a_restarted_supervisor_goes_on_in_the_saved_state(quick, tmp_path):
    class KilledError(Exception):
        pass

    modes = []

    def call(mode):
        modes.append(mode.value)
        if len(modes) in (3, 5):
            raise KilledError
        return ["sh", "-c", "exit 3"]

    for _ in range(2):
        with pytest.raises(KilledError):
            Supervisor(call, read_settings()).run()
    assert modes == ["full", "full", "full", "full", "safe"]

    def end_well(mode):
        modes.append(mode.value)
        return ["true"]

    assert Supervisor(end_well, read_settings()).run() == 0
    assert modes[-1] == "safe"
    assert load_restart_state(tmp_path / "run") == RestartState(), (
        "what ends as it should is not remembered"
    )


def test_the_saved_state_expires_with_the_posters_time(tmp_path, monkeypatch):
    assert load_restart_state(tmp_path) == RestartState()
    state = RestartState()
    for _ in range(4):
        state = after_crash(state, 1.0)
    save_restart_state(state, tmp_path)
    assert load_restart_state(tmp_path) == state == RestartState(RunMode.SAFE, 1, 4)
    for passed in (POSTER_SECONDS + 1, -1e6):
        with monkeypatch.context() as later:
            now = time.monotonic() + passed
            later.setattr("time.monotonic", lambda now=now: now)
            assert load_restart_state(tmp_path) == RestartState(), (
                "long ago, or before the machine's start"
            )
    for _ in range(6):
        state = after_crash(state, 1.0)
    assert state.exhausted
    save_restart_state(state, tmp_path)
    assert load_restart_state(tmp_path) == RestartState(), (
        "everything has fallen: everything is tried again"
    )
    for spoiled in (
        "",
        "[]",
        "{}",
        '{"mode": "other", "saved_at": 0}',
        '{"mode": "safe", "saved_at": 0, "more": 1}',
    ):
        (tmp_path / FILE).write_text(spoiled)
        assert load_restart_state(tmp_path) == RestartState()


class Server:
    """A display server's door, which is opened only when asked to."""

    def __init__(self, place: Path) -> None:
        self.door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.door.bind(str(place))
        self.door.listen(1)
        self.door.settimeout(5)

    def answer(self) -> bytes:
        one, _ = self.door.accept()
        with one:
            said = one.recv(100)
            one.sendall(b"x" * 12)
        return said


@pytest.fixture
def wayland(monkeypatch):
    """A place where a compositor may listen; a socket's name may not be long."""
    with pytest.MonkeyPatch.context() as patch:
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="kiosk-test-"))
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        patch.setenv("WAYLAND_DISPLAY", "wayland-0")
        patch.setenv("QT_QPA_PLATFORM", "wayland")
        yield folder / "wayland-0"
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def test_tells_a_frozen_compositor_from_one_that_answers_and_one_that_is_gone(wayland):
    display = DisplayProbe(read_settings())
    assert display.is_gone()
    assert all(display.answers(now) for now in range(0, 200, 5)), (
        "what is not there does not stand still"
    )
    server = Server(wayland)
    assert not display.is_gone()
    server.door.accept()[0].close()
    display.postpone(200)
    assert display.answers(200 + PERIOD_SECONDS)
    assert server.answer() == struct.pack("=III", 1, 12 << 16, 2)
    assert all(display.answers(now) for now in range(206, 211))
    asked = 230.0
    assert display.answers(asked), "heard before, and asked again"
    assert display.answers(asked + 20)
    assert not display.answers(asked + 21)
    display.postpone(asked + 21)
    assert display.answers(asked + 22), "the machine slept"
    server.door.close()
    display.close()


def test_a_server_with_a_full_queue_of_connections_is_frozen(wayland):
    server = Server(wayland)
    others = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(2)]
    for other in others:
        other.connect(str(wayland))
    display = DisplayProbe(read_settings())
    assert display.answers(100.0)
    assert display.answers(110.0)
    assert not display.answers(121.0)
    for door in (*others, server.door):
        door.close()
    display.close()


def test_reports_a_frozen_server_and_stops_feeding_the_watchdog(quick, wayland, monkeypatch):
    monkeypatch.setenv("KIOSK_START_SECONDS", str(DEFAULTS.start_seconds))
    monkeypatch.setenv("KIOSK_WATCHDOG_SECONDS", "0.4")
    server = Server(wayland)
    code = (
        "import os, socket, time\ns = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
        "s.sendto(b'READY=1', os.environ['NOTIFY_SOCKET'])\n"
        "while True: s.sendto(b'WATCHDOG=1', os.environ['NOTIFY_SOCKET']); time.sleep(0.05)"
    )
    running = Supervisor(lambda _mode: [sys.executable, "-c", code], read_settings())
    runner = threading.Thread(target=running.run)
    runner.start()
    began, heard = time.monotonic(), []
    while DISPLAY_UNRESPONSIVE not in heard:
        heard += quick.receive(1)
        assert time.monotonic() - began < 15
    assert "WATCHDOG=1" in heard
    assert quick.receive(0.3) == []
    running._request_end()
    runner.join()
    server.door.close()


def test_a_server_is_silent_only_while_it_is_there_and_gives_no_answer(wayland):
    display = DisplayProbe(read_settings())
    assert not display.is_silent(0.2), "nobody is there"
    server = Server(wayland)
    assert display.is_silent(0.2)
    server.door.accept()[0].close()
    answering = threading.Thread(target=server.answer)
    answering.start()
    assert not display.is_silent(5.0)
    answering.join()
    server.door.close()


def test_probes_the_server_at_once_after_a_crash(quick, wayland, monkeypatch):
    """cage 0.1.4 without a screen waits for the supervisor to end, and answers no client."""
    monkeypatch.setattr(supervisor, "PROBE_AFTER_CRASH_SECONDS", 0.1)
    server = Server(wayland)
    running = Supervisor(lambda _mode: ["false"], read_settings())
    runner = threading.Thread(target=running.run)
    began = time.monotonic()
    runner.start()
    heard: list[str] = []
    while DISPLAY_UNRESPONSIVE not in heard:
        heard += quick.receive(1)
        assert time.monotonic() - began < DEFAULTS.watchdog_seconds / 2, (
            "its patience with a server that stands still is another one"
        )
    running._request_end()
    runner.join()
    server.door.close()


def test_the_proxy_ends_a_frozen_server(quick, monkeypatch):
    """Asked first, as xinit must be to end its server; killed when it does not hear."""
    monkeypatch.setattr("kiosk.supervisor.notify_proxy.signal.signal", lambda *_: None)
    monkeypatch.setattr("kiosk.supervisor.notify_proxy.POLL_SECONDS", 0.02)
    monkeypatch.setattr("kiosk.supervisor.notify_proxy.KILL_SECONDS", 0.2)
    monkeypatch.setattr("kiosk.supervisor.notify_proxy.TERMINATE_SECONDS", 0.1)
    tell = (
        "import os, socket; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); "
        "s.sendto(b'X_KIOSK_DISPLAY_UNRESPONSIVE=1', os.environ['NOTIFY_SOCKET'])"
    )
    began = time.monotonic()
    assert (
        NotifyProxy(
            ["sh", "-c", f'{sys.executable} -c "{tell}"; trap "" TERM; kill -STOP $$; sleep 60'],
            read_settings(),
        ).run()
        == 1
    )
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("result", "code", "login"),
    [
        ("success", "76", True),
        ("success", "0", True),
        ("exit-code", "1", False),
        ("watchdog", "6", False),
    ],
)
def test_the_login_is_shown_only_when_the_program_was_ended_for_good(result, code, login):
    """Between a fall and the start that follows, nothing but black."""
    words = re.fullmatch(r"-\+/bin/sh -c '(.*)'", setting("kiosk.service", "ExecStopPost"))
    assert words is not None
    script = words[1].replace("$$", "$").replace("/usr/bin/chvt", "echo")
    environment = {"PATH": os.environ["PATH"], "SERVICE_RESULT": result, "EXIT_STATUS": code}
    said = subprocess.run(
        ["sh", "-c", script], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert said == ("1\n" if login else "")


def test_a_running_x_server_answers_and_a_stopped_one_does_not(monkeypatch):
    read, write = os.pipe()
    call = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "64x64x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    try:
        server = subprocess.Popen(call, pass_fds=[write], stderr=subprocess.DEVNULL)
    except OSError:
        pytest.skip("needs Xvfb (apt: xvfb)")
    os.close(write)
    with os.fdopen(read) as told:
        monkeypatch.setenv("DISPLAY", f":{told.readline().strip()}")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    display = DisplayProbe(read_settings())
    try:
        for now in (0.0, 1.0, 2.0, 30.0, 31.0, 60.0, 61.0):
            assert display.answers(now)
            if display._socket is not None:
                assert select.select([display._socket], [], [], 10)[0], "there is an answer"
        assert display.answers(61.5)
        assert display._asked_at is None, "it was heard"
        os.kill(server.pid, signal.SIGSTOP)
        assert display.answers(100.0)
        assert not display.answers(121.0)
        assert not display.is_gone()
    finally:
        server.kill()
        server.wait()
    assert display.is_gone()
    display.close()
