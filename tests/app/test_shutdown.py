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

class Ended(Application):
    def show_window(self):
        super().show_window()
        QTimer.singleShot(2000, QCoreApplication.quit)

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
