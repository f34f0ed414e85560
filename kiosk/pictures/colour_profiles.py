"""Profiles for colour spaces that a file names by number only (ITU-T H.273, "nclx", "cICP")."""

import struct
from functools import cache

_Matrix = list[list[float]]
_Point = tuple[float, float]
_D50 = (0.9642, 1.0, 0.8249)
_D65 = (0.3127, 0.3290)
# Bradford's cone response, as ICC.1:2022 Annex E has it.
_BRADFORD = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
_SRGB_PRIMARIES: tuple[_Point, _Point, _Point] = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
# Chromaticities of red, green and blue by code point, all for D65: BT.2020 and Display P3. BT.709
# has sRGB's.
_PRIMARIES: dict[int, tuple[_Point, _Point, _Point]] = {
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}


@cache
def profile_of_gamma(gamma: float) -> bytes:
    """An ICC profile with sRGB's primaries, for values that are linear light to the ``gamma``."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 0, 0) + _fixed((1 / gamma,))
    return _profile(_tags_of(_SRGB_PRIMARIES, curve))


@cache
def profile_of_primaries(code_point: int) -> bytes | None:
    """An ICC profile with these primaries and sRGB's curve; None when sRGB needs no other."""
    primaries = _PRIMARIES.get(code_point)
    if primaries is None:
        return None
    # IEC 61966-2-1: exponent, slope and offset, slope of the linear part, where it ends.
    parts = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(parts)
    return _profile(_tags_of(primaries, curve))


def _tags_of(primaries: tuple[_Point, _Point, _Point], curve: bytes) -> dict[bytes, bytes]:
    matrix = _to_d50(primaries)
    tags = {b"wtpt": _xyz(_D50)}
    for number, name in enumerate((b"r", b"g", b"b")):
        tags[name + b"XYZ"] = _xyz((matrix[0][number], matrix[1][number], matrix[2][number]))
        tags[name + b"TRC"] = curve
    return tags


def _profile(tags: dict[bytes, bytes]) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        table += name + struct.pack(">2I", at + len(body), len(content))
        body += content
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4xI4s4s4s", size, 0x04000000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _fixed(_D50)
    return head.ljust(128, b"\x00") + table + body


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _to_d50(primaries: tuple[_Point, _Point, _Point]) -> _Matrix:
    """Linear RGB under D65 to XYZ under D50."""
    columns = [[x / y, 1.0, (1 - x - y) / y] for x, y in primaries]
    spread = [[columns[j][i] for j in range(3)] for i in range(3)]
    x, y = _D65
    white = [x / y, 1.0, (1 - x - y) / y]
    scale = _times(_inverse(spread), white)
    matrix = [[spread[i][j] * scale[j] for j in range(3)] for i in range(3)]
    seen, wanted = _times(_BRADFORD, white), _times(_BRADFORD, list(_D50))
    ratios = [[wanted[i] / seen[i] if i == j else 0.0 for j in range(3)] for i in range(3)]
    return _product(_product(_inverse(_BRADFORD), _product(ratios, _BRADFORD)), matrix)


def _times(matrix: _Matrix, vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _product(one: _Matrix, other: _Matrix) -> _Matrix:
    return [[sum(one[i][k] * other[k][j] for k in range(3)) for j in range(3)] for i in range(3)]


def _inverse(m: _Matrix) -> _Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = [
        [e * i - f * h, c * h - b * i, b * f - c * e],
        [f * g - d * i, a * i - c * g, c * d - a * f],
        [d * h - e * g, b * g - a * h, a * e - b * d],
    ]
    return [[value / determinant for value in row] for row in rows]
