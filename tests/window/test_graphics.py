"""The renderer is chosen by OpenGL's driver, and the exhibition looks the same with either."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

ROOT = Path(__file__).resolve().parents[2]

CHOICE = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from kiosk.app import graphics
graphics._may_have_card = lambda: True
app = QGuiApplication([])
print(graphics.driver_name() or "none")
print(graphics.choose_renderer())
"""

PICTURE = """
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from kiosk.window.app_window import AppWindow, load_typefaces
from kiosk.content.load import load
from kiosk.app import graphics
from kiosk.schedule import OffsetClock
from kiosk.offscreen.screenshots import settle
graphics.prepare_environment()
app = QGuiApplication([])
load_typefaces()
now = datetime(2026, 1, 13, 13, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
snapshot = load(Path("gallery")).snapshot
app_window = AppWindow(app, snapshot, OffsetClock(now), Path(sys.argv[1]), animated=False)
show = app_window.controller.session.show
app_window.window.resize(1280, 720)
app_window.window.show()
QTest.qWaitForWindowExposed(app_window.window)
settle(app_window)
QTest.qWait(300)
for number, go in enumerate((lambda: None, lambda: show("wall"), lambda: show("board"))):
    go()
    settle(app_window)
    QTest.qWait(300)
    app_window.window.grabWindow().save(f"{sys.argv[2]}-{number}.png")
app_window.close()
"""


def run(code, *given, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, given)],
        cwd=ROOT,
        env={
            **{k: v for k, v in os.environ.items() if k != "QT_QUICK_BACKEND"},
            "LIBGL_ALWAYS_SOFTWARE": "1",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


def test_emulated_opengl_is_not_used():
    driver, choice, *_ = run(CHOICE)
    assert choice == "software", f"OpenGL is drawn by {driver}"


def test_a_renderer_that_the_operator_set_is_left_alone():
    assert run(CHOICE, QT_QUICK_BACKEND="rhi")[1] == "rhi"


def test_the_window_looks_alike_with_either_renderer(tmp_path):
    if "llvmpipe" not in run(CHOICE)[0]:
        pytest.skip("OpenGL cannot even be emulated here")
    run(PICTURE, tmp_path / "cache", tmp_path / "own", QT_QUICK_BACKEND="software")
    run(PICTURE, tmp_path / "cache", tmp_path / "gl", QSG_RHI_BACKEND="opengl")
    for number in range(3):
        with (
            Image.open(tmp_path / f"own-{number}.png") as own,
            Image.open(tmp_path / f"gl-{number}.png") as other,
        ):
            apart = ImageChops.difference(own.convert("RGB"), other.convert("RGB"))
        # Edges of letters and gradients differ by a little everywhere; a missing picture or text
        # would differ by a lot.
        assert sum(ImageStat.Stat(apart).mean) / 3 < 4, number
        coarse = apart.resize((32, 18), Image.Resampling.BOX)
        assert max(high for _, high in coarse.getextrema()) < 60, number
