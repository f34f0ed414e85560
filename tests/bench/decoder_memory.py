"""How much address space a decoder takes for the largest picture of each kind that is shown.

    python tests/bench/decoder_memory.py [--megapixels 250]

Each picture is made, decoded to a screen's size and cut into tiles, each in a process of its own.
Exits with 1 when one takes more than ``kiosk.pictures.decoder_memory`` says before it begins, or
more than the bound of docs/BOUNDS.md where it is decoded at all.
"""

import argparse
import os
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from kiosk.pictures import limits

MIB = 1024**2
MEASURE = """
import sys
from kiosk.pictures import open_picture, render
from kiosk.pictures.errors import UnreadablePictureError

class Declined(Exception):
    pass

def admit(needed):
    asked.append(needed)
    if needed > int(sys.argv[3]):
        raise Declined

asked = []
open_picture.load_all_decoders()
with open(sys.argv[1], "rb") as file:
    try:
        if sys.argv[2] == "screen":
            render.render_picture(file, (3840, 2160), admit)
        else:
            for content in render.render_tiles(file, admit).contents:
                pass
    except (Declined, UnreadablePictureError):
        print("declined")
        sys.exit()
(line,) = [line for line in open("/proc/self/status") if line.startswith("VmPeak")]
print(asked[0], int(line.split()[1]) * 1024)
"""
# Mode, how it is saved; "bomb" is a PNG of 16 bits a channel that is a thousandth of its pixels.
KINDS: dict[str, tuple[str, str, dict[str, object]]] = {
    "bomb.png": ("bomb", "", {}),
    "rgb.png": ("RGB", "PNG", {"compress_level": 1}),
    "rgba.png": ("RGBA", "PNG", {"compress_level": 1}),
    "grey-alpha.png": ("LA", "PNG", {"compress_level": 1}),
    "16-bit.png": ("I;16", "PNG", {"compress_level": 1}),
    "palette.png": ("P", "PNG", {"compress_level": 1, "transparency": 3}),
    "cmyk.tif": ("CMYK", "TIFF", {"compression": "tiff_lzw"}),
    "lab.tif": ("LAB", "TIFF", {}),
    "rgb.bmp": ("RGB", "BMP", {}),
    "palette.gif": ("P", "GIF", {}),
    "turned.jpg": ("RGB", "JPEG", {"subsampling": 0, "turn": 6}),
    "progressive.jpg": ("RGB", "JPEG", {"progressive": True}),
    "progressive-444.jpg": ("RGB", "JPEG", {"progressive": True, "subsampling": 0}),
    "rgb.webp": ("RGB", "WEBP", {"method": 0, "quality": 50}),
    "rgba.webp": ("RGBA", "WEBP", {"method": 0, "quality": 50}),
    "rgba-444.avif": ("RGBA", "AVIF", {"speed": 10, "quality": 50, "subsampling": "4:4:4"}),
}
IN_MEMORY = frozenset(name for name in KINDS if name.endswith((".webp", ".avif")))


class Taken(NamedTuple):
    """Bytes that a decoder said it needs, and that it took."""

    needed: int
    peak: int


def make(kind: str, megapixels: float, folder: Path) -> Path:
    """A picture of this kind and size, 5 to 4."""
    mode, name, options = KINDS[kind]
    width = int((megapixels * 1_250_000) ** 0.5)
    height = int(megapixels * 1_000_000 / width)
    path = folder / kind
    if mode == "bomb":
        path.write_bytes(bomb(width, height))
        return path
    picture = Image.linear_gradient("L").resize((width, height))
    if mode == "LAB":
        picture = Image.merge("LAB", [picture] * 3)
    else:
        picture = picture.convert("RGB" if mode in ("CMYK", "RGBA") else mode).convert(mode)
    options = dict(options)
    if turn := options.pop("turn", None):
        exif = Image.Exif()
        exif[0x0112] = turn
        options["exif"] = exif
    picture.save(path, name, **options)
    return path


def bomb(width: int, height: int) -> bytes:
    """A PNG of ones with four channels of 16 bits, packed a thousand times.

    A row's first byte says that each pixel is the difference to the one before it.
    """

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    total, block = height * (width * 8 + 1), b"\1" * MIB
    packer = zlib.compressobj(9)
    head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    # Independent of what stands before it, so that it may be repeated.
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, zlib.DEFLATED, -15)
    tail = rest.compress(b"\1" * (total % MIB)) + rest.flush()
    sums = total + total * (total + 1) // 2, 1 + total
    checksum = struct.pack(">HH", *(one % 65_521 for one in sums))
    packed = head + again * (total // MIB - 1) + tail + checksum
    header = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"IDAT", packed),
            chunk(b"IEND", b""),
        )
    )


def measure(path: Path, what: str, most: int = limits.MAX_DECODER_MEMORY) -> Taken | None:
    """What a decoder takes for a picture; None where it declines. ``what``: screen or tiles."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path), what, str(most)],
        env={**os.environ, "MALLOC_ARENA_MAX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.stdout.strip() == "declined":
        return None
    if done.returncode:
        raise RuntimeError(f"{path.name}, {what}: {done.stderr[-500:]}")
    needed, peak = map(int, done.stdout.split())
    return Taken(needed, peak)


def main() -> int:
    """Print a line for each kind; 1 when one takes more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megapixels", type=int, default=limits.MAX_MEGAPIXELS)
    parser.add_argument("kinds", nargs="*", default=list(KINDS))
    given = parser.parse_args()
    Image.MAX_IMAGE_PIXELS = None
    failed = False
    for kind in given.kinds:
        megapixels = given.megapixels
        if kind in IN_MEMORY:
            megapixels = min(megapixels, limits.MAX_MEGAPIXELS_IN_MEMORY)
        with tempfile.TemporaryDirectory() as place:
            path = make(kind, megapixels, Path(place))
            for what in ("screen", "tiles"):
                taken = measure(path, what)
                if taken is None:
                    print(f"{kind:20} {megapixels:4} MP  {what:6}  declined before it begins")
                    continue
                is_over = taken.peak > min(taken.needed, limits.MAX_DECODER_MEMORY)
                failed = failed or is_over
                print(
                    f"{kind:20} {megapixels:4} MP  {what:6}  {taken.peak // MIB:5,} MB of"
                    f" {taken.needed // MIB:5,} MB{'  TOO MUCH' if is_over else ''}",
                    flush=True,
                )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
