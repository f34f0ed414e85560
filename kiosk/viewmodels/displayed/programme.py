"""The programme at one time: which events are announced, and until when that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain import Event
from kiosk.domain.instants import instant
from kiosk.schedule import AgendaEntry, Clock, ClockDistrust, build_agenda, distrust_of, next_change
from kiosk.status.activity import Activity, each_noted


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockReading:
    """The time, and why it may be wrong: no event is then said to be today or now."""

    now: datetime
    distrust: ClockDistrust = ClockDistrust.NONE

    @classmethod
    def of(cls, clock: Clock) -> ClockReading:
        """Read a clock."""
        return cls(now=clock.now(), distrust=distrust_of(clock))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Programme:
    """``entries`` are announced as of ``reading``, of ``events``, until ``valid_until``.

    A series is one entry. None begins after ``last_day``.

    While it is not ``is_known``, what is announced is still being found out.
    """

    reading: ClockReading
    events: tuple[Event, ...] = ()
    last_day: date | None = None
    entries: tuple[AgendaEntry, ...] = ()
    valid_until: datetime | None = None
    is_known: bool = True

    @classmethod
    def of(
        cls,
        events: tuple[Event, ...],
        reading: ClockReading,
        last_day: date | None = None,
        each: Callable[[Iterable[Event]], Iterable[Event]] = iter,
    ) -> Programme:
        """Select the entries. A thousand series take seconds; ``each`` may end that by raising."""

        def each_event(events: Sequence[Event]) -> Iterator[Event]:
            yield from each_noted(Activity.EXPANDING, each(events))

        entries = build_agenda(
            events,
            reading.now,
            clock_trusted=not reading.distrust,
            last_day=last_day,
            groups_series=True,
            each=each_event,
        )
        return cls(
            reading=reading,
            events=events,
            last_day=last_day,
            entries=entries,
            valid_until=next_change(entries, reading.now),
        )

    def is_outdated(self, reading: ClockReading) -> bool:
        """True when other entries, another day or another UTC offset may hold by now."""
        before, now = self.reading.now, reading.now
        return (
            reading.distrust != self.reading.distrust
            or instant(now) < instant(before)
            or (now.date(), now.utcoffset()) != (before.date(), before.utcoffset())
            or (self.valid_until is not None and instant(now) >= instant(self.valid_until))
        )
