"""Poems and prose made ready for the page: blocks, stanzas and page breaks; no fonts, no drawing."""

from kiosk.text.direction import (
    RIGHT_MARK,
    apart,
    ends_within,
    inserted,
    isolate,
    leftwards,
    lines,
    marked,
    row,
    whole,
)
from kiosk.text.markup import Block, BlockKind, Run, count_words, plain, prose, verse
from kiosk.text.pages import Line, Placed, Stanza, break_pages

__all__ = [
    "RIGHT_MARK",
    "Block",
    "BlockKind",
    "Line",
    "Placed",
    "Run",
    "Stanza",
    "apart",
    "break_pages",
    "count_words",
    "ends_within",
    "inserted",
    "isolate",
    "leftwards",
    "lines",
    "marked",
    "plain",
    "prose",
    "row",
    "verse",
    "whole",
]
