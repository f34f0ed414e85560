"""What to start next: the full program, then a careful one, then a still poster. A pure rule."""

import os
from dataclasses import dataclass
from enum import StrEnum

# A program that stood so long was well: what ends it later is not "in a row" with what came before.
WELL_SECONDS = float(os.environ.get("KIOSK_WELL_SECONDS", "120"))
IN_A_ROW = 3
# From time to time the way back up is tried: what was wrong may have been mended.
POSTER_SECONDS = 600.0
# The first restarts come at once, so that visitors hardly notice; a poster that falls too is not started in a tight circle.
PAUSES = (0.0, 0.0, 0.5, 1.0, 2.0, 5.0)


class Mode(StrEnum):
    """How much of the program is started."""

    FULL = "full"
    SAFE = "safe"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class RestartState:
    """``falls`` counts the ends in a row in this mode, ``all_falls`` those since the last time that it stood well."""

    mode: Mode = Mode.FULL
    crashes: int = 0
    total_crashes: int = 0

    @property
    def pause(self) -> float:
        """Seconds to wait before the start."""
        return PAUSES[min(self.total_crashes, len(PAUSES) - 1)]

    @property
    def exhausted(self) -> bool:
        """True once the poster has fallen as often as all else: what is below the program has to be started anew too."""
        return self.mode is Mode.POSTER and self.total_crashes >= 3 * IN_A_ROW


def after_crash(rung: RestartState, stood: float) -> RestartState:
    """The next rung after an end that nobody asked for; ``stood`` is how long it ran, in seconds."""
    if stood >= WELL_SECONDS:
        return RestartState(rung.mode, 1, 1)
    falls, all_falls = rung.crashes + 1, rung.total_crashes + 1
    if falls < IN_A_ROW:
        return RestartState(rung.mode, falls, all_falls)
    return RestartState(Mode.SAFE if rung.mode is Mode.FULL else Mode.POSTER, 0, all_falls)
