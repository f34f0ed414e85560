"""Weekdays in an office's short forms: "M-F", "MWF", "Tu/Th", "L-V", "Ma y Ju".

A letter that can be two days is read where its neighbours in the order of the week leave one of
them: "T/Th" is Tuesday and Thursday. Elsewhere the line is refused.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from kiosk.content.dates.date_words import Kind, Vocabulary
from kiosk.content.dates.phrase import PhraseError
from kiosk.content.dates.tokens import Shape, Token
from kiosk.domain import Message

Codes = Mapping[str, tuple[int, ...]]

_ENGLISH: Codes = {
    "M": (0,),
    "Mo": (0,),
    "T": (1, 3),
    "Tu": (1,),
    "W": (2,),
    "We": (2,),
    "Th": (3,),
    "R": (3,),
    "F": (4,),
    "Fr": (4,),
    "S": (5, 6),
    "Sa": (5,),
    "Su": (6,),
}
# Spain writes X for Wednesday, and most of America a second M.
_SPANISH: Codes = {
    "L": (0,),
    "Lu": (0,),
    "M": (1, 2),
    "Ma": (1,),
    "X": (2,),
    "Mi": (2,),
    "J": (3,),
    "Ju": (3,),
    "V": (4,),
    "Vi": (4,),
    "S": (5,),
    "Sa": (5,),
    "D": (6,),
    "Do": (6,),
}
_DAYS_IN_WEEK = 7
_PIECES = re.compile(r"Mo|Ma|Mi|Tu|Th|We|Fr|Sa|Su|Lu|Ju|Vi|Do|[MTWRFSLXJVD]")
_SUNDAY = 6
_CHOICE_S = _ENGLISH["S"]
_JOINTS = (Kind.TO, Kind.THROUGH, Kind.AND, Kind.COMMA)
# "MF" is Monday and Friday, or the days from one to the other.
_UNCLEAR = ("MF", "LV")

# Where the codes of a group stand: the position of their token, and the codes in it.
Group = list[tuple[int, list[str]]]


def with_weekday_codes(tokens: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """The tokens with weekdays in the place of their short forms. Raises PhraseError for doubt."""
    found: list[Token] = []
    position = 0
    while position < len(tokens):
        group = _group(tokens, position)
        days = _read(group, tokens, vocabulary) if group else None
        if days is None:
            found.append(tokens[position])
            position += 1
            continue
        remaining = iter(days)
        end = group[-1][0] + 1
        places = dict(group)
        is_single = sum(len(codes) for _, codes in group) == 1
        for number in range(position, end):
            token = tokens[number]
            if number not in places:
                found.append(token)
                continue
            for count, _ in enumerate(places[number]):
                if count:
                    found.append(Token(Kind.COMMA, ",", token.start, ","))
                day = next(remaining)
                found.append(Token(Kind.WEEKDAY, (day, not is_single), token.start, token.text))
        position = end
    return found


def _group(tokens: Sequence[Token], position: int) -> Group:
    """The codes from a position on that joints connect; [] where none begins."""
    found: Group = []
    has_code = False
    while position < len(tokens) and len(found) <= _DAYS_IN_WEEK:
        codes = _codes_of(tokens[position])
        if not codes:
            break
        has_code = has_code or tokens[position].kind is Shape.UNKNOWN
        found.append((position, codes))
        position += 1
        while position < len(tokens) and tokens[position].is_a(*_JOINTS):
            position += 1
    while found and tokens[found[-1][0]].kind is not Shape.UNKNOWN:
        # "M, W, Friday, January 16": the date has its own weekday.
        if len(found) > 1 and found[-1][0] + 1 < len(tokens):
            following = tokens[found[-1][0] + 1]
            if not following.is_a(Kind.COMMA):
                break
        else:
            break
        found.pop()
    return found if has_code else []


def _codes_of(token: Token) -> list[str]:
    """The codes of "MWF" or "Tu", or a weekday's name as "#1"; [] for other words."""
    if token.kind is Kind.WEEKDAY and not token.weekday[1]:
        return [f"#{token.weekday[0]}"]
    if token.kind is not Shape.UNKNOWN:
        return []
    codes = _PIECES.findall(token.text)
    return codes if "".join(codes) == token.text and len(codes) <= _DAYS_IN_WEEK else []


def _read(group: Group, tokens: Sequence[Token], vocabulary: Vocabulary) -> list[int] | None:
    """The weekdays of a group; None where it is none. Raises PhraseError for doubt."""
    codes = [code for _, listed in group for code in listed]
    text = "".join(tokens[number].text for number in range(group[0][0], group[-1][0] + 1))
    if len(codes) == 1 and len(codes[0]) < len("Tu"):
        return None
    order = (_SPANISH, _ENGLISH) if vocabulary.is_spanish else (_ENGLISH, _SPANISH)
    for language in order:
        choices = [_choices(code, language) for code in codes]
        if not all(choices):
            continue
        readings = [list(days) for days in product(*choices)]
        if len(readings) > 1:
            readings = [days for days in readings if _is_in_order(days)]
        if len(readings) == 1 and text not in _UNCLEAR:
            return readings[0]
        raise PhraseError(
            Message("has letters that can be several weekdays, '{codes}'", codes=text),
            "repeats",
            Message("write the names of the weekdays, as in: every Monday and Wednesday"),
        )
    return None


def _choices(code: str, language: Codes) -> tuple[int, ...]:
    return (int(code[1:]),) if code[0] == "#" else language.get(code, ())


def _is_in_order(days: Sequence[int]) -> bool:
    """True for days in the order of a week that begins on Monday or on Sunday."""
    begins_on_sunday = days[0] == _SUNDAY and len(days) > 1 and days[1] < min(_CHOICE_S)
    rest = days[1:] if begins_on_sunday else days
    return all(one < other for one, other in pairwise(rest))
