"""Registrations whose codes come too seldom in the loop."""

from collections.abc import Iterator
from datetime import date

from kiosk.check.dates import last_day
from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem, Status
from kiosk.domain.bounds import LOOP_EVENTS
from kiosk.qr import CodeTarget, code_target
from kiosk.schedule.loop_events import boards_for, events_after_board, events_within


def seldom_codes(result: LoadResult, today: date) -> Iterator[Problem]:
    """More events with a registration than the loop tells in ten minutes."""
    exhibition = result.snapshot.exhibition
    works = sum(work.may_loop for work in result.snapshot.works)
    if not works:
        return
    coming = [
        event
        for event in result.snapshot.events
        if event.register
        and event.status is Status.SCHEDULED
        and (last_day(event) or today) >= today
        and isinstance(code_target(event.register, exhibition.code_targets), CodeTarget)
    ]
    count = min(len(coming), LOOP_EVENTS.limit)
    every = min(exhibition.board_every, works)
    each = events_after_board(count, every, exhibition.work_seconds)
    told = events_within(each, every, exhibition.work_seconds) if count else 0
    if told >= count:
        return
    wanted = boards_for(count, exhibition.work_seconds)
    yield make_problem(
        result,
        "codes-seldom",
        "kiosk.yaml",
        "loop.board_every",
        Message(
            "{count} events have a registration; who watches the loop for ten minutes sees the"
            " codes of {told}",
            count=len(coming),
            told=told,
        ),
        Message("write loop: board_every: {wanted}", wanted=wanted)
        if wanted
        else Message("write programme: with the address of a page with all events"),
    )
