"""Which mode to start next: the full program, then safe mode, then a still poster.

These are pure rules. The numbers are the project's own.
"""

from dataclasses import dataclass
from enum import StrEnum

# A program that ran this long was well: its end is not in a row with the crashes before it.
WELL_SECONDS = 120.0
CRASHES_IN_A_ROW = 3
# From the poster, the full program is tried again this often: the cause may have been mended.
POSTER_SECONDS = 600.0
# Seconds before each restart in a row. The first ones follow at once, so that visitors hardly
# notice; a poster that crashes too is not restarted in a tight loop.
RESTART_DELAYS_SECONDS = (0.0, 0.0, 0.5, 1.0, 2.0, 5.0)


class RunMode(StrEnum):
    """How much of the program is started."""

    FULL = "full"
    SAFE = "safe"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class RestartState:
    """The mode to start, and the crashes that led to it.

    ``crashes`` counts the crashes in a row in this mode, ``total_crashes`` those since the
    program last ran well, in any mode.
    """

    mode: RunMode = RunMode.FULL
    crashes: int = 0
    total_crashes: int = 0

    @property
    def pause(self) -> float:
        """Seconds to wait before the start."""
        return RESTART_DELAYS_SECONDS[min(self.total_crashes, len(RESTART_DELAYS_SECONDS) - 1)]

    @property
    def exhausted(self) -> bool:
        """True once the poster has crashed as often as the other modes.

        What runs below the program, such as the display server, has to be restarted too.
        """
        return self.mode is RunMode.POSTER and self.total_crashes >= 3 * CRASHES_IN_A_ROW


def after_crash(
    state: RestartState, ran_seconds: float, well_seconds: float = WELL_SECONDS
) -> RestartState:
    """The state after a crash; ``ran_seconds`` is how long the child had run."""
    if ran_seconds >= well_seconds:
        return RestartState(state.mode, 1, 1)
    crashes, total = state.crashes + 1, state.total_crashes + 1
    if crashes < CRASHES_IN_A_ROW:
        return RestartState(state.mode, crashes, total)
    return RestartState(RunMode.SAFE if state.mode is RunMode.FULL else RunMode.POSTER, 0, total)
