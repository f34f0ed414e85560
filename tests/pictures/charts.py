"""Charts with known colours, and the colour profiles to go with them, both made here from the
published definitions.

SrgbConverter are CIE L*a*b* under D50, as in ICC's connection space; sizes are pixels.
"""

import math
import struct
import zlib

Lab = tuple[float, float, float]
Rgb = tuple[float, float, float]
Matrix = list[list[float]]

D50 = (0.9642, 1.0, 0.8249)
_BRADFORD = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
# Chromaticities of red, green and blue, the white, and the exponent: Adobe RGB (1998), Display P3,
# ROMM RGB, sRGB.
SPACES = {
    "Adobe RGB": (((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)), (0.3127, 0.3290), 563 / 256),
    "Display P3": (((0.68, 0.32), (0.265, 0.69), (0.15, 0.06)), (0.3127, 0.3290), 2.4),
    "ProPhoto": (((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001)), (0.3457, 0.3585), 1.8),
}


def lab_of_srgb(rgb: tuple[int, ...]) -> Lab:
    """What a display that keeps to sRGB shows for 8-bit values."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    primaries = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
    return _lab(
        _times(_to_d50(primaries, (0.3127, 0.3290)), [linear(value / 255) for value in rgb[:3]])
    )


def lab_of(space: str, rgb: tuple[int, int, int], *, curve: str = "") -> Lab:
    """What these 8-bit values mean in one of ``SPACES``; with ``curve`` "sRGB", by that curve."""
    primaries, white, gamma = SPACES[space]

    def linear(value: float) -> float:
        if not curve:
            return float(value**gamma)
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return _lab(_times(_to_d50(primaries, white), [linear(value / 255) for value in rgb]))


def difference(one: Lab, other: Lab) -> float:
    """CIE 1976 colour difference; about 1 is just seen, and this one is never kinder than its
    successors for near-greys.
    """
    return math.dist(one, other)


def matrix_profile(space: str) -> bytes:
    """An ICC v2 display profile of one of ``SPACES``."""
    primaries, white, gamma = SPACES[space]
    matrix = _to_d50(primaries, white)
    tags = {b"wtpt": _xyz(D50)}
    for name, column in zip((b"r", b"g", b"b"), range(3), strict=True):
        tags[name + b"XYZ"] = _xyz(tuple(row[column] for row in matrix))
        tags[name + b"TRC"] = (
            b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
        )
    return _profile(b"RGB ", b"XYZ ", b"mntr", tags)


def grey_profile(gamma: float) -> bytes:
    """An ICC v2 profile for grey pictures."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    return _profile(b"GRAY", b"XYZ ", b"mntr", {b"wtpt": _xyz(D50), b"kTRC": curve})


def ink_lab(inks: tuple[float, float, float, float]) -> Lab:
    """What a made-up press prints for inks from 0 to 1, relative to its paper: black is black,
    colours are mild.
    """
    cyan, magenta, yellow, black = inks
    light = 100 * (1 - 0.35 * cyan) * (1 - 0.4 * magenta) * (1 - 0.06 * yellow) * (1 - black)
    red_green = (-22 * cyan + 40 * magenta - 4 * yellow) * (1 - black)
    yellow_blue = (-28 * cyan - 4 * magenta + 55 * yellow) * (1 - black)
    return light, red_green, yellow_blue


def ink_profile() -> bytes:
    """An ICC v2 profile of that press: a grid of two points an ink (lut8)."""
    grid = bytearray()
    for node in range(16):
        inks = tuple(float(node >> shift & 1) for shift in (3, 2, 1, 0))
        light, red_green, yellow_blue = ink_lab(inks)  # type: ignore[arg-type]
        grid += bytes((round(light * 2.55), round(red_green) + 128, round(yellow_blue) + 128))
    identity = [65536, 0, 0, 0, 65536, 0, 0, 0, 65536]
    line = bytes(range(256))
    table = (
        b"mft1"
        + bytes(4)
        + bytes((4, 3, 2, 0))
        + struct.pack(">9i", *identity)
        + line * 4
        + bytes(grid)
        + line * 3
    )
    return _profile(b"CMYK", b"Lab ", b"prtr", {b"wtpt": _xyz(D50), b"A2B0": table, b"A2B1": table})


def png16(
    width: int, height: int, colour: tuple[int, int, int], chunks: dict[bytes, bytes] | None = None
) -> bytes:
    """A PNG of one colour with 16 bits a channel, which Pillow cannot write."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = (b"\x00" + struct.pack(">3H", *colour) * width) * height
    head = struct.pack(">2I5B", width, height, 16, 2, 0, 0, 0)
    more = b"".join(chunk(kind, content) for kind, content in (chunks or {}).items())
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + more
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds almost nothing."""
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    start = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + b"IHDR"
        + head
        + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    )
    data = zlib.compress(bytes(100))
    idat = (
        struct.pack(">I", len(data))
        + b"IDAT"
        + data
        + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    )
    return start + idat + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def _profile(space: bytes, connection: bytes, kind: bytes, tags: dict[bytes, bytes]) -> bytes:
    text = b"chart\x00"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + b"CC0\x00",
        **tags,
    }
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        table += name + struct.pack(">2I", at + len(body), len(content))
        body += content
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, kind, space, connection)
    head += (
        struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
        + b"acsp"
        + bytes(4)
        + bytes(20)
        + struct.pack(">I", 1)
        + _fixed(D50)
    )
    return head.ljust(128, b"\x00") + table + body


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _to_d50(primaries: tuple[tuple[float, float], ...], white: tuple[float, float]) -> Matrix:
    """Linear RGB to XYZ under D50, by Bradford's adaptation."""
    columns = [[x / y, 1.0, (1 - x - y) / y] for x, y in primaries]
    spread = [[columns[j][i] for j in range(3)] for i in range(3)]
    white_xyz = [white[0] / white[1], 1.0, (1 - white[0] - white[1]) / white[1]]
    scale = _times(_inverse(spread), white_xyz)
    matrix = [[spread[i][j] * scale[j] for j in range(3)] for i in range(3)]
    seen, wanted = _times(_BRADFORD, white_xyz), _times(_BRADFORD, list(D50))
    ratios = [[wanted[i] / seen[i] if i == j else 0.0 for j in range(3)] for i in range(3)]
    adapt = _product(_inverse(_BRADFORD), _product(ratios, _BRADFORD))
    return _product(adapt, matrix)


def _lab(xyz: list[float]) -> Lab:
    def root(value: float) -> float:
        return value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29

    x, y, z = (root(value / white) for value, white in zip(xyz, D50, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: Matrix, vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _product(one: Matrix, other: Matrix) -> Matrix:
    return [[sum(one[i][k] * other[k][j] for k in range(3)) for j in range(3)] for i in range(3)]


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = [
        [e * i - f * h, c * h - b * i, b * f - c * e],
        [f * g - d * i, a * i - c * g, c * d - a * f],
        [d * h - e * g, b * g - a * h, a * e - b * d],
    ]
    return [[value / det for value in row] for row in rows]


def srgb_of_lab(lab: Lab) -> tuple[int, int, int]:
    """The 8-bit values that show a colour in sRGB; out of its gamut they are clipped."""
    light = (lab[0] + 16) / 116
    roots = (light + lab[1] / 500, light, light - lab[2] / 200)
    xyz = [
        white * (root**3 if root > 6 / 29 else (root - 4 / 29) * 3 * (6 / 29) ** 2)
        for white, root in zip(D50, roots, strict=True)
    ]
    primaries = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
    linear = _times(_inverse(_to_d50(primaries, (0.3127, 0.3290))), xyz)

    def coded(value: float) -> int:
        bounded = min(1.0, max(0.0, value))
        curve = 12.92 * bounded if bounded <= 0.0031308 else 1.055 * bounded ** (1 / 2.4) - 0.055
        return round(255 * curve)

    red, green, blue = (coded(value) for value in linear)
    return red, green, blue
