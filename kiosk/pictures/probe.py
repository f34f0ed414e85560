"""A picture's size and embedded words, read from its header alone."""

import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

# FORMAT's pictures, as far as Pillow reads them by itself.
ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".avif"})
# Pillow's bomb limit does not stand in the way of large scans; the bound is ours (in megapixels).
MOST_MEGAPIXELS = 250
_TURNED = (5, 6, 7, 8)
_DESCRIPTION, _ARTIST, _RIGHTS = 0x010E, 0x013B, 0x8298
_GPS, _ORIENTATION = 0x8825, 0x0112

Image.MAX_IMAGE_PIXELS = MOST_MEGAPIXELS * 1_000_000


class UnreadablePictureError(Exception):
    """The file is not a picture that can be shown; the message says why, in plain words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Probe:
    """Width and height in pixels after EXIF orientation; ``has_place`` when GPS is embedded."""

    width: int
    height: int
    title: str = ""
    artist: str = ""
    rights: str = ""
    has_place: bool = False


def probe(path: Path) -> Probe:
    """Read the header, and check that the pixels can be begun. Raises UnreadablePictureError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                width, height = picture.size
                exif = picture.getexif()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise UnreadablePictureError(f"it has more than {MOST_MEGAPIXELS} megapixels") from None
    except UnidentifiedImageError:
        raise UnreadablePictureError("it is not a picture, or it is damaged") from None
    except (OSError, ValueError, SyntaxError, ArithmeticError, EOFError) as error:
        raise UnreadablePictureError(f"it is damaged ({error})") from None
    if width < 1 or height < 1 or max(width, height) > 200 * min(width, height):
        raise UnreadablePictureError(f"its size of {width} x {height} pixels cannot be shown")
    if exif.get(_ORIENTATION) in _TURNED:
        width, height = height, width
    return Probe(
        width=width,
        height=height,
        title=_words(exif.get(_DESCRIPTION)),
        artist=_words(exif.get(_ARTIST)),
        rights=_words(exif.get(_RIGHTS)),
        has_place=bool(exif.get_ifd(_GPS)),
    )


def _words(value: object) -> str:
    return " ".join(str(value).replace("\x00", " ").split()) if isinstance(value, str) else ""
