"""The grammar of days: "January 6, 13 and 20", "December 14-18", "Monday - Friday"."""

from kiosk.content.dates.clock_words import AT_THE_HOUR
from kiosk.content.dates.date_words import Kind
from kiosk.content.dates.phrase import DayName, DaySpan, PhraseError, with_year
from kiosk.content.dates.token_reader import RANGES
from kiosk.content.dates.tokens import DayNumbers, Shape
from kiosk.content.dates.weekday_grammar import OF_BOTH_NUMBERS, WeekdayReader
from kiosk.domain import Message

_OR = ("or", "nor", "o", "ni")
# Days that are as likely the last two digits of a year.
_SHORT_YEARS = range(25, 30)


class DayReader(WeekdayReader):
    """Each method takes the tokens of one part, or raises PhraseError."""

    def _lone_year(self, year: int) -> None:
        """A year that stands apart from its day: "January 13, 10 AM, 2026"."""
        phrase = self._phrase
        lacking = [span for span in phrase.spans if not span.first.year]
        if not lacking or year > 9999:
            raise self._unread()
        for span in lacking:
            span.first = with_year(span.first, year)
            span.last = with_year(span.last, year) if span.last else None
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
                    PhraseError(Message("does not say whether it is morning or afternoon"), "time")
                    if (phrase.spans or phrase.is_recurring or phrase.weekdays)
                    else self._unread(begin)
                )
            raise self._unread(begin)
        if (
            phrase.spans
            and phrase.slots
            and phrase.last_moment is None
            and len(spans) == 1
            and begin
            and self._tokens[begin - 1].is_a(Kind.COMMA, Kind.AND, Kind.WEEKDAY)
        ):
            raise PhraseError(
                Message("names two days with their own times; write a file for each"), "when"
            )
        spans[0].is_start = begin == self._starts_at
        phrase.spans += spans
        is_of_first = len(phrase.spans) == 1 or any(span.weekdays for span in spans[1:])
        if is_of_first and len(phrase.weekdays) == 1 and not phrase.is_recurring:
            # "Thursday, January 29" and "Tuesday, December 8 and Thursday, December 10": the
            # weekday is that of the first day.
            spans[0].weekdays = phrase.weekdays + spans[0].weekdays
            phrase.weekdays = ()

    def _month_alone(self) -> bool:
        """Take months without a day, "January" or "January and February 2026"; else take none."""
        begin = self._at
        found: list[tuple[int, int]] = []
        is_range = False
        while self._is(Kind.MONTH):
            month = self._take().number
            if is_range:
                found += _months_between(found[-1][0], month)
            mark = self._at
            self._skip(Kind.COMMA, Kind.OF, Kind.NOISE)
            year = 0
            if self._is(Shape.NUMBER) and self._number_here() > 999:
                year = self._take().number
            elif self._is(Shape.NUMBER, Kind.ORDINAL) and (
                not self._begins_time() or self._is_before_dash()
            ):
                self._at = begin
                return False
            else:
                self._at = mark
            found.append((month, year))
            mark = self._at
            is_range = self._is(*RANGES)
            self._skip(*RANGES) if is_range else self._skip(Kind.COMMA, Kind.AND)
            if not self._is(Kind.MONTH):
                self._at = mark
                break
            ahead = self._peek(1)
            if ahead is not None and ahead.is_a(Shape.NUMBER) and ahead.number < 32:
                self._at = mark
                break
        if any(token.text in OF_BOTH_NUMBERS for token in self._tokens[:begin]):
            # "martes de febrero"
            self._phrase.are_plural = True
        if not self._phrase.is_recurring and not self._weekdays_follow():
            self._at = begin
            raise PhraseError(Message("names a month without a day"), "date")
        self._phrase.months += found
        return True

    def _one_day(self, month: int = 0) -> DayName | None:
        """One day; None, and nothing taken, where none stands."""
        begin = self._at
        name = self._day_atom(month=month)
        if name is None or (not name.month and name.numbers is None):
            self._at = begin
            return None
        return name

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
            joint = self._joint(has_comma=self._at > closed)
            if not joint:
                break
            if joint == "or":
                self._at += 1
            self._skip(Kind.AND, Kind.NOISE, *RANGES, Kind.THE_PLURAL)
            self._skip(Kind.OF) if joint == "to" else None
        self._at = closed if spans else begin
        self._refuse_short_year(spans)
        _complete(spans)
        for span in spans:
            if not span.first.month and span.first.numbers is None:
                self._at = begin
                return []
        return spans

    def _joint(self, *, has_comma: bool) -> str:
        """How a further day would be joined: "to", "and", "or", or "" where none can follow."""
        following = self._peek()
        if following is None or following.text in AT_THE_HOUR:
            return ""
        if has_comma and self._is_exception and following.is_a(Kind.UNTIL, Kind.THROUGH):
            # "except December 7, until December 31"
            return ""
        if self._is_exception and following.text.casefold() in _OR:
            return "or"
        if following.is_a(*RANGES):
            return "to"
        return "and" if has_comma or following.is_a(Kind.AND) else ""

    def _refuse_short_year(self, spans: list[DaySpan]) -> None:
        """ "December 11, 26" is two days, or one of the year 2026."""
        if (
            len(spans) == 2
            and spans[0].first.month
            and not spans[0].first.year
            and spans[0].last is spans[1].last is None
            and spans[1].first.day in _SHORT_YEARS
            and self._tokens[self._at - 1].kind is Shape.NUMBER
            and self._tokens[self._at - 2].kind is Kind.COMMA
        ):
            day, other = spans[0].first.day, spans[1].first.day
            raise PhraseError(
                Message(
                    "can be day {day} of the year 20{other}, or the days {day} and {other}; write "
                    "the year with four digits, or 'and' between the days",
                    day=day,
                    other=other,
                ),
                "date",
            )

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
        if not self._is(Shape.NUMBER, Kind.ORDINAL) or (
            self._begins_time() and not self._is_before_dash()
        ):
            self._at = begin
            return None
        day = self._take().number
        if day > 99:
            self._at = begin
            return None
        return self._year_after(DayName(day, month))

    def _is_before_dash(self) -> bool:
        """True before a day that a dash between spaces parts from the time: "Dec 12 - 2 PM"."""
        number, dash, time = self._peek(), self._peek(1), self._peek(2)
        return (
            number is not None
            and dash is not None
            and time is not None
            and not self._phrase.is_recurring
            and dash.text == "-"
            and dash.start > number.start + len(number.text)
            and time.start > dash.start + 1
            and number.number <= 31
        )

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
            Shape.NUMBER,
            Kind.ORDINAL,
            Kind.COMMA,
            Kind.AND,
            Kind.TO,
            Kind.NOISE,
            Kind.WEEKDAY,
            ahead=ahead,
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
            return with_year(name, token.number)
        self._at = mark
        return name

    def _to(self) -> None:
        """A dash: before a time it is only a sign; after a time it leads to the last moment."""
        begin = self._at
        self._at += 1
        self._skip(Kind.NOISE)
        phrase = self._phrase
        if phrase.slots and phrase.spans:
            self._last_moment(begin)
        elif self._tokens[begin].text in ("to", "bis"):
            # "March 13, to 3:30 PM" says when it ends.
            raise self._unread(begin)
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


def _months_between(first: int, last: int) -> list[tuple[int, int]]:
    """The months after one and before another, without their years."""
    return [((first + step - 1) % 12 + 1, 0) for step in range(1, (last - first) % 12)]


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
            completed[number] = with_year(name, year - earlier)
            year = completed[number].year
    for number in range(1, len(completed)):
        # "January 13, 2026 and February 3"
        if not completed[number].year and completed[number - 1].year:
            completed[number] = with_year(completed[number], completed[number - 1].year)
    again = iter(completed)
    for span in spans:
        span.first = next(again)
        if span.last is not None:
            span.last = next(again)
