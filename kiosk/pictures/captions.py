"""Captions embedded in a picture: XMP first, then IPTC, then EXIF. Reading them never raises.

IPTC numbers are those of IIM 4.2, record 2; XMP names those of Dublin Core, Photoshop and the IPTC
extension.
"""

import re
from dataclasses import dataclass
from html import unescape

from PIL import Image, ImageFile, IptcImagePlugin

_TITLE, _CAPTION, _BYLINE, _RIGHTS, _CREDIT = (2, 5), (2, 120), (2, 80), (2, 116), (2, 110)
_EXIF_TEXT, _EXIF_ARTIST, _EXIF_RIGHTS, _EXIF_OWNER = 0x010E, 0x013B, 0x8298, 0xA430
_EXIF_MORE = 0x8769
# Serial numbers of the camera and its lens, by which pictures published elsewhere can be found:
# Exif 2.32, DNG, and XMP's exifEX and aux.
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
# Letters. A longer text is no caption.
_MAX_LETTERS = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Captions:
    """A picture's embedded captions.

    ``person_names`` are all persons named in the file: makers, owners, and those depicted;
    ``place_names`` are towns and buildings. ``has_coordinates`` when XMP holds coordinates;
    ``has_serial_number`` when the camera's or the lens's serial number is there.
    """

    title: str = ""
    artist: str = ""
    description: str = ""
    rights: str = ""
    person_names: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    has_coordinates: bool = False
    has_serial_number: bool = False


def read_captions(picture: ImageFile.ImageFile) -> Captions:
    """Read the captions of an opened picture."""
    xmp, iptc, exif = _xmp(picture), _iptc(picture), _exif(picture)
    creators = _xmp_values(xmp, "dc:creator")
    titles, texts, rights = (
        _xmp_values(xmp, "dc:title"),
        _xmp_values(xmp, "dc:description"),
        _xmp_values(xmp, "dc:rights"),
    )
    artist = ", ".join(creators) or iptc.get(_BYLINE, "") or exif.get(_EXIF_ARTIST, "")
    title = next(iter(titles), "") or iptc.get(_TITLE, "")
    text = next(iter(texts), "") or iptc.get(_CAPTION, "") or exif.get(_EXIF_TEXT, "")
    # EXIF has one field for both; a short one is a title.
    if not title and text == exif.get(_EXIF_TEXT) and len(text.split()) <= 12:
        title, text = text, ""
    names = [*creators, *_xmp_values(xmp, "Iptc4xmpExt:PersonInImage"), iptc.get(_BYLINE, "")]
    names += [
        exif.get(_EXIF_ARTIST, ""),
        exif.get(_EXIF_OWNER, ""),
        *_xmp_values(xmp, "aux:OwnerName"),
        *_xmp_values(xmp, "exifEX:CameraOwnerName"),
    ]
    places = [
        *(place for name in _XMP_PLACES for place in _xmp_values(xmp, name)),
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
        person_names=tuple(dict.fromkeys(name for name in names if name)),
        place_names=tuple(dict.fromkeys(place for place in places if place)),
        has_coordinates=any(_xmp_values(xmp, name) for name in _XMP_COORDINATES),
        has_serial_number=any(exif.get(tag, "") for tag in (*_EXIF_SERIALS, _DNG_SERIAL))
        or any(_xmp_values(xmp, name) for name in _XMP_SERIALS),
    )


def _xmp(picture: ImageFile.ImageFile) -> str:
    raw = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)


def _xmp_values(xmp: str, name: str) -> list[str]:
    """The entries of one XMP property, which may be an element or an attribute.

    The default language comes first, because it is written first.
    """
    found = re.search(rf"<{name}\b[^>]*>(.{{0,{_MAX_LETTERS}}}?)</{name}>", xmp, re.DOTALL)
    if found:
        entries = re.findall(r"<rdf:li\b[^>]*>([^<]*)</rdf:li>", found[1]) or [found[1]]
    else:
        entries = [
            one or other
            for one, other in re.findall(rf"\s{name}\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')", xmp)
        ]
    return [words for entry in entries if (words := single_line(unescape(entry)))]


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
                words[key] = single_line(first.decode("utf-8"))
            except UnicodeDecodeError:
                words[key] = single_line(first.decode("cp1252", "replace"))
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
    return {
        tag: single_line(_utf8(value)) for tag, value in values.items() if isinstance(value, str)
    }


def _utf8(words: str) -> str:
    """Repair UTF-8 that a program wrote into EXIF, which Pillow reads as Latin-1."""
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


def single_line(words: str) -> str:
    """Join the words into one line without control characters."""
    return " ".join(
        "".join(
            " " if ord(sign) < 32 or sign == "\x7f" else sign for sign in words[:_MAX_LETTERS]
        ).split()
    )
