"""The wheel, installed into a folder of its own, starts with nothing of the checkout in reach."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from PIL import Image

import kiosk
from kiosk.version import build_of

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_starts(tmp_path):
    """From an empty folder."""
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(
        build,
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    wheel = next(tmp_path.glob("kiosk-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "kiosk/ui/KioskUi/qmldir",
        "kiosk/ui/KioskUi/Theme.qml",
        "kiosk/ui/KioskUi/screens/LoopScreen.qml",
        "kiosk/ui/i18n/kiosk_es.qm",
    ):
        assert needed in names
    made = build_of(ROOT)
    named = made.pep440 if made else kiosk.__version__
    assert wheel.name.split("-")[1] == named
    target = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    share = target / "share" / "kiosk"
    assert (share / "gallery" / "kiosk.yaml").is_file()
    assert (share / "assets" / "fonts" / "SourceSerif4-Regular.ttf").is_file()
    # Two works are enough to see that everything is found.
    for file in (share / "gallery" / "works").iterdir():
        if not file.name.startswith(("04-", "14-")):
            file.unlink()
    call = [
        "shots",
        str(share / "gallery"),
        "--out",
        "out",
        "--size",
        "640x360",
        "--language",
        "en",
        "--at",
        "2026-01-13 13:10",
    ]
    code = (
        "import sys, kiosk.paths as places, pathlib\n"
        f"places._installed = lambda: pathlib.Path({str(share)!r})\n"
        "from kiosk.cli.main import main\n"
        f"sys.exit(main({call!r}))\n"
    )
    started = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert started.returncode == 0, started.stderr
    told = subprocess.run(
        [sys.executable, "-P", "-m", "kiosk", "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout == f"kiosk {named}\n", "the wheel carries its version; no git is near"
    assert str(ROOT) not in started.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert {"loop", "wall", "work", "board", "help"} <= {row["screen"] for row in manifest}
    for row in manifest:
        with Image.open(tmp_path / "out" / row["file"]) as picture:
            assert list(picture.size) == row["size"] == [640, 360]
            assert len(picture.convert("RGB").getcolors(640 * 360) or ()) > 10, row["file"]
