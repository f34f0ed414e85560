"""The visitor's session as a pure state machine: the only place that knows what may follow what."""

from kiosk.session.guide import Guide, Slide, SlideKind, lay_loop
from kiosk.session.state import TEXT_SCALES, Comfort, Loop, Place, Screen, State

__all__ = ["TEXT_SCALES", "Comfort", "Guide", "Loop", "Place", "Screen", "Slide", "SlideKind", "State", "lay_loop"]
