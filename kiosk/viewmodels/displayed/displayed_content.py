"""The part of the content that is on display at one time; every view model is computed from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain import Resource, Snapshot, Work
from kiosk.domain.bounds import BOARD_ENTRIES, RESOURCE_ENTRIES
from kiosk.schedule import AgendaEntry, ExhibitionPhase, phase
from kiosk.session import Catalogue, SessionState
from kiosk.viewmodels.displayed.catalogue_builder import (
    build_catalogue,
    resources_on_display,
    works_on_display,
)
from kiosk.viewmodels.displayed.item_failures import ItemFailures
from kiosk.viewmodels.displayed.programme import Programme


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class DisplayedContent:
    """``works`` are those on display by key, ``entries`` the programme, as of ``now``.

    Compared by identity: a new instance means that everything may have changed. ``trusted`` is
    False while the clock may be wrong.
    """

    snapshot: Snapshot
    now: datetime
    phase: ExhibitionPhase
    trusted: bool
    works: Mapping[str, Work]
    resources: tuple[Resource, ...]
    entries: tuple[AgendaEntry, ...]
    catalogue: Catalogue
    failures: ItemFailures

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        programme: Programme,
        is_broken: Callable[[str], bool],
        failures: ItemFailures,
    ) -> DisplayedContent:
        """Select from a snapshot, as much as the screens list.

        Works whose picture ``is_broken`` are left out, as are the items of ``failures``.
        """
        now = programme.now
        works = works_on_display(snapshot, now, lambda key: is_broken(key) or key in failures)
        resources = tuple(
            resource
            for resource in resources_on_display(snapshot, now)
            if resource.key not in failures
        )[: RESOURCE_ENTRIES.limit]
        entries = tuple(entry for entry in programme.entries if entry.event.key not in failures)[
            : BOARD_ENTRIES.limit
        ]
        return cls(
            snapshot=snapshot,
            now=now,
            phase=phase(snapshot.exhibition, now),
            trusted=programme.trusted,
            works={work.key: work for work in works},
            resources=resources,
            entries=entries,
            catalogue=build_catalogue(snapshot, works, entries, resources),
            failures=failures,
        )


class ScreenViewModel(Protocol):
    """The view model of a screen."""

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Recompute what is shown, if the inputs of this screen have changed."""
