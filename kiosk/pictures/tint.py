"""The wall behind a picture: a dark tone that leans a little towards the work's own colour."""

from kiosk.domain import design

Colour = tuple[int, int, int]


def channels(colour: str) -> Colour:
    """Red, green and blue, 0 to 255, of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


# The quieter of the two text colours on the wall keeps a contrast of 7:1 (WCAG 2.2, 1.4.6).
QUIET_TEXT = channels(design.QUIET_LIGHT)
CONTRAST = 7.0
# Relative luminance of the wall at its lightest: a picture is lighter than what it hangs on.
LIGHTEST = 0.030
LEAN = 0.16
# The wall's lower tone keeps this much of the upper one, as the design's own does.
_LOWER_SHARE, _BLACK = 0.57, (0, 0, 0)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def wall(average: str, base: str = "") -> tuple[str, str]:
    """The top and bottom colour of the wall behind a work, as ``#rrggbb``.

    ``average`` is the work's average colour, ``rrggbb`` or "". ``base`` is the exhibition's wall,
    ``#rrggbb`` and dark enough itself; "" for the design's.
    """
    tones = channels(base or design.WALL_TOP), channels(lower(base))
    work = channels(f"#{average}") if average else None
    top, bottom = (hex_of(_lean(tone, work) if work else tone) for tone in tones)
    return top, bottom


def lower(base: str) -> str:
    """The lower tone of a wall, ``#rrggbb``; the design's own for ""."""
    return hex_of(mix(_BLACK, channels(base), _LOWER_SHARE)) if base else design.WALL_BOTTOM


def _lean(wall_tone: Colour, work: Colour) -> Colour:
    """The tone that leans as far as it may.

    Renditions of one picture have averages that differ by a step of 255; their tones may differ by
    no more, so the least lean that is too much is looked for, not one of a few.
    """
    most, too_far = 0.0, LEAN
    if is_dark_enough(mix(wall_tone, work, LEAN)):
        return mix(wall_tone, work, LEAN)
    for _ in range(10):
        lean = (most + too_far) / 2
        if is_dark_enough(mix(wall_tone, work, lean)):
            most = lean
        else:
            too_far = lean
    return mix(wall_tone, work, most)


def is_dark_enough(tone: Colour) -> bool:
    """True for a wall that is darker than its pictures, with 7:1 for the quieter text."""
    return contrast(tone, QUIET_TEXT) >= CONTRAST and luminance(tone) <= LIGHTEST


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """One colour with a share of another, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def hex_of(colour: Colour) -> str:
    """The colour as ``#rrggbb``."""
    return "#" + "".join(f"{channel:02x}" for channel in colour)
