"""Break lines into pages: keep stanzas whole where a page can hold them, and drop nothing."""

from collections.abc import Sequence
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
    Otherwise at least ``min_lines`` stay together on either side of a page break.
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
    """Return pages of ``height`` pixels, at least one. A line taller than that gets its own page.

    The first page starts ``first_page_offset`` pixels down; it stays empty if nothing fits there.
    """
    pages: list[list[PlacedLine]] = [[]]
    y = first_page_offset
    for stanza in stanzas:
        total = sum(line.height for line in stanza.lines)
        if pages[-1]:
            y += stanza.space_before
        else:
            y = first_page_offset if len(pages) == 1 else 0.0
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
