"""What the header of any format says."""

from dataclasses import dataclass, field

from kiosk.pictures.file_kinds import PictureFormat


@dataclass(kw_only=True, slots=True)
class Header:
    """Of the picture that is shown: the first frame or page, or the primary item.

    ``width`` and ``height`` are pixels as the decoder gives them; ``orientation``, 1 to 8 as in
    EXIF, says how they are turned upright. ``exif`` is a TIFF structure, ``xmp`` are packets,
    ``iptc`` is IIM. ``unread`` says why some metadata could not be read, "" when all were.
    ``primaries`` and ``transfer`` are code points of ITU-T H.273, 2 where none is given.
    ``gamma`` is the exponent of a PNG's encoding (1 / 2.2 is usual), 0 where none is
    given; ``is_srgb`` says that its colours are sRGB, whatever the exponent.
    ``scans_from`` is where a progressive JPEG's scans begin, 0 in other pictures.
    ``coefficient_bytes`` is what a decoder holds of a JPEG in several scans, besides pixels.
    ``coded`` are the positions, begin and end, of the compressed pixels of AVIF and HEIC.
    """

    format: PictureFormat
    width: int
    height: int
    orientation: int = 1
    exif: bytes = b""
    xmp: list[bytes] = field(default_factory=list)
    iptc: bytes = b""
    has_profile: bool = False
    primaries: int = 2
    transfer: int = 2
    gamma: float = 0.0
    is_srgb: bool = False
    is_cmyk: bool = False
    is_animated: bool = False
    is_multipage: bool = False
    unread: str = ""
    scans_from: int = 0
    coefficient_bytes: int = 0
    coded: list[tuple[int, int]] = field(default_factory=list)
