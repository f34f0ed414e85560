"""The grammar of repetitions: "every other Thursday until March 26, except March 12"."""

from kiosk.content.dates.date_words import Kind
from kiosk.content.dates.day_grammar import DayReader
from kiosk.content.dates.phrase import LAST_OF_MONTH, DayName, DaySpan, PhraseError, Repetition
from kiosk.content.dates.token_reader import DAY_SHAPES, RANGES
from kiosk.content.dates.tokens import Shape
from kiosk.content.dates.weekday_grammar import OF_BOTH_NUMBERS
from kiosk.domain import Message

_CONSECUTIVE = ("consecutive", "consecutivos", "consecutivas", "seguidos", "successive")
_MOST_WEEKDAYS = 60


class RepetitionReader(DayReader):
    """Each method takes the tokens of one part, or raises PhraseError."""

    def _repetition(self) -> Repetition:
        if self._phrase.repetition is None:
            self._phrase.repetition = Repetition()
        return self._phrase.repetition

    def _set_unit(self, unit: str, interval: int) -> None:
        found = self._repetition()
        if found.unit and found.unit != unit:
            raise PhraseError(Message("names two repetitions"), "repeats")
        found.unit = unit
        if interval > 1:
            if found.interval > 1:
                raise PhraseError(Message("names two repetitions"), "repeats")
            found.interval = interval

    def _every(self) -> None:
        """ "every", "every other", "every 2", "every second", and the unit or the weekdays."""
        found, begin, before = self._repetition(), self._at, self._phrase.weekdays
        found.is_every = True
        if self._is(Kind.OTHER) and self._at and self._tokens[self._at - 1].is_a(Kind.WEEKDAY):
            # "jueves alternos"
            found.interval = self._take().number
            return
        self._skip(Kind.EVERY)
        if found.interval > 1:
            # "every 2 weeks on Monday and every 3 weeks on Tuesday"
            raise self._unread(begin)
        if self._is(Kind.OTHER):
            found.interval = self._take().number
        elif self._is(Kind.COUNT_WORD, Shape.NUMBER) and self._is(Kind.UNIT, ahead=1):
            number = self._take().number
            if not 1 <= number <= 99:
                raise PhraseError(
                    Message("repeats after a number of days that is not from 1 to 99")
                )
            found.interval = number
        elif self._is(Kind.ORDINAL):
            self._ordinal(after_every=True)
            return
        self._what_is_repeated(found)
        if before and found.interval > 1 and self._phrase.weekdays != before:
            # "every Monday and every other Tuesday"
            raise self._unread(begin)

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
        if token.text in ("dia", "dias", "day", "days") and self._days_of_month():
            return
        previous = self._tokens[self._at - 2] if self._at >= 2 else None
        if token.text in ("dia", "dias", "day", "days") and self._is(
            Shape.NUMBER, Kind.ORDINAL, *DAY_SHAPES
        ):
            return
        found = self._phrase.repetition
        follows = previous is not None and previous.is_a(Kind.OF, Kind.NOISE, Kind.EVERY)
        if unit == "MONTHLY" and follows and found is not None:
            found.of_month = True
            return
        raise self._unread(self._at - 1)

    def _days_of_month(self) -> bool:
        """Take "15 de cada mes", or "15" after "cada mes, el día"; False, and none, for others."""
        begin = self._at
        numbers: list[int] = []
        while self._is(Shape.NUMBER) and not self._begins_time():
            numbers.append(self._take().number)
            end = self._at
            self._skip(Kind.COMMA, Kind.AND, Kind.NOISE)
            if not self._is(Shape.NUMBER):
                self._at = end
        repetition = self._phrase.repetition
        is_monthly = repetition is not None and repetition.unit == "MONTHLY"
        if numbers and (
            self._is_monthly_ending()
            or (is_monthly and self._tokens[begin - 1].is_a(Kind.UNIT) and not self._is(Kind.OF))
        ):
            self._month_days(numbers, begin)
            return True
        self._at = begin
        return False

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
        if found.ordinals or self._phrase.weekdays:
            # "every Friday and the first Thursday"
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
        elif not self._is(Kind.ORDINAL, Shape.NUMBER, Kind.WEEKDAYS, Kind.UNIT):
            raise self._unread(self._at - 1)

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
        span = self._one_day() or self._end_of_month(begin)
        if span is None or self._phrase.until is not None:
            raise self._unread(begin)
        if self._phrase.spans and not self._phrase.is_recurring and not self._phrase.slots:
            if self._phrase.spans[-1].last is not None:
                raise self._unread(begin)
            # "January 7 ... until January 31" is a span, not the end of a repetition.
            self._phrase.spans[-1].last = span
        else:
            self._phrase.until = span

    def _end_of_month(self, begin: int) -> DayName | None:
        """The last day of "through January" and "until the end of January".

        "until January" may end before that month, or with it.
        """
        says_end = self._is(Kind.MONTH_END)
        self._skip(Kind.MONTH_END)
        if not self._is(Kind.MONTH):
            return None
        if not (says_end or self._tokens[begin].kind is Kind.THROUGH):
            raise PhraseError(
                Message(
                    "does not say whether it ends before that month or with it; write the last day"
                ),
                "repeats",
            )
        month = self._take().number
        return self._year_after(DayName(LAST_OF_MONTH, month))

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
            self._starts_at = self._at
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
        if self._is(*RANGES):
            self._at += 1
            self._skip(Kind.NOISE)
            if (last := self._one_day(month=first.month)) is not None:
                self._phrase.until = last
                if not first.year and last.year:
                    self._phrase.start = DayName(first.day, first.month, last.year, first.numbers)
                return
        self._at = mark

    def _except(self) -> None:
        begin = self._at
        self._at += 1
        self._skip(Kind.NOISE, Kind.AT, Kind.COMMA, Kind.OF)
        found = len(self._phrase.excluded_weekdays)
        self._except_weekdays()
        has_weekdays = len(self._phrase.excluded_weekdays) > found
        if has_weekdays and not self._goes_on():
            return
        spans = self._excepted_days(begin)
        while spans and self._goes_on():
            # "except December 25 and Mondays"
            self._except_weekdays()
        if not spans:
            rest = self._line[self._tokens[begin].start :].strip()[:60]
            raise PhraseError(
                Message(
                    "excepts days that are no dates: '{rest}'; write each day, as in 'except "
                    "December 24 and 31'",
                    rest=rest,
                ),
                "repeats",
            )
        self._phrase.excluded += spans

    def _excepted_days(self, begin: int) -> list[DaySpan]:
        """Days after "except"; refuses "except December 7 until December 31": which day ends it?"""
        self._is_exception = True
        spans = self._day_spans()
        self._is_exception = False
        joins_until = any(token.kind is Kind.UNTIL for token in self._tokens[begin : self._at])
        if joins_until and self._phrase.until is None:
            raise PhraseError(
                Message(
                    "does not say whether it ends on the last day, or does not take place"
                    " until then; write when it ends before what it excepts"
                ),
                "repeats",
            )
        return spans

    def _goes_on(self) -> bool:
        """Take the "and" after an exception, before a further one."""
        mark = self._at
        self._skip(Kind.COMMA)
        if self._is(Kind.AND):
            self._skip(Kind.AND, Kind.NOISE, Kind.AT)
            if not self._begins_time() and (self._tokens[mark : self._at] and self._peek()):
                return True
        self._at = mark
        return False

    def _except_weekdays(self) -> None:
        """Weekdays without a date, as in "except Mondays"."""
        mark = self._at
        self._skip(Kind.THE_PLURAL, Kind.EVERY)
        taken: tuple[int, ...] = ()
        if self._is(Kind.WEEKDAYS):
            taken = self._take().weekdays
        elif self._is(Kind.WEEKDAY):
            taken, is_plural = self._weekday_list()
            end = self._at
            self._skip(Kind.COMMA, Kind.NOISE)
            # "except Monday, December 7" names a date.
            names_date = self._is(Kind.MONTH, Shape.NUMBER, Kind.ORDINAL, *DAY_SHAPES)
            if names_date and not is_plural and not self._begins_time():
                taken = ()
            self._at = end
        if not taken:
            self._at = mark
            return
        self._excepted.update(range(mark, self._at))
        self._phrase.excluded_weekdays += taken

    def _lasts(self, begin: int) -> bool:
        """True for "for 6 weeks", and for "Tuesdays, 6 weeks"."""
        unit, _ = self._tokens[self._at].unit
        before = self._tokens[begin - 1] if begin else None
        is_listed = before is not None and before.is_a(Kind.COMMA) and bool(self._phrase.weekdays)
        is_for = before is not None and before.is_a(Kind.FOR)
        if is_for and self._phrase.weekdays:
            # Spanish "martes, durante 6 semanas" is each of them.
            self._phrase.are_plural = True
        return is_for or (is_listed and unit == "WEEKLY" and self._phrase.are_plural)

    def _for(self) -> None:
        """ "for six weeks", "for 5 sessions"; "durante febrero"."""
        self._at += 1
        if self._is(Kind.MONTH):
            return
        if not self._is(Shape.NUMBER, Kind.COUNT_WORD):
            raise self._unread(self._at - 1)
        self._count()

    def _counted_weekdays(self) -> bool:
        """Take "6 Tuesdays" and "6 consecutive Tuesdays"; False, and nothing taken, elsewhere."""
        begin = self._at
        number = self._take().number
        token = self._peek()
        if token is not None and token.text.casefold() in _CONSECUTIVE:
            self._at += 1
        token = self._peek()
        is_first = begin == 0 or self._tokens[begin - 1].is_a(Kind.THE_PLURAL, Kind.NOISE)
        if token is not None and token.kind is Kind.WEEKDAY and 1 < number <= _MOST_WEEKDAYS:
            _, is_plural = token.weekday
            following = self._peek(1)
            ends_list = following is not None and not following.is_a(Kind.OF, Kind.MONTH)
            # "martes" names one of them, or all.
            if is_plural or (is_first and token.text in OF_BOTH_NUMBERS and ends_list):
                self._weekdays(plural=True)
                following = self._peek()
                if following is not None and following.text.casefold() in _CONSECUTIVE:
                    self._at += 1
                self._phrase.count = number
                self._phrase.counts_weekdays = True
                return True
        self._at = begin
        return False

    def _count(self) -> None:
        if self._counted_weekdays():
            return
        begin = self._at
        number = self._take().number
        if self._is(Kind.TIMES) and 1 <= number <= 999:
            self._at += 1
            self._phrase.count = number
        elif self._is(Kind.UNIT) and number and self._lasts(begin):
            unit, interval = self._take().unit
            self._phrase.duration = (unit, number * interval)
        else:
            raise self._unread(begin)
