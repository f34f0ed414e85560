"""Break text into lines of a given width with Qt's text engine, which knows each script's rules."""

from dataclasses import dataclass, replace
from html import escape
from math import ceil

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from kiosk.text import (
    RLM,
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
    utf16_length,
    utf16_slice,
    without_isolates,
)

# The continuation of a long line of verse is indented by two ems; docs/ACCESSIBILITY.md, 17 asks
# for at least one.
HANGING_INDENT_EMS = 2.0
HEADING_SCALE = 1.25
# Space before blocks, in line heights.
_STANZA_SPACE, _PARAGRAPH_SPACE, _LIST_ITEM_SPACE = 0.75, 0.6, 0.35
# The least indent of list items and the indent of quotations, in ems.
_BLOCK_INDENT_EMS = 1.2
_AFTER_MARKER = "\u00a0\u00a0"
# Where an address or a number longer than a line may break: after or before these characters.
_BREAK_AFTER, _BREAK_BEFORE = "-\u2011/_", ".@"
# The least part of a word that may stand before such a break: "www" alone is too short.
_MIN_WORD_PART = 0.3


@dataclass(frozen=True, kw_only=True, slots=True)
class LineBreaker:
    """The typeface and the room for a text.

    ``pixel_size`` and ``width`` are pixels, ``line_spacing`` is the line height over the font
    size, ``max_characters`` the limit for a line (0 for none), ``hanging_indent`` is in ems.
    """

    family: str
    pixel_size: float
    line_spacing: float
    max_characters: int
    hanging_indent: float
    width: float

    def break_verse(self, source: str) -> list[Stanza]:
        """Return the stanzas of a poem. Each source line begins a line of its own."""
        stanzas: list[Stanza] = []
        lines: list[Line] = []
        blank_lines = 0
        space = QFontMetricsF(self._font()).horizontalAdvance(" ")
        for number, block in enumerate((*parse_verse(source), Block(kind=BlockKind.GAP))):
            if block.kind is not BlockKind.GAP:
                # Even a deep indent leaves half of the width for the words.
                indent = min(block.indent * space, self.width / 2)
                wrapped_indent = indent + self.hanging_indent * self.pixel_size
                lines += self._break_block(number, block, indent, wrapped_indent)
                continue
            if lines:
                stanzas.append(
                    Stanza(
                        lines=tuple(lines),
                        space_before=blank_lines * self._line_height() * _STANZA_SPACE,
                        keep_together=True,
                    )
                )
                lines, blank_lines = [], 0
            blank_lines += 1
        return stanzas

    def break_prose(self, source: str) -> list[Stanza]:
        """Return paragraphs, headings and list items as stanzas."""
        stanzas: list[Stanza] = []
        heading: list[Line] = []
        blocks = parse_prose(source)
        indent = self._list_indent(blocks)
        pause = 0.0
        for number, block in enumerate(blocks):
            if block.kind is BlockKind.GAP:
                pause = self._line_height()
                continue
            in_list = block.kind is BlockKind.LIST_ITEM
            quote = block.kind is BlockKind.QUOTE
            x = indent if in_list else self.pixel_size * _BLOCK_INDENT_EMS if quote else 0.0
            lines = self._break_block(number, block, x, x)
            space = _LIST_ITEM_SPACE if in_list else _PARAGRAPH_SPACE
            space_before = self._line_height() * space + pause
            pause = 0.0
            if block.kind is BlockKind.HEADING:
                heading += lines
                continue
            stanzas.append(
                Stanza(
                    lines=(*heading, *lines),
                    space_before=space_before,
                    # A heading stays with the first lines of its text.
                    min_lines=len(heading) + 2,
                    # A list item, often a person and their role, is not split.
                    keep_together=in_list,
                )
            )
            heading = []
        if heading:
            space_before = self._line_height() * _PARAGRAPH_SPACE
            stanzas.append(Stanza(lines=tuple(heading), space_before=space_before))
        return stanzas

    def _font(self, *, heading: bool = False) -> QFont:
        font = QFont(self.family)
        font.setPixelSize(max(1, round(self.pixel_size * (HEADING_SCALE if heading else 1))))
        if heading:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _line_height(self) -> float:
        """The height of a line of the text itself, in whole pixels."""
        return float(round(self.pixel_size * self.line_spacing))

    def _list_indent(self, blocks: tuple[Block, ...]) -> float:
        """The indent of all list items: wide enough for a bullet and for the widest marker."""
        markers = [self._marker_width(block.marker) for block in blocks if block.marker]
        return max([self.pixel_size * _BLOCK_INDENT_EMS, *markers])

    def _marker_width(self, marker: str) -> float:
        return QFontMetricsF(self._font()).horizontalAdvance(marker + _AFTER_MARKER)

    def _block_width(self, text: str, font: QFont, first_x: float) -> float:
        """The width that holds about ``max_characters`` of this text's own letters.

        Few lines then have to be narrowed one by one to keep to the limit.
        """
        if not self.max_characters or not text:
            return self.width
        average = QFontMetricsF(font).horizontalAdvance(text) / len(text)
        return min(self.width, first_x + average * self.max_characters)

    def _break_block(self, number: int, block: Block, first_x: float, next_x: float) -> list[Line]:
        """Break one block; its first line starts at ``first_x``, the others at ``next_x``."""
        heading = block.kind is BlockKind.HEADING
        font = self._font(heading=heading)
        width = self._block_width(block.text, font, first_x)
        original, rtl = block.text, is_right_to_left(block.text)
        if rtl:
            block = _prepare_right_to_left(block)
        layout = _text_layout(block, font, rtl=rtl)
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
            before, after = (utf16_slice(block.text, 0, at) for at in (start, end))
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
                    # Reading aloud counts in the original text, which has no isolates.
                    start=start - count_inserted_marks(before, original),
                    end=end - count_inserted_marks(after, original),
                    height=self._line_height() * (HEADING_SCALE if heading else 1),
                )
            )
        layout.endLayout()
        if block.marker and lines:
            marker = (RLM if rtl else "") + block.marker + _AFTER_MARKER
            lines[0] = replace(
                lines[0],
                markup=marker + lines[0].markup,
                x=first_x - self._marker_width(block.marker),
            )
        return lines


def _prepare_right_to_left(block: Block) -> Block:
    """Isolate left-to-right spans; show emphasis in bold, as Arabic and Hebrew have no italics."""
    runs = tuple(
        replace(run, text=isolate_ltr_spans(run.text), italic=False, bold=run.bold or run.italic)
        for run in block.runs
    )
    return replace(block, runs=runs)


def _text_layout(block: Block, font: QFont, *, rtl: bool) -> QTextLayout:
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # QML's Text measures with design metrics too, so a line is as wide here as on the screen.
    option.setUseDesignMetrics(True)
    layout = QTextLayout(block.text, font)
    layout.setTextOption(option)
    layout.setFormats(_format_ranges(block))
    return layout


def _limit_characters(line: QTextLine, text: str, limit: int) -> None:
    """Narrow a line until it shows at most ``limit`` characters, without its trailing space.

    The line is narrowed step by step, because positions do not follow one another where it mixes
    directions.
    """
    start = line.textStart()

    def shown() -> str:
        return without_isolates(utf16_slice(text, start, start + line.textLength())).rstrip()

    while len(shown()) > limit:
        natural = line.naturalTextWidth()
        line.setLineWidth(natural - natural / line.textLength())


def _break_inside_word(line: QTextLine, text: str) -> None:
    """Move a break inside a long word, such as an address, to one of its joints if there is one."""
    start, end = line.textStart(), line.textStart() + line.textLength()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    finder.setPosition(end)
    if end >= utf16_length(text) or finder.isAtBoundary():
        return
    on_line = utf16_slice(text, start, end)
    joints = [
        at
        for at in range(max(1, ceil(_MIN_WORD_PART * len(on_line))), len(on_line))
        if on_line[at - 1] in _BREAK_AFTER or on_line[at] in _BREAK_BEFORE
    ]
    if not joints or any(character.isspace() for character in on_line[joints[-1] :]):
        return
    joint = start + utf16_length(on_line[: joints[-1]])
    # Pixel by pixel, for the same reason as in _limit_characters.
    before = end + 1
    while joint < start + line.textLength() < before:
        before = start + line.textLength()
        line.setLineWidth(line.naturalTextWidth() - 1)


def _format_ranges(block: Block) -> list[QTextLayout.FormatRange]:
    ranges = []
    start = 0
    for run in block.runs:
        length = utf16_length(run.text)
        if run.italic or run.bold:
            style = QTextCharFormat()
            style.setFontItalic(run.italic)
            if run.bold:
                style.setFontWeight(QFont.Weight.DemiBold)
            format_range = QTextLayout.FormatRange()
            format_range.start, format_range.length, format_range.format = start, length, style
            ranges.append(format_range)
        start += length
    return ranges


def _styled_slice(block: Block, start: int, end: int) -> tuple[str, bool]:
    """A block's text from ``start`` to ``end``, in UTF-16 code units, and if it is StyledText."""
    styled = any(run.italic or run.bold for run in block.runs)
    pieces = []
    at = 0
    for run in block.runs:
        length = utf16_length(run.text)
        low, high = max(start - at, 0), max(min(end - at, length), 0)
        at += length
        text = utf16_slice(run.text, low, high).replace("\u2028", "")
        if not text or low >= high:
            continue
        if not styled:
            pieces.append(text)
            continue
        # StyledText collapses spaces; the lines are broken already, so all of them must stay.
        text = escape(text, quote=False).replace("  ", " \u00a0")
        text = f"<i>{text}</i>" if run.italic else text
        pieces.append(f"<b>{text}</b>" if run.bold else text)
    return "".join(pieces).rstrip(), styled
