"""Picture files without their metadata, byte by byte: no pixel is decoded.

Only what is known to be needed for pixels and colours is kept. ``orientation``, 1 to 8 as in EXIF,
is kept as the only entry of a new block of EXIF, unless it is 1. What stands behind the end of the
picture, such as a telephone's film or a second picture, is cut off.
"""

import struct
import zlib

from kiosk.domain import Message
from kiosk.pictures.errors import CutOffError, UnreadablePictureError

_PROFILE, _ADOBE = b"ICC_PROFILE\x00", b"Adobe"
# PNG (third edition) and APNG: pixels, palette, transparency, colours, pixel shape, animation.
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS iCCP sRGB gAMA cHRM".split()
    + b"cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_LOOP = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def clean_jpeg(content: bytes, orientation: int) -> bytes:
    """The segments of a JPEG (ITU-T T.81) that its pixels and colours need."""
    out, position = bytearray(content[:2]), 2
    is_first = True
    while True:
        marker, start = _next_marker(content, position)
        if marker == 0xD9:
            return bytes(out + b"\xff\xd9")
        if 0xD0 <= marker <= 0xD8 or marker == 0x01:
            out += bytes((0xFF, marker))
            position = start
            continue
        length = int.from_bytes(content[start : start + 2])
        end = start + length
        if length < 2 or end > len(content):
            raise CutOffError
        kept = _jpeg_segment(marker, content[start + 2 : end])
        if is_first and marker != 0xE0:
            # Behind JFIF's own segment, which has to be the first.
            out += _exif_segment(orientation)
            is_first = False
        if kept is not None:
            out += bytes((0xFF, marker)) + (len(kept) + 2).to_bytes(2) + kept
        position = end
        if marker == 0xDA:
            position = _end_of_scan(content, end)
            out += content[end:position]


def _next_marker(content: bytes, position: int) -> tuple[int, int]:
    """The next marker and the position behind it; bytes that only fill are passed over."""
    while position + 1 < len(content):
        if content[position] == 0xFF and content[position + 1] not in (0x00, 0xFF):
            return content[position + 1], position + 2
        position += 1
    raise CutOffError


def _end_of_scan(content: bytes, position: int) -> int:
    """The position of the first marker behind coded pixels."""
    while (position := content.find(b"\xff", position)) >= 0:
        following = content[position + 1 : position + 2]
        if not following:
            break
        if following[0] not in (0x00, 0xFF) and not 0xD0 <= following[0] <= 0xD7:
            return position
        position += 1
    raise CutOffError


def _jpeg_segment(marker: int, content: bytes) -> bytes | None:
    """What is kept of a segment, None for nothing."""
    if marker == 0xFE:
        return None
    if not 0xE0 <= marker <= 0xEF:
        return content
    if marker == 0xE0 and content.startswith(b"JFIF\x00"):
        # Without its small picture, which may show what was cropped.
        return content[:12] + b"\x00\x00"
    if marker == 0xE2 and content.startswith(_PROFILE):
        return content
    # Without it, the colours of CMYK and RGB would be read as others.
    return content[:12] if marker == 0xEE and content.startswith(_ADOBE) else None


def _exif(orientation: int) -> bytes:
    """A TIFF structure whose only entry says how the picture is turned upright."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def _exif_segment(orientation: int) -> bytes:
    if orientation == 1:
        return b""
    content = b"Exif\x00\x00" + _exif(orientation)
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2) + content


def clean_png(content: bytes, orientation: int) -> bytes:
    """The chunks of a PNG that its pixels and colours need."""
    out, position = bytearray(content[:8]), 8
    while True:
        length, kind = int.from_bytes(content[position : position + 4]), content[position + 4 :][:4]
        end = position + length + 12
        if end > len(content):
            raise CutOffError
        if kind in _PNG_KEPT:
            out += content[position:end]
        if kind == b"IHDR" and orientation != 1:
            body = b"eXIf" + _exif(orientation)
            out += (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
        if kind == b"IEND":
            return bytes(out)
        position = end


def clean_webp(content: bytes, orientation: int) -> bytes:
    """The chunks of a WebP that its pixels and colours need."""
    out, position = bytearray(), 12
    end = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while position + 8 <= end:
        kind, length = content[position : position + 4], content[position + 4 : position + 8]
        size = int.from_bytes(length, "little")
        body = content[position + 8 : position + 8 + size]
        if len(body) < size:
            raise CutOffError
        if kind == b"VP8X":
            flags = body[0] & ~(_WEBP_EXIF | _WEBP_XMP)
            body = bytes((flags | (_WEBP_EXIF if orientation != 1 else 0),)) + body[1:]
        if kind in _WEBP_KEPT:
            out += kind + length + body + bytes(size % 2)
        position += 8 + size + size % 2
    if orientation != 1:
        exif = _exif(orientation)
        out += b"EXIF" + len(exif).to_bytes(4, "little") + exif + bytes(len(exif) % 2)
    return b"RIFF" + (len(out) + 4).to_bytes(4, "little") + b"WEBP" + bytes(out)


def clean_gif(content: bytes, orientation: int) -> bytes:
    """The blocks of a GIF (89a) that its pixels need, and how often it is repeated."""
    position = 13 + _palette_bytes(content[10])
    out = bytearray(content[:position])
    while position < len(content):
        introducer = content[position]
        if introducer == 0x3B:
            return bytes(out + b"\x3b")
        if introducer == 0x21:
            end = _end_of_blocks(content, position + 2)
            label = content[position + 1]
            if label == 0xF9 or (label == 0xFF and content[position + 3 :][:11] in _LOOP):
                out += content[position:end]
        elif introducer == 0x2C:
            end = _end_of_blocks(
                content, position + 11 + _palette_bytes(content[position + 9 :][:1][0])
            )
            out += content[position:end]
        else:
            raise UnreadablePictureError(Message("it is damaged (an unknown block)"))
        position = end
    raise CutOffError


def _palette_bytes(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(content: bytes, position: int) -> int:
    while position < len(content):
        length = content[position]
        position += 1 + length
        if not length:
            return position
    raise CutOffError
