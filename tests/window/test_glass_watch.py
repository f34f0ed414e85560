"""The mark in the window's corner, and what becomes of it when the screen shows another picture."""

import shutil
import time
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from kiosk.app import glass_watch as module
from kiosk.app.glass_watch import (
    OWN_FRAME_SECONDS,
    RAISE_MISSES,
    REST_LOOK_SECONDS,
    SETTLE_SECONDS,
    STUCK_MISSES,
    GlassWatch,
    GrimReader,
    XServerReader,
    code_of,
    color_of,
    glass_reader,
    read_code,
    without_mark,
)
from kiosk.domain.design import WALL_BOTTOM
from kiosk.settings import read_settings
from tests.window.conftest import MakeVisitor


class WindowReader:
    """Reads the window's own picture, or for as long as it is ``stuck`` an earlier one."""

    def __init__(self) -> None:
        self.stuck = False
        self.reads = 0
        self.last = QImage()

    def read(self, window, done) -> None:
        self.reads += 1
        if not self.stuck:
            picture = window.grabWindow()
            self.last = picture.copy(0, picture.height() - 1, 2, 1)
        done(self.last)

    def close(self) -> None:
        pass


@pytest.fixture
def watched(make_visitor: MakeVisitor, monkeypatch):
    """A watch on a window at rest, its reader, and a clock that the test moves."""
    visitor = make_visitor()
    window = visitor.app_window.window
    window.showFullScreen()
    visitor.rest()
    clock = SimpleNamespace(ahead=0.0, look=None)
    real = time.monotonic
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: real() + clock.ahead))
    reader = WindowReader()
    watch = GlassWatch(visitor.app_window, reader)

    def look(seconds: float = SETTLE_SECONDS + 0.1, *, expects_frames: bool = True) -> None:
        """Let the frame come that was asked for, and look so many seconds later."""
        QTest.qWait(60)
        clock.ahead += seconds
        watch.check(real() + clock.ahead, expects_frames=expects_frames)

    yield watch, reader, look, visitor
    watch.close()


@pytest.mark.parametrize("bits", [8, 5])
def test_each_number_is_read_back_also_from_a_screen_of_few_colours(bits):
    for number in range(64):
        picture = QImage(4, 2, QImage.Format.Format_RGB32)
        color, drop = color_of(number), 8 - bits
        channels = [
            value >> drop << drop | (value >> bits if drop else 0)
            for value in (color.red(), color.green(), color.blue())
        ]
        picture.fill(QColor(*channels))
        assert read_code(picture) == (number, number)


def test_a_picture_of_anything_else_has_no_number():
    picture = QImage(2, 1, QImage.Format.Format_RGB32)
    for color in ("#000000", "#FFFFFF", "#2A2530", "#0C0C0C"):
        picture.fill(QColor(color))
        assert read_code(picture) is None
    assert read_code(QImage()) is None


def test_codes_of_later_looks_differ():
    assert len({code_of(7, second) for second in range(64)}) == 64
    assert code_of(64 + 3, 0.9) == (3, 0)


def test_the_mark_lies_near_the_ground_and_is_not_in_a_screenshot():
    """Two pixels, and no channel farther from the dark ground than a step that nobody sees."""
    ground = QColor(WALL_BOTTOM)
    for number in range(64):
        color = color_of(number)
        for got, below in zip(color.getRgb()[:3], ground.getRgb()[:3], strict=True):
            assert abs(got - below) <= 20
    picture = QImage(9, 5, QImage.Format.Format_RGB32)
    picture.fill(ground)
    picture.setPixelColor(0, 4, color_of(5))
    picture.setPixelColor(1, 4, color_of(60))
    clean = QImage(9, 5, QImage.Format.Format_RGB32)
    clean.fill(ground)
    assert without_mark(picture) == clean


def test_the_mark_on_the_screen_is_the_one_that_was_drawn(watched):
    watch, reader, look, _ = watched
    look()
    assert (reader.reads, watch.was_seen, watch.is_stuck) == (1, True, False)
    look()
    assert reader.reads == 1, "nothing new was drawn"


def test_a_watch_at_rest_reads_its_mark_again_without_a_frame(watched, qtbot):
    watch, reader, look, visitor = watched
    frames = []
    look()
    QTest.qWait(300)
    window = visitor.app_window.window
    window.frameSwapped.connect(lambda: frames.append(1))
    for number in range(2, 6):
        look(REST_LOOK_SECONDS + 0.1)
        assert (frames, reader.reads) == ([], number)
        assert watch.was_seen
    # Where frames come, the mark is changed with one of them or with one of its own.
    before = read_code(reader.last)
    window.update()
    qtbot.waitUntil(lambda: bool(frames))
    QTest.qWait(200)
    look(OWN_FRAME_SECONDS + 0.1)
    look(OWN_FRAME_SECONDS + 0.1)
    assert read_code(reader.last) not in (None, before)
    assert watch.was_seen


def test_another_picture_on_the_screen_is_seen_at_rest_too(watched):
    watch, reader, look, _ = watched
    look()
    reader.read = lambda _window, done: done(QImage())
    look(REST_LOOK_SECONDS + 0.1)
    for _ in range(STUCK_MISSES - 1):
        assert not watch.is_stuck
        look()
    assert watch.is_stuck


def test_an_old_picture_on_the_screen_is_stuck_after_a_few_looks_and_well_again(watched, caplog):
    watch, reader, look, _ = watched
    look()
    reader.stuck = True
    watch.change()
    with caplog.at_level("INFO"):
        for miss in range(1, STUCK_MISSES + 1):
            assert not watch.is_stuck
            look()
            assert ("put in front" in caplog.text) == (miss >= RAISE_MISSES)
        assert watch.is_stuck
        look()
        look()
        reads = reader.reads
        look()
        assert (watch.is_stuck, reader.reads) == (True, reads), "from now on less often"
        reader.stuck = False
        look(OWN_FRAME_SECONDS)
        look()
        assert not watch.is_stuck
    assert caplog.text.count("the screen shows another picture") == 1
    assert "The picture is on the screen again" in caplog.text


def test_a_screen_that_is_off_is_not_looked_at(watched):
    watch, reader, look, _ = watched
    reader.stuck = True
    for _ in range(2 * STUCK_MISSES):
        watch.change()
        look(expects_frames=False)
    assert (reader.reads, watch.is_stuck) == (0, False)


def test_a_program_that_cannot_look_is_no_fault(watched, qapp, qtbot):
    """As where grim is gone, or the compositor refuses it."""
    watch, reader, look, visitor = watched
    reader.read = lambda _window, done: done(None)
    for _ in range(2 * STUCK_MISSES):
        watch.change()
        look()
    assert not watch.is_stuck
    for command in ("false", "/nothing/here"):
        grim, found = GrimReader(command), []
        grim.read(visitor.app_window.window, found.append)
        qtbot.waitUntil(lambda found=found: found == [None])
        grim.close()


def test_a_watch_is_kept_only_where_the_glass_can_be_read(monkeypatch):
    supervised = {"KIOSK_MODE": "full"}
    platform = SimpleNamespace(name="xcb", grim="/usr/bin/grim")
    monkeypatch.setattr(
        module, "QGuiApplication", SimpleNamespace(platformName=lambda: platform.name)
    )
    monkeypatch.setattr(shutil, "which", lambda _name: platform.grim)
    assert glass_reader(read_settings({})) is None, "a desktop's other windows may lie above"
    assert glass_reader(read_settings(supervised, window_size=(800, 600))) is None
    assert isinstance(glass_reader(read_settings(supervised)), XServerReader)
    platform.name = "wayland"
    assert isinstance(glass_reader(read_settings(supervised)), GrimReader)
    platform.grim = None
    assert glass_reader(read_settings(supervised)) is None
    platform.name = "offscreen"
    assert glass_reader(read_settings(supervised)) is None
