"""Words that a picture carries inside it: XMP first, then IPTC, then EXIF. Reading them never raises.

IPTC numbers are those of IIM 4.2, record 2; XMP names those of Dublin Core, Photoshop and the IPTC extension.
"""

import re
from dataclasses import dataclass
from html import unescape

from PIL import Image, ImageFile, IptcImagePlugin

_TITLE, _CAPTION, _BYLINE, _RIGHTS, _CREDIT = (2, 5), (2, 120), (2, 80), (2, 116), (2, 110)
_EXIF_TEXT, _EXIF_ARTIST, _EXIF_RIGHTS, _EXIF_OWNER = 0x010E, 0x013B, 0x8298, 0xA430
_EXIF_MORE = 0x8769
# Of the camera and its lens, by which pictures that were taken elsewhere can be found: Exif 2.32, DNG, and XMP's exifEX and aux.
_EXIF_SERIALS = (0xA431, 0xA435)
_DNG_SERIAL = 0xC62F
_XMP_SERIALS = (
    "exifEX:BodySerialNumber",
    "exifEX:LensSerialNumber",
    "aux:SerialNumber",
    "aux:LensSerialNumber",
)
_XMP_COORDINATES = ("exif:GPSLatitude", "exif:GPSLongitude", "exif:GPSDestLatitude")
# A country or a state endangers nobody; IPTC's sub-location is a building or a street.
_XMP_PLACES = (
    "Iptc4xmpCore:Location",
    "photoshop:City",
    "Iptc4xmpExt:Sublocation",
    "Iptc4xmpExt:City",
    "Iptc4xmpExt:LocationName",
)
_SUBLOCATION, _CITY = (2, 92), (2, 90)
_FAILURES = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    ArithmeticError,
)
# More than this is no caption; a label never has so many letters.
_MOST_LETTERS = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Captions:
    """``names`` are all persons named inside the file: makers, owners, and those who are to be seen; ``places`` are towns and buildings.

    ``has_coordinates`` when XMP tells where it was taken to the metre; ``has_serial`` when the camera or its lens can be known again.
    """

    title: str = ""
    artist: str = ""
    description: str = ""
    rights: str = ""
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    has_coordinates: bool = False
    has_serial: bool = False


def read_captions(picture: ImageFile.ImageFile) -> Captions:
    """The words of an opened picture."""
    xmp, iptc, exif = _xmp(picture), _iptc(picture), _exif(picture)
    creators = _all(xmp, "dc:creator")
    titles, texts, rights = (
        _all(xmp, "dc:title"),
        _all(xmp, "dc:description"),
        _all(xmp, "dc:rights"),
    )
    artist = ", ".join(creators) or iptc.get(_BYLINE, "") or exif.get(_EXIF_ARTIST, "")
    title = next(iter(titles), "") or iptc.get(_TITLE, "")
    text = next(iter(texts), "") or iptc.get(_CAPTION, "") or exif.get(_EXIF_TEXT, "")
    # EXIF has one field for both; a short one is a title.
    if not title and text == exif.get(_EXIF_TEXT) and len(text.split()) <= 12:
        title, text = text, ""
    names = [*creators, *_all(xmp, "Iptc4xmpExt:PersonInImage"), iptc.get(_BYLINE, "")]
    names += [
        exif.get(_EXIF_ARTIST, ""),
        exif.get(_EXIF_OWNER, ""),
        *_all(xmp, "aux:OwnerName"),
        *_all(xmp, "exifEX:CameraOwnerName"),
    ]
    places = [
        *(place for name in _XMP_PLACES for place in _all(xmp, name)),
        iptc.get(_SUBLOCATION, ""),
        iptc.get(_CITY, ""),
    ]
    return Captions(
        title=title,
        artist=artist,
        description=text,
        rights=next(iter(rights), "")
        or iptc.get(_RIGHTS, "")
        or iptc.get(_CREDIT, "")
        or exif.get(_EXIF_RIGHTS, ""),
        names=tuple(dict.fromkeys(name for name in names if name)),
        places=tuple(dict.fromkeys(place for place in places if place)),
        has_coordinates=any(_all(xmp, name) for name in _XMP_COORDINATES),
        has_serial=any(exif.get(tag, "") for tag in (*_EXIF_SERIALS, _DNG_SERIAL))
        or any(_all(xmp, name) for name in _XMP_SERIALS),
    )


def _xmp(picture: ImageFile.ImageFile) -> str:
    raw = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)


def _all(xmp: str, name: str) -> list[str]:
    """The entries of one XMP property, which may be an element or an attribute; the default language comes first as it is written first."""
    found = re.search(rf"<{name}\b[^>]*>(.{{0,{_MOST_LETTERS}}}?)</{name}>", xmp, re.DOTALL)
    if found:
        entries = re.findall(r"<rdf:li\b[^>]*>([^<]*)</rdf:li>", found[1]) or [found[1]]
    else:
        entries = [
            one or other
            for one, other in re.findall(rf"\s{name}\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')", xmp)
        ]
    return [words for entry in entries if (words := plain(unescape(entry)))]


def _iptc(picture: ImageFile.ImageFile) -> dict[tuple[int, int], str]:
    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except _FAILURES:
        return {}
    words = {}
    for key, value in found.items():
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, bytes):
            try:
                words[key] = plain(first.decode("utf-8"))
            except UnicodeDecodeError:
                words[key] = plain(first.decode("cp1252", "replace"))
    return words


def _exif(picture: ImageFile.ImageFile) -> dict[int, str]:
    try:
        exif: Image.Exif = picture.getexif()
        more = exif.get_ifd(_EXIF_MORE)
        values = {tag: exif.get(tag) for tag in (_EXIF_TEXT, _EXIF_ARTIST, _EXIF_RIGHTS)}
        values |= {tag: more.get(tag) for tag in (_EXIF_OWNER, *_EXIF_SERIALS)} | {
            _DNG_SERIAL: exif.get(_DNG_SERIAL)
        }
    except _FAILURES:
        return {}
    return {tag: plain(_utf8(value)) for tag, value in values.items() if isinstance(value, str)}


def _utf8(words: str) -> str:
    """EXIF knows ASCII only; programs write UTF-8 all the same, which Pillow reads as Latin-1."""
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


def plain(words: str) -> str:
    """One line without control signs."""
    return " ".join(
        "".join(
            " " if ord(sign) < 32 or sign == "\x7f" else sign for sign in words[:_MOST_LETTERS]
        ).split()
    )
