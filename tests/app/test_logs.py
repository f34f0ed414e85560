"""Uncaught exceptions and Qt's messages take one line each.

A crash below Python prints its stack.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """
import faulthandler, threading
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from kiosk.app import logs
logs.configure_logging()
def boom():
    raise ValueError("two\\nlines")
"""
SLOT = """
app = QCoreApplication([])
QTimer.singleShot(0, boom)
QTimer.singleShot(50, app.quit)
app.exec()
"""


def said(what: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + what],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stderr.splitlines()


@pytest.mark.parametrize("what", ["boom()", "threading.Thread(target=boom).start()", SLOT])
def test_an_uncaught_exception_is_one_line_with_its_traceback(what):
    lines = said(what)
    assert len(lines) == 1, lines
    assert lines[0].startswith("CRITICAL kiosk: Uncaught exception: Traceback")
    assert "in boom" in lines[0]
    assert "ValueError: two | lines" in lines[0]


def test_a_message_of_qt_is_one_line_and_logged_once():
    assert said("for _ in range(3): qWarning('two\\nlines')") == ["WARNING qt.default: two lines"]


def test_a_crash_says_where_python_was():
    lines = said("def here(): faulthandler._sigsegv()\nhere()")
    assert lines[0] == "Fatal Python error: Segmentation fault"
    assert any("in here" in line for line in lines)


def test_to_be_interrupted_is_no_fault():
    assert said("raise KeyboardInterrupt") == []
