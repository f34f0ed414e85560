"""Every screen that a visitor can reach, in the order of a walk through all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.bridge.controller import Controller
from kiosk.domain import Snapshot
from kiosk.session import SlideKind, moves


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One screen: its name, what is open on it, and how to get there; ``first`` of several on one list."""

    screen: str
    item: str
    go: Callable[[], object]
    first: bool = False


def stops(controller: Controller) -> Iterator[Stop]:
    """All stops but the further pages of what has pages."""
    visit = controller.visit
    guide = visit.guide
    for number, slide in enumerate(guide.loop):
        first_board = slide.kind is SlideKind.BOARD and slide not in guide.loop[:number]
        if slide.kind is not SlideKind.BOARD or first_board:
            yield Stop(screen="loop", item=slide.work or slide.kind.value, go=lambda n=number: visit.move(moves.turn_to, n))
    if guide.works:
        yield Stop(screen="wall", item="", go=lambda: visit.show("wall"))
        for medium in guide.mediums:
            yield Stop(screen="wall", item=medium, go=lambda m=medium: (visit.show("wall"), visit.filterWall(m)))
    for key, _ in guide.works:
        if key in guide.noted:
            yield Stop(screen="note", item=key, go=lambda k=key: visit.openWork(k))
        yield Stop(screen="work", item=key, go=lambda k=key: (visit.openWork(k), visit.reveal()))
    first_picture = next((work.key for work in controller.snapshot.works if work.picture and work.key in dict(guide.works)), "")
    if first_picture:
        for steps in (1, 2):
            yield Stop(screen="zoom", item=f"{first_picture} x{2**steps}", go=lambda n=steps: _zoom(controller, first_picture, n))
    # In reach mode a list stands alone, and its first entry is opened like the others.
    folded = visit.state.comfort.reach
    yield Stop(screen="board", item="list" if folded else next(iter(guide.events), ""), go=lambda: visit.show("board"), first=True)
    for key in guide.events[0 if folded else 1 :]:
        yield Stop(screen="board", item=key, go=lambda k=key: visit.openEvent(k))
    if controller.month.first:
        yield Stop(screen="board", item="month", go=lambda: (visit.show("board"), visit.showMonth(controller.month.first)))
    if guide.events:
        yield Stop(screen="board", item="calendar code", go=lambda: (visit.openEvent(guide.events[0]), visit.chooseCode("calendar")))
    yield Stop(
        screen="resources", item="list" if folded else next(iter(guide.resources), ""), go=lambda: visit.show("resources"), first=True
    )
    for key in guide.resources[0 if folded else 1 :]:
        yield Stop(screen="resources", item=key, go=lambda k=key: (visit.show("resources"), visit.openResource(k)))
    yield Stop(screen="about", item="", go=lambda: visit.show("about"))
    yield Stop(screen="help", item="", go=lambda: visit.show("help"))
    if controller.info.helpTextPayload:
        yield Stop(screen="help", item="text code", go=lambda: (visit.show("help"), visit.chooseCode("text")))
    yield Stop(screen="display", item="", go=visit.togglePanel)
    yield Stop(screen="still-here", item="", go=lambda: visit.move(moves.ask))


def listening(controller: Controller) -> Iterator[Stop]:
    """One screen of each kind while it is read aloud, at the first words of its text. Of what has a recording nothing is heard."""
    guide, snapshot = controller.visit.guide, controller.snapshot
    works = dict(guide.works)
    read = [work for work in snapshot.works if work.key in works and (work.wall_text or work.body) and not work.audio]
    for written in (False, True):
        key = next((work.key for work in read if work.is_written == written), "")
        if key:
            yield Stop(screen="listening", item=key, go=lambda k=key: _listen(controller, lambda: controller.visit.openWork(k)))
    event = next((event.key for event in snapshot.events if event.key in guide.events and not event.audio), "")
    if event:
        yield Stop(screen="listening", item=event, go=lambda: _listen(controller, lambda: controller.visit.openEvent(event)))
    yield Stop(screen="listening", item="about", go=lambda: _listen(controller, lambda: controller.visit.show("about")))


def _listen(controller: Controller, go: Callable[[], object]) -> None:
    go()
    controller.visit.reveal()
    controller.aloud.listen()
    while controller.aloud.reading and controller.aloud.block < 0:
        controller.aloud.further()


def posters(snapshot: Snapshot, today: date) -> Iterator[tuple[str, Snapshot]]:
    """What the folder would be on other days: before the opening, after the end, and while nothing hangs yet."""
    show = snapshot.exhibition
    day = timedelta(days=1)
    yield "upcoming", replace(snapshot, exhibition=replace(show, opens=today + day, closes=today + day))
    yield "ended", replace(snapshot, exhibition=replace(show, opens=today - day, closes=today - day))
    yield "empty", replace(snapshot, works=())


def _zoom(controller: Controller, key: str, steps: int) -> None:
    controller.visit.openWork(key)
    controller.visit.reveal()
    controller.visit.zoomBy(steps)
