"""What is left of a visit in the frame after it: nothing, in a real window."""

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtTest import QTest

from kiosk.session import transitions
from tests.window.conftest import MakeVisitor, Visitor

WARNING_SECONDS = 20


def centre(visitor: Visitor, name):
    item = visitor.targets()[name]
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def untouched(visitor: Visitor, slide):
    """The frame of an untouched loop at this slide."""
    visitor.session.apply(transitions.go_to_slide, slide)
    visitor.rest()
    return visitor.app_window.window.grabWindow()


def written_slide(visitor: Visitor):
    guide = visitor.session.catalogue
    return next(
        number for number, slide in enumerate(guide.playlist) if slide.work in guide.written_works
    )


def next_frame(visitor: Visitor, leave):
    """The frame after leaving, and that of an untouched loop.

    The first shows no words of the open screen that the second does not show as well.
    """
    before = visitor.texts()
    leave()
    frame, after = visitor.app_window.window.grabWindow(), visitor.texts()
    loop = untouched(visitor, visitor.session.slide)
    assert set(before) & set(after) <= set(visitor.texts())
    return frame, loop


@pytest.mark.parametrize("animated", [False, True])
@pytest.mark.parametrize(
    "way_in", ["the loop", "the wall", "a page further", "its panel", "its note", "larger words"]
)
def test_home_shows_nothing_of_the_open_screen_in_the_next_frame(
    make_visitor: MakeVisitor, way_in, animated
):
    visitor = make_visitor(animated=animated)
    session, window = visitor.session, visitor.app_window.window
    written = written_slide(visitor)
    untouched(visitor, written)
    if way_in in ("the wall", "its note"):
        visitor.touch("Artworks")
        session.openWork(
            "works/14-high-water"
            if way_in == "its note"
            else session.catalogue.playlist[written].work
        )
    else:
        if way_in == "a page further":
            session.apply(transitions.turn_loop, 1, 2)
        session.openSlide()
    if way_in == "its panel":
        session.toggleDisplayPanel()
    if way_in == "larger words":
        session.setTextScale(1.5)
    visitor.rest()
    open_work = session.state.location.work
    at = centre(visitor, "Home")
    frame, loop = next_frame(
        visitor,
        lambda: QTest.mouseClick(
            window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        ),
    )
    if (
        way_in != "larger words"
    ):  # Where the room changes as well, the new picture may have to be awaited.
        assert frame == loop, "the very next frame is the one that an untouched loop shows"
    assert not transitions.session_in_progress(session.state, session.catalogue), (
        "nothing of the visit is left"
    )
    assert session.catalogue.slide_at(session.state.loop).work not in {
        open_work,
        *session.catalogue.written_works,
    }
    slide = session.slide
    session.back()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    visitor.settle()
    assert (session.screen, session.slide) == ("loop", slide), "Back does not bring it back"


def test_the_idle_timeout_leads_home_without_a_transition(make_visitor: MakeVisitor):
    visitor = make_visitor(animated=True)
    session = visitor.session
    untouched(visitor, written_slide(visitor))
    session.openSlide()
    visitor.wait(2000)
    assert session.idlePrompt
    visitor.clock.passed += WARNING_SECONDS + 1
    frame, loop = next_frame(visitor, visitor.app_window.controller.slideshow_timer.check_deadlines)
    assert session.screen == "loop"
    picture = QRect(
        0, 0, 1000, 900
    )  # Meanwhile another event is on, beside which the label is finding its place.
    assert frame.copy(picture) == loop.copy(picture)


def test_a_paused_loop_goes_on_after_the_session(make_visitor: MakeVisitor):
    visitor = make_visitor()
    visitor.touch("Pause")
    visitor.wait(91)
    assert visitor.session.idlePrompt
    visitor.wait(21)
    assert not visitor.session.paused
