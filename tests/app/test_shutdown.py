"""One ordered shutdown: reverse order, each service contained, and nothing left behind."""

import subprocess
import sys
from pathlib import Path

from kiosk.app.shutdown import Shutdown

ROOT = Path(__file__).resolve().parents[2]

# Runs the real program for a moment, and prints what is left after its run.
PROGRAM = """
import gc, sys, threading
from pathlib import Path
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from kiosk.app.application import Application
from kiosk.settings import read_settings

def end():
    # A busy machine may keep a thread waiting for longer than the program waits for it.
    for module in list(sys.modules.values()):
        if module.__name__.startswith("kiosk.") and hasattr(module, "JOIN_SECONDS"):
            module.JOIN_SECONDS = 60.0
    QCoreApplication.quit()

class Ended(Application):
    def show_window(self):
        super().show_window()
        QTimer.singleShot(2000, end)

code = Ended(read_settings(folder=Path(sys.argv[1]), window_size=(1280, 720))).run()
print("code", code)
print("threads", [thread.name for thread in threading.enumerate()][1:])
print("application", QCoreApplication.instance())
print("objects", [type(one).__name__ for one in gc.get_objects()
                  if isinstance(one, QObject) and shiboken6.isValid(one)])
"""

# Fails after the window and its services have been made.
FAILING = """
import gc, sys
from pathlib import Path
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from kiosk.app import early_start
from kiosk.app.application import Application
from kiosk.settings import read_settings

class Failing(Application):
    def build_window(self, snapshot):
        super().build_window(snapshot)
        window = self.window  # In the frame that the traceback keeps.
        raise RuntimeError("the window is wrong")

def left():
    return [type(one).__name__ for one in gc.get_objects()
            if isinstance(one, QObject) and shiboken6.isValid(one)]

class Watched(early_start.QGuiApplication):
    def shutdown(self):
        print("before the application", [name for name in left() if name != "Watched"])
        super().shutdown()

early_start.QGuiApplication = Watched
print("code", Failing(read_settings(folder=Path(sys.argv[1]), window_size=(1280, 720))).run())
print("application", QCoreApplication.instance())
"""


# A scan that takes longer than anybody waits for its thread.
LATE_THREAD = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from kiosk.app import early_start
from kiosk.app.application import Application
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.settings import read_settings

is_asked, original = threading.Event(), StartupCache.scan

def scan(cache):
    if not is_asked.is_set():
        return original(cache)
    QTimer.singleShot(0, QCoreApplication.instance(), QCoreApplication.quit)
    threading.Event().wait()

StartupCache.scan = scan

class Hanging(Application):
    def show_window(self):
        super().show_window()
        def look():
            if self.health_monitor.status().read:
                timer.stop()
                is_asked.set()
                self.reloader.reload()
        timer = QTimer(self.window.window, interval=20)
        timer.timeout.connect(look)
        timer.start()

class Watched(early_start.QGuiApplication):
    def shutdown(self):
        print("destroyed beside", [thread.name for thread in threading.enumerate()][1:])
        super().shutdown()

early_start.QGuiApplication = Watched
print("started", flush=True)
Hanging(read_settings(folder=Path(sys.argv[1]), window_size=(1280, 720))).run()
print("the interpreter ends")
"""


def run_program(code: str, place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "gallery")],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(place),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
            "QT_LOGGING_RULES": "qt.qpa.*=false",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_closes_in_reverse_order_and_once():
    closed = []
    shutdown = Shutdown()
    for name in "abc":
        shutdown.register(name, lambda name=name: closed.append(name))
    shutdown.close_all()
    shutdown.close_all()
    assert closed == ["c", "b", "a"]


def test_a_failing_service_does_not_keep_the_others_from_closing(caplog):
    closed = []

    def fail():
        raise RuntimeError("no")

    shutdown = Shutdown()
    shutdown.register("first", lambda: closed.append("first"))
    shutdown.register("second", fail)
    shutdown.register("third", lambda: closed.append("third"))
    shutdown.close_all()
    assert closed == ["third", "first"]
    assert "Closing the second failed" in caplog.text


def test_no_thread_and_no_qt_object_outlives_the_application(tmp_path):
    done = run_program(PROGRAM, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "code 0",
        "threads []",
        "application None",
        "objects []",
    ]


def test_a_failing_start_destroys_the_window_before_the_application(tmp_path):
    done = run_program(FAILING, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "before the application []",
        "code 1",
        "application None",
    ]
    assert "RuntimeError: the window is wrong" in done.stderr


def test_nothing_is_destroyed_beside_a_thread_that_still_runs(tmp_path):
    """It holds Qt objects, and would end while they or the interpreter are taken down."""
    done = run_program(LATE_THREAD, tmp_path)
    assert (done.returncode, done.stdout.split("\n")) == (0, ["started", ""]), done.stderr
    assert "Ended without waiting for: content-reloader" in done.stderr


BESIDE = """
import threading
from kiosk.qt.program_end import end_beside_threads, threads_left

end_beside_threads(3)
print("none is left", flush=True)
thread = threading.Thread(target=threading.Event().wait, name="late", daemon=True)
thread.start()
print(threads_left())
end_beside_threads(75)
"""


def test_the_exit_code_and_what_was_printed_stay(tmp_path):
    done = run_program(BESIDE, tmp_path)
    assert (done.returncode, done.stderr) == (75, "")
    assert done.stdout.splitlines() == ["none is left", "['late']"]
