"""Every registration's code is on the glass within ten minutes, as far as that is possible."""

import pytest

from kiosk.schedule.loop_events import (
    BOARD_SECONDS,
    EVENT_SECONDS,
    MOST_AFTER_BOARD,
    WATCHED_SECONDS,
    WORK_SECONDS,
    boards_for,
    events_after_board,
    events_within,
)


def seen_in_ten_minutes(count: int, every: int, each: int, work_seconds: float) -> int:
    """Watch the loop from each of its slides on, and count the events whose turn was whole."""
    slides = [(work_seconds, None)] * every + [(BOARD_SECONDS, None)]
    turns, coming = [], 0
    for _ in range(2 * count + 20):
        turns += slides
        for _ in range(each):
            turns.append((EVENT_SECONDS, coming % count))
            coming += 1
    least = count
    for begin in range(len(slides) + each):
        passed, seen = 0.0, set()
        for seconds, event in turns[begin:]:
            passed += seconds
            if passed > WATCHED_SECONDS:
                break
            if event is not None:
                seen.add(event)
        least = min(least, len(seen))
    return least


@pytest.mark.parametrize("every", [1, 2, 4, 8])
@pytest.mark.parametrize("count", [1, 2, 4, 6, 8, 10, 14])
def test_as_many_events_are_told_as_ten_minutes_need(count: int, every: int):
    each = events_after_board(count, every)
    assert 1 <= each <= min(count, MOST_AFTER_BOARD)
    if events_within(each, every) >= count:
        assert seen_in_ten_minutes(count, every, each, WORK_SECONDS) == count
    else:
        assert each == min(count, MOST_AFTER_BOARD)


def test_no_event_takes_no_turn():
    assert events_after_board(0, 4) == 0


def test_the_number_that_is_advised_is_enough():
    for count in range(5, 15):
        wanted = boards_for(count)
        assert wanted == 0 or events_within(MOST_AFTER_BOARD, wanted) >= count
    assert boards_for(8) > boards_for(12) > 0
    assert boards_for(24) == 0
