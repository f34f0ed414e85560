"""The programme on the screen: what is on by the clock, and the cards and rows that tell it."""

import logging
from datetime import datetime

from PySide6.QtCore import QObject

from kiosk.domain import Snapshot
from kiosk.qt.keyed_list_model import KeyedListModel
from kiosk.schedule import (
    Clock,
    ClockDistrust,
    Entry,
    build_agenda,
    distrust_of,
    featured_entry,
    next_change,
)
from kiosk.session.state import Place
from kiosk.viewmodels.board.event import EventViewModel, EventViewState
from kiosk.viewmodels.board.event_rows import AGENDA_ROLES, CODE_ROLES, agenda_rows, code_rows
from kiosk.viewmodels.board.month import MonthViewModel

log = logging.getLogger(__name__)


class Programme:
    """``entries`` are read by the clock; the cards and rows, which belong to ``parent``, are worded from them."""

    def __init__(self, clock: Clock, parent: QObject) -> None:
        self._clock = clock
        self._from = clock.now()
        self._until: datetime | None = None
        self._distrust = ClockDistrust.NONE
        self.entries: tuple[Entry, ...] = ()
        self.event, self.next = EventViewModel(parent), EventViewModel(parent)
        self.agenda = KeyedListModel(AGENDA_ROLES, parent)
        self.codes = KeyedListModel(CODE_ROLES, parent)
        self.month = MonthViewModel(parent)

    @property
    def trusted(self) -> bool:
        """False while the clock may be wrong: nothing is then said to be today or now."""
        return not self._distrust

    @property
    def distrust(self) -> ClockDistrust:
        """Why the clock is not believed, in words for the staff."""
        return self._distrust

    def read(self, snapshot: Snapshot) -> None:
        """Look at the clock and find what is on. A clock that has become doubtful is logged."""
        now = self._clock.now()
        self._from = now
        doubt = distrust_of(self._clock)
        if doubt and doubt != self._distrust:
            log.warning("%s; the board shows dates only", doubt)
        self._distrust = doubt
        self.entries = build_agenda(snapshot.events, now, clock_trusted=self.trusted)
        self._until = next_change(self.entries, now)

    def is_over(self) -> bool:
        """True when the programme may read differently by now."""
        now = self._clock.now()
        turned = now < self._from or now.date() != self._from.date()
        return (
            distrust_of(self._clock) != self._distrust
            or turned
            or (self._until is not None and now >= self._until)
        )

    def update(self, snapshot: Snapshot, place: Place, first: str, language: str) -> None:
        """Word it all; ``first`` is the event that stands open when the visitor has chosen none."""
        hosts = snapshot.exhibition.allowed_hosts
        faces = {entry.key: EventViewState.of(entry, language, hosts) for entry in self.entries}
        face = faces.get(place.event or first, EventViewState())
        self.event.set_state(face, place.code_kind)
        self.codes.set_rows(code_rows(face))
        strip = featured_entry(self.entries)
        self.next.set_state(faces[strip.key] if strip else EventViewState())
        self.agenda.set_rows(agenda_rows(faces.values()))
        self.month.update(self.entries, place.month, self._clock.now(), language)
