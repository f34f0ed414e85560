"""Parses the tokens of a line to its parts: days, times, repetition, exceptions.

Each token belongs to one part, or the line is refused. A word that is skipped may be the one that
changes the meaning, as "2nd" does in "every 2nd Saturday".
"""

from dataclasses import dataclass, field

from kiosk.content.dates.date_words import Kind
from kiosk.content.dates.tokens import Clock, DayNumbers, Shape, Token


@dataclass(frozen=True, slots=True)
class DayName:
    """A day as it was written; ``month`` and ``year`` are 0 where the line leaves them out."""

    day: int
    month: int = 0
    year: int = 0
    numbers: DayNumbers | None = None


@dataclass(slots=True)
class DaySpan:
    """From a day to a day, both included; the weekdays that were written before them."""

    first: DayName
    last: DayName | None = None
    weekdays: tuple[int, ...] = ()


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
    months: list[tuple[int, int]] = field(default_factory=list)
    repetition: Repetition | None = None
    start: DayName | None = None
    until: DayName | None = None
    excluded: list[DaySpan] = field(default_factory=list)
    count: int = 0
    duration: tuple[str, int] | None = None
    slots: list[tuple[Clock, Clock | None]] = field(default_factory=list)
    show: Clock | None = None
    last_moment: tuple[DayName, Clock] | None = None
    zone: tuple[str, int] | None = None

    @property
    def is_recurring(self) -> bool:
        """True when the line names a repetition, as "every" and "Thursdays" do."""
        return self.repetition is not None or self.are_plural


class PhraseError(ValueError):
    """The line cannot be read; the message goes on a sentence that begins with the line."""

    def __init__(self, message: str, rule: str = "when") -> None:
        super().__init__(message)
        self.rule = rule


_DAY_SHAPES = (Shape.ISO, Shape.NUMERIC, Shape.SLASHED)
_DAY_WORDS = (*_DAY_SHAPES, Kind.MONTH, Kind.WEEKDAY, Kind.EVERY, Kind.FREQUENCY, Kind.ORDINAL)
_JOINTS = (Kind.COMMA, Kind.AND, Kind.TO, Kind.THROUGH, Kind.UNTIL)
_RANGES = (Kind.TO, Kind.THROUGH, Kind.UNTIL)
_MANY = 200
_AT_WORDS = ("at", "a las", "las", "a la")


def parse_phrase(tokens: list[Token], line: str) -> WhenPhrase:
    """The parts of a line. Raises PhraseError when a token belongs to none."""
    return _Parser(tokens, line).parse()


class _Parser:
    """Reads tokens from left to right; each method takes the tokens of one part."""

    def __init__(self, tokens: list[Token], line: str) -> None:
        self._tokens = tokens
        self._line = line
        self._at = 0
        self._phrase = WhenPhrase()
        # Where the line has had a time already, a dash begins the last moment.
        self._handlers = {
            Kind.EVERY: self._every,
            Kind.OTHER: self._every,
            Kind.FREQUENCY: self._frequency,
            Kind.UNIT: self._unit,
            Kind.ORDINAL: self._ordinal,
            Kind.WEEKDAY: self._weekdays,
            Kind.WEEKDAYS: self._every,
            Kind.THE_PLURAL: self._plural,
            Kind.UNTIL: self._until,
            Kind.THROUGH: self._until,
            Kind.TO: self._to,
            Kind.FROM: self._from,
            Kind.BETWEEN: self._between,
            Kind.EXCEPT: self._except,
            Kind.FOR: self._for,
            Kind.COUNT_WORD: self._count,
            Kind.MONTH: self._days,
            Kind.ZONE: self._zone,
            Kind.DOORS: self._labelled,
            Kind.SHOW: self._labelled,
            Kind.NOON: self._times,
            Kind.MIDNIGHT: self._times,
            Shape.ISO: self._days,
            Shape.NUMERIC: self._days,
            Shape.SLASHED: self._days,
            Shape.CLOCK: self._times,
            Shape.NUMBER: self._number,
        }
        self._skipped = (Kind.COMMA, Kind.NOISE, Kind.AT, Kind.OF, Kind.ALL_DAY, Kind.AND)

    def parse(self) -> WhenPhrase:
        if len(self._tokens) > _MANY:
            raise PhraseError(f"has more than {_MANY} words and signs")
        while (token := self._peek()) is not None:
            if token.is_a(*self._skipped):
                self._at += 1
                continue
            handler = self._handlers.get(token.kind)
            if handler is None:
                raise self._unread()
            before = self._at
            self._refuse_hour_in_words()
            handler()
            if self._at == before:
                raise self._unread()
        return self._phrase

    def _refuse_hour_in_words(self) -> None:
        """ "at six" is six or eighteen o'clock."""
        if self._is(Kind.COUNT_WORD) and self._at and self._tokens[self._at - 1].text in _AT_WORDS:
            raise PhraseError("does not say whether it is morning or afternoon", "time")

    # Tokens

    def _peek(self, ahead: int = 0) -> Token | None:
        position = self._at + ahead
        return self._tokens[position] if position < len(self._tokens) else None

    def _is(self, *kinds: Kind | Shape, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token is not None and token.is_a(*kinds)

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _number_here(self) -> int:
        return self._tokens[self._at].number

    def _skip(self, *kinds: Kind | Shape) -> None:
        while self._is(*kinds):
            self._at += 1

    def _unread(self, position: int | None = None) -> PhraseError:
        token = self._tokens[min(self._at if position is None else position, len(self._tokens) - 1)]
        if not any(one.is_a(*_DAY_WORDS) for one in self._tokens):
            return PhraseError("names no day that can be read", "date")
        return PhraseError(f"cannot be read from '{self._line[token.start :].strip()[:60]}' on")

    # Repetitions

    def _repetition(self) -> Repetition:
        if self._phrase.repetition is None:
            self._phrase.repetition = Repetition()
        return self._phrase.repetition

    def _set_unit(self, unit: str, interval: int) -> None:
        found = self._repetition()
        if found.unit and found.unit != unit:
            raise PhraseError("names two repetitions", "repeats")
        found.unit = unit
        if interval > 1:
            if found.interval > 1:
                raise PhraseError("names two repetitions", "repeats")
            found.interval = interval

    def _every(self) -> None:
        """ "every", "every other", "every 2", "every second", and the unit or the weekdays."""
        found = self._repetition()
        found.is_every = True
        self._skip(Kind.EVERY)
        if self._is(Kind.OTHER):
            found.interval = self._take().number
        elif self._is(Kind.COUNT_WORD, Shape.NUMBER) and self._is(Kind.UNIT, ahead=1):
            number = self._take().number
            if not 1 <= number <= 99:
                raise PhraseError("repeats after a number of days that is not from 1 to 99")
            found.interval = number
        elif self._is(Kind.ORDINAL):
            self._ordinal(after_every=True)
            return
        self._what_is_repeated(found)

    def _what_is_repeated(self, found: Repetition) -> None:
        if self._is(Kind.UNIT):
            unit, interval = self._take().unit
            if found.interval > 1 and interval > 1:
                interval *= found.interval
                found.interval = 1
            self._set_unit(unit, interval)
        elif self._is(Kind.WEEKDAYS):
            self._add_weekdays(self._take().weekdays, plural=True)
        elif self._is(Kind.WEEKDAY):
            self._weekdays()
        elif self._is(Kind.MONTH):
            # "every May 5"
            self._set_unit("YEARLY", 1)
            self._days()
        elif not self._is(Kind.TIMES):
            raise self._unread()

    def _frequency(self) -> None:
        unit, interval = self._take().unit
        self._repetition().is_every = True
        self._set_unit(unit, interval)

    def _unit(self) -> None:
        """A unit that no "every" precedes: "of the month", "el día 13", "a month"."""
        token = self._take()
        unit, _ = token.unit
        previous = self._tokens[self._at - 2] if self._at >= 2 else None
        if token.text in ("dia", "dias", "day", "days") and self._is(
            Shape.NUMBER, Kind.ORDINAL, *_DAY_SHAPES
        ):
            return
        found = self._phrase.repetition
        follows = previous is not None and previous.is_a(Kind.OF, Kind.NOISE, Kind.EVERY)
        if unit == "MONTHLY" and follows and found is not None:
            found.of_month = True
            return
        raise self._unread(self._at - 1)

    def _ordinal(self, *, after_every: bool = False) -> None:
        """ "first and third Wednesday", "15th of each month", "last day of the month", "6th"."""
        begin = self._at
        ordinals = []
        while self._is(Kind.ORDINAL):
            ordinals.append(self._take().number)
            mark = self._at
            self._skip(Kind.COMMA, Kind.AND, Kind.NOISE)
            if not self._is(Kind.ORDINAL):
                self._at = mark
        if self._is(Kind.WEEKDAY):
            self._ordinal_weekdays(ordinals, after_every=after_every, begin=begin)
            return
        if self._is(Kind.UNIT) and after_every and len(ordinals) == 1 and ordinals[0] > 1:
            unit, _ = self._take().unit
            self._set_unit(unit, ordinals[0])
            return
        if self._is(Kind.UNIT) and self._peek().text in ("day", "dia"):  # type: ignore[union-attr]
            self._at += 1
        self._skip(Kind.NOISE)
        if self._is_monthly_ending() or (
            self._phrase.repetition is not None and self._phrase.repetition.unit == "MONTHLY"
        ):
            self._month_days(ordinals, begin)
            return
        self._at = begin
        if after_every or ordinals[0] == -1:
            raise self._unread()
        self._days()

    def _ordinal_weekdays(self, ordinals: list[int], *, after_every: bool, begin: int) -> None:
        if any(not (number == -1 or 1 <= number <= 5) for number in ordinals):
            raise self._unread(begin)
        found = self._repetition()
        found.is_every = found.is_every or after_every
        if found.ordinals:
            raise self._unread(begin)
        found.ordinals = tuple(ordinals)
        self._weekdays()
        if self._is_monthly_ending():
            self._take_monthly_ending()

    def _month_days(self, numbers: list[int], begin: int) -> None:
        if any(not (number == -1 or 1 <= number <= 31) for number in numbers):
            raise self._unread(begin)
        found = self._repetition()
        found.month_days = tuple(numbers)
        if self._is_monthly_ending():
            self._take_monthly_ending()
        self._set_unit("MONTHLY", 1)

    def _is_monthly_ending(self) -> bool:
        """True before "of the month", "each month", "monthly", "de cada mes"."""
        ahead = 0
        while self._is(Kind.OF, Kind.NOISE, Kind.EVERY, Kind.COMMA, ahead=ahead):
            ahead += 1
        token = self._peek(ahead)
        if token is None or not token.is_a(Kind.UNIT, Kind.FREQUENCY):
            return False
        return token.value == ("MONTHLY", 1) and (ahead > 0 or token.is_a(Kind.FREQUENCY))

    def _take_monthly_ending(self) -> None:
        self._skip(Kind.OF, Kind.NOISE, Kind.EVERY, Kind.COMMA)
        self._at += 1
        found = self._repetition()
        found.of_month = True

    def _plural(self) -> None:
        """Spanish "los" before weekdays names all of them."""
        self._at += 1
        if self._is(Kind.WEEKDAY):
            self._weekdays(plural=True)
        elif not self._is(Kind.ORDINAL, Shape.NUMBER, Kind.WEEKDAYS):
            raise self._unread(self._at - 1)

    def _weekdays(self, *, plural: bool = False) -> None:
        """One weekday, a list of them, or from one to another."""
        taken, plural = self._weekday_list(plural=plural)
        self._add_weekdays(taken, plural=plural)

    def _weekday_list(self, *, plural: bool = False) -> tuple[tuple[int, ...], bool]:
        taken: list[int] = []
        while self._is(Kind.WEEKDAY):
            day, is_plural = self._take().weekday
            plural = plural or is_plural
            if taken and self._tokens[self._at - 2].is_a(*_RANGES):
                first = taken.pop()
                taken += [(first + step) % 7 for step in range((day - first) % 7 + 1)]
            else:
                taken.append(day)
            mark = self._at
            self._skip(Kind.COMMA)
            self._skip(*_JOINTS) if self._is(*_JOINTS) else None
            self._skip(Kind.THE_PLURAL, Kind.NOISE)
            if not self._is(Kind.WEEKDAY):
                self._at = mark
                break
            if self._tokens[self._at - 1].is_a(Kind.THE_PLURAL, Kind.NOISE):
                plural = plural or self._tokens[self._at - 1].is_a(Kind.THE_PLURAL)
        return tuple(dict.fromkeys(taken)), plural

    def _add_weekdays(self, days: tuple[int, ...], *, plural: bool) -> None:
        phrase = self._phrase
        phrase.weekdays = tuple(dict.fromkeys((*phrase.weekdays, *days)))
        phrase.are_plural = phrase.are_plural or plural

    # Ends and exceptions

    def _until(self) -> None:
        """ "until March 26", or "until 2 PM" after a time."""
        begin = self._at
        self._at += 1
        self._skip(Kind.NOISE, Kind.AT, Kind.COMMA)
        if self._begins_time():
            self._at = begin
            self._range_end()
            return
        if self._is(Kind.WEEKDAY):
            self._take()
            self._skip(Kind.COMMA, Kind.NOISE)
        span = self._one_day()
        if span is None or self._phrase.until is not None:
            raise self._unread(begin)
        if self._phrase.spans and not self._phrase.is_recurring and not self._phrase.slots:
            # "January 7 ... until January 31" is a span, not the end of a repetition.
            self._phrase.spans[-1].last = span
        else:
            self._phrase.until = span

    def _from(self) -> None:
        """ "starting March 3", "from March 3 to May 5", or "from 10 AM"."""
        begin = self._at
        self._at += 1
        self._skip(Kind.NOISE, Kind.AT, Kind.COMMA)
        if self._begins_time():
            return
        if self._is(Kind.WEEKDAY):
            if self._weekdays_only():
                return
            self._take()
            self._skip(Kind.COMMA, Kind.NOISE)
        if not self._phrase.is_recurring:
            return
        first = self._one_day()
        if first is None:
            self._at = begin + 1
            if self._is(Kind.MONTH):
                return
            raise self._unread(begin)
        self._phrase.start = first
        mark = self._at
        self._skip(Kind.COMMA)
        if self._is(*_RANGES):
            self._at += 1
            self._skip(Kind.NOISE)
            if (last := self._one_day(month=first.month)) is not None:
                self._phrase.until = last
                if not first.year and last.year:
                    self._phrase.start = DayName(first.day, first.month, last.year, first.numbers)
                return
        self._at = mark

    def _weekdays_only(self) -> bool:
        """True before weekdays that no day follows, as in "from Monday to Friday"."""
        ahead = 0
        while self._is(Kind.WEEKDAY, *_JOINTS, Kind.NOISE, ahead=ahead):
            ahead += 1
        return not self._is(Kind.MONTH, Shape.NUMBER, Kind.ORDINAL, *_DAY_SHAPES, ahead=ahead)

    def _one_day(self, month: int = 0) -> DayName | None:
        """One day; None, and nothing taken, where none stands."""
        begin = self._at
        name = self._day_atom(month=month)
        if name is None or (not name.month and name.numbers is None):
            self._at = begin
            return None
        return name

    def _except(self) -> None:
        begin = self._at
        self._at += 1
        self._skip(Kind.NOISE, Kind.AT, Kind.COMMA, Kind.OF)
        spans = self._day_spans()
        if not spans:
            rest = self._line[self._tokens[begin].start :].strip()[:60]
            raise PhraseError(
                f"excepts days that are no dates: '{rest}'; write each day, as in"
                " 'except December 24 and 31'",
                "repeats",
            )
        self._phrase.excluded += spans

    def _for(self) -> None:
        """ "for six weeks", "for 5 sessions"."""
        self._at += 1
        if not self._is(Shape.NUMBER, Kind.COUNT_WORD):
            raise self._unread(self._at - 1)
        self._count()

    def _count(self) -> None:
        begin = self._at
        number = self._take().number
        if self._is(Kind.TIMES) and 1 <= number <= 999:
            self._at += 1
            self._phrase.count = number
        elif self._is(Kind.UNIT) and self._tokens[begin - 1].is_a(Kind.FOR) and number:
            unit, interval = self._take().unit
            self._phrase.duration = (unit, number * interval)
        else:
            raise self._unread(begin)

    # Days

    def _number(self) -> None:
        """A number: a day before its month, a count, or a time."""
        if self._is(Kind.TIMES, ahead=1):
            self._count()
            return
        value = self._number_here()
        if value > 999:
            self._lone_year(value)
            return
        if self._begins_time():
            self._times()
            return
        self._days()

    def _lone_year(self, year: int) -> None:
        """A year that stands apart from its day: "January 13, 10 AM, 2026"."""
        phrase = self._phrase
        lacking = [span for span in phrase.spans if not span.first.year]
        if not lacking or year > 9999:
            raise self._unread()
        for span in lacking:
            span.first = _with_year(span.first, year)
            span.last = _with_year(span.last, year) if span.last else None
        self._at += 1

    def _days(self) -> None:
        begin = self._at
        phrase = self._phrase
        if self._is(Kind.MONTH) and self._month_alone():
            return
        spans = self._day_spans()
        if not spans:
            if self._is(Shape.NUMBER):
                raise (
                    PhraseError("does not say whether it is morning or afternoon", "time")
                    if (phrase.spans or phrase.is_recurring)
                    else self._unread(begin)
                )
            raise self._unread(begin)
        if (
            phrase.spans
            and phrase.slots
            and phrase.last_moment is None
            and len(spans) == 1
            and begin
            and self._tokens[begin - 1].is_a(Kind.COMMA, Kind.AND)
        ):
            raise PhraseError("names two days with their own times; write a file for each", "when")
        phrase.spans += spans
        if len(phrase.spans) == len(phrase.weekdays) == 1 and not phrase.is_recurring:
            # "Thursday, January 29": the weekday is that of the first day.
            spans[0].weekdays = phrase.weekdays + spans[0].weekdays
            phrase.weekdays = ()

    def _month_alone(self) -> bool:
        """Take months without a day, "January" or "January and February 2026"; else take none."""
        begin = self._at
        found: list[tuple[int, int]] = []
        while self._is(Kind.MONTH):
            month = self._take().number
            mark = self._at
            self._skip(Kind.COMMA, Kind.OF, Kind.NOISE)
            year = 0
            if self._is(Shape.NUMBER) and self._number_here() > 999:
                year = self._take().number
            elif self._is(Shape.NUMBER, Kind.ORDINAL) and not self._begins_time():
                self._at = begin
                return False
            else:
                self._at = mark
            found.append((month, year))
            mark = self._at
            self._skip(Kind.COMMA)
            self._skip(Kind.AND)
            if not self._is(Kind.MONTH):
                self._at = mark
                break
            ahead = self._peek(1)
            if ahead is not None and ahead.is_a(Shape.NUMBER) and ahead.number < 32:
                self._at = mark
                break
        if not self._phrase.is_recurring and not self._weekdays_follow():
            self._at = begin
            raise PhraseError("names a month without a day", "date")
        self._phrase.months += found
        return True

    def _weekdays_follow(self) -> bool:
        return any(
            token.is_a(Kind.EVERY, Kind.FREQUENCY)
            or (token.kind is Kind.WEEKDAY and token.weekday[1])
            for token in self._tokens[self._at :]
        )

    def _day_spans(self) -> list[DaySpan]:
        """Days and spans of days with their joints; [] and nothing taken where none stands."""
        begin = self._at
        spans: list[DaySpan] = []
        closed = self._at
        joint = ""
        while True:
            weekdays, _ = self._weekday_list()
            self._skip(Kind.COMMA, Kind.NOISE)
            if weekdays and self._is(Kind.TO):
                self._at += 1
            inherited = spans[-1].last or spans[-1].first if spans else None
            atom = self._day_atom(
                month=inherited.month if inherited and not inherited.year else 0,
                in_list=bool(spans),
            )
            if atom is None:
                break
            if joint == "to" and spans[-1].last is None:
                spans[-1].last = atom
                spans[-1].weekdays += weekdays
            elif joint == "to":
                break
            else:
                spans.append(DaySpan(atom, None, weekdays))
            closed = self._at
            self._skip(Kind.COMMA)
            if self._is(*_RANGES):
                joint = "to"
            elif self._is(Kind.AND) or self._at > closed:
                joint = "and"
            else:
                break
            self._skip(Kind.AND, Kind.NOISE, *_RANGES, Kind.THE_PLURAL)
            self._skip(Kind.OF) if joint == "to" else None
        self._at = closed if spans else begin
        _complete(spans)
        for span in spans:
            if not span.first.month and span.first.numbers is None:
                self._at = begin
                return []
        return spans

    def _day_atom(self, *, month: int = 0, in_list: bool = False) -> DayName | None:
        """One day with what it says of its month and year; None, and nothing taken, if none."""
        begin = self._at
        token = self._peek()
        if token is None:
            return None
        if token.kind is Shape.ISO:
            self._at += 1
            assert isinstance(token.value, tuple)
            year, month, day = token.value
            return self._year_after(DayName(day, month, year))
        if token.is_a(Shape.NUMERIC, Shape.SLASHED):
            self._at += 1
            assert isinstance(token.value, DayNumbers)
            return self._year_after(DayName(0, 0, 0, token.value))
        if token.kind is Kind.MONTH:
            return self._month_first(begin)
        if token.is_a(Shape.NUMBER, Kind.ORDINAL):
            return self._day_first(begin, month, in_list=in_list)
        return None

    def _month_first(self, begin: int) -> DayName | None:
        month = self._take().number
        self._skip(Kind.NOISE)
        if not self._is(Shape.NUMBER, Kind.ORDINAL) or self._begins_time():
            self._at = begin
            return None
        day = self._take().number
        if day > 99:
            self._at = begin
            return None
        return self._year_after(DayName(day, month))

    def _day_first(self, begin: int, month: int, *, in_list: bool) -> DayName | None:
        if self._begins_time():
            return None
        day = self._take().number
        if not 0 < day < 100:
            self._at = begin
            return None
        self._skip(Kind.OF, Kind.NOISE)
        if self._is(Kind.MONTH):
            number = self._take().number
            return self._year_after(DayName(day, number))
        self._at = begin + 1
        if month:
            return self._year_after(DayName(day, month))
        if in_list or self._month_comes():
            return DayName(day)
        self._at = begin
        return None

    def _month_comes(self) -> bool:
        """True when a list of numbers goes on to a month: "6, 13 and 20 January"."""
        ahead = 0
        while self._is(
            Shape.NUMBER, Kind.ORDINAL, Kind.COMMA, Kind.AND, Kind.TO, Kind.NOISE, ahead=ahead
        ):
            ahead += 1
        while self._is(Kind.OF, ahead=ahead):
            ahead += 1
        return self._is(Kind.MONTH, ahead=ahead)

    def _year_after(self, name: DayName) -> DayName:
        mark = self._at
        if name.year:
            return name
        self._skip(Kind.COMMA, Kind.OF)
        token = self._peek()
        if token is not None and token.kind is Shape.NUMBER and 999 < token.number < 10000:
            self._at += 1
            return _with_year(name, token.number)
        self._at = mark
        return name

    # Times

    def _begins_time(self) -> bool:
        """True before a time, or a number that the time after it makes one: "1 - 2 PM"."""
        if self._is(Shape.CLOCK, Kind.NOON, Kind.MIDNIGHT):
            return True
        if not self._is(Shape.NUMBER):
            return False
        ahead = 1
        while self._is(Kind.TO, Kind.AND, Kind.UNTIL, Kind.AT, Kind.NOISE, ahead=ahead):
            ahead += 1
        return (
            ahead > 1
            and self._is(Shape.CLOCK, Kind.NOON, Kind.MIDNIGHT, ahead=ahead)
            and self._number_here() <= 24
        )

    def _times(self) -> None:
        """One or several times or spans of time."""
        phrase = self._phrase
        if phrase.slots and self._at and self._tokens[self._at - 1].is_a(Kind.AND, Kind.COMMA):
            pass
        elif phrase.slots:
            raise self._unread()
        while True:
            starts = self._point()
            ends = None
            mark = self._at
            if self._is(*_RANGES):
                self._at += 1
                self._skip(Kind.AT, Kind.NOISE)
                if self._is_point():
                    ends = self._point()
                else:
                    self._at = mark
            phrase.slots.append((starts, ends))
            mark = self._at
            if self._is(Kind.SHOW, Kind.DOORS):
                return
            self._skip(Kind.COMMA)
            self._skip(Kind.AND)
            self._skip(Kind.AT)
            if self._at == mark or not self._begins_time():
                self._at = mark
                return

    def _is_point(self) -> bool:
        if self._is(Shape.NUMBER):
            following = self._peek(1)
            return self._number_here() <= 24 and not (
                following is not None and following.is_a(Kind.MONTH, Kind.OF)
            )
        return self._is(Shape.CLOCK, Kind.NOON, Kind.MIDNIGHT)

    def _point(self) -> Clock:
        token = self._take()
        match token.kind:
            case Kind.NOON:
                return Clock(12, 0, "pm", "noon")
            case Kind.MIDNIGHT:
                return Clock(12, 0, "am", "midnight")
            case Shape.CLOCK:
                assert isinstance(token.value, Clock)
                return token.value
        return Clock(token.number, 0, "", token.text)

    def _range_end(self) -> None:
        """ "until 2 PM" after a start that has no end."""
        begin = self._at
        self._at += 1
        self._skip(Kind.NOISE, Kind.AT, Kind.COMMA)
        slots = self._phrase.slots
        if not slots or slots[-1][1] is not None:
            raise self._unread(begin)
        slots[-1] = (slots[-1][0], self._point())

    def _to(self) -> None:
        """A dash: before a time it is only a sign; after a time it leads to the last moment."""
        begin = self._at
        self._at += 1
        self._skip(Kind.NOISE)
        phrase = self._phrase
        if phrase.slots and phrase.spans:
            self._last_moment(begin)
        elif self._is_point() and not phrase.slots and self._begins_time():
            return
        elif self._tokens[begin].text == "-":
            if not (phrase.spans or phrase.weekdays or phrase.repetition):
                raise self._unread(begin)
        elif self._tokens[begin].text != "a las" and self._tokens[begin].text != "a la":
            # Spanish "a las 18:00" says at what time.
            raise self._unread(begin)

    def _last_moment(self, begin: int) -> None:
        phrase = self._phrase
        if self._is(Kind.WEEKDAY):
            self._take()
            self._skip(Kind.COMMA, Kind.NOISE)
        name = self._one_day()
        if name is None:
            raise self._unread(begin)
        self._skip(Kind.COMMA, Kind.AT, Kind.NOISE)
        if (
            not self._begins_time()
            or len(phrase.slots) != 1
            or phrase.slots[0][1] is not None
            or len(phrase.spans) != 1
            or phrase.spans[0].last is not None
        ):
            raise self._unread(begin)
        phrase.last_moment = (name, self._point())

    def _between(self) -> None:
        """ "between 10 and 2 PM": one span of time."""
        begin = self._at
        self._at += 1
        if not self._is_point():
            raise self._unread(begin)
        starts = self._point()
        self._skip(Kind.AT)
        if not self._is(Kind.AND, Kind.TO):
            raise self._unread(begin)
        self._at += 1
        self._skip(Kind.AT)
        if not self._is_point():
            raise self._unread(begin)
        self._phrase.slots.append((starts, self._point()))

    def _labelled(self) -> None:
        """ "doors 6 PM, show 7 PM" and "6 PM doors, 7 PM show"."""
        token = self._take()
        phrase = self._phrase
        self._skip(Kind.AT)
        if self._is_point() and (self._begins_time() or self._peek_is_bare()):
            point = self._point()
            if token.kind is Kind.DOORS and not phrase.slots:
                phrase.slots.append((point, None))
            elif token.kind is Kind.SHOW and phrase.slots and phrase.show is None:
                phrase.show = point
                if self._is(*_RANGES):
                    self._at += 1
                    self._end_of_show()
            elif token.kind is Kind.SHOW and not phrase.slots:
                self._at -= 1
                self._times()
            else:
                raise self._unread(self._at - 1)
            return
        previous = self._tokens[self._at - 2] if self._at >= 2 else None
        if previous is None or not previous.is_a(Shape.CLOCK, Kind.NOON, Kind.MIDNIGHT):
            raise self._unread(self._at - 1)
        if token.kind is Kind.SHOW and len(phrase.slots) == 2 and phrase.show is None:
            phrase.show = phrase.slots.pop()[0]

    def _end_of_show(self) -> None:
        if not self._is_point():
            raise self._unread()
        starts, _ = self._phrase.slots[-1]
        self._phrase.slots[-1] = (starts, self._point())

    def _peek_is_bare(self) -> bool:
        return self._is(Shape.NUMBER)

    def _zone(self) -> None:
        zone = self._take().unit
        if self._phrase.zone is not None and self._phrase.zone != zone:
            raise self._unread(self._at - 1)
        self._phrase.zone = zone


def _with_year(name: DayName, year: int) -> DayName:
    return name if name.year else DayName(name.day, name.month, year, name.numbers)


def _complete(spans: list[DaySpan]) -> None:
    """Give days that lack a month or a year those of the days beside them."""
    names = [name for span in spans for name in (span.first, span.last) if name is not None]
    completed: list[DayName] = []
    month = year = 0
    for name in reversed(names):
        month = name.month or month
        found = DayName(name.day, name.month or month, name.year, name.numbers)
        completed.append(found)
    completed.reverse()
    years = [name.year for name in completed]
    for number in range(len(completed) - 1, -1, -1):
        year = years[number] or year
        name = completed[number]
        if not name.year and year:
            later = completed[number + 1] if number + 1 < len(completed) else name
            # "December 30 - January 2, 2026": the year belongs to the later day.
            earlier = name.month > later.month and name.numbers is None and later.year == year
            completed[number] = _with_year(name, year - earlier)
            year = completed[number].year
    for number in range(1, len(completed)):
        # "January 13, 2026 and February 3"
        if not completed[number].year and completed[number - 1].year:
            completed[number] = _with_year(completed[number], completed[number - 1].year)
    again = iter(completed)
    for span in spans:
        span.first = next(again)
        if span.last is not None:
            span.last = next(again)
