"""Master file -> derivative at display size: upright, in sRGB, free of metadata."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageFile

from kiosk.pictures import limits, tiles
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.headers.jpeg import check_scans, count_scans
from kiosk.pictures.headers.read import read_header
from kiosk.pictures.naming import Derivative, Size, fit, name_of, tiles_of
from kiosk.pictures.normalize import (
    SrgbConverter,
    is_turned,
    normalize_mode,
    profile_of,
    turn_upright,
)
from kiosk.pictures.open_picture import damage_as_errors, open_picture
from kiosk.pictures.sources import open_file

# With 4:4:4 chroma at this quality, a derivative looks like its master at screen distance.
JPEG_QUALITY = 95
# Tiles are shown in the master's own pixels, where quantisation is less visible.
TILE_QUALITY = 92


def derive(master: Path, box: Size, folder: Path) -> Derivative:
    """Write the derivative that fits ``box`` (pixels) below ``folder``.

    The file is written under another name and renamed, so that a reader never sees half of it.
    Raises OSError, ValueError or UnreadablePictureError when the master cannot be decoded, and
    OSError when the disk is full.
    """
    digest = digest_of(master)
    picture, (width, height) = decode(master, box)
    size = picture.size
    opaque = picture.mode == "RGB"
    name = name_of(digest, size, opaque=opaque)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            _save(picture, out, JPEG_QUALITY)
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return Derivative(
        digest=digest,
        name=name,
        size=path.stat().st_size,
        colour=average(picture),
        opaque=opaque,
        width=width,
        height=height,
    )


def decode(master: Path, box: Size) -> tuple[Image.Image, Size]:
    """The picture that fits ``box``, upright and in sRGB, and the master's own size, all in pixels.

    Raises as ``derive`` does.
    """
    with _open_upright(master) as (opened, header, turn):
        width, height = opened.size[::-1] if is_turned(turn) else opened.size
        size = fit(width, height, *box)
        stored = size[::-1] if is_turned(turn) else size
        # JPEG can be decoded at an eighth, a quarter or a half; Pillow takes none below the size
        # that is asked for.
        opened.draft(None, stored)
        picture = normalize_mode(opened)
        picture.load()
        if picture.size != stored:
            picture = picture.resize(stored, Image.Resampling.LANCZOS, reducing_gap=3.0)
        profile = profile_of(opened, header)
    return turn_upright(SrgbConverter(picture.mode, profile).to_srgb(picture), turn), (
        width,
        height,
    )


def make_tiles(master: Path, folder: Path) -> Derivative:
    """Write the tiles of a master at all levels below ``folder``. Raises as ``derive`` does."""
    digest = digest_of(master)
    with _open_upright(master) as (opened, header, turn):
        profile = profile_of(opened, header)
        picture = turn_upright(normalize_mode(opened), turn)
        picture.load()
    colours = SrgbConverter(picture.mode, profile)
    width, height = picture.size
    opaque = picture.mode != "RGBA"
    path = folder / tiles_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=path.parent, suffix=".part"))
    written = 0
    try:
        for level in range(tiles.levels(width, height)):
            if level:
                picture = picture.reduce(2)
            for tile in tiles.all_tiles(*picture.size):
                piece = colours.to_srgb(picture.crop(tile.box(*picture.size)))
                place = unfinished / tiles.name(level, tile, opaque=opaque)
                with place.open("wb") as out:
                    _save(piece, out, TILE_QUALITY)
                    written += out.tell()
        shutil.rmtree(path, ignore_errors=True)
        os.replace(unfinished, path)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return Derivative(
        digest=digest,
        name=tiles_of(digest),
        size=written,
        colour="",
        opaque=opaque,
        width=width,
        height=height,
    )


@contextmanager
def _open_upright(master: Path) -> Iterator[tuple[ImageFile.ImageFile, Header, int]]:
    """The picture, its header, and the orientation that its pixels have still to be turned by.

    Raises as ``derive`` does.
    """
    with open_file(master) as file:
        header = read_header(file)
        if header.scans_from:
            check_scans(_count_all_scans(file, header.scans_from))
        with open_picture(file, header) as opened, damage_as_errors():
            # Pillow turns TIFF while it loads, and gives its size as turned.
            is_upright = header.format is PictureFormat.TIFF
            yield opened, header, 1 if is_upright else header.orientation


def _count_all_scans(file: BinaryIO, begin: int) -> int:
    """The scans of a progressive JPEG from a position on, counted until they are too many."""
    file.seek(begin)
    scans, end = 0, b""
    while scans <= limits.MAX_SCANS and (block := file.read(1024**2)):
        scans += count_scans(end + block)
        end = block[-1:]
    return scans


def digest_of(master: Path) -> str:
    """The hash of a file's content, in hexadecimal."""
    with master.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


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


def _save(picture: Image.Image, out: object, quality: int) -> None:
    if picture.mode == "RGBA":
        picture.save(out, "PNG", compress_level=1)  # type: ignore[arg-type]
    else:
        picture.save(out, "JPEG", quality=quality, subsampling=0)  # type: ignore[arg-type]
