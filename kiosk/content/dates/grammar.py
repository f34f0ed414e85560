"""Parses the tokens of a line to its parts: days, times, repetition, exceptions.

Each token belongs to one part, or the line is refused. A word that is skipped may be the one that
changes the meaning, as "2nd" does in "every 2nd Saturday".
"""

import re

from kiosk.content.dates.clock_words import join_clocks
from kiosk.content.dates.date_words import Kind, Vocabulary
from kiosk.content.dates.phrase import PhraseError, WhenPhrase
from kiosk.content.dates.repetition_grammar import RepetitionReader
from kiosk.content.dates.token_reader import RANGES
from kiosk.content.dates.tokens import LONGEST_LINE, Shape, Token, tokenize
from kiosk.content.dates.weekday_codes import with_weekday_codes
from kiosk.domain import Message

_MANY = 200
_ZONE_LETTERS = re.compile(r"[A-Z]{1,4}T|[A-Z]{3,4}")
_AT_WORDS = ("at", "a las", "las", "a la")


def read_phrase(text: str, vocabulary: Vocabulary) -> WhenPhrase:
    """The parts of a line as it was typed. Raises PhraseError."""
    if len(text) > LONGEST_LINE:
        raise PhraseError(Message("is longer than {most:,} letters", most=LONGEST_LINE), "date")
    tokens = with_weekday_codes(tokenize(text, vocabulary), vocabulary)
    return parse_phrase(join_clocks(tokens), text)


def parse_phrase(tokens: list[Token], line: str) -> WhenPhrase:
    """The parts of a line. Raises PhraseError when a token belongs to none."""
    return _Parser(tokens, line).parse()


class _Parser(RepetitionReader):
    """Chooses by each token the part that begins with it."""

    def __init__(self, tokens: list[Token], line: str) -> None:
        super().__init__(tokens, line)
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
            Kind.PART_OF_DAY: self._part_of_day,
            Kind.HALF: self._part_of_day,
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
            raise PhraseError(Message("has more than {most} words and signs", most=_MANY))
        while (token := self._peek()) is not None:
            is_last = self._at + 1 == len(self._tokens)
            if token.is_a(*self._skipped) and not (is_last and token.is_a(Kind.AND)):
                self._at += 1
                self._phrase.all_day = self._phrase.all_day or token.kind is Kind.ALL_DAY
                continue
            if self._is_all_of(token):
                continue
            handler = self._handlers.get(token.kind)
            if handler is None:
                raise self._unknown(token)
            before = self._at
            self._refuse_hour_in_words()
            handler()
            if self._at == before:
                raise self._unread()
        self._assume_each_week()
        self._take_codes_of_span()
        self._place_start()
        self._refuse_two_rhythms()
        self._leave_out_weekdays()
        if self._phrase.all_day and self._phrase.slots:
            raise PhraseError(Message("lasts all day and names a time"), "time")
        self._check_counted()
        return self._phrase

    def _is_all_of(self, token: Token) -> bool:
        """Take "all" before "Tuesdays"; False, and nothing taken, elsewhere."""
        following = self._peek(1)
        is_plural = following is not None and (
            following.kind is Kind.WEEKDAYS
            or (following.kind is Kind.WEEKDAY and following.weekday[1])
        )
        if token.kind is not Shape.UNKNOWN or token.text.casefold() != "all" or not is_plural:
            return False
        self._at += 1
        return True

    def _unknown(self, token: Token) -> PhraseError:
        """Why a word is not read; letters after a time may be a zone."""
        is_after_time = self._at and self._tokens[self._at - 1].is_a(Shape.CLOCK, Kind.COMMA)
        if self._phrase.slots and is_after_time and _ZONE_LETTERS.fullmatch(token.text):
            return PhraseError(
                Message("names a time zone that is not known, '{zone}'", zone=token.text),
                "time",
                Message("write the time of the exhibition's own zone, or UTC and hours: UTC+01:00"),
            )
        return self._unread()

    def _assume_each_week(self) -> None:
        """ "Monday - Friday, 9 AM - 5 PM" and "martes y jueves, 10 h" name no date: each week."""
        phrase = self._phrase
        names_day = phrase.spans or phrase.months or phrase.start or phrase.until
        if not phrase.slots or phrase.is_recurring or names_day:
            return
        # "jueves 18:00 (excepto 24 de diciembre)" excepts a day of several.
        if len(phrase.weekdays) > 1 or (phrase.weekdays and phrase.excluded):
            phrase.are_plural = phrase.is_assumed = True

    def _take_codes_of_span(self) -> None:
        """ "Sa-Su, December 12-13": the codes name the days of the span, and no other week."""
        phrase = self._phrase
        is_span = len(phrase.spans) == 1 and phrase.spans[0].last is not None
        others = (phrase.repetition, phrase.start, phrase.until, phrase.duration, phrase.count)
        if not is_span or any(others) or phrase.months:
            return
        plural = [one for one in self._tokens if one.kind is Kind.WEEKDAY and one.weekday[1]]
        # Names are looked up in lower case; a code stays as it was typed.
        if plural and all(one.text != one.text.casefold() for one in plural):
            phrase.are_plural = False

    def _check_counted(self) -> None:
        """ "6 Tuesdays" without a first day could be any six."""
        phrase = self._phrase
        if not phrase.counts_weekdays:
            return
        if len(phrase.weekdays) > 1:
            raise PhraseError(Message("counts several weekdays together"), "repeats")
        if len(phrase.spans) > 1 and all(span.last is None for span in phrase.spans):
            # "4 Saturdays: February 7, 14, 21, 28"
            if len(phrase.spans) != phrase.count:
                raise PhraseError(
                    Message(
                        "counts {count} times and lists {number} days",
                        count=phrase.count,
                        number=len(phrase.spans),
                    ),
                    "repeats",
                )
            phrase.count = 0
            return
        is_span = len(phrase.spans) == 1 and phrase.spans[0].last is not None
        if phrase.start is None and not is_span:
            raise PhraseError(
                Message("does not say on which day it begins"),
                "repeats",
                Message("write for example: 6 Tuesdays starting January 13, 2026, 10 AM"),
            )

    def _place_start(self) -> None:
        """ "starting December 3, every Thursday": the day is the first one of the repetition."""
        phrase = self._phrase
        if not any(span.is_start and span.last is None for span in phrase.spans):
            return
        if not phrase.is_recurring:
            raise PhraseError(
                Message("says when it begins, and not when it ends; write both, or only the day"),
                "date",
            )
        if len(phrase.spans) == 1 and phrase.start is None:
            phrase.start = phrase.spans.pop().first

    def _refuse_hour_in_words(self) -> None:
        """ "at six" is six or eighteen o'clock."""
        if self._is(Kind.COUNT_WORD) and self._at and self._tokens[self._at - 1].text in _AT_WORDS:
            raise PhraseError(Message("does not say whether it is morning or afternoon"), "time")

    def _refuse_two_rhythms(self) -> None:
        """ "daily and Thursdays": the days of one are not those of the other.

        "Daily, Monday - Friday" says on which days it is daily.
        """
        found = self._phrase.repetition
        if found is None or found.unit != "DAILY" or not self._phrase.weekdays:
            return
        places = [
            number
            for number, token in enumerate(self._tokens)
            if token.is_a(Kind.WEEKDAY, Kind.WEEKDAYS) and number not in self._excepted
        ]
        is_span = any(
            number + 2 in places and self._tokens[number + 1].is_a(*RANGES) for number in places
        )
        is_added = any(
            self._is_added(number)
            for number, token in enumerate(self._tokens)
            if number in places or token.value == ("DAILY", 1)
        )
        if is_added or not (is_span or self._tokens[places[0]].kind is Kind.WEEKDAYS):
            raise PhraseError(Message("names two repetitions"), "repeats")

    def _is_added(self, number: int) -> bool:
        """True after "and" where no weekday stands before it."""
        while number and self._tokens[number - 1].is_a(
            Kind.NOISE, Kind.AT, Kind.EVERY, Kind.THE_PLURAL
        ):
            number -= 1
        if number < 2 or not self._tokens[number - 1].is_a(Kind.AND):
            return False
        is_daily = self._tokens[number].value == ("DAILY", 1)
        return is_daily or not self._tokens[number - 2].is_a(Kind.WEEKDAY, Kind.WEEKDAYS)

    def _leave_out_weekdays(self) -> None:
        """ "daily except Mondays": the other weekdays are left."""
        phrase = self._phrase
        excepted = phrase.excluded_weekdays
        if not excepted:
            return
        found = phrase.repetition
        is_each = found is None or (
            found.interval == 1
            and not found.ordinals
            and not found.month_days
            and found.unit in ("", "DAILY", "WEEKLY")
        )
        named = phrase.weekdays or tuple(range(7))
        if not is_each or len(phrase.spans) > 1 or not set(excepted) <= set(named):
            raise PhraseError(
                Message("excepts weekdays of a repetition that does not have each of them"),
                "repeats",
            )
        phrase.weekdays = tuple(day for day in named if day not in excepted)
        if not phrase.weekdays:
            raise PhraseError(Message("excepts all days that it names"), "repeats")
        if found is not None and found.unit == "DAILY":
            found.unit = "WEEKLY"

    def _is_length(self) -> bool:
        """True before the "6 weeks" of "Tuesdays, 6 weeks"."""
        following = self._peek(1)
        return (
            following is not None
            and following.kind is Kind.UNIT
            and following.unit[0] == "WEEKLY"
            and self._at > 0
            and self._tokens[self._at - 1].is_a(Kind.COMMA)
        )

    def _number(self) -> None:
        """A number: a day before its month, a count, or a time."""
        if self._is(Kind.TIMES, ahead=1) or self._is_length():
            self._count()
            return
        if self._counted_weekdays():
            return
        value = self._number_here()
        if value > 999:
            self._lone_year(value)
            return
        if self._begins_time():
            self._times()
        elif not self._days_of_month():
            self._days()
