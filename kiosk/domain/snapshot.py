"""Resources, pages, and all content as one immutable value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.domain.event import Event
from kiosk.domain.exhibition import Exhibition, Logo
from kiosk.domain.notice import Notice
from kiosk.domain.text import Localized
from kiosk.domain.work import Work


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """A book, podcast, film, link or address.

    ``kind`` is printed; ``by`` is the author. ``shown_from`` and ``shown_until`` are the first and
    last day on which it is shown; None is open-ended.
    """

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


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file: its absolute path, and the folder below which it is opened."""

    root: Path
    file: Path


# (the file that names a recording, the name used in it) -> the recording.
Recordings = Mapping[tuple[str, str], Recording]


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """The content at one moment.

    ``root`` is the exhibition's folder, absolute; the ``file`` of a record is relative to it.
    ``folder`` is the folder that was given on the command line when it holds several exhibitions.
    ``further`` are the folders that were given beside it; a ``file`` in one of them is absolute.
    ``is_complete`` is False for the first works of a folder while the others are being read.
    ``logos`` are those with a picture. ``recordings`` are those that exist. ``notices`` are for
    the check and for pictures of the screens: the running program reads them by itself, and sooner.
    """

    root: Path
    exhibition: Exhibition = field(default_factory=Exhibition)
    works: tuple[Work, ...] = ()
    events: tuple[Event, ...] = ()
    resources: tuple[Resource, ...] = ()
    pages: tuple[Page, ...] = ()
    notices: tuple[Notice, ...] = ()
    logos: tuple[Logo, ...] = ()
    is_complete: bool = True
    folder: Path | None = None
    further: tuple[Path, ...] = ()
    recordings: Recordings = field(default_factory=dict, hash=False)

    @property
    def given_folders(self) -> tuple[Path, ...]:
        """The folders that were given on the command line."""
        return self.folder or self.root, *self.further

    @property
    def roots(self) -> tuple[Path, ...]:
        """All folders, the exhibition's own first."""
        return self.root, *self.further
