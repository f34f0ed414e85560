"""The colours that an exhibition may choose: a dark wall and a light accent, by their contrast.

The limits hold for every text on them, also where the wall leans towards a work's own colour.
"""

from collections.abc import Callable

from kiosk.domain import design
from kiosk.pictures import tint
from kiosk.pictures.tint import Colour, channels, contrast, hex_of, luminance

# The darkest paper, and the ink on the accent's own ground (kiosk/ui/KioskUi/Theme.qml).
_PAPER_SHADE, _INK = channels("#EAE3D5"), channels("#15161A")
_LIGHT = channels(design.LIGHT)
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_STEPS = 255


def is_wall(colour: Colour) -> bool:
    """True for a wall on which both colours of text keep 7:1, and the accent with them."""
    return tint.is_dark_enough(colour) and contrast(colour, _LIGHT) >= tint.CONTRAST


def is_accent(colour: Colour) -> bool:
    """True for an accent that keeps 7:1 on the lightest wall, and below ink."""
    on_wall = (luminance(colour) + 0.05) / (tint.LIGHTEST + 0.05)
    return on_wall >= tint.CONTRAST and contrast(colour, _INK) >= tint.CONTRAST


def nearest_wall(colour: Colour) -> Colour:
    """The lightest allowed wall of the same hue: the colour itself, or a darker one."""
    return _toward(colour, _BLACK, is_wall)


def nearest_accent(colour: Colour) -> Colour:
    """The allowed accent nearest to a colour: itself, or one mixed with white."""
    return _toward(colour, _WHITE, is_accent)


def accent_on_paper(accent: str) -> str:
    """The accent as ink on paper, ``#rrggbb``: as light as 7:1 allows; "" for ""."""
    if not accent:
        return ""
    return hex_of(
        _toward(channels(accent), _BLACK, lambda ink: contrast(ink, _PAPER_SHADE) >= tint.CONTRAST)
    )


def _toward(colour: Colour, end: Colour, is_allowed: Callable[[Colour], bool]) -> Colour:
    """The first allowed colour on the way from a colour to an end that is allowed."""
    mixed = (tint.mix(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((one for one in mixed if is_allowed(one)), end)
