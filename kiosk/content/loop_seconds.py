"""Reads ``seconds:``, how long a work stays in the loop."""

import re

from kiosk.content.front_matter.document import Document, bounded_number
from kiosk.domain import Message
from kiosk.domain.bounds import LEAST_LOOP_SECONDS, LOOP_SECONDS

_SECONDS = re.compile(r"(?P<number>\S+?)\s*(?:s|secs?|seconds?|segundos?)?\.?", re.IGNORECASE)


def read_seconds(document: Document) -> float:
    """The seconds that a label or ``loop:`` asks for; 0 where it does not.

    A number beyond its bounds counts as the nearest one within them, and is told.
    """
    typed = document.text("seconds")
    if not typed:
        return 0.0
    found = _SECONDS.fullmatch(typed.strip())
    value = bounded_number(found["number"]) if found else None
    line, column = document.position("seconds")
    if value is None:
        document.report.warn(
            "seconds",
            Message("'{typed}' is not a number of seconds; it is not used", typed=typed[:60]),
            Message("write for example seconds: 40"),
            line=line,
            column=column,
        )
        return 0.0
    if value < LEAST_LOOP_SECONDS:
        document.report.warn(
            "seconds",
            Message(
                "{value:g} seconds are too short to notice a work; {least} are used",
                value=value,
                least=LEAST_LOOP_SECONDS,
            ),
            Message("write seconds: {least}, or more", least=LEAST_LOOP_SECONDS),
            line=line,
            column=column,
        )
        return float(LEAST_LOOP_SECONDS)
    if not LOOP_SECONDS.allows(value):
        what = Message("'seconds' is {value:g}", value=value)
        hint = Message("write seconds: {most}, or less", most=LOOP_SECONDS.limit)
        document.report.beyond(LOOP_SECONDS, what, hint, line=line, column=column)
        return float(LOOP_SECONDS.limit)
    return value
