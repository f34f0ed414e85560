"""Dates: what has passed, and what is never shown or ends too late."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.check.make_problem import make_problem, problem_of_file
from kiosk.content.load import LoadResult
from kiosk.domain import AllDay, Event, Message, Problem, Resource, Series, Timed, Work
from kiosk.domain.instants import instant

# A help line's numbers should be called this often: docs/ACCESSIBILITY.md, 21.
# If kiosk.yaml cannot be read, the check cannot tell whether it names a help line.
_UNREAD = ("yaml", "not-plain-text", "unreadable", "missing-kiosk-yaml")
_CHECK_YEAR = Message("check the year; if it is right, nothing needs to be done")


def past_dates(result: LoadResult, today: date) -> Iterator[Problem]:
    """The exhibition, events, and shown works and resources that ended before ``today``."""
    closes = result.snapshot.exhibition.closes
    if closes and closes < today:
        yield make_problem(
            result,
            "exhibition-over",
            "kiosk.yaml",
            "open.until",
            Message("the exhibition ended on {closes}", closes=closes),
            Message("correct until:, or put up the next exhibition"),
        )
    yield from _past_events(result, today)
    for item in _with_dates(result):
        last = item.shown_until
        if last and (item.shown_from or last) <= last < today and not _key_outside(result, item):
            message = Message("{kind} was shown until {last}", kind=_kind(item), last=last)
            yield make_problem(result, "past-show", item.file, "show.until", message, _CHECK_YEAR)


def _past_events(result: LoadResult, today: date) -> Iterator[Problem]:
    """One problem for all events that are over, at the one that ended last."""
    over = [
        (last, event)
        for event in result.snapshot.events
        if (last := last_day(event)) and last < today
    ]
    if not over:
        return
    last, event = max(over, key=lambda pair: pair[0])
    if len(over) == 1:
        key = "when" if (event.file, "when") in result.source_map else "starts"
        message = Message("the event ended on {last} and is no longer shown", last=last)
        yield make_problem(result, "past-event", event.file, key, message, _CHECK_YEAR)
        return
    yield problem_of_file(
        "past-event",
        "events",
        Message(
            "{count:,} events are over and no longer shown; the last of them, '{file}', ended on"
            " {last}",
            count=len(over),
            file=event.file,
            last=last,
        ),
        Message(
            "if one of them is still to come, check its year ('kiosk check --explain-dates' lists"
            " all dates); else nothing needs to be done"
        ),
    )


def events_beyond_end(result: LoadResult, today: date) -> Iterator[Problem]:
    """Events that are not listed because they begin after the exhibition's last day."""
    last_day = result.snapshot.exhibition.last_listed_day
    if last_day is None or last_day < today:
        return
    by_file: dict[str, list[Event]] = {}
    for event in result.snapshot.events:
        first = _first_day(event)
        if first is not None and first > last_day:
            by_file.setdefault(event.file, []).append(event)
    for file, events in by_file.items():
        key = "when" if (file, "when") in result.source_map else "starts"
        message = Message(
            "'{title}' takes place after the exhibition's last day, {last_day}, and is not listed",
            title=events[0].title,
            last_day=last_day,
        )
        if len(events) > 1:
            message = Message(
                "{count:,} events of this file take place after the exhibition's last day,"
                " {last_day}, and are not listed",
                count=len(events),
                last_day=last_day,
            )
        hint = Message("write board: and below it beyond_end: yes in kiosk.yaml to list them too")
        yield make_problem(result, "beyond-exhibition", file, key, message, hint)


def show_dates(result: LoadResult) -> Iterator[Problem]:
    """Works and resources whose dates are reversed or lie outside the exhibition's dates."""
    for item in _with_dates(result):
        first, last = item.shown_from, item.shown_until
        if first and last and last < first:
            yield make_problem(
                result,
                "date-order",
                item.file,
                "show.until",
                Message(
                    "{kind} is never shown: from: {first} is later than until: {last}",
                    kind=_kind(item),
                    first=first,
                    last=last,
                ),
                Message("swap the two dates, or correct one of them"),
            )
        elif key := _key_outside(result, item):
            yield make_problem(
                result,
                "never-shown",
                item.file,
                key,
                Message(
                    "{kind} is never shown: its dates lie outside the exhibition's dates",
                    kind=_kind(item),
                ),
                Message("check the year"),
            )


def _with_dates(result: LoadResult) -> tuple[Work | Resource, ...]:
    items: tuple[Work | Resource, ...] = (*result.snapshot.works, *result.snapshot.resources)
    return tuple(item for item in items if item.shown_from or item.shown_until)


def _kind(item: Work | Resource) -> Message:
    return Message("the work") if isinstance(item, Work) else Message("the resource")


def _key_outside(result: LoadResult, item: Work | Resource) -> str:
    """The key whose date keeps the item out of the exhibition, "" when it is shown on some day."""
    exhibition = result.snapshot.exhibition
    if item.shown_until and exhibition.opens and item.shown_until < exhibition.opens:
        return "show.until"
    if item.shown_from and exhibition.closes and exhibition.closes < item.shown_from:
        return "show.from"
    return ""


def registration_deadlines(result: LoadResult) -> Iterator[Problem]:
    """Registrations that close only after the event has ended."""
    for event in result.snapshot.events:
        ends = _end(event)
        if event.register_until and ends and instant(event.register_until) > instant(ends):
            yield make_problem(
                result,
                "register-late",
                event.file,
                "register_until",
                Message("registration closes only after the event has ended"),
                Message("check the year and the month of register_until:"),
            )


def last_day(event: Event) -> date | None:
    """The last day of an event in its own zone; None for a series and an event without a time."""
    match event.when:
        case Timed(starts=starts, ends=ends):
            return (ends or starts).astimezone(ZoneInfo(event.timezone)).date()
        case AllDay(last=last) | Series(span=AllDay(last=last)):
            return last
    return None


def _first_day(event: Event) -> date | None:
    """The day on which an event begins; None for one without a day, and for a series."""
    match event.when:
        case Timed(starts=starts):
            return starts.astimezone(ZoneInfo(event.timezone)).date()
        case AllDay(first=first):
            return first
    return None


def _end(event: Event) -> datetime | None:
    """The end of the event's last day, since a deadline that is a day lasts until midnight."""
    last = last_day(event)
    # Calendars use the last day that exists for "never", and no deadline is later than that.
    if last is None or last == date.max:
        return None
    return datetime.combine(last + timedelta(days=1), time(), ZoneInfo(event.timezone))


def help_line(result: LoadResult, today: date) -> Iterator[Problem]:
    """A help line that is missing, or whose numbers have not been called for ``HELP_LINE_DAYS``."""
    line = result.snapshot.exhibition.help_line
    if not line.phone:
        if not _kiosk_yaml_unread(result):
            yield make_problem(
                result,
                "help-line-missing",
                "kiosk.yaml",
                "help_line",
                Message("kiosk.yaml has no help line, which every screen should show"),
                Message("add help_line: with name:, phone: and verified_on:"),
            )
    elif line.verified_on and line.verified_on > today:
        yield make_problem(
            result,
            "verified-later",
            "kiosk.yaml",
            "help_line.verified_on",
            Message(
                "verified_on: is {verified_on}, a day in the future", verified_on=line.verified_on
            ),
            Message("write the day on which the numbers were last called"),
        )
    elif line.is_outdated(today):
        verified = (
            Message("was last verified on {verified_on}", verified_on=line.verified_on)
            if line.verified_on
            else Message("has never been verified")
        )
        yield make_problem(
            result,
            "help-line-stale",
            "kiosk.yaml",
            "help_line.verified_on",
            Message("the help line {verified}", verified=verified),
            Message("call its numbers, then write today's date as verified_on:"),
        )


def _kiosk_yaml_unread(result: LoadResult) -> bool:
    return any(
        problem.path == "kiosk.yaml" and problem.rule in _UNREAD for problem in result.problems
    )
