"""A tour of every screen that a visitor can reach, as steps for screenshots and checks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from itertools import islice

from PySide6.QtCore import QCoreApplication, QMetaObject

from kiosk.domain import Snapshot
from kiosk.session import Screen, Slide, transitions
from kiosk.viewmodels.qml_enums import CodeKinds
from kiosk.viewmodels.session.session import SessionViewModel
from kiosk.window.controller import Controller

# Passes of the event loop within which a panel is there.
_MOST_PASSES = 200


class View(StrEnum):
    """What the tour shows besides the ``Screen`` itself; part of the files' names."""

    NOTE = "note"
    PICTURE = "picture"
    ZOOM = "zoom"
    DISPLAY = "display"
    IDLE_PROMPT = "still-here"
    LISTENING = "listening"
    POSTER = "poster"
    EMERGENCY = "emergency"
    SPEECH = "speech"
    SCAN = "scan"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen: its name, the key of what is open on it, and the call that goes there.

    ``first`` marks the first step of several with the same list.
    """

    screen: Screen | View
    item: str = ""
    go: Callable[[], object]
    first: bool = False


def steps(controller: Controller) -> Iterator[Step]:
    """Yield every step; further pages of a text or a list are no steps of their own."""
    session = controller.session
    yield from _loop_steps(session)
    yield from _wall_steps(session)
    yield from _work_steps(session)
    yield from _zoom_steps(controller)
    yield from _board_steps(controller)
    yield from _resource_steps(session)
    yield Step(screen=Screen.ABOUT, go=partial(session.show, Screen.ABOUT))
    yield from _help_steps(controller)
    yield Step(screen=View.DISPLAY, go=session.toggleDisplayPanel)
    yield Step(screen=View.SPEECH, go=partial(_open_speech_page, controller))
    yield from _idle_prompt_steps(controller)
    yield Step(screen=View.SCAN, item="group", go=partial(_scan, controller))


def _open_speech_page(controller: Controller) -> None:
    """The second page of the display panel, as a touch opens it."""
    controller.session.setAutoReadAloud(True)
    controller.session.toggleDisplayPanel()
    # The panel is made when it is first opened.
    for _ in range(_MOST_PASSES):
        QCoreApplication.processEvents()
        page = controller.keypad.control("speech-page")
        if page is not None:
            QMetaObject.invokeMethod(page, "activated")
            return


def _scan(controller: Controller) -> None:
    """The frames of the second group of the programme, or of About, for two switches."""
    controller.scanner.rest()
    controller.session.show(Screen.BOARD if controller.session.hasEvents else Screen.ABOUT)
    controller.scanner.move()
    controller.scanner.move()


def _idle_prompt_steps(controller: Controller) -> Iterator[Step]:
    """Over the screen that is open, beside the first picture, on the wall, over the first written
    work and the programme.
    """
    session = controller.session
    yield Step(screen=View.IDLE_PROMPT, go=partial(session.apply, transitions.show_idle_prompt))
    on_display = dict(session.catalogue.works)
    pictures = (each.key for each in controller.snapshot.works if each.picture)
    for key in islice((key for key in pictures if key in on_display), 1):
        yield Step(
            screen=View.IDLE_PROMPT,
            item=key,
            go=partial(_ask, session, partial(_open_revealed, session, key)),
        )
    if session.catalogue.works:
        go = partial(_ask, session, partial(session.show, Screen.WALL))
        yield Step(screen=View.IDLE_PROMPT, item="wall", go=go)
    written = (each.key for each in controller.snapshot.works if each.is_written)
    for key in islice((key for key in written if key in on_display), 1):
        go = partial(_ask, session, partial(_open_revealed, session, key))
        yield Step(screen=View.IDLE_PROMPT, item=key, go=go)
    if session.catalogue.events:
        go = partial(_ask, session, partial(session.show, Screen.BOARD))
        yield Step(screen=View.IDLE_PROMPT, item="programme", go=go)


def _ask(session: SessionViewModel, go: Callable[[], object]) -> None:
    """Go somewhere, and let the time without a touch pass."""
    go()
    session.apply(transitions.show_idle_prompt)


def _loop_steps(session: SessionViewModel) -> Iterator[Step]:
    """The slides, each once; of those that tell an event only the first."""
    shown: set[Slide] = set()
    for number, slide in enumerate(session.catalogue.playlist):
        like = replace(slide, event="")
        if like not in shown:
            shown.add(like)
            yield Step(
                screen=Screen.LOOP,
                item=slide.work or slide.notice or slide.kind.value,
                go=partial(session.apply, transitions.go_to_slide, number),
            )


def _wall_steps(session: SessionViewModel) -> Iterator[Step]:
    if session.catalogue.works:
        yield Step(screen=Screen.WALL, go=partial(session.show, Screen.WALL))
        for medium in session.catalogue.media:
            yield Step(screen=Screen.WALL, item=medium, go=partial(_show_medium, session, medium))


def _work_steps(session: SessionViewModel) -> Iterator[Step]:
    for key, _ in session.catalogue.works:
        if key in session.catalogue.with_content_note:
            yield Step(screen=View.NOTE, item=key, go=partial(session.openWork, key))
        yield Step(screen=Screen.WORK, item=key, go=partial(_open_revealed, session, key))
        for number in range(1, session.catalogue.picture_counts.get(key, 1)):
            go = partial(_open_picture, session, key, number)
            yield Step(screen=View.PICTURE, item=f"{key} {number + 1}", go=go)


def _zoom_steps(controller: Controller) -> Iterator[Step]:
    """The first picture, twice and four times as large."""
    on_display = dict(controller.session.catalogue.works)
    works = controller.snapshot.works
    pictures = (work.key for work in works if work.picture and work.key in on_display)
    for key in islice(pictures, 1):
        for doublings in (1, 2):
            yield Step(
                screen=View.ZOOM,
                item=f"{key} x{2**doublings}",
                go=partial(_zoom, controller.session, key, doublings),
            )


def _board_steps(controller: Controller) -> Iterator[Step]:
    session = controller.session
    events = session.catalogue.events
    yield from _list_steps(session, Screen.BOARD, events, session.openEvent)
    if events and controller.board.month.first:
        yield Step(screen=Screen.BOARD, item="month", go=partial(_open_month, controller))
    if controller.board.tracks.first:
        yield Step(
            screen=Screen.BOARD, item="tracks", go=partial(_open_tracks, controller), first=True
        )
    if controller.board.hasChoices:
        yield Step(screen=Screen.BOARD, item="filters", go=partial(_open_filters, session))
        go = partial(_filter, controller)
        yield Step(screen=Screen.BOARD, item="filtered", go=go, first=True)
    if events:
        yield Step(
            screen=Screen.BOARD,
            item="calendar code",
            go=partial(_open_calendar_code, session, events[0]),
        )


def _resource_steps(session: SessionViewModel) -> Iterator[Step]:
    open_resource = partial(_open_resource, session)
    yield from _list_steps(session, Screen.RESOURCES, session.catalogue.resources, open_resource)


def _list_steps(
    session: SessionViewModel,
    screen: Screen,
    keys: Sequence[str],
    open_entry: Callable[[str], object],
) -> Iterator[Step]:
    """A list with its first entry open, then the others.

    The programme, and in reach mode any list, stands alone, and its first entry is opened like the
    others.
    """
    if not keys:
        return
    alone = session.state.display.reach or screen is Screen.BOARD
    yield Step(
        screen=screen,
        item="list" if alone else next(iter(keys), ""),
        go=partial(session.show, screen),
        first=True,
    )
    for key in keys[0 if alone else 1 :]:
        yield Step(screen=screen, item=key, go=partial(open_entry, key))


def _help_steps(controller: Controller) -> Iterator[Step]:
    session = controller.session
    yield Step(screen=Screen.HELP, go=partial(session.show, Screen.HELP))
    if controller.info.helpTextPayload:
        yield Step(screen=Screen.HELP, item="text code", go=partial(_open_text_code, session))


def _open_month(controller: Controller) -> None:
    controller.session.show(Screen.BOARD)
    controller.session.showMonth(controller.board.month.first)


def _open_tracks(controller: Controller) -> None:
    controller.session.show(Screen.BOARD)
    controller.session.showSlot(controller.board.tracks.first)


def _open_filters(session: SessionViewModel) -> None:
    session.show(Screen.BOARD)
    session.chooseFilter(True)


def _filter(controller: Controller) -> None:
    controller.session.show(Screen.BOARD)
    controller.session.filterProgramme(str(controller.board.choices.rows[0]["key"]))


def _open_calendar_code(session: SessionViewModel, event: str) -> None:
    session.openEvent(event)
    session.chooseCode(CodeKinds.Value.Calendar)


def _open_text_code(session: SessionViewModel) -> None:
    session.show(Screen.HELP)
    session.chooseCode(CodeKinds.Value.Text)


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
                screen=View.LISTENING,
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
            screen=View.LISTENING,
            item=event,
            go=lambda: _listen(controller, lambda: controller.session.openEvent(event)),
        )
    yield Step(
        screen=View.LISTENING,
        item="about",
        go=lambda: _listen(controller, lambda: controller.session.show(Screen.ABOUT)),
    )


def _listen(controller: Controller, go: Callable[[], object]) -> None:
    """Go somewhere, and read aloud until the first words of the text are highlighted."""
    go()
    controller.session.reveal()
    controller.readAloud.start()
    while controller.readAloud.active and controller.readAloud.block < 0:
        controller.readAloud.skip_sentence()


def posters(snapshot: Snapshot, today: date) -> Iterator[tuple[str, Snapshot]]:
    """Yield the kinds of poster with content for each: upcoming, ended, and without works."""
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
    session.show(Screen.WALL)
    session.filterWall(medium)


def _open_revealed(session: SessionViewModel, key: str) -> None:
    session.openWork(key)
    session.reveal()


def _open_picture(session: SessionViewModel, key: str, number: int) -> None:
    _open_revealed(session, key)
    session.showPicture(number)


def _open_resource(session: SessionViewModel, key: str) -> None:
    session.show(Screen.RESOURCES)
    session.openResource(key)


def _zoom(session: SessionViewModel, key: str, doublings: int) -> None:
    _open_revealed(session, key)
    session.zoomBy(doublings)
