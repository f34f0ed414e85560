"""An event of the programme, and when it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.text import Localized


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


When = Timed | AllDay | OnDemand


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Someone who speaks or hosts, under the name they chose; a group that is not named has only a role."""

    name: str
    role: Localized = field(default_factory=Localized)


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One entry of the programme.

    ``timezone`` is the IANA name in which its times are printed. ``online`` holds words such as
    "Webinar"; it is empty for an event at a place. ``observance`` marks a day to keep, not to attend.
    """

    key: str
    file: str
    title: Localized
    when: When
    timezone: str
    place: Localized = field(default_factory=Localized)
    online: Localized = field(default_factory=Localized)
    register: str = ""
    contact: str = ""
    presented_by: Localized = field(default_factory=Localized)
    hosted_by: Localized = field(default_factory=Localized)
    people: tuple[Person, ...] = ()
    status: Status = Status.SCHEDULED
    observance: bool = False
    description: Localized = field(default_factory=Localized)
