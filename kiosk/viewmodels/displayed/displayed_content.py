"""The part of the content that is on display at one time; every view model is computed from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain import Resource, Snapshot, Work
from kiosk.schedule import AgendaEntry, ExhibitionPhase, phase
from kiosk.session import Catalogue, SessionState
from kiosk.viewmodels.displayed.catalogue_builder import (
    build_catalogue,
    resources_on_display,
    works_on_display,
)
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

    @classmethod
    def of(
        cls, snapshot: Snapshot, programme: Programme, is_broken: Callable[[str], bool]
    ) -> DisplayedContent:
        """Select from a snapshot; works whose picture ``is_broken`` are left out."""
        now = programme.now
        works = works_on_display(snapshot, now, is_broken)
        resources = resources_on_display(snapshot, now)
        return cls(
            snapshot=snapshot,
            now=now,
            phase=phase(snapshot.exhibition, now),
            trusted=programme.trusted,
            works={work.key: work for work in works},
            resources=resources,
            entries=programme.entries,
            catalogue=build_catalogue(snapshot, works, programme.entries, resources),
        )


class ScreenViewModel(Protocol):
    """The view model of a screen."""

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Recompute what is shown, if the inputs of this screen have changed."""
