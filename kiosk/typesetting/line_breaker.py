"""Breaks texts into lines of a width with Qt's own text engine, which knows every script's rules."""

from dataclasses import dataclass, replace
from html import escape
from math import ceil

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from kiosk import text
from kiosk.text import Block, BlockKind, Line, Stanza

# A turned-over line of verse hangs by two ems (ACCESS 17 asks for one or more).
HANG_EMS = 2.0
HEADING_SCALE = 1.25
_AFTER_MARKER = "\u00a0\u00a0"
# Where an address or a number that no line has room for is broken at the least cost: after these, and before those.
_BREAK_AFTER, _BREAK_BEFORE = "-\u2011/_", ".@"


@dataclass(frozen=True, kw_only=True, slots=True)
class LineBreaker:
    """Type and room: ``pixel_size`` and ``width`` in pixels, ``spacing`` the line height over the size,
    ``measure`` the most characters a line (0 for none), ``hang`` in ems."""

    family: str
    pixel_size: float
    spacing: float
    measure: int
    hang: float
    width: float

    def _font(self, *, heading: bool = False) -> QFont:
        font = QFont(self.family)
        font.setPixelSize(max(1, round(self.pixel_size * (HEADING_SCALE if heading else 1))))
        if heading:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def verse(self, source: str) -> list[Stanza]:
        """Every line of the source on lines of its own, stanzas whole."""
        stanzas: list[Stanza] = []
        lines: list[Line] = []
        gap = 0
        space = QFontMetricsF(self._font()).horizontalAdvance(" ")
        for number, block in enumerate((*text.verse(source), Block(kind=BlockKind.GAP))):
            if block.kind is not BlockKind.GAP:
                # A deep indent never takes more than half of the measure.
                indent = min(block.indent * space, self.width / 2)
                lines += self._lines(number, block, indent, indent + self.hang * self.pixel_size)
                continue
            if lines:
                stanzas.append(
                    Stanza(lines=tuple(lines), gap=gap * self._line_height() * 0.75, whole=True)
                )
                lines, gap = [], 0
            gap += 1
        return stanzas

    def prose(self, source: str) -> list[Stanza]:
        """Paragraphs, headings and lists."""
        stanzas: list[Stanza] = []
        heading: list[Line] = []
        blocks = text.prose(source)
        # A bullet needs 1.2 ems; a year that numbers an item is wider, and all items begin where the widest lets them.
        indent = max(
            [self.pixel_size * 1.2, *(self._hung(block.marker) for block in blocks if block.marker)]
        )
        pause = 0.0
        for number, block in enumerate(blocks):
            if block.kind is BlockKind.GAP:
                pause = self._line_height()
                continue
            item, quote = block.kind is BlockKind.ITEM, block.kind is BlockKind.QUOTE
            x = indent if item else self.pixel_size * 1.2 if quote else 0.0
            lines = self._lines(number, block, x, x)
            gap = self._line_height() * (0.35 if item else 0.6) + pause
            pause = 0.0
            if block.kind is BlockKind.HEADING:
                heading += lines
                continue
            keep = len(heading) + 2
            # An entry of a list, a person and their role above all, is not torn apart.
            stanzas.append(Stanza(lines=(*heading, *lines), gap=gap, keep=keep, whole=item))
            heading = []
        if heading:
            stanzas.append(Stanza(lines=tuple(heading), gap=self._line_height() * 0.6))
        return stanzas

    def _line_height(self) -> float:
        return float(round(self.pixel_size * self.spacing))

    def _lines(self, number: int, block: Block, first_x: float, next_x: float) -> list[Line]:
        heading = block.kind is BlockKind.HEADING
        font = self._font(heading=heading)
        width = self.width
        if self.measure and block.text:
            # By this text's own letters, so that few lines have to be made narrower than the others.
            width = min(
                width,
                first_x
                + QFontMetricsF(font).horizontalAdvance(block.text)
                / len(block.text)
                * self.measure,
            )
        written, leftwards = block.text, text.leftwards(block.text)
        if leftwards:
            # Arabic and Hebrew have no italic; what is stressed stands bolder.
            block = replace(
                block,
                runs=tuple(
                    replace(
                        run, text=text.isolate(run.text), italic=False, bold=run.bold or run.italic
                    )
                    for run in block.runs
                ),
            )
        layout = QTextLayout(block.text, font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # As Text items measure, so that a line set here is as wide as the one drawn.
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.setFormats(_formats(block))
        lines: list[Line] = []
        layout.beginLayout()
        while (made := layout.createLine()).isValid():
            x = next_x if lines else first_x
            made.setLineWidth(max(1.0, width - x))
            if self.measure and made.textLength() > self.measure:
                _narrow(made, block.text, self.measure)
            _mend(made, block.text)
            start, end = made.textStart(), made.textStart() + made.textLength()
            markup, styled = _markup(block, start, end)
            before, after = (_stretch(block.text, 0, at) for at in (start, end))
            lines.append(
                Line(
                    markup=text.marked(
                        markup, leftwards_block=leftwards, within=text.ends_within(before)
                    ),
                    x=x,
                    styled=styled,
                    heading=heading,
                    leftwards=leftwards,
                    block=number,
                    # As it was written, without our marks: by that count it is read aloud.
                    start=start - text.inserted(before, written),
                    end=end - text.inserted(after, written),
                    height=self._line_height() * (HEADING_SCALE if heading else 1),
                )
            )
        layout.endLayout()
        if block.marker and lines:
            marker = ("\u200f" if leftwards else "") + block.marker + _AFTER_MARKER
            lines[0] = replace(
                lines[0], markup=marker + lines[0].markup, x=first_x - self._hung(block.marker)
            )
        return lines

    def _hung(self, marker: str) -> float:
        """How far an item's marker stands before its words."""
        return QFontMetricsF(self._font()).horizontalAdvance(marker + _AFTER_MARKER)


def _narrow(line: QTextLine, text: str, most: int) -> None:
    """Take a letter's room from a line until it holds no more than ``most`` signs; the space that ends it is none of them.

    By and by, because where a line runs both ways its places do not follow one another.
    """
    start = line.textStart()
    while len(_stretch(text, start, start + line.textLength()).rstrip()) > most:
        wide = line.naturalTextWidth()
        line.setLineWidth(wide - wide / line.textLength())


def _mend(line: QTextLine, text: str) -> None:
    """Where a line ends in the middle of a word, as a long address does, end it at a joint of that word, if it has one."""
    start, end = line.textStart(), line.textStart() + line.textLength()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    finder.setPosition(end)
    if end >= _utf16(text) or finder.isAtBoundary():
        return
    word = _stretch(text, start, end)
    # A joint so near the beginning that hardly a line comes of it, as of "www", is none.
    joints = [
        at
        for at in range(max(1, ceil(0.3 * len(word))), len(word))
        if word[at - 1] in _BREAK_AFTER or word[at] in _BREAK_BEFORE
    ]
    if not joints or any(sign.isspace() for sign in word[joints[-1] :]):
        return
    joint = start + _utf16(word[: joints[-1]])
    # Letter by letter, for the reason above.
    before = end + 1
    while joint < start + line.textLength() < before:
        before = start + line.textLength()
        line.setLineWidth(line.naturalTextWidth() - 1)


def _stretch(text: str, start: int, end: int) -> str:
    """What stands between two places of a text, which are counted in UTF-16 units as Qt does."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def _formats(block: Block) -> list[QTextLayout.FormatRange]:
    ranges = []
    start = 0
    for run in block.runs:
        length = _utf16(run.text)
        if run.italic or run.bold:
            piece = QTextLayout.FormatRange()
            style = QTextCharFormat()
            style.setFontItalic(run.italic)
            if run.bold:
                style.setFontWeight(QFont.Weight.DemiBold)
            piece.start, piece.length, piece.format = start, length, style
            ranges.append(piece)
        start += length
    return ranges


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _markup(block: Block, start: int, end: int) -> tuple[str, bool]:
    """The stretch [start, end) of a block, counted in UTF-16 units as Qt does, as (text, is StyledText)."""
    styled = any(run.italic or run.bold for run in block.runs)
    pieces = []
    at = 0
    for run in block.runs:
        units = run.text.encode("utf-16-le")
        low, high = max(start - at, 0), max(min(end - at, len(units) // 2), 0)
        at += len(units) // 2
        text = units[2 * low : 2 * high].decode("utf-16-le").replace("\u2028", "")
        if not text or low >= high:
            continue
        if not styled:
            pieces.append(text)
            continue
        # StyledText folds spaces; the lines are broken already, so that none may be lost.
        text = escape(text, quote=False).replace("  ", " \u00a0")
        text = f"<i>{text}</i>" if run.italic else text
        pieces.append(f"<b>{text}</b>" if run.bold else text)
    return "".join(pieces).rstrip(), styled
