"""Make the pictures of the documents anew, the studio's too:  python packaging/guide.py"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
# Below docs: the guide's, small, and the README's.
PICTURES = {
    "guide/loop": "loop-04-the-long-shore",
    "guide/work": "work-02-vessel-rejoined",
    "guide/poem": "work-03-inventory-of-what-is-mine",
    "guide/note": "note-14-high-water",
    "guide/board": "board-2026-01-13-tcvap",
    "guide/help": "help",
    "loop": "loop-02-vessel-rejoined",
    "board": "board-list",
    "wall": "wall",
}


def main() -> None:
    """Render the sample's screens and keep those that the documents show."""
    with tempfile.TemporaryDirectory() as place:
        call = [
            sys.executable,
            "-m",
            "kiosk",
            "shots",
            "gallery",
            "--out",
            place,
            "--size",
            "1920x1080",
            "--language",
            "en",
        ]
        subprocess.run([*call, "--at", "2026-01-13 13:10"], cwd=ROOT, check=True)
        for name, shot in PICTURES.items():
            size = (960, 540) if "/" in name else (1400, 788)
            picture = (
                Image.open(Path(place) / f"{shot}-en-1920x1080.png")
                .convert("RGB")
                .resize(size, Image.Resampling.LANCZOS)
            )
            picture.save(ROOT / "docs" / f"{name}.jpg", quality=82, optimize=True)
    # In a process of its own: it needs an application with widgets.
    subprocess.run([sys.executable, ROOT / "packaging" / "studio_pictures.py"], check=True)


if __name__ == "__main__":
    main()
