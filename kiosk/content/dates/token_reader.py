"""Reads the tokens of a line from left to right."""

from kiosk.content.dates.date_words import Kind
from kiosk.content.dates.phrase import PhraseError, WhenPhrase
from kiosk.content.dates.tokens import Shape, Token
from kiosk.domain import Message

DAY_SHAPES = (Shape.ISO, Shape.NUMERIC, Shape.SLASHED)
RANGES = (Kind.TO, Kind.THROUGH, Kind.UNTIL)
_DAY_WORDS = (*DAY_SHAPES, Kind.MONTH, Kind.WEEKDAY, Kind.EVERY, Kind.FREQUENCY, Kind.ORDINAL)


class TokenReader:
    """The tokens, how many of them are taken, and the parts that were made of those."""

    def __init__(self, tokens: list[Token], line: str) -> None:
        self._tokens = tokens
        self._line = line
        self._at = 0
        self._phrase = WhenPhrase()
        # Where the days begin that "from" precedes; -1 for none.
        self._starts_at = -1
        # The positions of weekdays on which the event does not take place.
        self._excepted: set[int] = set()
        # True while the days are read on which the event does not take place.
        self._is_exception = False
        # Where the list of times begins that is read; -1 for none.
        self._times_from = -1

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
            return PhraseError(Message("names no day that can be read"), "date")
        return PhraseError(
            Message("cannot be read from '{line}' on", line=self._line[token.start :].strip()[:60])
        )
