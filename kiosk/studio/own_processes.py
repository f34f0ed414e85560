"""The program's own processes beside the studio: they draw offscreen, as the wall would."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

_ROOT = Path(__file__).resolve().parents[2]
_OFFSCREEN = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    "QT_ENABLE_HIGHDPI_SCALING": "0",
    # The desktop's own settings of size and look are none of the wall's.
    "QT_SCALE_FACTOR": "1",
}
# Of this Python, whatever the working folder holds.
_PYTHON = ["-P", "-m"]


def offscreen_process(parent: QObject, language: str = "en") -> QProcess:
    """A process, not started yet, in which Qt has no display and this program is found.

    What it prints for a curator is in ``language``.
    """
    process = QProcess(parent)
    settings = QProcessEnvironment.systemEnvironment()
    for name, value in _OFFSCREEN.items():
        settings.insert(name, value)
    settings.insert("LANGUAGE", language)
    places = (str(_ROOT), settings.value("PYTHONPATH"))
    settings.insert("PYTHONPATH", os.pathsep.join(filter(None, places)))
    process.setProcessEnvironment(settings)
    return process


def start_module(process: QProcess, module: str, *words: str) -> None:
    """Start a module of this program with the words of its command line."""
    process.start(sys.executable, [*_PYTHON, module, *words])
