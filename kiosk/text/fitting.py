"""Choose the size and the room of a poem: numbers only, no fonts.

A poem takes the room and the size at which its title does not stand alone on the first page, no
line turns over, no stanza is split, and the fewest pages are needed; among these one column, then
the largest size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf

from kiosk.text.pages import Room

# Ems. A leading space where the lines have room for it; it never takes less than the typeface's.
WIDE_SPACE_EMS = 0.5
# Pixels by which a line may exceed its room, as in ``pages``.
_TOLERANCE = 0.01
# A line is measured at another size than it is drawn in.
MEASURING_ERROR = 1.001
# A poem of so many lines stands on one page if less space between its stanzas allows it; the spaces
# are parts of a line's height, in the order in which they are tried.
SHORT_POEM_LINES = 16
STANZA_SPACES = (0.6, 0.45, 0.3)
_LEAST_TOGETHER = 2
# The part of a line that words fill where it turns over.
_FILLED = 0.85


@dataclass(frozen=True, kw_only=True, slots=True)
class VerseLine:
    """A line of a poem: its leading spaces, and the width of its words over the font's size."""

    indent: int = 0
    ems: float


@dataclass(frozen=True, kw_only=True, slots=True)
class VerseStanza:
    """The lines of a stanza, and the blank lines before it."""

    lines: tuple[VerseLine, ...]
    blank_lines: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class VerseType:
    """The typeface: the width of its space over its size, and the height of a line over it."""

    space_ems: float
    line_spacing: float
    hanging_ems: float

    def line_height(self, size: int) -> float:
        """The height of a line, in whole pixels."""
        return float(round(size * self.line_spacing))


@dataclass(frozen=True, kw_only=True, slots=True)
class VerseFit:
    """How a poem is set: the number of its room, its size in pixels, the pixels of a leading space.

    ``stanza_space`` is a part of a line's height, ``most`` the pixels that a column holds.
    ``pages`` and ``turned`` count pages and lines that turn over, ``rows`` the lines as drawn.
    """

    room: int
    size: int
    indent: float
    stanza_space: float
    pages: int
    turned: int
    rows: int = 0
    most: float = inf


def fit_verse(
    stanzas: Sequence[VerseStanza],
    rooms: Sequence[Room],
    sizes: Sequence[int],
    letters: VerseType,
    lesser: Sequence[int] = (),
) -> VerseFit:
    """Choose among ``rooms``, in the order in which they are preferred, and ``sizes`` in pixels.

    Where a line turns over at each of them, the largest of the ``lesser`` sizes is taken at which
    none does.
    """
    fit = _fit(stanzas, rooms, sizes, letters)
    for size in lesser if fit.turned else ():
        # A poem with a line that even the least size does not hold keeps its larger letters.
        if (less := _fit(stanzas, rooms, (size,), letters)).turned == 0:
            return less
    return fit


def _fit(
    stanzas: Sequence[VerseStanza],
    rooms: Sequence[Room],
    sizes: Sequence[int],
    letters: VerseType,
) -> VerseFit:
    line_count = sum(len(stanza.lines) for stanza in stanzas)
    best = _best(stanzas, rooms, sizes, letters, STANZA_SPACES[0])
    for space in STANZA_SPACES[1:]:
        if best.pages > 1 and line_count <= SHORT_POEM_LINES:
            closer = _best(stanzas, rooms, sizes, letters, space)
            if closer.pages == 1 and closer.turned <= best.turned:
                best = closer
    return best


def _best(
    stanzas: Sequence[VerseStanza],
    rooms: Sequence[Room],
    sizes: Sequence[int],
    letters: VerseType,
    space: float,
) -> VerseFit:
    found: list[tuple[tuple[int, ...], VerseFit, _Trial]] = []
    for number, room in enumerate(rooms):
        for size in sizes:
            indent = indent_that_fits(stanzas, room.width, size, letters.space_ems)
            trial = _Trial(stanzas, room, size, letters, indent, space)
            columns, split = trial.count(inf)
            # A title alone on the first page.
            is_empty = trial.first_page_is_empty
            pages = max(1, ceil(columns / room.columns))
            fit = VerseFit(
                room=number,
                size=size,
                indent=indent,
                stanza_space=space,
                pages=pages,
                turned=trial.turned,
                rows=trial.rows,
            )
            # Lines that turn over do so less often in a wide column.
            narrow = room.columns if trial.turned else 1
            merit = (
                is_empty,
                trial.turned,
                split,
                narrow,
                pages,
                room.columns,
                -size,
                number,
            )
            found.append((merit, fit, trial))
    (_, _, split, *_), best, trial = min(found, key=lambda one: one[0])
    if best.turned or best.pages * rooms[best.room].columns == 1:
        return best
    return replace(best, most=trial.most(split, best.pages))


def indent_that_fits(
    stanzas: Sequence[VerseStanza], width: float, size: int, space_ems: float
) -> float:
    """The pixels of a leading space: half an em, or less where a line would turn over."""
    least, wide = space_ems * size, WIDE_SPACE_EMS * size
    for stanza in stanzas:
        for line in stanza.lines:
            if line.indent:
                room = width - line.ems * size * MEASURING_ERROR
                # A line that turns over in any case has no say.
                if room >= line.indent * least:
                    wide = min(wide, room / line.indent)
    return max(least, wide)


class _Trial:
    """A poem in one room at one size."""

    def __init__(
        self,
        stanzas: Sequence[VerseStanza],
        room: Room,
        size: int,
        letters: VerseType,
        indent: float,
        space: float,
    ) -> None:
        self._room = room
        self._height = letters.line_height(size)
        turnover = letters.hanging_ems * size
        self.turned = 0
        # Of each stanza the rows that its lines take, and the space before it, in pixels.
        self._stanzas: list[tuple[int, float]] = []
        for stanza in stanzas:
            rows = 0
            for line in stanza.lines:
                of_line = _rows(line, room.width, size, indent, turnover)
                self.turned += of_line > 1
                rows += of_line
            self._stanzas.append((rows, stanza.blank_lines * self._height * space))

    @property
    def rows(self) -> int:
        """The lines as they are drawn."""
        return sum(rows for rows, _ in self._stanzas)

    def count(self, most: float) -> tuple[int, int]:
        """The columns that are needed, and how many stanzas are split, as ``iter_pages`` does it.

        No column holds more than ``most`` pixels.
        """
        room = Room(
            height=self._room.height,
            first_page_offset=self._room.first_page_offset,
            columns=self._room.columns,
            most=most,
        )
        made = split = 0
        is_empty, y = True, room.top(0)
        for rows, space in self._stanzas:
            total = rows * self._height
            y = room.top(made) if is_empty else y + space
            is_whole = total <= room.tallest + _TOLERANCE
            if y + total > room.bottom(made) + _TOLERANCE and y > 0 and is_whole:
                made, is_empty, y = made + 1, True, room.top(made + 1)
                while y > 0 and y + total > room.bottom(made) + _TOLERANCE:
                    made, y = made + 1, room.top(made + 1)
            for here in self._parts(rows, room, made, y):
                if here:
                    y += here * self._height
                    rows -= here
                    is_empty = False
                if rows:
                    made, is_empty, y = made + 1, True, room.top(made + 1)
            split += not is_whole
        return made + 1, split

    @property
    def first_page_is_empty(self) -> bool:
        """True if the first stanza has no room below what stands above it."""
        room = self._room
        if not self._stanzas or room.first_page_offset <= 0:
            return False
        total = self._stanzas[0][0] * self._height
        left = room.height - room.first_page_offset + _TOLERANCE
        return total > left and (total <= room.height + _TOLERANCE or 2 * self._height > left)

    def _parts(self, rows: int, room: Room, made: int, y: float) -> Iterator[int]:
        """How many rows of a stanza stand in this column and in each further one."""
        while rows:
            here = _rows_that_fit(rows, room.bottom(made) - y, self._height)
            here = here or (1 if y <= 0 else 0)
            yield here
            rows -= here
            made += 1
            y = room.top(made)

    def most(self, split: int, pages: int) -> float:
        """The least height of a column that needs no further page and splits no further stanza."""
        low, high = 0.0, self._room.height
        while high - low > 1:
            middle = (low + high) / 2
            count, parts = self.count(middle)
            if parts <= split and ceil(count / self._room.columns) <= pages:
                high = middle
            else:
                low = middle
        return high


def _rows(line: VerseLine, width: float, size: int, indent: float, turnover: float) -> int:
    """The rows that a line takes: more than one where it turns over."""
    words = line.ems * size * MEASURING_ERROR
    over = line.indent * indent + words - width - _TOLERANCE
    if over <= 0:
        return 1
    # Even a deep indent leaves half of the width for the words.
    first = width - min(line.indent * indent, width / 2)
    # A line that is broken between words is not full.
    return 1 + max(1, ceil((words - _FILLED * first) / max(1.0, _FILLED * (first - turnover))))


def _rows_that_fit(rows: int, room: float, height: float) -> int:
    """The rows that go in this column; 0 if fewer than two would stand together."""
    count = min(rows, int((room + _TOLERANCE) / height)) if room > 0 else 0
    if count == rows:
        return count
    count = min(count, rows - _LEAST_TOGETHER) if rows > _LEAST_TOGETHER else count
    return count if count >= min(_LEAST_TOGETHER, rows) else 0


def largest_size(
    stanzas: Sequence[VerseStanza],
    room: Room,
    sizes: Sequence[int],
    letters: VerseType,
    stanza_space: float = STANZA_SPACES[0],
) -> VerseFit | None:
    """The largest of ``sizes`` at which lines stand in one column without turning over, or None."""
    for size in sizes:
        indent = indent_that_fits(stanzas, room.width, size, letters.space_ems)
        trial = _Trial(stanzas, room, size, letters, indent, stanza_space)
        if trial.turned == 0 and trial.count(inf) == (1, 0):
            return VerseFit(
                room=0, size=size, indent=indent, stanza_space=stanza_space, pages=1, turned=0
            )
    return None
