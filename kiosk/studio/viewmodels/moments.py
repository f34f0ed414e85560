"""The screens and the moments at which the preview can be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kiosk.domain import Exhibition, Message

# Screens as they are bought, in pixels.
SCREENS: tuple[tuple[Message, tuple[int, int]], ...] = (
    (Message("Landscape, 1920 × 1080"), (1920, 1080)),
    (Message("Portrait, 1080 × 1920"), (1080, 1920)),
    (Message("Landscape, 4K"), (3840, 2160)),
    (Message("Portrait, 4K"), (2160, 3840)),
    (Message("Small, 1366 × 768"), (1366, 768)),
)
# How far the slider goes where the exhibition has no first or last day.
_OPEN_DAYS = 30
# No exhibition's slider is longer than this.
_MOST_DAYS = 366 * 3


@dataclass(frozen=True, slots=True)
class MomentRange:
    """The hours from the day before the exhibition to the day after it.

    ``first`` is a day, ``days`` how many there are. A moment is wall-clock time at the exhibition.
    """

    first: date
    days: int

    @classmethod
    def of(cls, exhibition: Exhibition, today: date) -> MomentRange:
        """The range of an exhibition."""
        opens = exhibition.opens or min(today, exhibition.closes or today)
        closes = exhibition.closes or max(today, opens) + timedelta(days=_OPEN_DAYS)
        first = opens - timedelta(days=1)
        days = (closes - first).days + 2
        return cls(first, min(max(days, 2), _MOST_DAYS))

    @property
    def last_hour(self) -> int:
        """The last step of the slider, from 0."""
        return self.days * 24 - 1

    def moment(self, hour: int) -> datetime:
        """The moment at a step of the slider."""
        return datetime.combine(self.first, time()) + timedelta(hours=hour)

    def hour(self, moment: datetime) -> int:
        """The nearest step of the slider before a moment."""
        passed = moment - datetime.combine(self.first, time())
        return min(max(int(passed.total_seconds() // 3600), 0), self.last_hour)
