"""Damage that decoders pass over: zeros where a file was not copied to its end, wrong checksums.

A decoder of JPEG, WebP, AVIF, GIF or TIFF turns zeros into pixels of some colour without an error.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

from kiosk.domain import Message
from kiosk.pictures import limits
from kiosk.pictures.errors import COPY_AGAIN, CutOffError, UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header

# Why a picture may not be whole, for a curator who can see whether a part of it is missing.
INCOMPLETE = Message("a part of its data is zeros only, as in a file that was copied only in part")
LEFT_OVER = Message("it has data that belong to no part of it, as in a file that was damaged")
DAMAGED_PROFILE = Message("its colour profile is damaged, so its colours are a guess")
# Zeros in a row, in bytes, that no encoder of a compressed format writes, and that one of JPEG may
# write for a wide area of one colour.
_NEVER, _SELDOM = 64, 512
_LZW_NEVER = 32
# Pixels for each zero in a row that libwebp writes for a ground of one colour; measured are 10,000
# of lossy and 90 of lossless pictures.
_FLAT_LOSSY, _FLAT_LOSSLESS = 5_000, 45
# Of uncompressed pixels, which may be black: bytes of a stretch, how many of them are few, how
# near to a row's end is at it, and the blocks of a disk.
_SHORT, _FEW, _NEAR, _DISK_BLOCK, _BLOCKS = 16, 2, 1, 512, 4_096
_CHUNK = 1024**2
# Chunks of PNG that count for how its pixels are seen.
_CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"eXIf", b"iCCP", b"cICP", b"gAMA", b"cHRM")
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ZEROS = re.compile(rb"\x00{16,}")
# TIFF's tags, and the compressions (TIFF 6.0 and libtiff's registry) by what zeros mean in them.
_COMPRESSION, _JPEG_TABLES, _OFFSETS, _LENGTHS = 259, 347, (273, 324), (279, 325)
_PLAIN, _LZW, _JPEG_STRIPS = 1, 5, 7
_TIFF_NEVER = {_LZW: _LZW_NEVER, 32773: _NEVER}
_SOF_PROGRESSIVE, _DHT, _SOS, _EOI = 0xC2, 0xC4, 0xDA, 0xD9
_HUFFMAN_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

Range = tuple[int, int]


def check_data(file: BinaryIO, header: Header, tags: Mapping[int, Any]) -> str:
    """Look through a picture's coded data; ``tags`` are those of a TIFF.

    Returns ``INCOMPLETE`` where the data may be incomplete, else "". Raises UnreadablePictureError
    where they are.
    """
    match header.format:
        case PictureFormat.PNG:
            _check_png(file)
        case PictureFormat.JPEG:
            return _check_jpeg(file, header)
        case PictureFormat.TIFF:
            return _check_tiff(file, tags, header.height)
        case PictureFormat.BMP:
            row = -(-header.width * _number(file, 28, 2) // 32) * 4
            return _check_plain(file, (_number(file, 10, 4), _size(file)), max(1, row))
        case PictureFormat.GIF:
            _refuse_zeros(file, _gif_blocks(file), _LZW_NEVER)
        case PictureFormat.WEBP:
            _check_webp(file, header.width * header.height)
        case PictureFormat.AVIF | PictureFormat.HEIF:
            _refuse_zeros(file, header.coded, _NEVER)
    return ""


def _incomplete() -> UnreadablePictureError:
    return UnreadablePictureError(
        Message(
            "a part of its data is missing (only zeros are there), as in a file that was copied"
            " only in part"
        ),
        COPY_AGAIN,
    )


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _bytes(file: BinaryIO, position: int, count: int) -> bytes:
    file.seek(position)
    return file.read(count)


def _number(file: BinaryIO, position: int, count: int) -> int:
    return int.from_bytes(_bytes(file, position, count), "little")


def _zero_runs(file: BinaryIO, part: Range, least: int) -> Iterator[Range]:
    """Where ``least`` zeros or more stand in a row."""
    begin, end = part
    if not _has_zeros(file, part, least):
        # As in nearly every picture. To look for every run takes thirty times as long.
        return
    run_from = run_to = -1
    for at in range(begin, end, _CHUNK):
        for found in _ZEROS.finditer(_bytes(file, at, min(_CHUNK, end - at))):
            start, stop = at + found.start(), at + found.end()
            if start != run_to:
                if run_to - run_from >= least:
                    yield run_from, run_to
                run_from = start
            run_to = stop
    if run_to - run_from >= least:
        yield run_from, run_to


def _has_zeros(file: BinaryIO, part: Range, least: int) -> bool:
    """True when so many zeros stand in a row anywhere."""
    begin, end = part
    wanted = bytes(least)
    return any(
        wanted in _bytes(file, at, min(_CHUNK + least - 1, end - at))
        for at in range(begin, end, _CHUNK)
    )


def _refuse_zeros(file: BinaryIO, parts: Iterable[Range], least: int) -> None:
    for part in parts:
        if next(_zero_runs(file, part, least), None) is not None:
            raise _incomplete()


def _check_plain(file: BinaryIO, part: Range, row: int) -> str:
    """``INCOMPLETE`` when uncompressed pixels, in rows of ``row`` bytes, seem to be missing.

    A stretch of black that is the only one and neither begins nor ends with a row is none of the
    picture's; nor is one of whole blocks of a disk.
    """
    runs = list(islice(_zero_runs(file, part, _SHORT), _FEW + 1))
    for start, stop in runs:
        is_whole_rows = _ends_row(start - part[0], row) and _ends_row(stop - part[0], row)
        # A black band at one end alone looks like what was not copied.
        is_rest = len(runs) == 1 and part[0] < start and stop == part[1]
        is_strange = len(runs) <= _FEW and stop - start >= _NEVER and (is_rest or not is_whole_rows)
        ends_block = stop == part[1] or stop % _DISK_BLOCK == 0
        is_blocks = stop - start >= _BLOCKS and start % _DISK_BLOCK == 0 and ends_block
        if is_strange or is_blocks:
            return INCOMPLETE
    return ""


def _ends_row(position: int, row: int) -> bool:
    """True near the end of a row: a dark pixel of 16 bits begins with a zero too."""
    return position % row <= _NEAR or row - position % row <= _NEAR


def _check_png(file: BinaryIO) -> None:
    """Compare the checksum of each chunk that counts for the pixels."""
    position, size = 8, _size(file)
    while position + 12 <= size:
        head = _bytes(file, position, 8)
        length, kind = int.from_bytes(head[:4]), head[4:]
        if position + 12 + length > size:
            raise CutOffError
        if kind in _CRITICAL:
            checksum = zlib.crc32(kind)
            for at in range(position + 8, position + 8 + length, _CHUNK):
                checksum = zlib.crc32(
                    _bytes(file, at, min(_CHUNK, position + 8 + length - at)), checksum
                )
            if checksum != int.from_bytes(_bytes(file, position + 8 + length, 4)):
                raise UnreadablePictureError(
                    Message("its data is damaged (a checksum does not fit)"), COPY_AGAIN
                )
        if kind == b"IEND":
            return
        position += 12 + length
    raise CutOffError


def _check_webp(file: BinaryIO, pixels: int) -> None:
    """Refuse zeros from the begin of a disk's block on, or more than flat art has in a row."""
    for kind, begin, end in _webp_chunks(file, 12, _size(file)):
        flat = _NEVER + pixels // (_FLAT_LOSSLESS if kind == b"VP8L" else _FLAT_LOSSY)
        for start, stop in _zero_runs(file, (begin, end), _NEVER):
            is_lost = stop - start >= _DISK_BLOCK or stop >= end - 1
            if stop - start > flat or (is_lost and start % _DISK_BLOCK == 0):
                raise _incomplete()


def _webp_chunks(file: BinaryIO, position: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, begin and end of the first frame's pixels. Raises where zeros stand for a chunk."""
    is_found = False
    for _ in range(limits.MAX_PARTS):
        head = _bytes(file, position, 8)
        if position + 8 > end or len(head) < 8:
            return
        kind, length = head[:4], int.from_bytes(head[4:], "little")
        begin = position + 8
        if not any(kind):
            raise _incomplete()
        if kind in (b"EXIF", b"ICCP") and not any(_bytes(file, begin, min(length, _SHORT))):
            raise _incomplete()
        if kind in (b"VP8 ", b"VP8L") and not is_found:
            is_found = True
            yield kind, begin, min(begin + length, end)
        elif kind == b"ANMF" and not is_found:
            is_found = True
            yield from _webp_chunks(file, begin + 16, min(begin + length, end))
        position = begin + length + length % 2


def _gif_blocks(file: BinaryIO) -> Iterator[Range]:
    """The blocks of the first frame's pixels. Raises CutOffError when they do not end."""
    flags = _number(file, 10, 1)
    position = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    is_frame = False
    for _ in range(limits.MAX_FILE_BYTES // 2):
        kind = _bytes(file, position, 1)
        if kind == b"\x21":
            position += 2
        elif kind == b"\x2c":
            flags = _number(file, position + 9, 1)
            position += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
            is_frame = True
        else:
            raise CutOffError
        while length := _number(file, position, 1):
            if is_frame:
                yield position + 1, position + 1 + length
            position += 1 + length
        if position >= _size(file):
            raise CutOffError
        position += 1
        if is_frame:
            _check_gif_goes_on(file, position)
            return


def _check_gif_goes_on(file: BinaryIO, position: int) -> None:
    """Zeros are no next part: the frame's blocks ended at the first of them."""
    following = _bytes(file, position, _LZW_NEVER)
    if len(following) == _LZW_NEVER and not any(following):
        raise _incomplete()


def _check_tiff(file: BinaryIO, tags: Mapping[int, Any], height: int) -> str:
    compression = int(tags.get(_COMPRESSION, _PLAIN))
    parts = sorted(_strips(tags))
    if not parts:
        return ""
    size = _size(file)
    if any(end > size for _, end in parts):
        raise CutOffError
    if compression == _PLAIN:
        whole = parts[0][0], parts[-1][1]
        return _check_plain(file, whole, max(1, (whole[1] - whole[0]) // max(1, height)))
    if compression == _JPEG_STRIPS:
        shared = tags.get(_JPEG_TABLES)
        if isinstance(shared, bytes) and not shared.rstrip(b"\0").endswith(b"\xff\xd9"):
            raise _incomplete()
        for _, end in parts:
            if b"\xff\xd9" not in _bytes(file, max(0, end - 4), 4):
                raise _incomplete()
    least = _TIFF_NEVER.get(compression)
    if least is not None:
        _refuse_zeros(file, parts, least)
        return ""
    is_strange = any(next(_zero_runs(file, part, _SELDOM), None) is not None for part in parts)
    return INCOMPLETE if is_strange else ""


def _strips(tags: Mapping[int, Any]) -> Iterator[Range]:
    for offsets, lengths in zip(_OFFSETS, _LENGTHS, strict=True):
        found = zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=False)
        for begin, length in islice(found, limits.MAX_FILE_BYTES // _CHUNK * _DISK_BLOCK):
            yield int(begin), int(begin) + int(length)


@dataclass(slots=True)
class _JpegTables:
    """What zeros mean: the value whose code is all zeros, and the code's bits, of each Huffman
    table: (class, number) -> (value, bits).
    """

    zero_codes: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    is_huffman: bool = True
    is_progressive: bool = False

    def take(self, segment: bytes) -> None:
        """Read a DHT segment. A table's first value has the shortest code, which is all zeros."""
        at = 0
        while at + 17 < len(segment):
            counts = segment[at + 1 : at + 17]
            shortest = next((bits for bits, count in enumerate(counts, start=1) if count), 16)
            table = segment[at] >> 4, segment[at] & 15
            self.zero_codes[table] = segment[at + 17], shortest
            at += 17 + sum(counts)

    def most_zeros(self, scan: bytes, blocks: int) -> tuple[int, int]:
        """How many zeros in a row a scan of so many blocks may hold, and how many it seldom does.

        Zeros are pixels of one colour only where a zero bit means "no difference" and "no further
        coefficient"; then each block takes some bits.
        """
        count = scan[0]
        numbers = [scan[2 + 2 * number] for number in range(count)]
        begin, _, approximation = scan[1 + 2 * count : 4 + 2 * count]
        if not self.is_huffman:
            return _NEVER, _NEVER
        refines = bool(approximation >> 4)
        if self.is_progressive and begin == 0 and refines:
            return blocks * count // 8 + _NEVER, _SELDOM
        levels = [self.zero_codes.get((0, number >> 4), (0, 1)) for number in numbers]
        rest = [self.zero_codes.get((1, number & 15), (0, 1)) for number in numbers]
        # Bits that correct known coefficients, one for each of a block.
        bits = 63 if refines else 0
        if begin == 0:
            if any(value for value, _ in levels):
                return _SELDOM, _SELDOM
            bits += sum(length for _, length in levels)
        if begin or not self.is_progressive:
            if any(value & 15 for value, _ in rest):
                return (2 * _NEVER, 2 * _NEVER) if refines else (_NEVER, _NEVER)
            bits += sum(length for _, length in rest)
        return blocks * max(1, bits) // 8 + _NEVER, _SELDOM


def _check_jpeg(file: BinaryIO, header: Header) -> str:
    size = _size(file)
    if next(_zero_runs(file, (0, size), _NEVER), None) is None:
        return ""
    # At most four of each colour in a unit, at the edges too.
    blocks = (header.width // 8 + 4) * (header.height // 8 + 4)
    warning = ""
    for tables, segment, part in _jpeg_scans(file, size):
        most, seldom = tables.most_zeros(segment, blocks)
        for start, stop in _zero_runs(file, part, min(most, seldom)):
            # A wide area of one colour is zeros too, and a mark ends it.
            if stop - start >= most or stop == size:
                raise _incomplete()
            if not (start % _DISK_BLOCK or stop % _DISK_BLOCK):
                warning = INCOMPLETE
    return warning


def _jpeg_scans(file: BinaryIO, size: int) -> Iterator[tuple[_JpegTables, bytes, Range]]:
    """The tables in force, the header and the coded data of each scan."""
    tables, position = _JpegTables(), 2
    for _ in range(limits.MAX_PARTS):
        head = _bytes(file, position, 4)
        if len(head) < 4 or head[0] != 0xFF or head[1] == _EOI:
            return
        marker, length = head[1], int.from_bytes(head[2:])
        if marker == 0xFF:
            position += 1
            continue
        segment = _bytes(file, position + 4, max(0, length - 2))
        position += 2 + length
        if marker == _DHT:
            tables.take(segment)
        elif marker in _FRAMES:
            tables.is_huffman = marker in _HUFFMAN_FRAMES
            tables.is_progressive = marker == _SOF_PROGRESSIVE
        elif marker == _SOS and segment and len(segment) >= 4 + 2 * segment[0]:
            begin, position = position, _next_marker(file, position, size)
            yield tables, segment, (begin, position)


def _next_marker(file: BinaryIO, position: int, size: int) -> int:
    """The position of the marker that ends a scan; the end of the file without one."""
    for at in range(position, size, _CHUNK):
        # One byte more, in case that a marker stands across the border.
        if found := _MARKER.search(_bytes(file, at, _CHUNK + 1)):
            return at + found.start()
    return size
