"""Names and sizes of derivatives.

No decoder is imported, so that cached derivatives are found at once.
"""

from dataclasses import dataclass

# Raise this number whenever a change of the code makes another derivative of the same master.
PIPELINE = 4
Size = tuple[int, int]
# The formats of docs/FORMAT.md, and those that cameras and programs write besides.
ENDINGS = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".avif", ".heic", ".heif", ".bmp"}
)
# Its first page is drawn, as the picture of an event only.
PDF_ENDING = ".pdf"


@dataclass(frozen=True, kw_only=True, slots=True)
class Derivative:
    """A file, or a folder of tiles, that was written.

    ``name`` is relative to the cache's folder; ``colour`` is the average (``rrggbb``), "" for
    tiles; ``width`` and ``height`` are the master's, upright, in pixels; ``size`` is in bytes.
    """

    digest: str
    name: str
    size: int
    colour: str
    opaque: bool
    width: int
    height: int


def fit(width: int, height: int, box_width: int, box_height: int) -> Size:
    """The largest whole-pixel size of this aspect inside the box; never larger than the master.

    All in pixels. The aspect is held to within half a pixel on the shorter side.
    """
    scale = min(box_width / width, box_height / height, 1.0)
    return max(1, round(width * scale)), max(1, round(height * scale))


def name_of(digest: str, size: Size, *, opaque: bool) -> str:
    """The path of a derivative of this size (pixels), relative to the cache's folder."""
    return f"{digest[:2]}/{digest}/{size[0]}x{size[1]}.{'jpg' if opaque else 'png'}"


def size_of(name: str) -> Size | None:
    """Width and height in pixels of a derivative of this name; None for a folder of tiles."""
    width, _, height = name.rpartition("/")[2].partition(".")[0].partition("x")
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else None


def tiles_of(digest: str) -> str:
    """The path of the folder of tiles, relative to the cache's folder."""
    return f"{digest[:2]}/{digest}/tiles"
