"""The join between the wall and the bar: its shape, and the gold that tells how far the loop is."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.session import DisplaySettings, transitions
from tests.window.conftest import MakeVisitor, Visitor

# Of the shorter side; the gold's thickness, and the farthest that the join may depart.
UNIT, THICKNESS, DEPARTURE = 1 / 1080, 5, 5
# Milliseconds of the change of slides.
CROSSFADE = 900


def seam(visitor: Visitor) -> QQuickItem:
    found = visitor.app_window.window.findChild(QQuickItem, "seam")
    assert found is not None
    return found


def around(visitor: Visitor) -> tuple[QImage, int, int]:
    """The picture, and the first and last line of pixels that the join may have."""
    picture = visitor.app_window.window.grabWindow()
    item = seam(visitor)
    top = item.mapToScene(QPointF(0, 0)).y()
    return picture, int(top), int(top + item.height())


def is_gold(color: QColor) -> bool:
    return color.red() > 180 and color.red() - color.blue() > 70


def gold(visitor: Visitor) -> list[int]:
    """How thick the gold is in each column of pixels."""
    picture, top, bottom = around(visitor)
    return [
        sum(is_gold(picture.pixelColor(x, y)) for y in range(top, bottom))
        for x in range(picture.width())
    ]


def join(visitor: Visitor) -> list[int]:
    """Where the bar's ground begins in each column of pixels, seen from below."""
    picture, top, bottom = around(visitor)
    ground = picture.pixelColor(3, bottom - 1)
    return [
        next((y + 1 for y in range(bottom - 1, top, -1) if picture.pixelColor(x, y) != ground), 0)
        for x in range(picture.width())
    ]


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_the_gold_is_as_long_as_the_loop_has_come(make_visitor: MakeVisitor, arabic_gallery, size):
    visitor = make_visitor(folder=arabic_gallery, size=size)
    for language in ("en", "ar"):
        visitor.session.apply(transitions.start_session, language, DisplaySettings())
        check_the_gold(visitor, language, size)


def check_the_gold(visitor: Visitor, language: str, size: tuple[int, int]) -> None:
    count = visitor.session.slideCount
    assert count > 10
    for slide in (0, 4, count - 1):
        visitor.session.apply(transitions.go_to_slide, slide)
        visitor.settle()
        columns = gold(visitor)
        if language == "ar":
            columns.reverse()
        shown = round(size[0] * (slide + 1) / count)
        thick = THICKNESS * UNIT * min(size)
        filled = [at for at, pixels in enumerate(columns) if pixels > thick / 2]
        assert len(filled) >= 0.97 * shown
        assert max(filled) <= shown + 2
        middle = sorted(columns[at] for at in filled)[len(filled) // 2]
        assert middle == pytest.approx(thick, abs=1.5)
    visitor.session.show("wall")
    visitor.settle()
    assert max(gold(visitor)) == 0, "only the loop comes forward"


def test_the_join_is_nearly_straight_and_the_same_on_every_screen(make_visitor: MakeVisitor):
    visitor = make_visitor(size=(1920, 1080))
    lines = []
    for screen in ("about", "wall", "help"):
        visitor.session.show(screen)
        visitor.settle()
        lines.append(join(visitor))
    straight = sum(lines[0]) / len(lines[0])
    departures = [abs(y - straight) for y in lines[0]]
    assert 2 <= max(departures) <= DEPARTURE
    for line in lines[1:]:
        assert max(abs(a - b) for a, b in zip(line, lines[0], strict=True)) <= 1


def test_the_gold_grows_with_a_change_of_slide_and_rests_between(make_visitor: MakeVisitor):
    visitor = make_visitor(animated=True)
    visitor.rest()
    item = seam(visitor).findChild(QQuickItem, "gold")
    assert item is not None
    widths = [item.width()]
    visitor.app_window.controller.loop.step(1)
    for _ in range(200):
        QTest.qWait(10)
        widths.append(item.width())
        if len(widths) > 60 and widths[-1] == widths[-20]:
            break
    count = visitor.session.slideCount
    assert widths == sorted(widths), "it never shrinks on its way"
    assert len(set(widths)) > 4, "it comes by and by"
    assert widths[-1] == pytest.approx(1600 * 2 / count, abs=1)
    # No frame is drawn while the slide stands.
    visitor.rest()
    visitor.session.setReducedMotion(True)
    visitor.app_window.controller.loop.step(1)
    assert item.width() == pytest.approx(1600 * 3 / count, abs=1), "with less motion it is there"


def test_a_loop_of_one_slide_has_no_gold(make_visitor: MakeVisitor, write_folder):
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": "title: One\n"}))
    assert visitor.session.slideCount == 1
    assert max(gold(visitor)) == 0
