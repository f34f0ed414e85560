"""When things are: clocks, the agenda, the exhibition's phase, and how long to wait for a reader."""

from kiosk.schedule.agenda import Entry, Section, State, agenda, next_change, strip_entry
from kiosk.schedule.clock import Clock, Doubt, SetClock, SystemClock, doubt_of, is_known
from kiosk.schedule.exhibition import Phase, phase, shown
from kiosk.schedule.hours import lit
from kiosk.schedule.tempo import dwell_seconds, idle_seconds, page_seconds, reading_seconds, warning_seconds

__all__ = [
    "Clock",
    "Doubt",
    "Entry",
    "Phase",
    "Section",
    "SetClock",
    "State",
    "SystemClock",
    "agenda",
    "doubt_of",
    "dwell_seconds",
    "idle_seconds",
    "is_known",
    "lit",
    "next_change",
    "page_seconds",
    "phase",
    "reading_seconds",
    "shown",
    "strip_entry",
    "warning_seconds",
]
