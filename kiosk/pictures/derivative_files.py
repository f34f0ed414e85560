"""Derivatives on their way to the disk: what a renderer makes, and how it is written.

No decoder is imported: the program writes what a decoder in another process has made.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.pictures import tiles
from kiosk.pictures.naming import Derivative, Size, name_of, tiles_of


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedPicture:
    """A picture at display size, encoded: JPEG, or PNG where parts are transparent.

    ``digest`` is the hash of the master's content; ``colour`` is the average as ``rrggbb``;
    ``width`` and ``height`` are the master's, upright, and ``size`` is the picture's, in pixels.
    ``is_doubtful`` says that the master's data may be damaged.
    """

    digest: str
    width: int
    height: int
    opaque: bool
    colour: str
    size: Size
    content: bytes
    is_doubtful: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedTiles:
    """The tiles of a master, encoded, in the order of ``kiosk.pictures.tiles.all_levels``.

    The other fields are those of ``RenderedPicture``.
    """

    digest: str
    width: int
    height: int
    opaque: bool
    contents: Iterable[bytes]


def write_picture(made: RenderedPicture, folder: Path) -> Derivative:
    """Write a derivative below ``folder``. Raises OSError, as when the disk is full.

    The file is written under another name and renamed, so that a reader never sees half of it.
    """
    name = name_of(made.digest, made.size, opaque=made.opaque)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(made.content)
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return Derivative(
        digest=made.digest,
        name=name,
        size=len(made.content),
        colour=made.colour,
        opaque=made.opaque,
        width=made.width,
        height=made.height,
    )


def write_tiles(made: RenderedTiles, folder: Path) -> Derivative:
    """Write the tiles below ``folder``, one after the other as they are made.

    Raises OSError, and whatever making them raises; then no tile is left.
    """
    path = folder / tiles_of(made.digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=path.parent, suffix=".part"))
    written = 0
    places = tiles.all_levels(made.width, made.height)
    try:
        for (level, tile), content in zip(places, made.contents, strict=True):
            (unfinished / tiles.name(level, tile, opaque=made.opaque)).write_bytes(content)
            written += len(content)
        shutil.rmtree(path, ignore_errors=True)
        os.replace(unfinished, path)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return Derivative(
        digest=made.digest,
        name=tiles_of(made.digest),
        size=written,
        colour="",
        opaque=made.opaque,
        width=made.width,
        height=made.height,
    )
