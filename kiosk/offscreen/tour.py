"""A tour of every screen that a visitor can reach, as steps for screenshots and checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from kiosk.domain import Snapshot
from kiosk.session import Screen, SlideKind, transitions
from kiosk.viewmodels.qml_enums import CodeKinds
from kiosk.viewmodels.session.session import SessionViewModel
from kiosk.window.controller import Controller


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen: its name, the key of what is open on it, and the call that goes there.

    ``first`` marks the first step of several with the same list.
    """

    screen: str
    item: str
    go: Callable[[], object]
    first: bool = False


def steps(controller: Controller) -> Iterator[Step]:
    """Yield every step; further pages of a text or a list are no steps of their own."""
    session = controller.session
    catalogue = session.catalogue
    for number, slide in enumerate(catalogue.playlist):
        first_board = slide.kind is SlideKind.BOARD and slide not in catalogue.playlist[:number]
        if slide.kind is not SlideKind.BOARD or first_board:
            yield Step(
                screen="loop",
                item=slide.work or slide.kind.value,
                go=partial(session.apply, transitions.go_to_slide, number),
            )
    if catalogue.works:
        yield Step(screen="wall", item="", go=lambda: session.show("wall"))
        for medium in catalogue.media:
            yield Step(
                screen="wall",
                item=medium,
                go=partial(_show_medium, session, medium),
            )
    for key, _ in catalogue.works:
        if key in catalogue.with_content_note:
            yield Step(screen="note", item=key, go=partial(session.openWork, key))
        yield Step(screen="work", item=key, go=partial(_open_revealed, session, key))
    first_picture = next(
        (
            work.key
            for work in controller.snapshot.works
            if work.picture and work.key in dict(catalogue.works)
        ),
        "",
    )
    if first_picture:
        for doublings in (1, 2):
            yield Step(
                screen="zoom",
                item=f"{first_picture} x{2**doublings}",
                go=partial(_zoom, session, first_picture, doublings),
            )
    # In reach mode a list stands alone, and its first entry is opened like the others.
    list_alone = session.state.display.reach
    yield Step(
        screen="board",
        item="list" if list_alone else next(iter(catalogue.events), ""),
        go=lambda: session.show("board"),
        first=True,
    )
    for key in catalogue.events[0 if list_alone else 1 :]:
        yield Step(screen="board", item=key, go=partial(session.openEvent, key))
    if controller.board.month.first:
        yield Step(
            screen="board",
            item="month",
            go=lambda: _after(
                session, Screen.BOARD, lambda: session.showMonth(controller.board.month.first)
            ),
        )
    if catalogue.events:
        yield Step(
            screen="board",
            item="calendar code",
            go=lambda: (
                session.openEvent(catalogue.events[0]),
                session.chooseCode(CodeKinds.Value.Calendar),
            ),
        )
    yield Step(
        screen="resources",
        item="list" if list_alone else next(iter(catalogue.resources), ""),
        go=lambda: session.show("resources"),
        first=True,
    )
    for key in catalogue.resources[0 if list_alone else 1 :]:
        yield Step(
            screen="resources",
            item=key,
            go=partial(_open_resource, session, key),
        )
    yield Step(screen="about", item="", go=lambda: session.show("about"))
    yield Step(screen="help", item="", go=lambda: session.show("help"))
    if controller.info.helpTextPayload:
        yield Step(
            screen="help",
            item="text code",
            go=lambda: _after(
                session, Screen.HELP, lambda: session.chooseCode(CodeKinds.Value.Text)
            ),
        )
    yield Step(screen="display", item="", go=session.toggleDisplayPanel)
    yield Step(screen="still-here", item="", go=lambda: session.apply(transitions.show_idle_prompt))


def _after(session: SessionViewModel, screen: Screen, then: Callable[[], object]) -> None:
    """Go to a screen, then do something on it."""
    session.show(screen)
    then()


def listening(controller: Controller) -> Iterator[Step]:
    """Yield one step for each kind of text that is read aloud, at the first words of the text.

    Items with a recording are left out: a recording highlights no words.
    """
    catalogue, snapshot = controller.session.catalogue, controller.snapshot
    works = dict(catalogue.works)
    read = [
        work
        for work in snapshot.works
        if work.key in works and (work.wall_text or work.body) and not work.audio
    ]
    for written in (False, True):
        key = next((work.key for work in read if work.is_written == written), "")
        if key:
            yield Step(
                screen="listening",
                item=key,
                go=partial(_listen, controller, partial(controller.session.openWork, key)),
            )
    event = next(
        (
            event.key
            for event in snapshot.events
            if event.key in catalogue.events and not event.audio
        ),
        "",
    )
    if event:
        yield Step(
            screen="listening",
            item=event,
            go=lambda: _listen(controller, lambda: controller.session.openEvent(event)),
        )
    yield Step(
        screen="listening",
        item="about",
        go=lambda: _listen(controller, lambda: controller.session.show("about")),
    )


def _listen(controller: Controller, go: Callable[[], object]) -> None:
    """Go somewhere, and read aloud until the first words of the text are highlighted."""
    go()
    controller.session.reveal()
    controller.readAloud.start()
    while controller.readAloud.reading and controller.readAloud.block < 0:
        controller.readAloud.skip_sentence()


def posters(snapshot: Snapshot, today: date) -> Iterator[tuple[str, Snapshot]]:
    """Yield the kinds of poster with content that shows each: upcoming, ended, and without works."""
    show = snapshot.exhibition
    day = timedelta(days=1)
    yield (
        "upcoming",
        replace(snapshot, exhibition=replace(show, opens=today + day, closes=today + day)),
    )
    yield (
        "ended",
        replace(snapshot, exhibition=replace(show, opens=today - day, closes=today - day)),
    )
    yield "empty", replace(snapshot, works=())


def _show_medium(session: SessionViewModel, medium: str) -> None:
    session.show("wall")
    session.filterWall(medium)


def _open_revealed(session: SessionViewModel, key: str) -> None:
    session.openWork(key)
    session.reveal()


def _open_resource(session: SessionViewModel, key: str) -> None:
    session.show("resources")
    session.openResource(key)


def _zoom(session: SessionViewModel, key: str, doublings: int) -> None:
    _open_revealed(session, key)
    session.zoomBy(doublings)
