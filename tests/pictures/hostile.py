"""Generators of hostile pictures: small files that once cost much, and their siblings."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

MANY = 200_000
XMP_HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
)
XMP_TAIL = "</rdf:RDF></x:xmpmeta>"
CHILD = '<b xmlns:c="x"/>'
# Bombs that do no harm, and need not be told.
HARMLESS = frozenset(("xmp-text", "empty-pixels", "exif-circle"))


def saved(format_name: str, size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    """A small good picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (180, 90, 60)).save(out, format_name, **more)
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of PNG."""
    head, checksum = struct.pack(">I", len(content)), zlib.crc32(kind + content)
    return head + kind + content + struct.pack(">I", checksum)


def png_with(*chunks: bytes, behind: bool = False) -> bytes:
    """A good PNG with further chunks before its pixels, or behind them."""
    good = saved("PNG")
    at = good.index(b"IEND") - 4 if behind else 33
    return good[:at] + b"".join(chunks) + good[at:]


def itxt(xmp: bytes, *, packed: bool = True) -> bytes:
    """A PNG chunk with an XMP packet."""
    flags = b"\x01\x00" if packed else b"\x00\x00"
    text = zlib.compress(xmp, 9) if packed else xmp
    return chunk(b"iTXt", b"XML:com.adobe.xmp\x00" + flags + b"\x00\x00" + text)


def jpeg_with(*segments: bytes) -> bytes:
    """A good JPEG with further segments at its beginning."""
    good = saved("JPEG")
    return good[:2] + b"".join(segments) + good[2:]


def segment(marker: int, content: bytes) -> bytes:
    """A segment of JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def exif_segment(tiff: bytes) -> bytes:
    """EXIF in JPEG."""
    return segment(0xE1, b"Exif\x00\x00" + tiff)


def directory(entries: list[tuple[int, int, int, bytes]], after: int = 0) -> bytes:
    """A TIFF structure with one directory; each entry has tag, type, count and four bytes."""
    body = b"".join(struct.pack("<HHL", *entry[:3]) + entry[3] for entry in entries)
    return (
        b"II*\x00\x08\x00\x00\x00"
        + struct.pack("<H", len(entries))
        + body
        + struct.pack("<L", after)
    )


def box(kind: bytes, content: bytes) -> bytes:
    """A box of an ISO base media file."""
    return struct.pack(">I", len(content) + 8) + kind + content


def progressive(scans: int) -> bytes:
    """A progressive JPEG in which the last scan is repeated."""
    out = io.BytesIO()
    Image.effect_noise((64, 64), 80).save(out, "JPEG", progressive=True)
    good = out.getvalue()
    last = good.rindex(b"\xff\xda")
    return good[:-2] + good[last:-2] * scans + good[-2:]


def xmp_bombs() -> Iterator[tuple[str, bytes]]:
    """XMP packets that cost much to read."""
    yield "unclosed", b"<dc:title " * 100_000
    yield "deep", b"<a>" * MANY
    yield "broad", (XMP_HEAD + "<a/>" * MANY + XMP_TAIL).encode()
    attributes = " ".join(f'a{number}="x"' for number in range(MANY // 2))
    yield "attributes", f"<a {attributes}/>".encode()
    declared = " ".join(f'xmlns:a{number}="x"' for number in range(MANY // 4))
    yield "prefixes", f"<a {declared}>{CHILD * MANY}</a>".encode()
    laughs = "".join(
        f'<!ENTITY a{number} "' + f"&a{number - 1};" * 10 + '">' for number in range(1, 12)
    )
    yield "entities", f'<!DOCTYPE a [<!ENTITY a0 "ha">{laughs}]><a>&a11;</a>'.encode()
    yield "file", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    yield "text", f"<a>{'x' * 3_900_000}</a>".encode()
    yield "large", b"<a>" + b" " * 20_000_000 + b"</a>"


def bombs() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """A name, an ending and what makes the file."""
    for name, packet in xmp_bombs():
        yield f"xmp-{name}", "png", lambda packet=packet: png_with(itxt(packet))
    yield (
        "profile",
        "png",
        lambda: png_with(chunk(b"iCCP", b"p\x00\x00" + zlib.compress(bytes(50_000_000), 9))),
    )
    yield (
        "raw-profile",
        "png",
        lambda: png_with(
            chunk(b"zTXt", b"Raw profile type exif\x00\x00" + zlib.compress(bytes(50_000_000), 9))
        ),
    )
    yield "chunks", "png", lambda: png_with(chunk(b"prIv", b"") * MANY)
    yield "empty-pixels", "png", lambda: png_with(chunk(b"IDAT", b"") * MANY, behind=True)
    yield "texts-behind", "png", lambda: png_with(chunk(b"tEXt", b"a\x00b") * MANY, behind=True)
    yield "segments", "jpg", lambda: jpeg_with(segment(0xEF, b"x") * MANY)
    yield "fill", "jpg", lambda: jpeg_with(b"\xff" * 3_000_000)
    yield "no-scan", "jpg", lambda: saved("JPEG")[:2] + segment(0xEF, bytes(60_000)) * 2_000
    yield "scans", "jpg", lambda: progressive(3_000)
    yield (
        "more-xmp",
        "jpg",
        lambda: jpeg_with(
            *(
                segment(
                    0xE1,
                    b"http://ns.adobe.com/xmp/extension/\x00"
                    + b"%032d" % number
                    + struct.pack(">II", 2**32 - 1, 4_000_000)
                    + b"x",
                )
                for number in range(1_000)
            )
        ),
    )
    yield (
        "exif-circle",
        "jpg",
        lambda: jpeg_with(
            exif_segment(
                directory(
                    [
                        (0x8769, 4, 1, struct.pack("<L", 8)),
                        (0x8825, 4, 1, struct.pack("<L", 8)),
                    ],
                    after=8,
                )
            )
        ),
    )
    yield (
        "exif-entries",
        "jpg",
        lambda: jpeg_with(exif_segment(directory([(1, 4, 1, bytes(4))] * 5_000))),
    )
    yield (
        "exif-value",
        "jpg",
        lambda: jpeg_with(exif_segment(directory([(0x02BC, 1, 2**32 - 1, bytes(4))]))),
    )
    yield (
        "circle",
        "tif",
        lambda: directory(
            [(256, 4, 1, struct.pack("<L", 60)), (257, 4, 1, struct.pack("<L", 40))], after=8
        ),
    )
    yield "entries", "tif", lambda: directory([(256, 4, 1, struct.pack("<L", 60))] * 60_000)
    yield (
        "extensions",
        "gif",
        lambda: b"GIF89a\x3c\x00\x28" + bytes(4) + b"\x21\xfe\x01x\x00" * MANY,
    )
    yield "chunks", "webp", lambda: _webp(b"XXXX\x00\x00\x00\x00" * MANY)
    yield "boxes", "avif", lambda: saved("AVIF")[:32] + box(b"free", b"") * MANY
    yield (
        "associations",
        "avif",
        lambda: _meta(box(b"iprp", box(b"ipma", bytes(4) + b"\xff" * 4 + bytes(3) * 100_000))),
    )
    yield "properties", "heic", lambda: _meta(box(b"iprp", box(b"ipco", box(b"free", b"") * MANY)))
    yield (
        "extents",
        "avif",
        lambda: _meta(
            box(b"iloc", b"\x00\x00\x00\x00\x00\x00\xff\xff" + b"\x00\x01\x00\x00\xff\xff" * 50_000)
        ),
    )


def _webp(chunks: bytes) -> bytes:
    canvas = b"VP8X\x0a\x00\x00\x00" + bytes(4) + b"\x3b\x00\x00\x27\x00\x00"
    body = b"WEBP" + canvas + chunks + saved("WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _meta(content: bytes) -> bytes:
    return box(b"ftyp", b"avif\x00\x00\x00\x00avifmif1") + box(b"meta", bytes(4) + content)


def foreign_kinds() -> Iterator[tuple[str, bytes]]:
    """Files of every format that Pillow writes and the screen does not promise, and of more."""
    Image.init()
    promised = {"JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "MPO", "HEIF"}
    # Pillow is about to drop IM.
    for name in sorted(set(Image.SAVE) - promised - {"IM"}):
        out = io.BytesIO()
        for mode in ("RGB", "P", "L", "1"):
            try:
                Image.new(mode, (64, 64), 1 if mode == "1" else 0).save(out, name)
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue
            yield name, out.getvalue()
            break
    yield "EPS", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 400 300\n%%EndComments\n{ } loop\n"
    yield "DOS EPS", b"\xc5\xd0\xd3\xc6" + struct.pack("<6L", 32, 100, 0, 0, 0, 0) + bytes(200)
    yield "PSD", b"8BPS\x00\x01" + bytes(6) + struct.pack(">HLLHH", 3, 40, 60, 8, 3) + bytes(60)
    yield "WMF", b"\xd7\xcd\xc6\x9a" + bytes(100)
    yield "FPX", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
    yield "PCD", bytes(2_048) + b"PCD_IPI" + bytes(2_000)
    yield "JXL", b"\xff\x0a" + bytes(100)
    yield "SVG", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'
    yield "PDF", b"\n\n%PDF-1.7\n" + bytes(200)
    yield "DOCX", b"PK\x03\x04" + bytes(200)
    yield "video", box(b"ftyp", b"isom\x00\x00\x00\x00mp42") + bytes(100)
    yield "CR2", b"II*\x00\x10\x00\x00\x00CR\x02\x00" + bytes(100)
    yield "DNG", directory([(256, 4, 1, bytes(4)), (0xC612, 1, 4, b"\x01\x04\x00\x00")])
    yield "text", b"not a picture"
    yield "HTML", b"<!DOCTYPE html><html><body>404</body></html>"
