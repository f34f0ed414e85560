"""Land, water and sky."""

from pathlib import Path

import numpy as np
from tools import (
    blend, blur, colour, drawn, finish, grid, line_noise, noise, ramp, relief, vignette,
)


def morning(path: Path) -> None:
    """Ridges before sunrise, each a little nearer and a little darker, with mist between them."""
    rng = np.random.default_rng(7)
    width, height = 3000, 2000
    x, y = grid(width, height)
    sun = np.exp(-(((x - 1960) / 1100) ** 2 + ((y - 930) / 420) ** 2))
    image = ramp(y / height, [(0, "5d5a7d"), (0.22, "94799a"), (0.4, "d39d93"), (0.52, "f1c59c"), (1, "f4d3a9")])
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
        ground = np.broadcast_to(colour(tone), image.shape) * (1 + 0.10 * (noise(rng, width, height, 180, octaves=4) - 0.5))[..., None]
        lit = np.clip(1 - depth / 260, 0, 1)[..., None] * colour("ffb98a") * (0.10 - 0.012 * number)
        image = blend(image, ground + lit, mask)
        fog = np.clip(depth / 360, 0, 1) * np.clip(1 - number / 6.5, 0, 1) * noise(rng, width, height, 800, octaves=3)
        image = blend(image, np.broadcast_to(colour("f0c6a8"), image.shape), mask * fog * 0.55)
    finish(image * vignette(width, height, 0.16)[..., None], rng, path)


def shore(path: Path) -> None:
    """A long shore at low tide, three times as wide as it is high."""
    rng = np.random.default_rng(21)
    width, height = 3600, 1200
    x, y = grid(width, height)
    image = ramp(y / height, [(0, "7f95a6"), (0.28, "b7c2c6"), (0.47, "e9dfcf"), (0.5, "f1e2cb"), (1, "e0d3be")])
    bank = np.clip((noise(rng, width, height, 1300, octaves=6) - 0.48) * 2.4, 0, 1) * np.clip(1.1 - y / 520, 0, 1)
    image = blend(image, np.broadcast_to(colour("f3ece0"), image.shape), blur(bank, 6) * 0.75)
    for number, (base, tone) in enumerate([(556, "aeb6b6"), (570, "8d9b9c"), (585, "63777b")]):
        line = base - 60 * np.clip(line_noise(rng, width, 1500, octaves=5), 0, 1) * (1.3 - 0.3 * number)
        line -= 70 * np.exp(-(((x[0] - (3350 - 900 * number)) / 520) ** 2))
        image = blend(image, np.broadcast_to(colour(tone), image.shape), np.clip(y - line[None, :], 0, 1) * (y < 600))
    sea = np.clip((y - 592) / 2, 0, 1)
    depth = np.clip((y - 592) / (height - 592), 0, 1)
    swell = np.sin(590 / (depth * 6 + 0.16) + 9 * (noise(rng, width, height, 700, octaves=4)) + x / 900)
    water = ramp(depth, [(0, "8fa8ad"), (0.25, "5f858d"), (0.55, "7fa3a3"), (0.8, "c6c3ae"), (1, "cdbb98")])
    water += (swell * 0.045 * (1 - depth * 0.6))[..., None]
    shine = np.exp(-(((x - 1250) / 520) ** 2)) * np.clip(noise(rng, width, height, 46, octaves=3) - 0.55, 0, 1) * 3 * (1 - depth)
    water += shine[..., None] * colour("fff0d2") * 0.5
    image = blend(image, water, sea)
    for at, strength in ((0.30, 0.55), (0.46, 0.75), (0.63, 0.95), (0.79, 0.8)):
        edge = 592 + at * 608 + 34 * line_noise(rng, width, 760, octaves=5) + 7 * line_noise(rng, width, 60, octaves=3)
        depth_in = y - edge[None, :]
        lace = noise(rng, width, height, 30 + 70 * at, octaves=4)
        foam = np.exp(-np.clip(depth_in, 0, None) / (5 + 24 * at)) * (depth_in > -2)
        trail = np.exp(-np.clip(-depth_in, 0, None) / (70 * at + 8)) * (depth_in <= 0) * np.clip(1 - np.abs(lace - 0.5) * 9, 0, 1)
        image = blend(image, np.broadcast_to(colour("fbf6ea"), image.shape), np.clip(foam * 0.8 + trail * 0.6, 0, 1) * strength)
    wet = np.clip((y - 1085 - 22 * line_noise(rng, width, 900)[None, :]) / 50, 0, 1)
    sand = ramp(noise(rng, width, height, 240, octaves=6), [(0, "b99f7a"), (1, "d8c19c")])
    image = blend(image, sand, wet * 0.85)
    finish(image * vignette(width, height, 0.12)[..., None], rng, path, grain=0.014)


def high_water(path: Path) -> None:
    """Dark water under a low moon, with the light broken on it."""
    rng = np.random.default_rng(33)
    width, height = 3000, 2000
    x, y = grid(width, height)
    image = ramp(y / height, [(0, "0d1420"), (0.3, "1b2a3a"), (0.44, "3c5060"), (1, "0b1018")])
    cloud = noise(rng, width, height, 1100, octaves=6) ** 1.3
    halo = np.exp(-(((x - 2080) / 620) ** 2 + ((y - 330) / 330) ** 2))
    image = blend(image, ramp(cloud, [(0, "0b111b"), (0.6, "2a3b4c"), (1, "8b97a0")]), np.clip(1 - y / 900, 0, 1) * (0.55 + 0.4 * halo))
    image += (halo * (0.4 + 0.6 * cloud))[..., None] * colour("d9dfd8") * 0.5
    moon = np.clip((64 - np.hypot(x - 2080, y - 330)) / 3, 0, 1)
    image = blend(image, np.broadcast_to(colour("f3efdf"), image.shape), moon * (0.75 + 0.25 * cloud))
    horizon = 880
    depth = np.clip((y - horizon) / (height - horizon), 0, 1)
    near = 0.02 + depth**1.5
    waves = sum(
        np.sin(x / (near * scale * 10) * 0.9 + phase + (y - horizon) * turn / (near * 60) + 5 * noise(rng, width, height, 500, octaves=4))
        for scale, phase, turn in ((14, 0.3, 1.9), (23, 1.7, -1.5), (37, 2.2, 1.1))
    ) / 3
    ripples = noise(rng, width, height, 34, octaves=4) - 0.5
    face = np.clip(0.45 + 0.42 * waves + ripples * 0.5, 0, 1)
    water = ramp(face, [(0, "060a11"), (0.5, "142231"), (0.85, "33495a"), (1, "6f8490")])
    path_of_light = np.exp(-(((x - 2080 + 60 * waves) / (70 + 520 * depth)) ** 2))
    glint = np.clip(face - 0.60, 0, 1) * 3.2 * path_of_light
    water += glint[..., None] * colour("f0ead2")
    image = blend(image, water * (1 - 0.35 * depth[..., None]), np.clip((y - horizon) / 3, 0, 1))
    shore_line = horizon + 4 - 46 * np.clip(line_noise(rng, width, 700, octaves=6), 0, 1)
    image = blend(image, np.broadcast_to(colour("070b10"), image.shape), np.clip(y - shore_line[None, :], 0, 1) * (y < horizon + 6))
    finish(image * vignette(width, height, 0.3)[..., None], rng, path, grain=0.016)


def stars(path: Path) -> None:
    """Star trails turning round one still point above a dark valley."""
    rng = np.random.default_rng(5)
    width, height = 2200, 2900
    x, y = grid(width, height)
    image = ramp(y / height, [(0, "0a1026"), (0.45, "18234a"), (0.68, "3c4a72"), (0.78, "c08a6f"), (0.82, "e0a878")])
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
                box = [scale * (centre[0] - radius), scale * (centre[1] - radius), scale * (centre[0] + radius), scale * (centre[1] + radius)]
                bright = int(70 + 185 * rng_trails.random() ** 2.2)
                draw.arc(box, begin, begin + np.degrees(reach), fill=bright, width=int(rng_trails.choice([2, 3, 3, 4, 6])))

        return paint

    for group, tint in enumerate(tints):
        mask = drawn((width, height), trails(group))
        glow = blur(mask, 6)
        fade = np.clip(1.12 - y / (height * 0.80), 0, 1)
        image += ((mask * 0.9 + glow * 0.6) * fade)[..., None] * tint * 0.85
    for number, tone in enumerate(["6b5a6e", "3b3550", "1a1c30", "0b0d18"]):
        line = 2280 + 150 * number + (120 - 8 * number) * line_noise(rng, width, 900 - 120 * number, octaves=6)
        if number == 3:
            line -= np.abs(line_noise(rng, width, 13, octaves=2, decay=0.8)) * 52
        image = blend(image, np.broadcast_to(colour(tone), image.shape), np.clip((y - line[None, :]) / 2, 0, 1))
    finish(image * vignette(width, height, 0.2)[..., None], rng, path, grain=0.015)


def grasses(path: Path) -> None:
    """New grass against the light, the nearest blades sharp and the far ones soft."""
    rng = np.random.default_rng(12)
    width, height = 3000, 2000
    x, y = grid(width, height)
    image = ramp(y / height, [(0, "f5dca8"), (0.35, "efc987"), (0.6, "b9a35c"), (1, "3b4a26")])
    sun = np.exp(-(((x - 900) / 700) ** 2 + ((y - 420) / 520) ** 2))
    image += sun[..., None] * colour("fff3cf") * 0.4
    soft_spots = sum(
        np.clip((r - np.hypot(x - cx, y - cy)) / 14, 0, 1) * a
        for cx, cy, r, a in zip(rng.random(34) * width, rng.random(34) * 1100 + 200, rng.random(34) * 70 + 26, rng.random(34) * 0.17, strict=True)
    )
    image += soft_spots[..., None] * colour("fff0c0")
    for layer, (count, tall, blurred, tones) in enumerate([
        (900, 760, 22, ("a99b52", "8d8d45")), (800, 980, 9, ("7f8a3e", "5e7433")), (560, 1250, 3, ("4f6a2c", "6d8a35")),
        (300, 1500, 0.0, ("28401f", "3c5a25")),
    ]):
        for shade in range(2):
            blades_rng = np.random.default_rng(100 + 10 * layer + shade)

            def paint(draw, scale: int, *, rng=blades_rng, count=count, tall=tall, layer=layer) -> None:
                for _ in range(count):
                    foot = rng.random() * (width + 400) - 200
                    length = tall * (0.45 + 0.75 * rng.random())
                    lean = rng.normal(0.10, 0.20) * length
                    thick = (3.0 + 3.4 * layer) * (0.6 + 0.8 * rng.random())
                    t = np.linspace(0, 1, 26)
                    px = foot + lean * t**2.1
                    py = height + 30 - length * (t - 0.16 * t**3 * abs(lean) / length * 3)
                    half = thick * (1 - t) ** 0.7 / 2
                    edge = [*zip(px - half, py, strict=True), *zip(px[::-1] + half[::-1], py[::-1], strict=True)]
                    draw.polygon([(scale * a, scale * b) for a, b in edge], fill=255)

            mask = drawn((width, height), paint)
            mask = blur(mask, blurred) if blurred else mask
            tone = np.broadcast_to(colour(tones[shade]), image.shape)
            lit = tone + (np.clip(1 - y / 1500, 0, 1) * sun * 0.5)[..., None] * colour("ffe7a0")
            image = blend(image, lit, np.clip(mask, 0, 1) * 0.94)
    image += blur(np.clip(image.mean(-1) - 0.72, 0, 1), 40)[..., None] * colour("ffe9b8") * 0.6
    finish(image * vignette(width, height, 0.2)[..., None], rng, path)


def stones(path: Path) -> None:
    """Round stones in raked sand, each with its own rings."""
    rng = np.random.default_rng(77)
    side = 2400
    x, y = grid(side, side)
    places = [(760, 820, 210), (1030, 1010, 120), (1650, 1560, 260), (1900, 1330, 110), (620, 1830, 90), (1760, 560, 150)]
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
        edge = r * (0.86 + sum(shape.normal(0, 0.05) * np.cos(k * angle + shape.random() * 6) for k in range(1, 5)))
        far = np.hypot(x - cx, (y - cy) * 1.12) / edge
        shadow = np.clip(1.25 - np.hypot(x - cx - r * 0.34, (y - cy - r * 0.30) * 1.1) / edge, 0, 1) * 3
        image *= (1 - 0.52 * blur(np.clip(shadow, 0, 1), 16))[..., None]
        dome = np.sqrt(np.clip(1 - far**2, 0, 1))
        light = np.clip(0.62 * dome + 0.5 * ((cx - x) + (cy - y)) / r * 0.55 + 0.18, 0.05, 1.1)
        speck = noise(np.random.default_rng(500 + number), side, side, 26, octaves=5, decay=0.75)
        tone = ramp(speck, [(0, "3d4147"), (0.5, "5e6266"), (1, "8a8a86")] if number % 2 else [(0, "50494a"), (0.5, "776c68"), (1, "a2968c")])
        image = blend(image, tone * light[..., None], np.clip((1 - far) * edge / 2, 0, 1))
    finish(image * vignette(side, side, 0.18)[..., None], rng, path, grain=0.014)
