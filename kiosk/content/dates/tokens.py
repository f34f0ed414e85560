"""Splits a line about dates and times into tokens; no word of the line is dropped."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.content.dates.date_words import PHRASES, Kind, Vocabulary, lookup_key
from kiosk.content.dates.zone_hours import zone_of_minutes

# The longest phrase of the vocabularies, such as "el dia de", in words.
_LONGEST_PHRASE = 4
# A line of more characters than this names no date; the check says so before any parsing.
LONGEST_LINE = 1000

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u3000\t\r", " "),
        **dict.fromkeys("();\n|\u00b7\u2022\u2027\uff0c\u3001\u060c\uff08\uff09[]", ","),
        "\uff1a": ":",
        "\u2019": "'",
        "\uff5e": "-",
        "\u301c": "-",
    }
)
_IGNORED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad"))
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LEXEME = re.compile(
    # An instant with its offset from UTC is read elsewhere, or not at all.
    r"(?P<offset>\d{4}-\d\d-\d\d(?:[tT]\d\d:\d\d(?::\d\d)?(?:[-+]\d\d:?\d\d|[zZ])(?!\w)"
    r"|\s\d\d:\d\d(?::\d\d)?(?:\+\d\d:?\d\d|[zZ])(?!\w)))"
    # "UTC+05:30", "GMT-8"; "10:00Z"; "America/Los_Angeles".
    r"|(?P<utc>(?<![^\W\d_])(?:UTC|GMT)\s?[-+]\s?\d{1,2}(?::?\d{2})?(?![\d:]))"
    r"|(?P<zulu>(?<=\d\d)Z(?!\w))"
    r"|(?P<zone>(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)"
    r"(?:/[A-Za-z][A-Za-z_-]*){1,2})"
    r"|(?P<roman>\d{1,2}(?:\s?[-./]\s?|\s)(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})(?:\s?[-./]\s?|\s)\d{4})"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2}(?!\d))(?:[tT](?=\d))?"
    r"|(?P<cjk>(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日)"
    r"|(?P<numeric>(?<!\d)\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<year_first>\d{4}[/.]\d{1,2}[/.]\d{1,2}(?!\d))"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}\.(?![\d ]*[\d:]))"
    r"|(?P<clock>\d{1,2}[:.hH]\d{2}(?!\d))(?::\d{2}(?!\d))?"
    r"|(?P<slashed>\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<nth>\d{1,2}\.?(?:st|nd|rd|th|º|ª|°|er|ro|do|to|vo|ra|da|ta|va)(?!\w))"
    r"|(?P<number>\d+)"
    r"|(?:(?<=\d)|(?<=\d ))(?P<half>[ap])\.? ?m\.?(?!\w)"
    # "5p - 7:30p", "10a-2p"
    r"|(?<=\d)(?P<short_half>[ap])(?![\w'])"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[-,&+/@:])"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)


class Shape(Enum):
    """What a token is by its shape, where no vocabulary is needed."""

    ISO = auto()
    NUMERIC = auto()
    SLASHED = auto()
    CLOCK = auto()
    NUMBER = auto()
    SIGN = auto()
    UNKNOWN = auto()


_NUMERIC = (Shape.ISO, Shape.NUMERIC, Shape.SLASHED)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind, its value, and where it begins in the line as it was typed."""

    kind: Kind | Shape
    value: object
    start: int
    text: str

    def is_a(self, *kinds: Kind | Shape) -> bool:
        """True when the token is of one of the kinds."""
        return self.kind in kinds

    @property
    def number(self) -> int:
        """The value of a number, an ordinal, a month or a word such as "six"."""
        assert isinstance(self.value, int)
        return self.value

    @property
    def unit(self) -> tuple[str, int]:
        """FREQ and INTERVAL of a unit, such as ("WEEKLY", 2) of "fortnight"."""
        assert isinstance(self.value, tuple)
        return self.value

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays of a word such as "weekend"."""
        assert isinstance(self.value, tuple)
        return self.value

    @property
    def weekday(self) -> tuple[int, bool]:
        """The weekday from Monday, 0, on, and whether the word names all of them."""
        assert isinstance(self.value, tuple)
        return self.value


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """The numbers of a numeric date in the order in which they stand."""

    numbers: tuple[int, ...]
    separator: str
    text: str


def tokenize(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of a line, in its order."""
    line = unicodedata.normalize("NFC", text.translate(_IGNORED)).translate(_SIGNS)
    lexemes = _lexemes(line)
    tokens: list[Token] = []
    position = 0
    while position < len(lexemes):
        length, token = _next_token(lexemes, position, vocabulary)
        tokens.append(token)
        position += length
    return _with_intervals(_with_tuesdays(tokens), line)


Lexeme = tuple[str, str, int]


def _lexemes(line: str) -> list[Lexeme]:
    """(name of the alternative, text, start) of each piece of the line."""
    found = []
    for match in _LEXEME.finditer(line):
        name = next(
            name for name, value in match.groupdict().items() if value is not None and name != "sep"
        )
        text = match[name]
        if name == "other" and text == ".":
            continue
        if name in ("half", "short_half"):
            name, text = "word", f"{text.lower()}m"
        found.append((name, text, match.start()))
    return found


def _next_token(lexemes: list[Lexeme], position: int, vocabulary: Vocabulary) -> tuple[int, Token]:
    """The number of lexemes that the next token takes, and the token."""
    name, text, start = lexemes[position]
    if name in ("word", "number", "nth"):
        for length in range(min(_LONGEST_PHRASE, len(lexemes) - position), 0, -1):
            pieces = lexemes[position : position + length]
            key = " ".join(lookup_key(piece) for _, piece, _ in pieces)
            found = vocabulary.words.get(key) or PHRASES.get(key)
            if found is not None:
                return length, Token(found[0], found[1], start, key)
    return 1, _by_shape(name, text, start)


def _by_shape(name: str, text: str, start: int) -> Token:
    numbers = tuple(int(digits) for digits in re.findall(r"\d{1,9}", text))
    match name:
        case "iso" | "cjk" | "year_first" if len(numbers) == 3:
            return Token(Shape.ISO, numbers, start, text)
        case "cjk":
            return Token(Shape.ISO, (0, *numbers), start, text)
        case "numeric" | "roman" | "dotted" | "slashed":
            shape = Shape.NUMERIC if name in ("numeric", "roman") else Shape.SLASHED
            days = _with_roman_month(text) if name == "roman" else _day_numbers(numbers, text)
            return Token(shape, days, start, text)
        case "clock":
            return Token(Shape.CLOCK, Clock(numbers[0], numbers[1], "", text), start, text)
        case "nth":
            return Token(Kind.ORDINAL, numbers[0], start, text)
        case "number" if len(text) <= 4:
            return Token(Shape.NUMBER, int(text), start, text)
        case "utc" | "zulu" | "zone":
            return _zone(name, text, start)
        case "sign":
            kind = {
                "-": Kind.TO,
                ",": Kind.COMMA,
                "&": Kind.AND,
                "+": Kind.AND,
                "/": Kind.AND,
                "@": Kind.AT,
                ":": Kind.COMMA,
            }[text]
            return Token(kind, text, start, text)
    return Token(Shape.UNKNOWN, text, start, text)


def _zone(name: str, text: str, start: int) -> Token:
    """A zone by its distance from UTC or by its name; unknown where no zone is called so."""
    try:
        if name == "utc":
            digits = re.sub(r"\D", "", text)
            hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
            sign = -1 if "-" in text else 1
            key = zone_of_minutes(sign * (int(hours) * 60 + int(minutes)))
        else:
            key = ZoneInfo("UTC" if name == "zulu" else text).key
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return Token(Shape.UNKNOWN, text, start, text)
    return Token(Kind.ZONE, (text.replace(" ", ""), key), start, text)


def _day_numbers(numbers: tuple[int, ...], text: str) -> DayNumbers:
    return DayNumbers(numbers, text.lstrip("0123456789")[0], text)


def _with_roman_month(text: str) -> DayNumbers:
    """ "5.XII.2026": the day stands first."""
    day, month, year = re.split(r"[-./\s]+", text.upper())
    return DayNumbers((int(day), _ROMAN.index(month) + 1, int(year)), ".", text)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was written.

    ``half`` is "am", "pm", "24" where the line says that it is a time of 24 hours, or "".
    """

    hour: int
    minute: int
    half: str = ""
    written: str = ""

    @property
    def has_minutes(self) -> bool:
        """True when the minutes were written, as in 9:00."""
        return any(sign in self.written for sign in ":.hH")


def _with_tuesdays(tokens: list[Token]) -> list[Token]:
    """Spanish "mar" is Tuesday where a month follows its number: "mar 8 de diciembre"."""
    for number, token in enumerate(tokens):
        before = tokens[number - 1].kind if number else None
        between = (Kind.OF,) if before is Shape.NUMBER else (Kind.OF, Kind.COMMA)
        following = [one for one in tokens[number + 1 : number + 4] if not one.is_a(*between)]
        if (
            token.text == "mar"
            and len(following) > 1
            and following[0].kind is Shape.NUMBER
            and following[1].kind is Kind.MONTH
        ) or (token.text == "mar" and following and following[0].is_a(*_NUMERIC)):
            tokens[number] = Token(Kind.WEEKDAY, (1, False), token.start, token.text)
    return tokens


def _with_intervals(tokens: list[Token], line: str) -> list[Token]:
    """ISO 8601 writes a stroke between the first and the last day, and between two instants."""
    for number, token in enumerate(tokens[1:-1], start=1):
        if token.text != "/":
            continue
        around = tokens[number - 1].kind, tokens[number + 1].kind
        is_days = around == (Shape.ISO, Shape.ISO)
        is_times = around[0] is Shape.CLOCK and around[1] in (Shape.CLOCK, Shape.ISO)
        if is_days or (is_times and number > 1 and _is_instant(tokens[number - 2], line)):
            tokens[number] = Token(Kind.TO, token.value, token.start, token.text)
    return tokens


def _is_instant(token: Token, line: str) -> bool:
    """True for the day of "2026-12-05T18:00"."""
    end = token.start + len(token.text)
    return token.kind is Shape.ISO and line[end : end + 1] in ("T", "t")
