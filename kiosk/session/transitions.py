"""The transitions of a session: pure functions from a state and a catalogue to the next state.

A transition that is impossible in a state returns that state unchanged.
"""

from dataclasses import replace

from kiosk.session.catalogue import Catalogue, SlideKind
from kiosk.session.state import (
    TEXT_SCALES,
    DisplaySettings,
    LoopPosition,
    Place,
    Screen,
    SessionState,
)

# The most entries of the back history (own number): enough for any visit, and bounded.
HISTORY_LENGTH = 20
# The most doublings of a picture; the screen stops earlier, at the pixels of the original.
MAX_ZOOM = 6


def initial_state(catalogue: Catalogue) -> SessionState:
    """The state before a visitor touches the screen."""
    return SessionState(language=catalogue.languages[0])


def go_home(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Leave at once: show the loop, with nothing left of the visit.

    The loop stays on its slide if that is safe to show; otherwise it moves on to a slide that does
    not reveal what the visitor has been reading (``Catalogue.safe_home``).
    """
    if state.on_loop and catalogue.is_safe_home(catalogue.slide_at(state.loop)):
        return replace(
            initial_state(catalogue),
            loop=replace(state.loop, page=0, paused=False, skip_transition=True),
        )
    return replace(
        initial_state(catalogue), loop=catalogue.safe_home(state.loop, state.opened_works)
    )


def keep_going(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Close "Still here?"; any touch does so."""
    return replace(state, idle_prompt=False)


def show_idle_prompt(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Show "Still here?"."""
    return replace(state, idle_prompt=True)


def _go_to(state: SessionState, place: Place) -> SessionState:
    if place == state.place:
        return replace(state, display_panel_open=False, zoom=0.0)
    history = (*state.history, state.place)[-HISTORY_LENGTH:]
    return replace(_open_place(state, place), history=history, display_panel_open=False)


def _open_place(state: SessionState, place: Place) -> SessionState:
    opened = state.opened_works | {place.work} if place.work else state.opened_works
    return replace(state, place=place, zoom=0.0, opened_works=opened)


def open_screen(state: SessionState, catalogue: Catalogue, screen: Screen) -> SessionState:
    """Open a screen from the bottom bar; a work needs ``open_work`` instead.

    A list opens with its first entry; in reach mode it opens alone.
    """
    if screen is Screen.LOOP:
        return go_home(state, catalogue)
    if screen is Screen.WORK or (screen is Screen.WALL and not catalogue.works):
        return state
    list_alone = state.display.reach
    if state.place.screen is screen and not (
        list_alone and (state.place.event or state.place.resource)
    ):
        return replace(state, display_panel_open=False)
    event = (
        catalogue.events[0]
        if screen is Screen.BOARD and catalogue.events and not list_alone
        else ""
    )
    resource = (
        catalogue.resources[0]
        if screen is Screen.RESOURCES and catalogue.resources and not list_alone
        else ""
    )
    return _go_to(state, Place(screen=screen, event=event, resource=resource))


def filter_by_medium(state: SessionState, catalogue: Catalogue, medium: str) -> SessionState:
    """Show the works of one medium on the wall; ``""`` shows all."""
    if state.place.screen is not Screen.WALL or medium not in ("", *catalogue.media):
        return state
    return replace(state, place=replace(state.place, medium=medium, page=0))


def open_work(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open a work. A medium chosen on the wall also limits next and previous."""
    if key not in catalogue.works_of_medium(""):
        return state
    medium = state.place.medium if key in catalogue.works_of_medium(state.place.medium) else ""
    return _go_to(state, Place(screen=Screen.WORK, work=key, medium=medium))


def open_slide(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Open what the loop shows, at the page that it shows."""
    if not state.on_loop:
        return state
    slide = catalogue.slide_at(state.loop)
    if slide.kind is SlideKind.BOARD:
        return open_screen(state, catalogue, Screen.BOARD)
    if slide.kind is SlideKind.POSTER:
        return open_screen(state, catalogue, Screen.ABOUT)
    opened = open_work(state, catalogue, slide.work)
    return replace(opened, place=replace(opened.place, page=state.loop.page))


def open_adjacent_work(state: SessionState, catalogue: Catalogue, by: int) -> SessionState:
    """Open the next (1) or previous (-1) work of the medium, cyclically. Back still leads out."""
    indices = catalogue.works_of_medium(state.place.medium)
    if state.place.screen is not Screen.WORK or state.place.work not in indices:
        return state
    key = tuple(indices)[(indices[state.place.work] + by) % len(indices)]
    return _open_place(state, Place(screen=Screen.WORK, work=key, medium=state.place.medium))


def adjacent_works(state: SessionState, catalogue: Catalogue) -> tuple[str, ...]:
    """The keys of the current work and of those that one touch would show, for preloading.

    Works with a content note are left out: their pictures are loaded only once a visitor chose to
    view them.
    """
    if state.on_loop:
        loop = catalogue.playlist
        keys = [loop[(state.loop.slide + by) % len(loop)].work for by in (0, 1, -1)]
    else:
        indices = catalogue.works_of_medium(state.place.medium)
        if state.place.screen is not Screen.WORK or state.place.work not in indices:
            return ()
        order = tuple(indices)
        at = indices[state.place.work]
        keys = [order[(at + by) % len(order)] for by in (0, 1, -1, 2)]
    return tuple(
        dict.fromkeys(key for key in keys if key and key not in catalogue.with_content_note)
    )


def reveal_work(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Show the open work after its content note ("View")."""
    if state.place.screen is not Screen.WORK:
        return state
    return replace(state, place=replace(state.place, revealed=True))


def is_behind_content_note(state: SessionState, catalogue: Catalogue) -> bool:
    """Return True while the content note covers the open work."""
    place = state.place
    return (
        place.screen is Screen.WORK
        and place.work in catalogue.with_content_note
        and not place.revealed
    )


def open_event(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open an event, from any screen."""
    if key not in catalogue.events:
        return state
    if state.place.screen is Screen.BOARD and not (state.display.reach and not state.place.event):
        list_page = -1 if state.place.month else state.place.list_page
        return replace(
            state,
            place=replace(
                state.place, event=key, page=0, list_page=list_page, month="", code_kind=""
            ),
        )
    return _go_to(state, Place(screen=Screen.BOARD, event=key))


def show_month(state: SessionState, catalogue: Catalogue, month: str) -> SessionState:
    """Show a month of events as a calendar; ``""`` shows the list again."""
    if state.place.screen is not Screen.BOARD:
        return state
    return replace(state, place=replace(state.place, month=month, list_page=-1))


def choose_code(state: SessionState, catalogue: Catalogue, kind: str) -> SessionState:
    """Choose which QR code of the open event, or of the help line, is shown."""
    if state.place.screen not in (Screen.BOARD, Screen.HELP):
        return state
    return replace(state, place=replace(state.place, code_kind=kind))


def open_resource(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open an entry of the resources screen."""
    if state.place.screen is not Screen.RESOURCES or key not in catalogue.resources:
        return state
    if state.display.reach and not state.place.resource:
        return _go_to(state, replace(state.place, resource=key, page=0))
    return replace(state, place=replace(state.place, resource=key, page=0))


def go_to_page(state: SessionState, catalogue: Catalogue, page: int) -> SessionState:
    """Go to a page of the open text. The caller passes only pages that exist."""
    if state.on_loop:
        return state
    return replace(state, place=replace(state.place, page=max(0, page)))


def scroll_wall(state: SessionState, catalogue: Catalogue, row: int) -> SessionState:
    """Store the first visible row of the wall; ignore scroll events after the wall was left."""
    if state.place.screen is not Screen.WALL:
        return state
    return replace(state, place=replace(state.place, page=max(0, row)))


def go_to_list_page(state: SessionState, catalogue: Catalogue, page: int) -> SessionState:
    """Go to a page of the list of events or resources."""
    if state.place.screen not in (Screen.BOARD, Screen.RESOURCES):
        return state
    return replace(state, place=replace(state.place, list_page=max(0, page)))


def zoom_by(state: SessionState, catalogue: Catalogue, steps: float) -> SessionState:
    """Zoom by ``steps`` doublings. Only an open work that no content note covers can be zoomed."""
    if state.place.screen is not Screen.WORK or is_behind_content_note(state, catalogue):
        return state
    return replace(state, zoom=min(float(MAX_ZOOM), max(0.0, state.zoom + steps)))


def go_back(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Close the display panel or the zoom, else go back in the history, else to the loop."""
    if state.display_panel_open:
        return replace(state, display_panel_open=False)
    if state.zoom:
        return replace(state, zoom=0.0)
    if not state.history or state.history[-1].screen is Screen.LOOP:
        # Language, display settings and slide stay: the visitor went one step back, not away.
        return replace(
            initial_state(catalogue),
            language=state.language,
            display=state.display,
            loop=replace(state.loop, skip_transition=True),
        )
    return replace(state, place=state.history[-1], history=state.history[:-1])


def turn_loop(state: SessionState, catalogue: Catalogue, by: int, pages: int = 1) -> SessionState:
    """Turn the loop by one: through the ``pages`` of its slide first, then to the next slide."""
    if not state.on_loop:
        return state
    return replace(state, loop=catalogue.step_loop(state.loop, by, pages))


def go_to_slide(state: SessionState, catalogue: Catalogue, slide: int) -> SessionState:
    """Move the loop to a slide, by its index in the playlist."""
    if not state.on_loop:
        return state
    return replace(
        state, loop=LoopPosition(slide=slide % len(catalogue.playlist), paused=state.loop.paused)
    )


def start_session(
    state: SessionState, catalogue: Catalogue, language: str, display: DisplaySettings
) -> SessionState:
    """Start a session in a given language and with given settings, for screenshots and tests."""
    known = language if language in catalogue.languages else catalogue.languages[0]
    return replace(
        initial_state(catalogue),
        language=known,
        display=display,
        loop=LoopPosition(slide=state.loop.slide % len(catalogue.playlist), skip_transition=True),
    )


def toggle_pause(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Pause or resume the loop."""
    if not state.on_loop:
        return state
    return replace(state, loop=replace(state.loop, paused=not state.loop.paused))


def toggle_display_panel(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Open or close the display panel."""
    return replace(state, display_panel_open=not state.display_panel_open)


def set_display_settings(
    state: SessionState, catalogue: Catalogue, display: DisplaySettings
) -> SessionState:
    """Apply the settings of the display panel.

    If they change the page breaks, the loop, the wall and the history return to their first pages.
    An open text stays where it was read: ReadingText reports its new page number.
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
    """Switch to another language of the exhibition."""
    if language not in catalogue.languages or language == state.language:
        return state
    return replace(
        state,
        language=language,
        place=replace(state.place, page=0, list_page=-1),
        loop=replace(state.loop, page=0),
    )


def session_in_progress(state: SessionState, catalogue: Catalogue) -> bool:
    """Return True if going home would change anything; the idle timer runs only then."""
    untouched = replace(initial_state(catalogue), loop=replace(state.loop, paused=False))
    return state != untouched


def with_catalogue(state: SessionState, old: Catalogue, new: Catalogue) -> SessionState:
    """Carry a session over to new content: places that still exist and the slide are kept."""
    slide = old.playlist[state.loop.slide % len(old.playlist)]
    index = (
        new.playlist.index(slide) if slide in new.playlist else state.loop.slide % len(new.playlist)
    )
    loop = replace(state.loop, slide=index, page=state.loop.page if slide in new.playlist else 0)
    history = tuple(new.without_missing(place) for place in state.history if new.contains(place))
    language = state.language if state.language in new.languages else new.languages[0]
    renewed = replace(state, loop=loop, history=history, language=language)
    if new.contains(state.place):
        return replace(renewed, place=new.without_missing(state.place))
    place = history[-1] if history else Place()
    opened = frozenset[str]() if place.screen is Screen.LOOP else state.opened_works
    return replace(renewed, place=place, history=history[:-1], zoom=0.0, opened_works=opened)
