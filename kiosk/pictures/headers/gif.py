"""GIF: blocks up to the second frame."""

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.errors import CutOffError, UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.sources import Source

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_APPLICATION = 0xFF
_XMP = b"XMP DataXMP"
# A frame's blocks have 255 bytes at most, so they are read and passed over many at once.
_FIRST_WINDOW, _WINDOW = 1_024, 1024**2
# Bytes of the first frame within which the second one is looked for.
_MAX_FIRST_FRAME = 4 * 1024**2


def read_gif(source: Source) -> Header:
    """Read the header. Raises UnreadablePictureError."""
    start = source.read(6, 7)
    header = Header(
        format=PictureFormat.GIF,
        width=int.from_bytes(start[0:2], "little"),
        height=int.from_bytes(start[2:4], "little"),
    )
    position = 13 + _palette_bytes(start[4])
    frames = 0
    for _ in range(limits.MAX_PARTS):
        block = source.some(position, 1)
        if not block or block[0] == _TRAILER:
            break
        if block[0] == _EXTENSION:
            position = _pass_extension(source, header, position)
        elif block[0] == _IMAGE:
            frames += 1
            header.is_animated = frames > 1
            if header.is_animated or not (fields := source.some(position + 1, 9))[8:]:
                break
            past = _pass_blocks(source, position + 11 + _palette_bytes(fields[8]))
            if past is None:
                break
            position = past
        elif frames:
            break
        else:
            raise UnreadablePictureError(Message("it is damaged (an unknown block)"))
    else:
        raise UnreadablePictureError(
            Message("it has more than {most:,} parts", most=limits.MAX_PARTS)
        )
    if not frames:
        raise CutOffError
    return header


def _palette_bytes(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _pass_extension(source: Source, header: Header, position: int) -> int:
    start = source.some(position, 14)
    if start[1:2] == bytes((_APPLICATION,)) and start[3:14] == _XMP:
        window = source.some(position + 14, limits.MAX_METADATA_BYTES)
        # The packet is no chain of blocks; 258 bytes behind it lead readers of blocks to its end.
        end = window.find(b"\x01\xff\xfe\xfd\xfc")
        if end < 0:
            header.unread = Message("its XMP has no end")
        else:
            header.xmp.append(window[:end])
            return position + 14 + end + 258
    past = _pass_blocks(source, position + 2)
    return source.size if past is None else past


def _pass_blocks(source: Source, position: int) -> int | None:
    """The position behind a chain of blocks; None when its end is not found within the bound."""
    begin, window, limit = position, b"", position + _MAX_FIRST_FRAME
    ahead = _FIRST_WINDOW
    while position < limit:
        if position - begin >= len(window):
            begin, window = position, source.some(position, ahead)
            ahead = _WINDOW
            if not window:
                return None
        length = window[position - begin]
        position += 1 + length
        if not length:
            return position
    return None
