"""An event of the programme, and its dates."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from kiosk.domain.text import ABSENT, Localized
from kiosk.domain.work import Picture


class Status(StrEnum):
    """Whether an event takes place as announced."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    FULL = "full"


@dataclass(frozen=True, kw_only=True, slots=True)
class Timed:
    """A time span; both ends carry a time zone. Without an end it is a point in time."""

    starts: datetime
    ends: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AllDay:
    """Whole days, the last one included."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True, slots=True)
class OnDemand:
    """Open at any time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatRule:
    """How a series repeats, by the parts of RFC 5545, 3.3.10.

    ``frequency`` is FREQ; "" for a list of days, and for a rule that has no words. ``weekdays`` are
    pairs of which one of the month (0 for every one, -1 for the last) and the weekday from Monday,
    0. ``month_days`` has -1 for the last day. ``day`` is the day of a yearly rule without weekdays.
    ``last_day`` is the day by which it ends, None where it goes on. ``excluded`` are the days on
    which it does not take place; on those of ``moved`` it is announced by an event of its own.
    ``times`` are its starts in the event's time zone; none for whole
    days, and where its own zone is another. ``source`` is the RRULE without COUNT and UNTIL.
    """

    source: str = ""
    frequency: str = ""
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    day: date | None = None
    last_day: date | None = None
    excluded: tuple[date, ...] = ()
    moved: tuple[date, ...] = ()
    times: tuple[time, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """A recurring event. ``source`` is an iCalendar object (RFC 5545) with rule and zones.

    ``span`` are the days of a series that takes place on each of them, at the same hours.
    ``rule`` says how it repeats. A series with either is announced as one item; one with neither
    is a short list of times, which are announced one by one.
    """

    source: str
    span: AllDay | None = None
    rule: RepeatRule | None = None


When = Timed | AllDay | OnDemand | Series


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A speaker or host, under the name they chose; a group without a name has only a role."""

    name: str
    role: Localized = field(default_factory=Localized)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventPicture:
    """An event's flyer or picture.

    ``key`` is its file, unique among all pictures. ``language`` is that of the text which names it.
    ``is_pdf`` says that it is the first page of a PDF.
    """

    key: str
    picture: Picture
    language: str
    alt: Localized = ABSENT
    is_pdf: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One event of the programme.

    ``short`` is a short title for the loop. ``timezone`` is the IANA name in which its times are
    printed. ``online`` holds words such as "Webinar"; it is empty for an event at a place.
    ``observance`` marks a commemorative day. ``groups`` are those that it is for,
    ``languages`` the tags of the languages in which it is held.
    ``register_until`` is the instant, with a time zone, at which registration closes; ``link`` is
    the event's own page. ``show`` is the time of day at which what is announced begins, where the
    doors open earlier. ``is_plain_text`` says that each line of ``description`` stands as
    it is typed, without Markdown. ``pictures`` has one entry for each language that names a
    picture, the fallback language first.
    """

    key: str
    file: str
    title: Localized
    when: When
    timezone: str
    short: Localized = field(default_factory=Localized)
    show: time | None = None
    place: Localized = field(default_factory=Localized)
    online: Localized = field(default_factory=Localized)
    register: str = ""
    register_until: datetime | None = None
    link: str = ""
    price: Localized = field(default_factory=Localized)
    contact: str = ""
    presented_by: Localized = field(default_factory=Localized)
    hosted_by: Localized = field(default_factory=Localized)
    people: tuple[Person, ...] = ()
    status: Status = Status.SCHEDULED
    observance: bool = False
    groups: tuple[Localized, ...] = ()
    languages: tuple[str, ...] = ()
    description: Localized = field(default_factory=Localized)
    is_plain_text: bool = False
    audio: Localized = field(default_factory=Localized)
    pictures: tuple[EventPicture, ...] = ()

    @property
    def picture(self) -> Localized:
        """The files of its pictures, by the languages that name them."""
        return Localized.of((one.language, one.picture.file) for one in self.pictures)

    @property
    def alt(self) -> Localized:
        """The alternative texts of its pictures, each language's own."""
        texts = {language: text for one in self.pictures for language, text in one.alt.values}
        return Localized.of(texts.items())

    def picture_in(self, language: str) -> EventPicture | None:
        """The picture for a visitor who reads ``language``, else the first one."""
        own = (one for one in self.pictures if one.language == language)
        return next(own, self.pictures[0] if self.pictures else None)

    @property
    def audience(self) -> Localized:
        """The groups that it is for as one text, in every language that names one of them."""
        spoken = dict.fromkeys(language for group in self.groups for language, _ in group.values)
        return Localized.of(
            (language, ", ".join(group.get(language) for group in self.groups))
            for language in spoken
        )
