"""Every move of a visit: functions from a state to the next one. Impossible moves change nothing."""

from dataclasses import replace

from kiosk.session.guide import Guide, SlideKind
from kiosk.session.state import TEXT_SCALES, Comfort, Loop, Place, Screen, State

# Deep enough for any real way back, and bounded so that months of touching cannot grow it.
TRAIL_LENGTH = 20
# No picture is doubled more often; the screen ends sooner, at the master's own pixels.
ZOOM_STEPS = 6


def begin(guide: Guide) -> State:
    """The state of an untouched screen."""
    return State(language=guide.languages[0])


def go_home(state: State, guide: Guide) -> State:
    """The quick exit: the loop, with nothing kept of the visit, at something that nobody has been reading.

    From a screen, that is another picture than any that was open. In the loop what is seen stays, if it is neutral.
    """
    if state.on_loop and guide.is_neutral(guide.slide(state.loop)):
        return replace(begin(guide), loop=replace(state.loop, page=0, paused=False, cut=True))
    return replace(begin(guide), loop=guide.neutral(state.loop, state.opened))


def keep_going(state: State, guide: Guide) -> State:
    """The answer to "Still here?", and what any touch means while it is asked."""
    return replace(state, asking=False)


def ask(state: State, guide: Guide) -> State:
    """Ask "Still here?"."""
    return replace(state, asking=True)


def _visit(state: State, place: Place) -> State:
    if place == state.place:
        return replace(state, panel=False, zoom=0.0)
    trail = (*state.trail, state.place)[-TRAIL_LENGTH:]
    return replace(_open(state, place), trail=trail, panel=False)


def _open(state: State, place: Place) -> State:
    opened = state.opened | {place.work} if place.work else state.opened
    return replace(state, place=place, zoom=0.0, opened=opened)


def show(state: State, guide: Guide, screen: Screen) -> State:
    """Open a screen from the bottom bar. Lists open on their first entry, or alone in reach mode; a work needs ``open_work``."""
    if screen is Screen.LOOP:
        return go_home(state, guide)
    if screen is Screen.WORK or (screen is Screen.WALL and not guide.works):
        return state
    folded = state.comfort.reach
    if state.place.screen is screen and not (folded and (state.place.event or state.place.resource)):
        return replace(state, panel=False)
    event = guide.events[0] if screen is Screen.BOARD and guide.events and not folded else ""
    resource = guide.resources[0] if screen is Screen.RESOURCES and guide.resources and not folded else ""
    return _visit(state, Place(screen=screen, event=event, resource=resource))


def filter_wall(state: State, guide: Guide, medium: str) -> State:
    """Show one medium on the wall; ``""`` shows all."""
    if state.place.screen is not Screen.WALL or medium not in ("", *guide.mediums):
        return state
    return replace(state, place=replace(state.place, medium=medium, page=0))


def open_work(state: State, guide: Guide, key: str) -> State:
    """Open one work; on the wall the chosen medium goes on to hold for next and previous."""
    if key not in guide.on_wall(""):
        return state
    medium = state.place.medium if key in guide.on_wall(state.place.medium) else ""
    return _visit(state, Place(screen=Screen.WORK, work=key, medium=medium))


def open_slide(state: State, guide: Guide) -> State:
    """A touch on the loop opens what stands on it, at the page that was being read."""
    if not state.on_loop:
        return state
    slide = guide.slide(state.loop)
    if slide.kind is SlideKind.BOARD:
        return show(state, guide, Screen.BOARD)
    if slide.kind is SlideKind.POSTER:
        return show(state, guide, Screen.ABOUT)
    opened = open_work(state, guide, slide.work)
    return replace(opened, place=replace(opened.place, page=state.loop.page))


def step_work(state: State, guide: Guide, by: int) -> State:
    """Next (1) or previous (-1) work of the medium in view, round and round; Back still leads out."""
    numbers = guide.on_wall(state.place.medium)
    if state.place.screen is not Screen.WORK or state.place.work not in numbers:
        return state
    key = tuple(numbers)[(numbers[state.place.work] + by) % len(numbers)]
    return _open(state, Place(screen=Screen.WORK, work=key, medium=state.place.medium))


def neighbours(state: State, guide: Guide) -> tuple[str, ...]:
    """This work, and those that one more touch would show instead of it: next and previous, in the loop or when browsing.

    Works behind a content note are left out: their pictures are not asked for before somebody chose to see them.
    """
    if state.on_loop:
        loop = guide.loop
        keys = [loop[(state.loop.slide + by) % len(loop)].work for by in (0, 1, -1)]
    else:
        numbers = guide.on_wall(state.place.medium)
        if state.place.screen is not Screen.WORK or state.place.work not in numbers:
            return ()
        order = tuple(numbers)
        at = numbers[state.place.work]
        keys = [order[(at + by) % len(order)] for by in (0, 1, -1, 2)]
    return tuple(dict.fromkeys(key for key in keys if key and key not in guide.noted))


def reveal(state: State, guide: Guide) -> State:
    """ "View" on a content note."""
    if state.place.screen is not Screen.WORK:
        return state
    return replace(state, place=replace(state.place, revealed=True))


def hidden(state: State, guide: Guide) -> bool:
    """True while the open work waits behind its content note."""
    place = state.place
    return place.screen is Screen.WORK and place.work in guide.noted and not place.revealed


def open_event(state: State, guide: Guide, key: str) -> State:
    """Open one event of the board, from anywhere."""
    if key not in guide.events:
        return state
    if state.place.screen is Screen.BOARD and not (state.comfort.reach and not state.place.event):
        leaf = -1 if state.place.month else state.place.list_page
        return replace(state, place=replace(state.place, event=key, page=0, list_page=leaf, month="", code=""))
    return _visit(state, Place(screen=Screen.BOARD, event=key))


def show_month(state: State, guide: Guide, month: str) -> State:
    """Show a month of the board as a calendar; ``""`` goes back to its list."""
    if state.place.screen is not Screen.BOARD:
        return state
    return replace(state, place=replace(state.place, month=month, list_page=-1))


def choose_code(state: State, guide: Guide, kind: str) -> State:
    """Show another code of the open event, or of the help line."""
    if state.place.screen not in (Screen.BOARD, Screen.HELP):
        return state
    return replace(state, place=replace(state.place, code=kind))


def open_resource(state: State, guide: Guide, key: str) -> State:
    """Open one of the resources on their screen."""
    if state.place.screen is not Screen.RESOURCES or key not in guide.resources:
        return state
    if state.comfort.reach and not state.place.resource:
        return _visit(state, replace(state.place, resource=key, page=0))
    return replace(state, place=replace(state.place, resource=key, page=0))


def turn_page(state: State, guide: Guide, page: int) -> State:
    """Turn to a page of the open text; the caller keeps it within the pages there are."""
    if state.on_loop:
        return state
    return replace(state, place=replace(state.place, page=max(0, page)))


def turn_wall(state: State, guide: Guide, row: int) -> State:
    """Have the wall begin with another row: what a wall that is still moving says after it was left is not heard."""
    if state.place.screen is not Screen.WALL:
        return state
    return replace(state, place=replace(state.place, page=max(0, row)))


def turn_list(state: State, guide: Guide, page: int) -> State:
    """Turn the list of the board or of the resources to a page."""
    if state.place.screen not in (Screen.BOARD, Screen.RESOURCES):
        return state
    return replace(state, place=replace(state.place, list_page=max(0, page)))


def zoom_by(state: State, guide: Guide, steps: float) -> State:
    """Zoom a picture in or out by doublings; only an open, uncovered work can be zoomed."""
    if state.place.screen is not Screen.WORK or hidden(state, guide):
        return state
    return replace(state, zoom=min(float(ZOOM_STEPS), max(0.0, state.zoom + steps)))


def back(state: State, guide: Guide) -> State:
    """Close what lies on top, else go one place back, else home."""
    if state.panel:
        return replace(state, panel=False)
    if state.zoom:
        return replace(state, zoom=0.0)
    if not state.trail or state.trail[-1].screen is Screen.LOOP:
        # The loop as it was left: the visitor went one place back, not away.
        return replace(begin(guide), language=state.language, comfort=state.comfort, loop=replace(state.loop, cut=True))
    return replace(state, place=state.trail[-1], trail=state.trail[:-1])


def step_loop(state: State, guide: Guide, by: int, pages: int = 1) -> State:
    """Turn the loop by one: through the ``pages`` of the slide in view first, then to its neighbour."""
    if not state.on_loop:
        return state
    return replace(state, loop=guide.turn(state.loop, by, pages))


def turn_to(state: State, guide: Guide, slide: int) -> State:
    """Turn the loop to one of its slides."""
    if not state.on_loop:
        return state
    return replace(state, loop=Loop(slide=slide % len(guide.loop), paused=state.loop.paused))


def welcome(state: State, guide: Guide, language: str, comfort: Comfort) -> State:
    """A visit that begins in a language and with settings of its own: what the operator or the shots ask for."""
    spoken = language if language in guide.languages else guide.languages[0]
    return replace(begin(guide), language=spoken, comfort=comfort, loop=Loop(slide=state.loop.slide % len(guide.loop), cut=True))


def pause(state: State, guide: Guide) -> State:
    """Pause the loop, or let it go on."""
    if not state.on_loop:
        return state
    return replace(state, loop=replace(state.loop, paused=not state.loop.paused))


def toggle_panel(state: State, guide: Guide) -> State:
    """Open or close the display panel."""
    return replace(state, panel=not state.panel)


def set_comfort(state: State, guide: Guide, comfort: Comfort) -> State:
    """What the display panel sets. Where that makes other pages, loop, wall and what was left begin anew; an open text keeps its place.

    The screen says what number its page has then: see ReadingText.
    """
    if comfort.text_scale not in TEXT_SCALES:
        return state
    if (comfort.text_scale, comfort.reach) == (state.comfort.text_scale, state.comfort.reach):
        return replace(state, comfort=comfort)
    page = 0 if state.place.screen is Screen.WALL else state.place.page
    return replace(
        state,
        comfort=comfort,
        place=replace(state.place, page=page, list_page=-1),
        loop=replace(state.loop, page=0),
        trail=tuple(replace(place, page=0, list_page=-1) for place in state.trail),
    )


def speak(state: State, guide: Guide, language: str) -> State:
    """Show everything in another language of the exhibition."""
    if language not in guide.languages or language == state.language:
        return state
    return replace(
        state,
        language=language,
        place=replace(state.place, page=0, list_page=-1),
        loop=replace(state.loop, page=0),
    )


def touched(state: State, guide: Guide) -> bool:
    """True when there is anything of a visit to put back: idle time is counted only then."""
    untouched = replace(begin(guide), loop=replace(state.loop, paused=False))
    return state != untouched


def renew(state: State, old: Guide, new: Guide) -> State:
    """Carry a visit over to new content: what still exists stays open, the loop stays on its slide."""
    slide = old.loop[state.loop.slide % len(old.loop)]
    at = new.loop.index(slide) if slide in new.loop else state.loop.slide % len(new.loop)
    loop = replace(state.loop, slide=at, page=state.loop.page if slide in new.loop else 0)
    keep = tuple(new.still(place) for place in state.trail if new.has(place))
    language = state.language if state.language in new.languages else new.languages[0]
    renewed = replace(state, loop=loop, trail=keep, language=language)
    if new.has(state.place):
        return replace(renewed, place=new.still(state.place))
    place = keep[-1] if keep else Place()
    opened = frozenset[str]() if place.screen is Screen.LOOP else state.opened
    return replace(renewed, place=place, trail=keep[:-1], zoom=0.0, opened=opened)
