"""The only place that opens a picture with Pillow, always for one promised format."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

# Named one by one: Image.init() would register every format that Pillow knows, and with them
# programs that it starts, such as Ghostscript for EPS.
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.counted_warnings import find_count
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.jpeg_warnings import load_listener

_PLUGINS = (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
# Pillow's own limit would refuse large scans; it raises at twice its limit, warns at it.
Image.MAX_IMAGE_PIXELS = limits.MAX_MEGAPIXELS * 1_000_000
# Pillow would refuse pictures with a longer caption than 1 MB, which the header's reader allows.
PngImagePlugin.MAX_TEXT_CHUNK = limits.MAX_METADATA_BYTES
PngImagePlugin.MAX_TEXT_MEMORY = limits.MAX_UNPACKED_BYTES
_DAMAGE = (
    SyntaxError,
    ArithmeticError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
    struct.error,
)


def open_picture(file: IO[bytes] | io.RawIOBase, header: Header) -> ImageFile.ImageFile:
    """Open a picture whose header was read and found within bounds; pixels are not read yet.

    Raises UnreadablePictureError.
    """
    if header.format is PictureFormat.HEIF:
        _register_heif()
    try:
        with warnings.catch_warnings():
            # Damage shows by what cannot be read; Pillow's warnings add nothing.
            warnings.simplefilter("ignore")
            picture = Image.open(file, formats=(header.format.value,))  # type: ignore[arg-type]
    except UnidentifiedImageError:
        raise UnreadablePictureError(Message("it is damaged, or of a rare kind")) from None
    except (Image.DecompressionBombError, OSError, ValueError, *_DAMAGE) as error:
        raise UnreadablePictureError(Message("it is damaged ({error})", error=error)) from None
    if picture.mode == "F":
        picture.close()
        raise UnreadablePictureError(Message("it holds measurements, not colours"))
    if picture.size[0] * picture.size[1] > limits.MAX_MEGAPIXELS * 1_000_000:
        picture.close()
        raise UnreadablePictureError(
            Message("it has more than {most} megapixels", most=limits.MAX_MEGAPIXELS)
        )
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
        except _DAMAGE as error:
            raise UnreadablePictureError(Message("it is damaged ({error})", error=error)) from None


def load_all_decoders() -> None:
    """Load whatever a picture of any promised format makes Pillow import or open.

    For a process that can open nothing later. Raises nothing where a decoder is missing.
    """
    _register_heif()
    load_listener()
    find_count()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in PictureFormat:
        if kind in (PictureFormat.AVIF, PictureFormat.HEIF):
            # Nothing more is loaded for them, and writing AVIF takes long.
            continue
        coded = io.BytesIO()
        Image.new("RGB", (16, 16)).save(coded, kind.value, icc_profile=profile)
        with open_picture(coded, Header(format=kind, width=16, height=16)) as picture:
            picture.draft(None, (8, 8))
            picture.load()
            picture.getexif()


def _register_heif() -> None:
    """Load the decoder of HEIF, the format of many telephones, with the first such picture."""
    if "HEIF" not in Image.OPEN:
        import pi_heif

        pi_heif.register_heif_opener()
