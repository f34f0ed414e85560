"""What the board holds at a moment: a pure function of the events and the time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.domain import AllDay, Event, OnDemand, Status, Timed

SOON = timedelta(minutes=60)
# An event without an end is taken to be over after this long.
UNKNOWN_LENGTH = timedelta(hours=1)


class State(StrEnum):
    """How an entry stands to the present moment."""

    NOW = "now"
    SOON = "soon"
    TODAY = "today"
    TOMORROW = "tomorrow"
    LATER = "later"
    ON_DEMAND = "on_demand"
    OBSERVANCE = "observance"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of the board. Instants carry the event's time zone; days are days in that zone."""

    event: Event
    state: State
    starts: datetime | None = None
    ends: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    all_day: bool = False
    can_register: bool = False


def agenda(events: Iterable[Event], now: datetime, until: datetime | None = None) -> tuple[Entry, ...]:
    """The entries that are not over at ``now``, in the order of the board; with ``until``, those that begin by then."""
    entries = [entry for event in events if (entry := _entry(event, now)) is not None]
    if until is not None:
        entries = [entry for entry in entries if _begins(entry, now) <= until]
    return tuple(sorted(entries, key=lambda entry: _order(entry, now)))


def next_change(entries: Sequence[Entry], now: datetime) -> datetime | None:
    """The next moment at which the board may read differently; None when nothing is on it."""
    moments = []
    for entry in entries:
        zone = ZoneInfo(entry.event.timezone)
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        moments.append(datetime.combine(tomorrow, time(), zone))
        if entry.starts is not None:
            ends = entry.ends or entry.starts + UNKNOWN_LENGTH
            moments += [entry.starts - SOON, entry.starts, ends]
    return min((moment for moment in moments if moment > now), default=None)


def strip_entry(entries: Sequence[Entry]) -> Entry | None:
    """The one entry to stand beside a work: what runs or comes next, else what is open at any time."""
    held = [entry for entry in entries if entry.event.status in (Status.SCHEDULED, Status.FULL)]
    dated = [entry for entry in held if entry.state not in (State.ON_DEMAND, State.OBSERVANCE)]
    coded = [entry for entry in dated if entry.can_register]
    on_demand = [entry for entry in held if entry.state is State.ON_DEMAND]
    return next(iter((*coded, *dated, *on_demand)), None)


def _entry(event: Event, now: datetime) -> Entry | None:
    open_for_all = event.status is Status.SCHEDULED and bool(event.register)
    today = now.astimezone(ZoneInfo(event.timezone)).date()
    match event.when:
        case OnDemand():
            return Entry(event=event, state=State.ON_DEMAND, can_register=open_for_all)
        case AllDay(first=first, last=last):
            if last < today:
                return None
            state = State.OBSERVANCE if event.observance else _day_state(first, today, running=State.TODAY)
            return Entry(event=event, state=state, first_day=first, last_day=last, all_day=True, can_register=open_for_all)
        case Timed(starts=starts, ends=ends):
            over = ends or starts + UNKNOWN_LENGTH
            if over <= now:
                return None
            return Entry(
                event=event,
                state=_timed_state(starts, now, today),
                starts=starts,
                ends=ends,
                first_day=starts.date(),
                last_day=(ends or starts).date(),
                can_register=open_for_all,
            )
    return None


def _timed_state(starts: datetime, now: datetime, today: date) -> State:
    if starts <= now:
        return State.NOW
    if starts - now <= SOON:
        return State.SOON
    return _day_state(starts.date(), today, running=State.TODAY)


def _day_state(first: date, today: date, *, running: State) -> State:
    if first <= today:
        return running
    return State.TOMORROW if first == today + timedelta(days=1) else State.LATER


def _begins(entry: Entry, now: datetime) -> datetime:
    if entry.starts is not None:
        return entry.starts
    if entry.first_day is not None:
        return datetime.combine(entry.first_day, time(), ZoneInfo(entry.event.timezone))
    return now


def _order(entry: Entry, now: datetime) -> tuple[int, datetime, str]:
    rank = {State.NOW: 0, State.SOON: 1, State.ON_DEMAND: 3}.get(entry.state, 2)
    return rank, _begins(entry, now), entry.event.key
