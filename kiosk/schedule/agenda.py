"""The entries of the events board at a moment: a pure function of events and time."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.domain import AllDay, Event, OnDemand, Series, Status, Timed, When
from kiosk.domain.bounds import BOARD_TIMES, WINDOW_OCCURRENCES
from kiosk.domain.instants import instant, later_by
from kiosk.schedule.occurrences import HORIZON, occurrences

log = logging.getLogger(__name__)

SOON_WITHIN = timedelta(minutes=60)
# The assumed duration of an event without an end.
DEFAULT_DURATION = timedelta(hours=1)


# How far ahead ``next_times`` looks, and how many times of a day it passes over.
_FAR = timedelta(days=3650)
_OVER_SINCE_YESTERDAY = 10
# Of each series at least so many times are on a full board.
_LEAST_TIMES = 12
# The events of which a failure has been logged: the board is made again every minute.
_FAILED: set[str] = set()


class EntryState(StrEnum):
    """When an entry takes place, relative to now."""

    NOW = "now"
    SOON = "soon"
    TODAY = "today"
    TOMORROW = "tomorrow"
    LATER = "later"
    ON_DEMAND = "on_demand"
    OBSERVANCE = "observance"


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaEntry:
    """One entry of the board. Times carry the event's time zone; days are days in that zone.

    A ``is_daily`` entry takes place each day from ``first_day`` to ``last_day``; ``starts`` and
    ``ends`` are its next time. An entry ``is_series`` stands for all the times of a series;
    ``times`` are those that are not over, the next one first.
    """

    event: Event
    state: EntryState
    starts: datetime | None = None
    ends: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    all_day: bool = False
    can_register: bool = False
    repeats: bool = False
    is_daily: bool = False
    is_series: bool = False
    times: tuple[Timed | AllDay, ...] = ()

    @property
    def key(self) -> str:
        """The event's key; for a recurring event, with the occurrence's day and time."""
        if not self.repeats:
            return self.event.key
        # In autumn two times of one night have the same hour.
        again = "b" if self.starts is not None and self.starts.fold else ""
        return f"{self.event.key}@{(self.starts or self.first_day):%Y-%m-%dT%H%M}{again}"


def build_agenda(
    events: Iterable[Event],
    now: datetime,
    until: datetime | None = None,
    *,
    clock_trusted: bool = True,
    last_day: date | None = None,
    groups_series: bool = False,
    each: Callable[[Sequence[Event]], Iterable[Event]] = iter,
) -> tuple[AgendaEntry, ...]:
    """Return the entries that are not over at ``now``, in the order of the board.

    With ``until``, only those that begin by then; with ``last_day``, only those that begin on it or
    before. A recurring event has one entry for each occurrence, up to ``until`` or the next 90
    days; with ``groups_series``, one entry for all of them, if it has a rule. If the clock is not
    trusted, no entry is "now", "soon", "today" or "tomorrow". ``each`` yields the events one by one
    as they are needed; what it raises ends the work.
    """
    events = tuple(events)
    series = sum(isinstance(event.when, Series) for event in events)
    # Of many series, the next times of each are enough to fill the board.
    limit = min(WINDOW_OCCURRENCES.limit, max(_LEAST_TIMES, BOARD_TIMES.limit // max(1, series)))
    window = _Window(now, until or now + HORIZON, limit, last_day, groups_series)
    entries = [entry for event in each(events) for entry in _contained_entries(event, window)]
    if until is not None:
        entries = [entry for entry in entries if _start_of(entry, now) <= instant(until)]
    if not clock_trusted:
        entries = [_without_relative_state(entry) for entry in entries]
    return tuple(sorted(entries, key=lambda entry: _sort_key(entry, now)))


def next_times(event: Event, now: datetime, count: int) -> tuple[AgendaEntry, ...]:
    """The next entries of one event, ``count`` at most; of a series within the next ten years.

    Each is an entry of the board in that it carries the rule of its series.
    """
    if not isinstance(event.when, Series):
        return build_agenda((event,), now)[:count]
    # Some of those since yesterday are over.
    times = occurrences(event, now, now + _FAR, count + _OVER_SINCE_YESTERDAY)
    entries = [entry for when in times if (entry := _make_entry(event, when, now)) is not None]
    if (span := event.when.span) is not None:
        entries = [
            replace(entry, first_day=span.first, last_day=span.last, is_daily=True)
            for entry in entries
        ]
    elif event.when.rule is not None:
        whens = tuple(map(_when_of, entries))
        entries = [replace(entry, is_series=True, times=whens) for entry in entries]
    return tuple(entries[:count])


def next_change(entries: Sequence[AgendaEntry], now: datetime) -> datetime | None:
    """Return the next moment at which an entry may change; None if there are no entries."""
    moments = []
    for entry in entries:
        zone = ZoneInfo(entry.event.timezone)
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        moments.append(datetime.combine(tomorrow, time(), zone))
        if entry.starts is not None:
            moments += [
                later_by(entry.starts, -SOON_WITHIN),
                entry.starts,
                _end_of(entry.starts, entry.ends),
            ]
        if entry.can_register and entry.event.register_until is not None:
            moments.append(entry.event.register_until)
    following = (moment for moment in moments if instant(moment) > instant(now))
    return min(following, key=instant, default=None)


def featured_entry(entries: Sequence[AgendaEntry]) -> AgendaEntry | None:
    """Return the entry to show beside a work: the current or next one, else one on demand."""
    active = [entry for entry in entries if entry.event.status in (Status.SCHEDULED, Status.FULL)]
    dated = [
        entry
        for entry in active
        if entry.state not in (EntryState.ON_DEMAND, EntryState.OBSERVANCE)
    ]
    registrable = [entry for entry in dated if entry.can_register]
    on_demand = [entry for entry in active if entry.state is EntryState.ON_DEMAND]
    return next(iter((*registrable, *dated, *on_demand)), None)


@dataclass(frozen=True, slots=True)
class _Window:
    """What is listed: from now until a moment and a day, and so many times of a series."""

    now: datetime
    until: datetime
    limit: int
    last_day: date | None
    groups_series: bool

    def holds(self, entry: AgendaEntry) -> bool:
        """True for an entry that begins by the last day, and for one without a day."""
        return not (self.last_day and entry.first_day and entry.first_day > self.last_day)


def _contained_entries(event: Event, window: _Window) -> list[AgendaEntry]:
    """The entries of one event; none, and logged once, when it makes the program fail."""
    try:
        entries = [entry for entry in _entries(event, window) if window.holds(entry)]
        if window.groups_series and isinstance(event.when, Series) and event.when.rule is not None:
            entries = _grouped(entries)
        # What orders and changes the board has to work as well.
        for entry in entries:
            _sort_key(entry, window.now)
    except Exception:
        if event.key not in _FAILED:
            _FAILED.add(event.key)
            log.exception("%s cannot be put on the board; all others are", event.file)
        return []
    return entries


def _grouped(entries: list[AgendaEntry]) -> list[AgendaEntry]:
    """One entry for a series, at its next time."""
    if not entries or entries[0].is_daily:
        return entries
    times = tuple(map(_when_of, entries))
    return [replace(entries[0], repeats=False, is_series=True, times=times)]


def _when_of(entry: AgendaEntry) -> Timed | AllDay:
    if entry.starts is not None:
        return Timed(starts=entry.starts, ends=entry.ends)
    assert entry.first_day is not None
    return AllDay(first=entry.first_day, last=entry.last_day or entry.first_day)


def _entries(event: Event, window: _Window) -> Iterator[AgendaEntry]:
    now, until, limit = window.now, window.until, window.limit
    if not isinstance(event.when, Series):
        times: Iterable[When] = (event.when,)
    elif event.when.span is not None:
        found = (_make_entry(event, when, now) for when in occurrences(event, now, until, limit))
        following = next((entry for entry in found if entry is not None), None)
        if following is not None:
            first, last = event.when.span.first, event.when.span.last
            yield replace(following, first_day=first, last_day=last, repeats=False, is_daily=True)
        return
    else:
        times = occurrences(event, now, until, limit)
    for when in times:
        entry = _make_entry(event, when, now)
        if entry is not None:
            yield entry


def _make_entry(event: Event, when: When, now: datetime) -> AgendaEntry | None:
    """The entry for one occurrence; None if it is over."""
    closed = event.register_until is not None and instant(event.register_until) <= instant(now)
    can_register = event.status is Status.SCHEDULED and bool(event.register) and not closed
    today = now.astimezone(ZoneInfo(event.timezone)).date()
    repeats = isinstance(event.when, Series)
    match when:
        case OnDemand():
            return AgendaEntry(event=event, state=EntryState.ON_DEMAND, can_register=can_register)
        case AllDay(first=first, last=last):
            if last < today:
                return None
            state = EntryState.OBSERVANCE if event.observance else _day_state(first, today)
            return AgendaEntry(
                event=event,
                state=state,
                first_day=first,
                last_day=last,
                all_day=True,
                can_register=can_register,
                repeats=repeats,
            )
        case Timed(starts=starts, ends=ends):
            if instant(_end_of(starts, ends)) <= instant(now):
                return None
            return AgendaEntry(
                event=event,
                state=_timed_state(starts, now, today),
                starts=starts,
                ends=ends,
                first_day=starts.date(),
                last_day=(ends or starts).date(),
                can_register=can_register,
                repeats=repeats,
            )
    return None


def _without_relative_state(entry: AgendaEntry) -> AgendaEntry:
    """The entry without "now", "soon", "today" or "tomorrow"."""
    absolute = (EntryState.ON_DEMAND, EntryState.OBSERVANCE)
    return entry if entry.state in absolute else replace(entry, state=EntryState.LATER)


def _timed_state(starts: datetime, now: datetime, today: date) -> EntryState:
    until = instant(starts) - instant(now)
    if until <= timedelta():
        return EntryState.NOW
    if until <= SOON_WITHIN:
        return EntryState.SOON
    return _day_state(starts.date(), today)


def _day_state(first: date, today: date) -> EntryState:
    if first <= today:
        return EntryState.TODAY
    return EntryState.TOMORROW if first == today + timedelta(days=1) else EntryState.LATER


def _end_of(starts: datetime, ends: datetime | None) -> datetime:
    return ends or later_by(starts, DEFAULT_DURATION)


def _start_of(entry: AgendaEntry, now: datetime) -> datetime:
    """When an entry begins, in UTC; ``now`` for one on demand."""
    if entry.starts is not None:
        return instant(entry.starts)
    if entry.first_day is not None:
        return instant(datetime.combine(entry.first_day, time(), ZoneInfo(entry.event.timezone)))
    return instant(now)


def _sort_key(entry: AgendaEntry, now: datetime) -> tuple[int, datetime, str]:
    rank = {EntryState.NOW: 0, EntryState.SOON: 1, EntryState.ON_DEMAND: 3}.get(entry.state, 2)
    return rank, _start_of(entry, now), entry.key
