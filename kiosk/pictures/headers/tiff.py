"""TIFF: its first directory."""

from kiosk.domain import Message
from kiosk.pictures.errors import COPY_AGAIN, CutOffError, UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat, raw_file
from kiosk.pictures.headers.header import Header
from kiosk.pictures.metadata import exif
from kiosk.pictures.metadata.iptc import from_photoshop_blocks
from kiosk.pictures.sources import Source

_KIND, _WIDTH, _HEIGHT, _PHOTOMETRIC, _INNER = 0x00FE, 0x0100, 0x0101, 0x0106, 0x014A
_XMP, _IPTC, _PHOTOSHOP, _PROFILE, _DNG_VERSION = 0x02BC, 0x83BB, 0x8649, 0x8773, 0xC612
_COMPRESSION = 0x0103
_SEPARATED = 5
# Ways to pack pixels that the decoder reads: none, fax, LZW, JPEG, Deflate, PackBits, LZMA, ZSTD.
_PACKED = frozenset((0, 1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 34925, 50000))
_PACKED_NAMES = {50001: "WebP", 50002: "JPEG XL", 34712: "JPEG 2000", 34887: "LERC", 34661: "JBIG"}
_REDUCED = 1


def read_tiff(source: Source) -> Header:
    """Read the header. Raises UnreadablePictureError."""
    directory = exif.first_directory(source)
    # A raw file begins with a small picture for looking through; the large one lies deeper.
    is_preview = directory.integer(_KIND) & _REDUCED and _INNER in directory
    if _DNG_VERSION in directory or is_preview:
        raise raw_file()
    if 0 in directory.tags():
        raise UnreadablePictureError(
            Message("it is damaged (a part of its header is zeros)"), COPY_AGAIN
        )
    packed = directory.integer(_COMPRESSION, 1)
    if packed not in _PACKED:
        raise UnreadablePictureError(
            Message(
                "its pixels are packed in a way that the screen does not read ({packed})",
                packed=_PACKED_NAMES.get(packed, packed),
            ),
            Message("save it as TIFF without compression or with LZW, or as PNG"),
        )
    header = Header(
        format=PictureFormat.TIFF,
        width=directory.integer(_WIDTH),
        height=directory.integer(_HEIGHT),
        has_profile=_PROFILE in directory,
        is_cmyk=directory.integer(_PHOTOMETRIC) == _SEPARATED,
        is_multipage=0 < directory.next_position < source.size,
    )
    try:
        header.iptc = directory.raw(_IPTC) or from_photoshop_blocks(directory.raw(_PHOTOSHOP))
        if _XMP in directory:
            header.xmp.append(directory.raw(_XMP))
    except CutOffError:
        header.unread = Message("its metadata lies outside of the file")
    except UnreadablePictureError as error:
        header.unread = error.reason
    return header
