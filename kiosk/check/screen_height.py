"""The height at which the screen hangs, where ``kiosk.yaml`` states it."""

from collections.abc import Iterator

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Problem
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
        height = f"above {HIGHEST_REACH_MM:.0f} mm"
        message = f"the bottom bar lies {height}, out of reach from a wheelchair"
        hint = f"hang the screen's lower edge at {highest_edge:.0f} mm or lower"
    elif screen.bottom_mm < lowest_edge:
        message = f"the bottom bar lies below {LOWEST_REACH_MM:.0f} mm, out of reach for many"
        hint = f"hang the screen's lower edge at {lowest_edge:.0f} mm or higher"
    else:
        return
    hint += ", or correct bottom_mm:"
    yield make_problem(result, "screen-height", "kiosk.yaml", "screen.bottom_mm", message, hint)
