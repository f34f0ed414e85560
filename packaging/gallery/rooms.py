"""Light on a wall and on folded paper."""

from pathlib import Path

import numpy as np
from tools import blend, blur, colour, drawn, finish, grid, noise, paper, ramp, relief, vignette


def window(path: Path) -> None:
    """Afternoon light through a window with six panes, on a plastered wall, with the shadow of a plant."""
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
                    corners.append((scale * (400 + 1080 * a + 250 * b), scale * (470 + 1840 * b - 290 * a)))
                draw.polygon(corners, fill=255)

    def plant(draw, scale: int) -> None:
        leaf_rng = np.random.default_rng(3)
        for stem in range(12):
            foot = np.array([690.0 + 34 * stem, 2560.0])
            angle = -2.05 + 0.115 * stem + leaf_rng.normal(0, 0.05)
            size = 820 + 560 * leaf_rng.random()
            place, heading = foot.copy(), angle
            for step in range(30):
                heading += (0.012 if stem > 5 else -0.012) * step / 6
                following = place + size / 30 * np.array([np.cos(heading), np.sin(heading)])
                draw.line([tuple(place * scale), tuple(following * scale)], fill=255, width=7 * scale)
                place = following
                if step > 6 and step % 3 == 0:
                    for side in (-1, 1):
                        tilt = heading + side * 0.75
                        length = 215 * (1.15 - step / 34)
                        tip = place + length * np.array([np.cos(tilt), np.sin(tilt)])
                        across = 0.25 * length * np.array([-np.sin(tilt), np.cos(tilt)])
                        middle = place + 0.40 * (tip - place)
                        draw.polygon(
                            [tuple(p * scale) for p in (place, middle + across, tip, middle - across)],
                            fill=255,
                        )

    light = drawn((width, height), panes)
    far = np.clip((y - 300) / 2000, 0, 1)
    soft = blur(light, 5) * (1 - far) + blur(light, 17) * far
    shade = drawn((width, height), plant)
    soft = soft * (1 - 0.86 * blur(shade, 9))
    glass = (
        0.90
        + 0.16 * noise(rng, width, height, 420, octaves=3)
        + 0.05 * np.sin(y / 34 + 6 * noise(rng, width, height, 300))
    )
    sun = ramp(np.clip(y / height, 0, 1), [(0, "ffd9a0"), (0.5, "ffcb87"), (1, "f6ab62")])
    image = wall * 0.62 + wall * sun * (soft * glass * 1.05)[..., None]
    image += blur(soft, 120)[..., None] * colour("e58d52") * 0.12
    finish(image * vignette(width, height, 0.25)[..., None], rng, path, grain=0.016)


def folds(path: Path) -> None:
    """A sheet that was folded many times and opened again, lit from the side."""
    rng = np.random.default_rng(38)
    width, height = 2700, 2000
    x, y = grid(width, height)
    surface = np.zeros((height, width), np.float32)
    creases = np.zeros_like(surface)
    lines = [
        (0.0, 0.25),
        (0.0, 0.5),
        (0.0, 0.75),
        (np.pi / 2, 0.25),
        (np.pi / 2, 0.5),
        (np.pi / 2, 0.75),
        (0.75, 0.32),
        (0.75, 0.66),
        (-0.75, -0.05),
        (-0.75, 0.34),
        (2.2, -0.3),
    ]
    for number, (angle, place) in enumerate(lines):
        nx, ny = np.cos(angle), np.sin(angle)
        off = (x / width - 0.5) * nx * 1.35 + (y / height - 0.5) * ny + 0.5 - place
        off = off * height + 2.5 * (
            noise(np.random.default_rng(70 + number), width, height, 300, octaves=2) - 0.5
        )
        sign = 1 if number % 2 else -1
        steep = 0.05 + 0.06 * rng.random()
        surface += sign * steep * np.abs(off) * np.exp(-np.abs(off) / 620)
        creases = np.maximum(creases, np.exp(-((off / 2.4) ** 2)) * (0.55 + 0.45 * rng.random()))
    surface += 5 * noise(rng, width, height, 900, octaves=3)
    gy, gx = np.gradient(surface)
    shade = np.tanh((gx * 0.85 + gy * 0.62) * 6.2)
    tone = ramp(
        0.5 + 0.5 * shade, [(0, "5f7d8c"), (0.35, "a9bcc0"), (0.55, "e9e4d6"), (0.8, "fbeed3"), (1, "ffdcaa")]
    )
    fine = paper(rng, width, height) ** 1.4
    image = tone * fine[..., None]
    image = blend(image, np.broadcast_to(colour("fff9ec"), image.shape), creases * 0.55)
    image *= (1 - 0.20 * np.roll(creases, (3, 3), (0, 1)))[..., None]
    worn = np.clip(creases * noise(rng, width, height, 16, octaves=3) * 2 - 0.9, 0, 1)
    image = blend(image, np.broadcast_to(colour("c39b53"), image.shape), worn * 0.9)
    finish(image * vignette(width, height, 0.14)[..., None], rng, path, grain=0.009)
