"""Render the screens of many calls of ``kiosk shots``, and measure each picture at once.

    python tests/audit/shooting.py CALLS.json OUT

CALLS.json holds, by name, what ``kiosk shots`` is called with. Of each call OUT/NAME gets a
``rows.json``, the manifest with the measures of ``measures``, and a small picture of each screen
for the report. Several such processes share the work: each takes calls that no other has begun.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QImage

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.cli.arguments import build_parser
from kiosk.cli.folder import load_content
from kiosk.offscreen.screenshots import screenshots
from kiosk.session import DisplaySettings
from tests.audit.measures import Meter
from tests.audit.rules import ROOT, Row

PROCESSES = 2
# Before a call, between these: the items of the only screens that it is for.
ONLY, END = "[only", "]"
# Of the report's pictures at most, in pixels.
PICTURE_WIDTH = 560


def shoot(calls: dict[str, list[str]], out: Path) -> dict[str, list[Row]]:
    """The rows of each call, each with the ``path`` of its small picture below ``out``.

    Any warning is an error.
    """
    out.mkdir(parents=True, exist_ok=True)
    todo = out / "calls.json"
    todo.write_text(json.dumps(calls), "utf-8")
    # Shiboken's classes are never collected, of which Python warns at its very end.
    strict = ["-W", "error", "-W", "ignore::ResourceWarning"]
    command = [sys.executable, *strict, __file__, str(todo), str(out)]
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)
        for _ in range(min(PROCESSES, len(calls)))
    ]
    for process in running:
        _, errors = process.communicate(timeout=1800)
        if process.returncode or errors:
            for other in running:
                other.kill()
            raise RuntimeError(errors or f"it ended with {process.returncode}")
    return {name: _read(_place(out, name)) for name in calls}


def _read(place: Path) -> list[Row]:
    rows: list[Row] = json.loads((place / "rows.json").read_text("utf-8"))
    return [{**row, "path": place / Path(row["file"]).with_suffix(".jpg")} for row in rows]


def _place(out: Path, name: str) -> Path:
    return out / name.replace(" ", "-")


def shoot_call(call: list[str], place: Path) -> None:
    """Render and measure one call of ``kiosk shots`` into the folder ``place``."""
    only: frozenset[str] | None = None
    if call[:1] == [ONLY]:
        only, call = frozenset(call[1 : call.index(END)]), call[call.index(END) + 1 :]
    arguments = build_parser().parse_args(["shots", "--out", str(place), *call])
    result = load_content(arguments)
    if result is None:
        raise ValueError(f"{arguments.folder} cannot be used")
    meter = Meter()
    rows = []
    for row, image in screenshots(
        result.snapshot,
        sizes=arguments.size,
        languages=arguments.language,
        display=DisplaySettings(
            text_scale=arguments.text_size, contrast=arguments.contrast, reach=arguments.reach
        ),
        at=arguments.at,
        only=only,
    ):
        picture = as_pillow(image)
        meter.measure(row, picture)
        small = picture.reduce(-(-picture.width // PICTURE_WIDTH))
        small.save((place / row["file"]).with_suffix(".jpg"), quality=80)
        rows.append(row)
    (place / "rows.json").write_text(json.dumps(rows), "utf-8")


def as_pillow(image: QImage) -> Image.Image:
    """The same picture in RGB."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    size, stride = (plain.width(), plain.height()), plain.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "BGRX", stride)


def main() -> int:
    calls, out = Path(sys.argv[1]), Path(sys.argv[2])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, call in json.loads(calls.read_text("utf-8")).items():
        try:
            _place(out, name).mkdir()
        except FileExistsError:
            continue
        shoot_call(call, _place(out, name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
