"""Photograph twenty screens of two checkouts:  python tests/audit/side_by_side.py OLD NEW --out DIR

OLD and NEW are checkouts of this project; one without a ``.venv`` takes this one's. Each renders
its own sample exhibition by its own ``kiosk shots``. DIR gets twenty pictures, OLD at the left and
NEW at the right, and ``index.html`` with all of them; a screen that one of them lacks stays empty
there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image

AT = "2026-01-13 13:10"
WIDE, TALL = "1920x1080", "1080x1920"
# Of each picture beside the other, in pixels.
HEIGHT, GAP = 900, 24
GROUND = "#808080"


@dataclass(frozen=True)
class Look:
    """One call of ``kiosk shots``, and the beginnings of the files' names that are taken of it."""

    size: str
    language: str
    scale: str
    names: tuple[str, ...]


LOOKS = (
    Look(
        WIDE,
        "en",
        "1",
        (
            "loop-01-what-the-morning-kept",
            "loop-04-the-long-shore",
            "loop-03-inventory-of-what-is-mine",
            "loop-board",
            "wall",
            "work-02-vessel-rejoined",
            "work-19-stair",
            "board-2026-01-13-tcvap",
            "help",
            "still-here",
            "poster-ended",
            "poster-upcoming",
            "about",
        ),
    ),
    Look(
        TALL,
        "es",
        "1",
        ("loop-10-doorways", "wall", "work-22-the-key-hook", "board-2026-01-13-tcvap", "help"),
    ),
    Look(WIDE, "en", "1.5", ("board-2026-01-13-tcvap", "loop-04-the-long-shore")),
)


def shoot(checkout: Path, look: Look, out: Path) -> None:
    """Have a checkout render all its screens in one look."""
    own = checkout / ".venv" / "bin" / "python"
    call = [
        *(str(own) if own.exists() else sys.executable, "-m", "kiosk", "shots", "gallery"),
        *("--out", str(out), "--at", AT, "--size", look.size, "--language", look.language),
        *("--text-size", look.scale),
    ]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(checkout)}
    subprocess.run(call, cwd=checkout, env=environment, check=True, stdout=subprocess.DEVNULL)


def file_name(name: str, look: Look) -> str:
    """The name that ``kiosk shots`` gives a screen."""
    scale = "" if look.scale == "1" else f"-{look.scale}"
    return f"{name}-{look.language}-{look.size}{scale}.png"


def beside(old: Path, new: Path) -> Image.Image:
    """Both pictures at one height on grey; the place of one that is missing stays grey."""
    pictures = []
    for path in (old, new):
        if path.is_file():
            with Image.open(path) as picture:
                width = round(picture.width * HEIGHT / picture.height)
                plain = picture.convert("RGB")
                pictures.append(plain.resize((width, HEIGHT), Image.Resampling.LANCZOS))
    width = max((picture.width for picture in pictures), default=HEIGHT)
    both = Image.new("RGB", (2 * width + GAP, HEIGHT), GROUND)
    places = [0, width + GAP] if old.is_file() else [width + GAP]
    for picture, x in zip(pictures, places, strict=False):
        both.paste(picture, (x, 0))
    return both


def write(old: Path, new: Path, out: Path) -> list[Path]:
    """Write the twenty pictures and the page; return the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory(prefix="kiosk-side-by-side-") as scratch:
        for number, look in enumerate(LOOKS):
            places = [Path(scratch) / f"{number}-{side}" for side in ("old", "new")]
            for checkout, place in zip((old, new), places, strict=True):
                shoot(checkout, look, place)
            for name in look.names:
                file = file_name(name, look)
                path = out / f"{len(written) + 1:02}-{Path(file).stem}.jpg"
                beside(*(place / file for place in places)).save(path, quality=88)
                written.append(path)
    items = "\n".join(
        f"<h2>{escape(path.stem)}</h2><img src='{escape(path.name)}' width='100%'>"
        for path in written
    )
    page = f"<!doctype html><meta charset='utf-8'><title>Before and after</title>\n{items}\n"
    (out / "index.html").write_text(page, "utf-8")
    return written


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("old", type=Path, help="a checkout")
    parser.add_argument("new", type=Path, help="another one")
    parser.add_argument("--out", type=Path, required=True, help="where the pictures are written")
    arguments = parser.parse_args()
    written = write(arguments.old.resolve(), arguments.new.resolve(), arguments.out)
    print(f"{len(written)} screens: {arguments.out / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
