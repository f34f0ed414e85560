"""Fingers: drawn across, at rest, many at once, and by chance."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtTest import QTest

from kiosk.content.load import load
from kiosk.session import transitions
from kiosk.window.app_window import AppWindow
from tests.monkey import Monkey, WildClock, memory
from tests.window.conftest import MakeVisitor, Visitor

ROOT = Path(__file__).resolve().parents[2]
_DEVICES = []


def finger():
    if not _DEVICES:
        _DEVICES.append(QTest.createTouchDevice())
    return _DEVICES[0]


def draw(visitor: Visitor, start, end, *, steps=8, wait=12, rest=150) -> float:
    """Move one finger in steps of some milliseconds, and let it rest before it lifts.

    Returns the seconds that it took from its first touch to its last move.
    """
    window, device = visitor.app_window.window, finger()
    QTest.touchEvent(window, device).press(1, start, window).commit()
    began = time.monotonic()
    for step in range(1, steps + 1):
        QTest.qWait(wait)
        QTest.touchEvent(window, device).move(
            1, start + (end - start) * step / steps, window
        ).commit()
    took = time.monotonic() - began
    if rest:
        QTest.qWait(rest)
    QTest.touchEvent(window, device).release(1, end, window).commit()
    visitor.settle()
    return took


def test_a_swipe_opens_the_next_work(make_visitor: MakeVisitor):
    visitor = make_visitor()
    session = visitor.session
    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    draw(visitor, QPoint(900, 400), QPoint(300, 410))
    assert (session.workNumber, session.zoom) == (2, 0)
    draw(visitor, QPoint(300, 400), QPoint(900, 410))
    assert session.workNumber == 1
    draw(visitor, QPoint(600, 400), QPoint(540, 400))
    assert (session.workNumber, session.zoom) == (1, 0), "a short way leaves everything as it was"
    draw(visitor, QPoint(600, 300), QPoint(620, 600))
    assert session.workNumber == 1, "down is not across"


def test_a_swipe_turns_the_loop(make_visitor: MakeVisitor):
    visitor = make_visitor()
    session = visitor.session
    draw(visitor, QPoint(900, 400), QPoint(300, 410))
    assert (session.screen, session.slide) == ("loop", 1)
    assert "Vessel, Rejoined" in visitor.texts()
    draw(visitor, QPoint(300, 400), QPoint(900, 410))
    assert (session.screen, session.slide) == ("loop", 0)
    draw(visitor, QPoint(600, 400), QPoint(540, 400))
    assert (session.screen, session.slide) == ("loop", 0), "a short way leaves everything as it was"
    picture = visitor.targets()["Open What the Morning Kept"]
    window = visitor.app_window.window
    at, there = picture.mapToScene(QPointF(0, 0)).x(), QPoint(300, 400)
    QTest.touchEvent(window, _DEVICES[0]).press(1, QPoint(700, 400), window).commit()
    for step in range(1, 9):
        QTest.touchEvent(window, _DEVICES[0]).move(1, QPoint(700 - 50 * step, 400), window).commit()
        QTest.qWait(12)
    assert picture.mapToScene(QPointF(0, 0)).x() < at - 100, "the picture goes with the finger"
    QTest.touchEvent(window, _DEVICES[0]).release(1, there, window).commit()
    visitor.settle()
    assert session.slide == 1
    board = next(
        number for number, slide in enumerate(session.catalogue.playlist) if slide.kind == "board"
    )
    session.apply(transitions.go_to_slide, board)
    visitor.settle()
    draw(visitor, QPoint(900, 400), QPoint(300, 410))
    assert (session.screen, session.slide) == ("loop", board + 1), (
        "drawn across, the board is not opened"
    )


# At a size of 1920 by 1080 on a 43-inch screen a millimetre is two pixels.
@pytest.mark.parametrize(("length", "wait"), [(250, 20), (120, 12), (100, 10)])
def test_a_flick_turns_the_work_and_a_slow_short_swipe_does_not(
    make_visitor: MakeVisitor, length, wait
):
    visitor = make_visitor(size=(1920, 1080))
    session = visitor.session
    start = QPoint(900, 400)

    def flick(work: int, way: int) -> int:
        """The number of the work that a quick flick turns to; a hand that a busy machine held up
        was slow, and tries again.
        """
        for _ in range(50):
            session.openWork(session.catalogue.works[work][0])
            visitor.settle()
            seconds = draw(visitor, start, start + QPoint(way, 0), steps=4, wait=wait, rest=0)
            if seconds < 0.001 * 4 * wait * 1.5:
                break
        return int(session.workNumber)

    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    draw(visitor, start, start - QPoint(length, 0), wait=wait, rest=150)
    assert session.workNumber == 1, "a short way at whose end the finger rests"
    draw(visitor, start, start - QPoint(length, 0), wait=70, rest=0)
    assert session.workNumber == 1, "a short way, and slowly"
    assert flick(0, -length) == 2
    assert flick(1, length) == 1


def test_a_swipe_that_returns_to_its_start_is_cancelled(make_visitor: MakeVisitor):
    visitor = make_visitor()
    session, window, device = visitor.session, visitor.app_window.window, finger()
    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    QTest.touchEvent(window, device).press(1, QPoint(900, 400), window).commit()
    for x in (860, 820, 780, 740, 760, 790, 820):
        QTest.qWait(8)
        QTest.touchEvent(window, device).move(1, QPoint(x, 400), window).commit()
    QTest.touchEvent(window, device).release(1, QPoint(820, 400), window).commit()
    visitor.settle()
    assert session.workNumber == 1


def test_swipes_lead_past_a_content_note_in_both_directions(make_visitor: MakeVisitor):
    visitor = make_visitor()
    session = visitor.session
    session.openWork("works/14-high-water")
    visitor.settle()
    number = session.workNumber
    draw(visitor, QPoint(900, 200), QPoint(300, 200))
    assert (session.workNumber, session.behindContentNote) == (number + 1, False)
    draw(visitor, QPoint(300, 200), QPoint(900, 200))
    assert (session.workNumber, session.behindContentNote) == (number, True), (
        "drawn back in, it is behind its note again"
    )
    draw(visitor, QPoint(300, 200), QPoint(900, 200))
    assert session.workNumber == number - 1


@pytest.mark.parametrize("screen", ["board", "about", "resources"])
def test_swipes_turn_the_pages_of_a_text_up_to_its_ends(
    make_visitor: MakeVisitor, write_folder, screen
):
    long = "Every word of it is there to be read, however long it is. " * 60
    files = {
        "kiosk.yaml": "title: T\n", "pages/about.md": long,
        "events/a.md": f"---\ntitle: Talk\nwhen: 2026-01-14 12:00\n---\n{long}",
        "resources/a.md": f"---\ntitle: Book\n---\n{long}",
    }  # fmt: skip
    visitor = make_visitor(folder=write_folder(files))
    session = visitor.session
    session.show(screen)
    visitor.settle()
    left, right = QPoint(800, 300), QPoint(1400, 300)
    draw(visitor, left, right)
    assert session.page == 0, "nothing is before the first page"
    for page in range(1, 12):
        if "Next page" not in visitor.targets():
            break
        draw(visitor, right, left)
        assert session.page == page
    assert session.page >= 1
    last = session.page
    draw(visitor, right, left)
    assert session.page == last, "nothing comes after the last"
    draw(visitor, left, right)
    assert session.page == last - 1


# What is to be touched, and where it is found.
PRESSED = {
    "a picture of the loop": ("loop", "Open What the Morning Kept"),
    "a poem of the loop": ("poem", "Open "),
    "the board of the loop": ("board of the loop", "Open the events"),
    "the event beside a work": ("loop", "Event: "),
    "a work on the wall": ("wall", "What the Morning Kept"),
    "a poem on the wall": ("wall", "Small Instructions"),
    "an open picture": ("work", "Look closer at"),
    "an entry of a list": ("board", "Intersections of Trauma"),
    "a day of the month": ("month", "January 14"),
    "a pill of the bar": ("loop", "Events"),
    "the warning": ("asking", "Still here?"),
}


@pytest.mark.parametrize("what", PRESSED)
def test_a_press_is_visible_in_the_next_frame_and_covers_no_picture(
    make_visitor: MakeVisitor, what
):
    where, name = PRESSED[what]
    visitor = make_visitor()
    session, window, device = visitor.session, visitor.app_window.window, finger()
    kinds = {
        "poem": lambda slide: slide.work in session.catalogue.written_works,
        "board of the loop": lambda slide: slide.kind == "board",
    }
    if where in kinds:
        session.apply(
            transitions.go_to_slide,
            next(
                number
                for number, slide in enumerate(session.catalogue.playlist)
                if kinds[where](slide)
            ),
        )
    elif where == "work":
        session.openSlide()
    elif where == "month":
        session.show("board")
        session.showMonth("2026-01")
    elif where == "asking":
        session.show("about")
        session.apply(transitions.show_idle_prompt)
    else:
        session.show(where)
    visitor.settle()
    item = next(item for key, item in visitor.targets().items() if name in key)
    at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).toRect()
    before = window.grabWindow()
    QTest.touchEvent(window, device).press(1, at, window).commit()
    pressed = window.grabWindow()
    around = box.adjusted(-10, -10, 10, 10)
    assert pressed.copy(around) != before.copy(around), "nobody sees that it is pressed"
    if what in ("a picture of the loop", "an open picture"):
        assert pressed.copy(box) == before.copy(box), "the frame stands outside"
    if what == "a work on the wall":
        picture = box.adjusted(0, 0, 0, -visitor.app_window.controller.gallery.model.captionHeight)
        assert pressed.copy(picture) == before.copy(picture), "the frame stands outside"
    # Up would move the wall.
    elsewhere = QPoint(at.x() + 400, at.y()) if where == "wall" else QPoint(800, 2)
    QTest.touchEvent(window, device).move(1, elsewhere, window).commit()
    QTest.touchEvent(window, device).release(1, elsewhere, window).commit()
    if what != "the warning":
        visitor.settle()
        # On a busy machine the last frame comes a moment later.
        for _ in range(50):
            if window.grabWindow() == before:
                break
            QTest.qWait(40)
        assert window.grabWindow() == before, "and let go elsewhere nothing is left of it"


def test_swipes_turn_a_written_work_page_by_page(make_visitor: MakeVisitor):
    visitor = make_visitor(size=(1280, 720))
    session = visitor.session
    written = [work.key for work in visitor.app_window.controller.snapshot.works if work.is_written]
    session.openWork(
        max(
            written,
            key=lambda key: len(
                str(
                    next(
                        w for w in visitor.app_window.controller.snapshot.works if w.key == key
                    ).body
                )
            ),
        )
    )
    visitor.settle()
    number = session.workNumber
    draw(visitor, QPoint(900, 300), QPoint(300, 300))
    assert (session.workNumber, session.page) == (number, 1)
    draw(visitor, QPoint(300, 300), QPoint(900, 300))
    assert (session.workNumber, session.page) == (number, 0)


def find(visitor: Visitor, kind):
    def walk(item):
        if item.metaObject().className().startswith(kind):
            return item
        return next((found for child in item.childItems() if (found := walk(child))), None)

    return walk(visitor.app_window.window.contentItem())


def centre(visitor: Visitor, name):
    item = visitor.targets()[name]
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def test_a_palm_on_a_screen_that_was_left_does_not_reopen_it(make_visitor: MakeVisitor):
    visitor = make_visitor()
    window, device = visitor.app_window.window, finger()
    visitor.touch("Events")
    bar = {"Home", "Artworks", "Events", "Resources", "About"}
    entry = next(
        name for name, item in visitor.targets().items() if name not in bar and item.width() > 400
    )
    palm, home = centre(visitor, entry), centre(visitor, "Home")
    QTest.touchEvent(window, device).press(1, palm, window).commit()
    QTest.touchEvent(window, device).stationary(1).press(2, home, window).commit()
    QTest.touchEvent(window, device).stationary(1).release(2, home, window).commit()
    visitor.settle()
    assert visitor.session.screen == "loop"
    QTest.touchEvent(window, device).release(1, palm, window).commit()
    visitor.settle()
    assert visitor.session.screen == "loop", f"{entry} was opened again"
    assert visitor.session.state.opened_works == frozenset()


@pytest.mark.parametrize("way_out", ["Events", "Home"])
def test_a_wall_that_is_left_while_it_scrolls_changes_no_other_screen(
    make_visitor: MakeVisitor, write_folder, qtbot, way_out
):
    files = {
        "kiosk.yaml": "title: Many\nlanguages: [en]\n",
        "events/a.md": "---\ntitle: Talk\nwhen: 2026-01-14 12:00\n---\nA talk.\n",
    }
    files |= {
        f"works/{number:03d}.md": f"---\ntitle: Poem {number}\nmedium: poetry\n---\nA line.\n"
        for number in range(120)
    }
    visitor = make_visitor(folder=write_folder(files))
    session, window, device = visitor.session, visitor.app_window.window, finger()
    session.show("wall")
    visitor.settle()
    out = centre(visitor, way_out)
    QTest.touchEvent(window, device).press(1, QPoint(1200, 400), window).commit()
    for step in range(1, 7):
        QTest.qWait(10)
        QTest.touchEvent(window, device).move(1, QPoint(1200 - 100 * step, 400), window).commit()
    QTest.touchEvent(window, device).release(1, QPoint(600, 400), window).commit()
    QTest.qWait(30)
    assert find(visitor, "WallPages").property("moving")
    QTest.touchEvent(window, device).press(1, out, window).commit()
    QTest.touchEvent(window, device).release(1, out, window).commit()
    pages = find(visitor, "WallPages")
    qtbot.waitUntil(lambda: not pages.property("moving"), timeout=15000)
    visitor.settle()
    assert session.screen == ("board" if way_out == "Events" else "loop")
    assert session.page == 0
    if way_out == "Home":
        assert not transitions.session_in_progress(session.state, session.catalogue)


@pytest.mark.parametrize(
    ("size", "seed", "steps"), [((1280, 720), 20260113, 300), ((720, 1280), 3, 200)]
)
def test_random_touches_cause_no_error_and_no_dead_end(qapp, tmp_path, size, seed, steps):
    """A short run of ``python tests/monkey.py``; any warning of Qt fails it."""
    clock = WildClock()
    app_window = AppWindow(
        qapp, load(ROOT / "gallery").snapshot, clock, tmp_path / "cache", animated=False
    )
    app_window.window.resize(*size)
    app_window.window.show()
    app_window.controller.slideshow_timer.start()
    monkey = Monkey(app_window, clock, seed=seed)
    monkey.run(steps)
    assert {"loop", "work", "board", "wall"} <= monkey.seen.keys()
    assert memory() < 1500
    app_window.close()
