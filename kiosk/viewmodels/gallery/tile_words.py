"""The words on a tile of the wall: the beginning of a written work, or a picture's content note.

Verse shows whole lines as they stand in the source. A line that is too long for its tile turns
over and hangs by one em. Lengths are in pixels, sizes those of the type.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF

from kiosk.domain.design import SERIF
from kiosk.text import (
    BlockKind,
    is_right_to_left,
    isolate_ltr_spans,
    iter_prose,
    iter_verse,
    utf16_slice,
)
from kiosk.typesetting.sentences import is_complete, sentence_ends

# Letters and lines of a text that a tile is given at the most.
MOST_LETTERS, MOST_LINES = 600, 8
# Type sizes in 1080ths of the stage's shorter side: of a text among pictures, of one among texts,
# and the least where nothing else has room.
AMONG_PICTURES, AMONG_TEXTS, OF_NOTES, LEAST = (48, 28), (44, 30), (30, 24), 24
# Several lines of a text among pictures are not smaller than this.
LARGE = 36
# A line among pictures turns over so often at the most.
MOST_TURNS = 3
# Whole lines of a text among texts.
MOST_WHOLE_LINES = 5
LINE_HEIGHT = 1.3
# Room around the words, in 1080ths; and the width of a tile of lines too long for any.
PADDING, TURNED_WIDTH = 28, 560
# A leading space of a line is half an em, as an en space is; an overhang is one em.
EN_SPACE, EM_SPACE = "\u2002", "\u2003"
ELLIPSIS = "…"
# Widths over heights of a tile with words, from the usual one to the widest.
ASPECTS = (1.3, 1.6, 2.0, 2.4, 2.8)
# A text among texts is not wider; nor narrower than this.
LEAST_ASPECT, MOST_ASPECT = 1.1, 3.2
# At this size, in 1080ths, the lines of a text among texts decide how wide its tile is.
USUAL = 34
# Words are measured at this size; smaller ones are a little wider for their height.
_MEASURED, HINTED = 100, 1.02

# What stands between the groups of a number: nowhere in it may a line end.
_DIGITS = re.compile(r"\d+")
_WITHIN_NUMBER, _BEFORE_NUMBER = "().–/- \u00a0", "+("
_LONGEST_GAP = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class TextBeginning:
    """The first lines of a text, each with the number of its leading spaces; of prose its first
    paragraph as one line.

    ``sentences`` are the paragraph's beginnings that end with a sentence, ``complete`` tells of
    each line of verse whether it ends as a sentence does.
    """

    lines: tuple[tuple[str, int], ...]
    is_verse: bool
    leftwards: bool
    sentences: tuple[str, ...] = ()
    complete: tuple[bool, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SetWords:
    """Words as they stand on a tile: lines joined by line feeds, and the size of their type."""

    text: str = ""
    pixels: int = 1
    leftwards: bool = False


def beginning_of(text: str, language: str, *, is_verse: bool) -> TextBeginning:
    """The beginning of a text; costs little, however long the text is."""
    head = text[: 2 * MOST_LETTERS]
    lines = tuple(islice(_verse_lines(head) if is_verse else _prose_line(head), MOST_LINES))
    return TextBeginning(
        lines=lines,
        is_verse=is_verse,
        leftwards=is_right_to_left(" ".join(line for line, _ in lines)),
        sentences=() if is_verse else _sentences(lines, language),
        complete=tuple(is_complete(line) for line, _ in lines) if is_verse else (),
    )


def _sentences(lines: tuple[tuple[str, int], ...], language: str) -> tuple[str, ...]:
    if not lines:
        return ()
    words = lines[0][0]
    return tuple(utf16_slice(words, 0, end).strip() for end in sentence_ends(words, language))


def _verse_lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of the first stanza."""
    began = False
    for block in iter_verse(text):
        words = block.text.strip()
        if block.kind is BlockKind.GAP or not words:
            if began:
                return
            continue
        began = True
        yield _shortened(words), block.indent


def _prose_line(text: str) -> Iterator[tuple[str, int]]:
    for blocks in iter_prose(text):
        for block in blocks:
            words = " ".join(block.text.split())
            if words and block.kind is not BlockKind.HEADING:
                yield _shortened(words), 0
                return


def _shortened(words: str) -> str:
    """As much of a line as any tile has room for; what ends early says so."""
    if len(words) <= MOST_LETTERS:
        return words
    end = words.rfind(" ", 0, MOST_LETTERS)
    return words[: end if end > MOST_LETTERS / 2 else MOST_LETTERS - 1] + ELLIPSIS


class TileWords:
    """Sets beginnings of texts on tiles; ``unit`` is a 1080th of the stage's shorter side.

    ``least`` are the pixels of the smallest words that a visitor has asked for.
    """

    def __init__(self, unit: float, least: int = 0) -> None:
        self._least = max(LEAST * unit, float(least))
        font = QFont(SERIF)
        font.setPixelSize(_MEASURED)
        self._metrics = QFontMetricsF(font)
        self._unit = unit
        self._parts: dict[str, list[tuple[str, float, float]]] = {}

    def _space(self, amount: float) -> float:
        return amount * self._unit

    # Shapes

    def aspect(self, beginning: TextBeginning, height: float, *, alone: bool) -> float:
        """The width over height of a tile of about this height. ``alone``: among texts only."""
        if not alone:
            fitting = (a for a in ASPECTS if self._first_line(beginning, a * height, height))
            return next(fitting, ASPECTS[-1])
        if not beginning.is_verse:
            return ASPECTS[1]
        wide = self._stanza_width(beginning, height, max(self._space(USUAL), self._least)) / max(
            1.0, height
        )
        if wide > MOST_ASPECT:
            # Its lines turn over.
            return max(ASPECTS[1], TURNED_WIDTH * self._unit / max(1.0, height))
        return max(LEAST_ASPECT, wide)

    def note_aspect(self, beginning: TextBeginning, height: float) -> float:
        """The same of a tile with a whole content note."""
        return next(
            (a for a in ASPECTS if self._note_size(beginning, a * height, height)), ASPECTS[-1]
        )

    def least_width(self, beginning: TextBeginning, height: float, room: float) -> int:
        """The width in which lines of verse among texts stand whole at the least size.

        Of a wall that is ``room`` wide, lines that are too long for that turn over.
        """
        if not beginning.is_verse or not beginning.lines:
            return 0
        wide = self._stanza_width(beginning, height, self._sizes(*AMONG_TEXTS)[-1])
        if wide <= min(room, MOST_ASPECT * height):
            return int(wide) + 1
        return int(min(room, TURNED_WIDTH * self._unit))

    def _stanza_width(self, beginning: TextBeginning, height: float, size: float) -> float:
        shown = self._outset(beginning.lines[: self._whole_lines(beginning, height)])
        natural = max((self._width(*line) for line in shown), default=0.0)
        return natural * size / _MEASURED + 2 * self._space(PADDING)

    def _whole_lines(self, beginning: TextBeginning, height: float) -> int:
        """How many lines a tile of this height shows: up to a sentence's end, if one is there."""
        free = height - 2 * self._space(PADDING)
        fitting = max(1, int(free / (LINE_HEIGHT * self._sizes(*AMONG_TEXTS)[-1])))
        most = min(MOST_WHOLE_LINES, fitting, len(beginning.lines))
        ends = (count for count in range(most, 0, -1) if beginning.complete[count - 1])
        return next(ends, most)

    # Words

    def place(
        self, beginning: TextBeginning, width: float, height: float, *, alone: bool
    ) -> SetWords:
        """The words on a tile of this size."""
        if not beginning.lines:
            return SetWords()
        if not beginning.is_verse:
            lines, size = self._prose(beginning, width, height, alone=alone)
        elif alone:
            lines, size = self._stanza(beginning, width, height)
        else:
            found = self._first_line(beginning, width, height)
            lines, size = found or self._at_least(beginning.lines[:1], width, height)
        return _set_words(lines, size, beginning)

    def note(self, beginning: TextBeginning, width: float, height: float) -> SetWords:
        """A content note on a tile: whole, at the least size if need be."""
        lines, size = self._note_size(beginning, width, height) or self._at_least(
            beginning.lines[:1], width, height, overhang=0
        )
        return _set_words(lines, size, beginning)

    def _note_size(
        self, beginning: TextBeginning, width: float, height: float
    ) -> tuple[list[str], float] | None:
        for size in self._sizes(*OF_NOTES):
            lines = self._turned(beginning.lines[0], width, size, overhang=0)
            if lines and len(lines) * LINE_HEIGHT * size <= height - 2 * self._space(PADDING):
                return lines, size
        return None

    def _sizes(self, largest: int, least: int) -> list[float]:
        sizes = [self._space(size) for size in range(largest, least - 1, -2)]
        return [size for size in sizes if size >= self._least] or [self._least]

    def _first_line(
        self, beginning: TextBeginning, width: float, height: float
    ) -> tuple[list[str], float] | None:
        """The first line, of prose the first sentence, as large as a tile has room for it."""
        if not beginning.lines:
            return None
        words, _ = beginning.lines[0]
        if not beginning.is_verse:
            words = beginning.sentences[0]
        free = height - 2 * self._space(PADDING)
        if sentence := self._short_sentence(beginning, width, free):
            return sentence
        for size in self._sizes(*AMONG_PICTURES):
            lines = self._turned((words, 0), width, size, overhang=int(beginning.is_verse))
            most = MOST_TURNS if beginning.is_verse else MOST_LINES
            if lines and len(lines) <= most and len(lines) * LINE_HEIGHT * size <= free:
                return lines, size
        return None

    def _short_sentence(
        self, beginning: TextBeginning, width: float, free: float
    ) -> tuple[list[str], float] | None:
        """The first lines up to a sentence's end, where they stand whole in large type."""
        for count in range(1, MOST_TURNS + 1 if beginning.is_verse else 0):
            shown = self._outset(beginning.lines[:count])
            if not beginning.complete[len(shown) - 1]:
                continue
            wide = max(self._width(*line) for line in shown)
            for size in self._sizes(AMONG_PICTURES[0], LARGE):
                fits = wide * size / _MEASURED <= width - 2 * self._space(PADDING)
                if fits and len(shown) * LINE_HEIGHT * size <= free:
                    return [EN_SPACE * indent + words for words, indent in shown], size
            return None
        return None

    @staticmethod
    def _outset(lines: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        """The lines with indents told from the one that begins farthest out."""
        outermost = min((indent for _, indent in lines), default=0)
        return tuple((words, indent - outermost) for words, indent in lines)

    def _stanza(
        self, beginning: TextBeginning, width: float, height: float
    ) -> tuple[list[str], float]:
        """Whole lines, none of which turns over if that can be."""
        most = self._whole_lines(beginning, height)
        free = height - 2 * self._space(PADDING)
        lines = self._outset(beginning.lines[:most])
        wide = max(self._width(*line) for line in lines)
        for size in self._sizes(*AMONG_TEXTS):
            fits = wide * size / _MEASURED <= width - 2 * self._space(PADDING)
            if fits and most * LINE_HEIGHT * size <= free:
                return [EN_SPACE * indent + words for words, indent in lines], size
        for count in range(most, 0, -1):
            for size in self._sizes(*AMONG_TEXTS):
                parts = [self._turned(line, width, size) for line in lines[:count]]
                turned = [line for part in parts for line in part]
                if all(parts) and len(turned) * LINE_HEIGHT * size <= free:
                    return turned, size
        return self._at_least(lines[:1], width, height)

    def _prose(
        self, beginning: TextBeginning, width: float, height: float, *, alone: bool
    ) -> tuple[list[str], float]:
        """The first sentence among pictures; among texts as many as a tile has room for."""
        if not alone:
            found = self._first_line(beginning, width, height)
            return found or self._at_least(beginning.lines[:1], width, height, overhang=0)
        free = height - 2 * self._space(PADDING)
        for shown in reversed(beginning.sentences):
            for size in self._sizes(*AMONG_TEXTS):
                lines = self._turned((shown, 0), width, size, overhang=0)
                if lines and len(lines) * LINE_HEIGHT * size <= free:
                    return lines, size
        return self._at_least(beginning.lines[:1], width, height, overhang=0)

    def _at_least(
        self, lines: tuple[tuple[str, int], ...], width: float, height: float, overhang: int = 1
    ) -> tuple[list[str], float]:
        """As much of the lines as a tile holds in small type; what ends early says so."""
        size = self._least
        most = max(1, int((height - 2 * self._space(PADDING)) / (LINE_HEIGHT * size)))
        turned = [
            part
            for line in lines
            for part in self._turned(line, width, size, overhang=overhang, may_break=True)
        ]
        if len(turned) > most:
            turned = turned[:most]
            turned[-1] = self._ended_early(turned[-1], width, size)
        return turned, size

    def _ended_early(self, line: str, width: float, size: float) -> str:
        """A line that says that more follows, without the words that then have no room."""
        room = (width - 2 * self._space(PADDING)) / size * _MEASURED
        parts = [part for part, _, _ in self._parts_of(line)]
        while len(parts) > 1 and self._width("".join(parts).rstrip() + ELLIPSIS, 0) > room:
            parts.pop()
        line = "".join(parts).rstrip(" ,;:-–—")
        return line + ELLIPSIS

    # Lines

    def _width(self, words: str, indent: int) -> float:
        """At a size of 100."""
        return HINTED * self._metrics.horizontalAdvance(words) + indent * _MEASURED / 2

    def _turned(
        self,
        line: tuple[str, int],
        width: float,
        size: float,
        overhang: int = 1,
        *,
        may_break: bool = False,
    ) -> list[str]:
        """A line as often turned over as it must be; [] when a word of it has no room at all.

        ``may_break``: such a word is broken, and a number left out.
        """
        words, indent = line
        room = (width - 2 * self._space(PADDING)) / size * _MEASURED
        first, later = indent * _MEASURED / 2, (indent / 2 + overhang) * _MEASURED
        found: list[str] = []
        current, taken = "", first
        for part, whole, bare in self._parts_of(words):
            if taken + bare > room and current:
                found.append(current.rstrip())
                current, taken = "", later
            if taken + bare > room:
                if not may_break:
                    return []
                if _DIGITS.search(part):
                    # A number without room for it is read wrongly: the words end before it.
                    found.append(ELLIPSIS)
                    current = ""
                    break
                pieces = list(self._broken(part, room - later))
                found += pieces[:-1]
                part, whole = pieces[-1], self._width(pieces[-1], 0)
            current += part
            taken += whole
        found.append(current.rstrip())
        lead = EN_SPACE * indent
        return [
            lead + (EM_SPACE * overhang if at else "") + text
            for at, text in enumerate(found)
            if text
        ]

    def _broken(self, word: str, room: float) -> Iterator[str]:
        piece = ""
        for letter in word:
            if piece and self._width(piece + letter, 0) > room:
                yield piece
                piece = ""
            piece += letter
        yield piece

    def _parts_of(self, words: str) -> list[tuple[str, float, float]]:
        """What may not be parted, with its width at a size of 100, with and without its space."""
        if words not in self._parts:
            self._parts[words] = [
                (part, self._width(part, 0), self._width(part.rstrip(), 0))
                for part in _unbroken(words)
            ]
        return self._parts[words]


def _set_words(lines: list[str], size: float, beginning: TextBeginning) -> SetWords:
    """The lines as they are drawn: numbers and addresses keep their direction."""
    if beginning.leftwards:
        lines = [isolate_ltr_spans(line, rtl=True) for line in lines]
    return SetWords(
        text="\n".join(lines), pixels=max(1, round(size)), leftwards=beginning.leftwards
    )


def _numbers(words: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand, such as those of telephones, with the signs and spaces within."""
    first = end = -1
    for found in _DIGITS.finditer(words):
        at = found.start()
        gap = words[end:at] if first >= 0 else ""
        if first >= 0 and len(gap) <= _LONGEST_GAP and not gap.strip(_WITHIN_NUMBER):
            end = found.end()
            continue
        if first >= 0:
            yield first, end
        first = at
        while first > 0 and words[first - 1] in _BEFORE_NUMBER:
            first -= 1
        end = found.end()
    if first >= 0:
        yield first, end


def _unbroken(words: str) -> Iterator[str]:
    """The parts of a line between the places where it may turn over."""
    numbers = list(_numbers(words))
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, words)
    encoded = words.encode("utf-16-le")
    began = 0
    while (at := finder.toNextBoundary()) >= 0:
        here = len(encoded[: 2 * at].decode("utf-16-le", "ignore"))
        if any(first < here < end for first, end in numbers):
            continue
        if here > began:
            yield words[began:here]
            began = here
    if began < len(words):
        yield words[began:]
