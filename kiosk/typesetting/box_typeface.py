"""A typeface of empty boxes, for the scripts of which the machine has no typeface.

Qt draws boxes there by itself, but it looks for a typeface first: in every one that is installed,
again for each script, size and weight. A title in Tamil took 3 ms at each of a screen's sizes, one
in ten such scripts half a second. With this typeface the search ends at once.

The letters are told as missing all the same (``kiosk.offscreen.glyphs``).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

FAMILY = "Kiosk Boxes"

# Every so many letters of a script are looked for.
_SAMPLE_STEP = 9
_UNITS, _ADVANCE, _ASCENT, _DESCENT = 1000, 700, 800, 200
_SYSTEMS = QFontDatabase.WritingSystem


class ComplexScript(NamedTuple):
    """A script that Qt sets only in a typeface with tables for it (``QFontEngine``).

    ``tags`` are its names in OpenType, ``ranges`` its blocks in Unicode, with both ends.
    """

    system: QFontDatabase.WritingSystem
    tags: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]


SCRIPTS = (
    ComplexScript(_SYSTEMS.Syriac, ("syrc",), ((0x0700, 0x074F), (0x0860, 0x086F))),
    ComplexScript(_SYSTEMS.Thaana, ("thaa",), ((0x0780, 0x07BF),)),
    ComplexScript(_SYSTEMS.Nko, ("nko ",), ((0x07C0, 0x07FF),)),
    ComplexScript(_SYSTEMS.Devanagari, ("dev2", "deva"), ((0x0900, 0x097F), (0xA8E0, 0xA8FF))),
    ComplexScript(_SYSTEMS.Bengali, ("bng2", "beng"), ((0x0980, 0x09FF),)),
    ComplexScript(_SYSTEMS.Gurmukhi, ("gur2", "guru"), ((0x0A00, 0x0A7F),)),
    ComplexScript(_SYSTEMS.Gujarati, ("gjr2", "gujr"), ((0x0A80, 0x0AFF),)),
    ComplexScript(_SYSTEMS.Oriya, ("ory2", "orya"), ((0x0B00, 0x0B7F),)),
    ComplexScript(_SYSTEMS.Tamil, ("tml2", "taml"), ((0x0B80, 0x0BFF),)),
    ComplexScript(_SYSTEMS.Telugu, ("tel2", "telu"), ((0x0C00, 0x0C7F),)),
    ComplexScript(_SYSTEMS.Kannada, ("knd2", "knda"), ((0x0C80, 0x0CFF),)),
    ComplexScript(_SYSTEMS.Malayalam, ("mlm2", "mlym"), ((0x0D00, 0x0D7F),)),
    ComplexScript(_SYSTEMS.Sinhala, ("sinh",), ((0x0D80, 0x0DFF),)),
    ComplexScript(_SYSTEMS.Khmer, ("khmr",), ((0x1780, 0x17FF), (0x19E0, 0x19FF))),
)


def add_box_typeface() -> None:
    """Register the boxes for the scripts of which no typeface of this machine has a letter."""
    families = QFontDatabase.families()
    if FAMILY in families:
        return
    missing = [script for script in SCRIPTS if not QFontDatabase.families(script.system)]
    if missing:
        # Not every typeface says which scripts it has; each takes 0.2 ms to be asked.
        faces = [QRawFont.fromFont(QFont(family)) for family in families]
        missing = [script for script in missing if not _has_letters(faces, script)]
    if missing:
        QFontDatabase.addApplicationFontFromData(box_typeface(missing))


def _has_letters(faces: Sequence[QRawFont], script: ComplexScript) -> bool:
    first, last = script.ranges[0]
    letters = range(first, last + 1, _SAMPLE_STEP)
    return any(face.supportsCharacter(letter) for face in faces for letter in letters)


def box_typeface(scripts: Sequence[ComplexScript]) -> bytes:
    """A TrueType file (OpenType 1.9) in which each letter of the scripts is an empty box."""
    outline = _box()
    tables = {
        "GSUB": _substitutions(sorted(tag for script in scripts for tag in script.tags)),
        "OS/2": _metrics(),
        "cmap": _characters(sorted(pair for script in scripts for pair in script.ranges)),
        # Glyph 0 stands for a missing letter, glyph 1 for every letter.
        "glyf": outline * 2,
        "head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0b11, _UNITS, 0, 0),
            *(0, 0, _ADVANCE, _ASCENT, 0, 8, 2, 1, 0),
        ),
        "hhea": struct.pack(
            ">IhhhHhhhhhh4hhH",
            *(0x00010000, _ASCENT, -_DESCENT, 0, _ADVANCE, 0, 0, _ADVANCE, 1, 0, 0),
            *(0, 0, 0, 0, 0, 2),
        ),
        "hmtx": struct.pack(">HhHh", _ADVANCE, 100, _ADVANCE, 100),
        "loca": struct.pack(">III", 0, len(outline), 2 * len(outline)),
        "maxp": struct.pack(">IH13H", 0x00010000, 2, 8, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        "name": _names(),
        "post": struct.pack(">IIhhIIIII", 0x00030000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    return _file(tables)


def _box() -> bytes:
    """A frame: an outer square, and an inner one that runs the other way."""
    low, high, left, right, line = 0, 700, 100, 600, 50
    outer = [(left, low), (left, high), (right, high), (right, low)]
    inner = [
        (left + line, low + line),
        (right - line, low + line),
        (right - line, high - line),
        (left + line, high - line),
    ]
    points = outer + inner
    steps = [(x - a, y - b) for (x, y), (a, b) in zip(points, [(0, 0), *points], strict=False)]
    head = struct.pack(">hhhhhHHH", 2, left, low, right, high, 3, 7, 0)
    # Each point lies on the outline, and its steps have two bytes.
    made = head + bytes([1] * 8)
    made += b"".join(struct.pack(">h", x) for x, _ in steps)
    made += b"".join(struct.pack(">h", y) for _, y in steps)
    return made + bytes(-len(made) % 4)


def _characters(ranges: Sequence[tuple[int, int]]) -> bytes:
    """A map (format 13: many to one) of all characters of the ranges to the box."""
    groups = b"".join(struct.pack(">III", first, last, 1) for first, last in ranges)
    table = struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, len(ranges)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _substitutions(tags: Sequence[str]) -> bytes:
    """A GSUB table that names the scripts and changes nothing."""
    script = struct.pack(">HH", 4, 0) + struct.pack(">HHH", 0, 0xFFFF, 0)
    start = 2 + 6 * len(tags)
    records = b"".join(
        tag.encode() + struct.pack(">H", start + number * len(script))
        for number, tag in enumerate(tags)
    )
    scripts = struct.pack(">H", len(tags)) + records + script * len(tags)
    features = 10 + len(scripts)
    return struct.pack(">IHHH", 0x00010000, 10, features, features + 2) + scripts + bytes(4)


def _metrics() -> bytes:
    """OS/2, version 0 of OpenType's: without a claim to any script but those of the map."""
    return struct.pack(
        ">HhHHHhhhhhhhhhhh10sIIII4sHHHhhhHH",
        *(3, _ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0, bytes(10)),
        *(0, 0, 0, 0, b"NONE", 0x40, 0x0700, 0xFFFF),
        *(_ASCENT, -_DESCENT, 0, _ASCENT, _DESCENT),
    ) + struct.pack(">IIhhHHH", 0, 0, 500, 700, 0, 32, 0)


def _names() -> bytes:
    words = {1: FAMILY, 2: "Regular", 3: FAMILY, 4: FAMILY, 5: "1", 6: FAMILY.replace(" ", "")}
    records, text = b"", b""
    for number, word in words.items():
        encoded = word.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(encoded), len(text))
        text += encoded
    return struct.pack(">HHH", 0, len(words), 6 + len(records)) + records + text


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _file(tables: dict[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    head = struct.pack(
        ">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power)
    )
    at, entries, body = 12 + 16 * len(tables), b"", b""
    for tag, data in tables.items():
        entries += struct.pack(">4sIII", tag.encode(), _checksum(data), at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + entries + body
