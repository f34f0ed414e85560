"""Choose the lines of a poem that stand in the loop, and their size: numbers only, no fonts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from math import inf

from kiosk.text.fitting import (
    MEASURING_ERROR,
    VerseStanza,
    VerseType,
    fit_verse,
    largest_size,
)
from kiosk.text.pages import Room

# Stanzas of a longer poem among which one is chosen.
STANZAS_TRIED = 40
# Beginnings of stanzas and sentences that are tried where no whole stanza fits.
BEGINNINGS_TRIED = 24
# Of the sizes below the usual ones, as many are tried for a part of a stanza.
LESSER_SIZES_TRIED = 6
# A poem of so few lines (a haiku, a quatrain, a tanka) is shown whole or not understood.
SHORT_POEM_LINES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class PosterLines:
    """The lines from ``start`` to before ``end``, blank ones not counted, and how they are set.

    ``size`` and ``indent`` (of a leading space) are pixels; ``rows`` are lines as they are drawn.
    """

    start: int
    end: int
    size: int
    indent: float
    rows: int


def choose_lines(
    stanzas: Sequence[VerseStanza],
    ends: Sequence[bool],
    room: Room,
    sizes: Sequence[int],
    letters: VerseType,
    *,
    lesser: Sequence[int] = (),
    least: Sequence[int] = (),
    all_measured: bool = True,
) -> PosterLines | None:
    """The whole poem where it fits; else the stanza of whole sentences that is set largest; else
    the first stanza that fits; else the most whole sentences of one stanza, on two lines or
    more; else the first two lines or more with which a stanza or a sentence begins.

    Where none of these has room without a line that turns over, the same of the ``lesser`` sizes;
    else a sentence of one line; else the same of the ``least`` sizes; else the most lines that have
    room at any size. A poem of a few lines is whole, at a smaller size where that needs it; one
    with leading spaces is whole, or in stanzas, before its sentences are torn. Lines turn over only
    where the poem has no line that fits at the least size. None where even those have no room, and
    where such a poem has leading spaces: lines that turn over would not leave its shape.

    ``ends`` says of each line whether a sentence ends with it. Sizes are pixels, the largest
    first. Not ``all_measured`` says that the poem goes on behind these stanzas.
    """
    if not stanzas:
        return None
    poem = _Poem(stanzas, ends, room, letters, all_measured)
    usual, below = sizes[-1:], (*lesser, *least)
    ways: list[Callable[[], PosterLines | None]] = [
        lambda: poem.whole(sizes) or poem.sentences(sizes, usual),
        lambda: poem.beginning(sizes, usual),
        lambda: poem.all_but_lines(lesser),
        lambda: poem.line(sizes),
        lambda: poem.all_but_lines(least),
        lambda: poem.any_lines(sizes, usual) or poem.any_lines(below, _steps(below)),
        lambda: None if poem.has_shape else poem.turned_over(sizes[-1]),
    ]
    if poem.has_shape:
        ways.insert(1, lambda: poem.whole(below))
    if poem.is_short:
        ways.insert(0, lambda: poem.all_lines((*sizes, *below)))
    return next((placed for way in ways if (placed := way()) is not None), None)


class _Poem:
    """The stanzas of a poem, whether a sentence ends with each line, and the room they may take."""

    def __init__(
        self,
        stanzas: Sequence[VerseStanza],
        ends: Sequence[bool],
        room: Room,
        letters: VerseType,
        all_measured: bool,
    ) -> None:
        self._stanzas, self._ends, self._room, self._letters = stanzas, ends, room, letters
        self._all_measured = all_measured
        self._starts = (0, *accumulate(len(stanza.lines) for stanza in stanzas))

    @property
    def is_short(self) -> bool:
        """True if it has too few lines to be shown in part."""
        return self._all_measured and self._starts[-1] <= SHORT_POEM_LINES

    @property
    def has_shape(self) -> bool:
        """True if lines have leading spaces: their shape is lost with a part of them."""
        return any(line.indent for stanza in self._stanzas for line in stanza.lines)

    def all_lines(self, sizes: Sequence[int]) -> PosterLines | None:
        """The poem without a line that turns over, at the largest possible size."""
        if not self._all_measured:
            return None
        return _set(self._stanzas, 0, self._room, sizes, self._letters)

    def whole(self, sizes: Sequence[int]) -> PosterLines | None:
        """The poem, or a stanza, of which no line turns over at the largest possible size."""
        if whole := self.all_lines(sizes):
            return whole
        placed = (
            (is_sentence, _set(part, start, self._room, sizes, self._letters))
            for is_sentence, part, start in self._parts()
        )
        parts = [(is_sentence, part) for is_sentence, part in placed if part is not None]
        return _best(parts) if parts else None

    def sentences(self, sizes: Sequence[int], tried: Sequence[int]) -> PosterLines | None:
        """The most lines of one stanza, two or more, that are whole sentences, at the first of the
        sizes ``tried`` that has any.
        """
        for size in tried:
            found = [
                (count, -start)
                for start, count in self._runs(size)
                if count > 1 and self._ends[start + count - 1]
            ]
            if found:
                count, start = max(found)
                return self._placed(-start, count, sizes)
        return None

    def beginning(self, sizes: Sequence[int], tried: Sequence[int]) -> PosterLines | None:
        """The first lines, two or more, with which a stanza or a sentence begins."""
        for size in tried:
            for start, count in self._runs(size):
                if count > 1:
                    return self._placed(start, count, sizes)
        return None

    def all_but_lines(self, sizes: Sequence[int]) -> PosterLines | None:
        """The poem, a stanza, sentences or a beginning, of some of these sizes."""
        tried = _steps(sizes)
        return self.whole(sizes) or self.sentences(sizes, tried) or self.beginning(sizes, tried)

    def line(self, sizes: Sequence[int]) -> PosterLines | None:
        """The first whole sentence that is one line."""
        for start, _ in self._runs(sizes[-1]):
            if self._ends[start]:
                return self._placed(start, 1, sizes)
        return None

    def any_lines(self, sizes: Sequence[int], tried: Sequence[int]) -> PosterLines | None:
        """The most lines of a stanza that have room, wherever they begin."""
        for size in tried:
            found = [
                (self._fitting(number, at, size), -start - at)
                for number, start in enumerate(self._starts[:-1][:STANZAS_TRIED])
                for at in range(len(self._stanzas[number].lines))
            ]
            count, start = max(found)
            if count > 0:
                return self._placed(-start, count, sizes)
        return None

    def turned_over(self, size: int) -> PosterLines | None:
        """A stanza that has room if its lines turn over; else the first lines that have."""
        placed = (
            (is_sentence, _turned_over(part, start, self._room, size, self._letters))
            for is_sentence, part, start in self._parts()
        )
        if turned := [(is_sentence, part) for is_sentence, part in placed if part is not None]:
            return _best(turned)
        return _first_lines(self._stanzas[0], self._ends, self._room, size, self._letters)

    def _runs(self, size: int) -> Iterator[tuple[int, int]]:
        """From each beginning of a stanza or a sentence, where a line has room: the number of the
        first line, and how many have room, to the end of a sentence where that is two or more.
        """
        starts = (
            (number, start, at)
            for number, start in enumerate(self._starts[:-1])
            for at in range(len(self._stanzas[number].lines))
            if start + at == 0 or at == 0 or self._ends[start + at - 1]
        )
        for number, start, at in islice(starts, BEGINNINGS_TRIED):
            fitting = self._fitting(number, at, size)
            first = start + at
            whole = (count for count in range(fitting, 1, -1) if self._ends[first + count - 1])
            if fitting:
                yield first, next(whole, fitting)

    def _fitting(self, number: int, at: int, size: int) -> int:
        """How many lines of a stanza from its line ``at`` have room without turning over."""
        most = int(self._room.height / self._letters.line_height(size))
        space = self._letters.space_ems
        margin, widest = inf, 0.0
        for count, line in enumerate(self._stanzas[number].lines[at : at + most]):
            margin = min(margin, line.indent * space)
            widest = max(widest, line.indent * space + line.ems)
            # A line is measured at another size than it is drawn in.
            if (widest - margin) * size * MEASURING_ERROR > self._room.width:
                return count
        return min(most, len(self._stanzas[number].lines) - at)

    def _placed(self, start: int, count: int, sizes: Sequence[int]) -> PosterLines | None:
        """These lines of one stanza at the largest of ``sizes`` at which they have room."""
        lines = [line for stanza in self._stanzas for line in stanza.lines]
        part = without_margin(VerseStanza(lines=tuple(lines[start : start + count])))
        return _set((part,), start, self._room, sizes, self._letters)

    def _parts(self) -> Iterator[tuple[bool, tuple[VerseStanza], int]]:
        """Each stanza: whether it is whole sentences, the stanza, the number of its first line."""
        for number, stanza in enumerate(self._stanzas[:STANZAS_TRIED]):
            start, end = self._starts[number], self._starts[number + 1]
            is_sentence = self._ends[end - 1] and (start == 0 or self._ends[start - 1])
            yield is_sentence, (without_margin(stanza),), start


def _steps(sizes: Sequence[int]) -> tuple[int, ...]:
    """A few of these sizes, and the least."""
    return tuple(dict.fromkeys((*sizes[:: max(1, len(sizes) // LESSER_SIZES_TRIED)], *sizes[-1:])))


def _best(found: Sequence[tuple[bool, PosterLines]]) -> PosterLines:
    """Of the stanzas of whole sentences the largest, then that with the fewest lines turned over,
    then the first; without any such stanza the first one.
    """
    sentences = [placed for is_sentence, placed in found if is_sentence]
    return max(
        sentences or [found[0][1]],
        key=lambda placed: (
            placed.size,
            placed.end - placed.start - placed.rows,
            -placed.start,
        ),
    )


def without_margin(stanza: VerseStanza) -> VerseStanza:
    """A stanza without the leading spaces that all of its lines have."""
    least = min(line.indent for line in stanza.lines)
    return VerseStanza(
        lines=tuple(replace(line, indent=line.indent - least) for line in stanza.lines),
        blank_lines=stanza.blank_lines,
    )


def _set(
    stanzas: Sequence[VerseStanza],
    start: int,
    room: Room,
    sizes: Sequence[int],
    letters: VerseType,
) -> PosterLines | None:
    fit = largest_size(stanzas, room, sizes, letters)
    if fit is None:
        return None
    count = sum(len(stanza.lines) for stanza in stanzas)
    return PosterLines(start=start, end=start + count, size=fit.size, indent=fit.indent, rows=count)


def _turned_over(
    stanzas: Sequence[VerseStanza], start: int, room: Room, size: int, letters: VerseType
) -> PosterLines | None:
    """A stanza at the least size with lines that turn over, if it has room so."""
    fit = fit_verse(stanzas, (room,), (size,), letters)
    if fit.rows * letters.line_height(size) > room.height:
        return None
    end = start + sum(len(stanza.lines) for stanza in stanzas)
    return PosterLines(start=start, end=end, size=size, indent=fit.indent, rows=fit.rows)


def _first_lines(
    stanza: VerseStanza, ends: Sequence[bool], room: Room, size: int, letters: VerseType
) -> PosterLines | None:
    """The first lines of a stanza, which turn over: to the end of a sentence, if there is one."""
    fitting = []
    for count in range(1, len(stanza.lines) + 1):
        part = (without_margin(VerseStanza(lines=stanza.lines[:count])),)
        placed = _turned_over(part, 0, room, size, letters)
        if placed is None:
            break
        fitting.append(placed)
    whole = [placed for placed in fitting if ends[placed.end - 1]]
    return next(reversed(whole or fitting), None)
