"""Works, events and the exhibition as immutable values. Imports the standard library only."""

from kiosk.domain.event import (
    AllDay,
    Event,
    EventPicture,
    OnDemand,
    Person,
    RepeatRule,
    Series,
    Status,
    Timed,
    When,
)
from kiosk.domain.exhibition import (
    CalendarFilter,
    DayHours,
    Exhibition,
    HelpLine,
    Logo,
    ScreenSize,
)
from kiosk.domain.message import Message
from kiosk.domain.notice import Notice, NoticeLevel
from kiosk.domain.problem import Problem, Severity
from kiosk.domain.snapshot import Page, Recording, Recordings, Resource, Snapshot
from kiosk.domain.text import ABSENT, Localized
from kiosk.domain.work import Form, FurtherPicture, Picture, Work

__all__ = [
    "ABSENT",
    "AllDay",
    "CalendarFilter",
    "DayHours",
    "Event",
    "EventPicture",
    "Exhibition",
    "Form",
    "FurtherPicture",
    "HelpLine",
    "Localized",
    "Logo",
    "Message",
    "Notice",
    "NoticeLevel",
    "OnDemand",
    "Page",
    "Person",
    "Picture",
    "Problem",
    "Recording",
    "Recordings",
    "RepeatRule",
    "Resource",
    "ScreenSize",
    "Series",
    "Severity",
    "Snapshot",
    "Status",
    "Timed",
    "When",
    "Work",
]
