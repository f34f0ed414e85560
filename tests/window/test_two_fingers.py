"""A resting second finger or palm: the other finger swipes, taps and scrolls as if alone."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest

from tests.window.conftest import MakeVisitor, Visitor

_DEVICES = []
START, END = QPoint(1000, 400), QPoint(400, 410)


def touch_device():
    if not _DEVICES:
        _DEVICES.append(QTest.createTouchDevice())
    return _DEVICES[0]


def swipe(visitor: Visitor, resting, *, first, start=START, end=END, tremble=0, steps=8):
    """Swipe with finger 1 from ``start`` to ``end`` while finger 2 rests at ``resting``.

    With ``first``, finger 2 comes down before the swipe, otherwise halfway through it; ``tremble``
    is its movement in pixels.
    """
    window, device = visitor.app_window.window, touch_device()

    def with_resting(step):
        # Send the position each time: QTest gives none for a stationary point.
        return QTest.touchEvent(window, device).move(
            2, resting + QPoint(tremble * (step % 2), 0), window
        )

    if first:
        QTest.touchEvent(window, device).press(2, resting, window).commit()
        QTest.qWait(750)
        with_resting(0).press(1, start, window).commit()
    else:
        QTest.touchEvent(window, device).press(1, start, window).commit()
    for step in range(1, steps + 1):
        QTest.qWait(12)
        at = start + (end - start) * step / steps
        if not first and step == steps // 2:
            QTest.touchEvent(window, device).move(1, at, window).press(2, resting, window).commit()
        elif first or step > steps // 2:
            with_resting(step).move(1, at, window).commit()
        else:
            QTest.touchEvent(window, device).move(1, at, window).commit()
    QTest.qWait(150)
    with_resting(0).release(1, end, window).commit()
    QTest.qWait(30)
    QTest.touchEvent(window, device).release(2, resting, window).commit()
    visitor.settle()


def centre(item):
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


@pytest.mark.parametrize("first", [True, False], ids=["before the swipe", "during the swipe"])
@pytest.mark.parametrize("tremble", [0, 4], ids=["still", "trembling"])
def test_a_swipe_turns_works_beside_a_resting_finger(make_visitor: MakeVisitor, first, tremble):
    visitor = make_visitor()
    session = visitor.session
    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    for resting in (QPoint(300, 600), QPoint(1400, 120)):
        number = session.workNumber
        swipe(visitor, resting, first=first, tremble=tremble)
        assert (session.screen, session.workNumber, session.zoom) == ("work", number + 1, 0)
    swipe(visitor, QPoint(300, 600), first=first, tremble=tremble, start=END, end=START)
    assert session.workNumber == 2


@pytest.mark.parametrize("first", [True, False], ids=["before the swipe", "during the swipe"])
def test_a_swipe_turns_the_loop_beside_a_resting_finger(make_visitor: MakeVisitor, first):
    visitor = make_visitor()
    swipe(visitor, QPoint(300, 600), first=first)
    assert (visitor.session.screen, visitor.session.slide) == ("loop", 1)


def test_a_short_swipe_beside_a_resting_finger_changes_nothing(make_visitor: MakeVisitor):
    visitor = make_visitor()
    session = visitor.session
    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    swipe(visitor, QPoint(300, 600), first=True, start=QPoint(900, 400), end=QPoint(840, 400))
    assert (session.workNumber, session.zoom) == (1, 0)


def test_two_moving_fingers_zoom_and_do_not_turn_works(make_visitor: MakeVisitor):
    visitor = make_visitor()
    session, window, device = visitor.session, visitor.app_window.window, touch_device()
    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    one, other = QPoint(450, 400), QPoint(550, 400)
    QTest.touchEvent(window, device).press(1, one, window).press(2, other, window).commit()
    for step in range(1, 13):
        QTest.qWait(12)
        QTest.touchEvent(window, device).move(1, one - QPoint(25 * step, 0), window).move(
            2, other + QPoint(25 * step, 0), window
        ).commit()
    QTest.touchEvent(window, device).release(1, one - QPoint(300, 0), window).release(
        2, other + QPoint(300, 0), window
    ).commit()
    visitor.settle()
    assert session.workNumber == 1
    assert session.zoom > 1


@pytest.mark.parametrize("wait_ms", [0, 750])
@pytest.mark.parametrize("name", ["Next work", "Events", "Look closer at"])
def test_a_tap_works_beside_a_resting_finger(make_visitor: MakeVisitor, name, wait_ms):
    visitor = make_visitor()
    session, window, device = visitor.session, visitor.app_window.window, touch_device()
    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    item = next(item for key, item in visitor.targets().items() if name in key)
    QTest.touchEvent(window, device).press(2, QPoint(30, 200), window).commit()
    QTest.qWait(wait_ms)
    QTest.touchEvent(window, device).move(2, QPoint(30, 200), window).press(
        1, centre(item), window
    ).commit()
    QTest.touchEvent(window, device).move(2, QPoint(30, 200), window).release(
        1, centre(item), window
    ).commit()
    visitor.settle()
    assert (session.screen, session.workNumber, session.zoom) == {
        "Next work": ("work", 2, 0), "Events": ("board", 0, 0), "Look closer at": ("work", 1, 1),
    }[name]  # fmt: skip
    QTest.touchEvent(window, device).release(2, QPoint(30, 200), window).commit()


def test_a_swipe_across_an_entry_beside_a_resting_finger_does_not_open_it(
    make_visitor: MakeVisitor, write_folder
):
    long = "Every word of it is there to be read, however long it is. " * 60
    files = {
        f"events/{n}.md": f"---\ntitle: Talk {n}\nwhen: 2026-01-{14 + n} 12:00\n---\n{long}"
        for n in range(3)
    }
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": "title: T\n", **files}))
    session = visitor.session
    session.openEvent("events/0")
    visitor.settle()
    opened = session.state.location.event
    entry = centre(next(item for key, item in visitor.targets().items() if "Talk 1" in key))
    swipe(
        visitor,
        QPoint(1300, 600),
        first=True,
        start=entry + QPoint(180, 0),
        end=entry - QPoint(120, 0),
    )
    assert session.page == 1
    assert session.state.location.event == opened


@pytest.mark.parametrize("first", [True, False], ids=["before the swipe", "during the swipe"])
def test_the_wall_scrolls_beside_a_resting_finger(make_visitor: MakeVisitor, write_folder, first):
    files = {
        f"works/{number:03d}.md": f"---\ntitle: Poem {number}\nmedium: poetry\n---\nA line.\n"
        for number in range(120)
    }
    visitor = make_visitor(
        folder=write_folder({"kiosk.yaml": "title: Many\nlanguages: [en]\n", **files})
    )
    session = visitor.session
    session.show("wall")
    visitor.settle()
    swipe(
        visitor,
        QPoint(1400, 600),
        first=first,
        start=QPoint(1100, 450),
        end=QPoint(500, 450),
        steps=16,
    )
    QTest.qWait(800)
    assert (session.screen, session.page > 0) == ("wall", True)
