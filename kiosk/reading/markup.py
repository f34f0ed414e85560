"""Source text -> blocks of runs. Verse is kept as typed; prose knows Markdown's emphasis, headings and lists.

No HTML, no links and no pictures come out of here, whatever the source says: markdown-it-py reads with HTML
off, and of its tokens only the few named below are taken.
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
_MARKS = re.compile(r"[*_`\\\[\]<>&#~|]|^[ \t]*([-+=]|\d+[.)])|^(\t| {4})| {2}$", re.MULTILINE)


class BlockKind(StrEnum):
    """How a block is set."""

    LINE = "line"
    GAP = "gap"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A paragraph, a line of verse, or a gap. ``indent`` counts leading spaces of a line of verse."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    indent: int = 0

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(run.text for run in self.runs)


def verse(source: str) -> tuple[Block, ...]:
    """Every line as one block, blank lines as gaps; spaces are kept, a tab counts as four."""
    blocks = []
    for line in source.strip("\n").splitlines():
        typed = line.expandtabs(4).rstrip()
        words = typed.lstrip(" ")
        if words:
            blocks.append(Block(kind=BlockKind.LINE, runs=(Run(text=words),), indent=len(typed) - len(words)))
        else:
            blocks.append(Block(kind=BlockKind.GAP))
    return tuple(blocks)


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "html_block", "html_inline"])


def prose(source: str) -> tuple[Block, ...]:
    """Paragraphs, headings, list items and quotations, with emphasis as runs."""
    if not _MARKS.search(source):
        # Most labels are plain, and are set without loading what reads Markdown.
        paragraphs = (" ".join(line.strip() for line in part.splitlines()) for part in re.split(r"\n[ \t]*\n", source))
        return tuple(Block(kind=BlockKind.PARAGRAPH, runs=(Run(text=text.strip()),)) for text in paragraphs if text.strip())
    blocks = []
    inside: list[str] = []
    for token in _reader().parse(source):
        if token.type == "inline":
            runs = tuple(_runs(token.children or []))
            if runs:
                blocks.append(Block(kind=_kind(inside), runs=runs))
        elif token.nesting == 1:
            inside.append(token.type)
        elif token.nesting == -1:
            inside.pop()
    return tuple(blocks)


def count_words(text: str) -> int:
    """Words as a reader counts them."""
    return len(re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", text))


def _kind(inside: list[str]) -> BlockKind:
    if "heading_open" in inside:
        return BlockKind.HEADING
    if "list_item_open" in inside:
        return BlockKind.ITEM
    return BlockKind.QUOTE if "blockquote_open" in inside else BlockKind.PARAGRAPH


def _runs(children: list[Token]) -> Iterator[Run]:
    italic = bold = 0
    for child in children:
        match child.type:
            case "em_open" | "em_close":
                italic += child.nesting
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "text" | "code_inline" | "text_special":
                if child.content:
                    yield Run(text=child.content, italic=italic > 0, bold=bold > 0)
            case "softbreak":
                yield Run(text=" ", italic=italic > 0, bold=bold > 0)
            case "hardbreak":
                yield Run(text="\u2028", italic=italic > 0, bold=bold > 0)
