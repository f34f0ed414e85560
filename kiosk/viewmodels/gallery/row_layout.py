"""The wall's layout: tiles in rows, at their true aspect ratios, on one base line. Numbers only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# A picture's aspect (width over height) and the width in pixels that its title needs below it.
TileShape = tuple[float, int]

# Width over height of a written work's tile.
SHEET_ASPECT = 0.8
# The largest aspect that still looks like a sheet.
MAX_SHEET_ASPECT = 2
# The smallest scale of a row's pictures, as a share of the row's height.
MIN_SCALE = 0.76


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedTile:
    """A tile's place in pixels from the top left of its row; ``slot`` is its caption's width."""

    x: int
    y: int
    width: int
    height: int
    slot: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RowSpace:
    """A row's space in pixels: its width, the height of its pictures, the gap between them."""

    width: int
    height: int
    gap: int

    def slots(self, wanted: Sequence[TileShape], scale: float) -> list[int]:
        """The width of each place: that of the picture, or of its caption where that is wider."""
        return [
            max(round(aspect * self.height * scale), min(caption, self.width))
            for aspect, caption in wanted
        ]

    def needs(self, wanted: Sequence[TileShape], scale: float) -> int:
        """The width of the whole row at a scale."""
        return sum(self.slots(wanted, scale)) + self.gap * (len(wanted) - 1)

    def fill(self, wanted: Sequence[TileShape]) -> float:
        """The scale, at most 1, at which the row fits; 0 when its captions alone are too wide."""
        low, high = 0.0, 1.0
        if self.needs(wanted, high) <= self.width:
            return high
        for _ in range(16):
            middle = (low + high) / 2
            low, high = (
                (middle, high) if self.needs(wanted, middle) <= self.width else (low, middle)
            )
        return low


def layout_rows(wanted: Iterable[TileShape], room: RowSpace) -> Iterator[list[PlacedTile]]:
    """Lay out one row after the other, so that a long wall need not be laid out at once.

    A full row is scaled down a little to fill the width; no picture is scaled up, cropped or left
    out.
    """
    more = iter(wanted)
    row: list[TileShape] = []
    ahead = next(more, None)
    while ahead is not None:
        full = room.needs([*row, ahead], 1.0) > room.width
        # One more, when all of them then need not shrink by much.
        if full and row and room.fill([*row, ahead]) < MIN_SCALE:
            yield _row(row, room, last=False)
            row = []
            continue
        row.append(ahead)
        ahead = next(more, None)
        if full:
            yield _row(row, room, last=ahead is None)
            row = []
    if row:
        yield _row(row, room, last=True)


def _row(wanted: Sequence[TileShape], room: RowSpace, *, last: bool) -> list[PlacedTile]:
    scale = room.fill(wanted)
    slots = room.slots(wanted, scale)
    free_width = room.width - sum(slots) - room.gap * (len(slots) - 1)
    # Space left in a row is shared between its pictures, up to a gap of three times the usual.
    wider = free_width // (len(slots) - 1) if not last and len(slots) > 1 else 0
    space = room.gap + (wider if 0 <= wider <= 2 * room.gap else 0)
    x = 0
    row = []
    for (aspect, _), slot in zip(wanted, slots, strict=True):
        tall = max(1, int(room.height * scale))
        row.append(
            PlacedTile(
                x=x,
                y=room.height - tall,
                width=max(1, round(aspect * tall)),
                height=tall,
                slot=slot,
            )
        )
        x += slot + space
    return row
