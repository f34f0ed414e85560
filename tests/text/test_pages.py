"""Page breaks: every line is kept, and stanzas stay together where they fit."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import Line, Room, Stanza, break_pages

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
        [stanza(heights, keep_together=keep_together) for heights in stanzas],
        Room(height=float(height)),
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
    pages = break_pages(
        [stanza(heights, keep_together=True) for heights in stanzas], Room(height=float(height))
    )
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
    first, *others = break_pages(
        set_text, Room(height=float(height), first_page_offset=float(offset))
    )
    assert [placed.line.markup for page in (first, *others) for placed in page] == [
        str(h) for heights in stanzas for h in heights
    ]
    assert all(
        placed.y >= offset and placed.y + placed.line.height <= height + 0.1 for placed in first
    )
    assert all(page and page[0].y == 0 for page in others)
    assert len(others) <= len(break_pages(set_text, Room(height=float(height)))), (
        "at most one page more than without the offset"
    )


PARAGRAPHS = st.lists(
    st.tuples(st.integers(min_value=1, max_value=30), st.booleans()), min_size=1, max_size=12
)


@given(
    paragraphs=PARAGRAPHS,
    rows=st.integers(min_value=8, max_value=30),
    columns=st.integers(min_value=1, max_value=2),
    offset=st.sampled_from([0, 100, 250]),
)
def test_the_last_page_has_four_lines_and_no_line_is_lost(paragraphs, rows, columns, offset):
    """Where the text has so many, and no stanza that is kept together forbids it."""
    text = [
        Stanza(
            lines=tuple(Line(markup=f"{number} {line}", x=0, height=50.0) for line in range(count)),
            space_before=30.0,
            keep_together=keep and count <= rows,
        )
        for number, (count, keep) in enumerate(paragraphs)
    ]
    room = Room(height=50.0 * rows, first_page_offset=float(offset), columns=columns)
    plain = break_pages(text, room)
    pages = break_pages(text, room, last_page_lines=4)
    assert [placed.line.markup for page in pages for placed in page] == [
        f"{number} {line}" for number, (count, _) in enumerate(paragraphs) for line in range(count)
    ]
    assert len(pages) == len(plain), "and no page is added"
    for number, page in enumerate(pages):
        top = offset if number == 0 else 0
        for placed in page:
            assert top - 0.1 <= placed.y <= room.height - 50 + 0.1
            assert placed.column < columns
        places = [(placed.column, placed.y) for placed in page]
        assert all(
            one[0] < other[0] or one[1] + 50 <= other[1] + 0.1 for one, other in pairwise(places)
        )
    if len(pages) > 1 and not any(keep for _, keep in paragraphs) and len(pages[-2]) >= 8:
        assert len(pages[-1]) >= 4
    starts = [page[0].line.markup for page in pages if page]
    for number, (count, keep) in enumerate(paragraphs):
        if keep and count <= rows:
            inside = {f"{number} {line}" for line in range(1, count)}
            assert not inside & set(starts)


def test_a_last_line_alone_takes_three_more_with_it():
    lines = tuple(Line(markup=str(line), x=0, height=50.0) for line in range(21))
    pages = break_pages([Stanza(lines=lines)], Room(height=500.0), last_page_lines=4)
    assert [len(page) for page in pages] == [10, 7, 4]


def test_the_columns_of_a_last_page_are_even():
    lines = tuple(Line(markup=str(line), x=0, height=50.0) for line in range(34))
    room = Room(height=500.0, width=400.0, columns=2)
    pages = break_pages([Stanza(lines=lines)], room, last_page_lines=4)
    assert [len(page) for page in pages] == [20, 14]
    assert [sum(placed.column == at for placed in pages[1]) for at in (0, 1)] == [7, 7]
