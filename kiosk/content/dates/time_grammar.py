"""The grammar of times: "10 - 11:30 AM", "noon and 2 PM", "doors 6 PM, show 7 PM"."""

from kiosk.content.dates.clock_words import AT_THE_HOUR
from kiosk.content.dates.date_words import Kind
from kiosk.content.dates.token_reader import RANGES, TokenReader
from kiosk.content.dates.tokens import Clock, Shape

_BEFORE_TIMES = (Kind.COMMA, Kind.OF, Kind.AT, Kind.FROM, Kind.NOISE, Kind.AND, Kind.TO)
_DAYS = (Kind.WEEKDAY, Kind.WEEKDAYS, Kind.FREQUENCY)


class TimeReader(TokenReader):
    """Each method takes the tokens of one part, or raises PhraseError."""

    def _begins_time(self) -> bool:
        """True before a time, or a number that the time after it makes one: "1 - 2 PM"."""
        if self._is(Shape.CLOCK, Kind.NOON, Kind.MIDNIGHT):
            return True
        if not self._is(Shape.NUMBER):
            return False
        ahead = 1
        before = self._tokens[self._at - 1].text if self._at else ""
        if before in AT_THE_HOUR and self._is_point():
            return True
        if self._begins_list():
            return True
        if not self._is(Kind.TO, Kind.AND, Kind.UNTIL, ahead=1):
            return False
        while self._is(Kind.TO, Kind.AND, Kind.UNTIL, Kind.AT, Kind.NOISE, ahead=ahead):
            ahead += 1
        return (
            ahead > 1
            and self._is(Shape.CLOCK, Kind.NOON, Kind.MIDNIGHT, ahead=ahead)
            and self._number_here() <= 24
        )

    def _begins_list(self) -> bool:
        """True before times of which the last has its half: "10-14 y 16-20 h", "2, 3 & 4 PM".

        They stand after a year, a weekday or another time; elsewhere numbers may be days.
        """
        before = self._at - 1
        while before >= 0 and self._tokens[before].is_a(*_BEFORE_TIMES):
            before -= 1
        if before < 0:
            return False
        last = self._tokens[before]
        is_year = last.kind is Shape.NUMBER and last.number > 999
        # A point of the list, which is taken already.
        is_in_list = self._times_from >= 0 and before >= self._times_from
        if not (is_year or is_in_list or last.is_a(Shape.ISO, Shape.NUMERIC, Shape.CLOCK, *_DAYS)):
            return False
        ahead = 0
        while self._is(Shape.NUMBER, ahead=ahead) and self._tokens[self._at + ahead].number <= 24:
            ahead += 1
            joints = 0
            has_dash = False
            while self._is(Kind.TO, Kind.AND, Kind.COMMA, Kind.OF, ahead=ahead):
                joint = self._tokens[self._at + ahead]
                if joint.text in AT_THE_HOUR:
                    return False
                has_dash = has_dash or joint.is_a(Kind.TO, Kind.AND)
                joints += 1
                ahead += 1
            if not joints:
                return False
            if self._is(Shape.CLOCK, Kind.NOON, Kind.MIDNIGHT, ahead=ahead):
                return has_dash
        return False

    def _times(self) -> None:
        """One or several times or spans of time."""
        phrase = self._phrase
        if phrase.slots and self._at and self._tokens[self._at - 1].is_a(Kind.AND, Kind.COMMA):
            pass
        elif phrase.slots:
            raise self._unread()
        self._times_from = self._at
        while True:
            starts = self._point()
            ends = None
            mark = self._at
            if self._is(*RANGES):
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
            self._skip(Kind.AT, Kind.OF)
            following = self._peek()
            if self._at > mark and following is not None and following.text in AT_THE_HOUR:
                self._at += 1
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
        following = self._peek()
        if following is not None and following.text == ":":
            self._at += 1
        self._skip(Kind.AT)
        if self._is_point() and (self._begins_time() or self._peek_is_bare()):
            point = self._point()
            if token.kind is Kind.DOORS and not phrase.slots:
                phrase.slots.append((point, None))
            elif token.kind is Kind.DOORS and len(phrase.slots) == 1 and phrase.show is None:
                # "7 PM (doors 6:30)"
                phrase.show, ends = phrase.slots[0]
                phrase.slots[0] = (point, ends)
            elif token.kind is Kind.SHOW and phrase.slots and phrase.show is None:
                phrase.show = point
                if self._is(*RANGES):
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
