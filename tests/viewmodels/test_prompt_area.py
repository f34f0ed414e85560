"""The place of "Still here?": nothing is covered by half, and the open work not at all."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.viewmodels.session.prompt_area import (
    LEAST_BAND,
    LEAST_COLUMN,
    USUAL,
    Box,
    prompt_area,
)

SIZES = st.sampled_from([(1920, 976), (1080, 1720), (3840, 1952), (1280, 922), (1080, 760)])


@st.composite
def boxes(draw, width, height):
    x = draw(st.integers(0, width - 20))
    y = draw(st.integers(0, height - 20))
    return Box(
        x, y, draw(st.integers(20, max(20, width - x))), draw(st.integers(20, max(20, height - y)))
    )


@st.composite
def screens(draw):
    width, height = draw(SIZES)
    found = draw(st.lists(boxes(width, height), max_size=8))
    work = draw(st.none() | boxes(width, height))
    return width, height, found, work


def shared(one, other):
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0, across - 1) * max(0, down - 1)


def is_within(block, area):
    return (
        block.x >= area.x - 1
        and block.y >= area.y - 1
        and block.right <= area.right + 1
        and block.bottom <= area.bottom + 1
    )


@settings(max_examples=150, deadline=None)
@given(screen=screens())
def test_nothing_is_covered_by_half(screen):
    width, height, found, work = screen
    area = prompt_area(width, height, min(width, height) / 1080, found, work)
    assert is_within(area, Box(0, 0, width, height))
    for block in found if work is None else [each for each in found if not shared(each, work)]:
        assert is_within(block, area) or not shared(block, area), (area, block)
    if work is not None:
        assert is_within(work, area) or not shared(work, area)


def test_a_work_stays_wherever_there_is_a_column_or_a_band_beside_it():
    column = prompt_area(1920, 976, 1, [Box(1340, 74, 520, 300)], Box(60, 40, 1240, 896))
    assert (column.x, column.width) == (1320, 600)
    band = prompt_area(1920, 976, 1, [Box(60, 700, 900, 200)], Box(60, 40, 1800, 600))
    assert (band.y, band.height) == (660, 316)
    tall = prompt_area(1080, 1720, 1, [], Box(60, 100, 960, 1100))
    assert (tall.y, tall.height) == (1220, 500)
    work = Box(60, 40, 1920 - 60 - LEAST_COLUMN + 1, 976 - 40 - LEAST_BAND + 1)
    assert prompt_area(1920, 976, 1, [], work) == Box(0, 0, 1920, 976)


def test_a_screen_without_a_column_gives_it_the_last_part():
    assert prompt_area(1920, 976, 1, [], None) == Box(1920 - USUAL, 0, USUAL, 976)
    # A tile that would be cut is taken in; of what is left nothing is cut either.
    tiles = [Box(60 + 460 * number, 100, 440, 300) for number in range(4)]
    area = prompt_area(1920, 976, 1, tiles, None)
    assert [bool(shared(area, tile)) for tile in tiles] == [False, False, False, True]
    assert prompt_area(1920, 976, 1, [Box(60, 100, 1800, 800)], None) == Box(0, 0, 1920, 976)


def test_of_a_page_of_words_the_upper_lines_stay():
    lines = [Box(60, 60 + 57 * number, 1800, 50) for number in range(15)]
    area = prompt_area(1920, 976, 1, lines, None)
    assert (area.x, area.width) == (0, 1920)
    assert sum(not shared(area, line) for line in lines) >= 9


def test_below_a_list_with_a_code_beside_it_the_rows_above_and_the_code_stay():
    rows = [Box(60, 147 + 133 * number, 1407, 131) for number in range(5)]
    code = Box(1527, 158, 333, 529)
    area = prompt_area(1920, 864, 1, [*rows, code], None, lambda w, h: w > 1000 and h >= 430)
    assert (area.x, area.right, area.height) == (0, 1507, 450)
    assert [bool(shared(area, row)) for row in rows] == [False, False, True, True, True]
    assert not shared(area, code)


def test_the_words_have_room_in_the_place():
    lines = [Box(60, 60 + 57 * number, 1800, 50) for number in range(15)]
    area = prompt_area(1920, 976, 1, lines, None, lambda w, h: h >= 600)
    assert area.height >= 600
    assert prompt_area(1920, 976, 1, lines, None, lambda w, h: h >= 900) == Box(0, 0, 1920, 976)


def test_no_row_of_a_picture_is_left_above_the_question():
    """A band begins within a line of words, and never within the first pixels of a picture."""
    above, below = Box(60, 60, 680, 900), Box(60, 1050, 680, 460)

    def top(picture: Box) -> float:
        return prompt_area(1080, 1720, 1, [above, picture], None, lambda _, height: height >= 600).y

    assert top(below) == 1051, "a line of words may reach a pixel into another"
    assert top(replace(below, exact=True)) == 1049
