"""Parse source text into blocks of styled runs.

Verse is kept as typed. Prose supports Markdown's emphasis, headings, quotations and lists. HTML,
links and pictures never come out of this module: markdown-it-py runs with HTML off, and only the
tokens named below are used. Words that Markdown would read as syntax (a year at the start of a
line) or drop stay as typed, so that no word of an author is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Characters that Markdown may read as syntax, in running text or at the start of a line.
_MARKDOWN_SYNTAX = re.compile(
    r"[*_`\\\[\]<>&#~|]|^[ \t]*([-+=]|\d+[.)])|^(\t| {4})| {2}$", re.MULTILINE
)
# Markdown rules that would drop words, and HTML.
_DISABLED_RULES = ["code", "fence", "lheading", "reference", "html_block", "html_inline"]
# Link targets and picture files that are believed; the words of "[sic](as I said)" all stay.
_LINK_TARGET = re.compile(
    r"(?:https?://|mailto:|tel:|sms:)\S|\S+\.(?:jpe?g|png|gif|webp|svg|tiff?)$", re.IGNORECASE
)
BULLET = "•"

# Scripts without spaces between words (Chinese and Japanese; Thai, Lao, Burmese and Khmer), and how
# many characters count as one word. Own estimates that give readers more time: the IReST reading
# tests measured some 255 characters a minute in Chinese and 228 words a minute in English.
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SOUTHEAST_ASIAN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CJK_CHARS_PER_WORD, _SOUTHEAST_ASIAN_CHARS_PER_WORD = 1.6, 3.0


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
    bullet, or the number as typed.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    indent: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """The text without styles."""
        return "".join(run.text for run in self.runs)


def parse_verse(source: str) -> tuple[Block, ...]:
    """Return one block for each line, with gaps for blank lines; a tab counts as four spaces."""
    blocks = []
    for line in source.strip("\n").splitlines():
        typed = line.expandtabs(4).rstrip()
        words = typed.lstrip(" ")
        if words:
            blocks.append(
                Block(
                    kind=BlockKind.VERSE_LINE,
                    runs=(Run(text=words),),
                    indent=len(typed) - len(words),
                )
            )
        else:
            blocks.append(Block(kind=BlockKind.GAP))
    return tuple(blocks)


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
    if not _MARKDOWN_SYNTAX.search(source):
        # Most labels have no syntax; they do not need the Markdown parser loaded.
        paragraphs = (
            " ".join(line.strip() for line in part.splitlines())
            for part in re.split(r"\n[ \t]*\n", source)
        )
        return tuple(
            Block(kind=BlockKind.PARAGRAPH, runs=(Run(text=text.strip()),))
            for text in paragraphs
            if text.strip()
        )
    reader = _BlockReader(_markdown_parser().parse(source), re.split(r"\r\n?|\n", source))
    return tuple(reader.blocks())


def plain_text(source: str, *, as_verse: bool) -> str:
    """Return a text without its Markdown syntax, one line for each block, for screen readers."""
    if as_verse:
        return source
    return "\n".join(
        f"{block.marker.replace(BULLET, '')} {block.text}".strip() for block in parse_prose(source)
    ).replace("\u2028", "\n")


def count_words(text: str) -> int:
    """Return the number of words, estimated from characters in scripts without spaces."""
    cjk, southeast_asian = len(_CJK.findall(text)), len(_SOUTHEAST_ASIAN.findall(text))
    spaced = _SOUTHEAST_ASIAN.sub(" ", _CJK.sub(" ", text)) if cjk or southeast_asian else text
    words = len(re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", spaced))
    return words + round(
        cjk / _CJK_CHARS_PER_WORD + southeast_asian / _SOUTHEAST_ASIAN_CHARS_PER_WORD
    )


class _BlockReader:
    """Turns the tokens of markdown-it-py into blocks; ``lines`` are the source's lines."""

    def __init__(self, tokens: list[Token], lines: list[str]) -> None:
        self._tokens, self._lines = tokens, lines
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
                self._lists.append(_is_list(self._tokens, at))
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
