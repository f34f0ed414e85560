"""Every move of a visit: functions from a state to the next one. Impossible moves change nothing."""

from dataclasses import replace

from kiosk.session.catalogue import Catalogue, SlideKind
from kiosk.session.state import TEXT_SCALES, DisplaySettings, Loop, Place, Screen, SessionState

# Deep enough for any real way back, and bounded so that months of touching cannot grow it.
HISTORY_LENGTH = 20
# No picture is doubled more often; the screen ends sooner, at the master's own pixels.
MAX_ZOOM = 6


def initial_state(catalogue: Catalogue) -> SessionState:
    """The state of an untouched screen."""
    return SessionState(language=catalogue.languages[0])


def go_home(state: SessionState, catalogue: Catalogue) -> SessionState:
    """The quick exit: the loop, with nothing kept of the visit, at something that nobody has been reading.

    From a screen, that is another picture than any that was open. In the loop what is seen stays, if it is neutral.
    """
    if state.on_loop and catalogue.is_safe_home(catalogue.slide(state.loop)):
        return replace(
            initial_state(catalogue),
            loop=replace(state.loop, page=0, paused=False, skip_transition=True),
        )
    return replace(initial_state(catalogue), loop=catalogue.safe_home(state.loop, state.opened))


def keep_going(state: SessionState, catalogue: Catalogue) -> SessionState:
    """The answer to "Still here?", and what any touch means while it is asked."""
    return replace(state, idle_prompt=False)


def show_idle_prompt(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Ask "Still here?"."""
    return replace(state, idle_prompt=True)


def _go_to(state: SessionState, place: Place) -> SessionState:
    if place == state.place:
        return replace(state, panel=False, zoom=0.0)
    trail = (*state.history, state.place)[-HISTORY_LENGTH:]
    return replace(_open(state, place), history=trail, panel=False)


def _open(state: SessionState, place: Place) -> SessionState:
    opened = state.opened | {place.work} if place.work else state.opened
    return replace(state, place=place, zoom=0.0, opened=opened)


def open_screen(state: SessionState, catalogue: Catalogue, screen: Screen) -> SessionState:
    """Open a screen from the bottom bar. Lists open on their first entry, or alone in reach mode; a work needs ``open_work``."""
    if screen is Screen.LOOP:
        return go_home(state, catalogue)
    if screen is Screen.WORK or (screen is Screen.WALL and not catalogue.works):
        return state
    folded = state.display.reach
    if state.place.screen is screen and not (
        folded and (state.place.event or state.place.resource)
    ):
        return replace(state, panel=False)
    event = (
        catalogue.events[0] if screen is Screen.BOARD and catalogue.events and not folded else ""
    )
    resource = (
        catalogue.resources[0]
        if screen is Screen.RESOURCES and catalogue.resources and not folded
        else ""
    )
    return _go_to(state, Place(screen=screen, event=event, resource=resource))


def filter_by_medium(state: SessionState, catalogue: Catalogue, medium: str) -> SessionState:
    """Show one medium on the wall; ``""`` shows all."""
    if state.place.screen is not Screen.WALL or medium not in ("", *catalogue.media):
        return state
    return replace(state, place=replace(state.place, medium=medium, page=0))


def open_work(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open one work; on the wall the chosen medium goes on to hold for next and previous."""
    if key not in catalogue.works_of_medium(""):
        return state
    medium = state.place.medium if key in catalogue.works_of_medium(state.place.medium) else ""
    return _go_to(state, Place(screen=Screen.WORK, work=key, medium=medium))


def open_slide(state: SessionState, catalogue: Catalogue) -> SessionState:
    """A touch on the loop opens what stands on it, at the page that was being read."""
    if not state.on_loop:
        return state
    slide = catalogue.slide(state.loop)
    if slide.kind is SlideKind.BOARD:
        return open_screen(state, catalogue, Screen.BOARD)
    if slide.kind is SlideKind.POSTER:
        return open_screen(state, catalogue, Screen.ABOUT)
    opened = open_work(state, catalogue, slide.work)
    return replace(opened, place=replace(opened.place, page=state.loop.page))


def open_adjacent_work(state: SessionState, catalogue: Catalogue, by: int) -> SessionState:
    """Next (1) or previous (-1) work of the medium in view, round and round; Back still leads out."""
    numbers = catalogue.works_of_medium(state.place.medium)
    if state.place.screen is not Screen.WORK or state.place.work not in numbers:
        return state
    key = tuple(numbers)[(numbers[state.place.work] + by) % len(numbers)]
    return _open(state, Place(screen=Screen.WORK, work=key, medium=state.place.medium))


def adjacent_works(state: SessionState, catalogue: Catalogue) -> tuple[str, ...]:
    """This work, and those that one more touch would show instead of it: next and previous, in the loop or when browsing.

    Works behind a content note are left out: their pictures are not asked for before somebody chose to see them.
    """
    if state.on_loop:
        loop = catalogue.playlist
        keys = [loop[(state.loop.slide + by) % len(loop)].work for by in (0, 1, -1)]
    else:
        numbers = catalogue.works_of_medium(state.place.medium)
        if state.place.screen is not Screen.WORK or state.place.work not in numbers:
            return ()
        order = tuple(numbers)
        at = numbers[state.place.work]
        keys = [order[(at + by) % len(order)] for by in (0, 1, -1, 2)]
    return tuple(
        dict.fromkeys(key for key in keys if key and key not in catalogue.with_content_note)
    )


def reveal_work(state: SessionState, catalogue: Catalogue) -> SessionState:
    """ "View" on a content note."""
    if state.place.screen is not Screen.WORK:
        return state
    return replace(state, place=replace(state.place, revealed=True))


def is_behind_content_note(state: SessionState, catalogue: Catalogue) -> bool:
    """True while the open work waits behind its content note."""
    place = state.place
    return (
        place.screen is Screen.WORK
        and place.work in catalogue.with_content_note
        and not place.revealed
    )


def open_event(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open one event of the board, from anywhere."""
    if key not in catalogue.events:
        return state
    if state.place.screen is Screen.BOARD and not (state.display.reach and not state.place.event):
        leaf = -1 if state.place.month else state.place.list_page
        return replace(
            state, place=replace(state.place, event=key, page=0, list_page=leaf, month="", code="")
        )
    return _go_to(state, Place(screen=Screen.BOARD, event=key))


def show_month(state: SessionState, catalogue: Catalogue, month: str) -> SessionState:
    """Show a month of the board as a calendar; ``""`` goes back to its list."""
    if state.place.screen is not Screen.BOARD:
        return state
    return replace(state, place=replace(state.place, month=month, list_page=-1))


def choose_code(state: SessionState, catalogue: Catalogue, kind: str) -> SessionState:
    """Show another code of the open event, or of the help line."""
    if state.place.screen not in (Screen.BOARD, Screen.HELP):
        return state
    return replace(state, place=replace(state.place, code=kind))


def open_resource(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open one of the resources on their screen."""
    if state.place.screen is not Screen.RESOURCES or key not in catalogue.resources:
        return state
    if state.display.reach and not state.place.resource:
        return _go_to(state, replace(state.place, resource=key, page=0))
    return replace(state, place=replace(state.place, resource=key, page=0))


def go_to_page(state: SessionState, catalogue: Catalogue, page: int) -> SessionState:
    """Turn to a page of the open text; the caller keeps it within the pages there are."""
    if state.on_loop:
        return state
    return replace(state, place=replace(state.place, page=max(0, page)))


def scroll_wall(state: SessionState, catalogue: Catalogue, row: int) -> SessionState:
    """Have the wall begin with another row: what a wall that is still moving says after it was left is not heard."""
    if state.place.screen is not Screen.WALL:
        return state
    return replace(state, place=replace(state.place, page=max(0, row)))


def go_to_list_page(state: SessionState, catalogue: Catalogue, page: int) -> SessionState:
    """Turn the list of the board or of the resources to a page."""
    if state.place.screen not in (Screen.BOARD, Screen.RESOURCES):
        return state
    return replace(state, place=replace(state.place, list_page=max(0, page)))


def zoom_by(state: SessionState, catalogue: Catalogue, steps: float) -> SessionState:
    """Zoom a picture in or out by doublings; only an open, uncovered work can be zoomed."""
    if state.place.screen is not Screen.WORK or is_behind_content_note(state, catalogue):
        return state
    return replace(state, zoom=min(float(MAX_ZOOM), max(0.0, state.zoom + steps)))


def go_back(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Close what lies on top, else go one place back, else home."""
    if state.panel:
        return replace(state, panel=False)
    if state.zoom:
        return replace(state, zoom=0.0)
    if not state.history or state.history[-1].screen is Screen.LOOP:
        # The loop as it was left: the visitor went one place back, not away.
        return replace(
            initial_state(catalogue),
            language=state.language,
            display=state.display,
            loop=replace(state.loop, skip_transition=True),
        )
    return replace(state, place=state.history[-1], history=state.history[:-1])


def turn_loop(state: SessionState, catalogue: Catalogue, by: int, pages: int = 1) -> SessionState:
    """Turn the loop by one: through the ``pages`` of the slide in view first, then to its neighbour."""
    if not state.on_loop:
        return state
    return replace(state, loop=catalogue.step(state.loop, by, pages))


def go_to_slide(state: SessionState, catalogue: Catalogue, slide: int) -> SessionState:
    """Turn the loop to one of its slides."""
    if not state.on_loop:
        return state
    return replace(
        state, loop=Loop(slide=slide % len(catalogue.playlist), paused=state.loop.paused)
    )


def start_session(
    state: SessionState, catalogue: Catalogue, language: str, display: DisplaySettings
) -> SessionState:
    """A visit that begins in a language and with settings of its own: what the operator or the shots ask for."""
    spoken = language if language in catalogue.languages else catalogue.languages[0]
    return replace(
        initial_state(catalogue),
        language=spoken,
        display=display,
        loop=Loop(slide=state.loop.slide % len(catalogue.playlist), skip_transition=True),
    )


def toggle_pause(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Pause the loop, or let it go on."""
    if not state.on_loop:
        return state
    return replace(state, loop=replace(state.loop, paused=not state.loop.paused))


def toggle_panel(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Open or close the display panel."""
    return replace(state, panel=not state.panel)


def set_display_settings(
    state: SessionState, catalogue: Catalogue, display: DisplaySettings
) -> SessionState:
    """What the display panel sets. Where that makes other pages, loop, wall and what was left begin anew; an open text keeps its place.

    The screen says what number its page has then: see ReadingText.
    """
    if display.text_scale not in TEXT_SCALES:
        return state
    if (display.text_scale, display.reach) == (state.display.text_scale, state.display.reach):
        return replace(state, display=display)
    page = 0 if state.place.screen is Screen.WALL else state.place.page
    return replace(
        state,
        display=display,
        place=replace(state.place, page=page, list_page=-1),
        loop=replace(state.loop, page=0),
        history=tuple(replace(place, page=0, list_page=-1) for place in state.history),
    )


def set_language(state: SessionState, catalogue: Catalogue, language: str) -> SessionState:
    """Show everything in another language of the exhibition."""
    if language not in catalogue.languages or language == state.language:
        return state
    return replace(
        state,
        language=language,
        place=replace(state.place, page=0, list_page=-1),
        loop=replace(state.loop, page=0),
    )


def session_in_progress(state: SessionState, catalogue: Catalogue) -> bool:
    """True when there is anything of a visit to put back: idle time is counted only then."""
    untouched = replace(initial_state(catalogue), loop=replace(state.loop, paused=False))
    return state != untouched


def with_catalogue(state: SessionState, old: Catalogue, new: Catalogue) -> SessionState:
    """Carry a visit over to new content: what still exists stays open, the loop stays on its slide."""
    slide = old.playlist[state.loop.slide % len(old.playlist)]
    at = (
        new.playlist.index(slide) if slide in new.playlist else state.loop.slide % len(new.playlist)
    )
    loop = replace(state.loop, slide=at, page=state.loop.page if slide in new.playlist else 0)
    keep = tuple(new.without_missing(place) for place in state.history if new.contains(place))
    language = state.language if state.language in new.languages else new.languages[0]
    renewed = replace(state, loop=loop, history=keep, language=language)
    if new.contains(state.place):
        return replace(renewed, place=new.without_missing(state.place))
    place = keep[-1] if keep else Place()
    opened = frozenset[str]() if place.screen is Screen.LOOP else state.opened
    return replace(renewed, place=place, history=keep[:-1], zoom=0.0, opened=opened)
