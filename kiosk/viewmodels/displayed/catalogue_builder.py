"""Snapshot and agenda -> the catalogue of what a visitor can open."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime

from kiosk.domain import Notice, NoticeLevel, Resource, Snapshot, Status, Work
from kiosk.domain.bounds import LOOP_EVENTS
from kiosk.qr import CodeTarget, code_target
from kiosk.schedule import AgendaEntry, ExhibitionPhase, is_on_display, phase
from kiosk.schedule.loop_events import events_after_board
from kiosk.session import Catalogue, build_playlist


def works_on_display(
    snapshot: Snapshot, now: datetime, left_out: Set[str] = frozenset()
) -> tuple[Work, ...]:
    """The works that are shown on the day of ``now``; none while the exhibition is not open.

    ``left_out`` are the keys of works that cannot be shown, and of further pictures of a work.
    """
    if phase(snapshot.exhibition, now) is not ExhibitionPhase.OPEN:
        return ()
    return tuple(
        _less_pictures(work, left_out)
        for work in snapshot.works
        if is_on_display(work, now.date()) and work.key not in left_out
    )


def work_for_poster(
    snapshot: Snapshot, now: datetime, left_out: Set[str] = frozenset()
) -> Work | None:
    """The work that hangs on a poster: of those released for it, another one each day.

    None where none was released, has a picture and no content note, and is within its days.
    ``left_out`` are the keys of works that cannot be shown.
    """
    released = [
        work
        for work in snapshot.works
        if work.may_be_on_poster and is_on_display(work, now.date()) and work.key not in left_out
    ]
    return released[now.date().toordinal() % len(released)] if released else None


def _less_pictures(work: Work, left_out: Set[str]) -> Work:
    """The work without the further pictures that cannot be shown; the rest of it is."""
    if not left_out or not any(one.key in left_out for one in work.further):
        return work
    return replace(work, further=tuple(one for one in work.further if one.key not in left_out))


def resources_on_display(snapshot: Snapshot, now: datetime) -> tuple[Resource, ...]:
    """The resources that are shown on the day of ``now``."""
    return tuple(resource for resource in snapshot.resources if is_on_display(resource, now.date()))


def build_catalogue(
    snapshot: Snapshot,
    works: Sequence[Work],
    entries: Sequence[AgendaEntry],
    resources: Sequence[Resource],
    notices: Sequence[Notice] = (),
) -> Catalogue:
    """The catalogue of what a visitor can open; the loop has no work with a content note.

    Of the ``notices`` that stand, an emergency has no turn of the loop: it covers that.
    """
    looped = [work.key for work in works if work.may_loop]
    told = [entry.key for entry in entries if _has_registration(entry, snapshot)]
    told = told[: LOOP_EVENTS.limit]
    exhibition = snapshot.exhibition
    return Catalogue(
        works=tuple((work.key, work.medium_key) for work in works),
        with_content_note=frozenset(work.key for work in works if work.content_note),
        picture_counts={work.key: 1 + len(work.further) for work in works if work.further},
        written_works=frozenset(work.key for work in works if work.is_written),
        playlist=build_playlist(
            looped,
            board=bool(entries),
            board_every=exhibition.board_every,
            events=told,
            events_each=events_after_board(
                len(told),
                min(exhibition.board_every, max(1, len(looped))),
                exhibition.work_seconds,
            ),
            notices=[one.key for one in notices if one.level is not NoticeLevel.EMERGENCY],
        ),
        events=tuple(entry.key for entry in entries),
        resources=tuple(resource.key for resource in resources),
        languages=snapshot.exhibition.languages or ("en",),
    )


def _has_registration(entry: AgendaEntry, snapshot: Snapshot) -> bool:
    """True where a code for registration is shown beside the event."""
    event = entry.event
    if event.status is not Status.SCHEDULED or not entry.can_register or not event.register:
        return False
    return isinstance(code_target(event.register, snapshot.exhibition.code_targets), CodeTarget)
