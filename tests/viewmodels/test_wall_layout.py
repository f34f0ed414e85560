"""The wall's pages: every work once, whole and in its own proportions, and the tiles large."""

import itertools
import math
from collections import defaultdict
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.viewmodels.gallery.wall_layout import (
    LEAST_BESIDE,
    LEAST_WIDTH,
    PageSpace,
    PlacedTile,
    TileShape,
    layout_pages,
)

# The walls of 1920 by 1080 and 1080 by 1920 pixels at the usual text size.
LANDSCAPE = PageSpace(width=1800, height=742, gap=24, caption=40, line=32, rows=2)
PORTRAIT = PageSpace(width=960, height=1480, gap=24, caption=40, line=32, rows=4)
SPACES = pytest.mark.parametrize("space", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
# Pixels above the bar.
STAGES = {1800: 1920 * 976, 960: 1080 * 1720}

SHAPES = st.builds(
    TileShape,
    aspect=st.floats(0.08, 14),
    caption=st.integers(0, 700),
    short_caption=st.integers(0, 350),
    flexible=st.booleans(),
)
# As most pictures are, with titles of one to four words.
USUAL = st.builds(
    TileShape,
    aspect=st.floats(0.66, 2.2),
    caption=st.integers(60, 300),
    short_caption=st.integers(60, 150),
)
SPACES_OF_ANY_SIZE = st.builds(
    PageSpace,
    width=st.integers(300, 4000),
    height=st.integers(150, 3000),
    gap=st.integers(0, 60),
    caption=st.integers(20, 120),
    line=st.integers(16, 80),
    rows=st.integers(1, 5),
)
SCROLL, HANGING, PICTURE, TALL = (TileShape(aspect=a, caption=150) for a in (12, 1 / 8, 1.5, 0.7))


def rows_of(page: list[PlacedTile]) -> list[list[PlacedTile]]:
    rows: dict[int, list[PlacedTile]] = defaultdict(list)
    for tile in page:
        rows[tile.y].append(tile)
    return [rows[y] for y in sorted(rows)]


def covered(page: list[PlacedTile], space: PageSpace) -> float:
    return sum(tile.width * tile.height for tile in page) / STAGES[space.width]


@given(shapes=st.lists(SHAPES, max_size=60), space=SPACES_OF_ANY_SIZE)
@example(shapes=[SCROLL, HANGING, PICTURE, PICTURE, TALL, SCROLL, HANGING], space=LANDSCAPE)
@example(shapes=[SCROLL] * 9, space=PORTRAIT)
@example(shapes=[HANGING] * 9, space=LANDSCAPE)
@example(
    shapes=[TileShape(aspect=1.0), TileShape(aspect=1.0), TileShape(aspect=0.25, flexible=True)],
    space=PageSpace(width=472, height=150, gap=0, caption=74, line=16, rows=2),
)
def test_every_work_hangs_once_whole_and_apart(shapes, space):
    pages = list(layout_pages(shapes, space))
    assert all(pages), "no page is empty"
    placed = [tile for page in pages for tile in page]
    assert len(placed) == len(shapes)
    for shape, tile in zip(shapes, placed, strict=True):
        assert tile.x >= 0
        assert tile.x + max(tile.width, tile.slot) <= space.width + 2
        if not shape.flexible:
            assert tile.width == pytest.approx(shape.aspect * tile.height, abs=2)
    for page in pages:
        rows = rows_of(page)
        assert [tile for row in rows for tile in row] == page, "they follow each other"
        for row in rows:
            for one, other in pairwise(row):
                assert other.x >= one.x + max(one.width, one.slot) - 1
        for above, below in pairwise(rows):
            captions = space.caption + (above[0].lines - 1) * space.line
            assert below[0].y >= above[0].y + above[0].height + captions - 1
        last = rows[-1][0]
        room = len(rows) * (space.caption + 2 * space.line + space.gap)
        if room < space.height / 2:
            assert last.y + last.height <= space.height + 1


@SPACES
@settings(max_examples=25)
@given(data=st.data())
def test_the_last_row_is_not_narrow_beside_the_others(space, data):
    pages = layout_pages(data.draw(st.lists(USUAL, min_size=3, max_size=40)), space)
    for page in pages:
        widths = [row[-1].x + row[-1].slot for row in rows_of(page)]
        # A pixel for rounding, and a title may be as wide as a row of two pictures has left.
        assert widths[-1] >= 0.9 * LEAST_WIDTH * max(widths)


@SPACES
@settings(max_examples=25)
@given(data=st.data())
def test_the_tiles_of_a_full_page_are_large(space, data):
    """45 per cent of the stage are promised for the sample; of any ratios these keep most."""
    shapes = data.draw(st.lists(USUAL, min_size=12, max_size=40))
    pages = list(layout_pages(shapes, space))
    for page in pages[:-1]:
        assert covered(page, space) >= 0.36
    assert math.fsum(covered(page, space) for page in pages) / len(pages) >= 0.38


@SPACES
def test_one_or_two_works_hang_large(space):
    for shapes in ([PICTURE], [TALL], [PICTURE, TALL], [SCROLL], [HANGING]):
        (page,) = layout_pages(shapes, space)
        most = space.height - space.caption
        for shape, tile in zip(shapes, page, strict=True):
            alone = min(space.width, most * shape.aspect)
            assert tile.width >= 0.45 * alone


def test_a_scroll_and_a_hanging_leave_the_others_their_size():
    shapes = [SCROLL, HANGING, PICTURE, PICTURE, TALL, PICTURE, PICTURE]
    pages = list(layout_pages(shapes, LANDSCAPE))
    tiles = [tile for page in pages for tile in page]
    assert tiles[0].width >= 0.8 * LANDSCAPE.width, "a scroll takes a row of its own"
    assert tiles[1].height >= 250, "a hanging hangs beside others"
    assert all(tile.height >= 200 for tile in tiles[2:])


def test_texts_alone_fill_the_width():
    shapes = [TileShape(aspect=a, caption=200, flexible=True) for a in (2.4, 2.4, 1.4, 1.2, 2)]
    (page,) = layout_pages(shapes, LANDSCAPE)
    assert [len(row) for row in rows_of(page)] == [2, 3]
    for row in rows_of(page):
        assert row[-1].x + row[-1].width == pytest.approx(LANDSCAPE.width, abs=2)
    assert covered(page, LANDSCAPE) >= 0.45


def test_shapes_are_taken_as_they_are_needed():
    """A wall of thousands of works shows its first page at once."""
    taken = 0

    def shapes() -> Any:
        nonlocal taken
        for _ in range(5000):
            taken += 1
            yield PICTURE

    next(layout_pages(shapes(), PORTRAIT))
    assert taken < 80


def best_cover(aspects: list[float], space: PageSpace) -> float:
    """The most that works of these widths over heights cover in rows, in their order, on one page:
    all ways to break them are tried, with rows that fill the width or share the height, none of
    which is narrow or low beside another.
    """
    best = 0.0
    for cuts in itertools.product((False, True), repeat=len(aspects) - 1):
        rows = [[aspects[0]]]
        for aspect, is_first in zip(aspects[1:], cuts, strict=True):
            if is_first:
                rows.append([])
            rows[-1].append(aspect)
        if len(rows) > space.rows + 1:
            continue
        free = space.height - len(rows) * space.caption - (len(rows) - 1) * space.gap
        wide = [space.width - space.gap * (len(row) - 1) for row in rows]
        heights = [min(free, one / sum(row)) for one, row in zip(wide, rows, strict=True)]
        scale = min(1.0, free / sum(heights))
        extents = [
            sum(row) * height * scale + space.width - one
            for row, height, one in zip(rows, heights, wide, strict=True)
        ]
        even = all(
            height >= LEAST_BESIDE * max(heights)
            or sum(row) * height * scale >= LEAST_WIDTH * space.width
            for row, height in zip(rows, heights, strict=True)
        )
        if even and min(extents) >= LEAST_WIDTH * max(extents):
            area = sum(
                sum(row) * (height * scale) ** 2 for row, height in zip(rows, heights, strict=True)
            )
            best = max(best, area / STAGES[space.width])
    return best


@SPACES
@settings(max_examples=40)
@given(aspects=st.lists(st.floats(0.5, 2.5), min_size=2, max_size=9))
@example(aspects=[2, 0.8, 1.25, 0.5])
@example(aspects=[1.78, 0.66, 2])
@example(aspects=[0.71, 3])
def test_a_filter_s_page_covers_nearly_half_wherever_rows_can(aspects, space):
    """45 % of what lies above the bar, or nine tenths of the most that any rows of these works do:
    a narrow upright work alone covers 10. The last row is wide.
    """
    shapes = [TileShape(aspect=aspect, caption=100, short_caption=80) for aspect in aspects]
    pages = list(layout_pages(shapes, space))
    if len(pages) > 1:
        return
    rows = rows_of(pages[0])
    extents = [row[-1].x + row[-1].slot - row[0].x for row in rows]
    assert extents[-1] >= LEAST_WIDTH * max(extents) - 2
    assert covered(pages[0], space) >= min(0.45, 0.9 * best_cover(aspects, space)) - 0.005
