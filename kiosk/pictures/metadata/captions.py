"""Captions embedded in a picture: XMP first, then IPTC, then EXIF. Reading them never raises.

IPTC numbers are those of IIM 4.2, record 2; XMP names those of Dublin Core, Photoshop and the IPTC
extension.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from kiosk.domain import Message
from kiosk.domain.normal_form import normalized
from kiosk.pictures import limits
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.metadata import exif, xmp
from kiosk.pictures.metadata.exif import Directory
from kiosk.pictures.metadata.iptc import read_iptc
from kiosk.pictures.metadata.machine_names import (
    is_machine_artist,
    is_machine_caption,
    is_serial_name,
)
from kiosk.pictures.sources import MemorySource, Source

_TITLE, _CAPTION, _BYLINE, _RIGHTS, _CREDIT = (2, 5), (2, 120), (2, 80), (2, 116), (2, 110)
_SUBLOCATION, _CITY = (2, 92), (2, 90)
# A description in EXIF of so many words is a title.
_TITLE_WORDS = 12
_EXIF_TEXT, _EXIF_ARTIST, _EXIF_RIGHTS, _EXIF_OWNER = 0x010E, 0x013B, 0x8298, 0xA430
_EXIF_XMP, _EXIF_IPTC = 0x02BC, 0x83BB
# Serial numbers of the camera and its lens, by which pictures published elsewhere can be found:
# Exif 2.32, DNG, and XMP's exifEX and aux.
_EXIF_SERIALS = (0xA431, 0xA435)
_DNG_SERIAL = 0xC62F
# Entries of a GPS directory that are no place: the version, the time and the date of the fix, and
# the correction.
_NO_PLACE = frozenset((0x00, 0x07, 0x1D, 0x1E))
_XMP_SERIALS = (
    (xmp.EXIF_EX, "BodySerialNumber"),
    (xmp.EXIF_EX, "LensSerialNumber"),
    (xmp.EXIF_AUX, "SerialNumber"),
    (xmp.EXIF_AUX, "LensSerialNumber"),
)
# Names of coordinates, in EXIF's namespace and in those of makers of drones and telephones.
_COORDINATES = frozenset(
    ("gpslatitude", "gpslongitude", "gpslongtitude", "gpsdestlatitude", "gpsdestlongitude")
)
_GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
# A country or a state endangers nobody; IPTC's sub-location is a building or a street.
_XMP_PLACES = (
    (xmp.IPTC_CORE, "Location"),
    (xmp.PHOTOSHOP, "City"),
    (xmp.IPTC_EXTENSION, "Sublocation"),
    (xmp.IPTC_EXTENSION, "City"),
    (xmp.IPTC_EXTENSION, "LocationName"),
)
_XMP_PERSONS = (
    (xmp.IPTC_EXTENSION, "PersonInImage"),
    (xmp.IPTC_EXTENSION, "PersonName"),
    # Faces marked in Windows and in Picasa, Lightroom or digiKam.
    ("http://ns.microsoft.com/photo/1.2/t/Region#", "PersonDisplayName"),
    ("http://www.metadataworkinggroup.com/schemas/regions/", "Name"),
    (xmp.EXIF_AUX, "OwnerName"),
    (xmp.EXIF_EX, "CameraOwnerName"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Captions:
    """A picture's embedded captions.

    ``person_names`` are all persons named in the file: makers, owners, and those depicted;
    ``place_names`` are towns and buildings. ``has_coordinates`` when EXIF or XMP holds coordinates;
    ``has_serial_number`` when the camera's or the lens's serial number is there. ``unread`` says
    why something could not be read, "" when all was.
    """

    title: str = ""
    artist: str = ""
    description: str = ""
    rights: str = ""
    person_names: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    has_coordinates: bool = False
    has_serial_number: bool = False
    unread: str = ""


@dataclass(slots=True)
class _Exif:
    texts: dict[int, str] = field(default_factory=dict)
    xmp: bytes = b""
    iptc: bytes = b""
    has_place: bool = False
    unread: str = ""


def read_captions(header: Header, file: Source) -> Captions:
    """Read the captions of a picture; ``file`` is the whole file, for TIFF."""
    is_tiff = header.format is PictureFormat.TIFF
    found = _read_exif(file if is_tiff else MemorySource(header.exif))
    packets = header.xmp if is_tiff or not found.xmp else [*header.xmp, found.xmp]
    values, unread_xmp = _read_xmp(packets)
    iptc = {key: single_line(text) for key, text in read_iptc(header.iptc or found.iptc).items()}
    texts = found.texts

    def first(name: str) -> str:
        return next(iter(values.get((xmp.DC, name), [])), "")

    creators = values.get((xmp.DC, "creator"), [])
    artist = _first_of_persons(
        ", ".join(creators), iptc.get(_BYLINE, ""), texts.get(_EXIF_ARTIST, "")
    )
    title = _first_of_persons(first("title"), iptc.get(_TITLE, ""))
    text = _first_of_persons(first("description"), iptc.get(_CAPTION, ""))
    exif_text = texts.get(_EXIF_TEXT, "")
    if is_machine_caption(exif_text, in_exif=True):
        exif_text = ""
    # EXIF has one field for both; a short one is a title. Cameras copy it into the others.
    is_short = len(exif_text.split()) <= _TITLE_WORDS
    if exif_text and not title and is_short and text in ("", exif_text):
        title, text = exif_text, ""
    text = text or ("" if title == exif_text else exif_text)
    names = [
        *creators,
        *(name for key in _XMP_PERSONS for name in values.get(key, [])),
        iptc.get(_BYLINE, ""),
        texts.get(_EXIF_ARTIST, ""),
        texts.get(_EXIF_OWNER, ""),
    ]
    places = [
        *(place for key in _XMP_PLACES for place in values.get(key, [])),
        iptc.get(_SUBLOCATION, ""),
        iptc.get(_CITY, ""),
    ]
    return Captions(
        title=title,
        artist=artist,
        description=text,
        rights=first("rights")
        or iptc.get(_RIGHTS, "")
        or iptc.get(_CREDIT, "")
        or texts.get(_EXIF_RIGHTS, ""),
        person_names=tuple(dict.fromkeys(name for name in names if name)),
        place_names=tuple(dict.fromkeys(place for place in places if place)),
        has_coordinates=found.has_place or any(_is_coordinate(*key) for key in values),
        has_serial_number=any(texts.get(tag, "") for tag in (*_EXIF_SERIALS, _DNG_SERIAL))
        or any(values.get(key) for key in _XMP_SERIALS),
        unread=header.unread or unread_xmp or found.unread,
    )


def _first_of_persons(*words: str) -> str:
    """The first words that a person wrote and no machine; "" if there are none."""
    return next(
        (
            one
            for one in words
            if one
            and not is_machine_caption(one)
            and not is_serial_name(one)
            and not is_machine_artist(one)
        ),
        "",
    )


def _is_coordinate(namespace: str, name: str) -> bool:
    return name.casefold() in _COORDINATES or (namespace == _GEO and name in ("lat", "long"))


def _read_xmp(packets: list[bytes]) -> tuple[dict[xmp.Name, list[str]], str]:
    """The values of all packets, and why one could not be read."""
    values: dict[xmp.Name, list[str]] = defaultdict(list)
    unread = ""
    for packet in packets:
        reader = xmp.XmpReader()
        try:
            reader.read(packet)
        except xmp.UnreadableXmpError as error:
            unread = Message("its XMP cannot be read: {error}", error=error)
        # What stands before the damage counts.
        for name, texts in reader.values.items():
            values[name] += [line for text in texts if (line := single_line(text))]
    return {name: texts for name, texts in values.items() if texts}, unread


def _read_exif(source: Source) -> _Exif:
    found = _Exif()
    if not source.size:
        return found
    try:
        directory = exif.first_directory(source)
    except UnreadablePictureError as error:
        found.unread = Message("its EXIF cannot be read ({error})", error=error.reason)
        return found
    if not directory.tags() or 0 in directory.tags():
        found.unread = Message("its EXIF is damaged (a part of it is zeros)")
    for tag in (_EXIF_TEXT, _EXIF_ARTIST, _EXIF_RIGHTS, _DNG_SERIAL):
        found.texts[tag] = single_line(directory.text(tag))
    more = _child(directory, exif.EXIF_DIRECTORY, found)
    if more:
        for tag in (_EXIF_OWNER, *_EXIF_SERIALS):
            found.texts[tag] = single_line(more.text(tag))
    place = _child(directory, exif.GPS_DIRECTORY, found)
    found.has_place = place is not None and bool(place.tags() - _NO_PLACE)
    try:
        found.xmp, found.iptc = directory.raw(_EXIF_XMP), directory.raw(_EXIF_IPTC)
    except UnreadablePictureError as error:
        found.unread = Message("its EXIF cannot be read ({error})", error=error.reason)
    return found


def _child(directory: Directory, tag: int, found: _Exif) -> Directory | None:
    try:
        return directory.child(tag)
    except UnreadablePictureError as error:
        found.unread = Message("its EXIF cannot be read ({error})", error=error.reason)
        return None


def single_line(words: str) -> str:
    """Join the words into one line without control characters."""
    return normalized(
        " ".join(
            "".join(
                " " if ord(sign) < 32 or sign == "\x7f" else sign
                for sign in words[: limits.MAX_VALUE_LETTERS]
            ).split()
        )
    )
