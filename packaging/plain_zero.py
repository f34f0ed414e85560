"""Take the slash out of the zero of the labels' typeface:  python packaging/plain_zero.py FOLDER

FOLDER holds the TTFs of ``@expo-google-fonts/atkinson-hyperlegible-next``; what is made of them is
written into ``assets/fonts``. The typeface has no feature for a zero without a slash, and on the
glass a slashed zero in a date reads like an 8. The designers' own outline stays: the counter, which
the slash cuts in two, is closed along the tangents of its four ends. The files also get three signs
that the program puts between the parts of a time, so that no other typeface is asked for them:
U+2011, U+202F and U+2060.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
MODIFIED = "; modified: a zero without a slash"
HYPHEN_NO_BREAK, NARROW_NO_BREAK, WORD_JOINER = 0x2011, 0x202F, 0x2060
# A narrow no-break space has the width of a thin space, a fifth of an em.
THIN_EMS = 0.2

Point = tuple[float, float]
Contour = list[tuple[str, tuple[Point, ...]]]


def contours(font: TTFont, name: str) -> list[Contour]:
    """The contours of a glyph, as the calls of a pen."""
    pen = RecordingPen()
    font.getGlyphSet()[name].draw(pen)
    found: list[Contour] = []
    for call, points in pen.value:
        if call == "moveTo":
            found.append([])
        found[-1].append((call, points))
    return found


def without_slash(font: TTFont) -> Glyph:
    """The glyph of the zero with one counter in place of its two halves."""
    outer, *halves = contours(font, "zero")
    if len(halves) != 2:
        raise ValueError(f"the zero has {len(halves)} counters")
    one, other = map(_open_ended, halves)
    pen = TTGlyphPen(None)
    for call, points in outer:
        getattr(pen, call)(*points)
    pen.moveTo(one[0][1][0])
    for half, following in ((one, other), (other, one)):
        for call, points in half[1:]:
            getattr(pen, call)(*points)
        end, start = half[-1][1], following[0][1][0]
        pen.qCurveTo(_crossing(end[-2], end[-1], following[1][1][0], start), start)
    pen.closePath()
    return pen.glyph()


def _open_ended(half: Contour) -> Contour:
    """A half without the straight edge of the slash: from its one end to its other."""
    calls = [call for call in half if call[0] != "closePath"]
    edge = next(number for number, (call, _) in enumerate(calls) if call == "lineTo")
    # The contour runs round; it begins anew behind the edge, where the curve of the half begins.
    before, behind = calls[1:edge], calls[edge + 1 :]
    return [("moveTo", (calls[edge][1][-1],)), *behind, *before]


def _crossing(before: Point, end: Point, after: Point, start: Point) -> Point:
    """Where the tangents at two ends meet: of a curve that ends, and of one that starts."""
    ax, ay = end[0] - before[0], end[1] - before[1]
    bx, by = start[0] - after[0], start[1] - after[1]
    cross = ax * by - ay * bx
    way = ((start[0] - end[0]) * by - (start[1] - end[1]) * bx) / cross
    return round(end[0] + way * ax), round(end[1] + way * ay)


def add_signs(font: TTFont) -> None:
    """Add the three signs: two without ink, and a hyphen after which no line breaks."""
    signs = {"uni202F": round(THIN_EMS * font["head"].unitsPerEm), "uni2060": 0}
    for name, width in signs.items():
        font["glyf"][name] = TTGlyphPen(None).glyph()
        font["hmtx"][name] = (width, 0)
    names = {HYPHEN_NO_BREAK: "hyphen", NARROW_NO_BREAK: "uni202F", WORD_JOINER: "uni2060"}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(names)


def main() -> None:
    """Write each weight and style."""
    for path in sorted(Path(sys.argv[1]).glob("AtkinsonHyperlegibleNext-*.ttf")):
        # The hour of the day must not be in the file: the same input gives the same bytes.
        font = TTFont(path, recalcTimestamp=False)
        font["glyf"]["zero"] = without_slash(font)
        add_signs(font)
        for record in font["name"].names:
            if record.nameID == 5 and MODIFIED not in str(record):
                record.string = str(record) + MODIFIED
        font.save(FONTS / path.name)


if __name__ == "__main__":
    main()
