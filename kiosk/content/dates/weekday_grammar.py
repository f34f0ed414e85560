"""The grammar of weekdays: "Tuesdays and Thursdays", "Monday - Friday"."""

from kiosk.content.dates.date_words import Kind
from kiosk.content.dates.phrase import PhraseError
from kiosk.content.dates.time_grammar import TimeReader
from kiosk.content.dates.token_reader import DAY_SHAPES, RANGES
from kiosk.content.dates.tokens import Clock, Shape, Token
from kiosk.domain import Message

_NOON_HOUR = 12
# Spanish weekdays that are the same word for one of them and for all.
OF_BOTH_NUMBERS = ("lunes", "martes", "miercoles", "jueves", "viernes")
# The parts of a day by the values of their words, "am" and "pm" among them.
_PARTS = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "am": "morning",
    "pm": "afternoon",
    "night": "evening",
}
JOINTS = (Kind.COMMA, Kind.AND, Kind.TO, Kind.THROUGH, Kind.UNTIL)


class WeekdayReader(TimeReader):
    """Each method takes the tokens of one part, or raises PhraseError."""

    def _weekdays_follow(self) -> bool:
        return any(
            token.is_a(Kind.EVERY, Kind.FREQUENCY)
            or (token.kind is Kind.WEEKDAY and token.weekday[1])
            for token in self._tokens[self._at :]
        )

    def _weekdays(self, *, plural: bool = False) -> None:
        """One weekday, a list of them, or from one to another."""
        taken, plural = self._weekday_list(plural=plural)
        self._add_weekdays(taken, plural=plural)

    def _weekday_list(self, *, plural: bool = False) -> tuple[tuple[int, ...], bool]:
        taken: list[int] = []
        while self._is(Kind.WEEKDAY):
            day, is_plural = self._take().weekday
            plural = plural or is_plural
            if taken and self._tokens[self._at - 2].is_a(*RANGES):
                first = taken.pop()
                taken += [(first + step) % 7 for step in range((day - first) % 7 + 1)]
            else:
                taken.append(day)
            mark = self._at
            self._skip(Kind.COMMA)
            self._skip(*JOINTS) if self._is(*JOINTS) else None
            self._skip(Kind.THE_PLURAL, Kind.NOISE)
            if not self._is(Kind.WEEKDAY):
                self._at = mark
                break
            if self._tokens[self._at - 1].is_a(Kind.THE_PLURAL, Kind.NOISE):
                plural = plural or self._tokens[self._at - 1].is_a(Kind.THE_PLURAL)
        return tuple(dict.fromkeys(taken)), plural

    def _add_weekdays(self, days: tuple[int, ...], *, plural: bool) -> None:
        phrase = self._phrase
        if phrase.weekdays and phrase.repetition is not None and phrase.repetition.ordinals:
            # "first Thursday and every Friday"
            raise self._unread(self._at - 1)
        if phrase.slots and phrase.weekdays:
            # "Tuesday - Friday, 10 AM - 2 PM; Saturdays, 11 AM - 2 PM"
            raise PhraseError(
                Message("names weekdays with their own times; write a file for each"), "when"
            )
        phrase.weekdays = tuple(dict.fromkeys((*phrase.weekdays, *days)))
        phrase.are_plural = phrase.are_plural or plural

    def _part_of_day(self) -> None:
        """ "Tuesday evenings, 6 - 8": the part of the day says which half the hours are of."""
        before = self._tokens[self._at - 1] if self._at else None
        if before is None or not before.is_a(Kind.WEEKDAY, Kind.WEEKDAYS) or self._phrase.slots:
            raise self._unread()
        token = self._take()
        part = _PARTS.get(str(token.value), "")
        if not part or self._phrase.part_of_day not in ("", part):
            raise self._unread(self._at - 1)
        self._phrase.part_of_day = part
        self._phrase.are_plural = self._phrase.are_plural or token.text.endswith("s")
        ahead = 0
        while self._is(Kind.COMMA, Kind.AT, Kind.FROM, Kind.OF, Kind.NOISE, ahead=ahead):
            ahead += 1
        self._give_half(self._at + ahead, "am" if part == "morning" else "pm")

    def _give_half(self, position: int, half: str) -> None:
        """Make a time of the half of a number or a clock without one, unless a month follows."""
        if position >= len(self._tokens):
            return
        token = self._tokens[position]
        following = self._tokens[position + 1 : position + 3]
        if any(one.is_a(Kind.MONTH) for one in following):
            return
        if token.kind is Shape.NUMBER and 1 <= token.number <= _NOON_HOUR:
            clock = Clock(token.number, 0, half, token.text)
        elif isinstance(token.value, Clock) and not token.value.half:
            if not 1 <= token.value.hour <= _NOON_HOUR:
                return
            clock = Clock(token.value.hour, token.value.minute, half, token.value.written)
        else:
            return
        if self._is_before_half(position):
            return
        self._tokens[position] = Token(Shape.CLOCK, clock, token.start, token.text)

    def _is_before_half(self, position: int) -> bool:
        """True for the "10" of "10 - 11 AM", which takes the half of its end."""
        end = self._tokens[position + 2 : position + 3]
        return (
            len(end) == 1
            and self._tokens[position + 1].is_a(*RANGES)
            and isinstance(end[0].value, Clock)
            and bool(end[0].value.half)
        )

    def _weekdays_only(self) -> bool:
        """True before weekdays that no day follows, as in "from Monday to Friday"."""
        ahead = 0
        while self._is(Kind.WEEKDAY, *JOINTS, Kind.NOISE, ahead=ahead):
            ahead += 1
        return not self._is(Kind.MONTH, Shape.NUMBER, Kind.ORDINAL, *DAY_SHAPES, ahead=ahead)
