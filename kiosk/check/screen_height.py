"""How the screen hangs, where ``kiosk.yaml`` tells it."""

from collections.abc import Iterator

from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity
from kiosk.domain.reach import BAR_SHARE, HIGHEST_REACH_MM, LOWEST_REACH_MM

# The two sides of a 16:9 screen in millimetres, for each inch of its diagonal.
SHORT, LONG = 25.4 * 9 / 337**0.5, 25.4 * 16 / 337**0.5


def heights(result: LoadResult) -> Iterator[Problem]:
    """A screen whose bar, from which everything is reached, cannot be touched by somebody who sits."""
    screen = result.snapshot.exhibition.screen
    if not screen.diagonal_inches or not screen.bottom_mm:
        return
    highest_edge = HIGHEST_REACH_MM - BAR_SHARE * SHORT * screen.diagonal_inches
    lowest_edge = LOWEST_REACH_MM - BAR_SHARE * LONG * screen.diagonal_inches
    if screen.bottom_mm > highest_edge:
        message = f"the screen hangs so high that its bar lies above {HIGHEST_REACH_MM:.0f} mm, out of reach from a wheelchair"
        hint = f"hang its lower edge at {highest_edge:.0f} mm or lower, or correct bottom_mm:"
    elif screen.bottom_mm < lowest_edge:
        message = f"the screen hangs so low that its bar lies below {LOWEST_REACH_MM:.0f} mm, out of reach for many"
        hint = f"hang its lower edge at {lowest_edge:.0f} mm or higher, or correct bottom_mm:"
    else:
        return
    line, column = result.source_map.get(("kiosk.yaml", "screen.bottom_mm"), (1, 1))
    yield Problem(
        path="kiosk.yaml",
        line=line,
        column=column,
        severity=Severity.WARNING,
        rule="screen-height",
        message=message,
        hint=hint,
    )
