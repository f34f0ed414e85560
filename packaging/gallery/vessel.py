"""A jar that was broken and joined again with gold, in the light of a side window."""

from pathlib import Path

import numpy as np
from tools import Array, blend, blur, colour, finish, grid, line_noise, noise, ramp, sample, vignette

_WIDTH, _HEIGHT = 2000, 2600
_TOP, _FOOT, _CENTRE, _TILT = 640.0, 1960.0, 1000.0, 0.15


def _radius(level: Array) -> Array:
    """Radius in pixels at a level from the lip (0) to the foot (1)."""
    places = np.linspace(0, 1, 13)
    shape = np.array([300, 297, 345, 480, 604, 680, 712, 706, 664, 590, 490, 382, 318], float)
    curve = np.interp(np.linspace(0, 1, 900), places, shape)
    for _ in range(3):
        curve = np.convolve(np.pad(curve, 40, mode="edge"), np.ones(81) / 81, "valid")
    return np.interp(level, np.linspace(0, 1, 900), curve)


def vessel(path: Path) -> None:
    """The jar on a table: a turned form, shards from a Voronoi pattern in space, seams proud of the glaze."""
    rng = np.random.default_rng(41)
    x, y = grid(_WIDTH, _HEIGHT)
    image = _room(rng, x, y)
    level = (y - _TOP) / (_FOOT - _TOP)
    for _ in range(30):
        r = _radius(np.clip(level, 0, 1))
        toward = np.sqrt(np.clip(1 - ((x - _CENTRE) / r) ** 2, 0, 1))
        level = 0.5 * level + 0.5 * (y - _TOP - _TILT * r * toward) / (_FOOT - _TOP)
    r = _radius(np.clip(level, 0, 1))
    side = (x - _CENTRE) / r
    toward = np.sqrt(np.clip(1 - side**2, 0, 1))
    outside = np.minimum(r - np.abs(x - _CENTRE), np.minimum(level, 1 - level) * (_FOOT - _TOP))
    body = np.clip(outside / 1.6 + 0.5, 0, 1)
    slope = (_radius(np.clip(level + 0.004, 0, 1)) - _radius(np.clip(level - 0.004, 0, 1))) / (
        0.008 * (_FOOT - _TOP)
    )
    normal = np.stack([side, -slope, toward], axis=-1)
    angle = np.arcsin(np.clip(side, -1, 1))
    space = np.stack([x - _CENTRE, level * (_FOOT - _TOP), r * toward], axis=-1)
    seam, owner = _seams(rng, space, angle, level)
    pour = 7.5 + 7 * noise(rng, _WIDTH, _HEIGHT, 200, octaves=4)
    bead = np.sqrt(np.clip(1 - (seam / pour) ** 2, 0, 1)) * 0.8
    gold = np.clip((pour - seam) / 1.6, 0, 1)
    tipped = np.random.default_rng(5).normal(0, 0.035, (64, 3))[owner] * (1 - gold)[..., None]
    gy, gx = np.gradient(blur(bead, 2.0) * 16 + 0.9 * noise(rng, _WIDTH, _HEIGHT, 12, octaves=2) * gold)
    bump = np.stack([-gx, -gy, np.zeros_like(gx)], axis=-1) * gold[..., None] * 0.55
    normal = normal + tipped + bump
    wander = noise(np.random.default_rng(71), _WIDTH, _HEIGHT, 900, octaves=2)
    normal[..., 1] += 0.05 * (wander - 0.5)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    glaze_map = noise(np.random.default_rng(42), 1800, 1800, 420, octaves=7, decay=0.55)
    runs = sample(
        glaze_map, angle * 900 + 2000, level * 380 + 90 * sample(glaze_map, angle * 260 + 700, level * 300)
    )
    deep = np.clip(0.30 + 0.75 * runs + 0.35 * (level - 0.45), 0, 1)
    glaze = ramp(deep, [(0, "8db0a4"), (0.28, "4f8688"), (0.55, "22596a"), (0.8, "123c50"), (1, "0b2738")])
    thin = np.exp(-level / 0.016) + 0.9 * np.exp(-(1 - level) / 0.014)
    glaze = blend(glaze, ramp(runs, [(0, "9a7146"), (1, "6d4a30")]), np.clip(thin, 0, 1))
    fleck = sample(noise(np.random.default_rng(43), 1600, 1600, 7, octaves=2), angle * 760, level * 1300)
    glaze *= (1 - 0.55 * np.clip(fleck - 0.80, 0, 1) * 4)[..., None]
    metal = ramp(noise(rng, _WIDTH, _HEIGHT, 60), [(0, "b07f2c"), (1, "d3a244")])
    surface = blend(glaze, metal, gold)
    lit = _light(normal, surface, gold)
    groove = np.clip(1 - (seam - pour) / 9, 0, 1) * (1 - gold)
    lit *= (1 - 0.45 * groove)[..., None]
    image = blend(image, lit, body)
    image = _mouth(image, x, y)
    image = 1 - np.exp(-1.75 * np.clip(image, 0, None) ** 1.12)
    finish(image * vignette(_WIDTH, _HEIGHT, 0.26)[..., None], rng, path, grain=0.011)


def _light(normal: Array, surface: Array, gold: Array) -> Array:
    """A large window at the left, a little light from the right, the table's glow from below."""
    key, fill = np.array([-0.66, -0.42, 0.62]), np.array([0.86, -0.10, 0.35])
    diffuse = np.clip((normal @ key + 0.22) / 1.22, 0, 1) ** 1.25
    back = np.clip(normal @ fill, 0, 1)
    below = np.clip(normal[..., 1], 0, 1)
    light = (
        0.10
        + 1.02 * diffuse[..., None] * colour("fff0dc")
        + 0.16 * back[..., None] * colour("c9d6e2")
        + 0.14 * below[..., None] * colour("c09468")
    )
    mirrored = 2 * normal[..., 2:3] * normal - np.array([0, 0, 1.0])
    across, up = mirrored[..., 0], mirrored[..., 1]
    pane = _soft_box(across, -0.80, 0.13) * _soft_box(up, -0.36, 0.27)
    fresnel = 0.055 + 0.5 * (1 - np.clip(normal[..., 2], 0, 1)) ** 4
    shine = pane * 0.36 + fresnel * 0.16
    glint = np.clip(mirrored @ (key / np.linalg.norm(key)), 0, 1)
    metal_shine = (glint**7 * 1.5 + 0.30 * np.clip(-up, 0, 1) + glint**60 * 1.4)[..., None] * colour("ffe2a0")
    return surface * light + blend(shine[..., None] * colour("f6f4ee"), metal_shine, gold)


def _soft_box(value: Array, centre: float, half: float) -> Array:
    return np.clip((half - np.abs(value - centre)) / 0.11 + 0.5, 0, 1)


def _seams(rng: np.random.Generator, space: Array, angle: Array, level: Array) -> tuple[Array, Array]:
    """Distance from the nearest seam in pixels, and the shard's number. Small ones lie round one blow."""
    blow = np.array([230.0, 560.0, 640.0])
    near = blow + rng.normal(0, 1, (9, 3)) * (190, 190, 90)
    far = np.stack(
        [rng.uniform(-760, 760, 15), rng.uniform(-60, 1350, 15), rng.uniform(100, 720, 15)], axis=1
    )
    points = np.concatenate([near, far])
    maps = [
        noise(np.random.default_rng(90 + n), 1700, 1700, 330, octaves=5, decay=0.48) - 0.5 for n in range(3)
    ]
    bent = space + np.stack([sample(m, angle * 640 + 1500, level * 1150 + 200) for m in maps], axis=-1) * 120
    first, second = np.full(level.shape, 1e12), np.full(level.shape, 1e12)
    one, two = np.zeros(level.shape, int), np.zeros(level.shape, int)
    for number, point in enumerate(points):
        reach = ((bent - point) ** 2).sum(-1)
        closer = reach < first
        pushed = closer | (reach < second)
        two = np.where(closer, one, np.where(pushed, number, two))
        second = np.where(closer, first, np.where(pushed, reach, second))
        one, first = np.where(closer, number, one), np.where(closer, reach, first)
    between = np.linalg.norm(points[one] - points[two], axis=-1)
    seam = (second - first) / (2 * np.maximum(between, 1))
    gy, gx = np.gradient(seam)
    steep = blur(np.clip(np.hypot(gx, gy) / 4, 0, 1), 5) * 4
    return seam / np.clip(steep, 0.22, 1.6), one


def _room(rng: np.random.Generator, x: Array, y: Array) -> Array:
    """A plastered wall with the light falling off, a table of oiled wood, and the jar's shadow."""
    wall = ramp(np.clip((x + 0.5 * y) / 3000, 0, 1), [(0, "c9bba6"), (0.45, "a08f7b"), (1, "4b4039")])
    wall *= (0.96 + 0.08 * noise(rng, _WIDTH, _HEIGHT, 400, octaves=7, decay=0.6))[..., None]
    shade = np.exp(-(((x - 1560) / 430) ** 2 + ((y - 1500) / 640) ** 2))
    wall *= (1 - 0.42 * shade)[..., None]
    edge = 1800 + 3 * line_noise(rng, _WIDTH, 700)[None, :]
    depth = np.clip((y - edge) / (_HEIGHT - 1800), 0, 1)
    grain = noise(rng, 2400, 1500, 260, octaves=7, decay=0.60)
    wood = ramp(
        sample(
            grain,
            (x - 1000) / (0.55 + depth) * 0.14 + 1200,
            330 * np.log1p(3 * depth) + 2.4 * grain[700:701, :_WIDTH],
        ),
        [
            (0, "35251b"),
            (0.5, "4c3727"),
            (1, "634834"),
        ],
    )
    wood *= (1.22 - 0.62 * x / _WIDTH + 0.12 * depth)[..., None]
    cast = np.exp(-(((x - 1380 - 0.9 * (y - 2000)) / 560) ** 2 + ((y - 1995) / 130) ** 2))
    contact = np.clip(np.exp(-((np.hypot((x - 1012) / 345, (y - 1968) / 62)) ** 4)), 0, 1)
    wood *= (1 - 0.62 * cast)[..., None] * (1 - 0.86 * blur(contact, 8))[..., None]
    table = blur(np.clip((y - edge) / 8 + 0.5, 0, 1), 9)
    return blend(blur(np.clip(wall, 0, 1), 5), wood, table)


def _mouth(image: Array, x: Array, y: Array) -> Array:
    """The opening: the lip's ellipse, its dark inside, and a thin bright edge."""
    r = float(_radius(np.array(0.0)))
    u, v = (x - _CENTRE) / r, (y - _TOP) / (r * _TILT)
    far = np.hypot(u, v)
    lip = np.clip((1 - far) * r * _TILT / 1.4 + 0.5, 0, 1)
    image = blend(image, ramp(np.clip(0.5 - 0.5 * u, 0, 1), [(0, "8b6238"), (1, "d0a873")]), lip)
    inner_u, inner_v = u / 0.945, (v - 0.02) / 0.90
    inside = np.clip((1 - np.hypot(inner_u, inner_v)) * r * _TILT / 1.6 + 0.5, 0, 1)
    dark = ramp(np.clip(0.5 + 0.42 * u + 0.30 * v, 0, 1), [(0, "060d12"), (0.6, "12313c"), (1, "3d6a6c")])
    return blend(image, dark * 0.8, inside)
