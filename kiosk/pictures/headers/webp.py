"""WebP: the chunks of a RIFF container."""

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.errors import CutOffError, UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.sources import Source

_ANIMATION = 0x02
_METADATA = (b"EXIF", b"XMP ")


def read_webp(source: Source) -> Header:
    """Read the header. Raises UnreadablePictureError."""
    header = _first_chunk(source)
    end = min(source.size, 8 + int.from_bytes(source.read(4, 4), "little"))
    if source.read(12, 4) != b"VP8X":
        return header
    position, frames = 12, 0
    for _ in range(limits.MAX_PARTS):
        chunk = source.some(position, 8)
        if len(chunk) < 8 or position >= end:
            break
        kind, length = chunk[:4], int.from_bytes(chunk[4:], "little")
        frames += kind == b"ANMF"
        header.has_profile = header.has_profile or kind == b"ICCP"
        if kind in _METADATA:
            _take(header, source, kind, position + 8, length)
        position += 8 + length + length % 2
    else:
        header.unread = Message("it has more than {most:,} parts", most=limits.MAX_PARTS)
    header.is_animated = frames > 1
    return header


def _take(header: Header, source: Source, kind: bytes, position: int, length: int) -> None:
    if length > limits.MAX_METADATA_BYTES:
        header.unread = Message("its metadata has {length:,} bytes", length=length)
        return
    try:
        content = source.read(position, length)
    except CutOffError:
        header.unread = Message("its metadata is cut off")
        return
    if kind == b"XMP ":
        header.xmp.append(content)
    else:
        header.exif = content.removeprefix(b"Exif\x00\x00")


def _first_chunk(source: Source) -> Header:
    kind, fields = source.read(12, 4), source.read(20, 10)
    if kind == b"VP8X":
        width = int.from_bytes(fields[4:7], "little") + 1
        height = int.from_bytes(fields[7:10], "little") + 1
    elif kind == b"VP8L" and fields[0] == 0x2F:
        packed = int.from_bytes(fields[1:5], "little")
        width, height = (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 " and fields[3:6] == b"\x9d\x01\x2a":
        width = int.from_bytes(fields[6:8], "little") & 0x3FFF
        height = int.from_bytes(fields[8:10], "little") & 0x3FFF
    else:
        raise UnreadablePictureError(Message("it is damaged (its size is missing)"))
    return Header(format=PictureFormat.WEBP, width=width, height=height)
