"""How an event's date is read, while it is typed: its next times, and what its code opens.

The words of times are the screen's: ``kiosk.i18n.event_words`` makes them of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.events.events import read_when
from kiosk.content.front_matter.document import Document as ContentDocument
from kiosk.content.front_matter.translations import read_zone
from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.problems import Report
from kiosk.domain import Event, Exhibition, Localized, Problem
from kiosk.qr import CodeTarget, Refusal, code_target
from kiosk.schedule import AgendaEntry, next_times

# So many of the next times are read back.
NEXT_TIMES = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class EventReading:
    """What the screen makes of an event's keys at a moment.

    ``event`` is None without a date that can be read; it has what the words of its times need.
    ``zone`` is the IANA name of the zone of its times. ``times`` are the next ones, none of an
    event that is over. ``code`` is what its code opens, or why it has none; None without an
    address. ``problems`` are those of its date, with lines only where ``values`` came from a file.
    """

    event: Event | None
    zone: str
    times: tuple[AgendaEntry, ...] = ()
    is_over: bool = False
    code: CodeTarget | Refusal | None = None
    problems: tuple[Problem, ...] = ()


def read_event_keys(
    values: Mapping[str, Value], exhibition: Exhibition, now: datetime, name: str = ""
) -> EventReading:
    """Read the keys of an event as the screen will: ``Document.values``, or what a form holds.

    ``now`` has a time zone. ``name`` is the file to name in problems.
    """
    problems: list[Problem] = []
    main = ContentDocument(report=Report(path=name, problems=problems), values=dict(values))
    zone = read_zone(main, "timezone", exhibition.timezone)
    context = DateContext(
        zone=ZoneInfo(zone), reference_date=exhibition.opens, languages=exhibition.languages
    )
    reading = read_when(main, context)
    register = main.text("register")
    code = code_target(register, exhibition.code_targets) if register else None
    if reading.when is None:
        return EventReading(event=None, zone=zone, code=code, problems=tuple(problems))
    event = Event(
        key=name,
        file=name,
        title=Localized.of(((exhibition.languages[0], main.text("title")),)),
        when=reading.when,
        show=reading.show,
        timezone=zone,
        register=register,
    )
    times = next_times(event, now, NEXT_TIMES)
    return EventReading(
        event=event,
        zone=zone,
        times=times,
        is_over=not times,
        code=code,
        problems=tuple(problems),
    )
