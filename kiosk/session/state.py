"""Where one visit stands, as immutable values."""

from dataclasses import dataclass, field
from enum import StrEnum

# The visitor's text sizes, ACCESS 13 and the display panel of DESIGN.
TEXT_SCALES = (1.0, 1.25, 1.5)


class Screen(StrEnum):
    """What fills the screen above the bottom bar."""

    LOOP = "loop"
    WALL = "wall"
    WORK = "work"
    BOARD = "board"
    RESOURCES = "resources"
    ABOUT = "about"
    HELP = "help"


class CodeKind(StrEnum):
    """What a QR code leads to; ``USUAL`` is the one that nobody had to choose."""

    USUAL = ""
    REGISTER = "register"
    LINK = "link"
    MAIL = "mail"
    PHONE = "phone"
    CALENDAR = "calendar"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One screen and what is open on it.

    ``page`` counts from 0: of a written work or label on WORK, of the wall on WALL, of the text elsewhere;
    ``list_page`` is the page of the board's or the resources' list, -1 the one that holds what is open;
    ``month`` is the month that the board shows as a calendar ("2026-01"), "" while it shows its list;
    ``code`` is the kind of code that was chosen for the open event or the help line, "" its usual one.
    ``revealed`` is True once the visitor chose to view a work that has a content note.
    """

    screen: Screen = Screen.LOOP
    work: str = ""
    medium: str = ""
    event: str = ""
    resource: str = ""
    page: int = 0
    list_page: int = -1
    month: str = ""
    code: str = ""
    revealed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Loop:
    """The loop's place: which slide, which page of it, and whether someone has paused it.

    ``cut`` is True where it did not come to this place by turning: what stood there before must be gone with the next frame.
    ``resting`` is True while the poster stands in, because nothing in the loop is neutral: see ``Guide.neutral``.
    """

    slide: int = 0
    page: int = 0
    paused: bool = False
    skip_transition: bool = False
    on_standby: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DisplaySettings:
    """What a visitor set in the display panel.

    ``reach`` lays everything into the lower half of a tall screen: lists and what is open of them then follow one another
    instead of sharing the room. ``aloud`` has whatever is opened read aloud by itself.
    """

    text_scale: float = 1.0
    contrast: bool = False
    reduced_motion: bool = False
    reach: bool = False
    auto_read_aloud: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionState:
    """A whole visit. ``trail`` is the way back, newest last; ``asking`` is "Still here?".

    ``zoom`` counts doublings of an open picture; 0 is the whole of it. ``opened`` are the works that were open in this visit.
    """

    place: Place = field(default_factory=Place)
    history: tuple[Place, ...] = ()
    loop: Loop = field(default_factory=Loop)
    display: DisplaySettings = field(default_factory=DisplaySettings)
    language: str = "en"
    panel: bool = False
    zoom: float = 0.0
    idle_prompt: bool = False
    opened: frozenset[str] = frozenset()

    @property
    def on_loop(self) -> bool:
        """True when the loop fills the screen."""
        return self.place.screen is Screen.LOOP
