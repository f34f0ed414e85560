"""Open master -> encoded pictures: upright, in sRGB, free of metadata. Nothing is written.

All that happens here may happen in a process without rights: the master is an open file, and what
is made is returned as bytes.
"""

import hashlib
import io
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageFile

from kiosk.domain import Message
from kiosk.pictures import limits, tiles
from kiosk.pictures.counted_warnings import counted_warnings
from kiosk.pictures.damage import DAMAGED_PROFILE, check_data
from kiosk.pictures.decoder_memory import BAND_PIXELS, memory_needed
from kiosk.pictures.derivative_files import RenderedPicture, RenderedTiles
from kiosk.pictures.errors import COPY_AGAIN, SAVE_OPAQUE, UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.headers.jpeg import check_scans, count_scans
from kiosk.pictures.headers.read import IN_MEMORY, read_header
from kiosk.pictures.jpeg_warnings import is_damaged, is_doubtful, jpeg_warnings, mapped_bytes
from kiosk.pictures.naming import Size, fit
from kiosk.pictures.normalize import (
    SrgbConverter,
    has_damaged_profile,
    is_turned,
    normalize_mode,
    profile_of,
    scale_transparency,
    turn_upright,
)
from kiosk.pictures.open_picture import damage_as_errors, open_picture
from kiosk.pictures.pdf_page import draw_page, is_pdf

# With 4:4:4 chroma at this quality, a derivative looks like its master at screen distance.
JPEG_QUALITY = 95
# Tiles are shown in the master's own pixels, where quantisation is less visible.
TILE_QUALITY = 92
# Rows on each side of a row, at its own scale, that the filter takes in.
_LANCZOS_SUPPORT = 3
# Of 255; below it nothing of a picture is seen.
_LEAST_OPACITY = 8
_HASHED_BYTES = 1 << 18
# Told the bytes of memory that decoding takes, before it begins.
Admit = Callable[[int], None]


def _admit_all(needed: int) -> None:
    """In a process without a bound of memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A picture, its master's own size in pixels, and whether its data may be damaged."""

    picture: Image.Image
    size: Size
    is_doubtful: bool = False


def render_picture(file: BinaryIO, box: Size, admit: Admit = _admit_all) -> RenderedPicture:
    """The picture that fits ``box`` (pixels).

    Raises OSError, ValueError or UnreadablePictureError when the master cannot be decoded, and
    what ``admit`` raises.
    """
    digest = digest_of(file)
    decoded = decode(file, box, admit)
    picture, (width, height) = decoded.picture, decoded.size
    return RenderedPicture(
        digest=digest,
        width=width,
        height=height,
        opaque=picture.mode == "RGB",
        colour=average(picture),
        size=picture.size,
        content=_encode(picture, JPEG_QUALITY),
        is_doubtful=decoded.is_doubtful,
    )


def decode(file: BinaryIO, box: Size, admit: Admit = _admit_all) -> Decoded:
    """The picture that fits ``box`` (pixels), upright and in sRGB; of a PDF, its first page.

    Raises as ``render_picture`` does.
    """
    if is_pdf(file):
        page = draw_page(file, box, admit)
        return Decoded(picture=page.picture, size=page.size, is_doubtful=page.is_doubtful)
    with _open_upright(file) as (opened, header, turn):
        width, height = opened.size[::-1] if is_turned(turn) else opened.size
        size = fit(width, height, *box)
        stored = size[::-1] if is_turned(turn) else size
        # JPEG can be decoded at an eighth, a quarter or a half; Pillow takes none below the size
        # that is asked for.
        opened.draft(None, stored)
        admit(memory_needed(header, opened.size, opened.mode) + _asking_bytes(file, header))
        with counted_warnings() as count:
            opened.load()
        doubtful = header.format is PictureFormat.JPEG and count() != 0 and _check_decoded(file)
        picture = _scaled(opened, stored)
        profile = profile_of(opened, header)
    upright = turn_upright(SrgbConverter(picture.mode, profile).to_srgb(picture), turn)
    _refuse_invisible(upright)
    return Decoded(picture=upright, size=(width, height), is_doubtful=doubtful)


def _asking_bytes(file: BinaryIO, header: Header) -> int:
    """The memory that ``_check_decoded`` takes besides."""
    return mapped_bytes(file) if header.format is PictureFormat.JPEG else 0


def _check_decoded(file: BinaryIO) -> bool:
    """True where a JPEG's data may be damaged; raises UnreadablePictureError where they are."""
    warnings = jpeg_warnings(file)
    if is_damaged(warnings):
        raise UnreadablePictureError(
            Message("its data is damaged, and a part of it would be garbled"), COPY_AGAIN
        )
    return is_doubtful(warnings)


def _refuse_invisible(picture: Image.Image) -> None:
    """Raise UnreadablePictureError for a picture of which nothing would be seen."""
    if picture.mode != "RGBA":
        return
    _, most = picture.getchannel("A").getextrema()
    if isinstance(most, int | float) and most < _LEAST_OPACITY:
        raise UnreadablePictureError(
            Message("it is transparent all over, and nothing of it would be seen"), SAVE_OPAQUE
        )


def _scaled(picture: Image.Image, size: Size) -> Image.Image:
    """A picture in a mode of ``normalize_mode`` and at this size (pixels), band by band.

    A band is cut with the rows around it that the filter takes in, so that no seam shows.
    """
    width, height = picture.size
    if picture.size == size or width * height <= BAND_PIXELS:
        whole = normalize_mode(picture)
        return whole if whole.size == size else _resized(whole, size, (0, 0, width, height))
    scale = height / size[1]
    rows = max(1, int(BAND_PIXELS / width / scale))
    around = math.ceil(_LANCZOS_SUPPORT * max(1.0, scale)) + 1
    scaled = None
    for begin in range(0, size[1], rows):
        end = min(begin + rows, size[1])
        top = max(0, int(begin * scale) - around)
        bottom = min(height, math.ceil(end * scale) + around)
        piece = normalize_mode(picture.crop((0, top, width, bottom)))
        edges = (0, begin * scale - top, width, min(end * scale - top, bottom - top))
        band = _resized(piece, (size[0], end - begin), edges)
        if scaled is None:
            scaled = Image.new(band.mode, size)
        scaled.paste(band, (0, begin))
    if scaled is None:
        raise ValueError("it has no pixels")
    return scaled


def _resized(
    picture: Image.Image, size: Size, box: tuple[float, float, float, float]
) -> Image.Image:
    return picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def render_tiles(file: BinaryIO, admit: Admit = _admit_all) -> RenderedTiles:
    """The tiles of a master at all levels; each is made when it is taken.

    The file must stay open meanwhile. Raises as ``render_picture`` does, also while tiles are
    taken.
    """
    digest = digest_of(file)
    with _open_upright(file) as (opened, header, turn):
        profile = profile_of(opened, header)
        admit(memory_needed(header, opened.size, opened.mode, with_tiles=True))
        opened.load()
        master = _UprightMaster(opened, turn)
        sample = master.piece((0, 0, 1, 1))
        opaque = sample.mode != "RGBA"
        colours = SrgbConverter(sample.mode, profile)
    width, height = master.size
    return RenderedTiles(
        digest=digest,
        width=width,
        height=height,
        opaque=opaque,
        contents=_tile_contents(master, colours),
    )


class _UprightMaster:
    """A decoded picture as it is stored, of which pieces are taken as they stand upright."""

    def __init__(self, picture: Image.Image, turn: int) -> None:
        self._picture, self._turn = picture, turn
        self.size = picture.size[::-1] if is_turned(turn) else picture.size

    def piece(self, box: tuple[int, int, int, int]) -> Image.Image:
        """Left, top, right and bottom in pixels of the upright picture; in a normal mode."""
        cut = self._picture.crop(stored_box(box, self._picture.size, self._turn))
        return normalize_mode(turn_upright(cut, self._turn))

    def half(self) -> Image.Image:
        """The whole at half its size, made band by band."""
        width, height = self.size
        band = max(2, BAND_PIXELS // width // 2 * 2)
        half = None
        for top in range(0, height, band):
            piece = self.piece((0, top, width, min(top + band, height))).reduce(2)
            if half is None:
                half = Image.new(piece.mode, (piece.width, (height + 1) // 2))
            half.paste(piece, (0, top // 2))
        if half is None:
            raise ValueError("it has no pixels")
        return half

    def release(self) -> None:
        """Give the pixels' memory back."""
        self._picture = Image.new("1", (1, 1))


def stored_box(
    box: tuple[int, int, int, int], size: Size, orientation: int
) -> tuple[int, int, int, int]:
    """Where a box of the upright picture lies in the picture as it is stored, of this size."""
    left, top, right, bottom = box
    if orientation >= 5:
        left, top, right, bottom = top, left, bottom, right
    width, height = size
    if orientation in (2, 3, 7, 8):
        left, right = width - right, width - left
    if orientation in (3, 4, 6, 7):
        top, bottom = height - bottom, height - top
    return left, top, right, bottom


def _tile_contents(master: _UprightMaster, colours: SrgbConverter) -> Iterator[bytes]:
    width, height = master.size
    for tile in tiles.all_tiles(width, height):
        piece = master.piece(tile.box(width, height))
        yield _encode(colours.to_srgb(piece), TILE_QUALITY)
    picture = None
    for _ in range(1, tiles.levels(width, height)):
        if picture is None:
            picture = master.half()
            master.release()
        else:
            picture = picture.reduce(2)
        for tile in tiles.all_tiles(*picture.size):
            piece = picture.crop(tile.box(*picture.size))
            yield _encode(colours.to_srgb(piece), TILE_QUALITY)


@contextmanager
def _open_upright(file: BinaryIO) -> Iterator[tuple[ImageFile.ImageFile, Header, int]]:
    """The picture, its header, and the orientation that its pixels have still to be turned by.

    Raises OSError, ValueError or UnreadablePictureError.
    """
    header = read_header(file)
    if header.scans_from:
        check_scans(_count_all_scans(file, header.scans_from))
    file.seek(0)
    with open_picture(file, header) as opened, damage_as_errors():
        position = file.tell()
        check_data(file, header, getattr(opened, "tag_v2", {}))
        # Some of Pillow's decoders read on from where they are.
        file.seek(position)
        scale_transparency(opened)
        # Pillow turns TIFF while it loads, and gives its size as turned.
        is_upright = header.format is PictureFormat.TIFF
        yield opened, header, 1 if is_upright else header.orientation


def find_warning(file: BinaryIO) -> str:
    """Why a picture that can be decoded may not be whole, or not of its colours; "" when it is.

    No pixel is decoded, and nothing is looked for in a PDF. Raises as ``render_picture`` does.
    """
    if is_pdf(file):
        return ""
    header = read_header(file)
    if header.format in IN_MEMORY:
        return ""
    file.seek(0)
    with open_picture(file, header) as opened, damage_as_errors():
        warning = check_data(file, header, getattr(opened, "tag_v2", {}))
        return warning or (DAMAGED_PROFILE if has_damaged_profile(opened, header) else "")


def _count_all_scans(file: BinaryIO, begin: int) -> int:
    """The scans of a progressive JPEG from a position on, counted until they are too many."""
    file.seek(begin)
    scans, end = 0, b""
    while scans <= limits.MAX_SCANS and (block := file.read(1024**2)):
        scans += count_scans(end + block)
        end = block[-1:]
    return scans


def digest_of(file: BinaryIO) -> str:
    """The hash of an open file's content, in hexadecimal."""
    file.seek(0)
    digest = hashlib.blake2b(digest_size=16)
    while block := file.read(_HASHED_BYTES):
        digest.update(block)
    return digest.hexdigest()


def average(picture: Image.Image) -> str:
    """The mean colour as ``rrggbb``; transparent parts count by their opacity."""
    red, green, blue, alpha = picture.resize((32, 32), Image.Resampling.BOX).convert("RGBA").split()
    weights = list(alpha.tobytes())
    total = sum(weights) or 1
    means = (
        sum(value * weight for value, weight in zip(band.tobytes(), weights, strict=True)) // total
        for band in (red, green, blue)
    )
    return "".join(f"{mean:02x}" for mean in means)


def _encode(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    if picture.mode == "RGBA":
        # Without the profile of sRGB that the conversion leaves, with the time of its making.
        picture.save(out, "PNG", compress_level=1, icc_profile=None)
    else:
        picture.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
