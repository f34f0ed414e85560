"""Which item of the folder the program fell over: that of its last three falls in a row.

These are pure rules. The numbers are the project's own.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.status.activity import Activity
from kiosk.supervisor.restart_policy import CRASHES_IN_A_ROW

# Falls that are further apart have nothing to do with each other.
WINDOW_SECONDS = 3_600.0
# So many items are set aside in a row; then it is not a single item that is wrong.
MOST_IN_A_ROW = 5
# An item that was merely on the screen may be innocent, as where the graphics card fails: one such
# item is tried, and taken back when the program falls on without it.
MOST_WEAK_IN_A_ROW = 1
WEAK = (Activity.LAYING_OUT, Activity.SHOWN)
# Signals that the program does not send to itself, as far as the system has them.
_FROM_OUTSIDE = tuple(
    int(getattr(signal, name))
    for name in ("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP")
    if hasattr(signal, name)
)


@dataclass(frozen=True, slots=True)
class Suspect:
    """An item, and what was done with it when the program fell."""

    activity: Activity
    item: str

    @property
    def is_weak(self) -> bool:
        """True when the item was only on the screen, or about to be."""
        return self.activity in WEAK


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall at ``at`` (seconds of any monotonic clock), and its suspects, the strongest first."""

    at: float
    suspects: tuple[Suspect, ...]


def fall_of(notes: Mapping[Activity, Sequence[str]], at: float, code: int, *, frozen: bool) -> Fall:
    """A fall as the program's last notes tell it.

    ``code`` is the exit code, negative for a signal. A program that something else killed did not
    fall over what was on the screen; memory may have run out over what it read or decoded.
    """
    killed = not frozen and -code in _FROM_OUTSIDE
    suspects = (
        Suspect(activity, item)
        for activity in Activity
        for item in notes.get(activity, ())
        if not (killed and activity in WEAK)
    )
    return Fall(at, tuple(suspects))


def guilty_of(falls: Sequence[Fall]) -> Suspect | None:
    """The item that all of the last falls have in common; None when there is none."""
    last = falls[-CRASHES_IN_A_ROW:]
    if len(last) < CRASHES_IN_A_ROW or last[-1].at - last[0].at > WINDOW_SECONDS:
        return None
    for suspect in last[-1].suspects:
        if all(suspect.item in {one.item for one in fall.suspects} for fall in last):
            return suspect
    return None
