"""Break text into lines of a given width with Qt's text engine, which knows each script's rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import chain, count, groupby, islice, takewhile
from math import ceil

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from kiosk.text import (
    RLM,
    Block,
    BlockKind,
    Line,
    Room,
    Run,
    Stanza,
    count_inserted_marks,
    ends_in_isolate,
    has_no_italics,
    is_right_to_left,
    isolate_ltr_spans,
    iter_prose,
    iter_verse,
    mark_direction,
    utf16_length,
    utf16_slice,
    without_isolates,
)
from kiosk.text.fitting import VerseLine, VerseStanza, VerseType

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
# A heading of more lines is set like any other text.
_MAX_HEADING_LINES = 10
# Characters from which the average width and the direction of a paragraph are taken.
_SAMPLE = 16_000
# UTF-16 code units of a paragraph that the text engine is given at once: less than 5 ms of work.
_WINDOW = 4_000
# UTF-16 code units of a line. Only characters without a width are more; to draw them takes long.
_MAX_LINE = 500
# Pixels that no line of so many letters fills.
_ENDLESS = 1_000_000.0
# The least part of a word that may stand before such a break: "www" alone is too short.
_MIN_WORD_PART = 0.3


@dataclass(frozen=True, kw_only=True, slots=True)
class LineBreaker:
    """The typeface and the room for a text.

    ``pixel_size`` and ``width`` are pixels, ``line_spacing`` is the line height over the font
    size, ``max_characters`` the limit for a line (0 for none), ``hanging_indent`` is in ems.
    ``leading_space`` is the width of a leading space of verse in pixels (0 for the typeface's),
    ``stanza_space`` the space between stanzas over the line height.
    """

    family: str
    pixel_size: float
    line_spacing: float
    max_characters: int
    hanging_indent: float
    width: float
    leading_space: float = 0.0
    stanza_space: float = _STANZA_SPACE

    def break_verse(self, source: str) -> list[Stanza]:
        """Return the stanzas of a poem. Each source line begins a line of its own."""
        return _whole(self.iter_verse(source))

    def break_prose(self, source: str) -> list[Stanza]:
        """Return paragraphs, headings and list items as stanzas."""
        return _whole(self.iter_prose(source))

    def iter_verse(self, source: str) -> Iterator[Stanza]:
        """Yield the stanzas of ``break_verse``; their lines are broken when they are read."""
        space = self.leading_space or self._space()
        blank_lines = 0
        for is_gap, group in groupby(
            enumerate(iter_verse(source)), lambda numbered: numbered[1].kind is BlockKind.GAP
        ):
            if is_gap:
                blank_lines = sum(1 for _ in group)
                continue
            yield Stanza(
                lines=chain.from_iterable(
                    self._break_verse_line(number, block, space) for number, block in group
                ),
                space_before=blank_lines * self._line_height() * self.stanza_space,
                keep_together=True,
            )

    def _break_verse_line(self, number: int, block: Block, space: float) -> Iterator[Line]:
        indent = block.indent * space
        if indent > self.width / 2:
            # Even a deep indent leaves half of the width for the words, or all that they need.
            words = self.pixel_size * self._ems(block)
            indent = min(indent, max(self.width / 2, self.width - words))
        return self._break_block(
            number, block, indent, indent + self.hanging_indent * self.pixel_size
        )

    def measure_verse(self, source: str, most_lines: int) -> list[VerseStanza]:
        """The stanzas of a poem in ems, of the first ``most_lines`` lines."""
        stanzas: list[VerseStanza] = []
        blank_lines = 0
        blocks = islice(iter_verse(source), most_lines)
        for is_gap, group in groupby(blocks, lambda block: block.kind is BlockKind.GAP):
            if is_gap:
                blank_lines = sum(1 for _ in group)
                continue
            lines = tuple(VerseLine(indent=one.indent, ems=self._ems(one)) for one in group)
            stanzas.append(VerseStanza(lines=lines, blank_lines=blank_lines))
        return stanzas

    @property
    def verse_type(self) -> VerseType:
        """The typeface in ems."""
        return VerseType(
            space_ems=self._space() / self.pixel_size,
            line_spacing=self.line_spacing,
            hanging_ems=self.hanging_indent,
        )

    def letters_on_pages(self, source: str, rooms: Sequence[Room]) -> list[int]:
        """About how many letters of prose a page of each of ``rooms`` holds."""
        average = self._average_letter(source[:_WINDOW], self._font())
        most = self.max_characters or _MAX_LINE
        return [
            int(min(room.width / average, most) * (room.height // self._line_height()))
            * room.columns
            for room in rooms
        ]

    def _space(self) -> float:
        return QFontMetricsF(self._font()).horizontalAdvance(" ")

    def _ems(self, block: Block) -> float:
        """The width of a line's words, over the font's size; of a long line at least that.

        A line of so many letters turns over in any room.
        """
        text = block.text[:_MAX_LINE]
        rtl = is_right_to_left(text)
        if rtl:
            text = isolate_ltr_spans(text, rtl=True)
        layout = _text_layout(text, (), self._font(), rtl=rtl)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(_ENDLESS)
        width = line.naturalTextWidth()
        layout.endLayout()
        return width / self.pixel_size

    def iter_prose(self, source: str) -> Iterator[Stanza]:
        """Yield the stanzas of ``break_prose``; their lines are broken when they are read."""
        heading: list[Line] = []
        pause = 0.0
        numbers = count()
        groups = iter_prose(source)
        if len(source) <= _SAMPLE:
            # All lists of a text of some pages have one indent.
            groups = iter([tuple(chain.from_iterable(groups))])
        for blocks in groups:
            indent = self._list_indent(blocks)
            for block in blocks:
                number = next(numbers)
                if block.kind is BlockKind.GAP:
                    pause = self._line_height()
                    continue
                x = self._block_indent(block, indent)
                lines = self._break_block(number, block, x, x)
                in_list = block.kind is BlockKind.LIST_ITEM
                space = _LIST_ITEM_SPACE if in_list else _PARAGRAPH_SPACE
                space_before = self._line_height() * space + pause
                pause = 0.0
                if block.kind is BlockKind.HEADING:
                    heading += islice(lines, _MAX_HEADING_LINES + 1)
                    if len(heading) <= _MAX_HEADING_LINES:
                        continue
                yield Stanza(
                    lines=chain(heading, lines),
                    space_before=0.0 if block.continues else space_before,
                    # A heading stays with the first lines of its text.
                    min_lines=min(len(heading), _MAX_HEADING_LINES) + 2,
                    # A list item, often a person and their role, is not split, nor is verse.
                    keep_together=in_list or _has_forced_lines(block),
                )
                heading = []
        if heading:
            space_before = self._line_height() * _PARAGRAPH_SPACE
            yield Stanza(lines=heading, space_before=space_before)

    def iter_lines(self, runs: tuple[Run, ...]) -> Iterator[Line]:
        """Yield the lines of one paragraph."""
        return self._break_block(0, Block(kind=BlockKind.PARAGRAPH, runs=runs), 0.0, 0.0)

    def _block_indent(self, block: Block, list_indent: float) -> float:
        match block.kind:
            case BlockKind.LIST_ITEM:
                return list_indent
            case BlockKind.QUOTE:
                return self.pixel_size * _BLOCK_INDENT_EMS
        return 0.0

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
        average = self._average_letter(text, font)
        return min(self.width, first_x + average * self.max_characters)

    def _average_letter(self, text: str, font: QFont) -> float:
        """The average width of a text's letters, in pixels."""
        sample = text[:_SAMPLE]
        return max(1.0, QFontMetricsF(font).horizontalAdvance(sample) / max(1, len(sample)))

    def _break_block(
        self, number: int, block: Block, first_x: float, next_x: float
    ) -> Iterator[Line]:
        """Break one block; its first line starts at ``first_x``, the others at ``next_x``."""
        heading = block.kind is BlockKind.HEADING
        font = self._font(heading=heading)
        setting = _BlockSetting(
            number=number,
            heading=heading,
            font=font,
            width=self._block_width(block.text, font, first_x),
            height=self._line_height() * (HEADING_SCALE if heading else 1),
            rtl=is_right_to_left(block.text),
            max_characters=self.max_characters,
        )
        lines = setting.lines(block.runs, first_x, next_x)
        if block.marker and (first := next(lines, None)) is not None:
            marker = (RLM if setting.rtl else "") + block.marker + _AFTER_MARKER
            yield replace(
                first,
                markup=marker + first.markup,
                x=first_x - self._marker_width(block.marker),
            )
        yield from lines


def _has_forced_lines(block: Block) -> bool:
    """True for a few lines that the author parted, as verse within prose."""
    text = block.text
    return len(text) <= _WINDOW and "\u2028" in text


def _whole(stanzas: Iterable[Stanza]) -> list[Stanza]:
    return [replace(stanza, lines=tuple(stanza.lines)) for stanza in stanzas]


@dataclass(frozen=True, kw_only=True, slots=True)
class _RunPart(Run):
    """A part of the run with this ``number``; ``rtl`` says that the whole run is right-to-left."""

    number: int
    rtl: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _BlockSetting:
    """How one block is broken: its number, typeface, width and line height in pixels."""

    number: int
    heading: bool
    font: QFont
    width: float
    height: float
    rtl: bool
    max_characters: int

    def lines(self, styled: tuple[Run, ...], first_x: float, next_x: float) -> Iterator[Line]:
        """Break a paragraph of any length, a window of its text at a time.

        A line depends on the text from its start to the end of the next line's first word. So a
        window's last two lines are broken again at the start of the next window, and all lines
        come out as if the text engine had seen the whole.
        """
        offset = 0
        x = first_x
        size = _WINDOW
        runs = tuple(_run_parts(styled))
        while runs:
            window, further = _split_runs(runs, size)
            lines = self._window_lines(_joined_parts(window), offset, x, next_x)
            if further:
                lines = lines[: _lines_to_keep(lines)]
            if lines and lines[0][0].end - offset > _MAX_LINE:
                size = _MAX_LINE
                continue
            lines = list(takewhile(lambda line: line[0].end - line[0].start <= _MAX_LINE, lines))
            if not lines or lines[-1][0].end <= offset:
                return
            yield from (line for line, _ in lines)
            runs = _split_runs(runs, lines[-1][0].end - offset)[1]
            offset, x = lines[-1][0].end, next_x

    def _window_lines(
        self, runs: tuple[_RunPart, ...], offset: int, first_x: float, next_x: float
    ) -> list[tuple[Line, bool]]:
        """The lines of ``runs``, and whether each ends inside of a stretch of another direction.

        ``offset`` is where the runs begin in the block, in UTF-16 code units.
        """
        original = "".join(run.text for run in runs)
        runs = _prepare_right_to_left(runs) if self.rtl else tuple(map(_upright, runs))
        text = "".join(run.text for run in runs)
        length = utf16_length(text)
        layout = _text_layout(text, runs, self.font, rtl=self.rtl)
        joints = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
        found: list[tuple[Line, bool]] = []
        before = ""
        layout.beginLayout()
        while (made := layout.createLine()).isValid():
            x = next_x if found else first_x
            made.setLineWidth(max(1.0, self.width - x))
            if self.max_characters and made.textLength() > self.max_characters:
                _limit_characters(made, text, self.max_characters)
            _break_inside_word(made, text, length, joints)
            start, end = made.textStart(), made.textStart() + made.textLength()
            markup, styled = _styled_slice(runs, start, end)
            until = before + utf16_slice(text, start, end) if self.rtl else ""
            in_isolate = ends_in_isolate(until)
            line = Line(
                markup=mark_direction(
                    markup, rtl_block=self.rtl, in_isolate=ends_in_isolate(before)
                ),
                x=x,
                styled=styled,
                heading=self.heading,
                right_to_left=self.rtl,
                block=self.number,
                # Reading aloud counts in the original text, which has no isolates.
                start=offset + start - count_inserted_marks(before, original),
                end=offset + end - count_inserted_marks(until, original),
                height=self.height,
            )
            found.append((line, in_isolate))
            before = until
        layout.endLayout()
        return found


def _lines_to_keep(lines: Sequence[tuple[Line, bool]]) -> int:
    """How many lines of a window are final, if more text follows it: at least one.

    The next window begins outside of stretches that run in another direction.
    """
    keep = len(lines) - 2
    while keep > 1 and lines[keep - 1][1]:
        keep -= 1
    return max(1, keep)


def _run_parts(runs: Iterable[Run]) -> Iterator[_RunPart]:
    """The runs in parts, so that taking a window away from a text copies little of it."""
    for number, run in enumerate(runs):
        rtl = is_right_to_left(run.text)
        for start in range(0, len(run.text), _WINDOW):
            yield _RunPart(
                text=run.text[start : start + _WINDOW],
                italic=run.italic,
                bold=run.bold,
                number=number,
                rtl=rtl,
            )


def _joined_parts(parts: Iterable[_RunPart]) -> tuple[_RunPart, ...]:
    """The parts of each run as one."""
    groups = (tuple(group) for _, group in groupby(parts, lambda part: part.number))
    return tuple(replace(group[0], text="".join(part.text for part in group)) for group in groups)


def _split_runs(
    runs: tuple[_RunPart, ...], at: int
) -> tuple[tuple[_RunPart, ...], tuple[_RunPart, ...]]:
    """The runs before and after a place, counted in UTF-16 code units."""
    before: list[_RunPart] = []
    for number, run in enumerate(runs):
        # No text is longer than in UTF-16, so most runs need not be encoded to be counted.
        length = utf16_length(run.text[: at + 1])
        if length > at:
            cut = _characters(run.text, at)
            if cut:
                before.append(replace(run, text=run.text[:cut]))
            return tuple(before), (replace(run, text=run.text[cut:]), *runs[number + 1 :])
        before.append(run)
        at -= length
    return tuple(before), ()


def _characters(text: str, units: int) -> int:
    """How many characters the first ``units`` UTF-16 code units of a text hold; never a half."""
    beginning = text[:units]
    if beginning.isascii():
        return len(beginning)
    return len(beginning.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _prepare_right_to_left(runs: tuple[_RunPart, ...]) -> tuple[_RunPart, ...]:
    """Isolate left-to-right spans; show emphasis in bold, as Arabic and Hebrew have no italics."""
    return tuple(
        replace(
            run,
            text=isolate_ltr_spans(run.text, rtl=run.rtl),
            italic=False,
            bold=run.bold or run.italic,
        )
        for run in runs
    )


def _upright(run: _RunPart) -> _RunPart:
    """Show emphasis in bold in a run with letters of a script that has no italics."""
    if not run.italic or not has_no_italics(run.text):
        return run
    return replace(run, italic=False, bold=True)


def _text_layout(text: str, runs: Sequence[Run], font: QFont, *, rtl: bool) -> QTextLayout:
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # QML's Text measures with design metrics too, so a line is as wide here as on the screen.
    option.setUseDesignMetrics(True)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.setFormats(_format_ranges(runs))
    return layout


def _limit_characters(line: QTextLine, text: str, limit: int) -> None:
    """Narrow a line until it shows at most ``limit`` characters, without its trailing space.

    The line is narrowed step by step, because positions do not follow one another where it mixes
    directions. Characters without a width, which no narrowing moves, stay.
    """
    start = line.textStart()

    def shown() -> str:
        return without_isolates(utf16_slice(text, start, start + line.textLength())).rstrip()

    if line.textLength() > 2 * limit:
        # Far from the limit, letters are much narrower than the average; step by step takes long.
        line.setNumColumns(2 * limit)
    while len(shown()) > limit:
        natural, length = line.naturalTextWidth(), line.textLength()
        line.setLineWidth(natural - natural / length)
        if line.naturalTextWidth() >= natural and line.textLength() >= length:
            break


def _break_inside_word(
    line: QTextLine, text: str, length: int, finder: QTextBoundaryFinder
) -> None:
    """Move a break inside a long word, such as an address, to one of its joints if there is one.

    ``length`` is that of the text in UTF-16 code units, ``finder`` knows where its words end.
    """
    start, end = line.textStart(), line.textStart() + line.textLength()
    finder.setPosition(end)
    if end >= length or finder.isAtBoundary():
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


def _format_ranges(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    ranges = []
    start = 0
    for run in runs:
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


def _styled_slice(runs: Sequence[Run], start: int, end: int) -> tuple[str, bool]:
    """The text from ``start`` to ``end``, in UTF-16 code units, and if it is StyledText."""
    styled = any(run.italic or run.bold for run in runs)
    pieces = []
    at = 0
    for run in runs:
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
