"""The state of a session, as immutable values."""

from dataclasses import dataclass, field
from enum import StrEnum

# Text sizes of the display panel (docs/ACCESSIBILITY.md, 13).
TEXT_SCALES = (1.0, 1.25, 1.5)
# Seconds within which a second press of a key or switch can be ignored, for hands that tremble.
KEY_PAUSES = (0.0, 0.5, 1.0, 2.0)
# Steps of the voice's rate and pitch; 0 is the usual one.
SPEECH_STEPS = (-2, -1, 0, 1, 2)
# Seconds of silence between two sentences, by step.
SPEECH_PAUSES = (0.0, 0.7, 1.5)
# The medium that stands for all.
ALL_MEDIA = ""


class Screen(StrEnum):
    """The screens above the bottom bar."""

    LOOP = "loop"
    WALL = "wall"
    WORK = "work"
    BOARD = "board"
    RESOURCES = "resources"
    ABOUT = "about"
    HELP = "help"


class CodeKind(StrEnum):
    """What a QR code leads to; ``USUAL`` is the default of the event or help line."""

    USUAL = ""
    REGISTER = "register"
    LINK = "link"
    MAIL = "mail"
    PHONE = "phone"
    CALENDAR = "calendar"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeFilter:
    """What the programme is filtered by: keys of a place and an audience, and a language's tag.

    Empty ones filter nothing; an event has to fit all others.
    """

    place: str = ""
    audience: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.place or self.audience or self.language)


@dataclass(frozen=True, kw_only=True, slots=True)
class Location:
    """A screen and what is open on it, as kept in the navigation history.

    ``work``, ``event`` and ``resource`` are keys, empty if nothing is open; ``medium`` filters the
    wall. ``page`` counts from 0: pages of the open text, or of the wall. ``list_page`` is the
    page of the list of events or resources, -1 for the page with the open entry. ``month``
    ("2026-01") is the month of the calendar, empty while the list is shown, and ``day``
    ("2026-01-13") the day chosen in it. ``code_kind`` is the chosen kind of QR code, empty for the
    default. ``revealed`` is True once the visitor chose to view a work despite its content note.
    ``picture`` counts the open work's pictures from 0. ``filter`` limits the programme;
    ``choosing_filter`` is True while its choices are shown. ``slot`` ("2026-01-29T10:00") is the
    time of which the programme is shown by place, empty while it is not.
    """

    screen: Screen = Screen.LOOP
    work: str = ""
    medium: str = ALL_MEDIA
    event: str = ""
    resource: str = ""
    page: int = 0
    list_page: int = -1
    month: str = ""
    day: str = ""
    code_kind: str = ""
    revealed: bool = False
    picture: int = 0
    filter: ProgrammeFilter = ProgrammeFilter()
    choosing_filter: bool = False
    slot: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoopPosition:
    """The position of the loop: index of the slide, page of the slide, and if it is paused.

    ``skip_transition`` asks for no crossfade: what was shown before must be gone with the next
    frame. ``on_standby`` shows the poster, because no slide is safe (``Catalogue.safe_home``).
    """

    slide: int = 0
    page: int = 0
    paused: bool = False
    skip_transition: bool = False
    on_standby: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DisplaySettings:
    """The settings of the display panel.

    ``reach`` moves everything to the lower half of a tall screen, where a list and its open entry
    take turns. ``auto_read_aloud`` reads aloud whatever is opened. Within ``key_pause`` seconds of
    a press of a keypad's key or of a switch, a second press is ignored. ``speech_rate`` and
    ``speech_pitch`` are of ``SPEECH_STEPS``, ``speech_pause`` counts in ``SPEECH_PAUSES``.
    ``dark`` shows nothing while everything is read aloud, so that nobody else reads along.
    """

    text_scale: float = 1.0
    contrast: bool = False
    reduced_motion: bool = False
    reach: bool = False
    auto_read_aloud: bool = False
    key_pause: float = 0.0
    speech_rate: int = 0
    speech_pitch: int = 0
    speech_pause: int = 0
    dark: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionState:
    """The whole state of a session.

    ``history`` is the back history, newest last. ``zoom`` counts doublings of the open picture; 0
    shows all of it. ``idle_prompt`` is True while "Still here?" is shown. ``opened_works`` are the
    keys of the works that were open in this session. ``headphones`` is True while something is in
    the jack of a keypad: speech stays on, on the loop too.
    """

    location: Location = field(default_factory=Location)
    history: tuple[Location, ...] = ()
    loop: LoopPosition = field(default_factory=LoopPosition)
    display: DisplaySettings = field(default_factory=DisplaySettings)
    language: str = "en"
    display_panel_open: bool = False
    zoom: float = 0.0
    idle_prompt: bool = False
    opened_works: frozenset[str] = frozenset()
    headphones: bool = False

    @property
    def on_loop(self) -> bool:
        """Return True while the loop is shown."""
        return self.location.screen is Screen.LOOP
