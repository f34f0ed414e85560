"""Parse source text into blocks of styled runs.

Verse is kept as typed. Prose supports Markdown's emphasis, headings, quotations and lists. HTML,
links and pictures never come out of this module: markdown-it-py runs with HTML off, and only the
tokens named below are used. Words that Markdown would read as syntax (a year at the start of a
line) or drop stay as typed, so that no word of an author is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import chain, groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Characters that Markdown may read as syntax, in running text or at the start of a line.
_SYNTAX_SIGNS = "*_`\\[]<>&#~|"
_SYNTAX_AT_LINE_START = re.compile(r"\n(?:[ \t]*(?:[-+=]|\d+[.)])|\t| {4})")
_HARD_BREAK = "  "
# Markdown rules that would drop words, and HTML.
_DISABLED_RULES = ["code", "fence", "lheading", "reference", "html_block", "html_inline"]
# What separates paragraphs.
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
# Link targets and picture files that are believed; the words of "[sic](as I said)" all stay.
_LINK_TARGET = re.compile(
    r"(?:https?://|mailto:|tel:|sms:)\S|\S+\.(?:jpe?g|png|gif|webp|svg|tiff?)$", re.IGNORECASE
)
BULLET = "•"

# Letters. A longer text is parsed in pieces of about this length, so that nobody waits for its
# end; the parser takes about 3 ms for one.
PIECE = 4_000
# A list has no place where it could be cut; only one that is longer than this is cut all the same.
MAX_PIECE = 2 * PIECE
# Square brackets in one piece. The parser's time grows with their square, and no author's text has
# as many; such a piece stays as typed.
MAX_BRACKETS = 200
# A character that may begin or end a span costs the parser as much time as so many letters.
_WEIGHED_SIGNS, _SIGN_WEIGHT = "*_[]<&!`\\", 8
# A line that may belong to the list above it, even after a blank line.
_MAY_CONTINUE_LIST = re.compile(r"[ \t]|[-+*]|\d{1,9}[.)]")
# A line of plain text with a bullet, and the signs that Markdown may read within a line.
_BULLET_LINE = re.compile(r"[ \t\u00a0]*[-*•·‣–][ \t\u00a0]+(?P<words>\S.*)")
# Verse within prose, as a haiku in a haibun: two lines or more that all are shorter than prose is
# ever wrapped, in a text that has longer ones. A list, a heading or a quotation is none.
_LONG_LINE = re.compile(r"[^\n]{60}")
_SHORT_LINE, _MOST_SHORT_LINES = 45, 14
_NO_VERSE = re.compile(r"\s*(?:[-+*•>#|]|\d{1,9}[.)])(?:\s|$)")
_PUNCTUATION = re.compile(r"[\\`*_\[\]<>#|~&!]")


class BlockKind(StrEnum):
    """The kind of a block, which decides how it is typeset."""

    VERSE_LINE = "line"
    GAP = "gap"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A stretch of text in one style; U+2028 in ``text`` is a forced line break."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A paragraph, a line of verse, or a gap.

    ``indent`` counts the leading spaces of a line of verse. ``marker`` precedes a list item: a
    bullet, or the number as typed. ``continues`` says that the block goes on with the paragraph
    before it, which was too long to be read at once.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    indent: int = 0
    marker: str = ""
    continues: bool = False

    @property
    def text(self) -> str:
        """The text without styles."""
        return "".join(run.text for run in self.runs)


def literal_markdown(text: str) -> str:
    """Plain words as Markdown that shows them as they are: a name may contain its signs."""
    return "".join(
        f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in text.replace("\n", " ")
    )


def parse_verse(source: str) -> tuple[Block, ...]:
    """Return one block for each line, with gaps for blank lines; a tab counts as four spaces."""
    return tuple(iter_verse(source))


def iter_verse(source: str) -> Iterator[Block]:
    """Yield the blocks of ``parse_verse``, each when it is asked for."""
    for line in source.strip("\n").splitlines():
        typed = line.expandtabs(4).rstrip()
        words = typed.lstrip(" ")
        if words:
            yield Block(
                kind=BlockKind.VERSE_LINE,
                runs=(Run(text=words),),
                indent=len(typed) - len(words),
            )
        else:
            yield Block(kind=BlockKind.GAP)


@cache
def _markdown_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).disable(_DISABLED_RULES)
    reader.validateLink = lambda url: _LINK_TARGET.match(url) is not None  # type: ignore[method-assign]
    return reader


def parse_prose(source: str) -> tuple[Block, ...]:
    """Return paragraphs, headings, list items and quotations, with emphasis as runs.

    A list has at least two items: a single one may be a year or a dash at the start of a line.
    """
    return tuple(chain.from_iterable(iter_prose(source)))


def iter_prose(source: str) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks of ``parse_prose`` in groups, each parsed when it is asked for.

    A list is in one group, unless it is longer than ``MAX_PIECE``.
    """
    has_long_lines = _LONG_LINE.search(source) is not None
    if not _has_syntax(source):
        # Most labels have no syntax; they do not need the Markdown parser loaded.
        yield from _paragraphs(source, keep_short_lines=has_long_lines)
        return
    for typed, continues, goes_on in _pieces(source):
        piece = _with_hard_breaks(typed) if has_long_lines else typed
        if piece.count("[") > MAX_BRACKETS:
            blocks = tuple(chain.from_iterable(_paragraphs(piece)))
        else:
            lines = re.split(r"\r\n?|\n", piece)
            reader = _BlockReader(
                _markdown_parser().parse(piece), lines, is_cut=continues or goes_on
            )
            blocks = tuple(reader.blocks())
        if continues and blocks and blocks[0].kind is BlockKind.PARAGRAPH:
            blocks = (replace(blocks[0], continues=True), *blocks[1:])
        yield blocks


def _has_syntax(source: str) -> bool:
    """True if Markdown may read some of the text as syntax; milliseconds for a whole book."""
    return (
        any(sign in source for sign in _SYNTAX_SIGNS)
        or source.endswith(_HARD_BREAK)
        or f"{_HARD_BREAK}\n" in source
        or _SYNTAX_AT_LINE_START.search(f"\n{source}") is not None
    )


def _paragraphs(source: str, *, keep_short_lines: bool = False) -> Iterator[tuple[Block, ...]]:
    """Each paragraph of a text without Markdown."""
    start = 0
    for gap in chain(_BLANK_LINES.finditer(source), (None,)):
        part = source[start : gap.start() if gap else None]
        start = gap.end() if gap else 0
        lines = part.strip("\n").splitlines()
        if keep_short_lines and _is_verse(lines):
            text = "\u2028".join(_indented(lines))
        else:
            text = " ".join(line.strip() for line in lines).strip()
        if text:
            yield (Block(kind=BlockKind.PARAGRAPH, runs=(Run(text=text),)),)


def _is_verse(lines: Sequence[str]) -> bool:
    """True for a paragraph whose short lines are verse within prose."""
    return (
        2 <= len(lines) <= _MOST_SHORT_LINES
        and all(0 < len(line.strip()) <= _SHORT_LINE for line in lines)
        and not any(_NO_VERSE.match(line) for line in lines)
    )


def _unforced(line: str) -> str:
    """A line without what forces its end: spaces, or a stroke that is none of its words."""
    plain = line.rstrip()
    strokes = len(plain) - len(plain.rstrip("\\"))
    return plain[:-1] if strokes % 2 else plain


def _indented(lines: Sequence[str]) -> list[str]:
    """Lines of verse with spaces that are kept, as far as they are indented more than others."""
    typed = [_unforced(line.expandtabs(4)) for line in lines]
    least = min(len(line) - len(line.lstrip()) for line in typed)
    return ["\u00a0" * (len(line) - len(line.lstrip()) - least) + line.lstrip() for line in typed]


def _with_hard_breaks(piece: str) -> str:
    """Markdown in which verse within prose keeps its lines."""
    parts = re.split(r"(\n[ \t]*\n)", piece)
    for at in range(0, len(parts), 2):
        lines = parts[at].strip("\n").splitlines()
        quoted = [line.removeprefix(">").removeprefix(" ") for line in lines]
        if _is_verse(lines):
            parts[at] = f"{_HARD_BREAK}\n".join(_indented(lines))
        elif all(line.startswith(">") for line in lines) and _is_verse(quoted):
            parts[at] = f"{_HARD_BREAK}\n".join(f"> {line}" for line in _indented(quoted))
        else:
            parts[at] = "\n".join(_with_verse_apart(parts[at].split("\n")))
    return "".join(parts)


def _with_verse_apart(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a paragraph; short ones with a forced break each stand in one of their own."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_short(lines[end]) and lines[end].endswith(_HARD_BREAK):
            end += 1
        has_last = at < end < len(lines) and _is_short(lines[end])
        verse = lines[at : end + 1] if has_last else []
        if _is_verse(verse) and len(verse) < len(lines):
            if at:
                yield ""
            yield from (f"{line}{_HARD_BREAK}" for line in _indented(verse)[:-1])
            yield verse[-1].strip()
            if end + 1 < len(lines):
                yield ""
            at = end + 1
            continue
        yield lines[at]
        at += 1


def _is_short(line: str) -> bool:
    return 0 < len(line.strip()) <= _SHORT_LINE


def _pieces(source: str) -> Iterator[tuple[str, bool, bool]]:
    """Cut a text where no block crosses the cut; where there is no such place, inside a block.

    Yields each piece, and whether it begins and whether it ends inside a block.
    """
    if _weight(source) <= PIECE:
        yield source, False, False
        return
    piece: list[str] = []
    size = 0
    continues = after_blank = False
    for line in chain.from_iterable(map(_short_lines, source.split("\n"))):
        ends_block = after_blank and not _MAY_CONTINUE_LIST.match(line)
        weight = _weight(line)
        if size + weight > (PIECE if ends_block else MAX_PIECE) and piece:
            yield "".join(piece), continues, not ends_block
            continues = not ends_block
            piece, size = [], 0
        piece.append(line)
        size += weight
        after_blank = not line.strip()
    yield "".join(piece), continues, False


def _short_lines(line: str) -> Iterator[str]:
    """A line of the source with its line end, or in parts if it is a paragraph of many pages."""
    start = 0
    while _weight(line[start : start + MAX_PIECE + 1]) > MAX_PIECE:
        longest = MAX_PIECE
        while _weight(line[start : start + longest]) > MAX_PIECE:
            longest //= 2
        cut = start + longest
        # After a sentence if there is one, else after a word.
        for ending in (". ", " "):
            found = line.rfind(ending, start + longest // 4, cut)
            if found >= 0:
                cut = found + len(ending)
                break
        yield line[start:cut]
        start = cut
    yield line[start:] + "\n"


def _weight(typed: str) -> int:
    """How much of the parser's time a text takes, as a number of plain letters."""
    return len(typed) + (_SIGN_WEIGHT - 1) * sum(map(typed.count, _WEIGHED_SIGNS))


def plain_text(source: str, *, as_verse: bool) -> str:
    """Return a text without its Markdown syntax, one line for each block, for screen readers."""
    if as_verse:
        return source
    return "\n".join(
        f"{block.marker.replace(BULLET, '')} {block.text}".strip() for block in parse_prose(source)
    ).replace("\u2028", "\n")


def markdown_of_lines(text: str) -> str:
    """Plain text as Markdown in which each line stands on a line of its own, as it is typed.

    Two and more lines that begin with a bullet or a hyphen and a space are a list.
    """
    blocks: list[str] = []
    for paragraph in _BLANK_LINES.split(text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for is_list, group in groupby(_marked_as_list(lines), lambda pair: pair[0]):
            words = [_as_typed(line) for _, line in group]
            blocks.append("\n".join(f"- {one}" for one in words) if is_list else "\\\n".join(words))
    return "\n\n".join(blocks)


def _marked_as_list(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Whether each line is an entry of a list, and the line, without its bullet if it is one."""
    found = [_BULLET_LINE.match(line) for line in lines]
    for at, (line, bullet) in enumerate(zip(lines, found, strict=True)):
        neighbours = found[max(0, at - 1) : at + 2]
        is_entry = bullet is not None and sum(one is not None for one in neighbours) > 1
        yield is_entry, bullet["words"] if bullet and is_entry else line


def _as_typed(line: str) -> str:
    """A line in which Markdown reads no syntax."""
    escaped = _PUNCTUATION.sub(r"\\\g<0>", " ".join(line.split()))
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", re.sub(r"^[-+=]", r"\\\g<0>", escaped))


class _BlockReader:
    """Turns the tokens of markdown-it-py into blocks; ``lines`` are the source's lines.

    In a text that ``is_cut`` inside a block, a list of one item may be the rest of a longer one.
    """

    def __init__(self, tokens: list[Token], lines: list[str], *, is_cut: bool = False) -> None:
        self._tokens, self._lines, self._is_cut = tokens, lines, is_cut
        # Types of the tokens that are open around the current one.
        self._open: list[str] = []
        # For each list around the current token, whether it is one (see ``_is_list``).
        self._lists: list[bool] = []
        # Markers that were typed before the next words.
        self._marker = ""

    def blocks(self) -> Iterator[Block]:
        for at, token in enumerate(self._tokens):
            yield from self._read(at, token)
            if token.nesting == 1:
                self._open.append(token.type)
            elif token.nesting == -1:
                self._open.pop()

    def _read(self, at: int, token: Token) -> Iterator[Block]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(self._is_cut or _is_list(self._tokens, at))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                marker = _item_marker(token, in_list=self._lists[-1])
                self._marker = f"{self._marker} {marker}".strip()
            case "list_item_close" if self._marker:
                # An item without text: its number was typed as a word.
                yield self._take_block(())
            case "hr":
                yield self._thematic_break(token)
            case "inline":
                if runs := tuple(_runs(token.children or [])):
                    yield self._take_block(runs)

    def _thematic_break(self, token: Token) -> Block:
        """Stars are an ornament that the author typed; a rule of dashes is a pause."""
        # The line may start with the marker of a list item.
        line = self._lines[token.map[0]] if token.map else ""
        # The stars at the end of the line, with the blanks between them.
        stars = line[len(line.rstrip("* \t")) :].strip()
        if not stars:
            return Block(kind=BlockKind.GAP)
        runs = (Run(text=stars),)
        return (
            self._take_block(runs) if self._marker else Block(kind=BlockKind.PARAGRAPH, runs=runs)
        )

    def _take_block(self, runs: tuple[Run, ...]) -> Block:
        """A block of ``runs``, with the marker that was typed before them."""
        marker, self._marker = self._marker, ""
        kind = _block_kind(self._open)
        if kind is BlockKind.PARAGRAPH and any(self._lists):
            return Block(kind=BlockKind.LIST_ITEM, runs=runs, marker=marker)
        typed = (Run(text=f"{marker} " if runs else marker),) if marker else ()
        return Block(kind=kind, runs=(*typed, *runs))


def _is_list(tokens: list[Token], at: int) -> bool:
    """Return True if the list that opens at ``at`` has two items or more."""
    level = tokens[at].level
    items = 0
    for token in tokens[at + 1 :]:
        if token.level == level:
            break
        items += token.type == "list_item_open" and token.level == level + 1
    return items > 1


def _item_marker(token: Token, *, in_list: bool) -> str:
    return f"{token.info}{token.markup}" if token.info or not in_list else BULLET


def _block_kind(open_types: list[str]) -> BlockKind:
    if "heading_open" in open_types:
        return BlockKind.HEADING
    return BlockKind.QUOTE if "blockquote_open" in open_types else BlockKind.PARAGRAPH


def _runs(children: list[Token]) -> Iterator[Run]:
    italic = bold = 0
    for child in children:
        match child.type:
            case "em_open" | "em_close":
                italic += child.nesting
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "text" | "code_inline" | "text_special" | "image":
                if child.content:
                    yield Run(text=child.content, italic=italic > 0, bold=bold > 0)
            case "softbreak":
                yield Run(text=" ", italic=italic > 0, bold=bold > 0)
            case "hardbreak":
                yield Run(text="\u2028", italic=italic > 0, bold=bold > 0)
