"""A notice: what a building has to say today, over or beside the exhibition."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.text import Localized

# Letters. Of a longer text a band has no room: it shows the headline only, and the notice's turn of
# the loop the whole. Two lines of the band's width in its type.
BAND_LETTERS = 160


class NoticeLevel(StrEnum):
    """How much of the screen a notice takes, the least urgent first."""

    # A band on every screen, and a turn of the loop.
    CHANGE = "change"
    CLOSED = "closed"
    # The whole screen, over everything else.
    EMERGENCY = "emergency"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """One notice. ``headline`` and ``text`` are plain text.

    It stands from ``shown_from`` until before ``shown_until``, instants with a time zone; None is
    open-ended. A ``prepared`` notice stands only once staff put it up. With ``until_touched`` a
    touch takes it away until the visitor has left. ``issued`` is the time of the file, or that an
    alert states. ``link`` becomes a code.

    ``alert`` is the identity of an alert in the Common Alerting Protocol, and ``supersedes`` those
    of earlier alerts that it takes back or replaces. With ``is_cancellation`` it says nothing else.
    """

    key: str
    file: str
    level: NoticeLevel
    headline: Localized
    text: Localized = field(default_factory=Localized)
    shown_from: datetime | None = None
    shown_until: datetime | None = None
    until_touched: bool = False
    prepared: bool = False
    issued: datetime | None = None
    link: str = ""
    alert: str = ""
    supersedes: tuple[str, ...] = ()
    is_cancellation: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it has a headline, that of the main file first."""
        return tuple(language for language, _ in self.headline.values)


def settled(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """The notices less the alerts that another one took back or replaced."""
    gone = {alert for one in notices for alert in one.supersedes}
    return tuple(one for one in notices if not one.is_cancellation and one.alert not in gone)
