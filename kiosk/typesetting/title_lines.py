"""Break a title into balanced lines.

A title's last line is at least 40 % as long as its longest. No line but the last ends with an
article or a preposition, or with a hyphen. Times, ranges and telephone numbers stand on one line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from math import comb, floor, inf

from PySide6.QtCore import QObject, QTextBoundaryFinder, Slot
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.i18n.formatting import WORD_JOINER
from kiosk.text import is_particle, unbreakable_spans, utf16_length, utf16_slice

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

LINE_BREAK = "\u2028"
# Before a break between two signs without a space.
NO_SPACE = "\u200b"
# Of the longest line.
LEAST_LAST_LINE = 0.4
# A title of more words is a text, and is set as one.
MAX_PIECES = 60
# So is one of more letters: to cut it where lines may break takes long.
MAX_LETTERS = 300
# Lines that a title may have above the least.
_MORE_LINES = 2
# All ways to break a title are compared if they are not more than so many: a millisecond or two.
_MOST_WAYS = 300
_HYPHENS = "-\u2010\u00ad"
_DASHES = _HYPHENS + "\u2013\u2014"
# What a line costs that begins with a dash, as a part of the width squared.
_DASH_AT_START = 0.2
# A title of more lines would be too small on one.
_CALM_LINES = 2
# What a fault costs: more than any line may be off.
_FAULT = 10.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """What stands between two places where a line may break.

    ``width`` is that of its ink in pixels, ``space`` that of the space behind it. ``ends_badly``
    says that no line should end with it, ``starts_badly`` that none should begin with it.
    """

    width: float
    space: float = 0.0
    ends_badly: bool = False
    starts_badly: bool = False


def balanced_breaks(pieces: Sequence[Piece], width: float) -> tuple[int, ...]:
    """The numbers of the pieces with which the second and each further line begins.

    The lines are as few as the ``width`` in pixels allows, and one or two more if only that keeps
    the rules. Only a piece that is itself wider than a line exceeds the width.
    """
    lines = _Lines(pieces, width)
    least = len(lines.greedy()) + 1
    if least == 1:
        return ()
    best = lines.best(least)
    for count in range(least + 1, min(least + _MORE_LINES, len(pieces)) + 1):
        if lines.faults(best):
            best = min(best, lines.best(count), key=lines.faults)
    return best


class _Lines:
    """Pieces with their places, and what the ways to break them are worth."""

    def __init__(self, pieces: Sequence[Piece], width: float) -> None:
        self._pieces, self._width = pieces, width
        self._starts = [0.0, *accumulate(piece.width + piece.space for piece in pieces)]

    def greedy(self) -> tuple[int, ...]:
        """The breaks of lines that are as full as they can be."""
        breaks, start = [], 0
        for end in range(1, len(self._pieces)):
            if not self._has_room(start, end + 1):
                breaks.append(end)
                start = end
        return tuple(breaks)

    def best(self, count: int) -> tuple[int, ...]:
        """The best breaks into so many lines; few ways are all compared."""
        if comb(len(self._pieces) - 1, count - 1) <= _MOST_WAYS:
            ways = combinations(range(1, len(self._pieces)), count - 1)
            possible = [
                way for way in ways if all(self._has_room(*line) for line in self._lines(way))
            ]
            if possible:
                return min(possible, key=lambda way: (self.faults(way), self._raggedness(way)))
        return self._by_steps(count)

    def faults(self, breaks: tuple[int, ...]) -> int:
        """How often the rules above are broken."""
        widths = [self._line_width(*line) for line in self._lines(breaks)]
        return sum(self._pieces[at - 1].ends_badly for at in breaks) + (
            widths[-1] < LEAST_LAST_LINE * max(widths)
        )

    def _lines(self, breaks: tuple[int, ...]) -> Iterator[tuple[int, int]]:
        return pairwise((0, *breaks, len(self._pieces)))

    def _line_width(self, start: int, end: int) -> float:
        return self._starts[end] - self._starts[start] - self._pieces[end - 1].space

    def _has_room(self, start: int, end: int) -> bool:
        return end - start == 1 or self._line_width(start, end) <= self._width

    def _raggedness(self, breaks: tuple[int, ...]) -> float:
        mean = self._mean(len(breaks) + 1)
        return sum(self._cost(*line, mean) for line in self._lines(breaks))

    def _is_fault(self, start: int, end: int) -> bool:
        """True for a line that breaks a rule, whatever the other lines are."""
        if end < len(self._pieces):
            return self._pieces[end - 1].ends_badly
        return self._line_width(start, end) < LEAST_LAST_LINE * self._width

    def _mean(self, count: int) -> float:
        return self._line_width(0, len(self._pieces)) / count

    def _cost(self, start: int, end: int, mean: float) -> float:
        off = (self._line_width(start, end) - mean) / self._width
        return off * off + (_DASH_AT_START if start and self._pieces[start].starts_badly else 0)

    def _by_steps(self, count: int) -> tuple[int, ...]:
        """The breaks of the least cost into so many lines, each line after the ones before it."""
        mean, total = self._mean(count), len(self._pieces)
        # By the number of pieces that are set: the least cost, and the breaks that have it.
        set_so_far: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for line in range(1, count + 1):
            longer: dict[int, tuple[float, tuple[int, ...]]] = {}
            for start, (cost, breaks) in set_so_far.items():
                for end in range(start + 1, total - (count - line) + 1):
                    if not self._has_room(start, end):
                        break
                    price = cost + self._cost(start, end, mean)
                    if self._is_fault(start, end):
                        price += _FAULT
                    if price < longer.get(end, (inf, ()))[0]:
                        longer[end] = (price, (*breaks, end))
            set_so_far = longer
        found = set_so_far.get(total)
        return found[1][:-1] if found else self.greedy()


@lru_cache(maxsize=256)
def break_title(text: str, family: str, pixel_size: int, weight: int, width: float) -> str:
    """A title with U+2028 where its lines break: in place of a space, or behind a U+200B.

    ``width`` is in pixels. Lines that the title has already stay. A title of more than
    ``MAX_PIECES`` words or ``MAX_LETTERS`` letters is returned as it is.
    """
    metrics = QFontMetricsF(_font(family, pixel_size, weight))
    # Kerning across a space, and rounding.
    width -= 2
    return "\n".join(_break_line(line, metrics, width) for line in text.split("\n"))


def fitting_size(
    text: str,
    family: str,
    largest: int,
    least: int,
    weight: int,
    width: float,
    room: float,
) -> int:
    """The largest font size of three at which a title's lines fit; ``least`` where none does.

    ``room`` is the height in pixels over the height of a line in ems.
    """
    for size in (largest, (largest + least) // 2):
        lines = break_title(text, family, size, weight, width).count(LINE_BREAK) + 1
        if lines * size <= room:
            return size
    return least


@lru_cache(maxsize=256)
def calm_size(text: str, family: str, largest: int, least: int, weight: int, width: float) -> int:
    """The font size at which a title stands on one line of which a line would be a word alone, or
    would end with an article or a preposition.

    "What / the Morning Kept" keeps the rules above, "What the / Morning Kept" does not, and both
    stand better a little smaller.
    ``largest`` for any other title, and where one line would need a size below ``least``.
    """
    lines = break_title(text, family, largest, weight, width).split(LINE_BREAK)
    if not 1 < len(lines) <= _CALM_LINES or "\n" in text:
        return largest
    metrics = QFontMetricsF(_font(family, largest, weight))
    widths = [metrics.horizontalAdvance(line) for line in lines]
    ends_badly = any(is_particle(word) for line in lines[:-1] for word in line.split()[-1:])
    if min(widths) >= LEAST_LAST_LINE * max(widths) and not ends_badly:
        return largest
    # Kerning across a space, and rounding.
    fitting = floor(largest * (width - 4) / metrics.horizontalAdvance(text))
    return fitting if least <= fitting < largest else largest


@QmlElement
@QmlSingleton
class TitleSetter(QObject):
    """Breaks titles for QML; one object for each QML engine."""

    @Slot(str, str, int, int, float, result=str)
    def broken(self, text: str, family: str, pixelSize: int, weight: int, width: float) -> str:
        """See ``break_title``."""
        return break_title(text, family, pixelSize, weight, width)

    @Slot(str, str, int, int, int, float, result=int)
    def calm(
        self, text: str, family: str, largest: int, least: int, weight: int, width: float
    ) -> int:
        """See ``calm_size``."""
        return calm_size(text, family, largest, least, weight, width)

    @Slot(str, str, int, int, float, result=str)
    def loosened(self, text: str, family: str, pixelSize: int, weight: int, width: float) -> str:
        """See ``loosened``."""
        return loosened(text, family, pixelSize, weight, width)

    @Slot(str, str, int, int, int, float, float, result=int)
    def fitting(
        self,
        text: str,
        family: str,
        largest: int,
        least: int,
        weight: int,
        width: float,
        room: float,
    ) -> int:
        """See ``fitting_size``."""
        return fitting_size(text, family, largest, least, weight, width, room)


def loosened(text: str, family: str, pixel_size: int, weight: int, width: float) -> str:
    """The text, with leave to break a range of times behind its dash if no line has room for it."""
    if WORD_JOINER not in text or width < 1:
        return text
    metrics = QFontMetricsF(_font(family, pixel_size, weight))
    if all(metrics.horizontalAdvance(word) <= width for word in re.split("[ \n]", text)):
        return text
    return text.replace(f"{WORD_JOINER}\u00a0", " ").replace(WORD_JOINER, "")


def _font(family: str, pixel_size: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, pixel_size))
    font.setWeight(QFont.Weight(weight))
    return font


def _break_line(text: str, metrics: QFontMetricsF, width: float) -> str:
    if width < 1 or len(text) > MAX_LETTERS or metrics.horizontalAdvance(text) <= width:
        return text
    words = _pieces_of(text, metrics, width)
    if len(words) > MAX_PIECES:
        return text
    # In a title of capitals, those of an article tell nothing.
    lower = text.isupper()
    breaks = balanced_breaks([_measured(word, metrics, lower=lower) for word in words], width)
    lines = ["".join(words[start:end]) for start, end in pairwise((0, *breaks, len(words)))]
    # A space at the end of a line that runs from right to left would move its words.
    ended = [line[:-1] if line.endswith(" ") else line + NO_SPACE for line in lines[:-1]]
    return LINE_BREAK.join((*ended, lines[-1]))


def _pieces_of(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """A text cut where a line may break, by Unicode's rules and ours."""
    allowed = list(_line_boundaries(text))
    spans = list(unbreakable_spans(text))
    ours = [at for at in allowed if not _is_inside(at, spans) and not _is_after_hyphen(text, at)]
    pieces: list[str] = []
    for start, end in pairwise((0, *ours, len(text))):
        piece = text[start:end]
        inner = [at for at in allowed if start < at < end]
        if inner and metrics.horizontalAdvance(piece.rstrip()) > width:
            # No line has room for it; then it breaks where Unicode lets it.
            pieces += [text[one:other] for one, other in pairwise((start, *inner, end))]
        else:
            pieces.append(piece)
    return pieces


def _line_boundaries(text: str) -> Iterator[int]:
    """Where Unicode lets a line break inside of a text, as indices."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    length, units, at = utf16_length(text), 0, 0
    while 0 < (found := finder.toNextBoundary()) < length:
        at += len(utf16_slice(text[at:], 0, found - units))
        units = found
        yield at


def _is_inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < at < end for start, end in spans)


def _is_after_hyphen(text: str, at: int) -> bool:
    """True inside of a word with a hyphen, as "lived-experience"."""
    return text[at - 1] in _HYPHENS and not text[at - 2 : at - 1].isspace() and at > 1


def _measured(piece: str, metrics: QFontMetricsF, *, lower: bool) -> Piece:
    ink = piece.rstrip()
    width = metrics.horizontalAdvance(ink)
    return Piece(
        width=width,
        space=metrics.horizontalAdvance(piece) - width,
        ends_badly=ink[-1:] in _HYPHENS or is_particle(ink.lower() if lower else ink)
        if ink
        else False,
        starts_badly=ink in _DASHES if ink else False,
    )
