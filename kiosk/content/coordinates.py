"""Coordinates where a place should stand: a visitor finds nobody by "38.58, -121.49"."""

import re

from kiosk.content.problems import Report
from kiosk.domain import Localized, Message

_MOST_LETTERS = 120
_DEGREES = r"[-+]?\d{1,3}(?:[.,]\d{2,})\s?°?"
_PARTS = r"\d{1,3}\s?°\s?(?:\d{1,2}\s?[′'’]\s?(?:\d{1,2}(?:[.,]\d{1,6})?\s?(?:[″\"”]|'')\s?)?)?"
_NORTH, _EAST = "[NS]?", "[EWO]?"
_COORDINATES = re.compile(
    rf"(?:geo:|gps:?|coordinates:?|coordenadas:?)?\s?(?:"
    rf"{_DEGREES}\s?{_NORTH}\s?[,;/ ]\s?{_DEGREES}\s?{_EAST}"
    rf"|[NS]?\s?{_PARTS}{_NORTH}\s?[,;/ ]?\s?[EWO]?\s?{_PARTS}{_EAST}"
    # An Open Location Code, "84CW8GH4+JC".
    r"|[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}"
    r")\s?(?:\(wgs ?84\))?",
    re.IGNORECASE,
)
HINT = Message("write the name of the place, or its street")


def is_coordinates(text: str) -> bool:
    """True for a text that is a pair of coordinates, or a code for one, and nothing else."""
    plain = " ".join(text.split()).strip(" .,;()[]")
    return len(plain) <= _MOST_LETTERS and _COORDINATES.fullmatch(plain) is not None


def without_coordinates(
    place: Localized, report: Report, *, line: int = 1, column: int = 1
) -> Localized:
    """The place in the languages in which it is more than coordinates; others are reported."""
    for _, typed in place.values:
        if is_coordinates(typed):
            message = Message(
                "'{typed}' is no place that visitors know; it is not shown", typed=typed
            )
            report.warn("place-coordinates", message, HINT, line=line, column=column)
    return Localized.of(
        (language, typed) for language, typed in place.values if not is_coordinates(typed)
    )
