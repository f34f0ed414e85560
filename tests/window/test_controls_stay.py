"""A control that survives its own press moves at most 8 of 1080 parts: a second tap finds it."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from kiosk.session import DisplaySettings, transitions
from tests.window.conftest import MakeVisitor, Visitor

MOST = 8
PICTURE, POEM, PROSE = "works/01-what-the-morning-kept", "works/19-stair", "works/22-the-key-hook"


def place(item: QQuickItem) -> tuple[float, float]:
    at = item.mapToScene(QPointF(0, 0))
    return at.x(), at.y()


def go(visitor: Visitor, where: str) -> None:
    screen, _, key = where.partition(":")
    if screen == "work":
        visitor.session.openWork(key)
    elif screen != "loop":
        visitor.session.show(screen)
    visitor.settle()


# Where one is, and what is pressed one after the other.
PRESSES = [
    ("loop", ("Next", "Previous", "Pause", "Go on by itself")),
    (f"work:{PICTURE}", ("Closer", "Closer", "Smaller", "Move left", "Move down", "Smaller")),
    (f"work:{PICTURE}", ("Next work", "Next work", "Previous work", "Previous work")),
    (f"work:{PROSE}", ("Next page", "Next page", "Previous page", "Next work")),
    ("wall", ("Next page", "Previous page", "Poetry", "Photography", "All")),
    ("help", ("Code to write", "Code to call")),
]


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_control_stays_where_it_was_pressed(make_visitor: MakeVisitor, size, scale):
    """In one test for all places: a window costs more than all that is pressed in it."""
    visitor = make_visitor(size=size)
    most = MOST * min(size) / 1080
    for where, names in PRESSES:
        visitor.session.apply(transitions.start_session, "en", DisplaySettings(text_scale=scale))
        go(visitor, where)
        moved = [(name, press(visitor, name)) for name in names]
        assert [(name, far) for name, far in moved if far > most] == [], where


def press(visitor: Visitor, name: str) -> float:
    """How far a control moves, in pixels, when it is touched; 0 where it is not shown."""
    item = visitor.targets().get(name)
    if item is None:
        return 0.0
    before = place(item)
    visitor.touch(name)
    if not item.isVisible():
        return 0.0
    x, y = place(item)
    return max(abs(x - before[0]), abs(y - before[1]))
