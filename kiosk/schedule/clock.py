"""Clocks: the wall clock says what is on, the monotonic clock says how long something has stood."""

import time
from datetime import datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    """What the program asks for the time."""

    def now(self) -> datetime:
        """The wall clock's time, with a time zone."""
        ...

    def monotonic(self) -> float:
        """Seconds of a clock that never jumps."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def __init__(self, timezone: tzinfo) -> None:
        self._timezone = timezone

    def now(self) -> datetime:
        """The machine's time, in the exhibition's time zone."""
        return datetime.now(self._timezone)

    def monotonic(self) -> float:
        """Seconds since some fixed point."""
        return time.monotonic()


class SetClock:
    """A clock that was set to ``at`` (with a time zone) when it was made, and runs on from there."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._started = time.monotonic()

    def now(self) -> datetime:
        """The set time plus what has passed since."""
        passed = time.monotonic() - self._started
        return datetime.fromtimestamp(self._at.timestamp() + passed, self._at.tzinfo)

    def monotonic(self) -> float:
        """Seconds since some fixed point."""
        return time.monotonic()
