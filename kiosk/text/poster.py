"""Choose the lines of a poem that stand in the loop, and their size: numbers only, no fonts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from kiosk.text.fitting import (
    VerseStanza,
    VerseType,
    fit_verse,
    largest_size,
)
from kiosk.text.pages import Room

# Stanzas of a longer poem among which one is chosen.
STANZAS_TRIED = 40
# Beginnings of sentences that are tried where no whole stanza fits.
SENTENCES_TRIED = 24
# Of the sizes below the usual ones, as many are tried for a part of a stanza.
LESSER_SIZES_TRIED = 6


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
    more. Where none has room without a line that turns over, the same of the ``lesser`` sizes, for
    a poem with leading spaces also of the ``least``. Else the first lines that have room; else a
    stanza whose lines turn over; else None.

    ``ends`` says of each line whether a sentence ends with it. Sizes are pixels, the largest
    first. Not ``all_measured`` says that the poem goes on behind these stanzas.
    """
    if not stanzas:
        return None
    poem = _Poem(stanzas, ends, room, letters, all_measured)
    is_shaped = any(line.indent for stanza in stanzas for line in stanza.lines)
    # A poem whose lines make a shape is none without it.
    below = (*lesser, *(least if is_shaped else ()))
    if placed := poem.whole_lines(sizes, sizes[-1:]):
        return placed
    tried = below[:: max(1, len(below) // LESSER_SIZES_TRIED)]
    if below and (placed := poem.whole_lines(below, tried)):
        return placed
    first = poem.first_lines(sizes[-1], may_turn=False)
    if first is not None and (first.end > 1 or ends[0]):
        return first
    return poem.turned_over(sizes[-1]) or first or poem.first_lines(sizes[-1], may_turn=True)


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

    def whole_lines(self, sizes: Sequence[int], for_parts: Sequence[int]) -> PosterLines | None:
        """The poem, a stanza, or whole sentences, of which no line turns over at one of ``sizes``;
        for sentences only those ``for_parts`` are tried.
        """
        if self._all_measured and (
            whole := _set(self._stanzas, 0, self._room, sizes, self._letters)
        ):
            return whole
        placed = (
            (is_sentence, _set(part, start, self._room, sizes, self._letters))
            for is_sentence, part, start in self._parts()
        )
        if parts := [(is_sentence, part) for is_sentence, part in placed if part is not None]:
            return _best(parts)
        for size in for_parts:
            if found := _whole_sentences(
                self._stanzas, self._starts, self._ends, self._room, size, self._letters
            ):
                return max(found, key=lambda placed: (placed.end - placed.start, -placed.start))
        return None

    def turned_over(self, size: int) -> PosterLines | None:
        """A stanza that has room if its lines turn over."""
        placed = (
            (is_sentence, _turned_over(part, start, self._room, size, self._letters))
            for is_sentence, part, start in self._parts()
        )
        turned = [(is_sentence, part) for is_sentence, part in placed if part is not None]
        return _best(turned) if turned else None

    def first_lines(self, size: int, *, may_turn: bool) -> PosterLines | None:
        """The first lines of the first stanza."""
        return _first_lines(
            self._stanzas[0], self._ends, self._room, size, self._letters, may_turn=may_turn
        )

    def _parts(self) -> Iterator[tuple[bool, tuple[VerseStanza], int]]:
        """Each stanza: whether it is whole sentences, the stanza, the number of its first line."""
        for number, stanza in enumerate(self._stanzas[:STANZAS_TRIED]):
            start, end = self._starts[number], self._starts[number + 1]
            is_sentence = self._ends[end - 1] and (start == 0 or self._ends[start - 1])
            yield is_sentence, (without_margin(stanza),), start


def _whole_sentences(
    stanzas: Sequence[VerseStanza],
    starts: Sequence[int],
    ends: Sequence[bool],
    room: Room,
    size: int,
    letters: VerseType,
) -> list[PosterLines]:
    """Lines of one stanza, two or more, that are whole sentences and of which none turns over."""
    found = []
    for stanza, at in islice(_sentence_starts(stanzas, starts, ends), SENTENCES_TRIED):
        own = ends[at : at + len(stanza.lines)]
        placed = _first_lines(stanza, own, room, size, letters, may_turn=False)
        if placed is not None and placed.end > 1 and own[placed.end - 1]:
            found.append(replace(placed, start=at, end=at + placed.end))
    return found


def _sentence_starts(
    stanzas: Sequence[VerseStanza], starts: Sequence[int], ends: Sequence[bool]
) -> Iterator[tuple[VerseStanza, int]]:
    """What is left of each stanza from each line that begins a sentence, and that line's number."""
    for stanza, start in zip(stanzas, starts, strict=False):
        for number in range(len(stanza.lines)):
            at = start + number
            if at == 0 or ends[at - 1]:
                yield VerseStanza(lines=stanza.lines[number:]), at


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
    stanza: VerseStanza,
    ends: Sequence[bool],
    room: Room,
    size: int,
    letters: VerseType,
    *,
    may_turn: bool,
) -> PosterLines | None:
    """The first lines of a stanza that is too large: to the end of a sentence, if there is one."""
    fitting = [
        placed
        for placed in _beginnings(stanza, room, size, letters)
        if may_turn or placed.rows == placed.end
    ]
    whole = [placed for placed in fitting if ends[placed.end - 1]]
    return next(reversed(whole or fitting), None)


def _beginnings(
    stanza: VerseStanza, room: Room, size: int, letters: VerseType
) -> Iterator[PosterLines]:
    """The first lines, more and more of them, as long as they have room."""
    for count in range(1, len(stanza.lines) + 1):
        part = (without_margin(VerseStanza(lines=stanza.lines[:count])),)
        placed = _turned_over(part, 0, room, size, letters)
        if placed is None:
            return
        yield placed
