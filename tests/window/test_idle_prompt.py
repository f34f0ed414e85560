""" "Still here?": what it covers, and how its time passes."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.offscreen.manifest import read_window
from kiosk.qt.item_info import Role, picture_info, text_info, visible_items
from kiosk.session import DisplaySettings, transitions
from tests.window.conftest import MakeVisitor, Visitor


def ask(visitor: Visitor) -> QQuickItem:
    visitor.session.apply(transitions.show_idle_prompt)
    visitor.settle()
    (prompt,) = visible_items(visitor.app_window.window.contentItem(), Role.Modal)
    return prompt


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_the_bar_and_the_open_work_stay_as_they_are(make_visitor: MakeVisitor, size):
    visitor = make_visitor(size=size)
    for language in ("en", "es"):
        visitor.session.apply(transitions.start_session, language, DisplaySettings())
        check_that_they_stay(visitor, size)


def check_that_they_stay(visitor: Visitor, size: tuple[int, int]) -> None:
    window = visitor.app_window.window
    visitor.session.openWork("works/02-vessel-rejoined")
    visitor.settle()
    (picture,) = visible_items(window.contentItem(), Role.Picture)
    painted = picture.mapRectToScene(picture_info(picture).painted).toRect()
    bar = QRectF(0, size[1] * 0.91, size[0], size[1] * 0.09).toRect()
    before = window.grabWindow()
    ask(visitor)
    asked = window.grabWindow()
    for part in (bar, painted.adjusted(4, 4, -4, -4)):
        assert asked.copy(part) == before.copy(part)


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_nothing_is_covered_by_half_on_any_screen(make_visitor: MakeVisitor, size):
    visitor = make_visitor(size=size)
    for screen in ("wall", "board", "resources", "about", "help"):
        visitor.session.apply(transitions.start_session, "en", DisplaySettings())
        visitor.session.show(screen)
        visitor.settle()
        ask(visitor)
        seen = read_window(visitor.app_window.window)
        assert [text["text"] for text in seen["texts"] if text["truncated"]] == [], screen
        words = [text["text"] for text in seen["texts"]]
        assert "Still here?" in words, screen
        assert any("1-888-373-7888" in each for each in words), f"the help line stays on {screen}"


def test_the_line_thins_in_equal_steps_without_a_number(make_visitor: MakeVisitor):
    visitor = make_visitor()
    visitor.session.show("about")
    prompt = ask(visitor)
    line = prompt.findChild(QQuickItem, "thinning line")
    seconds = prompt.property("seconds")
    heights = []
    for left in range(seconds, 0, -1):
        prompt.setProperty("secondsLeft", left)
        heights.append(line.height())
    unit = heights[0] / 8
    steps = [height / unit for height in dict.fromkeys(heights)]
    assert steps == pytest.approx([8, 7, 6, 5, 4, 3, 2, 1])
    counts = [heights.count(height) for height in dict.fromkeys(heights)]
    assert max(counts) - min(counts) <= 1
    words = [text_info(item).text for item in visible_items(prompt, Role.Text)]
    assert len(words) > 3
    assert not any(sign.isdigit() for sign in "".join(words))


def test_a_late_touch_where_the_next_work_was_means_staying(make_visitor: MakeVisitor):
    visitor = make_visitor()
    visitor.session.openWork("works/02-vessel-rejoined")
    visitor.settle()
    ask(visitor)
    visitor.touch("Yes, I am here")
    assert not visitor.session.state.idle_prompt
    assert visitor.session.state.location.work == "works/02-vessel-rejoined"
