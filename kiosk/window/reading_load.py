"""The amount of text on the screen, which decides how long a slide or screen stays."""

from collections.abc import Callable

from kiosk.session import Screen, SessionState, SlideKind
from kiosk.viewmodels.board.board import BoardViewModel
from kiosk.viewmodels.gallery.loop import LoopViewModel
from kiosk.viewmodels.gallery.work import WorkViewModel
from kiosk.viewmodels.info.exhibition import InfoViewModel
from kiosk.viewmodels.info.resources import ResourcesViewModel
from kiosk.viewmodels.session.slideshow_timer import ReadingLoad

# Of an event that the loop tells, so that its turn takes 30 s at the most.
MOST_EVENT_WORDS = 58


def reading_load(
    state: SessionState,
    kind: SlideKind,
    loop: LoopViewModel,
    work: WorkViewModel,
    board: BoardViewModel,
    resources: ResourcesViewModel,
    info: InfoViewModel,
    count_words: Callable[[str], int],
) -> ReadingLoad:
    """Count what the loop and the open screen show; ``kind`` is that of the slide in front."""
    front, pages, next_event = loop.front_work, loop.page_count, board.nextEvent
    later_page = state.loop.page > 0 and not front.written
    if kind is SlideKind.BOARD:
        words = whole_slide = count_words(next_event.state.all_words)
    elif kind is SlideKind.EVENT:
        # Whoever wants to read all of it touches it.
        told = count_words(board.told(loop.front_event).state.all_words)
        words = whole_slide = min(told, MOST_EVENT_WORDS)
    elif kind is SlideKind.NOTICE:
        words = whole_slide = count_words(loop.front_notice)
    else:
        whole_slide = count_words(loop.shown_text)
        words = whole_slide // pages + (0 if later_page else len(front.title.split()))
    match state.location.screen:
        case Screen.LOOP:
            # A visitor who has paused the loop reads all pages of the slide.
            open_words = whole_slide
        case Screen.WORK:
            open_words = count_words(work.state.text)
        case Screen.BOARD:
            open_words = count_words(board.openEvent.state.all_words)
        case Screen.RESOURCES:
            open_words = count_words(resources.all_words)
        case Screen.ABOUT:
            open_words = count_words(info.about)
        case _:
            open_words = 0
    return ReadingLoad(
        words=words,
        pages=pages,
        has_code=bool(next_event.payload),
        asked_seconds=loop.asked_seconds,
        open_words=open_words,
        later_page=later_page,
    )
