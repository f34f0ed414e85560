"""How much memory a decoder takes for a picture, by its header.

``tests/bench/decoder_memory.py`` measures it for each kind of picture.
"""

from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.naming import Size

# Bytes of a pixel in Pillow's modes; all other modes take four.
_PIXEL_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2, "I;16N": 2}
# Bytes of a pixel that these decoders take besides Pillow's own picture: WebP's draws on two
# canvases and hands over a third; the others hold planes, convert them, and hand over a copy.
_DECODER_BYTES = {PictureFormat.WEBP: 12, PictureFormat.AVIF: 12, PictureFormat.HEIF: 12}
# Pixels that are converted at a time: a large master is never held twice.
BAND_PIXELS = 16_000_000
# Bytes of the interpreter with its decoders; and of a band's pixel, cut, converted and scaled.
BASE_BYTES = 96 * 1024**2
_BAND_BYTES = 12
# Bytes of the largest part of a JPEG that is decoded at a half, a quarter or an eighth of its size.
DRAFT_BYTES = 256_000_000


def memory_needed(header: Header, size: Size, mode: str, *, with_tiles: bool = False) -> int:
    """Bytes of address space for decoding a picture of this size (pixels) and mode.

    ``size`` is what is decoded: smaller than the master where a JPEG is decoded at a part of it.
    """
    pixels = size[0] * size[1]
    needed = BASE_BYTES + _BAND_BYTES * min(pixels, BAND_PIXELS)
    needed += header.coefficient_bytes + pixels * _PIXEL_BYTES.get(mode, 4)
    if decoder := _DECODER_BYTES.get(header.format):
        needed += decoder * pixels
    elif with_tiles:
        # The next level, at half its size, is made while the master is there.
        needed += pixels
    return needed


def least_memory(header: Header) -> int:
    """Bytes of address space for decoding a picture at the size of a screen, at least."""
    if header.format is PictureFormat.JPEG:
        return BASE_BYTES + header.coefficient_bytes + (header.coefficient_bytes and DRAFT_BYTES)
    return memory_needed(header, (header.width, header.height), "RGB")
