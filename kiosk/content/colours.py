"""Reads ``wall:`` and ``accent:``, the exhibition's own colours, within the bounds of contrast."""

import re
from collections.abc import Callable

from kiosk.content.front_matter.document import Document
from kiosk.domain import Message
from kiosk.pictures import palette
from kiosk.pictures.tint import Colour, channels, hex_of

_HEX = re.compile(r"#?(?P<digits>[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def read_wall(document: Document) -> str:
    """The wall as ``#rrggbb``; "" for the design's own, also where the colour is too light."""
    return _colour(
        document,
        "wall",
        palette.nearest_wall,
        Message("too light for a wall: words on it would have less than 7:1"),
    )


def read_accent(document: Document) -> str:
    """The accent as ``#rrggbb``; "" for the design's own, also where the colour is too dark."""
    return _colour(
        document,
        "accent",
        palette.nearest_accent,
        Message("too dark for an accent: on the wall it would have less than 7:1"),
    )


def _colour(
    document: Document, key: str, nearest: Callable[[Colour], Colour], fault: Message
) -> str:
    typed = document.text(key).strip()
    line, column = document.position(key)
    if not typed:
        if document.has(key):
            # "wall: #203040" without quotes is a comment to YAML.
            _report_no_colour(document, key, typed, line, column)
        return ""
    found = _HEX.fullmatch(typed)
    if found is None:
        _report_no_colour(document, key, typed, line, column)
        return ""
    digits = found["digits"]
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    colour = channels(f"#{digits}")
    allowed = nearest(colour)
    if allowed == colour:
        return hex_of(colour)
    document.report.warn(
        "colour-contrast",
        Message("{typed} is {fault}; it is not used", typed=typed, fault=fault),
        Message('write {key}: "{nearest}", the nearest colour', key=key, nearest=hex_of(allowed)),
        line=line,
        column=column,
    )
    return ""


def _report_no_colour(document: Document, key: str, typed: str, line: int, column: int) -> None:
    document.report.warn(
        "colour",
        Message("'{typed}' is not a colour; it is not used", typed=typed[:60])
        if typed
        else Message("'{key}' is empty; a colour needs quotation marks", key=key),
        Message('write for example {key}: "{example}"', key=key, example=_EXAMPLES[key]),
        line=line,
        column=column,
    )


_EXAMPLES = {"wall": "#1d2a2c", "accent": "#e8c468"}
