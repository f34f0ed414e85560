"""The wall behind a picture: a dark tone that leans a little towards the work's own colour."""

from kiosk.domain import design

Colour = tuple[int, int, int]


def _channels(colour: str) -> Colour:
    """Of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


WALL_TOP, WALL_BOTTOM = _channels(design.WALL_TOP), _channels(design.WALL_BOTTOM)
# The quieter of the two text colours on the wall keeps a contrast of 7:1 (WCAG 2.2, 1.4.6).
QUIET_TEXT = _channels(design.QUIET_LIGHT)
CONTRAST = 7.0
# Relative luminance of the wall at its lightest: a picture is lighter than what it hangs on.
LIGHTEST = 0.030
LEAN = 0.16


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


def wall(average: str) -> tuple[str, str]:
    """The top and bottom colour of the wall behind a work, as ``#rrggbb``.

    ``average`` is the work's average colour, ``rrggbb`` or "".
    """
    if not average:
        return _hex(WALL_TOP), _hex(WALL_BOTTOM)
    work = _channels(f"#{average}")
    return _hex(_lean(WALL_TOP, work)), _hex(_lean(WALL_BOTTOM, work))


def _lean(wall_tone: Colour, work: Colour) -> Colour:
    """The tone that leans as far as it may.

    Renditions of one picture have averages that differ by a step of 255; their tones may differ by
    no more, so the least lean that is too much is looked for, not one of a few.
    """
    most, too_far = 0.0, LEAN
    if _is_dark_enough(_mix(wall_tone, work, LEAN)):
        return _mix(wall_tone, work, LEAN)
    for _ in range(10):
        lean = (most + too_far) / 2
        if _is_dark_enough(_mix(wall_tone, work, lean)):
            most = lean
        else:
            too_far = lean
    return _mix(wall_tone, work, most)


def _is_dark_enough(tone: Colour) -> bool:
    return contrast(tone, QUIET_TEXT) >= CONTRAST and luminance(tone) <= LIGHTEST


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)
