"""SIGTERM ends the real program within two seconds, whatever it is stuck in."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.supervisor.processes import descendants

ROOT = Path(__file__).resolve().parents[2]
END_SECONDS = 2.0

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

# Brings the real program into a state, which it then says on its standard output.
PROGRAM = """
import os, re, sys, threading, time

state = sys.argv.pop(1)
said = os.dup(1)

def say(*_):
    os.write(said, b"!")

def hold_the_lock():
    # The interpreter's lock is held all the while, and no other thread runs.
    say()
    re.match(r"(a+)+$", "a" * 40 + "b")

def in_a_library():
    from PySide6.QtCore import QThread
    say()
    QThread.sleep(60)

def on_gui_thread(stuck):
    from kiosk.app.application import Application
    original = Application.start_usage_stats
    def start(self):
        from PySide6.QtCore import QTimer
        QTimer.singleShot(0, stuck)
        original(self)
    Application.start_usage_stats = start

def while_reading(stuck):
    from kiosk.content.cache.startup_cache import StartupCache
    StartupCache.load = lambda self, scans=None: stuck()

def while_reloading(stuck):
    from kiosk.content.cache.startup_cache import StartupCache
    original, calls = StartupCache.scan, []
    def scan(self):
        calls.append(1)
        return original(self) if len(calls) < 3 else stuck()
    StartupCache.scan = scan

def while_closing(stuck):
    from kiosk.window.app_window import AppWindow
    AppWindow.close = lambda self: stuck()
    on_gui_thread(say)

def sleep():
    say()
    time.sleep(60)

def with_decoders(then):
    from kiosk.app.application import Application
    original = Application.build_window
    def build(self, snapshot):
        original(self, snapshot)
        from pathlib import Path
        from kiosk.pictures.decoder_pool import DecoderPool
        harmful = "tests/pictures/harmful_worker.py"
        pool = DecoderPool(command=(sys.executable, "-P", harmful))
        asked = ("spin", Path(harmful), lambda decoder: decoder.answer())
        for _ in range(2):
            threading.Thread(target=pool.run, args=asked, daemon=True).start()
        self.shutdown.register("pool", pool.close)
        busy.append(pool)
    busy = []
    Application.build_window = build
    def told():
        while any(one.is_idle for one in busy[0]._all) or len(busy[0]._all) < 2:
            time.sleep(0.01)
        time.sleep(0.2)
        then()
    on_gui_thread(told)

def long_after_the_start(stuck):
    from kiosk.supervisor import end_guard
    # By the time that the event loop runs, the guard is a smaller process.
    end_guard.START_SECONDS = 0.1
    on_gui_thread(stuck)

STATES = {
    "reading": lambda: while_reading(sleep),
    "reading and holding the lock": lambda: while_reading(hold_the_lock),
    "reloading": lambda: while_reloading(sleep),
    "the GUI thread in a library": lambda: on_gui_thread(in_a_library),
    "the GUI thread in one long call": lambda: on_gui_thread(hold_the_lock),
    "closing": lambda: while_closing(sleep),
    "decoding": lambda: with_decoders(say),
    "decoding and the GUI thread in a library": lambda: with_decoders(in_a_library),
    "long after the start": lambda: long_after_the_start(in_a_library),
    "well": lambda: on_gui_thread(say),
}
STATES[state]()
from kiosk.cli.main import main
sys.exit(main())
"""
WITHOUT_SUPERVISOR = (
    "reading",
    "reading and holding the lock",
    "reloading",
    "the GUI thread in a library",
    "the GUI thread in one long call",
    "closing",
    "decoding",
    "decoding and the GUI thread in a library",
    "long after the start",
)
SUPERVISOR = """
import sys
from kiosk.settings import read_settings
from kiosk.supervisor.supervisor import Supervisor
command = sys.argv[1:]
sys.exit(Supervisor(lambda mode: command, read_settings()).run())
"""


def environment(place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(place / "cache"),
        "KIOSK_RUNTIME": str(place / "run"),
        "KIOSK_HOURS": "ignore",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "QT_LOGGING_RULES": "qt.qpa.*=false",
    }


def start(place: Path, command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def small_folder(place: Path) -> Path:
    folder = place / "folder"
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: T\ntimezone: America/Los_Angeles\n", "utf-8")
    (folder / "works/01.md").write_text("---\ntitle: A\nmedium: poetry\n---\nline\n", "utf-8")
    return folder


def end(process: subprocess.Popen[bytes]) -> float:
    """Seconds until the process has ended; what runs below it is gone then, too."""
    assert process.stdout is not None
    assert process.stdout.read(1) == b"!", "it never came into its state"
    below = descendants(process.pid)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
        seconds = time.monotonic() - began
        while left := [one for one in below if runs(one)]:
            assert time.monotonic() - began < END_SECONDS, left
            time.sleep(0.02)
    finally:
        for one in (process.pid, *below):
            if runs(one):
                os.kill(one, signal.SIGKILL)
        process.stdout.close()
    return seconds


def runs(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return False


@pytest.mark.parametrize("state", WITHOUT_SUPERVISOR)
def test_the_program_ends(tmp_path, state):
    command = [sys.executable, "-c", PROGRAM, state, "run", str(small_folder(tmp_path))]
    assert end(start(tmp_path, [*command, "--windowed", "640x360"])) < END_SECONDS


@pytest.mark.parametrize("state", ["well", "decoding and the GUI thread in a library"])
def test_the_program_below_its_supervisor_ends(tmp_path, state):
    command = [sys.executable, "-c", PROGRAM, state, "run", str(small_folder(tmp_path))]
    process = start(tmp_path, [sys.executable, "-c", SUPERVISOR, *command, "--windowed", "640x360"])
    assert end(process) < END_SECONDS


def test_a_supervisor_that_waits_to_start_again_ends(tmp_path):
    """The pause grows to five seconds."""
    state = tmp_path / "run" / "restart-state.json"
    state.parent.mkdir()
    state.write_text(
        f'{{"mode": "full", "crashes": 0, "total_crashes": 9, "saved_at": {time.monotonic()}}}'
    )
    told = "import kiosk.supervisor.supervisor as one\n" + SUPERVISOR.replace(
        "command = sys.argv[1:]",
        "command = []\noriginal = one.Supervisor._pause\n"
        "def pause(self, seconds):\n    print('!', flush=True)\n    original(self, seconds)\n"
        "one.Supervisor._pause = pause",
    )
    assert end(start(tmp_path, [sys.executable, "-c", told])) < END_SECONDS


@pytest.mark.parametrize("deaf", [False, True])
def test_the_display_server_ends_while_it_is_launched(tmp_path, deaf):
    script = ("trap '' TERM; " if deaf else "") + "echo !; sleep 60"
    command = [sys.executable, "-m", "kiosk", "launch", "--", "sh", "-c", script]
    assert end(start(tmp_path, command)) < END_SECONDS + 0.5 * deaf
