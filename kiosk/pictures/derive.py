"""Master file -> derivative at display size, made in this process."""

from pathlib import Path

from PIL import Image

from kiosk.pictures import render
from kiosk.pictures.damage import LEFT_OVER
from kiosk.pictures.derivative_files import write_picture, write_tiles
from kiosk.pictures.naming import Derivative, Size
from kiosk.pictures.sources import open_file

# Pixels. A picture is decoded whole, whatever the size that is wanted of it.
EXAMINED_BOX = (64, 64)


def derive(master: Path, box: Size, folder: Path) -> Derivative:
    """Write the derivative that fits ``box`` (pixels) below ``folder``.

    Raises OSError, ValueError or UnreadablePictureError when the master cannot be decoded, and
    OSError when the disk is full.
    """
    with open_file(master) as file:
        made = render.render_picture(file, box)
    return write_picture(made, folder)


def make_tiles(master: Path, folder: Path) -> Derivative:
    """Write the tiles of a master at all levels below ``folder``. Raises as ``derive`` does."""
    with open_file(master) as file:
        return write_tiles(render.render_tiles(file), folder)


def examine(master: Path) -> str:
    """Decode a picture whole and keep nothing. Returns why it may not be whole, or "".

    Raises as ``derive`` does.
    """
    with open_file(master) as file:
        doubtful = render.decode(file, EXAMINED_BOX).is_doubtful
        return LEFT_OVER if doubtful else render.find_warning(file)


def decode(master: Path, box: Size) -> tuple[Image.Image, Size]:
    """The picture that fits ``box``, upright and in sRGB, and the master's own size, all in pixels.

    Raises as ``derive`` does.
    """
    with open_file(master) as file:
        decoded = render.decode(file, box)
        return decoded.picture, decoded.size
