"""Land, water and sky."""

from pathlib import Path

import numpy as np
from tools import (
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


def morning(path: Path) -> None:
    """Ridges before sunrise, each a little nearer and a little darker, with mist between them."""
    rng = np.random.default_rng(7)
    width, height = 3000, 2000
    x, y = grid(width, height)
    sun = np.exp(-(((x - 1960) / 1100) ** 2 + ((y - 930) / 420) ** 2))
    image = ramp(
        y / height, [(0, "5d5a7d"), (0.22, "94799a"), (0.4, "d39d93"), (0.52, "f1c59c"), (1, "f4d3a9")]
    )
    image += sun[..., None] * colour("ffce8a") * 0.28
    streaks = noise(rng, width, height, 900, octaves=5)
    flat = np.asarray(blur(streaks, 20))
    wisps = np.clip((flat - 0.55) * 3, 0, 1) * np.exp(-(((y - 520) / 260) ** 2))
    image = blend(image, np.broadcast_to(colour("f6c9b0"), image.shape), wisps * 0.45)
    tones = ["d99f8c", "bf7f80", "95647a", "6d4d6c", "4a3a59", "2c2743", "171a2b"]
    for number, tone in enumerate(tones):
        base = 960 + 138 * number + 10 * number**1.4
        rise = 105 + 16 * number
        line = base + rise * line_noise(rng, width, 900 - 70 * number, octaves=4 + number // 2, decay=0.46)
        line -= (28 + 5 * number) * np.abs(line_noise(rng, width, 240, octaves=4))
        if number >= 5:
            line -= np.abs(line_noise(rng, width, 16, octaves=3, decay=0.7)) * (9 + 12 * (number - 5))
        depth = y - line[None, :]
        mask = np.clip(depth / (2.5 - 0.2 * number) + 0.5, 0, 1)
        ground = (
            np.broadcast_to(colour(tone), image.shape)
            * (1 + 0.10 * (noise(rng, width, height, 180, octaves=4) - 0.5))[..., None]
        )
        lit = np.clip(1 - depth / 260, 0, 1)[..., None] * colour("ffb98a") * (0.10 - 0.012 * number)
        image = blend(image, ground + lit, mask)
        fog = (
            np.clip(depth / 360, 0, 1)
            * np.clip(1 - number / 6.5, 0, 1)
            * noise(rng, width, height, 800, octaves=3)
        )
        image = blend(image, np.broadcast_to(colour("f0c6a8"), image.shape), mask * fog * 0.55)
    finish(image * vignette(width, height, 0.16)[..., None], rng, path)


def stars(path: Path) -> None:
    """Star trails turning round one still point above a dark valley."""
    rng = np.random.default_rng(5)
    width, height = 2200, 2900
    x, y = grid(width, height)
    image = ramp(
        y / height, [(0, "0a1026"), (0.45, "18234a"), (0.68, "3c4a72"), (0.78, "c08a6f"), (0.82, "e0a878")]
    )
    haze = noise(rng, width, height, 900, octaves=5)
    image *= (0.86 + 0.28 * haze)[..., None]
    centre = (820.0, 1080.0)
    reach = 0.34
    tints = [colour(code) for code in ("fff4de", "dfe8ff", "ffe3c2", "ffffff")]

    def trails(group: int):
        def paint(draw, scale: int) -> None:
            rng_trails = np.random.default_rng(900 + group)
            for _ in range(260):
                radius = 2600 * np.sqrt(rng_trails.random())
                begin = rng_trails.random() * 360
                box = [
                    scale * (centre[0] - radius),
                    scale * (centre[1] - radius),
                    scale * (centre[0] + radius),
                    scale * (centre[1] + radius),
                ]
                bright = int(70 + 185 * rng_trails.random() ** 2.2)
                draw.arc(
                    box,
                    begin,
                    begin + np.degrees(reach),
                    fill=bright,
                    width=int(rng_trails.choice([2, 3, 3, 4, 6])),
                )

        return paint

    for group, tint in enumerate(tints):
        mask = drawn((width, height), trails(group))
        glow = blur(mask, 6)
        fade = np.clip(1.12 - y / (height * 0.80), 0, 1)
        image += ((mask * 0.9 + glow * 0.6) * fade)[..., None] * tint * 0.85
    for number, tone in enumerate(["6b5a6e", "3b3550", "1a1c30", "0b0d18"]):
        line = (
            2280 + 150 * number + (120 - 8 * number) * line_noise(rng, width, 900 - 120 * number, octaves=6)
        )
        if number == 3:
            line -= np.abs(line_noise(rng, width, 13, octaves=2, decay=0.8)) * 52
        image = blend(
            image, np.broadcast_to(colour(tone), image.shape), np.clip((y - line[None, :]) / 2, 0, 1)
        )
    finish(image * vignette(width, height, 0.2)[..., None], rng, path, grain=0.015)


def stones(path: Path) -> None:
    """Round stones in raked sand, each with its own rings."""
    rng = np.random.default_rng(77)
    side = 2400
    x, y = grid(side, side)
    places = [
        (760, 820, 210),
        (1030, 1010, 120),
        (1650, 1560, 260),
        (1900, 1330, 110),
        (620, 1830, 90),
        (1760, 560, 150),
    ]
    wobble = noise(rng, side, side, 700, octaves=3) * 30
    distance = np.full((side, side), 1e9, np.float32)
    for cx, cy, r in places:
        distance = np.minimum(distance, np.hypot(x - cx, y - cy) - r * 1.0)
    rows = np.sin((y + wobble * 1.4) / 9.2)
    rings = np.sin((distance + wobble * 0.5) / 9.2)
    near = np.clip(1 - (distance - 150) / 12, 0, 1)
    height_map = rows * (1 - near) + rings * near
    sand = ramp(noise(rng, side, side, 9, octaves=3, decay=0.9), [(0, "cbbb9e"), (1, "e6d9c0")])
    image = sand * (1 + 0.22 * relief(blur((height_map + 1) / 2, 2), strength=5.5))[..., None]
    image *= (0.92 + 0.16 * noise(rng, side, side, 1400, octaves=2))[..., None]
    for number, (cx, cy, r) in enumerate(places):
        shape = np.random.default_rng(300 + number)
        angle = np.arctan2(y - cy, x - cx)
        edge = r * (
            0.86 + sum(shape.normal(0, 0.05) * np.cos(k * angle + shape.random() * 6) for k in range(1, 5))
        )
        far = np.hypot(x - cx, (y - cy) * 1.12) / edge
        shadow = np.clip(1.25 - np.hypot(x - cx - r * 0.34, (y - cy - r * 0.30) * 1.1) / edge, 0, 1) * 3
        image *= (1 - 0.52 * blur(np.clip(shadow, 0, 1), 16))[..., None]
        dome = np.sqrt(np.clip(1 - far**2, 0, 1))
        light = np.clip(0.62 * dome + 0.5 * ((cx - x) + (cy - y)) / r * 0.55 + 0.18, 0.05, 1.1)
        speck = noise(np.random.default_rng(500 + number), side, side, 26, octaves=5, decay=0.75)
        tone = ramp(
            speck,
            [(0, "3d4147"), (0.5, "5e6266"), (1, "8a8a86")]
            if number % 2
            else [(0, "50494a"), (0.5, "776c68"), (1, "a2968c")],
        )
        image = blend(image, tone * light[..., None], np.clip((1 - far) * edge / 2, 0, 1))
    finish(image * vignette(side, side, 0.18)[..., None], rng, path, grain=0.014)
