"""The exhibition: the values of ``kiosk.yaml``."""

from dataclasses import dataclass, field
from datetime import date, time

from kiosk.domain.text import Localized
from kiosk.domain.work import Picture

# Numbers of help lines change; they should be called this often (the project's own number).
HELP_LINE_DAYS = 90


@dataclass(frozen=True, kw_only=True, slots=True)
class DayHours:
    """Opening hours of one weekday (Monday is 0), in the exhibition's own time zone."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpLine:
    """A help line as it calls itself. ``verified_on`` is the day of the last check of it.

    ``text_languages`` are those in which somebody answers text messages; in any other the line's
    number for them is not shown (docs/ACCESSIBILITY.md, 21).
    """

    name: Localized = field(default_factory=Localized)
    phone: str = ""
    text_number: str = ""
    text_word: str = ""
    text_languages: tuple[str, ...] = ("en", "es")
    tty: str = ""
    emergency: str = ""
    note: Localized = field(default_factory=Localized)
    verified_on: date | None = None

    def is_outdated(self, today: date) -> bool:
        """True when its numbers have not been called for ``HELP_LINE_DAYS``."""
        if not self.phone:
            return False
        return self.verified_on is None or (today - self.verified_on).days > HELP_LINE_DAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class ScreenSize:
    """The physical screen, for sizes in millimetres; 0 means not known.

    Its pixels, as it hangs, are for the studio's preview alone.
    """

    diagonal_inches: float = 0.0
    bottom_mm: float = 0.0
    width_pixels: int = 0
    height_pixels: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarFilter:
    """Categories, or words of titles, by which entries of calendar files are chosen.

    With ``only``, an entry needs one of them; an entry with one of ``leave_out`` is not shown.
    """

    only: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Logo:
    """The logo of a house that supports the exhibition, and whose it is.

    ``file`` is its name in pages/ as it is compared; ``picture`` is None until it is found.
    """

    file: str
    name: Localized = field(default_factory=Localized)
    picture: Picture | None = None

    @property
    def key(self) -> str:
        """By which the image loader knows it; no work has such a key."""
        return f"logo {self.file}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Exhibition:
    """Everything about the exhibition that is not a work, an event, a resource or a page.

    ``opens`` and ``closes`` are the first and the last day, both included; None means open-ended.
    ``languages`` are BCP 47 tags; the first is the fallback. ``timezone`` is an IANA name.
    ``board_every`` is the number of works between two turns of the event board in the loop.
    ``work_seconds`` is how long a work stays in the loop, 0 for as long as its words need;
    ``hangs_labels`` is False for a loop without labels. ``order`` names works by their files or
    titles, in the order in which they come first.
    ``wall`` and ``accent`` are its colours, ``#rrggbb``, "" for the design's own. ``logos``
    are named; those with pictures are in the ``Snapshot``.
    ``needs_approval`` keeps what is published a draft until it is approved.
    ``lists_beyond_end`` lists events after the last day too. ``coming_next`` is a sentence for the
    poster after the last day.
    """

    title: Localized = field(default_factory=Localized)
    presented_by: Localized = field(default_factory=Localized)
    hosted_by: Localized = field(default_factory=Localized)
    place: Localized = field(default_factory=Localized)
    address: Localized = field(default_factory=Localized)
    summary: Localized = field(default_factory=Localized)
    coming_next: Localized = field(default_factory=Localized)
    timezone: str = "UTC"
    opens: date | None = None
    closes: date | None = None
    hours: tuple[DayHours, ...] = ()
    closed_days: tuple[date, ...] = ()
    hours_note: Localized = field(default_factory=Localized)
    languages: tuple[str, ...] = ("en",)
    help_line: HelpLine = field(default_factory=HelpLine)
    board_every: int = 4
    work_seconds: float = 0.0
    hangs_labels: bool = True
    order: tuple[str, ...] = ()
    wall: str = ""
    accent: str = ""
    logos: tuple[Logo, ...] = ()
    lists_beyond_end: bool = False
    needs_approval: bool = False
    programme: str = ""
    allowed_hosts: tuple[str, ...] = ()
    calendars: CalendarFilter = field(default_factory=CalendarFilter)
    screen: ScreenSize = field(default_factory=ScreenSize)

    @property
    def last_listed_day(self) -> date | None:
        """The last day of which events are listed; None where all are."""
        return None if self.lists_beyond_end else self.closes

    @property
    def code_targets(self) -> tuple[str, ...]:
        """The hosts and numbers that codes may lead to; none are named where all are allowed.

        A list of hosts allows the numbers of the help line too: the same file names them.
        """
        line = self.help_line
        numbers = (line.phone, line.text_number, line.tty, line.emergency)
        return (*self.allowed_hosts, *filter(None, numbers)) if self.allowed_hosts else ()
