"""The part of the content that is on display at one time; every view model is computed from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain import Notice, Resource, Snapshot, Work
from kiosk.domain.bounds import BOARD_ENTRIES, RESOURCE_ENTRIES
from kiosk.schedule import AgendaEntry, ExhibitionPhase, phase
from kiosk.session import Catalogue, SessionState
from kiosk.viewmodels.displayed.catalogue_builder import (
    build_catalogue,
    resources_on_display,
    work_for_poster,
    works_on_display,
)
from kiosk.viewmodels.displayed.item_failures import ItemFailures
from kiosk.viewmodels.displayed.programme import Programme


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class DisplayedContent:
    """``works`` are those on display by key, ``entries`` are announced, as of ``now``.

    ``poster_work`` hangs on the poster, where a slide of the loop is one.

    Compared by identity: a new instance means that everything may have changed. While the
    ``programme`` is not known, there are no entries.
    """

    snapshot: Snapshot
    programme: Programme
    phase: ExhibitionPhase
    works: Mapping[str, Work]
    poster_work: Work | None
    resources: tuple[Resource, ...]
    entries: tuple[AgendaEntry, ...]
    notices: tuple[Notice, ...]
    catalogue: Catalogue
    failures: ItemFailures

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        programme: Programme,
        *,
        failures: ItemFailures,
        left_out: Set[str] = frozenset(),
        notices: tuple[Notice, ...] = (),
    ) -> DisplayedContent:
        """Select from a snapshot, as much as the screens list, beside the notices that stand.

        The items ``left_out`` are named by their keys; ``failures`` takes what fails later.
        """
        now = programme.reading.now
        works = works_on_display(snapshot, now, left_out)
        resources = tuple(
            resource
            for resource in resources_on_display(snapshot, now)
            if resource.key not in left_out
        )[: RESOURCE_ENTRIES.limit]
        entries = _listed([entry for entry in programme.entries if entry.event.key not in left_out])
        return cls(
            snapshot=snapshot,
            programme=programme,
            phase=phase(snapshot.exhibition, now),
            works={work.key: work for work in works},
            poster_work=work_for_poster(snapshot, now, left_out),
            resources=resources,
            entries=entries,
            notices=notices,
            catalogue=build_catalogue(snapshot, works, entries, resources, notices),
            failures=failures,
        )

    @property
    def now(self) -> datetime:
        """The time as of which the content was selected."""
        return self.programme.reading.now

    @property
    def trusted(self) -> bool:
        """False while the clock may be wrong."""
        return not self.programme.reading.distrust


def _listed(entries: Sequence[AgendaEntry]) -> tuple[AgendaEntry, ...]:
    """The next entries, as many as the board lists, in their order.

    Of the events in files of their own, a third of the board is on it, however full the calendars
    are: a calendar of a thousand series leaves room for what somebody wrote by hand.
    """
    most = BOARD_ENTRIES.limit
    if len(entries) <= most:
        return tuple(entries)
    by_hand = [at for at, entry in enumerate(entries) if not _is_of_calendar(entry)]
    own = set(by_hand[: most // 3])
    others = [at for at in range(len(entries)) if at not in own][: most - len(own)]
    return tuple(entries[at] for at in sorted((*own, *others)))


def _is_of_calendar(entry: AgendaEntry) -> bool:
    return entry.event.file.casefold().endswith(".ics")


class ScreenViewModel(Protocol):
    """The view model of a screen."""

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Recompute what is shown, if the inputs of this screen have changed."""
