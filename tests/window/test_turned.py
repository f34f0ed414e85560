"""A screen that hangs on its side or upside down: picture and touch are turned together."""

import os
import subprocess
import sys

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QImage, QTransform
from PySide6.QtTest import QTest

from kiosk.app.poster import PosterWindow
from kiosk.domain import Exhibition
from kiosk.session import transitions
from tests.faults.running_kiosk import LONG, long
from tests.window.conftest import ROOT, MakeVisitor, Visitor, by_finger
from tests.window.test_touching import draw

# What is seen, in pixels, with each turn in degrees clockwise; the window has the screen's size.
SEEN = {90: (720, 1280), 180: (1280, 720), 270: (720, 1280)}
# Of 255: edges that are blended otherwise; a letter that lies a pixel off differs by over 100.
BLENDED = 32
LANGUAGES = ("en", "es")


def window_size(turn: int) -> tuple[int, int]:
    width, height = SEEN[turn]
    return (height, width) if turn % 180 else (width, height)


def grab(visitor: Visitor) -> QImage:
    visitor.rest()
    return visitor.app_window.window.grabWindow()


def largest_difference(one: QImage, other: QImage) -> int:
    """Of any channel of any pixel, 0 to 255."""
    assert one.size() == other.size()
    pictures = []
    for image in (one, other):
        # Held while its bytes are read.
        plain = image.convertToFormat(QImage.Format.Format_RGBX8888)
        size = (plain.width(), plain.height())
        pictures.append(Image.frombytes("RGBX", size, bytes(plain.constBits())).convert("RGB"))
    first, second = pictures
    return max(high for _, high in ImageChops.difference(first, second).getextrema())


def screens(visitor: Visitor, language: str):
    """Walk through what a visitor sees, with what lies over it, and yield a picture of each."""
    session = visitor.session
    session.apply(transitions.go_to_slide, 0)
    session.setLanguage(language)
    yield "loop", grab(visitor)
    # The display panel lies over the last of them.
    for name in ("wall", "board", "resources", "help", "about"):
        session.show(name)
        yield name, grab(visitor)
    session.toggleDisplayPanel()
    yield "display panel", grab(visitor)
    session.openWork("works/01-what-the-morning-kept")
    yield "work", grab(visitor)
    session.zoomBy(1)
    yield "zoom", grab(visitor)
    session.apply(transitions.show_idle_prompt)
    yield "idle prompt", grab(visitor)


@pytest.mark.parametrize("turn", [pytest.param(90, marks=long), pytest.param(180, marks=long), 270])
def test_a_turned_window_shows_what_one_of_the_swapped_size_does(make_visitor: MakeVisitor, turn):
    language = LANGUAGES[turn == 270]
    # One after the other: a program has one window, and one language at a time.
    expected = list(screens(make_visitor(size=SEEN[turn]), language))
    turned = make_visitor(size=window_size(turn), turn=turn)
    pairs = zip(expected, screens(turned, language), strict=True)
    found: dict[str, int] = {}
    for (name, here), (_, there) in pairs:
        upright = there.transformed(QTransform().rotate(-turn))
        found[name] = largest_difference(upright, here)
    # Qt blends the edges of the largest letters, those of a number to call, a little differently in
    # a picture.
    assert found.pop("help") <= BLENDED
    assert max(found.values()) <= 1, found


@long
def test_a_mirrored_language_is_turned_too(make_visitor: MakeVisitor, arabic_gallery):
    pictures = []
    for turn, size in ((0, SEEN[90]), (90, window_size(90))):
        visitor = make_visitor(size=size, folder=arabic_gallery, turn=turn)
        visitor.session.setLanguage("ar")
        visitor.session.show("help")
        pictures.append(grab(visitor).transformed(QTransform().rotate(-turn)))
    assert largest_difference(*pictures) <= BLENDED


@pytest.mark.parametrize("turn", [90, pytest.param(180, marks=long), 270])
def test_a_touch_reaches_what_is_seen_there(make_visitor: MakeVisitor, turn):
    visitor = make_visitor(size=window_size(turn), turn=turn)
    width, height = SEEN[turn]
    seen = visitor.targets()["Artworks"]
    # Where somebody in front of the screen sees it, from the picture's own upper left corner.
    middle = visitor.app_window.scene.mapFromItem(seen, QPointF(seen.width() / 2, 0)).toPoint()
    assert 0 < middle.x() < width
    assert middle.y() > height * 0.8, "the bar is at the lower edge of what is seen"
    visitor.touch("Artworks")
    assert visitor.session.screen == "wall"
    visitor.touch("Home")
    assert visitor.session.screen == "loop"


@pytest.mark.parametrize("turn", [90, pytest.param(180, marks=long), 270])
def test_a_swipe_turns_the_page_in_the_direction_that_is_seen(make_visitor: MakeVisitor, turn):
    visitor = make_visitor(by_finger, size=window_size(turn), turn=turn)
    visitor.session.apply(transitions.go_to_slide, 1)
    visitor.rest()
    width, height = SEEN[turn]

    def at(x: float, y: float) -> QPoint:
        return visitor.app_window.scene.mapToScene(QPointF(x, y)).toPoint()

    # From the right to the left as it is seen: the next slide. Up and down changes nothing.
    draw(visitor, at(width * 0.8, height * 0.4), at(width * 0.2, height * 0.4))
    visitor.rest()
    assert visitor.session.slide == 2
    draw(visitor, at(width * 0.5, height * 0.6), at(width * 0.5, height * 0.2))
    visitor.rest()
    assert visitor.session.slide == 2


@pytest.mark.parametrize("turn", [0, *SEEN])
def test_the_supervisors_poster_is_turned(qapp, turn):
    exhibition = Exhibition()
    plain = PosterWindow(exhibition)
    plain.resize(QSize(*SEEN.get(turn, (1280, 720))))
    turned = PosterWindow(exhibition, turn)
    size = window_size(turn) if turn else (1280, 720)
    turned.resize(QSize(*size))
    assert turned.render_image() == plain.render_image(), "a screenshot is upright"
    turned.show()
    assert QTest.qWaitForWindowExposed(turned)
    QTest.qWait(50)
    screen = turned.screen().grabWindow(turned.winId()).toImage()
    shown = screen.convertToFormat(QImage.Format.Format_RGB32)
    upright = shown.transformed(QTransform().rotate(-turn))
    assert upright.size() == plain.size()
    # The title stands in the upper half, at the left.
    ground = upright.pixelColor(upright.width() - 5, upright.height() - 5)
    rows = [
        y
        for y in range(0, upright.height(), 2)
        if any(upright.pixelColor(x, y) != ground for x in range(0, upright.width() // 2, 2))
    ]
    assert rows
    assert rows[0] > upright.height() * 0.15
    assert rows[-1] < upright.height() * 0.6
    for window in (plain, turned):
        window.destroy()


# Prints the largest difference of a channel, averaged over blocks of 8 x 8 pixels: a graphics card
# places the edges of letters between pixels.
BY_OPENGL = """
import sys
from pathlib import Path
from PIL import Image, ImageChops
from PySide6.QtGui import QGuiApplication, QTransform
from PySide6.QtQuick import QSGRendererInterface
from PySide6.QtTest import QTest
from kiosk.content.load import load
from kiosk.offscreen.screenshots import settle
from kiosk.window.app_window import AppWindow, load_typefaces
from tests.window.conftest import HandClock

app = QGuiApplication([])
load_typefaces()
pictures = []
for turn, size in ((0, (480, 640)), (90, (640, 480))):
    one = AppWindow(app, load(Path("gallery")).snapshot, HandClock(), Path(sys.argv[1]),
                    animated=False, turn=turn)
    one.window.resize(*size)
    one.window.show()
    assert QTest.qWaitForWindowExposed(one.window)
    one.controller.session.show("help")
    settle(one)
    QTest.qWait(300)
    by_card = one.window.rendererInterface().graphicsApi() is QSGRendererInterface.OpenGL
    file = f"{sys.argv[1]}/{turn}.png"
    one.window.grabWindow().transformed(QTransform().rotate(-turn)).save(file)
    pictures.append(Image.open(file).convert("RGB").reduce(8))
    one.close()
most = max(high for _, high in ImageChops.difference(*pictures).getextrema())
print("opengl" if by_card else "software", most)
"""


@pytest.mark.skipif(not LONG, reason="takes longer; KIOSK_FAULTS=all does it too")
def test_a_graphics_card_turns_it_the_same_way(display, tmp_path):
    """OpenGL, emulated by Mesa here."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "xcb",
        "QT_XCB_GL_INTEGRATION": "xcb_egl",
        "QSG_RENDER_LOOP": "basic",
        "QT_ENABLE_HIGHDPI_SCALING": "0",
    }
    environment.pop("QT_QUICK_BACKEND", None)
    done = subprocess.run(
        [sys.executable, "-c", BY_OPENGL, str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    renderer, most = done.stdout.split()[-2:]
    if renderer != "opengl":
        pytest.skip("there is no OpenGL here")
    assert int(most) < 40
