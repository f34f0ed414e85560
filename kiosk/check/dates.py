"""Days: what only time makes wrong, and what never comes or comes too late."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import AllDay, Event, Problem, Resource, Severity, Timed, Work

# ACCESS 21: a help line that nobody has looked up for this long may be wrong.
STALE_DAYS = 90
# Of what kiosk.yaml cannot be read, nobody knows whether a help line stands in it.
_UNREAD = ("yaml", "not-plain-text", "unreadable", "missing-kiosk-yaml")


def over(result: LoadResult, today: date) -> Iterator[Problem]:
    """Events and an exhibition whose days have passed."""
    exhibition = result.snapshot.exhibition
    if exhibition.closes and exhibition.closes < today:
        hint = "correct until:, or hang the next exhibition"
        yield make_problem(
            result,
            "kiosk.yaml",
            "open.until",
            Severity.WARNING,
            "exhibition-over",
            "the exhibition has ended",
            hint,
        )
    for event in result.snapshot.events:
        last = _last_day(event)
        if last and last < today:
            key = "when" if (event.file, "when") in result.source_map else "starts"
            message, hint = (
                f"the event was over on {last} and is not shown any more",
                "look at the year; if it is right, nothing is to do",
            )
            yield make_problem(result, event.file, key, Severity.INFO, "past-event", message, hint)
    for thing in _with_days(result):
        last = thing.shown_until
        if last and (thing.shown_from or last) <= last < today and not _never(result, thing):
            message, hint = (
                f"it was shown until {last}",
                "look at the year; if it is right, nothing is to do",
            )
            yield make_problem(
                result, thing.file, "show.until", Severity.INFO, "past-show", message, hint
            )


def shows(result: LoadResult) -> Iterator[Problem]:
    """Works and resources whose days end before they begin, or lie outside of the exhibition's."""
    for thing in _with_days(result):
        opens, closes = thing.shown_from, thing.shown_until
        if opens and closes and closes < opens:
            message, hint = (
                f"it is shown from {opens} until {closes}, which is never",
                "swap from: and until:",
            )
            yield make_problem(
                result, thing.file, "show.until", Severity.ERROR, "date-order", message, hint
            )
        elif key := _never(result, thing):
            message, hint = (
                "its days lie outside of the exhibition's, so that it is never shown",
                "look at the year",
            )
            yield make_problem(
                result, thing.file, key, Severity.WARNING, "never-shown", message, hint
            )


def _with_days(result: LoadResult) -> tuple[Work | Resource, ...]:
    things: tuple[Work | Resource, ...] = (*result.snapshot.works, *result.snapshot.resources)
    return tuple(thing for thing in things if thing.shown_from or thing.shown_until)


def _never(result: LoadResult, thing: Work | Resource) -> str:
    """The key by which a work or resource hangs on no day of the exhibition, "" when there is a day."""
    exhibition = result.snapshot.exhibition
    if thing.shown_until and exhibition.opens and thing.shown_until < exhibition.opens:
        return "show.until"
    return (
        "show.from"
        if thing.shown_from and exhibition.closes and exhibition.closes < thing.shown_from
        else ""
    )


def deadlines(result: LoadResult) -> Iterator[Problem]:
    """Registrations that close only when the event is over."""
    for event in result.snapshot.events:
        ends = _end(event)
        if event.register_until and ends and event.register_until > ends:
            message, hint = (
                "one could register until after the event is over",
                "look at the year and the month of register_until:",
            )
            yield make_problem(
                result,
                event.file,
                "register_until",
                Severity.WARNING,
                "register-late",
                message,
                hint,
            )


def _end(event: Event) -> datetime | None:
    """When it is over; None for what comes again or has no time."""
    match event.when:
        case Timed(starts=starts, ends=ends):
            # A deadline that is a day lasts to that day's end.
            last = (ends or starts).astimezone(ZoneInfo(event.timezone)).date()
        case AllDay(last=last):
            pass
        case _:
            return None
    # Calendars know the last day that there is, behind which nothing is late.
    return (
        datetime.combine(last + timedelta(days=1), time(), ZoneInfo(event.timezone))
        if last < date.max
        else None
    )


def _last_day(event: Event) -> date | None:
    match event.when:
        case Timed(starts=starts, ends=ends):
            return (ends or starts).astimezone(ZoneInfo(event.timezone)).date()
        case AllDay(last=last):
            return last
    return None


def help_line(result: LoadResult, today: date) -> Iterator[Problem]:
    """A help line that is missing, or that nobody has called for long."""
    line = result.snapshot.exhibition.help_line
    if not line.phone and any(
        problem.path == "kiosk.yaml" and problem.rule in _UNREAD for problem in result.problems
    ):
        return
    if not line.phone:
        message, hint = (
            "there is no help line, which every screen should show",
            "write help_line: with name:, phone: and verified_on:",
        )
        yield make_problem(
            result, "kiosk.yaml", "help_line", Severity.WARNING, "help-line-missing", message, hint
        )
    elif line.verified_on and line.verified_on > today:
        message, hint = (
            f"the help line is said to have been verified on {line.verified_on}, a day to come",
            "write the day of the last call",
        )
        yield make_problem(
            result,
            "kiosk.yaml",
            "help_line.verified_on",
            Severity.WARNING,
            "verified-later",
            message,
            hint,
        )
    elif line.verified_on is None or (today - line.verified_on).days > STALE_DAYS:
        when = f"on {line.verified_on}" if line.verified_on else "never"
        message, hint = (
            f"the help line was last verified {when}",
            "call the numbers, then write today's date as verified_on:",
        )
        yield make_problem(
            result,
            "kiosk.yaml",
            "help_line.verified_on",
            Severity.WARNING,
            "help-line-stale",
            message,
            hint,
        )
