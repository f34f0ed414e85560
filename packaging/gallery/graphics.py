"""Graphic works: rings, paper, a map, ink."""

from pathlib import Path

import numpy as np
from tools import (
    blend,
    blur,
    colour,
    drawn,
    finish,
    grid,
    noise,
    paper,
    ramp,
    relief,
    warp,
)


def rings(path: Path) -> None:
    """The rings of a tree, narrow for the dry years, printed in ink on paper."""
    rng = np.random.default_rng(64)
    side = 2400
    x, y = grid(side, side)
    cx, cy = 1225, 1200
    angle = np.arctan2(y - cy, x - cx)
    bumps = sum(rng.normal(0, 0.030) * np.cos(k * angle + rng.random() * 6) for k in range(1, 9))
    radius = np.hypot(x - cx, y - cy) * (1 + bumps) + 26 * (noise(rng, side, side, 420, octaves=4) - 0.5)
    edge = 985
    years = np.cumsum(np.clip(rng.gamma(2.2, 6.2, 120), 4, 40))
    years = years[years < edge]
    index = np.searchsorted(years, radius.ravel()).reshape(radius.shape)
    starts = np.concatenate([[0], years, [edge]])
    place = (radius - starts[np.clip(index, 0, len(starts) - 2)]) / np.maximum(
        np.diff(starts)[np.clip(index, 0, len(starts) - 2)], 1
    )
    late = np.clip(place, 0, 1) ** 2.4
    fibre = noise(rng, side, side, 6, octaves=3, decay=0.9)
    strength = 0.5 + 0.5 * rng.random(len(starts) + 2)[index]
    ink = (0.10 + 0.90 * late) * (0.35 + 0.65 * strength) * (0.62 + 0.75 * fibre)
    ray_angles = np.abs(np.mod(angle * 46 + 2.5 * noise(rng, side, side, 300), 1) - 0.5)
    ink *= 1 - 0.22 * np.exp(-((ray_angles / 0.045) ** 2))
    for crack_angle, begin, width_of in ((0.62, 240, 9), (2.5, 420, 6), (-1.9, 560, 5)):
        off = np.mod(angle - crack_angle + np.pi + 0.04 * np.sin(radius / 70), 2 * np.pi) - np.pi
        ink *= 1 - np.exp(-((off * radius / (width_of * np.clip((radius - begin) / 300, 0.01, 2))) ** 2)) * (
            radius > begin
        )
    knobs = noise(rng, side, side, 46, octaves=5)
    bark = np.clip((24 + 26 * knobs - np.abs(radius - edge - 34)) / 3, 0, 1) * np.clip(
        0.35 + 1.3 * noise(rng, side, side, 20, octaves=4), 0, 1
    )
    inside = np.clip((edge - radius) / 3, 0, 1)
    mask = np.clip(ink * inside + bark, 0, 1)
    image = np.broadcast_to(colour("efe6d4"), (side, side, 3)) * paper(rng, side, side)[..., None]
    tint = ramp(np.clip(radius / edge, 0, 1), [(0, "7a2e1d"), (0.5, "4e2a20"), (1, "2a1f1d")])
    finish(blend(image, tint * np.ones_like(image), mask * 0.94), rng, path, grain=0.008)


def doorways(path: Path) -> None:
    """Arches of cut paper, one behind the other, from dusk outside to light within."""
    rng = np.random.default_rng(29)
    side = 2400
    x, y = grid(side, side)
    tones = ["1f2440", "2f3560", "5b3f6e", "91476b", "c35d5a", "e28856", "f2b866", "f9dfa0", "fff4d6"]
    image = np.broadcast_to(colour(tones[0]), (side, side, 3)) * paper(rng, side, side)[..., None]
    for number, tone in enumerate(tones[1:]):
        half = 1010 - 122 * number
        top = 240 + 205 * number + (18 if number % 2 else -12)
        lean = 30 * np.sin(number * 1.3)
        wobble = 5 * noise(rng, side, side, 300, octaves=2)
        off = np.abs(x - side / 2 - lean * (1 - y / side)) + wobble
        arch_y = top + half
        inside = np.where(y < arch_y, half - np.hypot(off, y - arch_y), half - off)
        mask = np.clip(inside / 1.6 + 0.5, 0, 1)
        sheet = (
            np.broadcast_to(colour(tone), image.shape)
            * paper(np.random.default_rng(60 + number), side, side)[..., None]
        )
        sheet = sheet * (1.05 - 0.12 * y / side)[..., None]
        shade = blur(1 - mask, 34)
        shade = np.roll(shade, (26, 16), (0, 1))
        sheet = sheet * (1 - 0.58 * np.clip(shade, 0, 1))[..., None]
        rim = np.clip(1 - np.abs(inside + 2) / 2.2, 0, 1)
        image = blend(image, sheet, mask)
        image += (rim * 0.16)[..., None]
    finish(image, rng, path, grain=0.008)


def contours(path: Path) -> None:
    """A map of a country that was never surveyed: contour lines, and one path in gold."""
    rng = np.random.default_rng(90)
    width, height = 2800, 2000
    land = noise(rng, width, height, 1050, octaves=5, decay=0.44)
    small = blur(land, 9)
    image = ramp(small, [(0, "dfe6dc"), (0.35, "e9e3cf"), (0.7, "e4cfae"), (1, "d9b48e")])
    image *= paper(rng, width, height)[..., None]
    image *= (1 + 0.10 * relief(small, strength=420, angle=3.9))[..., None]
    gy, gx = np.gradient(small)
    slope = np.hypot(gx, gy) + 1e-6
    for step, thick, strength in ((0.025, 0.9, 0.5), (0.125, 1.9, 0.85)):
        off = np.abs(np.mod(small / step + 0.5, 1) - 0.5) * step / slope
        image = blend(
            image, np.broadcast_to(colour("7b4a35"), image.shape), np.clip(thick + 0.5 - off, 0, 1) * strength
        )
    lake = np.clip((0.16 - small) / 0.004, 0, 1)
    ripple = 0.5 + 0.5 * np.sin(small * 900)
    image = blend(image, ramp(ripple, [(0, "7fa3ad"), (1, "93b4ba")]), lake * 0.9)
    px, py = [240.0], [1730.0]
    heading = -0.5
    walk = np.random.default_rng(6)
    for _ in range(900):
        ix, iy = int(np.clip(px[-1], 2, width - 3)), int(np.clip(py[-1], 2, height - 3))
        level = np.arctan2(-gx[iy, ix], gy[iy, ix])
        if np.cos(level - heading) < 0:
            level += np.pi
        aim = np.arctan2(260 - py[-1], 2560 - px[-1])
        turn = 0.55 * np.sin(level - heading) + 0.75 * np.sin(aim - heading)
        heading += 0.12 * turn + walk.normal(0, 0.03)
        px.append(px[-1] + 4.2 * np.cos(heading))
        py.append(py[-1] + 4.2 * np.sin(heading))
        if np.hypot(px[-1] - 2560, py[-1] - 260) < 20:
            break

    def path_line(draw, scale: int) -> None:
        for start in range(0, len(px) - 9, 14):
            draw.line(
                [
                    (scale * a, scale * b)
                    for a, b in zip(px[start : start + 9], py[start : start + 9], strict=True)
                ],
                fill=255,
                width=9 * scale,
                joint="curve",
            )
        for cx, cy, r in ((px[0], py[0], 17), (px[-1], py[-1], 25)):
            draw.ellipse([scale * (cx - r), scale * (cy - r), scale * (cx + r), scale * (cy + r)], fill=255)

    mark = drawn((width, height), path_line)
    image *= (1 - 0.25 * blur(mark, 6))[..., None]
    image = blend(image, np.broadcast_to(colour("a8740f"), image.shape), mark)
    finish(image, rng, path, grain=0.008)


def ink(path: Path) -> None:
    """Ink let go on water and lifted off on paper."""
    rng = np.random.default_rng(1)
    width, height = 2300, 2900
    x, y = grid(width, height)
    bands = noise(rng, width, height, 1000, octaves=2) * 3 + y / height * 5 + 0.5 * x / width
    for size, push in ((900, 260), (420, 130), (170, 46)):
        dx = (noise(rng, width, height, size, octaves=2) - 0.5) * 2 * push
        dy = (noise(rng, width, height, size, octaves=2) - 0.5) * 2 * push
        bands = warp(bands, dx, dy)
    comb = 150 * np.sin(y / 210 + 1.2 * np.sin(x / 500))
    bands = warp(bands, comb, 90 * np.sin(x / 150))
    phase = np.mod(bands * 1.15, 1)
    image = ramp(
        phase,
        [
            (0, "f1e9da"),
            (0.10, "efe4d0"),
            (0.13, "1c3d5a"),
            (0.27, "2c5f7c"),
            (0.30, "efe3cb"),
            (0.42, "e6c88f"),
            (0.44, "b5472f"),
            (0.55, "8f2d2a"),
            (0.58, "f0e6d4"),
            (0.72, "e9dcc4"),
            (0.75, "243447"),
            (0.86, "15202d"),
            (0.89, "d6a54a"),
            (0.93, "f1e9da"),
            (1, "f1e9da"),
        ],
    )
    veins = np.abs(np.mod(bands * 11.5, 1) - 0.5)
    image = blend(image, np.broadcast_to(colour("fbf5e8"), image.shape), np.exp(-((veins / 0.03) ** 2)) * 0.5)
    image *= paper(rng, width, height)[..., None]
    edge = np.minimum(np.minimum(x, width - x), np.minimum(y, height - y)) + 20 * (
        noise(rng, width, height, 90) - 0.5
    )
    sheet = (
        np.broadcast_to(colour("f3ece0"), image.shape)
        * paper(np.random.default_rng(3), width, height)[..., None]
    )
    finish(blend(sheet, image, np.clip((edge - 80) / 6, 0, 1)), rng, path, grain=0.008)
