"""Ferns on blue-print paper, and grass against the light."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import ImageDraw
from tools import Array, blend, blur, colour, drawn, finish, grid, noise, paper, ramp, resize, vignette

Painter = Callable[[ImageDraw.ImageDraw, int], None]


def _leaf(
    draw: ImageDraw.ImageDraw, scale: int, foot: Array, angle: float, length: float, wide: float
) -> None:
    """One leaflet with a round shoulder and a point."""
    t = np.array([0, 0.12, 0.3, 0.5, 0.7, 0.86, 1.0])
    half = wide * np.array([0.35, 0.85, 1.0, 0.9, 0.66, 0.36, 0])
    ahead, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    spine = foot + length * t[:, None] * ahead
    edge = [*(spine + half[:, None] * across), *(spine - half[:, None] * across)[::-1]]
    draw.polygon([(scale * float(p[0]), scale * float(p[1])) for p in edge], fill=255)


def _walk(
    foot: Array, angle: float, length: float, bend: float, steps: int
) -> Iterator[tuple[float, Array, float]]:
    """Points of a curve: how far along it is (0 to 1), the place, the heading."""
    place, heading = foot.copy(), angle
    for step in range(steps):
        yield step / steps, place.copy(), heading
        heading += bend / steps
        place = place + length / steps * np.array([np.cos(heading), np.sin(heading)])


def _frond(foot: tuple[float, float], angle: float, length: float, bend: float, seed: int) -> Painter:
    """A fern: a stem, pairs of side fronds, and on each of them pairs of leaflets, grown like an L-system."""

    def paint(draw: ImageDraw.ImageDraw, scale: int) -> None:
        rng = np.random.default_rng(seed)
        points = list(_walk(np.array(foot), angle, length, bend, 220))
        for (t, a, _), (_, b, _) in zip(points, points[1:], strict=False):
            draw.line(
                [tuple(a * scale), tuple(b * scale)],
                fill=255,
                width=max(1, round(scale * (1.5 + 8.5 * (1 - t)))),
            )
        pairs = 27
        for number in range(pairs):
            t = 0.17 + 0.815 * (number / pairs) ** 0.88
            _, place, heading = points[min(219, int(t * 220))]
            grown = (t - 0.17) / 0.83
            reach = length * 0.245 * np.sin(np.pi * (0.07 + 0.93 * grown) ** 0.62) + 14
            gap = length * 0.83 / pairs * (1.12 - 0.55 * grown)
            for side in (-1, 1):
                tilt = heading + side * (1.30 - 0.45 * grown) + rng.normal(0, 0.025)
                _pinna(
                    draw,
                    scale,
                    place,
                    tilt,
                    reach * (1 + rng.normal(0, 0.03)),
                    -side * (0.26 + 0.1 * rng.random()),
                    gap,
                )

    return paint


def _pinna(
    draw: ImageDraw.ImageDraw, scale: int, foot: Array, angle: float, length: float, bend: float, gap: float
) -> None:
    """A side frond; its leaflets reach halfway to the next one, ``gap`` pixels on."""
    count = max(5, int(length / 23))
    points = list(_walk(foot, angle, length, bend, 60))
    for (t, a, _), (_, b, _) in zip(points, points[1:], strict=False):
        draw.line(
            [tuple(a * scale), tuple(b * scale)], fill=255, width=max(1, round(scale * 3.6 * (1 - t) + 1))
        )
    for number in range(count):
        t = 0.05 + 0.93 * number / count
        _, place, heading = points[int(t * 60)]
        size = min(length * 0.165, gap * 0.53) * (1 - t) ** 0.6 + 4
        for side in (-1, 1):
            _leaf(
                draw,
                scale,
                place,
                heading + side * (1.08 - 0.3 * t),
                size,
                min(size * 0.27, length / count * 0.40),
            )
    _leaf(draw, scale, points[-1][1], points[-1][2], 10, 2.5)


def fern(path: Path) -> None:
    """Fern fronds laid on blue-print paper and left in the sun; what did not lie flat is soft."""
    rng = np.random.default_rng(17)
    width, height = 2000, 2800
    x, y = grid(width, height)
    brush = resize(noise(rng, 16, height, 190, octaves=5, decay=0.42), width, height)
    across = resize(noise(rng, width, 16, 150, octaves=5, decay=0.45), width, height)
    edge = np.minimum(
        np.minimum(x - 110, width - 110 - x) + 70 * (brush - 0.5),
        np.minimum(y - 120, height - 120 - y) + 120 * (across - 0.5),
    )
    coated = np.clip(edge / 4 + 0.5, 0, 1) * (0.90 + 0.10 * np.clip(edge / 60, 0, 1))
    sweep = resize(noise(rng, 90, 40, 14, octaves=3), width, height)
    tone = np.clip(0.55 * noise(rng, width, height, 1100, octaves=6) + 0.45 * sweep, 0, 1)
    blue = ramp(tone, [(0, "06214a"), (0.5, "0b3467"), (1, "185089")])
    sheet = colour("efe9da") * paper(rng, width, height)[..., None]
    image = blend(sheet, blue * paper(np.random.default_rng(2), width, height)[..., None], coated)
    fronds = (
        ((1370, 2640), -1.36, 1500, 0.62, 14.0, 0.42),
        ((640, 2600), -1.80, 1620, -0.52, 6.0, 0.62),
        ((960, 2690), -1.64, 2330, 0.26, 0.0, 0.95),
    )
    for number, (foot, angle, length, bend, lifted, strength) in enumerate(fronds):
        mask = drawn((width, height), _frond(foot, angle, length, bend, 40 + number), scale=3)
        if lifted:
            mask = 0.75 * blur(mask, lifted) + 0.25 * blur(mask, lifted / 3)
        thick = ramp(
            noise(rng, width, height, 240, octaves=5), [(0, "c3d8e2"), (0.6, "e9f0ec"), (1, "f6f5ec")]
        )
        image = blend(image, thick, np.clip(mask, 0, 1) * strength * coated)
    finish(image, rng, path, grain=0.010)


def _stalks(
    count: int,
    tall: tuple[float, float],
    thick: float,
    lean: float,
    seed: int,
    heads: float,
    size: tuple[int, int],
) -> Painter:
    """Blades of grass; the share ``heads`` of them carry a drooping head of seeds."""

    def paint(draw: ImageDraw.ImageDraw, scale: int) -> None:
        rng = np.random.default_rng(seed)
        for _ in range(count):
            foot, length = rng.uniform(-200, size[0] + 200), rng.uniform(*tall)
            side = rng.normal(lean, 0.16) * length
            t = np.linspace(0, 1, 40)
            px, py = foot + side * t**2.2, size[1] + 40 - length * (t - 0.10 * t**4)
            has_head = rng.random() < heads
            half = (
                thick
                * rng.uniform(0.6, 1.3)
                * (0.55 if has_head else 1.0)
                * (1 - t) ** (0.35 if has_head else 0.75)
                / 2
                + 0.5
            )
            edge = [*zip(px - half, py, strict=True), *zip(px[::-1] + half[::-1], py[::-1], strict=True)]
            draw.polygon([(scale * float(a), scale * float(b)) for a, b in edge], fill=255)
            if has_head:
                _head(
                    draw,
                    scale,
                    rng,
                    np.array([px[-1], py[-1]]),
                    float(np.arctan2(py[-1] - py[-4], px[-1] - px[-4])),
                    thick,
                )

    return paint


def _head(
    draw: ImageDraw.ImageDraw, scale: int, rng: np.random.Generator, foot: Array, angle: float, thick: float
) -> None:
    """An ear of seeds in three loose ranks, with a few bristles."""
    long = thick * rng.uniform(15, 24)
    droop = rng.uniform(0.5, 1.5) * (1 if np.cos(angle) >= 0 else -1)
    for t, place, heading in _walk(foot, angle, long, droop, 15):
        for side in (-1, 0, 1):
            tilt = heading + side * 0.42 + rng.normal(0, 0.10)
            _leaf(draw, scale, place, tilt, thick * 2.5 * (1.15 - 0.6 * t), thick * 0.52)
            if side:
                tip = place + thick * 6.0 * (1.1 - 0.5 * t) * np.array([np.cos(tilt), np.sin(tilt)])
                draw.line([tuple(place * scale), tuple(tip * scale)], fill=150, width=max(1, scale))


def grasses(path: Path) -> None:
    """Seeding grass against a low sun: far ranks soft, one rank sharp, the nearest soft again."""
    rng = np.random.default_rng(12)
    width, height = 3000, 2000
    x, y = grid(width, height)
    image = ramp(
        y / height, [(0, "d79a5a"), (0.25, "eebd76"), (0.45, "f3cf91"), (0.58, "c79a55"), (1, "3a3418")]
    )
    glow = np.exp(-(((x - 2020) / 900) ** 2 + ((y - 720) / 560) ** 2))
    image += glow[..., None] * colour("ffdf9c") * 0.42
    for level, tone, soft in ((860, "b98f58", 26), (1010, "8f7440", 20)):
        hill = level - 150 * noise(np.random.default_rng(level), width, 8, 1500, octaves=3)[4]
        image = blend(
            image,
            colour(tone) * (0.9 + 0.5 * glow)[..., None],
            blur(np.clip((y - hill[None, :]) / 4, 0, 1), soft),
        )
    sun = blur(np.clip((74 - np.hypot(x - 2020, y - 640)) / 20, 0, 1), 12)
    image += (sun * 1.0 + blur(sun, 120) * 1.6)[..., None] * colour("fff0c6")
    discs = np.zeros((height, width), np.float32)
    for _ in range(46):
        cx, cy, r = rng.normal(1900, 620), rng.normal(1000, 230), rng.uniform(14, 58)
        far = np.hypot(x - cx, y - cy)
        discs += (
            np.clip((r - far) / 6, 0, 1) * (0.7 + 0.3 * np.clip(far / r, 0, 1) ** 4) * rng.uniform(0.05, 0.26)
        )
    size = (width, height)
    ranks = (
        (1500, (420, 900), 7.0, 0.05, 0.5, 24.0, "a5833f", "f6cf7c"),
        (800, (520, 1080), 8.0, 0.07, 0.45, 10.0, "7d692c", "f0c468"),
        (300, (560, 1330), 9.0, 0.10, 0.42, 3.0, "56501f", "eebb58"),
        (120, (620, 1560), 10.5, 0.12, 0.50, 0.0, "2f3214", "f7cd72"),
        (16, (900, 1900), 26.0, -0.16, 0.2, 30.0, "1b1e0c", "a07a34"),
    )
    for number, (count, tall, thick, lean, heads, soft, dark, lit) in enumerate(ranks):
        mask = drawn(size, _stalks(count, tall, thick, lean, 200 + number, heads, size))
        rim = np.clip(mask - np.roll(mask, (3, -4), (0, 1)), 0, 1)
        mask, rim = (blur(mask, soft), blur(rim, soft)) if soft else (mask, rim)
        body = blend(
            colour(dark) * np.ones_like(image),
            colour(lit) * np.ones_like(image),
            np.clip(0.85 * glow + 0.30 * np.clip(1.1 - y / 1500, 0, 1), 0, 0.75),
        )
        image = blend(image, body, np.clip(mask, 0, 1) * 0.95)
        image += (rim * (0.25 + 0.9 * glow))[..., None] * colour("ffe2a0") * 0.75
        if number == 1:
            image += discs[..., None] * colour("ffe0a2")
    image += blur(np.clip(image.mean(-1) - 0.72, 0, 1), 60)[..., None] * colour("ffdb9a") * 0.7
    image = image * (0.84 + 0.16 * np.clip(1.5 - y / 1600, 0, 1))[..., None]
    image = np.where(image > 0.78, 0.78 + 0.22 * np.tanh((image - 0.78) / 0.32), image)
    finish(np.clip(image, 0, 1) ** 1.12 * vignette(width, height, 0.24)[..., None], rng, path, grain=0.013)
