"""Breaks texts into lines of a width with Qt's own text engine, which knows every script's rules."""

from dataclasses import dataclass, replace
from html import escape
from math import ceil

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from kiosk.text import (
    Block,
    BlockKind,
    Line,
    Stanza,
    count_inserted_marks,
    ends_in_isolate,
    is_right_to_left,
    isolate_ltr_spans,
    mark_direction,
    parse_prose,
    parse_verse,
)

# A turned-over line of verse hangs by two ems (ACCESS 17 asks for one or more).
HANGING_INDENT_EMS = 2.0
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
    line_spacing: float
    max_characters: int
    hanging_indent: float
    width: float

    def _font(self, *, heading: bool = False) -> QFont:
        font = QFont(self.family)
        font.setPixelSize(max(1, round(self.pixel_size * (HEADING_SCALE if heading else 1))))
        if heading:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def break_verse(self, source: str) -> list[Stanza]:
        """Every line of the source on lines of its own, stanzas whole."""
        stanzas: list[Stanza] = []
        lines: list[Line] = []
        gap = 0
        space = QFontMetricsF(self._font()).horizontalAdvance(" ")
        for number, block in enumerate((*parse_verse(source), Block(kind=BlockKind.GAP))):
            if block.kind is not BlockKind.GAP:
                # A deep indent never takes more than half of the measure.
                indent = min(block.indent * space, self.width / 2)
                lines += self._break_block(
                    number, block, indent, indent + self.hanging_indent * self.pixel_size
                )
                continue
            if lines:
                stanzas.append(
                    Stanza(
                        lines=tuple(lines),
                        space_before=gap * self._line_height() * 0.75,
                        keep_together=True,
                    )
                )
                lines, gap = [], 0
            gap += 1
        return stanzas

    def break_prose(self, source: str) -> list[Stanza]:
        """Paragraphs, headings and lists."""
        stanzas: list[Stanza] = []
        heading: list[Line] = []
        blocks = parse_prose(source)
        # A bullet needs 1.2 ems; a year that numbers an item is wider, and all items begin where the widest lets them.
        indent = max(
            [
                self.pixel_size * 1.2,
                *(self._marker_width(block.marker) for block in blocks if block.marker),
            ]
        )
        pause = 0.0
        for number, block in enumerate(blocks):
            if block.kind is BlockKind.GAP:
                pause = self._line_height()
                continue
            item, quote = block.kind is BlockKind.LIST_ITEM, block.kind is BlockKind.QUOTE
            x = indent if item else self.pixel_size * 1.2 if quote else 0.0
            lines = self._break_block(number, block, x, x)
            gap = self._line_height() * (0.35 if item else 0.6) + pause
            pause = 0.0
            if block.kind is BlockKind.HEADING:
                heading += lines
                continue
            keep = len(heading) + 2
            # An entry of a list, a person and their role above all, is not torn apart.
            stanzas.append(
                Stanza(
                    lines=(*heading, *lines), space_before=gap, min_lines=keep, keep_together=item
                )
            )
            heading = []
        if heading:
            stanzas.append(Stanza(lines=tuple(heading), space_before=self._line_height() * 0.6))
        return stanzas

    def _line_height(self) -> float:
        return float(round(self.pixel_size * self.line_spacing))

    def _break_block(self, number: int, block: Block, first_x: float, next_x: float) -> list[Line]:
        heading = block.kind is BlockKind.HEADING
        font = self._font(heading=heading)
        width = self.width
        if self.max_characters and block.text:
            # By this text's own letters, so that few lines have to be made narrower than the others.
            width = min(
                width,
                first_x
                + QFontMetricsF(font).horizontalAdvance(block.text)
                / len(block.text)
                * self.max_characters,
            )
        written, rtl = block.text, is_right_to_left(block.text)
        if rtl:
            # Arabic and Hebrew have no italic; what is stressed stands bolder.
            block = replace(
                block,
                runs=tuple(
                    replace(
                        run,
                        text=isolate_ltr_spans(run.text),
                        italic=False,
                        bold=run.bold or run.italic,
                    )
                    for run in block.runs
                ),
            )
        layout = QTextLayout(block.text, font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # As Text items measure, so that a line set here is as wide as the one drawn.
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.setFormats(_format_ranges(block))
        lines: list[Line] = []
        layout.beginLayout()
        while (made := layout.createLine()).isValid():
            x = next_x if lines else first_x
            made.setLineWidth(max(1.0, width - x))
            if self.max_characters and made.textLength() > self.max_characters:
                _limit_characters(made, block.text, self.max_characters)
            _break_inside_word(made, block.text)
            start, end = made.textStart(), made.textStart() + made.textLength()
            markup, styled = _styled_slice(block, start, end)
            before, after = (_utf16_slice(block.text, 0, at) for at in (start, end))
            lines.append(
                Line(
                    markup=mark_direction(
                        markup, rtl_block=rtl, in_isolate=ends_in_isolate(before)
                    ),
                    x=x,
                    styled=styled,
                    heading=heading,
                    right_to_left=rtl,
                    block=number,
                    # As it was written, without our marks: by that count it is read aloud.
                    start=start - count_inserted_marks(before, written),
                    end=end - count_inserted_marks(after, written),
                    height=self._line_height() * (HEADING_SCALE if heading else 1),
                )
            )
        layout.endLayout()
        if block.marker and lines:
            marker = ("\u200f" if rtl else "") + block.marker + _AFTER_MARKER
            lines[0] = replace(
                lines[0],
                markup=marker + lines[0].markup,
                x=first_x - self._marker_width(block.marker),
            )
        return lines

    def _marker_width(self, marker: str) -> float:
        """How far an item's marker stands before its words."""
        return QFontMetricsF(self._font()).horizontalAdvance(marker + _AFTER_MARKER)


def _limit_characters(line: QTextLine, text: str, most: int) -> None:
    """Take a letter's room from a line until it holds no more than ``most`` signs; the space that ends it is none of them.

    By and by, because where a line runs both ways its places do not follow one another.
    """
    start = line.textStart()
    while len(_utf16_slice(text, start, start + line.textLength()).rstrip()) > most:
        wide = line.naturalTextWidth()
        line.setLineWidth(wide - wide / line.textLength())


def _break_inside_word(line: QTextLine, text: str) -> None:
    """Where a line ends in the middle of a word, as a long address does, end it at a joint of that word, if it has one."""
    start, end = line.textStart(), line.textStart() + line.textLength()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    finder.setPosition(end)
    if end >= _utf16_length(text) or finder.isAtBoundary():
        return
    word = _utf16_slice(text, start, end)
    # A joint so near the beginning that hardly a line comes of it, as of "www", is none.
    joints = [
        at
        for at in range(max(1, ceil(0.3 * len(word))), len(word))
        if word[at - 1] in _BREAK_AFTER or word[at] in _BREAK_BEFORE
    ]
    if not joints or any(sign.isspace() for sign in word[joints[-1] :]):
        return
    joint = start + _utf16_length(word[: joints[-1]])
    # Letter by letter, for the reason above.
    before = end + 1
    while joint < start + line.textLength() < before:
        before = start + line.textLength()
        line.setLineWidth(line.naturalTextWidth() - 1)


def _utf16_slice(text: str, start: int, end: int) -> str:
    """What stands between two places of a text, which are counted in UTF-16 units as Qt does."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def _format_ranges(block: Block) -> list[QTextLayout.FormatRange]:
    ranges = []
    start = 0
    for run in block.runs:
        length = _utf16_length(run.text)
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


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _styled_slice(block: Block, start: int, end: int) -> tuple[str, bool]:
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
