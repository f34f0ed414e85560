"""Poems and prose made ready for the page: blocks, stanzas and page breaks; no fonts, no drawing."""

from kiosk.text.direction import (
    RLM,
    bidi_wrap,
    count_inserted_marks,
    ends_in_isolate,
    is_right_to_left,
    isolate,
    isolate_ltr_spans,
    join_inline,
    join_lines,
    mark_direction,
)
from kiosk.text.markup import (
    Block,
    BlockKind,
    Run,
    count_words,
    parse_prose,
    parse_verse,
    plain_text,
)
from kiosk.text.pages import Line, PlacedLine, Stanza, break_pages

__all__ = [
    "RLM",
    "Block",
    "BlockKind",
    "Line",
    "PlacedLine",
    "Run",
    "Stanza",
    "bidi_wrap",
    "break_pages",
    "count_inserted_marks",
    "count_words",
    "ends_in_isolate",
    "is_right_to_left",
    "isolate",
    "isolate_ltr_spans",
    "join_inline",
    "join_lines",
    "mark_direction",
    "parse_prose",
    "parse_verse",
    "plain_text",
]
