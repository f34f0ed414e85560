"""JPEG: segments up to the first scan."""

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.errors import SAVE_AS_JPEG, CutOffError, UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.metadata.iptc import from_photoshop_blocks
from kiosk.pictures.sources import Source

_EXIF, _XMP = b"Exif\x00", b"http://ns.adobe.com/xap/1.0/\x00"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\x00"
_PHOTOSHOP, _PROFILE = b"Photoshop 3.0\x00", b"ICC_PROFILE\x00"
# Start of frame: all but DHT (C4), JPG (C8) and DAC (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
# From here on frames have arithmetic coding: few programs read it, and flipped bits become other
# pixels without a warning.
_ARITHMETIC = 0xC9
_SCAN, _END = 0xDA, 0xD9
# Bytes between two segments that only fill.
_MAX_FILL = 65_536
# Bytes of the scans that are searched for the beginning of further scans when a header is read.
_WINDOW = 65_536


class _Parts:
    """What the application segments hold, put together."""

    def __init__(self) -> None:
        self.exif = self.photoshop = b""
        self.xmp: list[bytes] = []
        self.has_profile = False
        self.unread = ""
        self._more: dict[bytes, bytearray] = {}

    def take(self, marker: int, content: bytes) -> None:
        """Keep an application segment's content."""
        if marker == 0xE1 and content.startswith(_EXIF):
            self.exif += content[6:]
        elif marker == 0xE1 and content.startswith(_XMP):
            self.xmp.append(content[len(_XMP) :])
        elif marker == 0xE1 and content.startswith(_MORE_XMP):
            self._take_more_xmp(content[len(_MORE_XMP) :])
        elif marker == 0xED and content.startswith(_PHOTOSHOP):
            self.photoshop += content[len(_PHOTOSHOP) :]
        elif marker == 0xE2 and content.startswith(_PROFILE):
            self.has_profile = True

    def _take_more_xmp(self, content: bytes) -> None:
        """A part of extended XMP: 32 letters of a digest, the whole's size, the part's offset."""
        digest, offset = content[:32], int.from_bytes(content[36:40])
        whole = self._more.setdefault(digest, bytearray())
        part = content[40:]
        if offset + len(part) > limits.MAX_METADATA_BYTES or len(self._more) > 4:
            self.unread = Message(
                "its XMP is longer than {value} MB", value=limits.MAX_METADATA_BYTES // 1024**2
            )
            return
        if offset + len(part) > len(whole):
            whole.extend(bytes(offset + len(part) - len(whole)))
        whole[offset : offset + len(part)] = part

    def all_xmp(self) -> list[bytes]:
        """Every packet, extended ones after the main one."""
        return [*self.xmp, *(bytes(whole) for whole in self._more.values())]


def read_jpeg(source: Source) -> Header:
    """Read the header. Raises UnreadablePictureError."""
    parts, frame, position = _Parts(), None, 2
    for _ in range(limits.MAX_PARTS):
        marker, position = _next_marker(source, position)
        if marker == _END:
            break
        if 0xD0 <= marker <= 0xD8 or marker == 0x01:
            continue
        length = int.from_bytes(source.read(position, 2))
        if length < 2:
            raise UnreadablePictureError(Message("it is damaged (a segment without length)"))
        if marker == _SCAN:
            if frame is None:
                break
            return _header(source, parts, frame, position)
        if marker in _FRAMES:
            frame = (marker, source.read(position + 2, min(length - 2, 18)))
        elif 0xE0 <= marker <= 0xEF:
            parts.take(marker, source.read(position + 2, length - 2))
        position += length
    else:
        raise UnreadablePictureError(
            Message("it has more than {most:,} segments", most=limits.MAX_PARTS)
        )
    raise UnreadablePictureError(Message("it is damaged (no pixels follow its header)"))


def _next_marker(source: Source, position: int) -> tuple[int, int]:
    """The next marker and the position behind it."""
    found = source.read(position, 2)
    if found[0] != 0xFF:
        raise UnreadablePictureError(Message("it is damaged (a segment is missing)"))
    if found[1] not in (0xFF, 0x00):
        return found[1], position + 2
    fill = source.some(position, _MAX_FILL)
    for number in range(1, len(fill)):
        if fill[number] not in (0xFF, 0x00):
            if fill[number - 1] != 0xFF:
                break
            return fill[number], position + number + 1
    if len(fill) < _MAX_FILL:
        raise CutOffError
    raise UnreadablePictureError(Message("it is damaged (a segment is missing)"))


def _header(source: Source, parts: _Parts, frame: tuple[int, bytes], scans_from: int) -> Header:
    marker, fields = frame
    if marker >= _ARITHMETIC:
        raise UnreadablePictureError(
            Message(
                "it is a JPEG of a rare kind (arithmetic coding), in which damage cannot be seen"
            ),
            SAVE_AS_JPEG,
        )
    if len(fields) < 6:
        raise UnreadablePictureError(Message("it is damaged (its size is missing)"))
    is_progressive = marker in _PROGRESSIVE
    if is_progressive:
        first = source.some(scans_from, _WINDOW)
        last = source.some(max(scans_from + _WINDOW, source.size - _WINDOW), _WINDOW)
        check_scans(count_scans(first) + count_scans(last))
    return Header(
        format=PictureFormat.JPEG,
        width=int.from_bytes(fields[3:5]),
        height=int.from_bytes(fields[1:3]),
        exif=parts.exif,
        xmp=parts.all_xmp(),
        iptc=from_photoshop_blocks(parts.photoshop),
        has_profile=parts.has_profile,
        is_cmyk=fields[5] == 4,
        unread=parts.unread,
        scans_from=scans_from if is_progressive else 0,
        coefficient_bytes=_coefficient_bytes(fields)
        if is_progressive or source.read(scans_from + 2, 1)[0] < fields[5]
        else 0,
    )


def _coefficient_bytes(fields: bytes) -> int:
    """What a decoder holds until the last of several scans: two bytes for each sample.

    ``fields`` are those of the frame: precision, height, width, number of components, and for each
    of them its name, its factors of sampling across and down, and its table.
    """
    height, width = int.from_bytes(fields[1:3]), int.from_bytes(fields[3:5])
    factors = [(byte >> 4, byte & 15) for byte in fields[7::3]]
    if not factors:
        return 0
    across, down = (max(1, *(factor[side] for factor in factors)) for side in (0, 1))
    samples = sum(width * one * height * other for one, other in factors) // (across * down)
    return 2 * samples


def count_scans(coded: bytes) -> int:
    """The number of scans that begin in these bytes; between scans no such mark can stand."""
    return coded.count(b"\xff\xda")


def check_scans(count: int) -> None:
    """Raise UnreadablePictureError when a picture has more scans than ``limits`` allows."""
    if count > limits.MAX_SCANS:
        raise UnreadablePictureError(
            Message(
                "it is in more than {most} layers (progressive JPEG)",
                most=limits.MAX_SCANS,
            )
        )
