"""A picture's size and embedded words, read from its header alone."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFile, UnidentifiedImageError

from kiosk.pictures.captions import read_captions

# Megapixels. Pillow's own limit would refuse large scans.
MAX_MEGAPIXELS = 250
# Long side over short side. A picture beyond it is a mistake, or meant to do harm.
MAX_ASPECT_RATIO = 200
_HEIF = (".heic", ".heif")
_TURNED = (5, 6, 7, 8)
_GPS, _ORIENTATION = 0x8825, 0x0112
# The bytes that end a complete file, and within how many bytes of its end they stand.
_END_MARKERS = {"JPEG": b"\xff\xd9", "MPO": b"\xff\xd9", "PNG": b"IEND", "GIF": b"\x3b"}
_NEAR_END = 65_536

Image.MAX_IMAGE_PIXELS = MAX_MEGAPIXELS * 1_000_000


class UnreadablePictureError(Exception):
    """A file is not a picture that can be shown; the message says why, in plain words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Probe:
    """A picture's header. ``width`` and ``height`` are in pixels, after EXIF orientation.

    ``has_location`` when coordinates are embedded; ``person_names``, ``place_names`` and
    ``has_serial_number`` are as in ``Captions``. Of an animation (``is_animated``) and of several
    pages (``is_multipage``) the first frame or page is shown. The colours of CMYK without a profile
    (``has_unprofiled_cmyk``) are a guess.
    """

    width: int
    height: int
    title: str = ""
    artist: str = ""
    description: str = ""
    rights: str = ""
    person_names: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    has_location: bool = False
    has_serial_number: bool = False
    is_animated: bool = False
    is_multipage: bool = False
    has_unprofiled_cmyk: bool = False


def open_master(path: Path) -> ImageFile.ImageFile:
    """Open a picture within bounds; its pixels are not read yet. Raises UnreadablePictureError."""
    if path.suffix.casefold() in _HEIF:
        _register_heif()
    try:
        with warnings.catch_warnings():
            # Damage shows by what cannot be read; Pillow's warnings add nothing.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(path)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise UnreadablePictureError(f"it has more than {MAX_MEGAPIXELS} megapixels") from None
    except UnidentifiedImageError:
        raise UnreadablePictureError("it is not a picture, or it is damaged") from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        ArithmeticError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        RuntimeError,
    ) as error:
        raise UnreadablePictureError(f"it is damaged ({error})") from None
    width, height = picture.size
    if width < 1 or height < 1 or max(width, height) > MAX_ASPECT_RATIO * min(width, height):
        picture.close()
        raise UnreadablePictureError(f"its size of {width} x {height} pixels cannot be shown")
    if width * height > MAX_MEGAPIXELS * 1_000_000:
        # Some decoders do not ask for Pillow's limit.
        picture.close()
        raise UnreadablePictureError(f"it has more than {MAX_MEGAPIXELS} megapixels")
    if picture.mode == "F":
        picture.close()
        raise UnreadablePictureError("it holds measurements in floating-point numbers, not colours")
    return picture


@contextmanager
def damage_as_errors() -> Iterator[None]:
    """Turn whatever a decoder raises for a damaged file into UnreadablePictureError, OSError or
    ValueError, and keep its warnings off stderr.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (
            SyntaxError,
            ArithmeticError,
            EOFError,
            IndexError,
            KeyError,
            TypeError,
            RuntimeError,
            struct.error,
        ) as error:
            raise UnreadablePictureError(f"it is damaged ({error})") from None


def orientation(picture: Image.Image) -> int:
    """EXIF orientation, 1 to 8; any other value counts as 1."""
    try:
        value = picture.getexif().get(_ORIENTATION, 1)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError):
        return 1
    return value if value in range(1, 9) else 1


def probe(path: Path) -> Probe:
    """Read the header, and check that the file is complete. Raises UnreadablePictureError."""
    with open_master(path) as picture, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        width, height = picture.size
        if orientation(picture) in _TURNED:
            width, height = height, width
        try:
            has_gps_data = bool(picture.getexif().get_ifd(_GPS))
        except (OSError, ValueError, SyntaxError, TypeError, KeyError):
            has_gps_data = False
        words = read_captions(picture)
        several = picture.format in ("GIF", "WEBP", "PNG", "TIFF", "AVIF") and _has_more(picture)
        found = Probe(
            width=width,
            height=height,
            title=words.title,
            artist=words.artist,
            description=words.description,
            rights=words.rights,
            person_names=words.person_names,
            place_names=words.place_names,
            has_location=has_gps_data or words.has_coordinates,
            has_serial_number=words.has_serial_number,
            is_animated=several and picture.format != "TIFF",
            is_multipage=several and picture.format == "TIFF",
            has_unprofiled_cmyk=picture.mode == "CMYK" and not picture.info.get("icc_profile"),
        )
        last = _END_MARKERS.get(picture.format or "")
    if last and last not in _tail(path):
        raise UnreadablePictureError(
            "it is cut off before its end, as a file is that was copied only in part"
        )
    return found


def _has_more(picture: ImageFile.ImageFile) -> bool:
    try:
        return bool(getattr(picture, "is_animated", False))
    except (OSError, ValueError, SyntaxError, EOFError):
        return False


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _NEAR_END))
        return file.read()


def _register_heif() -> None:
    """Load the decoder of HEIF, the format of many telephones, with the first such picture."""
    if "HEIF" not in Image.OPEN:
        import pi_heif

        pi_heif.register_heif_opener()
