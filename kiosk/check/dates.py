"""What only time makes wrong."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.content import LoadResult
from kiosk.domain import AllDay, Event, Problem, Severity, Timed

# ACCESS 21: a help line that nobody has looked up for this long may be wrong.
STALE_DAYS = 90


def over(result: LoadResult, today: date) -> Iterator[Problem]:
    """Events and an exhibition whose days have passed."""
    exhibition = result.snapshot.exhibition
    if exhibition.closes and exhibition.closes < today:
        hint = "correct until:, or hang the next exhibition"
        yield _problem(result, "kiosk.yaml", "open.until", Severity.WARNING, "exhibition-over", "the exhibition has ended", hint)
    for event in result.snapshot.events:
        last = _last_day(event)
        if last and last < today:
            key = "when" if (event.file, "when") in result.marks else "starts"
            message, hint = f"the event was over on {last} and is not shown any more", "look at the year; if it is right, nothing is to do"
            yield _problem(result, event.file, key, Severity.INFO, "past-event", message, hint)


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
    if not line.phone:
        message, hint = "there is no help line, which every screen should show", "write help_line: with name:, phone: and verified_on:"
        yield _problem(result, "kiosk.yaml", "help_line", Severity.WARNING, "help-line-missing", message, hint)
    elif line.verified_on is None or (today - line.verified_on).days > STALE_DAYS:
        when = f"on {line.verified_on}" if line.verified_on else "never"
        message, hint = f"the help line was last verified {when}", "call the numbers, then write today's date as verified_on:"
        yield _problem(result, "kiosk.yaml", "help_line.verified_on", Severity.WARNING, "help-line-stale", message, hint)


def _problem(result: LoadResult, path: str, key: str, severity: Severity, rule: str, message: str, hint: str) -> Problem:
    line, column = result.marks.get((path, key), (1, 1))
    return Problem(path=path, line=line, column=column, severity=severity, rule=rule, message=message, hint=hint)
