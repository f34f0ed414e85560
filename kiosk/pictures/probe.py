"""A picture's size and embedded words, read from its header alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kiosk.pictures.errors import CutOffError, UnreadablePictureError
from kiosk.pictures.file_kinds import ENDINGS_OF, NAMES, PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.headers.read import IN_MEMORY, read_header
from kiosk.pictures.metadata.captions import read_captions
from kiosk.pictures.sources import FileBelow, FileSource, HeaderReader, open_file

__all__ = ["FileBelow", "Probe", "UnreadablePictureError", "probe"]

# The bytes that end a complete file, and within how many bytes of its end they stand.
_END_MARKERS = {
    PictureFormat.JPEG: b"\xff\xd9",
    PictureFormat.PNG: b"IEND",
    PictureFormat.GIF: b"\x3b",
}
_NEAR_END = 65_536
_TURNED = (5, 6, 7, 8)


@dataclass(frozen=True, kw_only=True, slots=True)
class Probe:
    """A picture's header. ``width`` and ``height`` are in pixels, upright.

    ``has_location`` when coordinates are embedded; ``person_names``, ``place_names`` and
    ``has_serial_number`` are as in ``Captions``. Of an animation (``is_animated``) and of several
    pages (``is_multipage``) the first frame or page is shown. The colours of CMYK without a profile
    (``has_unprofiled_cmyk``) are a guess. ``unread_metadata`` says why metadata could not be read,
    so that a place or a name may be in it unseen. ``real_format`` names the format of a file whose
    name says another.
    """

    width: int
    height: int
    title: str = ""
    artist: str = ""
    description: str = ""
    rights: str = ""
    person_names: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    has_location: bool = False
    has_serial_number: bool = False
    is_animated: bool = False
    is_multipage: bool = False
    has_unprofiled_cmyk: bool = False
    unread_metadata: str = ""
    real_format: str = ""


def probe(place: Path | FileBelow) -> Probe:
    """Read the header, and check that the file is complete.

    No decoder sees the pixels, and what is read of the file is bounded by ``limits``. Raises
    UnreadablePictureError, or OSError.
    """
    with open_file(place) as file:
        return _probe(file, place.suffix)


def _probe(file: BinaryIO, suffix: str) -> Probe:
    header = read_header(file)
    _check_with_pillow(file, header)
    source = FileSource(file)
    _check_end(source, header)
    words = read_captions(header, source)
    width, height = header.width, header.height
    if header.orientation in _TURNED:
        width, height = height, width
    misnamed = suffix.casefold() not in ENDINGS_OF[header.format]
    return Probe(
        width=width,
        height=height,
        title=words.title,
        artist=words.artist,
        description=words.description,
        rights=words.rights,
        person_names=words.person_names,
        place_names=words.place_names,
        has_location=words.has_coordinates,
        has_serial_number=words.has_serial_number,
        is_animated=header.is_animated,
        is_multipage=header.is_multipage,
        has_unprofiled_cmyk=header.is_cmyk and not header.has_profile,
        unread_metadata=words.unread,
        real_format=NAMES.get(header.format, str(header.format)) if misnamed else "",
    )


def _check_with_pillow(file: BinaryIO, header: Header) -> None:
    """Ask Pillow whether it knows this kind of pixels; it reads the header within our budget.

    WebP, AVIF and HEIC would be loaded whole.
    """
    if header.format in IN_MEMORY:
        return
    # Imported here, because a start from the cache opens no picture.
    from kiosk.pictures.open_picture import open_picture

    with open_picture(HeaderReader(FileSource(file)), header):
        pass


def _check_end(source: FileSource, header: Header) -> None:
    marker = _END_MARKERS.get(header.format)
    if marker and marker not in source.some(max(0, source.size - _NEAR_END), _NEAR_END):
        raise CutOffError
    if header.format is PictureFormat.WEBP:
        declared = 8 + int.from_bytes(source.read(4, 4), "little")
        if declared > source.size:
            raise CutOffError
