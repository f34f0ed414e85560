"""Joins the tokens of a time of day: "7 PM", "1730", "siete y media de la tarde"."""

from kiosk.content.dates.date_words import Kind
from kiosk.content.dates.tokens import Clock, DayNumbers, Shape, Token
from kiosk.domain.bounds import FIRST_YEAR, LAST_YEAR

# Spanish words that an hour follows, though one of them is a word of a span too.
AT_THE_HOUR = ("a las", "a la", "las")
_ONE = ("una", "one")
_PARTS = {("y", "media"): 30, ("y", "cuarto"): 15, ("menos", "cuarto"): -15}
_DIGITS = 4
# Words of times, and of how long something lasts.
_LENGTHS = ("hour", "hours", "hora", "horas", "hr", "hrs")


def join_clocks(tokens: list[Token]) -> list[Token]:
    """The tokens with each time of day as one of them."""
    return _with_halves(_with_minutes_in_words(_with_hours_in_words(_with_four_digits(tokens))))


def _as_clock(token: Token) -> Clock:
    """A number before "PM" or "h"; "1800" before "hrs" has its minutes in it."""
    hour, minute = (
        (token.number // 100, token.number % 100) if token.number > 99 else (token.number, 0)
    )
    return Clock(hour, minute, written=token.text)


def _with_half_in_words(clock: Clock, half: str) -> Clock:
    """The clock with its half of the day; small hours of a night stay without one."""
    at_twelve = clock.hour == 12
    if half == "morning":
        half = "pm" if at_twelve else "am"
    elif half == "night" and at_twelve and not clock.minute:
        return Clock(12, 0, "am", "midnight")
    elif half == "night":
        half = "am" if at_twelve else "pm" if clock.hour > 4 else ""
    return Clock(clock.hour, clock.minute, half, clock.written)


def _with_halves(tokens: list[Token]) -> list[Token]:
    """Join numbers and clocks with the "am", "pm" or "h" that follows them."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if token.kind is Kind.HALF and last is not None and last.is_a(Shape.CLOCK, Shape.NUMBER):
            clock = last.value if isinstance(last.value, Clock) else _as_clock(last)
            if not clock.half and not _may_be_length(joined, token):
                joined[-1] = Token(
                    Shape.CLOCK,
                    _with_half_in_words(clock, str(token.value)),
                    last.start,
                    f"{last.text} {token.text}",
                )
                continue
        if token.kind is Kind.NOON and last is not None and last.text in ("12", "12:00"):
            joined.pop()
        joined.append(token)
    return joined


def _may_be_length(joined: list[Token], half: Token) -> bool:
    """True for "2 hours", which is no time of day unless "at" or a span says so."""
    before = joined[-2] if len(joined) > 1 else None
    is_single = joined[-1].kind is Shape.NUMBER and len(joined[-1].text) == 1
    is_time = before is not None and (
        before.is_a(Kind.AT, Kind.TO, Kind.AND, Kind.FROM) or before.text in AT_THE_HOUR
    )
    return half.text in _LENGTHS and is_single and not is_time


def _is_four_digits(token: Token) -> bool:
    """True for "1730", as times are written without a sign."""
    if token.kind is not Shape.NUMBER or len(token.text) != _DIGITS:
        return False
    return token.number // 100 < 24 and token.number % 100 < 60


def _names_year(token: Token) -> bool:
    if token.kind is Shape.ISO:
        assert isinstance(token.value, tuple)
        return bool(token.value[0])
    if token.kind is Shape.NUMERIC:
        assert isinstance(token.value, DayNumbers)
        return len(token.value.numbers) > 2
    return token.kind is Shape.NUMBER and FIRST_YEAR <= token.number <= LAST_YEAR


def _with_four_digits(tokens: list[Token]) -> list[Token]:
    """Make clocks of "1730" and "1730 - 1900" where they can be no year.

    After a day without a year, four digits are its year, perhaps with a mistake.
    """
    found = list(tokens)
    for number, token in enumerate(tokens):
        if _is_four_digits(token) and _may_be_time(found, number):
            clock = Clock(token.number // 100, token.number % 100, "24", token.text)
            found[number] = Token(Shape.CLOCK, clock, token.start, token.text)
    return found


def _may_be_time(tokens: list[Token], number: int) -> bool:
    """True where four digits follow a year, a weekday, "at", or another time."""
    if number + 1 < len(tokens) and tokens[number + 1].kind is Kind.HALF:
        # "1800 hrs" is joined with what follows it.
        return False
    years = [token for token in tokens[:number] if _names_year(token)]
    if any(token.text == tokens[number].text for token in years):
        return False
    position = number - 1
    while position >= 0 and tokens[position].is_a(Kind.COMMA, Kind.OF, Kind.FROM, Kind.NOISE):
        position -= 1
    if position < 0:
        return False
    before = tokens[position]
    is_after_year = _names_year(before)
    if before.is_a(Kind.AT) or before.text in AT_THE_HOUR:
        is_after_year = bool(years)
    if before.is_a(Kind.TO, Kind.AND) and position:
        # Only after a time: "December 10, 2026 - January 5, 2027" has two years.
        return tokens[position - 1].kind is Shape.CLOCK
    if _names_year(tokens[number]):
        return is_after_year and position < number - 1
    return is_after_year or before.is_a(
        Kind.WEEKDAY, Kind.WEEKDAYS, Kind.FREQUENCY, Kind.UNIT, Kind.AT
    )


def _with_hours_in_words(tokens: list[Token]) -> list[Token]:
    """Make numbers of "siete" in "a las siete de la tarde" and of "six" in "six PM"."""
    found = list(tokens)
    for number, token in enumerate(tokens[:-1]):
        following = tokens[number + 1]
        is_word = token.kind is Kind.COUNT_WORD or token.text.casefold() in _ONE
        has_half = following.kind is Kind.HALF and following.value != "24"
        if is_word and (has_half or _part_of_hour(tokens, number + 1)):
            hour = token.number if token.kind is Kind.COUNT_WORD else 1
            found[number] = Token(Shape.NUMBER, hour, token.start, token.text)
    return found


def _part_of_hour(tokens: list[Token], position: int) -> int:
    """The minutes of "y media" at a position; 0 for other words, as in "y cuarto jueves"."""
    if position + 1 >= len(tokens) or position < 2:
        return 0
    words = tokens[position].text, tokens[position + 1].text.casefold()
    is_day = position + 2 < len(tokens) and tokens[position + 2].is_a(Kind.WEEKDAY, Kind.WEEKDAYS)
    if is_day or tokens[position - 2].text not in AT_THE_HOUR:
        return 0
    return _PARTS.get(words, 0)


def _with_minutes_in_words(tokens: list[Token]) -> list[Token]:
    """ "a las 7 y media", "a las 8 menos cuarto"; without a half of the day they are in doubt."""
    found: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        minutes = _part_of_hour(tokens, position + 1) if token.kind is Shape.NUMBER else 0
        if not minutes or token.number > 24:
            found.append(token)
            position += 1
            continue
        hour = token.number if minutes > 0 else token.number - 1 or 12
        text = f"{token.text} {minutes}"
        found.append(Token(Shape.CLOCK, Clock(hour, minutes % 60, "", text), token.start, text))
        position += 3
    return found
