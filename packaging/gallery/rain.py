"""Rain on glass, with a street behind it."""

from pathlib import Path

import numpy as np
from tools import Array, blend, blur, colour, finish, grid, noise, ramp, sample, vignette


def _street(rng: np.random.Generator, x: Array, y: Array, width: int, height: int) -> Array:
    """Lights far out of focus: each a disc, brighter at its rim, as a lens draws them. In linear light."""
    scene = ramp(y / height, [(0, "060c18"), (0.42, "101c30"), (0.62, "1b2336"), (1, "05070c")]) ** 1.6
    tints = ["ffb45a", "ff9440", "ffd79a", "5fc4bb", "e5483e", "ffc070", "ff7a3a", "8fb4ff"]
    for number in range(88):
        far = rng.random()
        cy = height * (0.53 + (0.02 + 0.30 * (1 - far)) * rng.normal(0, 0.75))
        cx, r = rng.random() * width, 26 + 74 * (1 - far) ** 1.3
        away = np.hypot(x - cx, (y - cy))
        disc = np.clip((r - away) / 5, 0, 1) * (0.62 + 0.38 * np.clip(away / r, 0, 1) ** 6)
        tint = colour(tints[number % len(tints)]) ** 2.0
        scene += disc[..., None] * tint * (0.10 + 0.75 * rng.random() ** 2.4) * 1.5
        shine = np.exp(-(((x - cx) / (r * 0.9)) ** 2 + ((y - height * 0.93) / (height * 0.10)) ** 2))
        scene += shine[..., None] * tint * 0.05
    return scene


def rain(path: Path) -> None:
    """A wet window at night. Every drop is a lens with the street upside down in it."""
    rng = np.random.default_rng(23)
    width, height = 2800, 1900
    x, y = grid(width, height)
    scene = _street(rng, x, y, width, height)
    film = noise(rng, width, height, 900, octaves=5)
    mist = 0.055 + 0.05 * film * np.clip(1.3 - y / height, 0, 1)
    image = np.stack([blur(np.clip(scene[..., c], 0, 2) / 2, 7) * 2 for c in range(3)], axis=-1) * 0.82
    image += mist[..., None] * colour("7f93ad") * 0.55
    wander = noise(rng, width, height, 150, octaves=3) - 0.5
    heap = np.zeros((height, width), np.float32)
    home_x, home_y, size = np.zeros_like(heap), np.zeros_like(heap), np.ones_like(heap)
    drops = [(rng.random() * width, rng.random() * height, 3 + 5 * rng.random(), 1.0) for _ in range(2600)]
    drops += [
        (rng.random() * width, rng.random() * height, 9 + 13 * rng.random() ** 2, 1.08) for _ in range(520)
    ]
    drops += [
        (rng.random() * width, rng.random() * height, 22 + 24 * rng.random() ** 2, 1.14) for _ in range(95)
    ]
    clear = np.zeros_like(heap)
    for _ in range(11):
        cx, end = rng.random() * width, height * (0.25 + 0.72 * rng.random())
        drops.append((cx, end, 34 + 14 * rng.random(), 1.32))
        begin = end - rng.uniform(400, 1300)
        path_x = cx + 26 * np.sin(y[:, 0] / 170 + rng.random() * 6) * np.clip((end - y[:, 0]) / 500, 0, 1)
        wide = 15 + 8 * rng.random()
        clear = np.maximum(
            clear,
            np.clip((wide - np.abs(x - path_x[:, None])) / 7, 0, 1)
            * np.clip((y - begin) / 260, 0, 1)
            * (y < end),
        )
        for _ in range(int((end - max(begin, 0)) / 62)):
            place = rng.uniform(max(begin, 0), end - 40)
            drops.append((float(path_x[int(place)]) + rng.normal(0, 5), place, 5 + 7 * rng.random(), 1.3))
    image += (clear * 0.04)[..., None] * image * 6
    for cx, cy, r, tall in drops:
        reach = r * 1.5
        x0, x1 = int(max(cx - reach, 0)), int(min(cx + reach, width))
        y0, y1 = int(max(cy - reach * tall, 0)), int(min(cy + reach * tall, height))
        if x1 - x0 < 3 or y1 - y0 < 3:
            continue
        part = np.s_[y0:y1, x0:x1]
        ux, uy = (x[part] - cx) / r, (y[part] - cy) / (r * tall)
        ux = ux * (1 + 0.16 * np.clip(-uy, -1, 1)) + 0.30 * wander[part]
        far = ux**2 + (uy + 0.24 * wander[part]) ** 2
        dome = np.clip(1 - far, 0, 1)
        better = dome > heap[part]
        heap[part][better], home_x[part][better], home_y[part][better], size[part][better] = (
            dome[better],
            cx,
            cy,
            r,
        )
    thick = heap**0.55
    lens = 9.0 + 60 / size
    seen = np.stack(
        [
            sample(
                scene[..., c],
                home_x - (x - home_x) * lens,
                0.5 * home_y + 0.5 * 0.53 * height - (y - home_y) * lens * 0.8,
            )
            for c in range(3)
        ],
        axis=-1,
    )
    gy, gx = np.gradient(blur(thick, 1.5) * np.clip(size, 4, 30))
    rim = np.clip(1 - heap * 2.4, 0, 1) ** 1.5
    body = (
        seen * 0.95
        + 0.012
        + (np.clip((y - home_y) / size, 0, 1) * heap**0.5 * 0.10)[..., None] * colour("ffcf94")
    )
    body *= (1 - 0.78 * rim * np.clip(0.75 - 0.5 * (y - home_y) / size, 0, 1))[..., None]
    spark = np.exp(
        -((((x - home_x) / size + 0.34) / 0.15) ** 2 + (((y - home_y) / size + 0.42) / 0.12) ** 2)
    ) * (heap > 0.2)
    body += spark[..., None] * colour("e8f0ff") * 0.55
    shadow = blur(np.clip(heap * 4, 0, 1), 3)
    image *= (1 - 0.35 * np.roll(shadow, -3, 0))[..., None]
    image += (np.clip(gy, -0.4, 0) * -0.05 * (heap > 0))[..., None]
    image = blend(image, body, np.clip(heap * 9, 0, 1))
    bright = np.clip(image - 0.55, 0, 1)
    image += np.stack([blur(bright[..., c], 16) for c in range(3)], axis=-1) * 0.9
    image = (1 - np.exp(-2.9 * np.clip(image, 0, None))) ** (1 / 1.32)
    finish(image * vignette(width, height, 0.32)[..., None], rng, path, grain=0.014)
