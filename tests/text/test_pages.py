"""Page breaks: every line is kept, and stanzas stay together where they fit."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import Line, Stanza, break_pages

HEIGHTS = st.lists(st.integers(min_value=5, max_value=60), min_size=1, max_size=12)


def stanza(heights, *, keep_together, space_before=20.0):
    return Stanza(
        lines=tuple(Line(markup=str(h), x=0, height=float(h)) for h in heights),
        space_before=space_before,
        keep_together=keep_together,
    )


@given(
    stanzas=st.lists(HEIGHTS, max_size=8),
    height=st.integers(min_value=60, max_value=400),
    keep_together=st.booleans(),
)
def test_pages_hold_every_line_once_and_in_order(stanzas, height, keep_together):
    pages = break_pages(
        [stanza(heights, keep_together=keep_together) for heights in stanzas], float(height)
    )
    assert [placed.line.markup for page in pages for placed in page] == [
        str(h) for heights in stanzas for h in heights
    ]
    for page in pages:
        assert all(placed.y + placed.line.height <= height + 0.1 for placed in page)
        assert all(one.y + one.line.height <= other.y + 0.1 for one, other in pairwise(page))
    assert all(page for page in pages) or pages == ((),)


@given(
    stanzas=st.lists(HEIGHTS, min_size=1, max_size=8),
    height=st.integers(min_value=60, max_value=800),
)
def test_a_stanza_that_fits_on_a_page_is_never_split(stanzas, height):
    pages = break_pages([stanza(heights, keep_together=True) for heights in stanzas], float(height))
    where = [number for number, page in enumerate(pages) for _ in page]
    at = 0
    for heights in stanzas:
        on = set(where[at : at + len(heights)])
        at += len(heights)
        assert len(on) == 1 or sum(heights) > height


@given(
    stanzas=st.lists(HEIGHTS, min_size=1, max_size=8),
    height=st.integers(min_value=60, max_value=400),
    offset=st.integers(min_value=1, max_value=400),
    keep_together=st.booleans(),
)
def test_only_the_first_page_starts_below_the_offset(stanzas, height, offset, keep_together):
    set_text = [stanza(heights, keep_together=keep_together) for heights in stanzas]
    first, *others = break_pages(set_text, float(height), float(offset))
    assert [placed.line.markup for page in (first, *others) for placed in page] == [
        str(h) for heights in stanzas for h in heights
    ]
    assert all(
        placed.y >= offset and placed.y + placed.line.height <= height + 0.1 for placed in first
    )
    assert all(page and page[0].y == 0 for page in others)
    assert len(others) <= len(break_pages(set_text, float(height))), (
        "at most one page more than without the offset"
    )
