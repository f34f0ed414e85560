"""XMP by an XML parser, with namespaces and within bounds (ISO 16684-1).

Expat of the standard library is enough for safety. A packet is read as the content of an element,
where no document type may stand, and thus no entity that could grow or lead elsewhere is declared;
sizes are bounded. Fragments without one root element, which some programs write, are read so too.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from xml.parsers import expat

from kiosk.pictures import limits

Name = tuple[str, str]
# Values of one property.
_MAX_VALUES = 1_000
# Prefixes in force at once; programs declare some 30.
_MAX_PREFIXES = 500
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
EXIF = "http://ns.adobe.com/exif/1.0/"
EXIF_EX = "http://cipa.jp/exif/1.0/"
EXIF_AUX = "http://ns.adobe.com/exif/1.0/aux/"
_XML = "http://www.w3.org/XML/1998/namespace"
_META = "adobe:ns:meta/"
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BY_ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
# What programs that forget to declare a prefix mean by it; a declaration comes first.
_USUAL_PREFIXES = {
    "rdf": RDF,
    "xml": _XML,
    "x": _META,
    "dc": DC,
    "photoshop": PHOTOSHOP,
    "Iptc4xmpCore": IPTC_CORE,
    "Iptc4xmpExt": IPTC_EXTENSION,
    "exif": EXIF,
    "exifEX": EXIF_EX,
    "aux": EXIF_AUX,
}
_SYNTAX = frozenset((RDF, _XML, _META, ""))


class UnreadableXmpError(Exception):
    """A packet that is no XML, or beyond a bound; the message says which."""


@dataclass(slots=True)
class _Open:
    """An element that has begun.

    ``owner`` is the property that its text belongs to; ``prefixes`` are the namespaces in force.
    """

    owner: Name | None
    prefixes: dict[str, str]
    is_default: bool = False
    has_children: bool = False
    text: list[str] = field(default_factory=list)
    letters: int = 0


class XmpReader:
    """Reads packets. ``values`` are those of every property by namespace and name.

    Values of the default language come first. A property counts at any depth, as an element or as
    an attribute. After an error ``values`` has what stands before it.
    """

    def __init__(self) -> None:
        self.values: dict[Name, list[str]] = defaultdict(list)
        self._open: list[_Open] = []
        self._elements = 0

    def read(self, packet: bytes) -> None:
        """Read a packet. Raises UnreadableXmpError."""
        if len(packet) > limits.MAX_METADATA_BYTES:
            raise UnreadableXmpError(f"it has {len(packet):,} bytes")
        content = _as_utf8(packet)
        if content:
            self._parse(content)

    def _parse(self, content: bytes) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(b"<all>" + content + b"</all>", True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise UnreadableXmpError(f"it is no XML ({reason})") from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1 + len(attributes)
        if self._elements > limits.MAX_XMP_ELEMENTS:
            raise UnreadableXmpError(f"it has more than {limits.MAX_XMP_ELEMENTS:,} entries")
        if len(self._open) >= limits.MAX_XMP_DEPTH:
            raise UnreadableXmpError(f"it is nested deeper than {limits.MAX_XMP_DEPTH} levels")
        parent = self._open[-1] if self._open else None
        prefixes = parent.prefixes if parent else _USUAL_PREFIXES
        declared = {
            name[6:]: value
            for name, value in attributes.items()
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if declared:
            prefixes = {**prefixes, **declared}
            if len(prefixes) > _MAX_PREFIXES:
                raise UnreadableXmpError(f"it has more than {_MAX_PREFIXES} prefixes")
        name = _qualify(tag, prefixes)
        if parent:
            parent.has_children = True
        owner = (parent.owner if parent else None) if name[0] in _SYNTAX else name
        self._open.append(_Open(owner, prefixes, is_default=_is_default(attributes)))
        for attribute, value in attributes.items():
            # A namespace without a prefix is not that of attributes.
            key = _qualify(attribute, prefixes) if ":" in attribute else ("", attribute)
            if key[0] == "xmlns":
                continue
            if key[0] not in _SYNTAX:
                self._add(key, value, first=False)
            elif key == (RDF, "resource") and owner:
                self._add(owner, value, first=False)

    def _end(self, _tag: str) -> None:
        closed = self._open.pop()
        if closed.owner and not closed.has_children:
            self._add(closed.owner, "".join(closed.text), first=closed.is_default)

    def _characters(self, text: str) -> None:
        here = self._open[-1]
        if here.letters < limits.MAX_VALUE_LETTERS:
            here.text.append(text[: limits.MAX_VALUE_LETTERS])
            here.letters += len(text)

    def _add(self, name: Name, value: str, *, first: bool) -> None:
        value, known = value[: limits.MAX_VALUE_LETTERS].strip(), self.values[name]
        if value and len(known) < _MAX_VALUES:
            known.insert(0 if first else len(known), value)


def _is_default(attributes: dict[str, str]) -> bool:
    return attributes.get("xml:lang", "").casefold() == "x-default"


def _qualify(name: str, prefixes: dict[str, str]) -> Name:
    """A name's namespace and its local part; the prefix stands for an unknown namespace."""
    prefix, _, local = name.rpartition(":")
    return prefixes.get(prefix, prefix).strip(), local


def _as_utf8(packet: bytes) -> bytes:
    """The packet in UTF-8, without what may stand around it: a byte order mark, blanks, padding."""
    text = packet.decode(_encoding(packet), "replace")
    text = text.strip("\ufeff\x00 \t\r\n")
    # Blanks or NULs for later changes follow the end mark.
    end = text.rfind("<?xpacket end")
    if end >= 0:
        text = text[:end]
    if text.startswith("<?xml "):
        text = text.partition("?>")[2]
    return text.strip("\ufeff\x00 \t\r\n").encode("utf-8", "replace")


def _encoding(packet: bytes) -> str:
    """By the byte order mark, or by where the NULs of the first signs stand."""
    for mark, name in _MARKS:
        if packet.startswith(mark):
            return name
    first = packet[:4].ljust(4, b"x")
    zeros = tuple(not byte for byte in first)
    return _BY_ZEROS.get(zeros, "utf-8")
