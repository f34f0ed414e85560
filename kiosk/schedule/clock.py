"""Clocks: the wall clock says what is on, the monotonic clock says how long something has stood."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from kiosk import BUILT

# Seconds. Time servers move a clock by less once it runs; people and dead batteries by more.
LARGEST_STEP = 300.0
# Seconds (own). Nobody moves a running clock but people and time servers: a time that has stayed so long is the one that was meant.
HELD_SECONDS = 900.0
# systemd-timesyncd touches it whenever a time server has set the clock (systemd-timesyncd.service(8)).
_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


class Clock(Protocol):
    """What the program asks for the time."""

    def now(self) -> datetime:
        """The wall clock's time, with a time zone."""
        ...

    def monotonic(self) -> float:
        """Seconds of a clock that never jumps."""
        ...


class ClockDistrust(StrEnum):
    """Why the machine's clock is not believed, in words for the staff."""

    NONE = ""
    BEFORE_BUILD = "the machine's clock is older than this program; set its date and time"
    JUMPED = "the machine's clock has jumped; set its date and time if they are wrong, else they are believed after a quarter of an hour"


@runtime_checkable
class SelfCheckingClock(Protocol):
    """A clock that may be found wrong."""

    def distrust(self) -> ClockDistrust:
        """Why the time is not believed now."""
        ...

    def known(self) -> bool:
        """False while no time was believed yet: what it then tells is not even near."""
        ...


def distrust_of(clock: Clock) -> ClockDistrust:
    """Why a clock is not believed; a clock that does not look at itself is."""
    return clock.distrust() if isinstance(clock, SelfCheckingClock) else ClockDistrust.NONE


def is_known(clock: Clock) -> bool:
    """False while nothing at all is known of the hour; a clock that does not look at itself knows it."""
    return clock.known() if isinstance(clock, SelfCheckingClock) else True


def _synchronised() -> float:
    """When a time server last set the clock, in seconds since 1970; 0 where none has, or nobody tells."""
    try:
        return _SYNCHRONISED.stat().st_mtime
    except OSError:
        return 0.0


def _since_boot() -> float:
    """Seconds that count while the machine sleeps as well, where the system has such a clock."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) if boot is not None else time.monotonic()


class SystemClock:
    """The machine's own clocks, one watched by the other.

    A machine without a network may lose its time. When the wall clock is older than the program, or has
    jumped against the clock that never does, ``now`` goes on from the last time that was believed. A jump is
    believed once a time server made it (``synchronised``), or when the new time has held: a machine without a
    clock of its own starts with the hour at which it was switched off, and is set right half a minute later.
    """

    def __init__(
        self,
        timezone: tzinfo,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = _since_boot,
        synchronised: Callable[[], float] = _synchronised,
    ) -> None:
        self._timezone, self._wall, self._steady, self._synchronised = (
            timezone,
            wall,
            steady,
            synchronised,
        )
        self._built = datetime(*BUILT, tzinfo=UTC).timestamp()
        # Where both clocks stood when the wall clock was last believed; never yet, when the flag is down.
        self._believed = False
        self._at, self._at_steady = self._built, steady()
        # The same for a time that is not believed yet: where both stood when it was first seen.
        self._leap: tuple[float, float] | None = None

    def _look(self) -> tuple[float, ClockDistrust]:
        wall, steady = self._wall(), self._steady()
        reckoned = self._at + steady - self._at_steady
        if wall < self._built:
            self._leap = None
            return reckoned, ClockDistrust.BEFORE_BUILD
        if (
            self._believed
            and abs(wall - reckoned) > LARGEST_STEP
            and not self._is_meant(wall, steady)
        ):
            return reckoned, ClockDistrust.JUMPED
        self._believed, self._at, self._at_steady, self._leap = True, wall, steady, None
        return wall, ClockDistrust.NONE

    def _is_meant(self, wall: float, steady: float) -> bool:
        """True for a time to which the clock has jumped once it may be believed."""
        # Set by a time server since the last time that was believed, and seconds before it was first looked at.
        if 0 <= wall - self._synchronised() <= steady - self._at_steady + 1:
            return True
        if (
            self._leap is None
            or abs(wall - self._leap[0] - (steady - self._leap[1])) > LARGEST_STEP
        ):
            self._leap = wall, steady
        return steady - self._leap[1] >= HELD_SECONDS

    def now(self) -> datetime:
        """The time that is believed, in the exhibition's time zone."""
        return datetime.fromtimestamp(self._look()[0], self._timezone)

    def distrust(self) -> ClockDistrust:
        """Why the wall clock is not believed; it is believed again as soon as it agrees."""
        return self._look()[1]

    def known(self) -> bool:
        """False until a time was believed."""
        self._look()
        return self._believed

    def monotonic(self) -> float:
        """Seconds since some fixed point."""
        return time.monotonic()


class OffsetClock:
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
