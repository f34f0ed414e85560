"""Contrast as it is on the glass: measured from the pixels of the screens, not from what the design
intends.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from PIL import Image

from kiosk.pictures.tint import contrast
from tests.audit.rules import Box, Finding, Row, rule

# WCAG 1.4.6 and 1.4.11 (docs/ACCESSIBILITY.md, 6).
FOR_WORDS, FOR_CONTROLS = 7.0, 3.0
# Strokes are smoothed at their edges, so that even their middle may miss the full colour by as
# much.
SMOOTHING = 0.97


def _inked(picture: Image.Image, box: Box) -> float:
    """The contrast between what fills a box and what stands in it."""
    x, y, wide, tall = box
    part = picture.crop((max(0, int(x)), max(0, int(y)), int(x + wide) + 1, int(y + tall) + 1))
    colours: list[tuple[int, Any]] = part.getcolors(part.width * part.height) or []
    _, ground = max(colours)
    # One stray pixel is no letter.
    return max((contrast(ground, colour) for count, colour in colours if count > 1), default=1.0)


def _outline(picture: Image.Image, box: Box) -> float:
    """The contrast between a control's edge, or what it is filled with, and what lies around it."""
    x, y, _, tall = (int(part) for part in box)
    middle = y + tall // 2
    around = picture.getpixel((max(0, x - 4), middle))
    edge = [
        picture.getpixel((min(picture.width - 1, max(0, x + step)), middle))
        for step in range(-1, 7)
    ]
    assert isinstance(around, tuple)
    return max(contrast(around, pixel) for pixel in edge if isinstance(pixel, tuple))


def measure(seen: tuple[Path, list[tuple[str, Box]]]) -> list[float]:
    """The contrasts of all boxes of one picture."""
    path, boxes = seen
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    return [
        _inked(picture, box) if kind == "words" else _outline(picture, box) for kind, box in boxes
    ]


def _measured(rows: list[Row], kind: str) -> Iterator[tuple[Row, dict[str, Any], float]]:
    things = [
        (
            row,
            [
                thing
                for thing in row["texts" if kind == "words" else "targets"]
                if thing["enabled"] and (kind == "words" or thing["outlined"])
            ],
        )
        for row in rows
    ]
    with ProcessPoolExecutor(2) as pool:
        jobs = [(row["path"], [(kind, thing["box"]) for thing in found]) for row, found in things]
        for (row, found), ratios in zip(things, pool.map(measure, jobs, chunksize=8), strict=True):
            for thing, ratio in zip(found, ratios, strict=True):
                yield row, thing, ratio


@rule("6", "WCAG 1.4.6")
def words_stand_out(rows: list[Row]) -> Iterator[Finding]:
    """Words have a contrast of 7 to 1 or more, in the pixels of the picture."""
    for row, text, ratio in _measured(rows, "words"):
        if ratio < FOR_WORDS * SMOOTHING:
            yield Finding(row, f"'{text['text']}' has a contrast of {ratio:.1f}", (text["box"],))


@rule("6", "WCAG 1.4.11")
def controls_stand_out(rows: list[Row]) -> Iterator[Finding]:
    """A control's outline or ground has a contrast of 3 to 1 or more to what lies around it."""
    for row, target, ratio in _measured(rows, "controls"):
        if ratio < FOR_CONTROLS * SMOOTHING:
            yield Finding(
                row, f"'{target['name']}' has an outline of {ratio:.1f}", (target["box"],)
            )
