"""Folders of any number of works for the benchmarks, made by a fixed recipe.

python tests/bench/galleries.py FOLDER --works 10000 [--pixels 900x600]
"""

import argparse
import io
from pathlib import Path

from PIL import Image, ImageDraw

LABEL = """---
title: {title}
artist: Bench
year: "{year}"
medium: {medium}
credit: Made for a measurement
alt: Bands of colour, number {number}.
---
A short wall text that belongs to picture {number}, so that every label has some words to read.
"""
MEDIUMS = ("Photography", "Graphic art", "Weaving", "Painting")
NOUNS = (
    "River",
    "Seam",
    "Threshold",
    "Ridge",
    "Lamp",
    "Window",
    "Harbor",
    "Orchard",
    "Thread",
    "Morning",
)
KINDS = 24


def make_gallery(folder: Path, works: int, size: tuple[int, int]) -> Path:
    """Fill ``folder`` with ``works`` pictures of about ``size`` pixels and their labels, or leave
    it as it is when it has them.

    There are two dozen different pictures; each file differs from the others by bytes behind its
    end, so that nothing that goes by content takes two for one.
    """
    place = folder / "works"
    done = folder / f"made-{works}-{size[0]}x{size[1]}"
    if done.exists():
        return folder
    place.mkdir(parents=True, exist_ok=True)
    (folder / "kiosk.yaml").write_text(
        "title: A bench\nlanguages: [en]\ntimezone: America/Los_Angeles\n", encoding="utf-8"
    )
    kinds = [_picture(kind, size) for kind in range(min(KINDS, works))]
    for number in range(works):
        name = f"{number:05d}-{NOUNS[number % len(NOUNS)].lower()}"
        (place / f"{name}.jpg").write_bytes(kinds[number % len(kinds)] + f"\n{number}".encode())
        words = LABEL.format(
            title=f"{NOUNS[number % len(NOUNS)]} {number}",
            year=1990 + number % 36,
            medium=MEDIUMS[number % len(MEDIUMS)],
            number=number,
        )
        (place / f"{name}.md").write_text(words, encoding="utf-8")
    done.touch()
    return folder


def _picture(kind: int, size: tuple[int, int]) -> bytes:
    width, height = size if kind % 3 else (size[1], size[0])
    noise = Image.effect_noise((max(1, width // 4), max(1, height // 4)), 60).resize(
        (width, height)
    )
    picture = Image.merge(
        "RGB", (noise, noise.point(lambda v: v // 2 + kind * 3), noise.point(lambda v: 255 - v))
    )
    draw = ImageDraw.Draw(picture)
    for step in range(8):
        at = (kind * 37 + step * width // 8) % width
        draw.ellipse(
            (at, height // 12, at + width // 6, height // 4), fill=(kind * 10 % 256, step * 30, 128)
        )
    # A field of a colour that no program's own surface has, by which the measurement knows the
    # picture.
    draw.rectangle(
        (width // 20, height * 3 // 10, width * 19 // 20, height * 9 // 10), fill=(255, 0, 255)
    )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--works", type=int, default=24)
    parser.add_argument("--pixels", default="900x600")
    given = parser.parse_args()
    width, height = map(int, given.pixels.split("x"))
    make_gallery(given.folder, given.works, (width, height))


if __name__ == "__main__":
    main()
