"""Animations and their durations, reduced motion, and that Home is always visible."""

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from kiosk.offscreen.tour import steps
from kiosk.session import transitions
from tests.window.conftest import MakeVisitor, Visitor

# Milliseconds. After MIN_FADE any animation has changed what is seen, or has ended.
CROSSFADE, MIN_FADE, NEXT_FRAME = 900, 500, 50


def slides(visitor: Visitor):
    def walk(item):
        if item.metaObject().className().startswith("SlideView"):
            found.append(item)
        for child in item.childItems():
            walk(child)

    found = []
    walk(visitor.app_window.window.contentItem())
    return found


def tap(visitor: Visitor, name):
    item = next(item for key, item in visitor.targets().items() if name in key)
    at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    QTest.mouseClick(
        visitor.app_window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )


def test_the_crossfade_of_the_loop_only_increases_in_opacity(make_visitor: MakeVisitor):
    visitor = make_visitor(animated=True)
    visitor.rest()
    started = time.monotonic()
    visitor.app_window.controller.loop.step(1)
    front = next(slide for slide in slides(visitor) if slide.property("inFront"))
    behind = next(slide for slide in slides(visitor) if slide is not front)
    opacities = [front.opacity()]
    while front.opacity() < 1 and time.monotonic() - started < 10:
        assert behind.isVisible(), "the previous slide stays until it is covered"
        QTest.qWait(15)
        opacities.append(front.opacity())
    duration = (time.monotonic() - started) * 1000
    assert opacities[0] == 0
    assert opacities[-1] == 1
    assert opacities == sorted(opacities), "the opacity never decreases"
    assert duration >= MIN_FADE
    assert duration >= CROSSFADE - 30
    visitor.rest()
    assert not behind.isVisible()


def test_picture_title_and_caption_come_one_after_the_other(make_visitor: MakeVisitor):
    visitor = make_visitor(animated=True)
    visitor.rest()
    visitor.app_window.controller.loop.step(1)
    front = next(slide for slide in slides(visitor) if slide.property("inFront"))
    (label,) = (item for item in below(front, "PictureLabel") if item.isVisible())
    shares = []
    started = time.monotonic()
    while front.opacity() < 1 and time.monotonic() - started < 10:
        QTest.qWait(15)
        shown = front.opacity()
        shares.append((shown, label.property("titleShown"), label.property("captionShown")))
    assert any(picture > 0 and title == 0 for picture, title, _ in shares)
    assert any(title > 0 and caption == 0 for _, title, caption in shares)
    assert shares[-1] == (1, 1, 1)
    assert all(title >= caption for _, title, caption in shares)
    for one, other in pairwise(shares):
        assert all(a <= b for a, b in zip(one, other, strict=True)), "nothing goes again"


def below(item, kind):
    found = [item] if item.metaObject().className().startswith(kind) else []
    return found + [one for child in item.childItems() for one in below(child, kind)]


# Tapped in this order from the loop on. Zooming is left out: its tiles sharpen as they load.
TAPS = (
    "Next", "Artworks", "Next page", "Previous page", "What the Morning Kept", "Next work", "Back",
    "Events", "Resources", "About", "Aa Display", "Home",
)  # fmt: skip
TAPS_NAMED = {"Aa Display": "Display: text size"}


def test_with_reduced_motion_the_frame_after_a_tap_is_final(make_visitor: MakeVisitor, qtbot):
    visitor = make_visitor(animated=True)
    window = visitor.app_window.window

    def round_trip(check):
        visitor.session.apply(transitions.go_to_slide, 0)
        visitor.session.setReducedMotion(True)
        visitor.settle()
        for name in TAPS:
            tap(visitor, TAPS_NAMED.get(name, name))
            if name == "Home":
                visitor.session.setReducedMotion(True)
            if not check:
                visitor.settle()
                continue
            QTest.qWait(NEXT_FRAME)
            # A busy machine sets texts and lists later; whatever moves does so all the same.
            qtbot.waitUntil(lambda: visitor.app_window.is_settled, timeout=30_000)
            soon = window.grabWindow()
            QTest.qWait(MIN_FADE)
            visitor.settle()
            assert window.grabWindow() == soon, f"something still moved after {name}"

    # The first round fills the image cache.
    round_trip(check=False)
    round_trip(check=True)


def test_without_reduced_motion_the_loop_is_still_fading(make_visitor: MakeVisitor):
    visitor = make_visitor(animated=True)
    visitor.rest()
    tap(visitor, "Next")
    QTest.qWait(NEXT_FRAME)
    soon = visitor.app_window.window.grabWindow()
    QTest.qWait(CROSSFADE + 300)
    assert visitor.app_window.window.grabWindow() != soon


def visible_box(visitor: Visitor, name):
    """Return the box of a control; fail if it cannot be touched or is not entirely visible."""
    item = visitor.targets().get(name)
    assert item is not None, f"{name} cannot be touched"
    box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    assert QRectF(
        0, 0, visitor.app_window.window.width(), visitor.app_window.window.height()
    ).contains(box)
    assert item.opacity() == 1
    return box


@pytest.mark.parametrize(("size", "reach"), [((1600, 900), False), ((900, 1600), True)])
def test_home_is_visible_and_leads_home_from_every_screen(make_visitor: MakeVisitor, size, reach):
    visitor = make_visitor(size=size)
    session = visitor.session

    def zoomed():
        session.openWork(session.catalogue.works[0][0])
        session.zoomBy(1)

    def at(go, then):
        def both():
            go()
            then()

        return both

    session.setReach(reach)
    # The first and the last step of each screen; the idle prompt is tested below.
    tour = [stop for stop in steps(visitor.app_window.controller) if stop.screen != "still-here"]
    ends = (
        {stop.screen: stop.go for stop in reversed(tour)},
        {stop.screen: stop.go for stop in tour},
    )
    assert ends[0].keys() >= {
        "loop",
        "wall",
        "note",
        "work",
        "zoom",
        "board",
        "resources",
        "about",
        "help",
        "display",
    }
    ways = [
        *ends[0].values(),
        # In reach mode the bar is the same on the last step of a screen as on its first.
        *(() if reach else ends[1].values()),
        zoomed,
        at(lambda: session.openWork("works/14-high-water"), session.toggleDisplayPanel),
    ]
    places = set()
    for go in ways:
        session.setReach(reach)
        go()
        visitor.settle()
        places.add(visible_box(visitor, "Home").getRect())
        visitor.touch("Home")
        assert session.screen == "loop"
        assert not transitions.session_in_progress(session.state, session.catalogue)
    assert len(places) == 1, "Home is in the same place on every screen"
    session.show("about")
    session.apply(transitions.show_idle_prompt)
    visitor.settle()
    visible_box(visitor, "Start over")
    visitor.touch("Start over")
    assert session.screen == "loop", "in the idle prompt, its own button leads home"
    assert not transitions.session_in_progress(session.state, session.catalogue)
