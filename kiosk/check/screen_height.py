"""The height at which the screen hangs, where ``kiosk.yaml`` states it."""

from collections.abc import Iterator

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem
from kiosk.domain.reach import BAR_SHARE, HIGHEST_REACH_MM, LOWEST_REACH_MM

# Millimetres of a 16:9 screen's shorter and longer side for each inch of its diagonal.
SHORT, LONG = 25.4 * 9 / 337**0.5, 25.4 * 16 / 337**0.5


def screen_height(result: LoadResult) -> Iterator[Problem]:
    """A screen whose bottom bar, from which everything is reached, is out of a person's reach."""
    screen = result.snapshot.exhibition.screen
    if not screen.diagonal_inches or not screen.bottom_mm:
        return
    highest_edge = HIGHEST_REACH_MM - BAR_SHARE * SHORT * screen.diagonal_inches
    lowest_edge = LOWEST_REACH_MM - BAR_SHARE * LONG * screen.diagonal_inches
    if screen.bottom_mm > highest_edge:
        message = Message(
            "the bottom bar lies above {highest:.0f} mm, out of reach from a wheelchair",
            highest=HIGHEST_REACH_MM,
        )
        hint = Message(
            "hang the screen's lower edge at {edge:.0f} mm or lower, or correct bottom_mm:",
            edge=highest_edge,
        )
    elif screen.bottom_mm < lowest_edge:
        message = Message(
            "the bottom bar lies below {lowest:.0f} mm, out of reach for many",
            lowest=LOWEST_REACH_MM,
        )
        hint = Message(
            "hang the screen's lower edge at {edge:.0f} mm or higher, or correct bottom_mm:",
            edge=lowest_edge,
        )
    else:
        return
    yield make_problem(result, "screen-height", "kiosk.yaml", "screen.bottom_mm", message, hint)
