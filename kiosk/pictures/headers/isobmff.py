"""AVIF and HEIC: the boxes of an ISO base media file (ISO 14496-12, 23008-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.errors import CutOffError, UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.sources import MemorySource, Source

_XMP_TYPE = b"application/rdf+xml"
_CODECS = {b"av01": PictureFormat.AVIF, b"hvc1": PictureFormat.HEIF, b"hev1": PictureFormat.HEIF}
_WORDS = (b"Exif", b"mime", b"uri ")
_DERIVED = (b"grid", b"iovl", b"iden")
_SEQUENCE_BRANDS = frozenset(b"avis hevc hevx hevm hevs msf1".split())
# EXIF's orientation of an anti-clockwise rotation (quarter turns) and a mirroring after it: none,
# top and bottom, left and right.
_ORIENTATIONS = {0: (1, 4, 2), 1: (8, 5, 7), 2: (3, 2, 4), 3: (6, 7, 5)}


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    begin: int
    end: int
    # Where the kind stands.
    kind_at: int = 0


@dataclass(slots=True)
class _ContainerItem:
    kind: bytes = b""
    content_type: bytes = b""
    # Where the kind, or the content type, stands in the "meta" box.
    kind_at: int = 0
    # Position, or position in the "idat" box, and bytes.
    extents: list[tuple[int, int]] = field(default_factory=list)
    in_idat: bool = False
    properties: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class MetadataPlace:
    """An item that is no picture: EXIF, XMP, or what a maker of cameras puts in.

    ``kind_at`` is where its kind stands in the "meta" box; of a "mime" where its name begins, which
    the content type follows. ``extents`` are position and length of its content: in that box
    (``in_box``), else in the file.
    """

    kind: bytes
    kind_at: int
    is_xmp: bool
    extents: tuple[tuple[int, int], ...]
    in_box: bool


class _Numbers:
    """Reads big-endian numbers one after the other."""

    def __init__(self, source: Source, box: _Box) -> None:
        self._source, self._position, self._end = source, box.begin, box.end

    def take(self, size: int) -> int:
        """A number of ``size`` bytes. Raises CutOffError beyond the box."""
        return int.from_bytes(self.take_bytes(size))

    def take_bytes(self, size: int) -> bytes:
        """The next ``size`` bytes. Raises CutOffError beyond the box."""
        if self._position + size > self._end:
            raise CutOffError
        self._position += size
        return self._source.read(self._position - size, size)

    @property
    def position(self) -> int:
        """Where the next number stands."""
        return self._position

    def version_and_flags(self) -> tuple[int, int]:
        """Of a full box."""
        return self.take(1), self.take(3)

    def rest(self) -> bytes:
        """What is left of the box."""
        return self.take_bytes(self._end - self._position)


def _boxes(source: Source, begin: int, end: int) -> Iterator[_Box]:
    """The boxes between two positions. Raises UnreadablePictureError when there are too many."""
    for _ in range(limits.MAX_PARTS):
        if begin + 8 > end:
            return
        size, kind, head = int.from_bytes(source.read(begin, 4)), source.read(begin + 4, 4), 8
        if size == 1:
            size, head = int.from_bytes(source.read(begin + 8, 8)), 16
        elif size == 0:
            size = end - begin
        if size < head:
            raise UnreadablePictureError(Message("it is damaged (a box without size)"))
        yield _Box(kind, begin + head, min(begin + size, end), begin + 4)
        begin += size
    raise UnreadablePictureError(Message("it has more than {most:,} parts", most=limits.MAX_PARTS))


def read_isobmff(source: Source) -> Header:
    """Read the header. Raises UnreadablePictureError."""
    brand = b""
    found: dict[bytes, _Box] = {}
    for box in _boxes(source, 0, source.size):
        if box.kind == b"ftyp":
            brand = source.read(box.begin, 4)
        found.setdefault(box.kind, box)
        # What follows decides nothing for a picture that stands still.
        if b"meta" in found and (brand not in _SEQUENCE_BRANDS or b"moov" in found):
            break
    is_sequence = b"moov" in found and brand in _SEQUENCE_BRANDS
    if b"meta" in found:
        header = _Meta(_in_memory(source, found[b"meta"]), source).header()
        header.is_animated = is_sequence
        return header
    if b"moov" in found:
        return _sequence_header(_in_memory(source, found[b"moov"]), brand)
    raise UnreadablePictureError(Message("it is damaged (it holds no picture)"))


def _in_memory(source: Source, box: _Box) -> MemorySource:
    if box.end - box.begin > limits.MAX_METADATA_BYTES:
        raise UnreadablePictureError(
            Message(
                "its header is longer than {value} MB", value=limits.MAX_METADATA_BYTES // 1024**2
            )
        )
    return MemorySource(source.read(box.begin, box.end - box.begin))


def boxes_of(source: Source, begin: int, end: int) -> list[tuple[bytes, int, int, int]]:
    """Each box: its kind, where that stands, and begin and end of its content.

    Raises UnreadablePictureError.
    """
    return [(box.kind, box.kind_at, box.begin, box.end) for box in _boxes(source, begin, end)]


def metadata_places(meta: bytes, source: Source) -> list[MetadataPlace]:
    """What the content of a "meta" box names beside pictures. Raises UnreadablePictureError."""
    return list(_Meta(MemorySource(meta), source).metadata_places())


def _sequence_header(moov: MemorySource, brand: bytes) -> Header:
    for track in _boxes(moov, 0, moov.size):
        if track.kind != b"trak":
            continue
        for box in _boxes(moov, track.begin, track.end):
            if box.kind == b"tkhd" and box.end - box.begin >= 8:
                sides = moov.read(box.end - 8, 8)
                width, height = int.from_bytes(sides[:2]), int.from_bytes(sides[4:6])
                if width and height:
                    kind = PictureFormat.AVIF if brand == b"avis" else PictureFormat.HEIF
                    return Header(format=kind, width=width, height=height, is_animated=True)
    raise UnreadablePictureError(Message("it is damaged (its size is missing)"))


class _Meta:
    """The "meta" box: items, their properties, and where their bytes are."""

    def __init__(self, meta: MemorySource, file: Source) -> None:
        self._meta, self._file = meta, file
        self._items: dict[int, _ContainerItem] = {}
        self._properties: list[_Box] = []
        self._primary = 0
        self._idat = _Box(b"idat", 0, 0)
        readers = {
            b"pitm": self._read_primary,
            b"iinf": self._read_items,
            b"iloc": self._read_locations,
            b"iref": self._read_references,
            b"iprp": self._read_properties,
        }
        for box in _boxes(meta, 4, meta.size):
            if box.kind == b"idat":
                self._idat = box
            elif box.kind in readers:
                readers[box.kind](box)

    def header(self) -> Header:
        """The header of the primary item."""
        item = self._items.get(self._primary, _ContainerItem())
        codec = self._codec(item)
        properties = self._properties_of(item)
        if b"ispe" not in properties:
            raise UnreadablePictureError(Message("it is damaged (its size is missing)"))
        numbers = _Numbers(self._meta, properties[b"ispe"])
        numbers.version_and_flags()
        header = Header(format=codec, width=numbers.take(4), height=numbers.take(4))
        self._take_geometry(header, properties)
        self._take_colours(header, item)
        self._take_metadata(header)
        header.coded = [
            (at, at + length)
            for coded in self._items.values()
            if coded.kind in _CODECS and not coded.in_idat
            for at, length in coded.extents
        ]
        return header

    def _codec(self, item: _ContainerItem) -> PictureFormat:
        kind, seen = item.kind, 0
        while kind in _DERIVED and item.parts and seen < 4:
            item = self._items.get(item.parts[0], _ContainerItem())
            kind, seen = item.kind, seen + 1
        found = _CODECS.get(kind)
        if found is None:
            name = kind.decode("ascii", "replace").strip("\x00 ") or "nothing"
            raise UnreadablePictureError(
                Message(
                    "it holds a picture of a kind that the screen does not show ({name})", name=name
                )
                if kind.isalnum()
                else Message("it is damaged (it holds no picture)")
            )
        return found

    def _take_geometry(self, header: Header, properties: dict[bytes, _Box]) -> None:
        turns = 0
        if b"irot" in properties:
            turns = _Numbers(self._meta, properties[b"irot"]).take(1) & 3
        mirror = 0
        if b"imir" in properties:
            mirror = 1 + (_Numbers(self._meta, properties[b"imir"]).take(1) & 1)
        if header.format is PictureFormat.AVIF:
            header.orientation = _ORIENTATIONS[turns][mirror]
            return
        # The decoder of HEIC crops and turns by itself.
        if b"clap" in properties:
            numbers = _Numbers(self._meta, properties[b"clap"])
            sides = [(numbers.take(4), numbers.take(4)) for _ in range(2)]
            cropped = [above // below if below else 0 for above, below in sides]
            if 0 < cropped[0] <= header.width and 0 < cropped[1] <= header.height:
                header.width, header.height = cropped
        if turns % 2:
            header.width, header.height = header.height, header.width

    def _take_colours(self, header: Header, item: _ContainerItem) -> None:
        for box in self._all_properties_of(item):
            if box.kind != b"colr":
                continue
            kind = self._meta.read(box.begin, min(4, box.end - box.begin))
            if kind in (b"prof", b"rICC"):
                header.has_profile = True
            elif kind == b"nclx":
                numbers = _Numbers(self._meta, box)
                numbers.take(4)
                header.primaries, header.transfer = numbers.take(2), numbers.take(2)

    def _take_metadata(self, header: Header) -> None:
        for item in self._items.values():
            is_xmp = item.kind == b"mime" and item.content_type == _XMP_TYPE
            if item.kind != b"Exif" and not is_xmp:
                continue
            try:
                content = self._content(item)
            except CutOffError:
                header.unread = Message("its metadata is cut off")
                continue
            except UnreadablePictureError as error:
                header.unread = error.reason
                continue
            if is_xmp:
                header.xmp.append(content)
            elif not header.exif and len(content) > 4:
                # Four bytes say how many follow before the EXIF itself.
                begin = 4 + int.from_bytes(content[:4])
                header.exif = content[begin:].removeprefix(b"Exif\x00\x00")

    def metadata_places(self) -> Iterator[MetadataPlace]:
        """Where the items stand that are no pictures."""
        for item in self._items.values():
            if item.kind in _WORDS:
                is_xmp = item.kind == b"mime" and item.content_type == _XMP_TYPE
                begin = self._idat.begin if item.in_idat else 0
                yield MetadataPlace(
                    kind_at=item.kind_at,
                    kind=item.kind,
                    is_xmp=is_xmp,
                    extents=tuple((begin + at, length) for at, length in item.extents),
                    in_box=item.in_idat,
                )

    def _content(self, item: _ContainerItem) -> bytes:
        size = sum(length for _, length in item.extents)
        if size > limits.MAX_METADATA_BYTES:
            raise UnreadablePictureError(Message("its metadata has {size:,} bytes", size=size))
        if item.in_idat:
            begin = self._idat.begin
            return b"".join(self._meta.read(begin + at, length) for at, length in item.extents)
        return b"".join(
            self._file.read(at, length or self._file.size - at) for at, length in item.extents
        )

    def _all_properties_of(self, item: _ContainerItem) -> Iterator[_Box]:
        for index in item.properties:
            if 0 < index <= len(self._properties):
                yield self._properties[index - 1]

    def _properties_of(self, item: _ContainerItem) -> dict[bytes, _Box]:
        return {box.kind: box for box in self._all_properties_of(item)}

    def _item(self, number: int) -> _ContainerItem:
        if number not in self._items and len(self._items) >= limits.MAX_PARTS:
            raise UnreadablePictureError(
                Message("it has more than {most:,} parts", most=limits.MAX_PARTS)
            )
        return self._items.setdefault(number, _ContainerItem())

    def _read_primary(self, box: _Box) -> None:
        numbers = _Numbers(self._meta, box)
        version, _ = numbers.version_and_flags()
        self._primary = numbers.take(4 if version else 2)

    def _read_items(self, box: _Box) -> None:
        numbers = _Numbers(self._meta, box)
        version, _ = numbers.version_and_flags()
        count_bytes = 4 if version else 2
        for entry in _boxes(self._meta, box.begin + 4 + count_bytes, box.end):
            fields = _Numbers(self._meta, entry)
            version, _ = fields.version_and_flags()
            if entry.kind != b"infe" or version < 2:
                continue
            item = self._item(fields.take(2 if version == 2 else 4))
            fields.take(2)
            item.kind_at = fields.position
            item.kind = fields.take_bytes(4)
            if item.kind == b"mime":
                item.kind_at = fields.position
                # A name, the content type and an encoding, each ended by a NUL.
                item.content_type = [*fields.rest().split(b"\x00"), b""][1]

    def _read_locations(self, box: _Box) -> None:
        numbers = _Numbers(self._meta, box)
        version, _ = numbers.version_and_flags()
        sizes = numbers.take(2)
        offset_bytes, length_bytes = sizes >> 12 & 15, sizes >> 8 & 15
        base_bytes, index_bytes = sizes >> 4 & 15, sizes & 15 if version else 0
        extents = 0
        for _ in range(numbers.take(4 if version == 2 else 2)):
            item = self._item(numbers.take(4 if version == 2 else 2))
            if version:
                method = numbers.take(2) & 15
                item.in_idat = method == 1
            numbers.take(2)
            base = numbers.take(base_bytes)
            count = numbers.take(2)
            extents += count
            if extents > limits.MAX_PARTS:
                raise UnreadablePictureError(
                    Message("it has more than {most:,} parts", most=limits.MAX_PARTS)
                )
            for _ in range(count):
                numbers.take(index_bytes)
                offset = numbers.take(offset_bytes)
                item.extents.append((base + offset, numbers.take(length_bytes)))

    def _read_references(self, box: _Box) -> None:
        version, _ = _Numbers(self._meta, box).version_and_flags()
        size = 4 if version else 2
        for reference in _boxes(self._meta, box.begin + 4, box.end):
            if reference.kind == b"dimg":
                numbers = _Numbers(self._meta, reference)
                item = self._item(numbers.take(size))
                count = numbers.take(2)
                item.parts = [numbers.take(size) for _ in range(count)][:1]

    def _read_properties(self, box: _Box) -> None:
        for part in _boxes(self._meta, box.begin, box.end):
            if part.kind == b"ipco":
                self._properties = list(_boxes(self._meta, part.begin, part.end))
            elif part.kind == b"ipma":
                self._read_associations(part)

    def _read_associations(self, box: _Box) -> None:
        numbers = _Numbers(self._meta, box)
        version, flags = numbers.version_and_flags()
        wide = bool(flags & 1)
        for _ in range(numbers.take(4)):
            item = self._item(numbers.take(4 if version else 2))
            for _ in range(numbers.take(1)):
                index = numbers.take(2 if wide else 1) & (0x7FFF if wide else 0x7F)
                item.properties.append(index)
