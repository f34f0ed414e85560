"""Water and shores: planes seen in perspective, and facets that each mirror their own piece of sky."""

from pathlib import Path

import numpy as np
from tools import Array, blend, blur, colour, finish, grid, line_noise, noise, ramp, sample, vignette


def _sky_at(height: Array, across: Array, clouds: Array) -> Array:
    """The night sky: ``height`` 0 at the horizon to 1 overhead, ``across`` right of the moon."""
    base = ramp(
        np.clip(height, 0, 1),
        [(0, "55697a"), (0.07, "3d5165"), (0.25, "1c2a3c"), (0.6, "0e1724"), (1, "0a101a")],
    )
    glow = np.exp(-((across / 0.34) ** 2 + ((height - 0.215) / 0.17) ** 2))
    lit = ramp(clouds, [(0, "0c1420"), (0.5, "263748"), (0.8, "5b6c79"), (1, "a4aead")])
    image = base * (0.55 + 0.45 * (1 - clouds))[..., None] + lit * (0.12 + 0.95 * glow)[..., None]
    return image + (glow**2 * (1 - 0.55 * clouds))[..., None] * colour("cfd6cf") * 0.33


def high_water(path: Path) -> None:
    """Open water under a low moon. Sixty wave trains tilt each facet; the moon's path comes of itself."""
    rng = np.random.default_rng(33)
    width, height, horizon, focal = 3000, 2000, 860, 2300
    moon_x, moon_y = 2010, 366
    x, y = grid(width, height)
    texture = noise(np.random.default_rng(34), 2400, 2400, 620, octaves=8, decay=0.52)
    above = np.clip((horizon - y) / focal, 0.004, None)
    clouds = sample(texture, 900 + 300 * (x - width / 2) / focal / (above + 0.06), 420 / (above + 0.085))
    clouds = np.clip((clouds - 0.34) * 1.9, 0, 1) * np.clip(above / 0.02, 0, 1)
    sky = _sky_at(above * 1.0, (x - moon_x) / focal, clouds)
    disc = np.clip((60 - np.hypot(x - moon_x, y - moon_y)) / 2.5, 0, 1)
    seas = noise(np.random.default_rng(9), width, height, 60, octaves=3)
    face = colour("fffaf0") * (1.5 + 0.5 * seas)[..., None]
    sky = blend(sky, face, disc * (1 - 0.28 * clouds))
    sky += blur(disc, 70)[..., None] * colour("dfe3d6") * 0.6
    below = np.clip((y - horizon) / focal, 0.0006, None)
    far = 1.0 / below
    across = (x - width / 2) / focal * far
    slope_x, slope_z, lost = np.zeros_like(far), np.zeros_like(far), np.zeros_like(far)
    footprint = far * far / focal
    for _ in range(60):
        length = 0.10 * 70 ** rng.random()
        turn = rng.normal(-0.25, 0.62)
        number = 2 * np.pi / length
        kx, kz = number * np.sin(turn), number * np.cos(turn)
        steep = 0.034 * (0.7 + 0.6 * rng.random()) * (1.25 if length > 1 else 1.0)
        seen = np.exp(-((footprint * abs(kz) / 2.6) ** 2) - (far / focal * abs(kx) / 2.6) ** 2)
        wave = np.cos(kx * across + kz * far + rng.random() * 7) * steep * seen
        slope_x += wave * np.sin(turn)
        slope_z += wave * np.cos(turn)
        lost += (steep**2 / 2) * (1 - seen**2)
    gusts = 0.75 + 0.5 * sample(texture, across * 14, far * 9)
    slope_x, slope_z = slope_x * gusts, slope_z * gusts
    ray = np.stack([(x - width / 2) / focal, -below, np.ones_like(far)], axis=-1)
    ray /= np.linalg.norm(ray, axis=-1, keepdims=True)
    normal = np.stack([-slope_x, np.ones_like(far), -slope_z], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    facing = (ray * normal).sum(-1, keepdims=True)
    mirrored = ray - 2 * facing * normal
    up = np.abs(mirrored[..., 1])
    aside = mirrored[..., 0] / np.clip(mirrored[..., 2], 0.2, None) - (moon_x - width / 2) / focal
    fresnel = 0.03 + 0.97 * (1 - np.clip(-facing[..., 0], 0, 1)) ** 5
    water = (
        _sky_at(up, aside, np.full_like(up, 0.35)) * (0.12 + 0.80 * fresnel)[..., None]
        + colour("03070c") * 0.8
    )
    lift = (horizon - moon_y) / focal
    lobe = 0.028**2 + 5.0 * lost
    glint = np.exp(-((up - lift) ** 2 / (2 * lobe * 1.6) + aside**2 / (2 * lobe))) * (0.028**2 / lobe) ** 0.5
    water += (glint * (0.25 + 1.1 * fresnel))[..., None] * colour("fbf4dd") * 1.9
    shine = np.clip(water.mean(-1) - 0.6, 0, 1)
    water += blur(shine, 14)[..., None] * colour("dfe6df") * 0.5
    image = blend(sky, water, np.clip((y - horizon) / 2 + 0.5, 0, 1))
    hills = (
        horizon
        + 2
        - 60
        * np.clip(line_noise(np.random.default_rng(8), width, 900, octaves=6) + 0.35, 0, 1)
        * np.clip(1.1 - x[0] / 1250, 0, 1)
    )
    image = blend(
        image,
        colour("0b131c") * np.ones_like(image),
        np.clip(y - hills[None, :], 0, 1) * np.clip(horizon + 1 - y, 0, 1),
    )
    image = 1 - np.exp(-1.6 * np.clip(image, 0, None))
    finish(image * vignette(width, height, 0.3)[..., None], rng, path, grain=0.014)


def shore(path: Path) -> None:
    """A long exposure of a shore at low tide: stacks in the haze, wet sand that keeps the evening."""
    rng = np.random.default_rng(21)
    width, height, horizon = 3900, 1300, 560
    x, y = grid(width, height)
    texture = noise(np.random.default_rng(22), 2600, 2600, 560, octaves=8, decay=0.5)
    stops = [(0, "5f7487"), (0.40, "93a0a9"), (0.68, "cfb9a9"), (0.88, "ecc9a4"), (1, "f3d3a8")]
    up = np.clip((horizon - y) / horizon, 0, 1)
    sky = ramp(1 - up, stops)
    sun_x = 2560
    glow = np.exp(-(((x - sun_x) / 950) ** 2 + ((y - horizon) / 300) ** 2))
    clouds = sample(texture, 700 + (x - sun_x) * 0.16 / (up + 0.30), 190 / (up + 0.22))
    veil = np.clip((clouds - 0.40) * 2.2, 0, 1) * np.clip(up * 6, 0, 1)
    lit = ramp(np.clip(1 - up, 0, 1), [(0, "8b97a3"), (0.6, "d9bfae"), (1, "ffdfb4")])
    sky = blend(sky, lit, veil * 0.72) + glow[..., None] * colour("ffc48a") * 0.20
    stacks = [
        (610, 292, 205, "5d6468", 1.7),
        (930, 128, 70, "6d7375", 1.2),
        (1035, 66, 92, "747a7c", 1.6),
        (1490, 46, 40, "8a8988", 1.4),
        (3330, 176, 96, "6a6e70", 1.1),
        (3500, 78, 120, "737676", 1.8),
    ]
    land = sky
    cape = (
        horizon
        - 150 * np.exp(-((x[0] / 900) ** 2))
        - 26 * np.exp(-(((x[0] - 900) / 700) ** 2))
        + 10 * line_noise(rng, width, 260)
    )
    hills = (
        horizon
        - 84 * np.exp(-(((x[0] - width) / 760) ** 2))
        - 16 * np.exp(-(((x[0] - 2900) / 600) ** 2))
        + 7 * line_noise(rng, width, 240)
    )
    for line, tone in ((cape, "9a9795"), (hills, "b1a69c")):
        mist = np.clip((horizon - y) / 120, 0, 1)
        tones = ramp(mist, [(0, "d8bfa6"), (1, tone)])
        land = blend(land, tones, np.clip(y - line[None, :] + 0.5, 0, 1))
    for number, (cx, tall, wide, tone, spread) in enumerate(stacks):
        shape = np.random.default_rng(50 + number)
        rough = line_noise(shape, height, 70, octaves=6)[:, None] * wide * 0.20
        off = np.abs(x - cx - (0.16 if number % 2 else -0.12) * (horizon - y) + rough)
        rise = np.clip((horizon - y) / tall, 0, 1)
        crown = 0.05 * line_noise(shape, width, 26, octaves=3)[None, :]
        half = wide * (0.30 + 0.70 * (1 - rise**spread) ** 0.8)
        mask = (
            np.clip((half - off) / 1.5, 0, 1)
            * np.clip(
                (1 + crown - (horizon - y) / tall - np.minimum(off / wide, 2) ** 2 * 0.5) * tall / 1.5, 0, 1
            )
            * (y < horizon + 2)
        )
        tones = ramp(np.clip(rise, 0, 1), [(0, "b39f8e"), (0.4, tone), (1, tone)])
        rock = noise(shape, width, height, 60, octaves=5, decay=0.7)
        land = blend(land, tones * (0.90 + 0.20 * rock)[..., None], mask)
    depth = np.clip((y - horizon) / (height - horizon), 0, 1)
    rows = np.clip(2 * horizon - np.arange(height) - 2, 0, horizon).astype(int)
    mirror = np.clip(land[rows], 0, 1)
    mirror = np.stack([_smear(mirror[..., c]) for c in range(3)], axis=-1)
    plane_u, plane_v = (x - width / 2) / (depth + 0.06), 1 / (depth + 0.05)
    streak = sample(texture, 1300 + plane_u * 0.10, 2200 * depth**0.5 * 1.3)
    ripple = sample(texture, plane_u * 0.5, plane_v * 240)
    water = (
        mirror
        * ramp(depth, [(0, "e9e4dc"), (0.4, "b9bdbb"), (1, "95918a")])
        * (0.90 + 0.18 * streak + 0.06 * ripple * (1 - depth))[..., None]
    )
    for at, strength in ((0.10, 0.30), (0.19, 0.45), (0.33, 0.65), (0.52, 0.8)):
        sway = (
            line_noise(rng, width, 1200, octaves=4) * 0.045 + line_noise(rng, width, 160, octaves=4) * 0.008
        )
        off = depth - at * (1 + sway[None, :] * 2.2)
        lace = sample(texture, plane_u * 0.8 + 700 * at, plane_v * 500)
        front = np.exp(-np.clip(off, 0, None) / (0.008 + 0.022 * at)) * (off > -0.002)
        wake = (
            np.exp(-np.clip(-off, 0, None) / (0.10 * at + 0.03))
            * (off <= 0)
            * np.clip(lace * 1.5 - 0.35, 0, 1)
        )
        water = blend(
            water,
            colour("fdf1e0") * np.ones_like(water),
            np.clip(front * 0.62 + wake * 0.75, 0, 1) * strength,
        )
    sand = ramp(sample(texture, plane_u * 0.6, depth * 1500), [(0, "7d6b5a"), (1, "a38c73")])
    rim = 0.74 + 0.06 * line_noise(rng, width, 1500, octaves=5)[None, :]
    dry = np.clip((depth - rim) / 0.22, 0, 1)
    dry = dry * dry * (3 - 2 * dry)
    grains = noise(rng, width, height, 4, octaves=2)
    water = blend(water, sand * (0.94 + 0.12 * grains)[..., None], dry * 0.82)
    image = blend(land, water, np.clip(y - horizon, 0, 1))
    haze = np.exp(-(((y - horizon) / 46) ** 2)) * 0.40
    image = blend(image, colour("f0d3b0") * np.ones_like(image), haze)
    finish(image * vignette(width, height, 0.16)[..., None], rng, path, grain=0.013)


def _smear(channel: Array) -> Array:
    """A reflection in wet sand: drawn out downwards more than sideways."""
    height, width = channel.shape
    small = blur(channel, 9)
    return 0.35 * small + 0.65 * blur(np.repeat(small[::4], 4, axis=0)[:height, :width], 22)
