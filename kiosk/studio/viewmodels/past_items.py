"""Which files tell of what is over: no visitor sees it, so nothing in them waits for an act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kiosk.domain import Event, Problem, Resource, Snapshot, Work
from kiosk.schedule import next_times
from kiosk.studio.viewmodels.names import original_of

# The check's own remarks about days that are over.
_RULES = frozenset({"past-event", "past-show", "notice-over"})


def past_teller(snapshot: Snapshot, now: datetime) -> Callable[[Problem], bool]:
    """What says of a problem whether it is about an item that is over at ``now``.

    ``now`` has the exhibition's time zone. An item without a date that can be read is not over.
    """
    by_file: dict[str, list[Event]] = {}
    for event in snapshot.events:
        by_file.setdefault(event.file, []).append(event)
    shown: tuple[Work | Resource, ...] = (*snapshot.works, *snapshot.resources)
    over = {
        original_of(item.file): True
        for item in shown
        if item.shown_until and item.shown_until < now.date()
    }

    def is_over(file: str) -> bool:
        if file not in over:
            events = by_file.get(file, ())
            over[file] = bool(events) and not any(next_times(one, now, 1) for one in events)
        return over[file]

    return lambda problem: problem.rule in _RULES or is_over(original_of(problem.path))
