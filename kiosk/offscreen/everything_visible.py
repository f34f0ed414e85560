"""Show all content at once, for the proof and for the check's look at the screen."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain import AllDay, Event, Series, Snapshot, Timed
from kiosk.schedule import build_agenda
from kiosk.schedule.occurrences import occurrences

log = logging.getLogger(__name__)

# How far ahead a series is expanded: a programme is announced for a season or two.
AHEAD = timedelta(days=730)


def everything_visible(snapshot: Snapshot, now: datetime) -> Snapshot:
    """The same snapshot with all works and resources on display whatever their dates are.

    A series without a rule becomes a single event at its first time that is not over; one whose
    next time is far away too.
    """
    return replace(
        snapshot,
        exhibition=replace(snapshot.exhibition, lists_beyond_end=True),
        works=tuple(replace(work, shown_from=None, shown_until=None) for work in snapshot.works),
        resources=tuple(
            replace(resource, shown_from=None, shown_until=None) for resource in snapshot.resources
        ),
        events=tuple(_first_time(event, now) for event in snapshot.events),
    )


def times_of(event: Event, now: datetime) -> tuple[Timed | AllDay, ...]:
    """The times of a series that are not over at ``now``, as far as ``AHEAD``."""
    singles = (replace(event, when=when) for when in occurrences(event, now, now + AHEAD))
    return tuple(
        single.when
        for single in singles
        if isinstance(single.when, Timed | AllDay) and build_agenda((single,), now)
    )


def _is_one_entry(event: Event, now: datetime) -> bool:
    """True for a series that the board shows, as one entry."""
    rule = event.when.rule if isinstance(event.when, Series) else None
    return rule is not None and bool(build_agenda((event,), now, groups_series=True))


def _first_time(event: Event, now: datetime) -> Event:
    try:
        if not isinstance(event.when, Series) or _is_one_entry(event, now):
            return event
        times = times_of(event, now)
    except Exception as error:  # noqa: BLE001 - one event must not keep the others unseen
        log.warning("%s cannot be expanded: %r", event.file, error)
        times = ()
    return replace(event, when=times[0]) if times else event
