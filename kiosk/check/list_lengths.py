"""Lists that are longer than a visitor's screen shows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from kiosk.check.make_problem import problem_of_file
from kiosk.content.interruption import each_step
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem
from kiosk.domain.bounds import BOARD_ENTRIES, GALLERY_MEDIA, RESOURCE_ENTRIES, Bound
from kiosk.schedule import build_agenda

_RULE = "beyond-bound"


def resource_entries(result: LoadResult) -> Iterator[Problem]:
    """More resources than the list shows."""
    yield from _too_long(RESOURCE_ENTRIES, len(result.snapshot.resources), "resources")


def board_entries(result: LoadResult, today: date) -> Iterator[Problem]:
    """More entries than the board shows on ``today``."""
    events = result.snapshot.events
    noon = datetime.combine(today, time(12), UTC)
    last_day = result.snapshot.exhibition.last_listed_day
    entries = (
        build_agenda(events, noon, last_day=last_day, groups_series=True, each=each_step)
        if events
        else ()
    )
    yield from _too_long(BOARD_ENTRIES, len(entries), "events")


def gallery_media(result: LoadResult) -> Iterator[Problem]:
    """More media than the wall offers to choose from."""
    media = {work.medium_key for work in result.snapshot.works if work.medium_key}
    if not GALLERY_MEDIA.allows(len(media)):
        yield problem_of_file(
            _RULE,
            "works",
            Message(
                "the works have {count:,} media, and at most {limit:,} are offered; {beyond}",
                count=len(media),
                limit=GALLERY_MEDIA.limit,
                beyond=GALLERY_MEDIA.beyond,
            ),
            Message("use one word for one medium in all labels"),
        )


def _too_long(bound: Bound, count: int, folder: str) -> Iterator[Problem]:
    if not bound.allows(count):
        yield problem_of_file(
            _RULE,
            folder,
            Message(
                "the list has {count:,} entries, and at most {amount} are shown; {beyond}",
                count=count,
                amount=bound.amount,
                beyond=bound.beyond,
            ),
            Message("take out what is over or far away, or write one entry for a series"),
        )
