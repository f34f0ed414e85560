"""Parses the days in a line of words, and lists what is doubtful about them."""

import re
from dataclasses import dataclass, field
from datetime import date

from kiosk.content.dates.date_words import (
    DAY_NAMES,
    DAY_WORD,
    DAYS,
    MONTH_WORD,
    MONTHS,
    written_out,
)

# A check rule, its message, and a hint.
DateProblem = tuple[str, str, str]
_TO = r"(?: ?- ?| (?:to|through|thru|until|and|al|a|hasta|y) (?:el )?)"
_NTH = r"(?:st|nd|rd|th)?"
_NOT_A_TIME = r"(?! ?[:h]\d| ?[ap]\.? ?m\b)"
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:t(?=\d))?")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
_MONTH_RANGE = re.compile(
    rf"\b({MONTH_WORD})\.? (\d{{1,2}}){_NTH}{_TO}(\d{{1,2}}){_NTH}\b{_NOT_A_TIME}"
    r"(?:,? (\d{4})\b(?! ?[:h]))?"
)
_DAY_RANGE = re.compile(
    rf"\b(\d{{1,2}})\.?{_TO}(\d{{1,2}})\.? (?:de )?({MONTH_WORD})\b\.?"
    r"(?:,? (?:de |del )?(\d{4})\b)?"
)
_MONTH_FIRST = re.compile(
    rf"\b({MONTH_WORD})\.? (\d{{1,2}}){_NTH}\b(?! ?[:h])(?:,? (\d{{4}})\b(?! ?[:h]))?"
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:\.|º|{_NTH})? (?:de |of )?({MONTH_WORD})\b\.?"
    r"(?:,? (?:de |del )?(\d{4})\b)?"
)
_LONE_YEAR = re.compile(r"\b(20\d\d)\b(?! ?[:h])")
# What may be left of a line, behind commas, once its days are taken out.
_FILLERS = ("", "-", "to", "al", "a")
_WEEKDAY = re.compile(rf"\b({DAY_WORD})\b\.?,?")


@dataclass(kw_only=True)
class ParsedDays:
    """The first and the last day, and the rest of the line."""

    first: date
    last: date
    remainder: str
    warnings: list[DateProblem] = field(default_factory=list)


class NoDayError(ValueError):
    """The line names no readable day; the message goes on a sentence that begins with the line."""


def parse_days(typed: str, reference_date: date | None) -> ParsedDays:
    """Find the days in a normalized line.

    A missing year is the one that brings the day nearest to ``reference_date``. Raises NoDayError.
    """
    weekdays = [DAYS[word] for word in _WEEKDAY.findall(typed)]
    line = re.sub(r"\s+", " ", _WEEKDAY.sub(" ", typed)).strip(" ,")
    line = re.sub(r"(-|\bto|\bal|\ba) ?,? ", r"\1 ", line)
    warnings: list[DateProblem] = []
    spans, line = _find_spans(line, warnings)
    if not spans:
        raise NoDayError("names no day that can be read")
    if len(spans) > 2:
        raise NoDayError("names more than two days")
    years = [year for _, _, year in spans if year]
    if not years and (lone := _LONE_YEAR.search(line)):
        years, line = [int(lone[1])], line[: lone.start()] + " " + line[lone.end() :]
    try:
        found = _with_years(spans, years, reference_date, warnings)
    except ValueError as error:
        raise NoDayError(f"has no such day: {error}") from None
    first, last = found[0], found[-1]
    if last < first:
        first, last = last, first
        warnings.append(
            (
                "days-swapped",
                f"the days stand in the wrong order; {written_out(first)} to {written_out(last)}"
                " is shown",
                "write the earlier day first",
            )
        )
    _compare_weekdays(weekdays, first, last, warnings)
    return ParsedDays(
        first=first,
        last=last,
        remainder="" if line.strip(" ").lstrip(" ,") in _FILLERS else line,
        warnings=warnings,
    )


Span = tuple[int, int, int]


def _find_spans(line: str, warnings: list[DateProblem]) -> tuple[list[Span], str]:
    """(month, day, year or 0) of every day named, and the line without them."""
    spans: list[Span] = []
    if _ISO.search(line):
        spans = [(int(month), int(day), int(year)) for year, month, day in _ISO.findall(line)]
        return spans, _ISO.sub(" ", line)
    if slashed := _SLASHED.findall(line):
        spans = [_slashed(one, two, year, warnings) for one, two, year in slashed]
        return spans, _SLASHED.sub(" ", line)
    if found := _MONTH_RANGE.search(line):
        month, day, last, year = found.groups()
        spans = [
            (MONTHS[month], int(day), int(year or 0)),
            (MONTHS[month], int(last), int(year or 0)),
        ]
        return spans, line[: found.start()] + " " + line[found.end() :]
    if found := _DAY_RANGE.search(line):
        day, last, month, year = found.groups()
        spans = [
            (MONTHS[month], int(day), int(year or 0)),
            (MONTHS[month], int(last), int(year or 0)),
        ]
        return spans, line[: found.start()] + " " + line[found.end() :]
    for pattern, order in ((_MONTH_FIRST, (0, 1, 2)), (_DAY_FIRST, (1, 0, 2))):
        groups = pattern.findall(line)
        if groups:
            spans = [
                (MONTHS[group[order[0]]], int(group[order[1]]), int(group[2] or 0))
                for group in groups
            ]
            return spans, pattern.sub(" ", line)
    return [], line


def _slashed(one: str, two: str, year: str, warnings: list[DateProblem]) -> Span:
    """Month first, as in the United States, unless only the other order can be."""
    month, day, full = int(one), int(two), int(year) + (2000 if len(year) == 2 else 0)
    if month > 12 >= day:
        month, day = day, month
    elif month != day and day <= 12:
        reading = (
            f"month first, as {written_out(date(full, month, day))}" if month else "month first"
        )
        warnings.append(
            (
                "ambiguous-date",
                f"'{one}/{two}/{year}' can be two days; it is read {reading}",
                "write the month as a word: January 2, 2026",
            )
        )
    return month, day, full


def _with_years(
    spans: list[Span], years: list[int], reference_date: date | None, warnings: list[DateProblem]
) -> list[date]:
    if years:
        days = [date(year or years[-1], month, day) for month, day, year in spans]
        if len(days) == 2 and days[1] < days[0] and not spans[0][2] and spans[0][0] > spans[1][0]:
            # "December 30 - January 2, 2026": the year belongs to the later day.
            days[0] = days[0].replace(year=days[0].year - 1)
        return days
    if reference_date is None:
        raise ValueError("it has no year")
    month, day, _ = spans[0]
    choices = [
        date(year, month, day)
        for year in (reference_date.year - 1, reference_date.year, reference_date.year + 1)
        if (month, day) != (2, 29) or _leap(year)
    ]
    first = min(choices, key=lambda choice: abs(choice - reference_date))
    days = [
        first,
        *(date(first.year + (other < month), other, number) for other, number, _ in spans[1:]),
    ]
    warnings.append(
        (
            "missing-year",
            f"the year is missing; {written_out(first)} is shown, the nearest to the"
            " exhibition's opening",
            "write the year",
        )
    )
    return days


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _compare_weekdays(
    weekdays: list[int], first: date, last: date, warnings: list[DateProblem]
) -> None:
    """Warn of a weekday that is not that of its date; the date counts."""
    days = (
        [first, last][: len(weekdays)]
        if first != last and len(weekdays) == 2
        else [first]
        if first == last
        else []
    )
    for weekday, day in zip(weekdays, days, strict=False):
        if weekday != day.weekday():
            name = written_out(day).partition(", ")[2]
            warnings.append(
                (
                    "weekday-mismatch",
                    f"{name} is a {DAY_NAMES[day.weekday()]}, not a {DAY_NAMES[weekday]};"
                    " the date is used",
                    f"ask which is meant, then write {DAY_NAMES[day.weekday()]} or another date",
                )
            )
