"""The transitions of a session: pure functions from a state and a catalogue to the next state.

A transition that is impossible in a state returns that state unchanged.
"""

from dataclasses import replace

from kiosk.session.catalogue import Catalogue, SlideKind
from kiosk.session.state import (
    ALL_MEDIA,
    KEY_PAUSES,
    SPEECH_PAUSES,
    SPEECH_STEPS,
    TEXT_SCALES,
    DisplaySettings,
    Location,
    LoopPosition,
    ProgrammeFilter,
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
    not reveal what the visitor has been reading (``Catalogue.safe_home``). Who listens by
    headphones still hears where they are.
    """
    ended = end_session(state, catalogue)
    if not state.headphones:
        return ended
    return replace(ended, headphones=True, display=_speech_of(state))


def _speech_of(state: SessionState) -> DisplaySettings:
    """The usual display settings, with the speech of somebody who listens by headphones."""
    display = state.display
    return DisplaySettings(
        auto_read_aloud=display.auto_read_aloud,
        key_pause=display.key_pause,
        speech_rate=display.speech_rate,
        speech_pitch=display.speech_pitch,
        speech_pause=display.speech_pause,
        dark=display.dark,
    )


def end_session(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Go home with everything at its default: the visitor has gone, or nobody has answered."""
    if state.on_loop and catalogue.is_safe_home(catalogue.slide_at(state.loop)):
        return replace(
            initial_state(catalogue),
            loop=replace(state.loop, page=0, paused=False, skip_transition=True),
        )
    return replace(
        initial_state(catalogue), loop=catalogue.safe_home(state.loop, state.opened_works)
    )


def plug_headphones(state: SessionState, catalogue: Catalogue, plugged: bool) -> SessionState:
    """Speech starts when something is put into the jack, and stops when it is pulled out."""
    if not plugged and state.display.dark:
        # What was open was not for others to see.
        return end_session(state, catalogue)
    return replace(
        state, headphones=plugged, display=replace(state.display, auto_read_aloud=plugged)
    )


def light_up(state: SessionState, catalogue: Catalogue) -> SessionState:
    """A touch on the dark screen: it is lit, and shows nothing of what was open."""
    home = go_home(state, catalogue)
    return replace(home, display=replace(home.display, dark=False))


def keep_going(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Close "Still here?"; any touch does so."""
    return replace(state, idle_prompt=False)


def show_idle_prompt(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Show "Still here?"."""
    return replace(state, idle_prompt=True)


def _go_to(state: SessionState, location: Location) -> SessionState:
    if location == state.location:
        return replace(state, display_panel_open=False, zoom=0.0)
    left = replace(state.location, choosing_filter=False)
    history = (*state.history, left)[-HISTORY_LENGTH:]
    return replace(_open_location(state, location), history=history, display_panel_open=False)


def _open_location(state: SessionState, location: Location) -> SessionState:
    opened = state.opened_works | {location.work} if location.work else state.opened_works
    return replace(state, location=location, zoom=0.0, opened_works=opened)


def open_screen(state: SessionState, catalogue: Catalogue, screen: Screen) -> SessionState:
    """Open a screen from the bottom bar; a work needs ``open_work`` instead.

    The programme of events opens as a whole. The list of resources opens with its first entry, and
    in reach mode alone. A list without entries does not open.
    """
    if screen is Screen.LOOP:
        return go_home(state, catalogue)
    if screen is Screen.WORK or not catalogue.has_list(screen):
        return state
    list_alone = screen is Screen.BOARD or state.display.reach
    at = state.location
    is_within = at.event or at.resource or at.slot or at.filter or at.choosing_filter
    if at.screen is screen and not (list_alone and is_within):
        return replace(state, display_panel_open=False)
    resource = (
        catalogue.resources[0]
        if screen is Screen.RESOURCES and catalogue.resources and not list_alone
        else ""
    )
    return _go_to(state, Location(screen=screen, resource=resource))


def filter_by_medium(state: SessionState, catalogue: Catalogue, medium: str) -> SessionState:
    """Show the works of one medium on the wall; ``ALL_MEDIA`` shows all."""
    if state.location.screen is not Screen.WALL or medium not in (ALL_MEDIA, *catalogue.media):
        return state
    return replace(state, location=replace(state.location, medium=medium, page=0))


def open_work(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open a work. A medium chosen on the wall also limits next and previous."""
    if key not in catalogue.works_of_medium(ALL_MEDIA):
        return state
    medium = state.location.medium
    if key not in catalogue.works_of_medium(medium):
        medium = ALL_MEDIA
    return _go_to(state, Location(screen=Screen.WORK, work=key, medium=medium))


def open_slide(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Open what the loop shows, at the page that it shows; a notice shows all that there is."""
    if not state.on_loop:
        return state
    slide = catalogue.slide_at(state.loop)
    if slide.kind is SlideKind.BOARD:
        return open_screen(state, catalogue, Screen.BOARD)
    if slide.kind is SlideKind.POSTER:
        return open_screen(state, catalogue, Screen.ABOUT)
    if slide.kind is SlideKind.NOTICE:
        return state
    if slide.kind is SlideKind.EVENT:
        return open_event(state, catalogue, slide.event)
    opened = open_work(state, catalogue, slide.work)
    return replace(opened, location=replace(opened.location, page=state.loop.page))


def open_adjacent_work(state: SessionState, catalogue: Catalogue, by: int) -> SessionState:
    """Open the next (1) or previous (-1) work of the medium, cyclically. Back still leads out."""
    indices = catalogue.works_of_medium(state.location.medium)
    if state.location.screen is not Screen.WORK or state.location.work not in indices:
        return state
    key = tuple(indices)[(indices[state.location.work] + by) % len(indices)]
    return _open_location(
        state, Location(screen=Screen.WORK, work=key, medium=state.location.medium)
    )


def show_picture(state: SessionState, catalogue: Catalogue, picture: int) -> SessionState:
    """Show another picture of the open work, whole; Back still leads out of the work."""
    location = state.location
    count = catalogue.picture_counts.get(location.work, 1)
    if location.screen is not Screen.WORK or not 0 <= picture < count:
        return state
    return replace(state, location=replace(location, picture=picture), zoom=0.0)


def adjacent_works(state: SessionState, catalogue: Catalogue) -> tuple[str, ...]:
    """The keys of the current work and of those that one touch would show, for preloading.

    Works with a content note are left out: their pictures are loaded only once a visitor chose to
    view them.
    """
    if state.on_loop:
        loop = catalogue.playlist
        keys = [loop[(state.loop.slide + by) % len(loop)].work for by in (0, 1, -1)]
    else:
        indices = catalogue.works_of_medium(state.location.medium)
        if state.location.screen is not Screen.WORK or state.location.work not in indices:
            return ()
        order = tuple(indices)
        at = indices[state.location.work]
        keys = [order[(at + by) % len(order)] for by in (0, 1, -1, 2)]
    return tuple(
        dict.fromkeys(key for key in keys if key and key not in catalogue.with_content_note)
    )


def reveal_work(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Show the open work after its content note ("View")."""
    if state.location.screen is not Screen.WORK:
        return state
    return replace(state, location=replace(state.location, revealed=True))


def is_behind_content_note(state: SessionState, catalogue: Catalogue) -> bool:
    """Return True while the content note covers the open work."""
    location = state.location
    return (
        location.screen is Screen.WORK
        and location.work in catalogue.with_content_note
        and not location.revealed
    )


def open_event(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open an event, from any screen; Back leads from it to the whole programme."""
    if key not in catalogue.events:
        return state
    is_beside = state.location.event or (state.location.month and not state.display.reach)
    if state.location.screen is Screen.BOARD and is_beside:
        list_page = -1 if state.location.month else state.location.list_page
        return replace(
            state,
            location=replace(
                state.location,
                event=key,
                page=0,
                list_page=list_page,
                month="",
                day="",
                code_kind="",
            ),
        )
    chosen = state.location.filter if state.location.screen is Screen.BOARD else ProgrammeFilter()
    return _go_to(state, Location(screen=Screen.BOARD, event=key, filter=chosen))


def show_month(state: SessionState, catalogue: Catalogue, month: str) -> SessionState:
    """Show a month of events as a calendar; ``""`` shows the list again."""
    if state.location.screen is not Screen.BOARD:
        return state
    location = replace(
        state.location,
        month=month,
        day="",
        page=0,
        list_page=-1,
        slot="",
        choosing_filter=False,
    )
    return replace(state, location=location)


def show_slot(state: SessionState, catalogue: Catalogue, slot: str) -> SessionState:
    """Show by place what takes place at a time; ``""`` shows the list again."""
    if state.location.screen is not Screen.BOARD:
        return state
    location = replace(
        state.location,
        slot=slot,
        month="",
        day="",
        event="",
        page=0,
        list_page=-1,
        choosing_filter=False,
    )
    return replace(state, location=location)


def choose_filter(state: SessionState, catalogue: Catalogue, choosing: bool) -> SessionState:
    """Show the choices by which the programme can be filtered, or what was chosen."""
    if state.location.screen is not Screen.BOARD or state.location.event:
        return state
    return replace(
        state, location=replace(state.location, choosing_filter=choosing, page=0, list_page=-1)
    )


def filter_programme(
    state: SessionState, catalogue: Catalogue, chosen: ProgrammeFilter
) -> SessionState:
    """Limit the programme to the events that fit."""
    if state.location.screen is not Screen.BOARD:
        return state
    # While the choices are shown, their page stays.
    page = state.location.page if state.location.choosing_filter else 0
    return replace(
        state, location=replace(state.location, filter=chosen, day="", list_page=-1, page=page)
    )


def choose_day(state: SessionState, catalogue: Catalogue, day: str) -> SessionState:
    """Tell the events of a day ("2026-01-13") of the month that is shown."""
    if state.location.screen is not Screen.BOARD or not day.startswith(state.location.month or "-"):
        return state
    return replace(state, location=replace(state.location, day=day, page=0))


def choose_code(state: SessionState, catalogue: Catalogue, kind: str) -> SessionState:
    """Choose which QR code of the open event, or of the help line, is shown."""
    if state.location.screen not in (Screen.BOARD, Screen.HELP):
        return state
    return replace(state, location=replace(state.location, code_kind=kind))


def open_resource(state: SessionState, catalogue: Catalogue, key: str) -> SessionState:
    """Open an entry of the resources screen."""
    if state.location.screen is not Screen.RESOURCES or key not in catalogue.resources:
        return state
    if state.display.reach and not state.location.resource:
        return _go_to(state, replace(state.location, resource=key, page=0))
    return replace(state, location=replace(state.location, resource=key, page=0))


def go_to_page(state: SessionState, catalogue: Catalogue, page: int) -> SessionState:
    """Go to a page of the open text. The caller passes only pages that exist."""
    if state.on_loop:
        return state
    return replace(state, location=replace(state.location, page=max(0, page)))


def scroll_wall(state: SessionState, catalogue: Catalogue, page: int) -> SessionState:
    """Store the visible page of the wall; ignore scroll events after the wall was left."""
    if state.location.screen is not Screen.WALL:
        return state
    return replace(state, location=replace(state.location, page=max(0, page)))


def go_to_list_page(state: SessionState, catalogue: Catalogue, page: int) -> SessionState:
    """Go to a page of the list of events or resources."""
    if state.location.screen not in (Screen.BOARD, Screen.RESOURCES):
        return state
    return replace(state, location=replace(state.location, list_page=max(0, page)))


def zoom_by(state: SessionState, catalogue: Catalogue, steps: float) -> SessionState:
    """Zoom by ``steps`` doublings. Only an open work that no content note covers can be zoomed."""
    if state.location.screen is not Screen.WORK or is_behind_content_note(state, catalogue):
        return state
    return replace(state, zoom=min(float(MAX_ZOOM), max(0.0, state.zoom + steps)))


def go_back(state: SessionState, catalogue: Catalogue) -> SessionState:
    """Close the display panel or the zoom, else go back in the history, else to the loop."""
    if state.display_panel_open:
        return replace(state, display_panel_open=False)
    if state.zoom:
        return replace(state, zoom=0.0)
    if state.location.choosing_filter:
        return choose_filter(state, catalogue, choosing=False)
    if not state.history or state.history[-1].screen is Screen.LOOP:
        # Language, display settings and slide stay: the visitor went one step back, not away.
        return replace(
            initial_state(catalogue),
            language=state.language,
            display=state.display,
            headphones=state.headphones,
            loop=replace(state.loop, skip_transition=True),
        )
    return replace(state, location=state.history[-1], history=state.history[:-1])


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


def _is_offered(display: DisplaySettings) -> bool:
    return (
        display.text_scale in TEXT_SCALES
        and display.key_pause in KEY_PAUSES
        and display.speech_rate in SPEECH_STEPS
        and display.speech_pitch in SPEECH_STEPS
        and display.speech_pause in range(len(SPEECH_PAUSES))
    )


def set_display_settings(
    state: SessionState, catalogue: Catalogue, display: DisplaySettings
) -> SessionState:
    """Apply the settings of the display panel.

    If they change the page breaks, the loop, the wall and the history return to their first pages.
    An open text stays where it was read: ReadingText reports its new page number.
    """
    if not _is_offered(display):
        return state
    if display.dark and not display.auto_read_aloud:
        # Without speech nobody could use it.
        display = replace(display, dark=False)
    if (display.text_scale, display.reach) == (state.display.text_scale, state.display.reach):
        return replace(state, display=display)
    page = 0 if state.location.screen is Screen.WALL else state.location.page
    return replace(
        state,
        display=display,
        location=replace(state.location, page=page, list_page=-1),
        loop=replace(state.loop, page=0),
        history=tuple(replace(location, page=0, list_page=-1) for location in state.history),
    )


def set_language(state: SessionState, catalogue: Catalogue, language: str) -> SessionState:
    """Switch to another language of the exhibition."""
    if language not in catalogue.languages or language == state.language:
        return state
    return replace(
        state,
        language=language,
        location=replace(state.location, page=0, list_page=-1),
        loop=replace(state.loop, page=0),
    )


def session_in_progress(state: SessionState, catalogue: Catalogue) -> bool:
    """Return True if going home would change anything; the idle timer runs only then."""
    untouched = replace(initial_state(catalogue), loop=replace(state.loop, paused=False))
    return state != untouched


def with_catalogue(state: SessionState, old: Catalogue, new: Catalogue) -> SessionState:
    """Carry a session over to new content: locations that still exist and the slide are kept."""
    slide = old.playlist[state.loop.slide % len(old.playlist)]
    index = (
        new.playlist.index(slide) if slide in new.playlist else state.loop.slide % len(new.playlist)
    )
    loop = replace(state.loop, slide=index, page=state.loop.page if slide in new.playlist else 0)
    history = tuple(
        new.without_missing(location) for location in state.history if new.contains(location)
    )
    language = state.language if state.language in new.languages else new.languages[0]
    renewed = replace(state, loop=loop, history=history, language=language)
    if new.contains(state.location):
        return replace(renewed, location=new.without_missing(state.location))
    location = history[-1] if history else Location()
    opened = frozenset[str]() if location.screen is Screen.LOOP else state.opened_works
    return replace(renewed, location=location, history=history[:-1], zoom=0.0, opened_works=opened)
