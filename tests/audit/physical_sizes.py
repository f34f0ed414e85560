"""Rules in millimetres, for screens whose size ``kiosk.yaml`` gives: targets, capitals, codes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from tests.audit.rules import Finding, Row, rule, stage

FINGER_MM = 20
# Capitals of 4.8 mm, and of 8.7 mm in the largest words, on screens down to 21 inches.
CAPITALS, LARGE_CAPITALS, MOST_TYPE = 4.8, 8.7, 54 / 1080
# Of the typefaces' size.
CAPITAL_HEIGHT = 0.667
# Of the shorter side: what a code has on a screen too small for 100 mm: where it is opened, beside
# large words, and beside a work or low.
SCANNED_MM, OPENED, BESIDE_LARGE, STRIP = 100, 0.29, 0.25, 0.17


def inches_of(name: str) -> float:
    """The screen's diagonal that the name of a part of the matrix tells; 0 when it tells none."""
    return next((float(word[:-2]) for word in name.split() if re.fullmatch(r"\d+in", word)), 0.0)


def pixels_per_mm(row: Row) -> float:
    """0 when the screen's size is not known."""
    return math.hypot(*row["size"]) / (row["inches"] * 25.4) if row["inches"] else 0.0


@rule("3", "standing-kiosk study")
def targets_suit_a_finger(rows: list[Row]) -> Iterator[Finding]:
    """Where the screen's size is known, whatever can be touched is 20 mm or more both ways."""
    for row in rows:
        scale = pixels_per_mm(row)
        for target in row["targets"]:
            if scale and min(target["box"][2:]) < FINGER_MM * scale - 0.5:
                wide, tall = (side / scale for side in target["box"][2:])
                yield Finding(
                    row, f"'{target['name']}' is {wide:.1f} by {tall:.1f} mm", (target["box"],)
                )


def least_type(row: Row) -> float:
    """The least size of type in pixels where the screen's size is known; else 0."""
    wanted = CAPITALS + (LARGE_CAPITALS - CAPITALS) * (row["text_size"] - 1) / 0.5
    return min(wanted * pixels_per_mm(row) / CAPITAL_HEIGHT, MOST_TYPE * stage(row))


@rule("5", "508 402.4, EN 301 549 5.1.4")
def capitals_are_tall(rows: list[Row]) -> Iterator[Finding]:
    """Where the screen's size is known: capitals of 4.8 mm; in the largest words of 8.7, or of 54
    of 1080 parts on small screens.
    """
    for row in rows:
        scale = pixels_per_mm(row)
        least = least_type(row)
        for text in row["texts"]:
            if scale and text["px"] < least - 0.5:
                yield Finding(
                    row,
                    f"'{text['text']}' has capitals of {text['px'] * CAPITAL_HEIGHT / scale:.1f} "
                    "mm",
                    (text["box"],),
                )


@rule("26", "measured: a tenth of the distance, 1 m")
def codes_are_scanned_from_a_metre(rows: list[Row]) -> Iterator[Finding]:
    """Where the screen's size is known, a code is 100 mm, or 29 % of its shorter side; beside large
    words 25, beside a work 17.
    """
    for row in rows:
        scale = pixels_per_mm(row)
        for code in row["codes"] if scale else ():
            side = code["modules"] * code["module_px"] / scale
            # In reach mode the help line's other ways need the room.
            strip = row["screen"] in ("loop", "poster") or (
                row["screen"] == "help" and row["reach"]
            )
            share_of = STRIP if strip else BESIDE_LARGE if row["text_size"] > 1 else OPENED
            if side < min(SCANNED_MM, share_of * stage(row) / scale) - 0.5:
                yield Finding(row, f"a code is {side:.0f} mm", (code["box"],))
