"""What pictures and derivatives are called, and how large these are. It needs no decoder, so that what is made already is found at once."""

from dataclasses import dataclass

# Raised whenever the same master comes to be painted differently.
PIPELINE = 2
Size = tuple[int, int]
# FORMAT's pictures, and those that cameras and programs write besides.
ENDINGS = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".avif", ".heic", ".heif", ".bmp"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Derivative:
    """What was written. ``name`` is relative to the folder; ``colour`` is the average (``rrggbb``), "" where it was not taken.

    ``width`` and ``height`` are the master's, upright, in pixels; ``size`` is in bytes.
    """

    digest: str
    name: str
    size: int
    colour: str
    opaque: bool
    width: int
    height: int


def fit(width: int, height: int, box_width: int, box_height: int) -> Size:
    """The largest whole-pixel size of this aspect inside the box; never larger than the master itself.

    All in pixels. The aspect is held to within half a pixel on the shorter side.
    """
    scale = min(box_width / width, box_height / height, 1.0)
    return max(1, round(width * scale)), max(1, round(height * scale))


def name_of(digest: str, size: Size, *, opaque: bool) -> str:
    """Where the derivative of this size lies, relative to the cache's folder."""
    return f"{digest[:2]}/{digest}/{size[0]}x{size[1]}.{'jpg' if opaque else 'png'}"


def width_of(name: str) -> int:
    """The width in pixels of a derivative of this name; 0 when it is a folder of tiles."""
    size = name.rpartition("/")[2].partition("x")[0]
    return int(size) if size.isdecimal() else 0


def tiles_of(digest: str) -> str:
    """Where the tiles lie, relative to the cache's folder."""
    return f"{digest[:2]}/{digest}/tiles"
