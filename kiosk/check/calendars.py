"""Calendar files: an export goes stale without a sign, so the check states its age."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from itertools import islice
from zoneinfo import ZoneInfo

from kiosk.check.make_problem import make_problem
from kiosk.content.events.calendar_blocks import Block, read_objects
from kiosk.content.events.calendar_selection import has_word, places_of_words
from kiosk.content.front_matter.document import read_text
from kiosk.content.interruption import each_step
from kiosk.content.load import LoadResult
from kiosk.content.problems import EXPORT_CALENDAR, Report
from kiosk.content.scan.related_names import likely_names
from kiosk.domain import Event, Message, Problem, Series
from kiosk.domain.bounds import BOARD_TIMES, CALENDAR_BYTES, WINDOW_OCCURRENCES, Bound
from kiosk.schedule.occurrences import HORIZON, occurrences

# Our own limit: a programme usually changes within a month.
STALE_DAYS = 30
# How alike a near word is, from 0 to 1, and in how many entries one is looked for.
_NEAR, _MOST_ENTRIES = 0.7, 500
# The parts of a rule by which a series takes place several times a day.
_TIMES_A_DAY = ("BYHOUR=", "BYMINUTE=", "BYSECOND=", "RDATE")
# The days of the agenda's window, with one on either side.
_WINDOW_DAYS = HORIZON.days + 2


def crowded_series(result: LoadResult, today: date) -> Iterator[Problem]:
    """Series that take place so often that the board leaves times out, and too many of them."""
    zone = ZoneInfo(result.snapshot.exhibition.timezone)
    now = datetime.combine(today, time(), zone)
    series = [event for event in result.snapshot.events if isinstance(event.when, Series)]
    most = WINDOW_OCCURRENCES.limit
    for event in each_step(series):
        source = event.when.source if isinstance(event.when, Series) else ""
        # Once a day is never too often, and expanding a series takes a few milliseconds.
        if not any(part in source for part in _TIMES_A_DAY) and source.count("BEGIN:VEVENT") < 6:
            continue
        if len(list(islice(occurrences(event, now, now + HORIZON, most + 1), most + 1))) > most:
            what = Message(
                "'{title}' takes place more than {most:,} times in {days} days",
                title=event.title,
                most=most,
                days=HORIZON.days,
            )
            yield _beyond(result, event, WINDOW_OCCURRENCES, what)
    daily = [
        event
        for event in series
        if isinstance(event.when, Series) and "FREQ=DAILY" in event.when.source
    ]
    if daily and len(series) * _WINDOW_DAYS > BOARD_TIMES.limit:
        what = Message(
            "there are {count:,} series, {count2:,} of them daily",
            count=len(series),
            count2=len(daily),
        )
        yield _beyond(result, daily[0], BOARD_TIMES, what)


def _beyond(result: LoadResult, event: Event, bound: Bound, what: str) -> Problem:
    message = Message(
        "{what}, and {limit_in_words} are shown; {beyond}",
        what=what,
        limit_in_words=bound.limit_in_words,
        beyond=bound.beyond,
    )
    hint = Message("write what is always on as a page, or as one event that lasts all day")
    return make_problem(result, "beyond-bound", event.file, "when", message, hint)


def unused_words(result: LoadResult) -> Iterator[Problem]:
    """Words of ``calendars:`` in kiosk.yaml that no entry of any calendar has."""
    chosen = result.snapshot.exhibition.calendars
    if not (chosen.only or chosen.leave_out) or not result.calendars:
        return
    blocks: list[Block] = []
    for calendar in result.calendars:
        path = result.snapshot.root / calendar.file
        text = read_text(path.parent, path.name, Report(path=calendar.file), CALENDAR_BYTES)
        if text is None:
            # What cannot be read may have the word.
            return
        blocks += [block for one in read_objects(text) for block in one.events]
    known: list[str] | None = None
    for key, words in (("only", chosen.only), ("leave_out", chosen.leave_out)):
        for word in words:
            if any(has_word(block, word) for block in blocks):
                continue
            known = known if known is not None else _known_words(blocks)
            wanted = word.casefold()
            near = get_close_matches(wanted, likely_names(wanted, known), 1, _NEAR)
            yield make_problem(
                result,
                "calendar-word",
                "kiosk.yaml",
                f"calendars.{key}",
                Message(
                    "no entry of a calendar has '{word}' of calendars: {key}: in its title or among"
                    " its categories",
                    word=word,
                    key=key,
                ),
                Message("write it as the calendar does; near to it is '{near}'", near=near[0])
                if near
                else Message("write it as the calendar does, or take it out"),
            )


def _known_words(blocks: Sequence[Block]) -> list[str]:
    """The words of the first entries, and their titles and categories as a whole."""
    places = {
        place.casefold() for block in blocks[:_MOST_ENTRIES] for place in places_of_words(block)
    }
    return sorted({word for place in places for word in (place, *place.split())})


def stale_calendars(result: LoadResult, today: date) -> Iterator[Problem]:
    """Calendar files that were last changed more than ``STALE_DAYS`` before ``today``."""
    zone = ZoneInfo(result.snapshot.exhibition.timezone)
    for calendar in result.calendars:
        changed = calendar.changed.astimezone(zone).date()
        days = (today - changed).days
        if days > STALE_DAYS:
            yield make_problem(
                result,
                "calendar-age",
                calendar.file,
                "",
                Message(
                    "the calendar was last changed on {changed}, {days} days ago; events in it:"
                    " {number}",
                    changed=changed,
                    days=days,
                    number=calendar.events,
                ),
                Message(
                    "if the programme has changed since then, {export}", export=EXPORT_CALENDAR
                ),
            )
