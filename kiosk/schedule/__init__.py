"""Clocks, the agenda, opening hours, the exhibition's phase, and dwell and idle times."""

from kiosk.schedule.agenda import (
    AgendaEntry,
    EntryState,
    build_agenda,
    featured_entry,
    next_change,
    next_times,
)
from kiosk.schedule.clock import (
    Clock,
    ClockDistrust,
    OffsetClock,
    SystemClock,
    distrust_of,
    is_known,
)
from kiosk.schedule.dwell import (
    IDLE_PROMPT_SECONDS,
    dwell_seconds,
    idle_timeout_seconds,
    page_seconds,
    reading_seconds,
    words_seconds,
)
from kiosk.schedule.exhibition_phase import ExhibitionPhase, is_on_display, phase
from kiosk.schedule.opening_hours import open_spans, screen_on

__all__ = [
    "IDLE_PROMPT_SECONDS",
    "AgendaEntry",
    "Clock",
    "ClockDistrust",
    "EntryState",
    "ExhibitionPhase",
    "OffsetClock",
    "SystemClock",
    "build_agenda",
    "distrust_of",
    "dwell_seconds",
    "featured_entry",
    "idle_timeout_seconds",
    "is_known",
    "is_on_display",
    "next_change",
    "next_times",
    "open_spans",
    "page_seconds",
    "phase",
    "reading_seconds",
    "screen_on",
    "words_seconds",
]
