"""Small pictures of every kind that programs write, whole and damaged, with their right value.

A picture has three fields and a ground, *upright*: red in the top left corner, green in the top
right, blue in the bottom left, the ground in the bottom right. A damaged picture has to be shown
right all the same, or to be told; else the fault is silent. By itself,
``python -m tests.pictures.generated [COUNT] [SEED]`` tries as many and prints the silent faults.
"""

import io
import itertools
import random
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from kiosk.pictures.derive import decode, examine
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.probe import probe
from tests.pictures import charts

SIZE = (96, 60)
FIELDS = ((190, 40, 40), (40, 120, 60), (40, 60, 170), (235, 230, 215))
GREYS = (40, 110, 170, 230)
# The largest difference of a field's mean to what was meant, in steps of 255.
TOLERANCE = 8.0
# What undoes an orientation: the picture is stored so that a viewer who obeys it sees it upright.
_UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    b'syntax-ns#"><rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
    b' tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>'
)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """``means`` are the colours of the four fields as they should be shown; None is transparent.

    A picture of a kind that is not shown has none: it has to be told.
    """

    name: str
    content: bytes
    means: tuple[tuple[int, ...] | None, ...]


def _fields(mode: str, rng: random.Random, colours: tuple[tuple[int, ...], ...]) -> Image.Image:
    """The four fields, with a little noise as of a photograph."""
    width, height = SIZE
    pixels = bytearray()
    for y, x in itertools.product(range(height), range(width)):
        colour = colours[2 * (y >= height // 2) + (x >= width // 2)]
        noise = rng.randint(-5, 5)
        pixels += bytes(min(255, max(0, value + noise)) for value in colour)
    return Image.frombytes(mode, SIZE, bytes(pixels))


def _greys(rng: random.Random) -> Image.Image:
    return _fields("L", rng, tuple((value,) for value in GREYS))


def _rgb(rng: random.Random) -> Image.Image:
    return _fields("RGB", rng, FIELDS)


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)  # type: ignore[arg-type]
    return out.getvalue()


def _turned(picture: Image.Image, orientation: int) -> tuple[Image.Image, dict[str, object]]:
    """The picture as it is stored, and the EXIF to save with it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    undo = _UNDO.get(orientation)
    return (picture.transpose(undo) if undo is not None else picture), {"exif": exif.tobytes()}


def _shown_of(space: str, curve: str = "") -> tuple[tuple[int, ...], ...]:
    """The fields of a picture in another space, in sRGB; out of its gamut they are clipped."""
    return tuple(charts.srgb_of_lab(charts.lab_of(space, colour, curve=curve)) for colour in FIELDS)


def _space(rng: random.Random) -> tuple[dict[str, object], tuple[tuple[int, ...], ...], str]:
    """Options for a colour profile, and the fields as they should be shown."""
    space = rng.choice(("", "", "Display P3", "Adobe RGB"))
    if not space:
        return {}, FIELDS, "sRGB"
    return {"icc_profile": charts.matrix_profile(space)}, _shown_of(space), space


def _grey_means() -> tuple[tuple[int, ...], ...]:
    return tuple((value,) * 3 for value in GREYS)


def _jpeg(rng: random.Random) -> Sample:
    grey = rng.random() < 0.2
    orientation = rng.randint(1, 8)
    options, means, space = ({}, _grey_means(), "grey") if grey else _space(rng)
    stored, exif = _turned(_greys(rng) if grey else _rgb(rng), orientation)
    how = {
        "quality": rng.choice((88, 95)),
        "progressive": rng.random() < 0.4,
        "optimize": rng.random() < 0.5,
        "subsampling": rng.choice((0, 2)),
    }
    if rng.random() < 0.2:
        # By XMP alone, no JPEG is turned.
        stored, exif, orientation = _turned(_rgb(rng), 1)[0], {"xmp": _XMP}, 0
        options, means, space = {}, FIELDS, "XMP"
    content = _saved(stored, "JPEG", **how, **options, **exif)
    return Sample(name=f"jpeg {space} {orientation} {how}", content=content, means=means)


def _png_bytes(
    bits: int, kind: int, rows: list[list[int]], chunks: dict[bytes, bytes], channels: int
) -> bytes:
    """A PNG of any depth, by its specification."""
    packed = []
    for row in rows:
        if bits == 16:
            packed.append(b"\0" + struct.pack(f">{len(row)}H", *row))
            continue
        number, length = 0, len(row) * bits
        for value in row:
            number = number << bits | value
        number <<= -length % 8
        packed.append(b"\0" + number.to_bytes(-(-length // 8)))
    width = len(rows[0]) // channels

    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)

    head = struct.pack(">2I5B", width, len(rows), bits, kind, 0, 0, 0)
    data = zlib.compress(b"".join(packed))
    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head)]
    parts += [chunk(name, content) for name, content in chunks.items()]
    half = len(data) // 2
    parts += [chunk(b"IDAT", data[:half]), chunk(b"IDAT", data[half:]), chunk(b"IEND", b"")]
    return b"".join(parts)


def _png(rng: random.Random) -> Sample:
    bits = rng.choice((1, 2, 4, 8, 16))
    if bits in (8, 16) and rng.random() < 0.6:
        return _png_colours(rng, bits)
    most = (1 << bits) - 1
    levels = tuple(round(value * most / 255) for value in GREYS)
    width, height = SIZE
    rows = [
        [levels[2 * (y >= height // 2) + (x >= width // 2)] for x in range(width)]
        for y in range(height)
    ]
    means: list[tuple[int, ...] | None] = [(round(level * 255 / most),) * 3 for level in levels]
    chunks = {}
    if rng.random() < 0.5:
        clear = levels[3]
        chunks[b"tRNS"] = struct.pack(">H", clear)
        means = [
            None if level == clear else mean for level, mean in zip(levels, means, strict=True)
        ]
    content = _png_bytes(bits, 0, rows, chunks, 1)
    return Sample(name=f"png grey {bits} {list(chunks)}", content=content, means=tuple(means))


def _png_colours(rng: random.Random, bits: int) -> Sample:
    orientation = rng.randint(1, 8)
    stored, exif = _turned(_rgb(rng), orientation)
    if bits == 16:
        factor = 257
        pixels = list(stored.convert("RGB").tobytes())
        step = 3 * stored.width
        rows = [
            [value * factor for value in pixels[at : at + step]]
            for at in range(0, len(pixels), step)
        ]
        chunks = {b"eXIf": bytes(exif["exif"]).removeprefix(b"Exif\0\0")}  # type: ignore[arg-type]
        content = _png_bytes(16, 2, rows, chunks, 3)
        return Sample(name=f"png rgb 16 {orientation}", content=content, means=FIELDS)
    means: list[tuple[int, ...] | None] = list(FIELDS)
    form = rng.choice(("RGB", "RGBA", "P", "LA"))
    options: dict[str, object] = {}
    if form == "RGBA":
        picture = _with_clear_ground(_rgb(rng))
        stored, exif = _turned(picture, orientation)
        means[3] = None
    elif form == "P":
        stored = stored.quantize(64)
    elif form == "LA":
        stored, exif = _turned(_with_clear_ground(_greys(rng)), orientation)
        means = [*_grey_means()[:3], None]
    else:
        options, spaced, _ = _space(rng)
        means = list(spaced)
    content = _saved(stored, "PNG", **options, **exif)
    return Sample(
        name=f"png {form} {orientation} {len(options)}", content=content, means=tuple(means)
    )


def _with_clear_ground(picture: Image.Image) -> Image.Image:
    alpha = Image.new("L", SIZE, 255)
    alpha.paste(0, (SIZE[0] // 2, SIZE[1] // 2, *SIZE))
    picture = picture.copy()
    picture.putalpha(alpha)
    return picture


def _gif(rng: random.Random) -> Sample:
    stored = _rgb(rng).quantize(64)
    frames = [stored.copy() for _ in range(rng.choice((0, 0, 1)))]
    content = _saved(stored, "GIF", save_all=bool(frames), append_images=frames)
    return Sample(name=f"gif {len(frames)}", content=content, means=FIELDS)


def _bmp(rng: random.Random) -> Sample:
    grey = rng.random() < 0.3
    content = _saved(_greys(rng) if grey else _rgb(rng), "BMP")
    return Sample(name=f"bmp {grey}", content=content, means=_grey_means() if grey else FIELDS)


def _tiff(rng: random.Random) -> Sample:
    if rng.random() < 0.4:
        return _tiff_by_hand(rng)
    orientation = rng.randint(1, 8)
    compression = rng.choice(("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg", "zstd"))
    grey = rng.random() < 0.2
    options, means, space = ({}, _grey_means(), "grey") if grey else _space(rng)
    stored, _ = _turned(_greys(rng) if grey else _rgb(rng), orientation)
    how: dict[str, object] = {"compression": compression, "tiffinfo": {274: orientation}}
    content = _saved(stored, "TIFF", **how, **options)
    return Sample(name=f"tiff {compression} {space} {orientation}", content=content, means=means)


def _tiff_by_hand(rng: random.Random) -> Sample:
    """Grey or RGB of 8 or 16 bits in either byte order, in strips, without compression."""
    order, bits, grey = rng.choice("<>"), rng.choice((8, 16)), rng.random() < 0.7
    if bits == 16 and not grey:
        grey = True
    orientation = rng.randint(1, 8)
    stored, _ = _turned(_greys(rng) if grey else _rgb(rng), orientation)
    values = list(stored.tobytes())
    data = (
        struct.pack(f"{order}{len(values)}H", *(value * 257 for value in values))
        if bits == 16
        else bytes(values)
    )
    channels, compression = 1 if grey else 3, 1
    if bits == 8 and not grey and rng.random() < 0.4:
        # A strip that is a WebP, as GDAL and libtiff write it; Pillow's libtiff does not read it.
        data, compression = _saved(stored, "WEBP", lossless=True), 50001
    tags = [
        (256, 4, stored.width),
        (257, 4, stored.height),
        (258, 3, bits),
        (259, 3, compression),
        (262, 3, 1 if grey else 2),
        (273, 4, 8),
        (274, 3, orientation),
        (277, 3, channels),
        (278, 4, stored.height),
        (279, 4, len(data)),
    ]
    at = 8 + len(data)
    content = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HL", 42, at) + data
    content += struct.pack(f"{order}H", len(tags))
    after = at + 2 + 12 * len(tags) + 4
    more = b""
    for tag, kind, value in tags:
        if tag == 258 and channels == 3:
            content += struct.pack(f"{order}HHLL", tag, 3, 3, after)
            more = struct.pack(f"{order}3H", bits, bits, bits)
        elif kind == 3:
            content += struct.pack(f"{order}HHLHH", tag, kind, 1, value, 0)
        else:
            content += struct.pack(f"{order}HHLL", tag, kind, 1, value)
    content += bytes(4) + more
    means = _grey_means() if grey else FIELDS if compression == 1 else ()
    name = f"tiff {order} {compression} {bits} {'grey' if grey else 'rgb'} {orientation}"
    return Sample(name=name, content=content, means=means)


def _webp(rng: random.Random) -> Sample:
    orientation = rng.randint(1, 8)
    lossless, clear = rng.random() < 0.4, rng.random() < 0.3
    options, means, space = ({}, FIELDS, "alpha") if clear else _space(rng)
    picture = _with_clear_ground(_rgb(rng)) if clear else _rgb(rng)
    stored, exif = _turned(picture, orientation)
    content = _saved(stored, "WEBP", lossless=lossless, quality=92, **options, **exif)
    shown = (*means[:3], None) if clear else means
    return Sample(name=f"webp {lossless} {space} {orientation}", content=content, means=shown)


def _avif(rng: random.Random) -> Sample:
    """Pillow writes an orientation of EXIF as irot and imir."""
    orientation = rng.randint(1, 8)
    options, means, space = _space(rng)
    stored, exif = _turned(_rgb(rng), orientation)
    if rng.random() < 0.2:
        stored, exif = _rgb(rng), {"xmp": _XMP}
    content = _saved(stored, "AVIF", quality=90, speed=10, subsampling="4:4:4", **options, **exif)
    if not options and rng.random() < 0.4:
        # The colours named by number: primaries of Display P3.
        found = content.find(b"colrnclx")
        if found > 0:
            content = content[: found + 8] + struct.pack(">H", 12) + content[found + 10 :]
            means, space = _shown_of("Display P3", "sRGB"), "nclx P3"
    return Sample(name=f"avif {space} {orientation} {list(exif)}", content=content, means=means)


KINDS: tuple[Callable[[random.Random], Sample], ...] = (
    _jpeg,
    _png,
    _gif,
    _bmp,
    _tiff,
    _webp,
    _avif,
)


def _cut(sample: Sample, rng: random.Random) -> Sample:
    at = rng.randint(1, len(sample.content) - 1)
    return Sample(
        name=f"{sample.name} cut at {at}", content=sample.content[:at], means=sample.means
    )


def _nulled(sample: Sample, rng: random.Random) -> Sample:
    """From some place on, or for some while, 32 zeros or more: a disk was full, a block is lost."""
    at = rng.randint(len(sample.content) // 4, len(sample.content) - 32)
    end = len(sample.content) if rng.random() < 0.7 else min(len(sample.content), at + 512)
    content = sample.content[:at] + bytes(end - at) + sample.content[end:]
    return Sample(name=f"{sample.name} zeros {at} to {end}", content=content, means=sample.means)


def _spoiled(sample: Sample, rng: random.Random) -> Sample:
    """A PNG with some bytes of its IDAT changed."""
    content = bytearray(sample.content)
    begin = content.find(b"IDAT") + 4
    end = begin + int.from_bytes(content[begin - 8 : begin - 4])
    for _ in range(rng.randint(1, 4)):
        content[rng.randrange(begin, max(begin + 1, end))] ^= rng.randint(1, 255)
    return Sample(name=f"{sample.name} spoiled", content=bytes(content), means=sample.means)


def samples(count: int, seed: int) -> list[Sample]:
    """Pictures of all kinds in turn; two of five are damaged."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        sample = kind(rng)
        fate = rng.random()
        if fate > 0.8:
            sample = _nulled(sample, rng)
        elif fate > 0.6:
            is_png = kind is _png and rng.random() < 0.6
            sample = _spoiled(sample, rng) if is_png else _cut(sample, rng)
        made.append(sample)
    return made


def is_damaged(sample: Sample) -> bool:
    return any(word in sample.name for word in (" cut at ", " zeros ", " spoiled"))


def fault_of(sample: Sample, folder: Path) -> str:
    """Why a picture is shown wrong without a word, "" when it is right or told.

    A whole picture that is told is a fault too.
    """
    master = folder / "master.jpg"
    master.write_bytes(sample.content)
    try:
        warning = probe(master).unread_metadata or examine(master)
        shown, _ = decode(master, (4000, 4000))
    except (UnreadablePictureError, OSError, ValueError) as error:
        return "" if is_damaged(sample) or not sample.means else f"a whole picture is told: {error}"
    if not sample.means:
        return "it is shown"
    if warning:
        return "" if is_damaged(sample) else "a whole picture is doubted"
    if shown.size != SIZE:
        return f"its size is {shown.size}"
    return "; ".join(_differences(shown.convert("RGBA"), sample.means))


def _differences(shown: Image.Image, means: tuple[tuple[int, ...] | None, ...]) -> list[str]:
    found = []
    for number, wanted in enumerate(means):
        left, top = number % 2 * SIZE[0] // 2, number // 2 * SIZE[1] // 2
        for part in range(2):
            # Each half of a field by itself, without its border.
            box = (left + 6, top + 4 + 11 * part, left + SIZE[0] // 2 - 6, top + 15 + 11 * part)
            field = shown.crop(box).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
            assert isinstance(field, tuple)
            if wanted is None:
                if field[3] > TOLERANCE:
                    found.append(f"field {number} is not transparent")
            elif max(abs(a - b) for a, b in zip(field, wanted, strict=False)) > TOLERANCE:
                found.append(f"field {number} is {field}, not {wanted}")
            elif field[3] < 255 - TOLERANCE:
                found.append(f"field {number} is transparent")
    return found


def main() -> int:
    """Try as many as asked for; 1 when one is shown wrong in silence."""
    count, seed = [*map(int, sys.argv[1:3]), *(500, 1)[len(sys.argv) - 1 :]]
    silent = 0
    with tempfile.TemporaryDirectory() as folder:
        for sample in samples(count, seed):
            if fault := fault_of(sample, Path(folder)):
                silent += 1
                print(f"{sample.name}: {fault}")
    print(f"{count} pictures (seed {seed}), {silent} silent faults")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
