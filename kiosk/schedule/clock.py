"""Clocks: wall time decides what is on, monotonic time how long something has been shown."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from kiosk import BUILT

# Time servers adjust a running clock by less; people and dead batteries by more (own number).
MAX_CLOCK_ADJUSTMENT_SECONDS = 300.0
# After a jump, a new time that has held this long is taken to be intended (own number).
JUMP_ACCEPTED_AFTER_SECONDS = 900.0
# systemd-timesyncd touches this file at each synchronization (systemd-timesyncd.service(8)).
_TIMESYNC_STAMP = Path("/run/systemd/timesync/synchronized")


class Clock(Protocol):
    """The source of the time for the whole program."""

    def now(self) -> datetime:
        """Wall time, with a time zone."""
        ...

    def monotonic(self) -> float:
        """Seconds of a clock that never jumps, from an arbitrary start."""
        ...


class ClockDistrust(StrEnum):
    """Why the machine's clock is not trusted; the value is a message to staff."""

    NONE = ""
    BEFORE_BUILD = (
        "the machine's clock shows a date before this program was built; set its date and time"
    )
    JUMPED = (
        "the machine's clock has jumped; set its date and time if they are wrong,"
        " otherwise the new time is used after 15 minutes"
    )


@runtime_checkable
class SelfCheckingClock(Protocol):
    """A clock that can detect that it is wrong."""

    def distrust(self) -> ClockDistrust:
        """Why the time is not trusted now."""
        ...

    def is_known(self) -> bool:
        """False until a time was trusted: before that, even the date is unknown."""
        ...


def distrust_of(clock: Clock) -> ClockDistrust:
    """Return why a clock is not trusted; a clock without self-check always is."""
    return clock.distrust() if isinstance(clock, SelfCheckingClock) else ClockDistrust.NONE


def is_known(clock: Clock) -> bool:
    """Return False while a clock has no trusted time at all; True without self-check."""
    return clock.is_known() if isinstance(clock, SelfCheckingClock) else True


def _last_synchronised() -> float:
    """When a time server last set the clock, in Unix time; 0 if never or unknown."""
    try:
        return _TIMESYNC_STAMP.stat().st_mtime
    except OSError:
        return 0.0


def _boot_time() -> float:
    """Seconds since boot, suspend included where the system has such a clock."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) if boot is not None else time.monotonic()


class SystemClock:
    """The machine's wall clock, checked against its boot clock.

    A machine without a network may lose its time. If the wall clock is older than the program or
    has jumped against the boot clock, ``now`` continues from the last trusted time. A jump is
    trusted if a time server made it, or once the new time has held for
    ``JUMP_ACCEPTED_AFTER_SECONDS``. For example, a machine without a battery-backed clock starts
    with the time at which it was switched off, and a time server corrects it half a minute later.

    ``wall``, ``boot_time`` and ``last_synchronised`` return seconds; tests replace them.
    """

    def __init__(
        self,
        timezone: tzinfo,
        wall: Callable[[], float] = time.time,
        boot_time: Callable[[], float] = _boot_time,
        last_synchronised: Callable[[], float] = _last_synchronised,
    ) -> None:
        self._timezone, self._wall = timezone, wall
        self._boot_time, self._last_synchronised = boot_time, last_synchronised
        self._build_time = datetime(*BUILT, tzinfo=UTC).timestamp()
        # Both clocks when the wall clock was last trusted; before that, the time of the build.
        self._has_trusted_time = False
        self._trusted_wall, self._trusted_boot = self._build_time, boot_time()
        # Both clocks when a jump that is not trusted yet was first seen.
        self._pending_jump: tuple[float, float] | None = None

    def _read(self) -> tuple[float, ClockDistrust]:
        """Return the time to use, in Unix time, and why the wall clock is not trusted."""
        wall, boot = self._wall(), self._boot_time()
        expected = self._trusted_wall + boot - self._trusted_boot
        if wall < self._build_time:
            self._pending_jump = None
            return expected, ClockDistrust.BEFORE_BUILD
        if (
            self._has_trusted_time
            and abs(wall - expected) > MAX_CLOCK_ADJUSTMENT_SECONDS
            and not self._jump_is_confirmed(wall, boot)
        ):
            return expected, ClockDistrust.JUMPED
        self._has_trusted_time, self._pending_jump = True, None
        self._trusted_wall, self._trusted_boot = wall, boot
        return wall, ClockDistrust.NONE

    def _jump_is_confirmed(self, wall: float, boot: float) -> bool:
        """Return True if the time to which the wall clock has jumped can be trusted."""
        # A time server has set the clock since it was last trusted.
        if 0 <= wall - self._last_synchronised() <= boot - self._trusted_boot + 1:
            return True
        if (
            self._pending_jump is None
            or abs(wall - self._pending_jump[0] - (boot - self._pending_jump[1]))
            > MAX_CLOCK_ADJUSTMENT_SECONDS
        ):
            self._pending_jump = wall, boot
        return boot - self._pending_jump[1] >= JUMP_ACCEPTED_AFTER_SECONDS

    def now(self) -> datetime:
        """The trusted time, in the exhibition's time zone."""
        return datetime.fromtimestamp(self._read()[0], self._timezone)

    def distrust(self) -> ClockDistrust:
        """Why the wall clock is not trusted; it is again once it agrees with the boot clock."""
        return self._read()[1]

    def is_known(self) -> bool:
        """False until a time was trusted."""
        self._read()
        return self._has_trusted_time

    def monotonic(self) -> float:
        """Seconds since an arbitrary start."""
        return time.monotonic()


class OffsetClock:
    """A clock that starts at ``at`` (with a time zone) and runs on from there."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._started = time.monotonic()

    def now(self) -> datetime:
        """The set time plus the time passed since."""
        passed = time.monotonic() - self._started
        return datetime.fromtimestamp(self._at.timestamp() + passed, self._at.tzinfo)

    def monotonic(self) -> float:
        """Seconds since an arbitrary start."""
        return time.monotonic()
