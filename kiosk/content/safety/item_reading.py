"""The result of reading one item: its content, and the finding that decides if it is shown."""

from dataclasses import dataclass

from kiosk.content.front_matter.translations import Translations
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.domain import Event, Page, Resource, Work

Content = Work | Event | Resource | Page | tuple[Event, ...]


@dataclass(frozen=True, kw_only=True)
class ItemReading:
    """One item as its files are now; ``finding`` compares it with how it was last shown.

    ``content`` is None when nothing can be shown of the files; several events for a calendar.
    ``texts`` are the documents; None when the main one cannot be read, and for a calendar.
    """

    finding: SafetyFinding
    content: Content | None = None
    texts: Translations | None = None
