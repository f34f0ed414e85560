"""Reads dates, times and repetitions as people write them.

The result depends neither on the machine's locale and time zone nor on today's date.
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.content.dates.clock_changes import skipped_time_warnings
from kiosk.content.dates.date_reading import DateContext, DateReading, failed, shortened
from kiosk.content.dates.date_words import ON_DEMAND
from kiosk.content.dates.days import DateProblem, DayResolver
from kiosk.content.dates.grammar import read_phrase
from kiosk.content.dates.iso_span import read_span
from kiosk.content.dates.phrase import PhraseError
from kiosk.content.dates.recurrence import (
    Occurrence,
    RecurrenceRule,
    build_series,
    parse_rrule,
    resolve_rule,
)
from kiosk.content.dates.when_reader import WhenReader
from kiosk.domain import AllDay, Message, OnDemand, Series, Timed
from kiosk.domain.instants import in_zone

_HINTS = {
    "date": Message("write for example: Tuesday, January 13, 2026, 1:00 PM - 2:00 PM"),
    "when": Message("write for example: January 13, 2026, 1:00 PM - 2:00 PM"),
    "time": Message("write AM or PM, or 13:00; for example: 1:00 PM - 2:00 PM"),
    "date-order": Message("write the later day or time last"),
    "repeats": Message(
        "write for example: every Thursday until March 26, 2026; every other week; first Tuesday"
        " of the month"
    ),
}
# "2026-01-13 10:00-08:00" has an offset, or an end before its beginning.
_ISO_OFFSET = re.compile(
    r"\d{4}-\d\d-\d\d\s+(\d\d:\d\d)(?::\d\d)?\s?[-+]\s?(\d\d):?([0134]0|[34]5)"
)
# A day and a time with its offset from UTC.
_ISO_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([-+]\d\d:?\d\d|Z)")


def read_day(
    text: str, context: DateContext | None = None
) -> tuple[date | None, list[DateProblem]]:
    """One day in ISO 8601 or in words with its year, and its warnings; None when it is in doubt.

    Without a folder's ``context``, numbers that can be two days are in doubt; with it they are read
    in the folder's order, with a warning.
    """
    reading = parse_when(text, context or DateContext(zone=ZoneInfo("UTC")))
    told = {"weekday-mismatch"} if context is None else {"weekday-mismatch", "ambiguous-date"}
    doubtful = [rule for rule, _, _ in reading.warnings if rule not in told]
    if (
        isinstance(reading.when, AllDay)
        and reading.when.first == reading.when.last
        and not doubtful
    ):
        return reading.when.first, reading.warnings
    return None, []


def parse_when(text: str, context: DateContext) -> DateReading:
    """Read a line such as "Tuesday, January 13, 2026, 1:00PM-2:00PM PST" or "every Thursday 10 AM".

    A line with a word that has no place in it is an error.
    """
    if " ".join(text.casefold().split()).strip(" .") in ON_DEMAND:
        return DateReading(when=OnDemand())
    if text.strip(" .") == "24/7":
        reason = Message("can be a day, or at any time; write 'any time', or the month as a word")
        message = Message("'{text}' {reason}", text=text, reason=reason)
        return failed("date", message, _HINTS["date"])
    offset = _ISO_OFFSET.fullmatch(text.strip())
    if offset is not None and f"{offset[2]}:{offset[3]}" <= offset[1]:
        reason = Message("ends before it begins, or has a distance from UTC")
        message = Message("'{text}' {reason}", text=text, reason=reason)
        return failed("time", message, Message("write for example: 2026-01-13T10:00-08:00"))
    if _ISO_INSTANT.fullmatch(text.strip()):
        return read_span(text.strip(), "", context.zone)
    try:
        return WhenReader(text, context).read()
    except PhraseError as error:
        return failed(error.rule, _refusal(text, error), error.hint or _HINTS[error.rule])


def _refusal(text: str, error: PhraseError) -> Message:
    return Message("'{text}' {reason}", text=shortened(text), reason=error.message)


def add_recurrence(reading: DateReading, text: str, context: DateContext) -> DateReading:
    """Make a series of what was read from ``when:``, by the words of ``repeats:``."""
    when = reading.when
    if not isinstance(when, Timed | AllDay):
        if isinstance(when, Series):
            return failed(
                "repeats",
                Message(
                    "'{shortened}' repeats what when: repeats already", shortened=shortened(text)
                ),
                Message("write the repetition in when: or in repeats:, not in both"),
            )
        return reading
    occurrence = _occurrence(when, reading.zone or context.zone)
    starts = occurrence.starts
    first = starts.date() if isinstance(starts, datetime) else starts
    try:
        rule, warnings = _parse_repeats(text, context, first)
        series = build_series([occurrence], rule, context.zone)
    except PhraseError as error:
        return failed(error.rule, _refusal(text, error), error.hint or _HINTS["repeats"])
    if rule.has_weekdays and not rule.falls_on(first):
        message = Message(
            "the first day is none of those in '{text}'; it is shown as well",
            text=shortened(text),
        )
        warnings.append(
            ("repeats-day", message, Message("write a first day that the repetition names"))
        )
    warnings += skipped_time_warnings(text, series, context)
    return DateReading(when=series, show=reading.show, warnings=reading.warnings + warnings)


def _parse_repeats(
    text: str, context: DateContext, first: date
) -> tuple[RecurrenceRule, list[DateProblem]]:
    if re.match(r"(?:rrule:)?freq=", text, re.IGNORECASE):
        return RecurrenceRule(parts=parse_rrule(text)), []
    vocabulary = context.vocabulary
    phrase = read_phrase(text, vocabulary)
    if phrase.slots or phrase.zone or phrase.spans or not (phrase.is_recurring or phrase.weekdays):
        raise PhraseError(
            Message("names no repetition that can be read")
            if not phrase.is_recurring
            else Message("holds a day or a time, which belong in when:"),
            "repeats",
        )
    days = DayResolver(reference_date=first, is_day_first=vocabulary.is_day_first)
    phrase.are_plural = phrase.are_plural or phrase.repetition is None
    rule = resolve_rule(phrase, days, first, given_first=first)
    return rule, days.warnings


def _occurrence(when: Timed | AllDay, zone: ZoneInfo) -> Occurrence:
    """What repeats, at a time by the clocks of ``zone``."""
    if isinstance(when, AllDay):
        return Occurrence(when.first, when.last + timedelta(days=1))
    ends = when.ends and in_zone(when.ends, zone)
    return Occurrence(in_zone(when.starts, zone), ends)
