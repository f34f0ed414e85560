"""The result of reading one item: its content, and the finding that decides if it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.content.front_matter.translations import Translations
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.scan.folder_scan import Stamp
from kiosk.domain import Event, Notice, Page, Resource, Work

Content = Work | Event | Resource | Page | Notice | tuple[Event, ...]


@dataclass(frozen=True, kw_only=True)
class ItemReading:
    """One item as its files are now; ``finding`` compares it with how it was last shown.

    ``content`` is None when nothing can be shown of the files; several events for a calendar.
    ``texts`` are the documents; None when the main one cannot be read, and for a calendar.
    ``hidden_keys`` are entries of a calendar that are not for visitors, such as private ones: they
    are not shown as before either. ``beside`` are the files that its texts name, by normalized
    path; None for one that is not there.
    """

    finding: SafetyFinding
    content: Content | None = None
    texts: Translations | None = None
    hidden_keys: frozenset[str] = frozenset()
    beside: Mapping[str, Stamp | None] = field(default_factory=dict)

    def without_hidden(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """The events that the calendar does not hide, single occurrences included."""
        return tuple(
            event
            for event in events
            if event.key not in self.hidden_keys
            and event.key.rpartition("@")[0] not in self.hidden_keys
        )
