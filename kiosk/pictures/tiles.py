"""The tiles of a large master: how many levels, which tiles, which are visible. Numbers only."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

# Pixels: small enough to be decoded within milliseconds, large enough that a screen holds few.
SIDE = 512
# Pixels. A level whose longer side is at most this shows no more than the screen's derivative.
SMALLEST_LEVEL = 2 * SIDE


@dataclass(frozen=True, slots=True)
class Tile:
    """Column and row, from 0."""

    column: int
    row: int

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in pixels of a level of this size."""
        left, top = self.column * SIDE, self.row * SIDE
        return left, top, min(left + SIDE, width), min(top + SIDE, height)


def levels(width: int, height: int) -> int:
    """The number of levels, each half as large as the one before; level 0 is the master's size."""
    return (
        max(1, math.ceil(math.log2(max(width, height) / SMALLEST_LEVEL)))
        if max(width, height) > SMALLEST_LEVEL
        else 1
    )


def level_size(width: int, height: int, level: int) -> tuple[int, int]:
    """Pixels of a level, as halving rounds them."""
    for _ in range(level):
        width, height = (width + 1) // 2, (height + 1) // 2
    return width, height


def level_for(width: int, height: int, shown_width: float) -> int:
    """The smallest level that is still sharp when painted ``shown_width`` pixels wide."""
    level = 0
    while (
        level + 1 < levels(width, height) and level_size(width, height, level + 1)[0] >= shown_width
    ):
        level += 1
    return level


def all_tiles(width: int, height: int) -> Iterator[Tile]:
    """The tiles of a level of this size."""
    for row in range(math.ceil(height / SIDE)):
        for column in range(math.ceil(width / SIDE)):
            yield Tile(column, row)


def all_levels(width: int, height: int) -> Iterator[tuple[int, Tile]]:
    """Every level of a master of this size (pixels) with each of its tiles, level 0 first."""
    for level in range(levels(width, height)):
        for tile in all_tiles(*level_size(width, height, level)):
            yield level, tile


def visible_tiles(
    width: int, height: int, left: float, top: float, right: float, bottom: float
) -> Iterator[Tile]:
    """The tiles of a level that a window into it touches; all in pixels of the level."""
    last_column, last_row = (width - 1) // SIDE, (height - 1) // SIDE
    for row in range(max(0, int(top // SIDE)), min(last_row, int(bottom // SIDE)) + 1):
        for column in range(max(0, int(left // SIDE)), min(last_column, int(right // SIDE)) + 1):
            yield Tile(column, row)


def name(level: int, tile: Tile, *, opaque: bool) -> str:
    """File name of a tile."""
    return f"{level}-{tile.column}-{tile.row}.{'jpg' if opaque else 'png'}"
