"""Ctrl+C in the terminal: the studio saves what is typed and ends with 0."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The program as a terminal starts it; a key is typed, and "ready" printed once it is in a field.
PROGRAM = """
    import sys
    from PySide6.QtCore import QTimer
    from kiosk.studio import app
    from kiosk.studio.views.main_window import MainWindow

    real = MainWindow.open_folder
    def open_folder(window, folder):
        real(window, folder)
        def type_it():
            exhibition = window.exhibition
            if not exhibition.is_read or exhibition.is_busy:
                QTimer.singleShot(50, type_it)
                return
            form = exhibition.form("works/a.md")
            field = next(f for g in form.groups for f in g.fields if f.key == "title")
            exhibition.edit("works/a.md", field, "Typed a moment ago")
            print("ready", flush=True)
        QTimer.singleShot(0, type_it)
    MainWindow.open_folder = open_folder
    from pathlib import Path
    sys.exit(app.run(Path(sys.argv[1]), "en"))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_saves_what_is_typed_and_ends_with_zero(write_folder, tmp_path, number):
    label = "---\ntitle: Shore\n---\n\nThe tide.\n"
    folder = write_folder(
        {"kiosk.yaml": "title: S\ntimezone: UTC\n", "works/a.md": label}, tmp_path / "folder"
    )
    settings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    studio = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=settings,
    )
    assert studio.stdout is not None
    assert studio.stdout.readline() == "ready\n"
    studio.send_signal(number)
    _, told = studio.communicate(timeout=60)
    assert studio.returncode == 0, told
    assert "Traceback" not in told
    assert "title: Typed a moment ago" in (folder / "works/a.md").read_text("utf-8")
