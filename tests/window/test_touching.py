"""Fingers: drawn across, at rest, many at once, and by chance."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monkey import Monkey, WildClock, memory

from kiosk.bridge.stage import Stage, load_typefaces
from kiosk.content import load
from kiosk.session import moves

ROOT = Path(__file__).resolve().parents[2]
_DEVICES = []


def finger():
    if not _DEVICES:
        _DEVICES.append(QTest.createTouchDevice())
    return _DEVICES[0]


def draw(visitor, start, end):
    """One finger from here to there, as slowly as somebody who looks on."""
    window, device = visitor.stage.window, finger()
    QTest.touchEvent(window, device).press(1, start, window).commit()
    for step in range(1, 9):
        QTest.qWait(12)
        QTest.touchEvent(window, device).move(1, start + (end - start) * step / 8, window).commit()
    QTest.qWait(60)
    QTest.touchEvent(window, device).release(1, end, window).commit()
    visitor.settle()


def test_the_next_work_is_drawn_in_by_a_finger(make_visitor):
    visitor = make_visitor()
    visit = visitor.visit
    visit.openWork(visit.guide.works[0][0])
    visitor.settle()
    draw(visitor, QPoint(900, 400), QPoint(300, 410))
    assert (visit.workNumber, visit.zoom) == (2, 0)
    draw(visitor, QPoint(300, 400), QPoint(900, 410))
    assert visit.workNumber == 1
    draw(visitor, QPoint(600, 400), QPoint(540, 400))
    assert (visit.workNumber, visit.zoom) == (1, 0), "a short way leaves everything as it was"
    draw(visitor, QPoint(600, 300), QPoint(620, 600))
    assert visit.workNumber == 1, "down is not across"


def test_the_loop_is_drawn_on_by_a_finger(make_visitor):
    visitor = make_visitor()
    visit = visitor.visit
    draw(visitor, QPoint(900, 400), QPoint(300, 410))
    assert (visit.screen, visit.slide) == ("loop", 1)
    assert "Vessel, Rejoined" in visitor.texts()
    draw(visitor, QPoint(300, 400), QPoint(900, 410))
    assert (visit.screen, visit.slide) == ("loop", 0)
    draw(visitor, QPoint(600, 400), QPoint(540, 400))
    assert (visit.screen, visit.slide) == ("loop", 0), "a short way leaves everything as it was"
    picture = visitor.targets()["Open What the Morning Kept"]
    window = visitor.stage.window
    at, there = picture.mapToScene(QPointF(0, 0)).x(), QPoint(300, 400)
    QTest.touchEvent(window, _DEVICES[0]).press(1, QPoint(700, 400), window).commit()
    for step in range(1, 9):
        QTest.touchEvent(window, _DEVICES[0]).move(1, QPoint(700 - 50 * step, 400), window).commit()
        QTest.qWait(12)
    assert picture.mapToScene(QPointF(0, 0)).x() < at - 100, "the picture goes with the finger"
    QTest.touchEvent(window, _DEVICES[0]).release(1, there, window).commit()
    visitor.settle()
    assert visit.slide == 1
    board = next(number for number, slide in enumerate(visit.guide.loop) if slide.kind == "board")
    visit.move(moves.turn_to, board)
    visitor.settle()
    draw(visitor, QPoint(900, 400), QPoint(300, 410))
    assert (visit.screen, visit.slide) == ("loop", board + 1), "drawn across, the board is not opened"


def test_a_text_is_turned_page_by_page(make_visitor):
    visitor = make_visitor(size=(1280, 720))
    visit = visitor.visit
    written = [work.key for work in visitor.stage.controller.snapshot.works if work.is_written]
    visit.openWork(max(written, key=lambda key: len(str(next(w for w in visitor.stage.controller.snapshot.works if w.key == key).body))))
    visitor.settle()
    number = visit.workNumber
    draw(visitor, QPoint(900, 300), QPoint(300, 300))
    assert (visit.workNumber, visit.page) == (number, 1)
    draw(visitor, QPoint(300, 300), QPoint(900, 300))
    assert (visit.workNumber, visit.page) == (number, 0)


def find(visitor, kind):
    def walk(item):
        if item.metaObject().className().startswith(kind):
            return item
        return next((found for child in item.childItems() if (found := walk(child))), None)

    return walk(visitor.stage.window.contentItem())


def centre(visitor, name):
    item = visitor.targets()[name]
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def test_what_was_left_while_a_palm_pressed_it_does_not_come_back(make_visitor):
    visitor = make_visitor()
    window, device = visitor.stage.window, finger()
    visitor.touch("Events")
    bar = {"Home", "Artworks", "Events", "Resources", "About"}
    entry = next(name for name, item in visitor.targets().items() if name not in bar and item.width() > 400)
    palm, home = centre(visitor, entry), centre(visitor, "Home")
    QTest.touchEvent(window, device).press(1, palm, window).commit()
    QTest.touchEvent(window, device).stationary(1).press(2, home, window).commit()
    QTest.touchEvent(window, device).stationary(1).release(2, home, window).commit()
    visitor.settle()
    assert visitor.visit.screen == "loop"
    QTest.touchEvent(window, device).release(1, palm, window).commit()
    visitor.settle()
    assert visitor.visit.screen == "loop", f"{entry} was opened again"
    assert visitor.visit.state.opened == frozenset()


@pytest.mark.parametrize("way_out", ["Events", "Home"])
def test_a_wall_that_is_left_while_it_moves_turns_nothing_else(make_visitor, write_folder, qtbot, way_out):
    files = {"kiosk.yaml": "title: Many\nlanguages: [en]\n", "events/a.md": "---\ntitle: Talk\nwhen: 2026-01-14 12:00\n---\nA talk.\n"}
    files |= {f"works/{number:03d}.md": f"---\ntitle: Poem {number}\nmedium: poetry\n---\nA line.\n" for number in range(120)}
    visitor = make_visitor(folder=write_folder(files))
    visit, window, device = visitor.visit, visitor.stage.window, finger()
    visit.show("wall")
    visitor.settle()
    out = centre(visitor, way_out)
    QTest.touchEvent(window, device).press(1, QPoint(700, 650), window).commit()
    for step in range(1, 7):
        QTest.qWait(10)
        QTest.touchEvent(window, device).move(1, QPoint(700, 650 - 60 * step), window).commit()
    QTest.touchEvent(window, device).release(1, QPoint(700, 290), window).commit()
    QTest.qWait(30)
    assert find(visitor, "WallRows").property("moving")
    QTest.touchEvent(window, device).press(1, out, window).commit()
    QTest.touchEvent(window, device).release(1, out, window).commit()
    rows = find(visitor, "WallRows")
    qtbot.waitUntil(lambda: not rows.property("moving"), timeout=15000)
    visitor.settle()
    assert visit.screen == ("board" if way_out == "Events" else "loop")
    assert visit.page == 0
    if way_out == "Home":
        assert not moves.touched(visit.state, visit.guide)


@pytest.mark.parametrize(("size", "seed", "steps"), [((1280, 720), 20260113, 600), ((720, 1280), 3, 400)])
def test_nothing_that_a_hand_can_do_breaks_or_traps(qapp, tmp_path, size, seed, steps):
    """The short form of ``python tests/monkey.py``; any warning of Qt fails it."""
    load_typefaces()
    clock = WildClock()
    stage = Stage(qapp, load(ROOT / "gallery").snapshot, clock, tmp_path / "cache", animated=False)
    stage.window.resize(*size)
    stage.window.show()
    stage.controller.tempo.start()
    monkey = Monkey(stage, clock, seed=seed)
    monkey.run(steps)
    assert {"loop", "work", "board", "wall"} <= monkey.seen.keys()
    assert memory() < 1500
    stage.close()
