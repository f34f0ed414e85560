"""Make the pictures of the curator's guide anew:  python packaging/guide.py"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {
    "loop": "loop-04-the-long-shore",
    "work": "work-02-vessel-rejoined",
    "poem": "work-03-inventory-of-what-is-mine",
    "note": "note-14-high-water",
    "board": "board-2026-01-13-tcvap",
    "help": "help",
}


def main() -> None:
    """Render the sample's screens and keep those that the guide shows, small."""
    with tempfile.TemporaryDirectory() as place:
        call = [sys.executable, "-m", "kiosk", "shots", "gallery", "--out", place, "--size", "1280x720", "--language", "en"]
        subprocess.run([*call, "--at", "2026-01-13 13:10"], cwd=ROOT, check=True)
        (ROOT / "docs" / "guide").mkdir(exist_ok=True)
        for name, shot in PICTURES.items():
            picture = Image.open(Path(place) / f"{shot}-en-1280x720.png").convert("RGB").resize((960, 540), Image.Resampling.LANCZOS)
            picture.save(ROOT / "docs" / "guide" / f"{name}.jpg", quality=82, optimize=True)


if __name__ == "__main__":
    main()
