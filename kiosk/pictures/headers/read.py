"""The header of a picture of any promised format, within bounds, before any decoder sees it."""

from collections.abc import Callable
from typing import BinaryIO

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.decoder_memory import least_memory
from kiosk.pictures.errors import UnreadablePictureError, too_large
from kiosk.pictures.file_kinds import HEAD_BYTES, NAMES, PictureFormat, identify
from kiosk.pictures.headers.bmp import read_bmp
from kiosk.pictures.headers.gif import read_gif
from kiosk.pictures.headers.header import Header
from kiosk.pictures.headers.isobmff import read_isobmff
from kiosk.pictures.headers.jpeg import read_jpeg
from kiosk.pictures.headers.png import read_png
from kiosk.pictures.headers.tiff import read_tiff
from kiosk.pictures.headers.webp import read_webp
from kiosk.pictures.metadata import exif
from kiosk.pictures.sources import FileSource, MemorySource, Source

_READERS: dict[PictureFormat | None, Callable[[Source], Header]] = {
    PictureFormat.JPEG: read_jpeg,
    PictureFormat.PNG: read_png,
    PictureFormat.GIF: read_gif,
    PictureFormat.BMP: read_bmp,
    PictureFormat.TIFF: read_tiff,
    PictureFormat.WEBP: read_webp,
    None: read_isobmff,
}
# Formats whose decoder loads the whole file and holds the picture several times over.
IN_MEMORY = frozenset((PictureFormat.WEBP, PictureFormat.AVIF, PictureFormat.HEIF))
# Formats that EXIF turns; AVIF and HEIC have boxes for it.
_TURNED_BY_EXIF = frozenset(PictureFormat) - {PictureFormat.AVIF, PictureFormat.HEIF}
# Transfer functions of ITU-T H.273 for screens of high dynamic range.
_HDR = {16: "PQ", 18: "HLG"}


def read_header(file: BinaryIO) -> Header:
    """Read an open picture's header and hold it against every bound of ``limits``.

    Reads at most ``MAX_HEADER_BYTES``. Raises UnreadablePictureError, or OSError.
    """
    source = FileSource(file)
    if source.size == 0:
        raise UnreadablePictureError(
            Message("it is empty"), Message("copy it here again from where it came")
        )
    _check_file_bytes(source.size, limits.MAX_FILE_BYTES, "a picture")
    header = _READERS[identify(source.some(0, HEAD_BYTES))](source)
    name = NAMES.get(header.format, str(header.format))
    if header.format in IN_MEMORY:
        _check_file_bytes(source.size, limits.MAX_FILE_BYTES_IN_MEMORY, name)
    _check_size(header, name)
    _check_memory(header)
    if header.transfer in _HDR:
        raise UnreadablePictureError(
            Message("its colours are for HDR screens ({transfer})", transfer=_HDR[header.transfer]),
            Message("export it for ordinary screens (SDR, sRGB) as JPEG or PNG"),
        )
    if header.format in _TURNED_BY_EXIF:
        header.orientation = _orientation(header, source)
    return header


def _check_file_bytes(size: int, most: int, name: str) -> None:
    if size > most:
        raise too_large(size, most, name)


def _check_size(header: Header, name: str) -> None:
    width, height = header.width, header.height
    if width < 1 or height < 1 or max(width, height) > limits.MAX_ASPECT_RATIO * min(width, height):
        raise UnreadablePictureError(
            Message(
                "its size of {width} x {height} pixels cannot be shown", width=width, height=height
            )
        )
    most = limits.MAX_MEGAPIXELS
    if header.format in IN_MEMORY:
        most = limits.MAX_MEGAPIXELS_IN_MEMORY
    if width * height > most * 1_000_000:
        raise UnreadablePictureError(
            Message(
                "it has {value:,.0f} megapixels; the screen reads {name} of at most {most} "
                "megapixels",
                value=width * height / 1000000,
                name=name,
                most=most,
            ),
            Message("save a smaller copy of it as JPEG"),
        )


def _check_memory(header: Header) -> None:
    """All kinds fit at their bound of megapixels but JPEG whose pixels come in several scans."""
    if least_memory(header) > limits.MAX_DECODER_MEMORY:
        megapixels = header.width * header.height / 1_000_000
        raise UnreadablePictureError(
            Message(
                "it is a progressive JPEG of {megapixels:,.0f} megapixels; decoding it takes"
                " more than {most:,} MB of memory",
                megapixels=megapixels,
                most=limits.MAX_DECODER_MEMORY // 1024**2,
            ),
            Message("save it as JPEG without the option progressive"),
        )


def _orientation(header: Header, source: Source) -> int:
    """EXIF's orientation; 1 where there is none, or it cannot be read."""
    whole = source if header.format is PictureFormat.TIFF else MemorySource(header.exif)
    if not whole.size:
        return 1
    try:
        value = exif.first_directory(whole).integer(exif.ORIENTATION, 1)
    except UnreadablePictureError:
        return 1
    return value if value in range(1, 9) else 1
