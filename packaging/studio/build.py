"""Build the studio for this system, as a folder with one program:

    python packaging/studio/build.py --out out/studio

Windows gets "Kiosk Studio/kiosk-studio.exe", macOS "Kiosk Studio.app", Linux a folder. A program is
built on its own system: PyInstaller does not build for another one. Needs the packages of
packaging/requirements-studio.txt. With --try the program that was built is then run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPEC = Path(__file__).with_name("kiosk-studio.spec")
ICON_PIXELS = 512
# The built program opens its window within so many seconds, also on a slow machine.
START_SECONDS = 60.0


def draw_icon(file: Path) -> None:
    """The icon as PNG; PyInstaller makes the system's own format of it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication, QIcon

    app = QGuiApplication([])
    file.parent.mkdir(parents=True, exist_ok=True)
    icon = QIcon(str(ROOT / "assets" / "icons" / "kiosk-studio.svg"))
    if not icon.pixmap(QSize(ICON_PIXELS, ICON_PIXELS)).save(str(file)):
        raise SystemExit(f"{file} cannot be written")
    del app


def build(out: Path) -> Path:
    """Build below ``out``; returns the program."""
    draw_icon(out / "icon" / "kiosk-studio.png")
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(out / "dist"), "--workpath", str(out / "work"), str(SPEC)),
        ],
        check=True,
    )
    name = "kiosk-studio.exe" if sys.platform == "win32" else "kiosk-studio"
    if sys.platform == "darwin":
        return out / "dist" / "Kiosk Studio.app" / "Contents" / "MacOS" / name
    return out / "dist" / "Kiosk Studio" / name


def try_out(program: Path) -> None:
    """Check the sample with the built program, decode and draw its screens, and open the window."""
    with tempfile.TemporaryDirectory() as place:
        settings = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
            "HOME": place,
            "XDG_STATE_HOME": place,
            "XDG_CACHE_HOME": place,
        }
        sample = Path(place) / "exhibition"
        python = [str(program), "-P", "-m", "kiosk"]
        subprocess.run([*python, "new", str(sample)], check=True, env=settings)
        subprocess.run(
            [*python, "shots", str(sample), "--out", str(Path(place) / "shots")],
            check=True,
            env=settings,
        )
        if not list((Path(place) / "shots").glob("*.png")):
            raise SystemExit("the built program draws no screen")
        window = subprocess.Popen([str(program), str(sample)], env=settings)
        try:
            until = time.monotonic() + START_SECONDS
            while not list(Path(place).rglob("journal*/**/lock")) and time.monotonic() < until:
                if window.poll() is not None:
                    raise SystemExit(f"the window ended with {window.returncode}")
                time.sleep(0.2)
            if not list(Path(place).rglob("lock")):
                raise SystemExit("the window opened no exhibition")
            window.terminate()
            code = window.wait(START_SECONDS)
        finally:
            window.kill()
        if code != 0 and os.name == "posix":
            raise SystemExit(f"the window ended with {code} when it was asked to")
    print(f"{program} draws the sample and opens it")


def main() -> None:
    """Build, and try what was built."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("out/studio"))
    parser.add_argument("--try", dest="is_tried", action="store_true")
    arguments = parser.parse_args()
    program = build(arguments.out.absolute())
    print(program)
    if arguments.is_tried:
        try_out(program)


if __name__ == "__main__":
    main()
