"""The parts of a line about dates and times, as the grammar finds them."""

from dataclasses import dataclass, field

from kiosk.content.dates.tokens import Clock, DayNumbers
from kiosk.domain import Message

# The day of a name that means the last one of its month.
LAST_OF_MONTH = -1


@dataclass(frozen=True, slots=True)
class DayName:
    """A day as it was written; ``month`` and ``year`` are 0 where the line leaves them out."""

    day: int
    month: int = 0
    year: int = 0
    numbers: DayNumbers | None = None


@dataclass(slots=True)
class DaySpan:
    """From a day to a day, both included; the weekdays that were written before them.

    ``is_start`` is True after a word such as "from": without a last day it ends nowhere.
    """

    first: DayName
    last: DayName | None = None
    weekdays: tuple[int, ...] = ()
    is_start: bool = False


@dataclass(slots=True)
class Repetition:
    """How often: the unit of RFC 5545, each how many, and the ordinals such as "first"."""

    unit: str = ""
    interval: int = 1
    ordinals: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    of_month: bool = False
    is_every: bool = False


@dataclass(slots=True)
class WhenPhrase:
    """The parts of a line; the parts that it does not have are empty."""

    spans: list[DaySpan] = field(default_factory=list)
    weekdays: tuple[int, ...] = ()
    are_plural: bool = False
    # The part of the day of "Tuesday evenings"; "" where the line names none.
    part_of_day: str = ""
    # True where each week is assumed: "Monday - Friday, 9 AM - 5 PM".
    is_assumed: bool = False
    # True for "6 Tuesdays", which needs a first day.
    counts_weekdays: bool = False
    months: list[tuple[int, int]] = field(default_factory=list)
    repetition: Repetition | None = None
    start: DayName | None = None
    until: DayName | None = None
    excluded: list[DaySpan] = field(default_factory=list)
    excluded_weekdays: tuple[int, ...] = ()
    count: int = 0
    duration: tuple[str, int] | None = None
    slots: list[tuple[Clock, Clock | None]] = field(default_factory=list)
    show: Clock | None = None
    last_moment: tuple[DayName, Clock] | None = None
    zone: tuple[str, int | str] | None = None
    all_day: bool = False

    @property
    def is_recurring(self) -> bool:
        """True when the line names a repetition, as "every" and "Thursdays" do."""
        return self.repetition is not None or (self.are_plural and not self.lists_days)

    @property
    def lists_days(self) -> bool:
        """True for "Thursdays, December 3, 10 and 17": the weekday only says what days they are."""
        return (
            self.repetition is None
            and len(self.spans) > 1
            and self.start is self.until is None
            and not (self.months or self.excluded or self.count or self.duration)
            and all(span.last is None for span in self.spans)
        )


class PhraseError(ValueError):
    """The line cannot be read; the message goes on a sentence that begins with the line.

    ``hint`` says what to write, where that of the rule does not fit.
    """

    def __init__(self, message: Message, rule: str = "when", hint: Message | None = None) -> None:
        super().__init__(message)
        self.message, self.rule, self.hint = message, rule, hint


def with_year(name: DayName, year: int) -> DayName:
    return name if name.year else DayName(name.day, name.month, year, name.numbers)
