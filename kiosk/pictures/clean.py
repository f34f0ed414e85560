"""A copy of a picture file without what is embedded beside its pixels and colours.

JPEG, PNG, GIF and WebP lose their segments, chunks and blocks, in AVIF and HEIC they are
overwritten, and no pixel changes. Pillow writes the others anew: TIFF and BMP without loss, and an
AVIF or HEIC that holds a film too as JPEG, or as PNG where it is transparent.
"""

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image

from kiosk.domain import Message
from kiosk.domain.bounds import RECORDING_BYTES
from kiosk.pictures.clean_bytes import clean_gif, clean_jpeg, clean_png, clean_webp
from kiosk.pictures.clean_isobmff import clean_isobmff
from kiosk.pictures.errors import UnreadablePictureError, too_large
from kiosk.pictures.file_kinds import NAMES, PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.headers.read import read_header
from kiosk.pictures.metadata.captions import read_captions
from kiosk.pictures.normalize import turn_upright
from kiosk.pictures.open_picture import damage_as_errors, open_picture
from kiosk.pictures.sources import MemorySource

# The largest file that is held in memory; a JPEG of 200 megapixels has some 100 MB.
LARGEST_BYTES = RECORDING_BYTES.limit
# Pillow's quality for a picture that has to be compressed again: no difference can be seen.
_QUALITY = 95
_LOSSLESS: dict[PictureFormat, Callable[[bytes, int], bytes]] = {
    PictureFormat.JPEG: clean_jpeg,
    PictureFormat.PNG: clean_png,
    PictureFormat.WEBP: clean_webp,
    PictureFormat.GIF: clean_gif,
    PictureFormat.AVIF: clean_isobmff,
    PictureFormat.HEIF: clean_isobmff,
}
# Of these the decoder turns the picture by itself, and what cannot be cleaned is written anew.
_ISOBMFF = frozenset((PictureFormat.AVIF, PictureFormat.HEIF))
_OPTIONS: dict[str, dict[str, Any]] = {
    "TIFF": {"compression": "tiff_deflate"},
    "JPEG": {"quality": _QUALITY, "subsampling": 0},
}
_TURN = 0x0112
# TIFF 6.0 and EXIF 2.3: description, maker, model, program, day, artist, host, rights, the
# directories of EXIF and GPS, and Windows' own entries.
_CAMERA_TAGS = frozenset(
    {
        *(0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x013C, 0x8298, 0x8769, 0x8825),
        *(0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F),
    }
)
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tif", "BMP": ".bmp"}


@dataclass(frozen=True, kw_only=True, slots=True)
class CleanCopy:
    """The content of the copy; ``removed`` names what the original had.

    ``suffix`` is the new ending where the format changed, else "". ``remarks`` tell what else is
    different from the original.
    """

    content: bytes
    removed: tuple[Message, ...]
    suffix: str = ""
    remarks: tuple[Message, ...] = ()


def clean_copy(content: bytes) -> CleanCopy:
    """The copy of a picture file. Raises UnreadablePictureError for a file that is none.

    The copy is read again: what it still holds of metadata, or another pixel, is an error.
    """
    if len(content) > LARGEST_BYTES:
        raise too_large(len(content), LARGEST_BYTES, "files")
    header = _header(content)
    removed = _metadata_in(header, content)
    copy = _lossless(content, header, removed)
    if copy is None:
        copy = _written_anew(content, header, removed)
    if left := _metadata_in(_header(copy.content), copy.content):
        raise UnreadablePictureError(
            Message("these data could not be taken out: {names}", names=", ".join(left))
        )
    return copy


def _lossless(content: bytes, header: Header, removed: tuple[Message, ...]) -> CleanCopy | None:
    """The copy without another pixel; None for a format that has to be written anew."""
    clean = _LOSSLESS.get(header.format)
    if clean is None:
        return None
    is_boxed = header.format in _ISOBMFF
    try:
        cleaned = clean(content, header.orientation)
        if _pixels(cleaned) != _pixels(content):
            raise UnreadablePictureError(Message("its copy would not have the same pixels"))
    except UnreadablePictureError:
        if is_boxed:
            return None
        raise
    keeps_turn = header.orientation != 1 and not is_boxed
    remark = Message("it keeps one entry of EXIF: how it is turned upright")
    return CleanCopy(content=cleaned, removed=removed, remarks=(remark,) if keeps_turn else ())


def _header(content: bytes) -> Header:
    # A real file: the header's reader asks the system for its size.
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return read_header(file)


def _metadata_in(header: Header, content: bytes) -> tuple[Message, ...]:
    """What is embedded, in the words of people who know cameras; not how it is turned."""
    words = read_captions(header, MemorySource(content))
    found = [
        (words.has_coordinates, Message("the place (GPS)")),
        (_has_camera_data(header, content), Message("camera data (EXIF)")),
        (any(header.xmp), Message("editing data (XMP)")),
        (bool(header.iptc), Message("captions (IPTC)")),
        (_has_comment(content, header), Message("comments")),
        (bool(header.unread), Message("data that cannot be read")),
    ]
    return tuple(name for is_there, name in found if is_there)


def _has_camera_data(header: Header, content: bytes) -> bool:
    """True for entries of EXIF other than how the picture is turned."""
    if header.format is PictureFormat.TIFF:
        with io.BytesIO(content) as file, open_picture(file, header) as picture:
            return not _CAMERA_TAGS.isdisjoint(getattr(picture, "tag_v2", ()))
    if not header.exif:
        return False
    read = Image.Exif()
    read.load(b"Exif\x00\x00" + header.exif)
    return set(read) > {_TURN} or (bool(read) and _TURN not in read)


def _has_comment(content: bytes, header: Header) -> bool:
    if header.format not in _LOSSLESS or header.format in _ISOBMFF:
        return False
    with io.BytesIO(content) as file, open_picture(file, header) as picture:
        if header.format is PictureFormat.PNG:
            with damage_as_errors():
                picture.load()
        return "comment" in picture.info or bool(getattr(picture, "text", None))


def _pixels(content: bytes) -> list[tuple[str, tuple[int, int], bytes]]:
    """Mode, size and bytes of each frame."""
    frames = []
    with (
        io.BytesIO(content) as file,
        open_picture(file, _header(content)) as picture,
        damage_as_errors(),
    ):
        for number in range(min(getattr(picture, "n_frames", 1), 2)):
            picture.seek(number)
            picture.load()
            frames.append((picture.mode, picture.size, picture.tobytes()))
    return frames


def _written_anew(content: bytes, header: Header, removed: tuple[Message, ...]) -> CleanCopy:
    with io.BytesIO(content) as file, open_picture(file, header) as opened, damage_as_errors():
        opened.load()
        # A copy, which carries none of the tags that Pillow would write along.
        picture = Image.frombytes(opened.mode, opened.size, opened.tobytes())
        if opened.mode in ("P", "PA"):
            picture.putpalette(opened.getpalette() or [])
        profile = opened.info.get("icc_profile")
    # Pillow has turned TIFF already, and its decoders of AVIF and HEIC turn by themselves.
    in_memory = header.format is PictureFormat.TIFF or header.format in _ISOBMFF
    picture = picture if in_memory else turn_upright(picture, header.orientation)
    kind = {PictureFormat.TIFF: "TIFF", PictureFormat.BMP: "BMP"}.get(
        header.format, "PNG" if picture.mode in ("RGBA", "LA") else "JPEG"
    )
    options: dict[str, Any] = dict(_OPTIONS.get(kind, {}))
    if profile and kind != "BMP":
        options["icc_profile"] = profile
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return CleanCopy(
        content=out.getvalue(),
        removed=removed,
        suffix="" if kind in header.format.value else _SUFFIXES[kind],
        remarks=tuple(_remarks(header, kind)),
    )


def _remarks(header: Header, kind: str) -> list[Message]:
    name = NAMES.get(header.format, header.format.value)
    remarks = [
        Message("it was a {name} and is a {kind} now, of the highest quality", name=name, kind=kind)
        if kind not in header.format.value
        else Message("it was written anew as {kind}, without loss", kind=kind)
    ]
    if header.is_multipage or header.is_animated:
        remarks.append(Message("only its first page is kept"))
    return remarks
