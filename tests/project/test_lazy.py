"""What a start need not load it does not: each of these costs the first work a part of its second,
or memory for months.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("loaded", "spared"),
    [
        (
            "kiosk.app.application",
            {
                *("kiosk.content.load", "PIL", "yaml", "icalendar", "kiosk.app.inotify"),
                # Only kiosk pull reaches for a network.
                *("kiosk.authoring.pulling", "http.client", "urllib.request"),
            },
        ),
        # The supervisor starts the screen before it needs these.
        (
            "kiosk.cli.screen_arguments, kiosk.supervisor.supervisor",
            {"kiosk.domain", "kiosk.status.set_aside", "kiosk.cli.agenda", "PySide6"},
        ),
        # A folder in which nothing has changed is compared without decoders and calendars.
        (
            "kiosk.content.cache.read_cache, kiosk.content.load, kiosk.check",
            {
                *("PIL", "icalendar", "recurring_ical_events"),
                *("kiosk.authoring.pulling", "http.client", "urllib.request"),
            },
        ),
    ],
)
def test_a_start_loads_only_what_it_needs(loaded, spared):
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {loaded}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.split()
    assert loaded.split(",")[0] in told
    assert not spared & set(told)


# All of the program that the first picture waits for. Each module that comes to it makes every
# start later: import it where it is used, or after ``show_opening``.
BEFORE_THE_FIRST_PICTURE = """
kiosk kiosk.app kiosk.app.early_start kiosk.app.graphics kiosk.app.logs kiosk.app.machine
kiosk.app.timeout
kiosk.app.signal_handler kiosk.app.window_placement kiosk.cli kiosk.cli.folder kiosk.cli.main
kiosk.cli.options kiosk.cli.run kiosk.cli.screen_arguments kiosk.cli.terminal kiosk.content
kiosk.content.cache kiosk.content.cache.opening kiosk.content.scan kiosk.content.scan.names_token
kiosk.content.scan.change_times
kiosk.exit_codes kiosk.keypad kiosk.paths kiosk.publishing kiosk.publishing.store_folder
kiosk.qt kiosk.qt.qml kiosk.qt.source_search kiosk.qt.turn kiosk.settings
kiosk.status
kiosk.status.activity kiosk.status.folders kiosk.status.log_format kiosk.supervisor
kiosk.supervisor.end_guard kiosk.supervisor.end_wait kiosk.window kiosk.window.kiosk_window
kiosk.window.opening_item kiosk.window.wall_images
"""
# Of Qt and of Python, with all that they import themselves: what the list above brings on Python
# 3.11 is some 190; another library of a few modules goes beyond it.
MOST_OTHERS = 200

FIRST_PICTURE = """
import os, sys
from kiosk.app import early_start

picture = "file://" + sys.argv[1]

def end(start):
    print(*sys.modules)
    sys.stdout.flush()
    os._exit(0)

early_start.EarlyStart.place_window = end
from kiosk.content.cache.opening import Opening
early_start.EarlyStart._due_opening = lambda self: Opening(
    program="", window=(64, 36), language="", work="works/a", items=("works/a.md",), files=None,
    picture=("", 0, 0), timezone="UTC", since=0.0, until=0.0, hours=(), scene={
        "work": "works/a", "background": "#17161b", "wall": "402548/40/50", "paintedWidth": 64,
        "paintedHeight": 36, "mirrored": False, "bar": 30.0, "barColor": "#0d0d10",
        "edgeWidth": 1.0, "edgeColor": "#2bffffff", "pictureSource": picture,
        **{
            name: {"x": 1.0, "y": 1.0, "width": 9.0, "height": 9.0}
            for name in ("wallPlace", "edge", "picture")
        },
    })
sys.argv = ["kiosk", "run", "gallery"]
from kiosk.cli.main import main
main()
"""


def test_the_first_picture_waits_for_these_modules_alone(tmp_path):
    picture = tmp_path / "a.jpg"
    Image.new("RGB", (9, 9)).save(picture)
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE, str(picture)],
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    told = done.stdout.split()
    own = {name for name in told if name.partition(".")[0] == "kiosk"}
    assert own == set(BEFORE_THE_FIRST_PICTURE.split()), done.stderr
    others = [name for name in told if name.partition(".")[0] != "kiosk"]
    assert len(others) <= MOST_OTHERS
    assert not {"PIL", "babel", "yaml", "icalendar", "hashlib", "sysconfig"} & set(others)


def test_pyside_does_not_read_the_sources_of_all_modules():
    """Its hook into imports reads each one, to look for its own name: kiosk.qt.source_search."""
    program = "import linecache, kiosk.app.application; print(*linecache.cache, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    read = [name for name in done.stdout.splitlines() if "/kiosk/" in name]
    # Those that lead to it, and none of what they import.
    assert len(read) <= 2, read


def test_a_code_needs_no_network_of_segnos_writers():
    program = "import sys; from kiosk.qr import encode; encode('x'); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"segno.writers", "urllib.request", "http.client", "ssl", "email.message"}
