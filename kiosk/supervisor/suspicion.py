"""Sets aside the item over which the program falls, and takes it back when that does not help."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from kiosk.settings import Settings
from kiosk.status.activity import take_record
from kiosk.status.set_aside import SetAsideList
from kiosk.supervisor.restart_policy import CRASHES_IN_A_ROW
from kiosk.supervisor.suspects import (
    MOST_IN_A_ROW,
    MOST_WEAK_IN_A_ROW,
    Fall,
    Suspect,
    fall_of,
    guilty_of,
)

log = logging.getLogger("kiosk.supervisor")


class Suspicion:
    """The falls of one supervised program, and the items set aside since it last ran well."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._falls: list[Fall] = []
        self._content = ""
        self._set_aside: list[Suspect] = []

    def on_fall(self, folder: Path, code: int, *, frozen: bool) -> bool:
        """Take the record of a program that fell; True when an item was set aside for it.

        ``folder`` is that of its record. ``code`` is its exit code, negative for a signal.
        """
        content, notes = take_record(folder)
        self._content = content or self._content
        self._falls = [
            *self._falls[1 - CRASHES_IN_A_ROW :],
            fall_of(notes, time.monotonic(), code, frozen=frozen),
        ]
        suspect = guilty_of(self._falls)
        if suspect is None or not self._content or not self._may_set_aside(suspect):
            return False
        if not self._list().add(suspect.item, suspect.activity.value):
            log.error("%s cannot be set aside: its list cannot be written", suspect.item)
            return False
        log.error(
            "%s is set aside: the screen fell %d times while it was being %s",
            suspect.item,
            CRASHES_IN_A_ROW,
            suspect.activity.value,
        )
        self._set_aside.append(suspect)
        self._falls.clear()
        return True

    def on_next_mode(self) -> None:
        """The program fell on without them: what was merely on the screen is taken back."""
        for suspect in [one for one in self._set_aside if one.is_weak]:
            log.warning("%s is taken back: the screen fell without it too", suspect.item)
            self._list().remove(suspect.item)
            self._set_aside.remove(suspect)

    def on_well_run(self) -> None:
        """The program ran well: what was set aside before has helped.

        What was merely on the screen at earlier falls has been on it since without one.
        """
        self._set_aside.clear()
        self._falls = [
            Fall(fall.at, tuple(one for one in fall.suspects if not one.is_weak))
            for fall in self._falls
        ]

    def _may_set_aside(self, suspect: Suspect) -> bool:
        weak = sum(one.is_weak for one in self._set_aside)
        return (
            len(self._set_aside) < MOST_IN_A_ROW
            and suspect.item not in {one.item for one in self._set_aside}
            and not (suspect.is_weak and weak >= MOST_WEAK_IN_A_ROW)
        )

    def _list(self) -> SetAsideList:
        return SetAsideList(Path(self._content), self._settings)
