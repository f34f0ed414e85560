"""Break lines into pages: keep stanzas whole where a page can hold them, and drop nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

# Pixels by which a line may exceed its room, so that rounding never moves it to another page.
_TOLERANCE = 0.01


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line as drawn: ``markup`` for a QML text; ``x`` and ``height`` in pixels.

    ``x`` counts from the side where reading begins. ``styled`` says that ``markup`` is StyledText.
    ``block`` is the index of the line's block; ``start`` and ``end`` are the line's range in that
    block's text, in UTF-16 code units.
    """

    markup: str
    x: float
    height: float
    heading: bool = False
    styled: bool = False
    right_to_left: bool = False
    block: int = -1
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Stanza:
    """Lines that belong together, ``space_before`` them in pixels.

    With ``keep_together`` (verse, entries of a list) a stanza is split only if no page can hold it.
    Otherwise at least ``min_lines`` stay together on either side of a page break. ``lines`` may be
    an iterator, which is read only as far as the pages need.
    """

    lines: Iterable[Line]
    space_before: float = 0.0
    keep_together: bool = False
    min_lines: int = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedLine:
    """A line and its top edge on its page, in pixels, in a ``column`` counted from 0.

    ``stanza`` is the number of its stanza, ``space_before`` the pixels before the line where it is
    not the first of a column. ``may_start`` says that a page may start with it.
    """

    line: Line
    y: float
    column: int = 0
    stanza: int = 0
    space_before: float = 0.0
    may_start: bool = True


PlacedPage = tuple[PlacedLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """The room of a page: ``columns`` of ``width`` and ``height`` pixels.

    The columns of the first page start ``first_page_offset`` pixels down. No column holds more than
    ``most`` pixels, which shares a text out evenly.
    """

    height: float
    width: float = inf
    first_page_offset: float = 0.0
    columns: int = 1
    most: float = inf

    def top(self, column: int) -> float:
        """Where a column begins, in pixels; all columns of a text are counted from 0."""
        return self.first_page_offset if column < self.columns else 0.0

    def bottom(self, column: int) -> float:
        """Where a column ends at the latest, in pixels."""
        return min(self.height, self.top(column) + self.most)

    @property
    def tallest(self) -> float:
        """The most that a column after the first page's holds, in pixels."""
        return min(self.height, self.most)


def break_pages(
    stanzas: Iterable[Stanza], room: Room, *, last_page_lines: int = 1
) -> tuple[PlacedPage, ...]:
    """Return all pages of a text, as ``iter_pages`` and ``finish_pages`` make them."""
    pages = [page for page in iter_pages(stanzas, room) if page is not None]
    pages[-2:] = finish_pages(pages[-2:], room, last_page_lines)
    return tuple(pages)


def iter_pages(stanzas: Iterable[Stanza], room: Room) -> Iterator[PlacedPage | None]:
    """Yield pages, at least one. A line taller than the room gets its own column.

    The first page stays empty if nothing fits below its offset. A page is made when it is asked
    for, from as few lines as it needs; None after each of its columns but the last, so that the
    caller may do other work in between.
    """
    columns = _iter_columns(stanzas, room)
    page: list[PlacedLine] = []
    number = 0
    for column in columns:
        page += [replace(placed, column=number) for placed in column] if number else column
        number += 1
        if number == room.columns:
            yield tuple(page)
            page, number = [], 0
        else:
            yield None
    if number:
        yield tuple(page)


def finish_pages(pages: Sequence[PlacedPage], room: Room, least: int) -> tuple[PlacedPage, ...]:
    """The last two pages of a text, or its only one, when no further line follows.

    Where the last page has fewer than ``least`` lines, it takes further ones from the page before
    it. The columns of prose are even on the last page.
    """
    if least <= 1 or not pages:
        return tuple(pages)
    if len(pages) > 1 and len(pages[-1]) < least:
        return _fill_last(pages[-2], pages[-1], room, least)
    return (*pages[:-1], _level(pages[-1], room))


def _iter_columns(stanzas: Iterable[Stanza], room: Room) -> Iterator[list[PlacedLine]]:
    """Yield the lines of each column, which know nothing of the column yet."""
    made = 0
    column: list[PlacedLine] = []
    y = room.top(0)
    for number, stanza in enumerate(stanzas):
        rest = _Lines(stanza.lines)
        rest.read_beyond(room.height, stanza.min_lines)
        total = rest.height
        y = y + stanza.space_before if column else room.top(made)
        fits_here = y + total <= room.bottom(made) + _TOLERANCE
        is_whole = stanza.keep_together and total <= room.tallest + _TOLERANCE
        if not fits_here and y > 0 and is_whole:
            yield column
            made += 1
            column, y = [], room.top(made)
            while y > 0 and y + total > room.bottom(made) + _TOLERANCE:
                yield column
                made += 1
                y = room.top(made)
        at = 0
        while rest.read_beyond(room.height, stanza.min_lines):
            count = _lines_that_fit(rest.read, room.bottom(made) - y, stanza.min_lines)
            if count or y <= 0:
                for line in rest.take(max(1, count)):
                    column.append(
                        PlacedLine(
                            line=line,
                            y=y,
                            stanza=number,
                            space_before=0.0 if at else stanza.space_before,
                            may_start=at == 0 or (not is_whole and at >= stanza.min_lines),
                        )
                    )
                    y += line.height
                    at += 1
                if not rest.read_beyond(room.height, stanza.min_lines):
                    break
            yield column
            made += 1
            column, y = [], room.top(made)
    yield column


def _fill_last(
    before: PlacedPage, last: PlacedPage, room: Room, least: int
) -> tuple[PlacedPage, PlacedPage]:
    """The last two pages of a text, the last one with ``least`` lines if that is possible.

    The page before it keeps as many, and no stanza is split that need not be.
    """
    for start in range(len(before) - least + len(last), least - 1, -1):
        lines = (*before[start:], *last)
        first = lines[0]
        in_stanza = sum(placed.stanza == first.stanza for placed in lines)
        if not first.may_start or (in_stanza < 2 and first.space_before == 0):
            continue
        filled = _stack(lines, room.tallest, 1)
        if filled is None:
            break
        return before[:start], filled
    return before, last


def _level(page: PlacedPage, room: Room) -> PlacedPage:
    """The last page of a text with its lines shared out among the columns."""
    if room.columns == 1 or not page or page[-1].column == 0:
        return page
    top = min(placed.y for placed in page)
    low, high = 0.0, max(placed.y + placed.line.height for placed in page) - top
    best = page
    while high - low > 1:
        most = (low + high) / 2
        found = _stack(page, most, room.columns, top)
        if found is None:
            low = most
        else:
            best, high = found, most
    return best


def _stack(
    lines: Sequence[PlacedLine], most: float, columns: int, top: float = 0.0
) -> PlacedPage | None:
    """The lines anew in columns of ``most`` pixels; None where they do not fit."""
    placed: list[PlacedLine] = []
    column, start, y = 0, 0, top
    at = 0
    while at < len(lines):
        one = lines[at]
        y += one.space_before if at > start else 0.0
        if y + one.line.height <= top + most + _TOLERANCE:
            placed.append(replace(one, y=y, column=column))
            y += one.line.height
            at += 1
            continue
        cut = next((n for n in range(at, start, -1) if _may_part(lines, n)), 0)
        column += 1
        if not cut or column >= columns:
            return None
        del placed[cut:]
        at = start = cut
        y = top
    return tuple(placed)


def _may_part(lines: Sequence[PlacedLine], at: int) -> bool:
    """True if a column may end before this line: two lines of a paragraph stay together."""
    one = lines[at]
    return one.may_start and (
        one.stanza != lines[at - 1].stanza
        or (at + 1 < len(lines) and lines[at + 1].stanza == one.stanza)
    )


class _Lines:
    """The lines of a stanza that have been read and not yet placed."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._source = iter(lines)
        self.read: list[Line] = []

    @property
    def height(self) -> float:
        """The height of the lines that have been read, in pixels."""
        return sum(line.height for line in self.read)

    def read_beyond(self, height: float, further: int) -> bool:
        """Read lines until they exceed ``height``, and ``further`` ones; False if there is none.

        A page break can then be decided as if all lines were known.
        """
        total, beyond = 0.0, 0
        for line in self.read:
            total += line.height
            beyond += total > height + _TOLERANCE
        while beyond <= further and (following := next(self._source, None)) is not None:
            self.read.append(following)
            total += following.height
            beyond += total > height + _TOLERANCE
        return bool(self.read)

    def take(self, count: int) -> list[Line]:
        """Take the first ``count`` lines away."""
        taken, self.read = self.read[:count], self.read[count:]
        return taken


def _lines_that_fit(lines: Sequence[Line], room: float, min_lines: int) -> int:
    """The number of lines that go on this page; 0 if fewer than ``min_lines`` would fit."""
    count = 0
    for line in lines:
        if line.height > room + _TOLERANCE:
            break
        room -= line.height
        count += 1
    if count == len(lines):
        return count
    # Carry at least min_lines over to the next page.
    count = min(count, len(lines) - min_lines) if len(lines) > min_lines else count
    return count if count >= min(min_lines, len(lines)) else 0
