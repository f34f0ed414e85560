"""Resolves the days of a parsed line to dates, and lists what is doubtful about them."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.content.dates.date_words import DAY_NAMES, MONTH_NAMES, written_day, written_out
from kiosk.content.dates.phrase import LAST_OF_MONTH, DayName, DaySpan, PhraseError
from kiosk.domain import Message
from kiosk.domain.bounds import FIRST_YEAR, LAST_YEAR

# A check rule, its message, and a hint.
DateProblem = tuple[str, Message, Message]


@dataclass(kw_only=True)
class DayResolver:
    """What a day without its year, or with numbers in an unknown order, means in one folder.

    A missing year is the one that brings the day nearest to ``reference_date``. ``warnings``
    gathers what was doubtful.
    """

    reference_date: date | None
    is_day_first: bool
    warnings: list[DateProblem] = field(default_factory=list)

    def resolve_span(self, span: DaySpan) -> tuple[date, date]:
        """The first and the last day; raises PhraseError for a day that no calendar has."""
        weekday = span.weekdays[0] if span.weekdays else None
        names = [self._named(span.first, weekday)]
        if span.last is not None:
            names.append(self._named(span.last))
        first, last = self._with_years(names)
        if last < first:
            first, last = last, first
            self.warnings.append(
                (
                    "days-swapped",
                    Message(
                        "the days stand in the wrong order; {day} to {last} is shown",
                        day=written_out(first),
                        last=written_out(last),
                    ),
                    Message("write the earlier day first"),
                )
            )
        self._compare_weekdays(span.weekdays, first, last)
        return first, last

    def resolve_day(self, name: DayName, near: date | None = None) -> date:
        """One day; a missing year is that of the nearest such day to ``near``."""
        reference = self.reference_date if near is None else near
        named = self._named(name)
        if named.year:
            return self._date(named.year, named.month, named.day)
        if reference is None:
            raise PhraseError(Message("has no such day: it has no year"), "date")
        found = _nearest(named.month, named.day, reference)
        if found is None:
            raise PhraseError(Message("has no such day"), "date")
        if near is None:
            self._warn_of_year(written_out(found))
        return found

    def resolve_after(self, name: DayName, begin: date) -> date:
        """A day that ends something begun on ``begin``; a missing year is the next such day's."""
        named = self._named(name)
        if named.year:
            return self._date(named.year, named.month, named.day)
        day = 31 if named.day == LAST_OF_MONTH else named.day
        year = begin.year + ((named.month, day) < (begin.month, begin.day))
        found = self._date(year, named.month, named.day)
        self._warn_of_year(written_out(found), is_next=True)
        return found

    def resolve_near(self, span: DaySpan, begin: date) -> tuple[date, date]:
        """Days that lie after ``begin``, without a warning about a missing year."""
        before = len(self.warnings)
        if span.first.year or (span.last and span.last.year) or _has_year(span.first):
            return self.resolve_span(span)
        first = self.resolve_after(span.first, begin)
        last = self.resolve_after(span.last, first) if span.last else first
        self.warnings[before:] = [
            warning for warning in self.warnings[before:] if warning[0] != "missing-year"
        ]
        self._compare_weekdays(span.weekdays, first, last)
        return first, last

    def resolve_month(self, month: int, year: int) -> date:
        """The first day of a month; a missing year is the one nearest to the reference."""
        if year:
            return self._date(year, month, 1)
        if self.reference_date is None:
            raise PhraseError(Message("names a month without its year"), "date")
        # From the middle of the month, so that the exhibition's own month is the nearest.
        found = _nearest(month, 15, self.reference_date)
        assert found is not None
        self._warn_of_year(Message("{month} {year}", month=MONTH_NAMES[month - 1], year=found.year))
        return found.replace(day=1)

    def warn_of_weekday(self, weekday: int, day: date) -> None:
        """Warn of a weekday that is not that of its date; the date counts."""
        name = written_day(day)
        self.warnings.append(
            (
                "weekday-mismatch",
                Message(
                    "{name} is a {weekday}, not a {other}; the date is used",
                    name=name,
                    weekday=DAY_NAMES[day.weekday()],
                    other=DAY_NAMES[weekday],
                ),
                Message(
                    "ask which is meant, then write {weekday} or another date",
                    weekday=DAY_NAMES[day.weekday()],
                ),
            )
        )

    def _named(self, name: DayName, weekday: int | None = None) -> DayName:
        """The day with its month, also where it was written in numbers.

        A weekday that fits only one order of the numbers decides it.
        """
        if name.numbers is None:
            return name
        one, two, *rest = name.numbers.numbers
        year = rest[0] if rest else name.year
        if min(one, two) < 1 or min(one, two) > 12 or max(one, two) > 31:
            raise PhraseError(Message("has no such day: {text}", text=name.numbers.text), "date")
        if year > LAST_YEAR or 99 < year < FIRST_YEAR:
            raise PhraseError(beyond_years(year), "date")
        if rest and year < 100:
            raise PhraseError(
                Message(
                    "has a year of two digits in '{text}'; write all four, as in {value}",
                    text=name.numbers.text,
                    value=2000 + year,
                ),
                "date",
            )
        # Dots stand between day and month in every country that writes them.
        day_first = self.is_day_first or name.numbers.separator == "."
        day, month = (one, two) if day_first else (two, one)
        if month > 12 >= day and name.numbers.separator != ".":
            day, month = month, day
        elif day != month and day <= 12 and name.numbers.separator != ".":
            fits = [
                pair
                for pair in ((day, month), (month, day))
                if weekday is not None and self._weekday_of(*pair, year) == weekday
            ]
            if len(fits) == 1:
                day, month = fits[0]
            else:
                self._warn_of_order(name.numbers.text, day, month, year)
        return DayName(day, month, year)

    def _weekday_of(self, day: int, month: int, year: int) -> int | None:
        """The weekday of a day, or of the one nearest to the opening; None without a year."""
        if year:
            return date(year, month, day).weekday()
        near = self.reference_date and _nearest(month, day, self.reference_date)
        return near.weekday() if near else None

    def _warn_of_order(self, text: str, day: int, month: int, year: int) -> None:
        reading = self._date(year or 2024, month, day)
        words = written_day(reading, with_year=bool(year))
        order = Message("day first") if self.is_day_first else Message("month first")
        self.warnings.append(
            (
                "ambiguous-date",
                Message(
                    "'{text}' can be two days; it is read {order}, as {words}",
                    text=text,
                    order=order,
                    words=words,
                ),
                Message("write the month as a word: January 2, 2026"),
            )
        )

    def _with_years(self, names: Sequence[DayName]) -> tuple[date, date]:
        first, last = names[0], names[-1]
        if first.year or last.year:
            year = first.year or last.year - (first.month > last.month)
            begins = self._date(year, first.month, first.day)
            ends = self._date(last.year or first.year, last.month, last.day)
            if not last.year and ends < begins and first.month > last.month:
                ends = self._date(first.year + 1, last.month, last.day)
            return begins, ends
        begins = self.resolve_day(first)
        if len(names) == 1:
            return begins, begins
        last_day = 31 if last.day == LAST_OF_MONTH else last.day
        year = begins.year + ((last.month, last_day) < (first.month, first.day))
        if last.month == first.month:
            year = begins.year
        return begins, self._date(year, last.month, last.day)

    def _date(self, year: int, month: int, day: int) -> date:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise PhraseError(beyond_years(year), "date")
        if day == LAST_OF_MONTH:
            day = monthrange(year, month)[1]
        try:
            return date(year, month, day)
        except ValueError:
            raise PhraseError(Message("has no such day"), "date") from None

    def _warn_of_year(self, taken: Message, *, is_next: bool = False) -> None:
        if any(rule == "missing-year" for rule, _, _ in self.warnings):
            return
        self.warnings.append(
            (
                "missing-year",
                Message(
                    "the year is missing; {taken} is taken, the {choice}",
                    taken=taken,
                    choice=Message("next after it begins")
                    if is_next
                    else Message("nearest to the opening"),
                ),
                Message("write the year"),
            )
        )

    def _compare_weekdays(self, weekdays: tuple[int, ...], first: date, last: date) -> None:
        """Warn of a weekday that is not that of its date; the date counts."""
        days = [first] if first == last else [first, last]
        if len(weekdays) != len(days):
            return
        for weekday, day in zip(weekdays, days, strict=True):
            if weekday != day.weekday():
                self.warn_of_weekday(weekday, day)


def _has_year(name: DayName) -> bool:
    return name.numbers is not None and len(name.numbers.numbers) == 3


def beyond_years(year: int) -> Message:
    """Why a year is refused, as the end of a sentence."""
    return Message(
        "has the year {year}; years from {first} to {last} are read",
        year=year,
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def _nearest(month: int, day: int, reference: date) -> date | None:
    choices = []
    # Eight years hold a February 29, also around 2100.
    for year in range(reference.year - 8, reference.year + 9):
        try:
            choices.append(date(year, month, day))
        except ValueError:
            continue
    return min(choices, key=lambda choice: abs(choice - reference), default=None)
