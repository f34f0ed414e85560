"""The visitor's session as a pure state machine: states, transitions and the catalogue."""

from kiosk.session.catalogue import Catalogue, Slide, SlideKind, build_playlist
from kiosk.session.state import (
    ALL_MEDIA,
    KEY_PAUSES,
    SPEECH_PAUSES,
    SPEECH_STEPS,
    TEXT_SCALES,
    CodeKind,
    DisplaySettings,
    Location,
    LoopPosition,
    ProgrammeFilter,
    Screen,
    SessionState,
)

__all__ = [
    "ALL_MEDIA",
    "KEY_PAUSES",
    "SPEECH_PAUSES",
    "SPEECH_STEPS",
    "TEXT_SCALES",
    "Catalogue",
    "CodeKind",
    "DisplaySettings",
    "Location",
    "LoopPosition",
    "ProgrammeFilter",
    "Screen",
    "SessionState",
    "Slide",
    "SlideKind",
    "build_playlist",
]
