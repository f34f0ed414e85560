"""AVIF and HEIC without EXIF and XMP: every other byte stays at its place, so no pixel changes.

The boxes say where each part lies in the file. So nothing is taken out: what is embedded is
overwritten with zeros, and its item gets a kind that no reader knows.
"""

from __future__ import annotations

from kiosk.domain import Message
from kiosk.pictures.errors import CutOffError, UnreadablePictureError
from kiosk.pictures.headers.isobmff import boxes_of, metadata_places
from kiosk.pictures.sources import MemorySource

# ISO 14496-12 and 23008-12: what a picture that stands still needs. All else may tell of a person:
# the makers' own boxes, and the film that some telephones put behind the picture.
_OF_THE_FILE = frozenset((b"ftyp", b"meta", b"mdat", b"idat"))
_OF_THE_META = frozenset(
    (b"hdlr", b"dinf", b"pitm", b"iinf", b"iloc", b"iref", b"iprp", b"idat", b"ipro", b"grpl")
)
# Words about the picture, and its moments of creation and change.
_TELLING_PROPERTIES = frozenset((b"udes", b"crtt", b"mdft", b"altt", b"uuid"))
_NOTHING = b"free"
_XMP_TYPE, _NO_TYPE = b"application/rdf+xml", b"application/x-empty"


def clean_isobmff(content: bytes, _orientation: int) -> bytes:
    """The file without metadata. Raises UnreadablePictureError for one that has to be rewritten.

    How it is turned is a property of the picture, and stays.
    """
    source, cleaned = MemorySource(content), bytearray(content)
    metas = []
    for kind, kind_at, begin, end in boxes_of(source, 0, len(content)):
        if kind == b"moov":
            raise UnreadablePictureError(Message("it is a film, or holds one"))
        if kind == b"meta":
            metas.append((begin, end))
        elif kind not in _OF_THE_FILE:
            _blank(cleaned, kind_at, begin, end)
    if len(metas) != 1:
        raise UnreadablePictureError(Message("it is damaged (it holds no picture)"))
    _clean_meta(cleaned, source, *metas[0])
    return bytes(cleaned)


def _clean_meta(cleaned: bytearray, source: MemorySource, begin: int, end: int) -> None:
    meta = source.read(begin, end - begin)
    for place in metadata_places(meta, source):
        for at, length in place.extents:
            first = begin + at if place.in_box else at
            # A length of 0 means: to the end of the file.
            last = first + length if length else len(cleaned)
            if last > len(cleaned):
                raise CutOffError
            cleaned[first:last] = bytes(last - first)
        at = begin + place.kind_at
        if place.is_xmp:
            at = cleaned.index(_XMP_TYPE, at, end)
            cleaned[at : at + len(_NO_TYPE)] = _NO_TYPE
        elif place.kind == b"Exif":
            cleaned[at : at + len(_NOTHING)] = _NOTHING
    # The first four bytes of the box are its version.
    for kind, kind_at, inner, inner_end in boxes_of(source, begin + 4, end):
        if kind not in _OF_THE_META:
            _blank(cleaned, kind_at, inner, inner_end)
        elif kind == b"iprp":
            _clean_properties(cleaned, source, inner, inner_end)


def _clean_properties(cleaned: bytearray, source: MemorySource, begin: int, end: int) -> None:
    for kind, _, inner, inner_end in boxes_of(source, begin, end):
        if kind != b"ipco":
            continue
        for name, name_at, first, last in boxes_of(source, inner, inner_end):
            if name in _TELLING_PROPERTIES:
                _blank(cleaned, name_at, first, last)


def _blank(cleaned: bytearray, kind_at: int, begin: int, end: int) -> None:
    """Give a box a kind without a meaning, and zeros for its content."""
    cleaned[kind_at : kind_at + len(_NOTHING)] = _NOTHING
    cleaned[begin:end] = bytes(end - begin)
