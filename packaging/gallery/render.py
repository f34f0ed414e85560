"""Renders the pictures of the sample gallery. This script made the files that are shipped in gallery/works.

    python packaging/gallery/render.py            all of them (some minutes)
    python packaging/gallery/render.py 04-the-long-shore

The seeds are fixed, so the same picture comes out each time.
"""

import sys
from pathlib import Path

import graphics
import landscapes
import rooms

OUT = Path(__file__).resolve().parents[2] / "gallery" / "works"
PICTURES = {
    "01-what-the-morning-kept": landscapes.morning,
    "02-vessel-rejoined": graphics.vessel,
    "04-the-long-shore": landscapes.shore,
    "05-two-threads": graphics.weaving,
    "06-four-oclock": rooms.window,
    "08-every-dry-year": graphics.rings,
    "09-bus-window": rooms.rain,
    "10-doorways": graphics.doorways,
    "12-one-still-point": landscapes.stars,
    "13-creased-and-opened": rooms.folds,
    "14-high-water": landscapes.high_water,
    "16-surveyed-by-heart": graphics.contours,
    "17-fern-first-light": graphics.fern,
    "18-six-stones": landscapes.stones,
    "20-nine-patch-mended": graphics.quilt,
    "21-after-the-burn": landscapes.grasses,
    "23-ink-let-go": graphics.ink,
}


def main(names: list[str]) -> None:
    """Render the named pictures, or all."""
    for name in names or PICTURES:
        PICTURES[name](OUT / f"{name}.jpg")
        print(name, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
