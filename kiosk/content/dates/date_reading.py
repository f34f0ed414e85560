"""What is read of a line about dates, and what a folder says of them."""

from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo

from kiosk.content.dates.date_words import Vocabulary, vocabulary_of
from kiosk.content.dates.days import DateProblem
from kiosk.domain import Message, When


@dataclass(kw_only=True)
class DateReading:
    """The date that was read, with warnings; ``when`` is None on an error.

    ``zone`` is that of the line where it names another one than the folder's: a repetition of it
    keeps its clocks. ``show`` is the time at which what was announced begins, where the line says
    that the doors open earlier.
    """

    when: When | None = None
    zone: ZoneInfo | None = None
    show: time | None = None
    warnings: list[DateProblem] = field(default_factory=list)
    error: DateProblem | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DateContext:
    """What a folder says of its dates.

    ``reference_date`` is the exhibition's first day, near which days without a year lie.
    ``languages`` and the zone's country give names and the order of numeric dates.
    """

    zone: ZoneInfo
    reference_date: date | None = None
    languages: tuple[str, ...] = ("en",)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the folder's languages."""
        return vocabulary_of(self.languages, self.zone.key)


def failed(rule: str, message: Message, hint: Message) -> DateReading:
    """A reading with an error."""
    return DateReading(error=(rule, message, hint))


def shortened(text: str) -> str:
    """A line as a message quotes it."""
    return text if len(text) <= 120 else text[:119] + "…"
