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
_COMPRESSION, _BITS, _SAMPLE_FORMAT = 0x0103, 0x0102, 0x0153
# Of SampleFormat: whole numbers with a sign.
_SIGNED, _WHITE_IS_ZERO, _BLACK_IS_ZERO = 2, 0, 1
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
    _refuse_rare_samples(directory)
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


def _refuse_rare_samples(directory: exif.Directory) -> None:
    """Raise UnreadablePictureError for pixels that Pillow would show darker, lighter or inverted.

    Such are greys of 12 bits, which it takes for 16; of 16 bits that begin with white; of 32 bits,
    and those below zero.
    """
    bits, photometric = directory.integer(_BITS, 1), directory.integer(_PHOTOMETRIC)
    is_grey = photometric in (_WHITE_IS_ZERO, _BLACK_IS_ZERO)
    is_rare = bits not in (1, 2, 4, 8, 16, 32) or (
        is_grey and bits > 8 and (photometric == _WHITE_IS_ZERO or bits > 16)
    )
    # Numbers with a fraction are refused by their mode, when they are opened.
    is_fraction = directory.integer(_SAMPLE_FORMAT, 1) > _SIGNED
    if directory.integer(_SAMPLE_FORMAT, 1) == _SIGNED or (is_rare and not is_fraction):
        raise UnreadablePictureError(
            Message("its greys or colours are stored in a rare way ({bits} bits)", bits=bits),
            Message("save it as TIFF or PNG with 8 or 16 bits"),
        )
