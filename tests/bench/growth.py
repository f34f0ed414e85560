"""Draws how start, memory and touch grow with the number of works."""

from collections.abc import Mapping
from pathlib import Path

# Of one panel, in the picture's units: room for the curve, for words around it, and between panels.
WIDE, TALL, EDGE, GAP = 240, 130, 34, 30
PANELS = (
    ("start_seconds", "warm start, s", 2),
    ("mb", "memory, MB", 0),
    ("touch_ms", "touch to work, 99 of 100, ms", 0),
)


def draw_growth(path: Path, found: Mapping[int, Mapping[str, float]], note: str) -> None:
    """Write an SVG with one panel for each value; the number of works on a logarithmic axis, values
    from zero. The ``note`` stands below them.
    """
    counts = sorted(found)
    width = len(PANELS) * (WIDE + GAP) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {TALL + 3 * EDGE}" font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{TALL + 3 * EDGE}" fill="#ffffff"/>',
    ]
    for panel, (name, words, digits) in enumerate(PANELS):
        left, foot = GAP + panel * (WIDE + GAP), TALL + 1.5 * EDGE
        most = max(found[count][name] for count in counts) * 1.2
        at = [
            (
                left + 14 + index * (WIDE - 28) / (len(counts) - 1),
                foot - TALL * found[count][name] / most,
            )
            for index, count in enumerate(counts)
        ]
        parts.append(f'<text x="{left}" y="22" font-size="13" fill="#1c1a17">{words}</text>')
        parts.append(f'<path d="M{left} {foot}h{WIDE}" stroke="#8a8378" fill="none"/>')
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        parts.append(f'<polyline points="{line}" fill="none" stroke="#1f5f5b" stroke-width="2"/>')
        for (x, y), count in zip(at, counts, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#1f5f5b"/>')
            parts.append(
                f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle" fill="#1c1a17">{found[count][name]:.{digits}f}</text>'
            )
            parts.append(
                f'<text x="{x:.1f}" y="{foot + 16:.1f}" text-anchor="middle" fill="#5c564d">{count:,}</text>'
            )
        parts.append(f'<text x="{left}" y="{foot + 32:.1f}" fill="#5c564d">works</text>')
    foot = TALL + 2.8 * EDGE
    parts.append(f'<text x="{GAP}" y="{foot:.1f}" fill="#5c564d">{note}</text>')
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")
