"""Looks whether the picture really comes to the screen, by a mark of two pixels in its corner.

Qt reports a frame when it was submitted. A window that covers the program's, or a display server
that keeps showing an old picture, changes nothing about that.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, QProcess, QRect, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWindow
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.settings import Settings
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

# The mark is changed with a frame of an animation where there is one. Where frames come one by one,
# it asks for one of its own. While none come, it is only read again: the screen has to show what
# it showed, and no frame is drawn for that.
CARRIED_SECONDS = 20.0
OWN_FRAME_SECONDS = 30.0
REST_LOOK_SECONDS = 15.0
# From Qt's report of the frame to the look at the screen.
SETTLE_SECONDS = 1.0
# A frame under way or a screen that changes its resolution makes one look miss, or two.
RAISE_MISSES = 2
STUCK_MISSES = 4
# Two frames within this time belong to an animation, which asks for the next one by itself.
_ANIMATION_SECONDS = 0.1
_GRIM_MS = 3_000
_KILL_MS = 500
_PIXELS = 2
# The channels' levels: near the dark ground of the bar, and alike with 8 and with 5 bits.
_LEVELS = (8, 16, 24, 32)
_MARK = b"""
import QtQuick
Item {
    id: root
    property color first
    property color second
    z: 2000
    y: parent ? parent.height - 1 : 0
    Rectangle { width: 1; height: 1; color: root.first }
    Rectangle { x: 1; width: 1; height: 1; color: root.second }
}
"""

Code = tuple[int, int]


def code_of(frames: int, seconds: float) -> Code:
    """The mark's two numbers, 0 to 63: of the present frame, and of the time in seconds."""
    return frames % 64, int(seconds) % 64


def color_of(number: int) -> QColor:
    """The colour of one pixel: two bits of the number in each channel."""
    return QColor(*(_LEVELS[number >> shift & 3] for shift in (4, 2, 0)))


def read_code(picture: QImage) -> Code | None:
    """The numbers in a picture of the mark, at any scale; None where it is none."""
    if picture.width() < _PIXELS or picture.height() < 1:
        return None
    found = []
    for pixel in range(_PIXELS):
        x = (2 * pixel + 1) * picture.width() // (2 * _PIXELS)
        number = _number_of(picture.pixelColor(x, picture.height() // 2))
        if number is None:
            return None
        found.append(number)
    return found[0], found[1]


def _number_of(color: QColor) -> int | None:
    number = 0
    for channel in (color.red(), color.green(), color.blue()):
        nearest = min(range(len(_LEVELS)), key=lambda one: abs(_LEVELS[one] - channel))
        if abs(_LEVELS[nearest] - channel) > 3:
            return None
        number = number << 2 | nearest
    return number


def without_mark(picture: QImage) -> QImage:
    """The window's picture with the mark's pixels as those above them."""
    bottom = picture.height() - 1
    for x in range(min(_PIXELS, picture.width()) if bottom > 0 else 0):
        picture.setPixelColor(x, bottom, picture.pixelColor(x, bottom - 1))
    return picture


class GlassReader(Protocol):
    """Reads pixels of a screen as the display server shows them."""

    def read(self, window: QWindow, done: Callable[[QImage | None], None]) -> None:
        """Call ``done`` with the window's mark, now or later; with None where nothing was read."""

    def close(self) -> None:
        """Read no more."""


class XServerReader:
    """The X server's own picture of the screen, with whatever lies above the window."""

    def read(self, window: QWindow, done: Callable[[QImage | None], None]) -> None:
        place, screen = window.geometry(), window.screen().geometry()
        x, y = place.left() - screen.left(), place.bottom() - screen.top()
        done(window.screen().grabWindow(0, x, y, _PIXELS, 1).toImage())

    def close(self) -> None:
        pass


class GrimReader(QObject):
    """What a compositor of wlroots has put on the output, read by the program grim."""

    def __init__(self, command: str = "grim") -> None:
        super().__init__()
        self._command = command
        self._done: Callable[[QImage | None], None] | None = None
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._limit = QTimer(self, singleShot=True, interval=_GRIM_MS)
        self._limit.timeout.connect(self._process.kill)

    def read(self, window: QWindow, done: Callable[[QImage | None], None]) -> None:
        # Under Wayland no window knows its place; a full-screen one fills its screens.
        place: QRect = window.screen().geometry()
        bottom = place.top() + window.height() - 1
        self._done = done
        self._limit.start()
        region = f"{place.left()},{bottom} {_PIXELS}x1"
        self._process.start(self._command, ["-g", region, "-t", "ppm", "-"])

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._on_finished()

    def _on_finished(self, code: int = 1, _status: object = None) -> None:
        self._limit.stop()
        data: QByteArray = self._process.readAllStandardOutput()
        picture = QImage()
        picture.loadFromData(data, "PPM")
        done, self._done = self._done, None
        if done is not None:
            done(None if code or picture.isNull() else picture)

    def close(self) -> None:
        self._done = None
        self._limit.stop()
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(_KILL_MS)


def glass_reader(settings: Settings) -> GlassReader | None:
    """The way to look at the screen here; None where there is none.

    Without a supervisor, other windows may lie above this one. The window's own grab is no way: it
    paints the scene once more and says nothing of the screen.
    """
    if not settings.supervised or settings.windowed:
        return None
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        return XServerReader()
    if platform == "wayland" and shutil.which("grim"):
        return GrimReader()
    return None


class GlassWatch(QObject):
    """Draws the mark into ``window``, and compares it with the screen; ``check`` is called often.

    ``is_stuck`` is True after STUCK_MISSES looks in a row without the mark that was submitted;
    after RAISE_MISSES the window is put in front once more. ``was_seen`` tells whether the mark
    was found since the start: where it never was, a restart would not help. ``seen_at`` is when it
    was last found, in monotonic seconds.
    """

    def __init__(self, window: AppWindow, reader: GlassReader) -> None:
        super().__init__()
        self._window: QQuickWindow = window.window
        self._reader = reader
        self._component = QQmlComponent(window.engine, self)
        self._component.setData(_MARK, "")
        item = self._component.create()
        if not isinstance(item, QQuickItem):
            raise RuntimeError(self._component.errorString())
        item.setParent(self)
        item.setParentItem(self._window.contentItem())
        self._corner = item
        self._frames = self._misses = 0
        self._code: Code | None = None
        # Monotonic seconds: of the last change, the last frame, and the last animation's step.
        self._changed_at = self._framed_at = self._animated_at = 0.0
        # Of the last look, and of the last one that found the mark.
        self._looked_at = self.seen_at = 0.0
        # Whether a change still has to be looked for on the screen.
        self._is_pending = self._is_reading = False
        self.was_seen = self.is_stuck = False
        self.change()
        self._window.frameSwapped.connect(self._on_frame)
        self._window.afterAnimating.connect(self._on_animating)

    def change(self) -> None:
        """Give the mark another value; a frame is drawn for it."""
        if self._is_reading:
            return
        now = time.monotonic()
        self._code = code_of(self._frames, now)
        for name, number in zip(("first", "second"), self._code, strict=True):
            self._corner.setProperty(name, color_of(number))
        self._changed_at, self._is_pending = now, True

    def check(self, now: float, *, expects_frames: bool) -> None:
        """Look at the screen if a change of the mark has been submitted; change it if it is due.

        While no frame comes, look now and then: the screen has to go on showing the mark.

        While no frames are expected nothing is read: the screen is off, or there is none.
        """
        if not expects_frames or self._window.visibility() != QWindow.Visibility.FullScreen:
            self._misses, self._is_pending = 0, False
        elif self._is_pending:
            if self._changed_at < self._framed_at <= now - SETTLE_SECONDS:
                self._read_mark(now)
        elif self._framed_at > self._looked_at and now - self._changed_at >= OWN_FRAME_SECONDS:
            self.change()
        elif now - self._looked_at >= REST_LOOK_SECONDS:
            self._read_mark(now)

    def _read_mark(self, now: float) -> None:
        if not self._is_reading:
            self._is_reading, self._looked_at = True, now
            self._reader.read(self._window, self._on_read)

    def _on_read(self, picture: QImage | None) -> None:
        self._is_reading = False
        if picture is None:
            # Nothing is known of the screen, as when grim was ended.
            self._is_pending = False
            return
        if read_code(picture) == self._code:
            if self.is_stuck:
                log.info("The picture is on the screen again")
            self._misses, self._is_pending = 0, False
            self.was_seen, self.is_stuck = True, False
            self.seen_at = self._looked_at
            return
        self._misses += 1
        if self._misses == RAISE_MISSES:
            log.warning("The picture does not come to the screen; the window is put in front")
            self._window.showFullScreen()
            self._window.raise_()
        if self._misses == STUCK_MISSES and not self.is_stuck:
            self.is_stuck = True
            log.error("Frames are drawn, but the screen shows another picture")
        # Many misses later, it is looked at no more often than while all is well.
        self._is_pending = False
        if self._misses <= STUCK_MISSES:
            self.change()

    def _on_frame(self) -> None:
        self._frames += 1
        self._framed_at = time.monotonic()

    def _on_animating(self) -> None:
        """Change the mark with a frame that is being made anyway."""
        now = time.monotonic()
        animates = now - self._animated_at < _ANIMATION_SECONDS
        self._animated_at = now
        if animates and not self._is_pending and now - self._changed_at >= CARRIED_SECONDS:
            self.change()

    def close(self) -> None:
        """Look no more, and take the mark away."""
        self._reader.close()
        self._window.frameSwapped.disconnect(self._on_frame)
        self._window.afterAnimating.disconnect(self._on_animating)
        self._corner.deleteLater()
        QGuiApplication.sendPostedEvents(self._corner, QEvent.Type.DeferredDelete)
