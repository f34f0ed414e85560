"""Cloth: a tapestry with its fringe, and a mended quilt."""

from pathlib import Path

import numpy as np
from PIL import ImageDraw
from tools import (
    Array,
    blend,
    blur,
    colour,
    drawn,
    finish,
    grid,
    line_noise,
    noise,
    ramp,
    relief,
    vignette,
)

_THREADS = [
    "1d2f4f",
    "2f4a6e",
    "5c6f8e",
    "a7878d",
    "d9967a",
    "e9b36a",
    "f4d27e",
    "b5533c",
    "8a2f33",
    "5c1f2e",
    "38172a",
]


def _pattern(rng: np.random.Generator, rows: int, columns: int) -> Array:
    """The weaver's plan: for each stitch the number of its thread. Two threads are mixed where tones meet."""
    down, across = np.mgrid[0:rows, 0:columns].astype(float)
    down, across = down / rows, across / columns
    mixed = rng.random((rows, columns)) - 0.5
    plan = np.clip(np.floor(down * 9.4 + 0.75 * mixed), 0, 5).astype(int)
    far = np.hypot((across - 0.66) * 1.0, down - 0.27)
    plan = np.where(far < 0.205 + 0.055 * mixed, np.minimum(plan + 2, 5), plan)
    plan = np.where(far < 0.155, 6, plan)
    for thread, level, tall, seed in (
        (7, 0.52, 0.16, 2),
        (8, 0.63, 0.15, 12),
        (9, 0.76, 0.13, 6),
        (10, 0.90, 0.09, 9),
    ):
        ridge = (
            level
            - tall * np.abs(line_noise(np.random.default_rng(seed), columns, columns / 2.4, octaves=4)) * 1.25
        )
        below = down - ridge[None, :]
        plan = np.where(below > 0, thread, plan)
        plan = np.where((below > 0) & (below < 0.045 + 0.05 * mixed), thread - 1 if thread > 7 else 4, plan)
    return plan


def weaving(path: Path) -> None:
    """A tapestry on a wall. Each weft passes over one warp and under the next, and is lit by itself."""
    rng = np.random.default_rng(8)
    side, pitch_u, pitch_v = 2400, 15.0, 13.0
    left, right, top, bottom = 250, 2150, 190, 2060
    x, y = grid(side, side)
    u = (x - left + 9 * noise(rng, side, side, 420, octaves=3)) / pitch_u
    v = (y - top + 12 * noise(rng, side, side, 520, octaves=3)) / pitch_v
    rows, columns = int((bottom - top) / pitch_v), int((right - left) / pitch_u / 2)
    row = np.floor(v).astype(int)
    shifted = (u - (row % 2)) / 2
    bead = np.floor(shifted).astype(int)
    along, across = (shifted - bead - 0.5) * 2, (v - row - 0.5) * 2
    safe_row, safe_bead = np.clip(row, 0, rows - 1), np.clip(bead, 0, columns - 1)
    plan = _pattern(np.random.default_rng(19), rows, columns)
    shades = 1 + np.random.default_rng(20).normal(0, 0.055, (rows, columns))
    lots = 1 + 0.10 * (noise(np.random.default_rng(23), 8, rows, 9, octaves=3)[:, 4] - 0.5)
    threads = np.stack([colour(code) for code in _THREADS])
    yarn = threads[plan[safe_row, safe_bead]] * (shades[safe_row, safe_bead] * lots[safe_row])[..., None]
    swell = np.sqrt(np.clip(1 - across**2, 0, 1)) * np.clip(1 - np.abs(along) ** 3.2, 0, 1) ** 0.55
    lean = np.clip(-0.55 * across - 0.20 * along, -1, 1)
    ply = 0.5 + 0.5 * np.sin(
        2 * np.pi * (along * 1.15 + across * 0.55)
        + 2 * np.pi * rng.random((rows, columns))[safe_row, safe_bead]
    )
    fuzz = noise(rng, side, side, 6, octaves=2)
    cloth = (
        yarn
        * (0.16 + (0.72 + 0.34 * lean) * swell + 0.15 * ply * swell + 0.16 * (fuzz - 0.5))[..., None]
        * 1.12
    )
    wave = noise(np.random.default_rng(31), side, side, 800, octaves=2)
    cloth *= (1 + 0.22 * relief(wave, strength=260))[..., None]
    inside = np.minimum(np.minimum(u, 2 * columns - u) * pitch_u, np.minimum(v, rows - v) * pitch_v)
    mask = np.clip(inside / 2 + 0.5, 0, 1)

    def fringe(draw: ImageDraw.ImageDraw, scale: int) -> None:
        hair = np.random.default_rng(77)
        for tassel in range(72):
            knot = left + 6 + (right - left - 12) * (tassel + 0.5) / 72
            for _ in range(9):
                t = np.linspace(0, 1, 18)
                start, end = knot + hair.normal(0, 6), knot + hair.normal(0, 9)
                long = 175 + hair.normal(0, 16)
                px = (
                    start
                    + (knot - start) * np.minimum(t * 4, 1)
                    + (end - knot) * np.clip(t * 4 - 1, 0, None) / 3
                )
                px = px + 3 * np.sin(5 * t + hair.random() * 6) * t
                py = bottom - 8 + long * t
                draw.line(
                    [(scale * float(a), scale * float(b)) for a, b in zip(px, py, strict=True)],
                    fill=255,
                    width=2 * scale,
                )
            draw.ellipse(
                [scale * (knot - 8), scale * (bottom + 27), scale * (knot + 8), scale * (bottom + 47)],
                fill=255,
            )

    warp_ends = drawn((side, side), fringe)
    wall = colour("ddd3c4") * (0.97 + 0.06 * noise(rng, side, side, 300, octaves=7, decay=0.6))[..., None]
    wall = wall * (1.06 - 0.16 * (0.6 * x + 0.4 * y) / side)[..., None]
    thing = np.maximum(mask, warp_ends)
    for reach, strength in ((10, 0.30), (38, 0.38)):
        wall *= (1 - strength * np.roll(blur(thing, reach), (reach, int(reach * 0.8)), (0, 1)))[..., None]
    ends = colour("cdb894") * (
        0.72 + 0.5 * relief(blur(warp_ends, 1.5), strength=3)[..., None] + 0.1 * fuzz[..., None]
    )
    image = blend(blend(wall, ends, warp_ends), cloth, mask)

    def rod(draw: ImageDraw.ImageDraw, scale: int) -> None:
        draw.rounded_rectangle(
            [scale * (left - 90), scale * (top - 34), scale * (right + 90), scale * (top + 2)],
            18 * scale,
            fill=255,
        )

    bar = drawn((side, side), rod)
    wood = ramp(
        np.clip((y - top + 34) / 36, 0, 1), [(0, "5d4330"), (0.3, "a37d58"), (0.6, "7a5a3f"), (1, "33241a")]
    )
    wood *= (0.9 + 0.2 * noise(rng, side, 40, 60, octaves=5)[20])[None, :, None]
    image *= (1 - 0.4 * np.roll(blur(bar, 12), (14, 8), (0, 1)) * (1 - bar))[..., None]
    finish(blend(image, wood, bar) * vignette(side, side, 0.14)[..., None], rng, path, grain=0.008)


def quilt(path: Path) -> None:
    """A quilt of nine patches, worn and stitched; the mended patches are the bright ones."""
    rng = np.random.default_rng(52)
    side, cells = 2520, 9
    x, y = grid(side, side)
    sag_x, sag_y = 16 * noise(rng, side, side, 600, octaves=2), 16 * noise(rng, side, side, 600, octaves=2)
    pitch = side / cells
    column = np.clip(((x + sag_x - 8) // pitch).astype(int), 0, cells - 1)
    row = np.clip(((y + sag_y - 8) // pitch).astype(int), 0, cells - 1)
    u, v = (x + sag_x - 8) / pitch - column, (y + sag_y - 8) / pitch - row
    quiet = ["2f4858", "3f5f6b", "58727a", "8a9a97", "b9b29b", "d8cbb0", "6c5a4c", "403a3a"]
    bright = ["c8553d", "e0a33e", "9c3848"]
    mended = {(2, 6), (5, 1), (4, 4), (7, 7), (6, 5), (1, 2)}
    image = np.zeros((side, side, 3))
    for r in range(cells):
        for c in range(cells):
            here = (row == r) & (column == c)
            patch = np.random.default_rng(1000 + 31 * r + c)
            tones = patch.choice(bright if (r, c) in mended else quiet, 2, replace=False)
            kind = patch.integers(0, 5) if (r + c) % 2 else 4
            uu, vv = u[here], v[here]
            if kind == 0:
                pick = (np.sin(uu * 40) > 0.2).astype(float)
            elif kind == 1:
                pick = ((uu * 9 % 1 - 0.5) ** 2 + (vv * 9 % 1 - 0.5) ** 2 < 0.055).astype(float)
            elif kind == 2:
                pick = (
                    ((uu + vv) % 1 > 0.5).astype(float)
                    if patch.random() < 0.5
                    else (np.abs(uu - 0.5) + np.abs(vv - 0.5) < 0.36).astype(float)
                )
            elif kind == 3:
                pick = 0.5 * ((uu * 7 % 1 > 0.5).astype(float) + (vv * 7 % 1 > 0.5))
            else:
                pick = np.zeros_like(uu)
            image[here] = colour(tones[0]) + (colour(tones[1]) - colour(tones[0])) * pick[:, None]
    threads = 0.5 + 0.25 * (np.sin(x * 1.25) + np.sin(y * 1.25))
    fade = noise(rng, side, side, 380, octaves=4)
    image = blend(image, np.broadcast_to(colour("cfc6b2"), image.shape), np.clip(fade - 0.45, 0, 1) * 0.42)
    seam = np.minimum(np.minimum(u, 1 - u), np.minimum(v, 1 - v)) * pitch
    pillow = np.clip(seam / 60, 0, 1) ** 0.5
    diagonal = np.minimum(np.abs(np.mod(u + v, 1) - 0.5), np.abs(np.mod(u - v, 1) - 0.5)) * pitch
    puff = blur(pillow * np.clip(diagonal / 26, 0.25, 1) ** 0.5, 5) + 0.22 * noise(
        rng, side, side, 150, octaves=3
    )
    image *= (0.93 + 0.34 * relief(puff, strength=13) + 0.06 * threads)[..., None]
    image *= (1 - 0.45 * np.exp(-((seam / 5) ** 2)))[..., None]
    stitch = (np.abs(seam - 15) < 2.2) & (
        np.mod(np.where(np.minimum(u, 1 - u) < np.minimum(v, 1 - v), v, u) * pitch, 22) < 13
    )
    image = blend(
        image, np.broadcast_to(colour("f2e8d2"), image.shape), blur(stitch.astype(np.float32), 1) * 0.8
    )
    finish(image * vignette(side, side, 0.18)[..., None], rng, path)
