"""Graphic works: seams, threads, rings, paper, cloth, ink."""

from pathlib import Path

import numpy as np
from tools import (
    blend, blur, colour, drawn, finish, grid, line_noise, noise, paper, ramp, relief, resize, vignette, warp,
)


def vessel(path: Path) -> None:
    """A glazed surface that was broken and joined again with gold."""
    rng = np.random.default_rng(41)
    width, height = 2000, 2600
    x, y = grid(width, height)
    bend_x = (noise(rng, width, height, 420, octaves=5) - 0.5) * 150
    bend_y = (noise(rng, width, height, 420, octaves=5) - 0.5) * 150
    points = np.stack([rng.random(15) * (width + 300) - 150, rng.random(15) * (height + 300) - 150], axis=1)
    points[0] = (1180, 980)
    nearest = np.full((height, width), 1e9, np.float32)
    second = nearest.copy()
    owner = np.zeros((height, width), np.int16)
    for number, (px, py) in enumerate(points):
        far = np.hypot(x + bend_x - px, y + bend_y - py)
        closer = far < nearest
        second = np.where(closer, nearest, np.minimum(second, far))
        owner = np.where(closer, number, owner)
        nearest = np.minimum(nearest, far)
    seam = second - nearest
    glaze = noise(rng, width, height, 800, octaves=6)
    image = ramp(glaze, [(0, "15323f"), (0.45, "265260"), (0.75, "3d7378"), (1, "7ba39b")])
    shade = rng.random(15)[owner] * 0.16 - 0.08
    image = image * (1 + shade)[..., None]
    crackle = noise(rng, width, height, 60, octaves=4)
    image *= (1 - 0.10 * np.exp(-(((crackle - 0.5) / 0.012) ** 2)))[..., None]
    round_light = np.exp(-(((x - 640) / 900) ** 2 + ((y - 760) / 1200) ** 2))
    image *= (0.72 + 0.55 * round_light)[..., None]
    pour = 10 + 9 * noise(rng, width, height, 260, octaves=4) + 16 * np.clip(noise(rng, width, height, 500, octaves=2) - 0.7, 0, 1) * 3
    profile = np.clip(1 - (seam / (pour * 2.1)) ** 2, 0, 1)
    shadow = blur(np.clip(1 - seam / (pour * 3.2), 0, 1), 7)
    image *= (1 - 0.5 * np.roll(shadow, (7, 6), (0, 1)))[..., None]
    bead = np.sqrt(profile) + 0.06 * noise(rng, width, height, 22, octaves=3)
    light = relief(blur(bead, 2), strength=16)
    gold = ramp(np.clip(0.5 + 0.46 * light + 0.25 * (noise(rng, width, height, 120) - 0.5), 0, 1), [
        (0, "5b3a10"), (0.35, "a9781f"), (0.6, "dcae4e"), (0.82, "f6dd94"), (1, "fff8dc"),
    ])
    image = blend(image, gold, np.clip(profile * 5, 0, 1))
    spark = np.clip(noise(rng, width, height, 4, octaves=2) - 0.86, 0, 1) * 4
    image += (spark * np.clip(profile * 3, 0, 1))[..., None] * colour("fff3c4")
    finish(image * vignette(width, height, 0.34)[..., None], rng, path)


def weaving(path: Path) -> None:
    """A plain weave of two families of thread, each thread spun and lit by itself."""
    rng = np.random.default_rng(8)
    side, pitch = 2400, 30
    x, y = grid(side, side)
    sway_x = 5 * noise(rng, side, side, 260, octaves=3)
    sway_y = 5 * noise(rng, side, side, 260, octaves=3)
    u, v = (x + sway_x) / pitch, (y + sway_y) / pitch
    column, row = np.floor(u).astype(int), np.floor(v).astype(int)
    warp_over = (column + row) % 2 == 0
    inside_u, inside_v = u - column - 0.5, v - row - 0.5
    count = side // pitch + 3
    picture = noise(np.random.default_rng(4), count, count, 26, octaves=3)
    mountain = np.clip((np.arange(count)[:, None] / count - 0.52 + 0.16 * line_noise(np.random.default_rng(3), count, 30)[None, :]) * 30, 0, 1)
    sun = np.clip((11 - np.hypot(np.arange(count)[None, :] - 55, np.arange(count)[:, None] - 24)) * 2, 0, 1)
    weft_tones = ramp(np.clip(np.arange(count)[:, None] / count + 0.22 * (picture - 0.5), 0, 1), [
        (0, "233a5c"), (0.3, "5d6f8f"), (0.45, "c98f6b"), (0.55, "d9a441"), (1, "8c2f2b"),
    ])
    weft_tones = blend(weft_tones, np.broadcast_to(colour("5a1f2c"), weft_tones.shape), mountain * (0.65 + 0.3 * picture))
    weft_tones = blend(weft_tones, np.broadcast_to(colour("f0c35a"), weft_tones.shape), sun)
    warp_tones = ramp(rng.random(count), [(0, "2a2430"), (0.6, "3d2f38"), (1, "54404a")])
    spin = 0.5 + 0.5 * np.sin((u * 2.2 + v * 2.2) * 2 * np.pi * 1.1)
    across = np.where(warp_over, inside_u, inside_v)
    along = np.where(warp_over, inside_v, inside_u)
    body = np.sqrt(np.clip(1 - (across / 0.47) ** 2, 0, 1)) * (0.62 + 0.38 * np.cos(along * np.pi * 0.95))
    tone = np.where(warp_over[..., None], warp_tones[np.clip(column, 0, count - 1)], weft_tones[np.clip(row, 0, count - 1), np.clip(column, 0, count - 1)])
    drift = noise(rng, side, side, 14, octaves=3, decay=0.8)
    image = tone * (0.30 + 0.95 * body * (0.80 + 0.26 * spin) + 0.18 * (drift - 0.5))[..., None]
    image += (np.clip(body - 0.86, 0, 1) * 0.8)[..., None] * colour("ffe9cf")
    hairs = noise(rng, side, side, 5, octaves=2)
    image += (np.clip(hairs - 0.84, 0, 1) * 0.25)[..., None]
    finish(image * vignette(side, side, 0.2)[..., None], rng, path)


def rings(path: Path) -> None:
    """The rings of a tree, narrow for the dry years, printed in ink on paper."""
    rng = np.random.default_rng(64)
    side = 2400
    x, y = grid(side, side)
    cx, cy = 1120, 1260
    angle = np.arctan2(y - cy, x - cx)
    bumps = sum(rng.normal(0, 0.030) * np.cos(k * angle + rng.random() * 6) for k in range(1, 9))
    radius = np.hypot(x - cx, y - cy) * (1 + bumps) + 26 * (noise(rng, side, side, 420, octaves=4) - 0.5)
    edge = 985
    years = np.cumsum(np.clip(rng.gamma(2.2, 6.2, 120), 4, 40))
    years = years[years < edge]
    index = np.searchsorted(years, radius.ravel()).reshape(radius.shape)
    starts = np.concatenate([[0], years, [edge]])
    place = (radius - starts[np.clip(index, 0, len(starts) - 2)]) / np.maximum(np.diff(starts)[np.clip(index, 0, len(starts) - 2)], 1)
    late = np.clip(place, 0, 1) ** 2.4
    fibre = noise(rng, side, side, 6, octaves=3, decay=0.9)
    strength = 0.5 + 0.5 * rng.random(len(starts) + 2)[index]
    ink = late * strength * (0.45 + 0.8 * fibre)
    ray_angles = np.abs(np.mod(angle * 46 + 2.5 * noise(rng, side, side, 300), 1) - 0.5)
    ink *= 1 - 0.22 * np.exp(-((ray_angles / 0.045) ** 2))
    for crack_angle, begin, width_of in ((0.62, 240, 9), (2.5, 420, 6), (-1.9, 560, 5)):
        off = np.mod(angle - crack_angle + np.pi + 0.04 * np.sin(radius / 70), 2 * np.pi) - np.pi
        ink *= 1 - np.exp(-((off * radius / (width_of * np.clip((radius - begin) / 300, 0.01, 2))) ** 2)) * (radius > begin)
    bark = np.clip(1 - np.abs(radius - edge - 16) / 22, 0, 1) * (0.4 + 0.9 * noise(rng, side, side, 30, octaves=4))
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
        sheet = np.broadcast_to(colour(tone), image.shape) * paper(np.random.default_rng(60 + number), side, side)[..., None]
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
        image = blend(image, np.broadcast_to(colour("7b4a35"), image.shape), np.clip(thick + 0.5 - off, 0, 1) * strength)
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
            draw.line([(scale * a, scale * b) for a, b in zip(px[start : start + 9], py[start : start + 9], strict=True)], fill=255, width=9 * scale, joint="curve")
        for cx, cy, r in ((px[0], py[0], 17), (px[-1], py[-1], 25)):
            draw.ellipse([scale * (cx - r), scale * (cy - r), scale * (cx + r), scale * (cy + r)], fill=255)

    mark = drawn((width, height), path_line)
    image *= (1 - 0.25 * blur(mark, 6))[..., None]
    image = blend(image, np.broadcast_to(colour("a8740f"), image.shape), mark)
    finish(image, rng, path, grain=0.008)


def fern(path: Path) -> None:
    """Fern fronds laid on blue-print paper and left in the sun."""
    rng = np.random.default_rng(17)
    width, height = 2000, 2800

    def frond(base: tuple[float, float], tip_angle: float, length: float, curl: float, seed: int):
        def paint(draw, scale: int) -> None:
            leaf_rng = np.random.default_rng(seed)

            def stem(x0: float, y0: float, angle: float, size: float, bend: float, depth: int) -> None:
                steps = 46 if depth == 0 else 22
                px, py, heading = x0, y0, angle
                for step in range(steps):
                    t = step / steps
                    heading += bend / steps
                    nx, ny = px + np.cos(heading) * size / steps, py + np.sin(heading) * size / steps
                    thick = max(1.0, (9 if depth == 0 else 3.2) * (1 - t))
                    draw.line([(px * scale, py * scale), (nx * scale, ny * scale)], fill=255, width=max(1, round(thick * scale)))
                    px, py = nx, ny
                    if depth == 0 and step > 5:
                        reach = size * 0.27 * np.sin(np.pi * min(1, (1 - t) * 0.92 + 0.03)) ** 0.8 * (1 - 0.35 * t)
                        for side in (-1, 1):
                            stem(px, py, heading + side * (1.15 - 0.35 * t) + leaf_rng.normal(0, 0.03), reach, -side * 0.45, 1)
                    elif depth == 1 and step > 1:
                        leaf = size * 0.155 * (1 - t) ** 0.7 + 3
                        for side in (-1, 1):
                            tilt = heading + side * 1.05
                            ex, ey = px + np.cos(tilt) * leaf, py + np.sin(tilt) * leaf
                            wx, wy = -np.sin(tilt) * leaf * 0.21, np.cos(tilt) * leaf * 0.21
                            mx, my = px + np.cos(tilt) * leaf * 0.5, py + np.sin(tilt) * leaf * 0.5
                            draw.polygon([(a * scale, b * scale) for a, b in ((px, py), (mx + wx, my + wy), (ex, ey), (mx - wx, my - wy))], fill=255)

            stem(*base, tip_angle, length, curl, 0)

        return paint

    brush = np.clip(noise(rng, width, height, 900, octaves=3) * 0.3 + 0.85, 0, 1)
    x, y = grid(width, height)
    strokes = noise(rng, 70, height, 40, octaves=3)
    edge = np.minimum(np.minimum(x - 70, width - 70 - x), np.minimum(y - 80, height - 80 - y)) + 60 * (resize(strokes, width, height) - 0.5) + 26 * (noise(rng, width, height, 120) - 0.5)
    coated = np.clip(edge / 5, 0, 1)
    blue = ramp(noise(rng, width, height, 700, octaves=6) * brush, [(0, "071c3c"), (0.5, "0e3563"), (1, "1f568a")])
    sheet = np.broadcast_to(colour("eeeadd"), blue.shape) * paper(rng, width, height)[..., None]
    image = blend(sheet, blue * paper(np.random.default_rng(2), width, height)[..., None], coated * 0.97)
    for number, (base, angle, length, curl, soft, strength) in enumerate([
        ((1420, 2560), -1.95, 2050, 0.35, 7, 0.55), ((520, 2620), -1.30, 1900, -0.25, 4, 0.7), ((960, 2650), -1.62, 2340, 0.22, 1.0, 0.94),
    ]):
        mask = drawn((width, height), frond(base, angle, length, curl, 40 + number))
        mask = blur(mask, soft) if soft > 1.5 else mask
        body = ramp(noise(rng, width, height, 90, octaves=4), [(0, "b9d2df"), (1, "f4f4ea")])
        image = blend(image, body, np.clip(mask, 0, 1) * strength * coated)
    finish(image, rng, path, grain=0.012)


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
                pick = ((uu + vv) % 1 > 0.5).astype(float) if patch.random() < 0.5 else (np.abs(uu - 0.5) + np.abs(vv - 0.5) < 0.36).astype(float)
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
    puff = blur(pillow * np.clip(diagonal / 26, 0.25, 1) ** 0.5, 5) + 0.22 * noise(rng, side, side, 150, octaves=3)
    image *= (0.93 + 0.34 * relief(puff, strength=13) + 0.06 * threads)[..., None]
    image *= (1 - 0.45 * np.exp(-((seam / 5) ** 2)))[..., None]
    stitch = (np.abs(seam - 15) < 2.2) & (np.mod(np.where(np.minimum(u, 1 - u) < np.minimum(v, 1 - v), v, u) * pitch, 22) < 13)
    image = blend(image, np.broadcast_to(colour("f2e8d2"), image.shape), blur(stitch.astype(np.float32), 1) * 0.8)
    finish(image * vignette(side, side, 0.18)[..., None], rng, path)


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
    image = ramp(phase, [
        (0, "f1e9da"), (0.10, "efe4d0"), (0.13, "1c3d5a"), (0.27, "2c5f7c"), (0.30, "efe3cb"), (0.42, "e6c88f"), (0.44, "b5472f"),
        (0.55, "8f2d2a"), (0.58, "f0e6d4"), (0.72, "e9dcc4"), (0.75, "243447"), (0.86, "15202d"), (0.89, "d6a54a"), (0.93, "f1e9da"), (1, "f1e9da"),
    ])
    veins = np.abs(np.mod(bands * 11.5, 1) - 0.5)
    image = blend(image, np.broadcast_to(colour("fbf5e8"), image.shape), np.exp(-((veins / 0.03) ** 2)) * 0.5)
    image *= paper(rng, width, height)[..., None]
    edge = np.minimum(np.minimum(x, width - x), np.minimum(y, height - y)) + 20 * (noise(rng, width, height, 90) - 0.5)
    sheet = np.broadcast_to(colour("f3ece0"), image.shape) * paper(np.random.default_rng(3), width, height)[..., None]
    finish(blend(sheet, image, np.clip((edge - 80) / 6, 0, 1)), rng, path, grain=0.008)
