"""The grammar of weekdays: "Tuesdays and Thursdays", "Monday - Friday"."""

from kiosk.content.dates.date_words import Kind
from kiosk.content.dates.time_grammar import TimeReader
from kiosk.content.dates.token_reader import DAY_SHAPES, RANGES
from kiosk.content.dates.tokens import Shape

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
        phrase.weekdays = tuple(dict.fromkeys((*phrase.weekdays, *days)))
        phrase.are_plural = phrase.are_plural or plural

    def _weekdays_only(self) -> bool:
        """True before weekdays that no day follows, as in "from Monday to Friday"."""
        ahead = 0
        while self._is(Kind.WEEKDAY, *JOINTS, Kind.NOISE, ahead=ahead):
            ahead += 1
        return not self._is(Kind.MONTH, Shape.NUMBER, Kind.ORDINAL, *DAY_SHAPES, ahead=ahead)
