"""A folder with everything in it on show at once, for whoever has to see all of it: the proof, and the check's look at the screen."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain import AllDay, Event, Series, Snapshot, Timed
from kiosk.schedule import build_agenda
from kiosk.schedule.occurrences import occurrences

# How far ahead the times of a series are looked for: a programme is announced for a season or two.
AHEAD = timedelta(days=730)


def everything_visible(snapshot: Snapshot, now: datetime) -> Snapshot:
    """The same folder with all works and resources on show whatever their days are, and a series as its first time that is not over."""
    return replace(
        snapshot,
        works=tuple(replace(work, shown_from=None, shown_until=None) for work in snapshot.works),
        resources=tuple(
            replace(resource, shown_from=None, shown_until=None) for resource in snapshot.resources
        ),
        events=tuple(_once(event, now) for event in snapshot.events),
    )


def times_of(event: Event, now: datetime) -> tuple[Timed | AllDay, ...]:
    """The times of a series that are not over at ``now``, as far as ``AHEAD``."""
    once = (replace(event, when=when) for when in occurrences(event, now, now + AHEAD))
    return tuple(
        one.when
        for one in once
        if isinstance(one.when, Timed | AllDay) and build_agenda((one,), now)
    )


def _once(event: Event, now: datetime) -> Event:
    times = times_of(event, now) if isinstance(event.when, Series) else ()
    return replace(event, when=times[0]) if times else event
