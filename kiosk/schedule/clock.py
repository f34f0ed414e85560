"""Clocks: the wall clock says what is on, the monotonic clock says how long something has stood."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from kiosk import BUILT

# Seconds. Time servers move a clock by less once it runs; people and dead batteries by more.
MAX_CLOCK_ADJUSTMENT_SECONDS = 300.0
# Seconds (own). Nobody moves a running clock but people and time servers: a time that has stayed so long is the one that was meant.
JUMP_ACCEPTED_AFTER_SECONDS = 900.0
# systemd-timesyncd touches it whenever a time server has set the clock (systemd-timesyncd.service(8)).
_TIMESYNC_STAMP = Path("/run/systemd/timesync/synchronized")


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

    def is_known(self) -> bool:
        """False while no time was believed yet: what it then tells is not even near."""
        ...


def distrust_of(clock: Clock) -> ClockDistrust:
    """Why a clock is not believed; a clock that does not look at itself is."""
    return clock.distrust() if isinstance(clock, SelfCheckingClock) else ClockDistrust.NONE


def is_known(clock: Clock) -> bool:
    """False while nothing at all is known of the hour; a clock that does not look at itself knows it."""
    return clock.is_known() if isinstance(clock, SelfCheckingClock) else True


def _last_synchronised() -> float:
    """When a time server last set the clock, in seconds since 1970; 0 where none has, or nobody tells."""
    try:
        return _TIMESYNC_STAMP.stat().st_mtime
    except OSError:
        return 0.0


def _boot_time() -> float:
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
        boot_time: Callable[[], float] = _boot_time,
        synchronised: Callable[[], float] = _last_synchronised,
    ) -> None:
        self._timezone, self._wall, self._steady, self._synchronised = (
            timezone,
            wall,
            boot_time,
            synchronised,
        )
        self._built = datetime(*BUILT, tzinfo=UTC).timestamp()
        # Where both clocks stood when the wall clock was last believed; never yet, when the flag is down.
        self._believed = False
        self._at, self._at_steady = self._built, boot_time()
        # The same for a time that is not believed yet: where both stood when it was first seen.
        self._pending_jump: tuple[float, float] | None = None

    def _read(self) -> tuple[float, ClockDistrust]:
        wall, steady = self._wall(), self._steady()
        reckoned = self._at + steady - self._at_steady
        if wall < self._built:
            self._pending_jump = None
            return reckoned, ClockDistrust.BEFORE_BUILD
        if (
            self._believed
            and abs(wall - reckoned) > MAX_CLOCK_ADJUSTMENT_SECONDS
            and not self._jump_is_confirmed(wall, steady)
        ):
            return reckoned, ClockDistrust.JUMPED
        self._believed, self._at, self._at_steady, self._pending_jump = True, wall, steady, None
        return wall, ClockDistrust.NONE

    def _jump_is_confirmed(self, wall: float, steady: float) -> bool:
        """True for a time to which the clock has jumped once it may be believed."""
        # Set by a time server since the last time that was believed, and seconds before it was first looked at.
        if 0 <= wall - self._synchronised() <= steady - self._at_steady + 1:
            return True
        if (
            self._pending_jump is None
            or abs(wall - self._pending_jump[0] - (steady - self._pending_jump[1]))
            > MAX_CLOCK_ADJUSTMENT_SECONDS
        ):
            self._pending_jump = wall, steady
        return steady - self._pending_jump[1] >= JUMP_ACCEPTED_AFTER_SECONDS

    def now(self) -> datetime:
        """The time that is believed, in the exhibition's time zone."""
        return datetime.fromtimestamp(self._read()[0], self._timezone)

    def distrust(self) -> ClockDistrust:
        """Why the wall clock is not believed; it is believed again as soon as it agrees."""
        return self._read()[1]

    def is_known(self) -> bool:
        """False until a time was believed."""
        self._read()
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
