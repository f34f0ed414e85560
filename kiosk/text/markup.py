"""Source text -> blocks of runs. Verse is kept as typed; prose knows Markdown's emphasis, headings and lists.

No HTML, no links and no pictures come out of here, whatever the source says: markdown-it-py reads with HTML
off, and of its tokens only the few named below are taken. Where Markdown would take words for marks, as a year
at the head of a line, or throw them away, they stand as typed: no word that somebody wrote is ever lost.
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

# What Markdown could take for a mark: in running text, or at the start of a line.
_MARKDOWN_SYNTAX = re.compile(
    r"[*_`\\\[\]<>&#~|]|^[ \t]*([-+=]|\d+[.)])|^(\t| {4})| {2}$", re.MULTILINE
)
# What Markdown reads in a way that costs words, and HTML.
_DISABLED_RULES = ["code", "fence", "lheading", "reference", "html_block", "html_inline"]
# Where a link leads, and what a picture's file is called, so that it is one; of "[sic](as I said)" every word stands.
_LINK_TARGET = re.compile(
    r"(?:https?://|mailto:|tel:|sms:)\S|\S+\.(?:jpe?g|png|gif|webp|svg|tiff?)$", re.IGNORECASE
)
BULLET = "•"

# Scripts that part no words (Chinese and Japanese; Thai, Lao, Burmese and Khmer), and how many signs a reader takes for a word.
# Own numbers, on the side of more time: of Chinese some 255 signs are read in a minute, of English some 228 words (IReST).
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SOUTHEAST_ASIAN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CJK_CHARS_PER_WORD, _SOUTHEAST_ASIAN_CHARS_PER_WORD = 1.6, 3.0


class BlockKind(StrEnum):
    """How a block is set."""

    VERSE_LINE = "line"
    GAP = "gap"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A paragraph, a line of verse, or a gap. ``indent`` counts leading spaces of a line of verse.

    ``marker`` hangs before the first line of a list's item: a bullet, or the number that was typed.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    indent: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(run.text for run in self.runs)


def parse_verse(source: str) -> tuple[Block, ...]:
    """Every line as one block, blank lines as gaps; spaces are kept, a tab counts as four."""
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
    """Paragraphs, headings, list items and quotations, with emphasis as runs. A list has two items or more."""
    if not _MARKDOWN_SYNTAX.search(source):
        # Most labels are plain, and are set without loading what reads Markdown.
        paragraphs = (
            " ".join(line.strip() for line in part.splitlines())
            for part in re.split(r"\n[ \t]*\n", source)
        )
        return tuple(
            Block(kind=BlockKind.PARAGRAPH, runs=(Run(text=text.strip()),))
            for text in paragraphs
            if text.strip()
        )
    return tuple(_blocks(_markdown_parser().parse(source), re.split(r"\r\n?|\n", source)))


def plain_text(source: str, *, as_verse: bool) -> str:
    """The words of a text without its marks, a line for each block: what is read to somebody who does not see it."""
    if as_verse:
        return source
    return "\n".join(
        f"{block.marker.replace(BULLET, '')} {block.text}".strip() for block in parse_prose(source)
    ).replace("\u2028", "\n")


def count_words(text: str) -> int:
    """Words as a reader counts them; where none are parted, by their signs."""
    dense, loose = len(_CJK.findall(text)), len(_SOUTHEAST_ASIAN.findall(text))
    parted = _SOUTHEAST_ASIAN.sub(" ", _CJK.sub(" ", text)) if dense or loose else text
    return len(re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", parted)) + round(
        dense / _CJK_CHARS_PER_WORD + loose / _SOUTHEAST_ASIAN_CHARS_PER_WORD
    )


def _blocks(tokens: list[Token], lines: list[str]) -> Iterator[Block]:
    inside: list[str] = []
    # Whether each list about this token is one, and what was typed before the next words.
    listed: list[bool] = []
    marker = ""
    for at, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                listed.append(_is_list(tokens, at))
            case "bullet_list_close" | "ordered_list_close":
                listed.pop()
            case "list_item_open":
                marker = f"{marker} {_item_marker(token, listed=listed[-1])}".strip()
            case "list_item_close" if marker:
                # Nothing follows it: a number by itself is a word too.
                yield _block(inside, listed, (), marker)
                marker = ""
            case "hr":
                # Stars are an ornament that an author sets; a rule of dashes is a pause.
                typed = lines[token.map[0]].strip() if token.map else ""
                stars = "*" in typed
                yield Block(
                    kind=BlockKind.PARAGRAPH if stars else BlockKind.GAP,
                    runs=(Run(text=typed),) if stars else (),
                )
            case "inline":
                runs = tuple(_runs(token.children or []))
                if runs:
                    yield _block(inside, listed, runs, marker)
                    marker = ""
        if token.nesting == 1:
            inside.append(token.type)
        elif token.nesting == -1:
            inside.pop()


def _is_list(tokens: list[Token], at: int) -> bool:
    """True when two items or more stand in the list that opens here; one alone may be a year, or a dash."""
    level = tokens[at].level
    items = 0
    for token in tokens[at + 1 :]:
        if token.level == level:
            break
        items += token.type == "list_item_open" and token.level == level + 1
    return items > 1


def _item_marker(token: Token, *, listed: bool) -> str:
    return f"{token.info}{token.markup}" if token.info or not listed else BULLET


def _block(inside: list[str], listed: list[bool], runs: tuple[Run, ...], marker: str) -> Block:
    kind = _block_kind(inside)
    if kind is BlockKind.PARAGRAPH and any(listed):
        return Block(kind=BlockKind.LIST_ITEM, runs=runs, marker=marker)
    typed = (Run(text=f"{marker} " if runs else marker),) if marker else ()
    return Block(kind=kind, runs=(*typed, *runs))


def _block_kind(inside: list[str]) -> BlockKind:
    if "heading_open" in inside:
        return BlockKind.HEADING
    return BlockKind.QUOTE if "blockquote_open" in inside else BlockKind.PARAGRAPH


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
