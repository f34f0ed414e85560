"""Break lines into pages: keep stanzas whole where a page can hold them, and drop nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    """A line and its top edge on its page, in pixels."""

    line: Line
    y: float


PlacedPage = tuple[PlacedLine, ...]


def break_pages(
    stanzas: Iterable[Stanza], height: float, first_page_offset: float = 0.0
) -> tuple[PlacedPage, ...]:
    """Return all pages of a text, as ``iter_pages`` makes them."""
    return tuple(iter_pages(stanzas, height, first_page_offset))


def iter_pages(
    stanzas: Iterable[Stanza], height: float, first_page_offset: float = 0.0
) -> Iterator[PlacedPage]:
    """Yield pages of ``height`` pixels, at least one. A line taller than that gets its own page.

    The first page starts ``first_page_offset`` pixels down; it stays empty if nothing fits there.
    A page is made when it is asked for, from as few lines as it needs.
    """
    page: list[PlacedLine] = []
    y = first_page_offset
    is_first = True
    for stanza in stanzas:
        rest = _Lines(stanza.lines)
        rest.read_beyond(height, stanza.min_lines)
        total = rest.height
        if page:
            y += stanza.space_before
        else:
            y = first_page_offset if is_first else 0.0
        fits_here = y + total <= height
        if not fits_here and y > 0 and (stanza.keep_together and total <= height):
            yield tuple(page)
            page, y, is_first = [], 0.0, False
        while rest.read_beyond(height, stanza.min_lines):
            count = _lines_that_fit(rest.read, height - y, stanza.min_lines)
            if count or y <= 0:
                for line in rest.take(max(1, count)):
                    page.append(PlacedLine(line=line, y=y))
                    y += line.height
                if not rest.read_beyond(height, stanza.min_lines):
                    break
            yield tuple(page)
            page, y, is_first = [], 0.0, False
    yield tuple(page)


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
