"""The screens and the moments at which the preview can be looked at."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import yaml

from kiosk.domain import Exhibition, Message
from kiosk.domain.bounds import KIOSK_YAML_BYTES
from kiosk.path_safety import read_below
from kiosk.publishing.screen_settings import SCREENS as SCREENS_FOLDER
from kiosk.publishing.screen_settings import read_screen_settings
from kiosk.studio.wording import said

# Screens as they are bought, in pixels.
SCREENS: tuple[tuple[Message, tuple[int, int]], ...] = (
    (Message("Landscape, 1920 × 1080"), (1920, 1080)),
    (Message("Portrait, 1080 × 1920"), (1080, 1920)),
    (Message("Landscape, 4K"), (3840, 2160)),
    (Message("Portrait, 4K"), (2160, 3840)),
    (Message("Small, 1366 × 768"), (1366, 768)),
)
# The sides of a screen that is shown, in pixels.
_LEAST_SIDE, _MOST_SIDE = 320, 7680
# So many screens of their own are offered.
_MOST_SCREENS = 100
# How far the slider goes where the exhibition has no first or last day.
_OPEN_DAYS = 30
# No exhibition's slider is longer than this.
_MOST_DAYS = 366 * 3


@dataclass(frozen=True, slots=True)
class OwnScreen:
    """A screen that the exhibition names: in ``kiosk.yaml`` (``name`` is ""), or in screens/."""

    name: str
    size: tuple[int, int]

    @property
    def words(self) -> str:
        """The screen as it is offered."""
        width, height = self.size
        size = f"{width} × {height}"
        if self.name:
            return f"{self.name}, {size}"
        return said(Message("As kiosk.yaml says, {size}", size=size))


def own_screens(folder: Path, exhibition: Exhibition) -> list[OwnScreen]:
    """The screens whose pixels kiosk.yaml and the files in screens/ give."""
    own = exhibition.screen
    found = [OwnScreen("", (own.width_pixels, own.height_pixels))]
    try:
        names = sorted(path.name for path in (folder / SCREENS_FOLDER).glob("*.yaml"))
    except OSError:
        names = []
    for name in names[:_MOST_SCREENS]:
        with suppress(OSError, ValueError, yaml.YAMLError):
            data = read_below(folder, f"{SCREENS_FOLDER}/{name}", KIOSK_YAML_BYTES.limit)
            values = yaml.safe_load(read_screen_settings(data).text)
            screen = values.get("screen") if isinstance(values, dict) else None
            if isinstance(screen, dict):
                size = (_side(screen.get("width_pixels")), _side(screen.get("height_pixels")))
                found.append(OwnScreen(name.removesuffix(".yaml"), size))
    return [one for one in found if all(_LEAST_SIDE <= side <= _MOST_SIDE for side in one.size)]


def _side(value: object) -> int:
    return int(value) if isinstance(value, int | float | str) and str(value).isdecimal() else 0


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
