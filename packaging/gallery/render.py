"""Renders the pictures of the sample gallery. This script made the files that are shipped in gallery/works.

    python packaging/gallery/render.py                             all of them (some ten minutes)
    python packaging/gallery/render.py --only 04-the-long-shore    one

It needs numpy and Pillow. The seeds are fixed, so the same picture comes out each time.
"""

import argparse
from pathlib import Path

import cloth
import graphics
import landscapes
import plants
import rain
import rooms
import vessel
import water

OUT = Path(__file__).resolve().parents[2] / "gallery" / "works"
PICTURES = {
    "01-what-the-morning-kept": landscapes.morning,
    "02-vessel-rejoined": vessel.vessel,
    "04-the-long-shore": water.shore,
    "05-two-threads": cloth.weaving,
    "06-four-oclock": rooms.window,
    "08-every-dry-year": graphics.rings,
    "09-bus-window": rain.rain,
    "10-doorways": graphics.doorways,
    "12-one-still-point": landscapes.stars,
    "13-creased-and-opened": rooms.folds,
    "14-high-water": water.high_water,
    "16-surveyed-by-heart": graphics.contours,
    "17-fern-first-light": plants.fern,
    "18-six-stones": landscapes.stones,
    "20-nine-patch-mended": cloth.quilt,
    "21-after-the-burn": plants.grasses,
    "23-ink-let-go": graphics.ink,
}


def main() -> None:
    """Render the named pictures, or all."""
    parser = argparse.ArgumentParser(
        description="Render the pictures of the sample gallery into gallery/works."
    )
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        choices=sorted(PICTURES),
        help="render this one (may be repeated)",
    )
    for name in parser.parse_args().only or PICTURES:
        PICTURES[name](OUT / f"{name}.jpg")
        print(name, flush=True)


if __name__ == "__main__":
    main()
