"""Resources, pages, and the whole folder as one immutable value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.domain.event import Event
from kiosk.domain.exhibition import Exhibition
from kiosk.domain.text import Localized
from kiosk.domain.work import Work


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """A book, podcast, film, link or address. ``kind`` is printed; ``by`` is its maker. It is shown on the days given, if any."""

    key: str
    file: str
    title: Localized
    kind: Localized = field(default_factory=Localized)
    by: Localized = field(default_factory=Localized)
    link: str = ""
    email: str = ""
    description: Localized = field(default_factory=Localized)
    shown_from: date | None = None
    shown_until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A further page of text, such as "about"."""

    key: str
    file: str
    title: Localized
    body: Localized = field(default_factory=Localized)


# A recording's whole path by the file that names it, and the name that it has there.
Recordings = Mapping[tuple[str, str], Path]


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """The content at one moment. ``root`` is the exhibition's folder, absolute; every ``file`` in it is relative to it.

    ``folder`` is the one that was given, where several exhibitions lie in it. ``more`` are further folders that were given
    beside it; a ``file`` in one of these is absolute.
    ``is_complete`` is false for the first works of a folder whose others are still to come.
    ``recordings`` are those that are there: whoever shows the content need not look for them.
    """

    root: Path
    exhibition: Exhibition = field(default_factory=Exhibition)
    works: tuple[Work, ...] = ()
    events: tuple[Event, ...] = ()
    resources: tuple[Resource, ...] = ()
    pages: tuple[Page, ...] = ()
    is_complete: bool = True
    folder: Path | None = None
    further: tuple[Path, ...] = ()
    recordings: Recordings = field(default_factory=dict, hash=False)

    @property
    def given_folders(self) -> tuple[Path, ...]:
        """The folders as they were given: what lies in them is either shown now, or not to be kept."""
        return self.folder or self.root, *self.further

    @property
    def roots(self) -> tuple[Path, ...]:
        """All folders, the exhibition's own first."""
        return self.root, *self.further
