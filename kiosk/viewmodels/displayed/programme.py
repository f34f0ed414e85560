"""The programme by the clock: which events are announced now, and when that changes."""

import logging
from datetime import datetime

from kiosk.domain import Snapshot
from kiosk.schedule import AgendaEntry, Clock, ClockDistrust, build_agenda, distrust_of, next_change
from kiosk.status.activity import Activity, each_noted

log = logging.getLogger(__name__)


class Programme:
    """``entries`` are the events that are announced as of ``now``, the time of the last reading."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._valid_until: datetime | None = None
        self._distrust = ClockDistrust.NONE
        self.now = clock.now()
        self.entries: tuple[AgendaEntry, ...] = ()

    @property
    def trusted(self) -> bool:
        """False while the clock may be wrong: no event is then said to be today or now."""
        return not self._distrust

    @property
    def distrust(self) -> ClockDistrust:
        """Why the clock is not trusted, in words for the staff."""
        return self._distrust

    def read(self, snapshot: Snapshot) -> None:
        """Read the clock and select the entries. A clock that is newly distrusted is logged."""
        self.now = self._clock.now()
        distrust = distrust_of(self._clock)
        if distrust and distrust != self._distrust:
            log.warning("%s; the board shows dates only", distrust)
        self._distrust = distrust
        events = each_noted(Activity.EXPANDING, snapshot.events)
        self.entries = build_agenda(events, self.now, clock_trusted=self.trusted)
        self._valid_until = next_change(self.entries, self.now)

    def is_outdated(self) -> bool:
        """True when a reading now may give other entries, another day or another UTC offset."""
        now = self._clock.now()
        return (
            distrust_of(self._clock) != self._distrust
            or now < self.now
            or (now.date(), now.utcoffset()) != (self.now.date(), self.now.utcoffset())
            or (self._valid_until is not None and now >= self._valid_until)
        )
