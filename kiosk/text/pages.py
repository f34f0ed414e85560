"""Lines -> pages: stanzas are kept whole where a page can hold them, and nothing is ever left out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line as it will be drawn: ``markup`` ready for the screen, ``x`` (from where reading begins) and ``height`` in pixels.

    ``block`` is the number of the block it is of, ``start`` and ``end`` its stretch of that block's text in UTF-16 units.
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
    """Lines that belong together, and the space in pixels that parts them from what stands before.

    A ``whole`` stanza (verse, a heading with what follows) is split only when no page could hold it; of
    others at least ``keep`` lines stay together on either side of a break.
    """

    lines: tuple[Line, ...]
    space_before: float = 0.0
    keep_together: bool = False
    min_lines: int = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedLine:
    """A line and its top edge on its page, in pixels."""

    line: Line
    y: float


def break_pages(
    stanzas: Sequence[Stanza], height: float, first_page_offset: float = 0.0
) -> tuple[tuple[PlacedLine, ...], ...]:
    """Pages of ``height`` pixels; at least one page. A line taller than the page gets a page of its own.

    On the first page the text begins below ``head`` pixels, and on the second when nothing fits there.
    """
    pages: list[list[PlacedLine]] = [[]]
    y = first_page_offset
    for stanza in stanzas:
        total = sum(line.height for line in stanza.lines)
        y = y + stanza.space_before if pages[-1] else first_page_offset if len(pages) == 1 else 0.0
        fits_here = y + total <= height
        if not fits_here and y > 0 and (stanza.keep_together and total <= height):
            pages.append([])
            y = 0.0
        rest = list(stanza.lines)
        while rest:
            count = _lines_that_fit(rest, height - y, stanza.min_lines)
            if count == 0 and y > 0:
                pages.append([])
                y = 0.0
                continue
            for line in rest[: max(1, count)]:
                pages[-1].append(PlacedLine(line=line, y=y))
                y += line.height
            rest = rest[max(1, count) :]
            if rest:
                pages.append([])
                y = 0.0
    return tuple(tuple(page) for page in pages)


def _lines_that_fit(lines: Sequence[Line], room: float, keep: int) -> int:
    count = 0
    for line in lines:
        if line.height > room + 0.01:
            break
        room -= line.height
        count += 1
    if count == len(lines):
        return count
    # Leave enough for the next page, and do not begin at the foot with less than is worth it.
    count = min(count, len(lines) - keep) if len(lines) > keep else count
    return count if count >= min(keep, len(lines)) else 0
