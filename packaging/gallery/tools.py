"""Noise, light and paper. Images are float arrays of shape (height, width, 3), about 0 to 1."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

Array = np.ndarray


def colour(code: str) -> Array:
    """``rrggbb`` -> an array of three floats."""
    return np.array([int(code[at : at + 2], 16) for at in (0, 2, 4)]) / 255


def resize(field: Array, width: int, height: int) -> Array:
    """A 2-D field smoothly brought to another size."""
    return np.asarray(
        Image.fromarray(field.astype(np.float32)).resize((width, height), Image.Resampling.BICUBIC)
    )


def noise(
    rng: np.random.Generator, width: int, height: int, cell: float, *, octaves: int = 5, decay: float = 0.5
) -> Array:
    """Soft clouds in [0, 1]; ``cell`` is the size of the largest ones in pixels."""
    total = np.zeros((height, width), np.float32)
    weight = 1.0
    for _ in range(octaves):
        grid = rng.random((max(2, round(height / cell) + 2), max(2, round(width / cell) + 2)))
        total += weight * resize(grid, width, height)
        weight *= decay
        cell = max(1.0, cell / 2)
    low, high = np.percentile(total, (0.2, 99.8))
    return np.clip((total - low) / (high - low), 0, 1)


def line_noise(
    rng: np.random.Generator, width: int, cell: float, *, octaves: int = 6, decay: float = 0.5
) -> Array:
    """One line of clouds, about [-1, 1]."""
    return noise(rng, width, 8, cell, octaves=octaves, decay=decay)[4] * 2 - 1


def grid(width: int, height: int) -> tuple[Array, Array]:
    """x and y in pixels."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return x, y


def ramp(field: Array, stops: list[tuple[float, str]]) -> Array:
    """A field in [0, 1] -> colours, straight between the stops."""
    places = [place for place, _ in stops]
    channels = [np.interp(field, places, [colour(code)[c] for _, code in stops]) for c in range(3)]
    return np.stack(channels, axis=-1)


def blend(below: Array, above: Array, mask: Array) -> Array:
    """``above`` over ``below`` where the mask is 1."""
    return below + (above - below) * mask[..., None]


def blur(field: Array, radius: float) -> Array:
    """Gaussian blur of a 2-D field or of an image in [0, 1]; large radii are blurred small and enlarged."""
    if field.ndim == 3:
        return np.stack([blur(field[..., c], radius) for c in range(field.shape[2])], axis=-1)
    height, width = field.shape
    shrink = max(1, int(radius // 4))
    small = resize(field, max(2, width // shrink), max(2, height // shrink)) if shrink > 1 else field
    picture = Image.fromarray((np.clip(small, 0, 1) * 65535).astype(np.int32), "I").convert("F")
    soft = np.asarray(_box_blur(np.asarray(picture) / 65535, radius / shrink))
    return resize(soft, width, height) if shrink > 1 else soft


def _box_blur(field: Array, radius: float) -> Array:
    """Three box blurs, which come close to a Gaussian."""
    size = max(1, round(radius))
    for axis in (0, 1):
        for _ in range(3):
            padded = np.concatenate(
                [
                    np.repeat(np.take(field, [0], axis), size + 1, axis),
                    field,
                    np.repeat(np.take(field, [-1], axis), size, axis),
                ],
                axis,
            )
            sums = np.cumsum(padded, axis=axis, dtype=np.float64)
            far = np.take(sums, range(2 * size + 1, sums.shape[axis]), axis)
            near = np.take(sums, range(0, sums.shape[axis] - 2 * size - 1), axis)
            field = ((far - near) / (2 * size + 1)).astype(np.float32)
    return field


def warp(image: Array, dx: Array, dy: Array) -> Array:
    """Each pixel taken from (x + dx, y + dy), bilinearly, edges repeated."""
    height, width = image.shape[:2]
    x, y = grid(width, height)
    fx, fy = np.clip(x + dx, 0, width - 1.001), np.clip(y + dy, 0, height - 1.001)
    x0, y0 = fx.astype(int), fy.astype(int)
    ax, ay = (fx - x0), (fy - y0)
    if image.ndim == 3:
        ax, ay = ax[..., None], ay[..., None]
    top = image[y0, x0] * (1 - ax) + image[y0, x0 + 1] * ax
    return top * (1 - ay) + (image[y0 + 1, x0] * (1 - ax) + image[y0 + 1, x0 + 1] * ax) * ay


def relief(height_map: Array, *, strength: float, angle: float = 2.3) -> Array:
    """Shading of a surface lit from the side: about -1 to 1, 0 where it is flat."""
    gy, gx = np.gradient(height_map)
    shade = (gx * np.cos(angle) + gy * np.sin(angle)) * strength
    return np.tanh(shade)


def paper(rng: np.random.Generator, width: int, height: int) -> Array:
    """The grain of heavy paper, about 0.96 to 1.04."""
    fibres = noise(rng, width, height, 7, octaves=3, decay=0.8)
    clouds = noise(rng, width, height, 500, octaves=3)
    return 1 + (fibres - 0.5) * 0.05 + (clouds - 0.5) * 0.04


def vignette(width: int, height: int, depth: float) -> Array:
    """Darker corners, as an old lens has them."""
    x, y = grid(width, height)
    far = ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) * 2
    return 1 - depth * far


def drawn(size: tuple[int, int], paint, *, scale: int = 2) -> Array:
    """A mask in [0, 1] that ``paint(draw, scale)`` draws white, ``scale`` times as large, then smoothed."""
    from PIL import ImageDraw

    big = Image.new("L", (size[0] * scale, size[1] * scale), 0)
    paint(ImageDraw.Draw(big), scale)
    return np.asarray(big.resize(size, Image.Resampling.LANCZOS), np.float32) / 255


def finish(
    image: Array, rng: np.random.Generator, path: Path, *, grain: float = 0.012, sharpen: bool = False
) -> None:
    """Film grain, which also hides the steps of 8 bits, then an 8-bit JPEG without metadata."""
    height, width = image.shape[:2]
    speck = rng.normal(0, 1, (height, width)).astype(np.float32)
    soft = _box_blur(speck, 1) * 2.2
    image = (
        image + (0.5 * speck + 0.5 * soft)[..., None] * grain + (rng.random((height, width, 1)) - 0.5) / 255
    )
    picture = Image.fromarray((np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8))
    if sharpen:
        picture = picture.filter(ImageFilter.UnsharpMask(1.2, 60, 2))
    picture.save(path, quality=88, subsampling=0, optimize=True)


def sample(texture: Array, u: Array, v: Array) -> Array:
    """A 2-D texture read at fractional places, bilinearly, repeated mirrored without end."""
    rows, columns = texture.shape
    u = np.abs(np.mod(u, 2 * columns - 2) - (columns - 1))
    v = np.abs(np.mod(v, 2 * rows - 2) - (rows - 1))
    u0, v0 = np.minimum(u.astype(int), columns - 2), np.minimum(v.astype(int), rows - 2)
    a, b = u - u0, v - v0
    top = texture[v0, u0] * (1 - a) + texture[v0, u0 + 1] * a
    return top * (1 - b) + (texture[v0 + 1, u0] * (1 - a) + texture[v0 + 1, u0 + 1] * a) * b
