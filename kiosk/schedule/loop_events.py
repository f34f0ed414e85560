"""How many events the loop tells in full after each turn of the board.

All registration codes are to be on the glass, untouched, within ten minutes of watching.
"""

import math

WATCHED_SECONDS = 600.0
# How long an event stays: long enough to notice it, and to scan its code.
EVENT_SECONDS = 30.0
# Own numbers: a board with a code, and a work whose caption is short.
BOARD_SECONDS, WORK_SECONDS = 25.0, 22.0
# More events than that, one after the other, and the loop is no exhibition any more.
MOST_AFTER_BOARD = 4


def events_after_board(count: int, board_every: int, work_seconds: float = 0.0) -> int:
    """The least number after each board with which all ``count`` events are told in ten minutes.

    ``board_every`` works stand between two boards, for ``work_seconds`` each (0 for the usual).
    Where no number is enough, the most that there are.
    """
    if count < 1:
        return 0
    numbers = range(1, MOST_AFTER_BOARD + 1)
    enough = (each for each in numbers if events_within(each, board_every, work_seconds) >= count)
    return min(count, next(enough, MOST_AFTER_BOARD))


def events_within(each: int, board_every: int, work_seconds: float = 0.0) -> int:
    """How many events whoever watches for ten minutes sees, with ``each`` of them after each board.

    From the end of an event's turn to the end of its next one, each of the others has its turn.
    """
    between = max(1, board_every) * (work_seconds or WORK_SECONDS) + BOARD_SECONDS
    most = int(WATCHED_SECONDS // EVENT_SECONDS)
    return max(
        (
            count
            for count in range(1, most + 1)
            if math.ceil(count / each) * between + count * EVENT_SECONDS <= WATCHED_SECONDS
        ),
        default=0,
    )


def boards_for(count: int, work_seconds: float = 0.0) -> int:
    """The most works between two boards with which ``count`` events are told in time; else 0."""
    fitting = (
        every
        for every in range(24, 0, -1)
        if events_within(MOST_AFTER_BOARD, every, work_seconds) >= count
    )
    return next(fitting, 0)
