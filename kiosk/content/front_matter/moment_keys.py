"""A key that holds one moment: a day, or a day and a time."""

from datetime import datetime, time, timedelta

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import parse_when
from kiosk.content.front_matter.document import Document
from kiosk.domain import AllDay, Message, Timed


def read_moment(
    document: Document,
    key: str,
    context: DateContext | None,
    *,
    at_end: bool,
    consequence: Message,
    example: str,
) -> datetime | None:
    """The instant of a key; None when it is absent, and when it cannot be read, which is reported.

    A day alone is its beginning, or ``at_end`` its end. ``consequence`` says what follows from a
    value that cannot be read; ``example`` is one that can.
    """
    typed = document.text(key)
    if not typed or context is None:
        return None
    reading = parse_when(typed, context)
    line, column = document.position(key)
    for rule, message, hint in reading.warnings:
        document.report.warn(rule, message, hint, line=line, column=column)
    if isinstance(reading.when, Timed):
        return reading.when.starts
    if isinstance(reading.when, AllDay):
        day = reading.when.last + timedelta(days=1) if at_end else reading.when.first
        return datetime.combine(day, time(), context.zone)
    document.report.error(
        "date",
        Message(
            "'{typed}' is not a time that can be read; {consequence}",
            typed=typed,
            consequence=consequence,
        ),
        Message("write {key}: {example}", key=key, example=example),
        line=line,
        column=column,
    )
    return None
