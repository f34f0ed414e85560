"""PNG: chunks, those behind the pixels too."""

import zlib

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.errors import CutOffError, UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.metadata.iptc import from_photoshop_blocks
from kiosk.pictures.sources import Source

_XMP_KEY = b"XML:com.adobe.xmp"
# ImageMagick's and exiftool's way to keep other formats' metadata: a line, a size, hexadecimal.
_RAW_KEY = b"Raw profile type "
_TEXTS = (b"iTXt", b"tEXt", b"zTXt")
# Chunks of pixels that are passed over on the way to the chunks behind them, and the bytes at the
# end of the file that are searched when there are more.
_MAX_PIXEL_CHUNKS = 500
# The unit of an exponent (PNG, third edition, 11.3.2.2).
_GAMMA_UNIT = 100_000
_TAIL = 65_536


def read_png(source: Source) -> Header:
    """Read the header. Raises UnreadablePictureError."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        first = source.read(8, 25)
        if first[:8] != b"\x00\x00\x00\x0dIHDR":
            raise UnreadablePictureError(Message("it is damaged (its size is missing)"))
        self._header = Header(
            format=PictureFormat.PNG,
            width=int.from_bytes(first[8:12]),
            height=int.from_bytes(first[12:16]),
        )
        self._unpacked_bytes = 0

    def read(self) -> Header:
        """Read the chunks. Raises UnreadablePictureError."""
        position, pixel_chunks = 33, 0
        for _ in range(limits.MAX_PARTS):
            if pixel_chunks > _MAX_PIXEL_CHUNKS:
                self._search_tail(position)
                return self._header
            chunk = self._source.some(position, 8)
            if len(chunk) < 8:
                if not pixel_chunks:
                    raise CutOffError
                return self._header
            length, kind = int.from_bytes(chunk[:4]), chunk[4:]
            if kind == b"IEND":
                return self._header
            if kind in (b"IDAT", b"fdAT"):
                pixel_chunks += 1
            else:
                self._take(kind, position + 8, length)
            position += length + 12
        raise UnreadablePictureError(
            Message("it has more than {most:,} parts", most=limits.MAX_PARTS)
        )

    def _search_tail(self, after: int) -> None:
        """Take the metadata chunks among the last bytes; a checksum tells a chunk from pixels."""
        begin = max(after, self._source.size - _TAIL)
        tail = self._source.some(begin, _TAIL)
        for kind in (b"eXIf", *_TEXTS):
            at = tail.find(kind)
            while at >= 4:
                length = int.from_bytes(tail[at - 4 : at])
                body = tail[at : at + 4 + length]
                checksum = tail[at + 4 + length : at + 8 + length]
                if len(checksum) == 4 and zlib.crc32(body) == int.from_bytes(checksum):
                    self._take(kind, begin + at + 4, length)
                at = tail.find(kind, at + 4)

    def _take(self, kind: bytes, position: int, length: int) -> None:
        header, source = self._header, self._source
        if kind == b"acTL" and length >= 8:
            header.is_animated = int.from_bytes(source.read(position, 4)) > 1
        elif kind == b"cICP" and length >= 4:
            header.primaries, header.transfer = source.read(position, 2)
        elif kind == b"gAMA" and length >= 4:
            header.gamma = int.from_bytes(source.read(position, 4)) / _GAMMA_UNIT
        elif kind == b"sRGB":
            header.is_srgb = True
        elif kind not in (b"iCCP", b"eXIf", *_TEXTS):
            return
        elif length > limits.MAX_METADATA_BYTES:
            raise _too_large()
        elif kind == b"iCCP":
            header.has_profile = True
            self._unpack(source.read(position, length).partition(b"\x00")[2][1:])
        elif kind == b"eXIf":
            header.exif = source.read(position, length)
        else:
            self._take_text(kind, source.read(position, length))

    def _take_text(self, kind: bytes, content: bytes) -> None:
        key, _, value = content.partition(b"\x00")
        packed = kind == b"zTXt"
        if packed:
            value = value[1:]
        elif kind == b"iTXt":
            packed, value = value[:1] == b"\x01", value[2:].split(b"\x00", 2)[-1]
        # Pillow unpacks each, whatever its key.
        text = self._unpack(value) if packed else value
        if key == _XMP_KEY:
            self._header.xmp.append(text)
        elif key.startswith(_RAW_KEY):
            _take_raw_profile(self._header, key[len(_RAW_KEY) :].lower(), text)

    def _unpack(self, packed: bytes) -> bytes:
        """The unpacked bytes, b"" for damage. Raises UnreadablePictureError beyond a bound."""
        machine = zlib.decompressobj()
        try:
            found = machine.decompress(packed, limits.MAX_METADATA_BYTES)
        except zlib.error:
            return b""
        self._unpacked_bytes += len(found)
        if machine.unconsumed_tail or self._unpacked_bytes > limits.MAX_UNPACKED_BYTES:
            raise _too_large()
        return found


def _too_large() -> UnreadablePictureError:
    megabytes = limits.MAX_METADATA_BYTES // 1024**2
    return UnreadablePictureError(
        Message("the data embedded in it have more than {megabytes} MB", megabytes=megabytes),
        Message("save a copy without metadata"),
    )


def _take_raw_profile(header: Header, name: bytes, text: bytes) -> None:
    try:
        content = bytes.fromhex("".join(text.decode("ascii").split()[2:]))
    except ValueError:
        header.unread = Message("its metadata is damaged")
        return
    if name in (b"exif", b"app1") and content.startswith(b"Exif\x00\x00"):
        header.exif = content[6:]
    elif name == b"exif":
        header.exif = content
    elif name == b"xmp":
        header.xmp.append(content)
    elif name in (b"iptc", b"8bim"):
        header.iptc = from_photoshop_blocks(content) or content
