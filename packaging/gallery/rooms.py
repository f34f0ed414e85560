"""Rooms and windows: light on a wall, rain on glass, folded paper."""

from pathlib import Path

import numpy as np
from tools import blend, blur, colour, drawn, finish, grid, noise, paper, ramp, relief, vignette, warp


def window(path: Path) -> None:
    """Afternoon light through a window with four panes, on a plastered wall, with the shadow of a plant."""
    rng = np.random.default_rng(15)
    width, height = 2000, 2700
    x, y = grid(width, height)
    plaster = noise(rng, width, height, 260, octaves=7, decay=0.6)
    wall = ramp(noise(rng, width, height, 1500, octaves=3), [(0, "8a7a78"), (1, "a3928b")])
    wall *= (1 + 0.10 * relief(plaster, strength=46))[..., None]
    wall *= (0.72 + 0.24 * np.exp(-(((x - 900) / 1300) ** 2 + ((y - 1100) / 1500) ** 2)))[..., None]

    def panes(draw, scale: int) -> None:
        for left, right in ((0.0, 0.47), (0.53, 1.0)):
            for top, bottom in ((0.0, 0.30), (0.345, 0.655), (0.70, 1.0)):
                corners = []
                for a, b in ((left, top), (right, top), (right, bottom), (left, bottom)):
                    corners.append((scale * (520 + 900 * a + 210 * b), scale * (420 + 1580 * b - 230 * a)))
                draw.polygon(corners, fill=255)

    def plant(draw, scale: int) -> None:
        leaf_rng = np.random.default_rng(3)
        for stem in range(9):
            foot = np.array([1250.0 + 24 * stem, 2250.0])
            angle = -1.95 + 0.16 * stem + leaf_rng.normal(0, 0.05)
            size = 700 + 420 * leaf_rng.random()
            place, heading = foot.copy(), angle
            for step in range(30):
                heading += (0.012 if stem > 4 else -0.012) * step / 6
                following = place + size / 30 * np.array([np.cos(heading), np.sin(heading)])
                draw.line([tuple(place * scale), tuple(following * scale)], fill=255, width=7 * scale)
                place = following
                if step > 6 and step % 3 == 0:
                    for side in (-1, 1):
                        tilt = heading + side * 0.75
                        length = 150 * (1.2 - step / 34)
                        tip = place + length * np.array([np.cos(tilt), np.sin(tilt)])
                        across = 0.24 * length * np.array([-np.sin(tilt), np.cos(tilt)])
                        middle = place + 0.45 * (tip - place)
                        draw.polygon([tuple(p * scale) for p in (place, middle + across, tip, middle - across)], fill=255)

    light = drawn((width, height), panes)
    far = np.clip((y - 300) / 2000, 0, 1)
    soft = blur(light, 5) * (1 - far) + blur(light, 17) * far
    shade = drawn((width, height), plant)
    soft = soft * (1 - 0.86 * blur(shade, 9))
    glass = 0.90 + 0.16 * noise(rng, width, height, 420, octaves=3) + 0.05 * np.sin(y / 34 + 6 * noise(rng, width, height, 300))
    sun = ramp(np.clip(y / height, 0, 1), [(0, "ffd9a0"), (0.5, "ffcb87"), (1, "f6ab62")])
    image = wall * 0.62 + wall * sun * (soft * glass * 1.05)[..., None]
    image += blur(soft, 120)[..., None] * colour("e58d52") * 0.12
    floor = np.clip((y - 2440) / 3, 0, 1)
    boards = ramp(noise(rng, width, height, 500, octaves=6), [(0, "3b2a24"), (1, "54392c")])
    image = blend(image, boards * (0.7 + 0.3 * blur(np.roll(soft, 260, 0), 40))[..., None], floor)
    image = blend(image, np.broadcast_to(colour("d8cabb"), image.shape) * (0.5 + 0.5 * blur(soft, 60))[..., None], np.clip((y - 2360) / 2, 0, 1) * (1 - floor))
    image *= (1 - 0.35 * np.exp(-(((y - 2360) / 5) ** 2)))[..., None]
    finish(image * vignette(width, height, 0.25)[..., None], rng, path, grain=0.016)


def rain(path: Path) -> None:
    """Lights of a street through a wet window, each drop with its own small picture of them."""
    rng = np.random.default_rng(23)
    width, height = 2800, 1900
    x, y = grid(width, height)
    scene = ramp(y / height, [(0, "101a2c"), (0.5, "22304a"), (0.75, "2e3148"), (1, "14161f")])
    tints = ["ffb65c", "ff8a4c", "ffe2a8", "7fd0c8", "e05a4f", "9fb7ff", "ffd27a"]
    for _ in range(74):
        cx, cy = rng.random() * width, height * (0.30 + 0.52 * rng.beta(2, 2))
        r = 34 + 92 * rng.random() ** 1.6
        disc = np.clip((r - np.hypot(x - cx, y - cy)) / 7, 0, 1) * (0.72 + 0.28 * np.clip((np.hypot(x - cx, y - cy) - r * 0.75) / (r * 0.25), 0, 1))
        scene += disc[..., None] * colour(str(rng.choice(tints))) * (0.30 + 0.62 * rng.random())
    scene = 1 - np.exp(-1.5 * scene)
    glass = np.stack([blur(scene[..., c], 10) for c in range(3)], axis=-1)
    mist = noise(rng, width, height, 700, octaves=4)
    image = glass * (0.86 + 0.12 * mist)[..., None] + 0.03
    upside_down = scene[::-1]
    drops = np.zeros((height, width), np.float32)
    shift_x, shift_y = np.zeros_like(drops), np.zeros_like(drops)
    sizes = np.concatenate([5 + 7 * rng.random(900), 14 + 16 * rng.random(170), 30 + 30 * rng.random(44)])
    for r in sizes:
        cx, cy = rng.random() * width, rng.random() * height
        x0, x1, y0, y1 = int(max(cx - r * 1.2, 0)), int(min(cx + r * 1.2, width)), int(max(cy - r * 1.5, 0)), int(min(cy + r * 1.5, height))
        if x1 - x0 < 3 or y1 - y0 < 3:
            continue
        ux, uy = (x[y0:y1, x0:x1] - cx) / r, (y[y0:y1, x0:x1] - cy) / (r * 1.18)
        far = np.sqrt(ux**2 + uy**2) + 0.10 * np.sin(3 * np.arctan2(uy, ux) + r)
        dome = np.sqrt(np.clip(1 - far**2, 0, 1))
        better = dome > drops[y0:y1, x0:x1]
        drops[y0:y1, x0:x1][better] = dome[better]
        shift_x[y0:y1, x0:x1][better] = (ux * r * 5.5)[better]
        shift_y[y0:y1, x0:x1][better] = (uy * r * 5.5)[better]
    seen = warp(upside_down, shift_x, shift_y)
    edge = np.clip(drops * 3.2, 0, 1)
    gy, gx = np.gradient(blur(drops, 2))
    rim = np.clip(gy * 9, 0, 1) * 0.30
    sky = np.clip(-(gy + 0.5 * gx) * 7, 0, 1)
    body = seen * (0.75 + 0.5 * drops)[..., None] + 0.05 + sky[..., None] * colour("ffe9cf") * 0.32
    image = blend(image, body * (1 - rim)[..., None], edge * 0.97)
    spark = np.clip(1 - np.hypot(gx * 30 - 0.55, gy * 30 - 0.75) * 1.6, 0, 1) * (drops > 0.55)
    image += blur(spark, 1)[..., None] * 0.6
    finish(image * vignette(width, height, 0.3)[..., None], rng, path, grain=0.016)


def folds(path: Path) -> None:
    """A sheet that was folded many times and opened again, lit from the side."""
    rng = np.random.default_rng(38)
    width, height = 2700, 2000
    x, y = grid(width, height)
    surface = np.zeros((height, width), np.float32)
    creases = np.zeros_like(surface)
    lines = [(0.0, 0.25), (0.0, 0.5), (0.0, 0.75), (np.pi / 2, 0.25), (np.pi / 2, 0.5), (np.pi / 2, 0.75), (0.75, 0.32), (0.75, 0.66), (-0.75, -0.05), (-0.75, 0.34), (2.2, -0.3)]
    for number, (angle, place) in enumerate(lines):
        nx, ny = np.cos(angle), np.sin(angle)
        off = (x / width - 0.5) * nx * 1.35 + (y / height - 0.5) * ny + 0.5 - place
        off = off * height + 2.5 * (noise(np.random.default_rng(70 + number), width, height, 300, octaves=2) - 0.5)
        sign = 1 if number % 2 else -1
        steep = 0.05 + 0.06 * rng.random()
        surface += sign * steep * np.abs(off) * np.exp(-np.abs(off) / 620)
        creases = np.maximum(creases, np.exp(-((off / 2.4) ** 2)) * (0.55 + 0.45 * rng.random()))
    surface += 5 * noise(rng, width, height, 900, octaves=3)
    gy, gx = np.gradient(surface)
    shade = np.tanh((gx * 0.85 + gy * 0.62) * 6.2)
    tone = ramp(0.5 + 0.5 * shade, [(0, "5f7d8c"), (0.35, "a9bcc0"), (0.55, "e9e4d6"), (0.8, "fbeed3"), (1, "ffdcaa")])
    fine = paper(rng, width, height) ** 1.4
    image = tone * fine[..., None]
    image = blend(image, np.broadcast_to(colour("fff9ec"), image.shape), creases * 0.55)
    image *= (1 - 0.20 * np.roll(creases, (3, 3), (0, 1)))[..., None]
    worn = np.clip(creases * noise(rng, width, height, 16, octaves=3) * 2 - 0.9, 0, 1)
    image = blend(image, np.broadcast_to(colour("c39b53"), image.shape), worn * 0.9)
    finish(image * vignette(width, height, 0.14)[..., None], rng, path, grain=0.009)
