"""What the rules need to know of a screen's pixels: contrasts, quiet zones, and codes read back.

Each screen is measured where it is rendered: a picture that is written and read again costs several
times what its measures do.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import zxingcpp
from PIL import Image, ImageFilter

from kiosk.pictures.tint import contrast, luminance
from tests.audit.rules import Box, Row

# What a telephone's camera makes of a code from as far as it can be read: pixels a module, degrees
# it is held askew, blur, light.
CAMERA_PIXELS, ASKEW, BLUR, LIGHT = 2.0, 10, 0.6, 0.45
SMALLEST_MODULE = 4
# The screens on which a picture hangs alone, and the least value (0 to 255) of what shines.
HANGING = ("loop", "work")
NEAR_WHITE = 200

Colour = tuple[int, int, int]
_luminance = cache(luminance)


class Meter:
    """Measures screens. What is the same on many screens is measured once, by its pixels."""

    def __init__(self) -> None:
        self._inked: dict[tuple[int, int], float] = {}
        self._photographed: set[tuple[str, float, int]] = set()

    def measure(self, row: Row, picture: Image.Image) -> None:
        """Add the measures of an RGB picture to its row of the manifest.

        An enabled text and an enabled control with an outline get their ``contrast`` (1 to 21). A
        sharp code gets ``quiet``, the darkest value (0 to 255) of its quiet zone, and, where it is
        the first of its size, ``photographed``: what a telephone reads from afar. A row with codes
        gets ``decoded``: the words of all codes that can be read in it. A picture that hangs alone
        gets ``edge``, the least contrast (1 to 21) of the line around it to the wall, and a slide
        with one ``bright``, the part of the wall that is near white.
        """
        for text in row["texts"]:
            # "Still here?" takes the touches, and leaves the rest to be read.
            if text["enabled"] or row["screen"] == "still-here":
                text["contrast"] = self._contrast_within(picture, text["box"])
        for target in row["targets"]:
            if target["enabled"] and target["outlined"]:
                target["contrast"] = _contrast_of_outline(picture, target["box"])
        for hung in row["pictures"] if row.get("screen") in HANGING else ():
            hung["edge"] = edge_contrast(picture, hung["box"])
        if row.get("screen") == "loop" and row["pictures"]:
            row["bright"] = bright_share(picture, row)
        if row["codes"]:
            grey = picture.convert("L")
            row["decoded"] = decode(grey)
            for code in row["codes"]:
                self._measure_code(code, grey)

    def _contrast_within(self, picture: Image.Image, box: Box) -> float:
        """The contrast between what fills a box and what stands in it."""
        x, y, wide, tall = box
        part = picture.crop((max(0, int(x)), max(0, int(y)), int(x + wide) + 1, int(y + tall) + 1))
        pixels = (part.width, hash(part.tobytes()))
        if pixels not in self._inked:
            self._inked[pixels] = _contrast_to_ground(part)
        return self._inked[pixels]

    def _measure_code(self, code: dict[str, Any], grey: Image.Image) -> None:
        if is_sharp(code):
            x, y, side, _ = (int(part) for part in code["box"])
            quiet = int(4 * code["module_px"])
            code["quiet"] = min(
                grey.crop(edge).getextrema()[0] for edge in _frame(x, y, side, quiet)
            )
        seen = (code["payload"], code["module_px"], grey.width)
        if seen not in self._photographed:
            self._photographed.add(seen)
            code["photographed"] = photograph(grey, code["box"], code["module_px"])


def edge_contrast(picture: Image.Image, box: Box) -> float:
    """The least contrast of the line around a work to the wall, from the middles of its sides.

    The line is two of 1080 parts wide; the wall beside it is averaged, for it has a grain.
    """
    unit = min(picture.size) / 1080
    line = max(1, round(2 * unit))
    x, y, wide, tall = (round(part) for part in box)
    across, down = x + wide // 2, y + tall // 2
    found = []
    for dx, dy, at in (
        (-1, 0, (x, down)),
        (1, 0, (x + wide - 1, down)),
        (0, -1, (across, y)),
        (0, 1, (across, y + tall - 1)),
    ):
        steps = [
            _pixel(picture, at[0] + dx * step, at[1] + dy * step)
            for step in range(1, line + 9)
            if 0 <= at[0] + dx * step < picture.width and 0 <= at[1] + dy * step < picture.height
        ]
        wall = steps[line + 1 :]
        # A square work reaches so near to the edge of the screen that no wall is left there.
        if len(wall) >= 4:
            found.append(contrast(steps[line // 2], _mean(wall)))
    return min(found, default=21.0)


def _mean(colours: list[Colour]) -> Colour:
    red, green, blue = (round(sum(part) / len(colours)) for part in zip(*colours, strict=True))
    return red, green, blue


def bright_share(picture: Image.Image, row: Row) -> float:
    """The part of a slide that is near white, but for its picture, its code, and its words."""
    homes = [target["box"][1] for target in row["targets"] if target["id"] == "home"]
    top = int(min(homes, default=picture.height) - 20 * min(picture.size) / 1080)
    grey = picture.crop((0, 0, picture.width, max(1, top))).convert("L")
    for thing in (*row["pictures"], *row["codes"], *row["texts"], *row["targets"]):
        # A control's words and icon; the event itself is a control too, with its ground.
        if thing in row["targets"] and not thing["outlined"]:
            continue
        x, y, wide, tall = (int(part) for part in thing["box"])
        grey.paste(0, (x - 4, y - 4, x + wide + 5, y + tall + 5))
    bright = sum(grey.histogram()[NEAR_WHITE:])
    return bright / (grey.width * grey.height)


def _contrast_to_ground(part: Image.Image) -> float:
    colours: list[tuple[int, Any]] = part.getcolors(part.width * part.height) or []
    _, ground = max(colours)
    # One stray pixel is no letter.
    inks = [colour for count, colour in colours if count > 1]
    if not inks:
        return 1.0
    # The contrast is largest to the lightest colour or to the darkest.
    return max(
        contrast(ground, min(inks, key=_luminance)), contrast(ground, max(inks, key=_luminance))
    )


def _contrast_of_outline(picture: Image.Image, box: Box) -> float:
    """The contrast between a control's edge, or what it is filled with, and what lies around it."""
    x, y, _, tall = (int(part) for part in box)
    middle = y + tall // 2
    around = _pixel(picture, max(0, x - 4), middle)
    edge = {
        _pixel(picture, min(picture.width - 1, max(0, x + step)), middle) for step in range(-1, 7)
    }
    return max(contrast(around, pixel) for pixel in edge)


def _pixel(picture: Image.Image, x: int, y: int) -> Colour:
    pixel = picture.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]


def is_sharp(code: dict[str, Any]) -> bool:
    """True where a code's modules are 4 whole pixels or more, on whole pixels."""
    module = code["module_px"]
    return (
        module >= SMALLEST_MODULE
        and module == int(module)
        and code["box"][2] == (code["modules"] + 8) * module
        and all(float(part).is_integer() for part in code["box"])
    )


def _frame(x: int, y: int, side: int, width: int) -> list[tuple[int, int, int, int]]:
    return [
        (x, y, x + side, y + width),
        (x, y + side - width, x + side, y + side),
        (x, y, x + width, y + side),
        (x + side - width, y, x + side, y + side),
    ]


def decode(grey: Image.Image) -> list[str]:
    """All QR codes that can be read in a picture, by a decoder that is not ours."""
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    return sorted({code.text for code in found})


def photograph(grey: Image.Image, box: Box, module: float) -> str:
    """What a telephone would read in a picture of a code and its surroundings."""
    x, y, wide, tall = box
    around = 6 * module
    part = grey.crop(
        (int(x - around), int(y - around), int(x + wide + around), int(y + tall + around))
    )
    part = part.rotate(ASKEW, Image.Resampling.BICUBIC, expand=True, fillcolor=90)
    scale = CAMERA_PIXELS / module
    part = part.resize(
        (round(part.width * scale), round(part.height * scale)), Image.Resampling.BOX
    )
    part = part.filter(ImageFilter.GaussianBlur(BLUR)).point(lambda value: int(value * LIGHT + 20))
    found = zxingcpp.read_barcodes(part, formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if found else ""
