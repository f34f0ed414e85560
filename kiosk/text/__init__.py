"""Poems and prose prepared for typesetting: blocks, stanzas, page breaks and text direction.

Pure text: no fonts and no drawing.
"""

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
    without_isolates,
)
from kiosk.text.markup import (
    Block,
    BlockKind,
    Run,
    iter_prose,
    iter_verse,
    literal_markdown,
    markdown_of_lines,
    parse_prose,
    parse_verse,
    plain_text,
)
from kiosk.text.pages import (
    Line,
    PlacedLine,
    PlacedPage,
    Room,
    Stanza,
    break_pages,
    finish_pages,
    iter_pages,
)
from kiosk.text.particles import is_particle
from kiosk.text.scripts import has_no_italics, sans_for
from kiosk.text.unbreakable import unbreakable_spans
from kiosk.text.utf16 import utf16_length, utf16_slice
from kiosk.text.word_count import count_words, count_words_in_slices

__all__ = [
    "RLM",
    "Block",
    "BlockKind",
    "Line",
    "PlacedLine",
    "PlacedPage",
    "Room",
    "Run",
    "Stanza",
    "bidi_wrap",
    "break_pages",
    "count_inserted_marks",
    "count_words",
    "count_words_in_slices",
    "ends_in_isolate",
    "finish_pages",
    "has_no_italics",
    "is_particle",
    "is_right_to_left",
    "isolate",
    "isolate_ltr_spans",
    "iter_pages",
    "iter_prose",
    "iter_verse",
    "join_inline",
    "join_lines",
    "literal_markdown",
    "mark_direction",
    "markdown_of_lines",
    "parse_prose",
    "parse_verse",
    "plain_text",
    "sans_for",
    "unbreakable_spans",
    "utf16_length",
    "utf16_slice",
    "without_isolates",
]
