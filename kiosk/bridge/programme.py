"""The programme on the screen: what is on by the clock, and the cards and rows that tell it."""

import logging
from datetime import datetime

from PySide6.QtCore import QObject

from kiosk.bridge import lists
from kiosk.bridge.event_card import EventCard, EventFace
from kiosk.bridge.month import MonthCard
from kiosk.bridge.rows import Rows
from kiosk.domain import Snapshot
from kiosk.schedule import Clock, Doubt, Entry, agenda, doubt_of, next_change, strip_entry
from kiosk.session.state import Place

log = logging.getLogger(__name__)


class Programme:
    """``entries`` are read by the clock; the cards and rows, which belong to ``parent``, are worded from them."""

    def __init__(self, clock: Clock, parent: QObject) -> None:
        self._clock = clock
        self._from = clock.now()
        self._until: datetime | None = None
        self._doubt = Doubt.NONE
        self.entries: tuple[Entry, ...] = ()
        self.event, self.next = EventCard(parent), EventCard(parent)
        self.agenda = Rows(lists.AGENDA, parent)
        self.codes = Rows(lists.CODES, parent)
        self.month = MonthCard(parent)

    @property
    def trusted(self) -> bool:
        """False while the clock may be wrong: nothing is then said to be today or now."""
        return not self._doubt

    @property
    def doubt(self) -> Doubt:
        """Why the clock is not believed, in words for the staff."""
        return self._doubt

    def read(self, snapshot: Snapshot) -> None:
        """Look at the clock and find what is on. A clock that has become doubtful is logged."""
        now = self._clock.now()
        self._from = now
        doubt = doubt_of(self._clock)
        if doubt and doubt != self._doubt:
            log.warning("%s; the board shows dates only", doubt)
        self._doubt = doubt
        self.entries = agenda(snapshot.events, now, trusted=self.trusted)
        self._until = next_change(self.entries, now)

    def is_over(self) -> bool:
        """True when the programme may read differently by now."""
        now = self._clock.now()
        turned = now < self._from or now.date() != self._from.date()
        return doubt_of(self._clock) != self._doubt or turned or (self._until is not None and now >= self._until)

    def show(self, snapshot: Snapshot, place: Place, first: str, language: str) -> None:
        """Word it all; ``first`` is the event that stands open when the visitor has chosen none."""
        hosts = snapshot.exhibition.allowed_hosts
        faces = {entry.key: EventFace.of(entry, language, hosts) for entry in self.entries}
        face = faces.get(place.event or first, EventFace())
        self.event.show(face, place.code)
        self.codes.become(lists.code_rows(face))
        strip = strip_entry(self.entries)
        self.next.show(faces[strip.key] if strip else EventFace())
        self.agenda.become(lists.agenda_rows(faces.values()))
        self.month.show(self.entries, place.month, self._clock.now(), language)
