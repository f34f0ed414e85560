"""The wall's layout: pages of tiles in rows that fill the width, at their true aspect ratios.

Numbers only. Rows break where the tiles of a page together are largest.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

# A row's height at the least and at the most, as a share of what rows of equal height would have.
LEAST_HEIGHT, MOST_HEIGHT = 0.6, 1.8
# A row of texts alone may be lower than its tiles' shapes say, and on a page of texts higher, by
# these factors. It is of the usual height at the most, times the last of them.
FLEX_LOW, FLEX_HIGH, FLEX_USUAL = 0.45, 1.6, 1.15
# Works for each row that are looked at beyond a page, to see whether they are the last ones.
MOST_AHEAD = 6
# Works at the wall's end that are too few for a row of their own.
FEW = 3
# Works at the wall's end of which every layout is looked at.
FEW_IN_ALL = 7
# Tiles in a row, and layouts of a page that are compared, at the most.
MOST_IN_ROW, MOST_LAYOUTS = 24, 120
# Works that are not more than these for each row and that all stand on one page may be so much
# smaller than those of two pages. What is left after a page is worth so much of it, where it is
# enough for further pages.
FEW_ON_PAGE, ONE_PAGE, FURTHER_PAGES = 5, 1.25, 0.97
# Of two layouts whose tiles are nearly as large the more even one is taken: what each doubling of
# a row's height against another's takes off, and against the height of its texts' own shapes.
UNEVEN, RESHAPED = 0.12, 0.1
# The least width of a row, as a share of the widest one; what a narrower one takes off.
LEAST_WIDTH, NARROW = 0.6, 0.5
# A page whose tiles cover less than this share of it is worth less by this power of what it lacks:
# above it evenness decides, below it the works' size. On a wide wall it is 45 % of what lies above
# the bar, on a tall one 48.
WELL_COVERED, POORLY_COVERED = 0.63, 3
# The least height of a row, as a share of the highest one. A lower one, of which more is empty than
# a scroll's, takes off as much as a narrow one: its works are stamps beside the others.
LEAST_BESIDE = 0.4
# What each row beyond the usual number takes off.
FURTHER_ROW = 0.9
# A text among pictures grows by this share of its width at the most.
MOST_GROWN = 0.7
# A gap between tiles that do not fill their row, in usual gaps.
WIDEST_GAP = 3
# A row is added below the usual number of rows only where the others leave so much of the height,
# and none of several works is lower than this share of the usual height.
SPARE_ROW, USUAL_ROW = 0.12, 0.8
# So many times the usual number of rows stand on a page of texts alone.
MOST_TEXT_ROWS = 1.5
# A title takes two lines where the pictures of its row are larger then by this factor.
TWO_LINES = 1.12


@dataclass(frozen=True, kw_only=True, slots=True)
class TileShape:
    """A tile's width over height, and the pixels that its title needs on one line and on two.

    A flexible tile shows words: it may be wider than its aspect says, and its words need ``least``
    pixels.
    """

    aspect: float
    caption: int = 0
    short_caption: int = 0
    flexible: bool = False
    least: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedTile:
    """A tile's place in pixels from the top left of its page.

    ``slot`` is the width of its caption, ``lines`` the number of the caption's lines.
    """

    x: int
    y: int
    width: int
    height: int
    slot: int
    lines: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PageSpace:
    """The space of a page in pixels.

    ``caption`` is the height of a caption of one line, ``line`` that of each further line;
    ``rows`` the usual number of rows.
    """

    width: int
    height: int
    gap: int
    caption: int
    line: int
    rows: int

    @property
    def row_height(self) -> float:
        """The height of the tiles of each row, where all rows are alike."""
        free = self.height - self.rows * self.caption - (self.rows - 1) * self.gap
        return max(1.0, free / self.rows)


@dataclass(frozen=True, slots=True)
class _Row:
    """Works ``first`` to ``end`` of a page, and the height at which they fill the width.

    ``natural`` is that height for texts too, which may be wider than their shapes say.
    """

    first: int
    end: int
    natural: float
    height: float
    flexible: bool
    lines: int


@dataclass(frozen=True, slots=True)
class _Page:
    rows: tuple[_Row, ...]
    heights: tuple[float, ...]
    # The tiles' share of the page, and that with what speaks against the layout taken off.
    area: float
    worth: float

    @property
    def end(self) -> int:
        return self.rows[-1].end


def layout_pages(wanted: Iterable[TileShape], space: PageSpace) -> Iterator[list[PlacedTile]]:
    """Lay out one page after the other, so that a long wall need not be laid out at once.

    No picture is cropped or left out. Shapes are taken from ``wanted`` as they are needed.
    """
    search = _LayoutSearch(wanted, space)
    first = 0
    while search.has(first):
        page = search.best_page(first)
        yield search.place(page)
        first = page.end


class _LayoutSearch:
    def __init__(self, wanted: Iterable[TileShape], space: PageSpace) -> None:
        self._more = iter(wanted)
        self._shapes: list[TileShape] = []
        self._space = space
        self._rows: dict[tuple[int, int], _Row | None] = {}
        self._last_pages: dict[int, float] = {}

    def has(self, at: int) -> bool:
        """True when there is a work ``at``; takes as many shapes as that needs."""
        missing = at + 1 - len(self._shapes)
        if missing > 0:
            self._shapes.extend(islice(self._more, missing))
        return at < len(self._shapes)

    # Rows

    def _row(self, first: int, end: int) -> _Row | None:
        """The row of these works; None when their titles alone are too wide."""
        if (first, end) not in self._rows:
            self._rows[first, end] = self._made_row(self._shapes[first:end], first, end)
        return self._rows[first, end]

    def _made_row(self, shapes: Sequence[TileShape], first: int, end: int) -> _Row | None:
        flexible = all(shape.flexible for shape in shapes)
        one, two = self._filling(shapes, 1), self._filling(shapes, 2)
        usual = FLEX_USUAL * self._space.row_height if flexible else math.inf
        if one > 0 and two - self._space.line <= TWO_LINES * one:
            return _Row(first, end, one, min(one, usual), flexible, 1)
        if two > 0:
            return _Row(first, end, two, min(two, usual), flexible, 2)
        if len(shapes) > 1:
            return None
        # A title that is wider than the wall is cut by the tile.
        widest = self._space.width / shapes[0].aspect
        height = min(widest, float(self._space.height))
        return _Row(first, end, height, min(height, usual), flexible, 2)

    def _needs(self, shape: TileShape, lines: int) -> int:
        """The least width of a tile's place."""
        return max(shape.least, shape.caption if lines == 1 else shape.short_caption)

    def _filling(self, shapes: Sequence[TileShape], lines: int) -> float:
        """The height at which the tiles fill the width, or 0 when their titles leave no room.

        A title takes its own width where the picture above it is narrower.
        """
        free = float(self._space.width - self._space.gap * (len(shapes) - 1))
        open_shapes = list(shapes)
        while open_shapes:
            aspects = sum(shape.aspect for shape in open_shapes)
            height = free / aspects
            narrow = [s for s in open_shapes if s.aspect * height < self._needs(s, lines)]
            if not narrow:
                return height
            free -= sum(self._needs(shape, lines) for shape in narrow)
            if free <= 0:
                return 0.0
            open_shapes = [shape for shape in open_shapes if shape not in narrow]
        # The titles fill the row; its pictures are as high as the widest of them allows.
        return min(self._needs(shape, lines) / shape.aspect for shape in shapes)

    def _row_options(self, first: int) -> list[_Row]:
        """The rows that may begin with a work: those of a good height, or the nearest to one."""
        ideal = self._space.row_height
        good: list[_Row] = []
        others: list[_Row] = []
        for end in range(first + 1, first + 1 + MOST_IN_ROW):
            if not self.has(end - 1):
                break
            row = self._row(first, end)
            if row is None:
                break
            is_good = LEAST_HEIGHT * ideal <= row.height <= MOST_HEIGHT * ideal
            (good if is_good else others).append(row)
            # A low row takes the few works that are left, or they would have one of their own.
            if row.height < LEAST_HEIGHT * ideal and self.has(end + FEW):
                break
        if not self.has(first + FEW_IN_ALL):
            # So few that every layout can be looked at, that of rows of any height too.
            good, others = good + others, []
        # The likeliest first: of many layouts only some are looked at.
        good.sort(key=lambda row: abs(math.log(row.natural / ideal)))
        # The last works stand in one row, however few they are.
        ends = [row for row in others if not self.has(row.end)]
        if good:
            return good + [row for row in ends if row.height > ideal]
        return [min(others, key=lambda row: abs(math.log(row.height / ideal))), *ends]

    # Pages

    def best_page(self, first: int) -> _Page:
        """The page that begins with a work: the one with the largest tiles, that after it too."""
        best: _Page | None = None
        best_score = -1.0
        for page in islice(self._pages(first), MOST_LAYOUTS):
            score = page.worth
            if not self.has(page.end):
                few = page.end - first <= FEW_ON_PAGE * self._space.rows
                score *= ONE_PAGE if few else 1.0
            elif rest := self._last_page(page.end):
                if self.has(page.end + 2 * self._space.rows):
                    rest = max(rest, FURTHER_PAGES * score)
                # A page is worth little beside a poor one.
                score = math.sqrt(score * rest)
            if score > best_score:
                best, best_score = page, score
        assert best is not None, "a page has one row at least"
        return best

    def _last_page(self, first: int) -> float:
        """The worth of the best page with all works from ``first`` on; 0 for too many."""
        if self.has(first + MOST_AHEAD * self._space.rows):
            return 0.0
        if first not in self._last_pages:
            pages = islice(self._pages(first), MOST_LAYOUTS)
            self._last_pages[first] = max(
                (page.worth for page in pages if not self.has(page.end)), default=0.0
            )
        return self._last_pages[first]

    def _pages(self, first: int, above: tuple[_Row, ...] = ()) -> Iterator[_Page]:
        for row in self._row_options(first):
            rows = (*above, row)
            is_last = not self.has(row.end)
            if is_last or len(rows) >= self._space.rows:
                page = self._page(rows)
                yield page
                if is_last or not self._has_spare_row(page):
                    continue
            yield from self._pages(row.end, rows)

    def _has_spare_row(self, page: _Page) -> bool:
        """True where scrolls leave a good part of the height, or texts, which may be low."""
        if all(row.flexible for row in page.rows):
            return len(page.rows) < MOST_TEXT_ROWS * self._space.rows
        spare = self._space.height - self._height(page.rows, page.heights)
        usual = USUAL_ROW * self._space.row_height
        return spare > SPARE_ROW * self._space.height and all(
            row.end - row.first == 1 or row.height >= usual for row in page.rows
        )

    def _captions(self, rows: Sequence[_Row]) -> int:
        return sum(self._space.caption + (row.lines - 1) * self._space.line for row in rows)

    def _height(self, rows: Sequence[_Row], heights: Sequence[float]) -> float:
        return sum(heights) + self._captions(rows) + self._space.gap * (len(rows) - 1)

    def _page(self, rows: tuple[_Row, ...]) -> _Page:
        """The rows at the heights that they have together on one page."""
        free = max(1.0, self._space.height - self._height(rows, ()))
        fixed = sum(min(row.height, free) for row in rows if not row.flexible)
        flexible = sum(min(row.height, free) for row in rows if row.flexible)
        high = flexible * (FLEX_HIGH if all(row.flexible for row in rows) else 1.0)
        low = FLEX_LOW * flexible
        flexed = max(low, min(high, free - fixed)) if flexible else 0.0
        scale = min(1.0, max(0.0, free - flexed) / fixed) if fixed else 1.0
        if fixed == 0:
            flexed = min(flexed, free)
        flex = flexed / flexible if flexible else 1.0
        heights = tuple(
            max(1.0, min(row.height, free) * (flex if row.flexible else scale)) for row in rows
        )
        area = 0.0
        is_low = False
        extents = []
        for row, height in zip(rows, heights, strict=True):
            widths = self._widths(row, height)
            across = sum(width for width, _ in widths)
            area += across * height
            is_low |= (
                height < LEAST_BESIDE * max(heights) and across < LEAST_WIDTH * self._space.width
            )
            extents.append(
                sum(slot for _, slot in widths) + self._space.gap * (row.end - row.first - 1)
            )
        share = area / (self._space.width * self._space.height)
        worth = share * (1 - UNEVEN * math.log2(max(heights) / min(heights)))
        worth *= min(1.0, share / WELL_COVERED) ** POORLY_COVERED
        if is_low:
            worth *= NARROW
        for row, height in zip(rows, heights, strict=True):
            if row.flexible:
                worth *= 1 - RESHAPED / len(rows) * abs(math.log2(height / row.natural))
        worth *= FURTHER_ROW ** max(0, len(rows) - self._space.rows)
        if min(extents) < LEAST_WIDTH * max(extents):
            worth *= NARROW
        return _Page(rows, heights, share, max(0.0, worth))

    # Places

    def _widths(self, row: _Row, height: float) -> list[tuple[float, float]]:
        """Of each tile its width, and that of its place."""
        shapes = self._shapes[row.first : row.end]
        free = self._space.width - self._space.gap * (len(shapes) - 1)
        needs = [min(self._needs(shape, row.lines), free) for shape in shapes]
        widths = [
            max(shape.aspect * height, need if shape.flexible else 0.0)
            for shape, need in zip(shapes, needs, strict=True)
        ]
        slots = [max(width, need) for width, need in zip(widths, needs, strict=True)]
        spare = free - sum(slots)
        texts = [at for at, shape in enumerate(shapes) if shape.flexible]
        if not texts or abs(spare) < 0.5:
            return list(zip(widths, slots, strict=True))
        # Texts take what the row has left, up to a measure among pictures; and they give way.
        if spare > 0:
            weights = {at: slots[at] for at in texts}
            if not row.flexible:
                spare = min(spare, MOST_GROWN * sum(weights.values()))
        else:
            weights = {at: slots[at] - needs[at] for at in texts}
        whole = sum(weights.values())
        for at, weight in weights.items():
            slots[at] += spare * weight / whole if whole > 0 else 0.0
            widths[at] = slots[at]
        return list(zip(widths, slots, strict=True))

    def place(self, page: _Page) -> list[PlacedTile]:
        """The places of a page's tiles; the rows stand in the middle of its height."""
        space = self._space
        y = max(0.0, (space.height - self._height(page.rows, page.heights)) / 2)
        placed: list[PlacedTile] = []
        for row, height in zip(page.rows, page.heights, strict=True):
            tall = max(1, int(height))
            widths = self._widths(row, tall)
            taken = sum(slot for _, slot in widths)
            spare = space.width - taken - space.gap * (len(widths) - 1)
            wider = spare / (len(widths) - 1) if len(widths) > 1 else 0.0
            gap = space.gap + max(0.0, min(wider, (WIDEST_GAP - 1) * space.gap))
            # A work that hangs alone has the middle of the wall.
            is_alone = len(page.rows) == 1 and len(widths) == 1
            x = max(0.0, (space.width - widths[0][1]) / 2) if is_alone else 0.0
            for width, slot in widths:
                placed.append(
                    PlacedTile(
                        x=round(x),
                        y=round(y),
                        width=max(1, round(x + width) - round(x)),
                        height=tall,
                        slot=max(1, math.floor(slot)),
                        lines=row.lines,
                    )
                )
                x += slot + gap
            y += height + space.caption + (row.lines - 1) * space.line + space.gap
        return placed
