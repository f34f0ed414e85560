"""A work of art and its label."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.text import ABSENT, Localized


class Form(StrEnum):
    """How a written work is set: verse keeps every line, prose flows."""

    VERSE = "verse"
    PROSE = "prose"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture file.

    ``width`` and ``height`` are in pixels, after EXIF orientation. ``size_bytes`` and ``mtime_ns``
    (nanoseconds since 1970) are those of the scan: derivatives are valid for a file with both.
    The rest is metadata inside the file: ``has_location`` for GPS coordinates,
    ``has_serial_number`` for that of the camera, ``person_names``, and ``place_names`` such as
    towns and buildings.
    """

    file: str
    width: int
    height: int
    size_bytes: int = 0
    mtime_ns: int = 0
    has_location: bool = False
    person_names: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    has_serial_number: bool = False

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height


@dataclass(frozen=True, kw_only=True, slots=True)
class FurtherPicture:
    """One more picture of a work, such as a detail or its back; ``name`` says which.

    ``key`` is its file without the ending, unique among all pictures.
    """

    key: str
    picture: Picture
    name: Localized
    alt: Localized = ABSENT


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """One work: a picture with its label, or a written work whose body is the work itself.

    ``key`` is the path without its ending ("works/01-what-the-morning-kept"), unique and stable.
    ``file`` is the file to name in messages. ``medium_key`` is the medium in lower case in the
    fallback language, by which the gallery is filtered; ``medium`` is printed.
    ``further`` are the pictures that a visitor turns to on the work's own screen.
    ``audio`` names recordings beside the label, each in the language it is spoken in.
    ``wall_text`` belongs to a picture; ``body`` is a written work's own text, to be kept as typed.
    ``excerpt`` is what the loop shows of a written work's text, in the words of the text; absent
    where the program chooses. ``in_loop`` is the curator's wish; ``may_loop`` decides.
    ``seconds`` is how long it stays in the loop, 0 where the exhibition or its words decide.
    ``has_label`` is False for a work that hangs there without its label.
    ``released`` is the artist's permission to hang it on posters; ``may_be_on_poster`` decides.
    """

    key: str
    file: str
    title: Localized
    artist: Localized = ABSENT
    year: str = ""
    medium: Localized = ABSENT
    medium_key: str = ""
    dimensions: Localized = ABSENT
    credit: Localized = ABSENT
    accession: str = ""
    alt: Localized = ABSENT
    content_note: Localized = ABSENT
    audio: Localized = ABSENT
    link: str = ""
    picture: Picture | None = None
    further: tuple[FurtherPicture, ...] = ()
    wall_text: Localized = ABSENT
    body: Localized = ABSENT
    form: Form = Form.PROSE
    excerpt: Localized = ABSENT
    in_loop: bool = True
    seconds: float = 0.0
    has_label: bool = True
    released: bool = False
    shown_from: date | None = None
    shown_until: date | None = None

    @property
    def is_written(self) -> bool:
        """True for a written work, which has no picture."""
        return self.picture is None

    @property
    def all_pictures(self) -> tuple[Picture, ...]:
        """All its pictures, its own first; none for a written work."""
        own = (self.picture,) if self.picture else ()
        return *own, *(one.picture for one in self.further)

    @property
    def may_loop(self) -> bool:
        """True when the loop may show the work: never one with a content note.

        Visitors read a content note before they decide to open the work.
        """
        return self.in_loop and not self.content_note

    @property
    def may_be_on_poster(self) -> bool:
        """True for a picture that was released for posters and has no content note."""
        return self.released and self.picture is not None and not self.content_note
