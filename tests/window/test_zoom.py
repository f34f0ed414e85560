"""Zooming by pinch, buttons, keys and wheel: sharp tiles, limits, and the way back."""

from itertools import pairwise

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.qt.item_info import Role, is_sharp, max_zoom, picture_info, visible_items
from tests.window.conftest import MakeVisitor, Visitor

MASTER = (4000, 3000)


@pytest.fixture
def large_picture(write_folder):
    root = write_folder({"kiosk.yaml": "title: Large\nlanguages: [en]\n", "works/b.jpg": "picture"})
    picture = Image.linear_gradient("L").resize(MASTER).convert("RGB")
    # One-pixel stripes: any resampling of the original's pixels lowers their contrast.
    stripe = Image.new("RGB", (2, 1))
    stripe.putpixel((0, 0), (255, 255, 255))
    tile = Image.new("RGB", (400, 400))
    for x in range(0, 400, 2):
        tile.paste((255, 255, 255), (x, 0, x + 1, 400))
    picture.paste(tile, (MASTER[0] // 2 - 200, MASTER[1] // 2 - 200))
    picture.save(root / "works" / "a.jpg", quality=97, subsampling=0)
    return root


@pytest.fixture
def visitor(make_visitor: MakeVisitor, ways, large_picture):
    visitor = make_visitor(ways["finger"], folder=large_picture)
    visitor.touch("Open A")
    assert visitor.session.screen == "work"
    return visitor


def tiles(item: QQuickItem) -> list[QQuickItem]:
    return list(visible_items(item, Role.Tile))


def pinch(visitor: Visitor, device, start: int, end: int, centre: QPoint) -> None:
    window = visitor.app_window.window
    left, right = centre - QPoint(start // 2, 0), centre + QPoint(start // 2, 0)
    QTest.touchEvent(window, device).press(1, left, window).press(2, right, window).commit()
    for step in range(1, 13):
        apart = (start + (end - start) * step // 12) // 2
        left, right = centre - QPoint(apart, 0), centre + QPoint(apart, 0)
        QTest.qWait(10)
        QTest.touchEvent(window, device).move(1, left, window).move(2, right, window).commit()
    QTest.touchEvent(window, device).release(1, left, window).release(2, right, window).commit()
    visitor.settle()


def test_pinching_zooms_in_and_out(visitor: Visitor, qtbot):
    device = QTest.createTouchDevice()
    centre = QPoint(500, 380)
    pinch(visitor, device, 200, 600, centre)
    assert visitor.session.zoom == pytest.approx(1.2, abs=0.45), (
        "less the distance before Qt recognizes a pinch"
    )
    pinch(visitor, device, 600, 60, centre)
    assert visitor.session.zoom == 0
    assert "Whole picture" not in visitor.targets()


def test_zoom_ends_after_the_original_s_pixels_which_are_sharp(visitor: Visitor, qtbot):
    for _ in range(8):
        if not visitor.targets()["Closer"].isEnabled():
            break
        visitor.touch("Closer")
        if "Closer" not in visitor.targets():
            break
    magnifier = next(visible_items(visitor.app_window.window.contentItem(), Role.Magnifier))
    assert visitor.session.zoom == pytest.approx(max_zoom(magnifier))
    one_to_one = max_zoom(magnifier) - 1
    visitor.session.zoomTo(one_to_one)
    qtbot.waitUntil(lambda: not visitor.app_window.controller.imageLoader.busy, timeout=20_000)
    visitor.settle()
    qtbot.waitUntil(
        lambda: all(is_sharp(tile) for tile in tiles(magnifier)) and bool(tiles(magnifier)),
        timeout=5000,
    )
    picture = visitor.app_window.window.grabWindow()
    middle = magnifier.mapToScene(QPointF(magnifier.width() / 2, magnifier.height() / 2)).toPoint()
    row = [picture.pixelColor(middle.x() + dx, middle.y()).red() for dx in range(-60, 60)]
    assert max(row) > 200
    assert min(row) < 55
    assert sum(abs(a - b) for a, b in pairwise(row)) / 119 > 150, (
        "one-pixel stripes keep their contrast"
    )
    for way in ("Move right", "Move down", "Move left", "Move up"):
        for _ in range(12):
            visitor.touch(way)
        corners = tiles(magnifier)
        assert corners, f"no tiles after {way}"
    visitor.touch("Whole picture")
    assert visitor.session.zoom == 0


def test_the_background_takes_the_tint_of_the_work(make_visitor: MakeVisitor, write_folder):
    folder = write_folder({"kiosk.yaml": "title: Two\nlanguages: [en]\n"})
    for name, colour in (("a", "#d03020"), ("b", "#2040d0")):
        (folder / "works").mkdir(exist_ok=True)
        Image.new("RGB", (900, 600), colour).save(folder / "works" / f"{name}.png")
    visitor = make_visitor(folder=folder)
    tones = []
    for name in ("A", "B"):
        visitor.session.openWork(f"works/{name.casefold()}")
        visitor.settle()
        tones.append(visitor.app_window.window.grabWindow().pixelColor(3, 3))
    red, blue = tones
    assert red.red() > red.blue()
    assert blue.blue() > blue.red() + 10


def test_a_double_tap_zooms_out(visitor: Visitor, qtbot):
    visitor.touch("Closer")
    assert visitor.session.zoom == 1
    device = QTest.createTouchDevice()
    window, at = visitor.app_window.window, QPoint(500, 380)
    for _ in range(2):
        QTest.touchEvent(window, device).press(1, at, window).commit()
        QTest.touchEvent(window, device).release(1, at, window).commit()
        QTest.qWait(30)
    visitor.settle()
    assert visitor.session.zoom == 0


def test_wheel_and_keys_zoom(visitor: Visitor):
    window = visitor.app_window.window
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_Plus)
    visitor.settle()
    assert visitor.session.zoom == 1
    QTest.keyClick(window, Qt.Key.Key_Minus)
    visitor.settle()
    assert visitor.session.zoom == 0
    QTest.wheelEvent(window, QPointF(500, 380), QPoint(0, 240))
    visitor.settle()
    assert visitor.session.zoom == pytest.approx(0.5)


def test_the_next_picture_is_preloaded(visitor: Visitor, qtbot):
    frames = []
    window = visitor.app_window.window

    # Preloading may take a while on a loaded machine.
    loader = visitor.app_window.controller.imageLoader
    qtbot.waitUntil(lambda: not loader.busy, timeout=10_000)
    visitor.settle()
    visitor.session.stepWork(1)

    def record_frame():
        pictures = map(picture_info, visible_items(window.contentItem(), Role.Picture))
        frames.append(any(info.ready for info in pictures if info.work == "works/b"))

    window.afterAnimating.connect(record_frame)
    qtbot.waitUntil(lambda: bool(frames), timeout=2000)
    assert frames[0], "the next frame shows the picture"
